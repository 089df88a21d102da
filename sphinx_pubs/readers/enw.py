"""EndNote's export format, with the suffix ``.enw``: Google Scholar, publishers and libraries offer it.

Source: EndNote's manual, "EndNote Import", which extends the tags of refer(1). The meaning of
``%B``, ``%J`` and ``%S`` is that of Zotero's translator *Refer/BibIX*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.keys import unique_key
from ..model.kinds import kind_of
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode, ignore
from .fields.records import read_publication
from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS
from .keys import FileRecords, clean_key, key_of_work
from .markup.html import to_text
from .ris import people

#: Tag -> its values, which are never empty.
Tags = Mapping[str, Sequence[str]]

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
    for line, tags in _records(decode(data, encoding, problems)):
        entry_type, fields = _fields(tags)
        key = clean_key(" ".join(tags.get("F", []))) or unique_key(_make_key(fields), records)
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


def _make_key(fields: Mapping[str, object]) -> str:
    names = people(fields.get("author") or fields.get("editor") or [], "author", ignore)
    return key_of_work(names, str(fields.get("date", "")), to_text(str(fields.get("title", ""))))


def _records(text: str) -> Iterator[tuple[int, Tags]]:
    """Yield the line and the tags of each record. A record ends at an empty line or at the next ``%0``.

    A line without a tag continues the value above it.
    """
    start, tags = 0, dict[str, list[str]]()
    last = ""
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), ""], 1):
        match = _TAGGED.fullmatch(line)
        if (not line.strip() or (match and match["tag"] == "0")) and tags:
            yield start, tags
            tags = {}
        if match:
            start = start if tags else number
            last = match["tag"]
            tags.setdefault(last, [])
            if value := (match["value"] or "").strip():
                tags[last].append(value)
        elif tags and line.strip():
            values = tags[last]
            # Each keyword has its own line, where programs write the tag once.
            if last == "K" or not values:
                values.append(line.strip())
            else:
                values[-1] += f" {line.strip()}"


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
