"""Which work a record is about: its key, an identifier, another key, or a title that contradicts the key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.digests import digest_of
from sphinx_pubs.model.identifiers import SCHEMES
from sphinx_pubs.model.library import Library, build_library
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Award, Identifier, Link, Publication, Record

DOE, ROE = (Contributor(Name("Jane", "", family), role="author") for family in ("Doe", "Roe"))


def identifier(scheme: str, value: str) -> Identifier:
    parsed = SCHEMES[scheme](value)
    assert parsed
    return parsed


def work(key: str, title: str, *identifiers: Identifier, line: int = 1, **more: object) -> Publication:
    values: dict[str, object] = {"contributors": (DOE,), "date": PartialDate(2024)} | more
    return Publication(
        key=key,
        title=(title,),
        identifiers=identifiers,
        origin=Origin("papers.bib", line),
        digest=digest_of(key, title),
        **values,  # type: ignore[arg-type]
    )


#: The end of the message about an addition whose work a service may have.
COMPLETE = "; fetch the record: sphinx-pubs add --complete more.yaml --in-place"


def addition(key: str, *identifiers: Identifier, **more: object) -> Publication:
    values: dict[str, object] = {"links": (Link("code", "https://example.org/code", "code"),)} | more
    return Publication(
        key=key,
        identifiers=identifiers,
        origin=Origin("more.yaml", 1),
        digest=digest_of(key, "more"),
        **values,  # type: ignore[arg-type]
    )


def with_code(library: Library) -> list[str]:
    return [key for key, record in library.publications.items() if record.links]


def messages(library: Library) -> list[str]:
    return [str(problem) for problem in library.problems]


A = work("doe2024a", "Splatting", identifier("doi", "10.1000/a"), line=1)
B = work("doe2024b", "Meshing", identifier("doi", "10.1000/b"), identifier("arxiv", "2401.00001"), line=9)


OTHER_DOI = identifier("doi", "10.1000/c")


# --- additions and identifiers ---


@pytest.mark.parametrize(
    "named",
    [
        identifier("doi", "10.1000/B"),
        identifier("arxiv", "2401.00001v3"),
        identifier("doi", "10.48550/arXiv.2401.00001"),
    ],
)
@pytest.mark.parametrize("key", ["10.1000-b", "untitled", "doe2024b"])
def test_an_addition_finds_its_work_by_an_identifier(named: Identifier, key: str) -> None:
    library = build_library([A, addition(key, named), B])
    assert with_code(library) == ["doe2024b"]
    assert messages(library) == []
    assert list(library.publications) == ["doe2024a", "doe2024b"]


@pytest.mark.parametrize(
    "scheme_and_value", [("pmid", "12345678"), ("hal", "hal-01234567"), ("pmcid", "PMC5")]
)
def test_other_identifiers_find_a_work_too(scheme_and_value: tuple[str, str]) -> None:
    named = identifier(*scheme_and_value)
    assert with_code(build_library([A, replace(B, identifiers=(named,)), addition("x", named)])) == [
        "doe2024b"
    ]


def test_an_isbn_finds_a_book_but_no_chapter() -> None:
    isbn = identifier("isbn", "9783161484100")
    book = work("doe2024book", "A Book", isbn, kind="book")
    assert with_code(build_library([A, book, addition("x", isbn)])) == ["doe2024book"]
    chapters = [work(f"c{number}", f"Chapter {number}", isbn) for number in (1, 2)]
    library = build_library([*chapters, addition("9783161484100", isbn)])
    assert with_code(library) == []
    assert [problem.message for problem in library.problems] == [
        f"no source has the isbn 9783161484100{COMPLETE}"
    ]


def test_the_url_of_a_doi_finds_a_work() -> None:
    url = "https://doi.org/10.1000/b"
    assert with_code(build_library([A, B, addition("x", url=url)])) == ["doe2024b"]


def test_an_identifier_that_contradicts_the_key_decides() -> None:
    library = build_library([A, B, addition("doe2024a", identifier("doi", "10.1000/b"))])
    assert with_code(library) == ["doe2024b"]
    assert messages(library) == [
        (
            "more.yaml:1: doe2024a: doi 10.1000/b is not that of 'doe2024a' at papers.bib:1, "
            "which has doi 10.1000/a; added to 'doe2024b' at papers.bib:9 instead: correct the key "
            "[pubs.conflict]"
        )
    ]


def test_an_identifier_of_another_work_contradicts_a_key_without_one() -> None:
    library = build_library(
        [replace(A, identifiers=()), B, addition("doe2024a", identifier("doi", "10.1000/b"))]
    )
    assert with_code(library) == ["doe2024b"]
    assert "which has no doi; added to 'doe2024b'" in messages(library)[0]


def test_a_contradiction_is_never_applied() -> None:
    award = Award(key="", title=("Best Paper",))
    library = build_library([A, B, addition("doe2024a", identifier("doi", "10.1000/c"), awards=(award,))])
    assert with_code(library) == []
    assert library.awards == {}
    assert messages(library) == [
        (
            "more.yaml:1: doe2024a: doi 10.1000/c is not that of 'doe2024a' at papers.bib:1, "
            "which has doi 10.1000/a; not added to it: correct one of the two [pubs.conflict]"
        )
    ]


@pytest.mark.parametrize(
    "identifiers",
    [
        (identifier("pmid", "1"),),  # a new identifier
        (identifier("doi", "10.1000/c"), identifier("arxiv", "2401.00001")),  # a correction: one agrees
        (identifier("doi", "10.1000/preprint"),),  # that of the preprint of the same work
    ],
)
def test_what_does_not_contradict_a_key_is_added(identifiers: tuple[Identifier, ...]) -> None:
    preprint = work("doe2023", "Meshing", identifier("doi", "10.1000/preprint"), kind="preprint")
    library = build_library([A, B, preprint, addition("doe2024b", *identifiers)])
    assert with_code(library) == ["doe2024b"]
    assert {problem.code for problem in library.problems} <= {Code.DUPLICATE_WORK}


# --- additions and titles ---


def _titled(key: str, title: str) -> Publication:
    return replace(addition(key), title=(title,))


@pytest.mark.parametrize("title", ["SPLATTING", "Splating", "Splatting: A Survey"])
def test_a_title_may_be_corrected(title: str) -> None:
    library = build_library([A, B, _titled("doe2024a", title)])
    assert library.publications["doe2024a"].title == (title,)
    assert with_code(library) == ["doe2024a"]
    assert messages(library) == []


def test_a_title_that_contradicts_the_key_decides() -> None:
    library = build_library([A, B, _titled("doe2024a", "Meshing")])
    assert with_code(library) == ["doe2024b"]
    assert (
        "title 'Meshing' is not that of 'doe2024a' at papers.bib:1, which has title 'Splatting'"
        in (messages(library)[0])
    )


def test_a_title_that_contradicts_the_key_may_come_first() -> None:
    library = build_library([_titled("doe2024a", "Meshing"), A, B])
    assert {key: record.contributors for key, record in library.publications.items()} == {
        "doe2024a": (DOE,),
        "doe2024b": (DOE,),
    }
    assert with_code(library) == ["doe2024b"]
    library = build_library([_titled("doe2024a", "Something Else"), A, B])
    assert library.publications["doe2024a"].contributors == (DOE,)
    assert with_code(library) == ["doe2024aa"]


def test_a_title_that_no_work_has_is_a_work() -> None:
    library = build_library([A, B, _titled("doe2024a", "Something Else")])
    assert list(library.publications) == ["doe2024a", "doe2024b", "doe2024aa"]
    assert with_code(library) == ["doe2024aa"]
    assert [problem.code for problem in library.problems] == [Code.CONFLICT]


# --- additions without a work ---


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        (addition("doe2024bb"), Code.UNKNOWN_KEY,
         "no source has the key 'doe2024bb'; did you mean 'doe2024b'?"),
        (addition("zzz"), Code.UNKNOWN_KEY, "no source has the key 'zzz'"),
        (addition("zzz", identifier("doi", "10.1000/x")), Code.UNKNOWN_KEY,
         f"no source has the key 'zzz' or doi 10.1000/x{COMPLETE}"),
        (addition("10.1000-x", identifier("doi", "10.1000/x")), Code.UNKNOWN_KEY,
         f"no source has the doi 10.1000/x{COMPLETE}"),
        (addition("untitleda"), Code.MISSING_TITLE, "no title in this source or any other"),
        (addition("doe2024c", contributors=(DOE,)), Code.MISSING_TITLE,
         "no title in this source or any other"),
        (addition("zzz", date=PartialDate(2024)), Code.MISSING_TITLE, "no title in this source or any other"),
        (addition("zzz", links=()), Code.MISSING_TITLE, "no title in this source or any other"),
    ],
)  # fmt: skip
def test_an_addition_without_a_work_is_a_problem(record: Publication, code: Code, message: str) -> None:
    library = build_library([A, B, record])
    (problem,) = library.problems
    assert (problem.code, problem.message, problem.key) == (code, message, record.key)
    assert list(library.publications) == ["doe2024a", "doe2024b"]


@pytest.mark.parametrize(("path", "is_named"), [("data/p.yaml", True), ("p.bib", True), ("p.json", False)])
def test_a_record_with_an_identifier_only_names_the_command_that_completes_it(
    path: str, is_named: bool
) -> None:
    record = replace(addition("10.1000-x", identifier("doi", "10.1000/x")), origin=Origin(path, 3))
    (problem,) = build_library([A, record]).problems
    name = path.rpartition("/")[2]
    hint = f"; fetch the record: sphinx-pubs add --complete {name} --in-place" if is_named else ""
    assert problem.message == f"no source has the doi 10.1000/x{hint}"


# --- other keys ---


OLD = replace(A, aliases=("old", "older"))


@pytest.mark.parametrize("records", [(OLD, B, addition("old")), (addition("older"), B, OLD)])
def test_an_alias_names_its_work(records: tuple[Record, ...]) -> None:
    award = Award(key="best", title=("Best",), publications=("old",))
    library = build_library([*records, award])
    assert with_code(library) == ["doe2024a"]
    assert library.aliases == {"old": "doe2024a", "older": "doe2024a"}
    assert library.publications["doe2024a"].aliases == ("old", "older")
    assert library.awards["best"].publications == ("doe2024a",)
    assert [each.key for each in library.publications["doe2024a"].awards] == ["best"]
    assert messages(library) == []


def test_same_as_and_different_from_may_name_an_alias() -> None:
    preprint = work("doe2023", "Splats", fields={"same_as": "old"})
    library = build_library([OLD, B, preprint])
    assert list(library.publications) == ["doe2024a", "doe2024b"]
    assert library.aliases == {"old": "doe2024a", "older": "doe2024a", "doe2023": "doe2024a"}
    assert messages(library) == []
    twin = replace(A, key="twin", identifiers=(), fields={"different_from": "old"})
    assert messages(build_library([OLD, twin])) == []


def test_an_addition_may_have_aliases() -> None:
    records = [addition("old", links=(), tags=("t",)), addition("doe2024a", aliases=("old",)), A]
    library = build_library(records)
    assert library.publications["doe2024a"].aliases == ("old",)
    assert library.publications["doe2024a"].tags == ("t",)
    assert messages(library) == []


def test_aliases_of_all_records_of_a_work_are_kept() -> None:
    library = build_library([OLD, addition("doe2024a", aliases=("oldest",))])
    assert library.publications["doe2024a"].aliases == ("old", "older", "oldest")


def test_same_as_names_the_key_and_not_the_alias_of_another_work() -> None:
    preprint = work("doe2023", "Meshes", fields={"same_as": "doe2024b"})
    library = build_library([replace(A, aliases=("doe2024b",)), B, preprint])
    assert library.aliases == {"doe2023": "doe2024b"}


@pytest.mark.parametrize("taken", [B, replace(B, key="other", aliases=("doe2024b",))])
def test_an_alias_of_two_works_is_a_problem(taken: Publication) -> None:
    library = build_library([taken, replace(A, aliases=("doe2024b", "old")), addition("doe2024b")])
    assert with_code(library) == [taken.key]
    assert library.publications["doe2024a"].aliases == ("old",)
    assert messages(library) == [
        (
            "papers.bib:1: doe2024a: the other key 'doe2024b' is that of another work, at line 9; "
            "it stays there: remove it here [pubs.duplicate_key]"
        )
    ]


def test_an_alias_that_is_the_key_of_a_merged_record_is_no_problem() -> None:
    twin = replace(A, key="old", origin=Origin("theirs.bib", 1))
    library = build_library([OLD, twin], merge="identifiers")
    assert list(library.publications) == ["doe2024a"]
    assert library.aliases == {"old": "doe2024a", "older": "doe2024a"}
    assert messages(library) == []


# --- one key of several works ---


def test_different_works_with_one_key_all_stay() -> None:
    records = [
        work("article", "One", line=1),
        work("article", "Two", line=5),
        work("article", "Three", line=9),
        work("articlea", "Four", line=13),
    ]
    library = build_library(records)
    assert {key: record.title for key, record in library.publications.items()} == {
        "article": ("One",),
        "articleb": ("Two",),
        "articlec": ("Three",),
        "articlea": ("Four",),
    }
    assert messages(library) == [
        f"papers.bib:{line}: article: duplicate key, also used at line 1 for a different title; "
        f"keeping this one as {key!r} [pubs.duplicate_key]"
        for line, key in ((5, "articleb"), (9, "articlec"))
    ]


def test_different_works_with_one_key_in_two_files_all_stay() -> None:
    other = replace(work("doe2024a", "Other", contributors=(ROE,)), origin=Origin("theirs.bib", 3))
    more = replace(other, origin=Origin("more.bib", 7))
    library = build_library([A, other, more])
    assert list(library.publications) == ["doe2024a", "doe2024aa"]
    (problem,) = library.problems
    assert (problem.code, problem.origin) == (Code.CONFLICT, other.origin)
    assert problem.message == (
        "duplicate key, also used at papers.bib:1 for a different title and first author; "
        "keeping this one as 'doe2024aa'"
    )


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (work("doe2024a", "Splatting", OTHER_DOI), 1),
        (work("doe2024a", "Splatting: A Survey"), 1),
        (work("doe2024a", "Splating"), 1),
        (work("doe2024a", "Unrelated", identifier("doi", "10.1000/a")), 2),
        (work("doe2024a", "Splatting II"), 2),
        (work("doe2024a", "Splatting", contributors=(ROE,)), 2),
        (work("doe2024a", "Splatting", contributors=(ROE, DOE)), 1),
        (work("doe2024a", "Splatting", OTHER_DOI, date=PartialDate(2020)), 2),
        (
            work(
                "doe2024a",
                "Splatting",
                identifier("doi", "10.1000/c"),
                date=PartialDate(2023),
                kind="preprint",
            ),
            1,
        ),
    ],
)
def test_which_works_of_one_key_differ(other: Publication, count: int) -> None:
    assert len(build_library([A, other]).publications) == count


@pytest.mark.parametrize("title", ["Editorial", "Introduction"])
def test_a_title_that_many_works_have_is_not_enough(title: str) -> None:
    issues = [work("article", title, date=PartialDate(year)) for year in (2019, 2020)]
    assert len(build_library(issues).publications) == 2


def test_works_that_get_another_key_are_found_by_their_identifiers() -> None:
    third = replace(_titled("doe2024a", "Third"), identifiers=(OTHER_DOI,))
    records = [A, third, work("article", "One"), replace(B, key="article")]
    library = build_library([*records, addition("x", identifier("doi", "10.1000/b"))])
    assert with_code(library) == ["doe2024aa", "articlea"]


def test_the_same_records_twice_are_the_same_works() -> None:
    nameless = Contributor(Name("", "", "?"), role="author")
    records = [
        *(work("article", "Editorial", date=PartialDate(year)) for year in (2019, 2020)),
        work("article", "Other", contributors=(nameless,)),
        work("article", "Third", contributors=()),
    ]
    assert len(build_library([*records, *records]).publications) == 4


def test_an_addition_finds_one_of_the_works_of_a_key_by_its_identifier() -> None:
    records = [replace(A, key="article"), replace(B, key="article")]
    other = replace(work("x", "Third"), key="article", contributors=())
    assert len(build_library([*records, other]).publications) == 3
    library = build_library([*records, addition("article", identifier("doi", "10.1000/b"))])
    assert with_code(library) == ["articlea"]
    more = addition("x", identifier("doi", "10.1000/b"))
    assert with_code(build_library([*records, other, more])) == ["articlea"]
    assert [problem.code for problem in library.problems] == [Code.DUPLICATE_KEY]


# --- digests ---


def test_the_digest_covers_how_a_work_was_found() -> None:
    over = addition("x", identifier("doi", "10.1000/a"))
    libraries = [
        build_library([A]),
        build_library([A, over]),
        build_library([A, replace(over, key="doe2024a")]),
        build_library([replace(A, aliases=("x",)), over]),
        build_library([replace(A, aliases=("x",)), replace(B, key="x")]),
        build_library([A, replace(B, key="doe2024a")]),
        build_library([B, replace(A, key="doe2024b")]),
    ]
    digests = [record.digest for library in libraries for record in library.publications.values()]
    assert all(digests)
    assert len(set(digests)) >= 7
    assert libraries[1].publications["doe2024a"].digest != A.digest
    assert libraries[4].publications["doe2024a"].digest != A.digest
    assert libraries[6].publications["doe2024ba"].digest != A.digest
