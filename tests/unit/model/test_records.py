"""Publications and persons: contributors, links, membership."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Period
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Identifier, Link, Person, Publication, Venue

DOI = Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322")
ARXIV = Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870")
ISBN = Identifier("isbn", "9783161484100")
DOI_LINK, ARXIV_LINK = Link("DOI", DOI.url, "doi"), Link("arXiv", ARXIV.url, "arxiv")
URL_LINK = Link("Link", "https://example.org/", "url")
CODE = Link("code", "https://example.org/code", "code")


@pytest.mark.parametrize(
    ("identifiers", "url", "links", "expected"),
    [
        ((), "", (), ()),
        ((ARXIV, DOI), "", (), (DOI_LINK, ARXIV_LINK)),
        ((ISBN,), "", (), ()),
        ((DOI,), "", (CODE,), (DOI_LINK, CODE)),
        ((DOI,), URL_LINK.url, (CODE,), (DOI_LINK, URL_LINK, CODE)),
        # each URL once, however it is written
        ((DOI,), DOI.url, (), (DOI_LINK,)),
        ((DOI,), "http://doi.org/10.1109/ICCV.2017.322/", (), (DOI_LINK,)),
        ((), "http://www.example.org/code/", (CODE,), (CODE,)),
        # what the data says keeps its place and label
        ((ARXIV,), "", (CODE, Link("preprint", "http://arxiv.org/abs/1703.06870", "preprint")),
         (CODE, Link("preprint", "http://arxiv.org/abs/1703.06870", "preprint"))),
        # and gets the URL of an identifier of its kind
        ((ARXIV, DOI), "", (CODE, Link("our arXiv", "", "arxiv")),
         (DOI_LINK, CODE, Link("our arXiv", ARXIV.url, "arxiv"))),
        ((), "", (Link("talk", "", "talk"),), (Link("talk", "", "talk"),)),
        ((Identifier("zbl", "1", "https://zbmath.org/1"),), "", (),
         (Link("zbl", "https://zbmath.org/1", "zbl"),)),
    ],
)  # fmt: skip
def test_links(
    identifiers: tuple[Identifier, ...], url: str, links: tuple[Link, ...], expected: tuple[Link, ...]
) -> None:
    assert Publication(key="k", identifiers=identifiers, url=url, links=links).all_links() == expected


def test_roles_and_the_preferred_venue() -> None:
    doe, roe, poe = (
        Contributor(Name(family=family), role=role)
        for family, role in (("Doe", "author"), ("Roe", "editor"), ("Poe", "translator"))
    )
    journal, archive = Venue(abbr="TPAMI"), Venue(abbr="arXiv")
    record = Publication(key="k", contributors=(roe, doe, poe), venues=(journal, archive))
    assert (record.authors, record.editors, record.venue) == ((doe,), (roe,), journal)
    assert Publication(key="k").venue is None


FROM_2011 = Period(PartialDate(2011), PartialDate(2013, 6))
SINCE_2016 = Period(PartialDate(2016))


def test_a_person_has_what_other_records_have() -> None:
    he = Person(
        key="he", name=Name("Kaiming", "", "He"), homepage="people/he", role="Engineer", periods=(FROM_2011,)
    )
    assert (he.title, he.url, he.kind) == (("Kaiming He",), "people/he", "Engineer")
    assert he.date == PartialDate(2011)
    assert he.names == (he.name,)


@pytest.mark.parametrize(
    ("periods", "current", "in_2012", "in_2014"),
    [
        ((), True, True, True),
        ((FROM_2011,), False, True, False),
        ((FROM_2011, SINCE_2016), True, True, False),
        ((SINCE_2016,), True, False, False),
    ],
)
def test_membership(periods: tuple[Period, ...], current: bool, in_2012: bool, in_2014: bool) -> None:
    person = Person(key="a", name=Name(family="A"), periods=periods)
    assert person.is_current() is current
    assert person.was_member(PartialDate(2012)) is in_2012
    assert person.was_member(PartialDate(2014)) is in_2014
