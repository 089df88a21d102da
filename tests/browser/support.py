"""A browser and the pages it opens: sites, a server, what a reader does with a list."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser import data
from tests.support import REPOSITORY, Site, run_build

STATIC = REPOSITORY / "sphinx_pubs" / "static" / "sphinx_pubs"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/usr/lib/chromium/chromium",  # Debian's /usr/bin/chromium is a script that adds options
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium: PUBS_CHROMIUM, the one in a usual place, or the one on PATH."""
    if named := os.environ.get("PUBS_CHROMIUM"):
        return named
    placed = next((place for place in _PLACES if os.access(place, os.X_OK)), None)
    return placed or next((found for name in _NAMES if (found := shutil.which(name))), None)


# Sites

#: What a reader can sort by, and so can the build.
ORDERS = ("date", "-date", "title", "-title", "author", "-author")

_PEOPLE = """people:
  anna: {name: Anna Abendroth, role: Professor of Examples, orcid: 0000-0002-1825-0097, period: 2010/2019}
"""
_LIST = ".. publications:: papers.bib\n"
_PAGES: dict[str, tuple[str, ...]] = {
    "index": ("group-by: year", "show: abstract bibtex"),
    "flat": ("sort: source",),
    "tagged": ("group-by: tag", "sort: title"),
    "chosen": ("controls: search kind",),
    "none": ("controls: none",),
    "short": ("limit: 5",),
    "asked": ("limit: 5", "controls:"),
    **{f"sort{order}": (f"sort: {order}", "controls: none") for order in ORDERS},
}


def _list(*options: str) -> str:
    return _LIST + "".join(f"   :{option}\n" for option in options)


def write_papers(root: Path, conf: str = "") -> Site:
    """Write the site that most tests read: the same papers in lists of all settings."""
    site = Site(root)
    site.write("conf.py", f'extensions = ["sphinx_pubs"]\nhtml_theme = "alabaster"\n{conf}\n')
    site.write("papers.bib", data.bibtex(data.PAPERS))
    pages = {name: _list(*options) for name, options in _PAGES.items()}
    for name, names in {"two": ("name: old", "name: new"), "unnamed": (None, None)}.items():
        halves = zip(("Old", "New"), ("year < 2013", "year >= 2013"), names, strict=True)
        pages[name] = "\n".join(
            f"{title}\n---\n\n"
            + _list(*filter(None, (f"filter: {years}", "controls:", "group-by: year", given)))
            for title, years, given in halves
        )
    pages["plain"] = "Words.\n"
    site.write("people.yaml", _PEOPLE)
    pages["people"] = ".. people:: people.yaml\n   :layout: table\n"
    for name, text in pages.items():
        orphan = "" if name == "index" else ":orphan:\n\n"
        site.write(f"{name}.rst", f"{orphan}Page {name}\n{'=' * (len(name) + 5)}\n\n{text}")
    return site


def build_example(theme: str, out: Path) -> Path:
    """Build the example site in ``theme``, in a process of its own: some themes change Sphinx for good."""
    source = REPOSITORY / "example_docs"
    conf = out / "conf" / "conf.py"
    conf.parent.mkdir(parents=True)
    immaterial = theme == "sphinx_immaterial"
    options: dict[str, object] = {}
    if immaterial:
        # With fonts, the build asks Google for them; without a palette, there is no dark one.
        options = {"font": False, "palette": [{"scheme": "default"}, {"scheme": "slate"}]}
    conf.write_text(
        f"__file__ = {str(source / 'conf.py')!r}\n"
        "exec(compile(open(__file__, encoding='utf-8').read(), __file__, 'exec'))\n"
        f"extensions += {[theme] if immaterial else []}\n"
        f"html_theme = {theme!r}\n"
        f"html_theme_options = {options}\n",
        encoding="utf-8",
    )
    try:
        run_build(source, out / "html", "-c", str(conf.parent), "-d", str(out / "doctrees"), env=os.environ)
    except subprocess.CalledProcessError as error:
        raise AssertionError(error.stderr) from error
    return out / "html"


# Serving and opening


class _Handler(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name that it has there)
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser may leave before it has all."""


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
    """Opens pages, each in a context of its own, and notes what goes wrong there."""

    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: Requests of pages to other hosts than the test's.
    foreign: list[str] = field(default_factory=list)
    #: Those that our scripts or styles have made.
    ours: list[str] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        """Return a context that reaches this machine only."""
        given = {
            "locale": "en-US",
            "timezone_id": "UTC",
            "viewport": {"width": 1280, "height": 900},
            **options,
        }
        context = self.chromium.new_context(**given)
        context.set_default_timeout(10_000)
        context.route("**/*", self._route)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.contexts.append(context)
        return context

    def __call__(self, url: str, *, script: str = "", **options: Any) -> Page:
        """Open ``url``, once ``script`` has run."""
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
        """Close all that was opened."""
        for context in self.contexts:
            context.close()

    def _route(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in {"file", "data", "blob"} or url.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _request(self, event: dict[str, Any]) -> None:
        url = urlsplit(event["request"]["url"])
        foreign = url.scheme.startswith("http") and url.hostname != "127.0.0.1"
        if foreign and "sphinx_pubs" in json.dumps(event["initiator"]):
            self.ours.append(url.geturl())


# What a reader does

_SHOWN = """root => [...root.querySelectorAll(".pubs-entry")]
    .filter(entry => entry.checkVisibility())
    .map(entry => entry.querySelector(".pubs-title").textContent.trim())"""


class Listing:
    """One of the lists on a page."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page = page
        self.root = page.locator("div.pubs").nth(nth)
        self.form = self.root.locator("form.pubs-controls")
        self.search = self.form.get_by_label("Search", exact=True)
        self.total = self.form.locator(".pubs-total")
        self.status = self.form.locator(".pubs-status")
        self.clear = self.form.locator("button.pubs-clear")
        self.chips = self.form.locator("button.pubs-chip")
        self.empty = self.root.locator(".pubs-empty")

    def shown(self) -> list[str]:
        """Return the titles that the reader sees, in order."""
        titles: list[str] = self.root.evaluate(_SHOWN)
        return titles

    def all(self) -> list[str]:
        """Return the titles that the reader sees, of a long list once all of it is asked for."""
        button = self.root.locator("button.pubs-all")
        if button.is_visible():
            button.click()
        return self.shown()

    def entry(self, title: str) -> Locator:
        """Return the entry with this title."""
        exact = re.compile(rf"^\s*{re.escape(title)}\s*$")
        return self.root.locator(".pubs-entry", has=self.page.locator(".pubs-title", has_text=exact))

    def headings(self) -> list[str]:
        """Return the headings of the groups that are seen."""
        found = self.root.locator(".pubs-group > :is(h2, h3, h4):visible")
        return [text.strip(" \n¶#") for text in found.all_text_contents()]

    def expect(self, papers: Sequence[data.Paper], *, ordered: bool = False) -> None:
        """Assert that these papers are shown, soon."""
        arranged: Callable[[Sequence[str]], list[str]] = list if ordered else sorted
        expected = arranged(data.titles(papers))
        eventually(lambda: arranged(self.all()), expected)

    def facet(self, name: str) -> Facet:
        """Return a facet."""
        return Facet(self, self.form.locator(f"details.pubs-facet[data-facet={name}]"), name)

    def sort_by(self, name: str) -> None:
        """Click the button of an order."""
        self.form.locator(".pubs-sort").get_by_role("button", name=re.compile(f"^{name}")).click()


@dataclass
class Facet:
    """One facet of a list."""

    listing: Listing
    root: Locator
    name: str

    def open(self) -> None:
        """Open it, and show all of its values."""
        if self.root.get_attribute("open") is None:
            self.root.locator("> summary").click()
            expect(self.root.locator("li")).not_to_have_count(
                0
            )  # a browser says a little later that it is open
        more = self.root.get_by_role("button", name="Show more")
        while more.count() and more.is_visible():
            more.click()

    def choose(self, *labels: str) -> None:
        """Click the boxes of these values."""
        self.open()
        for label in labels:
            self.box(label).click()

    def box(self, label: str) -> Locator:
        """Return the box of a value."""
        exact = re.compile(rf"^\s*{re.escape(label)}\s*\d*\s*$")
        return self.root.locator("li label", has_text=exact).locator("input[type=checkbox]")

    def chosen(self) -> list[str]:
        """Return the values that are chosen."""
        self.open()
        labels = self.root.locator("li label", has=self.listing.page.locator("input:checked"))
        return [re.sub(r"\s*\d*\s*$", "", text).strip() for text in labels.all_text_contents()]

    def range(self, label: str, year: str) -> None:
        """Type a year and leave the field."""
        field = self.root.get_by_label(label)
        field.fill(year)
        field.blur()

    def counts(self) -> dict[str, int]:
        """Return how many entries each value says it has, without those that would show none."""
        self.open()
        found: list[tuple[str, str]] = self.root.locator("li").evaluate_all(
            """items => items.map(item => {
                const count = item.querySelector(".pubs-facet-count").textContent;
                const label = item.querySelector("label").textContent;
                return [label.slice(0, label.lastIndexOf(count)).trim(), count.replace(/\\D/g, "")];
            })"""
        )
        return {label: int(count) for label, count in found if count and int(count)}


def eventually(get: Callable[[], object], expected: object, seconds: float = 5) -> None:
    """Assert that ``get`` returns what is expected, now or within some seconds."""
    end = time.monotonic() + seconds
    while (found := get()) != expected and time.monotonic() < end:
        time.sleep(0.02)
    assert found == expected, f"{found!r} instead of {expected!r}"


def parameters(page: Page) -> dict[str, list[str]]:
    """Return the parameters in the URL of a page."""
    href: str = page.evaluate("location.href")
    return parse_qs(urlsplit(href).query)


_AXE = """async options => {
    const style = new CSSStyleSheet();
    // axe takes what is skipped for things without a size.
    style.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    const found = await axe.run({include: [".pubs"]}, options);
    return found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def axe(page: Page) -> list[str]:
    """Return what axe-core finds in the lists on a page."""
    # A theme's header that stays in view may cover whatever is below it when the page is scrolled.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_AXE, {"runOnly": list(_TAGS)})
    return found
