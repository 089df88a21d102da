"""The configuration: one value of ``conf.py`` for each field of :class:`PubsConfig`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


NUMBERINGS = ("none", "up", "down")

EXPORTS = ("source", "record")

MATH = ("mathml", "site")

STYLESHEETS = ("full", "structure", "none")

TITLE_LINKS = ("url", "doi", "first", "none")

#: The controls of a list, see the manual's page *Controls*. *year* to *award* are facets.
CONTROLS = (
    "search", "year", "kind", "venue", "author", "tag", "award", "selected", "sort", "download", "density",
)  # fmt: skip
#: In ``pubs_sources``, this name of a value of sphinxcontrib-bibtex means the data files in that value.
BIBFILES = "bibtex_bibfiles"
#: The default of ``pubs_layout``.
LAYOUT = "homepage"
#: The class of a list of one work, whose picture is large and whose blocks are open.
SINGLE = "pubs-single"
#: Lists with at least this many entries have the controls of ``pubs_controls`` by default.
CONTROLS_FROM = 20

Validator = Callable[[Any], object]


def validator(name: str) -> Validator:
    """Return a validator of :mod:`.lists.validation`, which is imported when there is a value to check."""

    def validate(value: Any) -> object:
        from .lists.validation import VALIDATORS  # noqa: PLC0415 (most builds check no value)

        return VALIDATORS[name](value)

    return validate


def _value(default: Any, types: tuple[type, ...], meaning: str, validator: Validator | None = None) -> Any:
    """Return a dataclass field. Pages are read with these values, so a change reads all again (``env``)."""
    metadata = {"types": types, "help": meaning, "validator": validator, "rebuild": "env"}
    if isinstance(default, (list, dict)):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


def _strings(value: Any) -> object:
    if not all(isinstance(item, str) for item in _as_list(value)):
        raise ValueError("must be a list of strings")
    return value


def _as_list(value: Any) -> Any:
    """Return a list for a single string: where a list is meant, one string is a list of one."""
    return [value] if isinstance(value, str) else value


#: The types of a list of strings.
_LIST = (list, tuple, str)


def _numbering(value: str) -> str:
    if value not in NUMBERINGS:
        raise ValueError(f"must be one of {', '.join(NUMBERINGS)}")
    return value


def _one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return check


def _icons(value: Any) -> object:
    if isinstance(value, dict):
        for kind, path in value.items():
            if not (isinstance(kind, str) and isinstance(path, str) and path.lower().endswith(".svg")):
                raise ValueError(f"{kind!r}: {path!r}: must be a link kind and the path of an SVG file")
    return value


def _positive(value: int) -> int:
    if value <= 0:
        raise ValueError("must be greater than 0")
    return value


def _not_negative(value: int) -> int:
    if value < 0:
        raise ValueError("must be 0 or greater")
    return value


def _facets(value: Any) -> object:
    names = CONTROLS[CONTROLS.index("kind") : CONTROLS.index("award") + 1]
    if not set(_as_list(value)) <= set(names):
        raise ValueError(f"must be a list of {', '.join(names)}")
    return value


def parse_controls(value: str) -> tuple[str, ...]:
    """Return the names in a value of ``:controls:``. Raises ValueError for an unknown name."""
    names = tuple(value.replace(",", " ").split())
    if names == ("none",):
        return ()
    for name in names:
        if name not in CONTROLS:
            raise ValueError(f"unknown control {name!r}: use {', '.join(CONTROLS)}, or only none")
    return names


@dataclass(frozen=True, slots=True)
class PubsConfig:
    """The values of ``conf.py``, without their prefix ``pubs_``."""

    sources: list[str] = _value(
        [],
        _LIST,
        "The data files of the site: paths or glob patterns, relative to the source folder. "
        "``bibtex_bibfiles`` means the files of sphinxcontrib-bibtex.",
        _strings,
    )
    people: list[str] = _value(
        [],
        _LIST,
        "The data files of the people of the site: paths or glob patterns, relative to the source folder. "
        "People in other sources are recognized, too.",
        _strings,
    )
    encoding: str = _value("utf-8-sig", (str,), "The encoding of the data files.")
    field_map: dict[str, object] = _value(
        {},
        (dict,),
        "A mapping of field names in the data to field names of this extension; an empty string ignores the "
        "field. A key that is a file pattern has a mapping as its value, for these files only.",
        validator("field_map"),
    )
    files: list[str] = _value(
        [],
        _LIST,
        "Folders to search for local files and images of records, relative to the source folder. They come "
        "after the folder of the data file and the source folder itself.",
        _strings,
    )
    merge: str = _value(
        "preprints",
        (str,),
        "Which records with different keys are merged into one entry, instead of only being reported: none, "
        "preprints (a preprint and its published version), identifiers (same DOI, arXiv identifier and the "
        "like) or works (also same title, author and year).",
        validator("merge"),
    )
    max_bytes: int = _value(
        20_000_000, (int,), "The size in bytes of the largest data file to read.", _positive
    )
    remote_images: bool = _value(
        False,
        (bool,),
        "Whether images may be URLs of other sites. These sites then see who reads the page, and builders "
        "other than HTML download the images.",
    )
    me: list[str] = _value(
        [], _LIST, "Keys or names of the people to highlight in lists of authors.", _strings
    )
    layout: str = _value(LAYOUT, (str,), "The layout of lists without the option ``:layout:``.")
    layouts: dict[str, object] = _value({}, (dict,), "Layouts of the site, by name.", validator("layouts"))
    sort: str = _value(
        "-date", (str,), "The order of lists without the option ``:sort:``.", validator("sort")
    )
    group_by: str = _value(
        "", (str,), "The grouping of lists without the option ``:group-by:``.", validator("group_by")
    )
    numbering: str = _value(
        "none",
        (str,),
        "The numbering of lists without the option ``:numbering:``: none, up or down.",
        _numbering,
    )
    show: str = _value(
        "", (str,), "The optional parts in lists without the option ``:show:``.", validator("show")
    )
    links: str = _value(
        "",
        (str,),
        "The links in lists without the option ``:links:``, in order. Empty: all, in the order of the data.",
    )
    title_link: str = _value(
        "url",
        (str,),
        "Where titles lead: url, the URL of the record; doi, its DOI, or else its URL; first, its URL, its "
        "DOI or else its first link; or none.",
        _one_of(TITLE_LINKS),
    )
    venues: dict[str, object] = _value(
        {},
        (dict,),
        "How badges of venues look, on HTML pages: for the short name of a venue a mapping with ``color`` "
        "(``#0b5394``) and ``url``, the site of the venue, or one of them.",
        validator("venues"),
    )
    max_authors: int = _value(
        12,
        (int,),
        "How many authors of a work are shown at once on a page for a browser. The others are in a block "
        "that opens; the last author and highlighted people are always shown. 0 shows all.",
        _not_negative,
    )
    icons: bool | dict[str, str] = _value(
        True,
        (bool, dict),
        "Whether links have icons, on HTML pages. A mapping of link kinds to SVG files, relative to the "
        "source folder, replaces icons by those of the site; the kind ``other`` is for links without a kind.",
        _icons,
    )
    export: str = _value(
        "source",
        (str,),
        "The BibTeX that readers of a page get: source, the entry as its author wrote it; or record, written "
        "from what the page shows.",
        _one_of(EXPORTS),
    )
    math: str = _value(
        "mathml",
        (str,),
        "How HTML pages show formulas of entries: mathml, which browsers show without a script; or site, as "
        "Sphinx shows formulas of pages (``html_math_renderer``). What cannot be MathML is shown so, too.",
        _one_of(MATH),
    )
    resolve_cite: bool = _value(
        False,
        (bool,),
        "Whether the roles ``cite`` of sphinxcontrib-bibtex link to entries of lists, if none of its "
        "bibliographies has the key.",
    )
    controls: str = _value(
        " ".join(CONTROLS),
        (str,),
        f"The controls of lists with {CONTROLS_FROM} entries or more and without the option ``:controls:``.",
        parse_controls,
    )
    quick: list[str] = _value(
        [],
        _LIST,
        "The facets of which the three most frequent values stand above lists as buttons: tag, venue ….",
        _facets,
    )
    sticky: bool = _value(
        False, (bool,), "Whether the search box stays in sight when a page with a list is scrolled."
    )
    stylesheet: str = _value(
        "full",
        (str,),
        "The stylesheet of lists on HTML pages: full; structure, which places things but has no colors, "
        "lines and fonts; or none. The last two are for sites with a stylesheet of their own for lists.",
        _one_of(STYLESHEETS),
    )


class ConfigValue(NamedTuple):
    """A configuration value, as ``app.add_config_value`` takes it, with its validator."""

    name: str
    default: object
    rebuild: Literal["env"]
    types: frozenset[type]
    validator: Validator | None


def _config_value(spec: Field[Any]) -> ConfigValue:
    default = spec.default_factory() if callable(spec.default_factory) else spec.default
    metadata = spec.metadata
    types = frozenset(metadata["types"])
    return ConfigValue(f"pubs_{spec.name}", default, metadata["rebuild"], types, metadata["validator"])


CONFIG_VALUES = tuple(_config_value(spec) for spec in fields(PubsConfig))


def config_of(config: Config) -> PubsConfig:
    """Return the values in Sphinx's configuration."""
    settings = {}
    for spec in fields(PubsConfig):
        setting = getattr(config, f"pubs_{spec.name}")
        settings[spec.name] = _as_list(setting) if list in spec.metadata["types"] else setting
    return PubsConfig(**settings)


def check_config(app: Sphinx, config: Config) -> None:
    """Raise one :class:`~sphinx.errors.ConfigError` that lists all invalid values."""
    errors = [error for value in CONFIG_VALUES for error in _errors_in(value, config[value.name])]
    sources = _as_list(config.pubs_sources)
    if isinstance(sources, list | tuple) and BIBFILES in sources and BIBFILES not in config:
        errors.append(f"pubs_sources contains {BIBFILES!r}, but sphinxcontrib.bibtex is not in extensions")
    layouts_are_valid = not any(error.startswith("pubs_layout") for error in errors)
    if layouts_are_valid and config.pubs_layout != LAYOUT:
        try:
            validator("layout")((config.pubs_layout, config.pubs_layouts))
        except ValueError as error:
            errors.append(_invalid("pubs_layout", config.pubs_layout, str(error)))
    if errors:
        raise ConfigError("\n".join(errors))


_TYPE_NAMES = {
    bool: "True or False",
    dict: "a dict",
    int: "an integer",
    list: "a list",
    str: "a string",
    tuple: "a tuple",
}


def _errors_in(value: ConfigValue, setting: object) -> list[str]:
    """Return what is wrong with the setting of a value: a message for each mistake."""
    if not isinstance(setting, tuple(value.types)):
        expected = " or ".join(sorted(_TYPE_NAMES[kind] for kind in value.types))
        return [_invalid(value.name, setting, f"must be {expected}")]
    if value.validator is not None and setting != value.default:
        try:
            value.validator(setting)
        except ValueError as error:
            return [_invalid(value.name, setting, line) for line in str(error).splitlines()]
    return []


def _invalid(name: str, setting: object, reason: str) -> str:
    """Return a message: ``pubs_numbering must be one of none, up, down, not 'x'``."""
    if not reason.startswith("must "):
        return f"{name}: {reason}"
    text = repr(setting)
    return f"{name} {reason}, not {text if len(text) <= 40 else f'{text[:40]}…'}"
