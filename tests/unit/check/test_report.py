"""Findings as text, as JSON and as annotations."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.check.advice import ADVICE_MEANINGS, Advice, Hint
from sphinx_pubs.check.files import Checked
from sphinx_pubs.check.report import FORMATS, as_json, findings, github, text
from sphinx_pubs.model.library import Library
from sphinx_pubs.model.problems import Code, Origin, Problem


def checked(problems: list[Problem] | None = None, hints: list[Hint] | None = None) -> Checked:
    return Checked(("a.bib",), Library(), tuple(problems or ()), tuple(hints or ()))


def bad_date(message: str = "no date", line: int = 3, path: str = "a.bib", key: str = "k") -> Problem:
    return Problem(Code.BAD_DATE, message, Origin(path, line), key)


ADVISED = Hint(Advice.NO_DATE, "no year", Origin("a.bib", 1), "k")


def test_every_piece_of_advice_has_a_meaning() -> None:
    assert set(ADVICE_MEANINGS) == set(Advice)


def test_no_code_of_advice_is_that_of_a_problem() -> None:
    assert {advice.value for advice in Advice}.isdisjoint(code.value for code in Code)


def test_text() -> None:
    result = checked([bad_date()], [ADVISED])
    assert list(text(findings(result), result)) == [
        "a.bib:3: warning: k: no date [pubs.bad_date]",
        "a.bib:1: advice: k: no year [advice.no_date]",
        "1 file, 0 records: 1 problem, 1 piece of advice",
    ]


def test_no_line_and_no_key() -> None:
    result = checked([bad_date(line=0, key="")])
    assert next(text(findings(result), result)) == "a.bib: warning: no date [pubs.bad_date]"
    assert next(github(findings(result), result)) == "::warning file=a.bib,title=pubs.bad_date::no date"


@pytest.mark.parametrize(
    ("number", "shown", "rest"), [(5, 5, ""), (6, 6, ""), (7, 5, "… and 2 more"), (40, 5, "… and 35 more")]
)
def test_repeated_findings_are_counted(number: int, shown: int, rest: str) -> None:
    result = checked([bad_date(f"no date {line}", line=line) for line in range(1, number + 1)])
    *lines, _ = text(findings(result), result)
    assert sum("no date" in line for line in lines) == shown
    assert lines[shown:] == ([f"a.bib: warning: {rest} [pubs.bad_date]"] if rest else [])
    assert len(list(text(findings(result), result, show_all=True))) == number + 1


def test_the_same_finding_of_several_records_is_one_line() -> None:
    result = checked([bad_date(line=line) for line in (3, 1, 2)])
    first, summary = text(findings(result), result)
    assert first == "a.bib:3: warning: k: no date (in 3 records) [pubs.bad_date]"
    assert "3 problems" in summary
    assert len(list(text(findings(result), result, show_all=True))) == 4


def test_findings_are_counted_and_grouped_by_file() -> None:
    result = checked([bad_date(path="a.bib"), bad_date(path="b.bib")], [ADVISED])
    lines = list(text(findings(result), result))
    assert [line.partition(":")[0] for line in lines[:-1]] == ["a.bib", "a.bib", "b.bib"]


def test_ignored_codes() -> None:
    result = checked([bad_date()], [ADVISED])
    assert [found.code for found in findings(result, {"pubs.bad_date"})] == ["advice.no_date"]


def test_control_characters_are_removed() -> None:
    result = checked([bad_date("a\n::error::b\x1b[31m\u202ec\x9b", key="k\r\n")])
    line = next(text(findings(result), result))
    assert line == "a.bib:3: warning: k : a ::error::b [31m c  [pubs.bad_date]"
    (command,) = github(findings(result), result)
    assert "\n" not in command
    assert "\r" not in command


def test_json_holds_everything() -> None:
    result = checked([bad_date(f"é{line}", line) for line in range(20)], [ADVISED])
    (document,) = as_json(findings(result), result)
    assert document.isascii()
    read = json.loads(document)
    assert read["files"] == ["a.bib"]
    assert len(read["findings"]) == 21
    assert read["findings"][0] == {
        "level": "warning", "code": "pubs.bad_date", "path": "a.bib", "line": 0, "key": "k", "message": "é0",
    }  # fmt: skip


def test_github_escapes() -> None:
    result = checked([bad_date("100%: a, b\nc", path="a,b:c%.bib")], [ADVISED])
    assert list(github(findings(result), result)) == [
        "::warning file=a%2Cb%3Ac%25.bib,line=3,title=pubs.bad_date::k: 100%25: a, b%0Ac",
        "::notice file=a.bib,line=1,title=advice.no_date::k: no year",
    ]


@pytest.mark.parametrize(("name", "lines"), [("text", 1), ("json", 1), ("github", 0)])
def test_no_findings(name: str, lines: int) -> None:
    assert len(list(FORMATS[name]([], checked()))) == lines
