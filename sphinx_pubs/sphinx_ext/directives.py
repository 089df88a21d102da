"""The directives, and what each of their options accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .config import NUMBERINGS, SINGLE, Validator, parse_controls, validator

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from ..model.records import Record, RecordKind
    from .config import PubsConfig

Option = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class InvalidOption:
    """Stands for the value of an option that the list does without."""

    reason: str


class LenientOptions(dict[str, Option]):
    """The options of a directive, each with its type, which return an InvalidOption instead of failing.

    Otherwise docutils would replace the whole list by an error, without a code.
    """

    def __init__(self, options: Mapping[str, Option]) -> None:
        super().__init__({name: _lenient(option) for name, option in options.items()})

    def __missing__(self, name: str) -> Option:
        """Return the type of an unknown option."""
        from ..model.problems import did_you_mean  # noqa: PLC0415 (an option is wrong)

        reason = f"no such option{did_you_mean(name, self)}"
        return lambda _: InvalidOption(reason)


def _lenient(option: Option) -> Option:
    def convert(argument: str | None) -> Any:
        try:
            return option(argument)
        except (TypeError, ValueError) as error:
            return InvalidOption(str(error))

    return convert


#: Where the pictures of entries are.
THUMBNAILS = ("left", "right", "top", "none")
#: The sizes of the pictures of people.
SIZES = ("normal", "large")
#: Which names of a venue an entry shows on a page for a browser: the badge, the name, or both.
VENUE_NAMES = ("short", "full", "both")
HEADING_LEVELS = ("section", "none", "2", "3", "4", "5", "6")


def _checked(validate: Validator) -> Option:
    """Return an option type that keeps the text as written, and rejects what ``validate`` rejects."""

    def option(argument: str | None) -> str:
        text = argument or ""
        validate(text)
        return text

    return option


def _choice(allowed: tuple[str, ...]) -> Option:
    def option(argument: str | None) -> str:
        value = (argument or "").strip().lower()
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    return option


def _number(argument: str | None) -> int:
    text = (argument or "").strip()
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"must be a number from 0 on, not {text!r}")
    return int(text)


def _text(argument: str | None) -> str:
    return " ".join((argument or "").split())


#: Options whose text goes to the selection as it is.
TEXTS = ("filter", "author", "recipient", "year", "kind", "venue", "tag", "keys", "role")

SELECTION: dict[str, Option] = {
    **dict.fromkeys(TEXTS, _text),
    "award": _text,
    "selected": directives.flag,
    "in-period": directives.flag,
    "sort": _checked(validator("sort")),
    "group-by": _checked(validator("group_by")),
    "group-order": _checked(validator("group_order")),
    "limit": _number,
    "offset": _number,
    "numbering": _choice(NUMBERINGS),
}

PRESENTATION: dict[str, Option] = {
    "layout": _text,
    "show": _checked(validator("show")),
    "print-bibtex": directives.flag,
    "thumbnails": _choice(THUMBNAILS),
    "venue-name": _choice(VENUE_NAMES),
    "links": _text,
    "controls": _checked(parse_controls),
    "canonical": directives.flag,
    "highlight": _text,
    "heading-level": _choice(HEADING_LEVELS),
    "caption": _text,
    "class": directives.class_option,
    "name": directives.unchanged_required,
}

#: The options of ``people``: people have no venues and no awards, and lists of people no controls.
PEOPLE_SELECTION = "filter keys role tag sort group-by group-order limit offset numbering".split()
PEOPLE_PRESENTATION = (
    "layout show links thumbnails canonical highlight heading-level caption class name".split()
)


class RecordsDirective(SphinxDirective):
    """A list of records. The argument names the sources whose records are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True  # to say what to write instead
    option_spec: ClassVar[OptionSpec] = LenientOptions({**SELECTION, **PRESENTATION})
    record_kind: RecordKind
    has_controls: bool = True

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


class AwardsDirective(RecordsDirective):
    """``.. awards:: [SOURCE …]``."""

    record_kind = "award"


class ActivitiesDirective(RecordsDirective):
    """``.. activities:: [SOURCE …]``."""

    record_kind = "activity"


class PublicationDirective(RecordsDirective):
    """``.. publication:: KEY``: one record of the site's sources."""

    record_kind = "publication"
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
    has_controls = False
    option_spec: ClassVar[OptionSpec] = LenientOptions(
        {
            **{name: SELECTION[name] for name in PEOPLE_SELECTION},
            **{name: PRESENTATION[name] for name in PEOPLE_PRESENTATION},
            "size": _choice(SIZES),
            "current": directives.flag,
            "former": directives.flag,
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
