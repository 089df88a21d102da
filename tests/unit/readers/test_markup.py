r"""Markup has one meaning in every format: the same text in LaTeX, in HTML and in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text, plain
from sphinx_pubs.readers.markup import html, latex, markdown
from sphinx_pubs.readers.markup.bare_urls import with_links

_MATH_ML = 'xmlns:mml="http://www.w3.org/1998/Math/MathML" display="inline"'


def texts(source: str) -> list[Text]:
    return [reader.to_text(source) for reader in (latex, html, markdown)]


_SPECIES = (Markup("emphasis", ("E. coli",)), " x")


@pytest.mark.parametrize(
    "source",
    [
        "<i>E. coli</i> x", "<I>E. coli</I> x", "<em>E. coli</em> x", "<italic>E. coli</italic> x",
        "<ITALIC>E. coli</ITALIC> x", "<jats:italic>E. coli</jats:italic> x",
        '<span style="font-style: italic">E. coli</span> x', "<p><i>E. coli</i> x</p>",
        "&lt;i&gt;E. coli&lt;/i&gt; x", "&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; x",
        r"{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater} x",
        r"{$<$}i{$>$}E. coli{$<$}/i{$>$} x", r"$\less$i$\greater$E. coli$\less$/i$\greater$ x",
        r"\textless{}i\textgreater{}E. coli\textless{}/i\textgreater{} x",
        r"\textless i\textgreater E. coli\textless/i\textgreater{} x",
        r"{\textless}jats:italic{\textgreater}E. coli{\textless}/jats:italic{\textgreater} x",
        r"\emph{E. coli} x", r"\textit{E. coli} x", r"{\em E. coli} x",
    ],
)  # fmt: skip
def test_one_text_in_all_ways_of_writing_it(source: str) -> None:
    assert texts(source) == [_SPECIES] * 3


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<scp>R</scp><sc>a</sc>", (Markup("smallcaps", ("R",)), Markup("smallcaps", ("a",)))),
        ('<span style="font-variant:small-caps;">r</span>', (Markup("smallcaps", ("r",)),)),
        ('<span class="nocase">Foo</span> <u>a</u>', ("Foo a",)),
        ("<bold>a</bold> <STRONG>b</STRONG>", (Markup("strong", ("a",)), " ", Markup("strong", ("b",)))),
        ("H<jats:sub>2</jats:sub>O<sup>+</sup>", ("H", Markup("sub", ("2",)), "O", Markup("sup", ("+",)))),
        ("<tt>a</tt> <monospace>b</monospace>", (Markup("code", ("a",)), " ", Markup("code", ("b",)))),
        ("<jats:title>Abstract</jats:title><jats:p>We do.</jats:p><jats:p>So.</jats:p>", ("We do. So.",)),
        (
            ("<jats:sec><jats:title>Aims</jats:title><jats:p>To x.</jats:p></jats:sec>"
            "<jats:sec><jats:title>Results:</jats:title><jats:p>Y.</jats:p></jats:sec>"),
            ("Aims: To x. Results: Y.",),
        ),
        ("<list><list-item><p>a</p></list-item><list-item>b</list-item></list>", ("a b",)),
        ("one<br/>two<BR>three", ("one two three",)),
        (
            '<jats:ext-link xlink:href="https://a.org">a</jats:ext-link> <xref rid="b1">1</xref>',
            (Hyperlink("https://a.org", ("a",)), " 1"),
        ),
        ('<a href="javascript:alert(1)">a</a>', ("a",)),
        ("<script>alert(1)</script>", ("alert(1)",)),
        ("<i>a <b>b</b></i>", (Markup("emphasis", ("a ", Markup("strong", ("b",)))),)),
        ("<i>a<b>b</i>c</b>", (Markup("emphasis", ("a", Markup("strong", ("b",)))), "c")),
    ],
)  # fmt: skip
def test_tags(source: str, expected: Text) -> None:
    assert texts(source) == [expected] * 3


@pytest.mark.parametrize(
    "source",
    [
        "x < 3 and y > 4", "p<0.05 and q>1", "<10 kHz", "x<y and z>0", "List<T> and Map<K, V>",
        "p <b and c> d", "<video> tags", "<i>never closed", "closed never</sup>", "a <-> b", "a << b >> c",
        "AT&T, R&D; and &copywriting",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_tag_is_text(source: str) -> None:
    assert texts(source) == [(source,)] * 3


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("AT&amp;T AT&amp;amp;T", "AT&T AT&T"),
        ("a &lt; b &amp;lt; c &#60; d", "a < b < c < d"),
        ("1&#x2013;2&ndash;3&nbsp;km", "1–2–3\xa0km"),
        ("&eacute;&amp;eacute;&quot;", 'éé"'),
        ("Dı́az", "Díaz"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_entities_and_accents(source: str, expected: str) -> None:
    assert [plain(text) for text in texts(source)] == [expected] * 3


@pytest.mark.parametrize(
    ("source", "tex"),
    [
        ("<mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub>", "H_{2}"),
        ("<mml:msubsup><mml:mi>x</mml:mi><mml:mi>i</mml:mi><mml:mn>2</mml:mn></mml:msubsup>", "x_{i}^{2}"),
        ("<mml:mi>α</mml:mi><mml:mo>≤</mml:mo><mml:mi>x</mml:mi>", r"\alpha\leq x"),
        ("<mml:mi>p</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>0.05</mml:mn>", "p<0.05"),
        ("<mml:msqrt><mml:mi>s</mml:mi></mml:msqrt><mml:mo>−</mml:mo><mml:mtext>TeV</mml:mtext>",
         r"\sqrt{s}-\text{TeV}"),
        ("<mml:mfrac><mml:mi>a</mml:mi><mml:mrow><mml:mi>b</mml:mi><mml:mi>c</mml:mi></mml:mrow></mml:mfrac>",
         r"\frac{a}{bc}"),
        ("<mml:mover><mml:mi>x</mml:mi><mml:mo>¯</mml:mo></mml:mover>", r"\bar{x}"),
        ("<mml:munderover><mml:mo>∑</mml:mo><mml:mi>i</mml:mi><mml:mi>n</mml:mi></mml:munderover>",
         r"\sum_{i}^{n}"),
        (("<mml:mmultiscripts><mml:mi>C</mml:mi><mml:mprescripts/><mml:none/><mml:mn>14</mml:mn>"
         "</mml:mmultiscripts>"), "{}^{14}C"),
        ('<mml:mi mathvariant="double-struck">R</mml:mi><mml:mi>sin</mml:mi><mml:mi>abc</mml:mi>',
         r"\mathbb{R}\sin\mathrm{abc}"),
        (("<mml:mtable><mml:mtr><mml:mtd><mml:mi>a</mml:mi></mml:mtd><mml:mtd><mml:mi>b</mml:mi></mml:mtd>"
         "</mml:mtr></mml:mtable>"), r"\begin{matrix}a & b\end{matrix}"),
        (('<mml:semantics><mml:mi>x</mml:mi><mml:annotation encoding="application/x-tex">y</mml:annotation>'
         "</mml:semantics>"), "y"),
        ("<mml:mfenced><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced>", "(a,b)"),
        ("<mml:msup><mml:mi>x</mml:mi></mml:msup>", "x"),
    ],
)  # fmt: skip
def test_mathml_becomes_a_formula(source: str, tex: str) -> None:
    assert texts(f"a <mml:math {_MATH_ML}>{source}</mml:math> b") == [("a ", Math(tex), " b")] * 3
    bare = source.replace("mml:", "")
    assert texts(f"<MATH>{bare}</MATH>") == [(Math(tex),)] * 3


@pytest.mark.parametrize(
    "source",
    [
        "<inline-formula><tex-math>$x^2$</tex-math></inline-formula>",
        (
            "<jats:inline-formula><jats:alternatives><jats:tex-math>$$x^2$$</jats:tex-math>"
            "<mml:math><mml:mi>x</mml:mi></mml:math></jats:alternatives></jats:inline-formula>"
        ),
        "<alternatives><mml:math><mml:mi>y</mml:mi></mml:math><tex-math>$x^2$</tex-math></alternatives>",
    ],
)
def test_formulas_of_jats(source: str) -> None:
    assert html.to_text(source) == latex.to_text(source) == (Math("x^2"),)


def test_formula_in_a_latex_document() -> None:
    source = r"\documentclass{minimal}\usepackage{amsmath}\begin{document}$$\alpha_{x} $$\end{document}"
    assert html.to_text(f"<tex-math>{source}</tex-math>") == (Math(r"\alpha_{x}"),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Sch{\"o}lkopf, Bernhard", "Schölkopf, Bernhard"),
        (r"Ka{\l}uszy{\'n}ski", "Kałuszyński"),
        (r"{\'E}tude, {\v S}kvor, \v{S}kvor, Fran\c{c}ois", "Étude, Škvor, Škvor, François"),
        (r"Schr\"odinger and Garc\'ia and Mart\'\i nez", "Schrödinger and García and Martínez"),
        (r"Fern\'andez, Villal\'on, Gonz\'alez, Mu\~noz", "Fernández, Villalón, González, Muñoz"),
        (r"A {\&} B \& C", "A & B & C"),
        (r"50{\%} of 5\%", "50% of 5%"),
        (r"Klippel\textendash{}Trenaunay", "Klippel–Trenaunay"),
        (r"Klippel\textendashTrenaunay", "Klippel–Trenaunay"),
        (r"Klippel{\textendash}Trenaunay", "Klippel–Trenaunay"),
        ("{UIUC-PPL}/charm", "UIUC-PPL/charm"),
        ("{B}ayes in {{DNA}} {Deep Sky}", "Bayes in DNA Deep Sky"),
        (r"{\{}PIC{\}} code", "PIC code"),
        ("{Th. } Proffen", "Th. Proffen"),
        ("in {La$_{1-x}$MnO$_3$}", "in La_{1-x}MnO_3"),
        (r"Mu{\textasciitilde n}oz, El Ni{\textasciitilde}no", "Muñoz, El Niño"),
        (r"\$5 and \$6", "$5 and $6"),
        (r"\ce{H2O} and \SI{10}{\kilo\meter}", "H2O and 10\xa0km"),
        ("half-decoded Sch{ö}lkopf", "half-decoded Schölkopf"),
    ],
)
def test_latex_in_every_format(source: str, expected: str) -> None:
    assert [plain(text) for text in texts(source)] == [expected] * 3


@pytest.mark.parametrize(
    "source",
    [
        r"C:\temp\new\_x", r"in C:\users\textbf\{a}", r"\\server\share\&x", "a { b", "b } a", "{0, 1}", "{x}",
        "a {name} b", r"the \alpha and \unknown{a}", r"C:\Users\'x", "{{ Site }}",
    ],
)  # fmt: skip
def test_what_only_looks_like_latex_is_text(source: str) -> None:
    assert html.to_text(source) == markdown.to_text(source) == (source,)


def test_escaped_apostrophes_are_no_accents() -> None:
    source = r"it\'s d\'un l\'effet dell\'arte un\'altra jusqu\'ici don\'t we\'re"
    assert html.to_text(source) == (source,)
    assert markdown.to_text(source) == (source.replace("\\", ""),)


def test_markdown_around_latex() -> None:
    expected = (Markup("emphasis", ("Schölkopf",)), " ", Markup("strong", ("b",)), " ", Math(r"\alpha_{x}"))
    assert markdown.to_text(r"*Sch{\"o}lkopf* \textbf{b} $\alpha_{x}$") == expected
    assert markdown.to_text(r"a\_b {\_}c{\_} x{\textasteriskcentered}y") == ("a_b _c_ x∗y",)


@pytest.mark.parametrize(
    "source", ["{", "{a", r"{\{", "<i>", r"\textbf{", r"\"", "$x", "`", "&amp;", "<math><mrow>"]
)
def test_long_input_takes_linear_time(source: str) -> None:
    for reader in (html, markdown):
        assert plain(reader.to_text(source * 5_000 + "end")).endswith("end")


_MATHML = "msub msup msubsup mover munderover mfrac mroot msqrt mfenced mtable mmultiscripts semantics mi x"


@pytest.mark.parametrize("name", _MATHML.split())
def test_incomplete_mathml_does_not_raise(name: str) -> None:
    for content in ("", "x", "<mi>x</mi>", f"<{name}></{name}>", f"<{name}>"):
        texts(f"a <math><{name}>{content}</{name}></math>")


_FRAGMENTS = st.sampled_from(
    r"""{ } \ $ < > & ; a B é ı \' \" \c {\"o} \& \textbf{ \SI{ \qty{ \ce{ \num{ \ang{
    [ ] ^ _ - -- ` `` ''
    <i> </i> <b> </b> <math> </math> <msub> </msub> <mi> </mi> <mover> </mover>
    <mfrac> <mtable> </mtable> <jats:p>
    <tex-math> </tex-math> <alternatives> </alternatives> &lt; &amp;lt; https://a.b/ ) . * ** \url{ \verb|
    \textend \foo \og \fg \not {\textasciitilde n} C:\x ~ % 1e5 \per \kilo ^2- ->""".split()
)


@settings(deadline=None)
@given(st.lists(_FRAGMENTS | st.text(max_size=3)).map("".join))
def test_any_string_is_read(source: str) -> None:
    for text in texts(source):
        plain(with_links(text))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"A {\&}amp; B", ("A & B",)),
        (r"{\&}lt;i{\&}gt;E. coli{\&}lt;/i{\&}gt;", (Markup("emphasis", ("E. coli",)),)),
        (r"1\&\#8211;2", ("1–2",)),
        (r"AT\&T; x", ("AT&T; x",)),
        (r"\char`\~x \char65 B \symbol{67}\char'104", ("~x AB CD",)),
        (r"a\kern1pt b\penalty0 c\hskip -1.5em d", ("abcd",)),
        (r"$\ce{H2O}$", ("H", Markup("sub", ("2",)), "O")),
        (r"\ch{H2O}", ("H", Markup("sub", ("2",)), "O")),
        (r"\chem{NO_3}", ("NO", Markup("sub", ("3",)))),
        (r"$\SI{5}{\metre}$", ("5\xa0m",)),
    ],
)
def test_what_exporters_and_classes_write(source: str, expected: Text) -> None:
    assert texts(source) == [expected] * 3
