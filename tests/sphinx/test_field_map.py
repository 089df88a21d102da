"""``pubs_field_map``, and data files that are a plain list of records without a kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from sphinx_pubs.sphinx_ext.lists.validation import names_for, parse_field_map
from tests.support import BuildResult, copy_root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return copy_root("field_map", tmp_path_factory.mktemp("field_map")).build()


def test_field_names_are_mapped_in_every_format(built: BuildResult) -> None:
    assert built.titles() == ["The One Title", "The First Thing", "The Second Thing", "The Other Title"]
    assert built.page().select_one('a[href="https://example.org/one_two"]')
    assert "2020" in built.entries()[1].get_text()
    assert "A remark" in built.page().get_text()


def test_mapped_and_ignored_fields_give_no_warning(built: BuildResult) -> None:
    assert built.warnings == ""


def test_directive_sets_the_kind_of_records_in_a_plain_list(built: BuildResult) -> None:
    assert [entry["id"] for entry in built.entries()[1:3]] == [
        "award-the-first-thing-2020",
        "award-the-second-thing-2018",
    ]


def test_changed_data_file_is_read_again(tmp_path: Path) -> None:
    site = copy_root("field_map", tmp_path)
    site.build()
    assert site.build().read == ()
    site.write("data/list.yaml", "- headline: A Third Thing\n")
    assert "A Third Thing" in site.build().titles()


def test_source_can_set_the_kind_of_its_records(tmp_path: Path) -> None:
    site = copy_root("field_map", tmp_path)
    site.write("index.rst", "Awards\n======\n\n.. awards::\n   :layout: homepage\n")
    built = site.build(pubs_sources=["data/list.yaml#awards"])
    assert built.titles() == ["The First Thing", "The Second Thing"]
    assert built.warnings == ""


@pytest.mark.parametrize(
    ("field_map", "expected"),
    [
        ({"x": "titel"}, "did you mean 'title'?"),
        ({"x": 1}, "field names must be strings"),
        ({"*.json": {"x": "nothing_like_it"}}, "unknown field 'nothing_like_it'"),
    ],
)
def test_invalid_field_map_is_an_error(tmp_path: Path, field_map: object, expected: str) -> None:
    with pytest.raises(ConfigError, match="pubs_field_map") as raised:
        copy_root("field_map", tmp_path).build(pubs_field_map=field_map)
    assert expected in str(raised.value)


def test_map_of_a_pattern_takes_precedence() -> None:
    field_map = parse_field_map(
        {"Pub Name": "venue", "a/*.yaml": {"pub-name": "series"}, "b.json": {"x": ""}}
    )
    assert names_for("a/b.yaml", field_map) == {"pub_name": "series"}
    assert names_for("c/b.json", field_map) == {"pub_name": "venue", "x": ""}
