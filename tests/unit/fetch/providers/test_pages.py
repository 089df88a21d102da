"""Lists are read to their end, and a list that is cut short is never taken for a complete one."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import Answer, FetchError
from sphinx_pubs.fetch.providers import answers
from sphinx_pubs.fetch.providers.answers import Page, ask, ask_for_one, json_of, read_pages, same_host
from tests.unit.fetch.providers.support import Fake, Reply

URL = "https://api.example.org/works?page="


def read(pages: list[list[int]], total: int | None = None) -> list[list[object]]:
    """Read a service that answers with ``pages``, one after the other, and with the last one for ever."""

    def page(url: str) -> Page:
        number = int(url.removeprefix(URL))
        items = pages[min(number, len(pages)) - 1]
        return Page(Answer(url, 200, {}, b""), None, items, total)

    def following(page: Page, _count: int) -> str:
        return URL + str(int(page.answer.url.removeprefix(URL)) + 1)

    return [list(page.items) for page in read_pages("example", URL + "1", page, following)]


def test_until_the_number_of_works_is_reached() -> None:
    assert read([[1, 2], [3, 4], [5], [6]], total=5) == [[1, 2], [3, 4], [5]]


def test_until_an_empty_page() -> None:
    assert read([[1, 2], [3], []]) == [[1, 2], [3]]
    assert read([[]]) == []
    assert read([[]], total=0) == []


def test_until_a_page_is_repeated() -> None:
    assert read([[1, 2], [3]]) == [[1, 2], [3]]


@pytest.mark.parametrize("pages", [[[1, 2], []], [[1, 2]], [[]]])
def test_a_list_that_is_cut_short_is_an_error(pages: list[list[int]]) -> None:
    with pytest.raises(FetchError, match=r"example: the list ended after [02] of 5 works, at https://api"):
        read(pages, total=5)


def test_a_list_without_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST_PAGES", 3)
    assert read([[1], [2], [3]], total=3) == [[1], [2], [3]]
    with pytest.raises(FetchError, match="the list has no end"):
        read([[1], [2], [3], [4]])


def test_until_there_is_no_next_page() -> None:
    page = Page(Answer(URL, 200, {}, b""), None, [1])
    assert list(read_pages("example", URL, lambda _url: page, lambda _page, _count: "")) == [page]


def test_the_next_page_is_on_the_same_host() -> None:
    assert same_host("example", URL, "https://api.example.org/other") == "https://api.example.org/other"
    assert same_host("example", URL, "") == ""
    for other in ("https://example.com/works", "http://api.example.org/works", "/works"):
        with pytest.raises(FetchError, match="on another host"):
            same_host("example", URL, other)


@pytest.mark.parametrize(
    ("service", "status", "message"),
    [
        ("orcid", 404, f"orcid has nothing at {URL} (status 404); check the id"),
        ("orcid", 400, f"orcid refused {URL} with status 400; check the id"),
        ("orcid", 304, f"orcid refused {URL} with status 304; try again later"),
        ("zotero", 403, "set the environment variable PUBS_ZOTERO_KEY"),
        ("openalex", 401, "set the environment variable PUBS_OPENALEX_KEY"),
        ("ads", 401, "set the environment variable PUBS_ADS_TOKEN"),
    ],
)
def test_a_refused_list_says_what_to_do(service: str, status: int, message: str) -> None:
    with pytest.raises(FetchError) as raised:
        ask(service, URL, Fake({URL: Reply(status)}))
    assert message in str(raised.value)


def test_a_missing_work_is_no_error() -> None:
    assert ask_for_one("crossref", URL, Fake({URL: Reply(404)})) is None
    with pytest.raises(FetchError, match="status 400"):
        ask_for_one("crossref", URL, Fake({URL: Reply(400)}))


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_an_error(body: bytes) -> None:
    with pytest.raises(FetchError, match=r"example: the answer of https://api\S+ is not JSON"):
        json_of("example", Answer(URL, 200, {}, body))
