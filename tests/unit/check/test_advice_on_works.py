"""Advice on works, and who their authors are."""

from __future__ import annotations

import pytest

from sphinx_pubs.check.advice import hints_in
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.records import Record
from sphinx_pubs.readers.bibtex.reader import read as read_bibtex
from sphinx_pubs.readers.native import read as read_native

PEOPLE = """
people:
  jane: {name: "Doe, Jane"}
  john: {name: "Doe, John"}
  gerd: {name: "Müller, Gerd", aliases: ["Mueller, Gerd"]}
"""


def hints(*files: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return the advice on files that are given as name and content."""
    records: list[Record] = []
    for name, source in files:
        read = read_bibtex if name.endswith(".bib") else read_native
        records += read(source.encode(), name).records
    return [(hint.key, hint.advice.value, hint.message) for hint in hints_in(build_library(records))]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "year=2020", [("no_venue", "no journal")]),
        ("inproceedings", "year=2020", [("no_venue", "no booktitle")]),
        ("incollection", "year=2020", [("no_venue", "no booktitle")]),
        ("phdthesis", "year=2020", [("no_venue", "no school")]),
        ("techreport", "year=2020", [("no_venue", "no institution")]),
        ("book", "year=2020", []),
        ("misc", "year=2020", []),
        ("article", "year=2020, journal={J}", []),
        ("article", "year=2020, eprint={1703.06870}, archiveprefix={arXiv}", []),
        ("article", "year={in press}", []),
        ("article", "year=2020, note={Submitted to a journal}", []),
        ("article", "year=2020, note={Preprint}", []),
        ("article", "year=2020, note={Best paper}", [("no_venue", "no journal")]),
        ("inproceedings", "year=2020, publisher={P}", []),
        ("article", "journal={J}", [("no_date", "no year")]),
        ("book", "publisher={P}", [("no_date", "no year")]),
        ("article", "journal={J}, year={}", [("no_date", "no year")]),
        ("article", "journal={J}, year={sometime}", []),  # that is a problem, and said as one
        ("misc", "howpublished={H}", []),
        ("online", "url={https://example.org}", []),
    ],
)
def test_missing_fields(kind: str, fields: str, expected: list[tuple[str, str]]) -> None:
    found = hints(("a.bib", f"@{kind}{{a, title={{A title}}, author={{Doe, Jane}}, {fields}}}"))
    assert [(code, message) for _, code, message in found] == expected


def test_another_file_may_have_the_missing_field() -> None:
    bib = ("a.bib", "@article{a, title={A title}, year=2020}")
    assert len(hints(bib)) == 1
    assert hints(bib, ("b.yaml", "publications: {a: {journal: J}}")) == []


def papers(*authors: str) -> tuple[str, str]:
    """Return a file of books by the authors."""
    return "a.bib", "\n".join(
        f"@book{{b{number}, title={{A title {number}}}, publisher={{P}}, year=2020, author={{{who}}}}}"
        for number, who in enumerate(authors)
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Doe, Jane", []),
        ("Doe, J.", []),  # which is a problem, said by the library
        ("Jane, Doe", [("near_person", "unknown name 'Doe Jane'; did you mean 'Jane Doe'?")]),
        ("Doe, Jnae", [("near_person", "unknown name 'Jnae Doe'; did you mean 'Jane Doe'?")]),
        ("Muler, Gerd", [("near_person", "unknown name 'Gerd Muler'; did you mean 'Gerd Müller'?")]),
        ("Muller, G.", []),
        ("Doe, Jack", []),
        ("Roe, Richard", []),
        ("Muler, Gerd and Müller, Gerd", []),  # two authors are two persons
        ("{A Consortium}", []),
        ("Doe, Jane and others", []),
    ],
)
def test_misspelt_names(author: str, expected: list[tuple[str, str]]) -> None:
    found = hints(papers(author), ("people.yaml", PEOPLE))
    assert [(code, message) for _, code, message in found] == expected


def test_a_work_by_none_of_the_people_is_reported_if_nearly_all_others_are_theirs() -> None:
    ours = ["Doe, Jane"] * 4
    people = ("people.yaml", PEOPLE)
    assert hints(papers(*ours, "Roe, Richard"), people) == [
        ("b4", "no_person", "none of the people is an author, unlike in most works")
    ]
    assert hints(papers(*ours, "Roe, Richard")) == []
    assert hints(papers(*ours, *["Roe, Richard"] * 2), people) == []
    assert hints(papers(*ours, "Roe, Richard and Doe, John"), people) == []
