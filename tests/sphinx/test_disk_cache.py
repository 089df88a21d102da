"""The file of a cache: when it is written, and what happens if it is damaged."""

from __future__ import annotations

import pickle
from contextlib import closing
from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext.lists import cache as cache_module
from sphinx_pubs.sphinx_ext.lists.cache import DiskCache


def _run(path: Path | None, version: str = "", **values: object) -> dict[str, object]:
    """Ask for ``values``, add those that are missing, save; return what the cache had."""
    with closing(DiskCache(path, version)) as cache:
        known = {name: cache.get(name.encode()) for name in values}
        for name, value in values.items():
            if known[name] is None:
                cache.put(name.encode(), value)
        cache.save()
    return known


def test_values_stay_as_long_as_they_are_used(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    first, second = ("text \0\x1e é \udc80", {"a": 1}), ""
    assert _run(path, a=first, b=second) == {"a": None, "b": None}
    assert _run(path, a=first, b=second) == {"a": first, "b": second}
    assert _run(path, b=second) == {"b": second}
    assert _run(path, a=first, b=second) == {"a": None, "b": second}
    assert [path.name for path in path.parent.iterdir()] == ["file"]


def test_a_value_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("value")
        return "value"

    for _ in range(2):
        with closing(DiskCache(tmp_path / "file")) as cache:
            assert cache.get_or_make(b"a", make) == "value"
            cache.save()
    assert len(made) == 1


def test_a_value_replaces_another(tmp_path: Path) -> None:
    _run(tmp_path / "file", a="old", b="1")
    with closing(DiskCache(tmp_path / "file")) as cache:
        assert cache.get(b"a") == "old"
        cache.put(b"a", "new")
        cache.save()
    assert _run(tmp_path / "file", a="", b="") == {"a": "new", "b": None}


def test_a_value_without_a_key_is_not_cached(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(DiskCache(tmp_path / "file")) as cache:
            assert cache.get(b"") is None
            cache.put(b"", "value")
            cache.put(b"a", "value")
            cache.save()


def test_large_values_are_written_one_after_the_other(tmp_path: Path) -> None:
    values = {f"v{number}": "x" * number for number in range(1, 300)}
    with closing(DiskCache(tmp_path / "file")) as cache:
        for name, value in values.items():
            assert cache.get(name.encode()) is None
            cache.put(name.encode(), value)
            cache.flush()
            assert not cache._new
        cache.save()
    assert _run(tmp_path / "file", **values) == values


def test_an_unchanged_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    _run(path, a="1")
    before = path.stat()
    _run(path, a="1")
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_few_changes_do_not_write_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    values = {f"v{number}": str(number) for number in range(300)}
    _run(path, **values)
    before = path.read_bytes()
    _run(path, **values, more="1")
    assert path.read_bytes() == before
    _run(path, **values, **{f"more{number}": "1" for number in range(10)})
    assert _run(path, **values, more1="1")["more1"] == "1"
    assert path.read_bytes() != before


def test_values_of_another_version_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    _run(path, "1", a="1")
    assert _run(path, "2", a="1") == {"a": None}
    assert _run(path, "2", a="1") == {"a": "1"}
    monkeypatch.setattr(cache_module, "_code_version", lambda: "other code")
    assert _run(path, "2", a="1") == {"a": None}


def test_a_cleared_cache_has_no_values(tmp_path: Path) -> None:
    _run(tmp_path / "file", a="1", b="2")
    with closing(DiskCache(tmp_path / "file")) as cache:
        assert cache.get(b"a") == "1"
        cache.clear()
        assert cache.get(b"a") is None
        cache.put(b"b", "3")
        cache.save()
    assert _run(tmp_path / "file", a="", b="") == {"a": None, "b": "3"}


DAMAGES = {
    "empty": b"",
    "text": b"x\n",
    "binary": b"\x80\xff",
    "other pickle": pickle.dumps([1, 2]),
    "a class that does not exist": b"csphinx_pubs\nNoSuchClass\n.",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_ignored_and_replaced(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "file"
    _run(path, a="first", b="second")
    content = path.read_bytes()
    path.write_bytes(DAMAGES[damage])
    assert _run(path, a="first", b="second") == {"a": None, "b": None}
    assert path.read_bytes() == content


@pytest.mark.parametrize("length", [1, 10, -1, -5])
def test_a_truncated_file_is_ignored_and_replaced(tmp_path: Path, length: int) -> None:
    path = tmp_path / "file"
    _run(path, a="first", b="second")
    content = path.read_bytes()
    path.write_bytes(content[:length])
    assert _run(path, a="first", b="second") == {"a": None, "b": None}
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file", encoding="utf-8")
    for _ in range(2):
        assert _run(tmp_path / "folder" / "file", a="1") == {"a": None}
        assert _run(None, a="1") == {"a": None}


def test_a_failed_build_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def fail() -> None:
        with closing(DiskCache(path)) as cache:
            cache.put(b"b", "2")
            cache.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []
    _run(path, a="1")
    with pytest.raises(RuntimeError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert _run(path, a="1") == {"a": "1"}
