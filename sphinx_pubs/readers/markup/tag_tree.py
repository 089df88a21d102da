"""Tags inside text -> a tree of :class:`Tag`.

The tags may be those of HTML, JATS or MathML, in upper or lower case, with a namespace prefix or without
(``<i>``, ``<jats:italic>``, ``<mml:msub>``). What only looks like a tag (*p < 0.05*, ``List<T>``) is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.text import Inline, plain

# The standard library's HTMLParser is not used: it reads what follows <script> or <title> as raw text.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w.-]*+(?::[a-zA-Z][\w.-]*+)?+)(?=[\s/>])"
    r"""(?P<attributes>(?:=\s*+(?:"[^"<]*+"|'[^'<]*+')|[^<>])*+)>"""
)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)'|([^\s"'<>]++))""")

# Of tags nested deeper than this only the text is kept, as no recursion could follow them.
_DEEPEST = 40


class Tag:
    """An element: its name in lower case without prefix, its attributes, its content, its source.

    :param is_closed: whether it has an end; if not, it may be text that only looks like a tag.
    """

    __slots__ = ("attributes", "children", "is_closed", "name", "prefix", "source")

    def __init__(self, name: str = "", attributes: str = "", source: str = "") -> None:
        self.prefix, _, self.name = name.lower().rpartition(":")
        self.attributes = attributes
        self.source = source
        self.is_closed = False
        self.children: list[Inline | Tag] = []

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, whose name may have a prefix; an empty string without it."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower().rpartition(":")[2] == name:
                return match[2] or match[3] or match[4] or ""
        return ""

    def tags(self) -> list[Tag]:
        """Return the tags among the children."""
        return [child for child in self.children if isinstance(child, Tag)]

    def text(self) -> str:
        """Return the text of the content, without tags."""
        return "".join(
            child.text() if isinstance(child, Tag) else child if isinstance(child, str) else plain((child,))
            for child in self.children
        )


def parse_tags(parts: Iterable[Inline], no_content: frozenset[str]) -> Tag:
    """Return a tag without a name whose content is ``parts``; tags are searched in the strings.

    An end tag also ends the tags that are opened inside its own and have no end.

    :param no_content: the names of tags that have no content and no end.
    """
    builder = _Builder(no_content)
    for part in parts:
        if not isinstance(part, str):
            builder.add(part)
            continue
        position = 0
        for match in _TAG.finditer(part):
            builder.add(part[position : match.start()])
            builder.add_tag(match)
            position = match.end()
        builder.add(part[position:])
    return builder.root


class _Builder:
    def __init__(self, no_content: frozenset[str]) -> None:
        self.root = Tag()
        self._open = [self.root]
        self._no_content = no_content
        self._cut: set[str] = set()  # names of tags that the end tag of another one has ended

    def add(self, part: Inline) -> None:
        if part != "":
            self._open[-1].children.append(part)

    def add_tag(self, match: re.Match[str]) -> None:
        """Open or close a tag."""
        if match["end"]:
            self._close(match)
            return
        name, attributes = match["name"], match["attributes"]
        if attributes.strip(" /\t\r\n") and "=" not in attributes:
            self.add(match[0])  # "x <b and c> y"
            return
        tag = Tag(name, attributes, match[0])
        if attributes.endswith("/") or tag.name in self._no_content:
            tag.is_closed = True
            self._open[-1].children.append(tag)
        elif len(self._open) <= _DEEPEST:
            self._open[-1].children.append(tag)
            self._open.append(tag)

    def _close(self, match: re.Match[str]) -> None:
        name = match["name"].lower().rpartition(":")[2]
        if any(tag.name == name for tag in self._open[1:]):
            while (tag := self._open.pop()).name != name:
                self._cut.add(tag.name)
                tag.is_closed = tag.source.islower() and not tag.attributes
            tag.is_closed = True
        elif name in self._cut:
            self._cut.discard(name)
        else:
            self._open[-1].children.append(Tag(match["name"], "", match[0]))
