"""JSON files with one wrong bracket: the fault costs its record only, and no inner table becomes one."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.csl import read as read_csl
from sphinx_pubs.readers.native import read

AWARDS = json.dumps(
    {
        "awards": [
            {
                "name": f"{name} Prize",
                "recipients": [{"name": "Jane Doe"}, {"name": "Jim Roe"}],
                "date": "2019",
            }
            for name in ("Alpha", "Beta", "Gamma", "Delta")
        ]
    },
    indent=1,
)
KEYED = json.dumps(
    {
        "publications": {
            f"{key}2019x": {"authors": [{"name": "Jane Doe"}], "links": {"pdf": "https://a.b"}, "title": key}
            for key in "abcd"
        }
    },
    indent=1,
)


def keys(text: str) -> list[str]:
    result = read(text.encode(), "a.json")
    assert Code.SYNTAX in {problem.code for problem in result.problems}
    return [record.key for record in result.records]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            '   {\n     "name": "Jane',
            '   {\n  {   "name": "Jane',
        ),  # a bracket with the indentation of a record
        ('   {\n     "name": "Jim', '   {\n  {   "name": "Jim'),
    ],
)
def test_a_recipient_behind_a_fault_is_no_award(number: int, old: str, new: str) -> None:
    sound = [record.key for record in read(AWARDS.encode(), "a.json").records]
    parts = AWARDS.split(old)
    text = old.join(parts[: number + 1]) + new + old.join(parts[number + 1 :])
    assert keys(text) == [key for key in sound if key != sound[number]]


@pytest.mark.parametrize("number", range(1, 4))
def test_an_opening_bracket_that_closes_the_list(number: int) -> None:
    """The fields behind it are beside the records then, and are no list of records."""
    old, new = '  {\n   "name"', '  ]\n   "name"'
    sound = [record.key for record in read(AWARDS.encode(), "a.json").records]
    parts = AWARDS.split(old)
    text = old.join(parts[: number + 1]) + new + old.join(parts[number + 1 :])
    assert keys(text) == [key for key in sound if key != sound[number]]


@pytest.mark.parametrize("key", "abcd")
@pytest.mark.parametrize("bracket", ["[", "[{"])
def test_a_wrong_bracket_before_a_record_keeps_the_record_above(key: str, bracket: str) -> None:
    text = KEYED.replace(f'"{key}2019x": {{', f'"{key}2019x": {bracket}')
    assert keys(text) == [f"{other}2019x" for other in "abcd" if other != key]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("bracket", ["}", "]"])
def test_a_bracket_before_a_record_of_a_list(number: int, bracket: str) -> None:
    """It closes nothing, if the next value follows without a comma."""
    old = '  {\n   "name"'
    sound = [record.key for record in read(AWARDS.encode(), "a.json").records]
    parts = AWARDS.split(old)
    text = old.join(parts[: number + 1]) + f"  {bracket}{old.strip(' ')}" + old.join(parts[number + 1 :])
    assert keys(text) == sound


@pytest.mark.parametrize("end", ["Jane Doe", "Jim Roe"])
@pytest.mark.parametrize("indent", [0, 1])
def test_a_file_cut_off_in_its_first_record_has_none(end: str, indent: int) -> None:
    text = json.dumps(json.loads(AWARDS), indent=indent)
    assert keys(text[: text.index("}", text.index(end)) + 1]) == []


@pytest.mark.parametrize("key", "abcd")
def test_a_closing_bracket_before_a_record(key: str) -> None:
    assert keys(KEYED.replace(f'"{key}2019x"', f'}}"{key}2019x"')) == [f"{other}2019x" for other in "abcd"]


@pytest.mark.parametrize("key", "abcd")
def test_fields_behind_a_fault_are_no_records(key: str) -> None:
    start, _, rest = KEYED.partition(f'"{key}2019x"')
    text = f'{start}"{key}2019x"' + rest.replace('"links": {', '"links": }', 1)
    assert keys(text) == [f"{other}2019x" for other in "abcd" if other != key]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("indent", [0, 1])
def test_items_of_csl_behind_a_fault_are_whole(number: int, indent: int) -> None:
    items = [
        {
            "id": f"{key}2019x",
            "title": key,
            "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Jim"}],
            "issued": {"date-parts": [[2019, 3]]},
        }
        for key in "abcd"
    ]
    parts = json.dumps({"items": items}, indent=indent).split('"author": [')
    text = '"author": ['.join(parts[: number + 1]) + '"author": }' + '"author": ['.join(parts[number + 1 :])
    result = read_csl(text.encode(), "a.csl.json")
    records = [record for record in result.records if isinstance(record, Publication)]
    assert [record.key for record in records if len(record.contributors) == 2 and record.date] == [
        f"{other}2019x" for other in "abcd" if other != "abcd"[number]
    ]
