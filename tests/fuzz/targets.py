"""Fuzz targets: functions of arbitrary bytes that must neither raise nor hang.

``test_targets.py`` calls them with inputs from Hypothesis, ``fuzz.py`` with inputs from atheris.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from sphinx_pubs.export.bibtex import to_bibtex
from sphinx_pubs.export.csl import to_csl
from sphinx_pubs.export.ris import to_ris
from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.identifiers import SCHEMES, orcid
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.links import safe_url
from sphinx_pubs.model.math import formula
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Activity, Award, Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers import csl, native, ris
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.fields.date_strings import parse_date
from sphinx_pubs.readers.fields.dates import date_from_parts
from sphinx_pubs.readers.fields.names import parse_name, parse_names
from sphinx_pubs.readers.load import reader_for
from sphinx_pubs.readers.markup import html, latex, markdown
from sphinx_pubs.readers.markup.latex_macros import verbatim
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import to_node
from sphinx_pubs.render.entries import Presentation, entries
from sphinx_pubs.render.layout import LayoutError, parse_line
from sphinx_pubs.render.scope import Scope
from sphinx_pubs.selection.filter import FilterError, compile_filter
from sphinx_pubs.selection.patterns import PatternError, compile_pattern

RECORD = Publication(
    key="key",
    kind="article",
    title=("A Title",),
    contributors=(Contributor(Name("Jane", "", "Doe")),),
    date=PartialDate(2019, 11),
    tags=("vision", "learning"),
)


def _use(result: ReadResult) -> ReadResult:
    """Build a library, entries and exports from the records of ``result``."""
    library = build_library(result.records)
    for kind in ("publication", "award", "activity"):
        records: list[Publication | Award | Activity] = [*library.of_kind(kind).values()]
        presentation = Presentation(
            layout=builtin_layouts()["homepage"], context=RenderContext(), show=("abstract", "bibtex", "note")
        )
        assert to_node(entries(records, presentation)).pformat() is not None
    for record in library.publications.values():
        assert all((to_bibtex(record), to_csl(record), to_ris(record)))
    return result


def fuzz_bibtex(data: bytes) -> None:
    _use(bibtex.read(data, "a.bib"))


def fuzz_yaml(data: bytes) -> None:
    _use(native.read(data, "a.yaml"))


def fuzz_json(data: bytes) -> None:
    _use(native.read(data, "a.json"))


def fuzz_toml(data: bytes) -> None:
    _use(native.read(data, "a.toml"))


def fuzz_csl(data: bytes) -> None:
    _use(csl.read(data, "a.json"))


def fuzz_ris(data: bytes) -> None:
    _use(ris.read(data, "a.ris"))


def fuzz_registry(data: bytes) -> None:
    """Read a file: the first line is its name, the rest its content."""
    name, _, content = data.partition(b"\n")
    path = name.decode(errors="replace")
    if reader := reader_for(path, content):
        _use(reader(content, path))


def fuzz_text(data: bytes) -> None:
    """Parse text in the markup languages of fields."""
    source = data.decode(errors="replace")
    for to_text in (latex.to_text, markdown.to_text, html.to_text):
        plain(to_text(source))
    verbatim(source)


def fuzz_names(data: bytes) -> None:
    source = data.decode(errors="replace")
    parse_names(source, "author", lambda _code, _message: None, latex.to_text)
    parse_names(source, "author", lambda _code, _message: None, markdown.to_text)
    parse_name(source)


def fuzz_values(data: bytes) -> None:
    """Parse dates, identifiers, URLs and formulas."""
    source = data.decode(errors="replace")
    parse_date(source)
    date_from_parts(*[*source.split("|"), "", ""][:3])
    for read in (*SCHEMES.values(), orcid):
        read(source)
    safe_url(source)
    formula(source)


def fuzz_filter(data: bytes) -> None:
    with contextlib.suppress(FilterError):
        assert compile_filter(data.decode(errors="replace"))(RECORD) in (True, False)


def fuzz_pattern(data: bytes) -> None:
    with contextlib.suppress(PatternError):
        compile_pattern(data.decode(errors="replace")).search("a title of learned vision 2019 " * 20)


def fuzz_layout(data: bytes) -> None:
    with contextlib.suppress(LayoutError):
        compose(parse_line(data.decode(errors="replace")), Scope(RECORD, RenderContext(), venue=RECORD.venue))


TARGETS: dict[str, Callable[[bytes], None]] = {
    name.removeprefix("fuzz_"): function
    for name, function in sorted(globals().items())
    if name.startswith("fuzz_")
}
