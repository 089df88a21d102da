"""Sections of records -> a list, cards or a table of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from ..export.bibtex import to_bibtex
from ..model.award import Award
from ..model.people import Person
from ..model.publication import Image, Publication
from .compose import compose
from .context import Context
from .inline import inline, part
from .layout import Layout, Line, RecordKind
from .parts import PARTS, Record, Scope, make_part
from .pybtex_bridge import FormatRecord
from .template import Part, parts_in

#: What ``:show:`` may name: blocks below the lines of the layout, the image above them, and
#: any part, as a line of its own.
SHOWN = ("image", "abstract", "bibtex", *(name for name in PARTS if name not in {"abstract", "field"}))

_NOTE = (Part("note"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a list shows its records.

    :param show: the optional parts, of :data:`SHOWN`, that it adds to the layout.
    :param numbers: key of a record -> its number in the list.
    :param ids: key of a record -> the id of its entry, for those that get one here.
    :param format_record: sets a publication in place of the layout's lines (a pybtex style).
    """

    layout: Layout
    context: Context
    show: Sequence[str] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    format_record: FormatRecord | None = None


def record_kind(record: Record) -> RecordKind:
    """Return the kind of record that ``record`` is."""
    if isinstance(record, Publication):
        return "publication"
    if isinstance(record, Person):
        return "person"
    return "award" if isinstance(record, Award) else "activity"


def entries(records: Sequence[Record], presentation: Presentation) -> nodes.Element:
    """Return the list of the records of one section, ``.pubs-list``."""
    if presentation.layout.form == "table" and records:
        return table(records, presentation)
    classes = ["pubs-list"]
    if presentation.layout.form == "cards":
        classes.append("pubs-cards")
    result = nodes.bullet_list("", classes=classes, bullet="*")
    result += [_entry(record, presentation) for record in records]
    return result


def _entry(record: Record, presentation: Presentation) -> nodes.list_item:
    item = nodes.list_item("", classes=_classes(record))
    if record.key in presentation.ids:
        item["ids"].append(presentation.ids[record.key])
    item += content(record, presentation)
    return item


def content(record: Record, presentation: Presentation) -> list[nodes.Node]:
    """Return what stands inside the entry of ``record``."""
    layout = presentation.layout
    scope = scope_of(record, presentation)
    if presentation.format_record and isinstance(record, Publication):
        declared: tuple[Line, ...] = ()
        lines = [presentation.format_record(record)]
    else:
        declared = layout.lines[record_kind(record)]
        lines = [line for source in declared for line in _lines(source, scope)]
    if scope.number and not _has_number(declared):
        lines = _numbered(lines, scope.number)
    added = [make_part(name, "", scope) for name in presentation.show if name not in _BLOCKS]
    lines += [line for line in added if line]
    result: list[nodes.Node] = []
    if "image" in presentation.show or layout.form == "cards":
        result += _image(record, presentation.context)
    if len(lines) == 1 and len(declared) <= 1:
        result.append(nodes.paragraph("", "", *lines[0]))
    elif lines:  # also a single one, where the layout has several: so all entries of a list look alike
        result.append(nodes.line_block("", *(nodes.line("", "", *line) for line in lines)))
    for name in presentation.show:
        if name in _BLOCKS and isinstance(record, Publication):
            result += _BLOCKS[name](record, presentation.context)
    return result


def reference(record: Record, presentation: Presentation) -> list[nodes.Node]:
    """Return the lines of ``record`` as one, for the middle of a text."""
    scope = scope_of(record, presentation)
    lines = [
        line for source in presentation.layout.lines[record_kind(record)] for line in _lines(source, scope)
    ]
    found: list[nodes.Node] = []
    for line in lines:
        found += [nodes.Text(" "), *line] if found else line
    return found


def scope_of(record: Record, presentation: Presentation) -> Scope:
    """Return what the parts of ``record`` are made of."""
    layout, number = presentation.layout, presentation.numbers.get(record.key)
    return Scope(
        record,
        presentation.context,
        venue=record.venue if isinstance(record, Publication) else None,
        number=f"[{number}]" if number else "",
        names=layout.names,
        links=layout.links,
        date=layout.date,
    )


def _lines(line: Line, scope: Scope) -> list[list[nodes.Node]]:
    """Return the lines that one line of a layout becomes: for each venue one, for each line of a note one."""
    record = scope.record
    if line.each_venue and isinstance(record, Publication) and record.venues:
        made = [compose(line, scope.for_venue(venue)) for venue in record.venues]
    elif line.items == _NOTE:
        made = [[part("note", *inline(note, scope.context.link))] for note in record.note]
    else:
        made = [compose(line, scope)]
    return [content for content in made if content]


def _numbered(lines: list[list[nodes.Node]], number: str) -> list[list[nodes.Node]]:
    first = [part("number", nodes.Text(number)), nodes.Text(" "), *(lines[0] if lines else ())]
    return [first, *lines[1:]]


def _classes(record: Record) -> list[str]:
    kind = record_kind(record)
    classes = ["pubs-entry"]
    if kind != "publication":
        classes.append(f"pubs-entry-{kind}")
    return classes


def _image(record: Record, context: Context) -> list[nodes.Node]:
    picture: Image | None = record.image if isinstance(record, Publication) else None
    node = context.image(picture) if picture else None
    if node is None:
        return []
    node["classes"].append("pubs-image")
    return [node]


def _abstract(publication: Publication, context: Context) -> list[nodes.Node]:
    if not publication.abstract:
        return []
    return [nodes.paragraph("", "", *inline(publication.abstract, context.link), classes=["pubs-abstract"])]


def _bibtex(publication: Publication, context: Context) -> list[nodes.Node]:
    source = to_bibtex(publication).rstrip()
    return [nodes.literal_block(source, source, language="bibtex", classes=["pubs-bibtex"])]


_BLOCKS = {"abstract": _abstract, "bibtex": _bibtex}


def _has_number(lines: Sequence[Line]) -> bool:
    return any(part.name == "number" for line in lines for part in parts_in(line.items))


def table(records: Sequence[Record], presentation: Presentation) -> nodes.table:
    """Return ``records`` as a table: a row for each, a column for each line of the layout."""
    columns = presentation.layout.lines[record_kind(records[0])]
    rows = [_cells(record, columns, presentation) for record in records]
    headings: list[list[nodes.Node]] = [
        [nodes.Text(presentation.context.translate(column.heading))] for column in columns
    ]
    widths = [_width(cells) for cells in zip(headings, *rows, strict=True)]
    body = nodes.tbody("")
    for record, cells in zip(records, rows, strict=True):
        body += _row(cells, ids=[presentation.ids[record.key]] if record.key in presentation.ids else [],
                     classes=_classes(record))  # fmt: skip
    group = nodes.tgroup("", cols=len(columns))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += [nodes.thead("", _row(headings)), body]
    return nodes.table("", group, classes=["pubs-list", "pubs-table", "colwidths-auto"])


def _row(cells: Sequence[list[nodes.Node]], **attributes: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells), **attributes)


def _width(cells: Sequence[list[nodes.Node]]) -> int:
    """Return the width of a column in characters, for the builders that set a table as text."""
    return max(4, min(44, max(sum(len(node.astext()) for node in cell) for cell in cells)))


def _cells(record: Record, columns: Sequence[Line], presentation: Presentation) -> list[list[nodes.Node]]:
    scope = scope_of(record, presentation)
    cells = [compose(column, scope) for column in columns]
    return _numbered(cells, scope.number) if scope.number and not _has_number(columns) else cells
