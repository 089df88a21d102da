"""Links, e-mail address, image, affiliation and more of a person, and the image of an award."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.records import Award, Image, Link, Person
from sphinx_pubs.model.text import Hyperlink, plain
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.load import reader_for

ORCID = "0000-0001-7318-9658"
SCHOLAR = "https://scholar.google.com/citations?user="


def read(text: str, path: str = "people.yaml", group: str = "people") -> ReadResult:
    data = text.encode()
    reader = reader_for(path, data)
    assert reader is not None
    return reader(data, path, "utf-8", ReadOptions(group))


def only_person(result: ReadResult) -> Person:
    (record,) = result.records
    assert isinstance(record, Person)
    return record


def person(fields: str) -> Person:
    result = read(f"jane: {{name: Jane Doe, {fields}}}")
    assert [str(problem) for problem in result.problems] == []
    return only_person(result)


def problems(fields: str) -> list[str]:
    found = read(f"jane: {{name: Jane Doe, {fields}}}").problems
    return [str(problem).removeprefix("people.yaml:1: jane: ") for problem in found]


def links(fields: str) -> list[tuple[str, str, str]]:
    return [(link.label, link.url, link.kind) for link in person(fields).all_links()]


# --- every field in every format ---

WRITTEN: dict[str, object] = {
    "name": "Jane Doe",
    "homepage": "https://jane.example",
    "email": "jane@example.org",
    "orcid": ORCID,
    "github": "janedoe",
    "image": {"path": "jane.jpg", "alt": "Jane at work"},
    "links": [{"label": "Lab", "url": "https://lab.example"}],
    "pronouns": "she/her",
    "affiliation": "[Example University](https://university.example)",
    "now": "Postdoc at [Example Corp.](https://corp.example)",
}


def _toml(fields: dict[str, object]) -> str:
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items() if isinstance(value, str)]
    return "\n".join(
        [
            "[people.jane]",
            *lines,
            'image = {path = "jane.jpg", alt = "Jane at work"}',
            'links = [{label = "Lab", url = "https://lab.example"}]',
        ]
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("people.yaml", json.dumps({"people": {"jane": WRITTEN}})),
        ("people.json", json.dumps({"people": {"jane": WRITTEN}})),
        ("people.toml", _toml(WRITTEN)),
        ("people/jane.md", f"---\n{json.dumps(WRITTEN)}\n---\n\nAbout Jane.\n"),
    ],
)
def test_all_fields_in_every_format(path: str, text: str) -> None:
    result = read(text, path)
    assert result.problems == ()
    jane = only_person(result)
    assert jane.key == "jane"
    assert (jane.email, jane.orcid, jane.homepage) == ("jane@example.org", ORCID, "https://jane.example")
    assert jane.image == Image("jane.jpg", "Jane at work")
    assert jane.pronouns == "she/her"
    assert jane.affiliation == (Hyperlink("https://university.example", ("Example University",)),)
    assert jane.now == ("Postdoc at ", Hyperlink("https://corp.example", ("Example Corp.",)))
    assert [link.url for link in jane.all_links()] == [
        "https://jane.example",
        "mailto:jane@example.org",
        f"https://orcid.org/{ORCID}",
        "https://github.com/janedoe",
        "https://lab.example",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("awards.yaml", "awards: [{title: A Prize, image: {path: medal.png, alt: A medal}}]"),
        (
            "awards.json",
            '{"awards": [{"title": "A Prize", "image": {"path": "medal.png", "alt": "A medal"}}]}',
        ),
        ("awards.toml", '[[awards]]\ntitle = "A Prize"\nimage = {path = "medal.png", alt = "A medal"}'),
        ("awards.yaml", "awards: [{title: A Prize, img: {path: medal.png, alt: A medal}}]"),
    ],
)
def test_an_award_has_an_image(path: str, text: str) -> None:
    result = read(text, path, "awards")
    (record,) = result.records
    assert isinstance(record, Award)
    assert (record.image, result.problems) == (Image("medal.png", "A medal"), ())


# --- links ---


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("github: janedoe", ("GitHub", "https://github.com/janedoe", "github")),
        ("github: '@janedoe'", ("GitHub", "https://github.com/janedoe", "github")),
        ("github: github.com/janedoe", ("GitHub", "https://github.com/janedoe", "github")),
        ("github: https://github.com/janedoe", ("GitHub", "https://github.com/janedoe", "github")),
        ("github_username: janedoe", ("GitHub", "https://github.com/janedoe", "github")),
        ("scholar_userid: aBc-12_A", ("Google Scholar", f"{SCHOLAR}aBc-12_A", "scholar")),
        ("google-scholar: aBc12", ("Google Scholar", f"{SCHOLAR}aBc12", "scholar")),
        ("mastodon: '@jane@social.example'", ("Mastodon", "https://social.example/@jane", "mastodon")),
        ("mastodon: https://social.example/@jane", ("Mastodon", "https://social.example/@jane", "mastodon")),
        ("bluesky: jane.bsky.social", ("Bluesky", "https://bsky.app/profile/jane.bsky.social", "bluesky")),
        ("linkedin_username: jane-doe", ("LinkedIn", "https://www.linkedin.com/in/jane-doe", "linkedin")),
        ("twitter: janedoe", ("X", "https://x.com/janedoe", "x")),
        ("youtube: '@jane'", ("YouTube", "https://www.youtube.com/@jane", "youtube")),
        ("dblp: 12/3456-1", ("DBLP", "https://dblp.org/pid/12/3456-1", "dblp")),
        ("cv: files/cv.pdf", ("CV", "files/cv.pdf", "cv")),
        ("link_lab_page: /lab", ("lab page", "/lab", "")),
        ("mail: mailto:jane@example.org", ("E-mail", "mailto:jane@example.org", "email")),
        ("web: jane.html", ("Homepage", "jane.html", "homepage")),
    ],
)  # fmt: skip
def test_a_field_for_each_service(written: str, link: tuple[str, str, str]) -> None:
    assert links(written) == [link]


@pytest.mark.parametrize(
    "written",
    [
        "links: {github: janedoe, Lab: https://lab.example}",
        "links: [{github: janedoe}, {Lab: https://lab.example}]",
        "links: ['https://github.com/janedoe', {label: Lab, url: https://lab.example}]",
        # HugoBlox, greenelab's lab-website-template, JSON Resume
        "social: [{icon: github, link: https://github.com/janedoe}, {label: Lab, url: https://lab.example}]",
        "profiles: [{icon: brands/github, url: https://github.com/janedoe}, {name: Lab, link: https://lab.example}]",
        "links: [{type: github, link: janedoe}, {text: Lab, link: https://lab.example}]",
        "profiles: [{network: GitHub, username: janedoe}, {text: Lab, url: https://lab.example}]",
    ],
)
def test_lists_of_links(written: str) -> None:
    assert [(label.lower(), url) for label, url, _ in links(written)] == [
        ("github", "https://github.com/janedoe"),
        ("lab", "https://lab.example"),
    ]


def test_links_keep_the_order_of_the_data() -> None:
    assert [kind for _, _, kind in links("gitlab: a, links: {github: b}, bluesky: c.example")] == [
        "gitlab", "github", "bluesky"
    ]  # fmt: skip


def test_a_list_sets_position_and_label_of_the_fields() -> None:
    fields = f"homepage: /jane, email: jane@example.org, orcid: {ORCID}"
    assert [kind for _, _, kind in links(fields)] == ["homepage", "email", "orcid"]
    written = f"{fields}, links: [{{github: jane}}, orcid, {{label: Write me, kind: email}}]"
    assert links(written) == [
        ("Homepage", "/jane", "homepage"),
        ("GitHub", "https://github.com/jane", "github"),
        ("ORCID", f"https://orcid.org/{ORCID}", "orcid"),
        ("Write me", "mailto:jane@example.org", "email"),
    ]


def test_links_tell_homepage_orcid_and_email() -> None:
    jane = person(f"links: {{home-page: https://jane.example, orcid: {ORCID}, email: jane@example.org}}")
    assert (jane.homepage, jane.orcid, jane.email) == ("https://jane.example", ORCID, "jane@example.org")
    assert len(jane.all_links()) == 3


def test_empty_links_of_a_template_are_skipped() -> None:
    assert links("links: [{icon: github, url: '#'}, {icon: x, url: ''}], github: ''") == []


def test_a_link_without_a_known_service_has_its_host_as_label() -> None:
    assert links("links: ['https://lab.example/jane']") == [("lab.example", "https://lab.example/jane", "")]


# --- e-mail, affiliation, now ---


def test_an_address_that_is_hidden_from_programs_is_no_link() -> None:
    assert person("email: jane at example.org").email == "jane at example.org"
    assert links("email: 'jane [at] example [dot] org'") == []


def test_characters_of_an_address_are_encoded() -> None:
    assert links("email: 'jane+a?b=c&d@example.org'")[0][1] == "mailto:jane+a%3Fb%3Dc%26d@example.org"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("affiliation: Example University", "Example University"),
        ("organizations: [{name: A, url: https://a.example}, {name: B}]", "A, B"),
        ("affiliations: [A, B]", "A, B"),
    ],
)
def test_affiliations(written: str, expected: str) -> None:
    assert plain(person(written).affiliation) == expected


def test_a_url_in_now_is_a_link() -> None:
    assert person("now_at: Example Corp. https://corp.example").now[-1] == Hyperlink(
        "https://corp.example", ("https://corp.example",)
    )


def test_an_author_of_hugoblox() -> None:
    text = (
        "---\ntitle: Jane Doe\nrole: Professor\nsuperuser: true\navatar_filename: avatar.jpg\n"
        "name: {display: Jane Doe, pronunciation: jayn}\npronouns: she/her\nuser_groups: [Faculty]\n"
        "organizations: [{name: Example University, url: https://u.example}]\n"
        "social: [{icon: envelope, icon_pack: fas, link: 'mailto:jane@example.org'}]\n---\n"
    )
    result = read(text, "authors/jane/_index.md")
    assert [str(problem) for problem in result.problems] == []
    jane = only_person(result)
    assert (jane.key, jane.name.full(), jane.role) == ("jane", "Jane Doe", "Professor")
    assert (jane.email, jane.tags, jane.image) == ("jane@example.org", ("Faculty",), Image("avatar.jpg"))


# --- what goes wrong ---


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("github: jane doe", "cannot link GitHub: 'jane doe' must be a URL or a user name [pubs.bad_url]"),
        ("cv: soon", "cannot link CV: 'soon' must be a URL [pubs.bad_url]"),
        ("github: [[a]]", "GitHub: an address must be a string, not a list [pubs.shape]"),
        (
            "links: [github]",
            "links: no address in 'github': write the label, a colon and the URL [pubs.bad_url]",
        ),
        ("links: {orcid: 0000-0001}", "invalid ORCID iD: '0000-0001' [pubs.bad_identifier]"),
        ("email: jane", "invalid e-mail address: 'jane' [pubs.bad_url]"),
        ("links: {email: jane}", "invalid e-mail address: 'jane' [pubs.bad_url]"),
        ("email: [a@b.c]", "email must be a string, not a list [pubs.shape]"),
        (
            "affiliation: {url: https://a.example}",
            "affiliation: a mapping must have a name, and can have a url [pubs.shape]",
        ),
        ("now: {a: b}", "now must be a string, not a mapping [pubs.shape]"),
        ("pronouns: [she]", "pronouns must be a string, not a list [pubs.shape]"),
        ("githup: jane", "unknown field: githup; did you mean 'github'? [pubs.unknown_field]"),
        ("pronoun: she", "unknown field: pronoun; did you mean 'pronouns'? [pubs.unknown_field]"),
    ],
)  # fmt: skip
def test_messages(written: str, message: str) -> None:
    assert problems(written) == [message]


UNSAFE = "unsafe URL 'javascript:alert(1)': use http, https, ftp, mailto or a relative path [pubs.bad_url]"


@pytest.mark.parametrize(
    "written",
    [
        "github: 'javascript:alert(1)'",
        "cv: 'javascript:alert(1)'",
        "links: [{label: x, url: 'javascript:alert(1)'}]",
        "links: {Lab: 'javascript:alert(1)'}",
        "affiliation: {name: A, url: 'javascript:alert(1)'}",
        "image: 'javascript:alert(1)'",
        "image: {path: 'javascript:alert(1)'}",
    ],
)
def test_an_unsafe_url_is_reported_and_skipped(written: str) -> None:
    result = read(f"jane: {{name: Jane Doe, {written}}}")
    assert [str(problem).removeprefix("people.yaml:1: jane: ") for problem in result.problems] == [UNSAFE]
    jane = only_person(result)
    assert (jane.all_links(), jane.image) == ((), None)
    assert not any(isinstance(part, Hyperlink) for part in jane.affiliation)


# --- several sources ---


def test_another_source_adds_links_and_replaces_fields() -> None:
    first = read("jane: {name: Jane Doe, github: old, cv: cv.pdf, image: a.jpg, pronouns: she/her}")
    second = read("jane: {github: new, bluesky: jane.example, image: b.jpg, now: Example Corp.}")
    jane = build_library([*first.records, *second.records]).people.by_key["jane"]
    assert [link.url for link in jane.links] == [
        "https://github.com/new",
        "cv.pdf",
        "https://bsky.app/profile/jane.example",
    ]
    assert (jane.image, jane.pronouns, jane.now) == (Image("b.jpg"), "she/her", ("Example Corp.",))
    assert jane.name.full() == "Jane Doe"


def test_links_of_a_person_without_data() -> None:
    link = Link("Lab", "https://lab.example")
    assert Person(key="a", name=person("").name, links=(link,)).all_links() == (link,)
