"""Pictures, links and other fields of persons and awards on pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import BuildResult, Site

MakeSite = Callable[[str], Site]

PERSON = """\
jane-doe:
  name: Jane Doe
  image: {path: photos/jane.png, alt: Jane Doe at work}
  homepage: /jane
  email: jane@example.org
  orcid: 0000-0002-1825-0097
  github: janedoe
  cv: jane.pdf
  pronouns: she/her
  affiliation: "[Example University](https://university.example)"
  now: Example Corp.
bo-roe:
  name: Bo Roe
"""
# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf"
    "c00000030101001805d8540000000049454e44ae426082"
)


@pytest.fixture
def people(site: MakeSite) -> Site:
    source = site("alone")
    source.write("people.yaml", PERSON)
    source.write("awards.yaml", "awards: [{key: prize, title: A Prize, date: 2020, image: photos/jane.png}]")
    source.write("jane.rst", ":orphan:\n\nJane\n====\n")
    source.write("jane.pdf", "%PDF")
    (source.root / "photos").mkdir()
    (source.root / "photos" / "jane.png").write_bytes(PNG)
    return source


def _index(source: Site, directive: str) -> None:
    source.write("index.rst", f"Index\n=====\n\n.. {directive}\n")


@pytest.mark.parametrize(
    ("directive", "entry", "alt"),
    [
        (
            "people:: people.yaml\n   :show: image\n   :layout: compact",
            "#person-jane-doe",
            "Jane Doe at work",
        ),
        ("awards:: awards.yaml\n   :show: image", "#award-prize", ""),
    ],
)
def test_pictures_are_shown(people: Site, directive: str, entry: str, alt: str) -> None:
    _index(people, directive)
    built = people.build(pubs_people=["people.yaml"])
    assert built.warnings == ""
    (picture,) = built.page().select(f"{entry} img")
    assert (str(picture["src"]), picture["alt"]) == ("_images/jane.png", alt)
    assert (built.outdir / "_images" / "jane.png").read_bytes() == PNG


def test_a_missing_picture_is_reported(people: Site) -> None:
    _index(people, "people:: people.yaml\n   :show: image")
    (people.root / "photos" / "jane.png").unlink()
    (warning,) = people.build(pubs_people=["people.yaml"]).warnings.splitlines()
    assert warning == "people.yaml:1: WARNING: jane-doe: no file 'photos/jane.png' [pubs.missing_file]"


def test_links_lead_to_pages_files_and_other_sites(people: Site) -> None:
    _index(people, "people:: people.yaml")
    built = people.build(pubs_people=["people.yaml"])
    assert built.warnings == ""
    links = built.page().select("#person-jane-doe .pubs-links a")
    assert [(str(link["href"]).rpartition("/")[2], link.get_text().strip()) for link in links] == [
        ("jane.html", "Homepage"),
        ("mailto:jane%40example.org", "E-mail"),
        ("0000-0002-1825-0097", "ORCID"),
        ("janedoe", "GitHub"),
        ("jane.pdf", "CV"),
    ]
    assert all(link.select("svg.pubs-icon") for link in links)


def test_the_option_links_selects_and_orders(people: Site) -> None:
    _index(people, "people:: people.yaml\n   :links: google-scholar github e-mail")
    built = people.build(pubs_people=["people.yaml"], pubs_links="pdf code")
    links = built.page().select("#person-jane-doe .pubs-links a")
    assert [link.get_text().strip() for link in links] == ["GitHub", "E-mail"]
    assert built.warnings == ""


def test_an_unknown_kind_of_links_is_reported(people: Site) -> None:
    _index(people, "people:: people.yaml\n   :links: githup")
    (warning,) = people.build(pubs_people=["people.yaml"]).warnings.splitlines()
    assert "links: no record has a link 'githup'; did you mean 'github'? [pubs.unknown_value]" in warning


def test_links_of_the_site_are_not_those_of_people(people: Site) -> None:
    _index(people, "people:: people.yaml")
    built = people.build(pubs_people=["people.yaml"], pubs_links="pdf code")
    assert len(built.page().select("#person-jane-doe .pubs-links a")) == 5


def test_filters_can_ask_for_the_fields(people: Site) -> None:
    _index(people, "people:: people.yaml\n   :filter: has(github) and affiliation % 'Example'")
    built = people.build(pubs_people=["people.yaml"])
    (entry,) = built.page().select(".pubs-entry-person")
    assert entry["id"] == "person-jane-doe"


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo"])
def test_other_builders_have_the_words(people: Site, builder: str) -> None:
    _index(people, "people:: people.yaml")
    built = people.build(builder, pubs_people=["people.yaml"])
    assert built.warnings == ""
    text = " ".join("".join(path.read_text("utf-8", "ignore") for path in built.outdir.iterdir()
                            if path.suffix in {".txt", ".tex", ".1", ".texi"}).split())  # fmt: skip
    words = ["Jane Doe", "she/her", "Example University", "now at Example Corp.", "GitHub", "Bo Roe"]
    assert [word for word in words if word not in text] == []


# --- portraits, roles, numbers ---


@pytest.mark.parametrize(
    ("options", "pictures", "plates"),
    [
        ("", 1, 1),
        (":layout: cards", 1, 1),
        (":thumbnails: none", 0, 0),
        (":layout: compact", 0, 0),
        (":layout: table", 0, 0),
    ],
)
def test_people_have_portraits_by_default(people: Site, options: str, pictures: int, plates: int) -> None:
    _index(people, f"people:: people.yaml\n   {options}")
    page = people.build(pubs_people=["people.yaml"]).page()
    assert len(page.select(".pubs-media img")) == pictures
    assert [plate.get_text() for plate in page.select(".pubs-media.pubs-initials")] == ["BR"] * plates


def test_size_of_portraits(people: Site) -> None:
    _index(people, "people:: people.yaml\n   :size: large")
    built = people.build(pubs_people=["people.yaml"])
    assert built.page().select(".pubs-people.pubs-large")
    _index(people, "people:: people.yaml\n   :size: huge")
    (warning,) = people.build(pubs_people=["people.yaml"]).warnings.splitlines()
    assert "option 'size' ignored: must be one of normal, large, not 'huge' [pubs.option]" in warning


@pytest.mark.parametrize(("level", "says_role"), [("3", False), ("section", False), ("none", True)])
def test_a_role_is_said_once(people: Site, level: str, says_role: bool) -> None:
    people.write("people.yaml", "jane: {name: Jane Doe, role: Student, period: 2019-}")
    _index(people, f"people:: people.yaml\n   :group-by: role\n   :heading-level: {level}")
    page = people.build(pubs_people=["people.yaml"]).page()
    assert bool(page.select(".pubs-entry .pubs-role")) is says_role
    assert len(page.select(".pubs-entry .pubs-period")) == 1


WORKS = "".join(f"@misc{{w{number}, title={{Work {number}}}, author={{Jane Doe}}}}\n" for number in range(20))


def _hrefs(built: BuildResult) -> list[str]:
    return [str(link["href"]) for link in built.page().select(".pubs-count a")]


def test_numbers_link_to_the_list_with_most_works_and_an_author_facet(people: Site) -> None:
    people.write("papers.bib", WORKS)
    people.write("few.rst", ":orphan:\n\nFew\n===\n\n.. publications::\n   :limit: 3\n   :controls: author\n")
    people.write("other.rst", ":orphan:\n\nOther\n=====\n\n.. publications::\n   :controls: search\n")
    _index(people, "people:: people.yaml")
    values: dict[str, Any] = {"pubs_people": ["people.yaml"], "pubs_sources": ["papers.bib"]}
    assert _hrefs(people.build(**values)) == ["few.html?pubs-author=jane-doe"]
    # A page that is not read again is written again if the list is elsewhere.
    people.write(
        "all.rst", ":orphan:\n\nAll\n===\n\n.. awards:: awards.yaml\n   :controls:\n\n.. publications::\n"
    )
    assert _hrefs(people.build(**values)) == ["all.html?pubs2-author=jane-doe"]
    people.write("all.rst", ":orphan:\n\nAll\n===\n\n.. publications::\n   :name: works\n")
    assert _hrefs(people.build(**values)) == ["all.html?works-author=jane-doe"]
    (people.root / "all.rst").unlink()
    (people.root / "few.rst").unlink()
    built = people.build(**values)
    assert _hrefs(built) == []
    assert [tag.get_text() for tag in built.page().select(".pubs-count")] == ["20 publications"]
