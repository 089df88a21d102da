"""``pubs_field_map``, and what a directive says about a list that does not tell what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from sphinx_pubs.sphinx_ext.lists.validation import names_for, parse_field_map
from tests.support import Built, site_of


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return site_of("field_map", tmp_path_factory.mktemp("field_map")).build()


def test_names_are_mapped_in_every_format(built: Built) -> None:
    assert built.titles() == ["The One Title", "The First Thing", "The Second Thing", "The Other Title"]
    assert built.page().select_one('a[href="https://example.org/one_two"]')
    assert "2020" in built.entries()[1].get_text()
    assert "A remark" in built.page().get_text()


def test_nothing_is_said_of_mapped_and_of_left_out_fields(built: Built) -> None:
    assert built.warnings == ""


def test_a_list_that_does_not_tell_holds_what_the_directive_names(built: Built) -> None:
    assert [entry["id"] for entry in built.entries()[1:3]] == [
        "award-the-first-thing-2020",
        "award-the-second-thing-2018",
    ]


def test_a_changed_list_is_read_anew(tmp_path: Path) -> None:
    site = site_of("field_map", tmp_path)
    site.build()
    assert "0 added, 0 changed, 0 removed" in site.build().status
    site.write("data/list.yaml", "- headline: A Third Thing\n")
    assert "A Third Thing" in site.build().titles()


def test_a_source_can_say_what_it_holds(tmp_path: Path) -> None:
    site = site_of("field_map", tmp_path)
    site.write("index.rst", "Awards\n======\n\n.. awards::\n   :layout: homepage\n")
    built = site.build(pubs_sources=["data/list.yaml#awards"])
    assert built.titles() == ["The First Thing", "The Second Thing"]
    assert built.warnings == ""


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"x": "titel"}, "did you mean 'title'?"),
        ({"x": 1}, "no pair of names"),
        ({"*.json": {"x": "nothing_like_it"}}, "no field 'nothing_like_it'"),
    ],
)
def test_a_wrong_map_is_an_error(tmp_path: Path, declared: object, words: str) -> None:
    with pytest.raises(ConfigError, match="pubs_field_map") as raised:
        site_of("field_map", tmp_path).build(pubs_field_map=declared)
    assert words in str(raised.value)


def test_the_map_of_a_pattern_counts_before_that_of_all_files() -> None:
    field_map = parse_field_map(
        {"Pub Name": "venue", "a/*.yaml": {"pub-name": "series"}, "b.json": {"x": ""}}
    )
    assert names_for("a/b.yaml", field_map) == {"pub_name": "series"}
    assert names_for("c/b.json", field_map) == {"pub_name": "venue", "x": ""}
