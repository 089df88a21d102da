"""RIS, the format of reference managers and publishers.

Source: Research Information Systems, *RIS Format Specifications* (2011). Where
programs (Zotero, EndNote, Mendeley, Scopus) differ from it, tags have the
meaning that Zotero gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ..model.keys import unique_key
from ..model.kinds import is_known, kind_of
from ..model.names import Contributor, Name
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode
from .database_notes import kept_notes
from .fields.date_words import SEASONS
from .fields.name_separators import family_first_items
from .fields.names import parse_names
from .fields.records import read_publication
from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS
from .keys import FileRecords, clean_key, key_of_fields
from .markup.html import to_text
from .note_fields import split_extra
from .ris_tags import (
    ABBREVIATIONS,
    CONTAINERS,
    DATES,
    FIELD_TAGS,
    FULL_TEXTS,
    KEY,
    LISTS,
    NOTE_LINES,
    NOTES,
    PAGES,
    PUBLISHER,
    SERIALS,
    SINGLE,
    TYPE,
    TYPE_OF_WORK,
    URLS,
    YEARS,
)
from .tagged_lines import Tags, grouped

# A tag, its hyphen and its value. The specification asks for two spaces before the hyphen and one after
# it; people write fewer.
_TAGGED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:  -\s?| - )(?P<value>.*)|(?P<bare>[A-Z][A-Z0-9]) {1,2}-")

#: The tags that :func:`fields_of` reads. A tag that it does not read becomes a field of its own name.
_READ = frozenset({TYPE}).union(*FIELD_TAGS.values())

_DOI = re.compile(r"(?:doi\s*:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
# Year, month, day and other text, each of which can be missing (RIS specification, field DA).
_SLASHED = re.compile(r"^(\d{4})?/(\d{1,2})?(?:/(\d{1,2})?)?(?:/(.*))?$")
_ORGANIZATION = re.compile(
    r"\b(?:Collaboration|Consortium|Group|Team|Institute|University|Committee|Agency|Inc\.)(?:\W|$)"
)
#: Some publishers put the abstract in a note: a note of more characters is taken for an abstract.
_LONG_NOTE = 500


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications of a RIS file."""
    problems = ProblemLog(path)
    records = FileRecords[Publication](problems)
    for line, tags in _records(decode(data, encoding, problems), problems):
        fields = fields_of(tags)
        key = clean_key(" ".join(tags.get(KEY, []))) or unique_key(key_of_fields(fields, people), records)
        record = read_publication(
            key,
            entry_type(tags),
            options.renamed(fields),
            text=to_text,
            names=people,
            origin=Origin(path, line),
            report=problems.at(line, key),
            cached=options.cached,
        )
        records.add(record)
    return ReadResult(tuple(records), tuple(problems.found))


# --- lines -> tags ---


def _records(text: str, problems: ProblemLog) -> Iterator[tuple[int, Tags]]:
    """Yield the line and the tags of each record.

    A record ends at ``ER``, at the next ``TY`` or at the end of the file. A line
    without a tag continues the value above it. ``TY`` with a value that is no type
    of publication does not end a record: it was another tag, such as T2.
    """
    start, tags = 0, list[tuple[str, str]]()
    stray = empty = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        tag, value = _tag_and_value(line)
        if tag == "ER" or (tag == TYPE and (not tags or _is_type(value))):
            if tag == TYPE and len(tags) == 1:
                empty = empty or start
            elif tags:
                yield start, grouped(tags)
            tags = [(tag, value)] if tag == TYPE else []
            start = number if tag == TYPE else start
        elif not tags:
            stray = stray or (number if tag else 0)
        elif tag:
            tags.append((tag, value))
        elif line.strip() and tags[-1][0] != KEY:
            last, above = tags[-1]
            tags[-1] = (last, f"{above} {line.strip()}")
    last_record = grouped(tags)
    if len(last_record) > 1:
        yield start, last_record
    empty = empty or (start if len(last_record) < 2 and tags else 0)
    if empty:
        problems.add(Code.SYNTAX, "record skipped: it has no value but 'TY', and no 'ER'", line=empty)
    if stray:
        message = "lines outside of a record: a record starts with a line such as 'TY  - JOUR'"
        problems.add(Code.SYNTAX, message, line=stray)
    elif not start and text.strip():
        problems.add(Code.SYNTAX, "no records found: a record starts with a line such as 'TY  - JOUR'")


def _is_type(value: str) -> bool:
    """Return whether a value can be a type of publication, which programs write in capitals."""
    return is_known(value) or re.fullmatch(r"[A-Z]{3,8}+", value.strip()) is not None


def _tag_and_value(line: str) -> tuple[str, str]:
    """Return the tag and the value of a line; of a line that ends a record and begins another, the second."""
    tag, value = _split(line)
    return _split(value) if tag == "ER" and _split(value)[0] == TYPE else (tag, value)


def _split(line: str) -> tuple[str, str]:
    """Return the tag and the value of a line, or two empty strings if it has no tag."""
    match = _TAGGED.match(line.rstrip())
    return (match["tag"] or match["bare"], match["value"] or "") if match else ("", "")


# --- tags -> fields of BibTeX and biblatex ---


def entry_type(tags: Tags) -> str:
    """Return the type of a record in lower case: ``jour``; ``cpaper`` for a paper in proceedings."""
    name = _first(tags, TYPE).lower()
    # CONF is a whole volume in the specification; Zotero and many publishers write it for a paper.
    return "cpaper" if name == "conf" and (_first(tags, "T2", "JF", "JO", "C3") or tags.get("SP")) else name


def fields_of(tags: Tags) -> dict[str, object]:
    """Return the fields of a record under the names of BibTeX and biblatex."""
    kind = kind_of(entry_type(tags))
    fields: dict[str, object] = {name: _first(tags, *choices) for name, choices in SINGLE.items()}
    for name, choices in LISTS.items():
        fields[name] = [value for tag in choices for value in tags.get(tag, ())]
    fields |= {**_container(tags, kind), **_links(tags)}
    fields |= {name: value for name, value in _notes(tags).items() if not fields.get(name)}
    first, last = (_first(tags, tag) for tag in PAGES)
    is_range = first and last and first != last and "-" not in first
    fields["pages"] = f"{first}--{last}" if is_range else first or last
    fields["date"] = _date(tags)
    if _first(tags, TYPE) == "INPR":
        fields.setdefault("pubstate", "in press")
    serials = _first(tags, SERIALS)
    books = [part for part in re.split(r"[\s,;]+", serials) if len(re.sub(r"[^0-9Xx]", "", part)) in (10, 13)]
    fields["isbn"] = books or fields.get("isbn")  # which a note can have
    fields["issn"] = "" if books else serials
    type_of_work = _first(tags, TYPE_OF_WORK)
    doi = _DOI.fullmatch(type_of_work)
    fields["type"] = "" if doi else type_of_work
    fields["doi"] = fields["doi"] or (doi[1] if doi else "")
    if kind == "software" and fields["edition"]:
        fields["version"] = fields.pop("edition")
    others = {tag.lower(): "; ".join(values) for tag, values in tags.items() if tag not in _READ}
    return {name: value for name, value in {**others, **fields}.items() if value}


def people(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the names of a tag: ``Family, Given, Suffix``, or an organization, maybe with a comma."""
    contributors: list[Contributor] = []
    for source in map(str, family_first_items(value if isinstance(value, list) else [value])):
        parts = [part.strip() for part in source.split(",")]
        if not parts[-1] or (len(parts) == 1 and _ORGANIZATION.search(source)):
            contributors.append(Contributor(Name(literal=source.rstrip(", ")), role))
            continue
        if len(parts) == 3 and " and " not in source:
            parts = [parts[0], parts[2], parts[1]]  # BibTeX has the suffix in the middle
        contributors += parse_names(", ".join(parts), role, report, to_text)
    return tuple(contributors)


def _first(tags: Tags, *names: str) -> str:
    for name in names:
        if name in tags:
            return tags[name][0]
    return ""


def _container(tags: Tags, kind: str) -> dict[str, object]:
    """Return the container of the work, its abbreviation, and the publisher."""
    name = _first(tags, *CONTAINERS)
    short = _first(tags, *ABBREVIATIONS)
    if kind == "book" and name:
        container = {"series": name}
    else:
        container = {CONTAINER_FIELDS.get(kind, "venue"): name, "abbr": short if short != name else ""}
    publisher = "holder" if kind == "patent" else PUBLISHER_FIELDS.get(kind, "publisher")
    return {**container, publisher: _first(tags, PUBLISHER)}


def _date(tags: Tags) -> str:
    """Return the date in ``DA``, which is more exact, unless it is not in the year of ``PY`` or ``Y1``."""
    year, date = (_SLASHED.sub(_iso, value.strip()) for value in (_first(tags, *YEARS), _first(tags, *DATES)))
    digits = re.match(r"\d{4}", year)
    if not digits or digits[0] in date:
        return date or year
    return f"{date} {year}" if date and not re.search(r"\d{4}", date) else year


def _iso(slashed: re.Match[str]) -> str:
    """Return a date of RIS, ``YYYY/MM/DD/other info``, in ISO format; the other info may be a season."""
    *numbers, info = slashed.groups("")
    known = list(takewhile(lambda part: part.strip("0"), numbers))
    words = info.strip()
    if len(known) == 1 and (words.casefold() in SEASONS or words.rstrip(".").lower() in ("circa", "ca", "c")):
        return f"{words} {known[0]}"
    return "-".join(part.zfill(2) for part in known)


def _links(tags: Tags) -> dict[str, object]:
    """Return the main link and the links to the full text. Files on the author's disk are dropped."""
    urls = [
        url
        for value in tags.get(URLS, ())
        for url in re.split(r"(?<![;\s])[;\s]++(?=\w+://)|\s++", value)
        if url
    ]
    files = [url for tag in FULL_TEXTS for url in tags.get(tag, ()) if re.match(r"https?://", url)]
    pdf = next((url for url in (*files, *urls[1:]) if re.search(r"\.pdf\b|/pdf/", url)), "")
    html = next((url for url in (*files, *urls[1:]) if url not in (pdf, *urls[:1])), "")
    return {"url": urls[0] if urls else "", "pdf": pdf, "html": html, "ur": "; ".join(urls[1:])}


def _notes(tags: Tags) -> dict[str, object]:
    """Return the note, the fields that lines of notes hold, and an abstract that no other tag has."""
    fields: dict[str, object] = {}
    notes = []
    for source in tags.get(NOTES, ()):
        fields_of_note, lines = split_extra(source, NOTE_LINES)
        fields |= {NOTE_LINES.get(name, name): value for name, value in fields_of_note.items()}
        notes += kept_notes(lines)
    if not _first(tags, *SINGLE["abstract"]):
        fields["abstract"] = next((note for note in notes if len(note) > _LONG_NOTE), "")
    return {**fields, "note": [note for note in notes if note != fields.get("abstract")]}
