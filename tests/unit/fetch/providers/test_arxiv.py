"""Searches and authors at arXiv, and papers by their ids."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.lookup import lookup
from sphinx_pubs.fetch.providers.registry import arxiv_of_doi, arxiv_url
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, arxiv_feed, titles

SEARCH = "https://export.arxiv.org/api/query?search_query=au:%22Kaiming%20He%22&start="
API = SHARED / "api"


def page(start: int, *ids: str, total: int) -> tuple[str, str]:
    return f"{SEARCH}{start}&max_results=100", arxiv_feed(*ids, total=total)


def test_a_search_is_read_to_its_end() -> None:
    lines: list[str] = []
    fake = Fake(
        dict(
            [
                page(0, "1512.03385", "1703.06870", total=4),
                page(2, "1405.0312", total=4),
                page(3, "1911.05722", total=4),
            ]
        )
    )
    fetched = PROVIDERS["arxiv"](['au:"Kaiming He"'], fake, progress=lines.append)
    assert titles(fetched) == ["Paper 1512.03385", "Paper 1703.06870", "Paper 1405.0312", "Paper 1911.05722"]
    assert lines == ["arxiv: 4 works"]


def test_a_search_without_results() -> None:
    assert PROVIDERS["arxiv"](['au:"Kaiming He"'], Fake(dict([page(0, total=0)]))).works == ()


@pytest.mark.parametrize(
    "second",
    [
        500,
        "<html>",
        "",
        arxiv_feed(total=2),
        arxiv_feed("1512.03385", total=2),
        arxiv_feed("1703.06870", total=2)[:-60],  # the end is missing
    ],
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({**dict([page(0, "1512.03385", total=2)]), f"{SEARCH}1&max_results=100": second})
    with pytest.raises(FetchError, match="start=1"):
        PROVIDERS["arxiv"](['au:"Kaiming He"'], fake)


def test_the_papers_of_an_author() -> None:
    url = "https://arxiv.org/a/he_k_1.atom2"
    fetched = PROVIDERS["arxiv"](["he_k_1"], Fake({url: arxiv_feed("1512.03385")}))
    assert titles(fetched) == ["Paper 1512.03385"]
    for reply in (404, "<html></html>"):
        with pytest.raises(FetchError, match=url):
            PROVIDERS["arxiv"](["he_k_1"], Fake({url: reply}))


def test_a_paper_by_its_id() -> None:
    url = arxiv_url(["1512.03385v1"])
    assert url == (
        "https://export.arxiv.org/api/query?search_query=&id_list=1512.03385v1"
        "&sortBy=relevance&sortOrder=descending&start=0&max_results=100"
    )
    fetched = lookup("https://arxiv.org/abs/1512.03385v1", Fake({url: arxiv_feed("1512.03385")}))
    assert titles(fetched) == ["Paper 1512.03385"]
    assert fetched.warnings == ()
    with pytest.raises(FetchError, match=r"no record for arXiv:1512\.03385v1 \(.*https://export"):
        lookup("1512.03385v1", Fake({url: arxiv_feed()}))
    with pytest.raises(FetchError, match="no record"):
        lookup("1512.03385v1", Fake({url: arxiv_feed("1703.06870")}))


def test_an_old_id_with_its_class() -> None:
    url = arxiv_url(["math.GT/0309136"])
    fetched = lookup("math.GT/0309136", Fake({url: arxiv_feed("math/0309136")}))
    assert titles(fetched) == ["Paper math/0309136"]


def test_the_id_in_a_doi_of_arxiv() -> None:
    assert arxiv_of_doi("10.48550/ARXIV.1512.03385") == "1512.03385"
    assert arxiv_of_doi("10.1109/CVPR.2016.90") == ""


@pytest.mark.skipif(not API.is_dir(), reason="the recorded answers are not here")
@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("1605.08386", "Heat-bath random walks with Markov bases"),
        ("arXiv:2104.12255v1", ""),
        ("astro-ph/0601001", ""),
        ("https://arxiv.org/abs/quant-ph/0201082v1", ""),
    ],
)
def test_recorded_papers(written: str, title: str) -> None:
    (found,) = titles(lookup(written, Replay(API)))
    assert found.startswith(title)
    assert found


@pytest.mark.skipif(not API.is_dir(), reason="the recorded answers are not here")
def test_recorded_unknown_paper() -> None:
    with pytest.raises(FetchError, match=r"no record for arXiv:0808\.05394"):
        lookup("0808.05394", Replay(API))
