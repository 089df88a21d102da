"""Text as LaTeX for BibTeX, and as HTML for CSL-JSON."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.export.markup import escape, to_html, to_latex, verbatim
from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text
from sphinx_pubs.readers.markup.html import to_text


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("R&D: 100% of #1_a $5", r"R\&D: 100\% of \#1\_a \$5"),
        ("a\\b", r"a\textbackslash{}b"),
        ("{x", r"\textbraceleft{}x"),
        ("x}", r"x\textbraceright{}"),
        ("~ ^", r"\textasciitilde{} \^{}"),
        ("c\xa0d", "c~d"),
        ("a--b---c", "a-{}-b-{}-{}-c"),
        ("Dollár – 何", "Dollár – 何"),
    ],
)
def test_escape(characters: str, expected: str) -> None:
    assert escape(characters) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (("a ", Markup("emphasis", ("b",))), r"a \emph{b}"),
        ((Markup("strong", ("b",)), Markup("code", ("a_b",))), r"\textbf{b}\texttt{a\_b}"),
        (("H", Markup("sub", ("2",)), "O"), r"H\textsubscript{2}O"),
        ((Markup("sup", ("2",)), Markup("smallcaps", ("Abc",))), r"\textsuperscript{2}\textsc{Abc}"),
        ((Math(r"\frac{a}{b}"),), r"$\frac{a}{b}$"),
        ((Math(r"\{a"),), r"\textbackslash{}\textbraceleft{}a"),
        ((Hyperlink("https://a.org/b_c%20d", ("L",)),), r"\href{https://a.org/b_c%20d}{L}"),
    ],
)
def test_markup(text: Text, expected: str) -> None:
    assert to_latex(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mask R-CNN", "Mask {R-CNN}"),
        ("Deep ResNet on ImageNet", "Deep {ResNet} on {ImageNet}"),
        ("A 3D U-Net", "A {3D} {U-Net}"),
        ("Semi-Supervised Learning: A Survey", "Semi-Supervised Learning: A Survey"),
        ("An X-ray of H2O", "An {X-ray} of {H2O}"),
        ("The (CVPR) Title", "The {(CVPR)} Title"),
    ],
)
def test_capitals_that_styles_must_not_change(words: str, expected: str) -> None:
    assert to_latex((words,), protect=True) == expected


def test_a_formula_keeps_its_capitals() -> None:
    assert to_latex((Math("L_2"), " norm"), protect=True) == "{$L_2$} norm"


def test_verbatim() -> None:
    assert verbatim(r"https://a.org/{b}\c") == "https://a.org/%7Bb%7D%5Cc"


@settings(deadline=None)
@given(st.text(alphabet="ab {}\\$&%#_~^-'`", max_size=20))
def test_braces_match_as_bibtex_counts_them(characters: str) -> None:
    depth = 0
    for char in to_latex((characters, Math(characters)), protect=True):
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (("R&D, a < b",), "R&D, a < b"),
        (("&copy <i>",), "&copy &lt;i>"),
        ((Markup("emphasis", ("a", Markup("strong", ("b",)))),), "<i>a<b>b</b></i>"),
        ((Markup("sub", ("1",)), Markup("sup", ("2",))), "<sub>1</sub><sup>2</sup>"),
        ((Markup("code", ("x",)),), "<code>x</code>"),
        ((Markup("smallcaps", ("x",)),), '<span style="font-variant: small-caps;">x</span>'),
        ((Math("a<b"), " c"), "$a&lt;b$ c"),
    ],
)
def test_html_is_read_back(text: Text, expected: str) -> None:
    assert to_html(text) == expected
    assert to_text(expected) == text


def test_html_has_the_text_of_a_link() -> None:
    assert to_html(("a ", Hyperlink("https://a.org", ("b",)))) == "a b"
