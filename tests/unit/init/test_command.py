"""``sphinx-pubs init``: what it writes and keeps, and what it says."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.cli import main
from sphinx_pubs.init import command
from sphinx_pubs.init.site import KINDS

ORCID = "0000-0002-9341-7985"

SHARED = {
    "conf.py", "index.rst", "publications.rst", "people.rst", "awards.rst", "pubs.toml", ".gitignore",
    "data/papers.auto.yaml", "data/papers.yaml", "data/people.yaml", "data/awards.yaml",
}  # fmt: skip
FILES = {
    "homepage": SHARED | {"data/news.yaml"},
    "lab": SHARED,
    "software": SHARED | {"cite.rst", "CITATION.cff"},
}
LINES_AFTER_NEXT = 3


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def fails(arguments: list[str]) -> bool:
    """Return whether the command line refuses the arguments."""
    try:
        return main(arguments) == 2
    except SystemExit as stopped:
        return stopped.code == 2


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_a_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    site = tmp_path / "new" / "site"
    assert main(["init", str(site), "--kind", kind]) == 0
    assert contents(site).keys() == FILES[kind]
    lines = capsys.readouterr().out.splitlines()
    assert {line.removeprefix(f"wrote {site}/") for line in lines if line.startswith("wrote")} == FILES[kind]
    following = lines[lines.index(f"Next, in {site}:") + 1 :]
    assert len(following) == LINES_AFTER_NEXT
    assert following[0].split()[0] == "sphinx-build"


def test_defaults_are_this_folder_and_a_homepage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert contents(tmp_path).keys() == FILES["homepage"]
    output = capsys.readouterr().out
    assert "wrote conf.py\n" in output
    assert "\nNext:\n" in output


@pytest.mark.parametrize("kind", KINDS)
def test_second_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    arguments = ["init", str(tmp_path), "--kind", kind]
    assert main(arguments) == 0
    state = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.rglob("*")}
    before = contents(tmp_path)
    capsys.readouterr()
    assert main([*arguments, "--name", "Another Name", "--theme", "classic"]) == 1
    assert contents(tmp_path) == before
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.rglob("*")} == state
    output = capsys.readouterr().out
    assert "wrote" not in output
    assert all(f"kept {tmp_path / name}, which exists\n" in output for name in FILES[kind])
    assert "Add to" not in output


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(KINDS), orcid=st.booleans(), text=st.binary(max_size=40))
def test_existing_files_are_never_touched(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: str, orcid: bool, text: bytes
) -> None:
    folder = tmp_path_factory.mktemp("site")
    files = FILES[kind] | ({"data/our-papers.auto.yaml"} if kind == "software" and orcid else set())
    there = data.draw(st.sets(st.sampled_from(sorted(files))))
    for name in there:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text)
    options = ["--orcid", ORCID] if orcid else []
    assert main(["init", str(folder), "--kind", kind, *options]) == (1 if there else 0)
    after = contents(folder)
    assert after.keys() == files
    assert {name for name, content in after.items() if content == text} >= there


@pytest.mark.parametrize(
    ("name", "instead"), [("index.md", "index.rst"), ("publications.ipynb", "publications.rst")]
)
def test_page_in_another_format_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, instead: str
) -> None:
    (tmp_path / name).write_text("# Mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 1
    assert not (tmp_path / instead).exists()
    assert f"kept {tmp_path / name}, which exists, so {instead} is not written\n" in capsys.readouterr().out


def test_broken_link_is_kept(tmp_path: Path) -> None:
    (tmp_path / "conf.py").symlink_to(tmp_path / "missing.py")
    assert main(["init", str(tmp_path)]) == 1
    assert not (tmp_path / "missing.py").exists()


# --- errors ---


@pytest.mark.parametrize("orcid", ["0000-0002-9341-7986", "0000-0002-9341", "Jane Doe", ""])
def test_invalid_orcid(tmp_path: Path, capsys: pytest.CaptureFixture[str], orcid: str) -> None:
    assert fails(["init", str(tmp_path / "site"), "--orcid", orcid])
    assert f"invalid ORCID iD {orcid!r}" in capsys.readouterr().err
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("name", ["site", "site/data"])
def test_folder_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    assert fails(["init", str(tmp_path / "site")])
    assert f"{file} is not a folder" in capsys.readouterr().err
    assert contents(tmp_path) == {name: b"mine"}


def test_file_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target.name == "people.rst":
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    assert fails(["init", str(tmp_path)])
    output = capsys.readouterr()
    assert output.err == f"sphinx-pubs init: {tmp_path / 'people.rst'}: No space left on device\n"
    assert output.out == ""
    monkeypatch.undo()
    assert not list(tmp_path.rglob("*.part"))
    assert main(["init", str(tmp_path)]) == 1, "the rest is written by the next run"
    assert contents(tmp_path).keys() == FILES["homepage"]


def test_file_that_another_program_writes_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(folder: Path, name: str) -> str:
        (folder / "index.rst").write_text("mine", encoding="utf-8")
        return ""

    monkeypatch.setattr(command, "existing", first)
    assert fails(["init", str(tmp_path)])
    assert (tmp_path / "index.rst").read_text(encoding="utf-8") == "mine"


# --- ORCID, themes ---


@pytest.mark.parametrize("written", [ORCID, f"https://orcid.org/{ORCID}", ORCID.replace("-", "")])
@pytest.mark.parametrize("kind", KINDS)
def test_orcid_is_a_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, written: str
) -> None:
    assert main(["init", str(tmp_path), "--kind", kind, "--orcid", written]) == 0
    into = "data/our-papers.auto.yaml" if kind == "software" else "data/papers.auto.yaml"
    table = {"provider": "orcid", "id": ORCID, "into": into, "person": "jane-doe"}
    pubs = tomllib.loads((tmp_path / "pubs.toml").read_text(encoding="utf-8"))
    assert pubs == {"contact": "you@example.org", "source": [table]}
    assert (tmp_path / into).is_file()
    assert f"    orcid: {ORCID}\n" in (tmp_path / "data/people.yaml").read_text(encoding="utf-8")
    first_step = capsys.readouterr().out.splitlines()[-LINES_AFTER_NEXT]
    assert first_step.split()[:2] == ["sphinx-pubs", "update"]


@pytest.mark.parametrize("kind", KINDS)
def test_source_is_a_comment_without_orcid(tmp_path: Path, kind: str) -> None:
    main(["init", str(tmp_path), "--kind", kind])
    text = (tmp_path / "pubs.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"contact": "you@example.org"}
    start = text.index("# [[source]]")
    example = text[start : text.index("\n\n", start) if "\n\n" in text[start:] else None]
    (source,) = tomllib.loads(example.replace("# ", ""))["source"]
    assert source["provider"] == ("cites" if kind == "software" else "orcid")


@pytest.mark.parametrize("installed", [True, False])
def test_theme_is_furo_if_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool) -> None:
    entries = [EntryPoint("furo", "furo", "sphinx.html_themes")] if installed else []
    monkeypatch.setattr(command, "entry_points", lambda group: entries)
    assert main(["init", str(tmp_path)]) == 0
    expected = "furo" if installed else "alabaster"
    assert f'html_theme = "{expected}"\n' in (tmp_path / "conf.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("theme", "missing"), [("classic", False), ("alabaster", False), ("no_such_theme", True)]
)
def test_theme_that_is_not_installed_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: str, missing: bool
) -> None:
    assert main(["init", str(tmp_path), "--theme", theme]) == 0
    assert f'html_theme = "{theme}"\n' in (tmp_path / "conf.py").read_text(encoding="utf-8")
    assert (f"The theme {theme!r} is not installed here" in capsys.readouterr().out) == missing


# --- existing projects ---

CONF = 'project = "My package"\nextensions = ["sphinx.ext.autodoc"]\n'
INDEX = "My package\n==========\n\n.. toctree::\n\n   people\n"
CFF = """\
cff-version: 1.2.0
title: Package of the file
doi: 10.5555/12345678
authors: [{family-names: Doe, given-names: Jane}]
preferred-citation:
  type: article
  title: A paper
  doi: 10.5555/87654321
  authors: [{family-names: Doe, given-names: Jane}]
references:
  - type: article
    title: The work of somebody else
    doi: 10.5555/11111111
    authors: [{family-names: Roe, given-names: Richard}]
"""


def said(capsys: pytest.CaptureFixture[str], folder: Path, **files: str) -> str:
    """Run the command for software in a folder with these files; return the output."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    assert main(["init", str(folder), "--kind", "software"]) == 1
    return capsys.readouterr().out


def test_lines_for_an_existing_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = said(capsys, tmp_path, conf_py=CONF, index_rst=INDEX)
    conf = output.partition(f"Add to {tmp_path / 'conf.py'}:\n")[2].partition("\nAdd to")[0]
    values: dict[str, Any] = {"extensions": []}
    exec("\n".join(line.removeprefix("    ") for line in conf.splitlines()), values)  # noqa: S102
    assert values["extensions"] == ["sphinx_pubs"]
    assert values["pubs_people"] == ["data/people.yaml"]
    assert values["pubs_sources"] == ["data/papers.auto.yaml", "data/papers.yaml", "data/awards.yaml"]
    toctree = output.partition(f"such as in {tmp_path / 'index.rst'}:\n")[2].partition("\nNext")[0]
    assert toctree.split() == ["cite", "publications", "awards"], "the page people is in the toctree"
    assert "Papers that use My package\n======" in (tmp_path / "publications.rst").read_text(encoding="utf-8")


def test_only_missing_lines_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = f'{CONF}extensions.append("sphinx_pubs")\npubs_sources = ["data/papers.yaml"]\n'
    output = said(capsys, tmp_path, conf_py=conf, index_rst=f"{INDEX}   cite\n   publications\n   awards\n")
    assert "extensions" not in output
    assert "toctree" not in output
    sources = output.partition("pubs_sources += [\n")[2].partition("]")[0]
    assert sources.split() == ['"data/papers.auto.yaml",', '"data/awards.yaml",']
    assert said(capsys, tmp_path, conf_py="project = ")
    assert "Add to" in said(capsys, tmp_path, conf_py="\0")


def test_citation_file_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "CITATION.cff").write_text(CFF, encoding="utf-8")
    said(capsys, docs, index_md="# Package")
    assert not (docs / "CITATION.cff").exists()
    assert ".. publications:: ../CITATION.cff\n" in (docs / "cite.rst").read_text(encoding="utf-8")
    assert 'project = "Package of the file"\n' in (docs / "conf.py").read_text(encoding="utf-8")
    (source,) = tomllib.loads((docs / "pubs.toml").read_text(encoding="utf-8"))["source"]
    dois = ["10.5555/12345678", "10.5555/87654321"]
    assert source == {"provider": "cites", "id": dois, "into": "data/papers.auto.yaml"}


def test_citation_file_of_the_folder_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = said(capsys, tmp_path, CITATION_cff=CFF)
    assert f"kept {tmp_path / 'CITATION.cff'}, which exists\n" in output
    assert (tmp_path / "CITATION.cff").read_text(encoding="utf-8") == CFF
    assert ".. publications:: CITATION.cff\n" in (tmp_path / "cite.rst").read_text(encoding="utf-8")
