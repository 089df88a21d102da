"""Roles: links to entries, inline references and counts; and links back to the pages that cite an entry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import BuildResult, Site

MakeSite = Callable[[str], Site]

PAPERS = """
@article{one, title={Title One}, author={A, Bo}, year=2001}
@article{two, title={Title Two}, author={A, Bo and C, Di}, year=2002, journal={Some Journal}}
@article{three, title={Title Three}, author={A, Bo and C, Di and E, Fa}, year=2003}
@article{others, title={Title Others}, author={A, Bo and others}, year=2004}
@misc{nobody, title={Title Nobody}}
"""


def citing_site(site: MakeSite, text: str, options: str = "   :numbering: up\n   :sort: date\n") -> Site:
    source = site("alone")
    source.write("papers.bib", PAPERS)
    source.write("index.rst", f"Index\n=====\n\n.. toctree::\n\n   papers\n\n{text}\n")
    source.write("papers.rst", f"Papers\n======\n\n.. publications:: papers.bib\n{options}")
    return source


def last_paragraph(built: BuildResult) -> str:
    return built.page().select("section p")[-1].get_text()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (":pubs:ref:`one`", "Title One"),
        (":pubs:cite:`one`", "(A 2001)"),
        (":pubs:cite:p:`one, two`", "(A 2001; A and C 2002)"),
        (":pubs:cite:t:`three`", "A et al. (2003)"),
        (":pubs:cite:t:`one,two`", "A (2001), A and C (2002)"),
        (":pubs:cite:`others`", "(A et al. 2004)"),
        (":pubs:cite:`nobody`", "(Title Nobody)"),
        (":pubs:num:`two`", "[2]"),
        (":pubs:num:`one,three`", "[1, 3]"),
        (":pubs:cite:`words <one>`", "words"),
        (":pubs:full:`two`", "A, B. and C, D. (2002). Title Two. Some Journal."),
        (":pubs:count:`year >= 2002`", "3"),
        (":any:`one`", "Title One"),
    ],
)
def test_text_of_a_role(site: MakeSite, role: str, expected: str) -> None:
    if "count" in role:
        built = citing_site(site, role).build(pubs_sources=["papers.bib"])
    else:
        built = citing_site(site, role).build()
    assert built.warnings == ""
    assert last_paragraph(built) == expected


@pytest.mark.parametrize("role", ["ref", "cite", "cite:t", "num"])
def test_each_key_links_to_its_entry(site: MakeSite, role: str) -> None:
    page = citing_site(
        site, f":pubs:{role}:`one,two`" if role != "ref" else ":pubs:ref:`one` :pubs:ref:`two`"
    )
    links = [str(link["href"]) for link in page.build().page().select("section p")[-1].select("a")]
    assert links == ["papers.html#pub-one", "papers.html#pub-two"]


@pytest.mark.parametrize("role", ["ref", "cite", "num", "full"])
def test_unknown_key_is_reported_with_similar_keys(site: MakeSite, role: str) -> None:
    built = citing_site(site, f":pubs:{role}:`thre`").build()
    assert "index.rst:8: WARNING: no list shows the entry 'thre'; did you mean 'three'" in built.warnings
    assert built.warnings.count("\n") == 1
    assert "[pubs.unknown_key]" in built.warnings
    assert "thre" in last_paragraph(built)


def test_number_needs_a_list_with_numbers(site: MakeSite) -> None:
    built = citing_site(site, ":pubs:num:`one`", "").build()
    assert "the list with the entry 'one' has no numbers [pubs.no_number]" in built.warnings
    assert last_paragraph(built) == "[A 2001]"


def test_invalid_filter_is_reported_with_its_location(site: MakeSite) -> None:
    built = citing_site(site, ":pubs:count:`year >=`").build(pubs_sources=["papers.bib"])
    assert "index.rst:8: WARNING: count, column" in built.warnings
    assert last_paragraph(built) == "?"


def test_count_is_updated_with_the_data(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:count:`True`")
    assert last_paragraph(source.build(pubs_sources=["papers.bib"])) == "5"
    source.write("papers.bib", PAPERS + "@misc{more, title={More}}\n")
    assert last_paragraph(source.build(pubs_sources=["papers.bib"])) == "6"


def test_full_reference_is_updated_with_the_data(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:full:`two`")
    source.build()
    source.write("papers.bib", PAPERS.replace("Some Journal", "Another Journal"))
    assert last_paragraph(source.build()).endswith("Another Journal.")


def test_link_text_is_updated_with_the_data(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:cite:`one` :pubs:num:`one`")
    source.build()
    source.write("papers.bib", "@misc{zero, title={Zero}, year=1999}" + PAPERS.replace("2001", "2000"))
    assert last_paragraph(source.build()) == "(A 2000) [2]"


def test_list_can_be_declared_canonical(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:ref:`one`")
    source.write(
        "selected.rst", ":orphan:\n\nS\n=\n\n.. publications:: papers.bib\n   :keys: one\n   :canonical:\n"
    )
    built = source.build()
    assert built.warnings == ""
    links = [str(link["href"]) for link in built.page().select("section p")[-1].select("a")]
    assert links == ["selected.html#pub-one"]
    others = {str(link["href"]) for link in built.page("papers.html").select(".pubs-permalink")}
    assert {"selected.html#pub-one", "#pub-two"} <= others


def test_entry_shows_which_pages_refer_to_it(site: MakeSite) -> None:
    options = "   :show: backrefs\n"
    source = citing_site(site, ":pubs:cite:`one` and :pubs:full:`two`", options)
    shown = {
        tag["id"]: tag.get_text()
        for tag in source.build().page("papers.html").select("li:has(.pubs-backrefs)")
    }
    assert {key: text.strip().endswith("Cited on: Index") for key, text in shown.items()} == {
        "pub-one": True,
        "pub-two": True,
    }
    source.write("index.rst", "Other name\n==========\n\n.. toctree::\n\n   papers\n\n:any:`three`\n")
    page = source.build().page("papers.html")
    assert [tag.get_text() for tag in page.select("#pub-three .pubs-backrefs")] == ["Cited on: Other name"]
    assert len(page.select(".pubs-backrefs")) == 1


@pytest.mark.parametrize(
    ("builder", "name", "expected"),
    [
        ("text", "index.txt", "(A 2001) [2] A et al. (2003)"),
        ("latex", "projectnamenotset.tex", r"\hyperref[\detokenize{papers:pub-one}]"),
        ("epub", "index.xhtml", 'href="papers.xhtml#pub-one"'),
    ],
)
def test_roles_work_in_other_builders(site: MakeSite, builder: str, name: str, expected: str) -> None:
    source = citing_site(site, ":pubs:cite:`one` :pubs:num:`two` :pubs:cite:t:`three` :pubs:full:`one`")
    built = source.build(builder)
    assert expected in next(iter(built.outdir.glob(name if builder != "latex" else "*.tex"))).read_text(
        "utf-8"
    )


def test_links_to_entries_in_singlehtml(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:cite:`one` :pubs:ref:`two` :any:`three`")
    page = source.build("singlehtml").page()
    links = [str(tag["href"]) for tag in page.select("a.reference.internal:has(.pubs-ref)")]
    assert links == ["#pub-one", "#pub-two", "#pub-three"]
    assert all(page.select(link) for link in links)


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_counts_and_references_in_headings(site: MakeSite, builder: str) -> None:
    source = citing_site(site, "text")
    source.write(
        "more.rst",
        "We have :pubs:count:`True` papers\n" + "=" * 40 + "\n\n:pubs:full:`one`\n" + "-" * 20 + "\n",
    )
    source.write("index.rst", "Index\n=====\n\n.. toctree::\n\n   more\n   papers\n")
    built = source.build(builder, pubs_sources=["papers.bib"])
    assert built.warnings == ""
    if builder == "html":
        links = [tag.get_text() for tag in built.page().select(".toctree-wrapper a")]
        assert links[:2] == ["We have 5 papers", "A, B. (2001). Title One."]


def test_misspelled_field_in_a_count_is_reported(site: MakeSite) -> None:
    built = citing_site(site, ":pubs:count:`yaer == 2001`").build(pubs_sources=["papers.bib"])
    assert "did you mean 'year'? [pubs.unknown_field]" in built.warnings


def test_citing_pages_with_the_same_title_are_all_listed(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:ref:`one`", "   :show: backrefs\n")
    source.write("twin.rst", ":orphan:\n\nIndex\n=====\n\n:pubs:ref:`one`\n")
    page = source.build().page("papers.html")
    assert [str(link["href"]) for link in page.select("#pub-one .pubs-backrefs a")] == [
        "index.html",
        "twin.html",
    ]


def test_text_of_an_any_role_is_updated_with_the_data(site: MakeSite) -> None:
    source = citing_site(site, ":any:`one`")
    source.build()
    source.write("papers.bib", PAPERS.replace("Title One", "Title First"))
    assert last_paragraph(source.build()) == "Title First"


def test_permalinks_of_other_pages_are_updated_when_a_list_becomes_canonical(site: MakeSite) -> None:
    source = citing_site(site, "text", "")
    source.write("selected.rst", ":orphan:\n\nS\n=\n\n.. publications:: papers.bib\n   :keys: one\n")
    source.build()
    source.write("papers.rst", "Papers\n======\n\n.. publications:: papers.bib\n   :canonical:\n")
    links = source.build().page("selected.html").select(".pubs-permalink")
    assert [str(link["href"]) for link in links] == ["papers.html#pub-one"]


def test_key_with_a_colon_has_a_working_link_in_epub(site: MakeSite) -> None:
    source = citing_site(site, ":pubs:ref:`DBLP:conf/x`")
    source.write("papers.bib", "@misc{DBLP:conf/x, title={Title}}")
    built = source.build("epub")
    (link,) = built.page("index.xhtml").select("section p")[-1].select("a")
    page, _, anchor = str(link["href"]).partition("#")
    assert built.page(page).find(id=anchor) is not None


def test_latex_document_without_the_canonical_page_links_to_other_lists_or_shows_text(site: MakeSite) -> None:
    source = citing_site(site, "text")
    source.write(
        "sub.rst",
        ":orphan:\n\nSub\n===\n\n:pubs:cite:`one, two`\n\n.. publications:: papers.bib\n   :keys: one\n",
    )
    built = source.build("latex", latex_documents=[("sub", "sub.tex", "Sub", "Author", "manual")])
    text = " ".join(built.text("sub.tex").split())
    assert r"\hyperref[\detokenize{sub:pub-one}]{\sphinxcrossref{\DUrole{pubs-ref}{A 2001}}}" in text
    assert r"\DUrole{pubs-ref}{A and C 2002}" in text
