"""Helpers of the browser tests: sites, a web server, visits of pages, and the parts of a list."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser import data
from tests.support import REPOSITORY, Site

#: How many seconds to wait for something: a machine may be slow, and a test that passes never waits so long.
PATIENCE = 30
expect.set_options(timeout=1000 * PATIENCE)

STATIC = REPOSITORY / "sphinx_pubs" / "static" / "sphinx_pubs"

# The first ones have no windows, and open a page in half the time.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_PATHS = (
    "/usr/lib/chromium/chromium-headless-shell",  # Debian's commands are scripts that add options
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)


def find_chromium() -> str | None:
    """Return the path of Chromium: PUBS_CHROMIUM, an installation in a usual place, or a command on PATH."""
    if path := os.environ.get("PUBS_CHROMIUM"):
        return path
    installed = (path for path in _PATHS if os.access(path, os.X_OK))
    on_path = (path for name in _COMMANDS if (path := shutil.which(name)))
    return next(chain(installed, on_path), None)


# Sites

#: Orders that both the controls and the ``:sort:`` option offer.
ORDERS = ("date", "-date", "title", "-title", "author", "-author")

_PEOPLE = """people:
  anna: {name: Anna Abendroth, role: Professor of Examples, orcid: 0000-0002-1825-0097, period: 2010/2019}
"""
_LIST = ".. publications:: papers.bib\n"
_PAGES: dict[str, tuple[str, ...]] = {
    "index": ("group-by: year", "show: abstract bibtex"),
    "flat": ("sort: source",),
    "parts": ("show: tags",),
    "tagged": ("group-by: tag", "sort: title"),
    "chosen": ("controls: search kind",),
    "none": ("controls: none",),
    "short": ("limit: 5",),
    "requested": ("limit: 5", "controls:"),
    **{f"sort{order}": (f"sort: {order}", "controls: none") for order in ORDERS},
}


def _list(*options: str) -> str:
    return _LIST + "".join(f"   :{option}\n" for option in options)


def write_papers(root: Path, conf: str = "") -> Site:
    """Write the site that most tests use: the same papers in lists with different options."""
    site = Site(root)
    site.write("conf.py", f'extensions = ["sphinx_pubs"]\nhtml_theme = "alabaster"\n{conf}\n')
    site.write("papers.bib", data.bibtex(data.PAPERS))
    pages = {name: _list(*options) for name, options in _PAGES.items()}
    for page, names in {"two": ("name: old", "name: new"), "unnamed": (None, None)}.items():
        halves = zip(("Old", "New"), ("year < 2013", "year >= 2013"), names, strict=True)
        pages[page] = "\n".join(
            f"{title}\n---\n\n"
            + _list(*filter(None, (f"filter: {years}", "controls:", "group-by: year", name)))
            for title, years, name in halves
        )
    pages["plain"] = "Words.\n"
    site.write("people.yaml", _PEOPLE)
    pages["people"] = ".. people:: people.yaml\n   :layout: table\n"
    for name, text in pages.items():
        orphan = "" if name == "index" else ":orphan:\n\n"
        site.write(f"{name}.rst", f"{orphan}Page {name}\n{'=' * (len(name) + 5)}\n\n{text}")
    return site


#: The pages of the example site that tests look at in several themes.
EXAMPLE_PAGES = ("publications", "manual/guides/people", "manual/guides/layouts")
#: What Sphinx says when it writes some pages of a site that was not built before.
_NO_SEARCH_INDEX = "WARNING: search index couldn't be loaded"


def build_example(theme: str, folder: Path, *, whole: bool = False) -> Path:
    """Build EXAMPLE_PAGES, or the whole example site, in ``folder`` and return the folder of the output.

    It is a separate process, since some themes change Sphinx permanently. What Sphinx reads is kept in
    ``folder`` for the next theme.
    """
    source = REPOSITORY / "example_docs"
    conf, out = folder / theme / "conf.py", folder / theme / "html"
    conf.parent.mkdir(parents=True)
    immaterial = theme == "sphinx_immaterial"
    options: dict[str, object] = {}
    if immaterial:
        # With a font, the build requests it from Google; without a palette, there is no dark mode.
        options = {"font": False, "palette": [{"scheme": "default"}, {"scheme": "slate"}]}
    conf.write_text(
        f"__file__ = {str(source / 'conf.py')!r}\n"
        "exec(compile(open(__file__, encoding='utf-8').read(), __file__, 'exec'))\n"
        f"extensions += {[theme] if immaterial else []}\n"
        f"html_theme = {theme!r}\n"
        f"html_theme_options = {options}\n",
        encoding="utf-8",
    )
    # With other extensions, Sphinx would read everything again.
    doctrees = folder / ("doctrees-immaterial" if immaterial else "doctrees")
    if theme == "sphinxawesome_theme":  # at the end it opens all pages
        whole = True
    pages = [] if whole else [str(source / f"{page}.rst") for page in EXAMPLE_PAGES]
    command = [sys.executable, "-m", "sphinx", "-q", "-c", str(conf.parent), "-d", str(doctrees)]
    done = subprocess.run(
        [*command, str(source), str(out), *pages], check=False, capture_output=True, text=True
    )
    warnings = [line for line in done.stderr.splitlines() if line and _NO_SEARCH_INDEX not in line]
    assert (done.returncode, warnings) == (0, [])
    return out


# Serving and opening pages


class _Handler(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name in the base class)
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore errors: a browser may close a connection early."""


@contextmanager
def serving(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder; yield its URL."""
    handler = type("Handler", (_Handler,), {"policy": policy})
    with _Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@dataclass
class Visits:
    """Opens pages, each in its own browser context, and records their errors."""

    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: URLs on other hosts that pages requested.
    external_requests: list[str] = field(default_factory=list)
    #: Those that the scripts or styles of sphinx-pubs requested.
    own_requests: list[str] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        """Return a browser context that can only access this machine."""
        settings = {
            "locale": "en-US",
            "timezone_id": "UTC",
            "viewport": {"width": 1280, "height": 900},
            **options,
        }
        context = self.chromium.new_context(**settings)
        context.set_default_timeout(1000 * PATIENCE)
        context.set_default_navigation_timeout(2000 * PATIENCE)
        context.route("**/*", self._route)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.contexts.append(context)
        return context

    def __call__(self, url: str, *, script: str = "", **options: Any) -> Page:
        """Open ``url``; run ``script`` before the scripts of the page."""
        context = self.context(**options)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._request)
        network.send("Network.enable")
        page.goto(url)
        return page

    def close(self) -> None:
        """Close all pages."""
        for context in self.contexts:
            context.close()

    def _route(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in {"file", "data", "blob"} or url.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.external_requests.append(route.request.url)
            route.abort()

    def _request(self, event: dict[str, Any]) -> None:
        url = urlsplit(event["request"]["url"])
        is_external = url.scheme.startswith("http") and url.hostname != "127.0.0.1"
        if is_external and "sphinx_pubs" in json.dumps(event["initiator"]):
            self.own_requests.append(url.geturl())


# Using a list

#: Before a selector: search no shadow trees, for which Playwright would visit all elements of the page.
CSS = "css:light="

_SHOWN = """root => [...root.querySelectorAll(".pubs-entry")]
    .filter(entry => entry.checkVisibility())
    .map(entry => entry.querySelector(".pubs-title").textContent.trim())"""


class Listing:
    """A list on a page."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page = page
        self.root = page.locator(f"{CSS}div.pubs").nth(nth)
        self.form = self.root.locator(f"{CSS}form.pubs-controls")
        self.search = self.form.locator(f"{CSS}.pubs-search input")
        self.total = self.form.locator(f"{CSS}.pubs-total")
        self.status = self.form.locator(f"{CSS}.pubs-status")
        self.clear = self.form.locator(f"{CSS}button.pubs-clear")
        self.sorts = self.form.locator(f"{CSS}select.pubs-sort")
        self.chips = self.form.locator(f"{CSS}button.pubs-chip")
        self.empty = self.root.locator(f"{CSS}.pubs-empty")

    def shown(self) -> list[str]:
        """Return the visible titles, in order."""
        titles: list[str] = self.root.evaluate(_SHOWN)
        return titles

    def all(self) -> list[str]:
        """Show all entries of a long list; return the visible titles."""
        button = self.root.locator(f"{CSS}button.pubs-all")
        if button.is_visible():
            button.click()
        return self.shown()

    def entry(self, title: str) -> Locator:
        """Return the entry with this title."""
        exact = re.compile(rf"^\s*{re.escape(title)}\s*$")
        return self.root.locator(
            f"{CSS}.pubs-entry", has=self.page.locator(f"{CSS}.pubs-title", has_text=exact)
        )

    def headings(self) -> list[str]:
        """Return the visible headings of groups."""
        headings = self.root.locator(f"{CSS}.pubs-group > :is(h2, h3, h4):visible")
        return [text.strip(" \n¶#") for text in headings.all_text_contents()]

    def expect(self, papers: Sequence[data.Paper], *, ordered: bool = False) -> None:
        """Assert that these papers are shown, now or soon."""
        arrange: Callable[[Sequence[str]], list[str]] = list if ordered else sorted
        expected = arrange(data.titles(papers))
        eventually(lambda: arrange(self.all()), expected)

    def facet(self, name: str) -> Facet:
        """Return a facet."""
        return Facet(self, self.form.locator(f"{CSS}details.pubs-facet[data-facet={name}]"), name)

    @property
    def years(self) -> Years:
        """Return the chart of years."""
        return Years(self.form.locator(f"{CSS}.pubs-years"))

    def sort_by(self, order: str) -> None:
        """Choose an order by its label."""
        self.sorts.select_option(label=order)

    def download(self, file_format: str) -> Locator:
        """Open the menu of downloads; return the button of a format."""
        menu = self.form.locator(f"{CSS}details.pubs-download")
        if menu.get_attribute("open") is None:
            menu.locator(f"{CSS}> summary").click()
        return menu.locator(f"{CSS}button[data-format={file_format}]")

    def drop(self, name: str) -> None:
        """Click what takes back a choice where nothing is left."""
        self.empty.get_by_role("button", name=name).click()


@dataclass
class Years:
    """The chart of years of a list."""

    root: Locator

    def bar(self, label: object) -> Locator:
        """Return the bar of a year."""
        return self.root.get_by_role("button", name=re.compile(rf"^{label}:"))

    def choose(self, *years: object) -> None:
        """Click the bars of these years."""
        for year in years:
            self.bar(year).click()

    def range(self, first: object, last: object) -> None:
        """Click a bar, and another one with Shift."""
        self.bar(first).click()
        self.bar(last).click(modifiers=["Shift"])

    def pressed(self) -> list[str]:
        """Return the labels of the bars that are chosen."""
        labels = self.root.locator(f"{CSS}[aria-pressed=true]").evaluate_all(
            "bars => bars.map(bar => bar.getAttribute('aria-label'))"
        )
        return [label.split(":")[0] for label in labels]

    def counts(self) -> dict[str, int]:
        """Return the number of entries of each year, without zeros."""
        labels: list[str] = self.root.locator(f"{CSS}button").evaluate_all(
            "bars => bars.map(bar => bar.getAttribute('aria-label'))"
        )
        rows = [re.split(r": |\s(?=papers?$)", label)[:2] for label in labels]
        return {label: int(count) for label, count in rows if int(count)}


@dataclass
class Facet:
    """A facet of a list."""

    listing: Listing
    root: Locator
    name: str

    def open(self) -> None:
        """Open the facet and show all its values."""
        if self.root.get_attribute("open") is None:
            self.root.locator(f"{CSS}> summary").click()
            # The browser fires the event that fills an opened facet a little later.
            expect(self.root.locator(f"{CSS}li")).not_to_have_count(0)
        more = self.root.get_by_role("button", name="Show more")
        while more.count() and more.is_visible():
            more.click()

    def choose(self, *labels: str) -> None:
        """Click the checkboxes of these values."""
        self.open()
        for label in labels:
            self.box(label).click()

    def box(self, label: str) -> Locator:
        """Return the checkbox of a value."""
        exact = re.compile(rf"^\s*{re.escape(label)}\s*\d*\s*$")
        return self.root.locator(f"{CSS}li label", has_text=exact).locator(f"{CSS}input[type=checkbox]")

    def checked(self) -> list[str]:
        """Return the checked values."""
        self.open()
        labels = self.root.locator(f"{CSS}li label", has=self.listing.page.locator(f"{CSS}input:checked"))
        return [re.sub(r"\s*\d*\s*$", "", text).strip() for text in labels.all_text_contents()]

    def range(self, label: str, year: str) -> None:
        """Enter a year in a field of the range, and leave the field."""
        field = self.root.get_by_label(label)
        field.fill(year)
        field.blur()

    def counts(self) -> dict[str, int]:
        """Return the displayed number of entries of each value, without zeros."""
        self.open()
        rows: list[tuple[str, str]] = self.root.locator(f"{CSS}li").evaluate_all(
            """items => items.map(item => {
                const count = item.querySelector(".pubs-facet-count").textContent;
                const label = item.querySelector("label").textContent;
                return [label.slice(0, label.lastIndexOf(count)).trim(), count.replace(/\\D/g, "")];
            })"""
        )
        return {label: int(count) for label, count in rows if count and int(count)}


def eventually(get: Callable[[], object], expected: object, seconds: float = PATIENCE) -> None:
    """Assert that ``get`` returns ``expected``, now or within some seconds."""
    end = time.monotonic() + seconds
    while (value := get()) != expected and time.monotonic() < end:
        time.sleep(0.02)
    assert value == expected, f"{value!r} instead of {expected!r}"


def parameters(page: Page) -> dict[str, list[str]]:
    """Return the query parameters in the URL of a page."""
    href: str = page.evaluate("location.href")
    return parse_qs(urlsplit(href).query)


_AXE = """async ([options, every]) => {
    const style = new CSSStyleSheet();
    // axe assumes that skipped content has no size.
    style.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    const all = [...document.querySelectorAll(".pubs-entry")];
    const kinds = new Set();
    const kind = (element, entry) => {
        const inside = element === entry ? "" : `${kind(element.parentElement, entry)} > `;
        const attributes = [...element.attributes].map(({name, value}) =>
            ["class", "style", "role"].includes(name) ? `${name}=${value}` : name);
        return inside + [element.localName, ...attributes].join(" ");
    };
    const isNew = entry => {
        const before = kinds.size;
        for (const element of [entry, ...entry.querySelectorAll("*")])
            if (element.checkVisibility()) kinds.add(kind(element, entry));
        return kinds.size > before;
    };
    const wanted = new Set(all.filter(entry => entry.checkVisibility() && (every || isNew(entry))));
    // axe asks each of its rules about each element of a page, even if it is hidden or excluded.
    const places = all.filter(entry => !wanted.has(entry)).map(entry => {
        const place = document.createComment("");
        entry.replaceWith(place);
        return [place, entry];
    });
    const results = await axe.run({include: [".pubs"]}, options);
    for (const [place, entry] of places) place.replaceWith(entry);
    return results.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def axe(page: Page, *, every: bool = False) -> list[str]:
    """Return the accessibility problems that axe-core finds in the lists on a page.

    Each entry takes a while. Entries that have only elements of the kinds (names, classes, styles, and what
    they are in) of earlier ones are taken from the page meanwhile, as hidden ones are.

    :param every: whether to look at every visible entry.
    """
    # On a scrolled page, the sticky header of a theme may cover other content.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    problems: list[str] = page.evaluate(_AXE, [{"runOnly": list(_TAGS)}, every])
    return problems
