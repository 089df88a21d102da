"""Records of DataCite in XML: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.text import Markup
from sphinx_pubs.readers.services import read_answer

from .answers import assert_others_unaffected, damaged_xml, in_short, names_of, read_valid, recorded
from .support import read_json

RECORD = '<resource xmlns="http://datacite.org/schema/kernel-4">{}</resource>'
TITLE = "<titles><title>Example</title></titles>"


def short(content: str) -> dict[str, str]:
    (record,) = read_valid("datacite_xml", RECORD.format(content))
    return in_short(record)


RECORDED = {
    "datacite-example-full-v4.6": {
        "kind": "misc",
        "title": "Example Title: Example Subtitle",
        "date": "2023-01-01",
        "venues": "publisher=Example Publisher",
        "ids": "doi:10.82433/B09Z-4K37",
        "tags": "Example Subject",
        "version": "1",
        "abstract": "This dataset illustrates the use of new ",
        "author": "ExampleGivenName ExampleFamilyName; ExampleOrganization",
        "editor": "Cody Ross; Kelly Stathis",
        "translator": "Jane Doe",
    },
    "datacite-example-dissertation-v4.4": {
        "kind": "thesis",
        "title": 'Software and supporting material for "SOAPdenovo2: An empirically improved memory-efficient'
        ' short read de novo assembly"',
        "date": "2012-12-13",
        "venues": "name=GigaScience Database, kind=school",
        "ids": "doi:10.5072/100044",
        "language": "en",
        "tags": "DNA (Genetics); Computer Program",
        "abstract": "SOAPdenovo2 is the latest de novo genome",
        "author": "R Luo; B Liu; Y Xie; Z Li",
    },
    "datacite-example-escaped-text": {
        "kind": "book",
        "title": "Some initial text<the rest of the text won't display.",
        "date": "2010",
        "venues": "pagetotal=256, publisher=Springer",
        "ids": "doi:10.5072/testpub",
        "language": "de",
        "tags": "Polish Literature",
        "abstract": "Lorem ipsum dolor sit amet, consetetur s",
        "author": "John Smith; \u3064\u307e\u3089\u306a\u3044\u3082\u306e\u3067\u3059\u304c",
    },
    "datacite-multiple-language": {
        "kind": "dataset",
        "title": "Koronare Vasomotionsst\u00f6rungen bei Patienten mit Angina pectoris und nicht-stenosierten"
        " Koronararterien",
        "date": "2016-06-09",
        "venues": "publisher=Universit\u00e4tsbibliothek T\u00fcbingen",
        "ids": "doi:10.15496/PUBLIKATION-11792",
        "language": "de",
        "author": "Peter Emanuel Ong",
    },
    "datacite_journal_article": {
        "kind": "article",
        "title": "Science and Uncertainty in Mass Exposure Litigation",
        "date": "1995-11",
        "venues": "publisher=Texas Law Review",
        "ids": "doi:10.60843/5EGY-VC42",
        "language": "en",
        "abstract": "Critics of the tort system have condemne",
        "author": "Heidi Li Feldman",
    },
    "datacite_malformed_creator": {
        "kind": "article",
        "title": "U\u010dinkovitost kanabinoidov pri zdravljenju raka: mit ali resnica",
        "date": "2018-06-20",
        "venues": "name=Onkologija, kind=journal, publisher=Onkolo\u0161ki in\u0161titut Ljubljana",
        "ids": "doi:10.25670/oi2018-001on",
        "language": "sl",
        "tags": "cancer; cannabinoids",
        "author": "Bla\u017e Gro\u0161elj; Miha Ora\u017eem; Viljem Kova\u010d",
    },
    "datacite_missing_creator": {
        "kind": "online",
        "title": "Eating your own Dog Food",
        "date": "2016-12-20",
        "venues": "publisher=DataCite",
        "ids": "doi:10.5438/4K3M-NYVG",
        "tags": "datacite; doi; metadata",
        "abstract": "Eating your own dog food is a slang term",
    },
}


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_records(name: str) -> None:
    (record,) = read_valid("datacite_xml", recorded(f"datacite-xml/{name}.xml"))
    assert in_short(record) == RECORDED[name]


def test_orcid_ids_and_the_line() -> None:
    (record,) = read_valid("datacite_xml", recorded("datacite-xml/datacite-example-full-v4.6.xml"))
    assert [who.orcid for who in record.authors] == ["0000-0001-5727-2427", ""]
    assert record.authors[1].name.literal == "ExampleOrganization"
    assert record.origin.line == 2


@pytest.mark.parametrize("name", names_of("datacite-xml/*.xml"))
def test_damage_never_raises(name: str) -> None:
    data = recorded(name)
    assert_others_unaffected("datacite_xml", data, ((0, form) for _, form in damaged_xml(data)))


def test_the_same_record_in_json() -> None:
    content = """<identifier identifierType="DOI">10.5555/1</identifier>
      <titles>
        <title>The &lt;i&gt;k&lt;/i&gt;-means</title><title titleType="Subtitle">A survey</title>
      </titles>
      <creators><creator><creatorName>Doe, Jane</creatorName></creator></creators>
      <publisher>Example Press</publisher><publicationYear>2020</publicationYear>
      <resourceType resourceTypeGeneral="JournalArticle"/>
      <relatedItems><relatedItem relationType="IsPublishedIn"><titles><title>Nature</title></titles>
        <volume>7</volume><issue>2</issue><firstPage>1</firstPage><lastPage>9</lastPage>
      </relatedItem></relatedItems>
      <relatedIdentifiers>
        <relatedIdentifier relatedIdentifierType="DOI" relationType="IsVersionOf">10.5555/0
        </relatedIdentifier>
      </relatedIdentifiers>"""
    attributes = {
        "doi": "10.5555/1",
        "titles": [{"title": "The <i>k</i>-means"}, {"title": "A survey", "titleType": "Subtitle"}],
        "creators": [{"name": "Doe, Jane"}],
        "publisher": "Example Press",
        "publicationYear": 2020,
        "types": {"resourceTypeGeneral": "JournalArticle"},
        "relatedItems": [
            {
                "relationType": "IsPublishedIn",
                "titles": [{"title": "Nature"}],
                "volume": "7",
                "issue": "2",
                "firstPage": "1",
                "lastPage": "9",
            }
        ],
        "relatedIdentifiers": [
            {
                "relatedIdentifier": "10.5555/0",
                "relatedIdentifierType": "DOI",
                "relationType": "IsVersionOf",
            }
        ],
    }
    (record,) = read_valid("datacite_xml", RECORD.format(content))
    (same,) = read_json("datacite", attributes)
    assert record == same
    assert record.title == ("The ", Markup("emphasis", ("k",)), "-means: A survey")
    assert in_short(record)["venues"] == (
        "name=Nature, kind=journal, volume=7, number=2, pages=1\u20139, publisher=Example Press"
    )
    assert record.fields["version_of"] == "10.5555/0"


def test_breaks_in_an_abstract() -> None:
    content = (
        '<descriptions><description descriptionType="Abstract">One.<br/>Two.</description></descriptions>'
    )
    assert short(TITLE + content)["abstract"] == "One. Two."


def test_a_record_with_nothing_is_reported() -> None:
    result = read_answer("datacite_xml", RECORD.format("<publisher>x</publisher>").encode(), "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]


@pytest.mark.parametrize("data", [RECORD.format(TITLE).removesuffix("</resource>"), f"<html>{TITLE}</html>"])
def test_a_cut_record_and_another_file_give_no_record(data: str) -> None:
    result = read_answer("datacite_xml", data.encode(), "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]
