"""The names of fields in RIS and CSL-JSON, from the tables of the readers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.readers import csl_variables, ris_tags
from sphinx_pubs.readers.fields.tables import KIND, Field

from .markup import code


def ris_names(field: Field) -> str:
    """Return the tags of a field, and the names with which a line of a note can start; "" if it has none."""
    tags = [ris_tags.TYPE] if field is KIND else []
    tags += [tag for name in field.names for tag in ris_tags.FIELD_TAGS.get(name, ())]
    lines = [f"{line}:" for line, name in ris_tags.NOTE_LINES.items() if name in field.names]
    notes = [f"{code(lines)} in ``{ris_tags.NOTES}``"] if lines else []
    return ", ".join([*([code(dict.fromkeys(tags))] if tags else []), *notes])


def csl_names(field: Field) -> str:
    """Return the variables of a field; an empty string if it has none."""
    variables = [csl_variables.TYPE] if field is KIND else []
    variables += [variable for name in field.names for variable in variables_by_field().get(name, ())]
    return code(dict.fromkeys(variables))


@cache
def variables_by_field() -> Mapping[str, tuple[str, ...]]:
    """Return the variables that each field is read from, for a work of any kind, as CSL writes them."""
    written = {name.lower(): name for name in (*csl_variables.VARIABLES, *csl_variables.SAME_NAME)}
    variables: dict[str, dict[str, None]] = {}
    for kind, has_container, has_number in product(KINDS, (True, False), (True, False)):
        names = csl_variables.field_names(kind, has_container=has_container, has_number=has_number)
        for variable, field in names.items():
            variables.setdefault(field, {})[written.get(variable, variable)] = None
    return {field: tuple(names) for field, names in variables.items()}
