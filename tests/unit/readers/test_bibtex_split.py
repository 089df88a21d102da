"""Entries in the usual form are found as bibtexparser's splitter finds them."""

from collections.abc import Iterable

import pytest
from bibtexparser.model import Block, Entry, String
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Problem
from sphinx_pubs.readers import bibtex_blocks
from sphinx_pubs.readers.base import Problems
from sphinx_pubs.readers.bibtex_blocks import read_blocks
from sphinx_pubs.readers.bibtex_split import split

USUAL = r"""
@article{one,
  title = {A {B} {{C} d} \{ \" e},
  year = 2020, month=jan ,
  note
    = "quoted, {with} = all",
  url = {}
}
@Book{two, title={T}}
  @misc{three,}

@string{x = "y"}
@inproceedings{four,
  author = {A and B},
}
"""


def _told(blocks: Iterable[Block | None]) -> list[tuple[object, ...]]:
    return [
        (
            block.entry_type,
            block.key,
            block.start_line,
            [(f.key, f.value, f.start_line) for f in block.fields],
        )
        if isinstance(block, Entry)
        else (block.key, block.value, block.start_line)
        for block in blocks
        if isinstance(block, Entry | String)
    ]


def test_the_same_entries_with_the_same_lines() -> None:
    others: list[str] = []

    def other(source: str, line: int) -> list[Block | None]:
        others.append(source)
        return []

    whole = [block for block in Splitter(USUAL).split().blocks if isinstance(block, Entry)]
    assert _told(split(USUAL, other) or ()) == _told(whole)
    assert [part.strip() for part in others] == ['@string{x = "y"}', ""]


@pytest.mark.parametrize(
    "source",
    [
        "@misc{a, title = {x} # {y}}",
        "@misc{a, title = {an @misc{b, title = {x}}}}",
        "@misc(a, title = {x})",
        "@misc{a, title = {x} year = 2020}",
        "@misc{a}",
        "@misc{a, title = {x}} words",
        '@misc{a, title = "{"}"}',
        "% @misc{a, title = {x}}",
        "@misc{a, title = {x}} @misc{b",
    ],
)
def test_what_is_not_usual_is_for_the_splitter(source: str) -> None:
    assert split(source, lambda _source, _line: None) is None


PIECES = st.sampled_from(
    [
        *(
            "@misc{",
            "@article{k,",
            "a,",
            " title = ",
            "{x}",
            "{a {b} c}",
            '"q"',
            ",",
            "}",
            "{",
            "=",
            "@",
            ")",
        ),
        *("\n", "\n@", "\\{", " # ", "words", "2020", "@comment{", "@misc(", "  @misc{j, t = {x}, % c\n}\n"),
        *(
            "% no\n",
            "@string{s = {v}}\n",
            "@misc{b, year = 1}\n",
            "@misc{c,\n t={x},\n}\n",
            '@misc{"k",t={u}}\n',
        ),
        *("@misc{title = {x}}\n", "@misc{k title = {x}}\n", "@stringy{a, t={x}}\n", "@_b{c,}\n", '{"}'),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_source_gives_what_it_gives_without_the_short_way(source: str) -> None:
    problems, expected = Problems("x"), Problems("x")
    found = read_blocks(source, problems)
    with bibtex_blocks._silenced("bibtexparser.splitter"):
        blocks = bibtex_blocks._whole_or_not(source, expected)
        longer = [
            block for block in bibtex_blocks._joined(blocks, expected) if isinstance(block, Entry | String)
        ]
    assert _told(found) == _told(longer)
    assert _by_line(problems) == _by_line(expected)


def _by_line(problems: Problems) -> list[Problem]:
    return sorted(problems.found, key=lambda problem: (problem.origin.line, problem.message))
