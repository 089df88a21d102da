"""Layouts: how one record is shown, as lines of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Literal, TypeVar, get_args

from ..model.problems import did_you_mean
from ..model.records import RECORD_KINDS, RecordKind
from . import template
from .dates import STYLES
from .links import LinkStyle
from .names import Given, NameStyle
from .parts import OPTIONS, PARTS

Form = Literal["list", "cards", "table"]
_S = TypeVar("_S", NameStyle, LinkStyle)
_V = TypeVar("_V", bound=str)

# The prefix of a line that is repeated for every venue of a work.
EACH_VENUE = "each venue:"

# The maximum number of characters that a message quotes.
MAX_QUOTE = 40

# The prefix of the name of a pybtex style that is used as a layout.
PYBTEX_PREFIX = "pybtex:"


class LayoutError(ValueError):
    """A layout is invalid; the message names the line or key, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed line of a layout; in a table it is a column with a heading."""

    items: template.Sequence
    each_venue: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How records are shown.

    :param form: a list of entries, cards with images, or a table with a column for each line.
    :param lines: the lines for each kind of record.
    :param date: the style of dates for parts without a style of their own.
    """

    form: Form = "list"
    lines: Mapping[RecordKind, tuple[Line, ...]] = field(default_factory=dict)
    names: NameStyle = field(default_factory=NameStyle)
    links: LinkStyle = field(default_factory=LinkStyle)
    date: str = ""

    def parts(self, kind: RecordKind) -> set[str]:
        """Return the names of the parts that the lines for a kind of record contain or test."""
        return {part.name for line in self.lines[kind] for part in template.parts_in(line.items)}


def parse_line(source: str) -> Line:
    """Return the parsed line.

    :raises LayoutError: if the syntax, a part or an option is wrong.
    """
    each = source.startswith(EACH_VENUE)
    start = len(source) - len(source.removeprefix(EACH_VENUE).lstrip()) if each else 0
    try:
        items = template.parse(source, start)
    except template.TemplateError as error:
        raise LayoutError(f"in the line {_quoted(source)}: {error}") from error
    for part in template.parts_in(items):
        problem = _problem_with(part)
        if problem:
            raise LayoutError(f"in the line {_quoted(source)}: {problem}")
    return Line(items, each)


def _problem_with(part: template.Part) -> str:
    """Return what is wrong with ``part``, or an empty string."""
    if part.name == "word":
        return ""
    if part.name not in PARTS:
        return f"unknown part {part.name!r}{_allowed(part.name, PARTS)}"
    allowed = OPTIONS.get(part.name, ())
    if part.option and allowed and part.option not in allowed:
        hint = _allowed(part.option, [*filter(None, allowed)])
        return f"unknown option {part.option!r} of the part {part.name!r}{hint}"
    return ""


def parse_layout(source: object, known: Mapping[str, Layout]) -> Layout:
    """Return the layout that a value of ``pubs_layouts`` declares.

    :param source: a list of lines, for every kind of record; or a mapping with the keys ``base``
        (the layout for everything that is not declared here; default *homepage*), ``publication``, ``award``,
        ``activity``, ``person`` (a list of lines each; in a table a mapping of headings to lines), ``form``,
        ``date``, ``names`` (see :class:`~.names.NameStyle`) and ``links`` (see
        :class:`~.links.LinkStyle`).
    :param known: the layouts that ``base`` may name.
    :raises LayoutError: if the value is invalid.
    """
    if isinstance(source, (list, tuple)):
        source = dict.fromkeys(RECORD_KINDS, source)
    if not isinstance(source, Mapping):
        raise LayoutError(f"a layout must be a list of lines or a mapping, not {_quoted(source)}")
    allowed = ("base", "form", "date", "names", "links", *RECORD_KINDS)
    for key in source:
        if key not in allowed:
            raise LayoutError(f"unknown key {key!r}{_allowed(str(key), allowed)}")
    base = source.get("base", "homepage")
    if base not in list(known):  # a value of another type may not be hashable
        raise LayoutError(f"unknown base layout {_quoted(base)}{_allowed(str(base), known)}")
    layout = known[base]
    lines = {kind: _lines(source[kind]) for kind in RECORD_KINDS if kind in source}
    return replace(
        layout,
        form=_one_of("form", source.get("form", layout.form), get_args(Form)),
        date=_one_of("date", source.get("date", layout.date), STYLES),
        lines={**layout.lines, **lines},
        names=_style(layout.names, "names", source.get("names", {})),
        links=_style(layout.links, "links", source.get("links", {})),
    )


def _lines(source: object) -> tuple[Line, ...]:
    if isinstance(source, Mapping):
        return tuple(replace(parse_line(str(line)), heading=str(heading)) for heading, line in source.items())
    if isinstance(source, (list, tuple)) and all(isinstance(line, str) for line in source):
        return tuple(parse_line(line) for line in source)
    raise LayoutError(
        f"lines must be a list of strings, or a mapping of headings to strings, not {_quoted(source)}"
    )


def _style(style: _S, name: str, source: object) -> _S:
    allowed = {spec.name: type(getattr(style, spec.name)) for spec in fields(style)}
    if not isinstance(source, Mapping):
        raise LayoutError(
            f"{name!r} must be a mapping with the keys {', '.join(allowed)}, not {_quoted(source)}"
        )
    values = dict(source)
    for key, value in values.items():
        if key not in allowed:
            raise LayoutError(f"unknown key {key!r} in {name!r}{_allowed(str(key), allowed)}")
        if allowed[key] is tuple and isinstance(value, (str, list)):
            values[key] = value = tuple(value.split() if isinstance(value, str) else map(str, value))
        if key == "given":
            _one_of("given", value, get_args(Given))
        if type(value) is not allowed[key]:
            type_name = allowed[key].__name__
            raise LayoutError(f"{key!r} in {name!r} must be of the type {type_name}, not {_quoted(value)}")
    return replace(style, **values)


def _one_of(name: str, value: _V, allowed: Sequence[str]) -> _V:
    if value not in allowed:
        names = ", ".join(filter(None, allowed))
        raise LayoutError(f"{name!r} must be one of {names}, not {_quoted(value)}")
    return value


def _allowed(name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    """Return the end of a message about an unknown name: a similar name, or all that are allowed."""
    return did_you_mean(name, known) or f"; allowed: {', '.join(sorted(known))}"


def _quoted(value: object) -> str:
    """Return ``value`` as Python writes it, cut to :data:`MAX_QUOTE` characters."""
    quote = repr(value)
    return quote if len(quote) <= MAX_QUOTE else f"{quote[:MAX_QUOTE]}…"
