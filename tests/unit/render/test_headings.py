"""Headings of groups."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.dates import heading_text, kind_heading
from sphinx_pubs.selection.grouping import Section
from tests.unit.render.facts import HE, language


@pytest.mark.parametrize(
    ("by", "value", "expected"),
    [
        ("year", "2019", "2019"),
        ("year", "in press", "In press"),
        ("year", "in preparation", "In preparation"),
        ("year", "submitted", "Submitted"),
        ("decade", "accepted", "Accepted"),
        ("decade", "2010s", "2010s"),
        ("status", "published", "Published"),
        ("status", "in press", "In press"),
        ("tag", "accepted", "accepted"),
        ("month", "11", "November"),
        ("month", "", "No date"),
        ("year", "", "No date"),
        ("decade", "", "No date"),
        ("venue", "", "Other"),
        ("venue", "ICCV", "ICCV"),
        ("kind", "inproceedings", "Conference papers"),
        ("kind", "", "Other"),
        ("kind", "fellowship", "Fellowship"),
        ("author", "kaiming-he", "Kaiming He"),
        ("author", "Doe, Jane", "Doe, Jane"),
        ("tag", "kaiming-he", "kaiming-he"),
    ],
)
def test_headings(by: str, value: str, expected: str) -> None:
    assert heading_text(Section(by=by, value=value), RenderContext(people={HE.key: HE})) == expected


def test_an_own_label_stands_before_all() -> None:
    assert heading_text(Section(by="kind", value="article", label="Papers"), RenderContext()) == "Papers"


def test_headings_are_in_the_language_of_the_site() -> None:
    german = language(
        {"Books": "Bücher", "in press": "im Druck", "No date": "Ohne Datum", "Other": "Sonstiges"}, "de"
    )
    sections = [
        Section(by="kind", value="book"),
        Section(by="year", value="in press"),
        Section(by="year"),
        Section(by="tag"),
        Section(by="month", value="3"),
    ]
    said = [heading_text(section, german) for section in sections]
    assert said == ["Bücher", "Im Druck", "Ohne Datum", "Sonstiges", "März"]


def test_every_kind_has_a_heading_of_its_own() -> None:
    headings = [kind_heading(kind, "<{}>".format) for kind in KINDS]
    assert all(heading.startswith("<") for heading in headings)
    assert len(set(headings)) == len(KINDS)
