"""The examples of the manual page "Moving from sphinxcontrib-bibtex" show the same entries before and now."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from tests.manual_files import MANUAL, blocks_of, to_markdown
from tests.support import ROOTS, BuildResult, Site

PAGE = MANUAL / "start" / "from-sphinxcontrib-bibtex.rst"
_CONF = re.compile(r"^\.\. code-block:: python\n   :caption: conf\.py\n\n(?P<text>(?:   .*\n|\n)+)", re.M)
CHANGES = [block.content.split("\n----\n") for block in blocks_of(PAGE) if block.name == "pubs-change"]
BEFORE, NOW = [before for before, _ in CHANGES], [now for _, now in CHANGES]

TITLES = {
    "he2016resnet": "Deep Residual Learning for Image Recognition",
    "he2017maskrcnn": "Mask R-CNN",
    "wu2019multigrid": "A Multigrid Method for Efficiently Training Video Models",
    "draft": "A Title",
}


def conf() -> str:
    """Return the ``conf.py`` that the page shows."""
    match = _CONF.search(PAGE.read_text(encoding="utf-8"))
    assert match
    return dedent(match["text"])


def build(folder: Path, examples: list[str], form: str) -> BuildResult:
    site = Site(folder / "source")
    # sphinxcontrib-bibtex warns about an entry that is on several pages.
    settings = (
        'html_theme = "basic"\nsuppress_warnings = ["bibtex.duplicate_citation", "bibtex.duplicate_label"]\n'
    )
    if form == "markdown":
        settings += 'extensions += ["myst_parser"]\n'
    site.write("conf.py", conf() + settings)
    site.write("papers.bib", (ROOTS / "basic" / "papers.bib").read_text(encoding="utf-8"))
    for number, text in enumerate(examples):
        source = f"Example\n=======\n\n{text}"
        if form == "markdown":
            site.write(f"example{number}.md", to_markdown(source))
        else:
            site.write(f"example{number}.rst", source)
    pages = "".join(f"   example{number}\n" for number in range(len(examples)))
    site.write("index.rst", f"Index\n=====\n\n.. toctree::\n\n{pages}")
    return site.build()


@pytest.fixture(scope="module", params=["rst", "markdown"])
def form(request: pytest.FixtureRequest) -> str:
    """The markup of the pages."""
    return str(request.param)


@pytest.fixture(scope="module")
def before(form: str, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return build(tmp_path_factory.mktemp("before"), BEFORE, form)


@pytest.fixture(scope="module")
def now(form: str, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return build(tmp_path_factory.mktemp("now"), NOW, form)


def shown_keys(built: BuildResult, number: int) -> set[str]:
    """Return the keys of the entries on a page.

    Styles of pybtex may change the case of a title, and show only the key of an entry with a missing field.
    """
    page = built.page(f"example{number}.html")
    lists = page.select(".citation, .pubs-entry, ul.simple > li, ol > li")
    text = " ".join(" ".join(tag.get_text() for tag in lists).split()).lower()
    return {key for key, title in TITLES.items() if title.lower() in text or f"in {key}" in text}


def test_examples_exist_and_give_no_warnings(before: BuildResult, now: BuildResult) -> None:
    assert len(CHANGES) >= 6
    # sphinxcontrib-bibtex reports missing fields, such as "missing journal"; sphinx-pubs does not.
    assert not [line for line in before.warnings.splitlines() if "missing" not in line]
    assert now.warnings == ""


@pytest.mark.parametrize("number", range(len(BEFORE)))
def test_example_shows_the_same_entries(before: BuildResult, now: BuildResult, number: int) -> None:
    assert shown_keys(now, number) == shown_keys(before, number) != set()


def test_citations_are_links(now: BuildResult, before: BuildResult) -> None:
    cited = next(number for number, text in enumerate(NOW) if ":pubs:cite:" in text)
    for built in (now, before):
        links = [
            str(tag["href"]) for tag in built.page(f"example{cited}.html").select(".body p > * a, .body p a")
        ]
        assert any("#" in link for link in links)


def test_filter_is_unchanged() -> None:
    filters = [re.findall(r":filter: (.*)", text) for text in (BEFORE[0], NOW[0])]
    assert filters[0] == filters[1]
