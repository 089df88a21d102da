"""Raw field values -> strings, texts, lists, flags and URLs.

:class:`Fields` holds the fields of one record. Its methods read a field as the type
that the caller needs, and report a value that has the wrong shape (a list where a
string is expected, an unsafe URL, a formula that must not reach a page). Raw values
are strings in BibTeX and RIS; in YAML, JSON and TOML they can be anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...model.digests import digest_of
from ...model.links import safe_url
from ...model.math import FormulaError, checked
from ...model.problems import Code
from ...model.text import EMPTY, Math, Text, plain
from ..base import Report, ToText
from ..braces import EVERY_BRACE, brace_depths, split_outside_braces
from ..markup.bare_urls import with_links
from ..markup.tags import decode_entities
from .urls import cleaned_url, is_one_url, urls_in

COMMA = re.compile(",")
SEMICOLON = re.compile(";")

# Fields whose text is not the name of something.
_RUNNING_TEXTS = frozenset({"abstract", "howpublished", "text", "now"})
_LONGEST_QUOTE = 40
_TRUE = frozenset({"true", "yes", "1", "on"})


def scalar(value: object) -> str | None:
    """Return a single value as a stripped string; None for a list or a mapping.

    A missing value is an empty string, a boolean ``true`` or ``false``, a date its ISO form.
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping | Sequence):
        return None
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def as_list(value: object) -> list[object]:
    """Return the items of a list, a single value as a list of one, and a missing value as an empty list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def split_list(source: str, separator: re.Pattern[str]) -> list[str]:
    """Return the non-empty parts of ``source`` between separators outside of braces and entities."""
    source = decode_entities(source, kept="\\{}$%")
    return [part for part in split_outside_braces(source, separator, EVERY_BRACE) if part]


def without_outer_braces(source: str) -> str:
    """Return ``source`` without the braces around all of it, which Web of Science writes around any value."""
    inner = source.strip()
    while inner.startswith("{") and inner.endswith("}"):
        ends = (end for end, depth in brace_depths(inner, EVERY_BRACE) if depth <= 0)
        if next(ends, 0) != len(inner):
            return inner
        inner = inner[1:-1].strip()
    return inner


def shape_of(value: object) -> str:
    """Return ``mapping`` or ``list``, for a message about a value that is not a single one."""
    return "mapping" if isinstance(value, Mapping) else "list"


def quoted(source: str) -> str:
    """Return the start of ``source`` in quotes, for a message."""
    source = " ".join(source.split())
    return f"'{source}'" if len(source) <= _LONGEST_QUOTE else f"'{source[: _LONGEST_QUOTE - 1]}…'"


def quoted_around(source: str, index: int) -> str:
    """Return the words of ``source`` around ``index`` in quotes, for a message about what is there."""
    source = " ".join(source.split())
    if len(source) <= _LONGEST_QUOTE:
        return f"'{source}'"
    start = max(0, min(index - _LONGEST_QUOTE // 2, len(source) - _LONGEST_QUOTE))
    end = start + _LONGEST_QUOTE
    left, right = ("…" if start else ""), ("…" if end < len(source) else "")
    return f"'{left}{source[start + len(left) : end - len(right)]}{right}'"


def as_written(fields: Mapping[str, object]) -> dict[str, str]:
    """Return every field as a string; lists and mappings as JSON."""
    strings = {}
    for name, value in fields.items():
        if not isinstance(value, str):
            source = scalar(value)
            value = json.dumps(value, ensure_ascii=False, default=str) if source is None else source
        strings[name] = value
    return strings


def texts_as_shown(fields: Fields, known: frozenset[str]) -> dict[str, str]:
    """Return every field as a string: the ``known`` ones as written, the text of others without markup."""
    strings = as_written(fields.values)
    for name, value in fields.values.items():
        if name not in known and isinstance(value, str) and "://" not in value:
            strings[name] = plain(fields.to_text(value))
    return strings


def digest_fields(
    key: str, kind: str, fields: Mapping[str, object], *functions: Callable[..., object]
) -> bytes:
    """Return a digest of everything that a record is made from, but not of its place in the file.

    :param functions: module-level functions that read the values.
    """
    names = " ".join([f"{function.__module__}.{function.__qualname__}" for function in functions])
    # The order of the fields counts: it is that of the links. A value that is no string is marked as such.
    values = [value if isinstance(value, str) else f"\1{value!r}" for value in fields.values()]
    return digest_of(names, key, kind, *fields, *values)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, the decoder of their markup language, and where problems are reported.

    A method that takes several names reads the first of these fields that has a value.
    """

    values: Mapping[str, object]
    to_text: ToText
    report: Report

    def value(self, *names: str) -> object:
        """Return the raw value, or None."""
        values = self.values
        for name in names:
            if name in values and (value := values[name]) is not None and value != "":
                return value
        return None

    def source(self, *names: str) -> str:
        """Return the value as a string with its markup; report and skip a list or mapping."""
        values = self.values
        for name in names:
            if name not in values or (value := values[name]) is None or value == "":
                continue
            source = value.strip() if isinstance(value, str) else scalar(value)
            if source is None:
                self.report(Code.SHAPE, f"{name} must be a string, not a {shape_of(value)}")
            elif source:
                return source
        return ""

    def peek(self, *names: str) -> str:
        """Return the value as a string without reporting: for a field that is also read elsewhere."""
        value = self.value(*names)
        return "" if value is None else scalar(value) or ""

    def text(self, *names: str) -> Text:
        """Return the value as an inline tree; in running text, a bare URL is a link."""
        source = self.source(*names)
        if not source:
            return EMPTY
        return with_links(self.read(source)) if names[0] in _RUNNING_TEXTS else self.read(source)

    def read(self, source: str) -> Text:
        """Return ``source`` as an inline tree; report formulas with commands that are not allowed."""
        text = self.to_text(source)
        for part in text:
            if isinstance(part, Math):
                try:
                    checked(part.tex)
                except FormulaError as error:
                    self.report(Code.BAD_FORMULA, f"invalid formula {quoted(f'${part.tex}$')}: {error}")
        return text

    def string(self, *names: str) -> str:
        """Return the value as a string without markup."""
        source = self.source(*names)
        return plain(self.to_text(source)) if source else ""

    def texts(self, *names: str) -> tuple[Text, ...]:
        """Return the texts of all the named fields; each field holds one text or a list of texts."""
        texts = []
        for name in names:
            for value in as_list(self.values.get(name)):
                source = scalar(value)
                if source is None:
                    self.report(Code.SHAPE, f"{name} must contain strings, not a {shape_of(value)}")
                elif source:
                    texts.append(with_links(self.read(source)))
        return tuple(texts)

    def words(self, *names: str) -> tuple[str, ...]:
        """Return the keywords of all the named fields without duplicates.

        A field is a list, or a string with semicolons or, if it has none, commas between the words.
        """
        words: dict[str, None] = {}
        for name in names:
            value = self.values.get(name)
            if not value:
                continue
            if isinstance(value, str):
                value = without_outer_braces(value)
                parts: list[object] = [*split_list(value, SEMICOLON if ";" in value else COMMA)]
            else:
                parts = as_list(value)
            for part in parts:
                source = scalar(part)
                if source is None:
                    self.report(Code.SHAPE, f"{name} must contain strings, not a {shape_of(part)}")
                elif source:
                    words[plain(self.to_text(source))] = None
        return tuple(words)

    def flag(self, name: str) -> bool:
        """Return whether the value is true: ``true``, ``yes``, ``on`` or ``1`` in any case."""
        value = self.values.get(name)
        return value is not None and (scalar(value) or "").lower() in _TRUE

    def url(self, *names: str) -> str:
        """Return the value as a URL or path, of several the first; report and skip an unsafe one."""
        urls = self.urls(*names)
        return urls[0] if urls else ""

    def urls(self, *names: str) -> list[str]:
        """Return the value as one or several URLs, or a path; report and skip an unsafe one."""
        source = self.source(*names)
        return checked_urls(source, self.report) if source else []


def checked_url(source: str, report: Report) -> str:
    """Return ``source`` as a URL or path, of several URLs the first; report and skip an unsafe one."""
    urls = checked_urls(source, report)
    return urls[0] if urls else ""


def checked_urls(source: str, report: Report) -> list[str]:
    """Return the URLs in ``source``, or the path that it is; report and skip an unsafe one.

    A line break inside a URL is removed, a space is encoded, and ``www.`` gets a scheme.
    """
    if is_one_url(source):
        return [source]
    urls = list(dict.fromkeys(map(cleaned_url, urls_in(source))))
    for url in urls:
        if not safe_url(url):
            report(Code.BAD_URL, f"unsafe URL {url[:40]!r}: use http, https, ftp, mailto or a relative path")
    return [url for url in urls if url and safe_url(url)]
