"""Python's collector of cyclic garbage, kept from what stays: records, and the lists made of them."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Make many objects that all stay: the collector would go through them again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def set_aside() -> bool:
    """Keep the collector from all objects that there are now; return whether :func:`take_back` is to follow.

    It would go through them in each of its full rounds, and in those at the end of the
    process. It is left as it is where it is kept from some already, or cannot be (PyPy).
    """
    if not hasattr(gc, "freeze") or gc.get_freeze_count():
        return False
    gc.freeze()
    return True


def take_back() -> None:
    """Give the collector all objects again; those that the process ends with are set aside once more."""
    gc.unfreeze()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
