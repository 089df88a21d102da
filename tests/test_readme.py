"""The README: its five minutes, run as written, its pictures and its links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIVE_MINUTES = README.partition("## Five minutes\n")[2].partition("\n## ")[0]
PICTURES_LIMIT = 300_000


def test_five_minutes_make_a_page_without_warnings(tmp_path: Path) -> None:
    # A file's name is a line before its text. The files belong before the last block of commands.
    files = dict(re.findall(r"^`([\w.]+)`.*\n\n```\w+\n([^`]*)```$", FIVE_MINUTES, re.MULTILINE))
    blocks = re.findall(r"^```console\n([^`]*)```$", FIVE_MINUTES, re.MULTILINE)
    assert set(files) == {"conf.py", "index.rst", "papers.bib"}
    assert len(blocks) == 2
    installed = tmp_path / "installed"
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def run(module: str, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if module == "sphinx":
            assert done.stderr == "", "the build has warnings"

    folder = tmp_path
    for number, block in enumerate(blocks):
        if number == 1:
            for name, text in files.items():
                (folder / name).write_text(text, encoding="utf-8")
        for line in block.splitlines():
            match line.removeprefix("$ ").split():
                case ["pip", "install", "./sphinx-pubs"]:
                    # Into a folder of its own, and without the network.
                    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")
                    run("pip", "install", *offline, "--target", str(installed), str(ROOT))
                case ["mkdir", name]:
                    (folder / name).mkdir()
                case ["cd", name]:
                    folder /= name
                case ["sphinx-build", *arguments]:
                    run("sphinx", *arguments)
                case _:
                    raise AssertionError(f"unknown command: {line}")

    assert (installed / "sphinx_pubs" / "__init__.py").is_file()
    page = BeautifulSoup((folder / "_build" / "index.html").read_text(encoding="utf-8"), "html.parser")
    text = page.get_text()
    for shown in ("Mask R-CNN", "Piotr Dollár", "2017", "CVPR Best Paper Award"):
        assert shown in text
    links = {link["href"] for link in page.find_all("a", href=True)}
    assert "https://github.com/KaimingHe/deep-residual-networks" in links


def test_pictures_are_small_and_have_alternative_text() -> None:
    picture = BeautifulSoup(README, "html.parser").find("picture")
    assert picture is not None
    image, source = picture.find("img"), picture.find("source")
    assert image is not None
    assert source is not None
    assert source["media"] == "(prefers-color-scheme: dark)"
    assert len(str(image["alt"])) > 40
    shown = {str(image["src"]), str(source["srcset"])}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pictures").iterdir()}
    assert shown == there, "each picture is shown"
    assert sum((ROOT / name).stat().st_size for name in there) < PICTURES_LIMIT
    for name in there:
        content = (ROOT / name).read_bytes()
        assert (content[:4], content[8:12]) == (b"RIFF", b"WEBP")


def test_links_lead_to_files() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)\s]+)\)", README)
    assert len(targets) > 5
    assert [target for target in targets if not (ROOT / target).is_file()] == []
