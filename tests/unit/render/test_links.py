"""The selection, order and labels of links, and the mark for the language of a title."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Link, Publication
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import to_nodes
from sphinx_pubs.render.links import LinkStyle, chosen, label_text, language_classes, link_list
from tests.unit.render.facts import language, text

PDF = Link("PDF", "https://example.org/1.pdf", "pdf")
CODE = Link("code/models", "https://example.org/code", "code")
TALK = Link("talk", "", "talk")
URL = Link("link", "https://example.org/", "url")
OWN = Link("Dataset card", "https://example.org/card")
TUTORIAL = Link("ICCV tutorial", "https://example.org/t.pdf", "slides", "slides")
ORAL = Link("ICCV oral", "", "slides", "slides")


@pytest.mark.parametrize(
    ("links", "style", "expected"),
    [
        ((), LinkStyle(), ""),
        ((PDF, CODE), LinkStyle(), "PDF · code/models"),
        ((PDF, TALK, OWN), LinkStyle(separator=", "), "PDF, talk, Dataset card"),
        ((URL, PDF), LinkStyle(), "PDF"),
        ((URL, PDF), LinkStyle(kinds=("url",)), "link"),
        ((PDF, CODE, TALK), LinkStyle(kinds=("code", "pdf")), "code/models · PDF"),
        ((PDF,), LinkStyle(kinds=("video",)), ""),
        ((PDF, TUTORIAL, ORAL, CODE), LinkStyle(), "PDF · slides: ICCV tutorial, ICCV oral · code/models"),
        ((TUTORIAL, ORAL), LinkStyle(within=" / "), "slides: ICCV tutorial / ICCV oral"),
        ((TUTORIAL, Link("A", "", "v", "video")), LinkStyle(), "slides: ICCV tutorial · video: A"),
    ],
)
def test_lists(links: tuple[Link, ...], style: LinkStyle, expected: str) -> None:
    assert text(link_list(links, style, RenderContext())) == expected


def test_links_of_one_kind_keep_their_order() -> None:
    second = Link("slides", "https://example.org/2", "slides")
    assert chosen([ORAL, PDF, second], ("slides",)) == [ORAL, second]


def test_a_link_without_a_url_is_text() -> None:
    code, _, talk = to_nodes(link_list([CODE, TALK], LinkStyle(), RenderContext()))
    assert isinstance(code, nodes.inline)
    assert code["classes"] == ["pubs-link", "pubs-link-code"]
    assert [link["refuri"] for link in code.findall(nodes.reference)] == [CODE.url]
    assert isinstance(talk, nodes.inline)
    assert talk["classes"] == ["pubs-link", "pubs-link-talk"]
    assert not list(talk.findall(nodes.reference))


@pytest.mark.parametrize(("kind", "css"), [("", "pubs-link-other"), ("Data Set", "pubs-link-data-set")])
def test_any_kind_has_a_class(kind: str, css: str) -> None:
    (node,) = to_nodes(link_list([Link("x", "", kind)], LinkStyle(), RenderContext()))
    assert isinstance(node, nodes.inline)
    assert css in node["classes"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("code", "Quelltext"),
        ("CODE", "Quelltext"),
        ("Code", "Quelltext"),
        ("Code v2", "Code v2"),
        ("DOI", "DOI"),
        ("doi", "doi"),
        ("slides", "Folien"),
    ],
)
def test_known_labels_are_translated(label: str, expected: str) -> None:
    assert label_text(label, language({"Code": "Quelltext", "Slides": "Folien"})) == expected


def test_the_name_of_a_group_is_translated() -> None:
    found = link_list([TUTORIAL], LinkStyle(), language({"Slides": "Folien"}))
    assert text(found) == "Folien: ICCV tutorial"


@pytest.mark.parametrize(
    ("tag", "site", "expected"),
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
def test_language_classes(tag: str, site: str, expected: list[str]) -> None:
    record = Publication(key="k", language=tag)
    assert language_classes(record, RenderContext(locale=site)) == expected


def test_only_publications_have_a_language() -> None:
    assert language_classes(object(), RenderContext()) == []
