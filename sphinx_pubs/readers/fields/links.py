"""Links of a record: from fields that hold one, and from lists in which groups can stand.

Identifiers of a record, from the fields that can hold one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...model.identifiers import SCHEMES, arxiv, hal
from ...model.links import LINK_KINDS, LINK_PREFIXES, link_kind_of
from ...model.problems import Code
from ...model.records import Identifier, Link
from ...model.text import plain
from .values import Fields, as_list, checked_url, scalar

#: Fields of links that are identifiers, or the main link, and no links of their own.
_ELSEWHERE = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads", "url", "link"})
_EXPLICIT = frozenset({"label", "url", "kind", "group"})
#: A file name or path: what stands in a link field without a scheme.
_PATH = re.compile(r"\S*[./]\S*|\S.*\.\w{2,5}", re.S)


@lru_cache(maxsize=1024)
def link_field(name: str) -> tuple[str, str] | None:
    """Return label and kind of the link that the field ``name`` holds, or None where it holds none."""
    if kind := link_kind_of(name):
        return None if name in _ELSEWHERE else (LINK_KINDS[kind], kind)
    if not name.startswith(LINK_PREFIXES):
        return None
    prefix = next(prefix for prefix in LINK_PREFIXES if name.startswith(prefix))
    label = name.removeprefix(prefix).strip("_- ").replace("_", " ")
    return (label, kind_of_label(label)) if label else None


def kind_of_label(label: str) -> str:
    """Return the kind of a link that its author calls ``label``, or an empty string.

    The whole label counts first, then its words from the left, then *code* in one:
    *code/models*, *arXiv version*, *project page*, *videos*.
    """
    label = label.strip().lower()
    if kind := link_kind_of(re.sub(r"[\s-]+", "_", label)):
        return kind
    for word in re.split(r"[\s/_,()&+-]+", label):
        kind = link_kind_of(word) or link_kind_of(word.removesuffix("s"))
        if kind and kind != "url":
            return kind
    return "code" if "code" in label else ""


def read_links(fields: Fields) -> tuple[Link, ...]:
    """Return the links of a record in the order of its fields."""
    found: list[Link] = []
    for name, value in fields.values.items():
        if name == "links":
            found.extend(_listed(value, fields))
        elif value and (field := link_field(name)):
            label, kind = field
            source = scalar(value)
            if source is None:
                found.extend(_labelled(label, value, fields, kind=kind))
            elif is_url(source):
                found.append(Link(label, checked_url(source, fields.report), kind))
    if fields.value("link") and fields.value("url"):
        found.append(Link(LINK_KINDS["url"], fields.url("link"), "url"))
    return tuple(found)


def _listed(value: object, fields: Fields, group: str = "", kind: str = "") -> Iterator[Link]:
    """Yield the links of a list or mapping; those of a group get its name and kind."""
    if isinstance(value, Mapping):
        if "label" in value or {"url", "kind"} <= value.keys():
            yield _explicit(value, fields, group, kind)
        else:
            for label, inner in value.items():
                yield from _labelled(str(label), inner, fields, group, kind)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _listed(item, fields, group, kind)
    elif label := scalar(value):
        yield from _labelled(label, "", fields, group, kind)


def _labelled(label: str, value: object, fields: Fields, group: str = "", kind: str = "") -> Iterator[Link]:
    """Yield the link called ``label``, or the links of the group of this name."""
    text = plain(fields.to_text(label))
    kind = kind or kind_of_label(text)
    source = scalar(value)
    if source is not None:
        yield Link(text, checked_url(source, fields.report), kind, group)
    elif isinstance(value, Mapping) and value.keys() <= _EXPLICIT and "url" in value:
        yield _explicit({"label": label, **value}, fields, group, kind)
    elif group:
        fields.report(Code.SHAPE, f"links: a group stands inside the group {group}")
    elif isinstance(value, list) and value and all(isinstance(item, str) and is_url(item) for item in value):
        for url in value:
            yield Link(text, checked_url(url, fields.report), kind)
    else:
        yield from _listed(value, fields, text, kind)


def _explicit(value: Mapping[str, object], fields: Fields, group: str, kind: str) -> Link:
    """Return the link whose parts are named."""
    inner = Fields(value, fields.to_text, fields.report)
    label, kind = inner.string("label"), inner.source("kind").lower() or kind
    label = label or LINK_KINDS.get(kind, kind)
    return Link(label, inner.url("url"), kind or kind_of_label(label), inner.string("group") or group)


def is_url(source: str) -> bool:
    """Whether ``source`` can be a URL or a path, and is no other thing in a field of the same name."""
    return ":" in source or _PATH.fullmatch(source) is not None


#: Field -> scheme. The order of the schemes is that of ``model.identifiers.SCHEMES``.
IDENTIFIER_FIELDS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "arxiv_id": "arxiv",
    "hal": "hal",
    "hal_id": "hal",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "ads": "ads",
    "bibcode": "ads",
    "adsurl": "ads",
}
#: Archives that ``eprinttype`` names (biblatex manual, section 3.14.7) and that resolve -> prefix of the URL.
_RESOLVERS = {"jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/"}
_ARCHIVES = {"arxiv": "arxiv", "pubmed": "pmid", "pmc": "pmcid", "hal": "hal", "doi": "doi", "biorxiv": "doi"}
_RANK = {scheme: rank for rank, scheme in enumerate(SCHEMES)}
_IN_ARCHIVE = re.compile(r"arxiv|\bcorr\b", re.I)
_IN_JOURNAL = re.compile(r"(?:arxiv\s*[:/]?\s*|\babs/)(?P<id>[a-z.-]*/?\d{4}\.?\d{3,5}(?:v\d+)?)", re.I)


def read_identifiers(fields: Fields) -> tuple[Identifier, ...]:
    """Return the identifiers of a record, each once, in the order of the schemes."""
    found = dict.fromkeys((*_from_fields(fields), *_from_eprint(fields)))
    if not any(identifier.scheme == "arxiv" for identifier in found):
        found |= dict.fromkeys(_from_journal(fields))
    return tuple(sorted(found, key=lambda identifier: _RANK.get(identifier.scheme, len(_RANK))))


def _from_fields(fields: Fields) -> Iterator[Identifier]:
    for name, scheme in IDENTIFIER_FIELDS.items():
        if name not in fields.values:
            continue
        for value in as_list(fields.values[name]):
            source = scalar(value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must be a text, not a mapping")
            elif source:
                yield from _of_scheme(scheme, source, name, fields)


def _of_scheme(scheme: str, source: str, name: str, fields: Fields) -> Iterator[Identifier]:
    """Yield the identifier in ``source``, or each of several ISBNs."""
    normalise = SCHEMES[scheme]
    identifier = normalise(source)
    if identifier is None and scheme == "isbn":
        several = [found for part in re.split(r"[\s,;]+", source) if (found := normalise(part))]
        if several:
            yield from several
            return
    if identifier:
        yield identifier
    elif name != "adsurl":  # it may be a link of another kind
        fields.report(Code.BAD_IDENTIFIER, f"{name} does not have its form: {source}")


def _from_eprint(fields: Fields) -> Iterator[Identifier]:
    """Yield what ``eprint`` holds; without an archive it is arXiv's where it has the form of one."""
    eprint = fields.source("eprint")
    if not eprint:
        return
    archive = fields.source("archiveprefix", "eprinttype").lower()
    section = fields.source("primaryclass", "eprintclass")
    scheme = _ARCHIVES.get(archive, archive)
    if scheme == "arxiv" or not scheme:
        identifier = arxiv(eprint, section) or (None if scheme else hal(eprint))
    elif scheme in SCHEMES:
        identifier = SCHEMES[scheme](eprint)
    else:
        identifier = Identifier(scheme, eprint, _RESOLVERS[scheme] + eprint if scheme in _RESOLVERS else "")
    if identifier:
        yield identifier
    elif scheme:
        fields.report(Code.BAD_IDENTIFIER, f"eprint is none of {archive}: {eprint}")


def _from_journal(fields: Fields) -> Iterator[Identifier]:
    """Yield what stands in ``journal = {arXiv preprint arXiv:1703.06870}``, or in the volume of *CoRR*."""
    journal = fields.peek("journal", "journaltitle", "howpublished")
    if not _IN_ARCHIVE.search(journal):
        return
    for source in (journal, *map(fields.peek, ("volume", "eid", "pages"))):
        found = _IN_JOURNAL.search(source)
        identifier = arxiv(found["id"]) if found else None
        if identifier:
            yield identifier
            return
