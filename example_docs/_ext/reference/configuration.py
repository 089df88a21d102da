"""The values of ``conf.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from itertools import groupby
from pprint import pformat
from textwrap import indent
from typing import Any

from sphinx_pubs.sphinx_ext.config import CONFIG_VALUES, TYPE_NAMES, PubsConfig

from .markup import Generated, described, linked

#: What Sphinx does after a change of a value.
REBUILDS = {"env": "reads and writes all pages again"}
#: A longer default is a block of code.
LONG = 60


class ConfigReference(Generated):
    """A description of each value."""

    modules = ("sphinx_pubs.sphinx_ext.config",)

    def lines(self) -> Iterator[str]:
        """Yield a description of each value."""
        for rebuild, names in groupby(CONFIG_VALUES, lambda value: value.rebuild):
            values = [f":confval:`{value.name}`" for value in names]
            which = "any of these values" if len(values) == len(CONFIG_VALUES) else ", ".join(values)
            yield from (f"After a change of {which}, Sphinx {REBUILDS[rebuild]}.", "")
        for spec, value in zip(fields(PubsConfig), CONFIG_VALUES, strict=True):
            default = pformat(value.default, width=80, sort_dicts=False)
            is_long = len(default) > LONG
            yield from described(
                f"confval:: {value.name}",
                spec.metadata["help"],
                Type=_types(spec),
                Values=spec.metadata["values"],
                Default="below" if is_long else f"``{default}``",
            )
            if is_long:
                yield from ("   .. code-block:: python", "", indent(default, " " * 6), "")


def _types(spec: Field[Any]) -> str:
    types = [kind for kind in spec.metadata["types"] if kind is not tuple]
    return linked(" or ".join(TYPE_NAMES[kind] for kind in types))
