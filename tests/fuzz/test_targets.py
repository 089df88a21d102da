"""No reader or parser raises an exception or takes more than linear time, whatever its input.

The unit tests of a parser use inputs in its own language. Here, every parser gets fragments of all the
languages, because they can be nested in each other.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.yaml_tree import parse_yaml
from tests.fuzz.fuzz import HOSTILE
from tests.fuzz.targets import TARGETS

_FRAGMENTS = st.sampled_from(
    r"""
    @article{ a, title={ author={ year= # " } @string{ @comment{ crossref={a} publications: awards: people:
    a: - [ ] { } : , & * << !!x | > --- ... "publications": "a": [a] [publications.a] = TY__-_JOUR ER__-_
    AU__-_ N1__-_ \emph{ \' \" \verb| \begin{math} \end{math} \( \) $ $$ \textbf{ {\bf \url{ \href{ ~ `` ''
    -- <i> </i> <sup> <!-- <![CDATA[ &amp; &#1; [a]( ) ** _ ` ]( and others et_al. ; van der Jr. {Doe}
    in_press 2019 -13 /2020 n.d. May 10.1000/ doi: arXiv: https:// javascript: // \u0000 \ud800 \x01 ^^5c
    \input \left( year >= % in has( ( "(a+)+" not or {title} {date: [if unless
    """.split()
).map(lambda word: word.replace("_", " "))
_SOURCES = st.lists(_FRAGMENTS | st.text(max_size=3), max_size=25)


@pytest.mark.parametrize("target", TARGETS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=_SOURCES, joint=st.sampled_from(["", " ", "\n"]))
def test_no_target_raises(target: str, pieces: list[str], joint: str) -> None:
    TARGETS[target](joint.join(pieces).encode(errors="replace"))


@pytest.mark.parametrize("target", TARGETS)
def test_hostile_files_do_not_raise(target: str) -> None:
    for path in sorted(HOSTILE.iterdir()):
        TARGETS[target](path.read_bytes()[:4000])


@pytest.mark.parametrize("target", ["bibtex", "yaml", "json", "toml", "csl", "ris", "text", "names"])
@pytest.mark.parametrize(
    "unit", ["{", "[", "(", "<b>", "$", "**", "{\\emph{", "- ", '{"a":', "[[", "&a [*a, "]
)
def test_deep_nesting_does_not_raise(target: str, unit: str) -> None:
    for prefix in (
        b"",
        b"@misc{a, title = {",
        b'{"publications": {"a": {"title": ',
        b"publications: {a: {title: ",
    ):
        TARGETS[target](prefix + unit.encode() * 3000)


def test_yaml_aliases_do_not_expand_exponentially() -> None:
    start = time.process_time()
    problems = ProblemLog("laughs.yaml")
    parse_yaml((HOSTILE / "laughs.yaml").read_text(encoding="utf-8"), problems)
    assert any("aliases expand to too many values" in problem.message for problem in problems.found)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "unit", [" et al", "\\dag", "{", "1", ", ", "in press ", '"\\', "$a", "[a](", "<i>", "  \n", "a-"]
)
@pytest.mark.parametrize("target", ["names", "text", "values", "json", "csl", "ris", "bibtex"])
def test_long_sources_take_linear_time(target: str, unit: str) -> None:
    start = time.process_time()
    TARGETS[target](unit.encode() * (50_000 // len(unit)))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("field", ["pages", "journal", "author", "date", "title", "doi", "note"])
def test_long_fields_take_linear_time(field: str) -> None:
    start = time.process_time()
    for unit in ("1", ",", ":", "(contribut ", "arXiv:", "-", "A ", "a, "):
        TARGETS["bibtex"](
            f"@article{{a, title = {{A}}, {field} = {{({unit * (50_000 // len(unit))}}}}}".encode()
        )
    assert time.process_time() - start < 20
