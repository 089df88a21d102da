"""Front matter of Hugo, Jekyll and Quarto."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Award, Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.front_matter import read

HUGO = """---
title: A Title
authors:
- Jane Doe
- John Roe
date: '2023-05-01'
publishDate: '2024-09-29T06:40:21Z'
publication_types: ['1']
publication: "*In A Conference*"
publication_short: In AC23
featured: true
hugoblox:
  ids:
    doi: 10.1000/1
    arxiv: 1703.06870
url_code: https://a.b/code
links:
- name: Demo
  url: https://a.b/demo
- type: video
  url: ""
- type: preprint
  provider: arxiv
  id: 1703.06870
draft: false
---
Text of the page.
"""


def read_one(text: str, path: str = "content/publication/doe2023/index.md") -> Publication:
    result = read(text.encode(), path)
    assert result.problems == ()
    (record,) = result.records
    assert isinstance(record, Publication)
    return record


def test_hugoblox() -> None:
    paper = read_one(HUGO)
    assert (paper.key, paper.kind, plain(paper.title), paper.selected) == (
        "doe2023", "inproceedings", "A Title", True,
    )  # fmt: skip
    assert paper.date
    assert paper.date.isoformat() == "2023-05-01"
    assert paper.venue
    assert (plain(paper.venue.name), paper.venue.abbr) == ("A Conference", "AC23")
    assert [(identifier.scheme, identifier.value) for identifier in paper.identifiers] == [
        ("doi", "10.1000/1"),
        ("arxiv", "1703.06870"),
    ]
    assert {(link.label, link.url) for link in paper.links} == {
        ("Code", "https://a.b/code"),
        ("Demo", "https://a.b/demo"),
        ("arXiv", "https://arxiv.org/abs/1703.06870"),
    }


def test_toml_and_params() -> None:
    text = '+++\ntitle = "A Title"\ndate = 2019-11-02\n[params]\nauthors = ["Jane Doe"]\n+++\n'
    paper = read_one(text, "content/publications/a-title.md")
    assert (paper.key, plain(paper.title)) == ("a-title", "A Title")
    assert [who.name.family for who in paper.authors] == ["Doe"]
    assert paper.date
    assert paper.date.isoformat() == "2019-11-02"


def test_academicpages() -> None:
    text = (
        "---\ntitle: A Title\ncollection: publications\ncategory: manuscripts\npermalink: /publication/x\n"
        "excerpt: About it\ndate: 2009-10-01\nvenue: Journal 1\npaperurl: https://a.b/paper.pdf\n"
        "slidesurl: https://a.b/slides.pdf\ncitation: 'You (2009).'\n---\n"
    )
    paper = read_one(text, "_publications/2009-10-01-paper.md")
    assert paper.key == "2009-10-01-paper"
    assert plain(paper.title) == "A Title"
    assert {(link.kind, link.url) for link in paper.links} == {
        ("paper", "https://a.b/paper.pdf"),
        ("slides", "https://a.b/slides.pdf"),
    }


def test_the_year_of_a_quarto_page_wins_over_the_date_of_the_page() -> None:
    text = "---\ntitle: A\nauthor: [Jane Doe]\ndate: 2023-03-22\npublication: 'J.'\nyear: 2019\n---\n"
    paper = read_one(text, "publications/x/index.qmd")
    assert paper.date
    assert paper.date.isoformat() == "2019"


def test_the_body_is_the_title_of_a_note_about_an_award() -> None:
    result = read(
        b"---\ndate: 2021-7-8\nlink: https://a.b\ninline: true\n---\n\nA Prize 2021\n", "_awards/p.md"
    )
    (award,) = result.records
    assert isinstance(award, Award)
    assert (award.key, plain(award.title), award.url) == ("p", "A Prize 2021", "https://a.b")
    assert award.date
    assert award.date.isoformat() == "2021-07-08"
    assert result.problems == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("---\ntitle: All\n---\n", "content/publication/_index.md"),
        ("---\ntitle: A\ndraft: true\n---\n", "content/publication/a/index.md"),
        ("---\ntitle: A\npublished: false\n---\n", "_publications/a.md"),
    ],
)
def test_drafts_and_folder_pages_are_skipped(text: str, path: str) -> None:
    assert read(text.encode(), path) == read(b"---\ntitle: x\n---\n", "_index.md")


@pytest.mark.parametrize("text", ["A page", "---\n---\n", "---\njust words\n---\n"])
def test_a_page_without_front_matter_is_a_problem(text: str) -> None:
    result = read(text.encode(), "a.md")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]


@given(st.binary(max_size=60), st.sampled_from([b"---\n", b"+++\n", b""]))
def test_no_bytes_raise(data: bytes, fence: bytes) -> None:
    read(fence + data + b"\n" + fence, "publication/a.md")
