"""The directives, and what each of their options accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .config import SINGLE
from .options import (
    PEOPLE,
    PEOPLE_PRESENTATION,
    PEOPLE_SELECTION,
    PRESENTATION,
    SELECTION,
    Converter,
    Option,
)

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from ..model.records import Record, RecordKind
    from .config import PubsConfig


@dataclass(frozen=True, slots=True)
class InvalidOption:
    """Stands for the value of an option that the list does without."""

    reason: str


class LenientOptions(dict[str, Converter]):
    """The options of a directive, each with its converter, which returns an InvalidOption instead of failing.

    Otherwise docutils would replace the whole list by an error, without a code.
    """

    def __init__(self, options: Mapping[str, Option]) -> None:
        super().__init__({name: _lenient(option.convert) for name, option in options.items()})

    def __missing__(self, name: str) -> Converter:
        """Return the converter of an unknown option."""
        from ..model.problems import did_you_mean  # noqa: PLC0415 (an option is wrong)

        reason = f"no such option{did_you_mean(name, self)}"
        return lambda _: InvalidOption(reason)


def _lenient(convert_strictly: Converter) -> Converter:
    def convert(argument: str | None) -> Any:
        try:
            return convert_strictly(argument)
        except (TypeError, ValueError) as error:
            return InvalidOption(str(error))

    return convert


#: Options whose text goes to the selection as it is.
TEXTS = ("filter", "author", "recipient", "year", "kind", "venue", "tag", "keys", "role")


class RecordsDirective(SphinxDirective):
    """A list of records. The argument names the sources whose records are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True  # to say what to write instead
    option_spec: ClassVar[OptionSpec] = LenientOptions({**SELECTION, **PRESENTATION})
    record_kind: RecordKind
    has_controls: bool = True
    #: The form of the argument, and what the list shows: for the manual.
    argument: ClassVar[str] = "[SOURCE ...]"
    meaning: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Return the headings and placeholders of the list."""
        from .lists.placeholders import ListBuilder  # noqa: PLC0415 (a page with a list is read)

        self._drop_invalid_options()
        return ListBuilder(self).build_list()

    def _drop_invalid_options(self) -> None:
        from ..model.problems import Code  # noqa: PLC0415 (a page with a list is read)
        from .lists.warnings import warn  # noqa: PLC0415 (a page with a list is read)

        for name, value in list(self.options.items()):
            if isinstance(value, InvalidOption):
                del self.options[name]
                reason = value.reason.removeprefix(f"{name}: ")
                warn(Code.OPTION, f"option {name!r} ignored: {reason}", self.get_location())
        if message := self._about_content():
            warn(Code.OPTION, message, self.get_location())

    def _about_content(self) -> str:
        """Return a message about keys in the body of the directive; an empty string if it has no body."""
        words = [
            key for word in " ".join(self.content).replace(",", " ").split() if (key := word.strip("-*"))
        ]
        if not words:
            return ""
        advice = "the argument of the directive is the key"
        if "keys" in self.option_spec:
            more = " …" if len(words) > 3 else ""
            advice = f"to choose entries, write :keys: {', '.join(words[:3])[:60]}{more}"
        return f"the content of the directive is ignored; {advice}"

    def source_patterns(self) -> list[str]:
        """Return the sources that the argument names, separated by blanks or commas."""
        return self.arguments[0].replace(",", " ").split() if self.arguments else []

    def includes(self, record: Record) -> bool:
        """Whether the list can show ``record``; the options select from such records."""
        return True

    def selection_options(self, config: PubsConfig) -> dict[str, Any]:
        """Return the options of the selection as written, for ``Spec.parse``."""
        options = self.options
        return {
            **{name: options.get(name, "") for name in TEXTS},
            "in_period": "in-period" in options,
            "member": next((name for name in ("current", "former") if name in options), ""),
            "award": options.get("award") or ("*" if "award" in options else ""),
            "selected": "true" if "selected" in options else "",
            "sort": options.get("sort", "keys" if "keys" in options else config.sort),
            "group_by": options.get("group-by", config.group_by),
            "group_order": options.get("group-order", ""),
            "limit": options.get("limit", 0),
            "offset": options.get("offset", 0),
            "numbering": options.get("numbering", config.numbering),
        }


class PublicationsDirective(RecordsDirective):
    """``.. publications:: [SOURCE …]``."""

    record_kind = "publication"
    meaning = (
        "A list of publications: those in the named sources, or all in ``pubs_sources``. A source is the "
        "path of a data file or a glob pattern: relative to the page, or to the source folder if it begins "
        "with a slash."
    )


class AwardsDirective(RecordsDirective):
    """``.. awards:: [SOURCE …]``."""

    record_kind = "award"
    meaning = "A list of awards: those in the named sources, or all in ``pubs_sources``."


class ActivitiesDirective(RecordsDirective):
    """``.. activities:: [SOURCE …]``."""

    record_kind = "activity"
    meaning = (
        "A list of activities, such as talks, service and teaching: those in the named sources, or all in "
        "``pubs_sources``."
    )


class PublicationDirective(RecordsDirective):
    """``.. publication:: KEY``: one record of the site's sources."""

    record_kind = "publication"
    argument = "KEY"
    meaning = (
        "One publication of ``pubs_sources``. Its picture is large, and the abstract and the BibTeX that "
        "``:show:`` adds are open."
    )
    required_arguments = 1
    optional_arguments = 0
    final_argument_whitespace = False
    option_spec: ClassVar[OptionSpec] = LenientOptions(PRESENTATION)

    def source_patterns(self) -> list[str]:
        """Return no source: the argument is a key."""
        return []

    def selection_options(self, config: PubsConfig) -> dict[str, Any]:
        """Return options that select the record with the key."""
        self.options["class"] = [SINGLE, *self.options.get("class", ())]
        return {"keys": self.arguments[0], "sort": "keys"}


class PeopleDirective(RecordsDirective):
    """``.. people:: [SOURCE …]``: people in the order of the data."""

    record_kind = "person"
    meaning = (
        "A list of people, in the order of the data: those in the named sources, or all in ``pubs_people`` "
        "and ``pubs_sources``."
    )
    has_controls = False
    option_spec: ClassVar[OptionSpec] = LenientOptions(
        {
            **{name: SELECTION[name] for name in PEOPLE_SELECTION},
            **{name: PRESENTATION[name] for name in PEOPLE_PRESENTATION},
            **PEOPLE,
        }
    )

    def includes(self, record: Record) -> bool:
        """Whether the data has a record of the person; for some people, ``pubs_me`` has only a name."""
        return bool(record.origin.path)

    def selection_options(self, config: PubsConfig) -> dict[str, Any]:
        """Return the options of the selection; the defaults of the site are for works, not for people."""
        defaults = {
            "sort": "keys" if "keys" in self.options else "source",
            "group-by": "",
            "show": "",
            "links": "",
            "numbering": "none",
        }
        for name, value in defaults.items():
            self.options.setdefault(name, value)
        return super().selection_options(config)


#: Each directive, with its plain name; the domain has them too, as ``pubs:NAME``.
DIRECTIVES: dict[str, type[RecordsDirective]] = {
    "publications": PublicationsDirective,
    "publication": PublicationDirective,
    "awards": AwardsDirective,
    "activities": ActivitiesDirective,
    "people": PeopleDirective,
}
