"""INSPIRE: ``/api/literature``, ``/api/doi/DOI``, ``/api/arxiv/ID``, and the metadata of a record alone.

Sources: https://github.com/inspirehep/rest-api-doc and
https://inspire-schemas.readthedocs.io/en/latest/schemas/records/hep.html. The key is the first one that
INSPIRE has for BibTeX (``texkeys``). Keywords that its curators assign are dropped, and those of the
publisher are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, page_range, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, texts, works_in

#: Type of INSPIRE -> entry type; others are *misc*.
_TYPES = {
    "article": "article",
    "book": "book",
    "book chapter": "incollection",
    "conference paper": "inproceedings",
    "proceedings": "proceedings",
    "report": "report",
    "activity report": "report",
    "note": "report",
    "thesis": "thesis",
}
# What a number of pages is worth saying of.
_COUNTED = frozenset({"book", "proceedings", "thesis", "report"})
# DOIs and places of publication that are not those of the work itself.
_OTHER_MATERIAL = frozenset(
    {"erratum", "addendum", "editorial note", "translation", "data", "software", "reprint"}
)
_CURATORS = frozenset({"INSPIRE", "PDG", "PACS"})
# *Phys.Rev.D*: INSPIRE writes no spaces behind the periods.
_ABBREVIATED = re.compile(r"\.(?=\w)")
_MEMBERS = frozenset({"titles", "texkeys", "document_type", "arxiv_eprints", "dois"})


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer: a list, a record, or the metadata of one."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the metadata of each record in a document."""
    if isinstance(document, list):
        hits = tables(document)
    elif isinstance(member(document, "hits", "hits"), list):
        hits = tables(document, "hits", "hits")
    elif isinstance(document, Mapping) and (
        isinstance(member(document, "metadata"), Mapping) or not _MEMBERS.isdisjoint(document)
    ):
        hits = [document]
    elif message := text(document, "message"):
        report_error(problems, "INSPIRE", message)
        return
    else:
        report_unknown(problems, "INSPIRE", "a list 'hits', or a record with 'metadata'")
        return
    for hit in hits:
        metadata = member(hit, "metadata")
        yield metadata if isinstance(metadata, Mapping) else hit


def _found(work: Mapping[str, object]) -> Found:
    published = _publication_info(work)
    entry_type = _entry_type(work, published)
    journal = _ABBREVIATED.sub(". ", text(published, "journal_title"))
    keys = texts(work, "texkeys")
    fields: dict[str, object] = {
        "title": text(work, "titles", 0, "title"),
        "subtitle": text(work, "titles", 0, "subtitle"),
        **_people(work),
        "collaboration": [name for item in tables(work, "collaborations") if (name := text(item, "value"))],
        "date": _date(work, published),
        "journal": journal,
        "volume": text(published, "journal_volume"),
        "number": text(published, "journal_issue"),
        "pages": page_range(text(published, "page_start"), text(published, "page_end")),
        "eid": text(published, "artid"),
        "eventtitle": text(published, "conf_acronym"),
        "publisher": text(work, "imprints", 0, "publisher"),
        "location": text(work, "imprints", 0, "place"),
        "edition": text(work, "editions", 0),
        "series": text(work, "book_series", 0, "title"),
        "school": text(work, "thesis_info", "institutions", 0, "name"),
        "doi": _dois(work),
        "arxiv": text(work, "arxiv_eprints", 0, "value"),
        "isbn": [number for item in tables(work, "isbns") if (number := text(item, "value"))],
        "bibcode": _bibcode(work),
        "inspirehep_id": text(work, "control_number"),
        "url": text(work, "urls", 0, "value"),
        "language": text(work, "languages", 0),
        "keywords": _keywords(work),
        "abstract": text(work, "abstracts", 0, "value"),
        "ids": keys[1:],
        "note": "Withdrawn" if member(work, "withdrawn") is True else "",
    }
    if not journal and entry_type in ("article", "incollection", "inproceedings"):
        fields["howpublished"] = text(published, "pubinfo_freetext")
    if entry_type == "report":
        fields["number"] = text(work, "report_numbers", 0, "value")
    if entry_type in ("book", "proceedings"):
        fields["volume"] = text(work, "book_series", 0, "volume")
    if entry_type in _COUNTED:
        fields["pagetotal"] = text(work, "number_of_pages")
    return Found(0, entry_type, fields, keys[0] if keys else "")


def _publication_info(work: Mapping[str, object]) -> Mapping[str, object]:
    """Return where the work itself appeared: in a journal, if it did in one."""
    places = [
        place
        for place in tables(work, "publication_info")
        if text(place, "material").lower() not in _OTHER_MATERIAL
    ]
    return next((place for place in places if text(place, "journal_title")), places[0] if places else {})


def _entry_type(work: Mapping[str, object], published: Mapping[str, object]) -> str:
    """Return the entry type; a paper in a journal is an article, as in the BibTeX of INSPIRE."""
    entry_type = _TYPES.get(text(work, "document_type", 0).lower(), "misc")
    if entry_type == "inproceedings" and text(published, "journal_title"):
        return "article"
    is_published = any(text(published, name) for name in ("journal_title", "pubinfo_freetext"))
    if entry_type == "article" and not is_published and tables(work, "arxiv_eprints"):
        return "preprint"
    return entry_type


def _people(work: Mapping[str, object]) -> dict[str, object]:
    names: dict[str, list[Mapping[str, str]]] = {"author": [], "editor": [], "advisor": []}
    for author in tables(work, "authors"):
        roles = [role.lower() for role in texts(author, "inspire_roles")]
        role = "advisor" if "supervisor" in roles else "editor" if "editor" in roles else "author"
        orcid = next(
            (text(item, "value") for item in tables(author, "ids") if text(item, "schema") == "ORCID"), ""
        )
        names[role] += people(text(author, "full_name"), orcid)
    names["author"] += [{"literal": name} for name in texts(work, "corporate_author")]
    return dict(names)


def _date(work: Mapping[str, object], published: Mapping[str, object]) -> str:
    """Return the date of publication, or else that of the preprint.

    The day of an imprint is used if it is in the year of the journal's volume, which is the year to cite.
    """
    year, imprint = text(published, "year"), text(work, "imprints", 0, "date")
    if year and not imprint.startswith(year):
        return year
    thesis = first_text(text(work, "thesis_info", "date"), text(work, "thesis_info", "defense_date"))
    return first_text(imprint, thesis, text(work, "preprint_date"), text(work, "earliest_date"))


def _dois(work: Mapping[str, object]) -> list[str]:
    """Return the DOIs of the work, each once: several sources can name the same one."""
    own = [item for item in tables(work, "dois") if text(item, "material").lower() not in _OTHER_MATERIAL]
    return list(dict.fromkeys(value for item in own if (value := text(item, "value"))))


def _bibcode(work: Mapping[str, object]) -> str:
    identifiers = tables(work, "external_system_identifiers")
    return next((text(item, "value") for item in identifiers if text(item, "schema") == "ADS"), "")


def _keywords(work: Mapping[str, object]) -> list[str]:
    keywords = [item for item in tables(work, "keywords") if text(item, "schema") not in _CURATORS]
    return [value for item in keywords if (value := text(item, "value"))]
