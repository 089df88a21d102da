"""EndNote's export format, with the suffix ``.enw``: Google Scholar, publishers and libraries offer it.

Source: EndNote's manual, "EndNote Import", which extends the tags of refer(1). The meaning of
``%B``, ``%J`` and ``%S`` is that of Zotero's translator *Refer/BibIX*.
"""

from __future__ import annotations

import re

from ..model.keys import unique_key
from ..model.kinds import kind_of
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.records import read_publication
from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS
from .keys import FileRecords, clean_key, key_of_fields
from .markup.html import to_text
from .ris import people
from .tagged_lines import Tags, grouped, split_records

_TAGGED = re.compile(r"[ \t]*+%(?P<tag>\S)(?:[ \t](?P<value>.*))?")
#: Type of EndNote, in lower case -> type of BibTeX or biblatex. Others have the same name, or are articles.
_TYPES = {
    "journal": "article",
    "journal article": "article",
    "magazine article": "article",
    "newspaper article": "article",
    "electronic article": "article",
    "conference": "inproceedings",
    "conference paper": "inproceedings",
    "conference proceedings": "inproceedings",
    "book section": "incollection",
    "electronic book section": "incollection",
    "encyclopedia": "incollection",
    "edited book": "collection",
    "electronic book": "book",
    "web page": "online",
    "blog": "online",
    "computer program": "software",
    "unpublished work": "unpublished",
    "manuscript": "unpublished",
    "audiovisual material": "video",
    "film or broadcast": "video",
    "government document": "report",
    "generic": "misc",
}
#: Field -> its tag, if only the first value of the tag is used.
_FIELDS = {
    "title": "T",
    "shorttitle": "!",
    "abstract": "X",
    "volume": "V",
    "number": "N",
    "edition": "7",
    "location": "C",
    "language": "G",
    "url": "U",
    "type": "9",
}
#: Fields that take all values of their tags.
_LISTS = {"author": "A", "editor": "E", "translator": "?", "keywords": "K"}
_DOI = re.compile(r"(?:doi\s*:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications of an EndNote file."""
    problems = ProblemLog(path)
    records = FileRecords[Publication](problems)
    text = decode(data, encoding, problems)
    # Each keyword has its own line, where programs write the tag once.
    for line, written in split_records(text, _split, opening="%0", titles=("T",), repeated=("K",)):
        tags = grouped(written)
        entry_type, fields = _fields(tags)
        key = clean_key(" ".join(tags.get("F", []))) or unique_key(key_of_fields(fields, people), records)
        record = read_publication(
            key,
            entry_type,
            options.renamed(fields),
            text=to_text,
            names=people,
            origin=Origin(path, line),
            report=problems.at(line, key),
            cached=options.cached,
        )
        records.add(record)
    found = tuple(records)
    if not found and data.strip():
        problems.add(
            Code.SYNTAX, "no records found: a record starts with a line such as '%0 Journal Article'"
        )
    return ReadResult(found, tuple(problems.found))


def _split(line: str) -> tuple[str, str] | None:
    """Return the tag and the value of a line, if it has a tag."""
    match = _TAGGED.fullmatch(line)
    return (match["tag"], (match["value"] or "").strip()) if match else None


def _fields(tags: Tags) -> tuple[str, dict[str, object]]:
    """Return the type of a record, and its fields under the names of BibTeX and biblatex."""

    def first(tag: str) -> str:
        return next(iter(tags.get(tag, ())), "")

    written = first("0").lower()
    entry_type = _TYPES.get(written, written)
    if not entry_type:
        entry_type = "article" if first("J") else "inproceedings" if first("B") else "misc"
    kind = kind_of(entry_type)
    fields: dict[str, object] = {name: first(tag) for name, tag in _FIELDS.items()}
    fields |= {name: list(tags.get(tag, ())) for name, tag in _LISTS.items()}
    is_whole = kind in ("book", "collection", "thesis") and not re.search(r"\d\s*+[-–]", first("P"))
    fields["pagetotal" if is_whole else "pages"] = first("P")
    container = first("J") or first("B")
    if kind == "thesis":
        fields[PUBLISHER_FIELDS[kind]] = first("I") or container
    else:
        fields[PUBLISHER_FIELDS.get(kind, "publisher")] = first("I")
        is_book = kind in ("book", "collection", "proceedings")
        fields["series" if is_book else CONTAINER_FIELDS.get(kind, "venue")] = container
        fields["series"] = fields.get("series") or first("S")
    year, date = first("D"), first("8")
    fields["date"] = date if date and year[:4] in date else f"{date} {year}".strip()
    number = first("R")
    doi = _DOI.fullmatch(number)
    fields["doi"] = doi[1] if doi else ""
    if not doi and kind == "report":
        fields["number"] = fields["number"] or number
    serials = re.split(r"[\s,;]+", first("@"))
    isbn = [serial for serial in serials if len(re.sub(r"[^0-9Xx]", "", serial)) in (10, 13)]
    fields["isbn"] = isbn
    fields["issn"] = "" if isbn else first("@")
    fields["note"] = list(tags.get("Z", ()))
    return entry_type, {name: value for name, value in fields.items() if value}
