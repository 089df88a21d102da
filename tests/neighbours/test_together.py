"""One project with all of it: both extensions, reStructuredText and Markdown, two languages, processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support import Site

CONF = """
extensions = ["sphinxcontrib.bibtex", "myst_parser", "sphinx_design", "sphinx.ext.intersphinx", "sphinx_pubs"]
bibtex_bibfiles = ["refs.bib"]
pubs_sources = ["bibtex_bibfiles", "group.yaml"]
pubs_resolve_cite = True
html_theme = "basic"
locale_dirs = ["locale"]
gettext_compact = False
intersphinx_mapping = {}
nitpicky = True
"""
BIB = """
@article{anna, author={A, Anna and B, Bert and C, Cara}, title={Title A}, journal={J}, year=2001}
@article{bert, author={B, Bert}, title={Title B}, journal={J}, year=2002}
@misc{cara, author={C, Cara}, title={Title C}, year=2003}
"""
GROUP = """
people:
  anna-a: {name: Anna A, role: Professor}
publications:
  dora: {title: Title D, authors: [Dora D, Anna A], year: 2004}
awards:
  medal: {title: Medal, recipients: [Anna A], year: 2005, publications: [dora]}
activities:
  talk: {title: Talk, role: Speaker, event: Conference, date: 2006-05}
"""
PAGES = {
    "index.rst": """
Index
=====

.. toctree::

   papers
   notes
   theirs
   here

.. publications::
   :group-by: year
   :numbering: down
   :show: backrefs
   :canonical:

.. awards::

.. activities::

.. people::
""",
    "papers.md": """
# Papers

Of {pubs:ref}`anna`, {pubs:cite}`anna, bert`, {pubs:cite:t}`dora`, {pubs:num}`cara`, {pubs:full}`bert`,
{pubs:count}`cited` and {any}`dora`.

```{publications}
:filter: docname in docnames
:caption: Of this page
```

::::{grid} 2
:::{grid-item-card} Articles

```{publications}
:kind: article
:group-by: year
```
:::
::::
""",
    "notes.rst": """
Notes
=====

.. tab-set::

   .. tab-item:: Cited

      .. publications::
         :filter: cited
         :layout: compact

   .. tab-item:: Others

      .. publications::
         :filter: not cited
         :layout: table
""",
    "theirs.rst": """
Theirs
======

:cite:p:`anna`, :cite:t:`bert{p. 1}`, :cite:`dora`, :cite:p:`anna, dora`

.. bibliography::
   :filter: key in {"anna", "bert"}
""",
    "here.rst": """
Here
====

:pubs:cite:`dora`

.. publications::
   :filter: docname in docnames
""",
}


@pytest.fixture
def project(tmp_path: Path) -> Site:
    site = Site(tmp_path / "source")
    site.write("conf.py", CONF)
    site.write("refs.bib", BIB)
    site.write("group.yaml", GROUP)
    for name, text in PAGES.items():
        site.write(name, text)
    site.translate("de", "papers", {"Of this page": "Auf dieser Seite"})
    return site


def build(site: Site, builder: str, *options: str) -> Path:
    """Build in a process of its own, warnings being errors; return the output's folder."""
    out = site.root.parent / f"{builder}{''.join(options)}"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder, *options]
    found = subprocess.run(
        [*command, str(site.root), str(out)],
        env={**os.environ, "LANGUAGE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stderr == ""
    return out


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("jobs", ["2", "auto"])
def test_html(project: Site, language: str, jobs: str) -> None:
    out = build(project, "html", "-j", jobs, "-D", f"language={language}")

    def titles(name: str, selector: str = "") -> list[str]:
        page = BeautifulSoup((out / name).read_text(encoding="utf-8"), "html.parser")
        return [tag.get_text() for tag in page.select(f"{selector} .pubs-entry .pubs-title")]

    assert titles("index.html", ".pubs-publications") == ["Title D", "Title C", "Title B", "Title A"]
    assert titles("papers.html") == ["Title D", "Title C", "Title B", "Title A", "Title B", "Title A"]
    assert titles("notes.html") == ["Title D", "Title C", "Title B", "Title A"]
    assert titles("here.html") == ["Title D"]
    theirs = (out / "theirs.html").read_text(encoding="utf-8")
    assert 'href="index.html#pub-dora"' in theirs
    papers = (out / "papers.html").read_text(encoding="utf-8")
    assert ("Auf dieser Seite" in papers) is (language == "de")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("builder", ["latex", "text"])
def test_other_builders(project: Site, builder: str, language: str) -> None:
    out = build(project, builder, "-j", "2", "-D", f"language={language}")
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(out.glob("*.t*")))
    for title in ("Title A", "Title B", "Title C", "Title D", "Medal", "Conference"):
        assert title in text
