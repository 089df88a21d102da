"""The configuration: one value of ``conf.py`` for each field of :class:`PubsConfig`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx.errors import ConfigError

from .validators import as_list, icon_files, not_negative, one_of, positive, strings

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


def _value(
    default: Any,
    types: tuple[type, ...],
    meaning: str,
    validator: Validator | None = None,
    *,
    values: str = "",
    choices: Sequence[str] = (),
) -> Any:
    """Return a dataclass field. Pages are read with these values, so a change reads all again (``env``).

    ``meaning`` and ``values``, which says what is allowed, are reStructuredText: the manual's page of
    configuration values is made of them. ``choices`` are all strings that are allowed.
    """
    if choices:
        validator = one_of(choices)
        values = ", ".join(f"``{choice}``" for choice in choices)
    metadata = {
        "types": types,
        "help": meaning,
        "validator": validator,
        "values": values,
        "rebuild": "env",
    }
    if isinstance(default, (list, dict)):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


#: The types of a list of strings.
_LIST = (list, tuple, str)


def _facets(value: Any) -> object:
    names = CONTROLS[CONTROLS.index("kind") : CONTROLS.index("award") + 1]
    if not set(as_list(value)) <= set(names):
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
        "The data files of the site: paths or glob patterns, relative to the source folder. ``PATH#awards`` "
        "says what the records of a file are if the file does not. ``bibtex_bibfiles`` means the files "
        "of sphinxcontrib-bibtex.",
        strings,
        values='paths and patterns: ``["papers.bib", "data/*.yaml"]``',
    )
    people: list[str] = _value(
        [],
        _LIST,
        "The data files with the people of the site: paths or glob patterns, relative to the source folder. "
        "People in other sources are recognized, too.",
        strings,
        values='paths and patterns: ``"people.yaml"``',
    )
    encoding: str = _value(
        "utf-8-sig",
        (str,),
        "The encoding of the data files. Lines that are not valid in it are read as Windows-1252.",
        values="an encoding that Python knows",
    )
    field_map: dict[str, object] = _value(
        {},
        (dict,),
        "Other names for fields: a mapping of names in the data to names of this extension. An empty string "
        "ignores the field. If a key is a file pattern, its value is a mapping for these files only.",
        validator("field_map"),
        values='``{"conf_short": "abbr", "old/*.bib": {"owner": ""}}``',
    )
    files: list[str] = _value(
        [],
        _LIST,
        "Folders in which to search for the local files and images of records, relative to the source "
        "folder. They are searched after the folder of the data file and the source folder.",
        strings,
        values="paths",
    )
    merge: str = _value(
        "preprints",
        (str,),
        "Which records with different keys become one entry. ``none`` only reports them; ``preprints`` "
        "merges a preprint with its published version; ``identifiers`` also merges records with the same "
        "DOI, arXiv identifier and the like; ``works`` also merges records with the same title, author and "
        "year.",
        validator("merge"),
        values="``none``, ``preprints``, ``identifiers``, ``works``",
    )
    max_bytes: int = _value(
        20_000_000,
        (int,),
        "The size of the largest data file to read, in bytes. Larger files are skipped with a warning.",
        positive,
        values="greater than 0",
    )
    remote_images: bool = _value(
        False,
        (bool,),
        "Whether images may be URLs of other sites. Those sites then see who reads the page, and builders "
        "other than HTML download the images.",
    )
    me: list[str] = _value(
        [],
        _LIST,
        "The people whose names are highlighted in lists of authors.",
        strings,
        values='keys or names: ``["Jane Doe"]``',
    )
    layout: str = _value(
        LAYOUT,
        (str,),
        "The layout of lists without the option ``:layout:``.",
        values="``homepage``, ``compact``, ``reference``, ``cv``, ``cards``, ``table``, a name in "
        "``pubs_layouts``, or ``pybtex:STYLE``",
    )
    layouts: dict[str, object] = _value(
        {},
        (dict,),
        "The site's own layouts.",
        validator("layouts"),
        values="a mapping of names to layouts, each a list of lines or a mapping",
    )
    sort: str = _value(
        "-date",
        (str,),
        "The order of lists without the option ``:sort:``.",
        validator("sort"),
        values="as for ``:sort:``",
    )
    group_by: str = _value(
        "",
        (str,),
        "The groups of lists without the option ``:group-by:``.",
        validator("group_by"),
        values="as for ``:group-by:``",
    )
    numbering: str = _value(
        "none", (str,), "The numbers of lists without the option ``:numbering:``.", choices=NUMBERINGS
    )
    show: str = _value(
        "",
        (str,),
        "The parts that lists without the option ``:show:`` have in addition to their layout.",
        validator("show"),
        values="as for ``:show:``",
    )
    links: str = _value(
        "",
        (str,),
        "The kinds of links in lists without the option ``:links:``, in this order. An empty string shows "
        "all links, in the order of the data.",
        values="as for ``:links:``",
    )
    title_link: str = _value(
        "url",
        (str,),
        "Where titles link to: ``url``, the URL of the record; ``doi``, its DOI, or else its URL; "
        "``first``, its URL, or else its DOI, or else its first link; ``none``, nowhere.",
        choices=TITLE_LINKS,
    )
    venues: dict[str, object] = _value(
        {},
        (dict,),
        "The look of the badges of venues on HTML pages, by the short name or the name of the venue. A badge "
        "has the ``color`` as its background and links to the ``url``.",
        validator("venues"),
        values='``{"CVPR": {"color": "#0b5394", "url": "https://cvpr.thecvf.com"}}``',
    )
    max_authors: int = _value(
        12,
        (int,),
        "How many authors of a work are shown at first on a page for a browser. The others are behind a "
        "button. The last author and highlighted people are always shown. 0 shows all.",
        not_negative,
        values="0 or greater",
    )
    icons: bool | dict[str, str] = _value(
        True,
        (bool, dict),
        "Whether links have icons on HTML pages. A mapping replaces the icons of these kinds of links by SVG "
        "files of the site, relative to the source folder; ``other`` means links without a kind.",
        icon_files,
        values='``True``, ``False``, or ``{"video": "_icons/film.svg"}``',
    )
    export: str = _value(
        "source",
        (str,),
        "The BibTeX that readers of a page get: ``source``, the entry as its author wrote it; ``record``, "
        "an entry written from what the page shows.",
        choices=EXPORTS,
    )
    math: str = _value(
        "mathml",
        (str,),
        "How HTML pages show the formulas of entries: ``mathml``, which browsers show without a script; "
        "``site``, as Sphinx shows other formulas (``html_math_renderer``). Formulas that cannot be written "
        "as MathML are always shown as ``site``.",
        choices=MATH,
    )
    resolve_cite: bool = _value(
        False,
        (bool,),
        "Whether the ``cite`` roles of sphinxcontrib-bibtex link to entries of lists, for keys that none of "
        "its bibliographies has.",
    )
    controls: str = _value(
        " ".join(CONTROLS),
        (str,),
        f"The controls of lists without the option ``:controls:`` that have {CONTROLS_FROM} entries or more.",
        parse_controls,
        values="as for ``:controls:``",
    )
    quick: list[str] = _value(
        [],
        _LIST,
        "Filters whose three most frequent values are shown as buttons above lists.",
        _facets,
        values="``kind``, ``venue``, ``author``, ``tag``, ``award``",
    )
    sticky: bool = _value(
        False, (bool,), "Whether the search box stays visible when a page with a list is scrolled."
    )
    stylesheet: str = _value(
        "full",
        (str,),
        "The stylesheet of lists on HTML pages: ``full``; ``structure``, which places things but has no "
        "colors, lines and fonts; ``none``. The last two are for sites with their own styles for lists.",
        choices=STYLESHEETS,
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
        settings[spec.name] = as_list(setting) if list in spec.metadata["types"] else setting
    return PubsConfig(**settings)


def check_config(app: Sphinx, config: Config) -> None:
    """Raise one :class:`~sphinx.errors.ConfigError` that lists all invalid values."""
    errors = [error for value in CONFIG_VALUES for error in _errors_in(value, config[value.name])]
    sources = as_list(config.pubs_sources)
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


#: Type -> its name in messages and in the manual.
TYPE_NAMES = {
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
        expected = " or ".join(sorted(TYPE_NAMES[kind] for kind in value.types))
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
