"""Records are excluded from garbage collection during a build. Afterwards, the collector is as before."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from sphinx_pubs.sphinx_ext.config import PubsConfig
from sphinx_pubs.sphinx_ext.garbage import gc_paused, objects_frozen
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


def test_records_are_frozen_until_the_store_is_closed(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=2)
    store.library([str(tmp_path / "papers.bib")])
    assert gc.get_freeze_count() > 0
    store.close()
    assert gc.get_freeze_count() == 0


def test_few_records_are_not_frozen(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=3)
    store.library([str(tmp_path / "papers.bib")])
    assert gc.get_freeze_count() == 0


def test_two_libraries_are_frozen_once(tmp_path: Path) -> None:
    store = _store(tmp_path, freeze_from=1)
    store.library([str(tmp_path / "papers.bib")])
    store.library([str(tmp_path / "papers.bib")], ["Jane Doe"])
    store.close()
    assert gc.get_freeze_count() == 0


def test_objects_frozen_by_other_code_stay_frozen() -> None:
    gc.freeze()
    before = gc.get_freeze_count()
    with objects_frozen():
        assert gc.get_freeze_count() <= before
    assert gc.get_freeze_count() > 0


def test_exception_ends_the_pause() -> None:
    def fail() -> None:
        with gc_paused():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


FAILING = """
def fail(app, exception):
    raise RuntimeError

def setup(app):
    app.connect("build-finished", fail, priority=100)
"""


def test_build_closes_the_store_even_if_another_extension_fails(site: Callable[[str], Site]) -> None:
    source = site("basic")
    entries = "".join(f"@misc{{k{number}, title={{T}}, year=2020}}\n" for number in range(FREEZE_FROM))
    source.write("papers.bib", entries)
    source.write("index.rst", "Index\n=====\n\n.. publications:: papers.bib\n")
    conf = (source.root / "conf.py").read_text(encoding="utf-8")
    source.write("conf.py", conf + FAILING)
    with pytest.raises(ExtensionError):
        source.build()
    assert gc.get_freeze_count() == 0
