"""DataCite: ``/dois/DOI``, lists such as ``/dois?query=…``, and the metadata of a DOI without an envelope.

Sources: https://support.datacite.org/reference/dois-2 and https://schema.datacite.org/meta/kernel-4.6. Two
fields are stored and not shown: ``version_of``, the DOI of all versions (Zenodo's *concept DOI*), and
``preprint_of``.

Years: some libraries in Thailand register the year of the Buddhist era, which is 543 years ahead. A year from
2400 to 2699 can be no other, so it is read minus 543.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import arxiv, doi
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, page_range, people, read_found
from .datacite_types import CONTAINERS, PUBLISHERS, entry_type_of
from .json_values import first_text, listed, member, report_error, report_unknown, tables, text, works_in

_MEMBERS = frozenset({"doi", "creators", "titles", "types"})
_BUDDHIST = re.compile(r"(?P<year>2[456]\d\d)(?P<rest>(?:-.*)?)", re.DOTALL)
_YEARS_AHEAD = 543
_NUMBER = re.compile(r"\d.*|[IVXLC]+", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2}")
_EDITOR = re.compile(r"(?<!\s)\s*+\((?:Eds?|Hrsg)\.?\)\Z", re.IGNORECASE)
_UNKNOWN_NAME = re.compile(r"\(?:(?:unav|unkn|none|null|tba|unas|unal)\)?", re.IGNORECASE)
_PAGES = re.compile(r"(?:pages? )?(?P<count>\d{1,5})(?: ?(?:p|pp|pages|S)\.?)?", re.IGNORECASE)
_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/", re.IGNORECASE
)
_TAG_SEPARATOR = re.compile("[,;]")
_VERSIONED = frozenset({"software", "dataset", "manual", "misc"})
_ROLES = {"editor": "editor", "supervisor": "advisor", "translator": "translator"}
_MOST_COMMAS = 2


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer: one or several DOIs, with or without the envelope of JSON:API."""
    problems = ProblemLog(path)
    return read_found(map(found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the attributes of each DOI in a document."""
    inner = member(document, "data") if isinstance(document, Mapping) and "data" in document else document
    if isinstance(inner, list):
        items = [item for item in tables(inner) if "attributes" in item or not _MEMBERS.isdisjoint(item)]
    elif isinstance(inner, Mapping) and ("attributes" in inner or not _MEMBERS.isdisjoint(inner)):
        items = [inner]
    elif errors := tables(document, "errors"):
        report_error(problems, "DataCite", first_text(text(errors[0], "title"), text(errors[0], "detail")))
        return
    else:
        report_unknown(problems, "DataCite", "a member 'data' with 'attributes', or the attributes alone")
        return
    for item in items:
        attributes = member(item, "attributes")
        yield _with_usual_names(attributes if isinstance(attributes, Mapping) else item)


def _with_usual_names(value: Mapping[str, object]) -> Mapping[str, object]:
    """Return attributes under the names of today: ``publication-year`` was that of ``publicationYear``."""
    return {
        _camel_case(name): _with_usual_names(inner) if isinstance(inner, Mapping) else inner
        for name, inner in value.items()
    }


def _camel_case(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(other[:1].upper() + other[1:] for other in others)


def found(work: Mapping[str, object]) -> Found:
    """Return the work with these attributes, as :mod:`.datacite_xml` makes them, too."""
    entry_type = entry_type_of(work)
    number = first_text(text(work, "doi"), text(work, "id"))
    publisher = first_text(text(work, "publisher", "name"), text(work, "publisher"))
    url = text(work, "url")
    titles = tables(work, "titles")
    fields: dict[str, object] = {
        "title": _of_kind(titles, "titleType", "", "title"),
        "subtitle": _of_kind(titles, "titleType", "Subtitle", "title"),
        "author": [name for creator in tables(work, "creators") for name in _names(creator)],
        **_contributors(work),
        PUBLISHERS.get(entry_type, "publisher"): publisher,
        **_container(work, entry_type),
        "date": _date(work),
        "version": text(work, "version") if entry_type in _VERSIONED else "",
        "doi": number,
        "url": "" if doi(url) else url,
        "language": text(work, "language"),
        "keywords": _keywords(work),
        "abstract": _of_kind(tables(work, "descriptions"), "descriptionType", "Abstract", "description"),
        **_related(work, entry_type),
    }
    if "arxiv" in number.lower() and (identifier := arxiv(number)):
        fields["arxiv"] = identifier.value
    if entry_type in ("book", "report", "thesis"):
        counts = (_PAGES.fullmatch(text(size)) for size in listed(work, "sizes"))
        fields["pagetotal"] = next((match["count"] for match in counts if match), "")
    return Found(0, entry_type, fields)


def _of_kind(items: list[Mapping[str, object]], kind_name: str, kind: str, value_name: str) -> str:
    """Return the first value of a kind, such as the title without a type."""
    return next((text(item, value_name) for item in items if text(item, kind_name) == kind), "")


# --- people ---


def _names(creator: Mapping[str, object]) -> list[Mapping[str, str]]:
    """Return the names of a creator, of whom *name* is *Doe, Jane*, an organization, or several people."""
    family, given = text(creator, "familyName"), text(creator, "givenName")
    name = _EDITOR.sub("", text(creator, "name"))
    orcid = next(
        (
            identifier
            for item in tables(creator, "nameIdentifiers")
            if "orcid"
            in text(item, "nameIdentifierScheme").lower() + (identifier := text(item, "nameIdentifier"))
        ),
        text(creator, "id"),
    )
    kind = first_text(text(creator, "nameType"), text(creator, "type")).lower()
    if kind.startswith("organi"):
        return [{"literal": name}] if name else []
    if family and given:
        return [{"family": family, "given": given, "ORCID": orcid}]
    if not name or _UNKNOWN_NAME.fullmatch(name):
        return [{"family": family, "ORCID": orcid}] if family else []
    return [*people(name, orcid)]


def _contributors(work: Mapping[str, object]) -> dict[str, object]:
    names: dict[str, list[Mapping[str, str]]] = {}
    for contributor in tables(work, "contributors"):
        if role := _ROLES.get(text(contributor, "contributorType").lower()):
            names.setdefault(role, []).extend(_names(contributor))
    return dict(names)


# --- where and when ---


def _container(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    """Return the fields for what contains the work.

    DataCite cuts ``container`` out of a sentence, so that a volume or page can be any word of it.
    """
    field = CONTAINERS.get(entry_type)
    if not field:
        return {}
    container = member(work, "container")
    title = text(container, "title")
    fields: dict[str, object] = {
        field: title if _WORD.search(title) else "",
        "volume": _number(text(container, "volume")),
        "number": _number(text(container, "issue")),
        "pages": page_range(_page(text(container, "firstPage")), _page(text(container, "lastPage"))),
    }
    for item in tables(work, "relatedItems"):
        if text(item, "relationType") == "IsPublishedIn":
            fields = {
                field: text(item, "titles", 0, "title"),
                "volume": text(item, "volume"),
                "number": text(item, "issue"),
                "pages": page_range(text(item, "firstPage"), text(item, "lastPage")),
                "edition": text(item, "edition"),
            }
    return fields


def _number(written: str) -> str:
    return written if _NUMBER.fullmatch(written) else ""


def _page(written: str) -> str:
    return written if any(map(str.isdigit, written)) else ""


def _date(work: Mapping[str, object]) -> str:
    """Return the date of issue, with the month and day on which the work became available that year."""
    dates = {text(item, "dateType"): text(item, "date") for item in reversed(tables(work, "dates"))}
    issued = first_text(dates.get("Issued", ""), text(work, "publicationYear"), text(work, "published"))
    available = dates.get("Available", "")
    if len(issued) == 4 and available.startswith(f"{issued}-"):
        issued = available
    if not issued:
        issued = first_text(available, dates.get("Created", ""))
    if match := _BUDDHIST.fullmatch(issued):
        return f"{int(match['year']) - _YEARS_AHEAD}{match['rest']}"
    return issued


# --- keywords and related works ---


def _keywords(work: Mapping[str, object]) -> list[str]:
    """Return the subjects that are in no classification; a single one can be a whole list."""
    keywords: list[str] = []
    for item in tables(work, "subjects"):
        subject = text(item, "subject")
        if subject and not text(item, "subjectScheme"):
            is_list = ";" in subject or subject.count(",") > _MOST_COMMAS
            keywords += _TAG_SEPARATOR.split(subject) if is_list else [subject]
    return [keyword for written in keywords if (keyword := written.strip())]


def _related(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    """Return the identifiers of the same work in other systems, and of other versions of it."""
    fields: dict[str, object] = {}
    is_book = entry_type in ("book", "collection", "proceedings")
    for item in tables(work, "relatedIdentifiers"):
        relation, scheme = text(item, "relationType"), text(item, "relatedIdentifierType")
        value = text(item, "relatedIdentifier")
        name = ""
        if relation == "IsVersionOf" and scheme == "DOI":
            name = "version_of"
        elif relation == "IsPreprintOf" and scheme == "DOI":
            name = "preprint_of"
        elif scheme == "ISBN" and relation == ("IsIdenticalTo" if is_book else "IsPartOf"):
            name = "isbn"
        elif scheme == "ISSN" and relation == "IsPartOf":
            name = "issn"
        elif scheme == "arXiv" and relation in ("IsIdenticalTo", "IsVersionOf", "IsVariantFormOf"):
            name = "arxiv"
        elif scheme == "URL" and entry_type == "software" and _CODE.match(value):
            name = "code"
        if name:
            fields.setdefault(name, value)
    return fields
