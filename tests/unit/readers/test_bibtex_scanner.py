"""The BibTeX scanner: usual entries, all other blocks, and that both ways of reading agree."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Problem
from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.bibtex import scanner
from sphinx_pubs.readers.bibtex.entries import Macro, RawEntry, UsualEntry
from sphinx_pubs.readers.bibtex.reader import _values
from sphinx_pubs.readers.bibtex.scanner import scan
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
% comment
"""


def blocks_of(source: str) -> list[RawEntry | UsualEntry | Macro]:
    return list(scan(source, ProblemLog("x")))


def as_tuples(blocks: list[RawEntry | UsualEntry | Macro]) -> list[tuple[object, ...]]:
    return [
        block if isinstance(block, Macro) else (block.type, block.key, block.line, block.fields)
        for block in blocks
    ]


def by_line(problems: ProblemLog) -> list[Problem]:
    return sorted(problems.found, key=lambda problem: (problem.origin.line, problem.message))


def test_usual_entries() -> None:
    blocks = blocks_of(USUAL)
    assert [type(block) for block in blocks] == [UsualEntry, UsualEntry, UsualEntry, Macro, UsualEntry]
    assert as_tuples(blocks) == [
        (
            "article",
            "one",
            2,
            [
                ("title", r"{A {B} {{C} d} \{ \" e}", 3),
                ("year", "2020", 4),
                ("month", "jan", 4),
                ("note", '"quoted, {with} = all"', 6),
                ("url", "{}", 7),
            ],
        ),
        ("book", "two", 9, [("title", "{T}", 9)]),
        ("misc", "three", 10, []),
        Macro("x", '"y"', 12),
        ("inproceedings", "four", 13, [("author", "{A and B}", 14)]),
    ]


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
        "@misc{a, title = {x}, % remark\n}",
        "@misc{a, title = {x}} @misc{b",
    ],
)
def test_other_forms_are_read_by_the_loop(source: str) -> None:
    assert isinstance(blocks_of(source)[0], RawEntry)


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
        *("@ misc\n{k, t={x}}\n", "  % c, {\n", "@book{d,\n t={\n@misc{i, u={y}}\n}}\n"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_loop_reads_usual_entries_alike(source: str) -> None:
    problems, expected = ProblemLog("x"), ProblemLog("x")
    blocks = list(scan(source, problems))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "match_usual", lambda _source, _position: None)
        by_loop = list(scan(source, expected))
    assert as_tuples(blocks) == as_tuples(by_loop)
    assert by_line(problems) == by_line(expected)


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
    (entry,) = blocks_of(source)
    assert isinstance(entry, UsualEntry)
    problems, macros = ProblemLog("x"), {**MACROS, "own": "Own"}
    by_field = _values(entry, macros, problems, 1000)
    values = entry.values(macros)
    assert values is None if problems.found else list((values or {}).items()) == list(by_field.items())
    assert not {problem.origin.line for problem in problems.found} - {field.line for field in entry.fields}


def test_a_line_that_ends_with_a_backslash_counts() -> None:
    (entry,) = blocks_of("\\\n@misc(a, title = {x}, \\\n note = {y})")
    assert entry.line == 2
    assert [(field.name, field.line) for field in entry.fields] == [("title", 2), ("\\\n note", 3)]  # type: ignore[union-attr]


def test_comments_are_left_out_of_names_and_values_but_stay_inside_of_values() -> None:
    (entry,) = blocks_of("@misc{k % , {\n, title % the title\n = {50 % {of}}, year = 2001 % , note = {x}\n}")
    assert isinstance(entry, RawEntry)
    assert (entry.key, [field[:2] for field in entry.fields]) == (
        "k",
        [("title", "{50 % {of}}"), ("year", "2001")],
    )


@pytest.mark.parametrize(
    "rest", [",\n  year = 2020\n}", ", year=2020}", "\n  year = 2020\n}", ",year={2020}}"]
)
def test_fields_behind_a_brace_too_many_are_read(rest: str) -> None:
    problems = ProblemLog("x")
    (entry,) = scan(f"@misc{{a,\n  title = {{A}}}}{rest}\n", problems)
    assert isinstance(entry, RawEntry)
    assert entry.fields[-1].name == "year"
    assert len(problems.found) == 1


@pytest.mark.parametrize("rest", ["", " n=5 of them", ", and x == y", ", see there."])
def test_text_behind_an_entry_is_none_of_its_fields(rest: str) -> None:
    problems = ProblemLog("x")
    (entry,) = scan(f"@misc{{a,\n  title = {{A}}}}{rest}\n", problems)
    assert isinstance(entry, RawEntry | UsualEntry)
    assert [field[0] for field in entry.fields] == ["title"]
    assert problems.found == []


def test_a_comment_in_braces_inside_of_an_entry() -> None:
    (entry,) = blocks_of("@misc{k, title = {x},\n@comment{ note = {off},\n @misc{b,} }\n year = 2001\n}")
    assert isinstance(entry, RawEntry)
    assert [field[:2] for field in entry.fields] == [("title", "{x}"), ("year", "2001")]


READ_AND_LIST = """
import sys
from sphinx_pubs.readers.bibtex.reader import read
read(sys.argv[1].encode(), "")
print(*{"bibtexparser", "pylatexenc", "pyparsing"} & sys.modules.keys())
"""


@pytest.mark.parametrize(
    ("source", "loaded"),
    [
        (r'@misc{a, title = {50\% of M{\"u}ller}, year = "2020", month = jan}', ""),
        ("@misc(a, title = {x})", ""),
        (r"@misc{a, title = {\emph{x}}}", "pylatexenc"),
    ],
)
def test_libraries_are_loaded_only_for_unusual_markup(source: str, loaded: str) -> None:
    command = [sys.executable, "-c", READ_AND_LIST, source]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert listed == f"{loaded}\n"


def seconds(source: str) -> float:
    before = time.process_time()
    blocks_of(source)
    return time.process_time() - before


@pytest.mark.parametrize("unit", ["@", "{", '"', "@a{", "@a{k, t = {x\n", "@comment{\n"])
def test_a_megabyte_of_one_mark(unit: str) -> None:
    assert seconds(unit * (1_000_000 // len(unit))) < 20


@pytest.mark.parametrize("start", ["", "@a{k, t = {x\n", "@a{k, t = {"])
def test_hostile_sources_take_linear_time(start: str) -> None:
    units = [
        "}",
        "%",
        "\\",
        "@a(",
        "@a{k,",
        "@a{k,\n",
        "@a{k, t = {",
        "@comment{",
        "@string{",
        "@string{a = ",
    ]
    units += ["@ a\n", "@a{k\n", '@a{k, t = "', "@a{k, t = {x}} u = {y ", "\n@a{k, t = {{\n@b{"]
    units += [
        "@a{k, t = {x},,",
        "@article",
        "@article,a",
        "\n@article,",
        "\n@a,{",
        "\n,article{",
        "@a{k, t = {x} u = {y} ",
    ]
    for unit in units:
        # A second as a rule, and some on a busy machine; quadratic time would be a multiple of that.
        assert seconds(start + unit * (100_000 // len(unit))) < 8, unit
