"""Every regular expression of the package takes linear time, whatever the data."""

from __future__ import annotations

import re

import pytest

from tests.unit.expressions import Expression, expressions, slow_input


def test_every_expression_of_the_package_is_linear() -> None:
    found = expressions()
    assert len(found) > 200
    slow = {expression.place: slow_input(expression) for expression in found}
    assert {place: text for place, text in slow.items() if text} == {}


@pytest.mark.parametrize(
    ("source", "method"),
    [
        # what once read formulas, in time that grew six-fold with each macro
        (r"(?P<brace>[{}])|(?P<formula>\$(?:[^\\$%&<`]|\\[A-Za-z]+)+\$(?!\$))", "search"),
        (r"(?:a+)+b", "fullmatch"),
        (r"(?:\w+\s?)*;", "match"),
        (r"\s+$", "search"),
        (r"\s*\u2013\s*", "search"),
        (r"(?P<name>\w+)\s*=\s*(?P<value>.+?)\s*;", "fullmatch"),
        (r"<(?P<name>[a-z][^<>/]*)[^<>]*>", "match"),
        (r"\S*[./]\S*", "fullmatch"),
        (r"a.*b.*c", "match"),
        (r"\([^()]*(?:contribut|correspond)[^()]*\)$", "search"),
    ],
)
def test_a_slow_expression_is_found(source: str, method: str) -> None:
    assert slow_input(Expression("", re.compile(source), frozenset({method})))


@pytest.mark.parametrize(
    ("source", "method"),
    [
        (r"(?:[^\\$%&<`]|\\[A-Za-z])++\$", "match"),
        (r"(?:(?<!\s)\s++)?+\u2013\s*+", "search"),
        (r"\s*=\s*", "match"),
        (r"[a-z]+(?:-[a-z]+)*", "search"),
    ],
)
def test_a_linear_expression_is_not(source: str, method: str) -> None:
    assert not slow_input(Expression("", re.compile(source), frozenset({method})))
