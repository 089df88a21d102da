"""The example site, which several test modules look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.support import REPOSITORY, BuildResult, Site


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuildResult]:
    """Return a function that builds the example site without warnings, once per builder.

    Sphinx reads the pages once for all builders but ``gettext``, which cannot share an environment.
    """
    shared, own = tmp_path_factory.mktemp("example"), tmp_path_factory.mktemp("messages")

    @cache
    def build(builder: str) -> BuildResult:
        outdir = own if builder == "gettext" else shared
        built = Site(REPOSITORY / "example_docs").build(builder, outdir=outdir)
        assert built.warnings == ""
        return built

    return build
