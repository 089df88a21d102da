"""The tables of CSL variables, which the manual shows, say which fields the reader makes of each."""

from __future__ import annotations

import json
from itertools import product

import pytest

from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.model.links import LINK_KINDS
from sphinx_pubs.readers.csl import item_fields, read
from sphinx_pubs.readers.csl_variables import KEYS, SAME_NAME, TYPE, VARIABLES, field_names
from sphinx_pubs.readers.fields.tables import PATTERNS, PUBLICATION, STORED, names_in

#: CSL 1.0.2 specification, appendix IV, and the variables that only csl-data.json has.
SPECIFIED = (
    "abstract annote archive archive_collection archive_location archive-place authority call-number"
    " citation-key citation-label collection-title container-title container-title-short dimensions division"
    " DOI event event-title event-place genre ISBN ISSN jurisdiction keyword language license medium note"
    " original-publisher original-publisher-place original-title part-title PMCID PMID publisher"
    " publisher-place references reviewed-genre reviewed-title scale source status title title-short URL"
    " version volume-title year-suffix chapter-number citation-number collection-number edition"
    " first-reference-note-number issue locator number number-of-pages number-of-volumes page page-first"
    " part-number printing-number section supplement-number volume accessed available-date event-date issued"
    " original-date submitted author chair collection-editor compiler composer container-author contributor"
    " curator director editor editorial-director editor-translator executive-producer guest host illustrator"
    " interviewer narrator organizer original-author performer producer recipient reviewed-author"
    " script-writer series-creator translator journalAbbreviation shortTitle"
).split()
#: The reader takes an *article* outside of a journal for a preprint.
TYPES = ("article-journal", *(kind for kind in KINDS if kind != "article"))
FIELDS = names_in(PUBLICATION) | names_in(PATTERNS) | names_in(STORED) | LINK_KINDS.keys() | {"type"}


def listed(variable: str) -> set[str]:
    """Return the fields of a variable in the tables, for works of any kind."""
    flags = product(KINDS, (True, False), (True, False))
    tables = [field_names(kind, has_container=one, has_number=two) for kind, one, two in flags]
    return {table[variable] for table in tables if variable in table} & FIELDS


def read_fields(variable: str) -> set[str]:
    """Return the fields that the reader makes of a variable in items of any kind."""
    others: list[dict[str, str]] = [{}, {"container-title": "C"}, {"issue": "1"}]
    found: set[str] = set()
    for kind, other in product(TYPES, others):
        more = {name: value for name, value in other.items() if name != variable}
        _, with_variable = item_fields({TYPE: kind, **more, variable: "7"})
        _, without = item_fields({TYPE: kind, **more})
        found |= with_variable.keys() - without.keys()
    return found & FIELDS


@pytest.mark.parametrize("variable", sorted({*SPECIFIED, *VARIABLES, *SAME_NAME}))
def test_tables_have_exactly_the_fields_of_a_variable(variable: str) -> None:
    assert read_fields(variable) == listed(variable.lower())


@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("shortTitle", "shorttitle"),
        ("journalAbbreviation", "abbr"),
        ("collection-title-short", "shortseries"),
        ("event", "eventtitle"),
        ("genre", "type"),
        ("number-of-pages", "pagetotal"),
        ("chapter-number", "chapter"),
        ("accessed", "urldate"),
        ("event-date", "eventdate"),
        ("original-date", "origdate"),
        ("PMID", "pmid"),
        ("PMCID", "pmcid"),
        ("HAL", "hal"),
        ("bibcode", "bibcode"),
        ("container-author", "bookauthor"),
        ("other-ids", "ids"),
    ],
)
def test_a_variable_is_the_field_of_biblatex_with_its_meaning(variable: str, field: str) -> None:
    """Those that no record of ``test_csl`` has; a wrong row of the table would agree with the reader."""
    assert item_fields({TYPE: "chapter", variable: "7"})[1][field] == "7"


def test_variables_are_written_as_in_the_specification() -> None:
    ours = {"arXiv", "HAL", "bibcode", "other-ids", "collection-title-short"}
    assert {*VARIABLES, *SAME_NAME} - set(SPECIFIED) == ours


@pytest.mark.parametrize(
    "item",
    [
        {"presentation": "Oral"},
        {"custom": {"presentation": "Oral"}},
        {"note": "tex.presentation: Oral"},
    ],
)
def test_any_field_can_be_a_member_or_a_line_of_the_note(item: dict[str, object]) -> None:
    assert item_fields(item)[1]["presentation"] == "Oral"


@pytest.mark.parametrize("name", KEYS)
def test_variables_of_the_key(name: str) -> None:
    (record,) = read(json.dumps([{name: "doe2020", "title": "T"}]).encode(), "a.json").records
    assert record.key == "doe2020"


def test_the_first_variable_with_a_key_is_used() -> None:
    items = [{"title": "T", **{name: f"key-{number}" for number, name in reversed(list(enumerate(KEYS)))}}]
    (record,) = read(json.dumps(items).encode(), "a.json").records
    assert record.key == "key-0"
