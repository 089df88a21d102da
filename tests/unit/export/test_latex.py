"""Inline tree -> LaTeX source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.export.markup import escape, to_latex, verbatim
from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text


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
def test_capitals_that_no_style_may_change(words: str, expected: str) -> None:
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
