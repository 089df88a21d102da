"""A pytest plugin that adds sphinx-pubs to the extensions of every project that a test builds.

``-p add_sphinx_pubs`` loads it. The environment variable ``SPHINX_PUBS_POSITION`` sets the position in
``extensions``: ``first``, ``last``, or ``none`` to add nothing, for comparison. The tests in
``test_sphinxcontrib_bibtex_suite.py`` use it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from sphinx.config import Config

NAME = "sphinx_pubs"


def _with_sphinx_pubs(init: Callable[..., None], position: str) -> Callable[..., None]:
    def wrapped(self: Config, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        others = [name for name in self.extensions if name != NAME]
        self.extensions = [NAME, *others] if position == "first" else [*others, NAME]

    return wrapped


def pytest_configure() -> None:
    """Add sphinx-pubs to each configuration that is read from now on."""
    position = os.environ.get("SPHINX_PUBS_POSITION", "last")
    if position != "none":
        Config.__init__ = _with_sphinx_pubs(Config.__init__, position)  # type: ignore[method-assign]
