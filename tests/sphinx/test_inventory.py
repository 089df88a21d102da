"""The inventory of a site with many entries is written when it would become another, and only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_pubs.sphinx_ext import inventory
from tests.support import Site

Make = Callable[[str], Site]

PAPERS = "@misc{a, title = {First}, author = {Doe, Jane}}\n@misc{b, title = {Second}, author = {Doe, Jane}}\n"
LIST = "\n.. publications:: papers.bib\n"
OTHER = "Other\n=====\n\n.. _label:\n\nPart\n----\n\n.. confval:: setting\n"


@pytest.fixture
def dumped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the name of each inventory that is written."""
    found: list[str] = []
    dump = InventoryFile.dump

    def noting(filename: str, *others: Any) -> None:
        found.append(Path(filename).name)
        dump(filename, *others)

    monkeypatch.setattr(InventoryFile, "dump", noting)
    return found


@pytest.fixture
def source(site: Make, dumped: list[str], monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site of two entries, which are many; it is built, and ``dumped`` is empty."""
    monkeypatch.setattr(inventory, "MANY", 2)
    made = site("alone")
    made.write("papers.bib", PAPERS)
    made.write("index.rst", "Page\n====\n" + LIST)
    made.write("other.rst", OTHER)
    made.build()
    assert dumped == ["objects.inv"]
    dumped.clear()
    return made


def _edit(name: str, old: str, new: str) -> Callable[[Site], object]:
    return lambda source: source.write(name, (source.root / name).read_text().replace(old, new))


def _move(source: Site) -> None:
    source.write("other.rst", OTHER + LIST)
    source.write("index.rst", "Page\n====\n")


def _nothing(_: Site) -> None: ...


def _file(source: Site) -> Path:
    return source.root.parent / "build" / "html" / "objects.inv"


def _damage(source: Site) -> None:
    file = _file(source)
    file.write_bytes(file.read_bytes()[:-1])


def _remove(source: Site) -> None:
    _file(source).unlink()


CHANGES: dict[str, tuple[Callable[[Site], object], dict[str, Any]]] = {
    "a title": (_edit("papers.bib", "First", "Zeroth"), {}),
    "a key": (_edit("papers.bib", "{b,", "{c,"), {}),
    "an entry more": (_edit("papers.bib", "@misc{b", "@misc{c, title={Third}}\n@misc{b"), {}),
    "the page of the list": (_move, {}),
    "a label": (_edit("other.rst", "_label", "_sign"), {}),
    "the title of a page": (_edit("other.rst", "Other", "Right"), {}),
    "an object of another domain": (_edit("other.rst", "setting", "choice"), {}),
    "the project": (_nothing, {"project": "Another"}),
    "the version": (_nothing, {"version": "2"}),
    "the addresses of pages": (_nothing, {"html_link_suffix": ".htm"}),
    "the file": (_damage, {}),
    "no file": (_remove, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_written_when_something_in_it_has_changed(
    source: Site, dumped: list[str], tmp_path: Path, name: str
) -> None:
    change, settings = CHANGES[name]
    change(source)
    again = source.build(**settings)
    assert dumped
    clean = source.build(outdir=tmp_path / "clean", **settings)
    assert (again.outdir / "objects.inv").read_bytes() == (clean.outdir / "objects.inv").read_bytes()


@pytest.mark.parametrize("parallel", [0, 2])
def test_it_is_left_as_it_is_when_nothing_in_it_has_changed(
    source: Site, dumped: list[str], parallel: int
) -> None:
    before = _file(source).read_bytes()
    source.build(parallel=parallel)
    source.write("other.rst", OTHER + "\nMore words.\n")
    again = source.build(parallel=parallel)
    assert "More words" in again.text("other.html")
    assert dumped == []
    assert _file(source).read_bytes() == before


def test_what_another_extension_has_there_counts_as_it_is_written(
    source: Site, dumped: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The ``repr`` of a text node is cut after 68 characters.
    source.write(
        "long_labels.py",
        "from docutils import nodes\n\n"
        "def label(app, doctree):\n"
        "    text = list(doctree.findall(nodes.Text))[-1]\n"
        "    app.env.domains['std'].labels['last'] = (app.env.docname, 'last', text)\n\n"
        "def setup(app):\n    app.connect('doctree-read', label)\n",
    )
    monkeypatch.syspath_prepend(source.root)
    long = "Long " * 16
    source.write("plain.rst", f":orphan:\n\n{long}one\n")
    with_labels: dict[str, Any] = {"extensions": ["sphinx_pubs", "long_labels"]}
    source.build(**with_labels)
    dumped.clear()
    source.write("plain.rst", f":orphan:\n\n{long}two\n")
    again = source.build(**with_labels)
    assert dumped
    clean = source.build(outdir=tmp_path / "clean", **with_labels)
    assert (again.outdir / "objects.inv").read_bytes() == (clean.outdir / "objects.inv").read_bytes()


def test_a_builder_that_writes_none_is_asked_each_time(source: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(InventoryFile, "dump", lambda *arguments: asked.append(arguments))
    _remove(source)
    source.build()
    source.build()
    assert len(asked) == 2


def test_each_builder_has_its_own(source: Site, dumped: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        built = [source.build("dirhtml"), source.build()]
    assert dumped == ["objects.inv"]  # of dirhtml, once
    clean = [source.build("dirhtml", outdir=tmp_path / "clean"), source.build(outdir=tmp_path / "clean")]
    found, expected = ([(one.outdir / "objects.inv").read_bytes() for one in some] for some in (built, clean))
    assert found == expected
    assert found[0] != found[1]


def test_all_is_written_anew_when_the_author_asks_for_it(source: Site, dumped: list[str]) -> None:
    source.build(fresh=True)
    assert dumped == ["objects.inv"]


def test_of_few_entries_it_is_sphinx_who_decides(
    source: Site, dumped: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "MANY", 3)
    source.build()
    assert dumped == ["objects.inv"]


def test_a_builder_without_one_is_left_alone(source: Site) -> None:
    built = source.build("text")
    assert "First" in built.text("index.txt")
    assert not hasattr(built.app.builder, "dump_inventory")
