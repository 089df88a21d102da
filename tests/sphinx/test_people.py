"""People: their lists and pages, works by person or lab, and warnings about ambiguous names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import BuildResult, Site, copy_root

MakeSite = Callable[[str], Site]


def names(built: BuildResult, page: str, selector: str) -> list[str]:
    return [tag.get_text() for tag in built.page(page).select(f"{selector} .pubs-name")]


def titles(built: BuildResult, selector: str, page: str = "lists.html") -> list[str]:
    return [tag.get_text() for tag in built.page(page).select(f"{selector} .pubs-title")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return copy_root("people", tmp_path_factory.mktemp("people")).build()


def test_people_are_grouped_in_data_order(built: BuildResult) -> None:
    page = built.page()
    groups = page.select(".pubs-people .pubs-group")
    assert [group.h2.get_text()[:-1] for group in groups if group.h2] == ["Researcher", "Student"]
    assert names(built, "index.html", ".pubs-people") == ["Kaiming He", "John Doe", "Jane Doe"]


def test_entry_shows_the_fields_of_a_person(built: BuildResult) -> None:
    entry = built.page().select_one("#person-kaiming-he")
    assert entry is not None
    assert entry["class"] == ["pubs-entry", "pubs-entry-person"]
    parts = {
        "name": "Kaiming He",
        "period": "2011–2016",
        "count": "3 publications",
    }
    assert {name: [tag.get_text() for tag in entry.select(f".pubs-{name}")] for name in parts} == {
        name: [text] for name, text in parts.items()
    }
    links = entry.select("a:not(.pubs-permalink)")
    assert [str(link["href"]) for link in links] == ["he.html"]


def test_list_of_people_has_no_controls(built: BuildResult) -> None:
    assert not built.page().select(".pubs-people .pubs-data")


def test_roles_link_to_people_and_the_inventory_contains_them(built: BuildResult) -> None:
    links = {tag.get_text(): str(tag["href"]) for tag in built.page().select("section > p a.internal")}
    assert links == {"Jane Doe": "#person-jane-doe", "him": "#person-kaiming-he"}
    objects = {
        (kind, name): anchor for name, _, kind, _, anchor, _ in built.app.env.get_domain("pubs").get_objects()
    }
    assert objects["person", "kaiming-he"] == "person-kaiming-he"


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".current", ["John Doe", "Jane Doe"]),
        (".former", ["Kaiming He"]),
        (".busy", ["Kaiming He", "John Doe"]),
    ],
)
def test_filter_of_people(built: BuildResult, selector: str, expected: list[str]) -> None:
    assert names(built, "lists.html", selector) == expected


def test_table_of_people(built: BuildResult) -> None:
    # None of them has an ORCID iD, and an empty column is left out.
    rows = built.page("lists.html").select(".current tbody tr")
    assert [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows] == [
        ["John Doe", "Researcher", "2009–2013, since 2017", "2"],
        ["Jane Doe", "Student", "since 2018", "2"],
    ]


def test_page_of_a_person_only_names_the_author(built: BuildResult) -> None:
    assert titles(built, ".pubs", "he.html") == ["Late", "Member", "Early"]
    assert [tag.get_text() for tag in built.page("he.html").select(".pubs-me")] == [
        "何恺明",
        "K. He",
        "K. He",
    ]
    # A page does not link to itself.
    assert "he.html" not in [str(link.get("href")) for link in built.page("he.html").select(".pubs-author a")]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".his", ["Member"]),
        # John Doe in 2010, Kaiming He in 2015, Jane Doe in 2019; John Doe was not a member in 2014.
        (".lab", ["Late", "Member", "Early"]),
        (".students", ["Late"]),
    ],
)
def test_works_published_as_a_member_of_the_lab(
    built: BuildResult, selector: str, expected: list[str]
) -> None:
    assert titles(built, selector) == expected


def test_et_al_does_not_hide_highlighted_authors(built: BuildResult) -> None:
    for selector, authors in (
        (".his", "K. He, R. Roe, P. Poe et al."),
        (".lab", "K. He, R. Roe, P. Poe, and J. Doe"),
    ):
        shown = [tag.get_text() for tag in built.page("lists.html").select(f"{selector} .pubs-authors")]
        assert authors in shown


def test_markdown_page_has_the_same_list(site: MakeSite, built: BuildResult) -> None:
    source = site("people")
    (source.root / "index.rst").unlink()
    source.write(
        "index.md", "# People\n\n```{people}\n:group-by: role\n```\n\n```{toctree}\nhe\nlists\n```\n"
    )
    page = source.build(extensions=["sphinx_pubs", "myst_parser"]).page()
    assert [str(entry) for entry in page.select(".pubs-entry")] == [
        str(entry) for entry in built.page().select(".pubs-entry")
    ]


def test_missing_homepage_is_reported_for_the_person(site: MakeSite) -> None:
    source = site("people")
    people = (source.root / "people.yaml").read_text(encoding="utf-8")
    source.write("people.yaml", people.replace("/he", "/nobody"))
    built = source.build()
    warnings = [line for line in built.warnings.splitlines() if "missing_file" in line]
    assert warnings == ["people.yaml:1: WARNING: kaiming-he: no file '/nobody' [pubs.missing_file]"]
    assert "Kaiming He" in names(built, "index.html", ".pubs-people")


def test_ambiguous_name_is_the_only_warning(built: BuildResult) -> None:
    assert built.warnings.splitlines() == [
        "papers.bib:4: WARNING: doubt: ambiguous name 'J. Doe': jane-doe or john-doe [pubs.ambiguous_person]"
    ]


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "singlehtml", "gettext"])
def test_builder_shows_people(site: MakeSite, builder: str) -> None:
    built = site("people").build(builder)
    assert [
        line for line in built.warnings.splitlines() if "ambiguous" not in line and "EPUB3" not in line
    ] == []
    text = "".join(path.read_text("utf-8", "ignore") for path in built.outdir.rglob("*") if path.suffix in
                   {".tex", ".txt", ".xhtml", ".1", ".html"})  # fmt: skip
    assert ("Kaiming He" in text) is (builder != "gettext")
    if builder == "latex":
        assert "hyperref[\\detokenize{index:person-jane-doe}]" in text


@pytest.mark.parametrize(
    ("options", "warning"),
    [
        (
            ":author: kaimin-he",
            (
                "author: no record by 'kaimin-he'; did you mean 'kaiming-he' or 'Kaiming He'? "
                "[pubs.unknown_person]"
            ),
        ),
        (":author: Nobody", "author: no record by 'Nobody' [pubs.unknown_person]"),
        (":author: Roe; 何恺明; jane-doe; Doe, John", ""),
    ],
)
def test_unknown_author_is_reported(site: MakeSite, options: str, warning: str) -> None:
    source = site("people")
    source.write("lists.rst", f"Lists\n=====\n\n.. publications::\n   {options}\n")
    warnings = [line for line in source.build().warnings.splitlines() if "unknown_person" in line]
    assert [line.partition("WARNING: ")[2] for line in warnings] == ([warning] if warning else [])


@pytest.mark.parametrize(
    ("highlight", "message"),
    [
        ("Jane Doe", ""),
        (
            "Doe, J.; Kaiming He",
            "ambiguous name 'Doe, J.': jane-doe or john-doe [pubs.ambiguous_person]",
        ),
        (
            "kaimin-he",
            "nobody on this list is named 'kaimin-he'; did you mean 'kaiming-he'? [pubs.unknown_person]",
        ),
    ],
)
def test_unknown_or_ambiguous_highlighted_name_is_reported(
    site: MakeSite, highlight: str, message: str
) -> None:
    source = site("people")
    source.write("papers.bib", "@misc{a, title={A}, author={Jane Doe and Doe, John and He, K.}, year=2012}")
    source.write("lists.rst", f"Lists\n=====\n\n.. publications::\n   :highlight: {highlight}\n")
    warnings = [line.partition("WARNING: ")[2] for line in source.build().warnings.splitlines()]
    assert warnings == ([f"highlight: {message}"] if message else [])


def test_second_file_extends_the_same_person(site: MakeSite) -> None:
    source = site("people")
    source.write("more.yaml", "kaiming-he:\n  role: Professor\n")
    built = source.build(pubs_people=["people.yaml", "more.yaml"], pubs_me=["Kaiming He"])
    entries = [
        tag.get_text(" ") for tag in built.page().select(".pubs-entry-person") if "He" in tag.get_text()
    ]
    assert len(entries) == 1
    assert "Kaiming He" in entries[0]
    assert "2011–2016" in entries[0]
    headings = [heading.get_text()[:-1] for heading in built.page().select(".pubs-group h2")]
    assert "Professor" in headings


def test_ambiguous_name_in_pubs_me_is_reported_and_not_a_new_person(site: MakeSite) -> None:
    source = site("people")
    source.write("lists.rst", "Lists\n=====\n\n.. publications::\n")
    built = source.build(pubs_me=["J. Doe"])
    assert [line for line in built.warnings.splitlines() if "ambiguous" in line] == [
        "papers.bib:4: WARNING: doubt: ambiguous name 'J. Doe': jane-doe or john-doe [pubs.ambiguous_person]",
        "conf.py:1: WARNING: pubs_me: ambiguous name 'J. Doe': jane-doe or john-doe [pubs.ambiguous_person]",
    ]
    assert not built.page("lists.html").select(".pubs-me")


def test_missing_file_in_pubs_people_is_reported(site: MakeSite) -> None:
    source = site("people")
    (source.root / "people.yaml").unlink()
    source.write("index.rst", "People\n======\n\n.. people::\n\n.. toctree::\n\n   he\n")
    source.write("lists.rst", ":orphan:\n\nLists\n=====\n")
    source.write("he.rst", "He\n==\n")
    (warning,) = source.build().warnings.splitlines()
    assert (
        warning == "conf.py:1: WARNING: pubs_people: no file 'people.yaml' in the source folder [pubs.source]"
    )


@pytest.mark.parametrize("homepage", ["/bo", "bo", "/bo.html", "bo.rst"])
def test_name_links_to_the_homepage_in_every_notation(site: MakeSite, homepage: str) -> None:
    source = site("alone")
    source.write("people.yaml", f"people:\n  bo: {{name: Bo A, homepage: {homepage}}}\n")
    source.write("index.rst", "Index\n=====\n\n.. toctree::\n\n   bo\n\n.. people:: people.yaml\n")
    source.write("bo.rst", "Bo\n==\n")
    assert [tag["href"] for tag in source.build().page().select(".pubs-name a")] == ["bo.html"]


def test_counts_are_updated_with_the_data(site: MakeSite) -> None:
    source = site("people")
    source.build()
    bib = (source.root / "papers.bib").read_text(encoding="utf-8")
    source.write("papers.bib", bib + "@article{new, title={New}, author={Doe, Jane}, year=2020}\n")
    counts = [tag.get_text() for tag in source.build().page().select("#person-jane-doe .pubs-count")]
    assert counts == ["3 publications"]


def test_links_to_a_homepage_are_removed_with_it(site: MakeSite) -> None:
    source = site("alone")
    source.write("people.yaml", "people:\n  bo: {name: Bo A, homepage: /bo}\n")
    source.write("papers.bib", "@misc{one, title={One}, author={A, Bo}}")
    source.write("index.rst", "Index\n=====\n\n.. publications:: papers.bib people.yaml\n")
    source.write("bo.rst", ":orphan:\n\nBo\n==\n")
    assert [str(link["href"]) for link in source.build().page().select(".pubs-author a")] == ["bo.html"]
    (source.root / "bo.rst").unlink()
    assert not source.build().page().select(".pubs-author a")
    source.write("bo.rst", ":orphan:\n\nBo\n==\n")
    assert source.build().page().select(".pubs-author a")
