"""The recipe "Papers that use your software": its commands, run with recorded answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.cli import main
from tests.manual.sessions import ANSWERS, ManualPage
from tests.manual_files import MANUAL, files_of, write_site

PATH = MANUAL / "recipes" / "papers-that-use-us.rst"
PAGE = ManualPage(PATH)
AUTO = "data/used-by.auto.yaml"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Write the site of the page as it is before the first update; return the files that the page shows."""
    monkeypatch.chdir(tmp_path)
    files = files_of(PATH)
    write_site({name: data for name, data in files.items() if name != AUTO}, tmp_path, markdown=False)
    return files


def test_find_accept_reject(files: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    PAGE.run("cites-update", capsys)
    PAGE.run("cites-accept", capsys)
    assert Path(AUTO).read_bytes() == files[AUTO], "the page shows the file as it is written"
    PAGE.run("cites-reject", capsys)
    for _ in range(2):
        assert main(["update", "--replay", str(ANSWERS)]) == 0, "update does not ask again"
    assert "focal" not in Path(AUTO).read_text(encoding="utf-8")
    assert main(["accept", "lin2017focal"]) == 0
    assert "title: Focal Loss" in Path(AUTO).read_text(encoding="utf-8")


def test_own_papers_are_not_in_the_inbox(files: dict[str, bytes]) -> None:
    toml = Path("pubs.toml").read_text(encoding="utf-8")
    Path("pubs.toml").write_text(f"{toml}\n{PAGE.block('cites-own')}", encoding="utf-8")
    assert main(["update", "--replay", str(ANSWERS)]) == 1
    assert not Path("data/used-by.inbox.yaml").exists()
    assert "Focal Loss" in Path("data/our-papers.auto.yaml").read_text(encoding="utf-8")


def test_preprint_and_article_are_one_paper_in_the_inbox(files: dict[str, bytes]) -> None:
    Path("data/used-by.yaml").unlink()
    assert main(["update", "--replay", str(ANSWERS)]) == 1
    inbox = Path("data/used-by.inbox.yaml").read_text(encoding="utf-8")
    assert inbox.count("Mask R-CNN") == 1
    assert "arxiv: 1703.06870" in inbox.replace('"', "")
