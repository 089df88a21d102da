"""Publications that were made before."""

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.base import Hints, ReadResult
from sphinx_pubs.readers.bibtex import read
from sphinx_pubs.readers.memory import Memory

SOURCE = r"""
@string{venue = "A Journal"}
@article{one, title = {The {$L_2$} \emph{norm}}, author = {M{\"u}ller, A. and B}, year = {20x0},
  journal = venue}
@book{two, title = {Two}, author = {C}, year = 2020, award = {Best Book}, code = {javascript:x}}
"""


def _read(source: str, known: dict[str, str], path: str = "a.bib") -> tuple[ReadResult, Memory]:
    memory = Memory(known)
    return read(source.encode(), path, hints=Hints(memory=memory)), memory


def test_the_same_records_and_problems_from_memory() -> None:
    first, memory = _read(SOURCE, {})
    known = memory.records()
    second, again = _read(SOURCE, known)
    assert repr(first) == repr(second) == repr(read(SOURCE.encode(), "a.bib"))
    assert {problem.code for problem in second.problems} == {Code.BAD_DATE, Code.BAD_URL}
    assert len(known) == 2
    assert not again.changed()
    assert again.records() == known


def test_only_what_has_changed_is_made() -> None:
    known = _read(SOURCE, {})[1].records()
    source = "\n\n" + SOURCE.replace("{Two}", "{Three}")
    found, memory = _read(source, known, "b.bib")
    assert repr(found) == repr(read(source.encode(), "b.bib"))
    assert memory.changed()
    assert len(memory.records().keys() & known.keys()) == 1


def test_a_few_others_are_not_worth_keeping() -> None:
    source = "".join(f"@misc{{k{n}, title = {{Title {n}}}}}\n" for n in range(300))
    known = _read(source, {})[1].records()
    changed = source.replace("Title 7}", "Another}")
    found, memory = _read(changed, known)
    assert repr(found) == repr(read(changed.encode(), "a.bib"))
    assert not memory.changed()
    assert _read(source.replace("Title 1", "Other"), known)[1].changed()
    assert _read("", known)[1].changed()


def test_a_macro_and_an_inherited_field_count() -> None:
    known = _read(SOURCE, {})[1].records()
    source = SOURCE.replace("A Journal", "B Journal")
    assert repr(_read(source, known)[0]) == repr(read(source.encode(), "a.bib"))


@pytest.mark.parametrize(
    "damaged",
    [
        *("", "[]", "[[], []]", "{}", "[[1,2,3],[]]", '[null,[["no","code"]]]', "[{},[]]"),
        *('[{"key":"one","venues":[1]},[]]', '[{"key":"one","contributors":["A"]},[]]'),
        *('[{"key":"one","contributors":[[]]},[]]', '[{"key":"one","date":["Venue",{}]},[]]'),
    ],
)
def test_what_is_damaged_is_made_anew(damaged: str) -> None:
    known = _read(SOURCE, {})[1].records()
    assert repr(_read(SOURCE, dict.fromkeys(known, damaged))[0]) == repr(read(SOURCE.encode(), "a.bib"))
