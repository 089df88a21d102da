"""``pubs_field_map``: what the site says about the names of fields in its data.

The layouts that a site has.

What authors write in options and in ``conf.py``, taken or refused by those who are to understand it.

Each check imports these when there is something to check: in most builds no page is read. Each raises
ValueError for what it refuses.

The configuration: one value of ``conf.py`` for each field of :class:`PubsConfig`.
"""
# ruff: noqa: PLC0415 (see above)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from ..model.problems import did_you_mean
from ..readers.aliases import normal_name
from ..readers.fields.records import (
    ACTIVITY_FIELDS,
    AWARD_FIELDS,
    PERSON_FIELDS,
    is_known_field,
    known_fields,
)
from ..render.builtin import builtin_layouts
from ..render.layout import Layout, LayoutError, parse_layout

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def parse_field_map(declared: object) -> list[tuple[str, dict[str, str]]]:
    """Return patterns of files and the names for each, the most general first.

    A value that is a mapping is for the files that its key, a pattern, matches; any other
    pair is for all files. Raises ValueError for a name that is none of ours.
    """
    if not isinstance(declared, Mapping):
        raise ValueError("it is a mapping of the data's names to ours")
    everywhere = {name: ours for name, ours in declared.items() if not isinstance(ours, Mapping)}
    parts = [("*", everywhere), *((key, one) for key, one in declared.items() if isinstance(one, Mapping))]
    return [(str(pattern), _names(names)) for pattern, names in parts if names]


def _names(declared: Mapping[object, object]) -> dict[str, str]:
    found = {}
    for name, ours in declared.items():
        if not isinstance(name, str) or not isinstance(ours, str | None):
            raise ValueError(f"{name!r}: {ours!r} is no pair of names")
        target = normal_name(ours or "")
        if target and not _is_ours(target):
            known = sorted(known_fields() | AWARD_FIELDS)
            raise ValueError(f"no field {ours!r}{did_you_mean(target, known)}")
        found[normal_name(name)] = target
    return found


def _is_ours(name: str) -> bool:
    others = AWARD_FIELDS | ACTIVITY_FIELDS | PERSON_FIELDS
    return name in ("key", "type", "kind") or name in others or is_known_field(name)


def names_for(path: str, field_map: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Return the names for the file at ``path``, relative to the source folder, with slashes."""
    found: dict[str, str] = {}
    for pattern, names in field_map:
        if fnmatchcase(path, pattern) or fnmatchcase(PurePosixPath(path).name, pattern):
            found |= names
    return found


def compile_layouts(declared: Mapping[str, object]) -> dict[str, Layout]:
    """Return the built-in layouts and those of ``pubs_layouts``; raise ValueError for what is not one.

    A layout may have as its base a built-in one or one that stands before it.
    """
    layouts = builtin_layouts()
    for name, source in declared.items():
        try:
            layouts[name] = parse_layout(source, layouts)
        except LayoutError as error:
            raise ValueError(f"layout {name!r}: {error}") from error
    return layouts


def check_sort(value: str) -> object:
    """Check the keys of an order."""
    from ..selection.sorting import parse_sort

    return parse_sort(value)


def check_group_by(value: str) -> object:
    """Check the levels of a grouping."""
    from ..selection.grouping import parse_group_by

    return parse_group_by(value)


def check_group_order(value: str) -> object:
    """Check the order of groups."""
    from ..selection.grouping import parse_group_order

    return parse_group_order(value)


def check_show(value: str) -> object:
    """Check the names of optional parts."""
    from ..model.problems import did_you_mean
    from ..render.entries import SHOWN

    for name in value.replace(",", " ").split():
        if name not in SHOWN:
            raise ValueError(f"no part {name!r}{did_you_mean(name, SHOWN)}")
    return value


def check_merge(value: str) -> object:
    """Check what decides that two records are one work."""
    from ..model.duplicates import MERGES

    if value not in MERGES:
        raise ValueError(f"it is one of {', '.join(MERGES)}")
    return value


def check_field_map(value: Any) -> object:
    """Check the names of fields."""
    return parse_field_map(value)


def check_layouts(value: object) -> object:
    """Check the site's own layouts."""
    if not isinstance(value, Mapping):
        raise ValueError("it is a mapping of names to layouts")
    return compile_layouts(value)


def check_layout(value: str, declared: Mapping[str, object]) -> object:
    """Check the name of a layout: a built-in one, one of ``declared``, or a style of pybtex."""
    from ..render.layout import PYBTEX_PREFIX

    known = compile_layouts(declared)
    if value not in known and not value.startswith(PYBTEX_PREFIX):
        raise ValueError(f"it is one of {', '.join(known)}")
    return value


NUMBERINGS = ("none", "up", "down")

#: What a reader of an HTML page can get: see the manual's page *Controls*.
#: Between the first and the last two are the facets, which ``selection.facets`` makes.
CONTROLS = ("search", "year", "kind", "venue", "author", "tag", "award", "sort", "download")
#: What a source is called that stands for the data files of sphinxcontrib-bibtex: the value that names them.
BIBFILES = "bibtex_bibfiles"
#: The layout of lists where neither they nor the site choose one.
LAYOUT = "homepage"
#: How many entries a list has that gets the controls of ``pubs_controls`` without asking for them.
CONTROLS_FROM = 20

Validator = Callable[[Any], object]


def _value(default: Any, types: tuple[type, ...], meaning: str, validator: Validator | None = None) -> Any:
    """Return a field: everything is read while pages are read, so each change reads them anew (``env``)."""
    metadata = {"types": types, "help": meaning, "validator": validator, "rebuild": "env"}
    if isinstance(default, (list, dict)):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


def _strings(value: object) -> object:
    if not all(isinstance(one, str) for one in value):  # type: ignore[attr-defined]
        raise ValueError("it is a list of strings")
    return value


def _numbering(value: str) -> str:
    if value not in NUMBERINGS:
        raise ValueError(f"it is one of {', '.join(NUMBERINGS)}")
    return value


def _positive(value: int) -> int:
    if value <= 0:
        raise ValueError("it is a number above 0")
    return value


def parse_controls(value: str) -> tuple[str, ...]:
    """Return the names in the value of ``:controls:``; raise ValueError for one that is not known."""
    names = tuple(value.replace(",", " ").split())
    if names == ("none",):
        return ()
    for name in names:
        if name not in CONTROLS:
            raise ValueError(f"{name!r} is not one of {', '.join(CONTROLS)}, or none alone")
    return names


@dataclass(frozen=True, slots=True)
class PubsConfig:
    """The values of ``conf.py``, without their prefix ``pubs_``."""

    sources: list[str] = _value(
        [],
        (list, tuple),
        "The data files of the site, as paths or glob patterns relative to the source folder; "
        "``bibtex_bibfiles`` stands for those of sphinxcontrib-bibtex.",
        _strings,
    )
    people: list[str] = _value(
        [],
        (list, tuple),
        "The data files of the persons of the site, as paths or glob patterns relative to the source folder. "
        "A person in any source is known as well.",
        _strings,
    )
    encoding: str = _value("utf-8-sig", (str,), "The encoding of the data files.")
    field_map: dict[str, object] = _value(
        {},
        (dict,),
        "What fields are called in the data -> what they are called here, or an empty string for one that is "
        "to be left out. A pattern of files -> such a mapping, for those files only.",
        check_field_map,
    )
    files: list[str] = _value(
        [],
        (list, tuple),
        "Folders, relative to the source folder, in which local files and images that records name are "
        "looked for, after the folder of the data file and the source folder itself.",
        _strings,
    )
    merge: str = _value(
        "none",
        (str,),
        "Which records of one work with several keys become one entry, and are not only reported: none, "
        "identifiers (the same DOI, arXiv id and the like) or works (also by title, first author and year).",
        check_merge,
    )
    max_bytes: int = _value(
        20_000_000, (int,), "The size in bytes up to which a data file is read.", _positive
    )
    remote_images: bool = _value(
        False,
        (bool,),
        "Whether an image may be a URL of another site: who reads the page is then seen there, and a build "
        "of another kind than HTML fetches it.",
    )
    me: list[str] = _value(
        [], (list, tuple), "Keys or names of the persons who are set off in lists of authors.", _strings
    )
    layout: str = _value(LAYOUT, (str,), "The layout of lists that choose none.")
    layouts: dict[str, object] = _value({}, (dict,), "The site's own layouts, by name.", check_layouts)
    sort: str = _value("-date", (str,), "The order of lists that choose none.", check_sort)
    group_by: str = _value("", (str,), "The grouping of lists that choose none.", check_group_by)
    numbering: str = _value(
        "none", (str,), "The numbering of lists that choose none: none, up or down.", _numbering
    )
    show: str = _value("", (str,), "The optional parts that lists show which choose none.", check_show)
    links: str = _value(
        "",
        (str,),
        "Which links, and in which order, lists show that choose none. Empty: all, in the data's order.",
    )
    resolve_cite: bool = _value(
        False,
        (bool,),
        "Whether the roles ``cite`` of sphinxcontrib-bibtex link to entries of lists, where none of its "
        "bibliographies has the key.",
    )
    controls: str = _value(
        " ".join(CONTROLS),
        (str,),
        f"The controls of lists of {CONTROLS_FROM} entries and more that choose none, or none.",
        parse_controls,
    )


def from_sphinx(config: Config) -> PubsConfig:
    """Return the values that ``config`` has."""
    return PubsConfig(**{spec.name: getattr(config, f"pubs_{spec.name}") for spec in fields(PubsConfig)})


def validate(app: Sphinx, config: Config) -> None:
    """Raise one :class:`~sphinx.errors.ConfigError` that says all that is wrong with the values."""
    wrong = []
    for spec in fields(PubsConfig):
        name, value = f"pubs_{spec.name}", getattr(config, f"pubs_{spec.name}")
        if not isinstance(value, spec.metadata["types"]):
            expected = " or ".join(kind.__name__ for kind in spec.metadata["types"])
            wrong.append(f"{name} is {value!r}: it is a {expected}")
            continue
        try:
            if spec.metadata["validator"] and value != _default(spec):
                spec.metadata["validator"](value)
        except ValueError as error:
            wrong.append(f"{name} is {value!r}: {error}")
    if BIBFILES in config.pubs_sources and BIBFILES not in config:
        wrong.append(
            f"pubs_sources has {BIBFILES!r}: it is a value of sphinxcontrib.bibtex, not in extensions"
        )
    if not wrong and config.pubs_layout != LAYOUT:
        try:
            check_layout(config.pubs_layout, config.pubs_layouts)
        except ValueError as error:
            wrong.append(f"pubs_layout is {config.pubs_layout!r}: {error}")
    if wrong:
        raise ConfigError("\n".join(wrong))


def _default(spec: Field[Any]) -> object:
    return spec.default_factory() if callable(spec.default_factory) else spec.default


def setup_config(app: Sphinx) -> None:
    """Register the values and their validation."""
    for spec in fields(PubsConfig):
        app.add_config_value(
            f"pubs_{spec.name}", _default(spec), spec.metadata["rebuild"], frozenset(spec.metadata["types"])
        )
    app.connect("config-inited", validate)
