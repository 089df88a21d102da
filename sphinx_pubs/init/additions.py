"""The lines to add to the ``conf.py`` and the table of contents of an existing project."""

from __future__ import annotations

from collections.abc import Iterator

from .site import PEOPLE, Plan, me_setting, page_names, people_setting, sources, sources_setting


def conf_lines(conf: str, plan: Plan) -> str:
    """Return what to add to a ``conf.py`` with this text: the settings that are not in it."""
    blocks = []
    if "sphinx_pubs" not in conf:
        blocks.append(f'extensions {_assignment("extensions", conf)} ["sphinx_pubs"]\n')
    if PEOPLE not in conf:
        blocks.append(people_setting())
    missing = [path for path in sources(plan.kind) if path not in conf]
    if missing:
        blocks.append(sources_setting(missing, _assignment("pubs_sources", conf)))
    if plan.kind == "homepage" and "pubs_me" not in conf:
        blocks.append(me_setting(plan))
    return "\n".join(blocks)


def _assignment(name: str, conf: str) -> str:
    return "+=" if name in conf else "="


def toctree_lines(index: str, kind: str) -> Iterator[str]:
    """Yield the pages that no line of the first page names."""
    lines = {line.strip().removesuffix(".rst") for line in index.splitlines()}
    yield from (name for name in page_names(kind) if name not in lines)
