"""The tables of fields have each field that the readers ask for, so that the manual shows it."""

from __future__ import annotations

import ast
from pathlib import Path

from sphinx_pubs.readers import fields
from sphinx_pubs.readers.fields import tables
from sphinx_pubs.readers.fields.values import Fields
from sphinx_pubs.readers.fields.venues import VENUE_FIELDS

#: Fields of a link, an image and a name, which are mappings inside of a record.
NESTED = {"label", "group", "alt", "person"}
METHODS = {"value", "source", "peek", "text", "string", "texts"}
TABLES = (
    tables.PUBLICATION,
    tables.PATTERNS,
    tables.STORED,
    tables.AWARD,
    tables.ACTIVITY,
    tables.PERSON,
    (tables.KIND,),
)


def asked_for() -> set[str]:
    """Return the names with which the readers of fields call the methods of ``Fields``."""
    names = set()
    for path in Path(fields.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in METHODS
            ):
                constants = [argument for argument in node.args if isinstance(argument, ast.Constant)]
                names |= {constant.value for constant in constants if isinstance(constant.value, str)}
    return names


def test_methods_exist() -> None:
    assert all(hasattr(Fields, name) for name in METHODS)
    assert len(asked_for()) > 40


def test_each_field_that_a_reader_asks_for_is_in_a_table() -> None:
    known = frozenset().union(*map(tables.names_in, TABLES), VENUE_FIELDS - {"abbr"})
    assert asked_for() - known == NESTED
