"""Building sites in tests."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOTS = Path(__file__).parent / "roots"
REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Built:
    """What a build has left."""

    outdir: Path
    warnings: str
    status: str
    app: Sphinx

    def text(self, name: str) -> str:
        """Return the contents of an output file."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def page(self, name: str = "index.html") -> BeautifulSoup:
        """Return a page."""
        return BeautifulSoup(self.text(name), "html.parser")

    def entries(self, name: str = "index.html") -> list[Tag]:
        """Return the entries on a page."""
        return list(self.page(name).select(".pubs-entry"))

    def titles(self, name: str = "index.html") -> list[str]:
        """Return the titles on a page, in order."""
        return [tag.get_text() for tag in self.page(name).select(".pubs-entry .pubs-title")]

    def doctree(self, docname: str = "index") -> nodes.document:
        """Return a page as it would be given to a writer."""
        doctree = self.app.env.get_doctree(docname)
        self.app.env.apply_post_transforms(doctree, docname)
        return doctree


@dataclass
class Site:
    """A site in a folder of its own, built as often as a test wants."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write a source file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def translate(self, language: str, name: str, words: Mapping[str, str]) -> None:
        """Write the catalogue ``name`` of a language, as it is compiled, into the folder ``locale``."""
        catalog = Catalog(locale=language)
        for message, translation in words.items():
            catalog.add(message, translation)
        path = self.root / "locale" / language / "LC_MESSAGES" / f"{name}.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalog)

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 0,
        fresh: bool = False,
        outdir: Path | None = None,
        verbosity: int = 0,
        **confoverrides: Any,
    ) -> Built:
        """Build the site; ``outdir``, by default beside the source, is for output and pickled environment."""
        outdir = outdir or self.root.parent / "build"
        status, warnings = io.StringIO(), io.StringIO()
        translators.clear()  # Sphinx keeps them for the life of the process
        with patch_docutils(str(self.root)), docutils_namespace():
            app = Sphinx(
                str(self.root),
                str(self.root),
                str(outdir / builder),
                str(outdir / "doctrees"),
                builder,
                # Off by default before Sphinx 8.
                confoverrides={"show_warning_types": True, **confoverrides},
                status=status,
                warning=warnings,
                freshenv=fresh,
                parallel=parallel,
                verbosity=verbosity,
            )
            app.build()
        return Built(
            Path(app.outdir), _COLOURS.sub("", warnings.getvalue()), _COLOURS.sub("", status.getvalue()), app
        )


def site_of(root: str, folder: Path) -> Site:
    """Return a copy of the root ``root`` in ``folder``."""
    source = folder / "source"
    shutil.copytree(ROOTS / root, source)
    return Site(source)


def run_build(source: Path, out: Path, *options: str, env: Mapping[str, str]) -> None:
    """Build in a process of its own; warnings are errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", *options, str(source), str(out)]
    subprocess.run(command, check=True, env=dict(env), capture_output=True, text=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all output files; without what holds times or pickles."""
    skipped = {".buildinfo", ".buildinfo.bak", "environment.pickle"}
    return {
        path.relative_to(folder).as_posix(): _settled(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in skipped and path.suffix != ".doctree"
    }


def _settled(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name == "searchindex.js":
        # Sphinx keeps the words that were taken off a page, with no page to their name.
        content = re.sub(rb'"?\w+"?: ?\[\](, |,)?', b"", content)
        content = re.sub(rb", ?}", b"}", content)
    return content
