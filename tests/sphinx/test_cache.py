"""What the cache of an earlier build is used for, and that the page is right whatever has changed since."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_pubs.sphinx_ext.lists import cache
from tests.support import BuildResult, Site, output_files

MakeSite = Callable[[str], Site]

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
def source(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site of a few works, whose small sources and lists are cached as large ones are."""
    monkeypatch.setattr(cache, "CACHE_FROM", 1)
    source = site("alone")
    source.write("papers.bib", PAPERS)
    source.write("people.yaml", PEOPLE)
    source.write("conf.py", CONF)
    source.write("index.rst", PAGE)
    source.write("far.rst", "Far\n===\n\n:pubs:ref:`t`\n")
    return source


class Counts(NamedTuple):
    """How many values of a cache a build has reused, and how many it has made for the cache."""

    reused: int = 0
    new: int = 0


def _counts(built: BuildResult) -> dict[str, Counts]:
    """Return what a build with debug messages says about its caches, by the kind of their values."""
    found = re.findall(r"cache of (\w+): (\d+) reused, (\d+) new", built.status)
    return {kind: Counts(int(reused), int(new)) for kind, reused, new in found if (reused, new) != ("0", "0")}


def test_only_what_has_changed_is_made_again(source: Site) -> None:
    first = _counts(source.build(verbosity=2))
    # Two entries link to a page of the site, and so are not cached. One value is the translations.
    assert first == {"records": Counts(0, 6), "entries": Counts(0, 4 + 1), "downloads": Counts(0, 6)}
    for title in ("First", "Third"):
        source.write("papers.bib", PAPERS.replace("Second", title))
        again = source.build(verbosity=2)
        assert f"{title} of All & More" in again.titles()
        assert _counts(again) == {
            "records": Counts(5, 1),
            "entries": Counts(3 + 1, 1),
            "downloads": Counts(5, 1),
        }


def test_short_lists_are_not_cached(source: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "CACHE_FROM", 100)
    monkeypatch.setattr(cache, "_code_version", lambda: pytest.fail("all our code is read for nothing"))
    built = source.build()
    assert list(built.outdir.glob("_pubs/*.js"))
    caches = Path(built.app.doctreedir, "sphinx_pubs").iterdir()
    assert [path.suffix for path in caches] == [".written"]  # no cache, but the note of the output folder


def test_a_fresh_environment_forgets_the_cache(source: Site) -> None:
    first = source.build(verbosity=2)
    assert _counts(source.build(fresh=True, verbosity=2)) == _counts(first)


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
    "a type": _edit("papers.bib", "@misc{n", "@article{n"),
    "a macro": _edit("papers.bib", "= mar,", "= apr,"),
    "the order": _append("index.rst", "   :sort: title\n"),
    "numbers": _append("conf.py", "pubs_numbering = 'down'\n"),
    "groups": _append("index.rst", "   :group-by: year\n"),
    "a layout": _append("index.rst", "   :layout: own\n"),
    "a layout of the site": _edit("conf.py", '"publication": [', '"publication": ["{year}", '),
    "its own layout": _append("conf.py", "pubs_layouts['homepage'] = {'publication': ['{title}']}\n"),
    "a style": _append("conf.py", "pubs_layouts['homepage'] = {'names': {'given': 'initials'}}\n"),
    "what is shown": _append("conf.py", "pubs_show = 'year abstract bibtex'\n"),
    "how formulas are shown": _append("conf.py", "pubs_math = 'site'\n"),
    "what goes out": _append("conf.py", "pubs_export = 'record'\n"),
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
    "a language without translations": _append("conf.py", "language = 'it'\n"),
    "no permalinks": _append("conf.py", "html_permalinks = False\n"),
    "a theme": _append("conf.py", "html_theme = 'furo'\n"),
    "a translator": _append("conf.py", TRANSLATOR),
    "names of fields": _append("conf.py", "pubs_field_map = {'school': 'note'}\n"),
    "a list on another page": lambda source: source.write("other.rst", f":orphan:\n\n{PAGE}   :canonical:\n"),
}  # fmt: skip


# Options of the list before something changes.
STARTS = {
    "plain": "",
    "numbered": "   :numbering: up\n",
    "some": "   :name: some\n   :year: 2018-\n   :show: date\n",
}


def _lists(built: BuildResult) -> object:
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
def test_a_change_has_the_same_effect_with_and_without_a_cache(
    source: Site, tmp_path: Path, change: str, start: str
) -> None:
    _append("index.rst", STARTS[start])(source)
    source.build()
    CHANGES[change](source)
    _append("index.rst", "\nThe page is read again.\n")(source)
    assert _lists(source.build()) == _lists(source.build(outdir=tmp_path / "clean"))


class Case(NamedTuple):
    """A change that must make some entries anew, and no others.

    :param people: what ``people.yaml`` holds. :param old: a part of it, or of the ``file``.
    :param remade: how many of the four entries that can be cached depend on it.
    """

    people: str
    old: str
    new: str
    remade: int
    file: str = "people.yaml"
    conf: str = ""


TWO_PEOPLE = """people:
  he: {name: Kaiming He, homepage: "https://example.org/1"}
  sun: {name: J. Sun, homepage: "https://example.org/2"}
"""
BY_KEY = PEOPLE + "publications:\n  t:\n    authors: [he]\n"
OVERLAY = PEOPLE + "publications:\n  t:\n    note: Added\n"
AWARD = PEOPLE + "awards:\n- title: Best\n  publications: [t, h]\n  recipients: [he]\n"
ON_THE_WORK = PEOPLE + "publications:\n  t:\n    award: Best\n"
SAME_WORK = (
    PEOPLE
    + "publications:\n  b2:\n    title: Second of All & More\n    doi: 10.1000/b\n    note: Same\n"
    + "    year: 2021\n    author: Jane Doe\n    type: article\n"
)
BY_IDENTIFIER = PEOPLE + "publications:\n- doi: 10.1000/b\n  note: Added\n"
BY_ALIAS = PEOPLE + "publications:\n  t:\n    aliases: [old]\n  old:\n    note: Added\n"
UNITED = "pubs_merge = 'identifiers'\n"
CASES = {
    "a work of a person": Case(PEOPLE, "Told", "Tolt", 1, "papers.bib"),
    "a work of another, beside people": Case(TWO_PEOPLE, "Second", "First", 1, "papers.bib"),
    "who a contributor is": Case(TWO_PEOPLE, "J. Sun", "J. Sunn", 1),
    "the order of two people": Case(
        TWO_PEOPLE, "name: Kaiming He, homepage", "aliases: [J. Sun], name: Kaiming He, homepage", 1
    ),
    "the name of an author that is a key": Case(BY_KEY, "Kaiming He", "Kaiming S. He", 1),
    "a work with an overlay": Case(OVERLAY, "Arbeit", "Schrift", 1, "papers.bib"),
    "a work without the overlay": Case(OVERLAY, "Second", "First", 1, "papers.bib"),
    "an overlay": Case(OVERLAY, "Added", "Other", 1),
    "the identifier of an overlay": Case(BY_IDENTIFIER, "10.1000/b", "10.1000/c", 1),
    "an overlay with an identifier": Case(BY_IDENTIFIER, "Added", "Other", 1),
    "the alias that an overlay names": Case(BY_ALIAS, "[old]", "[older]", 1),
    "an award": Case(AWARD, "Best", "Better", 2),
    "the works of an award": Case(AWARD, "[t, h]", "[h]", 2),
    "a work with an award": Case(AWARD, "Arbeit", "Schrift", 1, "papers.bib"),
    "an award on the work": Case(ON_THE_WORK, "Best", "Better", 1),
    "a record of the same work": Case(SAME_WORK, "Same", "Other", 1, conf=UNITED),
    "the first record of two": Case(SAME_WORK, "journal = {J}", "journal = {K}", 1, "papers.bib", UNITED),
    "another than the united record": Case(SAME_WORK, "Arbeit", "Schrift", 1, "papers.bib", UNITED),
    "whether records are united": Case(SAME_WORK, "identifiers", "none", 1, "conf.py", UNITED),
    "no record": Case(TWO_PEOPLE + AWARD.removeprefix(PEOPLE), "Page\n====", "List\n====", 0, "index.rst"),
}


@pytest.mark.parametrize("name", CASES)
def test_only_entries_that_depend_on_the_change_are_made_again(
    source: Site, tmp_path: Path, name: str
) -> None:
    case = CASES[name]
    source.write("people.yaml", case.people)
    _append("conf.py", case.conf)(source)
    source.build()
    _edit(case.file, case.old, case.new)(source)
    again = source.build(verbosity=2)
    counts = _counts(again)
    assert counts["entries"] == Counts(4 - case.remade + 1, case.remade)
    assert counts["downloads"].reused >= 6 - case.remade
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


def test_the_same_fields_in_another_format_are_another_record(source: Site, tmp_path: Path) -> None:
    _edit("conf.py", '"papers.bib"', '"papers.*"')(source)
    _edit("index.rst", "papers.bib", "papers.*")(source)
    source.write("papers.bib", "@misc{a, title = {*One* and Two}, year = {2020}}")
    source.build()
    (source.root / "papers.bib").unlink()
    fields = "{type: misc, title: '*One* and Two', year: '2020'}"
    source.write("papers.yaml", f"publications:\n  a: {fields}\n")
    again = source.build()
    assert again.titles() == ["One and Two"]
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


def test_the_translations_of_a_catalog_of_the_site_are_used(source: Site, tmp_path: Path) -> None:
    setup = "def setup(app):\n    app.add_message_catalog('sphinx_pubs', app.srcdir / 'locale')\n"
    _append("conf.py", f"language = 'it'\n{setup}")(source)
    _edit("papers.bib", "He, Kaiming}", "others}")(source)
    source.build()
    source.translate("it", "sphinx_pubs", {"et al.": "e altri"})
    _append("index.rst", "\nThe page is read again.\n")(source)
    again = source.build()
    assert "e altri" in again.page().get_text()
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


def test_pages_that_cite_an_entry_are_not_cached(source: Site, tmp_path: Path) -> None:
    _append("index.rst", "   :show: backrefs\n")(source)
    source.build()
    _edit("conf.py", '"far.rst"', "")(source)
    again = source.build()
    assert "Cited on" in str(again.page().select(".pubs"))
    assert _lists(again) == _lists(source.build(outdir=tmp_path / "clean"))


def test_builders_do_not_share_a_cache(source: Site, tmp_path: Path) -> None:
    for builder in ("html", "dirhtml", "singlehtml", "html"):
        again = source.build(builder)
        clean = source.build(builder, outdir=tmp_path / f"clean {builder}")
        assert output_files(again.outdir) == output_files(clean.outdir)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_place_of_a_cache_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "papers.records"
    os.mkfifo(path)
    with closing(cache.DiskCache(path)) as written:
        assert written.get_or_make(b"key", lambda: "value") == "value"
        written.save()
    with closing(cache.DiskCache(path)) as again:
        assert again.get(b"key") == "value"
