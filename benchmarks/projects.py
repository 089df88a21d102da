"""Sphinx projects with the same works: listed by sphinx-pubs, by a peer, by hand, or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.bibtex.reader import read

from .by_hand import page
from .generate import bibliography, written

#: Variant -> the extension that it needs, and the directive on its page (None: a list by hand).
VARIANTS = {
    "pubs": ("sphinx_pubs", ".. publications::\n"),
    "bibtex": ("sphinxcontrib.bibtex", ".. bibliography:: papers.bib\n   :all:\n"),
    "rst": ("", None),
    "empty": ("", ""),
    "people": ("sphinx_pubs", ".. publications::\n"),
}
_PARAGRAPH = "This page is here so that the site has more than one, and says nothing of any work.\n\n"
_INSERTED = "An entry changed: "


@dataclass(frozen=True, slots=True)
class Project:
    """A project to build.

    ``variant`` is one of :data:`VARIANTS`; ``others`` counts the pages beside that of the list.
    ``lists``: over how many pages the list is spread. ``shown``: how many works it has; 0 for all.
    ``authors``: of each work; 0 for two to eight.
    """

    variant: str
    size: int
    others: int = 1
    lists: int = 1
    shown: int = 0
    authors: int = 0

    def write(self, folder: Path) -> None:
        """Write the project into ``folder``, which is emptied."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        extension, directive = VARIANTS[self.variant]
        conf = [
            "project = 'benchmark'",
            "html_theme = 'basic'",
            f"extensions = {[extension] if extension else []}",
        ]
        if extension == "sphinx_pubs":
            sources = ["papers.bib", "people.yaml"] if self.variant == "people" else ["papers.bib"]
            conf += ["pubs_max_bytes = 10**9", f"pubs_sources = {sources}"]
        if self.variant == "bibtex":
            conf.append("bibtex_bibfiles = ['papers.bib']")
        _write(folder / "conf.py", "\n".join(conf) + "\n")
        entries = bibliography(self.size, authors=self.authors) if self.variant != "empty" else []
        source = written(entries)
        if directive:
            _write(folder / "papers.bib", source)
        if self.variant == "people":
            _write(folder / "people.yaml", _people(source))
        for number in range(self.lists):
            text = page(source) if directive is None else directive
            if self.lists > 1 or self.shown:
                per_page = self.shown or ceil(self.size / self.lists)
                text += f"   :limit: {per_page}\n   :offset: {per_page * number}\n"
            _write(folder / f"list{number}.rst", _titled(f"Works {number}", text))
        for number in range(self.others):
            _write(folder / f"other{number}.rst", _titled(f"Page {number}", _PARAGRAPH * 10))
        names = [f"   list{number}\n" for number in range(self.lists)]
        names += [f"   other{number}\n" for number in range(self.others)]
        _write(folder / "index.rst", _titled("Site", ".. toctree::\n\n" + "".join(names)))

    def change_other(self, folder: Path, count: int) -> None:
        """Change a page that has no list."""
        _write(folder / "other0.rst", _titled("Page 0", _PARAGRAPH * 10 + f"Change {count}.\n"))

    def change_entry(self, folder: Path, count: int) -> None:
        """Change the title of the first work, in the data or where it is written by hand."""
        path = folder / ("list0.rst" if self.variant == "rst" else "papers.bib")
        if not path.exists():
            return
        before_title = "* | " if self.variant == "rst" else "title = {"
        start, _, rest = path.read_text(encoding="utf-8").partition(before_title)
        if rest.startswith(_INSERTED):
            rest = rest.removeprefix(_INSERTED).partition(" ")[2]
        _write(path, f"{start}{before_title}{_INSERTED}{count} {rest}")


def _people(source: str) -> str:
    """Return a file that makes all last authors people of the site, and adds a note to each tenth work."""
    works = [
        record for record in read(source.encode(), "papers.bib").records if isinstance(record, Publication)
    ]
    names = dict.fromkeys(work.contributors[-1].name.full() for work in works)
    lines = ["people:", *(f"  p{index}: {{name: {json.dumps(name)}}}" for index, name in enumerate(names))]
    lines += ["publications:", *(f"  {work.key}: {{note: Added in another file}}" for work in works[::10])]
    return "\n".join(lines) + "\n"


def _titled(title: str, text: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{text}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
