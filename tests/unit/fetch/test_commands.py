"""The commands ``update``, ``accept``, ``reject`` and ``add``: from recorded answers to a built site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.cli import main
from sphinx_pubs.readers.load import load_file
from tests.support import REPOSITORY

ORCID = "0000-0002-1825-0097"
SECRET = "topsecretkey"  # noqa: S105
TITLES = {"10.5555/a": "A First Title", "10.5555/b": "A Second Title", "10.5555/c": "Ünder Review"}
TOML = f"""
[[source]]
provider = "orcid"
id = "{ORCID}"
into = "data/papers.auto.yaml"
"""


def record(folder: Path, name: str, url: str, body: object, status: int = 200) -> None:
    folder.mkdir(exist_ok=True)
    frame = {"url": url, "status": status, "headers": {}, "body": json.dumps(body)}
    (folder / f"{name}.json").write_text(json.dumps(frame), encoding="utf-8")


def group(doi: str, number: int) -> dict[str, Any]:
    identifier = {
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-relationship": "self",
    }
    summary = {
        "put-code": number,
        "title": {"title": {"value": TITLES[doi]}},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2020"}},
        "external-ids": {"external-id": [identifier]},
    }
    return {"external-ids": {"external-id": [identifier]}, "work-summary": [summary]}


def crossref(doi: str, **more: object) -> dict[str, Any]:
    message = {
        "DOI": doi,
        "title": [TITLES[doi]],
        "type": "journal-article",
        "author": [{"given": "Jane", "family": "Doe"}],
        "container-title": ["Journal of Tests"],
        "issued": {"date-parts": [[2020, 5]]},
        **more,
    }
    return {"status": "ok", "message-type": "work", "message": message}


def answer(folder: Path, *dois: str, **more: object) -> None:
    """Record the answers about a person with these works."""
    groups = [group(doi, number) for number, doi in enumerate(dois, 1)]
    record(folder, "works", f"https://pub.orcid.org/v3.0/{ORCID}/works", {"group": groups})
    for doi in dois:
        record(folder, doi[-1], f"https://api.crossref.org/works/{doi}", crossref(doi, **more))


def state(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    answer(tmp_path / "answers", "10.5555/a", "10.5555/b")
    return tmp_path / "answers"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "pubs.toml").write_text(TOML, encoding="utf-8")
    return folder


def arguments(site: Path, answers: Path, *more: str) -> list[str]:
    return ["update", "--site", str(site), "--replay", str(answers), *more]


# --- update ---


def test_statuses_and_quiet_progress(site: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(site, answers)) == 1
    first = capsys.readouterr()
    assert "  + doe2020first: A First Title (crossref, orcid)" in first.out
    assert first.out.splitlines()[-1] == "2 added, 0 unchanged"
    assert first.err == ""
    before = state(site)
    assert main(arguments(site, answers)) == 0
    assert capsys.readouterr().out == "2 unchanged\n"
    assert state(site) == before
    assert main(arguments(site, answers, "-v")) == 0
    assert "orcid: 2 works" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(site: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(site)
    assert main(arguments(site, answers, "--dry-run")) == 1
    assert "nothing written (--dry-run)" in capsys.readouterr().out
    assert state(site) == before
    main(arguments(site, answers))
    answer(answers, "10.5555/a", "10.5555/b", volume="7")
    before = state(site)
    assert main(arguments(site, answers, "--dry-run")) == 1
    assert 'volume: "7"' in capsys.readouterr().out
    assert state(site) == before


def test_json_is_ascii(site: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(answers, "10.5555/a", "10.5555/b", "10.5555/c")
    assert main(arguments(site, answers, "--json")) == 1
    output = capsys.readouterr().out
    assert output.isascii()
    document = json.loads(output)
    assert document["written"] is True
    assert [change["kind"] for change in document["changes"]] == ["added"] * 3
    assert "Ünder Review" in [change["title"] for change in document["changes"]]
    assert document["files"] == ["data/papers.auto.yaml", "pubs.lock.json"]
    main(["reject", "--site", str(site), "--json", "doe2020first"])
    assert json.loads(capsys.readouterr().out)["changes"][0]["kind"] == "rejected"


def test_a_failed_source_costs_only_itself(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = TOML.replace('"orcid"', '"crossref"').replace("papers", "more")
    (site / "pubs.toml").write_text(TOML + other, encoding="utf-8")
    assert main(arguments(site, answers)) == 2
    output = capsys.readouterr()
    assert output.err.startswith(f"sphinx-pubs: error: crossref {ORCID}: ")
    assert "2 added" in output.out
    assert len(load_file(str(site / "data/papers.auto.yaml")).records) == 2


def test_a_source_that_fails_later_loses_nothing(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments(site, answers))
    before = state(site)
    (answers / "works.json").unlink()
    assert main(arguments(site, answers)) == 2
    assert state(site) == before
    capsys.readouterr()


def test_details_that_are_missing_for_once_lose_nothing(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments(site, answers))
    before = state(site)
    (answers / "a.json").unlink()
    assert main(arguments(site, answers)) == 0
    assert "warning: orcid: no details of 'A First Title'" in capsys.readouterr().err
    assert state(site) == before


@pytest.mark.parametrize(
    "change",
    [
        {"pubs.toml": None},
        {"pubs.toml": b"\xff"},
        {"pubs.toml": b"[[source]]\nprovider = 1"},
        {"pubs.lock.json": b"<<<<<<< HEAD"},
        {"pubs.lock.json": b'{"a": {"file": "x.txt"}, "~": {"version": 1}}'},
        {"data/papers.auto.yaml": b"\xff\xfe\x00"},
        {"data/papers.auto.yaml": b"publications: ["},
        {"data/papers.auto.yaml/inside": b""},
    ],
)
def test_wrong_files_are_errors_without_a_traceback(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str], change: dict[str, bytes | None]
) -> None:
    for name, data in change.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            (site / name).unlink()
        else:
            (site / name).write_bytes(data)
    before = {name: (site / name).read_bytes() for name, data in change.items() if data is not None}
    for command in (arguments(site, answers), ["accept", "--site", str(site), "a"]):
        status = main(command)
        assert status in (1, 2)
        error = capsys.readouterr().err
        assert all(line.startswith("sphinx-pubs: ") for line in error.splitlines())
        assert bool(error) == (status == 2)
    for name, data in before.items():
        assert (site / name).read_bytes() == data


def test_a_lock_with_a_record_that_cannot_be_written(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = '{"a": {"file": "data/x.bib", "state": "removed", "fields": {"title": "A"}}, "~": {"version": 1}}'
    (site / "pubs.lock.json").write_text(lock, encoding="utf-8")
    assert main(arguments(site, answers)) == 1
    (site / "pubs.toml").write_text(TOML.replace("papers.auto.yaml", "x.bib"), encoding="utf-8")
    assert main(["accept", "--site", str(site), "a"]) == 2
    assert "a: nothing is known about it any more" in capsys.readouterr().err


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", "--site", str(tmp_path / "none")]) == 2
    assert "no pubs.toml in" in capsys.readouterr().err
    (tmp_path / "pubs.toml").write_text(TOML, encoding="utf-8")
    assert main(["update", "--site", str(tmp_path), "--replay", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.startswith("sphinx-pubs: error: ")
    assert state(tmp_path).keys() == {"pubs.toml"}


def test_keys_of_services_are_in_no_output(
    site: Path, answers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PUBS_OPENALEX_KEY", "PUBS_ZOTERO_KEY", "PUBS_ORCID_TOKEN", "PUBS_ADS_TOKEN"):
        monkeypatch.setenv(name, SECRET)
    more = TOML.replace('"orcid"', '"openalex"') + TOML.replace('"orcid"', '"crossref"')
    (site / "pubs.toml").write_text(TOML + more, encoding="utf-8")
    recorded = site.parent / "recorded"
    assert main(arguments(site, answers, "-v", "--json", "--record", str(recorded))) == 2
    output = capsys.readouterr()
    assert "openalex" in output.err
    assert SECRET not in output.out + output.err
    assert all(SECRET.encode() not in (data or b"") for data in state(site.parent).values())


# --- from nothing to a site ---


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_from_an_orcid_id_to_a_page_that_keeps_itself(tmp_path: Path, answers: Path) -> None:
    site = tmp_path / "new"
    site.mkdir()
    update = ("sphinx_pubs", "update", "--replay", str(answers))
    build = ("sphinx", "-q", "-W", "-b", "html", ".", "_build")
    assert run(site, "sphinx_pubs", "init", "--orcid", ORCID, "--name", "Jane Doe").returncode == 0
    first = run(site, *update)
    assert (first.returncode, first.stderr) == (1, "")
    built = run(site, *build)
    assert (built.returncode, built.stderr) == (0, "")
    pages = "".join(path.read_text(encoding="utf-8") for path in (site / "_build").glob("*.html"))
    assert "A First Title" in pages
    assert "A Second Title" in pages

    before = state(site)
    assert run(site, *update).returncode == 0
    assert state(site) == before

    # A person renames a key, edits a title, overlays a record by hand, and rejects another one.
    [auto] = (site / "data").glob("*.auto.*")
    text = auto.read_text(encoding="utf-8").replace("doe2020first", "mine")
    auto.write_text(text.replace("title: A First Title", "title: My First Title"), encoding="utf-8")
    hand = site / "data/notes.yaml"
    hand.write_text("publications:\n- doi: 10.5555/a\n  note: Mine\n", encoding="utf-8")
    assert run(site, "sphinx_pubs", "reject", "doe2020second").returncode == 0
    edited = auto.read_bytes()

    # The service has a new value and a new work, and fails for another one.
    answer(answers, "10.5555/a", "10.5555/b", "10.5555/c", volume="7")
    (answers / "b.json").unlink()
    third = run(site, *update)
    assert third.returncode == 1
    assert "Traceback" not in third.stderr
    text = auto.read_text(encoding="utf-8")
    assert "  volume: 7\n" in text
    assert all(line in text for line in edited.decode().splitlines())
    assert [record.key for record in load_file(str(auto)).records] == ["mine", "doe2020under"]
    assert hand.read_text(encoding="utf-8").endswith("note: Mine\n")
    built = run(site, *build)
    assert (built.returncode, built.stderr) == (0, "")
    pages = "".join(path.read_text(encoding="utf-8") for path in (site / "_build").glob("*.html"))
    assert "My First Title" in pages
    assert "A Second Title" not in pages
