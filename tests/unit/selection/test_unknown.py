"""Values that no record has, and the reason of an empty list."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.names import Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Person, Record
from sphinx_pubs.selection.select import Spec, select
from tests.unit.selection.sample_records import PEOPLE, PUBLICATIONS, YOUNG_RESEARCHER


def _problems(*records: Record, **options: str | int) -> list[tuple[Code, str]]:
    spec, findings = Spec.parse(options)
    assert findings == ()
    return list(select(records or PUBLICATIONS, spec, {}, PEOPLE).problems)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"venue": "CPVR"}, "empty list: no publication has the venue 'CPVR'; did you mean 'CVPR'?"),
        ({"venue": "cpvr"}, "empty list: no publication has the venue 'cpvr'; did you mean 'CVPR'?"),
        (
            {"tag": "detektoin"},
            "empty list: no publication has the tag 'detektoin'; did you mean 'detection'?",
        ),
        ({"award": "Mar Prize"}, "empty list: no publication has the award 'Mar Prize'"),
        ({"year": "1950"}, "empty list: no publication matches year"),
        ({"kind": "patent"}, "empty list: no publication matches kind"),
        ({"year": "2017", "venue": "CVPR"}, "empty list: no publication matches year and venue together"),
        ({"offset": 10}, "empty list: offset 10 skips all 6"),
        (
            {"filter": 'author == "Kaiming He"'},
            "empty list: no publication matches filter; author is a list of names: search it with",
        ),
        (
            {"filter": 'venue == "CPVR" and year > 2000'},
            "empty list: no publication matches filter: no venue is 'CPVR'; did you mean 'CVPR'?",
        ),
        ({"filter": "year > 2100"}, "empty list: no publication matches filter"),
    ],
)
def test_an_empty_list_has_one_problem_with_its_reason(options: dict[str, str | int], message: str) -> None:
    [(code, text)] = _problems(**options)
    assert code is Code.EMPTY
    assert text.startswith(message)


def test_the_reason_names_the_option_for_former_members() -> None:
    person = Person(key="jane", name=Name("Jane", "", "Doe"))
    assert _problems(person, member="former") == [(Code.EMPTY, "empty list: no person matches former")]


def test_an_empty_list_of_selected_records_is_a_problem() -> None:
    unselected = [record for record in PUBLICATIONS if not record.selected]
    assert _problems(*unselected, selected="true") == [
        (Code.EMPTY, "empty list: no publication matches selected")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"venue": "CPVR, ICCV"}, "no publication has the venue 'CPVR'; did you mean 'CVPR'?"),
        ({"tag": "detection, nope"}, "no publication has the tag 'nope'"),
    ],
)
def test_a_value_that_no_record_has_is_a_problem_of_its_own_in_a_list_with_entries(
    options: dict[str, str | int], message: str
) -> None:
    assert _problems(**options) == [(Code.UNKNOWN_VALUE, message)]


@pytest.mark.parametrize("option", ["author", "recipient"])
def test_an_unknown_person_is_suggested_from_people_and_from_names_in_the_data(option: str) -> None:
    records = [YOUNG_RESEARCHER] if option == "recipient" else PUBLICATIONS
    [(code, message)] = _problems(*records, **{option: "Kaimin He"})
    assert code is Code.UNKNOWN_PERSON
    assert "Kaiming He" in message or "kaiming-he" in message


def test_a_list_that_depends_on_citations_is_not_empty_while_pages_are_read() -> None:
    assert _problems(filter="cited") == []


def test_values_of_other_records_are_not_compared() -> None:
    assert _problems(filter="not cited", tag="detection") == []
