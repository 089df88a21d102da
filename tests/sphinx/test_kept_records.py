"""The records of large sources, kept between builds."""

from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext import sources as reading
from sphinx_pubs.sphinx_ext.config import PubsConfig
from sphinx_pubs.sphinx_ext.lists import cache as kept
from sphinx_pubs.sphinx_ext.sources import SourceStore

SOURCE = "".join(
    f"@misc{{k{n}, title = {{Title {n}}}, author = {{A, B}}, year = {{19x}}}}\n" for n in range(3)
)


@pytest.fixture(autouse=True)
def _small_sources_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LEAST_BYTES", 0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "papers.bib"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def _read(source: Path, folder: Path | None) -> str:
    return repr(SourceStore(source.parent, PubsConfig(), folder).read(str(source)))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_same_with_and_without(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "doctrees"
    without = _read(source, None)
    assert [_read(source, folder) for _ in range(2)] == [without] * 2
    assert len(_files(folder)) == 1
    source.write_text(SOURCE.replace("Title 1", "Another"), encoding="utf-8")
    assert _read(source, folder) == _read(source, None) != without
    assert len(_files(folder)) == 1


def test_a_record_that_is_kept_is_used_and_not_made(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _read(source, tmp_path / "doctrees")
    monkeypatch.setattr(
        "sphinx_pubs.readers.memory.read_publication", lambda *_, **__: pytest.fail("made anew")
    )
    assert _read(source, tmp_path / "doctrees") == before


@pytest.mark.parametrize("damage", [b"", b"x\n", b"\x80\xff", None])
def test_what_is_damaged_is_ignored_and_mended(source: Path, tmp_path: Path, damage: bytes | None) -> None:
    folder = tmp_path / "doctrees"
    without = _read(source, folder)
    (file,) = _files(folder)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"Title 1", b"Title X") if damage is None else damage)
    assert _read(source, folder) == without
    assert file.read_bytes() == whole


def test_records_of_other_readers_are_ignored(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "doctrees"
    without = _read(source, folder)
    (file,) = _files(folder)
    before = file.read_bytes()
    monkeypatch.setattr(kept, "_code", lambda: "others")
    assert _read(source, folder) == without
    assert file.read_bytes() != before


def test_a_folder_that_cannot_be_written_costs_nothing(source: Path, tmp_path: Path) -> None:
    (tmp_path / "doctrees").write_text("a file", encoding="utf-8")
    assert _read(source, tmp_path / "doctrees") == _read(source, None)


def test_a_small_source_is_not_kept(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LEAST_BYTES", 10_000)
    _read(source, tmp_path / "doctrees")
    assert not (tmp_path / "doctrees").exists()
