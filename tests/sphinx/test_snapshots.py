"""Snapshots of the doctree of a page, as read (pickled) and as passed to a writer.

``pytest tests/sphinx/test_snapshots.py --force-regen`` updates the snapshots; review the diff.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support import Site

MakeSite = Callable[[str], Site]


def normalized(text: str, root: str) -> str:
    """Return the text of a doctree without the parts that depend on the machine or the docutils version."""
    text = text.replace(root, "")
    text = re.sub(r'"(True|False)"', lambda match: '"1"' if match[1] == "True" else '"0"', text)
    # Only some versions of Sphinx and docutils set these attributes.
    return re.sub(
        r' (translation_progress|translated|xml:space|internal|refdoc|candidates)="[^"]*"', "", text
    )


@pytest.mark.parametrize("stage", ["read", "written"])
@pytest.mark.parametrize("root", ["basic", "matrix", "awards"])
def test_doctree(site: MakeSite, file_regression: FileRegressionFixture, root: str, stage: str) -> None:
    source = site(root)
    built = source.build("xml")
    doctree = built.app.env.get_doctree("index") if stage == "read" else built.doctree()
    text = normalized(doctree.pformat(), str(source.root))
    file_regression.check(text, extension=".txt", encoding="utf-8")
