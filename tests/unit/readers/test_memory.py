"""Publications that were made before."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.bibtex.reader import read
from sphinx_pubs.readers.memory import Memory

SOURCE = r"""
@string{venue = "A Journal"}
@article{one, title = {The {$L_2$} \emph{norm}}, author = {M{\"u}ller, A. and B}, year = {20x0},
  journal = venue}
@book{two, title = {Two}, author = {C}, year = 2020, award = {Best Book}, code = {javascript:x}}
"""


class Texts(dict[str, str]):
    """The texts of a build; those that it keeps are ``new``."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.new: dict[str, str] = {}

    def keep(self, digest: str, text: str) -> None:
        """Keep a text."""
        self.new[digest] = text


def _read(source: str, known: Mapping[str, str], path: str = "a.bib") -> tuple[ReadResult, dict[str, str]]:
    """Return what is read, and the texts that are new."""
    texts = Texts(known)
    return read(source.encode(), path, hints=ReadOptions(memory=Memory(texts))), texts.new


def test_the_same_records_and_problems_from_memory() -> None:
    first, known = _read(SOURCE, {})
    second, new = _read(SOURCE, known)
    assert repr(first) == repr(second) == repr(read(SOURCE.encode(), "a.bib"))
    assert {problem.code for problem in second.problems} == {Code.BAD_DATE, Code.BAD_URL}
    assert len(known) == 2
    assert not new


def test_only_what_has_changed_is_made() -> None:
    known = _read(SOURCE, {})[1]
    source = "\n\n" + SOURCE.replace("{Two}", "{Three}")
    found, new = _read(source, known, "b.bib")
    assert repr(found) == repr(read(source.encode(), "b.bib"))
    assert len(new) == 1
    assert not new.keys() & known.keys()


def test_each_record_has_a_digest_of_its_own_that_does_not_depend_on_where_it_stands() -> None:
    memories = [Memory(Texts({})) for _ in range(2)]
    first, second = (
        read(source.encode(), "a.bib", hints=ReadOptions(memory=memory))
        for source, memory in zip((SOURCE, f"\n{SOURCE}"), memories, strict=True)
    )
    digests = [
        [memory.digests[id(record)] for record in found.records]
        for found, memory in zip((first, second), memories, strict=True)
    ]
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 2


def test_a_macro_and_an_inherited_field_count() -> None:
    known = _read(SOURCE, {})[1]
    source = SOURCE.replace("A Journal", "B Journal")
    assert repr(_read(source, known)[0]) == repr(read(source.encode(), "a.bib"))


PARTS = st.sampled_from(
    [
        *(
            '@string{venue = "A"}\n',
            '@string{venue = "B"}\n',
            "@string{jan = venue}\n",
            "@comment{x}\n",
            "}\n",
            "\n",
        ),
        *(
            "@misc{one, note = venue, month = jan}\n",
            "@misc{one, note = venue, month = jan, }\n\n",
            "@misc{}\n",
        ),
        *("@misc{two, crossref = {one}, title = {\n@misc{one, note = {}}}}\n", "@misc{one, year = {20x}}\n"),
        *(
            "@comment{y}, title = {Z}}\n",
            "@misc{three, xdata = {x}}\n",
            "@xdata{x, title = venue}\n",
            "@misc{four,",
        ),
    ]
)
SOURCES = st.lists(PARTS, max_size=8).map("".join)


@given(SOURCES, SOURCES)
def test_another_version_of_a_file_is_read_as_from_nothing(before: str, after: str) -> None:
    known = _read(before, {})[1]
    assert repr(_read(after, known)[0]) == repr(read(after.encode(), "a.bib"))


@pytest.mark.parametrize(
    "damaged",
    [
        *("", "[]", "[[], []]", "{}", "[[1,2,3],[]]", '[null,[["no","code"]]]', "[{},[]]"),
        *('[{"key":"one","venues":[1]},[]]', '[{"key":"one","contributors":["A"]},[]]'),
        *('[{"key":"one","contributors":[[]]},[]]', '[{"key":"one","date":["Venue",{}]},[]]'),
    ],
)
def test_what_is_damaged_is_made_anew(damaged: str) -> None:
    known = _read(SOURCE, {})[1]
    assert repr(_read(SOURCE, dict.fromkeys(known, damaged))[0]) == repr(read(SOURCE.encode(), "a.bib"))
