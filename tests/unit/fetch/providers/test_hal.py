"""The documents of an author at HAL, and documents by their ids."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.lookup import lookup
from sphinx_pubs.fetch.providers.table import PROVIDERS
from sphinx_pubs.fetch.recording import Replay
from sphinx_pubs.readers.services.hal import FIELDS
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, services, titles

SEARCH = "https://api.archives-ouvertes.fr/search/?q="
LIST = f"{SEARCH}authIdHal_s:jane-doe&wt=json&fl={','.join(FIELDS)}&rows=1000"
ONE = f"{SEARCH}halId_s:hal-00000001&wt=json&fl={','.join(FIELDS)}"


def page(*numbers: int | None, total: int) -> dict[str, object]:
    documents = [
        number and {"halId_s": f"hal-{number:08}", "title_s": [f"Work {number}"], "docType_s": "ART"}
        for number in numbers
    ]
    return {"response": {"numFound": total, "start": 0, "docs": documents}}


def test_all_pages_are_read() -> None:
    lines: list[str] = []
    fake = Fake(
        {
            LIST: page(1, 2, total=5),
            f"{LIST}&start=2": page(3, None, total=5),
            f"{LIST}&start=4": page(5, total=5),
        }
    )
    fetched = PROVIDERS["hal"](["jane-doe"], fake, progress=lines.append)
    assert titles(fetched) == ["Work 1", "Work 2", "Work 3", "Work 5"]
    assert set(services(fetched)) == {"hal"}
    assert lines == ["hal: 4 works"]


def test_an_author_without_documents() -> None:
    assert PROVIDERS["hal"](["jane-doe"], Fake({LIST: page(total=0)})).works == ()


@pytest.mark.parametrize(
    "second", [400, 500, "<html>", {"error": {"msg": "no"}}, page(total=3), page(1, 2, total=3)]
)
def test_a_list_that_breaks_off_is_an_error(second: object) -> None:
    fake = Fake({LIST: page(1, 2, total=3), f"{LIST}&start=2": second})
    with pytest.raises(FetchError, match="start=2"):
        PROVIDERS["hal"](["jane-doe"], fake)


def test_a_document_by_its_id() -> None:
    fetched = lookup("https://hal.science/hal-00000001v2", Fake({ONE: page(1, total=1)}))
    assert titles(fetched) == ["Work 1"]
    with pytest.raises(FetchError, match="no record for hal-00000001 at https://api"):
        lookup("hal-00000001", Fake({ONE: page(total=0)}))


@pytest.mark.skipif(not (SHARED / "api").is_dir(), reason="the recorded answers are not here")
def test_recorded_document() -> None:
    fetched = PROVIDERS["hal"](["arnaudlevy"], Replay(SHARED / "api"))
    assert titles(fetched) == ["Université, pédagogie, innovation : cherchez l'intrus !"]
