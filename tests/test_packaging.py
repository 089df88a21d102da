"""The contents of the sdist and of the wheel built from it, as for a release."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinx_pubs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sphinx_pubs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_SHIPPED = ("__pycache__/", ".pyc")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist and the wheel. The build backend is installed: no network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    build = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert build.returncode == 0, build.stdout + build.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> dict[str, bytes]:
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(wheel: dict[str, bytes]) -> Message:
    (text,) = (content for name, content in wheel.items() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(text.decode("utf-8"))


@pytest.fixture(scope="module")
def sdist(dist: Path) -> list[str]:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def files(pattern: str = "**/*") -> list[str]:
    """Return the files of the package, as named in a wheel."""
    names = (path.relative_to(ROOT).as_posix() for path in PACKAGE.glob(pattern) if path.is_file())
    return sorted(name for name in names if not any(part in name for part in NOT_SHIPPED))


def test_wheel_contains_only_the_package(wheel: dict[str, bytes]) -> None:
    assert sorted(name for name in wheel if ".dist-info/" not in name) == files()


@pytest.mark.parametrize(
    "pattern",
    [
        "py.typed",
        "static/sphinx_pubs/pubs.css",
        "scripts/*.js",
        "locale/*/LC_MESSAGES/*.mo",
        "init/templates/**/*.txt",
    ],
)
def test_wheel_contains_data_files(wheel: dict[str, bytes], pattern: str) -> None:
    expected = files(pattern)
    assert expected, f"the package has no {pattern}"
    assert set(expected) <= set(wheel)


def test_wheel_is_platform_independent(dist: Path) -> None:
    assert [path.name for path in dist.glob("*.whl")] == [
        f"sphinx_pubs-{sphinx_pubs.__version__}-py3-none-any.whl"
    ]


def test_version_is_the_same_everywhere(metadata: Message, dist: Path) -> None:
    assert metadata["Name"] == "sphinx-pubs"
    assert metadata["Version"] == sphinx_pubs.__version__
    assert (dist / f"sphinx_pubs-{sphinx_pubs.__version__}.tar.gz").is_file()
    assert f"## [{sphinx_pubs.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_licenses_of_the_icons_are_in_the_wheel(metadata: Message, wheel: dict[str, bytes]) -> None:
    licenses = {
        name.partition(".dist-info/licenses/")[2]: text.decode("utf-8")
        for name, text in wheel.items()
        if ".dist-info/licenses/" in name
    }
    assert metadata["License-Expression"] == "MIT AND CC0-1.0"
    assert sorted(licenses) == sorted(metadata.get_all("License-File", []))
    folders = {path.parent.relative_to(ROOT).as_posix() for path in PACKAGE.glob("icons/*/*.svg")}
    assert {name.rpartition("/")[0] for name in licenses} == {"", *folders}, "each set of icons has a license"
    assert licenses["LICENSE"].startswith("MIT License")
    assert licenses["sphinx_pubs/icons/octicons/LICENSE"].startswith("MIT License")
    assert "CC0 1.0 Universal" in licenses["sphinx_pubs/icons/simple-icons/LICENSE.md"]


def test_metadata_has_python_version_and_dependencies(metadata: Message) -> None:
    assert metadata["Requires-Python"] == ">=3.11"
    assert "Framework :: Sphinx :: Extension" in metadata.get_all("Classifier", [])
    required = metadata.get_all("Requires-Dist", [])
    assert "sphinx>=7.4" in required, "Sphinx must have a lower bound and no upper bound"
    assert len([line for line in required if "extra ==" not in line]) == len(PROJECT["dependencies"])


def test_sdist_contains_sources_and_no_build_output(sdist: list[str]) -> None:
    assert {"pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "Makefile", *files()} <= set(sdist)
    assert any(name.startswith("tests/") for name in sdist)
    assert any(name.startswith("example_docs/") for name in sdist)
    assert {"constraints.txt", "constraints-oldest.txt", ".ci/run", ".ci/sdist_check.py"} <= set(sdist)
    output = ("build/", "dist/", ".venv", "example_docs/_build/", ".git/")
    assert [name for name in sdist if name.startswith(output) or "__pycache__" in name] == []


CATALOGS = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"), key=str)


def test_chinese_catalog_exists() -> None:
    assert "zh_CN" in {path.parts[-3] for path in CATALOGS}


@pytest.mark.parametrize("path", CATALOGS, ids=[path.parts[-3] for path in CATALOGS])
def test_compiled_translations_equal_their_source(path: Path) -> None:
    with path.open("rb") as source, path.with_suffix(".mo").open("rb") as compiled:
        assert _messages(read_mo(compiled)) == _messages(read_po(source))


def _messages(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the translations of a catalog; a key is a tuple of the singular and, if any, the plural."""

    def forms(value: str | Iterable[str]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(value)

    return {
        forms(message.id): forms(message.string)
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }
