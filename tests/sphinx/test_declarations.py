"""What authors may write is said without what makes something of it: where both say the same, they agree."""

from __future__ import annotations

from dataclasses import fields

import pytest

from sphinx_pubs.selection.facets import FACETS
from sphinx_pubs.sphinx_ext.config import CONTROLS, PubsConfig
from sphinx_pubs.sphinx_ext.lists.downloads import FORMATS, SUFFIXES


def test_there_is_a_control_for_each_facet() -> None:
    assert ("search", *FACETS, "sort", "download") == CONTROLS


def test_there_is_a_file_for_each_format() -> None:
    assert tuple(FORMATS) == SUFFIXES


@pytest.mark.parametrize("name", [spec.name for spec in fields(PubsConfig)])
def test_defaults_are_not_validated_since_they_are_valid(name: str) -> None:
    (spec,) = (one for one in fields(PubsConfig) if one.name == name)
    if validator := spec.metadata["validator"]:
        validator(getattr(PubsConfig(), name))
