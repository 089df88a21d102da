"""Unpack an sdist into an empty folder, build its wheel there, and run its tests.

The tests come from the sdist and test the package of the sdist, so a file that the sdist lacks shows itself.
All of them are collected, and a quick part is run.

    .venv/bin/python .ci/sdist_check.py dist/sphinx_pubs-0.1.0.tar.gz
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

QUICK = ["tests/unit/model", "tests/test_cli.py", "tests/test_constraints.py", "tests/test_project_files.py"]


def main(sdist: Path) -> None:
    """Raise if the sdist builds no wheel, or if its tests fail. The test and release groups are installed."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        (here,) = Path(folder).iterdir()
        # The interpreter may have another copy of the package installed: this one comes first.
        environment = {**os.environ, "PYTHONPATH": str(here)}

        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", *arguments]
            done = subprocess.run(
                command, cwd=here, env=environment, check=False, stdout=subprocess.PIPE, text=True
            )
            if done.returncode:
                sys.exit(f"{done.stdout}\nfailed in the unpacked sdist: {' '.join(arguments)}")
            return done.stdout.strip()

        run("build", "--wheel", "--no-isolation", ".")
        (wheel,) = (here / "dist").glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            packed = {name for name in archive.namelist() if name.startswith("sphinx_pubs/")}
        package = (path for path in (here / "sphinx_pubs").rglob("*") if path.is_file())
        missing = {path.relative_to(here).as_posix() for path in package} - packed
        if missing:
            sys.exit(f"the wheel built from the sdist lacks {sorted(missing)}")

        print(run("pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "tests").splitlines()[-1])
        print(run("pytest", "-q", "-x", "-p", "no:cacheprovider", *QUICK).splitlines()[-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
