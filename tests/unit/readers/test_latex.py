"""LaTeX -> inline tree."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text, plain
from sphinx_pubs.readers.markup.latex import to_text
from sphinx_pubs.readers.markup.latex_macros import verbatim


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Schr{\"o}dinger", "Schrödinger"),
        (r"Schr\"odinger", "Schrödinger"),
        (r"Schr{\"{o}}dinger", "Schrödinger"),
        (r"Garc\'{\i}a, Garc{\'\i}a, Garc\'ia", "García, García, García"),
        (r"Fran\c{c}ois {\c c}", "François ç"),
        (r"{\v S}kvor, \v{S}kvor", "Škvor, Škvor"),
        (r"Erd{\H o}s", "Erdős"),
        (r"\k{a}\u{g}\r{a}\.z\=a\`e\^e\~n", "ąğåżāèêñ"),
        (r"\d{h}\b{b}\t{oo}", "ḥḇo͡o"),
        (r"{\aa}{\AA}{\o}{\O}{\ae}{\ss}{\l}{\L}{\dh}", "åÅøØæßłŁð"),
        (r"\'{\o}, \textbf{\'e}", "ǿ, é"),
        (r"Rosi\ŉska D\'ıaz", "Rosiŉska Díaz"),
        ("Mu\u0308ller", "Müller"),
        (r"\'{} \~{} \^{}", "' ~ ^"),
    ],
)
def test_accents_become_composed_letters(source: str, expected: str) -> None:
    assert plain(to_text(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{Case} {{Protecting}} B{ER}T", "Case Protecting BERT"),
        ("50% off", "50% off"),
        (r"50% off {\"u}ber \\% x", "50% off über % x"),
        (r"\& \% \$ \_ \# \{x\}", "& % $ _ # {x}"),
        ("pages 3--5 --- a~b", "pages 3–5 — a\xa0b"),
        ("``double'' and `single' don't", "“double” and ‘single’ don't"),
        ("`it's all' the boys' `x`", "‘it's all’ the boys' `x`"),
        (r"\dots{} \ldots\ \textendash\ a\,b", "… … – a\u2009b"),
        (r"{\LaTeX} and \TeX", "LaTeX and TeX"),
        (r"\alpha-helix \textmu{}m 5\textdegree C", "α-helix μm 5°C"),
        (r"\mbox{a}\textrm{b}\text{c}\uppercase{d}\NoCaseChange{e}", "abcde"),
        (r"{\relax Ch}ristos, \noopsort{1973b}Knuth", "Christos, Knuth"),
        (r"one\\two\newline three", "one two three"),
        (r"\unknown{kept} \alsounknown text", "kept alsounknown text"),
        (r"\texorpdfstring{a}{b} \textcolor{red}{c} \enquote{d}", "a c “d”"),
        (r"\mnras", "Monthly Notices of the RAS"),
        (r"{\ifmmode\check{c}\else\v{c}\fi}apek", "čapek"),
        (r"\ifmmode \check{c}\else \v{c}\fi apek, \ifmmode x\fi{}y", "čapek, y"),
        (r"Mart\'\i nez", "Martínez"),
        ("AT&amp;T, AT\\&amp;T &lt;3 &quot;x&quot; &eacute;", 'AT&T, AT&T <3 "x" é'),
        ("costs $5", "costs $5"),
        ("see https://example.org/~jane/a--b for", "see https://example.org/~jane/a--b for"),
        ("two\n   lines\r\n\r\nand more ", "two lines and more"),
        ("lone \\", "lone"),
        ("a } b { c", "a b c"),
        (r"\today", ""),
        (r"\unknown\'e{\else\v{c}}", "unknownéč"),
        ("", ""),
        ("{}", ""),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert plain(to_text(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\emph{x}", (Markup("emphasis", ("x",)),)),
        (r"a \textit{b} c", ("a ", Markup("emphasis", ("b",)), " c")),
        (r"{\it b} c {\em d}", (Markup("emphasis", ("b",)), " c ", Markup("emphasis", ("d",)))),
        (r"\textbf{a}{\bf b}", (Markup("strong", ("a",)), Markup("strong", ("b",)))),
        (r"\textsc{a}{\sc b}", (Markup("smallcaps", ("a",)), Markup("smallcaps", ("b",)))),
        (r"\texttt{a}{\tt b}", (Markup("code", ("a",)), Markup("code", ("b",)))),
        (r"\verb|a_{%|", (Markup("code", ("a_{%",)),)),
        (r"CO\textsubscript{2}", ("CO", Markup("sub", ("2",)))),
        ("m<sup>2</sup> <i>in vivo</i>", ("m", Markup("sup", ("2",)), " ", Markup("emphasis", ("in vivo",)))),
        (r"\emph{a \textbf{{\'e}}}", (Markup("emphasis", ("a ", Markup("strong", ("é",)))),)),
        (r"\emph{}", ()),
        ("$x_2^{10}$", (Math("x_2^{10}"),)),
        (r"an $\mathrm{H}_2$ molecule", ("an ", Math(r"\mathrm{H}_2"), " molecule")),
        (r"\(a\) \ensuremath{\beta_{1}}", (Math("a"), " ", Math(r"\beta_{1}"))),
        (r"at \sqrt{s} = 7", ("at ", Math(r"\sqrt{s}"), " = 7")),
        (r"costs $5 for $x$", ("costs $5 for ", Math("x"))),
        ("{$x}$", ("x",)),
        (r"\url{https://a.b/c\_d%20~e}", (Hyperlink("https://a.b/c_d%20~e", ("https://a.b/c_d%20~e",)),)),
        (r"\url{https://a.b/\~jane}", (Hyperlink("https://a.b/~jane", ("https://a.b/~jane",)),)),
        (
            r"\href{https://a.b}{the \emph{t}}",
            (Hyperlink("https://a.b", ("the ", Markup("emphasis", ("t",)))),),
        ),
        (r"\href{javascript:alert(1)}{label}", ("label",)),
        (r"\href{ JaVaScript:alert(1)}{label}", ("label",)),
    ],
)
def test_markup(source: str, expected: Text) -> None:
    assert to_text(source) == expected


def test_a_formula_with_many_macros_and_one_that_needs_the_parser() -> None:
    loss = r"\mathcal{L}_{\mathrm{total}} = \lambda_{\mathrm{rec}}\mathcal{L}_{\mathrm{rec}}" * 9 + r" \, x"
    assert to_text(f"We minimise ${loss}$.") == ("We minimise ", Math(loss), ".")


def test_deep_nesting_becomes_plain_text() -> None:
    for opening in ("{", r"\emph{", r"\(", r"\begin{a}", "$", r"\emph"):
        assert "x" in plain(to_text(opening * 3000 + " x"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        (r"\url{https://a.b/c%20d}", "https://a.b/c%20d"),
        (r"{https://a.b/\~{}jane/\%20}", "https://a.b/~jane/%20"),
        (r"https://a.b/$\sim$jane?x=1\&y=2&amp;z=3", "https://a.b/~jane?x=1&y=2&z=3"),
        (r"10.1002/(SICI)1{\textless}1::AID{\textgreater}3.0", "10.1002/(SICI)1<1::AID>3.0"),
        (r"\href{https://a.b}{label}", "https://a.b"),
        (" https://a.b/--x~y ", "https://a.b/--x~y"),
        ("", ""),
    ],
)
def test_verbatim(source: str, expected: str) -> None:
    assert verbatim(source) == expected


_FRAGMENTS = st.sampled_from(
    r"""\ { } $ $$ ~ -- --- ` ' `` '' % & # ^ _ \( \) \[ \] \emph{ \em \textbf \verb| \url{ \href{ \' \" \c \H
    \begin{x} \end{x} \begin{equation} \end{equation} \ensuremath \frac \sqrt[ \\ \i
    &amp; <i> </i> a é word""".split()
)


@settings(deadline=None)
@given(st.lists(_FRAGMENTS | st.text(max_size=5)).map("".join))
def test_any_string_is_read_without_braces(source: str) -> None:
    verbatim(source)
    text = _strings(to_text(source))
    if not re.search(r"\\[{}]|\\verb|brace|\\url|\\href", source):
        assert not set("{}") & set(text)
    assert unicodedata.is_normalized("NFC", text) or "\\verb" in source


def _strings(text: Text) -> str:
    strings = ""
    for part in text:
        if isinstance(part, str):
            strings += part + "\n"
        elif not isinstance(part, Math):
            strings += _strings(part.children)
    return strings
