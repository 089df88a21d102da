"""Links and identifiers of a record.

:func:`read_links` reads the fields that hold one link each (``pdf``, ``code``, ``slides``,
``link_NAME`` …) and the list ``links``, in which links can be grouped.

:func:`read_identifiers` reads ``doi``, ``arxiv``, ``isbn`` …, biblatex's ``eprint``, and an
arXiv identifier that is part of the journal's name. A field that is read as an identifier
is not a link as well: a page links the identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...model.identifiers import SCHEMES, arxiv, doi, hal, is_issn, pmcid, pmid
from ...model.links import LINK_KINDS, LINK_PREFIXES, link_kind_of
from ...model.problems import Code
from ...model.records import Identifier, Link
from ...model.text import plain
from ..base import ignore
from .urls import is_one_url
from .values import Fields, as_list, checked_url, checked_urls, quoted, scalar

#: Field -> scheme of the identifier in it.
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

# Names of links whose fields are read as identifiers or as the main URL.
_NOT_LINK_FIELDS = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads", "url", "link"})
# The keys of a mapping that is one link.
_LINK_KEYS = frozenset({"label", "url", "kind", "group"})
# A file name or path, which has no scheme.
_PATH = re.compile(r"[^\s./]*+[./]\S*+|\S.*\.\w{2,5}", re.S)

# Archive in ``eprinttype`` or ``archiveprefix`` (biblatex manual, section 3.14.7) -> scheme.
_ARCHIVE_SCHEMES = {
    "arxiv": "arxiv",
    "pubmed": "pmid",
    "pmc": "pmcid",
    "hal": "hal",
    "doi": "doi",
    "biorxiv": "doi",
}
# Other archives in ``eprinttype`` -> start of the URL.
_ARCHIVE_URLS = {"jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/"}
# Scheme -> its name in messages.
_SCHEME_LABELS = {
    "doi": "DOI",
    "arxiv": "arXiv identifier",
    "hal": "HAL identifier",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "ads": "ADS bibcode",
}
_BETWEEN_IDENTIFIERS = re.compile(r"[\s,;|]+|/(?=97[89])")
_RESOLVER = re.compile(r"https?://(?:(?:dx\.|www\.)?doi\.(?:org|acm\.org)|[a-z.]*ncbi\.nlm\.nih\.gov)/", re.I)
_HREF = re.compile(r"""\bhref\s*+=\s*+["']\s*+([^"'<>\s]+)""", re.I)
# Schemes whose identifiers are certain also in another field: a sign of them, and the function.
_CERTAIN = (
    (re.compile(r"10\.\d{4}"), doi),
    (re.compile(r"arxiv", re.I), arxiv),
    (re.compile(r"pmc", re.I), pmcid),
    (re.compile(r"pmid|pubmed", re.I), pmid),
    (re.compile(r"\bhal-\d{8}"), hal),
)
_SCHEME_ORDER = {scheme: index for index, scheme in enumerate(SCHEMES)}
_ARXIV_JOURNAL = re.compile(r"arxiv|\bcorr\b")
_ARXIV_ID = re.compile(r"(?:arxiv\s*+[:/]?\s*+|\babs/)(?P<id>[a-z.-]{0,20}/?\d{4}\.?\d{3,5}(?:v\d+)?)", re.I)


# --- links ---


@lru_cache(maxsize=1024)
def link_field(name: str) -> tuple[str, str] | None:
    """Return label and kind of the link in the field ``name``, or None if it is not a field for a link."""
    if kind := link_kind_of(name):
        return None if name in _NOT_LINK_FIELDS else (LINK_KINDS[kind], kind)
    if not name.startswith(LINK_PREFIXES):
        return None
    prefix = next(prefix for prefix in LINK_PREFIXES if name.startswith(prefix))
    label = name.removeprefix(prefix).strip("_- ").replace("_", " ")
    return (label, _kind_of_label(label)) if label else None


def _kind_of_label(label: str) -> str:
    """Return the kind of a link from its label, or an empty string.

    It tries the whole label, then its words from the left (*arXiv version*, *project page*,
    *videos*), then *code* as part of a word (*code/models*, *sourcecode*).
    """
    label = label.strip().lower()
    if kind := link_kind_of(re.sub(r"[\s-]+", "_", label)):
        return kind
    for word in re.split(r"[\s/_,()&+-]+", label):
        kind = link_kind_of(word) or link_kind_of(word.removesuffix("s"))
        if kind and kind != "url":
            return kind
    return "code" if "code" in label else ""


def is_url(source: str) -> bool:
    """Return whether ``source`` looks like a URL or a path.

    Other values are not links: ``project`` and ``page`` are also fields for other things.
    """
    return ":" in source or _PATH.fullmatch(source) is not None


def read_links(fields: Fields) -> tuple[Link, ...]:
    """Return the links of a record in the order of its fields."""
    links: list[Link] = []
    for name, value in fields.values.items():
        if name == "links":
            links.extend(_read_list(value, fields))
        elif value and (field := link_field(name)):
            label, kind = field
            source = scalar(value)
            if source is None:
                links.extend(_read_labeled(label, value, fields, kind=kind))
            elif is_url(source) and ("://" in source or not name.startswith("repository")):
                links.extend(Link(label, url, kind) for url in checked_urls(source, fields.report) or [""])
    if "link" in fields.values and fields.value("link") and fields.value("url"):
        links.extend(Link(LINK_KINDS["url"], url, "url") for url in fields.urls("link"))
    if inspire := re.fullmatch(r"\d{1,12}", fields.peek("inspirehep_id")):
        links.append(Link("INSPIRE", f"https://inspirehep.net/literature/{inspire[0]}"))
    for url in _more_urls(fields):
        kind = "pdf" if url.lower().endswith(".pdf") else "html"
        links.append(Link(LINK_KINDS[kind], url, kind))
    return tuple(links)


def _more_urls(fields: Fields) -> Iterator[str]:
    """Yield the addresses of the work besides its URL: others in its field, or in that of an identifier."""
    main = fields.peek("url", "link")
    if main and not is_one_url(main):
        main, *others = checked_urls(main, ignore) or ("",)
        yield from others
    for name in fields.values:
        if name not in IDENTIFIER_FIELDS:
            continue
        source = fields.values[name]
        if not isinstance(source, str) or not source.startswith("http") or source == main:
            continue
        if _is_web_address(source) and not identifiers_in(source, IDENTIFIER_FIELDS[name]):
            yield from checked_urls(source, fields.report)


def _read_list(value: object, fields: Fields, group: str = "", kind: str = "") -> Iterator[Link]:
    """Yield the links of a list or mapping; those of a group get its name and kind."""
    if isinstance(value, Mapping):
        if "label" in value or {"url", "kind"} <= value.keys():
            yield _read_mapping(value, fields, group, kind)
        else:
            for label, inner in value.items():
                yield from _read_labeled(str(label), inner, fields, group, kind)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _read_list(item, fields, group, kind)
    elif label := scalar(value):
        yield from _read_labeled(label, "", fields, group, kind)


def _read_labeled(
    label: str, value: object, fields: Fields, group: str = "", kind: str = ""
) -> Iterator[Link]:
    """Yield the link with this label, or the links of the group with this name."""
    text = plain(fields.to_text(label))
    kind = kind or _kind_of_label(text)
    source = scalar(value)
    if source is not None:
        yield Link(text, checked_url(source, fields.report), kind, group)
    elif isinstance(value, Mapping) and value.keys() <= _LINK_KEYS and "url" in value:
        yield _read_mapping({"label": label, **value}, fields, group, kind)
    elif group:
        fields.report(Code.SHAPE, f"links: groups cannot be nested; found one in {quoted(group)}")
    elif isinstance(value, list) and value and all(isinstance(item, str) and is_url(item) for item in value):
        for url in value:
            yield Link(text, checked_url(url, fields.report), kind)
    else:
        yield from _read_list(value, fields, text, kind)


def _read_mapping(value: Mapping[str, object], fields: Fields, group: str, kind: str) -> Link:
    """Return the link of a mapping with ``label``, ``url``, ``kind`` and ``group``."""
    inner = Fields(value, fields.to_text, fields.report)
    label, kind = inner.string("label"), inner.source("kind").lower() or kind
    label = label or LINK_KINDS.get(kind, kind)
    return Link(label, inner.url("url"), kind or _kind_of_label(label), inner.string("group") or group)


# --- identifiers ---


def read_identifiers(fields: Fields) -> tuple[Identifier, ...]:
    """Return the identifiers of a record without duplicates, in the order of ``SCHEMES``."""
    found = [*_from_fields(fields)]
    if "eprint" in fields.values:
        found += _from_eprint(fields)
    if not any(identifier.scheme == "arxiv" for identifier in found):
        found += _from_journal(fields)
    found += _from_url(fields, {identifier.scheme for identifier in found})
    if len(found) < 2:
        return tuple(found)
    identifiers = dict.fromkeys(found)
    return tuple(sorted(identifiers, key=lambda item: _SCHEME_ORDER.get(item.scheme, len(_SCHEME_ORDER))))


def _from_fields(fields: Fields) -> Iterator[Identifier]:
    """Yield the identifiers in ``doi``, ``isbn`` and the like."""
    for name, scheme in IDENTIFIER_FIELDS.items():
        if name not in fields.values:
            continue
        for value in as_list(fields.values[name]):
            source = scalar(value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must be a string, not a mapping")
            elif source:
                yield from _parse_identifiers(scheme, source, name, fields)


def _parse_identifiers(scheme: str, source: str, name: str, fields: Fields) -> Iterator[Identifier]:
    """Yield the identifiers in ``source``, of ``scheme`` or of another one that it certainly has."""
    identifiers = identifiers_in(source, scheme)
    yield from identifiers
    # An adsurl may be a link of another kind; an ISSN is not that of the work.
    if not (identifiers or name == "adsurl" or (scheme == "isbn" and _has_issn(source))):
        also = "; it is shown as a link" if _is_web_address(source) else ""
        fields.report(Code.BAD_IDENTIFIER, f"invalid {_SCHEME_LABELS[scheme]}: {quoted(source)}{also}")


def identifiers_in(source: str, scheme: str) -> list[Identifier]:
    """Return the identifiers in the field for ``scheme``; several DOIs or ISBNs may share it."""
    parse = SCHEMES[scheme]
    if "<" in source and (hrefs := _HREF.findall(source)):
        return [identifier for href in hrefs for identifier in identifiers_in(href, scheme)]
    if not _BETWEEN_IDENTIFIERS.search(source) and (identifier := parse(source)):
        return [identifier]
    parts = [part for part in _BETWEEN_IDENTIFIERS.split(source) if part.lower() not in ("", "and", "&")]
    several = [identifier for part in parts if (identifier := parse(part))]
    if scheme == "doi" and 1 < len(parts) == len(several):
        return list(dict.fromkeys(several))
    if identifier := parse(source):
        return [identifier]
    if scheme == "isbn" and several:
        return list(dict.fromkeys(several))
    if identifier := _of_other_scheme(source):
        return [identifier]
    each = [parse(part) or _of_other_scheme(part) for part in parts]
    return list(dict.fromkeys(filter(None, each))) if scheme != "doi" and all(each) else []


def _of_other_scheme(source: str) -> Identifier | None:
    """Return the identifier in ``source`` if it is certain which one it is."""
    others = (parse(source) for sign, parse in _CERTAIN if sign.search(source))
    return next(filter(None, others), None)


def _has_issn(source: str) -> bool:
    return any(map(is_issn, _BETWEEN_IDENTIFIERS.split(source)))


def _is_web_address(source: str) -> bool:
    return re.match(r"https?://[^\s<>]+$", source) is not None


def _from_eprint(fields: Fields) -> Iterator[Identifier]:
    """Yield the identifier in ``eprint``; without an archive it is arXiv's or HAL's if it looks like one."""
    eprint = fields.source("eprint")
    if not eprint:
        return
    archive = fields.source("archiveprefix", "eprinttype").lower()
    section = fields.source("primaryclass", "eprintclass")
    scheme = _ARCHIVE_SCHEMES.get(archive, archive)
    identifier: Identifier | None
    if not scheme:
        identifier = arxiv(eprint, section) or hal(eprint)
    elif scheme == "arxiv":
        identifier = arxiv(eprint, section)
    elif scheme in SCHEMES:
        identifier = SCHEMES[scheme](eprint)
    else:
        url = _ARCHIVE_URLS[scheme] + eprint if scheme in _ARCHIVE_URLS else ""
        identifier = Identifier(scheme, eprint, url)
    if identifier:
        yield identifier
    elif scheme:
        fields.report(Code.BAD_IDENTIFIER, f"invalid {_SCHEME_LABELS[scheme]}: {quoted(eprint)}")


def _from_url(fields: Fields, known: set[str]) -> Iterator[Identifier]:
    """Yield the DOI, PMCID or PMID that the URL of the work resolves, unless there is one of this scheme."""
    source = fields.peek("url", "link")
    if not ("doi" in source or "10." in source or "ncbi" in source):
        return
    for url in checked_urls(source, ignore)[:1]:
        if not _RESOLVER.match(url):
            return
        for scheme, parse in (("doi", doi), ("pmcid", pmcid), ("pmid", pmid)):
            if scheme not in known and (identifier := parse(url)):
                yield identifier
                return


def _from_journal(fields: Fields) -> Iterator[Identifier]:
    """Yield the identifier in ``journal = {arXiv preprint arXiv:1703.06870}``, or in the volume of *CoRR*."""
    journal = fields.peek("journal", "journaltitle", "howpublished")
    if not journal or not _ARXIV_JOURNAL.search(journal.lower()):
        return
    for source in (journal, *map(fields.peek, ("volume", "eid", "pages"))):
        match = _ARXIV_ID.search(source)
        identifier = arxiv(match["id"]) if match else None
        if identifier:
            yield identifier
            return
