"""The fields of each kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_pubs.model.links import LINK_FIELDS, LINK_KINDS
from sphinx_pubs.model.profiles import SERVICES
from sphinx_pubs.readers.aliases import KEYS
from sphinx_pubs.readers.csl_variables import KEYS as CSL_KEYS
from sphinx_pubs.readers.field_names import ALIASES
from sphinx_pubs.readers.fields.tables import (
    ACTIVITY,
    AWARD,
    KIND,
    PATTERNS,
    PERSON,
    PUBLICATION,
    STORED,
    Field,
)
from sphinx_pubs.readers.ris_tags import KEY as RIS_KEY

from .formats import csl_names, ris_names
from .markup import Generated, code, linked, table

#: Group -> its fields.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "publications": (KIND, *PUBLICATION, *PATTERNS, *STORED),
    "awards": AWARD,
    "activities": ACTIVITY,
    "people": PERSON,
}


def links() -> Iterator[Field]:
    """Yield a field for each kind of links of a publication or an activity, with its other names."""
    described = {field.names[0]: field.names for field in PUBLICATION}
    for kind, label in LINK_KINDS.items():
        others = [name for name, other in LINK_FIELDS.items() if other == kind]
        names = dict.fromkeys([kind, *described.get(kind, ()), *others])
        yield Field(" ".join(names), "URL", label, "https://example.org/file")


def _line(label: str, names: str) -> str:
    return f"{label}: {names}" if names else ""


def _format_lines(field: Field) -> list[str]:
    return [_line("RIS", ris_names(field)), _line("CSL-JSON", csl_names(field))]


def _line_block(lines: list[str]) -> str:
    return "\n".join(f"| {line}" for line in lines if line)


class FieldReference(Generated):
    """A table of the fields in one group, which the argument names."""

    required_arguments = 1
    modules = (
        "sphinx_pubs.readers.fields.tables",
        "sphinx_pubs.readers.field_names",
        "sphinx_pubs.readers.ris_tags",
        "sphinx_pubs.readers.csl_variables",
    )

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        group = self.arguments[0]
        rows = []
        for field in FIELDS[group]:
            first, *others = field.names
            aliases = [name for name, ours in ALIASES[group].items() if first in ours and name not in others]
            lines = [
                f"{linked(field.meaning)} ({field.form}). Example: ``{field.example}``",
                _line("Also", code(others)),
                _line("In YAML, JSON and TOML also", code(aliases)),
            ]
            if group == "publications":  # the only records of these formats
                lines += _format_lines(field)
            rows.append([f":pubs-anchor:`{first} <{group}-{first}>`", _line_block(lines)])
        return table(["Field", "Meaning"], rows, "22 78")


class LinkReference(Generated):
    """A table of the fields for links."""

    modules = ("sphinx_pubs.model.links", "sphinx_pubs.readers.ris_tags", "sphinx_pubs.readers.csl_variables")

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        rows = []
        for field in links():
            first, *others = field.names
            anchor = f":pubs-anchor:`{first} <link-{first}>`"
            names = [code(others), *_format_lines(field)]
            rows.append([anchor, field.meaning, _line_block(names)])
        return table(["Field", "Label", "Also"], rows, "22 18 60")


class ServiceReference(Generated):
    """A table of the fields for links of people."""

    modules = ("sphinx_pubs.model.profiles",)

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        rows = []
        for kind, service in SERVICES.items():
            anchor = f":pubs-anchor:`{kind} <people-link-{kind}>`"
            address = service.address.replace("%s", "NAME")
            rows.append([anchor, service.label, address and f"``{address}``"])
        return table(["Field", "Label", "Link of a user name"], rows, "20 25 55")


class KeyNames(Generated):
    """The fields that can hold the key of a record."""

    modules = (
        "sphinx_pubs.readers.aliases",
        "sphinx_pubs.readers.ris_tags",
        "sphinx_pubs.readers.csl_variables",
    )

    def lines(self) -> Iterator[str]:
        """Yield a sentence."""
        yield (
            f"The key of a record in a list is in one of the fields {code(KEYS)};"
            f" in RIS it is in {code([RIS_KEY])}, in CSL-JSON in {code(CSL_KEYS)}."
        )
