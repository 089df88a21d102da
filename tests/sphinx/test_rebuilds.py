"""Output does not depend on earlier builds, the number of processes or the hash seed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.sphinx_ext.domain import PubsDomain
from sphinx_pubs.sphinx_ext.lists import reading
from tests.support import ROOTS, Site, output_files, run_build

MakeSite = Callable[[str], Site]
Edit = Callable[[Path], None]


def _replace(name: str, old: str, new: str) -> Edit:
    def edit(source: Path) -> None:
        path = source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        stat = path.stat()
        path.write_text(text.replace(old, new), encoding="utf-8")
        if path.suffix != ".rst":
            # Restored files, and files of some checkouts, are older than the last build. (Sphinx itself
            # only looks at the time of a page.)
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    return edit


def _append(name: str, text: str) -> Edit:
    def edit(source: Path) -> None:
        with (source / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def _write(name: str, text: str) -> Edit:
    def edit(source: Path) -> None:
        (source / name).write_text(text, encoding="utf-8")

    return edit


EDITS: dict[str, Edit] = {
    "changed title": _replace("papers.bib", "Mask {R-CNN}", "Mask {R-CNN} Again"),
    "removed entry": _replace("papers.bib", "@unpublished{draft", "@comment{draft"),
    "added entry": _append("papers.bib", "@misc{more, title={More}, author={Doe, Jane}, year=2020}\n"),
    "changed key": _replace("papers.bib", "{wu2019multigrid", "{wu2019"),
    "changed page": _append("plain.rst", "\nMore words.\n"),
    "removed list": _replace("index.rst", ".. publications:: papers.bib", ".. comment"),
    "shorter list": _replace("index.rst", ":group-by: year", ":limit: 1"),
    "added source": _write("extra.yaml", "publications:\n  he2016resnet:\n    note: From another file\n"),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("parallel", [0, 2])
def test_rebuild_gives_the_same_output_as_a_clean_build(
    site: MakeSite, tmp_path: Path, name: str, parallel: int
) -> None:
    source = site("basic")
    settings: dict[str, Any] = {
        "pubs_sources": ["extra*.yaml", "papers.bib"],
        "suppress_warnings": ["pubs.source", "ref.ref"],
    }
    source.build(parallel=parallel, **settings)
    EDITS[name](source.root)
    again = source.build(parallel=parallel, **settings)
    clean = source.build(outdir=tmp_path / "clean", **settings)
    assert output_files(again.outdir) == output_files(clean.outdir)


@pytest.mark.parametrize("parallel", [0, 2])
def test_each_source_is_read_at_most_once_per_build(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    # A patch, since nothing public counts the reads of all processes: forked processes inherit it.
    read_file, log = reading.read_file, tmp_path / "log"

    def read_and_log(path: str, *args: Any) -> Any:
        _append(log.name, f"{path}\n")(tmp_path)
        return read_file(path, *args)

    monkeypatch.setattr(reading, "read_file", read_and_log)
    source = site("basic")
    for edit in (EDITS["changed page"], EDITS["changed title"], EDITS["shorter list"], lambda _: None):
        log.write_text("", encoding="utf-8")
        source.build(parallel=parallel, pubs_sources=["papers.bib"])
        paths = log.read_text(encoding="utf-8").splitlines()
        assert sorted(paths) == sorted(set(paths))
        edit(source.root)
    assert paths


def test_unchanged_project_reads_no_source(site: MakeSite) -> None:
    source = site("basic")
    source.build()
    assert source.build().read == ()
    domain = source.build().app.env.get_domain("pubs")
    assert isinstance(domain, PubsDomain)
    assert domain.state.sources._results == {}


def _separate_lists_from_text(source: Path) -> None:
    """Move the lists to the page ``list``, so that ``plain`` has only text."""
    lists = ".. publications::\n\n.. publications::\n   :filter: not cited"
    pages = {"index": ".. toctree::\n\n   list\n   plain", "list": lists, "plain": "Words."}
    for name, text in pages.items():
        _write(f"{name}.rst", f"{name}\n=====\n\n{text}\n")(source)


BUILD_AND_LIST = "import sys; from sphinx.cmd.build import main; main(sys.argv[1:]); print(*sys.modules)"
#: Modules that a build without lists must not import.
LIST_MODULES = re.compile(
    r"sphinx_pubs\.(?:model|readers\.(?!groups$)|selection|export|render\.(?!html_nodes$)|sphinx_ext\.lists)"
)


@pytest.mark.parametrize("changed", [(), ("plain",), ("list",)])
def test_list_modules_are_imported_only_if_a_list_is_built(tmp_path: Path, changed: tuple[str, ...]) -> None:
    shutil.copytree(ROOTS / "basic", tmp_path / "source")
    _separate_lists_from_text(tmp_path / "source")
    command = [sys.executable, "-c", BUILD_AND_LIST, "-q", "-D", "pubs_sources=papers.bib"]
    command += [str(tmp_path / "source"), str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    for name in changed:
        _append(f"{name}.rst", "\nMore words.\n")(tmp_path / "source")
    again = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    loaded = again.stdout.split()
    assert "sphinx_pubs.sphinx_ext.domain" in loaded
    assert any(map(LIST_MODULES.match, loaded)) == ("list" in changed), sorted(
        filter(LIST_MODULES.match, loaded)
    )


@pytest.mark.parametrize(("changed", "computed"), [((), False), (("plain",), False), (("list",), True)])
def test_locations_of_entries_are_computed_only_if_lists_changed(
    site: MakeSite, changed: tuple[str, ...], computed: bool
) -> None:
    source = site("basic")
    _separate_lists_from_text(source.root)
    settings: dict[str, Any] = {"pubs_sources": ["papers.bib"], "suppress_warnings": ["ref.ref"]}
    source.build(**settings)
    for name in changed:
        _append(f"{name}.rst", "\nMore words.\n")(source.root)
    domain = source.build(**settings).app.env.get_domain("pubs")
    assert isinstance(domain, PubsDomain)
    assert domain.state.targets.lists
    assert ("locations" in vars(domain.state.targets)) == computed


def test_changed_source_with_an_old_timestamp_is_detected(site: MakeSite) -> None:
    source = site("basic")
    source.build()
    EDITS["changed title"](source.root)
    again = source.build()
    assert len(again.read) == 2
    assert "Mask R-CNN Again" in again.titles()


def test_new_source_is_detected(site: MakeSite) -> None:
    source = site("errors")
    source.build()
    source.write("nowhere.bib", "@misc{now, title={Now Here}, author={Doe, Jane}}")
    again = source.build()
    assert "Now Here" in again.titles()
    assert "nowhere.bib" not in again.warnings


def test_link_text_is_updated_on_a_page_that_is_not_read_again(site: MakeSite) -> None:
    source = site("basic")
    source.write("far.rst", "Far\n===\n\n:pubs:ref:`he2017maskrcnn`\n")
    source.build()
    EDITS["changed title"](source.root)
    again = source.build()
    assert len(again.read) == 2
    assert "Mask R-CNN Again" in again.page("far.html").get_text()


def test_link_text_is_updated_if_another_extension_prevents_reading_a_page(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = site("basic")
    source.write(
        "unread.py",
        "def ask(app, env, added, changed, removed):\n    return {'far'} & env.all_docs.keys()\n\n"
        "def keep(app, env, docnames):\n    if 'far' in env.all_docs:\n        docnames.remove('far')\n\n"
        "def setup(app):\n    app.connect('env-get-outdated', ask)\n"
        "    app.connect('env-before-read-docs', keep, priority=600)\n",
    )
    monkeypatch.syspath_prepend(source.root)
    extensions = ["sphinx_pubs", "unread"]
    source.write("far.rst", "Far\n===\n\n:pubs:ref:`he2017maskrcnn`\n")
    source.build(extensions=extensions)
    EDITS["changed title"](source.root)
    again = source.build(extensions=extensions)
    assert "Mask R-CNN Again" in again.page("far.html").get_text()


def test_pickled_environment_contains_no_records(site: MakeSite) -> None:
    built = site("basic").build()
    pickled = (built.outdir.parent / "doctrees" / "environment.pickle").read_bytes()
    assert b"he2016resnet" in pickled  # the key of the link target
    assert b"Xiangyu" not in pickled  # an author
    doctree = (built.outdir.parent / "doctrees" / "index.doctree").read_bytes()
    assert b"Xiangyu" not in doctree


def test_parallel_build_reports_each_problem_once(site: MakeSite) -> None:
    source = site("errors")
    for number in range(8):
        source.write(f"page{number}.rst", ":orphan:\n\nPage\n====\n\n.. publications:: papers.bib\n")
    built = source.build(parallel=2)
    lines = [line for line in built.warnings.splitlines() if line.startswith("papers.bib:")]
    assert len(lines) == len(set(lines)) == 6


@pytest.mark.parametrize("root", ["basic", "matrix"])
def test_output_does_not_depend_on_processes_or_hash_seed(tmp_path: Path, root: str) -> None:
    shutil.copytree(ROOTS / root, tmp_path / "source")
    outputs = []
    for seed, jobs in (("1", "1"), ("2", "1"), ("3", "2")):
        out = tmp_path / f"out{seed}"
        run_build(tmp_path / "source", out, "-j", jobs, env={**os.environ, "PYTHONHASHSEED": seed})
        outputs.append(output_files(out))
    assert outputs[0] == outputs[1] == outputs[2]
    assert "index.html" in outputs[0]


def test_new_local_file_is_detected(site: MakeSite) -> None:
    source = site("basic")
    _replace("papers.bib", "presentation = {Oral}", "slides = {talk.pdf}")(source.root)
    first = source.build()
    assert "papers.bib:1: WARNING: he2016resnet: no file 'talk.pdf' [pubs.missing_file]" in first.warnings
    assert first.warnings.count("talk.pdf") == 1  # once, although two pages show the record
    source.write("talk.pdf", "The slides.")
    again = source.build()
    assert "talk.pdf" not in again.warnings
    link = again.page().select_one(".pubs-link-slides a")
    assert link is not None
    assert (again.outdir / str(link["href"])).read_text(encoding="utf-8") == "The slides."
