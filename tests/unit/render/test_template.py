"""The layout language and its syntax errors."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.elements import to_node
from sphinx_pubs.render.layout import Line
from sphinx_pubs.render.parts import PARTS
from sphinx_pubs.render.template import (
    MAX_DEPTH,
    Choice,
    Condition,
    Part,
    Sequence,
    Styled,
    TemplateError,
    parse,
    parts_in,
)
from tests.unit.render.facts import AWARD, EMPTY, FULL, scope


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("", ()),
        ("words: as, they (stand)", ("words: as, they (stand)",)),
        ("{title}", (Part("title"),)),
        ("{Title}", (Part("title"),)),
        ("{title:link}", (Part("title", "link"),)),
        ("{links: arxiv pdf }", (Part("links", "arxiv pdf"),)),
        ("{word:eds.}", (Part("word", "eds."),)),
        ("a{year}b", ("a", Part("year"), "b")),
        ("*a*", (Styled("emphasis", ("a",)),)),
        ("**a**", (Styled("strong", ("a",)),)),
        ("*a **b** c*", (Styled("emphasis", ("a ", Styled("strong", ("b",)), " c")),)),
        ("[a]", (Choice((("a",),)),)),
        ("[a|b|c]", (Choice((("a",), ("b",), ("c",))),)),
        ("[a|]", (Choice((("a",), ())),)),
        ("[a[b]]", (Choice((("a", Choice((("b",),))),)),)),
        ("[if abbr: x]", (Condition("abbr", False, ("x",)),)),
        ("[if  Abbr:x]", (Condition("abbr", False, ("x",)),)),
        ("[unless abbr: x]", (Condition("abbr", True, ("x",)),)),
        ("[if abbr:  x]", (Condition("abbr", False, (" x",)),)),
        ("[ifs]", (Choice((("ifs",),)),)),
        ("a | b", ("a | b",)),
        (r"\[a\]", ("[a]",)),
        (r"\{a\}\*\|\\", (r"{a}*|\\"[:-1],)),
        (r"[a\|b]", (Choice((("a|b",),)),)),
    ],
)
def test_constructs(source: str, items: Sequence) -> None:
    found = parse(source)
    assert _joined(found) == items


def _joined(items: Sequence) -> Sequence:
    """Join adjacent strings: the parser returns them as one text."""
    result: list[object] = []
    for item in items:
        if isinstance(item, str) and result and isinstance(result[-1], str):
            result[-1] += item
        else:
            result.append(item)
    return tuple(result)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("ab]", 3, "unexpected ']'"),
        ("[a]]", 4, "unexpected ']'"),
        ("a[b", 2, "no closing ']'"),
        ("[a|b", 1, "no closing ']'"),
        ("a [if abbr: b", 3, "no closing ']'"),
        ("a *b", 3, "no closing '*'"),
        ("a **b", 3, "no closing '**'"),
        ("a **b*", 6, "no closing '*'"),
        ("[*a]*", 2, "no closing '*'"),
        ("[*a|b*]", 2, "no closing '*'"),
        ("a{b", 2, "a brace without the name of a part"),
        ("a}", 2, "a brace without the name of a part"),
        ("{}", 1, "a brace without the name of a part"),
        ("ab {two words}", 4, "a brace without the name of a part"),
        ("{title:[x]}", 1, "a brace without the name of a part"),
        ("ab\\", 3, "at the end of the line"),
    ],
)
def test_errors_name_the_column(source: str, column: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(source)
    assert caught.value.column == column
    assert message in str(caught.value)
    assert f"(column {column})" in str(caught.value)


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("[if abbr: ", "]"), ("[*", "*]")])
def test_nesting_has_a_limit(opens: str, closes: str) -> None:
    deepest = (MAX_DEPTH - 1) // (2 if "*" in opens else 1)
    parse(opens * deepest + "x" + closes * deepest)
    for depth in (MAX_DEPTH, 5000):
        with pytest.raises(TemplateError, match="more than 20 brackets"):
            parse(opens * depth + "x" + closes * depth)


def test_names_of_parts_and_words() -> None:
    items = parse(
        "{title} *{venue}* [if rank: {word:ed.}|[unless role: x]][{date} {word:eds.}|**{word:in}**]"
    )
    parts = list(parts_in(items))
    assert {part.name for part in parts} == {"title", "venue", "rank", "role", "date", "word"}
    assert {part.option for part in parts if part.name == "word"} == {"ed.", "eds.", "in"}


_LANGUAGE = st.lists(
    st.sampled_from(
        ["[", "]", "|", "*", "**", "{", "}", "\\", "[if ", "[unless ", ": ", ". ", "x", "{title}", "{note}",
         "{word:eds.}", *(f"{{{name}}}" for name in PARTS), *PARTS]
    )
).map("".join)  # fmt: skip


@given(st.text() | _LANGUAGE)
@example("[" * 5000)
@example("*" * 5000)
def test_any_text_is_a_line_or_a_template_error(source: str) -> None:
    error = None
    try:
        items = parse(source)
    except TemplateError as found:
        items, error = (), found
    assert error is None or 1 <= error.column <= len(source)
    for record in (FULL, EMPTY, AWARD):
        for node in compose(Line(items), scope(record)):
            assert to_node(node).astext() is not None
