"""The fields of one record, and the ways to read one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.links import safe_url
from ...model.math import FormulaError, checked
from ...model.problems import Code
from ...model.text import EMPTY, Math, Text, plain
from ..base import Report, ToText


def scalar(value: object) -> str | None:
    """Return a value that has no parts as a string without outer blanks; None for one that has parts."""
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
    """Return a list as it is, and anything else but None as a list of one."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def pieces(source: str, separator: str) -> list[str]:
    """Return the parts of ``source`` between separators that stand in no braces, without empty ones."""
    if "{" not in source:
        found = source.split(separator)
    else:
        found, depth, start = [], 0, 0
        for place, char in enumerate(source):
            depth += (char == "{") - (char == "}")
            if char == separator and depth <= 0:
                found.append(source[start:place])
                start = place + 1
        found.append(source[start:])
    return [stripped for piece in found if (stripped := piece.strip())]


def as_written(fields: Mapping[str, object]) -> dict[str, str]:
    """Return every field as a string; a value with parts as JSON."""
    written = {}
    for name, value in fields.items():
        if not isinstance(value, str):
            source = scalar(value)
            value = json.dumps(value, ensure_ascii=False, default=str) if source is None else source
        written[name] = value
    return written


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record with the language their text is in, and where to report.

    Of several names that a method is given, the first that has a value counts.
    """

    values: Mapping[str, object]
    to_text: ToText
    report: Report

    def value(self, *names: str) -> object:
        """Return the raw value, or None."""
        for name in names:
            value = self.values.get(name)
            if value is not None and value != "":
                return value
        return None

    def source(self, *names: str) -> str:
        """Return the value as it is written; one with parts is reported, and empty."""
        for name in names:
            value = self.values.get(name)
            if value is None or value == "":
                continue
            source = value.strip() if isinstance(value, str) else scalar(value)
            if source is None:
                self.report(Code.SHAPE, f"{name} must be a text, not a {_shape(value)}")
            elif source:
                return source
        return ""

    def peek(self, *names: str) -> str:
        """Return the value as it is written, without a report: for a field that is read elsewhere too."""
        return scalar(self.value(*names)) or ""

    def text(self, *names: str) -> Text:
        """Return the value as an inline tree."""
        source = self.source(*names)
        return self.read(source) if source else EMPTY

    def read(self, source: str) -> Text:
        """Return ``source`` as an inline tree; a formula that may not stand on a page as one is reported."""
        text = self.to_text(source)
        for part in text:
            if isinstance(part, Math):
                try:
                    checked(part.tex)
                except FormulaError as error:
                    self.report(Code.BAD_FORMULA, f"a formula may not hold {error}: ${part.tex[:80]}$")
        return text

    def string(self, *names: str) -> str:
        """Return the value as characters without markup."""
        source = self.source(*names)
        return plain(self.to_text(source)) if source else ""

    def texts(self, *names: str) -> tuple[Text, ...]:
        """Return the values of all the names, each a text or a list of texts."""
        found = []
        for name in names:
            for value in as_list(self.values.get(name)):
                source = scalar(value)
                if source is None:
                    self.report(Code.SHAPE, f"{name} must hold texts, not a {_shape(value)}")
                elif source:
                    found.append(self.read(source))
        return tuple(found)

    def words(self, *names: str) -> tuple[str, ...]:
        """Return the words of all the names: lists, or texts with semicolons or else commas; none twice."""
        found: dict[str, None] = {}
        for name in names:
            value = self.values.get(name)
            if not value:
                continue
            if isinstance(value, str):
                parts: list[object] = [*pieces(value, ";" if ";" in value else ",")]
            else:
                parts = as_list(value)
            for part in parts:
                source = scalar(part)
                if source is None:
                    self.report(Code.SHAPE, f"{name} must hold words, not a {_shape(part)}")
                elif source:
                    found[plain(self.to_text(source))] = None
        return tuple(found)

    def flag(self, name: str) -> bool:
        """Return whether the value says yes."""
        value = self.values.get(name)
        return value is True or (
            value is not None and (scalar(value) or "").lower() in ("true", "yes", "1", "on")
        )

    def url(self, *names: str) -> str:
        """Return the value as a URL; one that may not stand on a page is reported, and empty."""
        source = self.source(*names)
        return checked_url(source, self.report) if source else ""


def checked_url(source: str, report: Report) -> str:
    """Return ``source`` as a URL or a path; one that may not stand on a page is reported, and empty.

    A URL is taken together where a line break cuts it. Of several URLs in one
    field the first counts; what starts with ``www.`` gets its scheme.
    """
    if not source.strip():
        return ""
    first, *others = source.split()
    if any("://" in other for other in others):
        report(Code.BAD_URL, f"several URLs in one field, the first counts: {source}")
        source = first.rstrip(",;")
    elif "\n" in source:
        source = "".join(line.strip() for line in source.splitlines())
    elif "://" in source:
        source = "%20".join((first, *others))
    if source.startswith("www."):
        source = f"https://{source}"
    elif source.startswith("//"):
        source = f"https:{source}"
    if not safe_url(source):
        report(Code.BAD_URL, f"link that may not stand on a page: {source!r}")
        return ""
    return source


def _shape(value: object) -> str:
    return "mapping" if isinstance(value, Mapping) else "list"
