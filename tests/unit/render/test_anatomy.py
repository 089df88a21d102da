"""What pages for a browser have around the content of an entry; badges; names that open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Award, Identifier, Image, Link, Person, Publication, Venue
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import Element, text
from sphinx_pubs.render.entries import Presentation, contents
from sphinx_pubs.render.html import HtmlWriter

BROWSER = RenderContext(browser=True, max_authors=4)
CVPR = Venue(name=("Computer Vision and Patterns",), abbr="CVPR", kind="conference", presentation="Oral")
WORK = Publication(
    key="k",
    kind="inproceedings",
    title=("Title",),
    venues=(CVPR,),
    date=PartialDate(2025),
    links=(Link("PDF", "https://example.org/a.pdf", "pdf"), Link("Code", "https://example.org/c", "code")),
    awards=(Award(key="", title=("Best Paper",)), Award(key="", title=("Test of Time",))),
    tags=("one", "two"),
)


def _html(
    work: Publication, layout: str = "homepage", context: RenderContext = BROWSER, **options: Any
) -> str:
    presentation = Presentation(layout=builtin_layouts()[layout], context=context, **options)
    (content,) = contents([work], presentation)
    return "".join(HtmlWriter().fragment(content).html)


def _people(count: int) -> tuple[Contributor, ...]:
    return tuple(Contributor(Name(literal=f"N{number}"), "author") for number in range(count))


def test_an_entry_has_a_body_with_lines_and_a_row_of_actions() -> None:
    html = _html(WORK, show=("tags",))
    order = ["pubs-body", "pubs-title", "pubs-badge-venue", "pubs-badge-award", "pubs-actions", "pubs-tags"]
    assert sorted(order, key=html.index) == order
    assert html.count("<div") == html.count("</div>")
    assert html.count('class="pubs-tag"') == 2
    assert "pubs-media" not in html


def test_without_links_and_blocks_there_is_no_row_of_actions() -> None:
    assert "pubs-actions" not in _html(replace(WORK, links=()))


def test_the_picture_has_a_box_of_its_own_before_the_body() -> None:
    html = _html(replace(WORK, image=Image("a.png")), show=("image",))
    assert html.index("pubs-media") < html.index("pubs-body")


@pytest.mark.parametrize(
    ("policy", "url", "expected"),
    [
        ("url", "https://example.org/w", "https://example.org/w"),
        ("url", "", "https://doi.org/10.1/x"),
        ("doi", "https://example.org/w", "https://doi.org/10.1/x"),
        ("first", "https://example.org/w", "https://example.org/w"),
        ("none", "https://example.org/w", ""),
    ],
)
def test_the_picture_leads_where_the_title_does_or_to_the_first_link(
    policy: str, url: str, expected: str
) -> None:
    doi = Identifier("doi", "10.1/x", "https://doi.org/10.1/x")
    work = replace(WORK, url=url, identifiers=(doi,), image=Image("a.png"))
    html = _html(work, show=("image",), context=replace(BROWSER, title_link=policy))
    media = html.partition("pubs-media")[2].partition("pubs-body")[0]
    link = f'<a href="{expected}" tabindex="-1" aria-hidden="true"></a>' if expected else ""
    assert media.replace("\n", "") == f'">{link}</div><div class="'


def test_a_picture_that_says_something_is_read_out() -> None:
    work = replace(WORK, image=Image("a.png", "A mask"))
    html = _html(work, show=("image",))
    assert '<a href="https://example.org/a.pdf" tabindex="-1"></a>' in html
    assert "<a" not in _html(replace(work, links=()), show=("image",))


def test_a_layout_of_one_line_stays_a_paragraph() -> None:
    html = _html(WORK, "compact")
    assert html.startswith("<p>")
    assert "pubs-body" not in html


def test_separators_are_elements_that_a_row_of_buttons_can_hide() -> None:
    assert '<span class="pubs-separator"> · </span>' in _html(WORK)
    assert "pubs-separator" not in _html(WORK, context=RenderContext())


def _badges(work: Publication, **options: Any) -> list[str]:
    context = RenderContext(browser=True, **options)
    (content,) = contents([work], Presentation(layout=builtin_layouts()["homepage"], context=context))
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, Element):
            if "pubs-badge" in node.classes:
                kind = next(name for name in node.classes if name.startswith("pubs-badge-"))
                found.append(f"{kind.removeprefix('pubs-badge-')} {text(node)}")
            for child in node.children:
                walk(child)

    for node in content:
        walk(node)
    return found


def test_venue_presentation_and_awards_have_badges() -> None:
    assert _badges(WORK) == ["venue CVPR 2025", "status Oral", "award Best Paper", "award Test of Time"]


def test_the_year_that_the_badge_says_is_not_repeated() -> None:
    assert "Computer Vision and Patterns</span> <span" in _html(WORK)
    june = replace(WORK, date=PartialDate(2025, 6))
    assert ', <span class="pubs-date">June 2025</span>' in _html(june)


@pytest.mark.parametrize(
    ("abbr", "name", "badge", "rest"),
    [
        ("CVPR", "CVPR", "venue CVPR 2025", False),
        ("CVPR", "CVPR 2025", "venue CVPR 2025", False),
        ("CVPR 2025", "Computer Vision", "venue CVPR 2025", True),
        ("", "Computer Vision", "", True),
    ],
)
def test_the_badge_stands_for_a_name_that_says_no_more(abbr: str, name: str, badge: str, rest: bool) -> None:
    work = replace(WORK, venues=(Venue(name=(name,), abbr=abbr),), awards=())
    assert _badges(work) == ([badge] if badge else [])
    assert ("pubs-venue" in _html(work)) is rest


@pytest.mark.parametrize(("names", "badge", "name"), [("short", 1, 0), ("full", 0, 1), ("both", 1, 1)])
def test_a_list_can_show_only_the_badge_or_only_the_name(names: str, badge: int, name: int) -> None:
    html = _html(WORK, context=replace(BROWSER, venue_name=names))
    assert html.count("pubs-badge-venue") == badge
    assert html.count('class="pubs-venue"') == name


def test_a_status_has_a_badge() -> None:
    submitted = replace(WORK, venues=(), awards=(), date=PartialDate(2025, status=Status.SUBMITTED))
    assert _badges(submitted) == ["status submitted in 2025"]


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({"oa": "true"}, True),
        ({"open_access": "gold"}, True),
        ({"oa": "false", "license": "CC-BY"}, False),
        ({"license": "CC BY 4.0"}, True),
        ({"license": "https://creativecommons.org/licenses/by/4.0/"}, True),
        ({"license": "all rights reserved"}, False),
        ({}, False),
    ],
)
def test_a_work_is_marked_as_open_if_its_data_say_so(fields: dict[str, str], is_open: bool) -> None:
    work = replace(WORK, venues=(CVPR,), awards=(), fields=fields)
    assert ("oa Open access" in _badges(work)) is is_open


def test_a_work_in_pubmed_central_is_open() -> None:
    identifier = Identifier("pmcid", "PMC1", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/")
    assert "oa Open access" in _badges(replace(WORK, identifiers=(identifier,)))


def test_other_builders_have_no_badges() -> None:
    context = RenderContext()
    (content,) = contents([WORK], Presentation(layout=builtin_layouts()["homepage"], context=context))
    assert "".join(HtmlWriter().fragment(content).html).count("pubs-badge") == 0


def test_authors_beyond_the_maximum_are_in_a_block_that_opens() -> None:
    html = _html(replace(WORK, contributors=_people(9)))
    before, _, rest = html.partition("<details")
    hidden, _, after = rest.partition("</details>")
    assert [name in before for name in ("N0", "N2", "N3")] == [True, True, False]
    assert "<summary>5 more</summary>" in hidden
    assert all(f"N{number}" in hidden for number in (3, 4, 5, 6, 7))
    assert "N8" in after


def test_highlighted_authors_are_never_hidden() -> None:
    people = list(_people(9))
    people[5] = replace(people[5], person="me")
    context = replace(
        BROWSER, highlighted=frozenset({"me"}), people={"me": Person(key="me", name=Name(literal="N5"))}
    )
    html = _html(replace(WORK, contributors=tuple(people)), context=context)
    assert html.count("<details") == 2
    assert "N5" not in "".join(part.partition("</details>")[0] for part in html.split("<details")[1:])


@pytest.mark.parametrize(("count", "maximum"), [(5, 4), (9, 0), (9, 9)])
def test_all_names_are_shown_if_few_or_if_there_is_no_maximum(count: int, maximum: int) -> None:
    context = replace(BROWSER, max_authors=maximum)
    assert "<details" not in _html(replace(WORK, contributors=_people(count)), context=context)


def test_a_card_without_a_picture_has_a_plate_for_the_eye_only() -> None:
    html = _html(WORK, "cards")
    assert '<div class="pubs-media pubs-plate" aria-hidden="true">CVPR</div>' in html
    pictured = _html(replace(WORK, image=Image("a.png")), "cards")
    assert "pubs-media" in pictured
    assert "pubs-plate" not in pictured
    assert "pubs-plate" not in _html(WORK, "cards", RenderContext())


@pytest.mark.parametrize(
    ("policy", "url"),
    [("url", ""), ("doi", "https://doi.org/10.1/x"), ("first", "https://doi.org/10.1/x"), ("none", "")],
)
def test_where_titles_lead_is_one_policy(policy: str, url: str) -> None:
    doi = Identifier("doi", "10.1/x", "https://doi.org/10.1/x")
    html = _html(replace(WORK, identifiers=(doi,)), context=replace(BROWSER, title_link=policy))
    title = html.partition("pubs-title")[2].partition("</div>")[0]
    assert (f'href="{url}"' in title) if url else ("href" not in title)


def test_the_url_of_a_record_comes_before_its_links_but_not_before_its_doi() -> None:
    work = replace(
        WORK, url="https://example.org/", identifiers=(Identifier("doi", "10.1/x", "https://doi.org/10.1/x"),)
    )
    titles = {}
    for policy in ("url", "doi", "first", "none"):
        html = _html(work, context=replace(BROWSER, title_link=policy))
        titles[policy] = html.partition("pubs-title")[2].partition("</div>")[0]
    assert "https://example.org/" in titles["url"]
    assert "https://example.org/" in titles["first"]
    assert "https://doi.org/10.1/x" in titles["doi"]
    assert "href" not in titles["none"]


ICONS = replace(BROWSER, icons={})


def test_badges_and_buttons_have_icons_where_the_site_has_them() -> None:
    html = _html(replace(WORK, fields={"oa": "true"}), context=ICONS)
    assert html.count('href="#pubs-i-trophy"') == 2
    assert html.count('href="#pubs-i-unlock"') == 1
    assert "pubs-i-trophy" not in _html(WORK)


def test_links_of_the_compact_layout_are_icons_with_a_tooltip() -> None:
    html = _html(WORK, "compact", ICONS)
    link = html.partition('<span class="pubs-link pubs-link-pdf">')[2].partition("</a>")[0]
    assert 'title="PDF"' in link
    assert 'href="#pubs-i-file"' in link
    assert '<span class="pubs-word">PDF</span>' in link
    assert "pubs-word" not in _html(WORK, "compact")
