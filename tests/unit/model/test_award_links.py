"""Awards name their publications by key, title, DOI, arXiv identifier or URL."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Award, Identifier, Publication

DOE = Contributor(Name("Jane", "", "Doe"))
WORK = Publication(
    key="doe2020",
    title=("Attention, ", "Please: Näher"),
    contributors=(DOE,),
    identifiers=(Identifier("doi", "10.1000/X"), Identifier("arxiv", "2001.00001v2")),
)
TWINS = tuple(Publication(key=key, title=("An Editorial of Ours",)) for key in ("a2019", "a2020"))


def _link(*references: str, written: str = "") -> Award:
    award = Award(key="prize", title=("Prize",), publications=references, fields={"publication": written})
    return build_library([WORK, *TWINS, award]).awards["prize"]


@pytest.mark.parametrize(
    "reference",
    [
        "doe2020",
        "Attention, Please: Näher",
        "attention please naher",
        "10.1000/x",
        "https://doi.org/10.1000/X",
        "2001.00001",
        "arXiv:2001.00001v1",
        "https://arxiv.org/abs/2001.00001",
    ],
)
def test_a_publication_by_any_certain_name(reference: str) -> None:
    assert _link(reference).publications == ("doe2020",)


def test_a_title_with_a_comma_that_looks_like_two_keys() -> None:
    assert _link("Attention", "Please: Näher", written="Attention, Please: Näher").publications == (
        "doe2020",
    )


def test_the_award_is_shown_beside_a_publication_named_by_title() -> None:
    award = Award(key="prize", title=("Prize",), publications=("Attention, Please: Näher",))
    library = build_library([award, WORK])
    assert [award.key for award in library.publications["doe2020"].awards] == ["prize"]
    assert library.problems == ()


def test_a_title_of_two_works_or_of_none_stays_a_title() -> None:
    assert _link("An Editorial of Ours").publications == ("An Editorial of Ours",)
    assert _link("Some Other Work").publications == ("Some Other Work",)


def test_a_url_of_no_publication_is_that_of_the_award() -> None:
    award = _link("https://example.org/prize")
    assert (award.publications, award.url) == ((), "https://example.org/prize")


def test_only_a_key_or_an_identifier_that_is_unknown_is_a_problem() -> None:
    award = Award(key="prize", title=("Prize",), publications=("doe2021", "10.1000/y", "A Title"))
    problems = build_library([WORK, award]).problems
    assert [(problem.code, problem.message) for problem in problems] == [
        (Code.UNKNOWN_KEY, "unknown publication 'doe2021'; did you mean 'doe2020'?"),
        (Code.UNKNOWN_KEY, "unknown publication '10.1000/y'"),
    ]
