"""Libraries, collections and publications at Zotero, and whether they have changed."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, Reply, Sequenced, titles

LIBRARY = "users/475425"
QUERY = "?format=json&include=csljson,data&limit=100&start="
LIST = f"https://api.zotero.org/{LIBRARY}/items/top{QUERY}"


def item(number: int, kind: str = "book") -> dict[str, object]:
    return {"key": f"AAAAAAA{number}", "data": {"itemType": kind, "title": f"Work {number}", "creators": []}}


def page(*items: object, version: str = "12", following: str = "", total: int | None = None) -> Reply:
    headers = {"last_modified_version": version}
    if following:
        headers["link"] = (
            f'<{LIST}{following}>; rel="next", <{LIST}200>; rel="last", '
            '<https://www.zotero.org/users/475425/items/top>; rel="alternate"'
        )
    if total is not None:
        headers["total_results"] = str(total)
    return Reply(list(items), **headers)


def three_pages() -> dict[str, object]:
    return {
        f"{LIST}0": page(item(1), item(2, "attachment"), following="100", total=5),
        f"{LIST}100": page(item(3), None, following="200", total=5),
        f"{LIST}200": page(item(5), total=5),
    }


def test_all_pages_are_read() -> None:
    lines: list[str] = []
    fake = Fake(three_pages())
    fetched = PROVIDERS["zotero"]([LIBRARY], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 3", "Work 5"]
    assert fetched.version == "users/475425=12"
    assert lines == ["zotero: 5 items"]
    assert {headers["Zotero-API-Version"] for _, headers in fake.asked} == {"3"}
    assert not any("If-Modified-Since-Version" in headers for _, headers in fake.asked)


def test_without_the_number_of_items_links_are_followed_to_the_end() -> None:
    fake = Fake({f"{LIST}0": page(item(1), following="100"), f"{LIST}100": page(item(2), following="0")})
    assert titles(PROVIDERS["zotero"]([LIBRARY], fake)) == ["Work 1", "Work 2"]


def test_an_unchanged_library() -> None:
    fake = Fake({f"{LIST}0": 304})
    fetched = PROVIDERS["zotero"]([LIBRARY], fake, "users/475425=12")
    assert (fetched.is_unchanged, fetched.version, fetched.works) == (True, "users/475425=12", ())
    assert fake.asked[0][1]["If-Modified-Since-Version"] == "12"


def test_a_changed_library() -> None:
    fetched = PROVIDERS["zotero"]([LIBRARY], Fake(three_pages()), "users/475425=11")
    assert (fetched.is_unchanged, fetched.version) == (False, "users/475425=12")
    assert len(fetched.works) == 3


def test_the_version_of_another_library_is_not_sent() -> None:
    fake = Fake(three_pages())
    PROVIDERS["zotero"]([LIBRARY], fake, "groups/1=12")
    assert "If-Modified-Since-Version" not in fake.asked[0][1]


def test_one_changed_library_of_two() -> None:
    """The records of the unchanged one are read, too: the result has all works of the source."""
    other = f"https://api.zotero.org/groups/1/items/top{QUERY}0"
    fake = Fake({**three_pages(), other: Sequenced(304, page(item(7), version="3"))})
    fetched = PROVIDERS["zotero"]([LIBRARY, "groups/1"], fake, "users/475425=11 groups/1=3")
    assert titles(fetched) == ["Work 1", "Work 3", "Work 5", "Work 7"]
    assert fetched.version == "users/475425=12 groups/1=3"
    assert "If-Modified-Since-Version" not in fake.asked[-1][1]


def test_a_library_that_changes_meanwhile_is_read_again() -> None:
    fake = Fake(
        {
            f"{LIST}0": Sequenced(
                page(item(1), following="100"), page(item(1), version="13", following="100")
            ),
            f"{LIST}100": page(item(2), version="13"),
        }
    )
    fetched = PROVIDERS["zotero"]([LIBRARY], fake, "users/475425=11")
    assert titles(fetched) == ["Work 1", "Work 2"]
    assert fetched.version == "users/475425=13"


def test_a_library_that_changes_all_the_time_is_an_error() -> None:
    fake = Fake({f"{LIST}0": page(item(1), following="100"), f"{LIST}100": page(item(2), version="13")})
    with pytest.raises(FetchError, match="changes while it is read"):
        PROVIDERS["zotero"]([LIBRARY], fake)
    assert len(fake.asked) == 4


def test_an_empty_library() -> None:
    fetched = PROVIDERS["zotero"]([LIBRARY], Fake({f"{LIST}0": page(total=0)}))
    assert (fetched.works, fetched.version) == ((), "users/475425=12")


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("groups/1/collections/BX9965IJ", "groups/1/collections/BX9965IJ/items/top"),
        ("users/1/publications", "users/1/publications/items"),
    ],
)
def test_parts_of_libraries(written: str, path: str) -> None:
    fake = Fake({f"https://api.zotero.org/{path}{QUERY}0": page(item(1))})
    assert titles(PROVIDERS["zotero"]([written], fake)) == ["Work 1"]


@pytest.mark.parametrize("reply", [404, 500, "<html>", {"items": []}, page(following="300")])
def test_a_list_that_breaks_off_is_an_error(reply: object) -> None:
    fake = Fake({**three_pages(), f"{LIST}200": reply})
    with pytest.raises(FetchError, match=r"start=200"):
        PROVIDERS["zotero"]([LIBRARY], fake)


def test_a_private_library_names_the_variable_for_its_key() -> None:
    with pytest.raises(FetchError, match="PUBS_ZOTERO_KEY"):
        PROVIDERS["zotero"]([LIBRARY], Fake({f"{LIST}0": 403}))


def test_the_next_page_is_at_zotero() -> None:
    link = '<https://example.org/items>; rel="next"'
    with pytest.raises(FetchError, match=r"on another host: 'example\.org'"):
        PROVIDERS["zotero"]([LIBRARY], Fake({f"{LIST}0": Reply([item(1)], link=link)}))
