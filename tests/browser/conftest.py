"""Fixtures: a browser and builds of the sites, shared by all tests; pages, new for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.support import Listing, Visits, build_example, find_chromium, serving, write_papers
from tests.support import BuildResult

Serve = Callable[..., str]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None and os.environ.get("PUBS_REQUIRE_BROWSER"):
        pytest.fail(
            "PUBS_REQUIRE_BROWSER is set, but no Chromium was found: install one or set PUBS_CHROMIUM"
        )
    if path is None:
        pytest.skip("no Chromium was found: install one or set PUBS_CHROMIUM")
    quiet = ("--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking", "--disable-sync")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*quiet, "--disable-component-update"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    """Open pages; afterwards, assert that no script failed and no sphinx-pubs file requested another host."""
    visits = Visits(chromium)
    yield visits
    visits.close()
    assert visits.errors == []
    assert visits.own_requests == []


@pytest.fixture
def visit(visits: Visits) -> Iterator[Visits]:
    """Open pages; afterwards, assert that neither they nor the theme requested anything from other hosts."""
    yield visits
    assert visits.external_requests == []


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder, once for each content security policy, and returns its URL."""
    urls: dict[tuple[Path, str], str] = {}
    with ExitStack() as stack:

        def serve(folder: Path, policy: str = "") -> str:
            if (folder, policy) not in urls:
                urls[folder, policy] = stack.enter_context(serving(folder, policy))
            return urls[folder, policy]

        yield serve


@pytest.fixture(scope="session")
def papers(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build the site with the sample papers."""
    built = write_papers(tmp_path_factory.mktemp("papers") / "source").build()
    assert built.warnings == ""
    return built


@pytest.fixture(scope="session")
def url(papers: BuildResult, serve: Serve) -> str:
    """Return the URL of the site with the sample papers."""
    return serve(papers.outdir)


@pytest.fixture
def page(visit: Visits, url: str) -> Page:
    """Open the page with all papers."""
    return visit(url)


@pytest.fixture
def listing(page: Page) -> Listing:
    """Return the list on that page."""
    return Listing(page)


@pytest.fixture(scope="session")
def example(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that builds some pages of the example site, once per theme."""
    folder = tmp_path_factory.mktemp("example")

    @cache
    def build(theme: str) -> Path:
        return build_example(theme, folder)

    return build


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the measurements that tests have recorded."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    lines = [
        text
        for report in reports
        for name, text in getattr(report, "user_properties", ())
        if name == "measured"
    ]
    if lines:
        terminalreporter.section("measured in the browser")
        terminalreporter.write_line("\n".join(map(str, lines)))
