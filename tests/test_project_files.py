"""The files about the project: its citation, its workflows and forms, and what they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import sphinx_pubs

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"), key=str)
FORMS = [path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"]

#: What each job may write; everything else only reads the repository.
WRITES = {
    ("release", "pypi"): {"id-token"},
    ("release", "attach"): {"contents"},
    ("pages", "deploy"): {"pages", "id-token"},
}


def load(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict), path
    return content


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_citation_follows_the_package_and_the_changelog() -> None:
    citation = load(ROOT / "CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"].startswith(PROJECT["name"])
    assert citation["authors"] == PROJECT["authors"]
    assert citation["version"] == sphinx_pubs.__version__
    assert citation["license"] in PROJECT["license"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(rf"^## \[{re.escape(sphinx_pubs.__version__)}\] - (\S+)$", changelog, re.MULTILINE)
    assert heading is not None
    released = heading[1] if heading[1] != "unreleased" else None
    assert str(citation.get("date-released")) == str(released)


def test_addresses_are_those_of_pyproject() -> None:
    citation = load(ROOT / "CITATION.cff")
    urls = PROJECT.get("urls", {})
    assert citation.get("repository-code") == urls.get("Repository")
    assert citation.get("url") == urls.get("Documentation")


def test_example_site_has_the_version_of_the_package() -> None:
    conf = (ROOT / "example_docs" / "conf.py").read_text(encoding="utf-8")
    assert f'\nversion = "{sphinx_pubs.__version__.rpartition(".")[0]}"\n' in conf


def test_there_are_workflows_and_forms() -> None:
    assert {path.stem for path in WORKFLOWS} == {"ci", "pages", "release"}
    assert {path.stem for path in FORMS} == {"bug", "feature"}
    assert "Report a vulnerability" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_workflow_may_write_only_what_it_needs(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        granted = job.get("permissions", {})
        assert set(granted.values()) <= {"write"}
        assert set(granted) == WRITES.get((path.stem, name), set())
        assert "timeout-minutes" in job


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_actions_are_pinned_to_a_major_version(path: Path) -> None:
    used = [step["uses"] for step in steps(load(path)) if "uses" in step]
    assert used
    assert [name for name in used if not re.search(r"@(v\d+|release/v\d+)$", name)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_commands_of_workflows_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = "\n".join(step["run"] for step in steps(load(path)) if "run" in step)
    for line in re.findall(r"\bmake ([^\n]+)", commands):
        for target in re.findall(r"(?<![\w=])(?:\.venv/)?\.?[a-z]\w*(?![\w=])", line):
            name = target.replace(".venv/", "$(VENV)/")
            assert re.search(rf"^[^#\t\n]*{re.escape(name)}[ :]", makefile, re.MULTILINE), target
    for script in re.findall(r"\.ci/\w+(?:\.py)?", commands):
        assert (ROOT / script).is_file(), script
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert set(re.findall(r"--group (\w+)", commands)) <= set(groups)


def test_read_the_docs_builds_the_example_site_with_pinned_versions() -> None:
    settings = load(ROOT / ".readthedocs.yaml")
    assert settings["version"] == 2
    assert settings["sphinx"]["fail_on_warning"] is True
    assert (ROOT / settings["sphinx"]["configuration"]).is_file()
    commands = settings["build"]["jobs"]["install"]
    assert all("--constraint constraints.txt" in command for command in commands)
    assert commands[-1].endswith("--group docs")


@pytest.mark.parametrize("path", FORMS, ids=[path.stem for path in FORMS])
def test_forms_ask_for_a_sample_of_the_data(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= set(form)
    for field in form["body"]:
        assert field["attributes"]["label"]
    assert "data" in [field["id"] for field in form["body"]]
