"""The objects of a large site are excluded from garbage collections until the next build starts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext.config import PubsConfig
from sphinx_pubs.sphinx_ext.garbage import gc_paused
from sphinx_pubs.sphinx_ext.sources import FREEZE_FROM, SourceStore
from tests.support import Site

pytestmark = pytest.mark.skipif(not hasattr(gc, "freeze"), reason="this Python cannot freeze objects")


@pytest.fixture(autouse=True)
def _collector_is_restored() -> Iterator[None]:
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    yield
    assert gc.isenabled()
    gc.unfreeze()


def _store(folder: Path, *, freeze_from: int) -> SourceStore:
    (folder / "papers.bib").write_text("@misc{a, title={A}}\n@misc{b, title={B}}\n", encoding="utf-8")
    return SourceStore(folder, PubsConfig(), freeze_from=freeze_from)


def test_records_are_frozen(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=2)
    store.library([str(tmp_path / "papers.bib")])
    assert gc.get_freeze_count() > 0


def test_the_end_of_a_build_freezes_what_it_has_made(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=2)
    store.library([str(tmp_path / "papers.bib")])
    before = gc.get_freeze_count()
    made: list[list[int]] = [[] for _ in range(10_000)]
    store.close()
    assert gc.get_freeze_count() > before + len(made) // 2


def test_few_records_are_not_frozen(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=3)
    store.library([str(tmp_path / "papers.bib")])
    store.close()
    assert gc.get_freeze_count() == 0


def test_exception_ends_the_pause() -> None:
    def fail() -> None:
        with gc_paused():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_the_next_build_returns_the_objects_of_the_previous_one(site: Callable[[str], Site]) -> None:
    source = site("basic")
    entries = "".join(f"@misc{{k{number}, title={{T}}, year=2020}}\n" for number in range(FREEZE_FROM))
    source.write("papers.bib", entries)
    source.write("index.rst", "Index\n=====\n\n.. publications:: papers.bib\n")
    source.build()
    assert gc.get_freeze_count() > 0
    source.write("index.rst", "Index\n=====\n")
    source.build()
    assert gc.get_freeze_count() == 0
