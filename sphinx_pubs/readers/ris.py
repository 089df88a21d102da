"""RIS, the format of reference managers and publishers, split by rispy.

Source: Research Information Systems, *RIS Format Specifications* (2011), and
what Zotero, EndNote, Mendeley and Scopus write.

What the tags of a RIS record mean, as fields of BibTeX and biblatex.

Source: Research Information Systems, *RIS Format Specifications* (2011); where
programs differ from it, as Zotero reads and writes RIS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from rispy.config import TAG_KEY_MAPPING
from rispy.parser import RisParser

from ..model.kinds import kind_of
from ..model.names import Contributor, Name
from ..model.problems import Code, Origin
from ..model.records import Publication
from ..model.text import plain
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode
from .fields.names import parse_names
from .fields.records import read_publication
from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS
from .keys import clean_key, make_key, unique_key
from .markup.html import to_text
from .note_fields import split_extra

#: A tag, its hyphen and its value: two blanks and one by the specification, fewer as people write.
_TAGGED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:  -\s?| - )(?P<value>.*)|(?P<bare>[A-Z][A-Z0-9]) {1,2}-")

_TAGS = {tag: tag for tag in TAG_KEY_MAPPING}
_PARSER = {"mapping": _TAGS, "list_tags": [tag for tag in _TAGS if tag != "UK"], "delimiter_tags_mapping": {}}


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Read the records of a RIS file. One that is not ended ends where the next one starts."""
    problems = ProblemLog(path)
    records: dict[str, Publication] = {}
    for line, lines in _records(decode(data, encoding, problems), problems):
        tags = _tags(lines)
        given = clean_key(" ".join(tags.get("ID", [])))
        if given in records:
            places = f"lines {records.pop(given).origin.line} and {line}"
            message = f"the key stands at {places}; the record at line {line} counts"
            problems.add(Code.DUPLICATE_KEY, message, line=line, key=given)
        key = given or unique_key(_made_key(tags), records)
        records[key] = read_publication(
            key,
            entry_type(tags),
            hints.renamed(fields_of(tags)),
            text=to_text,
            names=people,
            origin=Origin(path, line),
            report=problems.at(line, key),
        )
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _records(text: str, problems: ProblemLog) -> Iterator[tuple[int, list[str]]]:
    """Yield line and lines of each record as rispy reads them, a wrapped line joined to its tag.

    rispy itself loses a record without ``ER`` at the end of a file, merges it
    with the next one elsewhere, and takes a wrapped line for one more value.
    """
    start, lines = 0, list[str]()
    stray = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        tag, value = _split(line)
        if tag == "TY":
            if lines:
                yield start, lines
            start, lines = number, [f"TY  - {value}"]
        elif tag == "ER":
            if lines:
                yield start, lines
            lines = []
        elif not lines:
            stray = stray or (number if tag else 0)
        elif tag:
            lines.append(f"{tag}  - {value}")
        elif line.strip():
            lines[-1] = f"{lines[-1]} {line.strip()}"
    if lines:
        yield start, lines
    if stray:
        problems.add(Code.SYNTAX, "lines outside of a record: a record starts with TY", line=stray)
    elif not start and text.strip():
        problems.add(Code.SYNTAX, "no record: a record starts with a line such as 'TY  - JOUR'")


def _split(line: str) -> tuple[str, str]:
    """Return the tag of a line and its value, or two empty strings where it has no tag."""
    found = _TAGGED.match(line.rstrip())
    return (found["tag"] or found["bare"], found["value"] or "") if found else ("", "")


def _tags(lines: list[str]) -> dict[str, list[str]]:
    """Return the values of each tag of one record, without empty ones."""
    (record,) = RisParser(**_PARSER).parse_lines(iter([*lines, "ER  - "]))
    tags = {"TY": [record.pop("TY")], **record.pop("UK", {}), **record}
    return {tag: values for tag, found in tags.items() if (values := [value for value in found if value])}


def _made_key(tags: dict[str, list[str]]) -> str:
    """Return a key from the first author or editor, the year and the title."""
    fields = fields_of(tags)
    names = people(fields.get("author") or fields.get("editor") or [], "author", _ignore)
    family = names[0].name.family or names[0].name.literal if names else ""
    return make_key(family, str(fields.get("date", "")), plain(to_text(str(fields.get("title", "")))))


def _ignore(_code: Code, _message: str) -> None:
    """Report nothing: a name is looked at before its turn."""


Tags = Mapping[str, Sequence[str]]

#: Field -> the tags that can hold it; the first that is there counts.
_FIELDS = {
    "title": ("TI", "T1", "CT", "BT"),
    "shorttitle": ("ST",),
    "abstract": ("AB", "N2"),
    "doi": ("DO",),
    "volume": ("VL", "VO"),
    "number": ("IS", "CP"),
    "edition": ("ET",),
    "series": ("T3",),
    "location": ("CY", "PP"),
    "language": ("LA",),
    "eid": ("C7",),
    "urldate": ("Y2",),
    "website": ("LK",),
}
#: Fields that keep all the values of their tags.
_LISTS = {"author": ("AU", "A1"), "editor": ("ED", "A2"), "translator": ("A4",), "keywords": ("KW",)}
#: Tags that ``fields_of`` reads itself. Any other is kept as a field of its own name.
_READ = frozenset("TY T2 JF JO JA J1 J2 SP EP PB PY Y1 DA SN UR L1 L2 M3 N1".split())

_DOI = re.compile(r"(?:doi\s*:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
#: Year, month, day and anything else, each of which may be missing (RIS specification, field DA).
_SLASHED = re.compile(r"^(\d{4})?/(\d{1,2})?(?:/(\d{1,2})?)?(?:/.*)?$")
#: What databases note about the export and not about the work.
_NOISE = re.compile(r"(?:Cited By|Export Date|Date Added)\b.*", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:Collaboration|Consortium|Group|Team|Institute|University|Committee|Agency|Inc\.)(?:\W|$)"
)
#: Names of what a line of a note can hold -> field.
_EXTRA = {name: name for name in ("arxiv", "pmid", "pmcid", "hal", "bibcode", "isbn", "doi")} | {
    "status": "pubstate"
}
#: A note that is longer is an abstract, as some publishers write it.
_LONG_NOTE = 500


def entry_type(tags: Tags) -> str:
    """Return the type of a record in lower case: ``jour``; what is in proceedings as ``cpaper``."""
    name = _first(tags, "TY").lower()
    # Zotero and many publishers write CONF for a paper; by the specification that is the volume.
    return "cpaper" if name == "conf" and (_first(tags, "T2", "JF", "JO", "C3") or tags.get("SP")) else name


def fields_of(tags: Tags) -> dict[str, object]:
    """Return the fields of a record."""
    kind = kind_of(entry_type(tags))
    fields: dict[str, object] = {name: _first(tags, *choices) for name, choices in _FIELDS.items()}
    for name, choices in _LISTS.items():
        fields[name] = [value for tag in choices for value in tags.get(tag, ())]
    fields |= {**_container(tags, kind), **_links(tags)}
    fields |= {name: value for name, value in _notes(tags).items() if not fields.get(name)}
    first, last = _first(tags, "SP"), _first(tags, "EP")
    is_range = first and last and first != last and "-" not in first
    fields["pages"] = f"{first}--{last}" if is_range else first or last
    fields["date"] = _date(tags)
    if _first(tags, "TY") == "INPR":
        fields.setdefault("pubstate", "in press")
    serials = re.split(r"[\s,;]+", _first(tags, "SN"))
    fields["isbn"] = [serial for serial in serials if len(re.sub(r"[^0-9Xx]", "", serial)) in (10, 13)]
    fields["issn"] = "" if fields["isbn"] else _first(tags, "SN")
    work = _first(tags, "M3")
    found = _DOI.fullmatch(work)
    fields["type"] = "" if found else work
    fields["doi"] = fields["doi"] or (found[1] if found else "")
    known = {tag for choices in (*_FIELDS.values(), *_LISTS.values()) for tag in choices} | _READ
    others = {tag.lower(): "; ".join(values) for tag, values in tags.items() if tag not in known}
    return {name: value for name, value in {**others, **fields}.items() if value}


def people(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the names of a tag: ``Family, Given, Suffix``, or an organisation, which a comma may end."""
    found: list[Contributor] = []
    for source in map(str, value if isinstance(value, list) else [value]):
        parts = [part.strip() for part in source.split(",")]
        if not parts[-1] or (len(parts) == 1 and _ORGANISATION.search(source)):
            found.append(Contributor(Name(literal=source.rstrip(", ")), role))
            continue
        if len(parts) == 3 and " and " not in source:
            parts = [parts[0], parts[2], parts[1]]  # BibTeX has the suffix in the middle
        found += parse_names(", ".join(parts), role, report, to_text)
    return tuple(found)


def _first(tags: Tags, *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name)), "")


def _container(tags: Tags, kind: str) -> dict[str, object]:
    """Return what contains the work, its abbreviation, and who published it."""
    name = _first(tags, "T2", "JF", "JO", "J1", "J2", "JA")
    short = _first(tags, "J2", "JA", "J1", "JO")
    if kind == "book" and name:
        container = {"series": name}
    else:
        container = {CONTAINER_FIELDS.get(kind, "venue"): name, "abbr": short if short != name else ""}
    return {**container, PUBLISHER_FIELDS.get(kind, "publisher"): _first(tags, "PB")}


def _date(tags: Tags) -> str:
    """Return the date: ``DA`` is the more exact one, if it is of the year that ``PY`` or ``Y1`` tells."""
    year, date = (
        _SLASHED.sub(_iso, value.strip()) for value in (_first(tags, "PY", "Y1"), _first(tags, "DA"))
    )
    digits = re.match(r"\d{4}", year)
    if not digits or digits[0] in date:
        return date or year
    return f"{date} {year}" if date and not re.search(r"\d{4}", date) else year


def _iso(found: re.Match[str]) -> str:
    known = takewhile(lambda part: part.strip("0"), found.groups(""))
    return "-".join(part.zfill(2) for part in known)


def _links(tags: Tags) -> dict[str, object]:
    """Return the main link and those to the full text; a file on the author's disk is none."""
    urls = [url for value in tags.get("UR", ()) for url in re.split(r"[;\s]+(?=\w+://)|\s+", value) if url]
    files = [url for tag in ("L1", "L2") for url in tags.get(tag, ()) if re.match(r"https?://", url)]
    pdf = next((url for url in (*files, *urls[1:]) if re.search(r"\.pdf\b|/pdf/", url)), "")
    html = next((url for url in (*files, *urls[1:]) if url not in (pdf, *urls[:1])), "")
    return {"url": urls[0] if urls else "", "pdf": pdf, "html": html, "ur": "; ".join(urls[1:])}


def _notes(tags: Tags) -> dict[str, object]:
    """Return what stands in notes: lines of a note, identifiers, or an abstract that has no other place."""
    fields: dict[str, object] = {}
    notes = []
    for source in tags.get("N1", ()):
        more, lines = split_extra(source, _EXTRA)
        fields |= {_EXTRA.get(name, name): value for name, value in more.items()}
        notes += [line for line in lines if not _NOISE.fullmatch(line)]
    if not _first(tags, *_FIELDS["abstract"]):
        fields["abstract"] = next((note for note in notes if len(note) > _LONG_NOTE), "")
    return {**fields, "note": [note for note in notes if note != fields.get("abstract")]}
