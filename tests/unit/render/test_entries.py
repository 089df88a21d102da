"""Lists, cards and tables of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Publication, Record, record_kind
from sphinx_pubs.model.text import plain
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.entries import SHOWN, Presentation
from sphinx_pubs.render.layout import parse_layout
from tests.unit.render.facts import ACTIVITY, AWARD, BARE, EMPTY, FULL, inside, list_of

LAYOUTS = builtin_layouts()
TABLE = parse_layout({"form": "table", "publication": {"Year": "{year}", "Title": "{title}"}}, LAYOUTS)


def _presentation(
    layout: object = ("{title}",),
    *,
    show: Sequence[str] = (),
    numbers: Mapping[str, int] | None = None,
    context: RenderContext | None = None,
) -> Presentation:
    return Presentation(
        layout=parse_layout(layout, LAYOUTS),
        context=context or RenderContext(),
        show=show,
        numbers=numbers or {},
        ids={"He2017Mask": ["pub-He2017Mask"]},
    )


def _lines(record: Record, presentation: Presentation) -> list[str]:
    found = inside(record, presentation)
    return [line.astext() for node in found for line in (node.findall(nodes.line)) if line.children]


def test_a_list_has_an_entry_for_each_record() -> None:
    made = list_of([FULL, BARE], _presentation())
    assert isinstance(made, nodes.bullet_list)
    assert made["classes"] == ["pubs-list"]
    first, second = made.children
    assert isinstance(first, nodes.list_item)
    assert isinstance(second, nodes.list_item)
    assert first["classes"] == second["classes"] == ["pubs-entry"]
    assert (first["ids"], second["ids"]) == (["pub-He2017Mask"], [])
    assert [entry.astext() for entry in made.children] == ["Mask R-CNN", "A Title"]


@pytest.mark.parametrize(
    ("record", "kind", "classes"),
    [
        (FULL, "publication", ["pubs-entry"]),
        (AWARD, "award", ["pubs-entry", "pubs-entry-award"]),
        (ACTIVITY, "activity", ["pubs-entry", "pubs-entry-activity"]),
    ],
)
def test_kinds_of_records(record: Record, kind: str, classes: list[str]) -> None:
    assert record_kind(record) == kind
    (entry,) = list_of([record], _presentation()).children
    assert isinstance(entry, nodes.Element)
    assert entry["classes"] == classes


def test_one_line_is_a_paragraph_and_several_a_line_block() -> None:
    (paragraph,) = inside(FULL, _presentation())
    assert isinstance(paragraph, nodes.paragraph)
    (block,) = inside(FULL, _presentation(["{title}", "{abbr}"]))
    assert isinstance(block, nodes.line_block)
    # so that all entries of a list look alike
    (block,) = inside(BARE, _presentation(["{title}", "{abbr}"]))
    assert isinstance(block, nodes.line_block)
    assert _lines(BARE, _presentation(["{title}", "{abbr}", "{year}"])) == ["A Title"]
    assert inside(EMPTY, _presentation(["{title}", "{abbr}"])) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["{title}", "each venue: {abbr}, {date}"],
            ["Mask R-CNN", "ICCV, October 2017", "TPAMI, accepted in 2018"],
        ),
        (["{title}", "{abbr}"], ["Mask R-CNN", "ICCV"]),
        (["{title}", "each venue: {pages}"], ["Mask R-CNN", "2980–2988"]),
        (["{title}", "{note}"], ["Mask R-CNN", "First line", "Second line"]),
        (["{title}", "Note: {note}"], ["Mask R-CNN", "Note: First line Second line"]),
    ],
)
def test_lines_that_become_several(lines: list[str], expected: list[str]) -> None:
    assert _lines(FULL, _presentation(lines)) == expected


def test_a_line_for_each_venue_of_a_record_without_one() -> None:
    record = replace(FULL, venues=())
    assert _lines(record, _presentation(["{title}", "each venue: {date}"])) == ["Mask R-CNN", "October 2017"]
    assert inside(AWARD, _presentation(["each venue: {title}"]))[0].astext() == "PAMI Young Researcher Award"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{title}"], "[7] Mask R-CNN"),
        (["{title}", "{abbr}"], "[7] Mask R-CNN"),
        (["{title} {number}"], "Mask R-CNN [7]"),
        (["[if abbr: {number}]"], "[7]"),
        (["{field:none}"], "[7] "),
    ],
)
def test_a_number_comes_first_unless_the_layout_has_it_elsewhere(lines: list[str], expected: str) -> None:
    found = inside(FULL, _presentation(lines, numbers={FULL.key: 7}))
    first = next(iter(found[0].findall(nodes.line)), found[0])
    assert first.astext() == expected
    assert len([node for node in found[0].findall(nodes.inline) if "pubs-number" in node["classes"]]) == 1


def test_a_record_without_a_number_has_none() -> None:
    assert inside(BARE, _presentation(numbers={FULL.key: 7}))[0].astext() == "A Title"


def test_blocks_are_below_and_the_image_is_above() -> None:
    image, lines, abstract, source = inside(FULL, _presentation(show=["abstract", "image", "bibtex"]))
    assert isinstance(image, nodes.image)
    assert (image["classes"], image["uri"], image["alt"]) == (["pubs-image"], "mask.png", "A mask")
    assert lines.astext() == "Mask R-CNN"
    assert isinstance(abstract, nodes.paragraph)
    assert (abstract["classes"], abstract.astext()) == (["pubs-abstract"], "We present a framework.")
    assert isinstance(source, nodes.literal_block)
    assert (source["classes"], source["language"]) == (["pubs-bibtex"], "bibtex")
    assert source.astext().startswith("@inproceedings{He2017Mask,")


def test_blocks_are_in_the_order_of_the_option() -> None:
    found = inside(FULL, _presentation(show=["bibtex", "abstract"]))
    assert [type(node) for node in found] == [nodes.paragraph, nodes.literal_block, nodes.paragraph]


@pytest.mark.parametrize(("record", "count"), [(BARE, 2), (AWARD, 1), (ACTIVITY, 1), (EMPTY, 1)])
def test_missing_blocks_are_not_shown(record: Record, count: int) -> None:
    assert len(inside(record, _presentation(show=["image", "abstract", "bibtex"]))) == count


def test_parts_can_be_added_as_lines() -> None:
    assert _lines(FULL, _presentation(show=["legend", "tags"])) == [
        "Mask R-CNN",
        "* equal contribution, † corresponding author",
        "detection, segmentation",
    ]
    (only,) = inside(BARE, _presentation(show=["legend"]))
    assert isinstance(only, nodes.paragraph)


@pytest.mark.parametrize("name", SHOWN)
def test_every_value_of_show_works_for_every_record(name: str) -> None:
    presentation = _presentation(show=[name], context=RenderContext(publications={FULL.key: FULL}))
    for record in (FULL, BARE, EMPTY, AWARD, ACTIVITY):
        made = list_of([record], presentation).astext()
        assert plain(record.title) in made


def test_a_missing_image_is_left_out() -> None:
    context = RenderContext(image=lambda image: None)
    assert len(inside(FULL, _presentation(show=["image"], context=context))) == 1


def test_cards_always_show_images() -> None:
    made = list_of([FULL], Presentation(layout=LAYOUTS["cards"], context=RenderContext()))
    assert made["classes"] == ["pubs-list", "pubs-cards"]
    assert len(list(made.findall(nodes.image))) == 1


def test_a_table_has_a_row_for_each_record_and_headings() -> None:
    table = list_of(
        [FULL, BARE],
        Presentation(
            layout=TABLE,
            context=RenderContext(translate=str.upper),
            ids={FULL.key: ["pub-mask", "pub-old"]},
        ),
    )
    assert isinstance(table, nodes.table)
    assert "pubs-list" in table["classes"]
    assert "pubs-table" in table["classes"]
    rows = [[cell.astext() for cell in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    assert rows == [["YEAR", "TITLE"], ["2017", "Mask R-CNN"], ["", "A Title"]]
    head, first, second = table.findall(nodes.row)
    assert isinstance(head.parent, nodes.thead)
    assert (first["ids"], first["classes"], second["ids"]) == (["pub-mask"], ["pubs-entry"], [])
    assert [cell["ids"] for cell in first.findall(nodes.entry)] == [["pub-old"], []]
    group = next(iter(table.findall(nodes.tgroup)))
    assert group["cols"] == len(list(group.findall(nodes.colspec))) == 2


def test_columns_are_as_wide_as_their_content_within_bounds() -> None:
    long = Publication(key="k", title=("x" * 100,))
    widths = [
        [
            column["colwidth"]
            for column in list_of(records, Presentation(layout=TABLE, context=RenderContext())).findall(
                nodes.colspec
            )
        ]
        for records in ([BARE], [FULL], [long])
    ]
    assert widths == [[7], [4, 10], [44]]  # without a year, the table has no column for it


def test_no_records_give_an_empty_list_in_every_form() -> None:
    for layout in LAYOUTS.values():
        made = list_of([], Presentation(layout=layout, context=RenderContext()))
        assert isinstance(made, nodes.bullet_list)
        assert not made.children


@pytest.mark.parametrize(
    ("columns", "first"),
    [({"Title": "{title}"}, "[7] "), ({"No.": "{number}", "Title": "{title}"}, "[7]")],
)
def test_a_table_has_numbers_in_its_first_column(columns: Mapping[str, str], first: str) -> None:
    layout = {"form": "table", "publication": columns}
    made = list_of([FULL], _presentation(layout, numbers={FULL.key: 7}))
    row = next(made.findall(lambda node: isinstance(node, nodes.row) and "pubs-entry" in node["classes"]))
    assert row.children[0].astext().startswith(first)


def test_a_column_without_content_is_left_out() -> None:
    layout = {"form": "table", "publication": {"Year": "{year}", "Title": "{title}", "Venue": "{venue}"}}
    made = list_of([BARE], _presentation(layout))
    assert [node.astext() for node in made.findall(nodes.entry)] == ["Title", "A Title"]
