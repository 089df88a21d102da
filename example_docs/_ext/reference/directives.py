"""The directives of the extension and their options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_pubs.sphinx_ext.directives import DIRECTIVES, RecordsDirective
from sphinx_pubs.sphinx_ext.options import PEOPLE, PRESENTATION, SELECTION, Option

from .markup import OPTIONS, Generated, described

MODULES = ("sphinx_pubs.sphinx_ext.directives", "sphinx_pubs.sphinx_ext.options")
TABLES = {"selection": SELECTION, "presentation": PRESENTATION, "people": PEOPLE}


class DirectiveReference(Generated):
    """What each directive shows, and which options it has."""

    modules = MODULES

    def lines(self) -> Iterator[str]:
        """Yield a description of each directive."""
        for name, directive in DIRECTIVES.items():
            yield from described(
                f"rst:directive:: .. {name}:: {directive.argument}",
                directive.meaning,
                Options=_options(directive),
            )


def _options(directive: type[RecordsDirective]) -> str:
    return ", ".join(f":rst:dir:`{name}`" for name in OPTIONS if name in directive.option_spec)


class OptionReference(Generated):
    """The options of one table of the code: the argument names it."""

    required_arguments = 1
    modules = MODULES

    def lines(self) -> Iterator[str]:
        """Yield a description of each option."""
        options: Mapping[str, Option] = TABLES[self.arguments[0]]
        for name, option in options.items():
            takers = [taker for taker, directive in DIRECTIVES.items() if name in directive.option_spec]
            yield from described(
                f"rst:directive:option:: {name}{option.value and f': {option.value}'}",
                option.meaning,
                Default=option.default,
                For_people=option.people,
                Directives=", ".join(f":rst:dir:`{taker}`" for taker in takers),
            )
