"""The works that are registered with an ORCID iD at Crossref."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.table import PROVIDERS
from tests.unit.fetch.providers.support import Fake, Sequenced, titles

ORCID = "0000-0002-1825-0097"
LIST = f"https://api.crossref.org/works?filter=orcid:{ORCID}&rows=100&cursor="


def page(*numbers: int | None, total: int, cursor: str | None = "AoJ/w==") -> dict[str, object]:
    works = [
        number and {"DOI": f"10.5555/{number}", "title": [f"Work {number}"], "type": "journal-article"}
        for number in numbers
    ]
    return {
        "status": "ok",
        "message": {"items": works, "total-results": total, "next-cursor": cursor},
    }


def test_the_cursor_may_stay_the_same() -> None:
    """Seen in recorded answers: pages 2 and 3 have the URL of one cursor."""
    following = Sequenced(page(3, None, total=5), page(5, total=5))
    fake = Fake({f"{LIST}*": page(1, 2, total=5), f"{LIST}AoJ%2Fw%3D%3D": following})
    fetched = PROVIDERS["crossref"]([ORCID], fake)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert len(fake.asked) == 3


@pytest.mark.parametrize(
    "second", [404, "<html>", {"message": {"items": None}}, page(total=3), page(1, 2, total=3)]
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({f"{LIST}*": page(1, 2, total=3), f"{LIST}AoJ%2Fw%3D%3D": second})
    with pytest.raises(FetchError, match="AoJ%2Fw%3D%3D"):
        PROVIDERS["crossref"]([ORCID], fake)


def test_nobody_has_registered_a_work() -> None:
    fake = Fake({f"{LIST}*": page(total=0)})
    assert PROVIDERS["crossref"]([ORCID], fake).works == ()
