"""Modules that every build imports repeat a few constants, to avoid slow imports. The copies agree."""

from __future__ import annotations

from dataclasses import fields

import pytest

from sphinx_pubs.model.records import ANCHOR_PREFIXES, RECORD_KINDS
from sphinx_pubs.selection.facets import FACETS
from sphinx_pubs.sphinx_ext.config import CONTROLS, PubsConfig
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from sphinx_pubs.sphinx_ext.state import ANCHOR_STARTS, OBJECT_KINDS, SEARCH_TYPES


def test_each_facet_has_a_control() -> None:
    assert [name for name in CONTROLS if name in FACETS] == list(FACETS)


def test_object_types_are_record_kinds() -> None:
    assert OBJECT_KINDS == RECORD_KINDS
    assert set(PubsDomain.object_types) == {*RECORD_KINDS, *SEARCH_TYPES.values()}


def test_anchors_start_with_the_prefix_of_their_kind() -> None:
    assert {kind: f"{ANCHOR_PREFIXES[kind]}-" for kind in RECORD_KINDS} == ANCHOR_STARTS


@pytest.mark.parametrize("name", [spec.name for spec in fields(PubsConfig)])
def test_default_is_valid(name: str) -> None:
    (spec,) = (field for field in fields(PubsConfig) if field.name == name)
    if validator := spec.metadata["validator"]:
        validator(getattr(PubsConfig(), name))
