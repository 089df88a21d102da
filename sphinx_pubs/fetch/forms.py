"""The two forms of a generated file, YAML and BibTeX: a field is always exactly one line.

One line a field is what makes it possible to tell, byte by byte, what a person has changed since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from ..export.bibtex import entry_fields, entry_type, field_line
from ..model.records import Publication
from .native import Value, native_fields

#: The name under which the type of a BibTeX entry is kept among its fields.
ENTRY_TYPE = "entrytype"

_PLAIN = re.compile(r"[^\W\d_][\w .()/+–-]*(?<! )")
_NUMBER_OR_DATE = re.compile(r"[1-9]\d{0,8}|\d{4}-\d\d(?:-\d\d)?")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ENTRY = re.compile(r"\s*+@\w++\s*+\{[^{}=]+,")
# Words that YAML reads as something else than text.
_RESERVED = frozenset("true false yes no on off null y n nan inf none".split())


class Form(Protocol):
    """How the records of a generated file are written, and where they begin."""

    #: The first lines of a new file.
    header: str

    def fields(self, record: Publication) -> dict[str, Value]:
        """Return the fields to write for ``record``."""

    def line(self, name: str, value: Value) -> str:
        """Return the line of a field, with its line break."""

    def record(self, key: str, fields: Mapping[str, Value]) -> str:
        """Return a whole record: its lines, without an empty line at the end."""

    def begins(self, line: str) -> bool:
        """Whether a record begins with ``line``."""

    def has_field(self, line: str, name: str) -> bool:
        """Whether ``line`` is one that sets the field ``name``, in whatever form."""

    def takes_lines(self, first: str) -> bool:
        """Whether lines with fields can be added to the record that begins with the line ``first``."""

    def end(self, lines: Sequence[str]) -> int:
        """Return the index behind the last line of the record that begins with the first of ``lines``."""


class YamlForm:
    """A list of records below ``publications:``."""

    header = "publications:\n"

    def fields(self, record: Publication) -> dict[str, Value]:
        """Return the fields of a YAML record."""
        return native_fields(record)

    def line(self, name: str, value: Value) -> str:
        """Return ``  name: value`` with the value in YAML's flow style."""
        return f"  {name}: {_yaml(value, in_flow=False)}\n"

    def record(self, key: str, fields: Mapping[str, Value]) -> str:
        """Return ``- key: KEY`` and a line for each field."""
        lines = [self.line(name, value) for name, value in fields.items()]
        return "".join([f"- key: {_yaml(key, in_flow=False)}\n", *lines])

    def key(self, key: str) -> str:
        """Return ``key`` as it is written in YAML."""
        return _yaml(key, in_flow=True)

    def begins(self, line: str) -> bool:
        """Whether ``line`` begins with the dash of an item."""
        return line.lstrip().startswith("- ") or line.strip() == "-"

    def has_field(self, line: str, name: str) -> bool:
        """Whether ``line`` begins with ``name:``, maybe behind the dash of the record, or in quotes."""
        written, colon, _ = line.strip().removeprefix("-").partition(":")
        return bool(colon) and written.strip(" \t\"'").lower() == name

    def takes_lines(self, first: str) -> bool:
        """Whether the record is not one in braces."""
        return not first.strip().removeprefix("-").lstrip().startswith("{")

    def end(self, lines: Sequence[str]) -> int:
        """Return the index behind the last line that is indented deeper than the dash."""
        dash = _indentation(lines[0])
        end = 1
        for index in range(1, len(lines)):
            line = lines[index]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if _indentation(line) <= dash:
                break
            end = index + 1
        return end


class BibtexForm:
    """Entries with a field a line."""

    header = ""

    def fields(self, record: Publication) -> dict[str, Value]:
        """Return the type of a BibTeX entry and its fields, as LaTeX without delimiters."""
        fields: dict[str, Value] = {ENTRY_TYPE: entry_type(record)}
        for name, value in entry_fields(record).items():
            fields[name] = _in_one_line(value)
        return fields

    def line(self, name: str, value: Value) -> str:
        """Return ``  name = {value},``."""
        return field_line(name, str(value))

    def record(self, key: str, fields: Mapping[str, Value]) -> str:
        """Return the entry; ``fields`` must have its type."""
        lines = [self.line(name, value) for name, value in fields.items() if name != ENTRY_TYPE]
        return "".join([f"@{fields[ENTRY_TYPE]}{{{key},\n", *lines, "}\n"])

    def begins(self, line: str) -> bool:
        """Whether ``line`` begins with ``@``."""
        return line.lstrip().startswith("@")

    def has_field(self, line: str, name: str) -> bool:
        """Whether ``line`` begins with ``name =``."""
        written, equals, _ = line.partition("=")
        return bool(equals) and written.strip().lower() == name

    def takes_lines(self, first: str) -> bool:
        """Whether nothing but the type and the key is on the first line."""
        return _ENTRY.fullmatch(first.rstrip()) is not None

    def end(self, lines: Sequence[str]) -> int:
        """Return the index behind the line with the closing brace; without one, behind the last line."""
        depth = 0
        for index, line in enumerate(lines):
            text = line.replace("\\{", "").replace("\\}", "")
            depth += text.count("{") - text.count("}")
            if depth <= 0 and "}" in text:
                return index + 1
        return len(lines)


def form_for(path: str) -> Form:
    """Return the form of the file ``path``.

    :raises ValueError: if its suffix is neither that of a YAML nor of a BibTeX file.
    """
    if path.endswith((".yaml", ".yml")):
        return YamlForm()
    if path.endswith((".bib", ".bibtex", ".biblatex")):
        return BibtexForm()
    raise ValueError(f"cannot write {path!r}: the name must end with .yaml or .bib")


def _in_one_line(text: str) -> str:
    """Return a text without line breaks; a no-break space stays."""
    return _BLANKS.sub(" ", text).strip(" ")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _yaml(value: object, *, in_flow: bool) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_yaml(item, in_flow=True) for item in value)}]"
    if isinstance(value, Mapping):
        pairs = (f"{name}: {_yaml(inner, in_flow=True)}" for name, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    text = _in_one_line(str(value))
    is_plain = _PLAIN.fullmatch(text) or _NUMBER_OR_DATE.fullmatch(text)
    if is_plain and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in quoted)


def _escape(char: str) -> str:
    """Return a character that a file should not show as an escape of a YAML string."""
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
