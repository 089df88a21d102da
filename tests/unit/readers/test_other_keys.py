"""Other keys and identifiers of a work, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_pubs.check.files import load_library
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file

BIB = """
@article{doe2024a, title = {Splatting}, author = {Doe, Jane}, year = 2024, doi = {10.1000/a}}
@article{doe2024b, title = {Meshing}, author = {Doe, Jane}, year = 2024, doi = {10.1000/b},
  ids = {doe2023arxiv, DBLP:conf/x/Doe}}
"""
CODE = "https://example.org/code"
BY_DOI = {
    "more.yaml": f"- doi: 10.1000/b\n  code: {CODE}\n",
    "more.yml": f"publications:\n  doe2024a:\n    doi: https://doi.org/10.1000/B\n    code: {CODE}\n",
    "more.json": json.dumps({"publications": [{"doi": "10.1000/b", "code": CODE}]}),
    "more.toml": f"[[publications]]\ndoi = '10.1000/b'\ncode = '{CODE}'\n",
    "more.bib": f"@misc{{doe2024a, doi = {{10.1000/b}}, code = {{{CODE}}}}}\n",
    "more.csl.json": json.dumps([{"id": "x", "type": "article", "DOI": "10.1000/b", "code": CODE}]),
}
BY_ALIAS = {
    "more.yaml": f"publications:\n  doe2023arxiv:\n    code: {CODE}\n",
    "more.json": json.dumps({"publications": {"DBLP:conf/x/Doe": {"code": CODE}}}),
    "more.toml": f"[publications.doe2023arxiv]\ncode = '{CODE}'\n",
    "more.bib": f"@misc{{doe2023arxiv, code = {{{CODE}}}}}\n",
}


def with_code(folder: Path, name: str, content: str) -> tuple[list[str], list[str]]:
    """Return the keys of the works with a link, and the codes of the problems."""
    (folder / "papers.bib").write_text(BIB, encoding="utf-8")
    (folder / name).write_text(content, encoding="utf-8")
    library = load_library([folder / "papers.bib", folder / name])
    keys = [key for key, record in library.publications.items() if record.links]
    return keys, [problem.code.value for problem in library.problems]


@pytest.mark.parametrize("name", BY_DOI)
def test_an_addition_with_a_doi_follows_the_work(tmp_path: Path, name: str) -> None:
    keys, problems = with_code(tmp_path, name, BY_DOI[name])
    assert keys == ["doe2024b"]
    assert problems == (["conflict"] if "doe2024a" in BY_DOI[name] else [])


@pytest.mark.parametrize("name", BY_ALIAS)
def test_an_addition_may_name_a_former_key(tmp_path: Path, name: str) -> None:
    assert with_code(tmp_path, name, BY_ALIAS[name]) == (["doe2024b"], [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.bib", "@misc{a, title = {T}, ids = {old, older}}"),
        ("a.yaml", "publications:\n  a: {title: T, aliases: [old, older]}"),
        ("a.yml", "publications:\n  a: {title: T, aliases: 'old, older'}"),
        ("a.json", '{"publications": {"a": {"title": "T", "aliases": ["old", "older"]}}}'),
        ("a.toml", "[publications.a]\ntitle = 'T'\naliases = ['old', 'older']\n"),
        ("a.csl.json", '[{"id": "a", "type": "article", "title": "T", "other-ids": ["old", "older"]}]'),
        ("publication/a/index.md", "---\ntitle: T\naliases: [/papers/t/, old, older]\n---\n"),
    ],
)
def test_other_keys_in_every_format(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    result = load_file(str(path))
    assert [record.aliases for record in result.records if isinstance(record, Publication)] == [
        ("old", "older")
    ]
    assert result.problems == ()


@pytest.mark.parametrize("field", ["doi", "arxiv", "hal", "pmid", "pmcid", "bibcode", "isbn"])
def test_a_record_of_a_list_needs_only_an_identifier(tmp_path: Path, field: str) -> None:
    values = {"doi": "10.1000/x", "arxiv": "2401.00001", "hal": "hal-01234567", "pmid": "12345",
              "pmcid": "PMC12345", "bibcode": "1992ApJ...400L...1W", "isbn": "9783161484100"}  # fmt: skip
    work = f"publications:\n  work: {{title: T, {field}: {values[field]}}}\n"
    (tmp_path / "a.yaml").write_text(work, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"- {field}: {values[field]}\n  code: {CODE}\n", encoding="utf-8")
    library = load_library([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    assert library.problems == ()
    assert [link.url for link in library.publications["work"].links] == [CODE]
