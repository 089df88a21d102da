"""Misspelled names of fields and types: one problem in a file, and none for what programs write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_pubs.readers.load import load_file


def messages(tmp_path: Path, content: str, name: str = "papers.bib") -> list[tuple[int, str, str]]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return [
        (problem.origin.line, problem.key, problem.message)
        for problem in load_file(str(path)).problems
        if problem.code.value == "unknown_field"
    ]


def test_each_name_is_reported_once_in_a_file(tmp_path: Path) -> None:
    entry = "@artcle{%s, title = {T %s}, yaer = 2020, journl = {J}}\n"
    assert messages(tmp_path, "".join(entry % (key, key) for key in "abc")) == [
        (1, "a", "unknown entry type 'artcle'; did you mean 'article'?"),
        (1, "a", "unknown field 'yaer'; did you mean 'year'?"),
        (1, "a", "unknown field 'journl'; did you mean 'journal'?"),
    ]


@pytest.mark.parametrize(
    ("field", "near"),
    [("tilte", "title"), ("autor", "author"), ("booktile", "booktitle"), ("volumne", "volume"),
     ("pagse", "pages"), ("keyword", "keywords"), ("publsher", "publisher"), ("abstrat", "abstract"),
     ("jounral", "journal")],
)  # fmt: skip
def test_misspelled_fields(tmp_path: Path, field: str, near: str) -> None:
    (found,) = messages(tmp_path, f"@misc{{a, title = {{T}}, {field} = {{x}}}}" if near != "title" else
                        f"@misc{{a, {field} = {{x}}}}")  # fmt: skip
    assert found[2] == f"unknown field {field!r}; did you mean {near!r}?"


@pytest.mark.parametrize(
    ("name", "near"),
    [("artcle", "article"), ("aritcle", "article"), ("inproceeding", "inproceedings"), ("boook", "book"),
     ("msic", "misc"), ("phdthesys", "phdthesis"), ("techrepport", "techreport"),
     ("confrence", "conference")],
)  # fmt: skip
def test_misspelled_types(tmp_path: Path, name: str, near: str) -> None:
    (found,) = messages(tmp_path, f"@{name}{{a, title = {{T}}}}")
    assert found[2] == f"unknown entry type {name!r}; did you mean {near!r}?"


def test_a_misspelled_field_beside_the_right_one_is_ignored(tmp_path: Path) -> None:
    assert messages(tmp_path, "@misc{a, title = {T}, journal = {J}, journl = {K}}") == []


# Fields that Zotero, Better BibTeX, JabRef, Mendeley, EndNote, BibDesk, Citavi, DBLP, ADS and INSPIRE write,
# standard fields of biblatex that have no meaning here, and fields that authors disable or number.
PRIVATE = (
    "groups owner timestamp priority ranking readstatus qualityassured relevance printed username"
    " creationdate modificationdate mendeley-tags mendeley-groups bdsk-url-1 bdsk-file-1"
    " date-added date-modified citavi biburl bibsource adsnote adsurl reportnumber slaccitation"
    " collaboration editora editorb editorc"
    " editoratype nameaddon pagination bookpagination titleaddon eventdate venue sortname sortyear options"
    " related relatedtype execute presort langidopts shelfmark accessdate research-notes type_ _venue aslides"
    " xauthor opturl optmonth title1 url2 note2 videos projects read category label lang place editortype"
    " journalsubtitle issuetitle maintitle mainsubtitle volumetitle numpages articleno acmid isbn13"
    " shorthandintro origlanguage origlocation origpublisher addendum library contents comment review"
).split()


@pytest.mark.parametrize("field", PRIVATE)
def test_fields_of_programs_are_no_mistakes(tmp_path: Path, field: str) -> None:
    assert messages(tmp_path, f"@misc{{a, title = {{T}}, {field} = {{x}}}}") == []


@pytest.mark.parametrize(
    "name",
    "artwork audio bibnote commentary image jurisdiction legislation legal letter music performance"
    " review standard video set xdata collection customa electronic patent periodical online www dataset"
    " software conferencepaper journalarticle bookchapter lecture exhibition other misc softwareversion"
    " webinar".split(),
)
def test_types_of_other_programs_are_no_mistakes(tmp_path: Path, name: str) -> None:
    assert messages(tmp_path, f"@{name}{{a, title = {{T}}}}") == []


def test_csl_json_and_native_files_are_checked_too(tmp_path: Path) -> None:
    item = {"id": "a", "type": "article-jurnal", "title": "T", "authr": "x", "citation-label": "x"}
    assert [message for _, _, message in messages(tmp_path, json.dumps([item]), "a.csl.json")] == [
        "unknown entry type 'article-jurnal'; did you mean 'article-journal'?",
        "unknown field 'authr'; did you mean 'author'?",
    ]
    record = "{type: artcle, title: T, yaer: 2020}"
    native = f"publications:\n  a: {record}\n  b: {record}\n"
    found = [message for _, _, message in messages(tmp_path, native, "a.yaml")]
    assert found.count("unknown entry type 'artcle'; did you mean 'article'?") == 1
    assert found.count("unknown field: yaer; did you mean 'year'?") == 2
