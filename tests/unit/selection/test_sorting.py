from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import Name
from sphinx_pubs.model.records import Publication, Venue
from sphinx_pubs.selection.sorting import SortKey, name_sort_key, parse_sort, ranks, sort_records
from tests.unit.selection.sample_records import (
    EDITOR,
    HE,
    JANE,
    JOHN,
    MASK,
    MOCO,
    PRESS,
    PUBLICATIONS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    people,
)


def _dated(key: str, date: PartialDate | None) -> Publication:
    return Publication(key=key, date=date)


DATED = (
    _dated("none", None),
    _dated("n.d.", PartialDate(text="n.d.")),
    _dated("2019", PartialDate(2019)),
    _dated("2019-11", PartialDate(2019, 11)),
    _dated("2019-12-24", PartialDate(2019, 12, 24)),
    _dated("2016/2019", PartialDate(2016, end=PartialDate(2019))),
    _dated("-44", PartialDate(-44)),
    _dated("since 2015", PartialDate(2015, 3, end=PartialDate())),
    _dated("until 2014", PartialDate(end=PartialDate(2014))),
    _dated("fall 2019", PartialDate(2019, season=Season.AUTUMN)),
    _dated("2020", PartialDate(2020)),
    _dated("prep", PartialDate(status=Status.IN_PREPARATION)),
    _dated("submitted", PartialDate(status=Status.SUBMITTED)),
    _dated("accepted 2018", PartialDate(2018, status=Status.ACCEPTED)),
    _dated("press", PartialDate(status=Status.IN_PRESS)),
)


def _sorted(records: tuple[Publication, ...], sort: str, wanted: tuple[str, ...] = ()) -> list[str]:
    return [record.key for record in sort_records(records, parse_sort(sort), wanted)]


def test_newest_first_after_unpublished_works() -> None:
    assert _sorted(DATED, "-date") == [
        *(
            "press",
            "accepted 2018",
            "submitted",
            "prep",
            "2020",
            "2019-12-24",
            "2019-11",
            "fall 2019",
            "2019",
            "2016/2019",
            "since 2015",
            "until 2014",
        ),
        *("-44", "none", "n.d."),
    ]


def test_oldest_first_with_undated_works_last() -> None:
    assert _sorted(DATED, "date") == [
        *("-44", "until 2014", "since 2015", "2019", "2016/2019", "fall 2019"),
        *("2019-11", "2019-12-24", "2020"),
        *("prep", "submitted", "accepted 2018", "press", "none", "n.d."),
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("year", [TSNE, RESNET, MASK, MOCO, PRESS, UNDATED]),
        ("-year", [PRESS, MOCO, MASK, RESNET, TSNE, UNDATED]),
        ("month", [MASK, MOCO, RESNET, TSNE, PRESS, UNDATED]),
        ("title", [RESNET, MASK, MOCO, PRESS, UNDATED, TSNE]),  # ignoring A and The
        ("-title", [TSNE, PRESS, UNDATED, MOCO, MASK, RESNET]),
        ("author", [UNDATED, PRESS, MOCO, MASK, RESNET, TSNE]),
        ("venue", [MOCO, RESNET, MASK, TSNE, PRESS, UNDATED]),
        ("kind", [TSNE, PRESS, MASK, RESNET, MOCO, UNDATED]),
        ("key", [RESNET, MASK, TSNE, MOCO, PRESS, UNDATED]),
        ("-volume", [MASK, RESNET, TSNE, MOCO, PRESS, UNDATED]),
        ("-selected", [MASK, RESNET, MOCO, TSNE, PRESS, UNDATED]),
        ("-status", [PRESS, MASK, RESNET, MOCO, TSNE, UNDATED]),
        ("award, title", [RESNET, MASK, MOCO, PRESS, UNDATED, TSNE]),
        ("kind, -date", [PRESS, TSNE, MASK, RESNET, MOCO, UNDATED]),
        ("nosuchfield", list(PUBLICATIONS)),
        ("source", list(PUBLICATIONS)),
        ("-source", list(reversed(PUBLICATIONS))),
        ("kind, -source", [PRESS, TSNE, RESNET, MASK, MOCO, UNDATED]),
        ("keys", [MOCO, MASK, RESNET, TSNE, PRESS, UNDATED]),
        ("-keys", [MASK, MOCO, RESNET, TSNE, PRESS, UNDATED]),
    ],
)
def test_order(sort: str, expected: list[Publication]) -> None:
    assert _sorted(PUBLICATIONS, sort, (MOCO.key, MASK.key)) == [record.key for record in expected]


def test_activities_by_event_and_end() -> None:
    assert sort_records((EDITOR, TUTORIAL), parse_sort("-date")) == [EDITOR, TUTORIAL]
    assert sort_records((EDITOR, TUTORIAL), parse_sort("venue")) == [TUTORIAL, EDITOR]


def test_numbers_come_before_text_and_are_not_compared_as_text() -> None:
    records = tuple(Publication(key=text, fields={"part": text}) for text in ("b", "10", "9", "A", "1.5"))
    assert _sorted(records, "part") == ["1.5", "9", "10", "A", "b"]


def test_authors_are_compared_one_after_the_other() -> None:
    names = {"c": "Ångström, Anders", "b": "Angstrom, Zoe", "a": "Doe, Jane", "d": "Ångström, Anders"}
    records = [Publication(key=key, contributors=people(name)) for key, name in names.items()]
    records[3] = Publication(key="d", contributors=people("Ångström, Anders", "Abbe, Ernst"))
    assert _sorted(tuple(records), "author") == ["c", "d", "b", "a"]


@pytest.mark.parametrize("sort", ["-date", "date", "title", "author", "kind", "nosuchfield"])
def test_equal_records_keep_their_order(sort: str) -> None:
    records = tuple(Publication(key=str(number), kind="misc", date=PartialDate(2020)) for number in range(20))
    assert _sorted(records, sort) == [str(number) for number in range(20)]


def test_parse_sort() -> None:
    assert parse_sort(" -Date,title ") == (SortKey("date", descending=True), SortKey("title"))


@pytest.mark.parametrize(
    "text", ["", " ", "date,", "--date", "- date", "date desc", "+date", "1st", "date; title"]
)
def test_invalid_sort(text: str) -> None:
    with pytest.raises(ValueError, match="-date, title"):
        parse_sort(text)


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("name", "jane john kaiming-he"),
        ("-count, name", "kaiming-he jane john"),
        ("-date", "john kaiming-he jane"),
    ],
)
def test_order_of_persons(sort: str, keys: str) -> None:
    assert [person.key for person in sort_records((HE, JANE, JOHN), parse_sort(sort))] == keys.split()


@pytest.mark.parametrize("name", ["date", "title", "author"])
def test_ranks_are_the_order_of_a_list(name: str) -> None:
    numbers = ranks(PUBLICATIONS, name)
    known = [record for record, rank in zip(PUBLICATIONS, numbers, strict=True) if rank]
    by_rank = sorted(known, key=lambda record: numbers[PUBLICATIONS.index(record)])
    assert by_rank == [record for record in sort_records(PUBLICATIONS, parse_sort(name)) if record in known]


def test_equal_records_share_a_rank_and_one_without_a_value_has_none() -> None:
    dates = [
        PartialDate(2015),
        PartialDate(2014),
        None,
        PartialDate(2015),
        PartialDate(None, status=Status.SUBMITTED),
    ]
    records = [Publication(key=str(n), date=date, venues=(Venue(),)) for n, date in enumerate(dates)]
    assert ranks(records, "date") == [2, 1, 0, 2, 3]


def test_east_asian_names_are_sorted_as_one_word() -> None:
    written = [
        Name("恺明", "", "何"),
        Name(family="何恺"),
        Name(family="何旭"),
        Name("太郎", "", "山田"),
        Name("", "", "He"),
    ]
    assert [name.full() for name in sorted(written, key=name_sort_key)] == [
        "He",
        "何恺",
        "何恺明",
        "何旭",
        "山田太郎",
    ]
