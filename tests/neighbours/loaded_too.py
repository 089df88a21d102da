"""A plugin of pytest that puts our extension into every project that a test builds: ``-p loaded_too``.

``LOADED_TOO`` says where in ``extensions`` it stands: *first*, *last*, or *not* at all, which is the
control. It is no test; ``test_their_suite`` runs sphinxcontrib-bibtex's own tests with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from sphinx.config import Config

OURS = "sphinx_pubs"


def _with_ours(init: Callable[..., None], place: str) -> Callable[..., None]:
    def wrapped(self: Config, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        theirs = [name for name in self.extensions if name != OURS]
        self.extensions = [OURS, *theirs] if place == "first" else [*theirs, OURS]

    return wrapped


def pytest_configure() -> None:
    """Load ours in each configuration that is read from now on."""
    place = os.environ.get("LOADED_TOO", "last")
    if place != "not":
        Config.__init__ = _with_ours(Config.__init__, place)  # type: ignore[method-assign]
