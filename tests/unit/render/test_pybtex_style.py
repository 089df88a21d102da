"""pybtex styles as layouts."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Publication
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.entries import Presentation
from sphinx_pubs.render.pybtex_style import StyleError, formatter
from tests.unit.render.facts import AWARD, BARE, EMPTY, FULL, inside, of_kind, text


def test_a_style_formats_a_publication() -> None:
    said = text(formatter("pybtex:plain")(FULL))
    assert said.startswith("Kaiming He, Georgia Gkioxari, Piotr Dollár, and Ross Girshick. Mask R-CNN.")
    assert "2980–2988" in said


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "unsrtalpha"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_at_least_authors_and_title(style: str, kind: str) -> None:
    said = text(formatter(f"pybtex:{style}")(of_kind(kind)))
    assert "mask r-cnn" in said.lower()
    assert "Jane Doe" in said if kind == "proceedings" else "Kaiming He" in said


@pytest.mark.parametrize("kind", KINDS)
def test_an_incomplete_record_still_has_its_title(kind: str) -> None:
    said = text(formatter("pybtex:plain")(Publication(key="k, {x}", kind=kind, title=("A Title",))))
    assert "a title" in said.lower()


def test_an_empty_record_is_no_error() -> None:
    assert text(formatter("pybtex:plain")(EMPTY)) == ""


def test_an_unknown_style_is_named() -> None:
    with pytest.raises(StyleError, match="no pybtex style 'nosuch' is installed"):
        formatter("pybtex:nosuch")


def test_an_entry_in_a_style_is_a_paragraph_with_its_number() -> None:
    presentation = Presentation(
        layout=builtin_layouts()["homepage"],
        context=RenderContext(),
        numbers={BARE.key: 3},
        format_record=formatter("pybtex:plain"),
    )
    (paragraph,) = inside(BARE, presentation)
    assert isinstance(paragraph, nodes.paragraph)
    assert paragraph.astext().startswith("[3] ")
    # awards are set by the layout
    assert inside(AWARD, presentation)[0].astext().startswith("winner, PAMI")


def test_a_style_keeps_the_order_of_east_asian_names() -> None:
    work = Publication(
        key="a", kind="misc", title=("T",), contributors=(Contributor(Name("恺明", "", "何")),)
    )
    assert "何恺明" in text(formatter("pybtex:plain")(work))


def test_a_style_shows_the_collaboration() -> None:
    people = (
        Contributor(Name("Georges", "", "Aad")),
        Contributor(OTHERS),
        Contributor(Name(literal="ATLAS Collaboration"), role="collaboration"),
    )
    work = Publication(key="a", kind="misc", title=("T",), contributors=people)
    assert "Georges Aad, ATLAS Collaboration, and others" in text(formatter("pybtex:plain")(work))
