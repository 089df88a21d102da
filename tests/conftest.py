"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import Site, copy_root

# How long an example takes is a matter of the machine; the rest is as Hypothesis has it here, CI or not.
settings.register_profile("pubs", deadline=None)
settings.load_profile("pubs")


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that copies a project of ``tests/roots`` to the temporary folder of the test."""
    return lambda root: copy_root(root, tmp_path)
