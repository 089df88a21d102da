"""The shapes of hand-made files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Award, Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.group_names import group_of_name, group_of_path
from sphinx_pubs.readers.load import reader_for
from sphinx_pubs.readers.native import read

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def read_yaml(text: str, path: str = "list.yaml", group: str = "") -> ReadResult:
    return read(text.encode(), path, options=ReadOptions(group))


def rows(result: ReadResult) -> list[tuple[str, str, str]]:
    """Return the class, the key and the title of each record."""
    return [(type(record).__name__, record.key, plain(record.title)) for record in result.records]


PAPER = ("Publication", "doe2019first", "The First")
AWARD = ("Award", "the-first-2019", "The First")
LISTED = "{title: The First, authors: Jane Doe, year: 2019}"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (f"- {LISTED}", "papers.yml", [PAPER]),
        (f"- {LISTED}", "data.yml", [PAPER]),
        (f"selected:\n  - {LISTED}\nprofiles: []", "papers.yml", [PAPER]),
        (f"journal_papers:\n  - {LISTED}\nemail: x", "cv.yml", [PAPER]),
        ("2019:\n  - {title: The First, authors: Jane Doe}", "pubs.yml", [PAPER]),
        ("- category: '2019'\n  entries:\n  - {title: The First, authors: Jane Doe}", "pubs.yml", [PAPER]),
        ("2019:\n  k: {title: The First}", "pubs.yml", [("Publication", "k", "The First")]),
        ("k: {title: The First}\nl: {title: Another}", "pubs.yml",
         [("Publication", "k", "The First"), ("Publication", "l", "Another")]),
        ("- id: doi:10.1000/1\n  title: The First\n  authors: [Jane Doe]\n  date: 2019-01", "citations.yaml",
         [PAPER]),
        ("- doi: 10.1000/A.1", "papers.yml", [("Publication", "10.1000-a.1", "")]),
        ("- k: {title: The First}", "papers.yml", [("Publication", "k", "The First")]),
        ("- publication: {title: The First, authors: Jane Doe, year: 2019}", "x.yml", [PAPER]),
        ("- {award: The First, year: 2019}", "list.yml", [AWARD]),
        ("- {title: The First, year: 2019}", "awards.yml", [AWARD]),
        ("awards:\n- {award: The First, year: 2019}", "list.yml", [AWARD]),
        ("awards:\n- year: 2019\n  entries: [The First]", "list.yml", [AWARD]),
        ("awards:\n  2019:\n  - {title: The First}", "list.yml", [AWARD]),
        ("awards:\n  2019: [The First]", "list.yml", [AWARD]),
        ("- award:\n  title: The First\n  year: 2019\n- intro:", "awards.yml", [AWARD]),
        ("honors:\n- {title: The First, year: 2019}\nskills: [x]", "cv.yml", [AWARD]),
        ("honors:\n  main:\n  - {title: The First, year: 2019}\nskills: [x]", "cv.yml", [AWARD]),
        ("cv: {sections: {honors: [{bullet: The First, year: 2019}], skills: [{label: x}]}}", "x.yaml",
         [AWARD]),
        ("- {title: Awards, contents: [{year: 2019, items: [The First]}]}\n- {title: X, contents: [x]}",
         "cv.yml", [AWARD]),
    ],
)  # fmt: skip
def test_shapes(text: str, path: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(read_yaml(text, path)) == expected


def test_records_get_the_year_and_category_of_their_heading() -> None:
    result = read_yaml("2019:\n- {title: A}\n- {title: B, year: 2020}\nnetworks:\n- {title: C}", "papers.yml")
    papers = [record for record in result.records if isinstance(record, Publication)]
    assert [record.date and record.date.year for record in papers] == [2019, 2020, None]
    assert [record.tags for record in papers] == [(), (), ("networks",)]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("'2014-2018'", "2014/2018"),
        ("2018--2019", "2018/2019"),
        ("June 2026", "2026-06"),
        ("'20260630'", "2026-06-30"),
        ("2024.0", "2024"),
        ("2025-06-00", "2025-06"),
    ],
)
def test_dates_in_many_spellings(written: str, iso: str) -> None:
    result = read_yaml(f"- award: A\n  year: {written}")
    (award,) = result.records
    assert isinstance(award, Award)
    assert award.date
    assert award.date.isoformat() == iso
    assert result.problems == ()


def test_aliases_of_award_fields() -> None:
    text = "- {award: A Prize, winner: 'Jane Doe, John Roe', organization: A Society, detail: For it, link: 'https://a.b'}"
    (award,) = read_yaml(text).records
    assert isinstance(award, Award)
    assert [who.name.full() for who in award.recipients] == ["Jane Doe", "John Roe"]
    assert (plain(award.awarder), award.note, award.url) == ("A Society", (("For it",),), "https://a.b")


def test_the_anchor_in_a_link_is_the_key_of_the_publication() -> None:
    (award,) = read_yaml("- {award: A, pub_link: '/publications/#doe2019first'}").records
    assert isinstance(award, Award)
    assert award.publications == ("doe2019first",)


def test_aliases_of_publication_fields() -> None:
    record = {"Item Type": "journalArticle", "Publication Year": 2024.0, "Title": "A",
              "Author": "Jane Doe, J. Roe.", "conference": "ICLR", "code_urls": ["https://a.b/c"],
              "paper_url": "https://a.b", "page": 12}  # fmt: skip
    (paper,) = read(json.dumps([record]).encode(), "x.json").records
    assert isinstance(paper, Publication)
    assert paper.date
    assert paper.date.year == 2024
    assert paper.venue
    assert (plain(paper.venue.name), paper.venue.pages) == ("ICLR", "12")
    assert {(link.kind, link.url) for link in paper.links} == {
        ("code", "https://a.b/c"),
        ("paper", "https://a.b"),
    }
    assert len(paper.authors) == 2


def test_json_resume() -> None:
    data = {
        "basics": {"name": "Jane Doe"},
        "work": [{"name": "A Company"}],
        "publications": [
            {"name": "A", "publisher": "A Journal", "releaseDate": "2014-10-01", "summary": "S"}
        ],
        "awards": [{"title": "B", "awarder": "C", "date": "2014-11", "summary": "D"}],
    }
    result = read(json.dumps(data).encode(), "resume.json")
    assert rows(result) == [("Publication", "2014a", "A"), ("Award", "b-2014", "B")]
    paper = result.records[0]
    assert isinstance(paper, Publication)
    assert paper.venue
    assert plain(paper.venue.name) == "A Journal"
    assert plain(paper.abstract) == "S"
    assert result.problems == ()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/awards.yml", "awards"),
        ("content/publication/he2017/index.md", "publications"),
        ("_data/honours_list.json", "awards"),
        ("data/list.yaml", ""),
        ("forward/standards.yaml", ""),
        ("best-paper-awards.yaml", "awards"),
    ],
)
def test_group_of_path(path: str, expected: str) -> None:
    assert group_of_path(path) == expected


def test_group_of_name_matches_whole_words() -> None:
    assert group_of_name("Selected Honors & Awards") == "awards"
    assert group_of_name("Rewarding reservice") == ""


def test_a_list_beside_named_ones_is_reported_but_not_the_education_of_a_cv() -> None:
    result = read_yaml("articles: [{title: T}]\nrobots: [{title: U}]\neducation: [{title: PhD}]\n")
    assert [(problem.code, problem.message, problem.origin.line) for problem in result.problems] == [
        (
            Code.UNKNOWN_FIELD,
            "unknown field: robots; use one of publications, awards, activities, people",
            2,
        )
    ]


def test_options_correct_a_guessed_group() -> None:
    text = "- {title: A, year: 2019}"
    assert read_yaml(text).guessed
    assert [type(record) for record in read_yaml(text, group="awards").records] == [Award]
    assert not read_yaml(text, "awards.yaml").guessed
    assert not read_yaml("publications: [{title: A}]", group="awards").guessed
    assert isinstance(read_yaml("publications: [{title: A}]", group="awards").records[0], Publication)


def test_keys_of_a_list() -> None:
    text = "- {title: The First, author: Jane Doe, year: 2019}\n" * 2 + "- {title: X, citekey: own2019}"
    assert [record.key for record in read_yaml(text).records] == ["doe2019first", "doe2019firsta", "own2019"]


@pytest.mark.parametrize(
    ("text", "path", "titles", "line"),
    [
        ('[\n {"title": "A"},\n {"title": "B",}\n]', "papers.json", ["A", "B"], 3),
        ('[\n {"title": "A"},\n {"title": B},\n {"title": "C"}\n]', "papers.json", ["A", "C"], 3),
        ('[{"title": "a, } b",}]', "papers.json", ["a, } b"], 1),
        ("- title: A\n- title: [B\n- title: C\n", "papers.yaml", ["A", "C"], 2),
        ("a:\n  title: A\nb:\n  title: [B\nc:\n  title: C\n", "papers.yaml", ["A", "C"], 4),
    ],
)
def test_a_syntax_error_loses_only_one_record_of_a_list(
    text: str, path: str, titles: list[str], line: int
) -> None:
    result = read(text.encode(), path)
    assert [title for _, _, title in rows(result)] == titles
    assert {problem.code for problem in result.problems} == {Code.SYNTAX}
    assert min(problem.origin.line for problem in result.problems) in (line, line + 1)


TREE = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers(1900, 2030),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from("title year author award entries items id bib basics awards publications cv"
                        " sections contents begin_year hugoblox links type category 2019 page".split()),
        inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(
    TREE,
    st.sampled_from(["papers.yaml", "awards.yaml", "list.yaml"]),
    st.sampled_from(["", "awards", "people"]),
)
def test_no_tree_raises(tree: object, path: str, group: str) -> None:
    read(
        yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "replace"), path, options=ReadOptions(group)
    )
    read(json.dumps(tree).encode(), path.replace("yaml", "json"), options=ReadOptions(group))


#: File of the corpus -> the field that holds its records; empty if the whole file is the list.
COUNTED = {
    "yaml/OGGM__oggm.github.io___data--publications.yml": "entries",
    "yaml/BisanzLab__bisanzlab.github.io___data--citations.yaml": "",
    "yaml/Aliossandro__wdaqua.github.io___data--publications.yml": "",
    "yaml/Billingegroup__rg-db-public__db--citations.yml": "",
    "yaml/GeomMPhys__geommphys.github.io___data--publications.yml": "selected",
    "json/adrn__cv__pubs.json": "",
    "json/fangwei123456__spikingjelly__publications.json": "publications",
    "json/IIT-DM__dmlabWebPage___data--publications.json": "",
    "awards/siddhss5__siddhss5.github.io__data--awards.yaml": "",
    "awards/fboehm__cv__data--awards.yaml": "awards",
    "awards/Kosuke-Ukita__kosuke-ukita.github.io__assets--data--awards.yaml": "*",
}


def _count(tree: Any, field: str) -> int:
    """Count the records with only the parser of the format."""
    if field == "*":
        return sum(map(len, tree.values()))
    if field and isinstance(tree, list):
        return sum(len(record[field]) for record in tree)
    return len(tree[field] if field else tree)


@pytest.mark.parametrize("name", COUNTED)
def test_every_record_of_real_files_is_read(name: str) -> None:
    path = CORPUS / name
    if not path.is_file():
        pytest.skip("the collection of real files is not beside the repository")
    data = path.read_bytes()
    reader = reader_for(str(path), data)
    assert reader is not None
    documents = [json.loads(data)] if name.endswith(".json") else [*filter(None, yaml.safe_load_all(data))]
    expected = sum(_count(document, COUNTED[name]) for document in documents)
    assert len(reader(data, str(path)).records) == expected
