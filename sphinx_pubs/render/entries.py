"""Render the records of a section as a list, as cards or as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from ..export.bibtex import to_bibtex
from ..model.records import Activity, Award, Person, Publication, Record, record_kind
from ..model.text import plain
from .anatomy import ShownLine, arranged, media_box, picture_of, plate, rail
from .compose import compose
from .context import RenderContext
from .elements import Element, Node, part, text, without_parts
from .icons import icon, icon_of_award
from .layout import Layout, Line
from .links import picture_url
from .parts import PARTS, make_part
from .person_parts import portrait
from .scope import RAIL, YEAR_HEADING, Scope
from .template import Part, parts_in

if TYPE_CHECKING:
    from .pybtex_style import FormatRecord


_T = TypeVar("_T")

# A list with this many entries is long: HTML pages have it in chunks of ``CHUNK_SIZE``, see ``chunks()``.
LONG = 300
CHUNK_SIZE = 100

# The values of ``:show:``: blocks below the lines of the layout, the image above them, and all parts, each
# as an additional line.
SHOWN = ("image", "abstract", "bibtex", *(name for name in PARTS if name not in {"abstract", "field"}))

_NOTE = (Part("note"),)


def _unwrapped(block: Element, above: Sequence[Node]) -> list[Node]:
    return [*above, block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a list shows its records.

    :param show: the parts, from :data:`SHOWN`, that are added to the layout.
    :param numbers: the numbers of entries in the list, by key.
    :param as_bullets: whether the entries are the items of a bullet list, not containers without a marker.
    :param ids: the ids of entries, by key; not every entry has one, and one with several keys has several.
    :param permalinks: the links to entries that are put at the start of each, by key.
    :param wrap_block: puts a block below the lines (abstract, BibTeX) into another one, with what is
        above it there.
    :param citation: how the reference above BibTeX looks; None for no reference.
    :param omitted: the parts that a heading above the entries says already.
    :param portraits: whether entries of people have a picture or initials on pages for a browser.
    :param format_record: formats publications in place of the lines of the layout (a pybtex style).
    """

    layout: Layout
    context: RenderContext
    show: Sequence[str] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    as_bullets: bool = True
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    permalinks: Mapping[str, Node] = field(default_factory=dict)
    wrap_block: Callable[[Element, Sequence[Node]], list[Node]] = _unwrapped
    citation: Presentation | None = None
    omitted: frozenset[str] = frozenset()
    portraits: bool = False
    format_record: FormatRecord | None = None


def contents(records: Sequence[Record], presentation: Presentation) -> list[list[Node]]:
    """Return the content of the entry of each of ``records``."""
    return [content(record, presentation) for record in records]


def entries(records: Sequence[Record], presentation: Presentation, *, with_contents: bool = True) -> Element:
    """Return the list of the records of one section, ``.pubs-list``.

    :param with_contents: whether to render the content of the entries of a list or of cards. A caller
        that has it as HTML needs only the list around it.
    """
    if presentation.layout.form == "table" and records:
        return table(records, presentation)
    classes = ["pubs-list"]
    if presentation.layout.form == "cards":
        classes.append("pubs-cards")
    items = [
        Element(
            "list_item" if presentation.as_bullets else "container",
            [
                *_values(presentation.permalinks, record),
                *(content(record, presentation) if with_contents else ()),
            ],
            _classes(record),
            ids=list(presentation.ids.get(record.key, ())),
        )
        for record in records
    ]
    if presentation.as_bullets:
        return Element("bullet_list", items, classes, bullet="*")
    return Element("container", items, classes)


def _values(by_key: Mapping[str, _T], record: Record) -> list[_T]:
    """Return the value for ``record`` as a list, which is empty if there is none."""
    return [by_key[record.key]] if record.key in by_key else []


def content(record: Record, presentation: Presentation) -> list[Node]:
    """Return the content of the entry of ``record``: an image, the lines of the layout, blocks."""
    layout = presentation.layout
    scope = scope_of(record, presentation)
    rail = _rail(record, presentation, scope)
    if rail:
        scope = replace(scope, omitted=scope.omitted | {RAIL})
    if presentation.format_record and isinstance(record, Publication):
        declared: tuple[Line, ...] = ()
        lines = [presentation.format_record(record)]
    else:
        declared = layout.lines[record_kind(record)]
        lines = [line for source in declared for line in _lines(source, scope)]
    if scope.number and not _has_number(declared):
        lines = _numbered(lines, scope.number)
    if isinstance(record, Award) and len(declared) > 1:
        lines = _with_icon(lines, record, presentation.context)
    added = [make_part(name, "", scope) for name in presentation.show if name not in _BLOCKS]
    lines += [line for line in added if line]
    picture = _picture(record, presentation, scope)
    blocks: list[Node] = []
    for name in presentation.show:
        if name in _BLOCKS and isinstance(record, Publication):
            above = _citation(record, presentation) if name == "bibtex" else []
            for block in _BLOCKS[name](record, presentation.context):
                blocks += presentation.wrap_block(block, above)
    # Several lines also if only one of them is not empty, so that all entries look alike.
    is_paragraph = len(declared) <= 1
    if presentation.context.browser:
        shown = [ShownLine(line, is_links=_is_links(line)) for line in lines]
        return [*rail, *arranged(picture, shown, blocks, is_paragraph=is_paragraph)]
    if len(lines) == 1 and is_paragraph:
        return [*picture, Element("paragraph", lines[0]), *blocks]
    line_block = [Element("line_block", [Element("line", line) for line in lines])] if lines else []
    return [*picture, *line_block, *blocks]


def _picture(record: Record, presentation: Presentation, scope: Scope) -> list[Node]:
    """Return the picture of a record, or on pages for a browser what replaces it."""
    is_card, in_browser = presentation.layout.form == "cards", presentation.context.browser
    if isinstance(record, Person) and presentation.portraits and in_browser:
        return portrait(record, presentation.context)
    image = None if isinstance(record, Activity) else record.image
    picture = picture_of(image, presentation.context) if is_card or "image" in presentation.show else []
    if not in_browser:
        return picture
    if not picture and is_card and isinstance(record, Publication):
        return plate(_plate_text(scope))
    return media_box(picture, presentation.context.address(picture_url(record, presentation.context)))


def _plate_text(scope: Scope) -> str:
    """Return what a card shows in place of a picture: the abbreviation of the venue, or else the year."""
    abbr = scope.venue.abbr if scope.venue else ""
    return abbr or "".join(map(text, make_part("year", "", scope)))


def _with_icon(lines: list[list[Node]], award: Award, context: RenderContext) -> list[list[Node]]:
    """Return the lines of an award with an icon before the first, on pages with icons."""
    if not lines or context.icons is None:
        return lines
    name = icon_of_award(f"{award.kind} {plain(award.title)}")
    return [[icon(name), *lines[0]], *lines[1:]]


def _rail(record: Record, presentation: Presentation, scope: Scope) -> list[Node]:
    """Return the years of an award or an activity in a rail, for lists without headings in a browser."""
    layout = presentation.layout
    if not presentation.context.browser or layout.form != "list" or YEAR_HEADING in scope.omitted:
        return []
    if not isinstance(record, Award | Activity) or len(layout.lines[record_kind(record)]) < 2:
        return []
    return rail(make_part("year", "", scope))


def _is_links(line: list[Node]) -> bool:
    return len(line) == 1 and isinstance(line[0], Element) and line[0].classes == ("pubs-links",)


def reference(record: Record, presentation: Presentation) -> list[Node]:
    """Return all lines of ``record`` in one, for a reference within a text."""
    scope = scope_of(record, presentation)
    lines = [
        line for source in presentation.layout.lines[record_kind(record)] for line in _lines(source, scope)
    ]
    content: list[Node] = []
    for line in lines:
        content += [" ", *line] if content else line
    return content


def _citation(publication: Publication, presentation: Presentation) -> list[Node]:
    """Return the reference to a work, without marks beside names and without the classes of its parts."""
    if presentation.citation is None:
        return []
    if any(who.marks for who in publication.contributors):
        who = [replace(who, marks=()) for who in publication.contributors]
        publication = replace(publication, contributors=tuple(who))
    content = without_parts(reference(publication, presentation.citation))
    return [Element("paragraph", content, ["pubs-citation"])]


def scope_of(record: Record, presentation: Presentation) -> Scope:
    """Return what the parts of ``record`` are made from."""
    layout, number = presentation.layout, presentation.numbers.get(record.key)
    return Scope(
        record,
        presentation.context,
        venue=record.venue if isinstance(record, Publication) else None,
        number=f"[{number}]" if number else "",
        names=layout.names,
        links=layout.links,
        date=layout.date,
        omitted=presentation.omitted if layout.form != "table" else frozenset(),
    )


def _lines(line: Line, scope: Scope) -> list[list[Node]]:
    """Return the lines for one line of a layout: one for each venue, or one for each line of a note."""
    record = scope.record
    if line.each_venue and isinstance(record, Publication) and record.venues:
        lines = [
            # The scope is about the first venue already.
            compose(line, scope if venue is scope.venue else scope.for_venue(venue))
            for venue in record.venues
        ]
    elif line.items == _NOTE:
        lines = [[part("note", *scope.context.inline(note))] for note in record.note]
    else:
        lines = [compose(line, scope)]
    return [content for content in lines if content]


def _numbered(lines: list[list[Node]], number: str) -> list[list[Node]]:
    first = [part("number", number), " ", *(lines[0] if lines else ())]
    return [first, *lines[1:]]


def _classes(record: Record) -> list[str]:
    kind = record_kind(record)
    classes = ["pubs-entry"]
    if kind != "publication":
        classes.append(f"pubs-entry-{kind}")
    return classes


def _abstract(publication: Publication, context: RenderContext) -> list[Element]:
    if not publication.abstract:
        return []
    return [Element("paragraph", context.inline(publication.abstract), ["pubs-abstract"])]


def _bibtex(publication: Publication, context: RenderContext) -> list[Element]:
    source = to_bibtex(publication, as_written=context.export == "source").rstrip()
    return [Element("literal_block", [source], ["pubs-bibtex"], language="bibtex")]


_BLOCKS = {"abstract": _abstract, "bibtex": _bibtex}


def _has_number(lines: Sequence[Line]) -> bool:
    return any(part.name == "number" for line in lines for part in parts_in(line.items))


def table(records: Sequence[Record], presentation: Presentation) -> Element:
    """Return ``records`` as a table: one row a record, one column a line of the layout."""
    columns = presentation.layout.lines[record_kind(records[0])]
    rows = [_cells(record, columns, presentation) for record in records]
    # A column without any content says nothing.
    filled = [index for index in range(len(columns)) if any(cells[index] for cells in rows)] or [0]
    rows = [[cells[index] for index in filled] for cells in rows]
    columns = tuple(columns[index] for index in filled)
    headings: list[list[Node]] = [[presentation.context.translate(column.heading)] for column in columns]
    widths = [_width(cells) for cells in zip(headings, *rows, strict=True)]
    body = [
        _row(
            cells,
            _classes(record),
            presentation.ids.get(record.key, ()),
            _values(presentation.permalinks, record),
        )
        for record, cells in zip(records, rows, strict=True)
    ]
    group = [Element("colspec", colwidth=width) for width in widths]
    group += [Element("thead", [_row(headings)]), Element("tbody", body)]
    classes = ["pubs-list", "pubs-table", "colwidths-auto"]
    return Element("table", [Element("tgroup", group, cols=len(columns))], classes)


def _row(
    cells: Sequence[list[Node]],
    classes: Sequence[str] = (),
    ids: Sequence[str] = (),
    permalink: Sequence[Node] = (),
) -> Element:
    """Return a row, with the permalink at the start of its first cell, and ids beyond the first in that."""
    row = [
        Element("entry", [*(() if column else permalink), Element("paragraph", cell)])
        for column, cell in enumerate(cells)
    ]
    if ids[1:]:
        row[0].attributes["ids"] = list(ids[1:])
    return Element("row", row, classes, ids=list(ids[:1]))


def _width(cells: Sequence[list[Node]]) -> int:
    """Return the width of a column in characters, for builders that write tables as text."""
    return max(4, min(44, max(sum(len(text(node)) for node in cell) for cell in cells)))


def _cells(record: Record, columns: Sequence[Line], presentation: Presentation) -> list[list[Node]]:
    scope = scope_of(record, presentation)
    cells = [compose(column, scope) for column in columns]
    return _numbered(cells, scope.number) if scope.number and not _has_number(columns) else cells


_Item = TypeVar("_Item", bound=Record)


def chunks(records: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Yield the records of a long list in chunks.

    Browsers do not lay out a chunk that is out of sight (``content-visibility`` in the stylesheet). Chunks
    also bound the memory that a build needs: the texts for download of a long list take ten megabytes and
    more.
    """
    for start in range(0, len(records), CHUNK_SIZE):
        yield records[start : start + CHUNK_SIZE]
