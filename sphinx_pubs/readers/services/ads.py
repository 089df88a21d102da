"""Astrophysics Data System: the answer of its search API.

Sources: https://ui.adsabs.harvard.edu/help/search/comprehensive-solr-term-list and .../help/actions/export
(document types). A list such as ``orcid_pub`` has ``-`` for an author without one; ``pubdate`` is
``2016-06-00`` where the day is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from ..json_tree import parse_json
from .common import Found, read_found

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
_ARXIV = re.compile(r"arXiv:(?P<id>\S+)")
_NOT_AVAILABLE = re.compile(r"Not Available\s*+(?:<P />)?", re.IGNORECASE)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the works in an answer."""
    problems = ProblemLog(path)
    trees = parse_json(decode(data, encoding, problems), problems)
    return read_found(_works(trees), problems, options)


def _works(trees: list[object]) -> Iterator[Found]:
    for tree in trees:
        response = tree.get("response") if isinstance(tree, Mapping) else None
        documents = response.get("docs") if isinstance(response, Mapping) else None
        for document in documents if isinstance(documents, list) else ():
            if isinstance(document, Mapping):
                entry_type = _TYPES.get(_text(document.get("doctype")), "misc")
                yield Found(0, entry_type, _fields(entry_type, document), _text(document.get("bibcode")))


def _fields(entry_type: str, document: Mapping[str, object]) -> dict[str, object]:
    identifiers = (_ARXIV.fullmatch(one) for one in _texts(document.get("identifier")))
    arxiv = next((found["id"] for found in identifiers if found), "")
    abstract = _text(document.get("abstract"))
    fields: dict[str, object] = {
        "title": _first(document.get("title")),
        "author": _names(document.get("author"), document.get("orcid_pub")),
        "editor": _names(document.get("editor"), None),
        "date": _text(document.get("pubdate")).replace("-00", "") or _text(document.get("year")),
        "volume": _text(document.get("volume")),
        "number": _text(document.get("issue")),
        "pages": _text(document.get("page_range")) or _first(document.get("page")),
        "publisher": _text(document.get("publisher")),
        "series": _text(document.get("series")),
        "doi": _first(document.get("doi")),
        "arxiv": arxiv,
        "isbn": _texts(document.get("isbn")),
        "bibcode": _text(document.get("bibcode")),
        "keywords": _texts(document.get("keyword")),
        "abstract": "" if _NOT_AVAILABLE.fullmatch(abstract) else abstract,
    }
    if entry_type not in ("phdthesis", "mastersthesis", "preprint"):  # "Ph.D. Thesis", "arXiv e-prints"
        name = _VENUES.get(entry_type, "journal")
        fields[name] = fields.get(name) or _text(document.get("pub"))
    if entry_type == "article":
        fields["abbr"] = _first(document.get("bibstem"))
    return fields


def _names(names: object, iris: object) -> list[object]:
    """Return names with their ORCID iDs, which are in a list of the same length."""
    orcids = _texts(iris)
    people: list[object] = []
    for index, name in enumerate(_texts(names)):
        family, comma, given = name.partition(",")
        person = {"family": family.strip(), "given": given.strip()} if comma else {"literal": name}
        orcid = orcids[index] if index < len(orcids) else "-"
        people.append({**person, "ORCID": orcid} if orcid != "-" else person)
    return people


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    """Return the texts in a list; the place of something else stays, so that lists of one length fit."""
    return [_text(entry) for entry in value] if isinstance(value, list) else []


def _first(value: object) -> str:
    """Return the first text of a list, or the text itself."""
    return next(filter(None, _texts(value)), _text(value))
