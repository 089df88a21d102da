"""The same records in every data format, and the same list in every markup language, give equal pages."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Publication
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from tests.support import BuildResult, copy_root

FORMATS = ("yaml", "json", "toml", "csl_json")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    built = copy_root("formats", tmp_path_factory.mktemp("formats")).build()
    assert built.warnings == ""
    return built


def list_text(built: BuildResult, docname: str) -> str:
    """Return the nodes of a list as text, without attributes that depend on the page name."""
    doctree = built.doctree(docname)
    container = next(node for node in doctree.findall(nodes.container) if "pubs" in node["classes"])
    return re.sub(r'(ids|docname)="[^"]*" ?', "", container.pformat())


@pytest.mark.parametrize("name", FORMATS)
def test_format_gives_the_same_nodes_as_bibtex(built: BuildResult, name: str) -> None:
    assert list_text(built, name) == list_text(built, "bib")


def test_ris_gives_the_same_nodes_except_for_bibtex_exports(built: BuildResult) -> None:
    # RIS does not mark organizations, nor words whose case must be preserved.
    assert re.sub(r"@.*?\n\s*}", "", list_text(built, "ris"), flags=re.DOTALL) == re.sub(
        r"@.*?\n\s*}", "", list_text(built, "bib"), flags=re.DOTALL
    )


def test_markdown_page_gives_the_same_nodes_as_restructuredtext(built: BuildResult) -> None:
    assert list_text(built, "markdown") == list_text(built, "bib")


def test_records_are_equal(built: BuildResult) -> None:
    domain = built.app.env.get_domain("pubs")
    assert isinstance(domain, PubsDomain)
    libraries = [
        domain.state.sources.library([str(built.app.srcdir / f"records.{suffix}")])
        for suffix in ("bib", "yaml", "json", "toml", "csl.json")
    ]
    for key in ("math", "talk", "thesis"):
        first, *others = (_comparable(library.publications[key]) for library in libraries)
        assert others == [first] * len(others)


def _comparable(publication: Publication) -> Publication:
    """Return a record without its entry type and the text of its date, which depend on the format."""
    from dataclasses import replace

    return replace(publication, type="", date=publication.date and replace(publication.date, text=""))
