"""OpenAlex: ``/works/ID``, and lists of works such as ``/works?filter=…``, also by cursor.

Source: https://docs.openalex.org/api-entities/works/work-object. Its keywords and topics are dropped: a
program has chosen them, not the authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import arxiv, doi
from ...model.names import fold
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import AND_OTHERS, Found, page_range, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, works_in

#: Type of OpenAlex -> entry type; others are *misc*. Source: https://api.openalex.org/work-types.
_TYPES = {
    "article": "article",
    "review": "article",
    "editorial": "article",
    "erratum": "article",
    "letter": "article",
    "retraction": "article",
    "book": "book",
    "book-chapter": "incollection",
    "reference-entry": "incollection",
    "report": "report",
    "dissertation": "thesis",
    "preprint": "preprint",
    "dataset": "dataset",
    "software": "software",
}
# Types of Crossref that OpenAlex has no word for, in its members ``type_crossref`` and ``raw_type``.
_CROSSREF_TYPES = {
    "proceedings-article": "inproceedings",
    "edited-book": "collection",
    "reference-book": "collection",
    "proceedings": "proceedings",
}
# Entry type -> field for the name of the source in which the work appeared.
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "series",
    "collection": "series",
    "thesis": "school",
    "report": "institution",
}
# *arXiv (Cornell University)*: who runs a repository.
_HOST = re.compile(r"(?<!\s)\s*+\([^()]++\)\Z")
_HEADING = re.compile(r"\A(?:Abstract|ABSTRACT|Summary) (?=[^\Wa-z])")
_FIRST_OF_JANUARY = re.compile(r"(\d{4})-01-01")
_WORK_ID = re.compile(r"(?:https?://openalex\.org/)?W\d+", re.IGNORECASE)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer: a work or a list of works."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the works in a document; report one that has none, such as an author."""
    if isinstance(document, list):
        yield from filter(_is_work, tables(document))
    elif isinstance(member(document, "results"), list):
        yield from filter(_is_work, tables(document, "results"))
    elif text(document, "error"):
        report_error(problems, "OpenAlex", first_text(text(document, "message"), text(document, "error")))
    elif isinstance(document, Mapping) and _is_work(document):
        yield document
    else:
        report_unknown(problems, "OpenAlex", "the members of a work, or a list 'results'")


def _is_work(item: Mapping[str, object]) -> bool:
    """Return whether an object is a work: OpenAlex also has authors, sources and institutions."""
    identifier = text(item, "id")
    return bool(
        _WORK_ID.fullmatch(identifier) if identifier else {"doi", "title", "authorships"} & item.keys()
    )


def _found(work: Mapping[str, object]) -> Found:
    location = member(work, "primary_location")
    entry_type = _entry_type(work)
    source = text(location, "source", "display_name") or text(location, "raw_source_name")
    is_repository = text(location, "source", "type") == "repository"
    fields: dict[str, object] = {
        "title": first_text(text(work, "title"), text(work, "display_name")),
        "author": _authors(work),
        "date": _date(work),
        "volume": text(work, "biblio", "volume"),
        "number": text(work, "biblio", "issue"),
        "pages": page_range(text(work, "biblio", "first_page"), text(work, "biblio", "last_page")),
        "doi": first_text(text(work, "doi"), text(work, "ids", "doi")),
        "arxiv": _arxiv(work),
        "pmid": text(work, "ids", "pmid"),
        "pmcid": text(work, "ids", "pmcid"),
        "issn": text(location, "source", "issn_l"),
        "language": text(work, "language"),
        "abstract": _abstract(member(work, "abstract_inverted_index")),
        "pdf": text(work, "best_oa_location", "pdf_url"),
        "note": "Retracted" if member(work, "is_retracted") is True else "",
    }
    if is_repository:
        fields["venue"] = _HOST.sub("", source)
    else:
        fields[_CONTAINERS.get(entry_type, "venue")] = source
        fields["publisher"] = text(location, "source", "host_organization_name")
    url = text(location, "landing_page_url")
    if not doi(url):
        fields["url"] = url
    return Found(0, entry_type, fields)


def _entry_type(work: Mapping[str, object]) -> str:
    """Return the entry type; what OpenAlex says is corrected by where the work appeared."""
    crossref = text(work, "type_crossref") or text(work, "primary_location", "raw_type")
    entry_type = _CROSSREF_TYPES.get(crossref.lower()) or _TYPES.get(text(work, "type").lower(), "misc")
    source_type = text(work, "primary_location", "source", "type")
    if entry_type == "incollection" and source_type == "journal":
        return "article"
    return "inproceedings" if entry_type == "article" and source_type == "conference" else entry_type


def _authors(work: Mapping[str, object]) -> list[Mapping[str, str]]:
    """Return the authors; a list in an answer with several works ends after a hundred of them."""
    authors: list[Mapping[str, str]] = []
    for authorship in tables(work, "authorships"):
        written, usual = text(authorship, "raw_author_name"), text(authorship, "author", "display_name")
        if written.isupper() and "," not in written and fold(written) == fold(usual):
            written = usual
        authors += people(written or usual, text(authorship, "author", "orcid"))
    if authors and member(work, "is_authors_truncated") is True:
        authors.append(AND_OTHERS)
    return authors


def _date(work: Mapping[str, object]) -> str:
    """Return the date; the first of January is what OpenAlex has where only the year is known."""
    date = text(work, "publication_date")
    match = _FIRST_OF_JANUARY.fullmatch(date)
    return match[1] if match else date or text(work, "publication_year")


def _arxiv(work: Mapping[str, object]) -> str:
    """Return the arXiv identifier in the DOI of the work, or in the address of one of its copies."""
    addresses = [text(location, "landing_page_url") for location in tables(work, "locations")]
    primary = text(work, "primary_location", "landing_page_url")
    for address in (text(work, "doi"), primary, *addresses):
        if "arxiv" in address.lower() and (identifier := arxiv(address)):
            return identifier.value
    return ""


def _abstract(index: object) -> str:
    """Return the abstract from the positions of each of its words."""
    if not isinstance(index, Mapping):
        return ""
    words = [
        (int(position), word)
        for word, positions in index.items()
        for position in (positions if isinstance(positions, list) else ())
        if isinstance(position, str) and position.isdecimal() and len(position) < 9
    ]
    return _HEADING.sub("", " ".join(word for _, word in sorted(words)))
