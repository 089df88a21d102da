"""Whatever a service answers, a provider returns works or raises FetchError, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.fetch.base import Answer, FetchError
from sphinx_pubs.fetch.providers.lookup import lookup
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, Reply, services, titles

API = SHARED / "api"
ORCID = "0000-0002-1825-0097"
RESNET = "10.1109/CVPR.2016.90"

#: Provider -> the id, and an answer with all members that the provider itself reads.
ANSWERS: dict[str, tuple[str, Any]] = {
    "orcid": (
        ORCID,
        {
            "group": [
                {
                    "work-summary": [
                        {
                            "put-code": 1,
                            "title": {"title": {"value": "Deep Residual Learning"}},
                            "external-ids": {
                                "external-id": [
                                    {
                                        "external-id-type": "doi",
                                        "external-id-value": RESNET,
                                        "external-id-relationship": "self",
                                    }
                                ]
                            },
                        }
                    ]
                }
            ],
            "bulk": [{"work": {"put-code": 1, "title": {"title": {"value": "Deep Residual Learning"}}}}],
        },
    ),
    "zotero": ("users/1", [{"key": "BX9965IJ", "data": {"itemType": "book", "title": "Example"}}]),
    "openalex": (
        ORCID,
        {
            "meta": {"count": 1, "next_cursor": None},
            "results": [{"id": "https://openalex.org/W1", "title": "Example", "is_authors_truncated": True}],
        },
    ),
    "dblp": (
        "author:Jane_Doe:",
        {"result": {"hits": {"@total": "1", "hit": [{"info": {"title": "Example"}}]}}},
    ),
    "inspire": (
        ORCID,
        {
            "metadata": {"ids": [{"schema": "INSPIRE BAI", "value": "J.Doe.1"}]},
            "hits": {"total": 1, "hits": [{"metadata": {"titles": [{"title": "Example"}]}}]},
            "links": {"next": "https://inspirehep.net/api/literature?page=2"},
        },
    ),
    "crossref": (
        ORCID,
        {
            "message": {
                "total-results": 1,
                "next-cursor": "a",
                "items": [{"title": ["Example"], "DOI": RESNET}],
            }
        },
    ),
    "pubmed": ("Doe J[au]", {"esearchresult": {"count": "1", "idlist": ["1"]}}),
    "hal": (
        "jane-doe",
        {"response": {"numFound": 1, "docs": [{"title_s": ["Example"], "halId_s": "hal-00000001"}]}},
    ),
    "zenodo": (
        "example",
        {
            "hits": {"total": 1, "hits": [{"metadata": {"title": "Example"}}]},
            "links": {"next": "https://zenodo.org/api/records?page=2"},
        },
    ),
    "cites": (
        RESNET,
        {
            "id": "https://openalex.org/W1",
            "meta": {"count": 1, "next_cursor": "a"},
            "results": [{"id": "https://openalex.org/W2", "doi": RESNET, "title": "Example"}],
        },
    ),
}


ARTICLE = b"<PubmedArticleSet><PubmedArticle><PMID>1</PMID></PubmedArticle></PubmedArticleSet>"


class Always:
    """Answers every request with the same."""

    def __init__(self, answer: object) -> None:
        self.body = json.dumps(answer).encode()

    def get(self, url: str, headers: object = None) -> Answer:
        return Answer(url, 200, {}, ARTICLE if "efetch" in url else self.body)


def error_of(provider: str, answer: Any) -> str:
    """Return the message if a provider fails with an answer."""
    try:
        PROVIDERS[provider]([ANSWERS[provider][0]], Always(answer))
    except FetchError as error:
        return str(error)
    return ""


def changed(answer: Any) -> Iterator[Any]:
    """Yield ``answer`` with each of its values replaced, and with each of its members left out."""
    for path in paths(answer):
        for value in (None, True, 7, -1, "x", "\u0663", "9" * 5000, [], [None], {}, {"x": None}):
            copied = copy.deepcopy(answer)
            at(copied, path[:-1])[path[-1]] = value
            yield copied
        copied = copy.deepcopy(answer)
        del at(copied, path[:-1])[path[-1]]
        yield copied


def paths(tree: Any, start: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in members:
        yield (*start, name)
        yield from paths(value, (*start, name))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        tree = tree[name]
    return tree


@pytest.mark.parametrize("provider", ANSWERS)
def test_any_value_can_be_missing_or_of_another_type(provider: str) -> None:
    _, answer = ANSWERS[provider]
    assert error_of(provider, answer) == ""
    errors = [error_of(provider, variant) for variant in changed(answer)]
    assert "" in errors
    assert all("https://" in error for error in errors if error)


# --- recorded answers that belong to no request of a provider ---

recorded = pytest.mark.skipif(not API.is_dir(), reason="the recorded answers are not here")


def recording(path: str) -> Reply:
    content = json.loads((API / path).read_text(encoding="utf-8"))
    return Reply(content["body"])


@recorded
@pytest.mark.parametrize("path", sorted((API / "datacite").glob("doi-*.json")), ids=lambda path: path.stem)
def test_recorded_dois_of_datacite(path: Path) -> None:
    """Crossref is asked first, and does not know them."""
    url = json.loads(path.read_text(encoding="utf-8"))["url"].partition("?")[0]
    doi = url.removeprefix("https://api.datacite.org/dois/")

    class WithoutCrossref(Replay):
        def get(self, url: str, headers: Any = None) -> Answer:
            if url.startswith("https://api.crossref.org/works/"):
                return Answer(url, 404, {}, b"Resource not found.")
            return super().get(url, headers or {})

    fetched = lookup(f"doi:{doi}", WithoutCrossref(API / "datacite"))
    assert services(fetched) == ["datacite"]
    assert all(titles(fetched))


@recorded
def test_the_first_page_of_a_long_list_of_dblp() -> None:
    search = "https://dblp.org/search/publ/api?q=author:Jane_Doe:&format=json&h=1000&f="
    fake = Fake({f"{search}0": recording("dblp/search-publ.json")})
    with pytest.raises(FetchError, match="f=30"):
        PROVIDERS["dblp"](["author:Jane_Doe:"], fake)


@recorded
def test_a_recorded_library_of_zotero() -> None:
    start = "https://api.zotero.org/users/436/items/top?format=json&include=csljson,data&limit=100&start=0"
    fetched = PROVIDERS["zotero"](["users/436"], Fake({start: recording("zotero/items-page1.json")}))
    assert len(fetched.works) == 20
    assert all(titles(fetched))
