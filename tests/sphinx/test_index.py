"""Which of the lists that show an entry links lead to, and what the inventory says of it."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest

from sphinx_pubs.sphinx_ext.state import ListedEntries, ObjectKey, PageData, Target, TargetIndex


def _list(*keys: str, size: int = 0, canonical: bool = False, title: str = "Title") -> ListedEntries:
    targets = {key: Target(key, f"{title} of {key}") for key in keys}
    return ListedEntries.of("publication", targets, size=size or len(keys), canonical=canonical)


LONG, SHORT = _list("a", "b", "c"), _list("a", "b")


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"one": [SHORT], "two": [LONG]}, "two"),
        ({"one": [LONG], "two": [LONG]}, "one"),
        ({"one": [LONG], "two": [_list("a", canonical=True)]}, "two"),
        ({"one": [_list("a", canonical=True)], "two": [_list("a", "b", canonical=True)]}, "two"),
        ({"one": [_list("b")], "two": [SHORT]}, "two"),
    ],
)
def test_the_page_that_links_lead_to(pages: dict[str, list[ListedEntries]], expected: str) -> None:
    for order in permutations(pages):
        index = TargetIndex({name: PageData(lists=pages[name]) for name in order})
        assert index.places[ObjectKey("publication", "a")][0] == expected
        assert {row[0]: row[3] for row in index.objects}["a"] == expected
        assert set(index.everywhere[ObjectKey("publication", "a")]) == {
            name for name, lists in pages.items() if any("a" in one.keys for one in lists)
        }


def test_of_equal_lists_of_a_page_the_first_counts() -> None:
    index = TargetIndex({"page": PageData(lists=[_list("a", title="First"), _list("a", title="Second")])})
    assert index.places[ObjectKey("publication", "a")][1].title == "First of a"
    assert index.everywhere[ObjectKey("publication", "a")]["page"].title == "First of a"
    assert [row[1] for row in index.objects] == ["First of a"]


def test_the_inventory_is_sorted_and_has_no_blanks() -> None:
    index = TargetIndex({"two": PageData(lists=[_list("c d", "e")]), "one": PageData(lists=[_list("f")])})
    assert index.objects == [
        ("c-d", "Title of c d", "publication", "two", "c d", -1),
        ("e", "Title of e", "publication", "two", "e", -1),
        ("f", "Title of f", "publication", "one", "f", -1),
    ]


def test_a_page_keeps_no_object_for_each_entry() -> None:
    page = PageData(lists=[_list(*map(str, range(1000)))])
    for name in (b"Target", b"ObjectKey"):
        assert name not in pickle.dumps(page)
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 (pickled here)
