"""No LaTeX symbol vanishes: those of pylatexenc, of Unicode's table, and of common packages."""

from __future__ import annotations

import re

import pytest
from pylatexenc import latex2text
from pylatexenc.latexencode import get_builtin_conversion_rules

from sphinx_pubs.model.text import Markup, Text, plain
from sphinx_pubs.readers.markup.latex import to_text, unknown_macros
from sphinx_pubs.readers.markup.latex_macros import ACCENTS

# LaTeX and packages, by The Comprehensive LaTeX Symbol List: text-mode accents and symbols.
SYMBOLS = {
    r"\$ \% \& \_ \# \{ \}": "$ % & _ # { }",
    r"\dag\ddag\S\P\copyright\pounds": "†‡§¶©£",
    r"\textdagger\textdaggerdbl\textsection\textparagraph\textcopyright\textsterling": "†‡§¶©£",
    r"\textminus\texttimes\textdiv\textpm\textlnot\textsurd": "−×÷±¬√",
    r"\textquotedbl\textquotesingle\textasciigrave\textquoteleft\textquoteright": "\"'`‘’",
    r"\textquotedblleft\textquotedblright\quotedblbase\quotesinglbase": "“”„‚",
    r"\guillemotleft\guillemotright\guillemetleft\guilsinglleft\guilsinglright": "«»«‹›",
    r"\textbraceleft\textbraceright\textbackslash\textbar\textless\textgreater": "{}\\|<>",
    r"\textasciicircum\textasciitilde\textunderscore\textdollar\textvisiblespace": "^~_$␣",
    r"\textexclamdown\textquestiondown\textellipsis\textendash\textemdash\textbullet": "¡¿…–—•",
    r"\textregistered\texttrademark\textservicemark\textcircledP\textcopyleft": "®™℠℗🄯",
    r"\textcent\textcurrency\textyen\texteuro\textflorin\textlira\textwon\textdong\textpeso": "¢¤¥€ƒ₤₩₫₱",
    r"\textdegree\textcelsius\textmu\textohm\textmho\textperthousand\textpertenthousand": "°℃μΩ℧‰‱",
    r"\textonehalf\textonequarter\textthreequarters\textonesuperior\texttwosuperior": "½¼¾¹²",
    r"\textordfeminine\textordmasculine\textnumero\textestimated\textinterrobang": "ªº№℮‽",
    r"\textleftarrow\textrightarrow\textuparrow\textdownarrow": "←→↑↓",
    r"\textborn\textdied\textmarried\textdivorced\textmusicalnote\textreferencemark": "*†⚭⚮♪※",
    r"\aa\AA\ae\AE\oe\OE\o\O\l\L\ss\SS\i\j": "åÅæÆœŒøØłŁßSSıȷ",
    r"\dh\DH\dj\DJ\th\TH\ng\NG\ij\IJ": "ðÐđĐþÞŋŊĳĲ",
    r"{\uhorn}{\ohorn}{\Uhorn}{\Ohorn}\h{a}\ABREVE\acircumflex": "ươƯƠảĂâ",
    r"\.{z}\={a}\u{g}\v{s}\H{o}\c{c}\k{a}\d{h}\b{b}\r{a}\t{oo}\G{a}": "żāğšőçąḥḇåo͡oȁ",
    r"\textcommabelow{s} \textdotbelow{a} \newtie{oo}": "ș ạ o͡o",
    r"\c{} \r{} \k{} \v{} \u{}": "¸ ˚ ˛ ˇ ˘",
    r"\checkmark\female\male\heartsuit\bigstar\maltese": "✓♀♂♡★✠",
    r"\alpha\Omega\infty\leq\rightarrow\partial\ell\hbar": "αΩ∞≤→∂ℓℏ",
    r"\acute{n}\check{z}\not\in\not=": "ńž∉≠",
    r"\og x \fg{} \flqq y\frqq{} \glqq z\grqq": "«\xa0x\xa0» «y» „z“",
    r"\cprime\cdprime\polhk{a}\dbar\Dbar\soft{d}": "ʹʺąđĐď",
    r"\cyrchar\CYRYO\CYRA\cyra": "ЁАа",
    r"\nicefrac{1}{2}\textfrac{3}{4}": "1/23/4",
    r"\LaTeX{} \TeX{} \BibTeX": "LaTeX TeX BibTeX",
    r"Klippel\textendashTrenaunay": "Klippel–Trenaunay",
}  # fmt: skip


@pytest.mark.parametrize("source", SYMBOLS)
def test_symbols(source: str) -> None:
    assert plain(to_text(source)) == SYMBOLS[source]


# Macros of pylatexenc's table that print nothing by themselves: typefaces, spaces, titles, references.
_SILENT = frozenset(
    "mathrm mathbf mathit mathsf mathtt today texorpdfstring ensuremath quad qquad enskip check breve"
    " acute grave ddot not b d emph textrm textit textbf textsc textsl text url item footnote href"
    " textcolor colorbox hspace vspace frac nicefrac textfrac underline textcompwordmark nolinebreak".split()
)


def test_no_macro_of_pylatexenc_vanishes() -> None:
    specs = latex2text.get_default_latex_context_db().iter_macro_specs()
    names = [spec.macroname for spec in specs if spec.macroname.isalpha() and spec.macroname not in _SILENT]
    assert len(names) > 800
    assert [name for name in names if not plain(to_text(f"\\{name}{{}}")).strip()] == []


def test_no_macro_of_unicode_vanishes() -> None:
    table = get_builtin_conversion_rules("unicode-xml")[0].rule
    symbols = {
        chr(code): latex
        for code, latex in table.items()
        if re.fullmatch(r"(?:\\cyrchar)?\\[A-Za-z]{2,}", latex) and not chr(code).isspace() and code != 0x2060
    }
    assert len(symbols) > 700
    assert [latex for latex in symbols.values() if not plain(to_text(latex)).strip()] == []
    shown = [character for character, latex in symbols.items() if plain(to_text(latex)) == character]
    assert len(shown) > 0.95 * len(symbols)


@pytest.mark.parametrize("name", sorted(ACCENTS))
def test_no_accent_vanishes(name: str) -> None:
    assert len(plain(to_text(f"\\{name}{{x}}"))) >= 1
    assert plain(to_text(f"\\{name}{{x}}")) != "x"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"a \foo b", "a foo b"),
        (r"a\foo", "afoo"),
        (r"\foo{} b", "foo b"),
        (r"\foo{kept} b", "kept b"),
        (r"{\rm a}{\sf b}\relax\protect\noindent\xspace", "ab"),
    ],
)
def test_unknown_macro_keeps_its_name(source: str, expected: str) -> None:
    assert plain(to_text(source)) == expected


def test_unknown_macros_are_found() -> None:
    source = r"\foo \bar{x} \emph{a} $\baz$ \textendashTrenaunay \qux{} \alpha \url{\a} \\foo {\it x} \foo"
    assert unknown_macros(source) == ["foo", "qux"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\SI{10}{\kilo\meter\per\second}", ("10\xa0km/s",)),
        (r"\qty{5}{\micro\meter}", ("5\xa0μm",)),
        (r"\SI{-1.5(2)}{\volt}", ("−1.5(2)\xa0V",)),
        (r"\num{1.5e-5}", ("1.5\xa0×\xa010", Markup("sup", ("−5",)))),
        (r"\SI{5}{\percent}", ("5\xa0%",)),
        (r"\SI{20}{\degreeCelsius} \SI{3}{\degree}", ("20\xa0°C 3°",)),
        (r"\ang{10;20;30}", ("10°20′30″",)),
        (r"\SIrange{1}{2}{\metre\per\second\squared}", ("1–2\xa0m/s", Markup("sup", ("2",)))),
        (r"\si{\kilogram\per\cubic\metre\per\second}",
         ("kg/(m", Markup("sup", ("3",)), "\xa0s)")),
        (r"\unit{kg.m^{-2}}", ("kg\xa0m", Markup("sup", ("−2",)))),
        (r"\SI[per-mode=symbol]{10}{km/s}", ("10\xa0km/s",)),
        (r"\qtyrange{1}{2}{\m} \numlist{1;2;3}", ("1–2\xa0m 1, 2, 3",)),
        (r"\SI{3 +- 1}{\per\second}", ("3\xa0±\xa01\xa01/s",)),
        (r"\si{\foo}", ("foo",)),
    ],
)  # fmt: skip
def test_units(source: str, expected: Text) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\ce{H2O}", ("H", Markup("sub", ("2",)), "O")),
        (r"\ce{SO4^2-}", ("SO", Markup("sub", ("4",)), Markup("sup", ("2−",)))),
        (r"\ce{Na+}", ("Na", Markup("sup", ("+",)))),
        (r"\ce{Fe^{3+}}", ("Fe", Markup("sup", ("3+",)))),
        (r"\ce{^{13}C}", (Markup("sup", ("13",)), "C")),
        (r"\ce{Fe2(SO4)3}",
         ("Fe", Markup("sub", ("2",)), "(SO", Markup("sub", ("4",)), ")", Markup("sub", ("3",)))),
        (r"\ce{2H2 + O2 -> 2H2O}",
         ("2H", Markup("sub", ("2",)), " + O", Markup("sub", ("2",)), " → 2H", Markup("sub", ("2",)), "O")),
        (r"\ce{A <=> B}", ("A ⇌ B",)),
        (r"\ce{CuSO4 * 5H2O}",
         ("CuSO", Markup("sub", ("4",)), " · 5H", Markup("sub", ("2",)), "O")),
        (r"\ce{\gamma-Fe} \ce{C=C}", ("γ–Fe C=C",)),
    ],
)  # fmt: skip
def test_chemistry(source: str, expected: Text) -> None:
    assert to_text(source) == expected
