"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Site, copy_root


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that copies a project of ``tests/roots`` to the temporary folder of the test."""
    return lambda root: copy_root(root, tmp_path)
