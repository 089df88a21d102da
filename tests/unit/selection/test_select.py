from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Activity, Publication, Record
from sphinx_pubs.selection.grouping import Section, leaves
from sphinx_pubs.selection.select import Selection, Spec, select
from tests.unit.selection.sample_records import (
    EDITOR,
    HE,
    JANE,
    JOHN,
    MASK,
    MOCO,
    PEOPLE,
    PRESS,
    PUBLICATIONS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    YOUNG_RESEARCHER,
    contributor,
)


def _select(*records: Record, **options: str | int) -> Selection:
    """Select from ``records`` or else PUBLICATIONS; the problems include those of the options."""
    spec, findings = Spec.parse(options)
    selection = select(records or PUBLICATIONS, spec, {"docname": "index"})
    return replace(selection, problems=(*findings, *selection.problems))


def _shown(selection: Selection) -> list[str]:
    return [record.key for section in leaves(selection.sections) for record in section.records]


def test_options_without_text_are_no_conditions() -> None:
    assert Spec.parse({}) == (Spec(), ())
    assert Spec.parse({"filter": "", "author": " ", "kind": "", "group_by": ""}) == (Spec(), ())
    assert Spec.parse({"sort": ""}) == (Spec(sort=()), ())


def test_all_records_newest_first_by_default() -> None:
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
def test_records_shown(options: dict[str, str | int], expected: list[Publication]) -> None:
    selection = _select(**options)
    assert _shown(selection) == [record.key for record in expected]
    assert [code for code, _ in selection.problems] == ([] if expected else [Code.EMPTY])


def test_awards_and_activities() -> None:
    awards = _select(YOUNG_RESEARCHER, recipient="He, Kaiming;", kind="fellowship")
    assert awards.sections == (Section(records=(YOUNG_RESEARCHER,)),)
    activities = _select(TUTORIAL, EDITOR, kind="service, tutorial", group_by="kind")
    assert [section.value for section in activities.sections] == ["service", "tutorial"]


def test_numbers_continue_across_groups() -> None:
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
def test_parts_of_a_list_have_the_numbers_of_the_complete_list(numbering: str) -> None:
    first = _select(numbering=numbering, limit=2).numbers
    rest = _select(numbering=numbering, offset=2).numbers
    assert {**first, **rest} == _select(numbering=numbering).numbers


def test_matching_records_are_counted_before_the_limit() -> None:
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
def test_years_ascend_if_dates_do(sort: str, first: str) -> None:
    assert _select(group_by="year", sort=sort).sections[0].value == first


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            {"filter": 'type == "book" and tag[0]'},
            Code.SYNTAX,
            "filter, column 20: indexing is not supported",
        ),
        (
            {"year": "soon"},
            Code.OPTION,
            "year must be years (2019, 2015-2020, 2015-, -2010) or a status (in press, ",
        ),
        ({"kind": "artcle"}, Code.OPTION, "kind must be one of book, article"),
        ({"selected": "perhaps"}, Code.OPTION, "selected must be true or false, not 'perhaps'"),
        ({"keys": ","}, Code.OPTION, "keys must have at least one value"),
        ({"group_by": "-year"}, Code.OPTION, "group-by: invalid name '-year'"),
        ({"group_by": "kind", "group_order": "a, a"}, Code.OPTION, "group-order: repeated value in 'a, a'"),
    ],
)
def test_an_invalid_option_is_ignored(options: dict[str, str | int], code: Code, message: str) -> None:
    selection = _select(**options)
    assert len(_shown(selection)) == len(PUBLICATIONS)
    [(found, text)] = selection.problems
    assert found is code
    assert text.startswith(message)


def test_the_other_options_remain_in_effect() -> None:
    selection = _select(filter="year >", author="Hinton", sort="date desc")
    assert _shown(selection) == ["maaten08"]
    assert [code for code, _ in selection.problems] == [Code.OPTION, Code.SYNTAX]


def test_unknown_keys() -> None:
    selection = _select(keys="moco, He2O16, nothing-like-it")
    assert _shown(selection) == ["moco"]
    assert selection.problems == (
        (Code.UNKNOWN_KEY, "keys: unknown key 'He2O16'; did you mean 'He2016'?"),
        (Code.UNKNOWN_KEY, "keys: unknown key 'nothing-like-it'"),
    )


def test_without_records() -> None:
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
def test_an_unknown_name_is_a_problem(options: dict[str, str], message: str) -> None:
    records = [Publication(key="a", title=("A Title",), fields={"project": "x"})]
    assert (Code.UNKNOWN_FIELD, message) in _select(*records, **options).problems


def test_known_names_and_fields_of_a_record_are_no_problem() -> None:
    records = [Publication(key="a", title=("A Title",), fields={"grant": "x"})]
    selection = _select(
        *records,
        filter='grant == "x" or "y" in keywords or has("zzz") or isbn',
        sort="grant",
        group_by="langid, decade, year, month",
    )
    assert selection.problems == ()


def _paper(
    key: str, year: int | None, *authors: Contributor, status: Status = Status.PUBLISHED
) -> Publication:
    return Publication(key=key, title=(key,), date=PartialDate(year, status=status), contributors=authors)


PAPERS = (
    _paper("he-2014", 2014, contributor("K. He", "kaiming-he"), contributor("R. Roe")),
    _paper("he-2018", 2018, contributor("K. He", "kaiming-he")),
    _paper("both-2018", 2018, contributor("K. He", "kaiming-he"), contributor("J. Doe", "john")),
    _paper("jane-2001", 2001, contributor("Jane Doe", "jane"), contributor("K. He", "kaiming-he")),
    _paper("press", None, contributor("J. Doe", "john"), status=Status.IN_PRESS),
    _paper("his-press", None, contributor("K. He", "kaiming-he"), status=Status.IN_PRESS),
    _paper("doubtful", 2014, contributor("J. Doe")),
    _paper("other", 2014, contributor("R. Roe")),
)


def _selected_keys(records: Sequence[Record], **asked: object) -> list[str]:
    spec, findings = Spec.parse({"sort": "source", **asked})
    selection = select(records, spec, {}, PEOPLE)
    assert findings == ()
    assert all(code in (Code.EMPTY, Code.UNKNOWN_VALUE) for code, _ in selection.problems)
    return [record.key for section in selection.sections for record in section.records]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"author": "kaiming-he", "in_period": True}, "he-2014"),
        ({"author": "何恺明", "in_period": True}, "he-2014"),
        ({"author": "john"}, "both-2018 press"),
        ({"author": "john", "in_period": True}, "both-2018 press"),
        ({"author": "John Doe"}, "both-2018 press"),  # not J. Doe, who may be somebody else
        ({"author": "Doe"}, "both-2018 jane-2001 press doubtful"),
        ({"in_period": True}, "he-2014 both-2018 jane-2001 press"),
        ({"author": "Roe", "in_period": True}, ""),
        ({"role": "researcher"}, "he-2014 he-2018 both-2018 jane-2001 press his-press"),
        ({"role": "researcher", "in_period": True}, "he-2014 both-2018 press"),
        ({"role": "etudiante, nobody"}, "jane-2001"),
        ({"role": "researcher", "author": "jane; john"}, "both-2018 press"),
    ],
)
def test_works_of_members(asked: dict[str, object], keys: str) -> None:
    assert _selected_keys(PAPERS, **asked) == keys.split()


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"member": "current"}, "jane john"),
        ({"member": "former"}, "kaiming-he"),
        ({"role": "Researcher"}, "kaiming-he john"),
        ({"filter": "count > 1"}, "kaiming-he"),
        ({"filter": 'name % "doe$" and role == "Researcher"'}, "john"),
        ({"keys": "john"}, "john"),
    ],
)
def test_persons(asked: dict[str, object], keys: str) -> None:
    assert _selected_keys((HE, JANE, JOHN), **asked) == keys.split()


def test_an_activity_has_its_own_role() -> None:
    chair = Activity(key="chair", role="Area Chair", people=(contributor("K. He", "kaiming-he"),))
    assert _selected_keys((chair,), role="area chair") == ["chair"]
    assert _selected_keys((chair,), role="researcher") == []


@pytest.mark.parametrize(
    ("author", "message"),
    [
        ("kaimin-he", "author: no record by 'kaimin-he'; did you mean 'kaiming-he'?"),
        ("Nobody, N.; jane", "author: no record by 'Nobody, N.'"),
    ],
)
def test_an_unknown_author_is_a_problem(author: str, message: str) -> None:
    selection = select(PAPERS, Spec.parse({"author": author})[0], {}, PEOPLE)
    assert selection.problems == ((Code.UNKNOWN_PERSON, message),)


@pytest.mark.parametrize("option", ["author", "recipient"])
def test_a_name_of_several_persons_is_a_problem(option: str) -> None:
    selection = select(PAPERS, Spec.parse({option: "K. He; J. Doe"})[0], {}, PEOPLE)
    assert selection.problems == (
        (Code.AMBIGUOUS_PERSON, f"{option}: ambiguous name 'J. Doe': jane or john"),
    )


def test_the_list_of_a_person_without_works_is_empty() -> None:
    selection = select(PAPERS[:1], Spec.parse({"author": "jane"})[0], {}, PEOPLE)
    assert selection.problems == ((Code.EMPTY, "empty list: no publication matches author"),)
