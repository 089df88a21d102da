"""The public names of the package, from their docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

from .markup import Generated

#: Names that are described elsewhere, or that only Sphinx uses.
SKIPPED = {"sphinx_pubs": ("Library", "__version__", "setup")}


class PythonReference(Generated):
    """A description of each name in ``__all__`` of a module, which the argument names."""

    required_arguments = 1

    def lines(self) -> Iterator[str]:
        """Yield a directive of autodoc for each name."""
        module = import_module(self.arguments[0])
        yield from (f".. currentmodule:: {module.__name__}", "")
        for name in module.__all__:
            value = getattr(module, name)
            if name in SKIPPED.get(module.__name__, ()):
                continue
            if inspect.isclass(value):
                yield from (f".. autoclass:: {name}", "   :members:", "   :undoc-members:", "")
            elif inspect.isfunction(value):
                yield from (f".. autofunction:: {name}", "")
            else:
                yield from (f".. autodata:: {name}", "   :no-value:", "")
