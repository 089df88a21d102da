"""Keep Python's cyclic garbage collector away from objects that stay: records, and the lists made of them.

A collection visits every tracked object. With the records of a large site in memory, collections take a fifth
of a build and free nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Run the block, which creates many objects that stay, without garbage collections."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def freeze_objects() -> None:
    """Exclude all objects that exist now from garbage collections, also from those when the process ends.

    They stay excluded until :func:`unfreeze_objects`, that is until another build starts in the same process.
    Including them again when the build ends would cost as much as the build of a short list: Python visits
    all objects twice before it exits.
    """
    if hasattr(gc, "freeze"):  # not in PyPy
        gc.freeze()


def unfreeze_objects() -> None:
    """Include all objects in garbage collections again, so that those of an earlier build can be freed."""
    if hasattr(gc, "unfreeze"):
        gc.unfreeze()
