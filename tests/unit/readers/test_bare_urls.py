"""Bare URLs in running text become links."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Hyperlink, Markup, Text
from sphinx_pubs.readers import native, ris
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.markup.bare_urls import with_links


def link(url: str, label: str = "") -> Hyperlink:
    return Hyperlink(url, (label or url,))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("see https://a.org/b_c.", ("see ", link("https://a.org/b_c"), ".")),
        ("(https://a.org/x_(y))", ("(", link("https://a.org/x_(y)"), ")")),
        ("www.a.org, ftp://b.org!", (link("https://www.a.org", "www.a.org"), ", ", link("ftp://b.org"), "!")),
        ("x,https://a.org/b?c=d&e=f#g;", ("x,", link("https://a.org/b?c=d&e=f#g"), ";")),
        ("见https://a.org/x。", ("见", link("https://a.org/x"), "。")),
        ("[https://a.org/x]", ("[", link("https://a.org/x"), "]")),
        ("<https://a.org?x=y>", ("<", link("https://a.org?x=y"), ">")),
        ("“https://a.org”", ("“", link("https://a.org"), "”")),
        ("http://localhost/x and https://", ("http://localhost/x and https://",)),
        ("javascript://a.org/x and file:///etc/passwd", ("javascript://a.org/x and file:///etc/passwd",)),
        ("jane@www.a.org", ("jane@www.a.org",)),
    ],
)
def test_bare_urls(source: str, expected: Text) -> None:
    assert with_links((source,)) == expected


def test_urls_in_markup_but_not_in_code_and_links() -> None:
    code, reference = Markup("code", ("https://a.org",)), link("https://a.org")
    text = (Markup("emphasis", ("https://a.org",)), code, reference)
    assert with_links(text) == (Markup("emphasis", (reference,)), code, reference)


_NOTE = ("At ", link("https://a.org/~jane/b_c--d"), ".")


def test_note_and_abstract_in_every_format() -> None:
    results = [
        bibtex.read(
            rb"@misc{a, title={https://t.org}, note={At https://a.org/\~{}jane/b\_c--d.},"
            rb"abstract={https://b.org}}",
            "a.bib",
        ),
        native.read(
            b"a: {title: 'https://t.org', abstract: 'https://b.org', note: 'At https://a.org/~jane/b_c--d.'}",
            "a.yaml",
        ),
        ris.read(
            b"TY  - GEN\nTI  - https://t.org\nAB  - https://b.org\nN1  - At https://a.org/~jane/b_c--d.\n",
            "a.ris",
        ),
    ]
    for result in results:
        (record,) = result.records
        assert isinstance(record, Publication)
        assert record.note == (_NOTE,)
        assert record.abstract == (link("https://b.org"),)
        assert record.title == ("https://t.org",)


def test_macros_for_urls() -> None:
    source = (
        rb"@misc{a, title={T}, note={\url{https://a.org/x\_y} \href{https://b.org}{b} \url{javascript:x}}}"
    )
    (record,) = bibtex.read(source, "a.bib").records
    assert isinstance(record, Publication)
    expected = (link("https://a.org/x_y"), " ", link("https://b.org", "b"), " javascript:x")
    assert record.note == (expected,)
