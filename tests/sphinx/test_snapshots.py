"""The nodes of a page, as they are pickled and as they are written.

``pytest tests/sphinx/test_snapshots.py --force-regen`` writes the snapshots
anew; what has changed then shows in review.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support import Site

Make = Callable[[str], Site]


def normal(text: str, root: str) -> str:
    """Return a doctree as text without what depends on the machine or the version of docutils."""
    text = text.replace(root, "")
    text = re.sub(r'"(True|False)"', lambda found: '"1"' if found[1] == "True" else '"0"', text)
    # Attributes that some versions of Sphinx and docutils have and others do not.
    return re.sub(
        r' (translation_progress|translated|xml:space|internal|refdoc|candidates)="[^"]*"', "", text
    )


@pytest.mark.parametrize("stage", ["read", "written"])
@pytest.mark.parametrize("root", ["basic", "matrix", "awards"])
def test_doctree(site: Make, file_regression: FileRegressionFixture, root: str, stage: str) -> None:
    source = site(root)
    built = source.build("xml")
    doctree = built.app.env.get_doctree("index") if stage == "read" else built.doctree()
    text = normal(doctree.pformat(), str(source.root))
    file_regression.check(text, extension=".txt", encoding="utf-8")
