"""Formulas as MathML."""

from __future__ import annotations

from xml.etree import ElementTree

import docutils
import pytest

from sphinx_pubs.model.math import formula
from sphinx_pubs.render.mathml import mathml
from tests.unit.model.test_math_renderers import FORMULAS

HAS_ALPHABETS = docutils.__version_info__ >= (0, 21)
#: The characters that browsers show for formulas in titles of physics and computer science.
TITLES = {
    r"\ell_2": "ℓ2",
    r"L^p": "Lp",
    r"O(n \log n)": "O(nlog\u2061n)",
    r"\sqrt{s} = 13\,\mathrm{TeV}": "s=13TeV",
    r"\bar{\nu}_e": "νˉe",
    r"H \to \gamma\gamma": "H→γγ",
    r"B^0_s \to \mu^+\mu^-": "Bs0→μ+μ−",
    r"\alpha_s(M_Z)": "αs(MZ)",
    r"\Lambda\mathrm{CDM}": "ΛCDM",
    r"\mathrm{SU}(2)_L \times \mathrm{U}(1)_Y": "SU(2)L×U(1)Y",
    r"10^{-9}": "10−9",
    r"{}^{13}\mathrm{C}": "13C",
    r"\epsilon": "ϵ",
    r"\frac{1}{2}": "12",
    r"k\text{-means}": "k-means",
    r"\Delta m^2_{32}": "Δm322",
    r"\bm{\theta}": "𝜽",
    r"p < 0.05": "p<0.05",
    r"f''(x)": "f′′(x)",
}
ALPHABETS = {
    r"\mathcal{O}(n^2)": "𝒪(n2)",
    r"\mathbb{R}^d": "ℝd",
    r"\mathsf{NP}": "𝖭𝖯",
    r"\mathbf{x}^\top A": "𝐱⊤A",
}
#: What docutils writes differently from TeX, and what it should be.
MENDED = {
    r"\bar{\nu}_e": '<msub><mover accent="true"><mi>ν</mi><mo stretchy="false">ˉ</mo></mover>'
    "<mi>e</mi></msub>",
    r"\underline{x}^2": "<msup><munder><mi>x</mi><mo>_</mo></munder><mn>2</mn></msup>",
    r"\underbrace{x}_n": "<munder><munder><mi>x</mi><mo>⏟</mo></munder><mi>n</mi></munder>",
    r"\boldsymbol{\theta} x": "<mi>𝜽</mi><mi>x</mi>",
    r"\boldsymbol{\Sigma}_k": "<msub><mi>𝚺</mi><mi>k</mi></msub>",
    r"\boldsymbol\lambda": "<mi>𝝀</mi>",
    r"\pmb{A0}": "<mrow><mi>𝑨</mi><mn>𝟎</mn></mrow>",
    r"\Lambda": '<mi mathvariant="normal">Λ</mi>',
    r"\mathrm{GeV}": "<mtext>GeV</mtext>",
    r"2\log_2 n": '<mn>2</mn><mspace width="0.1667em"></mspace><msub><mi>log</mi><mn>2</mn></msub>'
    '<mspace width="0.1667em"></mspace><mi>n</mi>',
    r"\sin(x)": '<mi>sin</mi><mo>\u2061</mo><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>',
    r"x_{i=1}": '<msub><mi>x</mi><mrow><mi>i</mi><mo lspace="0" rspace="0">=</mo><mn>1</mn></mrow></msub>',
    r"\text{don't} <": "<mtext>don't</mtext><mo>&lt;</mo>",
}


@pytest.mark.parametrize(("tex", "characters"), TITLES.items())
def test_formulas_of_titles(tex: str, characters: str) -> None:
    assert "".join(ElementTree.fromstring(mathml(formula(tex))).itertext()) == characters


@pytest.mark.parametrize(("tex", "characters"), ALPHABETS.items())
def test_mathematical_alphabets_need_a_newer_docutils(tex: str, characters: str) -> None:
    html = mathml(formula(tex))
    assert bool(html) == HAS_ALPHABETS
    assert not html or "".join(ElementTree.fromstring(html).itertext()) == characters


@pytest.mark.parametrize(("tex", "content"), MENDED.items())
def test_what_docutils_writes_differently_from_tex(tex: str, content: str) -> None:
    assert mathml(formula(tex)) == f"<math>{content}</math>"


@pytest.mark.parametrize("tex", [r"\tilde{\chi}_1^0", r"\tilde{\chi}^0_1", r"x^{'}", r"x'_1"])
def test_scripts_beside_their_letter(tex: str) -> None:
    html = mathml(formula(tex))
    assert html
    assert "munder" not in html
    assert "<mo>'</mo>" not in html


@pytest.mark.parametrize("tex", [r"\sum_{i=1}^n i", r"\max_x f(x)", r"\sum\limits_a^b"])
def test_limits_stay_below_and_above(tex: str) -> None:
    assert "<munder" in mathml(formula(tex))


@pytest.mark.parametrize(
    "tex",
    [
        r"\operatorname*{argmax}_x f",
        r"\boxed{x}",
        r"\boldsymbol{\hat{x}}",
        r"\boldsymbol{+}",
        r"\boldsymbol{\nabla}",
        r"\begin{cases}a & b\end{cases}",
        r"x ⌘ y",
        r"\unknown",
    ],
)
def test_what_cannot_be_mathml(tex: str) -> None:
    assert mathml(tex) == ""


ELEMENTS = frozenset(
    "math mfrac mi mn mo mover mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr"
    " munder munderover".split()
)
ATTRIBUTES = frozenset(
    "accent displaystyle form linethickness lspace mathvariant maxsize minsize movablelimits rspace"
    " scriptlevel stretchy symmetric width".split()
)


@pytest.mark.parametrize(
    "tex",
    [
        *FORMULAS,
        r"\text{<script>alert(1)</script>}",
        r"\text{\" onload='alert(1)'}",
        r"\mathrm{<img src=x onerror=alert(1)>}",
        r"x < y > z & \text{&lt;b&gt;}",
    ],
)
def test_formula_has_only_elements_and_attributes_of_mathml(tex: str) -> None:
    html = mathml(formula(tex))
    for element in ElementTree.fromstring(html).iter() if html else ():
        assert element.tag in ELEMENTS
        assert element.attrib.keys() <= ATTRIBUTES
        assert all(value.replace(".", "").strip("+-").isalnum() for value in element.attrib.values())


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background: url(//evil.example)}{x}",
        r"\class{a}{x}",
        r"\unicode{x3c}script",
        r"\require{html}",
        r"\mspace{\" onclick=\"alert(1)}",
        "<script>alert(1)</script>",
        r"\text{<script>alert(1)</script>}",
        r"\hspace{1em} x",
    ],
)
def test_nothing_of_the_source_becomes_html(tex: str) -> None:
    """Even a formula that was not checked before."""
    html = mathml(tex)
    assert "<script" not in html
    for element in ElementTree.fromstring(html).iter() if html else ():
        assert element.tag in ELEMENTS
        assert element.attrib.keys() <= ATTRIBUTES


def test_characters_of_a_formula_are_escaped() -> None:
    assert "<mtext>&lt;script&gt;</mtext>" in mathml(formula(r"\text{<script>}"))
