"""Files of the site that records link to: at a stable address, opened in place."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tests.support import Site, output_files

BIB = """
@misc{one, title={First}, year=2020, slides={talks/über uns.pdf}, pdf={paper.pdf}, poster={/other/paper.pdf}}
@misc{two, title={Second}, year=2021, slides={../../outside.pdf}, code={conf.py}, data={.hidden}}
"""
PAGE = "{0}\n{1}\n\n.. publications:: /data/papers.bib\n"
FILES = ["_files/data/paper.pdf", "_files/other/paper.pdf", "_files/talks/über uns.pdf"]


@pytest.fixture
def source(tmp_path: Path) -> Site:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['sphinx_pubs']\nhtml_theme = 'basic'\n")
    site.write("index.rst", f"{PAGE.format('Index', '=====')}\n.. toctree::\n\n   sub/nested\n")
    site.write("sub/nested.rst", PAGE.format("Nested", "======"))
    site.write("data/papers.bib", BIB)
    for name in ("data/paper.pdf", "other/paper.pdf", "talks/über uns.pdf", ".hidden"):
        site.write(name, f"This is {name}")
    (tmp_path / "outside.pdf").write_text("secret")
    return site


def copied(outdir: Path) -> list[str]:
    return sorted(path.relative_to(outdir).as_posix() for path in (outdir / "_files").rglob("*.*"))


@pytest.mark.parametrize(
    ("builder", "pages"),
    [
        ("html", {"index.html": "", "sub/nested.html": "sub/"}),
        ("dirhtml", {"index.html": "", "sub/nested/index.html": "sub/nested/"}),
        ("singlehtml", {"index.html": ""}),
    ],
)
def test_links_lead_to_a_stable_address(source: Site, builder: str, pages: dict[str, str]) -> None:
    built = source.build(builder)
    assert copied(built.outdir) == FILES
    assert not list(built.outdir.rglob("_downloads"))
    for page, base in pages.items():
        links = built.page(page).select(".pubs-link a")
        assert not any(link.has_attr("download") for link in links)
        addresses = {urljoin(f"http://x/{base}", str(link["href"])) for link in links}
        assert {unquote(address).removeprefix("http://x/") for address in addresses} == set(FILES)
    assert built.warnings.count("pubs.missing_file") == 3
    assert built.text("_files/data/paper.pdf") == "This is data/paper.pdf"


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_books_link_to_the_website_if_it_has_an_address(source: Site, builder: str) -> None:
    built = source.build(builder, suppress_warnings=["pubs", "epub"])
    assert not (built.outdir / "_files").exists()
    suffix = {"epub": "index.xhtml", "latex": "projectnamenotset.tex", "text": "index.txt"}[builder]
    assert "_files" not in built.text(suffix).replace("\\_", "_")
    assert "_files" not in built.warnings
    if builder != "text":  # it writes no addresses
        website = "https://lab.example/site"
        built = source.build(builder, html_baseurl=website, suppress_warnings=["pubs", "epub"])
        assert f"{website}/_files/data/paper.pdf" in built.text(suffix).replace("\\_", "_")


def test_changed_and_removed_files_are_updated(source: Site, tmp_path: Path) -> None:
    source.build(suppress_warnings=["pubs"])
    changed = source.root / "data" / "paper.pdf"
    stat = changed.stat()
    changed.write_text("That is data/paper.pdf")
    os.utime(changed, ns=(stat.st_atime_ns, stat.st_mtime_ns - 10**9))  # a restored file is older
    (source.root / "other" / "paper.pdf").unlink()
    own = source.root.parent / "build" / "html" / "_files" / "own.pdf"
    own.write_text("not ours")
    again = source.build(suppress_warnings=["pubs"])
    assert again.text("_files/data/paper.pdf") == "That is data/paper.pdf"
    assert copied(again.outdir) == [FILES[0], "_files/own.pdf", FILES[2]]
    assert "other/paper.pdf" not in again.text("index.html")
    own.unlink()
    clean = source.build(outdir=tmp_path / "clean", suppress_warnings=["pubs"])
    assert output_files(again.outdir) == output_files(clean.outdir)


def test_unchanged_files_are_not_copied_again(source: Site) -> None:
    built = source.build()
    before = (built.outdir / FILES[0]).stat().st_ino
    source.build()
    assert (built.outdir / FILES[0]).stat().st_ino == before


def test_parallel_build_copies_the_same_files(source: Site, tmp_path: Path) -> None:
    serial = source.build(outdir=tmp_path / "serial")
    parallel = source.build(outdir=tmp_path / "parallel", parallel=2)
    assert output_files(parallel.outdir) == output_files(serial.outdir)


def test_file_that_cannot_be_copied_is_reported(source: Site) -> None:
    outdir = source.root.parent / "build" / "html"
    outdir.mkdir(parents=True)
    (outdir / "_files").write_text("a file where the folder should be")
    built = source.build()
    assert "cannot copy 'data/paper.pdf'" in built.warnings
