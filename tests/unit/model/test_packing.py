"""Records as plain data, and back."""

import json
from typing import Any, get_args

import pytest

from sphinx_pubs.model.dates import PartialDate, Period, Status
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.packing import packing
from sphinx_pubs.model.problems import Origin
from sphinx_pubs.model.records import (
    Activity,
    Award,
    Identifier,
    Image,
    Link,
    Person,
    Publication,
    Record,
    Venue,
)
from sphinx_pubs.model.text import Hyperlink, Inline, Markup, Math

TITLE = ("A ", Markup("emphasis", ("deep ", Markup("sub", (Math("x"),)))), Hyperlink("https://a.b", ("b",)))
AT = Origin("here.bib", 7)
WHO = Contributor(Name("Ada", "van", "Lovelace", "Jr."), "editor", ("equal",), "0000-0001", "ada")
DATE = PartialDate(2020, 2, end=PartialDate(2021), status=Status.IN_PRESS, text="soon")
AWARD = Award(
    key="a", title=TITLE, date=DATE, recipients=(WHO,), publications=("k",), fields={"a": "b"}, origin=AT
)
PUBLICATION = Publication(
    key="k",
    title=TITLE,
    contributors=(WHO, Contributor(Name(literal="The Group"))),
    venues=(Venue(name=("J ", Math("y")), date=DATE, pages="1–2"), Venue()),
    date=DATE,
    identifiers=(Identifier("doi", "10.1/2"),),
    links=(Link("code", "https://a.b", "code", "group"),),
    awards=(AWARD,),
    note=(TITLE, ("plain",)),
    tags=("a", "b"),
    image=Image("a.png", "A"),
    selected=True,
    fields={"title": "{A}", "año": "\u2028\x85"},
    origin=AT,
)
RECORDS: list[Record] = [
    PUBLICATION,
    Publication(key="bare", origin=AT),
    AWARD,
    Activity(key="t", title=TITLE, people=(WHO,), date=DATE, links=(Link("slides"),), origin=AT),
    Person(
        key="ada",
        name=WHO.name,
        aliases=(Name(literal="A."),),
        periods=(Period(DATE),),
        note=(TITLE,),
        origin=AT,
    ),
]


@pytest.mark.parametrize("record", RECORDS, ids=[record.key for record in RECORDS])
def test_what_is_packed_comes_back_through_json(record: Record) -> None:
    kind: Any = type(record)
    pack, unpack = packing(kind) or pytest.fail("a record is no plain data")
    back = unpack(json.loads(json.dumps(pack(record))), AT)
    assert repr(back) == repr(record)  # also what does not count for equality


def test_an_origin_is_that_of_now() -> None:
    pack, unpack = packing(Publication) or pytest.fail("a record is no plain data")
    moved = unpack(json.loads(json.dumps(pack(PUBLICATION))), Origin("there.bib", 9))
    assert (moved.origin, moved.awards[0].origin) == (Origin("there.bib", 9),) * 2


def test_what_recurs_is_one_object() -> None:
    pack, unpack = packing(Publication) or pytest.fail("a record is no plain data")
    one, other = (unpack(json.loads(json.dumps(pack(PUBLICATION))), AT) for _ in range(2))
    assert one.contributors[0] is other.contributors[0]
    assert one.date is other.date


def test_every_kind_of_inline_text_is_known() -> None:
    kinds = {kind: kind("x") if kind in (str, Math) else None for kind in get_args(Inline)}
    assert set(kinds) == {str, Markup, Math, Hyperlink}
