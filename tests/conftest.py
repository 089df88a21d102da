"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Site, site_of


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that makes a site out of one of ``tests/roots``, in a folder of the test's own."""
    return lambda root: site_of(root, tmp_path)
