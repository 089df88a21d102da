"""Lines that start with a tag, as EndNote and PubMed write them -> the tags of each record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

#: Tags and values in the order of the file; a value can be empty.
TaggedValues = list[tuple[str, str]]
#: Tag -> its values, which are never empty.
Tags = Mapping[str, Sequence[str]]
#: Return the tag and the value of a line, or nothing if it continues the value above it.
SplitLine = Callable[[str], tuple[str, str] | None]


def grouped(written: TaggedValues) -> Tags:
    """Return the values of each tag, without empty ones."""
    values: dict[str, list[str]] = {}
    for tag, value in written:
        if value.strip():
            values.setdefault(tag, []).append(value.strip())
    return values


class _Block(NamedTuple):
    """Lines without an empty line between them. A line without a tag has an empty one."""

    line: int
    #: Whether the first line is one that starts a record.
    is_start: bool
    tags: TaggedValues


def split_records(
    text: str, split: SplitLine, *, opening: str, titles: Sequence[str], repeated: Sequence[str] = ()
) -> Iterator[tuple[int, TaggedValues]]:
    """Yield the line and the tags of each record.

    A record starts at a line with ``opening``, or after an empty line. After an empty line within a record
    that has ``opening`` (an abstract with paragraphs, a line break too many), the lines continue the
    record: up to a second title.

    :param opening: the tag of the first line of a record, as it is written: ``%0``.
    :param titles: the tags that hold titles.
    :param repeated: the tags whose lines without a tag are further values.
    """
    start, tags = 0, TaggedValues()
    has_opening = False
    for block in _blocks(text, split, opening):
        has_two_titles = _has(tags, titles) and _has(block.tags, titles)
        if block.is_start or has_two_titles or not has_opening:
            if tags:
                yield start, tags
            start, tags, has_opening = block.line, TaggedValues(), block.is_start
        for tag, value in block.tags:
            _add(tags, tag, value, repeated)
    if tags:
        yield start, tags


def _has(tags: TaggedValues, names: Sequence[str]) -> bool:
    """Return whether a line has one of the tags ``names``."""
    return any(tag in names for tag, _ in tags)


def _add(tags: TaggedValues, tag: str, value: str, repeated: Sequence[str]) -> None:
    """Add a line to the tags of a record. A line without a tag continues the value above it."""
    if tag:
        tags.append((tag, value))
    elif tags and value:
        last, above = tags[-1]
        if last in repeated and above:
            tags.append((last, value))
        else:
            tags[-1] = (last, f"{above} {value}".strip())


def _blocks(text: str, split: SplitLine, opening: str) -> Iterator[_Block]:
    """Yield the blocks of ``text``: each ends at an empty line, and before a line with ``opening``."""
    block = _Block(1, False, [])
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), ""], 1):
        tagged = split(line)
        is_start = tagged is not None and line.lstrip().startswith(opening)
        if is_start or not line.strip():
            if block.tags:
                yield block
            block = _Block(number if is_start else number + 1, is_start, [])
        # A file that was cut off can end in the opening of a record.
        if line.strip() and not opening.startswith(line.strip()):
            block.tags.append(tagged or ("", line.strip()))
