from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication, Record
from sphinx_pubs.selection.grouping import Section, leaves
from sphinx_pubs.selection.select import Selection, Spec, select
from tests.unit.selection.facts import (
    EDITOR,
    MASK,
    MOCO,
    PRESS,
    PUBLICATIONS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    YOUNG_RESEARCHER,
)


def _select(*records: Record, **options: str | int) -> Selection:
    """Select from ``records`` or else PUBLICATIONS; the problems include those of the options."""
    spec, findings = Spec.parse(options)
    selection = select(records or PUBLICATIONS, spec, {"docname": "index"})
    return replace(selection, problems=(*findings, *selection.problems))


def _shown(selection: Selection) -> list[str]:
    return [record.key for section in leaves(selection.sections) for record in section.records]


def test_all_of_them_with_the_newest_first() -> None:
    assert _select() == Selection((Section(records=(PRESS, MOCO, MASK, RESNET, TSNE, UNDATED)),), {}, 6)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"filter": 'year >= 2015 and author % "He"'}, [MOCO, MASK, RESNET]),
        ({"filter": 'docname == "index"', "year": "2017"}, [MASK]),
        ({"filter": 'docname == "other"'}, []),
        ({"author": "kaiming-he", "year": "2015-2018"}, [MASK, RESNET]),
        ({"author": "Girshick", "kind": "preprint"}, [MOCO]),
        ({"award": "*", "venue": "CVPR"}, [RESNET]),
        ({"award": "Marr"}, [MASK]),
        ({"selected": "true"}, [MASK]),
        ({"tag": "detection, classification", "sort": "date"}, [RESNET, MASK]),
        ({"keys": "moco, He2016"}, [MOCO, RESNET]),
        ({"keys": "He2016 moco press", "sort": "keys"}, [RESNET, MOCO, PRESS]),
        ({"keys": "He2016 moco press", "sort": "keys", "filter": "year"}, [RESNET, MOCO, PRESS]),
        ({"limit": 2}, [PRESS, MOCO]),
        ({"offset": 4}, [TSNE, UNDATED]),
        ({"offset": 1, "limit": 2, "sort": "source"}, [RESNET, MOCO]),
        ({"limit": 9, "offset": 9}, []),
        ({"sort": "title", "group_by": "kind", "limit": 4}, [PRESS, RESNET, MASK, MOCO]),
    ],
)
def test_what_is_shown(options: dict[str, str | int], expected: list[Publication]) -> None:
    selection = _select(**options)
    assert _shown(selection) == [record.key for record in expected]
    assert selection.problems == ()


def test_awards_and_activities() -> None:
    awards = _select(YOUNG_RESEARCHER, recipient="He, Kaiming;", kind="fellowship")
    assert awards.sections == (Section(records=(YOUNG_RESEARCHER,)),)
    activities = _select(TUTORIAL, EDITOR, kind="service, tutorial", group_by="kind")
    assert [section.value for section in activities.sections] == ["service", "tutorial"]


def test_numbers_go_on_over_the_groups() -> None:
    up = _select(group_by="kind", numbering="up").numbers
    assert list(up.items()) == [
        ("press", 1),
        ("maaten08", 2),
        ("He2017Mask", 3),
        ("He2016", 4),
        ("moco", 5),
        ("undated", 6),
    ]
    assert _select(group_by="kind", numbering="down").numbers == {
        key: 7 - number for key, number in up.items()
    }


def test_a_record_in_two_groups_has_one_number() -> None:
    selection = _select(group_by="tag", numbering="down")
    assert _shown(selection).count("He2017Mask") == 2
    assert list(selection.numbers.values()) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("numbering", ["up", "down"])
def test_the_parts_of_a_list_have_the_numbers_of_the_whole(numbering: str) -> None:
    first = _select(numbering=numbering, limit=2).numbers
    rest = _select(numbering=numbering, offset=2).numbers
    assert {**first, **rest} == _select(numbering=numbering).numbers


def test_what_matches_is_counted_before_the_limit() -> None:
    assert _select(author="He", limit=1).count == 3


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("date", "2008"),
        ("-date", "in press"),
        ("title, date", "2008"),
        ("title", "in press"),
        ("-year, date", "in press"),
    ],
)
def test_years_go_forward_where_dates_do(sort: str, first: str) -> None:
    assert _select(group_by="year", sort=sort).sections[0].value == first


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ({"filter": 'type == "book" and tag[0]'}, Code.SYNTAX, "filter, column 20: a value has no parts"),
        ({"year": "soon"}, Code.OPTION, "year: 'soon' is not of the form 2019"),
        ({"kind": "artcle"}, Code.OPTION, "kind: 'artcle' is not one of book, article"),
        ({"selected": "perhaps"}, Code.OPTION, "selected: 'perhaps' is not true or false"),
        ({"keys": ","}, Code.OPTION, "keys: at least one is needed"),
        ({"group_by": "-year"}, Code.OPTION, "group-by: '-year'"),
        ({"group_by": "kind", "group_order": "a, a"}, Code.OPTION, "group-order: 'a, a'"),
    ],
)
def test_an_option_that_cannot_be_understood_does_not_count(
    options: dict[str, str | int], code: Code, message: str
) -> None:
    selection = _select(**options)
    assert len(_shown(selection)) == len(PUBLICATIONS)
    [(found, text)] = selection.problems
    assert found is code
    assert text.startswith(message)


def test_the_other_options_still_count() -> None:
    selection = _select(filter="year >", author="Hinton", sort="date desc")
    assert _shown(selection) == ["maaten08"]
    assert [code for code, _ in selection.problems] == [Code.OPTION, Code.SYNTAX]


def test_a_key_that_is_not_there() -> None:
    selection = _select(keys="moco, He2O16, nothing-like-it")
    assert _shown(selection) == ["moco"]
    assert selection.problems == (
        (Code.UNKNOWN_KEY, "keys: no record 'He2O16'; did you mean He2016?"),
        (Code.UNKNOWN_KEY, "keys: no record 'nothing-like-it'"),
    )


def test_nothing_to_select_from() -> None:
    spec, findings = Spec.parse({"kind": "fellowship", "group_by": "year", "numbering": "up"})
    assert findings == ()
    assert select([], spec, {}) == Selection((), {}, 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"filter": "yaer >= 2020"}, "filter: no record has a field 'yaer'; did you mean 'year'?"),
        ({"sort": "-dat"}, "sort: no record has a field 'dat'; did you mean 'date'?"),
        ({"group_by": "yaer"}, "group-by: no record has a field 'yaer'; did you mean 'year'?"),
    ],
)
def test_a_name_that_nothing_has_is_said(options: dict[str, str], message: str) -> None:
    records = [Publication(key="a", title=("A Title",), fields={"project": "x"})]
    assert (Code.UNKNOWN_FIELD, message) in _select(*records, **options).problems


def test_a_name_that_is_known_or_that_a_record_has_is_not_said() -> None:
    records = [Publication(key="a", title=("A Title",), fields={"grant": "x"})]
    selection = _select(
        *records,
        filter='grant == "x" or "y" in keywords or has("zzz") or isbn',
        sort="grant",
        group_by="langid",
    )
    assert selection.problems == ()
