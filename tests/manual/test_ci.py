"""The workflows, the form and the hook of the manual: valid, safe, and run with recorded answers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_pubs.cli import command_parser, main
from tests.manual.sessions import ANSWERS
from tests.manual_files import MANUAL
from tests.support import REPOSITORY

FOLDER = MANUAL / "guides" / "ci"
FILES = sorted(FOLDER.iterdir())
WORKFLOWS = [path for path in FILES if path.stem in {"add-paper", "check-papers", "update-papers"}]
ORCID = "0000-0002-1825-0097"

GIT, BASH = shutil.which("git") or "", shutil.which("bash") or ""

#: What a job may write besides reading the repository.
WRITES = {
    "add-paper": {"contents", "issues", "pull-requests"},
    "check-papers": set(),
    "update-papers": {"contents", "pull-requests"},
}
#: https://pre-commit.com/#creating-new-hooks
HOOK_KEYS = set(
    "id name entry language files exclude types types_or exclude_types always_run fail_fast verbose args "
    "pass_filenames require_serial description language_version minimum_pre_commit_version stages".split()
)


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def commands(script: str) -> list[list[str]]:
    """Return the sphinx-pubs commands in a script, as words."""
    found = [
        re.split(r"[>|]", line)[0] for line in re.findall(r"^\s*(sphinx-pubs .*)$", script, re.MULTILINE)
    ]
    return [shlex.split(line)[1:] for line in found]


# --- their form ---


def test_the_page_shows_every_file() -> None:
    page = (MANUAL / "guides" / "ci.rst").read_text(encoding="utf-8")
    shown = re.findall(r"literalinclude:: ci/(\S+)", page)
    assert sorted(shown) == [path.name for path in FILES]
    assert all(load(path) for path in FILES)


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_workflow_uses_only_known_actions_and_few_permissions(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert set(job.get("permissions", {})) == WRITES[path.stem]
    assert "timeout-minutes" in job
    used = [step["uses"] for step in steps(path) if "uses" in step]
    own = load(REPOSITORY / ".github" / "workflows" / "ci.yml")
    assert set(used) <= {step.get("uses") for each in own["jobs"].values() for step in each["steps"]}


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_commands_of_workflows_exist(path: Path) -> None:
    found = [words for step in steps(path) for words in commands(step.get("run", ""))]
    assert found
    for words in found:
        command_parser().parse_args(words)


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_nothing_is_put_into_a_script(path: Path) -> None:
    # GitHub replaces ${{ }} before the shell reads the script: a quote in the text of an issue would end it.
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def test_form_asks_for_what_the_workflow_needs() -> None:
    form = load(FOLDER / "paper.yml")
    assert {"name", "description", "labels", "body"} <= set(form)
    assert [field["id"] for field in form["body"]] == ["doi", "title", "use"]
    for field in form["body"]:
        assert field["type"] in {"input", "textarea"}
        assert field["attributes"]["label"]
        assert field["validations"] == {"required": True}
    # The label that starts the workflow is not one that the form sets.
    (job,) = load(FOLDER / "add-paper.yml")["jobs"].values()
    assert not any(label == re.findall(r"'(.*)'", job["if"])[0] for label in form["labels"])


# --- the hook ---


def test_hook_is_a_manifest_and_its_entry_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hook,) = load(REPOSITORY / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook) <= HOOK_KEYS
    assert hook["id"] == "sphinx-pubs-check"
    program, *arguments = shlex.split(hook["entry"])
    assert program == "sphinx-pubs"
    good, bad = tmp_path / "papers.yaml", tmp_path / "bad.bib"
    good.write_text("publications:\n- {title: T, authors: Jane Doe, year: 2020}\n", encoding="utf-8")
    bad.write_text("@article{doe2020, title = {T}, author = {Doe, Jane}, year = {20x0}}\n", encoding="utf-8")
    assert main([*arguments, str(good)]) == 0
    assert main([*arguments, str(bad)]) == 1
    assert "bad.bib:1" in capsys.readouterr().out


def test_hook_runs_on_data_files_only() -> None:
    (hook,) = load(REPOSITORY / ".pre-commit-hooks.yaml")
    names = "a.bib data/papers.auto.yaml people.yml x/awards.json refs.csl.json CITATION.cff news.toml"
    assert all(re.search(hook["files"], name) for name in names.split())
    others = (
        "conf.py index.rst mkdocs.yml package.json pubs.toml pubs.lock.json data/menu.yaml my-papers/x.yaml"
    )
    assert not any(re.search(hook["files"], name) for name in others.split())


def test_configuration_uses_the_hook() -> None:
    (repository,) = load(FOLDER / "pre-commit-config.yaml")["repos"]
    (used,) = repository["hooks"]
    (hook,) = load(REPOSITORY / ".pre-commit-hooks.yaml")
    assert used["id"] == hook["id"]
    assert set(used) <= HOOK_KEYS
    command_parser().parse_args([*shlex.split(hook["entry"])[1:], *used["args"]])


# --- the scripts, run ---


class Runner:
    """A clone of a repository in which the scripts of a workflow run, as on a runner of GitHub.

    ``gh`` writes its arguments to a file, and there is no network.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clone = folder / "clone"
        self.temp = folder / "temp"
        self.output = folder / "output"
        self.calls = folder / "calls.jsonl"
        programs = folder / "bin"
        for path in (self.temp, programs):
            path.mkdir()
        self._program(
            programs / "sphinx-pubs",
            "import sys\nfrom sphinx_pubs.cli import main\n"
            f"replay = ['--replay', {str(ANSWERS)!r}] if sys.argv[1] in ('update', 'add') else []\n"
            "sys.exit(main([*sys.argv[1:], *replay]))\n",
        )
        self._program(
            programs / "gh",
            f"import json, sys\nwith open({str(self.calls)!r}, 'a') as calls:\n"
            "    calls.write(json.dumps(sys.argv[1:]) + '\\n')\n"
            "print(0) if 'list' in sys.argv else None\n",
        )
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.output),
            "LC_ALL": "C.UTF-8",
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(folder / "origin.git"), cwd=folder)
        self.git("clone", "--quiet", str(folder / "origin.git"), str(self.clone), cwd=folder)

    def _program(self, path: Path, text: str) -> None:
        path.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
        path.chmod(0o755)

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        who = ("-c", "user.name=Jane Doe", "-c", "user.email=jane@example.org")
        done = subprocess.run(
            [GIT, *who, *arguments],
            cwd=cwd or self.clone,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.clone / name).parent.mkdir(exist_ok=True)
            (self.clone / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Data")
        self.git("push", "--quiet", "origin", "HEAD:main")

    def run(self, workflow: str, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the script of a step as GitHub does."""
        (step,) = [step for step in steps(FOLDER / f"{workflow}.yml") if step.get("name") == name]
        assert set(step["env"]) >= set(variables)
        script = self.folder / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        return subprocess.run(
            [BASH, "-e", str(script)],
            cwd=self.clone,
            env={**self.environment, "GH_TOKEN": "none", **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def gh_calls(self) -> list[list[str]]:
        lines = self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if sys.platform == "win32" or not (GIT and BASH):
        pytest.skip("the scripts are for a runner with Linux, bash and git")
    return Runner(tmp_path)


def pubs_toml(orcid: str = ORCID) -> str:
    return f'[[source]]\nprovider = "orcid"\nid = "{orcid}"\ninto = "data/papers.auto.yaml"\n'


def test_weekly_update_opens_a_pull_request(runner: Runner) -> None:
    runner.commit({"pubs.toml": pubs_toml()})
    done = runner.run("update-papers", "Ask the services")
    assert done.returncode == 0, done.stderr
    assert runner.output.read_text(encoding="utf-8") == "status=1\n"
    done = runner.run("update-papers", "Open a pull request")
    assert done.returncode == 0, done.stderr
    pushed = runner.git("ls-tree", "-r", "--name-only", "origin/update-papers").split()
    assert pushed == ["data/papers.auto.yaml", "pubs.lock.json", "pubs.toml"]
    assert [call[:2] for call in runner.gh_calls] == [["pr", "list"], ["pr", "create"]]
    body = (runner.temp / "body.md").read_text(encoding="utf-8")
    assert "      + he2017mask: Mask R-CNN" in body
    assert all(line.startswith("    ") for line in body.splitlines())
    # After the merge there is nothing to do.
    runner.git("push", "--quiet", "origin", "HEAD:main")
    runner.output.unlink()
    assert runner.run("update-papers", "Ask the services").returncode == 0
    assert runner.output.read_text(encoding="utf-8") == "status=0\n"


def test_weekly_update_fails_if_a_service_does(runner: Runner) -> None:
    runner.commit({"pubs.toml": pubs_toml("0000-0001-5109-3700")})
    done = runner.run("update-papers", "Ask the services")
    assert done.returncode != 0
    assert runner.output.read_text(encoding="utf-8") == "status=2\n"
    assert "no recorded answer" in done.stderr


def issue(doi: str, title: str = "Mask R-CNN") -> str:
    """Return the text that GitHub makes of the form."""
    answers = {"DOI": doi, "Title": title, "How it uses the software": "Yes."}
    return "\r\n".join(f"### {label}\r\n\r\n{answer}\r\n" for label, answer in answers.items())


@pytest.mark.parametrize(
    "written", ["10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322", "doi:10.1109/iccv.2017.322"]
)
def test_issue_becomes_a_pull_request(written: str, runner: Runner) -> None:
    runner.commit({"data/used-by.yaml": "# Papers that use us\n"})
    done = runner.run("add-paper", "Add the paper", ISSUE=issue(written))
    assert done.returncode == 0, done.stderr
    done = runner.run("add-paper", "Open a pull request", NUMBER="7")
    assert done.returncode == 0, done.stderr
    added = runner.git("show", "origin/paper-7:data/used-by.yaml")
    assert "# Papers that use us" in added
    assert "title: Mask R-CNN" in added
    assert [call[:2] for call in runner.gh_calls] == [["pr", "create"]]
    assert (runner.temp / "body.md").read_text(encoding="utf-8").endswith("\nCloses #7\n")


def test_issue_for_a_paper_of_the_list_gets_a_comment(runner: Runner) -> None:
    runner.commit({"data/used-by.yaml": "# Papers\n"})
    assert runner.run("add-paper", "Add the paper", ISSUE=issue("10.1109/ICCV.2017.322")).returncode == 0
    runner.git("add", "--all")
    runner.git("commit", "--quiet", "--message", "Merged")
    assert runner.run("add-paper", "Add the paper", ISSUE=issue("10.1109/ICCV.2017.322")).returncode == 0
    done = runner.run("add-paper", "Open a pull request", NUMBER="8")
    assert done.returncode == 0, done.stderr
    assert [call[:3] for call in runner.gh_calls] == [["issue", "comment", "8"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none",
        "--to pubs.toml",
        "10.1/x",
        "$(touch hacked)",
        "`touch hacked`",
        "'; touch hacked; '",
        '"; touch hacked; "',
        "10.5555/$(touch hacked)",
        "10.5555/x; touch hacked",
        "10.5555/x`touch hacked`",
        "10.5555/x' --to conf.py",
    ],
)
def test_text_of_an_issue_runs_nothing(text: str, runner: Runner) -> None:
    runner.commit({"data/used-by.yaml": "# Papers\n"})
    done = runner.run("add-paper", "Add the paper", ISSUE=issue(text, title=text))
    assert done.returncode != 0, "there is no such paper"
    assert runner.git("status", "--porcelain") == ""
    assert not list(runner.folder.rglob("hacked"))
