"""Old keys on pages, and records that find their work by an identifier."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.util.inventory import InventoryFile

from tests.support import Site

MakeSite = Callable[[str], Site]
OLD_IDS = ["pub-doe2023splat", "pub-DBLP:conf/x/Doe23"]


def test_old_keys_work_everywhere(site: MakeSite) -> None:
    built = site("keys").build()
    assert built.warnings == ""
    entry = built.page().select_one("#pub-doe2024a")
    assert entry
    assert [tag["id"] for tag in entry.select("span[id]")] == OLD_IDS
    assert "Best Paper" in entry.get_text()
    assert {tag["href"] for tag in entry.select(".pubs-links a")} >= {"https://example.org/slides"}
    links = [tag.parent for tag in built.page().select("a .pubs-ref")]
    assert [tag["href"] for tag in links if tag] == ["#pub-doe2024a"] * 2
    assert "Doe" in built.page().select(".pubs-reference")[0].get_text()
    lists = [
        [title.get_text() for title in pubs.select(".pubs-title")]
        for pubs in built.page("one.html").select(".pubs")
    ]
    assert lists == [["Splatting"], ["Splatting"], ["Splatting", "Meshing"]]


def test_an_addition_with_an_identifier_is_on_its_entry(site: MakeSite) -> None:
    entry = site("keys").build().page("table.html").select_one("#pub-doe2024b")
    assert entry
    assert "Proceedings of Everything" in entry.get_text()
    assert entry.select('a[href="https://example.org/meshing"]')


def test_old_keys_are_in_the_inventory(site: MakeSite) -> None:
    built = site("keys").build()
    with (built.outdir / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda *parts: "/".join(parts))
    keys = {"doe2024a", "doe2023splat", "DBLP:conf/x/Doe23", "old-proceedings"}
    assert keys <= set(inventory["pubs:publication"])


def test_an_old_anchor_is_in_a_row_of_a_table_and_once_in_a_document(site: MakeSite) -> None:
    built = site("keys").build("singlehtml")
    ids = [tag["id"] for tag in built.page().select("[id]")]
    assert len(ids) == len(set(ids))
    (cell,) = built.page().select("td#pub-old-proceedings")
    assert cell.parent
    assert cell.parent["id"] == "pub-proceedings2024"


@pytest.mark.parametrize("builder", ["latex", "epub"])
def test_other_builders_have_old_anchors(site: MakeSite, builder: str) -> None:
    built = site("keys").build(builder, suppress_warnings=["epub"])
    name = "keys.tex" if builder == "latex" else "index.xhtml"
    assert "pub-doe2023splat" in (built.outdir / name).read_text(encoding="utf-8")


def test_different_works_of_one_key_are_two_entries(site: MakeSite) -> None:
    keys = site("keys")
    keys.write(
        "theirs.bib", "@article{doe2024a,\n title = {Unrelated},\n author = {Roe, R.},\n year = 2024\n}\n"
    )
    keys.write("one.rst", "One\n===\n\n.. publications:: theirs.bib\n")
    built = keys.build(pubs_sources=["papers.bib"])
    assert (
        "theirs.bib:1: WARNING: doe2024a: duplicate key, also used at papers.bib:1 for a different title and "
        "first author; keeping this one as 'doe2024aa' [pubs.conflict]"
    ) in built.warnings
    assert built.titles("one.html") == ["Unrelated"]
    assert built.page("one.html").select("#pub-doe2024aa")
    assert built.page().select("#pub-doe2024a .pubs-title")[0].get_text() == "Splatting"
