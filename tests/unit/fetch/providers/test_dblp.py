"""The publications of a person at DBLP."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, services, titles

LIST = "https://dblp.org/search/publ/api?q=author:Kaiming_He:&format=json&h=1000&f="
PERSON = "https://dblp.org/pid/34/7659.bib"
BIBTEX = """
@inproceedings{DBLP:conf/cvpr/HeZRS16,
  author    = {Kaiming He and Xiangyu Zhang and Shaoqing Ren and Jian Sun},
  title     = {Deep Residual Learning for Image Recognition},
  booktitle = {CVPR},
  year      = {2016}
}
@article{DBLP:journals/corr/HeZRS15, title = {Deep Residual Learning}, journal = {CoRR}, year = {2015}}
"""


def page(*numbers: int | None, total: int) -> dict[str, object]:
    hits = [
        number
        and {
            "@id": str(number),
            "info": {
                "authors": {"author": {"@pid": "34/7659", "text": "Kaiming He 0001"}},
                "title": f"Work {number}.",
                "venue": "CVPR",
                "year": "2016",
                "type": "Conference and Workshop Papers",
                "key": f"conf/cvpr/{number}",
            },
        }
        for number in numbers
    ]
    found = {"@total": str(total), "@computed": str(total), "@sent": str(len(hits))}
    return {"result": {"hits": {**found, "hit": hits} if hits else found}}


def test_all_pages_are_read() -> None:
    lines: list[str] = []
    fake = Fake(
        {
            f"{LIST}0": page(1, 2, total=5),
            f"{LIST}2": page(3, None, total=5),
            f"{LIST}4": page(5, total=5),
        }
    )
    fetched = PROVIDERS["dblp"](["author:Kaiming_He:"], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert set(services(fetched)) == {"dblp"}
    assert [who.name.full() for who in fetched.works[0].record.authors] == ["Kaiming He"]
    assert lines == ["dblp: 4 works"]


def test_a_name_without_hits() -> None:
    """The list of hits is missing then."""
    assert PROVIDERS["dblp"](["author:Kaiming_He:"], Fake({f"{LIST}0": page(total=0)})).works == ()


@pytest.mark.parametrize("second", [404, 500, "<html>", {"result": {}}, page(total=3), page(1, 2, total=3)])
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({f"{LIST}0": page(1, 2, total=3), f"{LIST}2": second})
    with pytest.raises(FetchError, match="f=2"):
        PROVIDERS["dblp"](["author:Kaiming_He:"], fake)


def test_a_person_by_id() -> None:
    fetched = PROVIDERS["dblp"](["34/7659"], Fake({PERSON: BIBTEX}))
    assert titles(fetched) == ["Deep Residual Learning for Image Recognition", "Deep Residual Learning"]
    assert set(services(fetched)) == {"dblp"}


@pytest.mark.parametrize("reply", [404, 500, "<html>busy</html>", BIBTEX.rstrip()[:-30]])
def test_a_person_that_cannot_be_read_is_an_error(reply: object) -> None:
    with pytest.raises(FetchError, match=PERSON):
        PROVIDERS["dblp"](["34/7659"], Fake({PERSON: reply}))
