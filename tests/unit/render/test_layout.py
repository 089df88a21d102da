"""Layouts from ``pubs_layouts``."""

from __future__ import annotations

import pytest

from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.dates import STYLES
from sphinx_pubs.render.layout import LayoutError, parse_layout, parse_line
from sphinx_pubs.render.links import LinkStyle
from sphinx_pubs.render.names import NameStyle
from sphinx_pubs.render.template import Part

KNOWN = builtin_layouts()


def test_a_list_of_lines_is_for_every_kind_of_record() -> None:
    layout = parse_layout(["{title}", "{date}"], KNOWN)
    assert {kind: len(lines) for kind, lines in layout.lines.items()} == {
        "publication": 2,
        "award": 2,
        "activity": 2,
        "person": 2,
    }
    assert layout.lines["award"][0].items == (Part("title"),)
    assert parse_layout(("{title}",), KNOWN).lines["activity"][0].items == (Part("title"),)


def test_missing_keys_come_from_the_base_layout() -> None:
    layout = parse_layout({"award": ["{title}"]}, KNOWN)
    assert layout.lines["publication"] == KNOWN["homepage"].lines["publication"]
    assert layout.lines["award"] != KNOWN["homepage"].lines["award"]
    layout = parse_layout({"base": "reference", "date": "iso"}, KNOWN)
    assert layout.lines == KNOWN["reference"].lines
    assert (layout.names, layout.date) == (KNOWN["reference"].names, "iso")


def test_styles_replace_only_what_they_name() -> None:
    layout = parse_layout({"base": "reference", "names": {"max": 3}, "links": {"kinds": "pdf code"}}, KNOWN)
    assert layout.names == NameStyle(given="first-initials", max=3)
    assert layout.links == LinkStyle(kinds=("pdf", "code"))


def test_kinds_of_links_are_a_string_or_a_list() -> None:
    for kinds in ("pdf code", ["pdf", "code"], ("pdf", "code")):
        assert parse_layout({"links": {"kinds": kinds}}, KNOWN).links.kinds == ("pdf", "code")


def test_a_table_has_headings() -> None:
    layout = parse_layout({"form": "table", "award": {"Year": "{year}", "What": "{title}"}}, KNOWN)
    assert [line.heading for line in layout.lines["award"]] == ["Year", "What"]


@pytest.mark.parametrize("source", ["each venue: {abbr}", "each venue:{abbr}", "each venue:   {abbr}"])
def test_a_line_for_each_venue(source: str) -> None:
    line = parse_line(source)
    assert line.each_venue
    assert line.items == (Part("abbr"),)
    assert not parse_line("for each venue: {abbr}").each_venue


@pytest.mark.parametrize("style", [style for style in STYLES if style])
def test_styles_of_dates(style: str) -> None:
    assert parse_layout({"date": style}, KNOWN).date == style


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{title}", "a layout is a list of lines or a mapping"),
        (None, "a layout is a list of lines or a mapping"),
        ({"publicaton": ["{title}"]}, "no entry 'publicaton'; did you mean 'publication'?"),
        ({"zzz": 1}, "no entry 'zzz'; there are activity, award, base"),
        ({1: "x"}, "no entry 1; there are"),
        ({"base": "homepag"}, "no layout 'homepag' to be the base; did you mean 'homepage'?"),
        ({"base": "zzz"}, "there are cards, compact, cv, homepage, reference, table"),
        ({"form": "grid"}, "'form' is 'grid', not one of list, cards, table"),
        ({"date": "long"}, "'date' is 'long', not one of full, abbr, year, month, iso, written"),
        ({"publication": "{title}"}, "lines are a list of strings, or a mapping of headings to strings"),
        ({"publication": [1]}, "lines are a list of strings"),
        ({"publication": ["{titel}"]}, "in the line '{titel}': no part 'titel'; did you mean 'title'?"),
        ({"publication": ["[if zzz: x]"]}, "no part 'zzz'; there are abbr, abstract"),
        ({"publication": ["{title"]}, "in the line '{title': a brace"),
        ({"publication": {"Title": "{titel}"}}, "did you mean 'title'?"),
        ({"names": "initials"}, "'names' is a mapping with the keys given, conjunction, delimiter, max"),
        ({"names": {"givn": "none"}}, "no entry 'givn' in 'names'; did you mean 'given'?"),
        (
            {"names": {"given": "short"}},
            "'given' is 'short', not one of full, initials, first-initials, none",
        ),
        ({"names": {"given": ["full"]}}, "'given' is ['full'], not one of"),
        ({"names": {"max": "3"}}, "'max' in 'names' is '3', not of the type int"),
        ({"names": {"max": True}}, "'max' in 'names' is True, not of the type int"),
        ({"names": {"conjunction": "no"}}, "'conjunction' in 'names' is 'no', not of the type bool"),
        ({"links": ["pdf"]}, "'links' is a mapping with the keys kinds, separator, within"),
        ({"links": {"kind": "pdf"}}, "no entry 'kind' in 'links'; did you mean 'kinds'?"),
        ({"links": {"separator": 1}}, "'separator' in 'links' is 1, not of the type str"),
        ([["{title}"]], "lines are a list of strings"),
    ],
)
def test_errors_say_where_and_what_is_allowed(source: object, message: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_layout(source, KNOWN)
    assert message in str(caught.value)


@pytest.mark.parametrize("key", ["base", "form", "date"])
@pytest.mark.parametrize("value", [["homepage"], {}, 3, None])
def test_any_value_is_a_layout_or_an_error(key: str, value: object) -> None:
    with pytest.raises(LayoutError):
        parse_layout({key: value}, KNOWN)


@pytest.mark.parametrize(("line", "column"), [("{abbr", 1), ("each venue: {abbr", 13), ("each venue:]", 12)])
def test_columns_count_from_the_start_of_the_line(line: str, column: int) -> None:
    with pytest.raises(LayoutError, match=rf"column {column}\)"):
        parse_line(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [("{date:yeer}", "no option 'yeer' of 'date'; did you mean 'year'?"), ("{title:lnk}", "'link'")],
)
def test_an_option_that_a_part_does_not_have_is_refused(line: str, words: str) -> None:
    with pytest.raises(LayoutError, match=words.replace("?", r"\?")):
        parse_line(line)
