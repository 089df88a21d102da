"""The works of an author at OpenAlex, and the works that cite some DOIs."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, services, titles

ORCID = "0000-0002-1825-0097"
WORKS = "https://api.openalex.org/works"
LIST = f"{WORKS}?filter=author.orcid:{ORCID}&per_page=100&cursor="


def work(number: int, doi: str = "", **members: object) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": f"Work {number}",
        "type": "article",
        "publication_year": 2016,
        "authorships": [{"raw_author_name": "Jane Doe", "author": {"display_name": "Jane Doe"}}],
        "primary_location": {"source": None},
        **members,
    }


def page(*works: object, count: int, cursor: str | None = None) -> dict[str, object]:
    return {"meta": {"count": count, "per_page": 100, "next_cursor": cursor}, "results": list(works)}


def test_a_list_is_read_to_its_end() -> None:
    lines: list[str] = []
    fake = Fake(
        {
            f"{LIST}*": page(work(1), work(2), count=5, cursor="Ils="),
            f"{LIST}Ils%3D": page(work(3), None, count=5, cursor="b+"),
            f"{LIST}b%2B": page(work(5), count=5, cursor="c"),
        }
    )
    fetched = PROVIDERS["openalex"]([ORCID], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert set(services(fetched)) == {"openalex"}
    assert (fetched.version, fetched.is_unchanged) == ("", False)
    assert lines == ["openalex: 5 works"]


def test_an_author_without_works() -> None:
    fake = Fake({f"{LIST}*": page(count=0)})
    assert PROVIDERS["openalex"]([ORCID], fake).works == ()


def test_several_authors() -> None:
    other = f"{WORKS}?filter=author.id:A5023888391&per_page=100&cursor=*"
    fake = Fake({f"{LIST}*": page(work(1), count=1), other: page(work(2), count=1)})
    assert titles(PROVIDERS["openalex"]([ORCID, "A5023888391"], fake)) == ["Work 1", "Work 2"]


@pytest.mark.parametrize(
    "second", [None, 404, 500, "<html>", {"results": None}, [], page(count=3), page(work(1), count=3)]
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    table: dict[str, object] = {f"{LIST}*": page(work(1), count=3, cursor="b")}
    if second is not None:
        table[f"{LIST}b"] = second
    with pytest.raises(FetchError, match="cursor=b"):
        PROVIDERS["openalex"]([ORCID], Fake(table))


def test_works_with_many_authors_are_fetched_one_by_one() -> None:
    authors = [{"raw_author_name": f"Jane Doe{number}"} for number in range(120)]
    cut = work(2, authorships=authors[:100], is_authors_truncated=True)
    fake = Fake({f"{LIST}*": page(work(1), cut, count=2), f"{WORKS}/W2": work(2, authorships=authors)})
    fetched = PROVIDERS["openalex"]([ORCID], fake)
    assert [len(found.record.authors) for found in fetched.works] == [1, 120]
    assert fetched.warnings == ()


@pytest.mark.parametrize("reply", [404, "<html>", None])
def test_without_all_authors_the_work_is_kept_with_a_warning(reply: object) -> None:
    cut = work(2, is_authors_truncated=True)
    table: dict[str, object] = {f"{LIST}*": page(cut, count=1)}
    if reply is not None:
        table[f"{WORKS}/W2"] = reply
    fetched = PROVIDERS["openalex"]([ORCID], Fake(table))
    assert titles(fetched) == ["Work 2"]
    (warning,) = fetched.warnings
    assert "'Work 2'" in warning
    assert f"{WORKS}/W2" in warning


# --- works that cite ---

RESNET = "10.1109/CVPR.2016.90"
COCO = "10.1007/978-3-319-10602-1_48"
CITING = "https://api.opencitations.net/index/v2/citations/doi:"
CROSSREF = "https://api.crossref.org/works/"


def citing_table(**changes: object) -> dict[str, object]:
    """Two cited works; three works cite them, one of which only OpenCitations knows."""
    cites = f"{WORKS}?filter=cites:W1%7CW2&per_page=100&cursor="
    return {
        f"{WORKS}/doi:{RESNET}": work(1, RESNET),
        f"{WORKS}/doi:{COCO}": work(2, COCO),
        f"{cites}*": page(work(3, "10.5555/three"), work(1, RESNET.lower()), count=3, cursor="b"),
        f"{cites}b": page(work(4), count=3),
        f"{CITING}{RESNET}": [
            {"citing": "omid:br/1 doi:10.5555/THREE openalex:W3", "cited": f"doi:{RESNET}"},
            {"citing": "omid:br/2 doi:10.5555/five pmid:5", "cited": f"doi:{RESNET}"},
            {"citing": f"doi:{COCO.lower()}", "cited": f"doi:{RESNET}"},
            {"citing": "omid:br/3", "cited": None},
            None,
        ],
        f"{CITING}{COCO}": [{"citing": "doi:10.5555/five"}],
        f"{CROSSREF}10.5555/five": {
            "message": {"DOI": "10.5555/five", "title": ["Work 5"], "type": "journal-article"}
        },
        **changes,
    }


def test_works_that_cite_in_two_indexes() -> None:
    lines: list[str] = []
    fetched = PROVIDERS["cites"]([RESNET, COCO], Fake(citing_table()), progress=lines.append)
    assert titles(fetched) == ["Work 3", "Work 4", "Work 5"]
    assert services(fetched) == ["openalex", "openalex", "crossref"]
    assert fetched.warnings == ()
    assert lines == ["cites: 2 works by OpenAlex", "cites: 1 more by OpenCitations"]


def test_progress_of_a_long_list() -> None:
    lines: list[str] = []
    cites = f"{WORKS}?filter=cites:W1&per_page=100&cursor="
    pages = {
        f"{cites}{number or '*'}": page(work(number + 10), count=21, cursor=str(number + 1))
        for number in range(21)
    }
    fake = Fake({f"{WORKS}/doi:{RESNET}": work(1, RESNET), **pages, f"{CITING}{RESNET}": []})
    assert len(PROVIDERS["cites"]([RESNET], fake, progress=lines.append).works) == 21
    assert lines[:2] == ["cites: 10 works so far", "cites: 20 works so far"]


def test_without_the_second_index_there_is_a_warning() -> None:
    fake = Fake(citing_table(**{f"{CITING}{RESNET}": "<html>", f"{CITING}{COCO}": 500}))
    fetched = PROVIDERS["cites"]([RESNET, COCO], fake)
    assert titles(fetched) == ["Work 3", "Work 4"]
    first, second = fetched.warnings
    assert f"{CITING}{RESNET} is not JSON" in first
    assert f"{CITING}{COCO} with status 500" in second


def test_a_citing_work_without_details_is_a_warning() -> None:
    fake = Fake(citing_table(**{f"{CROSSREF}10.5555/five": 500}))
    fetched = PROVIDERS["cites"]([RESNET, COCO], fake)
    assert titles(fetched) == ["Work 3", "Work 4"]
    (warning,) = fetched.warnings
    assert warning.startswith("cites: no details of 10.5555/five: crossref refused")


def test_a_cited_work_that_openalex_does_not_know_is_a_warning() -> None:
    table = citing_table(**{f"{WORKS}/doi:{COCO}": 404})
    table[f"{WORKS}?filter=cites:W1&per_page=100&cursor=*"] = page(work(3, "10.5555/three"), count=1)
    fetched = PROVIDERS["cites"]([RESNET, COCO], Fake(table))
    assert titles(fetched) == ["Work 3", "Work 5"]
    (warning,) = fetched.warnings
    assert warning.startswith(f"cites: OpenAlex does not know {COCO}")


def test_without_the_list_of_the_first_index_there_is_an_error() -> None:
    table = citing_table()
    table[f"{WORKS}?filter=cites:W1%7CW2&per_page=100&cursor=b"] = 500
    with pytest.raises(FetchError, match="cursor=b"):
        PROVIDERS["cites"]([RESNET, COCO], Fake(table))


def test_no_request_without_a_known_work() -> None:
    fake = Fake({f"{WORKS}/doi:{RESNET}": 404, f"{CITING}{RESNET}": []})
    assert PROVIDERS["cites"]([RESNET], fake).works == ()
    assert fake.urls == [f"{WORKS}/doi:{RESNET}", f"{CITING}{RESNET}"]
