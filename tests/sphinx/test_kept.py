"""What is kept from build to build is used, and is right whatever has changed; damage costs time only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.model.records import Publication
from sphinx_pubs.render.entries import contents
from sphinx_pubs.sphinx_ext.lists import cache as kept_module
from sphinx_pubs.sphinx_ext.lists import cached_entries as kept_entries
from sphinx_pubs.sphinx_ext.lists import downloads as exports
from sphinx_pubs.sphinx_ext.lists import entries, reading
from sphinx_pubs.sphinx_ext.lists.cache import kept
from tests.support import Built, Site, tree

Make = Callable[[str], Site]

PAPERS = r"""
@article{b, title = {Second of \emph{All} \& More}, author = {Doe, Jane and He, Kaiming}, journal = {J},
  year = 2021, url = {https://example.org/b?x=1&y=2}, abstract = {With an abstract}, doi = {10.1000/b}}
@misc{a, title = {A Formula $x^2$}, author = {Doe, Jane}, year = 2020, url = {https://example.org/a}}
@misc{p, title = {Leads to a Page}, author = {Roe, R.}, year = 2019, url = {far}}
@phdthesis{t, title = {Eine \emph{Arbeit}}, author = {Sun, J.}, school = {S}, year = 2018, month = mar,
  langid = {german}}
@misc{h, title = {Told}, author = {Kaiming He}, author+an:person = {1=he}, year = 2016}
@misc{n, title = {Last}, author = {Doe, Jane}, year = 2017, note = {See \href{far}{there}}}
"""
PEOPLE = "people:\n  he:\n    name: Kaiming He\n"
CONF = """
extensions = ["sphinx_pubs"]
exclude_patterns = ["far.rst"]
pubs_sources = ["papers.bib", "people.yaml"]
pubs_layouts = {"own": {"publication": ["{title}", "{authors}"]}}
"""
PAGE = "Page\n====\n\n.. publications:: papers.bib\n   :controls: search download\n"


@pytest.fixture
def source(site: Make, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site of a few works, of which all is kept that is kept of many."""
    monkeypatch.setattr(reading, "LEAST_BYTES", 0)
    monkeypatch.setattr(entries, "LONG", 1)
    made = site("alone")
    made.write("papers.bib", PAPERS)
    made.write("people.yaml", PEOPLE)
    made.write("conf.py", CONF)
    made.write("index.rst", PAGE)
    made.write("far.rst", "Far\n===\n\n:pubs:ref:`t`\n")
    return made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the keys of the entries that are made, and of the exports."""
    found: list[str] = []

    def noting(records: Sequence[Any], presentation: Any) -> Any:
        found.extend(record.key for record in records)
        return contents(records, presentation)

    def exporting(publication: Publication) -> object:
        found.append(f"export {publication.key}")
        return publication.key

    monkeypatch.setattr(kept_entries, "contents", noting)
    monkeypatch.setattr(exports, "FORMATS", {**exports.FORMATS, "ris": exporting})
    return found


def test_what_is_kept_is_not_made_again(source: Site, made: list[str]) -> None:
    source.build()
    assert sorted(made) == sorted([*"bapnth", *(f"export {key}" for key in "bapnth")])
    made.clear()
    source.write("papers.bib", PAPERS.replace("Second", "First"))
    again = source.build()
    assert "First of All & More" in again.titles()
    # What leads to a page of the site depends on more than itself.
    assert sorted(made) == ["b", "export b", "n", "p"]
    made.clear()
    source.write("papers.bib", PAPERS.replace("Second", "Third"))
    source.build()
    assert sorted(made) == ["b", "export b", "n", "p"]


def test_a_text_with_the_marks_of_what_is_kept_is_not_kept(source: Site, tmp_path: Path) -> None:
    layouts = {"own": {"publication": ["{title}\x1d\x1c!", "{authors}"]}}
    settings: dict[str, Any] = {"pubs_layouts": layouts, "pubs_layout": "own"}
    source.build(**settings)
    source.write("papers.bib", PAPERS.replace("Second", "First"))
    again = source.build(**settings)
    clean = source.build(outdir=tmp_path / "clean", **settings)
    assert tree(again.outdir) == tree(clean.outdir)


def test_of_a_short_list_nothing_is_kept(source: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LONG", 100)
    monkeypatch.setattr(kept_module, "_code", lambda: pytest.fail("all our code is read for nothing"))
    monkeypatch.setattr(reading, "LEAST_BYTES", 10**6)
    built = source.build()
    assert list(built.outdir.glob("_pubs/*.js"))
    assert not (Path(built.app.doctreedir) / "sphinx_pubs").exists()


def test_all_is_made_anew_when_the_author_asks_for_it(source: Site, made: list[str]) -> None:
    source.build()
    first = list(made)
    made.clear()
    source.build(fresh=True)
    assert sorted(made) == sorted(first)


Change = Callable[[Site], object]


def _edit(name: str, old: str, new: str) -> Change:
    def edit(source: Site) -> None:
        text = (source.root / name).read_text(encoding="utf-8")
        assert old in text
        source.write(name, text.replace(old, new))

    return edit


def _append(name: str, text: str) -> Change:
    return lambda source: source.write(name, (source.root / name).read_text(encoding="utf-8") + text)


TRANSLATOR = """
from sphinx.writers.html5 import HTML5Translator

class Own(HTML5Translator):
    def starttag(self, node, tagname, *arguments, **attributes):
        return super().starttag(node, tagname, *arguments, **attributes).replace("<em", "<em lang='la'")

def setup(app):
    app.set_translator("html", Own)
"""
CHANGES: dict[str, Change] = {
    "nothing": lambda source: None,
    "a title": _edit("papers.bib", "Last", "The Last"),
    "an abstract": _edit("papers.bib", "With an", "Without an"),
    "an entry less": _edit("papers.bib", "@article{b", "@comment{b"),
    "an entry more": _append("papers.bib", "@misc{m, title = {More}, author = {Doe, J.}, year = 2022}\n"),
    "a key": _edit("papers.bib", "{b,", "{bb,"),
    "a macro": _edit("papers.bib", "= mar,", "= apr,"),
    "the order": _append("index.rst", "   :sort: title\n"),
    "numbers": _append("conf.py", "pubs_numbering = 'down'\n"),
    "groups": _append("index.rst", "   :group-by: year\n"),
    "a layout": _append("index.rst", "   :layout: own\n"),
    "a layout of the site": _edit("conf.py", '"publication": [', '"publication": ["{year}", '),
    "its own layout": _append("conf.py", "pubs_layouts['homepage'] = {'publication': ['{title}']}\n"),
    "a style": _append("conf.py", "pubs_layouts['homepage'] = {'names': {'given': 'initials'}}\n"),
    "what is shown": _append("index.rst", "   :show: year abstract bibtex\n"),
    "links": _append("index.rst", "   :links: doi\n"),
    "who is set off": _append("index.rst", "   :highlight: Kaiming He\n"),
    "whose site it is": _append("conf.py", "pubs_me = ['he']\n"),
    "a homepage": _append("people.yaml", "    homepage: https://example.org/he\n"),
    "a homepage on the site": _append("people.yaml", "    homepage: far\n"),
    "a person less": lambda source: source.write("people.yaml", "people: {}\n"),
    "an overlay": _append("people.yaml", "publications:\n  t:\n    note: Added\n"),
    "an award": _append("people.yaml", "awards:\n- title: Best\n  publications: [t]\n"),
    "a page that entries lead to": _edit("conf.py", '"far.rst"', ""),
    "the language": _append("conf.py", "language = 'de'\n"),
    "no permalinks": _append("conf.py", "html_permalinks = False\n"),
    "a theme": _append("conf.py", "html_theme = 'furo'\n"),
    "a translator": _append("conf.py", TRANSLATOR),
    "names of fields": _append("conf.py", "pubs_field_map = {'school': 'note'}\n"),
    "a list on another page": lambda source: source.write("other.rst", f":orphan:\n\n{PAGE}   :canonical:\n"),
}  # fmt: skip


#: What a page can be like before something changes.
STARTS = {"plain": "", "numbered": "   :numbering: up\n", "some": "   :name: some\n   :year: 2018-\n"}


def _lists(built: Built) -> object:
    """Return the lists and the downloads of a site."""
    pages = {
        path.name: list(map(str, built.page(path.name).select(".pubs")))
        for path in built.outdir.glob("*.html")
    }
    downloads = {path.name: path.read_text(encoding="utf-8") for path in built.outdir.glob("_pubs/*.js")}
    assert any(pages.values())
    assert downloads
    return pages, downloads


@pytest.mark.filterwarnings("ignore:.*is deprecated. Check CHANGES for Sphinx API")  # of the theme
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_page_is_what_it_would_be(
    source: Site, tmp_path: Path, change: str, start: str
) -> None:
    _append("index.rst", STARTS[start])(source)
    source.build()
    CHANGES[change](source)
    _append("index.rst", "\nThe page is read again.\n")(source)
    assert _lists(source.build()) == _lists(source.build(outdir=tmp_path / "clean"))


def test_words_of_a_catalogue_of_the_site_are_those_of_the_page(source: Site, tmp_path: Path) -> None:
    setup = "def setup(app):\n    app.add_message_catalog('sphinx_pubs', app.srcdir / 'locale')\n"
    _append("conf.py", f"language = 'it'\n{setup}")(source)
    _edit("papers.bib", "He, Kaiming}", "others}")(source)
    source.build()
    source.translate("it", "sphinx_pubs", {"et al.": "e altri"})
    _append("index.rst", "\nThe page is read again.\n")(source)
    again = source.build()
    assert "e altri" in again.page().get_text()
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


def test_what_cites_an_entry_is_no_part_of_what_is_kept(source: Site, tmp_path: Path) -> None:
    _append("index.rst", "   :show: backrefs\n")(source)
    source.build()
    _edit("conf.py", '"far.rst"', "")(source)
    again = source.build()
    assert "Cited on" in str(again.page().select(".pubs"))
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


@pytest.mark.parametrize("damage", [None, b"", b"SphinxPubs.loaded([])\n"])
def test_downloads_that_are_not_as_they_were_written_are_made_anew(
    source: Site, tmp_path: Path, damage: bytes | None
) -> None:
    (path,) = source.build().outdir.glob("_pubs/*.ris.js")
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    _append("index.rst", "\nThe page is read again.\n")(source)
    assert _lists(source.build()) == _lists(source.build(outdir=tmp_path / "clean"))


def test_builders_do_not_share_what_is_kept(source: Site, tmp_path: Path) -> None:
    for builder in ("html", "dirhtml", "singlehtml", "html"):
        again = source.build(builder)
        clean = source.build(builder, outdir=tmp_path / f"clean {builder}")
        assert tree(again.outdir) == tree(clean.outdir)


# The file.


def _in(path: Path, made_of: object = "x", **texts: str) -> dict[str, str | None]:
    """Keep ``texts``, and return what was known of them."""
    with kept(path, made_of) as found:
        known = {name: found.get(name) for name in texts}
        for name, text in texts.items():
            if known[name] is None:
                found.keep(name, text)
    return known


def test_texts_are_kept_as_long_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    first, second = "text \n<>\"'\x1f é \udc80", ""
    assert _in(path, a=first, b=second) == {"a": None, "b": None}
    assert _in(path, a=first, b=second) == {"a": first, "b": second}
    assert _in(path, b=second) == {"b": second}
    assert _in(path, a=first, b=second) == {"a": None, "b": second}
    assert [path.name for path in path.parent.iterdir()] == ["file"]


def test_a_text_takes_the_place_of_another(tmp_path: Path) -> None:
    _in(tmp_path / "file", a="old", b="1")
    with kept(tmp_path / "file", "x") as found:
        assert found.get("a") == "old"
        found.keep("a", "new")
    assert _in(tmp_path / "file", a="", b="") == {"a": "new", "b": None}


def test_more_texts_than_are_in_memory_at_once(tmp_path: Path) -> None:
    texts = {f"t{number}": "x" * number for number in range(2 * kept_module._AT_ONCE + 1)}
    _in(tmp_path / "file", **texts)
    assert _in(tmp_path / "file", **texts) == texts


def test_a_file_with_the_same_texts_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    _in(path, a="1")
    before = path.stat()
    _in(path, a="1")
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_few_others_are_not_worth_writing_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = {f"t{number}": str(number) for number in range(300)}
    _in(path, **texts)
    before = path.read_bytes()
    _in(path, **{**texts, "more": "1"})
    assert path.read_bytes() == before
    _in(path, **{**texts, **{f"more{number}": "1" for number in range(10)}})
    assert _in(path, **texts, more1="1")["more1"] == "1"
    assert path.read_bytes() != before
    _in(path)
    assert not any(_in(path, **texts).values())


def test_texts_made_of_something_else_are_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    _in(path, ("x", 1), a="1")
    assert _in(path, ("x", 2), a="1") == {"a": None}
    monkeypatch.setattr(kept_module, "_code", lambda: "other code")
    assert _in(path, ("x", 2), a="1") == {"a": None}


@pytest.mark.parametrize("damage", [b"", b"x\n", b"\x80\xff", None, "cut"])
def test_a_damaged_file_is_ignored_and_mended(tmp_path: Path, damage: bytes | str | None) -> None:
    path = tmp_path / "file"
    _in(path, a="first", b="second")
    whole = path.read_bytes()
    damaged = whole.replace(b"first", b"thirst") if damage is None else damage
    path.write_bytes(whole[:-20] if isinstance(damaged, str) else damaged)
    assert _in(path, a="first", b="second") == {"a": None, "b": None}
    assert path.read_bytes() == whole


def test_a_mark_of_the_file_is_not_kept(tmp_path: Path) -> None:
    assert _in(tmp_path / "file", a="x\x1ey", b="z") == {"a": None, "b": None}
    assert _in(tmp_path / "file", a="x\x1ey", b="z") == {"a": None, "b": "z"}


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file", encoding="utf-8")
    assert _in(tmp_path / "folder" / "file", a="1") == {"a": None}
    assert _in(tmp_path / "folder" / "file", a="1") == {"a": None}


def _fail(path: Path) -> None:
    with kept(path, "x") as found:
        found.keep("b", "2")
        raise RuntimeError


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    _in(path, a="1")
    with pytest.raises(RuntimeError):
        _fail(path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert _in(path, a="1") == {"a": "1"}
