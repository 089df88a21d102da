"""The allow-list of TeX in formulas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.math import MAX_DEPTH, MAX_LENGTH, FormulaError, checked, formula


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("L_2", "L_2"),
        (r"\frac{1}{2}\,\alpha^{\mathrm{max}}", r"\frac{1}{2}\,\alpha^{\mathrm{max}}"),
        (r"\left(\sqrt[3]{x}\right]", r"\left(\sqrt[3]{x}\right]"),
        (r"\begin{pmatrix}a & b\\c & d\end{pmatrix}", r"\begin{pmatrix}a & b\\c & d\end{pmatrix}"),
        (r"\{x\}", r"\{x\}"),
        ("50%", r"50\%"),
        (r"50\%", r"50\%"),
        ("a & b #1", r"a \& b \#1"),
        ("a\n\n b", "a b"),
        ("αβ", "αβ"),
    ],
)
def test_allowed_formulas(tex: str, expected: str) -> None:
    assert checked(tex) == expected


@pytest.mark.parametrize(
    "tex",
    [
        r"\input{/etc/passwd}", r"\write18{x}", r"\def\x{}", r"\csname input\endcsname", r"\catcode`\@=11",
        r"\href{javascript:alert(1)}{x}", r"\require{html}", r"\unicode{x3c}", r"\style{x}{y}",
        r"\class{x}{y}",
        "^^5cinput{x}", "a$b", r"a\)b", r"a\(b", r"a\]b", "}", "{", "{}}{", "x\\", "\\\u00e9",
        r"\left(", r"\right)",
        r"{\left(}\right)", r"\begin{matrix}", r"\end{document}", r"\begin{verbatim}\end{verbatim}",
        r"\begin{matrix}\end{cases}", r"\begin matrix", "a\x01b", "a\ud800",
        "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1),
        "x" * (MAX_LENGTH + 1),
    ],
)  # fmt: skip
def test_refused_formulas(tex: str) -> None:
    with pytest.raises(FormulaError):
        checked(tex)
    assert formula(tex) == ""


@given(st.text(alphabet="a{}$%#&^_\\()[] 5c\n") | st.text())
def test_an_allowed_formula_is_balanced_and_checks_again(tex: str) -> None:
    if found := formula(tex):
        assert formula(found) == found
        assert "^^" not in found
        assert "\n" not in found
