"""The works of a person: the list of ORCID, details from the registries."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.registry import arxiv_url
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, arxiv_feed, services, titles

ORCID = "0000-0002-1825-0097"
LIST = f"https://pub.orcid.org/v3.0/{ORCID}/works"
CROSSREF = "https://api.crossref.org/works/"
RESNET = "10.1109/CVPR.2016.90"
API = SHARED / "api"


def value(text: str) -> dict[str, str]:
    return {"value": text}


def work(put_code: int, title: str, **identifiers: str) -> dict[str, object]:
    return {
        "put-code": put_code,
        "title": {"title": value(title), "subtitle": None},
        "type": "journal-article",
        "publication-date": {"year": value("2016"), "month": None, "day": None},
        "journal-title": None,
        "external-ids": {
            "external-id": [
                {
                    "external-id-type": name,
                    "external-id-value": identifier,
                    "external-id-relationship": "self",
                    "external-id-normalized": None,
                    "external-id-url": None,
                }
                for name, identifier in identifiers.items()
            ]
        },
        "display-index": "0",
    }


def listed(*works: dict[str, object] | None) -> dict[str, object]:
    return {"group": [work and {"work-summary": [work]} for work in works]}


def paper(doi: str, title: str) -> dict[str, object]:
    authors = [{"given": "Kaiming", "family": "He"}]
    return {"message": {"DOI": doi, "title": [title], "type": "proceedings-article", "author": authors}}


def test_each_work_is_completed_by_its_registry() -> None:
    lines: list[str] = []
    bulk = work(3, "Thesis") | {
        "contributors": {"contributor": [{"credit-name": value("Jane Doe"), "contributor-orcid": None}]}
    }
    fake = Fake(
        {
            LIST: listed(
                work(1, "Deep residual learning", doi=RESNET),
                work(2, "The preprint", arxiv="1512.03385"),
                None,
                work(3, "Thesis"),
                work(4, "Another preprint", doi="10.48550/arXiv.2104.12255"),
            ),
            CROSSREF + RESNET: paper(RESNET, "Deep Residual Learning for Image Recognition"),
            arxiv_url(["1512.03385", "2104.12255"]): arxiv_feed("1512.03385", "2104.12255"),
            f"{LIST}/3": {"bulk": [{"work": bulk}]},
        }
    )
    fetched = PROVIDERS["orcid"]([ORCID], fake, progress=lines.append)
    assert list(zip(services(fetched), titles(fetched), strict=True)) == [
        ("orcid", "Deep residual learning"),
        ("orcid", "The preprint"),
        ("orcid", "Thesis"),
        ("orcid", "Another preprint"),
        ("crossref", "Deep Residual Learning for Image Recognition"),
        ("arxiv", "Paper 1512.03385"),
        ("arxiv", "Paper 2104.12255"),
    ]
    assert [who.name.full() for who in fetched.works[2].record.authors] == ["Jane Doe"]
    assert fetched.warnings == ()
    assert lines[0] == "orcid: 4 works"
    assert fake.asked[0][1]["Accept"] == "application/json"


def test_details_that_are_missing_are_warnings() -> None:
    fake = Fake(
        {
            LIST: listed(
                work(1, "Deep residual learning", doi=RESNET),
                work(2, "The preprint", arxiv="1512.03385"),
                work(3, "Thesis"),
            ),
            arxiv_url(["1512.03385"]): arxiv_feed(),
            f"{LIST}/1,2,3": {"bulk": [{"error": {"developer-message": "404 Not Found"}}, None]},
        }
    )
    fetched = PROVIDERS["orcid"]([ORCID], fake)
    assert titles(fetched) == ["Deep residual learning", "The preprint", "Thesis"]
    assert set(services(fetched)) == {"orcid"}
    first, second, *_ = fetched.warnings
    assert first.startswith("orcid: no details of 'Deep residual learning': ")
    assert CROSSREF + RESNET in first
    assert "1512.03385" in second


def test_services_that_fail_cost_only_details() -> None:
    fake = Fake({LIST: listed(work(2, "The preprint", arxiv="1512.03385"), work(3, "Thesis"))})
    fetched = PROVIDERS["orcid"]([ORCID], fake)
    assert titles(fetched) == ["The preprint", "Thesis"]
    first, second = fetched.warnings
    assert "'The preprint': no recorded answer for https://export.arxiv.org" in first
    assert second == f"orcid: no details of 'The preprint'; 'Thesis': no recorded answer for {LIST}/2,3"


def test_works_with_one_doi_are_completed_once() -> None:
    fake = Fake(
        {
            LIST: listed(work(1, "First", doi=RESNET), work(2, "Second", doi=RESNET.lower())),
            CROSSREF + RESNET: paper(RESNET, "Paper"),
        }
    )
    assert titles(PROVIDERS["orcid"]([ORCID], fake)) == ["First", "Second", "Paper"]
    assert fake.urls == [LIST, CROSSREF + RESNET]


def test_ids_are_asked_for_in_pieces() -> None:
    works = [work(code, f"Work {code}") for code in range(1, 121)]
    preprints = [work(code, "Preprint", arxiv=f"2104.{code:05}") for code in range(1001, 1061)]
    fake = Fake({LIST: listed(*works, *preprints)})
    fetched = PROVIDERS["orcid"]([ORCID], fake)
    assert "'Preprint'; 'Preprint'; 'Preprint' and 7 more works: " in fetched.warnings[1]
    arxiv = [url for url in fake.urls if "arxiv" in url]
    bulk = [url.removeprefix(f"{LIST}/").count(",") + 1 for url in fake.urls if url.startswith(f"{LIST}/")]
    assert [url.count("2104.") for url in arxiv] == [50, 10]
    assert bulk == [100, 80]


@pytest.mark.parametrize("reply", [404, "<html>", [], {"group": None}, {"error": "x"}, None])
def test_without_the_list_there_is_an_error(reply: object) -> None:
    with pytest.raises(FetchError, match=LIST):
        PROVIDERS["orcid"]([ORCID], Fake({} if reply is None else {LIST: reply}))


def test_a_person_without_works() -> None:
    fake = Fake({LIST: listed()})
    assert PROVIDERS["orcid"]([ORCID], fake).works == ()
    assert fake.urls == [LIST]


@pytest.mark.skipif(not API.is_dir(), reason="the recorded answers are not here")
@pytest.mark.parametrize(
    ("iD", "count"),
    [
        ("0000-0003-1620-1408", 0),
        ("0000-0002-9341-7985", 8),
        ("0000-0003-1613-5981", 1),
        ("0000-0003-1444-9135", 111),
    ],
)
def test_recorded_lists(iD: str, count: int) -> None:  # noqa: N803 - ORCID's own name
    fetched = PROVIDERS["orcid"]([iD], Replay(API))
    own = [work for work in fetched.works if work.provider == "orcid"]
    assert len(own) == count
    missing = [warning for warning in fetched.warnings if "no details" in warning]
    assert bool(missing) == bool(count)
    assert all("https://" in warning for warning in missing)
