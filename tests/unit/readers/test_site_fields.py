"""Fields of HugoBlox, academicpages, al-folio, lab-website-template and RenderCV that have another form."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_pubs.model.records import Activity, Award, Person, Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.base import ReadOptions
from sphinx_pubs.readers.load import reader_for


def read_all(text: str, path: str, group: str = "") -> tuple[object, ...]:
    data = dedent(text).encode()
    reader = reader_for(path, data)
    assert reader
    result = reader(data, path, "utf-8", ReadOptions(group=group))
    assert result.problems == ()
    return result.records


def read_paper(fields: str, path: str = "content/publication/doe/index.md") -> Publication:
    (paper,) = read_all(f"---\ntitle: A Title\n{dedent(fields)}---\n", path)
    assert isinstance(paper, Publication)
    return paper


def names_of(paper: Publication) -> list[str]:
    return [who.name.full() for who in paper.contributors]


@pytest.mark.parametrize(
    ("citation", "names", "rest"),
    [
        (
            "Doe, J., & Roe, R. (2009). &quot;A Title.&quot; <i>Journal 1</i>. 1(2).",
            ["J. Doe", "R. Roe"],
            "1 2 ",
        ),
        (
            "Jane Doe, Rick Roe. (2009). “A Title.” <i>Journal 1</i>, 12, 770&ndash;778.",
            ["Jane Doe", "Rick Roe"],
            "12  770–778",
        ),
        (" Jane Doe,  Rick Roe, &quot;A Title.&quot; Journal 1, 2020.", ["Jane Doe", "Rick Roe"], "  "),
    ],
)  # fmt: skip
def test_citation_of_academicpages(citation: str, names: list[str], rest: str) -> None:
    paper = read_paper(f"venue: Journal 1\ncitation: '{citation}'\n", "_publications/a.md")
    assert names_of(paper) == names
    venue = paper.venues[0]
    assert f"{venue.volume} {venue.number} {venue.pages}".replace("--", "–") == rest
    assert paper.note == ()


def test_other_citation_is_a_note() -> None:
    paper = read_paper("citation: 'See the press.'\n", "_publications/a.md")
    assert list(map(plain, paper.note)) == ["See the press."]
    paper = read_paper("citation: 'Doe, J. A Title. Somewhere else.'\n", "_publications/a.md")
    assert (names_of(paper), list(map(plain, paper.note))) == (["J. Doe"], ["Somewhere else"])


def test_teaser_and_bibtex_of_academicpages() -> None:
    paper = read_paper("header:\n  teaser: a.png\nbibtexurl: /files/a.bib\n", "_publications/a.md")
    assert paper.image
    assert paper.image.path == "a.png"
    assert [(link.label, link.url) for link in paper.links] == [("BibTeX", "/files/a.bib")]


def test_picture_beside_the_page() -> None:
    paper = read_paper("image:\n  caption: 'A *picture*'\n  focal_point: ''\n")
    assert paper.image
    assert (paper.image.path, paper.image.alt) == ("publication/doe/featured.*", "A picture")
    paper = read_paper("image:\n  filename: a.png\n")
    assert paper.image
    assert paper.image.path == "a.png"
    assert read_paper("", "_publications/a.md").image is None


def test_author_notes() -> None:
    paper = read_paper(
        "authors: [Jane Doe, Rick Roe, admin]\nsummary: In short.\nabstract: In long.\n"
        "author_notes: ['Equal contribution', 'On leave', '']\n"
    )
    assert [who.marks for who in paper.contributors] == [("equal",), (), ()]
    assert list(map(plain, paper.note)) == ["In short.", "Rick Roe: On leave"]


def test_event_of_hugoblox() -> None:
    (talk,) = read_all(
        """\
        ---
        title: A Talk
        event: A Conference
        event_url: https://example.org/
        location: Main Hall
        address:
          street: ''
          city: Paris
          country: France
        date: '2030-06-01T13:00:00Z'
        date_end: '2030-06-03T15:00:00Z'
        all_day: false
        featured: false
        url_slides: https://example.org/a.pdf
        ---
        """,
        "content/event/a/index.md",
    )
    assert isinstance(talk, Activity)
    assert (talk.place, talk.url) == ("Main Hall, Paris, France", "https://example.org/")
    assert [(link.label, link.url) for link in talk.links] == [("Slides", "https://example.org/a.pdf")]
    assert talk.date
    assert talk.date.isoformat() == "2030-06-01/2030-06-03"


def test_coauthors_of_al_folio() -> None:
    people = read_all(
        """\
        "doe":
          - firstname: ["Jane", "J."]
            url: https://example.org/doe
        "O'Neil":
          - firstname: ["Ann"]
            url: https://example.org/oneil
        """,
        "data/coauthors.yml",
        "people",
    )
    assert [
        (person.name.full(), [alias.full() for alias in person.aliases], person.homepage)
        for person in people
        if isinstance(person, Person)
    ] == [
        ("Jane Doe", ["J. Doe"], "https://example.org/doe"),
        ("Ann O'Neil", [], "https://example.org/oneil"),
    ]


def test_fields_of_al_folio() -> None:
    (paper,) = read_all(
        """\
        @article{a, title = {A Title}, year = 2020, note = {First.}, inspirehep_id = {1662925},
          award = {The **Prize** of a [Society](https://example.org)}, additional_info = {. *Also* a talk}}
        """,
        "papers.bib",
    )
    assert isinstance(paper, Publication)
    assert list(map(plain, paper.note)) == ["First.", "Also a talk"]
    assert plain(paper.awards[0].title) == "The Prize of a Society"
    assert [link.url for link in paper.links] == ["https://inspirehep.net/literature/1662925"]


def test_fields_of_lab_website_template() -> None:
    (paper,) = read_all(
        """\
        - id: doi:10.1000/1
          title: A Title
          repo: doe/paper
          buttons:
          - type: website
            link: https://example.org/
        """,
        "_data/citations.yaml",
    )
    assert isinstance(paper, Publication)
    assert {(link.label, link.url) for link in paper.links} == {
        ("Code", "https://github.com/doe/paper"), ("Website", "https://example.org/"),
    }  # fmt: skip
    (person,) = read_all("---\nname: Jane Doe\nrole: pi\ngroup: alum\n---\n", "_members/jane.md", "people")
    assert isinstance(person, Person)
    assert (person.role, person.tags) == ("Principal Investigator", ("alum",))


def test_sections_of_rendercv() -> None:
    paper, award, named, text = read_all(
        """\
        cv:
          sections:
            publications:
              - title: A Title
                authors: ['*Jane Doe*', '***Rick Roe***']
                date: 2020
            selected_honors:
              - name: A Prize
                location: Paris
                date: 2020
            talks:
              - name: A Talk
                location: Paris
                date: 2020-05
              - reversed_number: Another talk
        """,
        "cv.yaml",
    )
    assert isinstance(paper, Publication)
    assert names_of(paper) == ["Jane Doe", "Rick Roe"]
    assert [who.marks for who in paper.contributors] == [(), ()]
    assert isinstance(award, Award)
    assert list(map(plain, award.events)) == ["Paris"]
    assert isinstance(named, Activity)
    assert (plain(named.title), named.place) == ("A Talk", "Paris")
    assert isinstance(text, Activity)
    assert plain(text.text) == "Another talk"
