from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.selection.patterns import MAX_PATTERN, MAX_SUBJECT, PatternError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("mask", "Mask R-CNN", True),
        ("^mask.*cnn$", "Mask R-CNN", True),
        ("deep|residual", "Visualizing Data using t-SNE", False),
        (r"van\s+der", "van der Maaten, Laurens", True),
        ("machine learning", "Machine\n    Learning", True),
        ("dollar", "Dollár, Piotr", True),
        ("Dollár", "Dollar, Piotr", True),
        ("Dollár", "Dolor", False),
        ("[à-ü]x", "ux", True),
        ("[z-ź]x", "źx", True),
        (r"(\w+)-\1", "data-data", True),
        ("", "anything", True),
        (r"deep\s+residual.*image\s+recognition", "Deep Residual Learning for Image Recognition", True),
        (r"[a-z]+-[a-z]+-cnn", "fast-er-cnn", True),
        (r"(?:[a-z]{4}-)+cnn", "fast-fast-cnn", True),
        (r"van\s+der\s+waals\s+force\s+field", "van der Waals force field", True),
        (r"(?#(a+) r-cnn", "Mask R-CNN", True),
        (r"[(a+)+] ?r", "Mask R-CNN", False),
        (r"\(a+\)+", "f(aa)))", True),
        (r"^(?:mask|fast)? r-?cnn", "r-CNN", False),
        (r"(a)\u0301?b", "áb", True),
        ("{}|a{,}|[]a]b|{x}", "a", True),
    ],
)
def test_search(pattern: str, subject: str, expected: bool) -> None:
    assert compile_pattern(pattern).search(subject) is expected


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "missing )"),
        ("*", "nothing to repeat"),
        ("(?L)a", "flag"),
        ("a{99999999999999999999}", "large"),
        ("x" * (MAX_PATTERN + 1), "501 characters"),
        ("(a+)+$", "too long"),
        ("(a*)*", "too long"),
        ("(a|a)*b", "too long"),
        ("(a|aa)+b", "too long"),
        (r"(\w+\s?)*$", "too long"),
        ("(?=(a+)+)b", "too long"),
        ("(?:a?){50}b", "too long"),
        ("a?" * 60 + "a" * 60, "too long"),
        ("a*" * 20 + "b", "too long"),
        ("((((a?){99}){99}){99}){99}", "too long"),
        ("(?>(a|b)+c?)*d", "too long"),
        ("(aa|aa)" * 60, "too long"),
        ("(?:[a-z]+-){2}cnn", "too long"),
        (r"(a*)\1*c", "too long"),
        ("(a|ab){4}.*c", "too long"),
        ("(a(?#)+)+b", "too long"),
        ("([]a]*)*b", "too long"),
        ("(a{,})+b", "too long"),
        ("(a{2,})+b", "too long"),
        ("(?:){1000000}b", "too long"),
        ("((?:){5000}){5000}b", "too long"),
        (".*a.*a.*a.*c", "too long"),
        ("(?x) mask  # a comment", "flag x"),
        ("(?i-x:mask)", "flag x"),
    ],
)
def test_refused(pattern: str, message: str) -> None:
    with pytest.raises(PatternError, match=message.replace(")", r"\)")):
        compile_pattern(pattern)


@pytest.mark.parametrize("subject", ["a" * 20_000, "ab" * 10_000, "a " * 10_000, " " * 20_000], ids=len)
@pytest.mark.parametrize(
    "pattern",
    [
        *("a*b$", "a*a*b$", ".*a.*a.*c", "a*.*a*c", r"(a*)\1c", "a{0,99}a{0,99}c", r".*\s+c"),
        *("(a|ab)(a|ab)(a|ab)(a|ab).*c", "a?" * 16 + "c", "(?:){5000}c", "(a+)?(a+)?c", "(a+)\u0301+c"),
    ],
)
def test_allowed_patterns_are_fast_at_worst(pattern: str, subject: str) -> None:
    compiled = compile_pattern(pattern)
    start = time.process_time()
    assert compiled.search(subject) is (pattern == "a*b$" and subject.endswith("b"))
    assert time.process_time() - start < 5


def test_only_the_beginning_of_a_long_subject_is_searched() -> None:
    assert compile_pattern("end").search("x" * (MAX_SUBJECT - 3) + "end")
    assert not compile_pattern("end").search("x" * MAX_SUBJECT + "end")


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text("ab.|()[]?*+{}1,9\\wsdb^$:=!<>PL", max_size=30)))
def test_any_text_compiles_or_raises_pattern_error(source: str) -> None:
    try:
        compiled = compile_pattern(source)
    except PatternError:
        return
    assert compiled.search("ab aab é 19") in (True, False)
