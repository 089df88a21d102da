"""The same records mean the same in every format, and the same list in every markup."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Publication
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from tests.support import Built, site_of

FORMATS = ("yaml", "json", "toml", "csl_json")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = site_of("formats", tmp_path_factory.mktemp("formats")).build()
    assert built.warnings == ""
    return built


def shape(built: Built, docname: str) -> str:
    """Return the page's list as text, without what the name of the page brings about."""
    doctree = built.doctree(docname)
    found = next(node for node in doctree.findall(nodes.container) if "pubs" in node["classes"])
    return re.sub(r'(ids|docname)="[^"]*" ?', "", found.pformat())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_nodes_that_bibtex_gives(built: Built, name: str) -> None:
    assert shape(built, name) == shape(built, "bib")


def test_ris_gives_what_it_can_say(built: Built) -> None:
    # RIS cannot tell an organisation from a person, nor case that is meant from case that is not.
    assert re.sub(r"@.*?\n\s*}", "", shape(built, "ris"), flags=re.DOTALL) == re.sub(
        r"@.*?\n\s*}", "", shape(built, "bib"), flags=re.DOTALL
    )


def test_markdown_pages_give_the_nodes_that_restructuredtext_pages_give(built: Built) -> None:
    assert shape(built, "markdown") == shape(built, "bib")


def test_the_records_are_equal(built: Built) -> None:
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
    """Return what is the record's meaning, not its spelling."""
    from dataclasses import replace

    return replace(publication, type="", date=publication.date and replace(publication.date, text=""))
