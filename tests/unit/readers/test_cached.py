"""Readers with a cache: the same records and problems, from what was made of the same fields before."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.load import reader_for

T = TypeVar("T")

SOURCE = r"""
@string{venue = "A Journal"}
@article{one, title = {The {$L_2$} \emph{norm}}, author = {M{\"u}ller, A. and B}, year = {20x0},
  journal = venue}
@book{two, title = {Two}, author = {C}, year = 2020, award = {Best Book}, code = {javascript:x}}
"""
FORMATS = {
    "a.bib": SOURCE,
    "a.yaml": "publications:\n  one: {title: The *norm*, year: 20x0, award: [Best, {title: B, date: 20x0}]}\n"
    "  two: {title: Two, code: 'javascript:x'}\n",
    "a.csl.json": '[{"id": "one", "title": "The <i>norm</i>", "issued": {"raw": "20x0"}},'
    ' {"id": "two", "title": "Two", "DOI": "wrong"}]',
    "a.ris": "TY  - JOUR\nID  - one\nTI  - The <i>norm</i>\nPY  - 20x0\nER  - \n\n"
    "TY  - BOOK\nID  - two\nTI  - Two\nDO  - wrong\nER  - \n",
}


class Cache:
    """A cache in memory that copies values as one on disk does; ``made`` counts the new ones."""

    def __init__(self) -> None:
        self.values: dict[bytes, bytes] = {}
        self.made = 0

    def get(self, key: bytes, make: Callable[[], T]) -> T:
        """Return the value for ``key``, made if need be."""
        if key not in self.values:
            self.values[key] = pickle.dumps(make())
            self.made += 1
        value: T = pickle.loads(self.values[key])  # noqa: S301 (our own)
        return value


def _read(source: str, cache: Cache | None = None, path: str = "a.bib") -> ReadResult:
    data = source.encode()
    read = reader_for(path, data)
    assert read is not None
    return read(data, path, "utf-8-sig", ReadOptions(cached=cache.get) if cache else ReadOptions())


@pytest.mark.parametrize("path", FORMATS)
def test_the_same_records_and_problems_from_the_cache(path: str) -> None:
    cache = Cache()
    without = _read(FORMATS[path], path=path)
    assert repr(_read(FORMATS[path], cache, path)) == repr(without)
    assert repr(_read(FORMATS[path], cache, path)) == repr(without)
    assert cache.made == len(without.records) == 2
    assert len({problem.code for problem in without.problems}) == 2


def test_the_origin_is_that_of_now() -> None:
    cache = Cache()
    before, after = (
        _read(source, cache, path) for source, path in ((SOURCE, "a.bib"), (f"\n{SOURCE}", "b.bib"))
    )
    assert cache.made == 2
    assert repr(after) == repr(_read(f"\n{SOURCE}", path="b.bib"))
    assert [record.digest for record in before.records] == [record.digest for record in after.records]


def test_only_changed_records_are_made() -> None:
    cache = Cache()
    _read(SOURCE, cache)
    source = SOURCE.replace("{Two}", "{Three}")
    assert repr(_read(source, cache)) == repr(_read(source))
    assert cache.made == 3


def test_a_macro_and_an_inherited_field_count() -> None:
    cache = Cache()
    _read(SOURCE, cache)
    source = SOURCE.replace("A Journal", "B Journal")
    assert repr(_read(source, cache)) == repr(_read(source))
    assert cache.made == 3


CHANGES = {
    "a key": ("{two", "{too"),
    "a type": ("@book", "@misc"),
    "a field": ("year = 2020", "date = 2020"),
    "a value": ("{C}", "{D}"),
    "the order": ("title = {Two}, author = {C}", "author = {C}, title = {Two}"),
    "nothing but blanks": ("title = {Two},", "title  =  {Two} ,"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_digest_is_of_everything_a_record_is_made_from(name: str) -> None:
    before, after = (_read(source).records[-1].digest for source in (SOURCE, SOURCE.replace(*CHANGES[name])))
    assert before
    assert (before == after) == (name == "nothing but blanks")


@pytest.mark.parametrize("values", [("'None'", "null"), ("'True'", "true"), ("\"['a']\"", "[a]")])
def test_values_of_other_types_have_other_digests(values: tuple[str, str]) -> None:
    digests = {
        _read(f"publications:\n  k: {{title: T, tags: {value}}}\n", path="a.yaml").records[0].digest
        for value in values
    }
    assert len(digests) == 2


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


@settings(deadline=None)
@given(SOURCES, SOURCES)
def test_another_version_of_a_file_is_read_as_without_a_cache(before: str, after: str) -> None:
    cache = Cache()
    _read(before, cache)
    assert repr(_read(after, cache)) == repr(_read(after))


def test_the_problems_are_reported_again() -> None:
    cache = Cache()
    results = [_read(SOURCE, cache) for _ in range(2)]
    assert {problem.code for result in results for problem in result.problems} == {
        Code.BAD_DATE,
        Code.BAD_URL,
    }
    assert results[0].problems == results[1].problems
