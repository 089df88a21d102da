"""Answers of Crossref."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.text import Markup, plain
from sphinx_pubs.readers.services import read_answer

from .support import publications, read_json, read_recorded, summary


def read_work(**members: object) -> dict[str, Any]:
    """Return the summary of the work with these members."""
    message = {"DOI": "10.5555/1", "title": ["Example"], "type": "journal-article", **members}
    (record,) = read_json("crossref", {"status": "ok", "message-type": "work", "message": message})
    return summary(record)


def test_a_journal_article() -> None:
    result = read_recorded("crossref/work-article")
    (record,) = publications(result)
    assert summary(record) == {
        "key": "sadasivan2012methylphenidate",
        "kind": "article",
        "title": "Methylphenidate Exposure Induces Dopamine Neuron Loss and Ac",
        "authors": [
            "Sadasivan, Shankar",
            "Pond, Brooks B.",
            "Pani, Amar K.",
            "Qu, Chunxu",
            "Jiao, Yun",
            "Smeyne, Richard J.",
        ],
        "date": "2012-03-21",
        "venue": "PLoS ONE",
        "volume": "7",
        "number": "3",
        "pages": "e33693",
        "publisher": "Public Library of Science (PLoS)",
        "ids": ["doi:10.1371/journal.pone.0033693"],
        "language": "en",
    }
    assert result.problems == ()


def test_the_date_of_the_issue_is_that_of_an_article_with_an_earlier_one_online() -> None:
    (record,) = publications(read_recorded("crossref/work-html-title"))
    assert record.title[1:] == (Markup("emphasis", ("PIK3CA",)), ")")
    assert str(record.title[0]).endswith("p110α (")
    assert "subunit (PIK3CA) is one of" in plain(record.abstract)
    values = summary(record)
    assert (values["date"], values["pages"]) == ("2012-09-18", "15259–15264")
    assert (values["venue"], values["abbr"]) == (
        "Proceedings of the National Academy of Sciences",
        "Proc. Natl. Acad. Sci. U.S.A.",
    )
    assert values["abstract"].startswith("The p110α catalytic subunit")


def test_a_preprint_names_its_archive_and_its_paper() -> None:
    (record,) = publications(read_recorded("crossref/work-preprint"))
    values = summary(record)
    assert (values["kind"], values["venue"], values["publisher"], values["date"]) == (
        "preprint",
        "bioRxiv",
        "Cold Spring Harbor Laboratory",
        "2024-04-01",
    )
    assert values["abstract"].startswith("Understanding the effects of rare")
    assert record.fields["preprint_of"] == "10.1016/j.xgen.2025.100814"
    assert values["ids"] == ["doi:10.1101/2024.04.01.587366"]


def test_a_conference_paper_without_a_date() -> None:
    (record,) = publications(read_recorded("crossref/work-proceedings-null-date"))
    assert summary(record) == {
        "key": "aryaaccurate",
        "kind": "inproceedings",
        "title": "Accurate and explicit differentiation of wireless and conges",
        "authors": ["Arya, V.", "Turletti, T."],
        "venue": "23rd International Conference on Distributed Computing Syste",
        "pages": "877–882",
        "publisher": "IEEE",
        "place": "Providence, Rhode Island, USA",
        "event": "23rd International Conference on Distributed Computing Systems Workshops, 2003.",
        "ids": ["doi:10.1109/icdcsw.2003.1203662"],
    }


def test_a_work_without_authors_and_with_a_subtitle() -> None:
    (record,) = publications(read_recorded("crossref/work-no-author"))
    values = summary(record)
    assert plain(record.title) == (
        "Convalescent-anti-sars-cov-2-plasma/immune-globulin: Fever and mild decrease in baseline oxygen"
        " saturation following off-label use: 3 case reports"
    )
    assert values["pages"] == "145"
    assert "authors" not in values


def test_books() -> None:
    monograph, *_, reference = publications(read_recorded("crossref/works-books"))
    assert summary(monograph) == {
        "key": "schmidt2015synopse",
        "kind": "book",
        "title": "Synopse der Hauptmerkmale der forstlichen Standortskartierun",
        "authors": [
            "Schmidt, Wolfgang",
            "Stüber, Volker",
            "Ullrich, Thomas",
            "Paar, Uwe",
            "Evers, Jan",
            "Dammann, Klaus",
            "Hövelmann, Thomas",
            "Schmidt, Marcus",
        ],
        "date": "2015",
        "series": "Beiträge aus der Nordwestdeutschen Forstlichen Versuchsanstalt",
        "publisher": "Göttingen University Press",
        "place": "Göttingen",
        "ids": ["doi:10.17875/gup2015-797", "isbn:9783863951887"],
    }
    values = summary(reference)
    assert (values["kind"], values["date"]) == ("collection", "2007")
    assert values["editors"][0] == "Ude-Koeller, Susanne"


def test_a_correction_and_an_organization_as_author() -> None:
    _, second, _ = publications(read_recorded("crossref/works-corrections"))
    assert summary(second)["authors"] == ["The PLOS ONE Staff"]
    assert second.authors[0].name.literal
    assert second.fields["corrects"] == "10.1371/journal.pone.0200549"


def test_many_authors_and_a_collaboration() -> None:
    first, second = publications(read_recorded("crossref/works-collaboration"))
    authors = summary(first)["authors"]
    assert len(authors) == 71
    assert authors[0] == "Bernauer, J. C. <0000-0001-9956-2115>"
    assert authors[-1] == "OLYMPUS Collaboration"
    assert "40 μm porosity" in plain(second.title)


def test_the_pages_of_a_list() -> None:
    pages = [publications(read_recorded(f"crossref/works-cursor-page{number}")) for number in (1, 2, 3)]
    assert [len(records) for records in pages] == [20, 20, 20]
    by_doi = {record.identifiers[0].value: summary(record) for records in pages for record in records}
    thesis = by_doi["10.31390/gradschool_theses.6125"]
    assert (thesis["kind"], thesis["date"]) == ("thesis", "2025-04-01")
    assert thesis["venue"] == "Louisiana State University and Agricultural and Mechanical C"
    assert thesis["authors"] == ["Rovira, Joshua"]  # the other one has no name
    blog = by_doi["10.59350/895qm-mnq80"]
    assert (blog["kind"], blog["venue"], blog["publisher"]) == ("online", "chem-bla-ics", "Front Matter")
    package = by_doi["10.32614/cran.package.shinytime"]
    assert (package["kind"], package["authors"]) == ("dataset", ["Burger, Gerhard <0000-0003-1062-5576>"])
    korean = next(values for values in by_doi.values() if values.get("authors") == ["조혜린"])
    assert korean["venue"] == "Journal of Korea Design Forum"


def test_no_hits_are_no_problem() -> None:
    result = read_recorded("crossref/works-empty")
    assert (result.records, result.problems) == ((), ())


@pytest.mark.parametrize("answer", ["crossref/error-400", "crossref/error-404"])
def test_errors_are_reported(answer: str) -> None:
    result = read_recorded(answer)
    assert (result.records, len(result.problems)) == ((), 1)


def test_the_message_of_an_error_is_quoted() -> None:
    (problem,) = read_recorded("crossref/error-400").problems
    assert problem.code is Code.SHAPE
    assert "'Integer specified as things but must be a positive integer" in problem.message


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"type": "edited-book"}, {"kind": "collection"}),
        ({"type": "posted-content"}, {"kind": "preprint"}),
        ({"type": "peer-review"}, {"kind": "misc"}),
        ({"type": None}, {"kind": "misc"}),
        ({"article-number": "12"}, {"pages": "12"}),
        ({"page": "1-9", "article-number": "12"}, {"pages": "1–9"}),
        ({"author": [{"given": "Voltaire"}]}, {"authors": ["Voltaire"]}),
        ({"subtitle": ["An Example"], "title": ["One: An Example"]}, {"title": "One: An Example"}),
        ({"title": [], "original-title": ["Beispiel"]}, {"title": "Beispiel"}),
        ({"URL": "http://dx.doi.org/10.5555/1"}, {"ids": ["doi:10.5555/1"]}),
        ({"URL": "https://example.org/1"}, {"url": "https://example.org/1"}),
        (
            {"ISBN": ["http://id.crossref.org/isbn/9783863951887"]},
            {"ids": ["doi:10.5555/1", "isbn:9783863951887"]},
        ),
        (
            {"relation": {"has-preprint": [{"id-type": "arxiv", "id": "2304.05376"}]}},
            {"ids": ["doi:10.5555/1", "arxiv:2304.05376"]},
        ),
        ({"updated-by": [{"type": "retraction", "DOI": "10.5555/2"}]}, {"note": ["Retracted"]}),
        ({"updated-by": [{"type": "correction", "DOI": "10.5555/2"}]}, {}),
        (
            {"type": "book-chapter", "container-title": ["Lecture Notes", "Proceedings of Examples"]},
            {"venue": "Proceedings of Examples", "series": "Lecture Notes"},
        ),
        (
            {"issued": {"date-parts": [[None]]}, "published-online": {"date-parts": [[2020, 2]]}},
            {"date": "2020-02"},
        ),
    ],
)  # fmt: skip
def test_members(members: dict[str, object], expected: dict[str, object]) -> None:
    values = read_work(**members)
    assert {name: values.get(name) for name in expected} == expected
    assert expected or "note" not in values


def test_a_url_that_no_page_may_have_is_reported() -> None:
    answer = b'{"message": {"title": ["T"], "URL": "javascript:alert(1)"}}'
    result = read_answer("crossref", answer, "answer.json")
    assert [record.url for record in publications(result)] == [""]
    assert [problem.code for problem in result.problems] == [Code.BAD_URL]


def test_what_is_no_answer_of_crossref() -> None:
    result = read_answer("crossref", b'{"results": []}', "answer.json")
    (problem,) = result.problems
    assert (
        problem.message
        == "no works found: an answer of Crossref has a work or a list 'items' in its member 'message'"
    )
