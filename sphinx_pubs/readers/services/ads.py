"""Astrophysics Data System: the answer of its search API.

Sources: https://ui.adsabs.harvard.edu/help/search/comprehensive-solr-term-list and .../help/actions/export
(document types). ``pubdate`` is ``2016-06-00`` where the day is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, people, read_found
from .json_values import (
    first_text,
    listed,
    member,
    report_error,
    report_unknown,
    tables,
    text,
    texts,
    works_in,
)

#: Document type of ADS -> type of biblatex.
_TYPES = {
    "article": "article",
    "eprint": "preprint",
    "inproceedings": "inproceedings",
    "abstract": "inproceedings",
    "proceedings": "proceedings",
    "inbook": "incollection",
    "book": "book",
    "phdthesis": "phdthesis",
    "mastersthesis": "mastersthesis",
    "techreport": "report",
    "software": "software",
    "dataset": "dataset",
    "catalog": "dataset",
    "talk": "presentation",
}
#: Type -> the field for ``pub``, which is the name of the journal, the proceedings or the series.
_VENUES = {"inproceedings": "booktitle", "incollection": "booktitle", "book": "series", "report": "series"}
# What ``pub`` has for these says nothing: *Ph.D. Thesis*, *arXiv e-prints*.
_NO_VENUE = frozenset({"phdthesis", "mastersthesis", "preprint"})
_ARXIV = re.compile(r"arXiv:(?P<id>\S+)")
_NOT_AVAILABLE = re.compile(r"Not Available\s*+(?:<P />)?", re.IGNORECASE)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the works in an answer."""
    problems = ProblemLog(path)
    return read_found(works_in(data, encoding, problems, _works), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Found]:
    if isinstance(member(document, "response", "docs"), list):
        for work in tables(document, "response", "docs"):
            entry_type = _TYPES.get(text(work, "doctype"), "misc")
            yield Found(0, entry_type, _fields(work, entry_type), text(work, "bibcode"))
    elif message := first_text(text(document, "error", "msg"), text(document, "error")):
        report_error(problems, "ADS", message)
    else:
        report_unknown(problems, "ADS", "a list 'response.docs'")


def _fields(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    arxiv_ids = (_ARXIV.fullmatch(identifier) for identifier in texts(work, "identifier"))
    abstract = text(work, "abstract")
    fields: dict[str, object] = {
        "title": text(work, "title", 0),
        "author": _authors(work),
        "editor": [person for name in texts(work, "editor") for person in people(name)],
        "date": first_text(text(work, "pubdate").replace("-00", ""), text(work, "year")),
        "volume": text(work, "volume"),
        "number": text(work, "issue"),
        "pages": first_text(text(work, "page_range"), text(work, "page", 0)),
        "publisher": text(work, "publisher"),
        "series": text(work, "series"),
        "doi": text(work, "doi", 0),
        "arxiv": next((found["id"] for found in arxiv_ids if found), ""),
        "isbn": texts(work, "isbn"),
        "bibcode": text(work, "bibcode"),
        "keywords": texts(work, "keyword"),
        "abstract": "" if _NOT_AVAILABLE.fullmatch(abstract) else abstract,
    }
    if entry_type not in _NO_VENUE:
        name = _VENUES.get(entry_type, "journal")
        fields[name] = first_text(text(work, "series") if name == "series" else "", text(work, "pub"))
    if entry_type == "article":
        fields["abbr"] = text(work, "bibstem", 0)
    return fields


def _authors(work: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the authors. The list of their ORCID iDs has ``-`` for an author without one."""
    orcids = list(listed(work, "orcid_pub"))
    authors: list[dict[str, str]] = []
    for index, name in enumerate(listed(work, "author")):
        orcid = text(orcids, index).strip("-")
        authors += people(text(name), orcid) if text(name) else []
    return authors
