"""The constraints files pin everything that the Makefile installs; ``make constraints`` writes them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str]] = PYPROJECT["dependency-groups"]
RUNTIME: list[str] = [
    *PYPROJECT["project"]["dependencies"],
    *(line for extra in PYPROJECT["project"]["optional-dependencies"].values() for line in extra),
]
BUILD: list[str] = PYPROJECT["build-system"]["requires"]

#: Each file with the requirements that it pins.
FILES = {
    "constraints.txt": [*RUNTIME, *BUILD, *(line for group in GROUPS.values() for line in group)],
    "constraints-oldest.txt": [*RUNTIME, *BUILD, *GROUPS["test"], *GROUPS["install"]],
}
PYTHONS = ["3.11.0", "3.11.14", "3.12.1", "3.13.5", "3.14.0"]
PLATFORMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}


def lines(name: str) -> list[str]:
    """Return the lines of a constraints file that are no comments."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pins(name: str, environment: dict[str, str] | None = None) -> dict[str, Version]:
    """Return the version of each package in an environment, by default in this one."""
    found: dict[str, Version] = {}
    for line in lines(name):
        pin = Requirement(line)
        if pin.marker and not pin.marker.evaluate(environment):
            continue
        key = canonicalize_name(pin.name)
        assert key not in found, f"{name} pins {key} twice"
        (specifier,) = pin.specifier
        found[key] = Version(specifier.version)
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_line_is_an_exact_version_and_names_no_place(name: str) -> None:
    for line in lines(name):
        pin = Requirement(line)
        assert [specifier.operator for specifier in pin.specifier] == ["=="], line
        assert not pin.extras, line
        assert pin.url is None, line
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "/" not in text.partition("make constraints")[2]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", FILES)
def test_each_requirement_is_pinned(name: str, python: str, platform: str) -> None:
    environment = {
        **PLATFORMS[platform],
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    found = pins(name, environment)
    wanted = [Requirement(line) for line in FILES[name]]
    missing = [
        str(requirement)
        for requirement in wanted
        if (pin := found.get(canonicalize_name(requirement.name))) is None
        or not requirement.specifier.contains(pin, prereleases=True)
    ]
    assert missing == [], f"run `make constraints`: {name} does not pin these"


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    found = pins("constraints-oldest.txt")
    bounds = {
        canonicalize_name(requirement.name): Version(specifier.version)
        for requirement in map(Requirement, RUNTIME)
        for specifier in requirement.specifier
        if specifier.operator == ">="
    }
    assert len(bounds) == len(RUNTIME), "each dependency has a lower bound"
    assert {key: found[key] for key in bounds} == bounds, "run `make constraints`"


def installed() -> Iterator[str]:
    """Yield the packages that the test group brings into this environment, those they need included."""
    todo = [Requirement(line) for line in [*RUNTIME, *GROUPS["test"]]]
    seen: set[tuple[str, str]] = set()
    while todo:
        requirement = todo.pop()
        for extra in ["", *requirement.extras]:
            key = (canonicalize_name(requirement.name), extra)
            if key in seen:
                continue
            seen.add(key)
            yield key[0]
            needed = map(Requirement, distribution(requirement.name).requires or [])
            todo += [one for one in needed if not one.marker or one.marker.evaluate({"extra": extra})]


@pytest.mark.skipif("PUBS_CONSTRAINTS" not in os.environ, reason="`make test` names the constraints file")
def test_everything_installed_is_pinned() -> None:
    found = pins(os.environ["PUBS_CONSTRAINTS"])
    packages = sorted(set(installed()))
    assert {key: Version(version(key)) for key in packages} == {key: found.get(key) for key in packages}
