"""The codes of warnings and advice, each with a message that the readers give for an example."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx_pubs.check.advice import ADVICE_CURES, ADVICE_MEANINGS, Advice
from sphinx_pubs.check.files import Checked, check
from sphinx_pubs.model.problems import CURES, MEANINGS, Code, Origin

from .markup import Generated, linked

_DOE = "author = {Jane Doe}, title = {First results}, year = 2020"
_ENTRY = "@misc{doe2020, author = {Jane Doe}, title = {First results}, year = 2020%s}\n"
_PEOPLE = "people:\n  jane: {name: Jane Doe}\n  john: {name: John Doe}\n"

#: Code -> the text of each file. Codes that are missing need a site.
PROBLEMS: Mapping[Code, Mapping[str, str | bytes]] = {
    Code.SOURCE: {"papers.bib": ""},
    Code.SIZE: {"papers.bib": _ENTRY % ", note = {A long note of a file that is larger than allowed}"},
    Code.ENCODING: {"papers.bib": (_ENTRY % ", note = {Münster}").encode("latin-1")},
    Code.SYNTAX: {"papers.bib": "@misc{doe2020, title = {First results, year = 2020}\n"},
    Code.SHAPE: {"papers.yaml": "publications:\n  doe2020: {title: First results, volume: [1, 2]}\n"},
    Code.DUPLICATE_KEY: {
        "papers.bib": _ENTRY % ""
        + "@misc{doe2020, author = {John Roe}, title = {Another work}, year = 2021}\n"
    },
    Code.DUPLICATE_FIELD: {"papers.bib": _ENTRY % ", year = 2021"},
    Code.DUPLICATE_WORK: {"papers.bib": f"@misc{{doe2020, {_DOE}}}\n@misc{{doe20, {_DOE}}}\n"},
    Code.CONFLICT: {
        "a.bib": _ENTRY % "",
        "b.bib": "@misc{doe2020, author = {John Roe}, title = {Another work}, year = 2021}\n",
    },
    Code.UNDEFINED_MACRO: {"papers.bib": _ENTRY % ", journal = nature"},
    Code.CROSSREF: {"papers.bib": _ENTRY % ", crossref = {proceedings2020}"},
    Code.BAD_DATE: {"papers.bib": "@misc{doe2020, title = {First results}, date = {03/05/2019}}\n"},
    Code.BAD_NAME: {"papers.bib": "@misc{d, title = {T}, author = {Doe, Jane, Jr., PhD, MD}, year = 2020}\n"},
    Code.BAD_IDENTIFIER: {"papers.bib": _ENTRY % ", doi = {foo}"},
    Code.BAD_URL: {"papers.bib": _ENTRY % ", url = {javascript:alert(1)}"},
    Code.BAD_FORMULA: {"papers.bib": "@misc{doe2020, title = {On $\\input{file}$}, year = 2020}\n"},
    Code.UNKNOWN_FIELD: {"papers.bib": _ENTRY % ", jornal = {Journal of Examples}"},
    Code.UNKNOWN_KEY: {"papers.yaml": "publications:\n  doe2020: {code: https://example.org/code}\n"},
    Code.UNKNOWN_PERSON: {
        "papers.yaml": "publications:\n  doe2020: {title: T, author: [{name: J. Roe, person: jane-do}]}\n",
        "people.yaml": "people:\n  jane-doe: {name: Jane Doe}\n",
    },
    Code.AMBIGUOUS_PERSON: {"papers.bib": _ENTRY.replace("Jane", "J.") % "", "people.yaml": _PEOPLE},
    Code.MISSING_TITLE: {"papers.bib": "@misc{doe2020, author = {Jane Doe}, year = 2020}\n"},
}
#: The size limit for the example of ``pubs.size``.
MAX_BYTES = 100

_WORKS = "".join(
    f"@misc{{doe{year}, author = {{Jane Doe}}, title = {{Results of {year}}}, year = {year}}}\n"
    for year in range(2015, 2020)
)
_JANE = "people:\n  jane: {name: Jane Doe}\n"

#: Advice -> the text of each file.
ADVICE: Mapping[Advice, Mapping[str, str]] = {
    Advice.NO_VENUE: {"papers.bib": f"@article{{doe2020, {_DOE}}}\n"},
    Advice.NO_DATE: {"papers.bib": "@article{doe, author = {Jane Doe}, title = {A}, journal = {Nature}}\n"},
    Advice.NEAR_PERSON: {
        "papers.bib": "@misc{doe2020, author = {Jane Deo}, title = {First results}, year = 2020}\n",
        "people.yaml": _JANE,
    },
    Advice.NO_PERSON: {
        "papers.bib": _WORKS + "@misc{roe2020, author = {Richard Roe}, title = {A review}, year = 2020}\n",
        "people.yaml": _JANE,
    },
    Advice.ACRONYM: {"papers.bib": "@misc{doe2020, title = {On DNA}, year = 2020}\n"},
    Advice.CAPITALS: {
        "papers.yaml": "publications:\n  doe2020: {title: FIRST RESULTS OF THE NEW SURVEY, year: 2020}\n"
    },
    Advice.NO_URL: {"papers.bib": _ENTRY % ", code = {on request}"},
    Advice.NAMES: {"papers.bib": "@misc{d, author = {Jane Doe, Richard Roe}, title = {T}, year = 2020}\n"},
    Advice.UNKNOWN_MACRO: {"papers.bib": _ENTRY % ", note = {\\nosuchmacro{}}"},
}


def checked(files: Mapping[str, str | bytes], max_bytes: int = 20_000_000) -> Checked:
    """Return what the command ``check`` finds in these files."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return check([os.path.join(folder, name) for name in files], max_bytes=max_bytes)  # noqa: PTH118


@cache
def problem_example(code: Code) -> str:
    """Return a message with ``code``; empty for a code that only a site can have."""
    if code not in PROBLEMS:
        return ""
    problems = checked(PROBLEMS[code], MAX_BYTES if code is Code.SIZE else 20_000_000).problems
    problem = next(problem for problem in problems if problem.code is code)
    key = f"{problem.key}: " if problem.key else ""
    return f"{_shown(problem.origin)}: WARNING: {key}{problem.message} [pubs.{code.value}]"


@cache
def advice_example(advice: Advice) -> str:
    """Return a message of ``sphinx-pubs check`` with this advice."""
    hint = next(hint for hint in checked(ADVICE[advice]).hints if hint.advice is advice)
    key = f"{hint.key}: " if hint.key else ""
    return f"{_shown(hint.origin)}: advice: {key}{hint.message} [advice.{advice.value}]"


def _shown(origin: Origin) -> str:
    """Return file name and line."""
    return str(replace(origin, path=Path(origin.path).name))


def _entry(name: str, kind: str, texts: tuple[str, str], example: str) -> Iterator[str]:
    """Yield a description: a target, what is wrong, what to do, and a message."""
    meaning, cure = texts
    yield from (f".. _{kind}-{name.partition('.')[2].replace('_', '-')}:", "")
    yield from (f".. describe:: {name}", "", f"   {linked(meaning)}", "")
    yield from (f"   **What to do:** {linked(cure)}", "")
    if example:
        yield from (f"   **Example:** ``{example}``", "")


class WarningReference(Generated):
    """The codes of warnings."""

    modules = ("sphinx_pubs.model.problems",)

    def lines(self) -> Iterator[str]:
        """Yield a description of each code."""
        for code, meaning in MEANINGS.items():
            yield from _entry(f"pubs.{code.value}", "warning", (meaning, CURES[code]), problem_example(code))


class AdviceReference(Generated):
    """The codes of advice."""

    modules = ("sphinx_pubs.check.advice",)

    def lines(self) -> Iterator[str]:
        """Yield a description of each code."""
        for advice, meaning in ADVICE_MEANINGS.items():
            texts = meaning, ADVICE_CURES[advice]
            yield from _entry(f"advice.{advice.value}", "advice", texts, advice_example(advice))
