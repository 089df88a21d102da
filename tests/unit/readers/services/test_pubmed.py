"""The XML of PubMed: recorded answers, and small ones for what these do not have."""

from __future__ import annotations

import re

import pytest

from sphinx_pubs.model.names import OTHERS
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Markup, Math, plain
from sphinx_pubs.readers.services import read_answer

from .answers import assert_others_unaffected, damaged_xml, in_short, names_of, read_valid, recorded

ARTICLE = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://example.org/pubmed.dtd">
<PubmedArticleSet>
<PubmedArticle>
  <MedlineCitation>
    <PMID Version="1">123</PMID>
    <Article>{}</Article>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="doi">10.5555/1</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList>
      <ArticleId IdType="doi">10.5555/other</ArticleId><ArticleId IdType="pmc">PMC99</ArticleId>
    </ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
</PubmedArticleSet>
"""


def read_article(content: str) -> Publication:
    (article,) = read_valid("pubmed", ARTICLE.format(content))
    return article


# --- recorded answers ---


def test_an_article() -> None:
    (article,) = read_valid("pubmed", recorded("pubmed/article-set.json"))
    assert (article.key, article.type, article.origin.line) == ("obyrne2018inhaled", "article", 4)
    assert in_short(article) == {
        "kind": "article",
        "title": "Inhaled Combined Budesonide-Formoterol as Needed in Mild Asthma",
        "date": "2018-05-17",
        "venues": "name=The New England journal of medicine, abbr=N Engl J Med, kind=journal, volume=378, "
        "number=20, pages=1865\u20131876",
        "ids": "doi:10.1056/NEJMoa1715274 pmid:29768149",
        "language": "en",
        "abstract": "BACKGROUND: In patients with mild asthma",
        "author": "Paul M O'Byrne; J Mark FitzGerald; Eric D Bateman; Peter J Barnes; Nanshan Zhong; "
        "Christina Keen; Carin Jorup; Rosa Lamarca; Stefan Ivanov; Helen K Reddel",
    }
    for label in (" METHODS: We conducted", " RESULTS: A total", " CONCLUSIONS: In patients"):
        assert label in plain(article.abstract)


def test_old_articles() -> None:
    first, second = map(in_short, read_valid("pubmed", recorded("pubmed/article-two.json")))
    assert first == {
        "kind": "article",
        "title": "The treatment of AIDS behind the walls of correctional facilities",
        "date": "1990 spring",
        "venues": "name=Social justice (San Francisco, Calif.), abbr=Soc Justice, kind=journal, volume=17, "
        "number=1, pages=113\u2013125",
        "ids": "pmid:12091962",
        "language": "en",
        "tags": "Health Care and Public Health; Legal Approach",
        "author": "J Michael Olivero",
    }
    assert second == {
        "kind": "article",
        "title": "Magnetic studies of Chromatium flavocytochrome C552. A mechanism for heme-flavin"
        " interaction",
        "date": "1976-09-28",
        "venues": "name=Biochimica et biophysica acta, abbr=Biochim Biophys Acta, kind=journal, volume=446, "
        "number=1, pages=179\u2013191",
        "ids": "doi:10.1016/0005-2795(76)90109-4 pmid:9997",
        "language": "en",
        "abstract": "Electron paramagnetic resonance and magn",
        "author": "T C Strekas",
    }


def test_markup_in_a_title() -> None:
    (article,) = read_valid("pubmed", recorded("pubmed/article-markup.json"))
    assert article.title == (
        "Leucocyte telomere length, genetic variants at the ",
        Markup("emphasis", ("TERT",)),
        " gene region and risk of pancreatic cancer",
    )
    assert in_short(article) | {"author": ""} == {
        "kind": "article",
        "title": "Leucocyte telomere length, genetic variants at the TERT gene region and risk of pancreatic"
        " cancer",
        "date": "2017-06",
        "venues": "name=Gut, kind=journal, volume=66, number=6, pages=1116\u20131122",
        "ids": "doi:10.1136/gutjnl-2016-312510 pmid:27797938 pmcid:PMC5442267",
        "language": "en",
        "tags": "PANCREATIC CANCER",
        "abstract": "OBJECTIVE: Telomere shortening occurs as",
        "author": "",
    }
    assert len(article.authors) == 22
    assert article.authors[19].name.full() == "Immaculata De Vivo"


def test_a_group_among_the_authors_and_formulas() -> None:
    (article,) = read_valid("pubmed", recorded("pubmed/article-collective.json"))
    assert in_short(article)["author"] == (
        "Fumin Guo; Dante Capaldi; Miranda Kirby; Khadija Sheikh; Sarah Svenningsen; David G McCormack; "
        "Aaron Fenster; Grace Parraga; Canadian Respiratory Research Network"
    )
    assert article.authors[-1].name.literal
    assert [who.orcid for who in article.authors if who.orcid] == [
        "0000-0002-4590-7461",
        "0000-0003-3525-2788",
    ]
    assert in_short(article)["ids"] == "doi:10.1117/1.JMI.5.2.026002 pmid:29963580 pmcid:PMC6022861"
    formulas = [part.tex for part in article.abstract if isinstance(part, Math)]
    assert formulas[:2] == [
        r"{}^{3}{\mathrm{He}}/{}^{129}{\mathrm{Xe}} \mathrm{MRI}",
        r"{}^{1}H \mathrm{MRI}",
    ]


def test_a_quotation_in_a_title_and_a_year_alone() -> None:
    (article,) = read_valid("pubmed", recorded("pubmed/article-mathml.json"))
    short = in_short(article)
    assert short["date"] == "2018"
    assert short["author"] == "Ibai Garcia-Tabar; Esteban M Gorostiaga"
    assert article.title[:2] == ('A "', Markup("emphasis", ('Blood Relationship"',)))
    assert short["title"].endswith("in Trained Runners. Back to the Old Days?")
    assert r"\dot{V}" in "".join(part.tex for part in article.abstract if isinstance(part, Math))


def test_escaped_signs_in_an_abstract() -> None:
    (article,) = read_valid("pubmed", recorded("pubmed/article-escaped.json"))
    abstract = plain(article.abstract)
    assert abstract.startswith("OBJECTIVES: Animal studies suggest that ")
    assert "(TSH >4.5 mIU/L) compared with normal TSH (0.4-<4.5 mIU/L)" in abstract
    assert in_short(article)["author"].split("; ")[1] == "Laura E Beane Freeman"


@pytest.mark.parametrize("name", ["search-page1", "search-empty", "summary"])
def test_other_answers_have_no_articles(name: str) -> None:
    result = read_answer("pubmed", recorded(f"pubmed/{name}.json"), "answer")
    assert result.records == ()
    (problem,) = result.problems
    assert re.match(
        r"no articles of PubMed: the root element is 'eS\w+Result', not PubmedArticleSet", problem.message
    )


@pytest.mark.parametrize("name", names_of("pubmed/article*.json"))
def test_damage_costs_one_article_only(name: str) -> None:
    data = recorded(name)
    assert_others_unaffected("pubmed", data, damaged_xml(data, "PubmedArticle"))


# --- what the recorded answers do not have ---


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<MedlineDate>2016 Mar-Apr</MedlineDate>", "2016-03/2016-04"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12/1999-01"),
        ("<Year>2016</Year><Season>Winter</Season>", "2016 winter"),
        ("<Year>2016</Year><Month>Feb</Month><Day>3</Day>", "2016-02-03"),
        ("<Year>2016</Year><Month>2</Month>", "2016-02"),
        ("<Year>2016</Year><Month>??</Month><Day>3</Day>", "2016"),
        ("", "2015-12-30"),
    ],
)
def test_dates(date: str, expected: str) -> None:
    article = read_article(
        "<ArticleTitle>Example</ArticleTitle>"
        f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
        '<ArticleDate DateType="Electronic"><Year>2015</Year><Month>12</Month><Day>30</Day></ArticleDate>'
    )
    assert in_short(article)["date"] == expected


def test_names() -> None:
    article = read_article("""<ArticleTitle>Example.</ArticleTitle><AuthorList CompleteYN="N">
        <Author EqualContrib="Y"><LastName>Doe</LastName><ForeName>Jane A</ForeName><Initials>JA</Initials>
          <Suffix>Jr</Suffix><Identifier Source="ISNI">1</Identifier>
          <Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier></Author>
        <Author ValidYN="N"><LastName>Roee</LastName><ForeName>Richard</ForeName></Author>
        <Author><LastName>van der Roe</LastName><Initials>RS</Initials></Author>
        <Author/><Author><ForeName>Nobody</ForeName></Author>
        <Author><CollectiveName>Examples <sub>2</sub> Group</CollectiveName></Author>
      </AuthorList>""")
    first, second, group, others = article.authors
    assert (first.name.full(), first.name.suffix, first.orcid, first.marks) == (
        "Jane A Doe Jr",
        "Jr",
        "0000-0002-1825-0097",
        ("equal",),
    )
    assert (second.name.given, second.name.particle, second.name.family) == ("R. S.", "van der", "Roe")
    assert group.name.literal == "Examples 2 Group"
    assert others.name == OTHERS


def test_identifiers_are_those_of_the_article() -> None:
    article = read_article('<ELocationID EIdType="doi" ValidYN="N">10.5555/2</ELocationID>')
    assert in_short(article)["ids"] == "doi:10.5555/1 pmid:123"
    article = read_article('<ELocationID EIdType="doi" ValidYN="Y">10.5555/2</ELocationID>')
    assert in_short(article)["ids"] == "doi:10.5555/2 pmid:123"


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        ("<Pagination><MedlinePgn>113-25</MedlinePgn></Pagination>", "113\u201325"),
        ("<Pagination><StartPage>7</StartPage></Pagination>", "7"),
        ("<Pagination><StartPage>1</StartPage><EndPage>9</EndPage></Pagination>", "1\u20139"),
        ('<Pagination/><ELocationID EIdType="pii">e1004</ELocationID>', "e1004"),
        ('<ELocationID EIdType="pii">S0140-6736(17)32129-3</ELocationID>', ""),
    ],
)
def test_pages(content: str, pages: str) -> None:
    article = read_article(f"<Journal><Title>Nature</Title></Journal>{content}")
    assert [venue.pages for venue in article.venues] == [pages]


@pytest.mark.parametrize(
    ("titles", "title", "addition", "language"),
    [
        ("<ArticleTitle>[An example.]</ArticleTitle>", "An example", "", ""),
        ("<ArticleTitle>[An <i>example</i>].</ArticleTitle>", "An example", "", ""),
        (
            "<ArticleTitle>[An example.]</ArticleTitle><VernacularTitle>Ein Beispiel.</VernacularTitle>",
            "Ein Beispiel",
            "[An example]",
            "de",
        ),
        ("<ArticleTitle>Ein Beispiel.</ArticleTitle>", "Ein Beispiel", "", "de"),
        ("<ArticleTitle/><VernacularTitle>Ein Beispiel</VernacularTitle>", "Ein Beispiel", "", "de"),
        ("<ArticleTitle>[A] and [B].</ArticleTitle>", "[A] and [B]", "", "de"),
    ],
)
def test_titles(titles: str, title: str, addition: str, language: str) -> None:
    article = read_article(f"{titles}<Language>ger</Language>")
    assert (plain(article.title), plain(article.titleaddon), article.language) == (title, addition, language)


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (["Journal Article", "Preprint"], "preprint"),
        (["Academic Dissertation"], "thesis"),
        (["Dataset"], "dataset"),
        (["Journal Article"], "article"),
        ([], "article"),
    ],
)
def test_kinds(kinds: list[str], kind: str) -> None:
    types = "".join(f"<PublicationType>{name}</PublicationType>" for name in kinds)
    article = read_article(
        f"<ArticleTitle>Example</ArticleTitle><PublicationTypeList>{types}</PublicationTypeList>"
    )
    assert article.kind == kind


def test_an_abstract_without_labels() -> None:
    article = read_article(
        "<Abstract><AbstractText>One.</AbstractText><AbstractText/>"
        '<AbstractText Label="UNLABELLED">Two.</AbstractText>'
        '<AbstractText Label="A &amp; B">Three.</AbstractText></Abstract>'
    )
    assert plain(article.abstract) == "One. Two. A & B: Three."


BOOK = """<PubmedArticleSet><PubmedBookArticle><BookDocument>
  <PMID Version="1">456</PMID>
  <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
  <Book>
    <Publisher>
      <PublisherName>Example Press</PublisherName><PublisherLocation>Bethesda (MD)</PublisherLocation>
    </Publisher>
    <BookTitle book="example">Handbook of <i>Examples</i>.</BookTitle>
    <PubDate><Year>2011</Year><Month>05</Month></PubDate>
    <AuthorList Type="editors">
      <Author><LastName>Roe</LastName><ForeName>Richard</ForeName></Author>
    </AuthorList>
    <Edition>2nd</Edition>
    <Isbn>9783161484100</Isbn>
  </Book>
  {}
  <Language>eng</Language>
</BookDocument></PubmedBookArticle></PubmedArticleSet>"""


def test_a_chapter() -> None:
    chapter = """<ArticleTitle>An Example.</ArticleTitle>
      <AuthorList Type="authors">
        <Author><LastName>Doe</LastName><ForeName>Jane</ForeName></Author>
      </AuthorList>"""
    (record,) = map(in_short, read_valid("pubmed", BOOK.format(chapter)))
    assert record == {
        "kind": "incollection",
        "title": "An Example",
        "date": "2011-05",
        "venues": "name=Handbook of Examples, kind=book, edition=2nd, publisher=Example Press,"
        " place=Bethesda (MD)",
        "ids": "pmid:456 isbn:9783161484100",
        "language": "en",
        "author": "Jane Doe",
        "editor": "Richard Roe",
    }


def test_a_book() -> None:
    (record,) = map(in_short, read_valid("pubmed", BOOK.format("")))
    assert (record["kind"], record["title"], record["editor"]) == (
        "book",
        "Handbook of Examples",
        "Richard Roe",
    )


def test_an_article_with_nothing_is_reported() -> None:
    content = "<DeleteCitation><PMID>1</PMID></DeleteCitation><PubmedArticle/>"
    data = f"<PubmedArticleSet>{content}</PubmedArticleSet>".encode()
    result = read_answer("pubmed", data, "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]


def test_an_error_is_quoted() -> None:
    data = b"<eFetchResult><ERROR>Empty id list - nothing todo</ERROR></eFetchResult>"
    (problem,) = read_answer("pubmed", data, "answer").problems
    assert problem.message.endswith("; it says 'Empty id list - nothing todo'")


def test_a_cut_answer_keeps_the_whole_articles() -> None:
    whole = ARTICLE.format("<ArticleTitle>One</ArticleTitle>")
    cut = whole.replace("</PubmedArticleSet>", "<PubmedArticle><MedlineCitation><PMID>124</PMID>")
    result = read_answer("pubmed", cut.encode(), "answer")
    assert [record.title for record in result.records] == [("One",)]
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]
