"""Records of BibTeX and RIS with a wrong character in their first line: reported, and nothing is invented."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.ris import read as read_ris

ENTRY = "@article{{{key}2019x,\n  title = {{Title {key}}},\n  author = {{Doe, Jane}}\n}}\n"


@pytest.mark.parametrize(
    "start",
    [
        "@article-b2019x,",
        "@articleb2019x,",
        "@article b2019x,",
        "@article\nb2019x,",
        "@article}b2019x,",
        "@article,b2019x,",
        "@article,{b2019x,",
        "@arti,le{b2019x,",
        "@arti}le{b2019x,",
        ",article{b2019x,",
        "{article{b2019x,",
        "@article{}b2019x,",
        "@article}",
    ],
)
def test_an_entry_with_a_fault_before_its_key_is_reported(start: str) -> None:
    """Also without its brace, it does not vanish as if it were text between entries."""
    broken = ENTRY.format(key="b").replace("@article{b2019x,", start)
    result = bibtex.read((ENTRY.format(key="a") + broken + ENTRY.format(key="c")).encode(), "a.bib")
    assert [record.key for record in result.records] == ["a2019x", "c2019x"]
    (problem,) = result.problems
    assert (problem.code, problem.origin.line) == (Code.SYNTAX, 5)
    assert "skipped" in problem.message


def test_the_message_about_a_type_in_the_next_line_is_one_line() -> None:
    result = bibtex.read(b"@\n  book\n{\n  a\n,\n  title = {A}\n}\n", "a.bib")
    assert [problem.message for problem in result.problems] == [
        "skipped: expected an entry such as '@book{key', found '@book { a'"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "@articles are listed below, sorted\n",
        "An article {see below, or above}\n",
        "@jane wrote:\n  title, note = {x}\n",
        "Write to @article, please.\n",
    ],
)
def test_text_between_entries_is_no_damaged_entry(text: str) -> None:
    result = bibtex.read((ENTRY.format(key="a") + text + ENTRY.format(key="b")).encode(), "a.bib")
    assert [record.key for record in result.records] == ["a2019x", "b2019x"]
    assert not result.problems


@pytest.mark.parametrize("text", ["@misc{}", "@misc{,}", "@misc{ }"])
def test_an_entry_without_anything_is_no_record(text: str) -> None:
    result = bibtex.read(text.encode(), "a.bib")
    assert not result.records
    assert [problem.message for problem in result.problems] == ["skipped: an entry without a key and fields"]


def ris(text: str) -> ReadResult:
    return read_ris(text.encode(), "a.ris")


@pytest.mark.parametrize("cut_off", ["TY  -", "TY  - JOUR", "TY  - JOUR\nI", "TY  - JOUR\nID  -"])
def test_a_file_cut_off_in_the_first_line_of_a_record(cut_off: str) -> None:
    result = ris(f"TY  - JOUR\nID  - a\nTI  - A\nER  - \n\n{cut_off}")
    assert [record.key for record in result.records] == ["a"]
    assert [problem.origin.line for problem in result.problems] == [6]
