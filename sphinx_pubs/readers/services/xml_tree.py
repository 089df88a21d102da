"""XML -> a tree of :class:`Element`, without document types, entities or anything outside of the file.

Names are without their namespace prefix. The text of an element may have markup inside
(``<i>``, ``<sub>``, MathML): :meth:`Element.markup` returns it as HTML.

A file is refused whole if it has declarations in its document type (XML 1.0, sections 2.8 and 4.2: a few
lines of them expand to gigabytes, or name local files), if it is nested deeper than answers are, or if it has
more elements. A document type that is only named, as in the answers of PubMed, is never loaded. After a
syntax error, the elements that were complete before it are used.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from xml.parsers import expat

from ...model.problems import Code
from ...model.text import printable
from ..base import ProblemLog, decode

#: How deep elements may be nested. The deepest in answers are formulas in MathML, below 40.
DEEPEST = 100
#: How many elements a file may have; an answer of PubMed with 200 articles has 100,000 to 400,000.
MOST_ELEMENTS = 1_000_000
#: Largest size of the attributes of one element, in characters.
LONGEST_ATTRIBUTES = 100_000

_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*+<\?xml\s[^<>]{0,200}?encoding\s*+=\s*+["']([\w.-]+)["']""")
# Characters that an attribute of HTML cannot have without an entity.
_NOT_IN_ATTRIBUTE = re.compile(r"[\"<>&]")


class Element:
    """An element: its name and attributes without prefixes, its line, and its content in order."""

    __slots__ = ("attributes", "content", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.content: list[Element | str] = []

    def __iter__(self) -> Iterator[Element]:
        """Yield the child elements."""
        return (child for child in self.content if isinstance(child, Element))

    def all(self, path: str) -> list[Element]:
        """Return the elements at ``path``, names of children and grandchildren with slashes between them."""
        found = [self]
        for name in path.split("/"):
            found = [child for element in found for child in element if child.name == name]
        return found

    def first(self, path: str, **attributes: str) -> Element:
        """Return the first element at ``path`` with these attributes; an empty one if there is none."""
        wanted = attributes.items()
        return next((found for found in self.all(path) if wanted <= found.attributes.items()), _NONE)

    def text(self, path: str = "") -> str:
        """Return the text inside of the first element at ``path``, without markup and line breaks."""
        element = self.first(path) if path else self
        return _one_line("".join(_strings(element)))

    def texts(self, path: str) -> list[str]:
        """Return the texts of the elements at ``path`` that have one."""
        return [text for element in self.all(path) if (text := element.text())]

    def markup(self, path: str = "") -> str:
        """Return the content of the first element at ``path`` as HTML, without line breaks."""
        element = self.first(path) if path else self
        return _one_line("".join(_html(element)))

    def get(self, name: str) -> str:
        """Return an attribute, without line breaks; an empty string if it is missing."""
        return _one_line(self.attributes.get(name, ""))


def _one_line(text: str) -> str:
    """Return text without line breaks, and without control characters, which references can produce."""
    return " ".join(printable(text).split())


def _strings(element: Element) -> Iterator[str]:
    """Yield the pieces of the text of an element."""
    for child in element.content:
        if isinstance(child, Element):
            yield from _strings(child)
        else:
            yield child


def _html(element: Element) -> Iterator[str]:
    """Yield the content of an element as pieces of HTML."""
    for child in element.content:
        if isinstance(child, str):
            yield html.escape(child, quote=False)
            continue
        attributes = [
            f' {name}="{value}"'
            for name, value in child.attributes.items()
            if not _NOT_IN_ATTRIBUTE.search(value)
        ]
        yield f"<{child.name}{''.join(attributes)}>"
        yield from _html(child)
        yield f"</{child.name}>"


_NONE = Element("", {}, 0)


class _RefusedError(Exception):
    """The file is not read any further; the message says why."""


class _Builder:
    """Handlers of expat that build the tree."""

    def __init__(self) -> None:
        self.document = Element("", {}, 0)
        self.open = [self.document]
        self.count = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.add
        parser.SkippedEntityHandler = self.skipped
        parser.StartDoctypeDeclHandler = self.document_type

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST:
            raise _RefusedError(f"elements are nested deeper than {DEEPEST}")
        if self.count > MOST_ELEMENTS:
            raise _RefusedError(f"more than {MOST_ELEMENTS} elements")
        if sum(map(len, attributes.values())) > LONGEST_ATTRIBUTES:
            raise _RefusedError(f"attributes of an element have more than {LONGEST_ATTRIBUTES} characters")
        plain = {_local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
        element = Element(_local(name), plain, self.parser.CurrentLineNumber)
        self.open[-1].content.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def add(self, text: str) -> None:
        self.open[-1].content.append(text)

    def skipped(self, name: str, is_parameter: bool) -> None:
        """Add the character of an entity that only the external document type would define."""
        if not is_parameter:
            self.add(html5.get(f"{name};", f"&{name};"))

    def document_type(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: bool
    ) -> None:
        if has_declarations:
            raise _RefusedError("it declares entities or attributes, which an answer never does")

    def drop_open(self) -> None:
        """Remove the elements without an end, but for the root element and what is complete in it."""
        if len(self.open) > 2:
            self.open[1].content.pop()


def read_xml(data: bytes, encoding: str, problems: ProblemLog) -> Element:
    """Return the root element of an XML file; one without name and content if the file is refused.

    :param encoding: what the file is encoded in if its first line does not say that.
    """
    declared = _ENCODING.match(data)
    text = decode(data, declared[1].decode("ascii", "replace") if declared else encoding, problems)
    builder = _Builder()
    try:
        builder.parser.Parse(text, True)
    except _RefusedError as error:
        line = builder.parser.CurrentLineNumber
        problems.add(Code.SYNTAX, f"XML file skipped: {error}", line=line)
        return _NONE
    except (expat.ExpatError, ValueError) as error:
        line = builder.parser.CurrentLineNumber
        problems.add(Code.SYNTAX, f"XML syntax error: {error}; the rest of the file is skipped", line=line)
        builder.drop_open()
    return next(iter(builder.document), _NONE)


def _local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]
