"""The test suite of sphinxcontrib-bibtex passes in projects that also load sphinx-pubs.

``PUBS_PEER_SUITE`` is the folder of its unpacked source distribution, of the same version as the installed
package. ``.ci/run`` downloads it.
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


@pytest.mark.skipif(
    not SUITE, reason="PUBS_PEER_SUITE is not set to a folder with the sources of sphinxcontrib-bibtex"
)
@pytest.mark.parametrize("position", ["first", "last"])
def test_suite_passes_with_sphinx_pubs_loaded(position: str) -> None:
    assert Path(SUITE, "test").is_dir()
    options = ["-q", "-p", "add_sphinx_pubs", "-p", "no:cacheprovider", "-p", "no:randomly"]
    if find_spec("autoapi") is None:
        options.append("--ignore=test/test_autoapi.py")
    path = os.pathsep.join([str(REPOSITORY), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    # Options of this run, such as `-m`, would override those in the pytest.ini of the suite.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    process = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "test"],
        cwd=SUITE,
        env={**environment, "SPHINX_PUBS_POSITION": position, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout[-5000:] + process.stderr[-2000:]
    assert " passed" in process.stdout
