"""sphinxcontrib-bibtex and ours in one project: neither says or takes anything of the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Built, Site, tree

BOTH = ["sphinxcontrib.bibtex", "sphinx_pubs"]
CONF = """
extensions = {extensions}
bibtex_bibfiles = ["refs.bib"]
pubs_sources = ["refs.bib", "ours.yaml"]
html_theme = "basic"
{more}
"""
BIB = """
@article{anna, author={A, Anna and B, Bert and C, Cara}, title={Title A}, journal={J}, year=2001}
@article{bert, author={B, Bert}, title={Title B}, journal={J}, year=2002}
"""
OURS = """
publications:
  dora: {title: Title D, authors: [Dora D], year: 2004}
  emil: {title: Title E, authors: [Emil E, Anna A, Bert B], year: 2005}
"""
INDEX = """
Index
=====

.. toctree::

   theirs

.. publications::
   :numbering: up
   :name: list

:pubs:ref:`anna`, :any:`dora` and :cite:t:`anna`
"""
THEIRS = """
Theirs
======

:cite:`anna`, :cite:t:`bert`, :any:`anna`

.. bibliography::
   :all:
"""


def make(
    folder: Path, extensions: list[str], index: str = INDEX, theirs: str = THEIRS, more: str = ""
) -> Site:
    site = Site(folder / "source")
    site.write("conf.py", CONF.format(extensions=extensions, more=more))
    site.write("refs.bib", BIB)
    site.write("ours.yaml", OURS)
    site.write("index.rst", index)
    site.write("theirs.rst", theirs)
    return site


@pytest.mark.parametrize("builder", ["html", "latex", "text", "singlehtml"])
@pytest.mark.parametrize("extensions", [BOTH, BOTH[::-1]], ids=["theirs first", "ours first"])
def test_both_say_nothing_in_either_order(tmp_path: Path, extensions: list[str], builder: str) -> None:
    built = make(tmp_path, extensions).build(builder, nitpicky=True)
    assert built.warnings == ""


def test_their_pages_are_what_they_are_without_us(tmp_path: Path) -> None:
    index = "Index\n=====\n\n.. toctree::\n\n   theirs\n"
    alone = make(tmp_path / "alone", BOTH[:1], index, more="suppress_warnings = []").build(pubs_sources=[])
    beside = make(tmp_path / "beside", BOTH, index).build()
    pages = [
        {n: text for n, text in tree(one.outdir).items() if n.endswith(".html")} for one in (alone, beside)
    ]
    assert pages[0] == pages[1]


def link(built: Built, words: str, page: str = "theirs.html") -> str:
    """Return where the first link with these words leads."""
    tag = next(tag for tag in built.page(page).select("a") if tag.get_text() == words)
    return str(tag["href"])


# --- their data files ---


def test_the_sources_can_be_those_of_the_other_extension(tmp_path: Path) -> None:
    built = make(tmp_path, BOTH).build(pubs_sources=["bibtex_bibfiles", "ours.yaml"])
    assert built.warnings == ""
    assert sorted(built.titles()) == ["Title A", "Title B", "Title D", "Title E"]


def test_a_list_can_name_them(tmp_path: Path) -> None:
    index = INDEX.replace(".. publications::", ".. publications:: bibtex_bibfiles")
    built = make(tmp_path, BOTH, index.replace(":any:`dora`", "")).build()
    assert sorted(built.titles()) == ["Title A", "Title B"]


def test_a_change_of_what_they_are_is_noticed(tmp_path: Path) -> None:
    site = make(tmp_path, BOTH, INDEX.replace("and :cite:t:`anna`", ""))
    site.write("theirs.rst", "Theirs\n======\n")
    sources = ["bibtex_bibfiles", "ours.yaml"]
    site.build(pubs_sources=sources)
    site.write("more.bib", "@misc{fred, author={F, Fred}, title={Title F}, year=2006}")
    again = site.build(pubs_sources=sources, bibtex_bibfiles=["refs.bib", "more.bib"])
    assert "Title F" in again.titles()


def test_their_encoding_is_that_of_their_files_only(tmp_path: Path) -> None:
    site = make(tmp_path, BOTH, INDEX.replace("and :cite:t:`anna`", ""))
    site.write("theirs.rst", "Theirs\n======\n")
    (site.root / "refs.bib").write_bytes(BIB.replace("Title A", "Träume").encode("latin-1"))
    site.write("ours.yaml", OURS.replace("Title D", "Räume"))
    sources = ["bibtex_bibfiles", "ours.yaml"]
    wrong = site.build(pubs_sources=sources, bibtex_encoding="cp437")
    assert "Träume" not in wrong.titles()
    built = site.build(pubs_sources=sources, bibtex_encoding="latin-1")
    assert {"Träume", "Räume"} <= set(built.titles())


def test_without_the_other_extension_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"sphinxcontrib\.bibtex is not in extensions"):
        make(tmp_path, BOTH[1:]).build(pubs_sources=["bibtex_bibfiles"])


# --- their roles, our entries ---

CITING = """
Theirs
======

:cite:`dora`; :cite:t:`{see}emil{p. 1}`; :cite:year:`dora`; :cite:cauthor:`emil`; :cite:alp:`dora,emil`;
:cite:p:`anna, dora`; :cite:empty:`emil`; :cite:p:`bert`

.. bibliography::
   :all:
"""


@pytest.mark.parametrize("extensions", [BOTH, BOTH[::-1]], ids=["theirs first", "ours first"])
@pytest.mark.parametrize("builder", ["text", "html", "latex"])
def test_their_roles_link_to_our_entries(tmp_path: Path, extensions: list[str], builder: str) -> None:
    site = make(tmp_path, extensions, theirs=CITING)
    built = site.build(builder, pubs_resolve_cite=True)
    assert built.warnings == ""
    if builder == "html":
        assert link(built, "D 2004") == "index.html#pub-dora"
        text = " ".join(built.page("theirs.html").select("p")[0].get_text().split())
        assert text == (
            "(D 2004); see E et al. (2005), p. 1; 2004; E et al.; D 2004, E et al. 2005;"
            " [ABC01] (D 2004); ; [B02]"
        )


def test_what_they_know_is_theirs_and_what_nobody_knows_they_say(tmp_path: Path) -> None:
    theirs = CITING.replace(":cite:p:`bert`", ":cite:p:`nobody, dora`")
    built = make(tmp_path, BOTH, theirs=theirs).build(pubs_resolve_cite=True)
    assert built.warnings.count("WARNING") == 1
    assert 'could not find bibtex key "nobody"' in built.warnings
    assert link(built, "ABC01").startswith("#id")


def test_it_is_asked_for(tmp_path: Path) -> None:
    assert 'could not find bibtex key "dora"' in make(tmp_path, BOTH, theirs=CITING).build().warnings


@pytest.mark.parametrize("extensions", [BOTH, BOTH[::-1]], ids=["theirs first", "ours first"])
def test_the_links_follow_the_entries(tmp_path: Path, extensions: list[str]) -> None:
    # Sphinx writes the pages that are in the toctree of a changed page: not this one.
    index = INDEX.replace(".. toctree::\n\n   theirs\n", "")
    site = make(tmp_path, extensions, index, theirs=":orphan:\n" + CITING)
    for _ in range(2):
        site.build(pubs_resolve_cite=True)
    site.write("ours.yaml", OURS.replace("year: 2004", "year: 2014"))
    again = site.build(pubs_resolve_cite=True)
    assert link(again, "D 2014") == "index.html#pub-dora"
    # A bibliography of theirs takes the key over.
    site.write("refs.bib", BIB + "@misc{dora, author={D, Dora}, title={Title D}, year=2004}")
    again = site.build(pubs_resolve_cite=True)
    clean = site.build(pubs_resolve_cite=True, outdir=tmp_path / "clean")
    assert again.text("theirs.html") == clean.text("theirs.html")
    assert "pub-dora" not in again.text("theirs.html")
