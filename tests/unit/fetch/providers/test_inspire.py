"""The literature of an author at INSPIRE."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.inspire import _FIELDS
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, titles

API = "https://inspirehep.net/api"
ORCID = "0000-0002-1825-0097"
LIST = f"{API}/literature?q=a%20J.Ebadi.1&size=1000&page="
AUTHOR = {
    "metadata": {
        "ids": [None, {"schema": "ORCID", "value": ORCID}, {"schema": "INSPIRE BAI", "value": "J.Ebadi.1"}]
    }
}


def url(page: int) -> str:
    return f"{LIST}{page}&fields={_FIELDS}"


def page(*numbers: int | None, total: int, following: str = "") -> dict[str, object]:
    works = [
        number
        and {
            "id": str(number),
            "metadata": {"titles": [{"title": f"Work {number}"}], "control_number": number},
        }
        for number in numbers
    ]
    return {"hits": {"hits": works, "total": total}, "links": {"next": following} if following else {}}


def three_pages() -> dict[str, object]:
    return {
        url(1): page(1, 2, total=5, following=url(2)),
        url(2): page(3, None, total=5, following=url(3)),
        url(3): page(5, total=5),
    }


@pytest.mark.parametrize(
    ("written", "author"),
    [("J.Ebadi.1", ""), (ORCID, f"{API}/orcid/{ORCID}"), ("authors/1679997", f"{API}/authors/1679997")],
)
def test_all_pages_are_read(written: str, author: str) -> None:
    lines: list[str] = []
    fake = Fake({**three_pages(), author: AUTHOR})
    fetched = PROVIDERS["inspire"]([written], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert lines == ["inspire: 5 works"]


def test_a_search_without_results() -> None:
    search = f"{API}/literature?q=collaboration:ATLAS&size=1000&page=1&fields={_FIELDS}"
    assert PROVIDERS["inspire"](["collaboration:ATLAS"], Fake({search: page(total=0)})).works == ()


@pytest.mark.parametrize(
    "third", [404, 500, "<html>", {"hits": None}, page(total=5), page(3, None, total=5), page(4, total=6)]
)
def test_a_list_that_breaks_off_is_an_error(third: object) -> None:
    with pytest.raises(FetchError, match="page=3"):
        PROVIDERS["inspire"](["J.Ebadi.1"], Fake({**three_pages(), url(3): third}))


@pytest.mark.parametrize("reply", [404, {"metadata": {"ids": None}}, {"metadata": {"ids": []}}, []])
def test_an_unknown_author_is_an_error(reply: object) -> None:
    with pytest.raises(FetchError, match=f"{API}/orcid/{ORCID}"):
        PROVIDERS["inspire"]([ORCID], Fake({f"{API}/orcid/{ORCID}": reply}))
