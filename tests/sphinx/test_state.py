"""The page and list that links to an entry point to, and the row of the entry in the inventory."""

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
def test_page_that_links_point_to(pages: dict[str, list[ListedEntries]], expected: str) -> None:
    for order in permutations(pages):
        index = TargetIndex({name: PageData(lists=pages[name]) for name in order})
        assert index.locations[ObjectKey("publication", "a")][0] == expected
        assert {row[0]: row[3] for row in index.inventory}["a"] == expected
        assert set(index.all_locations[ObjectKey("publication", "a")]) == {
            name for name, lists in pages.items() if any("a" in entries.keys for entries in lists)
        }


def test_first_of_equal_lists_on_a_page_is_used() -> None:
    index = TargetIndex({"page": PageData(lists=[_list("a", title="First"), _list("a", title="Second")])})
    assert index.locations[ObjectKey("publication", "a")][1].title == "First of a"
    assert index.all_locations[ObjectKey("publication", "a")]["page"].title == "First of a"
    assert [row[1] for row in index.inventory] == ["First of a"]


def test_names_in_the_inventory_have_no_spaces() -> None:
    index = TargetIndex({"two": PageData(lists=[_list("c d", "e")]), "one": PageData(lists=[_list("f")])})
    assert sorted(index.inventory) == [
        ("c-d", "Title of c d", "publication", "two", "c d", 1),
        ("e", "Title of e", "publication", "two", "e", 1),
        ("f", "Title of f", "publication", "one", "f", 1),
    ]


def test_anchor_belongs_to_its_own_key() -> None:
    """The lists have merged different records into the entry, which has a key more in the shorter list."""
    main = Target("pub-a", "Title")
    full = ListedEntries.of("publication", {"a": main}, size=9, canonical=False)
    part = ListedEntries.of("publication", {"a": main, "Alias": main}, size=2, canonical=False)
    index = TargetIndex({"full": PageData(lists=[full]), "part": PageData(lists=[part])})
    anchors = ("pub-a", "pub-A", "pub-alias", "pub-b")
    found = {anchor: index.location_at(anchor, "other") for anchor in anchors}
    assert {anchor: location and location.docname for anchor, location in found.items()} == {
        "pub-a": "full",
        "pub-A": "full",
        "pub-alias": "part",
        "pub-b": None,
    }
    assert [(row[0], row[3]) for row in index.inventory if row[5] == 1] == [("a", "full")]


def test_pickled_page_has_no_object_per_entry() -> None:
    page = PageData(lists=[_list(*map(str, range(1000)))])
    for name in (b"Target", b"ObjectKey"):
        assert name not in pickle.dumps(page)
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 (pickled here)
