"""Builds of tests in one process do not change each other."""

from __future__ import annotations

from pathlib import Path

from tests.support import Site


def test_a_setting_that_a_theme_extends_is_unchanged_in_the_next_build(tmp_path: Path) -> None:
    extending = Site(tmp_path / "extending" / "source")
    extending.write("conf.py", "def setup(app):\n    app.config.templates_path.append('templates')\n")
    extending.write("index.rst", "Page\n====\n")
    assert extending.build("dummy").app.config.templates_path == ["templates"]
    other = Site(tmp_path / "other" / "source")
    other.write("conf.py", "")
    other.write("index.rst", "Page\n====\n")
    assert other.build("dummy").app.config.templates_path == []
