"""The fields of each kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_pubs.model.links import LINK_FIELDS, LINK_KINDS
from sphinx_pubs.model.profiles import SERVICES
from sphinx_pubs.readers.aliases import KEYS
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

from .markup import Generated, linked, table

#: Group -> its fields.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "publications": (KIND, *PUBLICATION, *PATTERNS, *STORED),
    "awards": AWARD,
    "activities": ACTIVITY,
    "people": PERSON,
}


def links() -> Iterator[Field]:
    """Yield a field for each kind of links of a publication or an activity, with its other names."""
    for kind, label in LINK_KINDS.items():
        names = [kind, *(name for name, other in LINK_FIELDS.items() if other == kind)]
        yield Field(" ".join(names), "URL", label, "https://example.org/file")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"``{name}``" for name in names)


class FieldReference(Generated):
    """A table of the fields in one group, which the argument names."""

    required_arguments = 1
    modules = ("sphinx_pubs.readers.fields.tables", "sphinx_pubs.readers.field_names")

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        group = self.arguments[0]
        rows = []
        for field in FIELDS[group]:
            first, *others = field.names
            aliases = [name for name, ours in ALIASES[group].items() if first in ours and name not in others]
            meaning = [f"{linked(field.meaning)} ({field.form})."]
            if others:
                meaning.append(f"Also: {_code(others)}.")
            if aliases:
                meaning.append(f"In YAML, JSON and TOML also: {_code(aliases)}.")
            anchor = f":pubs-anchor:`{first} <{group}-{first}>`"
            rows.append([anchor, " ".join(meaning), f"``{field.example}``"])
        return table(["Field", "Meaning", "Example"], rows, "20 50 30")


class LinkReference(Generated):
    """A table of the fields for links."""

    modules = ("sphinx_pubs.model.links",)

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        rows = []
        for field in links():
            first, *others = field.names
            rows.append([f":pubs-anchor:`{first} <link-{first}>`", field.meaning, _code(others)])
        return table(["Field", "Label", "Also"], rows, "20 20 60")


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

    modules = ("sphinx_pubs.readers.aliases",)

    def lines(self) -> Iterator[str]:
        """Yield a sentence."""
        yield f"The key of a record in a list is in one of the fields {_code(KEYS)}."
