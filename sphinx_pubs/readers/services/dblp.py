"""DBLP: hits of its search for publications, in JSON.

Source: https://dblp.org/faq/How+to+use+the+dblp+search+API.html. An author is a string or an object with
``@pid`` and ``text``, and where there is one there is no list. A number at the end of a name tells people of
the same name apart (*Wei Wang 0001*); it is not part of the name. The key that the BibTeX of DBLP has for a
record, ``DBLP:conf/…``, becomes another key of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import arxiv, doi
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..fields.values import as_list
from .common import Found, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, texts, works_in

#: Type of DBLP -> entry type; others are *misc*.
_TYPES = {
    "Books and Theses": "book",
    "Conference and Workshop Papers": "inproceedings",
    "Data and Artifacts": "dataset",
    "Editorship": "proceedings",
    "Informal and Other Publications": "misc",
    "Informal Publications": "misc",
    "Journal Articles": "article",
    "Parts in Books or Collections": "incollection",
    "Reference Works": "incollection",
}
# Start of a key -> entry type, where the type has two meanings.
_THESES = ("phd/", "ms/")
#: Entry type -> field for what contains the work. Books and proceedings are in series.
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "thesis": "school",
    "book": "series",
    "proceedings": "series",
}
_NUMBER = re.compile(r" \d{4}\Z")
# The volume of CoRR, which is the part of arXiv for computer science: ``abs/1706.03762``.
_ABS = re.compile(r"abs/(?P<id>\S+)")
_COLLECTIONS = frozenset({"books", "reference"})


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications that a search has found."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the hits; an answer without hits has no list of them. Of a damaged answer, the list is left."""
    if isinstance(document, list):
        yield from (info for hit in tables(document) for info in tables(hit, "info"))
        return
    result = member(document, "result")
    code = text(result, "status", "@code")
    if code not in ("", "200"):
        report_error(problems, "DBLP", f"{code} {text(result, 'status', 'text')}")
    elif not isinstance(member(result, "hits"), Mapping):
        report_unknown(problems, "DBLP", "a member 'result' with 'hits'")
    else:
        yield from (info for hit in tables(result, "hits", "hit") for info in tables(hit, "info"))


def _found(info: Mapping[str, object]) -> Found:
    key = text(info, "key")
    entry_type = _entry_type(info, key)
    venues = texts(info, "venue")
    names = [name for author in as_list(member(info, "authors", "author")) for name in _names(author)]
    role = "editor" if text(info, "type") == "Editorship" else "author"
    addresses = texts(info, "ee")
    # The member ``doi`` is in capitals, whatever the publisher writes.
    number = first_text(*(address for address in addresses if doi(address)), text(info, "doi"))
    fields: dict[str, object] = {
        "title": first_text(text(info, "title"), text(info, "title", "text")).removesuffix("."),
        role: names,
        _CONTAINERS.get(entry_type, "venue"): venues[0] if venues else "",
        "volume": text(info, "volume"),
        "number": text(info, "number"),
        "pages": text(info, "pages"),
        "publisher": text(info, "publisher"),
        "date": text(info, "year"),
        "doi": number,
        "url": next((address for address in addresses if not doi(address)), ""),
        "ids": f"DBLP:{key}" if key else "",
    }
    if entry_type in ("inproceedings", "incollection") and len(venues) > 1:
        fields["series"] = venues[1]
    if entry_type == "preprint":
        in_volume = _ABS.fullmatch(text(info, "volume"))
        found = arxiv(in_volume["id"] if in_volume else "") or next(filter(None, map(arxiv, addresses)), None)
        if found:
            fields |= {"eprint": found.value, "eprinttype": "arxiv", "volume": "", "url": ""}
    return Found(0, entry_type, fields)


def _entry_type(info: Mapping[str, object], key: str) -> str:
    entry_type = _TYPES.get(text(info, "type"), "misc")
    if entry_type == "book" and key.startswith(_THESES):
        return "thesis"
    if entry_type == "proceedings" and key.partition("/")[0] in _COLLECTIONS:
        return "collection"
    if entry_type in ("misc", "article") and "CoRR" in texts(info, "venue"):
        return "preprint"
    return entry_type


def _names(author: object) -> list[dict[str, str]]:
    name = first_text(text(author, "text"), text(author))
    return people(_NUMBER.sub("", name)) if name else []
