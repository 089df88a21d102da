"""The options of the directives: what each takes, and what it says when it gets something else.

The directives: what authors write. What becomes of it is made in ``skeleton``, once one is there.

The directive ``people``: the persons of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .config import NUMBERINGS, check_group_by, check_group_order, check_show, check_sort, parse_controls

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

    from ..model.records import Record, RecordKind
    from .config import PubsConfig


Option = Callable[[Any], Any]

HEADING_LEVELS = ("section", "none", "2", "3", "4", "5", "6")


def _checked(parse: Callable[[str], object]) -> Option:
    """Return an option that is kept as the author wrote it, once ``parse`` has taken it."""

    def option(argument: str | None) -> str:
        text = argument or ""
        parse(text)
        return text

    return option


def _one_of(allowed: tuple[str, ...]) -> Option:
    def option(argument: str | None) -> str:
        value = (argument or "").strip().lower()
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        return value

    return option


def _number(argument: str | None) -> int:
    return int(directives.nonnegative_int(argument or ""))


def _text(argument: str | None) -> str:
    return " ".join((argument or "").split())


#: The options of a selection that are passed on as they are written.
TEXTS = ("filter", "author", "recipient", "year", "kind", "venue", "tag", "keys", "role")

SELECTION: dict[str, Option] = {
    **dict.fromkeys(TEXTS, _text),
    "award": _text,
    "selected": directives.flag,
    "in-period": directives.flag,
    "sort": _checked(check_sort),
    "group-by": _checked(check_group_by),
    "group-order": _checked(check_group_order),
    "limit": _number,
    "offset": _number,
    "numbering": _one_of(NUMBERINGS),
}

PRESENTATION: dict[str, Option] = {
    "layout": _text,
    "show": _checked(check_show),
    "links": _text,
    "controls": _checked(parse_controls),
    "canonical": directives.flag,
    "highlight": _text,
    "heading-level": _one_of(HEADING_LEVELS),
    "caption": _text,
    "class": directives.class_option,
    "name": directives.unchanged_required,
}


class RecordsDirective(SphinxDirective):
    """A list of records; the argument names the sources whose records are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {**SELECTION, **PRESENTATION}
    record: ClassVar[RecordKind]
    has_controls: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Return the skeleton of the list."""
        from .lists.placeholders import ListBuilder  # noqa: PLC0415 (where no page is read there is none to be made)

        return ListBuilder(self).made()

    def patterns(self) -> list[str]:
        """Return the sources of the list's own."""
        return self.arguments[0].split() if self.arguments else []

    def is_shown(self, record: Record) -> bool:
        """Whether the list is about ``record``, before any are chosen."""
        return True

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Return the options of the selection as the author wrote them, for ``Spec.parse``."""
        given = self.options
        return {
            **{name: given.get(name, "") for name in TEXTS},
            "in_period": "in-period" in given,
            "member": next((name for name in ("current", "former") if name in given), ""),
            "award": given.get("award") or ("*" if "award" in given else ""),
            "selected": "true" if "selected" in given else "",
            "sort": given.get("sort", "keys" if "keys" in given else settings.sort),
            "group_by": given.get("group-by", settings.group_by),
            "group_order": given.get("group-order", ""),
            "limit": given.get("limit", 0),
            "offset": given.get("offset", 0),
            "numbering": given.get("numbering", settings.numbering),
        }


class PublicationsDirective(RecordsDirective):
    """``.. publications:: [SOURCE …]``."""

    record = "publication"


class AwardsDirective(RecordsDirective):
    """``.. awards:: [SOURCE …]``."""

    record = "award"


class ActivitiesDirective(RecordsDirective):
    """``.. activities:: [SOURCE …]``."""

    record = "activity"


class PublicationDirective(RecordsDirective):
    """``.. publication:: KEY``: one record of the site's sources."""

    record = "publication"
    required_arguments = 1
    optional_arguments = 0
    final_argument_whitespace = False
    option_spec: ClassVar[OptionSpec] = PRESENTATION

    def patterns(self) -> list[str]:
        """Return none: what it names is a record."""
        return []

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Ask for the record."""
        return {"keys": self.arguments[0], "sort": "keys"}


def setup_directives(app: Sphinx) -> None:
    """Register the directives, by their plain names and as the domain's own."""
    for name, directive in (
        ("publications", PublicationsDirective),
        ("publication", PublicationDirective),
        ("awards", AwardsDirective),
        ("activities", ActivitiesDirective),
    ):
        app.add_directive(name, directive)
        app.add_directive_to_domain("pubs", name, directive)


#: What can be asked of persons: they have no venues and no awards, and a list of them no controls.
_SELECTION = "filter keys role tag sort group-by group-order limit offset numbering".split()
_PRESENTATION = "layout show canonical highlight heading-level caption class name".split()


class PeopleDirective(RecordsDirective):
    """``.. people:: [SOURCE …]``: persons in the order of the data."""

    record = "person"
    has_controls = False
    option_spec: ClassVar[OptionSpec] = {
        **{name: SELECTION[name] for name in _SELECTION},
        **{name: PRESENTATION[name] for name in _PRESENTATION},
        "current": directives.flag,
        "former": directives.flag,
    }

    def is_shown(self, record: Record) -> bool:
        """Whether the data knows the person: of some, only ``pubs_me`` says the name."""
        return bool(record.origin.path)

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Return what is asked for, by this list alone."""
        # What is configured for the lists of what is dated is no order of persons.
        for name, default in (("sort", "keys" if "keys" in self.options else "source"), ("group-by", "")):
            self.options.setdefault(name, default)
        self.options.setdefault("show", "")
        self.options.setdefault("numbering", "none")
        return super().asked(settings)


def setup_people(app: Sphinx) -> None:
    """Register the directive, by its plain name and as the domain's own."""
    app.add_directive("people", PeopleDirective)
    app.add_directive_to_domain("pubs", "people", PeopleDirective)
