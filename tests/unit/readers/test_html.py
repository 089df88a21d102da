"""HTML in CSL-JSON strings -> inline tree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.text import Markup, Math, Text, plain
from sphinx_pubs.readers.markup.html import to_text

# Without time limits: the machine may be busy.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Mask R-CNN", ("Mask R-CNN",)),
        ("", ()),
        ("a <i>b</i> c", ("a ", Markup("emphasis", ("b",)), " c")),
        ("<em>b</em>", (Markup("emphasis", ("b",)),)),
        ("<b>b</b><strong>c</strong>", (Markup("strong", ("b",)), Markup("strong", ("c",)))),
        ("H<sub>2</sub>O", ("H", Markup("sub", ("2",)), "O")),
        ("m<sup>2</sup>", ("m", Markup("sup", ("2",)))),
        ("<sc>abc</sc>", (Markup("smallcaps", ("abc",)),)),
        ('<span style="font-variant:small-caps;">abc</span>', (Markup("smallcaps", ("abc",)),)),
        ('<span style="font-variant: small-caps">abc</span>', (Markup("smallcaps", ("abc",)),)),
        ('On <span class="nocase">Detectron</span>', ("On Detectron",)),
        ("<code>a_b</code>", (Markup("code", ("a_b",)),)),
        ("<i>a <b>b</b></i>", (Markup("emphasis", ("a ", Markup("strong", ("b",)))),)),
        ("<jats:p>Text <jats:italic>x</jats:italic></jats:p>", ("Text ", Markup("emphasis", ("x",)))),
        ("one<br>two<br/>three", ("one two three",)),
        ("  a\n  b ", ("a b",)),
    ],
)
def test_tags(source: str, expected: Text) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<i>open", ("<i>open",)),
        ("closed</i> only", ("closed</i> only",)),
        ("<i>a<b>b</i>c</b>", (Markup("emphasis", ("a", Markup("strong", ("b",)))), "c")),
        ("<i></i>nothing", ("nothing",)),
        ("List<T> and Map<K, V>", ("List<T> and Map<K, V>",)),
        ("x<y and z>0", ("x<y and z>0",)),
        ("x<y & z>0", ("x<y & z>0",)),
        ('<a title="x>y">z</a>', ("z",)),
        ("p < 0.05 and q > 1", ("p < 0.05 and q > 1",)),
        ("<script>alert(1)</script>", ("alert(1)",)),
        ("<script>a <i>b</i>", ("<script>a ", Markup("emphasis", ("b",)))),
        ("<!-- a --> <![CDATA[ <?php", ("<!-- a --> <![CDATA[ <?php",)),
    ],
)
def test_text_that_looks_like_html(source: str, expected: Text) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("R&D, AT&T &copywriting", "R&D, AT&T &copywriting"),
        ("R&amp;D &lt;i&gt; &eacute;&#233;&#xE9;", "R&D <i> ééé"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("e\u0301", "é"),
    ],
)
def test_entities_and_unicode(source: str, expected: str) -> None:
    assert plain(to_text(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$L_2$ norm", (Math("L_2"), " norm")),
        ("from $a$ to $b$", ("from ", Math("a"), " to ", Math("b"))),
        ("<i>$x$</i>", (Markup("emphasis", (Math("x"),)),)),
        ("$a<b$", (Math("a<b"),)),
        ("costs $5 and $10", ("costs $5 and $10",)),
        ("$ a $", ("$ a $",)),
        ("$", ("$",)),
    ],
)
def test_formulas(source: str, expected: Text) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize("source", ["<i>", "<x>", "</i>", "<!--", "&", "$a ", "<i x="])
def test_deep_and_long_input_does_not_raise(source: str) -> None:
    # A recursive reader would raise for text nested this deeply.
    assert plain(to_text(source * 20_000 + "end")).endswith("end")


@_PATIENT
@given(st.text(alphabet="<>/&;#ib $x!-?sup", max_size=40))
def test_any_string_is_read(source: str) -> None:
    plain(to_text(source))
