"""The records of a community at Zenodo."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, titles

LIST = "https://zenodo.org/api/records?communities=example&size=25"
NEXT = "https://zenodo.org/api/records?communities=example&page={}&size=25&sort=newest"


def page(*numbers: int | None, total: int, following: int = 0) -> dict[str, object]:
    records = [
        number
        and {
            "id": number,
            "doi": f"10.5281/zenodo.{number}",
            "metadata": {"title": f"Work {number}", "publication_date": "2020-05-01"},
        }
        for number in numbers
    ]
    links = {"next": NEXT.format(following)} if following else {"self": LIST}
    return {"hits": {"hits": records, "total": total}, "links": links}


def test_all_pages_are_read() -> None:
    lines: list[str] = []
    fake = Fake(
        {
            LIST: page(1, 2, total=5, following=2),
            NEXT.format(2): page(3, None, total=5, following=3),
            NEXT.format(3): page(5, total=5),
        }
    )
    fetched = PROVIDERS["zenodo"](["example"], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert lines == ["zenodo: 4 works"]


def test_a_community_without_records() -> None:
    assert PROVIDERS["zenodo"](["example"], Fake({LIST: page(total=0)})).works == ()


@pytest.mark.parametrize(
    "second", [404, 500, "<html>", {"hits": []}, page(total=3), page(1, 2, total=3, following=2)]
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({LIST: page(1, 2, total=3, following=2), NEXT.format(2): second})
    with pytest.raises(FetchError, match="page=2"):
        PROVIDERS["zenodo"](["example"], fake)


def test_a_missing_next_page_is_an_error() -> None:
    with pytest.raises(FetchError, match="after 2 of 3 works"):
        PROVIDERS["zenodo"](["example"], Fake({LIST: page(1, 2, total=3)}))
