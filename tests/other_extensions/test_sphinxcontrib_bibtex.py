"""sphinx-pubs and sphinxcontrib-bibtex in one project do not interfere with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import BuildResult, Site, output_files

BOTH = ["sphinxcontrib.bibtex", "sphinx_pubs"]
CONF = """
extensions = {extensions}
bibtex_bibfiles = ["refs.bib"]
pubs_sources = ["refs.bib", "group.yaml"]
html_theme = "basic"
{more}
"""
BIB = """
@article{anna, author={A, Anna and B, Bert and C, Cara}, title={Title A}, journal={J}, year=2001}
@article{bert, author={B, Bert}, title={Title B}, journal={J}, year=2002}
"""
GROUP = """
publications:
  dora: {title: Title D, authors: [Dora D], year: 2004}
  emil: {title: Title E, authors: [Emil Ek, Anna Ab, Bert Be], year: 2005}
"""
INDEX = """
Index
=====

.. toctree::

   citing

.. publications::
   :numbering: up
   :name: list

:pubs:ref:`anna`, :any:`dora` and :cite:t:`anna`
"""
CITING_PAGE = """
Citing
======

:cite:`anna`, :cite:t:`bert`, :any:`anna`

.. bibliography::
   :all:
"""


def create_site(
    folder: Path, extensions: list[str], index: str = INDEX, citing: str = CITING_PAGE, more: str = ""
) -> Site:
    site = Site(folder / "source")
    site.write("conf.py", CONF.format(extensions=extensions, more=more))
    site.write("refs.bib", BIB)
    site.write("group.yaml", GROUP)
    site.write("index.rst", index)
    site.write("citing.rst", citing)
    return site


@pytest.mark.parametrize("builder", ["html", "latex", "text", "singlehtml"])
@pytest.mark.parametrize(
    "extensions", [BOTH, BOTH[::-1]], ids=["sphinxcontrib.bibtex first", "sphinx_pubs first"]
)
def test_no_warnings_in_either_order(tmp_path: Path, extensions: list[str], builder: str) -> None:
    built = create_site(tmp_path, extensions).build(builder, nitpicky=True)
    assert built.warnings == ""


def test_sphinx_pubs_does_not_change_pages_of_sphinxcontrib_bibtex(tmp_path: Path) -> None:
    index = "Index\n=====\n\n.. toctree::\n\n   citing\n"
    alone = create_site(tmp_path / "alone", BOTH[:1], index, more="suppress_warnings = []").build(
        pubs_sources=[]
    )
    both = create_site(tmp_path / "both", BOTH, index).build()
    pages = [
        {name: text for name, text in output_files(built.outdir).items() if name.endswith(".html")}
        for built in (alone, both)
    ]
    assert pages[0] == pages[1]


def href(built: BuildResult, text: str, page: str = "citing.html") -> str:
    """Return the target of the first link with this text."""
    tag = next(tag for tag in built.page(page).select("a") if tag.get_text() == text)
    return str(tag["href"])


# --- bibtex_bibfiles as sources ---


def test_pubs_sources_can_include_bibtex_bibfiles(tmp_path: Path) -> None:
    built = create_site(tmp_path, BOTH).build(pubs_sources=["bibtex_bibfiles", "group.yaml"])
    assert built.warnings == ""
    assert sorted(built.titles()) == ["Title A", "Title B", "Title D", "Title E"]


def test_list_can_include_bibtex_bibfiles(tmp_path: Path) -> None:
    index = INDEX.replace(".. publications::", ".. publications:: bibtex_bibfiles")
    built = create_site(tmp_path, BOTH, index.replace(":any:`dora`", "")).build()
    assert sorted(built.titles()) == ["Title A", "Title B"]


def test_changed_bibtex_bibfiles_are_detected(tmp_path: Path) -> None:
    site = create_site(tmp_path, BOTH, INDEX.replace("and :cite:t:`anna`", ""))
    site.write("citing.rst", "Citing\n======\n")
    sources = ["bibtex_bibfiles", "group.yaml"]
    site.build(pubs_sources=sources)
    site.write("more.bib", "@misc{fred, author={F, Fred}, title={Title F}, year=2006}")
    again = site.build(pubs_sources=sources, bibtex_bibfiles=["refs.bib", "more.bib"])
    assert "Title F" in again.titles()


def test_bibtex_encoding_applies_only_to_bibtex_bibfiles(tmp_path: Path) -> None:
    site = create_site(tmp_path, BOTH, INDEX.replace("and :cite:t:`anna`", ""))
    site.write("citing.rst", "Citing\n======\n")
    (site.root / "refs.bib").write_bytes(BIB.replace("Title A", "Träume").encode("latin-1"))
    site.write("group.yaml", GROUP.replace("Title D", "Räume"))
    sources = ["bibtex_bibfiles", "group.yaml"]
    wrong = site.build(pubs_sources=sources, bibtex_encoding="cp437")
    assert "Träume" not in wrong.titles()
    built = site.build(pubs_sources=sources, bibtex_encoding="latin-1")
    assert {"Träume", "Räume"} <= set(built.titles())


def test_bibtex_bibfiles_without_sphinxcontrib_bibtex_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"sphinxcontrib\.bibtex is not in extensions"):
        create_site(tmp_path, BOTH[1:]).build(pubs_sources=["bibtex_bibfiles"])


# --- cite roles of sphinxcontrib-bibtex that link to entries of sphinx-pubs ---

CITING_GROUP = """
Citing
======

:cite:`dora`; :cite:t:`{see}emil{p. 1}`; :cite:year:`dora`; :cite:cauthor:`emil`; :cite:alp:`dora,emil`;
:cite:p:`anna, dora`; :cite:empty:`emil`; :cite:p:`bert`

.. bibliography::
   :all:
"""


@pytest.mark.parametrize(
    "extensions", [BOTH, BOTH[::-1]], ids=["sphinxcontrib.bibtex first", "sphinx_pubs first"]
)
@pytest.mark.parametrize("builder", ["text", "html", "latex"])
def test_cite_roles_link_to_entries(tmp_path: Path, extensions: list[str], builder: str) -> None:
    site = create_site(tmp_path, extensions, citing=CITING_GROUP)
    built = site.build(builder, pubs_resolve_cite=True)
    assert built.warnings == ""
    if builder == "html":
        assert href(built, "D 2004") == "index.html#pub-dora"
        text = " ".join(built.page("citing.html").select("p")[0].get_text().split())
        assert text == (
            "(D 2004); see Ek et al. (2005), p. 1; 2004; Ek et al.; D 2004, Ek et al. 2005;"
            " [ABC01] (D 2004); ; [B02]"
        )


def test_sphinxcontrib_bibtex_resolves_its_own_keys_and_reports_unknown_keys(tmp_path: Path) -> None:
    page = CITING_GROUP.replace(":cite:p:`bert`", ":cite:p:`nobody, dora`")
    built = create_site(tmp_path, BOTH, citing=page).build(pubs_resolve_cite=True)
    assert built.warnings.count("WARNING") == 1
    assert '"nobody" [bibtex.key_not_found]' in built.warnings
    assert href(built, "ABC01").startswith("#id")


def test_cite_roles_do_not_link_to_entries_by_default(tmp_path: Path) -> None:
    assert (
        '"dora" [bibtex.key_not_found]' in create_site(tmp_path, BOTH, citing=CITING_GROUP).build().warnings
    )


@pytest.mark.parametrize(
    "extensions", [BOTH, BOTH[::-1]], ids=["sphinxcontrib.bibtex first", "sphinx_pubs first"]
)
def test_links_are_updated_with_the_entries(tmp_path: Path, extensions: list[str]) -> None:
    # Sphinx rewrites the pages in the toctree of a changed page, so this page must not be in it.
    index = INDEX.replace(".. toctree::\n\n   citing\n", "")
    site = create_site(tmp_path, extensions, index, citing=":orphan:\n" + CITING_GROUP)
    for _ in range(2):
        site.build(pubs_resolve_cite=True)
    site.write("group.yaml", GROUP.replace("year: 2004", "year: 2014"))
    again = site.build(pubs_resolve_cite=True)
    assert href(again, "D 2014") == "index.html#pub-dora"
    # Now the bibliography of sphinxcontrib-bibtex contains the key.
    site.write("refs.bib", BIB + "@misc{dora, author={D, Dora}, title={Title D}, year=2004}")
    again = site.build(pubs_resolve_cite=True)
    clean = site.build(pubs_resolve_cite=True, outdir=tmp_path / "clean")
    assert again.text("citing.html") == clean.text("citing.html")
    assert "pub-dora" not in again.text("citing.html")
