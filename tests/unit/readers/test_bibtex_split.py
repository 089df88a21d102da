"""Entries in the usual form are found as bibtexparser's splitter finds them."""

import subprocess
import sys
from collections.abc import Iterable

import pytest
from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Problem
from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.bibtex import blocks as bibtex_blocks
from sphinx_pubs.readers.bibtex.reader import _values
from sphinx_pubs.readers.bibtex.split import Macro, Other, UsualEntry, WrittenEntry, read_blocks, split
from sphinx_pubs.readers.bibtex.values import MACROS

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


def _told(blocks: Iterable[UsualEntry | WrittenEntry | Macro | Other]) -> list[tuple[object, ...]]:
    return [
        (block.type, block.key, block.line, [tuple(field) for field in block.fields])
        if isinstance(block, UsualEntry | WrittenEntry)
        else block
        for block in blocks
        if not isinstance(block, Other)
    ]


def test_the_same_entries_with_the_same_lines() -> None:
    parts = split(USUAL)
    whole = [block for block in Splitter(USUAL).split().blocks if isinstance(block, Entry)]
    assert _told(parts) == _told(filter(None, map(bibtex_blocks._known, whole)))
    others = [part for part in parts if isinstance(part, Other)]
    assert [(part.source.strip(), part.lines) for part in others] == [('@string{x = "y"}', 9)]


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
    assert [part for part in split(source) if isinstance(part, Other)]


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
    problems, expected = ProblemLog("x"), ProblemLog("x")
    found = read_blocks(source, problems)
    with bibtex_blocks._silenced("bibtexparser.splitter"):
        longer = bibtex_blocks._joined(bibtex_blocks._whole_or_not(source, expected), expected)
    assert _told(found) == _told(longer)
    assert _by_line(problems) == _by_line(expected)


def _by_line(problems: ProblemLog) -> list[Problem]:
    return sorted(problems.found, key=lambda problem: (problem.origin.line, problem.message))


VALUES = st.sampled_from(
    [
        *(
            "{x}",
            "{}",
            '""',
            '"a {b} \\" c"',
            "{a \\} {b}}",
            "{a\nb}",
            "{\\\\ }",
            '"{a"',
            '"a}"',
            "2020",
            "1a",
            "_a",
            "²",
        ),
        *("jan", "JAN", "own", "other", "\n{x}"),
    ]
)
FIELDS = st.tuples(st.sampled_from(["title", "Title", "\n note", "a.b:c", "url", "url_x"]), VALUES)


@given(st.lists(FIELDS, max_size=6))
def test_the_values_of_a_usual_entry_are_those_of_its_fields(fields: list[tuple[str, str]]) -> None:
    source = "\n@misc{key," + ",".join(f" {name} = {value}" for name, value in fields) + "}"
    (entry,) = split(source)
    assert isinstance(entry, UsualEntry)
    problems, macros = ProblemLog("x"), {**MACROS, "own": "Own"}
    longer = _values(entry, macros, problems)
    values = entry.values(macros)
    assert values is None if problems.found else list((values or {}).items()) == list(longer.items())
    assert not {problem.origin.line for problem in problems.found} - {field.line for field in entry.fields}


READ_AND_LIST = """
import sys
from sphinx_pubs.readers.bibtex.reader import read
read(sys.argv[1].encode(), "")
print(*{"bibtexparser", "pylatexenc"} & sys.modules.keys())
"""


@pytest.mark.parametrize(
    ("source", "loaded"),
    [
        (r'@misc{a, title = {50\% of M{\"u}ller}, year = "2020", month = jan}', ""),
        (r"@misc{a, title = {\emph{x}}}", "pylatexenc"),
        ("@misc(a, title = {x})", "bibtexparser"),
    ],
)
def test_libraries_are_loaded_only_for_what_is_not_usual(source: str, loaded: str) -> None:
    command = [sys.executable, "-c", READ_AND_LIST, source]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert loaded in listed if loaded else listed == "\n"
