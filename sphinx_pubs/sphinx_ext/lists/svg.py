"""Read an SVG icon. Only shapes are taken over: nothing that runs, loads another file or needs a style."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

# Elements that draw, and groups of them.
_SHAPES = frozenset({"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect"})
# Elements of which nothing is drawn: they are left out with all that is in them, unless it runs.
_LEFT_OUT = frozenset({"defs", "desc", "metadata", "title"})
_GEOMETRY = frozenset({
    "cx", "cy", "d", "height", "pathlength", "points", "r", "rx", "ry", "transform", "width", "x", "x1", "x2",
    "y", "y1", "y2",
})  # fmt: skip
_PAINT = frozenset({
    "clip-rule", "color", "fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
    "stroke-width",
})  # fmt: skip
# Attributes of the element ``svg`` that say how large it is, not how its shapes look.
_SIZE = frozenset({"height", "width", "x", "y"})


class SvgError(ValueError):
    """A file cannot be used as an icon; the message says why."""


class Drawing(NamedTuple):
    """The shapes of an icon.

    :param attributes: of the symbol, as HTML: the view box, and how its shapes are painted.
    :param shapes: the elements, as HTML.
    """

    attributes: str
    shapes: str


def read_svg(source: str) -> Drawing:
    """Return the shapes of an SVG file.

    :raises SvgError: if the file has scripts, styles, references, or anything else than shapes; or no view
        box.
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if not reader.attributes:
        raise SvgError('it has no <svg viewBox="…">')
    shapes = "".join(reader.shapes)
    if not shapes:
        raise SvgError("it has no shapes")
    return Drawing(reader.attributes, shapes)


class _Reader(HTMLParser):
    """Collects the shapes. HTML's syntax has no entities that refer to other files."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes = ""
        self.shapes: list[str] = []
        self._open: list[str] = []
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg" and not self.attributes:
            values = dict(attrs)
            kept = _checked(tag, attrs, _PAINT)
            if view_box := values.get("viewbox"):
                self.attributes = f'viewBox="{escape(view_box)}"{kept}'
        elif tag == "script":
            raise SvgError("it has a script")
        elif self._left_out or tag in _LEFT_OUT:
            self._left_out.append(tag)
        elif tag in _SHAPES and self.attributes:
            self.shapes.append(f"<{tag}{_checked(tag, attrs, _GEOMETRY | _PAINT)}>")
            self._open.append(tag)
        else:
            raise SvgError(f"it has an element <{tag[:40]}>; use only {', '.join(sorted(_SHAPES))}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out and self._left_out[-1] == tag:
            self._left_out.pop()
        elif not self._left_out and self._open and self._open[-1] == tag:
            self._open.pop()
            self.shapes.append(f"</{tag}>")

    def close(self) -> None:
        super().close()
        self.shapes += [f"</{tag}>" for tag in reversed(self._open)]


def _checked(tag: str, attrs: list[tuple[str, str | None]], kept: frozenset[str]) -> str:
    """Return the attributes in ``kept`` as HTML. Others say nothing about how a shape looks."""
    html = ""
    for name, value in attrs:
        value = value or ""
        if name == "style":
            raise SvgError("it has a style attribute, which a content security policy forbids")
        if name.startswith("on"):
            raise SvgError(f"it has an event handler: {name[:40]}")
        if "url(" in value.lower() or name.partition(":")[2] == "href" or name in ("href", "src"):
            raise SvgError(f"it has a reference: {name[:40]}")
        if name in kept and not (tag == "svg" and name in _SIZE):
            html += f' {name}="{escape(value)}"'
    return html
