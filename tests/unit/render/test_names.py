"""Lists of names."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import to_nodes
from sphinx_pubs.render.names import Given, NameStyle, legend, name_text, names
from tests.unit.render.facts import HE, author, text

FOUR = (
    author("He, Kaiming", person="kaiming-he"),
    author("Gkioxari, Georgia"),
    author("Dollár, Piotr"),
    author("Girshick, Ross", person="ross-girshick"),
)
REST = Contributor(OTHERS)


def _set(people: tuple[Contributor, ...], style: NameStyle, *, locale: str = "en", me: str = "") -> str:
    return text(names(people, style, RenderContext(locale=locale, highlighted=frozenset(me.split()))))


@pytest.mark.parametrize(
    ("people", "style", "expected"),
    [
        ((), NameStyle(), ""),
        (FOUR[:1], NameStyle(), "Kaiming He"),
        (FOUR[:2], NameStyle(), "Kaiming He and Georgia Gkioxari"),
        (FOUR[:3], NameStyle(), "Kaiming He, Georgia Gkioxari, and Piotr Dollár"),
        (FOUR[:2], NameStyle(conjunction=False), "Kaiming He, Georgia Gkioxari"),
        (FOUR[:3], NameStyle(conjunction=False), "Kaiming He, Georgia Gkioxari, Piotr Dollár"),
        (FOUR[:3], NameStyle(delimiter="; "), "Kaiming He; Georgia Gkioxari; and Piotr Dollár"),
        (FOUR[:2], NameStyle(delimiter="; "), "Kaiming He and Georgia Gkioxari"),
        (FOUR[:2], NameStyle(delimiter=" / ", conjunction=False), "Kaiming He / Georgia Gkioxari"),
        (FOUR, NameStyle(max=2), "Kaiming He, Georgia Gkioxari et al."),
        (FOUR, NameStyle(max=1), "Kaiming He et al."),
        (FOUR[:2], NameStyle(max=2), "Kaiming He and Georgia Gkioxari"),
        (FOUR[:2], NameStyle(max=-1), "Kaiming He and Georgia Gkioxari"),
        ((*FOUR[:2], REST), NameStyle(), "Kaiming He, Georgia Gkioxari et al."),
        ((*FOUR[:2], REST), NameStyle(max=2), "Kaiming He, Georgia Gkioxari et al."),
        ((REST,), NameStyle(), "et al."),
    ],
)  # fmt: skip
def test_lists(people: tuple[Contributor, ...], style: NameStyle, expected: str) -> None:
    assert _set(people, style) == expected


@pytest.mark.parametrize(
    ("me", "limit", "expected"),
    [
        ("ross-girshick", 1, "Kaiming He, …, Ross Girshick"),
        ("ross-girshick", 2, "Kaiming He, Georgia Gkioxari, …, Ross Girshick"),
        ("ross-girshick", 3, "Kaiming He, Georgia Gkioxari, Piotr Dollár, and Ross Girshick"),
        ("kaiming-he", 1, "Kaiming He et al."),
        ("kaiming-he ross-girshick", 1, "Kaiming He, …, Ross Girshick"),
        ("somebody-else", 1, "Kaiming He et al."),
    ],
)
def test_et_al_never_hides_a_highlighted_name(me: str, limit: int, expected: str) -> None:
    assert _set(FOUR, NameStyle(max=limit), me=me) == expected


def test_a_highlighted_name_in_the_middle() -> None:
    people = (*FOUR[:2], author("Doe, Jane", person="me"), FOUR[3])
    assert _set(people, NameStyle(max=1), me="me") == "Kaiming He, …, Jane Doe et al."


@pytest.mark.parametrize(
    ("locale", "two", "three"),
    [
        ("en", "Doe and Roe", "Doe, Roe, and Poe"),
        ("de", "Doe und Roe", "Doe, Roe und Poe"),
        ("zh_CN", "Doe和Roe", "Doe、Roe和Poe"),
        ("fr", "Doe et Roe", "Doe, Roe et Poe"),
    ],
)
def test_separators_are_those_of_the_language(locale: str, two: str, three: str) -> None:
    people = tuple(Contributor(Name(family=family)) for family in ("Doe", "Roe", "Poe"))
    assert _set(people[:2], NameStyle(), locale=locale) == two
    assert _set(people, NameStyle(), locale=locale) == three


def test_et_al_is_in_the_language_of_the_site() -> None:
    context = RenderContext(translate={"et al.": "等"}.__getitem__, locale="zh_CN")
    assert text(names(FOUR, NameStyle(max=1), context)) == "Kaiming He 等"


@pytest.mark.parametrize(
    ("name", "full", "initials", "behind", "none"),
    [
        (Name("Kaiming", "", "He"), "Kaiming He", "K. He", "He, K.", "He"),
        (Name("Chao-Yuan", "", "Wu"), "Chao-Yuan Wu", "C.-Y. Wu", "Wu, C.-Y.", "Wu"),
        (Name("C.-Y.", "", "Wu"), "C.-Y. Wu", "C.-Y. Wu", "Wu, C.-Y.", "Wu"),
        (Name("J. A.", "", "Doe"), "J. A. Doe", "J. A. Doe", "Doe, J. A.", "Doe"),
        (Name("J.A.", "", "Doe"), "J.A. Doe", "J. A. Doe", "Doe, J. A.", "Doe"),
        (Name("Jane\xa0A.", "", "Doe"), "Jane\xa0A. Doe", "J. A. Doe", "Doe, J. A.", "Doe"),
        (Name("Laurens", "van der", "Maaten"), "Laurens van der Maaten", "L. van der Maaten",
         "van der Maaten, L.", "van der Maaten"),
        (Name("John", "", "Doe", "Jr."), "John Doe Jr.", "J. Doe Jr.", "Doe, J., Jr.", "Doe"),
        (Name("Émile", "", "Borel"), "Émile Borel", "É. Borel", "Borel, É.", "Borel"),
        (Name(literal="ATLAS Collaboration"), *["ATLAS Collaboration"] * 4),
        (Name("恺明", "", "何"), *["何恺明"] * 3, "何"),
        (Name("철수", "", "김"), *["김철수"] * 3, "김"),
        (Name(family="アルベルト・アインシュタイン"), *["アルベルト・アインシュタイン"] * 4),
        (Name("RS", "", "Roe"), "RS Roe", "R. S. Roe", "Roe, R. S.", "Roe"),
        (Name(family="Plato"), *["Plato"] * 4),
        (Name(given="Plato"), "Plato", "P.", "P.", "Plato"),
    ],
)  # fmt: skip
def test_one_name(name: Name, full: str, initials: str, behind: str, none: str) -> None:
    forms: tuple[tuple[Given, str], ...] = (
        ("full", full),
        ("initials", initials),
        ("first-initials", behind),
        ("none", none),
    )
    assert [name_text(Contributor(name), given) for given, _ in forms] == [said for _, said in forms]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), "Jane Doe"),
        (("equal",), "Jane Doe*"),
        (("corresponding", "equal"), "Jane Doe†*"),
        (("presenter", "student"), "Jane Doe‡§"),
        (("#",), "Jane Doe#"),
    ],
)
def test_marks_are_next_to_the_name(marks: tuple[str, ...], expected: str) -> None:
    assert _set((author("Doe, Jane", marks=marks),), NameStyle()) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([()], ""),
        ([("#",)], ""),
        ([("equal",), ("equal",)], "* equal contribution"),
        ([("corresponding",), ("equal", "#")], "† corresponding author, * equal contribution"),
        ([("presenter",), ("student",)], "‡ presenter, § student"),
    ],
)
def test_the_legend_explains_the_marks_that_are_used(marks: list[tuple[str, ...]], expected: str) -> None:
    assert legend([author("Doe, Jane", marks=each) for each in marks], RenderContext()) == expected


def test_names_are_nodes_with_classes() -> None:
    context = RenderContext(people={HE.key: HE}, highlighted=frozenset({"ross-girshick"}))
    first, _, second, _, third, _, last = to_nodes(names(FOUR, NameStyle(), context))
    assert isinstance(first, nodes.inline)
    assert first["classes"] == ["pubs-author"]
    (link,) = first.children
    assert isinstance(link, nodes.reference)
    assert link["refuri"] == HE.homepage
    assert link.astext() == "Kaiming He"
    assert not list(second.findall(nodes.reference))
    assert third.astext() == "Piotr Dollár"
    assert isinstance(last, nodes.strong)
    assert last["classes"] == ["pubs-author", "pubs-me"]


def test_a_mark_is_not_part_of_the_link_of_a_name() -> None:
    who = author("He, Kaiming", person=HE.key, marks=("equal",))
    context = RenderContext(people={HE.key: HE}, highlighted=frozenset({HE.key}))
    (node,) = to_nodes(names([who], NameStyle(), context))
    assert [child.astext() for child in node.children] == ["Kaiming He", "*"]


def test_a_name_without_a_person_is_not_highlighted() -> None:
    (node,) = to_nodes(names([author("Doe, Jane")], NameStyle(), RenderContext(highlighted=frozenset({""}))))
    assert not isinstance(node, nodes.strong)
