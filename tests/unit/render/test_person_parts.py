"""The parts of a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils import nodes

from sphinx_pubs.model.dates import PartialDate, Period
from sphinx_pubs.model.names import Name
from sphinx_pubs.model.records import Image, Link, Person
from sphinx_pubs.model.text import Hyperlink
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import Element
from sphinx_pubs.render.entries import Presentation, content
from sphinx_pubs.render.links import LinkStyle
from sphinx_pubs.render.parts import make_part
from sphinx_pubs.render.person_parts import initials
from tests.unit.render.facts import FULL, HE, language, list_of, scope, shown

PERSONAL = ["email", "pronouns", "affiliation", "now"]

WHOLE = replace(
    HE,
    role="Reviewer",
    orcid="0000-0001-7318-9658",
    periods=(Period(PartialDate(2011, 9), PartialDate(2013)), Period(PartialDate(2016))),
    note=(("A note",),),
    publications=(FULL.key, "other"),
    tags=("vision",),
    email="he@example.org",
    pronouns="he/him",
    affiliation=("Example University",),
    now=(Hyperlink("https://corp.example", ("Example Corp.",)),),
    links=(Link("GitHub", "https://github.com/he", "github"), Link("E-mail", "", "email")),
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{name}", "Kaiming He"),
        ("{title:link}", "Kaiming He"),
        ("{role}", "Reviewer"),
        ("{period}", "2011–2013, since 2016"),
        ("{period:full}", "September 2011–2013, since 2016"),
        ("{count}", "2 publications"),
        ("{count:number}", "2"),
        ("{orcid}", "0000-0001-7318-9658"),
        ("{homepage}", "https://kaiminghe.github.io"),
        ("{note}", "A note"),
        ("{tags}", "vision"),
        ("{email}", "he@example.org"),
        ("{pronouns}", "he/him"),
        ("{affiliation}", "Example University"),
        ("{now}", "now at Example Corp."),
        ("{links}", "Homepage · ORCID · GitHub · E-mail"),
        ("{links:github orcid}", "GitHub · ORCID"),
        ("{links:-homepage email}", "ORCID · GitHub"),
        ("[{events}|{authors}|{status}|{abstract}]", ""),
    ],
)
def test_parts(line: str, expected: str) -> None:
    assert shown(line, WHOLE) == expected


@pytest.mark.parametrize(
    "name",
    [
        "role",
        "period",
        "count",
        "orcid",
        "note",
        "tags",
        "publications",
        "email",
        "pronouns",
        "affiliation",
        "now",
    ],
)
def test_missing_parts_are_empty(name: str) -> None:
    assert make_part(name, "", scope(HE)) == []


@pytest.mark.parametrize("name", ["name", "period", "count", "orcid", "homepage", *PERSONAL])
def test_other_records_do_not_have_these_parts(name: str) -> None:
    assert make_part(name, "", scope(FULL)) == []


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(PartialDate(2011), PartialDate(2011)), "2011"),
        (Period(PartialDate(2011, 9), PartialDate(2011, 12)), "2011"),
        (Period(end=PartialDate(2014)), "bis 2014"),
        (Period(PartialDate(2016)), "seit 2016"),
    ],
)
def test_periods_in_words(period: Period, words: str) -> None:
    german = language({"since %s": "seit %s", "until %s": "bis %s"}, "de")
    assert shown("{period}", replace(WHOLE, periods=(period,)), context=german) == words


def test_one_publication_and_a_highlighted_person() -> None:
    assert shown("{count}", replace(WHOLE, publications=("a",))) == "1 publication"
    (node,) = make_part("name", "", scope(HE, context=RenderContext(highlighted=frozenset({HE.key}))))
    assert isinstance(node, Element)
    assert node.classes == ("pubs-name", "pubs-me")


@pytest.mark.parametrize(
    ("written", "shown_as"),
    [
        ("Example Corp.", "jetzt bei Example Corp."),
        ("postdoc, Example University", "jetzt postdoc, Example University"),
        ("Postdoc at Example University", "jetzt Postdoc at Example University"),
    ],
)
def test_what_came_after_is_a_name_or_a_phrase(written: str, shown_as: str) -> None:
    german = language({"now at %s": "jetzt bei %s", "now %s": "jetzt %s"}, "de")
    assert shown("{now}", replace(WHOLE, now=(written,)), context=german) == shown_as


def test_links_in_the_language_of_the_site() -> None:
    german = language({"Homepage": "Webseite", "E-mail": "E-Mail"}, "de")
    assert shown("{links:homepage email}", WHOLE, context=german) == "Webseite · E-Mail"


def test_email_and_now_have_links() -> None:
    context = RenderContext(link=lambda url, children: f"<{url}>")
    assert (
        shown("{email} {now}", WHOLE, context=context)
        == "<mailto:he@example.org> now at <https://corp.example>"
    )
    hidden = replace(WHOLE, email="he at example.org")
    assert shown("{email}", hidden, context=context) == "he at example.org"


@pytest.mark.parametrize("layout", builtin_layouts())
@pytest.mark.parametrize("person", [WHOLE, HE], ids=["whole", "bare"])
def test_every_layout_shows_persons(layout: str, person: Person) -> None:
    text = list_of(
        (person,), Presentation(layout=builtin_layouts()[layout], context=RenderContext())
    ).astext()
    assert "Kaiming He" in text
    assert ("ORCID" in text or layout == "compact") is (person is WHOLE or layout == "compact")
    assert ("now at Example Corp." in text) is (person is WHOLE and layout != "table")
    assert ("2011" in text) is (person is WHOLE)
    assert "None" not in text
    assert ". ." not in text


def test_the_number_of_works_links_to_the_list_of_them() -> None:
    context = RenderContext(works=lambda person: f"papers.html?pubs-author={person.key}")
    (count,) = make_part("count", "", scope(WHOLE, context=context))
    assert isinstance(count, Element)
    (link,) = count.children
    assert isinstance(link, Element)
    assert link.attributes["refuri"] == "papers.html?pubs-author=kaiming-he"
    assert make_part("count", "", scope(HE, context=context)) == []


def _html(person: Person, presentation: Presentation) -> str:
    return "".join(
        str(node.attributes["html"]) if node.name == "markup" else ""
        for node in content(person, presentation)
        if isinstance(node, Element)
    )


BROWSER = Presentation(
    layout=builtin_layouts()["homepage"], context=RenderContext(browser=True), portraits=True
)


def test_a_person_without_a_picture_has_a_plate_with_initials_in_a_browser() -> None:
    assert '<div class="pubs-media pubs-initials" aria-hidden="true">KH</div>' in _html(WHOLE, BROWSER)
    assert "pubs-initials" not in _html(WHOLE, replace(BROWSER, portraits=False))
    assert "pubs-initials" not in _html(WHOLE, replace(BROWSER, context=RenderContext()))


def test_a_picture_takes_the_place_of_the_plate() -> None:
    person = replace(WHOLE, image=Image("he.jpg"))
    pictures = [node for node in content(person, BROWSER) if isinstance(node, nodes.image)]
    assert [(picture["uri"], picture["classes"]) for picture in pictures] == [("he.jpg", ["pubs-image"])]
    assert "pubs-initials" not in _html(person, BROWSER)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        (Name("Kaiming", "", "He"), "KH"),
        (Name("laurens", "van der", "maaten"), "LM"),
        (Name(literal="何恺明"), "何"),
        (Name(literal="Jane van Doe"), "JV"),
        (Name(family="Plato"), "P"),
    ],
)
def test_initials(name: Name, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(("layout", "says_role"), [("homepage", False), ("cards", False), ("table", True)])
def test_a_role_in_the_heading_is_not_repeated(layout: str, says_role: bool) -> None:
    presentation = Presentation(
        layout=builtin_layouts()[layout], context=RenderContext(), omitted=frozenset({"role"})
    )
    text = list_of((WHOLE,), presentation).astext()
    assert ("Reviewer" in text) is says_role
    assert "2011–2013" in text


def test_words_of_links_can_be_hidden_beside_icons() -> None:
    context = RenderContext(browser=True, icons={})
    for url, has_icon in (("https://github.com/he", True), ("https://lab.example", False)):
        person = replace(WHOLE, links=(Link("A label", url),), orcid="", homepage="", email="")
        (links,) = make_part("links", "", scope(person, context=context, links=LinkStyle(icons=True)))
        assert isinstance(links, Element)
        (link,) = links.children
        assert isinstance(link, Element)
        (reference,) = link.children
        assert isinstance(reference, Element)
        last = reference.children[-1]
        assert reference.attributes.get("reftitle") == ("A label" if has_icon else None)
        assert last.classes == ("pubs-word",) if isinstance(last, Element) else last == "A label"
        assert isinstance(last, Element) is has_icon
