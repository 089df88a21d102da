"""One project with both extensions, reStructuredText and Markdown, two languages and parallel builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support import REPOSITORY, Site

PROJECT = REPOSITORY / "tests" / "fixtures" / "combined_project"


@pytest.fixture
def project(tmp_path: Path) -> Site:
    site = Site(tmp_path / "source")
    shutil.copytree(PROJECT, site.root)
    site.translate("de", "papers", {"Of this page": "Auf dieser Seite"})
    return site


def build(site: Site, builder: str, *options: str) -> Path:
    """Build in a separate process, with warnings as errors; return the output folder."""
    out = site.root.parent / f"{builder}{''.join(options)}"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder, *options]
    process = subprocess.run(
        [*command, str(site.root), str(out)],
        env={**os.environ, "LANGUAGE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert process.stderr == ""
    return out


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("jobs", ["2", "auto"])
def test_html(project: Site, language: str, jobs: str) -> None:
    out = build(project, "html", "-j", jobs, "-D", f"language={language}")

    def titles(name: str, selector: str = "") -> list[str]:
        page = BeautifulSoup((out / name).read_text(encoding="utf-8"), "html.parser")
        return [tag.get_text() for tag in page.select(f"{selector} .pubs-entry .pubs-title")]

    assert titles("index.html", ".pubs-publications") == ["Title D", "Title C", "Title B", "Title A"]
    assert titles("papers.html") == ["Title D", "Title C", "Title B", "Title A", "Title B", "Title A"]
    assert titles("notes.html") == ["Title D", "Title C", "Title B", "Title A"]
    assert titles("here.html") == ["Title D"]
    bibliography = (out / "bibliography.html").read_text(encoding="utf-8")
    assert 'href="index.html#pub-dora"' in bibliography
    papers = (out / "papers.html").read_text(encoding="utf-8")
    assert ("Auf dieser Seite" in papers) is (language == "de")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("builder", ["latex", "text"])
def test_other_builders(project: Site, builder: str, language: str) -> None:
    out = build(project, builder, "-j", "2", "-D", f"language={language}")
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(out.glob("*.t*")))
    for title in ("Title A", "Title B", "Title C", "Title D", "Medal", "Conference"):
        assert title in text
