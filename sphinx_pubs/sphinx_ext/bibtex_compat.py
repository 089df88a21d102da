"""sphinxcontrib-bibtex in the same project: its data files, and its citations of entries in our lists.

Its domain ``cite`` documents no way to ask for these, so they are read from ``env.domains["cite"].data``
(versions 2.6 and 2.7): ``citation_refs``, the keys in the roles of each page; ``citations`` and
``bibliographies``, the entries of its own bibliographies, complete after its handler of ``env-updated``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from .config import BIBFILES
from .roles import PARENTHESES, REFERENCE_TEXTS, Enclosure
from .sources import NO_BIBFILES, Bibfiles
from .state import Target, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def bibfiles(app: Sphinx) -> Bibfiles:
    """Return the files that ``bibtex_bibfiles`` names; none without that extension."""
    if BIBFILES not in app.config:
        return NO_BIBFILES
    paths = (Path(app.confdir) / name for name in app.config[BIBFILES] or ())
    return Bibfiles(tuple(str(path.resolve()) for path in paths), app.config["bibtex_encoding"])


def cited_keys(env: BuildEnvironment) -> set[tuple[str, str]]:
    """Return each key in the roles of the other extension, with the page that has the role."""
    references = _cite_data(env).get("citation_refs", ())
    return {(target.key, reference.docname) for reference in references for target in reference.targets}


def has_entry(env: BuildEnvironment, key: str) -> bool:
    """Whether a bibliography of the other extension has an entry ``key`` that its roles link to."""
    return key in _bibliography_keys(env)


def _bibliography_keys(env: BuildEnvironment) -> set[str]:
    data = _cite_data(env)
    bibliographies = data.get("bibliographies", {})
    return {
        entry.key
        for entry in data.get("citations", ())
        if bibliographies[entry.bibliography_key].list_ == "citation"
    }


def _cite_data(env: BuildEnvironment) -> Mapping[str, Any]:
    return env.domains["cite"].data if "cite" in env.domains else {}


def pages_with_moved_citations(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note where links of ``:cite:`` to our entries lead; return the pages to write because one has moved."""
    state = state_of(env)
    if not state.config.resolve_cite:
        return []
    cited = cited_keys(env)
    before: dict[str, tuple[str, ...]] = state.data["cited_elsewhere"]
    after = {}
    for key in sorted({key for key, _ in cited} - _bibliography_keys(env)):
        if location := state.location_of(key):
            after[key] = location.link_content()
    state.data["cited_elsewhere"] = after
    outdated = {docname for key, docname in cited if before.get(key) != after.get(key)}
    state.outdated |= outdated
    return sorted(outdated)


class CiteTransform(SphinxPostTransform):
    """Link citations of the other extension's roles to our entries, where only our lists have the key."""

    default_priority = 9  # at 10 the other extension warns of keys that it does not know

    def run(self, **kwargs: Any) -> None:
        """Replace the citations in the document."""
        self.state = state_of(self.env)
        roles = [node for node in self.document.findall(pending_xref) if node.get("refdomain") == "cite"]
        if not roles or not self.state.config.resolve_cite:
            return
        bibliography_keys = _bibliography_keys(self.env)
        targets = {
            (reference.docname, reference.citation_ref_id): reference.targets
            for reference in _cite_data(self.env).get("citation_refs", ())
        }
        for node in roles:
            names = [(node["refdoc"], identifier) for identifier in node["ids"]]
            cited = next((targets[name] for name in names if name in targets), ())
            ours: list[Any] = []
            others: list[Any] = []
            for target in cited:
                is_ours = target.key not in bibliography_keys and self.state.location_of(target.key)
                (ours if is_ours else others).append(target)
            if ours:
                self._link(node, ours, others)

    def _link(self, node: pending_xref, ours: Sequence[Any], others: Sequence[Any]) -> None:
        """Replace ``node`` by our links, or add them after it if it cites ``others`` too."""
        style = _style_of(node["reftype"])
        links = nodes.inline("", "", *self._links(node, ours, style), classes=["pubs-citation"])
        if not others:
            links["ids"] = node["ids"]
            node.replace_self(links)
            return
        node["reftarget"] = ",".join(
            f"{_braced(target.pre)}{target.key}{_braced(target.post)}" for target in others
        )
        node.replace_self([node, nodes.Text(" "), links] if style.text else [node])

    def _links(self, node: pending_xref, ours: Sequence[Any], style: _Style) -> Iterator[nodes.Node]:
        if style.text is None:
            return
        before, between, after = PARENTHESES if style.in_brackets else Enclosure()
        for number, target in enumerate(ours):
            location = self.state.location_of(target.key)
            assert location is not None
            text = style.text(location.target)
            text = text[:1].upper() + text[1:] if node["reftype"].startswith("c") else text
            yield nodes.Text((between if number else before) + (f"{target.pre} " if target.pre else ""))
            yield pending_xref(
                "",
                nodes.inline(text, text, classes=["pubs-ref"]),
                refdomain="pubs",
                reftype="ref",
                reftarget=target.key,
                refdoc=node["refdoc"],
                refexplicit=True,
                refwarn=True,
            )
            if target.post:
                yield nodes.Text(f", {target.post}")
        yield nodes.Text(after)


class _Style(NamedTuple):
    """What a role of the other extension shows of an entry (None: nothing), and whether in brackets."""

    text: Callable[[Target], str] | None
    in_brackets: bool


def _authors(target: Target) -> str:
    return target.authors or target.title


def _year(target: Target) -> str:
    return target.year or target.title


_STYLES = {
    "p": _Style(REFERENCE_TEXTS["cite:p"], in_brackets=True),
    "alp": _Style(REFERENCE_TEXTS["cite:p"], in_brackets=False),
    "t": _Style(REFERENCE_TEXTS["cite:t"], in_brackets=False),
    "label": _Style(REFERENCE_TEXTS["cite:p"], in_brackets=False),
    "labelpar": _Style(REFERENCE_TEXTS["cite:p"], in_brackets=True),
    "year": _Style(_year, in_brackets=False),
    "yearpar": _Style(_year, in_brackets=True),
    "author": _Style(_authors, in_brackets=False),
    "authorpar": _Style(_authors, in_brackets=True),
    "empty": _Style(None, in_brackets=False),
}


def _style_of(role: str) -> _Style:
    """Return the style of ``role``; ``ps`` (all authors) and ``ct`` (a capital) look like ``p`` and ``t``."""
    names = (role, role.removesuffix("s"), role.removeprefix("c"), role.removeprefix("c").removesuffix("s"))
    return next((_STYLES[name] for name in names if name in _STYLES), _STYLES["p"])


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
