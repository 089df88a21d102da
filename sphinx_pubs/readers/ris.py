"""RIS, the format of reference managers and publishers, split by rispy.

Source: Research Information Systems, *RIS Format Specifications* (2011), and
what Zotero, EndNote, Mendeley and Scopus write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rispy.config import TAG_KEY_MAPPING
from rispy.parser import RisParser

from ..model.problems import Code, Origin
from ..model.publication import Publication
from ..model.text import plain
from .base import NO_HINTS, Hints, Problems, ReadResult, decode
from .html import to_text
from .keys import clean_key, make_key, unique_key
from .publication import publication
from .ris_fields import entry_type, fields_of, people

#: A tag, its hyphen and its value: two blanks and one by the specification, fewer as people write.
_TAGGED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:  -\s?| - )(?P<value>.*)|(?P<bare>[A-Z][A-Z0-9]) {1,2}-")

_TAGS = {tag: tag for tag in TAG_KEY_MAPPING}
_PARSER = {"mapping": _TAGS, "list_tags": [tag for tag in _TAGS if tag != "UK"], "delimiter_tags_mapping": {}}


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: Hints = NO_HINTS) -> ReadResult:
    """Read the records of a RIS file. One that is not ended ends where the next one starts."""
    problems = Problems(path)
    records: dict[str, Publication] = {}
    for line, lines in _records(decode(data, encoding, problems), problems):
        tags = _tags(lines)
        given = clean_key(" ".join(tags.get("ID", [])))
        if given in records:
            places = f"lines {records.pop(given).origin.line} and {line}"
            message = f"the key stands at {places}; the record at line {line} counts"
            problems.add(Code.DUPLICATE_KEY, message, line=line, key=given)
        key = given or unique_key(_made_key(tags), records)
        records[key] = publication(
            key,
            entry_type(tags),
            hints.renamed(fields_of(tags)),
            text=to_text,
            names=people,
            origin=Origin(path, line),
            report=problems.at(line, key),
        )
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _records(text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
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
