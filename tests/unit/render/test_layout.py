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
        ("{title}", "a layout must be a list of lines or a mapping, not "),
        (None, "a layout must be a list of lines or a mapping, not "),
        ({"publicaton": ["{title}"]}, "unknown key 'publicaton'; did you mean 'publication'?"),
        ({"zzz": 1}, "unknown key 'zzz'; allowed: activity, award, base"),
        ({1: "x"}, "unknown key 1; allowed:"),
        ({"base": "homepag"}, "unknown base layout 'homepag'; did you mean 'homepage'?"),
        ({"base": "zzz"}, "allowed: cards, compact, cv, homepage, reference, table"),
        ({"form": "grid"}, "'form' must be one of list, cards, table, not 'grid'"),
        ({"date": "long"}, "'date' must be one of full, abbr, year, month, iso, written, not 'long'"),
        ({"publication": "{title}"}, "lines must be a list of strings, or a mapping of headings to strings"),
        ({"publication": [1]}, "lines must be a list of strings"),
        ({"publication": ["{titel}"]}, "in the line '{titel}': unknown part 'titel'; did you mean 'title'?"),
        ({"publication": ["[if zzz: x]"]}, "unknown part 'zzz'; allowed: abbr, abstract"),
        ({"publication": ["{title"]}, "in the line '{title': a brace"),
        ({"publication": {"Title": "{titel}"}}, "did you mean 'title'?"),
        (
            {"names": "initials"},
            "'names' must be a mapping with the keys given, conjunction, delimiter, max, not 'initials'",
        ),
        ({"names": {"givn": "none"}}, "unknown key 'givn' in 'names'; did you mean 'given'?"),
        (
            {"names": {"given": "short"}},
            "'given' must be one of full, initials, first-initials, none, not 'short'",
        ),
        ({"names": {"given": ["full"]}}, "none, not ['full']"),
        ({"names": {"max": "3"}}, "'max' in 'names' must be of the type int, not '3'"),
        ({"names": {"max": True}}, "'max' in 'names' must be of the type int, not True"),
        ({"names": {"conjunction": "no"}}, "'conjunction' in 'names' must be of the type bool, not 'no'"),
        (
            {"links": ["pdf"]},
            "'links' must be a mapping with the keys kinds, separator, within, icons, words, not ['pdf']",
        ),
        ({"links": {"kind": "pdf"}}, "unknown key 'kind' in 'links'; did you mean 'kinds'?"),
        ({"links": {"separator": 1}}, "'separator' in 'links' must be of the type str, not 1"),
        ([["{title}"]], "lines must be a list of strings"),
    ],
)
def test_errors_say_what_is_wrong_and_what_is_allowed(source: object, message: str) -> None:
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
    [
        ("{accessed:yeer}", "unknown option 'yeer' of the part 'accessed'; did you mean 'year'?"),
        ("{date:yeer}", "unknown option 'yeer' of the part 'date'; did you mean 'year'?"),
        ("{title:lnk}", "'link'"),
    ],
)
def test_an_unknown_option_of_a_part_is_an_error(line: str, words: str) -> None:
    with pytest.raises(LayoutError, match=words.replace("?", r"\?")):
        parse_line(line)
