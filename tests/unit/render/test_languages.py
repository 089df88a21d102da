"""The language of a record, where it is another than the site's."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.records import Publication
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.links import language_classes


@pytest.mark.parametrize(
    ("language", "site", "expected"),
    [
        ("de", "en", ["language-de"]),
        ("de-CH", "en", ["language-de-CH"]),
        ("en-GB", "en", []),
        ("en", "de", ["language-en"]),
        ("zh", "zh_CN", []),
        ("zh-TW", "zh_CN", ["language-zh-TW"]),
        ("zh-TW", "zh_TW", []),
        ("fa", "en", ["language-fa"]),
        ("und", "en", []),
        ("", "de", []),
        ("Klingon and others", "en", []),
        ('de" onclick="x', "en", []),
    ],
)
def test_language_classes(language: str, site: str, expected: list[str]) -> None:
    record = Publication(key="k", language=language)
    assert language_classes(record, RenderContext(locale=site)) == expected


def test_only_publications_have_a_language() -> None:
    assert language_classes(object(), RenderContext()) == []
