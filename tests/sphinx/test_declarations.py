"""The light modules repeat a few names of the heavy ones, so as not to import them: both agree."""

from __future__ import annotations

from dataclasses import fields

import pytest

from sphinx_pubs.model.records import RECORD_KINDS
from sphinx_pubs.selection.facets import FACETS
from sphinx_pubs.sphinx_ext.assets import DOWNLOAD_FORMATS
from sphinx_pubs.sphinx_ext.config import CONTROLS, PubsConfig
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from sphinx_pubs.sphinx_ext.lists.downloads import FORMATS
from sphinx_pubs.sphinx_ext.state import OBJECT_KINDS


def test_there_is_a_control_for_each_facet() -> None:
    assert ("search", *FACETS, "sort", "download") == CONTROLS


def test_there_is_a_download_file_for_each_format() -> None:
    assert tuple(FORMATS) == DOWNLOAD_FORMATS


def test_objects_are_of_the_kinds_of_records() -> None:
    assert OBJECT_KINDS == RECORD_KINDS
    assert tuple(PubsDomain.object_types) == RECORD_KINDS


@pytest.mark.parametrize("name", [spec.name for spec in fields(PubsConfig)])
def test_defaults_are_not_validated_since_they_are_valid(name: str) -> None:
    (spec,) = (field for field in fields(PubsConfig) if field.name == name)
    if validator := spec.metadata["validator"]:
        validator(getattr(PubsConfig(), name))
