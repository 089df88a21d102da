"""Each example of the manual is complete: it builds as it is shown, and its Markdown makes the same page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import Tag

from tests.manual_files import (
    DOCS,
    MANUAL,
    blocks_of,
    files_of,
    one_markup_blocks,
    to_markdown,
    write_site,
)
from tests.support import REPOSITORY, BuildResult, Site

PAGES = sorted(path.relative_to(MANUAL).as_posix() for path in MANUAL.rglob("*.rst"))
# The old site that a page about moving starts from is a folder beside it: see tests/sphinx/test_migration.py.
# A ``pubs-change`` needs sphinxcontrib-bibtex: see tests/other_extensions/test_migration_guide.py.
MIGRATED = {f"start/from-{folder.name}.rst" for folder in (MANUAL / "start" / "migration").iterdir()}
SITES = [name for name in PAGES if files_of(MANUAL / name) and name not in MIGRATED]
EXAMPLES = [
    (name, number)
    for name in PAGES
    for number, block in enumerate(blocks_of(MANUAL / name))
    if block.name == "pubs-example" or (block.name == "pubs-code" and name not in MIGRATED)
]
# Page -> its code blocks that show only one of the two markups.
ONE_MARKUP = {
    name: blocks for name in PAGES if (blocks := one_markup_blocks((MANUAL / name).read_text("utf-8")))
}


def page_text(built: BuildResult, name: str) -> str:
    """Return the words of a page's content, without its navigation."""
    content = built.page(name).select_one("[role=main]")
    assert content is not None
    for control in content.select(".pubs-permalink, .headerlink"):
        control.decompose()  # only one of two lists with an entry has its anchor
    return " ".join(content.get_text(" ").split())


def test_pages_have_examples() -> None:
    assert len(SITES) >= 2
    assert set(PAGES) >= MIGRATED
    changes = {name for name in PAGES for block in blocks_of(MANUAL / name) if block.name == "pubs-change"}
    assert changes == {"start/from-sphinxcontrib-bibtex.rst"}
    assert len(EXAMPLES) >= 11


@pytest.mark.parametrize("name", SITES)
def test_a_site_builds_as_it_is_shown(name: str, tmp_path: Path) -> None:
    files = files_of(MANUAL / name)
    assert {"conf.py", "index.rst"} <= set(files)
    built = {}
    for form in ("rst", "markdown"):
        site = write_site(files, tmp_path / form / "source", markdown=form == "markdown")
        built[form] = site.build()
        assert built[form].warnings == ""
    pages = [path.removesuffix(".rst") + ".html" for path in files if path.endswith(".rst")]
    assert any(built["rst"].entries(page) for page in pages)
    for page in pages:
        assert len(built["rst"].entries(page)) == len(built["markdown"].entries(page))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build a site with each example as a page of each markup, in the folder of the page that shows it."""
    root = tmp_path_factory.mktemp("examples") / "source"
    ignored = shutil.ignore_patterns("*.rst", "__pycache__", "_build", "locale")
    shutil.copytree(DOCS, root, ignore=ignored)
    shutil.copytree(DOCS / "people", root / "people", dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "CITATION.cff", root.parent)
    site = Site(root)
    names = []
    for name, blocks in ONE_MARKUP.items():
        names.append(f"manual/{name.removesuffix('.rst')}-only")
        site.write(f"{names[-1]}.md", "# Example\n\n" + "\n".join(blocks))
    for name, number in EXAMPLES:
        source = list(blocks_of(MANUAL / name))[number].content
        page = f"manual/{name.removesuffix('.rst')}-{number}"
        # Headings of an example are below that of its page.
        site.write(f"{page}-rst.rst", f"Example\n#######\n\n{source}")
        site.write(
            f"{page}-markdown.md", "# Example\n\n" + re.sub(r"^#", "##", to_markdown(source), flags=re.M)
        )
        names += [f"{page}-rst", f"{page}-markdown"]
    people = [f"people/{path.stem}" for path in sorted((DOCS / "people").glob("*.rst"))]
    pages = "".join(f"   {name}\n" for name in [*people, *names])
    site.write("index.rst", f"Examples\n========\n\n.. toctree::\n\n{pages}")
    built = site.build(html_theme="basic")
    assert built.warnings == ""
    return built


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_an_example_is_the_same_in_both_markups(name: str, number: int, examples: BuildResult) -> None:
    page = f"manual/{name.removesuffix('.rst')}-{number}"
    text = page_text(examples, f"{page}-rst.html")
    assert text == page_text(examples, f"{page}-markdown.html")
    assert examples.page(f"{page}-rst.html").select(".pubs, a[href*='#pub-']")


def test_code_of_one_markup_has_a_reason(examples: BuildResult) -> None:
    """Examples are shown in both markups, but for those of a section about one of them."""
    assert {name: len(blocks) for name, blocks in ONE_MARKUP.items()} == {
        "guides/other-extensions.rst": 1,  # the section about MyST-Parser, in PDF too
    }
    page = examples.page("manual/guides/other-extensions-only.html")
    assert page.select(".pubs-entry")
    assert page.select("p a[href*='#pub-he2016resnet']")


@pytest.mark.parametrize(
    "block",
    [
        ".. code-block:: rst\n\n   Text.\n",
        ".. code-block:: rst\n   :caption: Before\n\n   Text.\n",
        "   .. code:: Markdown\n\n      Text.\n",
        ".. code-block:: text\n\n   .. publications::\n",
        "Write::\n\n   ```{publications}\n   ```\n",
        ".. code-block::\n\n   As :pubs:cite:`doe2020` shows.\n",
        ".. code-block:: text\n\n   As {pubs:ref}`doe2020` shows.\n",
    ],
)
def test_code_of_one_markup_is_found(block: str) -> None:
    assert one_markup_blocks(f"Title\n=====\n\n{block}\nMore.\n") != []


@pytest.mark.parametrize(
    "block",
    [
        ".. code-block:: python\n\n   pubs_sources = []\n",
        "Run::\n\n   make html\n",
        ".. publications::\n   :limit: 2\n",
        ".. pubs-code::\n\n   .. publications::\n",
    ],
)
def test_other_code_is_not_found(block: str) -> None:
    assert one_markup_blocks(f"Title\n=====\n\n{block}\nMore.\n") == []


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build a page with each directive that shows code."""
    site = Site(tmp_path_factory.mktemp("shown") / "source")
    site.write(
        "conf.py",
        f"""
import sys
sys.path.append({str(DOCS / "_ext")!r})
extensions = ["sphinx_design", "examples"]
html_theme = "basic"
html_permalinks = False
""",
    )
    site.write(
        "index.rst",
        """
Title
=====

.. pubs-example::

   .. note:: An example.

.. pubs-code::

   .. note:: Code.

.. pubs-change::

   .. note:: Old.

   ----

   .. note:: New.

.. pubs-file:: page.rst

   .. note:: A page.

.. pubs-file:: conf.py

   # Settings.
""",
    )
    built = site.build()
    assert built.warnings == ""
    return built


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_code_is_shown_in_tabs_of_both_markups(shown: BuildResult) -> None:
    tab_sets = shown.page().select(".sd-tab-set")
    assert [[words(tab) for tab in tabs.select(".sd-tab-content")] for tabs in tab_sets] == [
        [".. note:: An example.", "```{note} An example. ```"],
        [".. note:: Code.", "```{note} Code. ```"],
        [
            "Before .. note:: Old. Now .. note:: New.",
            "Before ```{note} Old. ``` Now ```{note} New. ```",
        ],
        ["page.rst .. note:: A page.", "page.md ```{note} A page. ```"],
    ]
    for tabs in tab_sets:
        assert [words(label) for label in tabs.select(".sd-tab-label")] == ["reStructuredText", "Markdown"]


def test_only_the_result_of_an_example_is_shown(shown: BuildResult) -> None:
    assert [words(note) for note in shown.page().select(".admonition.note")] == ["Note An example."]


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("Title\n=====\n\nSub\n---\n", "# Title\n\n## Sub\n"),
        (".. awards::\n", "```{awards}\n```\n"),
        (
            '.. publications:: a.bib\n   :filter: "x" in title\n   :award:\n',
            "```{publications} a.bib\n:filter: '\"x\" in title'\n:award:\n```\n",
        ),
        (
            ".. note::\n\n   .. people::\n      :caption: Us\n",
            "````{note}\n```{people}\n:caption: Us\n```\n````\n",
        ),
        (
            "See :doc:`x` and `that <https://example.org>`__, ``code``.\n",
            "See {doc}`x` and [that](https://example.org), `code`.\n",
        ),
        (".. _here:\n", "(here)=\n"),
        (".. A comment\n   of two lines.\n", "% A comment\n% of two lines.\n"),
    ],
)
def test_markdown(rst: str, markdown: str) -> None:
    assert to_markdown(rst) == markdown


@pytest.mark.parametrize("text", ["| a line block\n", "+--+\n", "== ==\n", "Text::\n\n   code\n"])
def test_unknown_markup_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no Markdown form"):
        to_markdown(text)
