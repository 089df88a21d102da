"""The digest of a record covers everything that the record was made from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.digests import UNKNOWN, combine, digest_of
from sphinx_pubs.model.identifiers import doi
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Award, Person, Publication, Record

HE = Name("Kaiming", family="He")
SUN = Name("Jian", family="Sun")


def _publication(key: str, *, digest: str = "", **values: object) -> Publication:
    return Publication(key=key, digest=digest_of(digest or key), **{"title": ("T",), **values})  # type: ignore[arg-type]


def _overlay(digest: str) -> Publication:
    return _publication("k", title=(), digest=digest, tags=("t",))


WORK = _publication("k", contributors=(Contributor(HE), Contributor(SUN)), date=PartialDate(2020))
OTHER = _publication("other", title=("Another",))
IDENTIFIER = doi("10.1000/1")
assert IDENTIFIER
VERSIONS = [
    _publication("a", identifiers=(IDENTIFIER,)),
    _publication("b", identifiers=(IDENTIFIER,), note=(("N",),)),
]
AWARD = Award(key="w", title=("Best",), publications=("k",), digest=digest_of("award"))


def _digest(*records: Record, key: str = "k") -> bytes:
    return build_library(records, "identifiers").publications[key].digest


def test_a_record_that_is_alone_keeps_its_digest() -> None:
    assert _digest(WORK, OTHER) == WORK.digest
    assert _digest(WORK, Person(key="x", name=Name("Ann", family="Other"))) == WORK.digest


HE_AT_HOME = Person(key="he", name=HE)
DIFFERENT: dict[str, list[list[Record]]] = {
    "a person": [[WORK], [WORK, HE_AT_HOME], [WORK, replace(HE_AT_HOME, key="kh")]],
    "which of two": [[WORK, HE_AT_HOME], [WORK, replace(HE_AT_HOME, name=SUN)]],
    "the name of a person": [
        [replace(WORK, contributors=(Contributor(Name(literal="he")),)), replace(HE_AT_HOME, name=name)]
        for name in (HE, SUN)
    ],
    "an overlay": [[WORK], [WORK, _overlay("1")], [WORK, _overlay("2")]],
    "a joined award": [[WORK], [WORK, AWARD], [WORK, replace(AWARD, digest=digest_of("another"))]],
    "two awards": [[WORK, AWARD], [WORK, AWARD, replace(AWARD, key="v", digest=digest_of("v"))]],
    "the winner of a joined award": [
        [WORK, replace(AWARD, recipients=(Contributor(Name("Ann", family="Other")),)), *persons]
        for persons in ([], [Person(key="ann", name=Name("Ann", family="Other"))])
    ],
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_other_records_give_another_digest(name: str) -> None:
    digests = [_digest(*records) for records in DIFFERENT[name]]
    assert all(digests)
    assert len(set(digests)) == len(digests)
    assert [_digest(*records) for records in DIFFERENT[name]] == digests


def test_a_union_has_a_digest_of_all_versions() -> None:
    first, second = VERSIONS
    digests = [
        _digest(first, key="a"),
        _digest(first, second, key="a"),
        _digest(first, replace(second, digest=digest_of("c")), key="a"),
        _digest(replace(first, digest=digest_of("c")), second, key="a"),
    ]
    assert len(set(digests)) == len(digests)


def test_the_key_of_a_merged_record_counts() -> None:
    version = _publication("a", fields={"same_as": "b"})
    correction = _publication("b", title=(), tags=("t",))
    assert _digest(version, correction, key="a") != _digest(correction, version, key="b")


def test_an_award_on_a_publication_has_a_digest_of_the_publication() -> None:
    digests = set()
    for digest in "12":
        work = _publication("k", digest=digest, awards=(Award(key="", title=("Best",)),))
        library = build_library([work])
        digests |= {library.publications["k"].digest, library.awards["k-award"].digest}
    assert len(digests) == 4


def test_the_works_of_an_award_count_after_merging() -> None:
    won = replace(AWARD, publications=("b",))
    library = build_library([*VERSIONS, won], "identifiers")
    assert library.awards["w"].publications == ("a",)
    assert library.awards["w"].digest not in (won.digest, UNKNOWN)


def test_an_unknown_digest_stays_unknown() -> None:
    overlay = Publication(key="k", tags=("t",))
    assert _digest(WORK, overlay) == UNKNOWN
    assert _digest(replace(WORK, digest=UNKNOWN), HE_AT_HOME) == UNKNOWN
    assert _digest(WORK, replace(AWARD, digest=UNKNOWN)) == UNKNOWN
    assert combine(digest_of("a"), UNKNOWN) == UNKNOWN


def test_the_order_and_the_number_of_parts_count() -> None:
    assert digest_of("ab") != digest_of("a", "b")
    assert digest_of("a", "b") != digest_of("b", "a")
    one, two = digest_of("a"), digest_of("b")
    assert combine(one, two) != combine(two, one)
