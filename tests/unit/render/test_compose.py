"""Lines of a layout, filled with the parts of a record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Publication, Record, Venue
from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.elements import to_nodes
from sphinx_pubs.render.layout import parse_line
from tests.unit.render.facts import ACTIVITY, AWARD, BARE, EMPTY, FULL, language, scope, shown, text

NAMED = Publication(key="n", title=("A Title",), venues=(Venue(name=("A Journal",)),))


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        # a bracket vanishes with a part that stands directly in it, also in emphasis
        ("{title}[ ({abbr})]", FULL, "Mask R-CNN (ICCV)"),
        ("{title}[ ({abbr})]", BARE, "A Title"),
        ("{title}[, {venue} ({abbr})]", NAMED, "A Title"),
        ("{title}[, {venue} (*{abbr}*)]", NAMED, "A Title"),
        # a bracket in it may vanish by itself
        ("{title}[, {venue}[ ({abbr})]]", NAMED, "A Title, A Journal"),
        # one that holds only vanished ones vanishes
        ("{title}[ with [{abbr}][{pages}]]", BARE, "A Title"),
        ("{title}[ without parts]", BARE, "A Title without parts"),
        # alternatives
        ("[{abbr}|{venue}|nowhere]", FULL, "ICCV"),
        ("[{abbr}|{venue}|nowhere]", NAMED, "A Journal"),
        ("[{abbr}|{venue}|nowhere]", BARE, "nowhere"),
        ("{title}[ {abbr}|]", BARE, "A Title"),
        ("[[{abbr}: {pages}|{pages}]|{venue}]", NAMED, "A Journal"),
        ("[[if abbr: {abbr}]|{venue}]", NAMED, "A Journal"),
        ("[[if abbr: {abbr}]|{venue}]", FULL, "ICCV"),
        # conditions
        ("{title}[if abbr:  in {abbr}]", FULL, "Mask R-CNN in ICCV"),
        ("{title}[if abbr:  in {abbr}]", BARE, "A Title"),
        ("{title}[unless abbr:  nowhere]", FULL, "Mask R-CNN"),
        ("{title}[unless abbr:  nowhere]", BARE, "A Title nowhere"),
        ("[if role: {role}: {events}][unless role: {title}]", ACTIVITY, "Area Chair: CVPR"),
        ("[if rank: {rank}, ]{title}", AWARD, "winner, PAMI Young Researcher Award"),
        ("[{title}[if abbr: , {pages}]]", NAMED, "A Title"),
        # a line without any of its parts vanishes with its words
        ("In: {abbr}", BARE, ""),
        ("In: {abbr}[, {pages}]", BARE, ""),
        ("In: *{abbr}*", BARE, ""),
        ("[In: {abbr}]", BARE, ""),
        ("just words", EMPTY, "just words"),
        ("{word:eds.}", EMPTY, "eds."),
        ("", FULL, ""),
        # blanks and signs that nothing precedes or follows
        ("{abbr}, {title}", BARE, "A Title"),
        ("{title}: {abbr}", BARE, "A Title"),
        ("{title}. {abbr}", BARE, "A Title."),
        ("  {title}  ", BARE, "A Title"),
    ],
)
def test_lines_with_empty_parts(line: str, record: Record, expected: str) -> None:
    assert shown(line, record) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A Title", "A Title. Next"),
        ("A Title?", "A Title? Next"),
        ("A Title!", "A Title! Next"),
        ("A Title.", "A Title. Next"),
        ("A Title…", "A Title… Next"),
        ("A Title:", "A Title:. Next"),
    ],
)
@pytest.mark.parametrize(
    "line", ["{title}. Next", "*{title}*. Next", "{title}[. Next]", "[{title}][. Next|]"]
)
def test_no_period_after_the_end_of_a_sentence(title: str, expected: str, line: str) -> None:
    assert shown(line, Publication(key="k", title=(title,))) == expected


def test_one_period_after_et_al() -> None:
    assert shown("{authors:1}. {title}") == "Kaiming He* et al. Mask R-CNN"


def test_the_periods_of_a_line_and_of_a_bracket_are_one() -> None:
    assert shown("{title}.[ {abbr}.]. {links}", BARE) == "A Title."


def test_an_ellipsis_in_a_line_is_not_changed() -> None:
    assert shown("wait... {title}", BARE) == "wait... A Title"


def test_styled_items_are_nodes_unless_they_are_empty() -> None:
    found = to_nodes(compose(parse_line("*{title}* **{abbr}** *{note}*"), scope(replace(FULL, note=()))))
    assert [type(node) for node in found] == [nodes.emphasis, nodes.Text, nodes.strong]
    assert found[0].astext() == "Mask R-CNN"


def test_adjacent_text_is_one_node() -> None:
    found = compose(parse_line("{title}[, a][ b] c"), scope(BARE))
    assert [text([node]) for node in found] == ["A Title", ", a b c"]


def test_words_are_translated() -> None:
    assert shown("{editors} ({word:eds.})", context=language({"eds.": "Hrsg."})) == "Jane Doe (Hrsg.)"


def test_escaped_marks_are_text() -> None:
    assert shown(r"\[{title}\] \*", BARE) == "[A Title] *"
