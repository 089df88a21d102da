"""sphinxcontrib-bibtex in the same project: its data files, and citations of what only our lists hold.

Of its domain ``cite`` these are read (versions 2.6 and 2.7): ``citation_refs``, what the roles of each page
name; ``citations`` and ``bibliographies``, what its own bibliographies show, complete after its handler of
``env-updated``.
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
from .state import Target, pubs_domain, seen

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def bibfiles(app: Sphinx) -> Bibfiles:
    """Return the files that ``bibtex_bibfiles`` names; none without that extension."""
    if BIBFILES not in app.config:
        return NO_BIBFILES
    paths = (Path(app.confdir) / name for name in app.config[BIBFILES] or ())
    return Bibfiles(tuple(str(path.resolve()) for path in paths), app.config["bibtex_encoding"])


def has_entry(env: BuildEnvironment, key: str) -> bool:
    """Whether a bibliography of the other extension has an entry ``key`` that its roles link to."""
    return key in _their_keys(env)


def _their_keys(env: BuildEnvironment) -> set[str]:
    data = _their_data(env)
    shown = data.get("bibliographies", {})
    return {one.key for one in data.get("citations", ()) if shown[one.bibliography_key].list_ == "citation"}


def _their_data(env: BuildEnvironment) -> Mapping[str, Any]:
    return env.domains["cite"].data if "cite" in env.domains else {}


def cited_elsewhere(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note where links of ``:cite:`` to our entries lead; return the pages on which that has changed."""
    domain = pubs_domain(env)
    if not domain.settings.resolve_cite:
        return []
    theirs = _their_keys(env)
    cited = {
        (one.key, ref.docname) for ref in _their_data(env).get("citation_refs", ()) for one in ref.targets
    }
    before: dict[str, tuple[str, ...]] = domain.data["cited_elsewhere"]
    now = {}
    for key in sorted({key for key, _ in cited} - theirs):
        if place := domain.place_of(key):
            now[key] = seen(place)
    domain.data["cited_elsewhere"] = now
    return sorted({docname for key, docname in cited if before.get(key) != now.get(key)})


class CiteTransform(SphinxPostTransform):
    """Links citations of the other extension's roles to our entries, where only our lists have these.

    Before references are resolved, as that extension warns of keys that it does not know.
    """

    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Go through the citations of the document."""
        self.domain = pubs_domain(self.env)
        found = [node for node in self.document.findall(pending_xref) if node.get("refdomain") == "cite"]
        if not found or not self.domain.settings.resolve_cite:
            return
        theirs = _their_keys(self.env)
        targets = {
            (ref.docname, ref.citation_ref_id): ref.targets
            for ref in _their_data(self.env).get("citation_refs", ())
        }
        for node in found:
            named = next((targets[place] for place in _places(node) if place in targets), ())
            ours = [one for one in named if one.key not in theirs and self.domain.place_of(one.key)]
            if ours:
                self._link(node, ours, [one for one in named if one not in ours])

    def _link(self, node: pending_xref, ours: Sequence[Any], others: Sequence[Any]) -> None:
        """Put our links in the place of ``node``, or behind it where it names ``others`` too."""
        form = _form_of(node["reftype"])
        links = nodes.inline("", "", *self._links(node, ours, form), classes=["pubs-citation"])
        if not others:
            links["ids"] = node["ids"]
            node.replace_self(links)
            return
        node["reftarget"] = ",".join(f"{_braced(one.pre)}{one.key}{_braced(one.post)}" for one in others)
        node.replace_self([node, nodes.Text(" "), links] if form.words else [node])

    def _links(self, node: pending_xref, ours: Sequence[Any], form: _Form) -> Iterator[nodes.Node]:
        if form.words is None:
            return
        before, between, behind = PARENTHESES if form.bracketed else Enclosure()
        for number, one in enumerate(ours):
            place = self.domain.place_of(one.key)
            assert place is not None
            words = form.words(place[1])
            words = words[:1].upper() + words[1:] if node["reftype"].startswith("c") else words
            yield nodes.Text((between if number else before) + (f"{one.pre} " if one.pre else ""))
            yield pending_xref(
                "",
                nodes.inline(words, words, classes=["pubs-ref"]),
                refdomain="pubs",
                reftype="ref",
                reftarget=one.key,
                refdoc=node["refdoc"],
                refexplicit=True,
                refwarn=True,
            )
            if one.post:
                yield nodes.Text(f", {one.post}")
        yield nodes.Text(behind)


class _Form(NamedTuple):
    """What a role of the other extension says of an entry, and whether in brackets; None: nothing."""

    words: Callable[[Target], str] | None
    bracketed: bool


def _authors(target: Target) -> str:
    return target.authors or target.title


def _year(target: Target) -> str:
    return target.year or target.title


_FORMS = {
    "p": _Form(REFERENCE_TEXTS["cite:p"], bracketed=True),
    "alp": _Form(REFERENCE_TEXTS["cite:p"], bracketed=False),
    "t": _Form(REFERENCE_TEXTS["cite:t"], bracketed=False),
    "label": _Form(REFERENCE_TEXTS["cite:p"], bracketed=False),
    "labelpar": _Form(REFERENCE_TEXTS["cite:p"], bracketed=True),
    "year": _Form(_year, bracketed=False),
    "yearpar": _Form(_year, bracketed=True),
    "author": _Form(_authors, bracketed=False),
    "authorpar": _Form(_authors, bracketed=True),
    "empty": _Form(None, bracketed=False),
}


def _form_of(role: str) -> _Form:
    """Return what ``role`` says; the last letter of ``ps`` and the first of ``ct`` make no other form."""
    names = (role, role.removesuffix("s"), role.removeprefix("c"), role.removeprefix("c").removesuffix("s"))
    return next((_FORMS[name] for name in names if name in _FORMS), _FORMS["p"])


def _places(node: pending_xref) -> list[tuple[str, str]]:
    return [(node["refdoc"], identifier) for identifier in node["ids"]]


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def setup_neighbours(app: Sphinx) -> None:
    """Register the transform, and the handler, behind that of the other extension."""
    app.add_post_transform(CiteTransform)
    app.connect("env-updated", cited_elsewhere, priority=900)
