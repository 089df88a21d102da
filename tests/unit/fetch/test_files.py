"""Files are replaced as a whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.files import read_bytes, write_files
from tests.support import REPOSITORY

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions and signals of POSIX")

WRITER = """
import sys
from pathlib import Path
from sphinx_pubs.fetch.files import write_files
print("ready", flush=True)
number = 0
while True:
    number = (number + 1) % 10
    write_files(Path(sys.argv[1]), {name: str(number).encode() * 300_000 for name in ("a", "b")})
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_files(tmp_path, {"new/a.yaml": b"1", "b": b"2"})
    assert names(tmp_path) == ["a.yaml", "b", "new"]
    assert read_bytes(tmp_path / "new/a.yaml") == b"1"
    assert read_bytes(tmp_path / "none") is None


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="cannot read"):
        read_bytes(tmp_path)


def test_no_file_changes_if_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(FetchError, match=r"cannot write .*file"):
        write_files(tmp_path, {"a": b"new", "file/b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "file"]


@POSIX
def test_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    before = os.umask(0o027)
    try:
        write_files(tmp_path, {"a": b"new", "b": b"new"})
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "b")] == [0o640, 0o640]


@POSIX
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/real").write_bytes(b"old")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a").symlink_to(tmp_path / "elsewhere/real")
    write_files(tmp_path / "site", {"a": b"new"})
    assert (tmp_path / "site/a").is_symlink()
    assert (tmp_path / "elsewhere/real").read_bytes() == b"new"
    assert names(tmp_path) == ["a", "elsewhere", "real", "site"]


@POSIX
@pytest.mark.parametrize("delay", [0.0, 0.013, 0.029, 0.05])
def test_an_interrupt_leaves_whole_files(tmp_path: Path, delay: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        deadline = time.monotonic() + 20
        while not (tmp_path / "b").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    for name in ("a", "b"):
        data = (tmp_path / name).read_bytes()
        assert len(data) == 300_000
        assert len(set(data)) == 1
    assert names(tmp_path) == ["a", "b"]
