"""The texts of the extension are translated to the language of the site; the data is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support import REPOSITORY, BuildResult, Site, copy_root


def test_catalogs_are_up_to_date_and_complete() -> None:
    process = subprocess.run(
        [sys.executable, str(REPOSITORY / "tools" / "catalogs.py"), "--check"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    built = Site(REPOSITORY / "example_docs").build(
        outdir=tmp_path_factory.mktemp("chinese"), language="zh_CN"
    )
    assert built.warnings == ""
    return built


def test_example_site_in_chinese(chinese: BuildResult) -> None:
    page = chinese.page("people/kaiming-he.html")
    headings = [tag.get_text().rstrip("\N{PILCROW SIGN}\uf0c1#") for tag in page.select("h2")]
    assert headings == ["学术活动", "论文", "获奖与荣誉"]
    first = page.select(".pubs-publications .pubs-entry")[0]
    lines = [line.get_text() for line in first.select(".line")]
    assert lines[0] == "Momentum Contrast for Unsupervised Visual Representation Learning"
    assert lines[1].endswith("Saining Xie和Ross Girshick")
    assert "2019年11月" in lines[2]
    assert "口头报告" in page.get_text()
    assert "2018录用" in page.get_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Journal articles", "Theses", "submitted", "November 2019"]),
        ("de", ["Zeitschriftenartikel", "eingereicht", "November 2019"]),
        ("fr", ["Articles", "soumis", "novembre 2019"]),
        ("es", ["Tesis", "noviembre de 2019"]),
        ("ja", ["2019年11月"]),
        ("xx", ["Journal articles", "November 2019"]),
    ],
)
def test_headings_statuses_and_months_are_translated(tmp_path: Path, language: str, words: list[str]) -> None:
    built = copy_root("matrix", tmp_path).build(language=language)
    text = built.page().get_text()
    assert [word for word in words if word.lower() not in text.lower()] == []
    assert "The Example Collaboration" in text


def test_site_can_add_a_catalog_for_another_language(tmp_path: Path) -> None:
    site = copy_root("matrix", tmp_path)
    manual = (REPOSITORY / "example_docs" / "manual" / "guides" / "other-extensions.rst").read_text(
        encoding="utf-8"
    )
    example = manual.partition("add to ``conf.py``:\n\n.. code-block:: python\n")[2]
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", conf + dedent(example))
    site.translate("it", "sphinx_pubs", {"Journal articles": "Articoli su rivista"})
    page = site.build(language="it").page().get_text()
    assert "Articoli su rivista" in page
    assert "novembre 2019" in page
