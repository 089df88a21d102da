"""Layouts: how one record is shown, as lines of parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
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
_T = TypeVar("_T")
_V = TypeVar("_V", bound=str)

# The prefix of a line that is repeated for every venue of a work.
EACH_VENUE = "each venue:"

# The maximum number of characters that a message quotes.
MAX_QUOTE = 40

# The layout that others extend if they name none.
DEFAULT_LAYOUT = "homepage"

# The prefix of the name of a pybtex style that is used as a layout.
PYBTEX_PREFIX = "pybtex:"


class LayoutError(ValueError):
    """A layout is invalid; each of ``messages`` names the line and column or the key, and what is allowed."""

    def __init__(self, *messages: str) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


class _Mistakes:
    """Collects the messages of several checks, each once, so that all of them are reported together."""

    def __init__(self) -> None:
        self._messages: dict[str, None] = {}

    def collect(self, parse: Callable[[], _T], default: _T) -> _T:
        """Return what ``parse`` returns; ``default`` if it raises a :class:`LayoutError`."""
        try:
            return parse()
        except LayoutError as error:
            self._messages.update(dict.fromkeys(error.messages))
            return default

    def add(self, message: str) -> None:
        """Add a message."""
        self._messages[message] = None

    def raise_all(self) -> None:
        """Raise a :class:`LayoutError` if there are messages."""
        if self._messages:
            raise LayoutError(*self._messages)


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed line of a layout; in a table it is a column with a heading.

    :param has_links_in_text: whether it has links beside other parts. Such links have no icons beside words.
    """

    items: template.Sequence
    each_venue: bool = False
    heading: str = ""
    has_links_in_text: bool = False


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

    def has_portraits(self) -> bool:
        """Whether people have a picture by default: in lists and cards of several lines."""
        return self.form != "table" and len(self.lines["person"]) > 1

    def parts(self, kind: RecordKind) -> set[str]:
        """Return the names of the parts that the lines for a kind of record contain or test."""
        return {part.name for line in self.lines[kind] for part in template.parts_in(line.items)}


def parse_line(source: str) -> Line:
    """Return the parsed line.

    :raises LayoutError: if the syntax, a part or an option is wrong; it names all wrong parts.
    """
    each = source.startswith(EACH_VENUE)
    start = len(source) - len(source.removeprefix(EACH_VENUE).lstrip()) if each else 0
    try:
        items = template.parse(source, start)
    except template.TemplateError as error:
        raise LayoutError(f"in the line {_quoted(source)}: {error}") from error
    mistakes = _Mistakes()
    for part in template.parts_in(items):
        if problem := _problem_with(part):
            mistakes.add(f"in the line {_quoted(source)}: {problem} (column {part.column})")
    mistakes.raise_all()
    names = {part.name for part in template.parts_in(items)}
    return Line(items, each, has_links_in_text="links" in names and len(names) > 1)


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
        (the layout for everything that is not declared here; default :data:`DEFAULT_LAYOUT`),
        ``publication``, ``award``, ``activity``, ``person`` (a list of lines each; in a table a
        mapping of headings to lines), ``form``,
        ``date``, ``names`` (see :class:`~.names.NameStyle`) and ``links`` (see
        :class:`~.links.LinkStyle`).
    :param known: the layouts that ``base`` may name.
    :raises LayoutError: if the value is invalid.
    """
    if isinstance(source, (list, tuple)):
        source = dict.fromkeys(RECORD_KINDS, source)
    if not isinstance(source, Mapping):
        raise LayoutError(f"a layout must be a list of lines or a mapping, not {_quoted(source)}")
    mistakes = _Mistakes()
    allowed = ("base", "form", "date", "names", "links", *RECORD_KINDS)
    for key in source:
        if key not in allowed:
            mistakes.add(f"unknown key {key!r}{_allowed(str(key), allowed)}")
    base = source.get("base", DEFAULT_LAYOUT)
    if base not in list(known):  # a value of another type may not be hashable
        mistakes.add(f"unknown base layout {_quoted(base)}{_allowed(str(base), known)}")
        base = DEFAULT_LAYOUT
    layout = known[base]
    forms, lines = get_args(Form), dict(layout.lines)
    for kind in RECORD_KINDS:
        if kind in source:
            lines[kind] = mistakes.collect(partial(_lines, source[kind]), ())
    result = replace(
        layout,
        form=mistakes.collect(partial(_one_of, "form", source.get("form", layout.form), forms), layout.form),
        date=mistakes.collect(partial(_one_of, "date", source.get("date", layout.date), STYLES), ""),
        lines=lines,
        names=mistakes.collect(partial(_style, layout.names, "names", source.get("names", {})), layout.names),
        links=mistakes.collect(partial(_style, layout.links, "links", source.get("links", {})), layout.links),
    )
    mistakes.raise_all()
    return result


def _lines(source: object) -> tuple[Line, ...]:
    mistakes = _Mistakes()
    nothing = Line(())
    if isinstance(source, Mapping):
        lines = [
            replace(mistakes.collect(partial(parse_line, str(line)), nothing), heading=str(heading))
            for heading, line in source.items()
        ]
    elif isinstance(source, (list, tuple)) and all(isinstance(line, str) for line in source):
        lines = [mistakes.collect(partial(parse_line, line), nothing) for line in source]
    else:
        raise LayoutError(
            f"lines must be a list of strings, or a mapping of headings to strings, not {_quoted(source)}"
        )
    mistakes.raise_all()
    return tuple(lines)


def _style(style: _S, name: str, source: object) -> _S:
    allowed = {spec.name: type(getattr(style, spec.name)) for spec in fields(style)}
    if not isinstance(source, Mapping):
        raise LayoutError(
            f"{name!r} must be a mapping with the keys {', '.join(allowed)}, not {_quoted(source)}"
        )
    mistakes = _Mistakes()
    values = dict(source)
    for key, value in values.items():
        if key not in allowed:
            mistakes.add(f"unknown key {key!r} in {name!r}{_allowed(str(key), allowed)}")
            continue
        if allowed[key] is tuple and isinstance(value, (str, list)):
            values[key] = value = tuple(value.split() if isinstance(value, str) else map(str, value))
        if key == "given":
            mistakes.collect(partial(_one_of, "given", value, get_args(Given)), value)
        elif type(value) is not allowed[key]:
            type_name = allowed[key].__name__
            mistakes.add(f"{key!r} in {name!r} must be of the type {type_name}, not {_quoted(value)}")
    mistakes.raise_all()
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
