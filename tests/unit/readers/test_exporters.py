"""What Web of Science, Scopus, Zotero and Hugo write in their own way."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.fields.tags import read_tags
from sphinx_pubs.readers.fields.values import Fields, without_outer_braces
from sphinx_pubs.readers.load import reader_for

WEB_OF_SCIENCE = """@article{ WOS:000123456700001,
Author = {Doe, Jane and Roe, Jim}, Title = {{A Title}}, Journal = {{JOURNAL OF EXAMPLES}}, Year = {{2013}},
Volume = {{16}}, Number = {{2}}, Month = {{APR 5}}, DOI = {{10.1000/xyz}}, Article-Number = {{3511}},
ISSN = {{1234-5679}}, EISSN = {{1234-5679}}, Keywords = {{alpha; beta gamma}}, Keywords-Plus = {{X; Y}},
Research-Areas = {{Z}}, Web-of-Science-Categories = {{Q}}, Unique-ID = {{WOS:000123456700001}},
Times-Cited = {{3}}, Language = {{English}}, Type = {{Article}}, Journal-ISO = {{J. Ex.}}, OA = {{gold}}, }
"""
SCOPUS = """@ARTICLE{Doe2020, author={Doe, J. and Roe, R.}, title={A Title}, journal={J}, year={2020},
volume={3}, art_number={123}, doi={10.1000/x}, note={cited By 12}, author_keywords={alpha;  beta},
source={Scopus}, document_type={Article}, abbrev_source_title={J.}, publication_stage={Final}, }
"""


def one(text: str, path: str) -> Publication:
    data = text.encode()
    reader = reader_for(path, data)
    assert reader is not None
    result = reader(data, path)
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    return record


def test_web_of_science() -> None:
    record = one(WEB_OF_SCIENCE, "a.bib")
    assert (plain(record.title), record.tags, record.language) == ("A Title", ("alpha", "beta gamma"), "en")
    assert record.date == PartialDate(2013, 4, 5, text="")
    assert record.venue is not None
    assert (record.venue.volume, record.venue.number, record.venue.pages) == ("16", "2", "3511")
    assert [(found.scheme, found.value) for found in record.identifiers] == [("doi", "10.1000/xyz")]


def test_scopus() -> None:
    record = one(SCOPUS, "a.bib")
    assert record.venue is not None
    assert (record.venue.pages, record.tags, record.note) == ("123", ("alpha", "beta"), ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.bib", "@article{{k, title = {{A}}, {} = {{e12}}}}"),
        ("a.yaml", "- {{title: A, author: Doe, {}: e12}}"),
        ("a.csl.json", '[{{"type": "article-journal", "title": "A", "{}": "e12"}}]'),
    ],
)
@pytest.mark.parametrize("name", ["art_number", "article-number", "articleno", "eid", "elocation-id"])
def test_numbers_of_articles(path: str, text: str, name: str) -> None:
    record = one(text.format(name), path)
    assert record.venue is not None
    assert record.venue.pages == "e12"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{A; B}", "A; B"),
        ("{{A; B}}", "A; B"),
        ("{A}; {B}", "{A}; {B}"),
        ("{A} and {B}", "{A} and {B}"),
        (" {A} ", "A"),
        ("A", "A"),
        ("{A", "{A"),
        ("{}", ""),
        ("{A}}", "{A}}"),
    ],
)
def test_without_outer_braces(source: str, expected: str) -> None:
    assert without_outer_braces(source) == expected


def test_tags_of_programs_are_dropped() -> None:
    tags = "/unread, _tablet, ⛔ No DOI found, ⚠️ Invalid DOI, #nosource, Computer Science - Robotics, C#, i/o"
    fields = Fields({"keywords": tags}, lambda source: (source,), lambda code, message: None)
    assert read_tags(fields) == ("Computer Science - Robotics", "C#", "i/o")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.bib", "@article{k, title = {A}, keywords = {/unread, b}}"),
        ("a.yaml", "- {title: A, author: Doe, tags: [/unread, b]}"),
        ("a.ris", "TY  - JOUR\nTI  - A\nKW  - /unread\nKW  - b\nER  - \n"),
        ("a.csl.json", '[{"type": "book", "title": "A", "keyword": "/unread, b"}]'),
    ],
)
def test_tags_of_programs_are_dropped_in_every_format(path: str, text: str) -> None:
    assert one(text, path).tags == ("b",)


CHAPTER = {"type": "chapter", "chapter_title": "The Title", "container-title": "A Book"}


@pytest.mark.parametrize(
    ("path", "text", "kind", "venue"),
    [
        ("a.bib", "@book{k, booktitle = {The Title}, year = 2019}", "book", ""),
        ("a.bib", "@proceedings{k, booktitle = {The Title}, year = 2019}", "proceedings", ""),
        ("a.yaml", "- {type: book, booktitle: The Title, year: 2019}", "book", ""),
        ("a.csl.json", json.dumps([CHAPTER]), "incollection", "A Book"),
        ("a.yaml", "- {type: inbook, chapter_title: The Title, booktitle: A Book}", "incollection", "A Book"),
    ],
)  # fmt: skip
def test_titles_under_another_name(path: str, text: str, kind: str, venue: str) -> None:
    record = one(text, path)
    assert (plain(record.title), record.kind) == ("The Title", kind)
    assert (plain(record.venue.name) if record.venue else "") == venue


def test_the_book_title_of_a_part_is_not_its_title() -> None:
    assert not one("@inproceedings{k, booktitle = {ICCV}}", "a.bib").title


HUGO_TYPES = "misc inproceedings article preprint report book incollection thesis patent".split()


@pytest.mark.parametrize(("number", "kind"), list(enumerate(HUGO_TYPES)))
@pytest.mark.parametrize("written", ["['{}']", "[{}]", "'{}'"])
def test_hugo_types(written: str, number: int, kind: str) -> None:
    page = f"---\ntitle: A\nauthors: [Jane Doe]\npublication_types: {written.format(number)}\n---\n"
    assert one(page, "content/publication/doe/index.md").kind == kind


TALK = (
    "k: {title: A talk, location: Rome, project: [all], abstract: tbd, department: d, institution: i,"
    " meeting_name: M, begin_year: 2019, talk_id: x, webinar: false}"
)
QUARTO = (
    "- {title: A, author: [{name: Jane Doe, url: 'https://a.org', email: a@b.c, affiliations: [{name: X}],"
    " equal-contributor: true}], repo: 'https://a.org/b'}"
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("talks.yml", TALK),
        ("awards.yml", "- {title: Prize, year: 2019, image: a.png}"),
        ("papers.yml", QUARTO),
    ],
)
def test_fields_of_other_systems_are_not_reported(path: str, text: str) -> None:
    reader = reader_for(path, b"")
    assert reader is not None
    result = reader(text.encode(), path)
    assert len(result.records) == 1
    assert [str(problem) for problem in result.problems] == []
