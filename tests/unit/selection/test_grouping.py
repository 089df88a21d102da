from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Award, Publication, Record, Venue
from sphinx_pubs.selection.grouping import Section, group, leaves, parse_group_by, parse_group_order
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
)


def _grouped(
    levels: str, *, order: str = "", records: tuple[Record, ...] = PUBLICATIONS, ascending: bool = False
) -> list[tuple[str, list[str]]]:
    sections = group(records, parse_group_by(levels), parse_group_order(order), ascending=ascending)
    return [(one.label or one.value, [record.key for record in one.records]) for one in leaves(sections)]


def _keys(*records: Record) -> list[str]:
    return [record.key for record in records]


def test_without_levels_there_is_one_section() -> None:
    assert group(PUBLICATIONS, ()) == (Section(records=PUBLICATIONS),)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (
            "year",
            [
                ("in press", [PRESS]),
                ("2019", [MOCO]),
                ("2017", [MASK]),
                ("2016", [RESNET]),
                ("2008", [TSNE]),
                ("", [UNDATED]),
            ],
        ),
        (
            "decade",
            [("in press", [PRESS]), ("2010s", [MASK, RESNET, MOCO]), ("2000s", [TSNE]), ("", [UNDATED])],
        ),
        ("month", [("11", [MOCO]), ("10", [MASK]), ("", [RESNET, TSNE, PRESS, UNDATED])]),
        (
            "kind",
            [
                ("article", [TSNE, PRESS]),
                ("inproceedings", [MASK, RESNET]),
                ("preprint", [MOCO]),
                ("", [UNDATED]),
            ],
        ),
        (
            "type",
            [
                ("article", [TSNE, PRESS]),
                ("conference", [MASK]),
                ("inproceedings", [RESNET]),
                ("techreport", [MOCO]),
                ("", [UNDATED]),
            ],
        ),
        ("status", [("in press", [PRESS]), ("published", [MASK, RESNET, MOCO, TSNE]), ("", [UNDATED])]),
        (
            "venue",
            [
                ("arXiv", [MOCO]),
                ("CVPR", [RESNET]),
                ("ICCV", [MASK]),
                ("JMLR", [TSNE]),
                ("", [PRESS, UNDATED]),
            ],
        ),
        (
            "journal",
            [("Journal of Machine Learning Research", [TSNE]), ("", [MASK, RESNET, MOCO, PRESS, UNDATED])],
        ),
        (
            "tag",
            [
                ("classification", [RESNET]),
                ("detection", [MASK]),
                ("segmentation", [MASK]),
                ("", [MOCO, TSNE, PRESS, UNDATED]),
            ],
        ),
        ("award", [("Best Paper", [MASK, RESNET]), ("", [MOCO, TSNE, PRESS, UNDATED])]),
        ("selected", [("true", [MASK]), ("", [RESNET, MOCO, TSNE, PRESS, UNDATED])]),
        ("nosuchfield", [("", list(PUBLICATIONS))]),
    ],
)
def test_groups(level: str, expected: list[tuple[str, list[Record]]]) -> None:
    assert _grouped(level) == [(value, _keys(*records)) for value, records in expected]


def test_authors_are_sorted_by_family_name_and_persons_have_their_key() -> None:
    records = (MASK, TSNE)
    assert [value for value, _ in _grouped("author", records=records)] == [
        *("Piotr Dollár", "Ross Girshick", "Georgia Gkioxari", "kaiming-he", "Geoffrey Hinton"),
        "Laurens van der Maaten",
    ]


def test_and_others_is_not_a_group() -> None:
    record = Publication(
        key="a", contributors=(Contributor(Name(given="Jane", family="Doe")), Contributor(OTHERS))
    )
    assert _grouped("author", records=(record,)) == [("Jane Doe", ["a"])]


def test_years_follow_the_order_of_the_records() -> None:
    assert [value for value, _ in _grouped("year", ascending=True)] == [
        "2008",
        "2016",
        "2017",
        "2019",
        "in press",
        "",
    ]
    assert [value for value, _ in _grouped("kind", ascending=True)] == [
        "article",
        "inproceedings",
        "preprint",
        "",
    ]


def test_accepted_works_are_grouped_by_status_not_by_year() -> None:
    accepted = Publication(key="a", date=PartialDate(2018, status=Status.ACCEPTED))
    assert _grouped("year", records=(MOCO, accepted)) == [("accepted", ["a"]), ("2019", ["moco"])]


def test_an_open_range_is_in_the_year_in_which_it_begins() -> None:
    since = replace(TUTORIAL, date=PartialDate(2020, end=PartialDate()))
    until = replace(TUTORIAL, date=PartialDate(end=PartialDate(2012)))
    assert _grouped("year", records=(since, until)) == [("2020", ["tutorial"]), ("2012", ["tutorial"])]
    assert _grouped("decade", records=(since,)) == [("2020s", ["tutorial"])]


def test_a_range_is_in_the_year_in_which_it_ends() -> None:
    assert _grouped("year", records=(EDITOR, TUTORIAL)) == [("2019", ["ijcv"]), ("2018", ["tutorial"])]


def test_roles_and_kinds_of_activities() -> None:
    assert _grouped("role", records=(TUTORIAL, EDITOR)) == [
        ("Associate Editor", ["ijcv"]),
        ("", ["tutorial"]),
    ]
    assert _grouped("kind", records=(TUTORIAL, EDITOR)) == [("service", ["ijcv"]), ("tutorial", ["tutorial"])]


def test_spellings_of_a_value_are_one_group() -> None:
    records = tuple(
        Publication(key=tag, tags=(tag,)) for tag in ("Vision", "vision", "C", "C++", "Zürich", "Zurich")
    )
    assert _grouped("tag", records=records) == [
        ("C", ["C"]),
        ("C++", ["C++"]),
        ("Vision", ["Vision", "vision"]),
        ("Zürich", ["Zürich", "Zurich"]),
    ]


def test_a_record_is_in_a_group_only_once() -> None:
    record = Publication(
        key="a", awards=(Award(key="", title=("Best Paper",)), Award(key="", title=("best paper",)))
    )
    assert [keys for _, keys in _grouped("award", records=(record,))] == [["a"]]


def test_nested_levels() -> None:
    sections = group(PUBLICATIONS, ("kind", "year"))
    assert [(one.by, one.value, one.records) for one in sections] == [
        ("kind", "article", ()),
        ("kind", "inproceedings", ()),
        ("kind", "preprint", ()),
        ("kind", "", ()),
    ]
    assert [(one.by, one.value, one.records) for one in sections[1].sections] == [
        ("year", "2017", (MASK,)),
        ("year", "2016", (RESNET,)),
    ]


@pytest.mark.parametrize(
    ("level", "order", "expected"),
    [
        ("kind", "preprint, inproceedings", ["preprint", "inproceedings", "article", ""]),
        ("kind", "conference=Papers, journal=Journals", ["Papers", "Journals", "preprint", ""]),
        ("kind", "book=Books, =Miscellaneous", ["Miscellaneous", "article", "inproceedings", "preprint"]),
        ("year", "2008, forthcoming=Soon", ["2008", "Soon", "2019", "2017", "2016", ""]),
        ("decade", "2000s=The beginning", ["The beginning", "in press", "2010s", ""]),
        ("tag", "Segmentation=Masks", ["Masks", "classification", "detection", ""]),
        ("status", "published", ["published", "in press", ""]),
    ],
)
def test_groups_named_in_the_order_come_first(level: str, order: str, expected: list[str]) -> None:
    assert [value for value, _ in _grouped(level, order=order)] == expected


def test_each_level_has_its_own_order() -> None:
    found = group(
        PUBLICATIONS, ("kind", "year"), parse_group_order("inproceedings=Conference papers; 2016, 2017")
    )
    assert found[0].label == "Conference papers"
    assert [one.value for one in found[0].sections] == ["2016", "2017"]
    assert [one.value for one in found[1].sections] == ["in press", "2008"]


def test_without_a_heading_the_label_is_empty() -> None:
    assert {one.label for one in group(PUBLICATIONS, ("kind",), parse_group_order("article"))} == {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("year", ("year",)),
        ("Kind, year", ("kind", "year")),
        ("kind year\nmonth", ("kind", "year", "month")),
    ],
)
def test_parse_group_by(text: str, expected: tuple[str, ...]) -> None:
    assert parse_group_by(text) == expected


@pytest.mark.parametrize("text", ["year, year", "-year", "kind; year", "2019"])
def test_invalid_group_by(text: str) -> None:
    with pytest.raises(ValueError, match="kind, year"):
        parse_group_by(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("a", ((("a", ""),),)),
        ("a = One = 1, b=", ((("a", "One = 1"), ("b", "")),)),
        ("a, b; c", ((("a", ""), ("b", "")), (("c", ""),))),
        ("a,\n", ((("a", ""),),)),
        ("a;\n  c=C", ((("a", ""),), (("c", "C"),))),
        ("; c", ((), (("c", ""),))),
        ("=Other", ((("", "Other"),),)),
    ],
)
def test_parse_group_order(text: str, expected: tuple[object, ...]) -> None:
    assert parse_group_order(text) == expected


@pytest.mark.parametrize("text", ["a, a", "a=A, a=B", "=", "a, ="])
def test_invalid_group_order(text: str) -> None:
    with pytest.raises(ValueError, match="group-order"):
        parse_group_order(text)


def test_a_venue_is_grouped_by_its_abbreviation_if_it_has_one() -> None:
    records = (
        Publication(key="a", venues=(Venue(name=("A Venue",)),)),
        Publication(key="b", venues=(Venue(abbr="AV"),)),
    )
    assert _grouped("venue", records=records) == [("A Venue", ["a"]), ("AV", ["b"])]


def test_roles_of_persons_are_in_the_order_of_the_data() -> None:
    sections = group((JOHN, JANE, HE), ("role",))
    assert [section.value for section in sections] == ["Researcher", "Étudiante"]
    assert [record.key for record in sections[0].records] == ["john", "kaiming-he"]
