"""What the modules of this package share: directives whose content is made from code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from textwrap import indent
from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from sphinx_pubs.sphinx_ext.config import PubsConfig
from sphinx_pubs.sphinx_ext.options import PEOPLE, PRESENTATION, SELECTION

OPTIONS = SELECTION | PRESENTATION | PEOPLE
CONFIG_NAMES = frozenset(f"pubs_{spec.name}" for spec in fields(PubsConfig))
_LITERAL = re.compile(r"(?<!`)``(?P<config>pubs_\w+)``|(?<!`)``:(?P<option>[\w-]+):``")


class Generated(SphinxDirective):
    """A directive that writes reStructuredText, which is parsed in its place."""

    #: The modules of which a page with the directive is made: a change in one makes the page outdated.
    modules: ClassVar[Sequence[str]] = ()

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the lines."""
        for module in self.modules:
            self.env.note_dependency(str(sys.modules[module].__file__))
        return self.parse_text_to_nodes("\n".join(self.lines()), allow_section_headings=True)

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        raise NotImplementedError


class AnchorRole(ReferenceRole):
    """A literal that a link can lead to: ``text``, or ``text <id>``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the literal."""
        return [nodes.literal(self.rawtext, self.title, ids=[nodes.make_id(self.target)])], []


def code(names: Iterable[str]) -> str:
    """Return names as literals, with commas between them."""
    return ", ".join(f"``{name}``" for name in names)


def linked(text: str) -> str:
    """Return ``text`` with links in place of literals that name a configuration value or an option."""

    def link(literal: re.Match[str]) -> str:
        if literal["config"] in CONFIG_NAMES:
            return f":confval:`{literal['config']}`"
        option = literal["option"]
        return f":rst:dir:`:{option}: <{option}>`" if option in OPTIONS else literal[0]

    return _LITERAL.sub(link, text)


def described(signature: str, *paragraphs: str, **details: str) -> Iterator[str]:
    """Yield a description such as ``.. confval:: name``, with its paragraphs and a line for each detail.

    A detail without text is left out.
    """
    yield f".. {signature}"
    for paragraph in paragraphs:
        yield ""
        yield indent(linked(paragraph), "   ")
    yield ""
    for name, text in details.items():
        if text:
            yield f"   | {name.replace('_', ' ')}: {linked(text)}"
    yield ""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: str = "") -> Iterator[str]:
    """Yield a table of reStructuredText cells."""
    yield ".. list-table::"
    yield "   :header-rows: 1"
    if widths:
        yield f"   :widths: {widths}"
    yield ""
    for row in (headings, *rows):
        for number, cell in enumerate(row):
            first, *rest = cell.splitlines() or [""]
            yield f"   {'* -' if number == 0 else '  -'} {first}"
            yield from (f"       {line}" if line else "" for line in rest)
    yield ""
