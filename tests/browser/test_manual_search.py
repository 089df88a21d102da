"""Words that a new user searches the manual for lead to the right page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Serve
from tests.browser.support import Visits, build_example

pytestmark = pytest.mark.browser

#: How many results a reader looks at.
LOOKED_AT = 5

#: The words, and the page of the manual that answers them.
WORDS = {
    "thumbnail": "guides/lists",
    "photo": "guides/people",
    "picture": "gallery",
    "badge": "guides/theming",
    "dark mode": "guides/theming",
    "chart": "guides/controls",
    "RSS": "index",
    "Better BibTeX": "start/from-zotero",
    "Zotero": "start/from-zotero",
    "JabRef": "start/from-zotero",
    "Mendeley": "start/from-zotero",
    "Google Scholar": "start/from-zotero",
    "ORCID": "guides/people",
    "Read the Docs": "recipes/publish",
    "GitHub Pages": "recipes/publish",
    "Jekyll": "start/from-jekyll-or-hugo",
    "Hugo": "start/from-jekyll-or-hugo",
    "al-folio": "start/from-al-folio",
    "academicpages": "start/from-academicpages",
    "RenderCV": "start/from-rendercv",
    "bibliography": "start/from-sphinxcontrib-bibtex",
    "PDF": "recipes/cv",
    "CV": "recipes/cv",
    "homepage": "recipes/homepage",
    "lab": "recipes/lab-site",
    "news": "recipes/awards-and-news",
    "award": "recipes/awards-and-news",
    "highlight": "recipes/homepage",
    "filter": "guides/selecting",
    "sort": "guides/selecting",
    "group by year": "guides/selecting",
    "selected": "guides/selecting",
    "preprint": "guides/merging",
    "duplicate": "guides/merging",
    "alias": "guides/people",
    "alumni": "recipes/lab-site",
    "slides": "guides/data",
    "abstract": "reference/directives",
    "search": "guides/controls",
    "citation": "recipes/cite-us",
    "CITATION.cff": "recipes/cite-us",
    "intersphinx": "guides/other-extensions",
    "Markdown": "start/five-minutes",
    "icons": "guides/theming",
    "colors": "guides/theming",
    "table": "gallery",
    "cards": "gallery",
    "translation": "recipes/languages",
    "missing entry": "reference/warnings",
    "warnings": "reference/warnings",
    "check": "guides/checking",
    "orcid": "guides/updating",
    "zotero sync": "start/from-zotero",
    "doi": "guides/updating",
    "update": "guides/updating",
    "pre-commit": "guides/ci",
    "github action": "guides/ci",
    "openalex": "guides/updating",
    "citing papers": "recipes/papers-that-use-us",
}


def results(page: Page, manual: str, word: str) -> list[str]:
    """Return the pages that the search of the site finds for a word, best first."""
    page.goto(f"{manual}search.html?{urlencode({'q': word})}")
    page.wait_for_function("document.querySelector('#search-results .search-summary')?.textContent.trim()")
    page.wait_for_function("!document.querySelector('#search-progress')?.textContent.includes('.')")
    pages: dict[str, None] = {}
    for link in page.locator("#search-results li > a").all():
        address = (link.get_attribute("href") or "").partition("#")[0].partition("?")[0]
        pages[address.removesuffix(".html")] = None
    return list(pages)


def test_words_lead_to_their_pages(visits: Visits, serve: Serve, tmp_path: Path) -> None:
    assert len(WORDS) >= 50
    manual = serve(build_example("alabaster", tmp_path, whole=True))
    page = visits(f"{manual}search.html")
    # The search loads each page that it found, for an excerpt.
    page.route(re.compile(r"/(?!search)[\w-]+\.html"), lambda route: route.fulfill(body=""))
    found = {word: results(page, manual, word)[:LOOKED_AT] for word in WORDS}
    wrong = {word: pages for word, pages in found.items() if f"manual/{WORDS[word]}" not in pages}
    assert wrong == {}, wrong
