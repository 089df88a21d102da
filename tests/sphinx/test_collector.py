"""The collector of cyclic garbage is kept from the records while there are any, and is then as it was."""

import gc
from collections.abc import Callable, Iterator

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from sphinx_pubs.sphinx_ext import events as lifecycle
from sphinx_pubs.sphinx_ext import sources as store
from tests.support import Built, Site

pytestmark = pytest.mark.skipif(not hasattr(gc, "freeze"), reason="this Python cannot set objects aside")


@pytest.fixture(autouse=True)
def _small_sources_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MANY", 1)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Return the list that gets how many objects are set aside at the end of each build."""
    found: list[int] = []

    def noting(app: Sphinx, exception: Exception | None) -> None:
        found.append(gc.get_freeze_count())
        after(app, exception)

    after = lifecycle.close_store
    monkeypatch.setattr(lifecycle, "close_store", noting)
    assert gc.isenabled()
    yield found
    assert gc.isenabled()
    gc.unfreeze()


def _built(site: Callable[[str], Site]) -> Built:
    return site("basic").build()


def test_records_are_set_aside_until_the_build_ends(site: Callable[[str], Site], counts: list[int]) -> None:
    _built(site)
    assert counts[0] > 0
    assert gc.get_freeze_count() == 0


FAILING = """
def fail(app, exception):
    raise RuntimeError

def setup(app):
    app.connect("build-finished", fail, priority=100)
"""


def test_they_are_taken_back_though_what_others_do_at_the_end_fails(site: Callable[[str], Site]) -> None:
    made = site("basic")
    conf = (made.root / "conf.py").read_text(encoding="utf-8")
    made.write("conf.py", conf + FAILING)
    with pytest.raises(ExtensionError):
        made.build()
    assert gc.get_freeze_count() == 0


def test_few_records_are_not(
    site: Callable[[str], Site], counts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MANY", 1000)
    _built(site)
    assert counts == [0]


def test_what_others_have_set_aside_stays_so(site: Callable[[str], Site], counts: list[int]) -> None:
    gc.freeze()
    before = gc.get_freeze_count()
    _built(site)
    # Of what was there some has been thrown away since.
    assert 0 < counts[0] <= before
    assert gc.get_freeze_count() > 0
