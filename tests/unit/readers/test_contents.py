"""Files without entries: nothing, a page of a server, another format."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.load import load_file

HTML = "<!DOCTYPE html>\n<html><style>@media print { a, b { x: y } }</style>\n<body>404 me@x.org</body>\n"
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
BIBTEX = "@article{doe, title = {A Title}, author = {Doe, Jane}, year = 2020}\n"
RIS = "TY  - JOUR\nTI  - A Title\nER  - \n"
YAML = "publications:\n  doe:\n    title: A Title\n"
JSON = '{"publications": {"doe": {"title": "A Title"}}}'
SUFFIXES = ("bib", "yaml", "json", "toml", "ris", "cff")


def messages(tmp_path: Path, name: str, content: str | bytes) -> list[str]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    result = load_file(str(path))
    if result.problems:
        assert not result.records
        assert {problem.code for problem in result.problems} == {Code.SOURCE}
    return [problem.message.removeprefix("no entry in this file: ") for problem in result.problems]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "it is empty"),
        (" \n\t\n", "it has only white space"),
        (b"\xef\xbb\xbf\n", "it has only white space"),
        (HTML, "it is an HTML page"),
        ("\ufeff \n" + HTML.lower(), "it is an HTML page"),
        (HTML.encode("utf-16"), "it is an HTML page"),
        (b'<?xml version="1.0"?>\n<records></records>', "it is an XML file"),
        (LFS, "it is a Git LFS pointer: run 'git lfs pull'"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "it is a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "it is a ZIP archive"),
        (b"\x1f\x8b\x08\x00\x00", "it is a gzip archive"),
    ],
)
def test_a_file_of_no_format(tmp_path: Path, suffix: str, content: str | bytes, what: str) -> None:
    assert messages(tmp_path, f"papers.{suffix}", content) == [what]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("papers.bib", RIS, "RIS"),
        ("papers.bib", JSON, "JSON"),
        ("papers.bib", YAML, "YAML"),
        ("papers.bib", "cff-version: 1.2.0\ntitle: x\n", "CITATION.cff"),
        ("papers.bib", "%0 Journal Article\n%T A Title\n", "the EndNote format"),
        ("papers.bib", "PMID- 123456\nTI  - A Title\n", "the format of PubMed"),
        ("papers.ris", BIBTEX, "BibTeX"),
        ("papers.ris", YAML, "YAML"),
        ("papers.yaml", BIBTEX, "BibTeX"),
        ("papers.yaml", RIS, "RIS"),
        ("papers.json", BIBTEX, "BibTeX"),
        ("papers.toml", BIBTEX, "BibTeX"),
        ("papers.toml", JSON, "JSON"),
        ("papers.yaml", "[publications.doe]\ntitle = 'A Title'\n", "TOML"),
        ("papers.cff", BIBTEX, "BibTeX"),
    ],
)
def test_a_file_of_another_format(tmp_path: Path, name: str, content: str, what: str) -> None:
    assert messages(tmp_path, name, content) == [f"it looks like {what}: give it the right suffix"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("papers.bib", "% Encoding: UTF-8\n\n@Comment{jabref-meta: databaseType:biblatex;}\n"),
        ("papers.bib", "Not Found\n"),
        ("papers.yaml", "# publications:\n#   doe:\n"),
        ("papers.toml", "# [publications.doe]\n"),
    ],
)
def test_a_file_of_comments(tmp_path: Path, name: str, content: str) -> None:
    assert "only comments" in messages(tmp_path, name, content)[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("strings.bib", "% Journals\n@string{prl = {Phys. Rev. Lett.}}\n"),
        ("strings.bib", '@PREAMBLE( "\\newcommand{\\noop}[1]{}" )'),
        ("shared.bib", "@xdata{shared, publisher = {P}}\n"),
        ("papers.yaml", "[]\n"),
        ("papers.yaml", "publications: []\n"),
        ("papers.yaml", "publications:\n"),
        ("papers.json", "[]"),
        ("papers.json", "{}"),
        ("papers.json", '{"publications": {}}'),
        ("papers.toml", "publications = []\n"),
        ("publications/draft.md", "---\ntitle: A Title\ndraft: true\n---\n"),
    ],
)
def test_a_file_without_entries_on_purpose(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "publications").mkdir()
    assert messages(tmp_path, name, content) == []


def test_entries_on_a_page_are_read(tmp_path: Path) -> None:
    path = tmp_path / "papers.bib"
    path.write_text(f"<html><body><pre>\n{BIBTEX}</pre></body></html>\n", encoding="utf-8")
    assert [record.key for record in load_file(str(path)).records] == ["doe"]


@pytest.mark.parametrize("name", ["papers.bib", "papers.yaml", "papers.ris"])
def test_a_mistake_in_the_right_format_is_reported_as_such(tmp_path: Path, name: str) -> None:
    broken = {"bib": "@article{doe, title = {A", "yaml": "publications: {a: [", "ris": "TY  JOUR\nTI  - x\n"}
    path = tmp_path / name
    path.write_text(broken[name.partition(".")[2]], encoding="utf-8")
    codes = {problem.code for problem in load_file(str(path)).problems}
    assert Code.SYNTAX in codes
    assert Code.SOURCE not in codes
