"""The parts that a layout can name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor
from sphinx_pubs.model.records import Activity, Award, Identifier, Publication, Record, Venue
from sphinx_pubs.model.text import Hyperlink
from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.dates import STYLES
from sphinx_pubs.render.elements import Element, to_node, to_nodes
from sphinx_pubs.render.layout import parse_line
from sphinx_pubs.render.links import LinkStyle
from sphinx_pubs.render.names import NameStyle
from sphinx_pubs.render.parts import PARTS, make_part
from tests.unit.render.facts import ACTIVITY, AWARD, EMPTY, FULL, author, language, scope, shown, text

KNOWN = language({})
REPOSITORY = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("{title}", FULL, "Mask R-CNN"),
        ("{authors}", FULL, "Kaiming He*, Georgia Gkioxari, Piotr Dollár, and Ross Girshick†"),
        ("{authors:2}", FULL, "Kaiming He*, Georgia Gkioxari et al."),
        ("{editors}", FULL, "Jane Doe"),
        ("{translators}", FULL, "Jane Roe"),
        ("{legend}", FULL, "* equal contribution, † corresponding author"),
        ("{venue}", FULL, "International Conference on Computer Vision"),
        ("{abbr}", FULL, "ICCV"),
        ("{presentation}", FULL, "Oral"),
        ("{volume} {issue} {pages}", FULL, "1 2 2980–2988"),
        ("{series} {edition} {publisher} {place}", FULL, "A Series 2nd IEEE Venice"),
        ("{date}", FULL, "October 2017"),
        ("{date:abbr}", FULL, "Oct. 2017"),
        ("{year}", FULL, "2017"),
        ("{status}", FULL, ""),
        ("{status}", Publication(key="k", date=PartialDate(status=Status.IN_PRESS)), "in press"),
        ("{awards}", FULL, "Best Paper"),
        ("{links}", FULL, "DOI · arXiv · code · talk"),
        ("{links:arxiv}", FULL, "arXiv"),
        ("{links:code arxiv}", FULL, "code · arXiv"),
        ("{links:-arxiv doi}", FULL, "code · talk"),
        ("{note}", FULL, "First line Second line"),
        ("{abstract}", FULL, "We present a framework."),
        ("{tags}", FULL, "detection, segmentation"),
        ("{identifier}", FULL, "10.1109/ICCV.2017.322"),
        ("{identifier:arxiv}", FULL, "arXiv:1703.06870"),
        ("{identifier:pmid}", FULL, ""),
        ("{url}", FULL, "https://example.org/mask"),
        ("{field:howcited}", FULL, "often"),
        ("{field:HowCited}", FULL, "often"),
        ("{field:other}", FULL, ""),
        ("{events}", AWARD, "CVPR 2018, ECCV 2018"),
        ("{awarder} {rank} {task}", AWARD, "IEEE winner detection"),
        ("{recipients}", AWARD, "Kaiming He"),
        ("{publications}", AWARD, "Mask R-CNN"),
        ("{date}", AWARD, "2018"),
        ("{role}", ACTIVITY, "Area Chair"),
        ("{people}", ACTIVITY, "Kaiming He"),
        ("{links}", ACTIVITY, "slides"),
        ("{date}", ACTIVITY, "2016–2019"),
        ("{text}", Award(key="k", text=("own words",)), "own words"),
    ],
)
def test_parts(line: str, record: Record, expected: str) -> None:
    assert shown(line, record, context=KNOWN) == expected


def test_the_manual_has_every_style_of_dates() -> None:
    manual = (REPOSITORY / "example_docs/manual/guides/layouts.rst").read_text(encoding="utf-8")
    assert [style for style in STYLES if style and f"``{style}``" not in manual] == []


@pytest.mark.parametrize("name", PARTS)
def test_every_part_of_an_empty_record_is_empty(name: str) -> None:
    for record in (EMPTY, Award(key="k"), Activity(key="k")):
        assert make_part(name, "", scope(record)) == []


def test_no_part_fails_for_a_record_of_another_kind() -> None:
    for record in (FULL, AWARD, ACTIVITY):
        made = {name for name in PARTS for option in ("", "x", "3") if make_part(name, option, scope(record))}
        assert made >= {"title", "date", "year"}


def test_an_unknown_part_is_empty() -> None:
    assert make_part("zzz", "", scope(FULL)) == []


@pytest.mark.parametrize(
    ("awards", "expected"),
    [
        ((Award(key="", title=("A",)),), "A"),
        ((Award(key="", title=("A",), rank="winner"),), "winner, A"),
        ((Award(key="", title=("A",), rank="winner", shorttitle="B"),), "B"),
        ((Award(key="", title=("A",)), Award(key="", title=("B",))), "A. B"),
    ],
)
def test_awards_of_a_publication(awards: tuple[Award, ...], expected: str) -> None:
    assert shown("{awards}", replace(FULL, awards=awards)) == expected


def test_common_words_of_data_are_translated() -> None:
    german = language(
        {"Oral": "Vortrag", "winner": "Sieger", "Area Chair": "Bereichsleitung", "A Series": "?"}
    )
    assert shown("{presentation}, {series}", context=german) == "Vortrag, A Series"
    assert shown("{rank}", AWARD, context=german) == "Sieger"
    assert shown("{role}", ACTIVITY, context=german) == "Bereichsleitung"


def test_identifiers_of_one_scheme() -> None:
    isbns = (Identifier("isbn", "9783161484100"), Identifier("isbn", "9780306406157"))
    assert shown("{identifier:isbn}", replace(FULL, identifiers=isbns)) == "9783161484100, 9780306406157"


def _links(line: str, record: Record, context: RenderContext = KNOWN) -> list[tuple[str, str]]:
    found = to_nodes(compose(parse_line(line), scope(record, context=context)))
    return [(link.astext(), link["refuri"]) for node in found for link in node.findall(nodes.reference)]


@pytest.mark.parametrize(
    ("line", "record", "expected"),
    [
        ("{title}", FULL, []),
        ("{title:link}", FULL, [("Mask R-CNN", "https://example.org/mask")]),
        ("{title:link}", replace(FULL, url=""), []),
        ("{title:link}", AWARD, [("PAMI Young Researcher Award", "https://example.org/prize")]),
        ("{identifier}", FULL, [("10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322")]),
        ("{url}", FULL, [("https://example.org/mask", "https://example.org/mask")]),
        (
            "{venue}",
            Publication(key="k", venues=(Venue(name=("V",), url="https://v.org"),)),
            [("V", "https://v.org")],
        ),
    ],
)
def test_the_links_of_parts(line: str, record: Record, expected: list[tuple[str, str]]) -> None:
    assert _links(line, record) == expected


def test_the_link_of_a_title_replaces_links_inside_it() -> None:
    title = ("About ", Hyperlink("https://inner.org", ("this",)))
    assert _links("{title:link}", replace(FULL, title=title)) == [("About this", FULL.url)]
    assert _links("{title}", replace(FULL, title=title)) == [("this", "https://inner.org")]


def test_publications_of_an_award_link_to_their_entries() -> None:
    context = replace(KNOWN, refer=lambda key, children: Element("reference", children, refuri=f"#{key}"))
    assert _links("{publications}", AWARD, context) == [("Mask R-CNN", "#He2017Mask")]


def test_a_line_about_a_later_venue() -> None:
    later = scope(FULL).for_venue(FULL.venues[1])
    assert text(compose(parse_line("{abbr}, {date}[. {awards}]"), later)) == "TPAMI, accepted in 2018"
    undated = replace(FULL, venues=(FULL.venues[0], Venue(abbr="TPAMI")))
    later = scope(undated).for_venue(undated.venues[1])
    assert text(compose(parse_line("{abbr}[, {date}]"), later)) == "TPAMI"


def test_the_date_of_the_first_venue_has_priority_over_that_of_the_work() -> None:
    record = replace(FULL, venues=(Venue(abbr="X", date=PartialDate(2020)),))
    assert shown("{date}", record) == "2020"
    assert shown("{date}", replace(FULL, venues=())) == "October 2017"


def test_the_styles_of_a_layout_apply_to_its_parts() -> None:
    of = scope(FULL, names=NameStyle(given="none", max=1), links=LinkStyle(kinds=("talk", "doi")), date="iso")
    assert text(compose(parse_line("{authors}; {date}; {date:year}; {links}"), of)) == (
        "He* et al.; 2017-10; 2017; talk · DOI"
    )
    assert text(compose(parse_line("{authors:0}"), of)) == "He*, Gkioxari, Dollár, and Girshick†"


def test_the_number() -> None:
    assert text(compose(parse_line("{number} {title}"), scope(FULL, number="[3]"))) == "[3] Mask R-CNN"


@pytest.mark.parametrize(
    ("part", "css"),
    [
        ("title", "pubs-title"),
        ("authors", "pubs-authors"),
        ("venue", "pubs-venue"),
        ("issue", "pubs-issue"),  # pubs-number is the number in the list
        ("date", "pubs-date"),
        ("year", "pubs-date"),
        ("presentation", "pubs-presentation"),
        ("awards", "pubs-award"),
        ("links", "pubs-links"),
        ("note", "pubs-note"),
        ("abstract", "pubs-abstract"),
    ],
)
def test_documented_classes(part: str, css: str) -> None:
    node = to_node(make_part(part, "", scope(FULL))[0])
    assert isinstance(node, nodes.inline)
    assert node["classes"] == [css]


ATLAS = author("ATLAS Collaboration", role="collaboration")


@pytest.mark.parametrize(
    ("line", "people", "expected"),
    [
        ("{authors}", (author("Aad, G."), ATLAS), "G. Aad (ATLAS Collaboration)"),
        ("{authors}", (author("Aad, G."), author("et al."), ATLAS), "G. Aad et al. (ATLAS Collaboration)"),
        ("{authors:1}", (author("Aad, G."), author("Doe, J."), ATLAS), "G. Aad et al. (ATLAS Collaboration)"),
        ("{authors}", (ATLAS,), "ATLAS Collaboration"),
        ("[{authors}|{editors} (Ed.)]", (author("Doe, J.", role="editor"), ATLAS), "ATLAS Collaboration"),
        ("{authors}", (author("The ATLAS Collaboration"), ATLAS), "The ATLAS Collaboration"),
    ],
)
def test_collaboration_of_the_authors(line: str, people: tuple[Contributor, ...], expected: str) -> None:
    work = Publication(key="a", title=("T",), contributors=people)
    assert text(compose(parse_line(line), scope(work))) == expected
