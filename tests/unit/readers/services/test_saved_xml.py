"""A saved answer in XML is a source file like any other: its root element tells the service."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.load import load_file, reader_for
from sphinx_pubs.readers.services import read_answer
from sphinx_pubs.readers.services.xml_roots import service_of_xml

from .answers import names_of, recorded

FEED = '<feed xmlns:arxiv="http://arxiv.org/schemas/atom"><entry><title>Example</title></entry></feed>'


@pytest.mark.parametrize("suffix", ["xml", "XML", "atom"])
@pytest.mark.parametrize(
    "name",
    [*names_of("arxiv/*.json"), *names_of("pubmed/article*.json"), *names_of("datacite-xml/*.xml")],
)
def test_a_saved_answer_gives_the_same_records(name: str, suffix: str, tmp_path: Path) -> None:
    data = recorded(name)
    path = tmp_path / f"answer.{suffix}"
    path.write_bytes(data)
    service = name.partition("/")[0].replace("-", "_")
    assert service_of_xml(data) == service
    saved, read = load_file(str(path)), read_answer(service, data, str(path))
    assert saved == read


@pytest.mark.parametrize(
    ("data", "service"),
    [
        (FEED, "arxiv"),
        (f"\ufeff<?xml version='1.0' ?>\n<!-- <resource> - -->\n<?style a?b?>{FEED}", "arxiv"),
        (FEED.replace("<feed ", "<a:feed "), "arxiv"),
        ("<!DOCTYPE PubmedArticleSet [<!ENTITY a 'b'>]><PubmedArticleSet/>", "pubmed"),
        ("<PubmedBookArticle>", "pubmed"),
        ("<eFetchResult><ERROR>x</ERROR></eFetchResult>", "pubmed"),
        ('<resource xmlns="http://datacite.org/schema/kernel-2.2">', "datacite_xml"),
        ("<resource>", ""),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title></feed>', ""),
        ("<eSearchResult/>", ""),
        ("<html><feed>arxiv.org</feed></html>", ""),
        ("<feeds>arxiv.org</feeds>", ""),
        ("", ""),
        ("feed", ""),
        ("<", ""),
    ],
)
def test_the_root_element_tells_the_service(data: str, service: str) -> None:
    assert service_of_xml(data.encode()) == service
    assert service_of_xml(data.removeprefix("\ufeff").encode("utf-16")) == service


def test_only_files_with_the_suffix_of_xml_are_looked_at() -> None:
    assert reader_for("papers.xml", FEED.encode()) is not None
    assert reader_for("papers.txt", FEED.encode()) is None


@pytest.mark.parametrize("data", ["<mods/>", "<!doctype html><html></html>", "", "no XML"])
def test_other_xml_is_reported(data: str, tmp_path: Path) -> None:
    path = tmp_path / "papers.xml"
    path.write_text(data, encoding="utf-8")
    result = load_file(str(path))
    assert result.records == ()
    (problem,) = result.problems
    assert problem.code is Code.SOURCE
    assert problem.message == (
        "unknown format: the file must be XML of arXiv, PubMed or DataCite; export it as .bib or .ris instead"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f"<!DOCTYPE feed [<!ENTITY a 'b'>]>{FEED}", "XML file skipped: it declares entities or attributes"),
        (FEED.replace("</entry>", ""), "XML syntax error: mismatched tag"),
        (
            FEED.replace("Example", "Error").replace("<title>", "<id>x/api/errors#y</id><title>"),
            "arXiv answered",
        ),
    ],
)
def test_what_is_wrong_is_reported(data: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "papers.xml"
    path.write_text(data, encoding="utf-8")
    (problem,) = load_file(str(path)).problems
    assert problem.message.startswith(message)


def test_an_answer_without_papers_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "papers.atom"
    path.write_text('<feed xmlns:arxiv="http://arxiv.org/schemas/atom"/>', encoding="utf-8")
    result = load_file(str(path))
    assert (result.records, result.problems) == ((), ())
