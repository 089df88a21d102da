"""Hits of DBLP: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .answers import in_short, read_valid, recorded
from .support import read_json


def answer(*infos: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with these hits; without one, it has no list of hits."""
    hits: dict[str, Any] = {"@total": str(len(infos)), "@sent": str(len(infos)), "@first": "0"}
    if infos:
        hits["hit"] = [{"@score": "1", "@id": str(number), "info": info} for number, info in enumerate(infos)]
    return {"result": {"query": "x", "status": {"@code": "200", "text": "OK"}, "hits": hits}}


def short(info: dict[str, Any]) -> dict[str, str]:
    (record,) = read_json("dblp", answer(info))
    return in_short(record)


def test_a_conference_paper_and_a_homonym() -> None:
    (paper,) = read_valid("dblp", recorded("dblp/search-pids.json"))
    assert (paper.key, paper.type) == ("zhang2021attentional", "inproceedings")
    assert in_short(paper) == {
        "kind": "inproceedings",
        "title": "Attentional Transfer is All You Need: Technology-aware Layout Pattern Generation",
        "date": "2021",
        "venues": "name=DAC, kind=conference, pages=169\u2013174",
        "ids": "doi:10.1109/DAC18074.2021.9586227",
        "aliases": "DBLP:conf/dac/ZhangYY21",
        "author": "Xiaopeng Zhang; Haoyu Yang; Evangeline F. Y. Young",
    }


def test_a_list() -> None:
    papers = read_valid("dblp", recorded("dblp/search-publ.json"))
    assert len(papers) == 30
    assert [paper.kind for paper in papers].count("article") == 10
    assert [paper.kind for paper in papers].count("inproceedings") == 16
    assert in_short(papers[5]) == {
        "kind": "inproceedings",
        "title": "Test and non-test cubes for diagnostic test generation based on merging of test cubes",
        "date": "2014",
        "venues": "name=DATE, kind=conference, pages=1\u20134",
        "ids": "doi:10.7873/DATE.2014.143",
        "aliases": "DBLP:conf/date/Pomeranz14",
        "author": "Irith Pomeranz",
    }
    assert in_short(papers[6]) == {
        "kind": "article",
        "title": "Automatische Verlinkung von Testf\u00e4llen und Anforderungen ~ Testplangesteuerte"
        " Filterung",
        "date": "2013",
        "venues": "name=Softwaretechnik-Trends, kind=journal, volume=33, number=4",
        "url": "http://pi.informatik.uni-siegen.de/stt/33_4/01_Fachgruppenberichte/TAV/02_Noack.pdf",
        "aliases": "DBLP:journals/stt/Noack13",
        "author": "Thomas Noack",
    }
    assert in_short(papers[13]) == {
        "kind": "incollection",
        "title": "Reactive Testing of Nondeterministic Systems by Test Purpose-Directed Tester",
        "date": "2011",
        "venues": "name=Model-Based Testing for Embedded Systems, kind=book",
        "ids": "doi:10.1201/b11321-16",
        "aliases": "DBLP:books/tf/11/VainKKMR11",
        "author": "Juri Vain; Andres Kull; Marko K\u00e4\u00e4ramees; Maili Markvardt; Kullo Raiend",
    }
    thesis = in_short(papers[14])
    assert thesis["kind"] == "thesis"
    assert "bas\u00e9e sur l'injection de fautes" in thesis["title"]


def test_no_hits() -> None:
    assert read_json("dblp", answer()) == []


def test_one_hit_is_no_list() -> None:
    document = answer({"title": "Example."})
    document["result"]["hits"]["hit"] = document["result"]["hits"]["hit"][0]
    (record,) = read_json("dblp", document)
    assert record.title == ("Example",)


@pytest.mark.parametrize(
    "author",
    ["Jane Doe 0001", {"@pid": "1/2", "text": "Jane Doe 0001"}, [{"text": "Jane Doe 0001"}, {}, None]],
)
def test_names(author: Any) -> None:
    assert short({"title": "Example", "authors": {"author": author}})["author"] == "Jane Doe"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("R &amp; D.", "R & D"),
        ("Why?", "Why?"),
        ({"text": "The <i>k</i>-means."}, "The k-means"),
    ],
)
def test_titles(title: Any, expected: str) -> None:
    assert short({"title": title})["title"] == expected


@pytest.mark.parametrize(
    ("info", "kind", "venues"),
    [
        ({"type": "Books and Theses", "key": "books/x/Doe20", "venue": "LNCS", "publisher": "Springer"},
         "book", "series=LNCS, publisher=Springer"),
        ({"type": "Books and Theses", "key": "phd/x/Doe20"}, "thesis", ""),
        ({"type": "Editorship", "key": "conf/x/2020", "venue": ["LNCS"]}, "proceedings", "series=LNCS"),
        ({"type": "Editorship", "key": "books/x/2020"}, "collection", ""),
        ({"type": "Conference and Workshop Papers", "venue": ["ECCV", "LNCS"]},
         "inproceedings", "name=ECCV, kind=conference, series=LNCS"),
        ({"type": "Data and Artifacts", "venue": "Zenodo"}, "dataset", "name=Zenodo"),
        ({"type": "Reference Works", "venue": "Examples"}, "incollection", "name=Examples, kind=book"),
        ({"type": "Informal and Other Publications", "venue": "Workshop Notes"},
         "misc", "name=Workshop Notes, kind=conference"),
        ({"type": "Something New"}, "misc", ""),
        ({}, "misc", ""),
    ],
)  # fmt: skip
def test_kinds_and_venues(info: dict[str, Any], kind: str, venues: str) -> None:
    record = short({"title": "Example", **info})
    assert (record["kind"], record.get("venues", "")) == (kind, venues)


@pytest.mark.parametrize(
    ("info", "ids"),
    [
        ({"volume": "abs/1706.03762", "ee": "http://arxiv.org/abs/1706.03762"}, "arxiv:1706.03762"),
        ({"volume": "cs.LG/0001001", "ee": "https://arxiv.org/abs/cs/0001001"}, "arxiv:cs/0001001"),
        (
            {"volume": "abs/2301.00001", "doi": "10.48550/ARXIV.2301.00001"},
            "doi:10.48550/ARXIV.2301.00001 arxiv:2301.00001",
        ),
    ],
)
def test_papers_on_arxiv(info: dict[str, Any], ids: str) -> None:
    record = short({"title": "Example", "type": "Informal Publications", "venue": "CoRR", **info})
    assert (record["kind"], record["ids"]) == ("preprint", ids)
    assert record["venues"] == "name=CoRR, kind=archive"
    assert "url" not in record


def test_the_doi_is_written_as_in_the_address() -> None:
    info = {
        "title": "Example",
        "doi": "10.5555/ABC",
        "ee": ["https://example.org/1", "https://doi.org/10.5555/abc"],
    }
    record = short(info)
    assert (record["ids"], record["url"]) == ("doi:10.5555/abc", "https://example.org/1")


def test_editors_of_proceedings() -> None:
    record = short({"title": "Example", "type": "Editorship", "authors": {"author": "Jane Doe"}})
    assert (record["editor"], "author" in record) == ("Jane Doe", False)


def test_errors_are_reported() -> None:
    data = b'{"result": {"status": {"@code": "500", "text": "Internal Error"}}}'
    result = read_answer("dblp", data, "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]
    assert "500 Internal Error" in result.problems[0].message
    (problem,) = read_answer("dblp", b"{}", "answer").problems
    assert problem.message == "no works found: an answer of DBLP has a member 'result' with 'hits'"
