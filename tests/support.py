"""Build Sphinx projects in tests."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOTS = Path(__file__).parent / "roots"
REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"

#: Lines for ``conf.py`` that override the visitor of links without changing what it writes. Lists on HTML
#: pages are docutils nodes then, as with every translator that overrides a visitor.
LISTS_AS_NODES = """
from docutils import nodes

def visit_reference(self, node):
    type(self).visit_reference(self, node)

def depart_reference(self, node):
    type(self).depart_reference(self, node)

def setup(app):
    app.add_node(nodes.reference, override=True, html=(visit_reference, depart_reference))
"""

# The defaults of Sphinx's own settings that are lists. The process shares them, and a theme may change one.
_LISTS = {
    name: option.default.copy()
    for name, option in Config.config_values.items()
    if isinstance(option.default, list)
}

_COLORS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class BuildResult:
    """The output, the messages and the application of a build."""

    outdir: Path
    warnings: str
    status: str
    app: Sphinx
    read: tuple[str, ...]
    """The pages that Sphinx found to be new or changed."""

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
        """Return the titles of the entries on a page, in order."""
        return [tag.get_text() for tag in self.page(name).select(".pubs-entry .pubs-title")]

    def doctree(self, docname: str = "index") -> nodes.document:
        """Return the doctree of a page after all transforms, as a writer gets it."""
        doctree = self.app.env.get_doctree(docname)
        self.app.env.apply_post_transforms(doctree, docname)
        return doctree


@dataclass
class Site:
    """A Sphinx project in its own folder. It can be built several times."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file below the source folder; return its path."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def translate(self, language: str, name: str, translations: Mapping[str, str]) -> None:
        """Write the compiled message catalog ``name`` of a language into the folder ``locale``."""
        catalog = Catalog(locale=language)
        for message, translation in translations.items():
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
    ) -> BuildResult:
        """Build the site.

        :param outdir: the folder for the output and the pickled environment; by default ``build``, next to
            the source folder.
        """
        outdir = outdir or self.root.parent / "build"
        status, warnings = io.StringIO(), io.StringIO()
        translators.clear()  # Sphinx caches them for the whole process
        for name, default in _LISTS.items():
            Config.config_values[name].default[:] = default
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
            read: list[str] = []
            # Before all other handlers, which may change the list.
            app.connect("env-before-read-docs", lambda _app, _env, names: read.extend(names), priority=0)
            app.build()
        return BuildResult(
            Path(app.outdir),
            _COLORS.sub("", warnings.getvalue()),
            _COLORS.sub("", status.getvalue()),
            app,
            tuple(read),
        )


def copy_root(root: str, folder: Path) -> Site:
    """Copy the project ``tests/roots/<root>`` to ``folder``."""
    source = folder / "source"
    shutil.copytree(ROOTS / root, source)
    return Site(source)


def run_build(source: Path, out: Path, *options: str, env: Mapping[str, str]) -> None:
    """Build in a separate process, with warnings as errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", *options, str(source), str(out)]
    subprocess.run(command, check=True, env=dict(env), capture_output=True, text=True)


def require_tex(*commands: str) -> None:
    """Skip the test if a command of TeX or Poppler is missing; fail if PUBS_REQUIRE_TEX is set."""
    missing = [command for command in commands if shutil.which(command) is None]
    if missing and os.environ.get("PUBS_REQUIRE_TEX"):
        pytest.fail(f"PUBS_REQUIRE_TEX is set, but not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def pdf_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF file, laid out as on the page."""
    require_tex("pdftotext")
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return text.removesuffix("\f").split("\f")


def output_files(folder: Path) -> dict[str, bytes]:
    """Return the content of each output file by path, without files that contain times or pickles."""
    skipped = {".buildinfo", ".buildinfo.bak", "environment.pickle"}
    return {
        path.relative_to(folder).as_posix(): _normalized(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in skipped and path.suffix not in (".doctree", ".written")
    }


def _normalized(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name == "searchindex.js":
        # Sphinx does not delete a word that no page contains any more: it has an empty list of pages.
        content = re.sub(rb'"?\w+"?: ?\[\](, |,)?', b"", content)
        content = re.sub(rb", ?}", b"}", content)
    return content
