"""Inline tree -> the HTML of CSL-JSON."""

from __future__ import annotations

import pytest

from sphinx_pubs.export.markup import to_html
from sphinx_pubs.model.text import Hyperlink, Markup, Math, Text
from sphinx_pubs.readers.markup.html import to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (("R&D, a < b",), "R&D, a < b"),
        (("&amp; <i>",), "&amp;amp; &lt;i>"),
        ((Markup("emphasis", ("a", Markup("strong", ("b",)))),), "<i>a<b>b</b></i>"),
        ((Markup("sub", ("1",)), Markup("sup", ("2",))), "<sub>1</sub><sup>2</sup>"),
        ((Markup("code", ("x",)),), "<code>x</code>"),
        ((Markup("smallcaps", ("x",)),), '<span style="font-variant: small-caps;">x</span>'),
        ((Math("a<b"), " c"), "$a&lt;b$ c"),
    ],
)
def test_there_and_back(text: Text, expected: str) -> None:
    assert to_html(text) == expected
    assert to_text(expected) == text


def test_a_link_is_its_text() -> None:
    assert to_html(("a ", Hyperlink("https://a.org", ("b",)))) == "a b"
