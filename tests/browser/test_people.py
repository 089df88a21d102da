"""How people and awards look: round pictures of one size, icons with names, years beside awards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve
from tests.browser.support import Visits
from tests.browser.test_entries import png
from tests.support import BuildResult, Site

pytestmark = pytest.mark.browser

PEOPLE = """people:
  jane:
    name: Jane Doe
    homepage: https://jane.example
    email: jane@example.org
    orcid: 0000-0002-1825-0097
    github: janedoe
    link_lab: https://lab.example
    image: high.png
    role: Professor
    affiliation: Example University
    note: About samples, and what else there is to be said about them in a line that is long.
  ana: {name: Ana Sample, role: Student, image: wide.png, period: 2019-}
  bo: {name: Bo Roe, role: Student, period: 2012/2015, now: Example Corp.}
awards:
  - {title: A Prize, date: 2021, recipients: [jane], awarder: Example Society, publications: [w1]}
  - {title: A Fellowship, date: 2017/2019, recipients: [bo]}
  - {key: r16, title: Outstanding Reviewer, date: 2016, recipients: [bo]}
  - {key: r15, title: Outstanding Reviewer, date: 2015, recipients: [bo]}
activities:
  - {role: Area Chair, events: [A, B], date: 2021}
"""
PAGES = {
    "index": ".. people::\n",
    "cards": ".. people::\n   :layout: cards\n",
    "large": ".. people::\n   :size: large\n",
    "awards": ".. awards::\n",
    "activities": ".. activities::\n",
    "papers": ".. publications::\n",
}


def _build(folder: Site, theme: str) -> BuildResult:
    for name, size in {"high.png": (300, 520), "wide.png": (1200, 400)}.items():
        (folder.root / name).write_bytes(png(*size))
    folder.write("conf.py", f'extensions = ["sphinx_pubs"]\nhtml_theme = "{theme}"\n')
    folder.write("people.yaml", PEOPLE)
    works = (f"@misc{{w{number}, title={{Work {number}}}, author={{Jane Doe}}}}" for number in range(20))
    folder.write("papers.bib", "\n".join(works))
    for page, text in PAGES.items():
        folder.write(f"{page}.rst", f":orphan:\n\nPage\n====\n\n{text}")
    built = folder.build(pubs_sources=["papers.bib", "people.yaml"])
    assert built.warnings == ""
    return built


@pytest.fixture(scope="module", params=["furo", "sphinx_rtd_theme"])
def people(
    request: pytest.FixtureRequest, chromium: object, tmp_path_factory: pytest.TempPathFactory
) -> BuildResult:
    folder = tmp_path_factory.mktemp("people") / "source"
    folder.mkdir()
    return _build(Site(folder), request.param)


BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return {x, y, width, height};
})"""


# Some themes' own navigation is wider than a phone.
OVERFLOWING = """[...document.querySelectorAll(".pubs, .pubs *")]
    .filter(element => !element.matches(".pubs-permalink, .pubs-unseen") && element.checkVisibility())
    .filter(element => element.getBoundingClientRect().right > window.innerWidth)
    .map(element => element.className)"""


@pytest.mark.parametrize(("name", "size"), [("index", 72), ("cards", 72), ("large", 144)])
def test_portraits_have_one_size_and_are_round(
    people: BuildResult, serve: Serve, visits: Visits, name: str, size: int
) -> None:
    page = visits(f"{serve(people.outdir)}{name}.html")
    boxes = page.evaluate(BOXES, ".pubs-media")
    assert [(box["width"], box["height"]) for box in boxes] == [(size, size)] * 3
    assert page.locator(".pubs-media").first.evaluate("box => getComputedStyle(box).borderRadius") == "50%"
    picture = page.locator(".pubs-media img").first
    assert picture.evaluate("image => getComputedStyle(image).objectFit") == "cover"
    assert picture.get_attribute("alt") == ""
    assert page.locator(".pubs-initials").all_inner_texts() == ["BR"]


def test_people_stand_side_by_side_in_a_wide_list_only(
    people: BuildResult, serve: Serve, visits: Visits
) -> None:
    url = f"{serve(people.outdir)}index.html"
    wide = visits(url).evaluate(BOXES, ".pubs-entry-person")
    assert wide[0]["y"] == wide[1]["y"]
    assert wide[0]["x"] < wide[1]["x"]
    narrow = visits(url, viewport={"width": 360, "height": 800}).evaluate(BOXES, ".pubs-entry-person")
    assert len({box["x"] for box in narrow}) == 1
    assert narrow[0]["y"] < narrow[1]["y"] < narrow[2]["y"]


@pytest.mark.parametrize("name", PAGES)
def test_no_entry_is_wider_than_a_phone(people: BuildResult, serve: Serve, visits: Visits, name: str) -> None:
    page = visits(f"{serve(people.outdir)}{name}.html", viewport={"width": 360, "height": 800})
    assert page.evaluate(OVERFLOWING) == []


def test_icons_are_squares_whose_word_is_their_name(
    people: BuildResult, serve: Serve, visits: Visits
) -> None:
    page = visits(f"{serve(people.outdir)}index.html")
    entry = page.locator(".pubs-entry").first
    for name in ("Homepage", "E-mail", "ORCID", "GitHub"):
        link = entry.get_by_role("link", name=name, exact=True)
        expect(link).to_have_count(1)
        box = link.bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (28, 28)
        assert link.get_attribute("title") == name
    labels = entry.locator(".pubs-word").evaluate_all(
        "labels => labels.map(label => getComputedStyle(label).clipPath)"
    )
    assert labels == ["inset(50%)"] * 4
    # No icon says what this link is.
    expect(entry.get_by_role("link", name="lab", exact=True)).to_be_visible()
    assert entry.get_by_role("link", name="lab", exact=True).evaluate("link => link.offsetWidth") > 28


def test_the_number_of_works_opens_the_list_of_them(
    people: BuildResult, serve: Serve, visits: Visits
) -> None:
    page = visits(f"{serve(people.outdir)}index.html")
    page.get_by_role("link", name="20 publications").click()
    expect(page).to_have_url(f"{serve(people.outdir)}papers.html?pubs-author=jane")
    expect(page.locator(".pubs-entry:visible")).to_have_count(20)


@pytest.mark.parametrize("name", ["awards", "activities"])
def test_years_stand_beside_awards_and_activities(
    people: BuildResult, serve: Serve, visits: Visits, name: str
) -> None:
    page = visits(f"{serve(people.outdir)}{name}.html")
    years, bodies = (page.evaluate(BOXES, f".pubs-{part}") for part in ("rail", "body"))
    assert len({box["x"] for box in bodies}) == 1
    for year, body in zip(years, bodies, strict=True):
        assert year["x"] + year["width"] <= body["x"]
        assert abs(year["y"] - body["y"]) < 8
        assert year["height"] < 36


def test_awards_say_who_won_from_whom_and_for_what(people: BuildResult, serve: Serve, visits: Visits) -> None:
    page = visits(f"{serve(people.outdir)}awards.html")
    lines = page.locator(".pubs-entry").first.inner_text().splitlines()
    assert list(filter(None, lines)) == ["2021", "A Prize", "Jane Doe", "Example Society", "Work 1"]
    icons = page.locator(".pubs-entry .pubs-icon use").evaluate_all(
        "uses => uses.map(use => use.getAttribute('href'))"
    )
    assert icons == ["#pubs-i-trophy", "#pubs-i-mortar-board", "#pubs-i-trophy"]


def test_a_link_to_an_award_of_several_years_leads_to_its_entry(
    people: BuildResult, serve: Serve, visits: Visits
) -> None:
    page = visits(f"{serve(people.outdir)}awards.html#award-r15", viewport={"width": 1280, "height": 200})
    entry = page.locator("#award-r16")
    expect(entry).to_be_in_viewport()
    expect(entry.locator(".pubs-rail")).to_have_text("2016, 2015")


def test_a_site_can_set_the_size_of_portraits(people: BuildResult, serve: Serve, visits: Visits) -> None:
    page = visits(f"{serve(people.outdir)}index.html")
    page.add_style_tag(content=".pubs { --pubs-portrait: 100px; --pubs-people-width: 100%; }")
    assert page.evaluate(BOXES, ".pubs-media")[0]["width"] == 100
    assert len({box["x"] for box in page.evaluate(BOXES, ".pubs-entry")}) == 1
