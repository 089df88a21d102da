"""Every output folder shows an edit, also if a killed build or that of another builder has read it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from sphinx_pubs.sphinx_ext.output import replaced_file
from tests.support import Site, output_files

BUILDERS = ("html", "dirhtml", "singlehtml", "json", "text", "xml", "latex", "epub")

#: Pages with lists and with links to their entries, and a handler that ends the build when it writes page N.
FILES = {
    "index.rst": """
Index
=====

.. toctree::

   list
   other/links

.. publications:: /papers.bib
   :limit: 1
""",
    "list.rst": """
List
====

.. publications:: /papers.bib
   :controls: search download
   :group-by: year
   :numbering: down
""",
    "other/links.rst": """
Links
=====

:pubs:ref:`one`, :pubs:num:`one`, :pubs:full:`two`
""",
    "conf.py": """
import os, signal

extensions = ["sphinx_pubs"]
latex_documents = [("index", "site.tex", "Site", "Doe", "manual")]
count = 0

def interrupt(app, *args):
    global count
    count += 1
    if count == int(os.environ.get("INTERRUPT_AT", 0)):
        match os.environ["INTERRUPT_BY"]:
            case "kill": os.kill(os.getpid(), signal.SIGKILL)
            case "keys": raise KeyboardInterrupt
            case "error": raise RuntimeError("another extension")

def setup(app):
    app.connect(os.environ.get("INTERRUPT_ON", "doctree-resolved"), interrupt, priority=999)
""",
    "papers.bib": """
@misc{one, title={Zebrafish}, author={Doe, Jane}, year=2020}
@misc{two, title={Second}, author={Roe, Ann}, year=2021}
""",
}


@pytest.fixture
def source(tmp_path: Path) -> Site:
    site = Site(tmp_path / "source")
    for name, text in FILES.items():
        site.write(name, text)
    return site


def edit(site: Site) -> None:
    site.write(
        "papers.bib", FILES["papers.bib"].replace("Zebrafish", "Changed") + "@misc{three, title={Third}}\n"
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of an output folder without those that have times or words of removed pages."""
    skipped = (".epub", ".opf", "searchindex.json")
    # Sphinx 7.4 adds checksums to URLs in the pages of `singlehtml` only if the files are there already.
    return {
        name: re.sub(rb"\?v=\w+", b"", data)
        for name, data in output_files(folder).items()
        if not name.endswith(skipped)
    }


def assert_same_as_clean(site: Site, builder: str, again: Path, clean: Path) -> None:
    expected = contents(site.build(builder, outdir=clean).outdir)
    found = contents(again)
    assert sorted(found) == sorted(expected)
    assert [name for name in found if found[name] != expected[name]] == []
    assert b"Zebrafish" not in b"".join(found.values())


@pytest.mark.parametrize(("builder", "by"), [*((name, "keys") for name in BUILDERS), ("html", "error")])
def test_build_after_an_interrupted_one_gives_the_clean_output(
    source: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str, by: str
) -> None:
    source.build(builder)
    edit(source)
    monkeypatch.setenv("INTERRUPT_BY", by)
    monkeypatch.setenv("INTERRUPT_AT", "1" if builder in ("singlehtml", "latex") else "2")
    with pytest.raises((KeyboardInterrupt, ExtensionError)):
        source.build(builder)
    monkeypatch.delenv("INTERRUPT_AT")
    again = source.build(builder)
    assert bool(again.read) == (by == "error")  # Sphinx removes its environment after an error
    assert_same_as_clean(source, builder, again.outdir, tmp_path / "clean")


@pytest.mark.parametrize("builder", BUILDERS)
def test_second_builder_shows_an_edit_that_the_first_has_read(
    source: Site, tmp_path: Path, builder: str
) -> None:
    source.build(builder)
    edit(source)
    source.build("dummy")
    again = source.build(builder)
    assert again.read == ()
    assert_same_as_clean(source, builder, again.outdir, tmp_path / "clean")


@pytest.mark.parametrize("options", [(), ("-j", "2"), ("-a",), ("-E",)])
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_build_after_a_killed_one_gives_the_clean_output(
    source: Site, tmp_path: Path, options: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "sphinx", "-M", "html", str(source.root), str(tmp_path / "build")]

    def run(*options: str, **environment: str) -> int:
        env = {**os.environ, **environment}
        return subprocess.run([*command, *options], env=env, capture_output=True, check=False).returncode

    assert run() == 0
    edit(source)
    assert run(*options, INTERRUPT_AT="2", INTERRUPT_BY="kill") == -signal.SIGKILL
    assert run() == 0
    assert_same_as_clean(source, "html", tmp_path / "build" / "html", tmp_path / "clean")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_page_that_is_cut_off_is_written_again(source: Site, tmp_path: Path) -> None:
    built = source.build()
    page = built.outdir / "other" / "links.html"
    complete = page.read_bytes()
    command = [sys.executable, "-m", "sphinx", "-q", "-a", "-d", str(tmp_path / "build" / "doctrees")]
    env = {**os.environ, "INTERRUPT_AT": "3", "INTERRUPT_BY": "kill"}
    killed = subprocess.run([*command, str(source.root), str(built.outdir)], env=env, check=False)
    assert killed.returncode == -signal.SIGKILL
    page.write_bytes(complete[:100])
    source.build()
    assert page.read_bytes() == complete


def test_page_that_was_not_asked_for_is_written_by_the_next_build(source: Site, tmp_path: Path) -> None:
    source.build()
    edit(source)
    source.build("dummy")  # reads the edit
    command = [sys.executable, "-m", "sphinx", "-q", "-d", str(tmp_path / "build" / "doctrees")]
    command += [str(source.root), str(tmp_path / "build" / "html")]
    subprocess.run([*command, str(source.root / "index.rst")], check=True, capture_output=True)
    assert "Zebrafish" in (tmp_path / "build" / "html" / "list.html").read_text(encoding="utf-8")
    subprocess.run(command, check=True, capture_output=True)
    assert_same_as_clean(source, "html", tmp_path / "build" / "html", tmp_path / "clean")


def test_build_killed_while_it_reads_leaves_no_trace(
    source: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write("index.rst", FILES["index.rst"].replace("/papers.bib", "*.bib"))
    source.build()
    extra = source.write("extra.bib", "@misc{extra, title={Extra}, year=2029}")
    source.write("list.rst", FILES["list.rst"] + "\nWords\n")
    monkeypatch.setenv("INTERRUPT_ON", "source-read")
    monkeypatch.setenv("INTERRUPT_BY", "keys")
    monkeypatch.setenv("INTERRUPT_AT", "2")
    with pytest.raises(KeyboardInterrupt):
        source.build()
    monkeypatch.delenv("INTERRUPT_AT")
    extra.unlink()
    source.build()
    text = source.build("text")  # which has no output yet
    clean = source.build("text", outdir=tmp_path / "clean")
    assert contents(text.outdir) == contents(clean.outdir)
    assert source.build().read == ()


def test_unchanged_site_is_not_written_again(source: Site) -> None:
    for builder in ("html", "latex", "text"):
        source.build(builder)
        again = source.build(builder)
        assert "pickling environment" not in again.status


def test_file_is_replaced_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with suppress(RuntimeError), replaced_file(path) as file:
        file.write(b"ne")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
