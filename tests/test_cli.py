"""The command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from sphinx_pubs import __version__
from sphinx_pubs.cli import main
from tests.support import REPOSITORY, SHARED, copy_root

GOOD = "@book{a, title={A title}, publisher={P}, year=2020, author={Doe, Jane}}\n"
WITH_ADVICE = "@book{b, title={Another title}, publisher={P}, author={Doe, Jane}}\n"
WRONG = "@book{c, title={A third title}, publisher={P}, year={sometime}, author={Doe, Jane}}\n"


def python(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return python(folder, "-m", "sphinx_pubs", *arguments, **environment)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / "advised.bib").write_text(GOOD + WITH_ADVICE, encoding="utf-8")
    (tmp_path / "wrong.bib").write_text(GOOD + WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_run(folder: Path) -> None:
    process = run(folder, "check", "wrong.bib")
    assert process.stdout.splitlines() == [
        "wrong.bib:2: warning: c: cannot understand year 'sometime'; write it as 2024 [pubs.bad_date]",
        "1 file, 2 records: 1 problem, 0 pieces of advice",
    ]
    assert process.stderr == ""
    assert process.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("good.bib", 0),
        ("advised.bib", 0),
        ("--strict good.bib", 0),
        ("--strict advised.bib", 1),
        ("--strict --ignore advice.no_date advised.bib", 0),
        ("--strict --ignore no_date advised.bib", 0),
        ("--strict --ignore advice advised.bib", 0),
        ("wrong.bib", 1),
        ("good.bib wrong.bib", 1),
        ("--ignore pubs.bad_date wrong.bib", 0),
        ("--ignore no_date,bad_date --strict wrong.bib", 0),
        ("--ignore pubs.bad_date --ignore bad_url wrong.bib", 0),
        ("--ignore bad_url wrong.bib", 1),
        ("*d.bib", 0),
        (".", 1),
    ],
)
def test_exit_status(folder: Path, arguments: str, status: int) -> None:
    assert main(["check", *arguments.split()]) == status


@pytest.mark.parametrize(
    ("arguments", "quoted"),
    [
        ("", "COMMAND"),
        ("check", "FILE"),
        ("chekc good.bib", "chekc"),
        ("check missing.bib", "missing.bib"),
        ("check good.bib *.ris", "*.ris"),
        ("check --format xml good.bib", "xml"),
        ("check --ignore nonsense good.bib", "nonsense"),
        ("check --encoding utf-9 good.bib", "utf-9"),
        ("check --merge all good.bib", "all"),
    ],
)
def test_wrong_arguments(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, quoted: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments.split())
    assert stopped.value.code == 2
    output = capsys.readouterr()
    assert quoted in output.err
    assert output.out == ""


def test_encoding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.bib").write_bytes(GOOD.replace("Doe", "Müller").encode("latin-1"))
    assert main(["check", "old.bib"]) == 1
    assert "pubs.encoding" in capsys.readouterr().out
    assert main(["check", "--encoding", "latin-1", "old.bib"]) == 0


def test_formats(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", "."])
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 2
    main(["check", "--format", "github", "."])
    assert capsys.readouterr().out.splitlines() == [
        (
            "::warning file=wrong.bib,line=2,title=pubs.bad_date::"
            "c: cannot understand year 'sometime'; write it as 2024"
        ),
        "::notice file=advised.bib,line=2,title=advice.no_date::b: no year",
    ]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert __version__ in capsys.readouterr().out


def test_a_terminal_without_some_characters(folder: Path) -> None:
    (folder / "chinese.bib").write_text(WRONG.replace("sometime", "二〇二〇年某月"), encoding="utf-8")
    process = run(folder, "check", "chinese.bib", PYTHONIOENCODING="ascii")
    assert process.returncode == 1
    assert "\\u67d0" in process.stdout


def test_sphinx_is_not_loaded(folder: Path) -> None:
    code = "import sys; from sphinx_pubs.cli import main; main(['check', 'good.bib']); print(*sys.modules)"
    loaded = python(folder, "-c", code).stdout.splitlines()[-1].split()
    assert "sphinx_pubs.readers.bibtex" in loaded
    assert "sphinx" not in loaded
    assert "docutils" not in loaded


def test_the_command_is_an_entry_point() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"sphinx-pubs": "sphinx_pubs.cli:main"}


@pytest.mark.parametrize("root", ["errors", "awards", "basic"])
def test_a_check_reports_the_same_as_a_build(
    root: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = copy_root(root, tmp_path)
    names = sorted(path.name for path in site.root.iterdir() if path.suffix in (".bib", ".yaml"))
    if root == "basic":
        site.write("papers.bib", (site.root / "papers.bib").read_text(encoding="utf-8") + WRONG)
    main(["check", "--format", "json", "--ignore", "advice", *(str(site.root / name) for name in names)])
    checked = json.loads(capsys.readouterr().out)["findings"]
    reported = [
        line for line in site.build(pubs_sources=names).warnings.splitlines() if line.startswith(tuple(names))
    ]
    assert checked
    assert sorted(
        f"{Path(one['path']).name}:{one['line']}: WARNING: {one['key']}: {one['message']} [{one['code']}]"
        for one in checked
    ) == sorted(line for line in reported if "missing_file" not in line)


@pytest.mark.skipif(not (SHARED / "corpus" / "bib").is_dir(), reason="the corpus is not here")
def test_real_files_get_a_readable_amount_of_advice(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((SHARED / "corpus" / "bib").glob("*.bib"))[::7]
    lines = []
    for file in files:
        assert main(["check", str(file)]) in (0, 1)
        lines.append(len(capsys.readouterr().out.splitlines()))
    assert max(lines) < 60
    assert sorted(lines)[len(lines) // 2] < 15


def test_commands_without_the_network_do_not_load_it(folder: Path) -> None:
    code = (
        "import sys; from sphinx_pubs.cli import main; main(['check', 'good.bib']);"
        "print(sorted({'ssl', 'http.client', 'urllib.request'} & set(sys.modules)))"
    )
    result = python(folder, "-c", code)
    assert (result.stdout.splitlines()[-1], result.stderr) == ("[]", "")


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="the state of a process is not in a file")
def test_an_interrupt_ends_the_command_in_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pubs.toml")  # reading it waits for a writer, who never comes
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx_pubs", "update", "--site", str(tmp_path)],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until_it_waits(process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "sphinx-pubs: interrupted\n")


def wait_until_it_waits(process: subprocess.Popen[str]) -> None:
    """Wait until the process has been asleep for a moment: it has started, and reads the pipe."""
    asleep = 0
    while asleep < 5:
        state = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        asleep = asleep + 1 if state == "S" else 0
        time.sleep(0.1)
