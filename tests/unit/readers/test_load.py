"""Loading a file: its format, its size limit, and `path#group`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Award, Publication
from sphinx_pubs.readers import cff, csl, front_matter, native, ris
from sphinx_pubs.readers.base import ReadOptions
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.groups import split_group
from sphinx_pubs.readers.load import load_file, reader_for
from sphinx_pubs.readers.services import crossref, datacite, inspire, openalex, orcid, zotero

_CSL = b'[{"id": "a", "type": "article-journal", "issued": {"date-parts": [[2019]]}}]'


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("papers.bib", b"", bibtex.read),
        ("PAPERS.BIB", b"", bibtex.read),
        ("papers.bibtex", b"", bibtex.read),
        ("papers.yaml", b"", native.read),
        ("papers.yml", b"", native.read),
        ("papers.toml", b"", native.read),
        ("papers.ris", b"", ris.read),
        ("papers.csl.json", b"", csl.read),
        ("papers.json", b"", native.read),
        ("papers.json", b'{"publications": {"a": {"title": "A"}}}', native.read),
        ("papers.json", b'{"publications": {"a": {"author": [{"family": "He"}]}}}', native.read),
        ("papers.json", b'[{"key": "a", "title": "A"}]', native.read),
        ("papers.json", _CSL, csl.read),
        ("papers.json", b"\xef\xbb\xbf \n" + _CSL, csl.read),
        ("papers.json", b'{"items": ' + _CSL + b"}", csl.read),
        ("papers.json", _CSL[1:-1], csl.read),
        ("papers.json", _CSL[:-5], csl.read),
        ("papers.json", b'[{"id": 1, "type": "book"}]', csl.read),
        ("papers.json", b'[{"id": 1, "author": [{"family": "He"}]}]', csl.read),
        ("papers.json", b'{"status": "ok", "message-type": "work", "message": {}}', crossref.read),
        ("papers.csl.json", b'{"status": "ok", "message-type": "work", "message": {}}', csl.read),
        ("papers.json", b'{"DOI": "10.5555/1", "title": ["A"], "is-referenced-by-count": 0}', crossref.read),
        (
            "papers.json",
            b'{"DOI": "10.5555/1", "title": "A", "is-referenced-by-count": 0, "issued": 1}',
            csl.read,
        ),
        ("papers.json", b'{"id": "https://openalex.org/W1", "authorships": [', openalex.read),
        ("papers.json", b'{"meta": {"count": 0}, "results": [], "group_by": []}', openalex.read),
        ("papers.json", b'{"group": [{"work-summary": [{"title": null}]}]}', orcid.read),
        ("papers.json", b'{"group": [], "path": "/0000-0002-1825-0097/works"}', orcid.read),
        ("papers.json", b'[{"library": {}, "links": {}, "data": {"itemType": "book"}}]', zotero.read),
        ("papers.json", b'{"titles": [{"title": "A"}], "texkeys": ["Doe:2020abc"]}', inspire.read),
        ("papers.json", b'{"creators": [], "types": {"resourceTypeGeneral": "Text"}}', datacite.read),
        ("papers.json", b'{"publications": [{"creators": [], "resourceTypeGeneral": "Text"}]}', native.read),
        ("CITATION.cff", b"", cff.read),
        ("a/index.md", b"---\ntitle: A\n---\n", front_matter.read),
        ("a/index.qmd", b"+++\r\ntitle = 1\r\n+++\r\n", front_matter.read),
        ("README.md", b"# A page", None),
        ("papers.txt", b"", None),
        ("bib", b"", None),
    ],
)
def test_reader_for(path: str, data: bytes, expected: object) -> None:
    assert reader_for(path, data) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("list.yaml", ("list.yaml", "")),
        ("list.yaml#awards", ("list.yaml", "awards")),
        ("a#b/list.yaml#people", ("a#b/list.yaml", "people")),
        ("list.yaml#papers", ("list.yaml#papers", "")),
    ],
)
def test_split_group(source: str, expected: tuple[str, str]) -> None:
    assert split_group(source) == expected


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    path = tmp_path / "list.yaml"
    path.write_text("- title: A title\n  year: 2017\n", encoding="utf-8")
    return path


def test_a_group_in_the_source_takes_the_place_of_the_one_in_the_options(entries: Path) -> None:
    assert isinstance(load_file(str(entries)).records[0], Publication)
    options = ReadOptions("awards")
    assert isinstance(load_file(str(entries), options).records[0], Award)
    assert isinstance(load_file(f"{entries}#publications", options).records[0], Publication)


def test_a_file_larger_than_the_limit_is_not_read(entries: Path) -> None:
    size = entries.stat().st_size
    assert load_file(str(entries), max_bytes=size).problems == ()
    for name in ("", "pubs_max_bytes"):
        result = load_file(str(entries), max_bytes=size - 1, limit_name=name)
        assert result.records == ()
        (problem,) = result.problems
        assert (problem.code, problem.origin.path) == (Code.SIZE, str(entries))
        assert name in problem.message
        assert str(size) in problem.message


def test_a_file_that_cannot_be_opened_or_has_an_unknown_format(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for name in ("missing.bib", "notes.txt"):
        (problem,) = load_file(str(tmp_path / name)).problems
        assert (problem.code, problem.origin.path) == (Code.SOURCE, str(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "papers.bib")
    (problem,) = load_file(str(tmp_path / "papers.bib")).problems
    assert problem.message == "cannot read the file: it is not a regular file"
