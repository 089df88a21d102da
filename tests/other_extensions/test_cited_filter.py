"""The filter names ``cited`` and ``docnames``, for citations by both extensions' roles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext.state import state_of
from tests.support import BuildResult, Site, output_files

BIB = """
@article{anna, author={A, Anna}, title={Title A}, journal={J}, year=2001}
@article{bert, author={B, Bert}, title={Title B}, journal={J}, year=2002}
@book{cara, author={C, Cara}, title={Title C}, publisher={P}, year=2003}
@misc{dora, author={D, Dora}, title={Title D}, year=2004}
"""
LIST = "\n\n.. publications::\n   :filter: "
PAGES = {
    # "aaa" is read before the pages with citations, and "zzz" after them.
    "aaa": f"A\n={LIST}cited\n   :group-by: year\n   :numbering: down\n",
    "index": "Index\n=====\n\n.. toctree::\n\n   aaa\n   one\n   two\n   zzz\n\n:cite:`cara`\n",
    "one": f"One\n===\n\n:pubs:ref:`anna` and :cite:p:`bert`{LIST}docname in docnames\n",
    "two": f"Two\n===\n\n:cite:t:`{{see}}bert{{p. 1}}, cara`{LIST}docname in docnames\n",
    "num": ":orphan:\n\nN\n=\n\n:pubs:count:`cited` cited\n",
    "zzz": f"Z\n={LIST}not cited\n\n.. bibliography::\n",
}


@pytest.fixture
def cited(tmp_path: Path) -> Site:
    """Return a site with both extensions."""
    site = Site(tmp_path / "source")
    site.write(
        "conf.py",
        "extensions = ['sphinxcontrib.bibtex', 'sphinx_pubs']\n"
        "bibtex_bibfiles = pubs_sources = ['refs.bib']\nhtml_theme = 'basic'\n",
    )
    site.write("refs.bib", BIB)
    for name, text in PAGES.items():
        site.write(f"{name}.rst", text)
    return site


def titles(built: BuildResult) -> Mapping[str, list[str]]:
    """Return the titles on each page."""
    return {name: built.titles(f"{name}.html") for name in PAGES}


EXPECTED = {
    "aaa": ["Title C", "Title B", "Title A"],
    "index": [],
    "one": ["Title B", "Title A"],
    "two": ["Title C", "Title B"],
    "num": [],
    "zzz": ["Title D"],
}


@pytest.mark.parametrize("parallel", [0, 2])
def test_list_shows_works_cited_on_any_page(cited: Site, parallel: int) -> None:
    built = cited.build(parallel=parallel)
    assert built.warnings == ""
    assert titles(built) == EXPECTED
    assert "3 cited" in built.page("num.html").get_text()
    page = built.page("aaa.html")
    assert [tag.get_text() for tag in page.select(".pubs-number")] == ["[3]", "[2]", "[1]"]
    toctree = built.page("index.html").select(".toctree-wrapper a")
    assert "2003" in [link.get_text() for link in toctree]
    assert "Title D" in built.text("zzz.html")


EDITS = {
    "added citation": ("two", "Two\n===\n\n", "Two\n===\n\n:cite:`dora` "),
    "removed citation": ("one", ":pubs:ref:`anna` and", "And"),
    "cited with sphinx-pubs": ("index", ":cite:`cara`", ":pubs:ref:`dora`"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("parallel", [0, 2])
def test_rebuild_gives_the_same_output_as_a_clean_build(
    cited: Site, tmp_path: Path, edit: str, parallel: int
) -> None:
    cited.build(parallel=parallel)
    name, old, new = EDITS[edit]
    assert old in PAGES[name]
    cited.write(f"{name}.rst", PAGES[name].replace(old, new))
    again = cited.build(parallel=parallel)
    clean = cited.build(outdir=tmp_path / "clean")
    assert titles(again) == titles(clean) != EXPECTED
    counts = [built.page("num.html").find(string=lambda text: " cited" in text) for built in (again, clean)]
    assert counts[0] == counts[1]
    # sphinxcontrib-bibtex updates its bibliography only when its page is read: do not compare that page.
    pages = {path: text for path, text in output_files(again.outdir).items() if "zzz" not in path}
    assert pages == {path: text for path, text in output_files(clean.outdir).items() if "zzz" not in path}


def test_page_without_new_citations_causes_no_other_page_to_be_read(cited: Site) -> None:
    cited.build()
    cited.write("index.rst", PAGES["index"] + "\nMore words.\n")
    again = cited.build()
    assert again.warnings == ""
    assert state_of(again.app.env).read_docs <= {"index"}


def test_problem_is_reported_once_if_its_page_is_read_twice(cited: Site) -> None:
    cited.write(
        "aaa.rst", PAGES["aaa"] + "\n.. nothing::\n\n.. publications:: nowhere.bib\n   :filter: cited\n"
    )
    for parallel in (0, 2):
        warnings = cited.build(parallel=parallel, fresh=True).warnings.splitlines()
        assert len([line for line in warnings if '"nothing"' in line]) == 1
        assert len([line for line in warnings if "nowhere.bib" in line]) == 1


def test_roles_of_sphinx_pubs_cite_without_sphinxcontrib_bibtex(cited: Site) -> None:
    cited.write(
        "conf.py", "extensions = ['sphinx_pubs']\npubs_sources = ['refs.bib']\nhtml_theme = 'basic'\n"
    )
    for name, text in PAGES.items():
        cited.write(f"{name}.rst", text.replace(":cite:t:", "").replace(":cite:p:", "").replace(":cite:", ""))
    cited.write("zzz.rst", PAGES["zzz"].replace(".. bibliography::", ""))
    built = cited.build()
    assert built.warnings == ""
    assert titles(built)["aaa"] == titles(built)["one"] == ["Title A"]
