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
    ("tex", "expected"),
    [
        (r"\bm{x}_i", r"\boldsymbol{x}_i"),
        (r"\ensuremath{x}", "{x}"),
        (r"\Cal M \roman{Ext}", r"\mathcal M \mathrm{Ext}"),
        (r"\text{\rm PGL}_2", r"\mathrm{\mathrm{PGL}}_2"),
        (r"\text{\ensuremath{t} x}", r"\mathrm{{t}\ x}"),
        (r"\text{km s}", r"\text{km s}"),
        (r"\ket{\psi} \abs{x}", r"|\psi\rangle |x|"),
        (r"3\arcmin x \la y", r"3' x \lesssim y"),
        (r"\dsize x", "x"),
        (r"\Bbb Q", r"\mathbb Q"),
        (r"\bold K", r"\mathbf K"),
        (r"A\sb n\sp 1", "A_n^1"),
        (r"\scr R", r"\mathcal R"),
        (r"{\germ{sl}} \frak g", r"{\mathfrak{sl}} \mathfrak g"),
        (r"\ssf{M}", r"\mathsf{M}"),
        (r"a \coloneqq b \eqqcolon c", "a := b =: c"),
        (r"10\degree C", r"10^\circ C"),
        (r"10^\degree 10^{\degree}", r"10^\circ 10^{\circ}"),
        (r"{\cal L}_2 + {\bf x}", r"{\mathcal{L}}_2 + {\mathbf{x}}"),
        (r"\rm d x", r"\mathrm{d x}"),
        (r"{\rm a & b}", r"{\mathrm{a \& b}}"),
        (r"\begin{matrix}\rm a & b\\c\end{matrix}", r"\begin{matrix}\mathrm{a }& b\\c\end{matrix}"),
        (r"a \over b+1", r"\frac{a}{b+1}"),
        (r"{n \choose k}", r"{\binom{n}{k}}"),
        (r"\frac12 \frac\alpha2", r"\frac{1}{2} \frac{\alpha}{2}"),
        (r"\frac{\frac12}3", r"\frac{\frac{1}{2}}{3}"),
        (r"f\big|_{x}", r"f\bigl|\bigr._{x}"),
        (r"\bigl( a \bigr]", r"\bigl( a \bigr]"),
        (r"\left( A \middle| B \right)", r"\left( A \bigl|\bigr. B \right)"),
        (r"\left<x\right>", r"\left\langle x\right\rangle"),
        (r"\sum_{\substack{a\\b}}", r"\sum_{\begin{matrix}a\\b\end{matrix}}"),
        (r"\root 3 \of {x}", r"\sqrt[3]{x}"),
        (r"x\textsuperscript{th}", r"x^{\text{th}}"),
        (r"\textbf{for all} \textbf{x}", r"\text{for all} \mathbf{x}"),
        (r"a \hbox{ if } b", r"a \text{ if } b"),
        (r"\copyright \pounds \dag \P", r"\text{©} \text{£} \dagger \text{¶}"),
        (r"a\medspace b\thickspace c", r"a\: b\; c"),
        ("^{13}C", "{}^{13}C"),
        ("x^10", "x^{1}0"),
        (r"a \mathrel{:=} b", "a {:=} b"),
    ],
)
def test_translated_formulas(tex: str, expected: str) -> None:
    assert checked(tex) == expected


@pytest.mark.parametrize(
    "tex",
    [
        r"\unknown", r"\root 3 x", r"a \over b \over c", r"\left x", r"\of", r"\big\input",
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
