"""sphinxcontrib-bibtex's own tests pass in projects that load our extension as well.

``PUBS_PEER_SUITE`` names the folder of its unpacked source distribution, which ``.ci/run`` downloads: of the
version that is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support import REPOSITORY

SUITE = os.environ.get("PUBS_PEER_SUITE", "")


@pytest.mark.skipif(not SUITE, reason="PUBS_PEER_SUITE names no folder with sphinxcontrib-bibtex's sources")
@pytest.mark.parametrize("place", ["first", "last"])
def test_their_own_tests_pass_with_ours_loaded(place: str) -> None:
    assert Path(SUITE, "test").is_dir()
    options = ["-q", "-p", "loaded_too", "-p", "no:cacheprovider", "-p", "no:randomly"]
    if find_spec("autoapi") is None:
        options.append("--ignore=test/test_autoapi.py")
    path = os.pathsep.join([str(REPOSITORY), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    # Options of our own run, as `-m`, would take the place of those in their pytest.ini.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    found = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "test"],
        cwd=SUITE,
        env={**environment, "LOADED_TOO": place, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-5000:] + found.stderr[-2000:]
    assert " passed" in found.stdout
