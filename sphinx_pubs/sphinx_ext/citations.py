"""Which pages refer to which records: by the roles of this extension, or by those of sphinxcontrib-bibtex."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .pages import Page

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Key of a record -> the pages that refer to it, each with its title, by name.
Citing = dict[str, dict[str, str]]


def citing(pages: Mapping[str, Page], env: BuildEnvironment) -> Citing:
    """Return the pages that refer to each record, in the order of their names."""
    found = {(key, docname) for docname, page in pages.items() for key in page.cited}
    if "cite" in env.domains:
        # The domain of sphinxcontrib-bibtex: what the roles :cite: of each page name.
        references = env.domains["cite"].data.get("citation_refs", ())
        found |= {(target.key, one.docname) for one in references for target in one.targets}
    result: Citing = {}
    for key, docname in sorted(found):
        if docname in env.titles:
            result.setdefault(key, {})[docname] = env.titles[docname].astext()
    return result
