"""The lists that directives create."""

from __future__ import annotations

import json
from collections.abc import Callable

from docutils import nodes

from tests.support import Site

MakeSite = Callable[[str], Site]


def test_list_has_the_documented_html_structure(site: MakeSite) -> None:
    page = site("basic").build().page()
    outer = page.select_one("div.pubs")
    assert outer is not None
    assert "mine" in (outer.get("class") or [])
    groups = outer.select(":scope > section.pubs-group")
    assert [group.h2.get_text()[:-1] for group in groups if group.h2] == ["In press", "2019", "2017", "2016"]
    entry = groups[3].select_one("ul.pubs-list > li.pubs-entry")
    assert entry is not None
    assert entry["id"] == "pub-he2016resnet"
    parts = {
        "number": "[1]",
        "title": "Deep Residual Learning for Image Recognition",
        "authors": "Kaiming He, Xiangyu Zhang, Shaoqing Ren, and Jian Sun",
        "venue": "Computer Vision and Pattern Recognition",
        "abbr": "CVPR 2016",
        "date": "2016",
        "presentation": "Oral",
        "award": "CVPR Best Paper Award",
        "links": "arXiv · Code",
    }
    for name, text in parts.items():
        assert [tag.get_text() for tag in entry.select(f".pubs-{name}")] == [text], name
    assert [str(link["href"]) for link in entry.select(".pubs-link a")] == [
        "https://arxiv.org/abs/1512.03385",
        "https://github.com/KaimingHe/deep-residual-networks",
    ]


def test_groups_are_in_the_table_of_contents(site: MakeSite) -> None:
    built = site("basic").build()
    contents = built.app.env.tocs["index"]
    names = [entry.astext() for entry in contents.findall(nodes.reference)]
    assert names == ["Publications", "In press", "2019", "2017", "2016"]
    ids = [entry["anchorname"] for entry in contents.findall(nodes.reference)][1:]
    assert all(built.page().find(id=name.removeprefix("#")) for name in ids)


def test_numbers_run_down_through_all_groups(site: MakeSite) -> None:
    page = site("basic").build().page()
    assert [tag.get_text() for tag in page.select(".pubs-number")] == ["[4]", "[3]", "[2]", "[1]"]


def test_text_after_a_list_stays_after_it(site: MakeSite) -> None:
    text = site("basic").build("text").text("index.txt")
    assert text.index("Deep Residual") < text.index("After the list.")


def test_roles_link_to_the_canonical_entry(site: MakeSite) -> None:
    page = site("basic").build().page("other.html")
    links = {tag.get_text(): str(tag["href"]) for tag in page.select("section > p a.reference.internal")}
    assert links == {
        "Deep Residual Learning for Image Recognition": "index.html#pub-he2016resnet",
        "this": "index.html#pub-he2017maskrcnn",
        "A Multigrid Method for Efficiently Training Video Models": "index.html#pub-wu2019multigrid",
    }


def test_entries_are_in_the_inventory(site: MakeSite) -> None:
    built = site("basic").build()
    objects = {
        (kind, name): (page, anchor)
        for name, _, kind, page, anchor, _ in built.app.env.get_domain("pubs").get_objects()
    }
    assert objects["publication", "he2016resnet"] == ("index", "pub-he2016resnet")
    assert ("award", "he2016resnet-award") not in objects  # no list shows it


def test_ids_are_unique_in_singlehtml(site: MakeSite) -> None:
    page = site("basic").build("singlehtml").page()
    ids = [str(tag["id"]) for tag in page.select(".pubs-entry[id]")]
    assert sorted(ids) == ["pub-draft", "pub-he2016resnet", "pub-he2017maskrcnn", "pub-wu2019multigrid"]


def test_only_pages_with_lists_or_roles_link_the_stylesheet(site: MakeSite) -> None:
    built = site("basic").build()
    linked = {
        name: "pubs.css" in built.text(f"{name}.html") for name in ("index", "other", "plain", "genindex")
    }
    assert linked == {"index": True, "other": True, "plain": False, "genindex": False}
    assert (built.outdir / "_static" / "sphinx_pubs" / "pubs.css").is_file()
    assert not built.page().select(".pubs script, .pubs style, .pubs [style], .pubs [onclick]")


def test_site_can_replace_the_stylesheet(site: MakeSite) -> None:
    source = site("basic")
    source.write("_static/sphinx_pubs/pubs.css", "/* mine */")
    built = source.build(html_static_path=["_static"])
    assert built.text("_static/sphinx_pubs/pubs.css") == "/* mine */"


def test_award_and_publication_show_each_other_wherever_they_are_defined(site: MakeSite) -> None:
    page = site("awards").build().page()
    awards = [
        tag.get_text(" ", strip=True)
        for tag in page.select("#awards .pubs-awards:not(.his) .pubs-entry-award")
    ]
    assert [award for award in awards if "Marr" in award] != []
    assert [award for award in awards if "CVPR Best Paper Award" in award] != []
    papers = {tag["id"]: tag.get_text() for tag in page.select("#papers .pubs-publications .pubs-entry")}
    assert "Marr Prize" in papers["pub-he2017maskrcnn"]
    assert "CVPR Best Paper Award" in papers["pub-he2016resnet"]
    links = [str(tag["href"]) for tag in page.select("#awards .pubs-awards:not(.his) .pubs-publication a")]
    assert sorted(links) == ["#pub-he2016resnet", "#pub-he2017maskrcnn"]


def test_awards_can_be_selected_by_recipient(site: MakeSite) -> None:
    page = site("awards").build().page()
    assert not page.select(".his .pubs-entry[id]")  # the same entry in the list above has the id
    assert [tag.get_text() for tag in page.select(".his .pubs-title")] == [
        "ICCV Best Paper Award (Marr Prize)"
    ]


def test_person_is_highlighted_in_every_spelling_of_the_name(site: MakeSite) -> None:
    page = site("awards").build().page()
    names = [tag.get_text() for tag in page.select("#papers .pubs-me")]
    assert names == ["K. He", "Kaiming He"]
    # An award that others won as well says who did.
    assert {tag.get_text() for tag in page.select("#awards .pubs-me")} == {"Kaiming He"}


def test_award_for_an_unknown_publication_is_a_warning_with_its_line(site: MakeSite) -> None:
    warnings = site("awards").build().warnings
    assert warnings.strip() == (
        "more.yaml:8: WARNING: dangling: unknown publication 'nosuchkey' [pubs.unknown_key]"
    )


def test_empty_list_is_omitted_in_latex(site: MakeSite) -> None:
    source = site("alone")
    source.write("index.rst", "Empty\n=====\n\n.. publications:: papers.bib\n   :author: Nobody\n\nAfter.\n")
    built = source.build("latex")
    assert "itemize" not in next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert len(source.build().page().select("div.pubs")) == 1


def test_award_defined_in_a_publication_belongs_to_its_file(site: MakeSite) -> None:
    source = site("alone")
    source.write("index.rst", "Awards\n======\n\n.. awards:: papers.bib\n")
    assert source.build().titles() == ["CVPR Best Paper Award"]


def test_keys_have_different_anchors(site: MakeSite) -> None:
    source = site("alone")
    keys = ["He2017", "he2017", "张三2020", "李四2020", "DBLP:conf/A.b", "dblp-conf-a-b"]
    source.write("papers.bib", "".join(f"@misc{{{key}, title={{T {key}}}, year=2000}}\n" for key in keys))
    links = " ".join(f":pubs:ref:`{key}`" for key in keys)
    source.write("index.rst", f"Keys\n====\n\n.. publications:: papers.bib\n\n{links}\n")
    built = source.build()
    page = built.page()
    assert [tag["id"] for tag in page.select(".pubs-entry")] == [f"pub-{key}" for key in keys]
    targets = {tag.get_text(): str(tag["href"]) for tag in page.select("section > p a.internal")}
    assert targets == {f"T {key}": f"#pub-{key}" for key in keys}
    for builder in ("latex", "text", "texinfo", "epub", "xml"):
        assert source.build(builder).warnings == ""


def test_link_to_a_page_of_the_site(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "papers.bib",
        "@misc{a, title={A Title}, year=2000, url={plain.html}, project={/other}, demo={nowhere.pdf}}",
    )
    source.write(
        "index.rst", "Links\n=====\n\n.. toctree::\n\n   plain\n   other\n\n.. publications:: papers.bib\n"
    )
    for name in ("plain", "other"):
        source.write(f"{name}.rst", "Words\n=====\n")
    built = source.build()
    assert built.warnings.strip() == "papers.bib:1: WARNING: a: no file 'nowhere.pdf' [pubs.missing_file]"
    assert [str(tag["href"]) for tag in built.page().select(".pubs-entry a.reference")] == [
        "plain.html",
        "other.html",
    ]


def test_reference_to_a_list_shows_its_caption(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "index.rst",
        "T\n=\n\n.. publications:: papers.bib\n   :caption: The *list*\n   :name: here\n\n:ref:`here`\n",
    )
    built = source.build()
    assert built.warnings == ""
    link = built.page().select_one("section > p a.internal")
    assert link is not None
    assert link.get_text() == "The list"


def test_name_can_be_highlighted_without_a_person_record(site: MakeSite) -> None:
    source = site("alone")
    source.write("index.rst", "P\n=\n\n.. publications:: papers.bib\n   :highlight: Kaiming He\n")
    built = source.build()
    assert built.warnings == ""
    assert {tag.get_text() for tag in built.page().select(".pubs-me")} == {"Kaiming He"}


def test_unknown_highlighted_name_is_reported_once_in_a_list_with_groups(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "index.rst", "P\n=\n\n.. publications:: papers.bib\n   :group-by: year\n   :highlight: Nobody\n"
    )
    assert source.build().warnings.count("nobody on this list is named 'Nobody'") == 1


def test_a_name_that_is_taken_is_reported(site: MakeSite) -> None:
    source = site("alone")
    source.write("papers.bib", "@misc{a, title = {T}, author = {Doe, Jane}}\n")
    lists = "".join(f".. publications:: papers.bib\n   :name: {name}\n\n" for name in ("page", "x", "x"))
    source.write("index.rst", f"Page\n====\n\n{lists}")
    built = source.build()
    assert len(built.entries()) == 3
    assert all('"x"' in line for line in built.warnings.splitlines())
    assert '"x"' in built.warnings


MARKED = """\
- key: a
  title: A
  year: 2020
  authors: [{name: Jane Doe, marks: [equal]}, {name: John Roe, marks: [equal]}, {name: Q. Poe, marks: ["+"]}]
- key: b
  title: B
  year: 2019
  authors: [{name: Jane Doe, marks: [corresponding]}]
- {key: c, title: C, year: 2019, authors: [Jane Doe]}
"""


def test_marks_of_names_are_explained_once_below_the_list(site: MakeSite) -> None:
    source = site("alone")
    source.write("list.yaml", MARKED)
    shown = [
        "   :group-by: year",
        "   :keys: c",
        "   :show: legend",
        "   :layout: table",
    ]
    lists = "".join(f".. publications:: list.yaml\n{option}\n\n" for option in shown)
    source.write("index.rst", f"Page\n====\n\n{lists}")
    built = source.build()
    assert built.warnings == ""
    legends = [
        [tag.get_text() for tag in each.select(".pubs-legend")] for each in built.page().select(".pubs")
    ]
    both = "* equal contribution, † corresponding author"
    assert legends == [[both], [], ["* equal contribution", "† corresponding author"], [both]]
    last = built.page().select(".pubs")[0].find_all(recursive=False)[-1]
    assert last["class"] == ["pubs-legend"]
    text = source.build("text").text("index.txt")
    assert text.count(both) == 2


def test_awards_and_activities_with_open_dates_are_listed_under_their_beginning(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "list.yaml",
        "awards:\n"
        "- {name: A Prize (2019), winner: 'Jane Doe, John Roe', paper: 'A Title, with a Comma'}\n"
        "- {title: A Grant, date: 2021-, amount: 5000}\n"
        "activities:\n"
        "- {role: TA, title: Vision, events: ETH, date: since 2020}\n"
        "- {text: We moved., date: Fall 2023}\n"
        "publications:\n"
        "- {key: work, title: 'A Title, with a Comma', authors: Jane Poe, year: 2018}\n",
    )
    source.write(
        "index.rst",
        "Page\n====\n\n.. awards:: list.yaml\n   :group-by: year\n\n"
        ".. activities:: list.yaml\n   :sort: -date\n\n.. publications:: list.yaml\n",
    )
    built = source.build()
    assert built.warnings == ""
    page = built.page()
    assert [heading.get_text()[:-1] for heading in page.select(".pubs-awards h2")] == ["2021", "2019"]
    lines = [" ".join(tag.get_text(" ", strip=True).split()) for tag in page.select(".line, .pubs-entry > p")]
    assert lines[:5] == ["A Grant", "since 2021", "5000", "A Prize", "Jane Doe and John Roe"]
    assert [tag.get_text() for tag in page.select(".pubs-awards .pubs-publication")] == [
        "A Title, with a Comma"
    ]
    assert [tag["href"] for tag in page.select(".pubs-awards .pubs-publication a")] == ["#pub-work"]
    assert [tag.get_text() for tag in page.select(".pubs-activities .pubs-date")] == [
        "2023",
        "Fall 2023",
        "since 2020",
    ]
    assert [tag.get_text() for tag in page.select(".pubs-publications .pubs-award")] == ["A Prize (2019)"]


def test_a_list_of_the_awards_of_one_person_does_not_name_that_person(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "list.yaml",
        "people: {jane: Jane Doe, john: John Roe}\n"
        "awards:\n- {title: A, winner: jane}\n- {title: B, winner: 'Jane Doe, John Roe'}\n",
    )
    options = ("", "   :recipient: jane\n", "   :recipient: jane, john\n")
    lists = "".join(f".. awards:: list.yaml\n{option}\n" for option in options)
    source.write("index.rst", f"Page\n====\n\n{lists}")
    built = source.build()
    assert built.warnings == ""
    lists_of_lines = [each.select(".pubs-entry .line") for each in built.page().select(".pubs")]
    shown = [[line.get_text() for line in lines] for lines in lists_of_lines]
    both = ["B", "Jane Doe and John Roe"]
    assert shown == [["A", "Jane Doe", *both], ["A", *both], ["A", "Jane Doe", *both]]


def test_the_same_award_of_several_years_is_one_entry(site: MakeSite) -> None:
    source = site("alone")
    source.write(
        "list.yaml",
        "awards:\n"
        "- {key: new, title: Outstanding Reviewer, awarder: CVPR, winner: Jane Doe, year: 2020}\n"
        "- {key: prize, title: A Prize, winner: Jane Doe, year: 2019}\n"
        "- {key: old, title: Outstanding Reviewer, awarder: CVPR, winner: Jane Doe, year: 2018}\n"
        "- {key: his, title: Outstanding Reviewer, awarder: CVPR, winner: John Roe, year: 2017}\n",
    )
    options = ("   :controls:\n", "   :numbering: up\n", "   :group-by: year\n", "   :layout: table\n")
    lists = "".join(f".. awards:: list.yaml\n{option}\n" for option in options)
    source.write("index.rst", f"Page\n====\n\nSee :pubs:ref:`old`.\n\n{lists}")
    built = source.build()
    assert built.warnings == ""
    page = built.page()
    ledger, numbered, grouped, table = page.select(".pubs")
    assert [tag.get_text() for tag in ledger.select(".pubs-rail .pubs-date")] == [
        "2020, 2018",
        "2019",
        "2017",
    ]
    assert [tag.get_text() for tag in table.select(".pubs-date")] == ["2020, 2018", "2019", "2017"]
    assert [len(outer.select(".pubs-entry")) for outer in (numbered, grouped)] == [4, 4]
    # A link to the award of a year leads to the entry.
    link = page.select_one("a[href='#award-old']")
    assert link is not None
    target = page.select_one("[id=award-old]")
    assert target is not None
    entry = ledger.select_one(".pubs-entry")
    assert entry is not None
    assert entry["id"] == "award-new"
    assert target in entry.select("span")
    data = ledger.select_one("script")
    assert data is not None
    years = next(facet for facet in json.loads(data.get_text())["facets"] if facet["name"] == "year")
    assert (years["values"], years["of"]) == (["2020", "2019", "2018", "2017"], [[0, 2], 1, 3])
    text = source.build("text").text("index.txt").split("\n\n")
    assert text[2].strip() == "* Outstanding Reviewer, CVPR, Jane Doe, 2020, 2018"
