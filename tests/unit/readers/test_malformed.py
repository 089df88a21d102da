"""Malformed files: what is still read, and what is reported.

Each fixture has a sound record before the fault and one after it; both must always be read.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sphinx_pubs.model.names import Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.load import reader_for

FOLDER = Path(__file__).parents[2] / "fixtures" / "malformed"

TITLE = {"title": "A Title"}
WHOLE = TITLE | {"author": "Doe, Jane"}
DATED = WHOLE | {"year": "2001"}
UMLAUT = {"title": "Größe"}

# Fixture -> fields by key of the records besides *before* and *after*; and for each problem its code,
# line, key and words of its message. What a parser says after the name of its format depends on its version.
CASES: dict[str, tuple[dict[str, dict[str, str]], list[tuple[Code, int, str, str]]]] = {
    "at_in_running_text.bib": ({}, []),
    "bad_date.bib": (
        {"bad": TITLE | {"year": "soon"}},
        [(Code.BAD_DATE, 5, "bad", "cannot understand year 'soon'; write it as 2024")],
    ),
    "blanks_around_the_type.bib": ({"bad": TITLE}, []),
    "brace_too_many.bib": (
        {"bad": WHOLE},
        [
            (
                Code.SYNTAX,
                6,
                "bad",
                "the entry has ended before this line; what follows is read as more fields of it",
            )
        ],
    ),
    "byte_order_mark.bib": ({"bad": UMLAUT}, []),
    "byte_order_mark_inside.bib": (
        {"bad": UMLAUT},
        [(Code.ENCODING, 5, "", "byte-order mark inside the file; ignored")],
    ),
    "circular_crossref.bib": (
        {"bad": TITLE | {"crossref": "bad2"}, "bad2": {"crossref": "bad"}},
        [(Code.CROSSREF, 9, "bad2", "circular crossref: 'bad'")],
    ),
    "commented_out.bib": ({}, []),
    "cr.bib": ({"bad": UMLAUT}, []),
    "crlf.bib": ({"bad": UMLAUT}, []),
    "cut_off.bib": (
        {},
        [(Code.SYNTAX, 9, "bad", "skipped: expected '}', found the end of the file")],
    ),
    "cut_off.csl.json": ({}, [(Code.SYNTAX, 4, "", "JSON: ")]),
    "cut_off.ris": ({"bad": TITLE | {"id": "bad"}}, []),
    "cut_off_between_fields.bib": (
        {"bad": TITLE},
        [(Code.SYNTAX, 9, "bad", "missing '}' at the end of the entry")],
    ),
    "duplicate_field.bib": (
        {"bad": {"title": "First"}},
        [(Code.DUPLICATE_FIELD, 7, "bad", "duplicate field 'title': the first one is used")],
    ),
    "duplicate_key.bib": (
        {},
        [(Code.DUPLICATE_KEY, 9, "after", "duplicate key, also at line 5; this record is used")],
    ),
    "duplicate_key.yaml": (
        {},
        [(Code.DUPLICATE_KEY, 6, "after", "duplicate key, also at line 4; this record is used")],
    ),
    "empty_key.bib": (
        {"doe2001title": DATED},
        [(Code.SYNTAX, 5, "", "entry without a key: 'doe2001title' is used")],
    ),
    "entry_in_a_value.bib": (
        {"bad": TITLE | {"bibtex": "\n    @misc{inner,\n      title = {Inner}\n    }\n  ", "year": "2001"}},
        [],
    ),
    "field_without_comma.bib": (
        {"bad": DATED},
        [
            (Code.SYNTAX, 6, "bad", "missing comma before 'author'"),
            (Code.SYNTAX, 6, "bad", "missing comma before 'year'"),
        ],
    ),
    "field_without_value.bib": (
        {},
        [(Code.SYNTAX, 5, "bad", "skipped: expected '=' after 'author', found '}'")],
    ),
    "key_in_quotes.bib": ({"bad": TITLE}, []),
    "key_without_comma.bib": ({"bad": WHOLE}, [(Code.SYNTAX, 5, "bad", "missing comma after the key")]),
    "latin_1.bib": (
        {"bad": UMLAUT},
        [(Code.ENCODING, 6, "", "this line is not valid utf-8-sig; read as Windows-1252")],
    ),
    "mismatched_delimiters.bib": (
        {},
        [(Code.SYNTAX, 5, "bad", "skipped: the value of 'title' has other fields in it")],
    ),
    "missing_comma.csl.json": ({}, [(Code.SYNTAX, 3, "", "JSON: ")]),
    "missing_comma.json": ({}, [(Code.SYNTAX, 3, "", "JSON: ")]),
    "missing_key.bib": (
        {"doe2001title": DATED},
        [(Code.SYNTAX, 5, "", "entry without a key: 'doe2001title' is used")],
    ),
    "names_with_commas.bib": (
        {"bad": TITLE | {"author": "Doe, A., Roe, B., Poe, C."}},
        [(Code.BAD_NAME, 5, "bad", "separate names by 'and', not by commas: 'Doe, A., Roe, B., Poe, C.'")],
    ),
    "outside_of_a_record.ris": (
        {},
        [(Code.SYNTAX, 1, "", "lines outside of a record: a record starts with a line")],
    ),
    "stray_character.bib": (
        {"bad": WHOLE},
        [(Code.SYNTAX, 7, "bad", "unexpected text before 'author': ';'")],
    ),
    "stray_words.bib": (
        {"bad": WHOLE},
        [(Code.SYNTAX, 8, "bad", "unexpected text before 'author': 'some words'")],
    ),
    "tab.yaml": ({}, [(Code.SYNTAX, 5, "", "YAML: ")]),
    "two_encodings.bib": (
        {"good": UMLAUT, "bad": UMLAUT},
        [(Code.ENCODING, 10, "", "this line is not valid utf-8-sig; read as Windows-1252")],
    ),
    "type_like_a_comment.bib": ({"bad": TITLE}, []),
    "unclosed_brace.bib": ({}, [(Code.SYNTAX, 5, "bad", "skipped: the value of 'title' has")]),
    "unclosed_brace_in_one_line.bib": ({}, [(Code.SYNTAX, 5, "bad", "skipped: the value of 'title' has")]),
    "unclosed_bracket.yaml": ({}, [(Code.SYNTAX, 7, "", "YAML: ")]),
    "unclosed_entry.bib": ({"bad": WHOLE}, [(Code.SYNTAX, 5, "bad", "missing '}' at the end of the entry")]),
    "unclosed_parenthesis.bib": (
        {},
        [(Code.SYNTAX, 5, "bad", "skipped: expected ')', found '@misc'")],
    ),
    "unclosed_quote.bib": (
        {},
        [(Code.SYNTAX, 5, "bad", "skipped: expected '=' after 'Jane', found '\"'")],
    ),
    "unclosed_string.bib": ({}, [(Code.SYNTAX, 5, "", "skipped: expected '}', found '@misc'")]),
    "unclosed_string.toml": ({}, [(Code.SYNTAX, 5, "", "TOML: ")]),
    "undefined_macro.bib": (
        {"bad": TITLE | {"journal": "nosuch B", "year": "2001"}},
        [(Code.UNDEFINED_MACRO, 7, "bad", "undefined macro 'nosuch'")],
    ),
    "utf_16_be.bib": (
        {"bad": UMLAUT},
        [(Code.ENCODING, 1, "", "not utf-8-sig: its byte-order mark is that of utf-16")],
    ),
    "utf_16_le.bib": (
        {"bad": UMLAUT},
        [(Code.ENCODING, 1, "", "not utf-8-sig: its byte-order mark is that of utf-16")],
    ),
    "value_without_braces.bib": (
        {"bad": TITLE | {"note": "in two words"}},
        [(Code.SYNTAX, 7, "bad", "value must be in braces or in quotes: 'in two words'")],
    ),
    "windows_1252.bib": (
        {"bad": {"title": "“Größe” – 5 €"}},
        [(Code.ENCODING, 6, "", "this line is not valid utf-8-sig; read as Windows-1252")],
    ),
}


def read_fixture(name: str) -> ReadResult:
    data = (FOLDER / name).read_bytes()
    read = reader_for(name, data)
    assert read is not None
    result = read(data, name)
    assert isinstance(result, ReadResult)
    return result


def test_every_fixture_has_a_test() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {".gitattributes"} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_records(name: str) -> None:
    records = {record.key: record for record in read_fixture(name).records}
    others: dict[str, dict[str, str]] = {}
    for key, record in records.items():
        assert isinstance(record, Publication)
        others[key] = dict(record.fields)
    assert others.pop("before")["title"] == "Before"
    assert others.pop("after")["title"] == "After"
    assert others == CASES[name][0]


@pytest.mark.parametrize("name", CASES)
def test_problems(name: str) -> None:
    problems = read_fixture(name).problems
    expected = CASES[name][1]
    assert [(problem.code, problem.origin.line, problem.key) for problem in problems] == [
        (code, line, key) for code, line, key, _ in expected
    ]
    assert all(words in problem.message for problem, (*_, words) in zip(problems, expected, strict=True))
    assert all(problem.origin.path == name for problem in problems)
    assert not any(problem.message.endswith(": ") for problem in problems)


def test_lines_of_fields_after_a_fault() -> None:
    source = b"@misc{bad,\n title = {T}},\n note = nosuch\n}\n@misc{open,\n title = {T},\n note = nosuch\n"
    lines = [
        problem.origin.line
        for problem in bibtex.read(source, "a.bib").problems
        if problem.code is Code.UNDEFINED_MACRO
    ]
    assert lines == [3, 7]


def test_an_unknown_encoding_is_reported() -> None:
    result = bibtex.read("@misc{k, title = {Größe}}".encode(), "a.bib", "utf-9")
    assert [problem.code for problem in result.problems] == [Code.ENCODING]
    assert [record.key for record in result.records] == ["k"]


def test_lines_in_another_encoding_are_counted() -> None:
    source = "@misc{k,\n title = {Größe},\n note = {Ä},\n x = {Ö}}".encode("latin-1")
    (problem,) = bibtex.read(source, "a.bib").problems
    assert (problem.origin.line, problem.message.split(" are ")[0]) == (2, "this line and 2 more")


def test_three_thousand_authors() -> None:
    names = " and ".join(f"Doe{number}, J." for number in range(3000))
    result = bibtex.read(f"@article{{k, title = {{T}}, author = {{{names}}}}}".encode(), "a.bib")
    (record,) = result.records
    assert isinstance(record, Publication)
    assert len(record.authors) == 3000
    assert record.authors[-1].name == Name("J.", "", "Doe2999")


@pytest.mark.parametrize(
    "source",
    [
        "@misc{k, title = {x\n" * 3_000,
        "@misc{k\n title = {x},\n" * 5_000,
        "@a{" + " " * 200_000 + "x(",
        "@misc{k, title = {x}}},\n author = {y}}\n" * 5_000,
        "@misc{k, ;a;b;" + "c;" * 100_000 + " = {x}}",
        "}@misc{" * 4_000,
        "@misc{k, title = " + '"x" # ' * 40_000 + "{y}}",
        "@misc{k, title = {x}" + " note = {y}" * 10_000 + "}",
    ],
    ids=["unclosed", "no comma", "blanks", "too many", "stray", "nothing", "parts", "no comma in a value"],
)
def test_repeated_faults_take_linear_time(source: str) -> None:
    start = time.process_time()
    bibtex.read(source.encode(), "a.bib")
    assert time.process_time() - start < 10
