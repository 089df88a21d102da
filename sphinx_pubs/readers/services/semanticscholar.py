"""Semantic Scholar: papers of its Academic Graph API, one or several of them, and lists of citations.

Source: https://api.semanticscholar.org/api-docs/graph. A request gets the fields that it names: a paper may
have nothing but its number. Unknown papers are null in the answer to a batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.problems import Code
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, page_range, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, texts, works_in

#: Type of a publication -> entry type. The first one in this order that a paper has is used.
_TYPES = {
    "Conference": "inproceedings",
    "Book": "book",
    "BookSection": "incollection",
    "Dataset": "dataset",
    "JournalArticle": "article",
}
_TYPES_OF_VENUES = {"journal": "article", "conference": "inproceedings"}
_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
# Names of archives, in lower case.
_ARCHIVES = frozenset({"arxiv", "arxiv.org", "biorxiv", "medrxiv", "chemrxiv", "corr"})


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the papers in an answer."""
    problems = ProblemLog(path)
    papers = works_in(data, encoding, problems, _papers)
    known = [paper for paper in papers if text(paper, "title") or member(paper, "externalIds")]
    for _ in range(len(papers) - len(known)):
        problems.add(Code.SHAPE, "paper without title; ask Semantic Scholar for the field 'title', too")
    return read_found(map(_found, known), problems, options)


def _papers(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    if isinstance(document, list) or isinstance(member(document, "data"), list):
        for item in tables(document if isinstance(document, list) else member(document, "data")):
            other = member(item, "citingPaper") or member(item, "citedPaper")
            paper = other if isinstance(other, Mapping) else item
            if "paperId" in paper:
                yield paper
    elif isinstance(document, Mapping) and "paperId" in document:
        yield document
    elif message := first_text(text(document, "error"), text(document, "message")):
        report_error(problems, "Semantic Scholar", message)
    elif text(document, "total") != "0":  # a search without a result has no list
        report_unknown(problems, "Semantic Scholar", "a paper with 'paperId', or a list 'data' of papers")


def _found(paper: Mapping[str, object]) -> Found:
    venue = first_text(text(paper, "venue"), text(paper, "publicationVenue", "name"))
    journal = text(paper, "journal", "name")
    entry_type = _entry_type(paper, {venue.lower(), journal.lower()})
    start, _, end = text(paper, "journal", "pages").partition("-")
    volume = text(paper, "journal", "volume")
    number = text(paper, "externalIds", "DOI")
    arxiv_id = text(paper, "externalIds", "ArXiv")
    dblp = text(paper, "externalIds", "DBLP")
    pdf = text(paper, "openAccessPdf", "url")
    # The journal is written in full. That of a conference paper is the series of its proceedings.
    names_of_venue = (venue, journal) if entry_type in ("inproceedings", "") else (journal, venue)
    fields: dict[str, object] = {
        "title": text(paper, "title"),
        "author": [person for name in _names(paper) for person in people(name)],
        "date": first_text(text(paper, "publicationDate"), text(paper, "year")),
        _CONTAINERS.get(entry_type, "venue"): first_text(*names_of_venue),
        "volume": "" if volume.startswith("abs/") else volume,
        "pages": page_range(start.strip(), end.strip()),
        "doi": number,
        "arxiv": arxiv_id,
        "pmid": text(paper, "externalIds", "PubMed"),
        "pmcid": text(paper, "externalIds", "PubMedCentral"),
        "ids": f"DBLP:{dblp}" if dblp else "",
        "url": "" if number or arxiv_id else text(paper, "url"),
        "pdf": pdf if pdf.lower().endswith(".pdf") else "",
        "abstract": text(paper, "abstract"),
    }
    return Found(0, entry_type, fields)


def _names(paper: Mapping[str, object]) -> list[str]:
    return [name for author in tables(paper, "authors") if (name := text(author, "name"))]


def _entry_type(paper: Mapping[str, object], venues: set[str]) -> str:
    """Return the entry type; empty if nothing tells it. On an archive, *JournalArticle* is no article."""
    if not venues.isdisjoint(_ARCHIVES):
        return "preprint"
    types = texts(paper, "publicationTypes")
    found = next((entry_type for name, entry_type in _TYPES.items() if name in types), "")
    return found or _TYPES_OF_VENUES.get(text(paper, "publicationVenue", "type").lower(), "")
