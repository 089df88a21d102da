"""The sites of ``sphinx-pubs init``, built as they are written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_pubs.cli import main
from sphinx_pubs.init.site import KINDS
from tests.support import REPOSITORY, Site

ORCID = "0000-0002-9341-7985"
SAMPLE = "Deep Residual Learning for Image Recognition"

#: Page -> what it shows, for each kind.
SHOWN = {
    "homepage": {
        "index": [SAMPLE, "Jane Doe", "This site is online.", "CVPR Best Paper Award"],
        "people": ["Jane Doe", "Example University"],
    },
    "lab": {
        "index": ["Jane Doe", SAMPLE, "Alumni", "Mary Major", "now at Example Corp."],
        "people": ["Professor", "Jane Doe", "PhD student", "Richard Roe", "Alumni", "Mary Major"],
    },
    "software": {
        "index": ["Papers that use Example Software", SAMPLE],
        "cite": ["If you use Example Software, please cite:", "Example Software", "@misc{doe"],
        "people": ["Jane Doe", "Maintainer"],
    },
}


def new_site(folder: Path, *options: str) -> Site:
    assert main(["init", str(folder), *options]) == 0
    return Site(folder)


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
@pytest.mark.parametrize("kind", KINDS)
def test_new_site_has_no_warnings_and_shows_the_sample(tmp_path: Path, kind: str, theme: str) -> None:
    orcid = ["--orcid", ORCID] if theme == "furo" else []
    site = new_site(tmp_path / "site", "--kind", kind, "--theme", theme, *orcid)
    built = site.build(outdir=site.root / "_build")
    assert built.warnings == ""
    shown = {
        **SHOWN[kind],
        "publications": [SAMPLE, "Kaiming He, Xiangyu Zhang", "A sample. Replace it", "2016"],
        "awards": ["CVPR Best Paper Award", SAMPLE],
    }
    for page, texts in shown.items():
        text = built.page(f"{page}.html").get_text()
        positions = [text.find(expected) for expected in texts]
        assert -1 not in positions, (page, texts[positions.index(-1)])
    menu = {str(link["href"]) for link in built.page().find_all("a", href=True)}
    assert {f"{page}.html" for page in shown} - {"index.html"} <= menu
    people = built.page("people.html")
    assert bool(people.find("a", href=f"https://orcid.org/{ORCID}")) == bool(orcid)
    # The output folder is no source folder: the next build finds the same pages.
    assert set(site.build(outdir=site.root / "_build").app.env.found_docs) == {"index", *shown}


def test_fetched_papers_are_on_the_page_and_the_hand_kept_file_adds_to_them(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", "--orcid", ORCID, "--name", "Kaiming He")
    # As "sphinx-pubs update" leaves it.
    site.write(
        "data/papers.auto.yaml",
        "publications:\n  he2017mask:\n    type: inproceedings\n    title: Mask R-CNN\n"
        "    authors: [Kaiming He, Georgia Gkioxari, Piotr Dollár, Ross Girshick]\n"
        "    booktitle: International Conference on Computer Vision (ICCV)\n    year: 2017\n",
    )
    site.write("data/papers.yaml", "publications:\n  he2017mask:\n    selected: true\n    note: Our note\n")
    (site.root / "data/awards.yaml").write_text(
        "awards:\n  - title: ICCV Best Paper Award\n    date: 2017\n    publications: he2017mask\n",
        encoding="utf-8",
    )
    built = site.build()
    assert built.warnings == ""
    assert built.titles("index.html")[:1] == ["Mask R-CNN"], "it is selected"
    (paper,) = built.page("publications.html").select(".pubs-entry")
    assert "Our note" in paper.get_text()
    (me,) = paper.select(".pubs-me")
    assert me.get_text() == "Kaiming He"


def test_existing_project_with_the_lines_that_the_command_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "docs")
    site.write(
        "conf.py", 'project = "Package"\nextensions = ["sphinx.ext.autodoc"]\nhtml_theme = "alabaster"\n'
    )
    site.write("index.rst", "Package\n=======\n\n.. toctree::\n\n   usage\n")
    site.write("usage.rst", "Usage\n=====\n")
    assert main(["init", str(site.root), "--kind", "software"]) == 1
    output = capsys.readouterr().out
    settings, toctree = re.split(r"\n\S.*\n", output.partition("Add to ")[2])[:2]
    settings = re.sub(r"^ {4}", "", settings.partition("\n")[2], flags=re.MULTILINE)
    for name, more in (("conf.py", settings), ("index.rst", re.sub(r"(?m)^ {4}", "   ", toctree))):
        path = site.root / name
        path.write_text(path.read_text(encoding="utf-8") + more.strip("\n") + "\n", encoding="utf-8")
    built = site.build()
    assert built.warnings == ""
    assert built.titles("publications.html") == [SAMPLE]
    assert built.titles("cite.html") == ["Package"]


def console_lines(page: str) -> list[str]:
    """Return the commands of the section about ``sphinx-pubs init`` on the page."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    block = next(block for block in re.split(r"\n(?=\S)", text) if "$ sphinx-pubs init" in block)
    return [line.strip().removeprefix("$ ") for line in block.splitlines() if line.strip().startswith("$ ")]


def test_commands_of_the_manual(tmp_path: Path) -> None:
    commands = console_lines("example_docs/manual/start/five-minutes.rst")
    assert [command.split()[0] for command in commands] == ["pip", "sphinx-pubs", "sphinx-build"]
    for line in commands[1:]:
        program, *arguments = line.split()
        module = {"sphinx-pubs": "sphinx_pubs", "sphinx-build": "sphinx"}[program]
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site/_build/index.html").is_file()
