"""Searches at PubMed, and articles by PMID."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.lookup import lookup
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, titles

API = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
SEARCH = f"{API}/esearch.fcgi?db=pubmed&term=Doe%20J%5Bau%5D&retmode=json&retmax=1000&retstart="
PMC = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?ids=PMC3531190&format=json"


def page(start: int, ids: list[str], count: int) -> tuple[str, object]:
    return f"{SEARCH}{start}", {"esearchresult": {"count": str(count), "idlist": ids}}


def records(*ids: int) -> tuple[str, str]:
    url = f"{API}/efetch.fcgi?db=pubmed&id={','.join(map(str, ids))}&retmode=xml"
    return url, articles(*ids)


def articles(*ids: int) -> str:
    found = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>"
        f"<ArticleTitle>Work {pmid}.</ArticleTitle><Journal><Title>Example Journal</Title></Journal>"
        "</Article></MedlineCitation></PubmedArticle>"
        for pmid in ids
    )
    return f'<?xml version="1.0"?><PubmedArticleSet>{found}</PubmedArticleSet>'


def test_a_search_is_read_to_its_end() -> None:
    lines: list[str] = []
    fake = Fake(
        dict([page(0, ["1", "2"], 5), page(2, ["3", "4"], 5), page(4, ["5"], 5), records(1, 2, 3, 4, 5)])
    )
    fetched = PROVIDERS["pubmed"](["Doe J[au]"], fake, progress=lines.append)
    assert titles(fetched) == [f"Work {pmid}" for pmid in range(1, 6)]
    assert lines == ["pubmed: 5 works"]


def test_records_are_fetched_in_pieces() -> None:
    ids = list(range(1, 451))
    pieces = [ids[:200], ids[200:400], ids[400:]]
    fake = Fake(dict([page(0, list(map(str, ids)), 450), *(records(*piece) for piece in pieces)]))
    assert len(PROVIDERS["pubmed"](["Doe J[au]"], fake).works) == 450


def test_a_search_without_results() -> None:
    fake = Fake(dict([page(0, [], 0)]))
    assert PROVIDERS["pubmed"](["Doe J[au]"], fake).works == ()
    assert len(fake.asked) == 1


def test_a_record_that_is_missing_is_a_warning() -> None:
    url, _ = records(1, 2)
    fake = Fake(dict([page(0, ["1", "2"], 2), (url, articles(1))]))
    fetched = PROVIDERS["pubmed"](["Doe J[au]"], fake)
    assert titles(fetched) == ["Work 1"]
    assert fetched.warnings == (f"pubmed: no record for 2 at {url}",)


@pytest.mark.parametrize(
    "second",
    [500, "<html>", {"esearchresult": {"ERROR": "Search Backend failed"}}, {}, page(2, [], 3)[1]],
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({**dict([page(0, ["1", "2"], 3)]), f"{SEARCH}2": second})
    with pytest.raises(FetchError, match="retstart=2"):
        PROVIDERS["pubmed"](["Doe J[au]"], fake)


@pytest.mark.parametrize(
    "reply", [500, "<html>", articles(1, 2)[:-40], '{"error":"API rate limit exceeded"}']
)
def test_records_that_cannot_be_read_are_an_error(reply: object) -> None:
    url, _ = records(1, 2)
    with pytest.raises(FetchError, match=r"efetch\.fcgi"):
        PROVIDERS["pubmed"](["Doe J[au]"], Fake({**dict([page(0, ["1", "2"], 2)]), url: reply}))


def test_an_article_by_its_number() -> None:
    assert titles(lookup("28981428", Fake(dict([records(28981428)])))) == ["Work 28981428"]
    url, _ = records(28981428)
    with pytest.raises(FetchError, match="no record for PMID 28981428"):
        lookup("pmid:28981428", Fake({url: articles()}))


def test_another_article_is_not_taken() -> None:
    url, _ = records(28981428)
    with pytest.raises(FetchError, match="no record for PMID 28981428"):
        lookup("28981428", Fake({url: articles(1, 2)}))


def test_an_article_by_its_number_at_pmc() -> None:
    fake = Fake(dict([records(23193287)]) | {PMC: {"records": [{"pmcid": "PMC3531190", "pmid": 23193287}]}})
    assert titles(lookup("PMC3531190", fake)) == ["Work 23193287"]


@pytest.mark.skipif(not (SHARED / "api").is_dir(), reason="the recorded answers are not here")
@pytest.mark.parametrize("pmid", ["29963580", "28775130", "30108519", "29768149"])
def test_recorded_articles(pmid: str) -> None:
    fetched = lookup(pmid, Replay(SHARED / "api"))
    assert [work.provider for work in fetched.works] == ["pubmed"]
    assert all(titles(fetched))
