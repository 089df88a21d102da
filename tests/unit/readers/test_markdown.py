"""Inline Markdown -> inline tree, and text that only looks like markup."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text
from sphinx_pubs.readers.markup.markdown import to_text


@pytest.mark.parametrize(
    "source",
    [
        "Mask R-CNN",
        "A* search",
        "A* and D* search",
        "snake_case_name",
        "C# and F#",
        "[1]",
        "[1] and [2, 3]",
        "5 < 6 > 4 & 3",
        "AT&T",
        "costs $5 or $10",
        "US$ 5 million in the US$ zone",
        "1. A Title",
        "# A Title",
        "- A Title",
        "> A Title",
        "https://example.org/a_b_c",
        "p<0.05 and <video> tags",
        "2 * 3 * 4",
        "\\alpha",
        "R&D; & more",
        "Wei^* {x}",
        "!",
        "a ~ b ~~c~~",
        "<sup>never closed",
        "closed never</sup>",
    ],
)
def test_text_without_markup(source: str) -> None:
    assert to_text(source) == (source,)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ()),
        ("  ", ()),
        ("two\n  lines ", ("two lines",)),
        ("an *L* and a **B**", ("an ", Markup("emphasis", ("L",)), " and a ", Markup("strong", ("B",)))),
        ("***x***", (Markup("emphasis", (Markup("strong", ("x",)),)),)),
        ("`a_b*`", (Markup("code", ("a_b*",)),)),
        ("$L_2$ and $\\mathrm{H}_2$", (Math("L_2"), " and ", Math("\\mathrm{H}_2"))),
        (
            "[a *b*](https://example.org)",
            (Hyperlink("https://example.org", ("a ", Markup("emphasis", ("b",)))),),
        ),
        ("<https://example.org>", (Hyperlink("https://example.org", ("https://example.org",)),)),
        ("[slides](talk.pdf)", (Hyperlink("talk.pdf", ("slides",)),)),
        ("\\*x\\*", ("*x*",)),
        ("Wei<sup>*</sup>", ("Wei", Markup("sup", ("*",)))),
        ("H<sub>2</sub>O", ("H", Markup("sub", ("2",)), "O")),
        ("<B>x</B>", (Markup("strong", ("x",)),)),
        ("<i>a *b</i> c*", ("<i>a ", Markup("emphasis", ("b</i> c",)))),
        ("*a <sub>b* c", (Markup("emphasis", ("a <sub>b",)), " c")),
        ("AT&amp;T", ("AT&T",)),
        ("[x](javascript:alert(1))", ("x",)),
        ("[x](<java script:alert(1)>)", ("x",)),
        ("[x](data:text/html,y)", ("x",)),
        ("<javascript:alert(1)>", ("javascript:alert(1)",)),
        ('<a href="javascript:alert(1)">x</a>', ("x",)),
        ("<script>alert(1)</script>", ("alert(1)",)),
    ],
)
def test_markup(source: str, text: Text) -> None:
    assert to_text(source) == text


def test_deep_nesting_does_not_raise() -> None:
    assert to_text("*a " * 5000)
    assert to_text("<sup>" * 5000)
    assert to_text("[" * 5000)
