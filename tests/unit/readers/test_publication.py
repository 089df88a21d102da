"""The shared builder: what each field becomes, whatever the format."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Award, Identifier, Image, Link, Publication, Venue
from sphinx_pubs.readers.base import Report
from sphinx_pubs.readers.fields.records import is_known_field, read_publication

ARXIV = Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870")


def names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    return tuple(Contributor(Name(family=name), role) for name in str(value).split(" and "))


def build(fields: dict[str, object], entry_type: str = "") -> tuple[Publication, list[Code]]:
    found: list[Code] = []
    record = read_publication(
        "key",
        entry_type,
        fields,
        text=lambda source: (source,),
        names=names,
        origin=Origin("a.bib", 1),
        report=lambda code, message: found.append(code),
    )
    return record, found


def sound(fields: dict[str, object], entry_type: str = "") -> Publication:
    record, found = build(fields, entry_type)
    assert found == []
    return record


def test_a_whole_entry() -> None:
    record = sound(
        {
            "title": "Mask R-CNN",
            "author": "He and Gkioxari and Doll{\\'a}r and Girshick",
            "booktitle": "International Conference on Computer Vision (ICCV)",
            "year": "2017",
            "month": "oct",
            "pages": "2980--2988",
            "doi": "https://doi.org/10.1109/ICCV.2017.322",
            "eprint": "1703.06870",
            "archiveprefix": "arXiv",
            "primaryclass": "cs.CV",
            "url": "https://example.org/mask",
            "code": "https://github.com/facebookresearch/Detectron",
            "keywords": "vision, segmentation, vision",
            "selected": "true",
        },
        "inproceedings",
    )
    assert record == Publication(
        key="key",
        kind="inproceedings",
        type="inproceedings",
        title=("Mask R-CNN",),
        contributors=tuple(
            Contributor(Name(family=family)) for family in ("He", "Gkioxari", "Doll{\\'a}r", "Girshick")
        ),
        venues=(
            Venue(
                name=("International Conference on Computer Vision",),
                abbr="ICCV",
                kind="conference",
                pages="2980\u20132988",
            ),
        ),
        date=PartialDate(2017, 10),
        identifiers=(
            Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322"),
            ARXIV,
        ),
        url="https://example.org/mask",
        links=(Link("code", "https://github.com/facebookresearch/Detectron", "code"),),
        tags=("vision", "segmentation"),
        selected=True,
    )
    assert record.fields["author"] == "He and Gkioxari and Doll{\\'a}r and Girshick"
    assert record.origin == Origin("a.bib", 1)


def test_an_overlay_has_only_what_it_says() -> None:
    assert sound({"code": "https://example.org"}) == Publication(
        key="key", links=(Link("code", "https://example.org", "code"),)
    )
    assert sound({}) == Publication(key="key")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"title": "A Title"}, "misc"),
        ({"title": "A Title", "journal": "Nature"}, "article"),
        ({"title": "A Title", "booktitle": "CVPR"}, "inproceedings"),
        ({"title": "A Title", "eprint": "1703.06870"}, "preprint"),
        ({"title": "A Title", "arxiv": "1703.06870"}, "preprint"),
        ({"title": "A Title", "journal": "arXiv preprint arXiv:1703.06870"}, "preprint"),
        ({"title": "A Title", "school": "A School"}, "thesis"),
        ({"title": "A Title", "venues": [{"abbr": "ICCV", "kind": "conference"}]}, "inproceedings"),
        ({"title": "A Title", "venue": "European Conference on Computer Vision"}, "inproceedings"),
    ],
)
def test_kind_of_a_record_without_type(fields: dict[str, object], kind: str) -> None:
    assert sound(fields).kind == kind


@pytest.mark.parametrize(
    ("title", "subtitle", "joint"),
    [("A", "B", "A: B"), ("A?", "B", "A? B"), ("A:", "B", "A: B"), ("", "B", "B"), ("A", "", "A")],
)
def test_subtitle(title: str, subtitle: str, joint: str) -> None:
    assert sound({"title": title, "subtitle": subtitle}).title == (joint,)


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ({"journal": "Nature (London)"}, Venue(name=("Nature (London)",), kind="journal")),
        (
            {"journal": "A Journal (TPAMI)", "abbr": "PAMI"},
            Venue(name=("A Journal (TPAMI)",), abbr="PAMI", kind="journal"),
        ),
        ({"journal": "A Journal (Series B 2)"}, Venue(name=("A Journal (Series B 2)",), kind="journal")),
        (
            {"journaltitle": "Nature", "volume": "1", "issue": "2"},
            Venue(name=("Nature",), kind="journal", volume="1", number="2"),
        ),
        (
            {"booktitle": "CVPR", "organization": "IEEE", "address": "Boston"},
            Venue(name=("CVPR",), kind="conference", publisher="IEEE", place="Boston"),
        ),
        ({"booktitle": "CVPR", "venue": "Boston"}, Venue(name=("CVPR",), kind="conference", place="Boston")),
        ({"institution": "FAIR"}, Venue(name=("FAIR",), kind="institution")),
        ({"abbr": "CVPR", "presentation": "Oral"}, Venue(abbr="CVPR", presentation="Oral")),
        ({"journal": "arXiv preprint arXiv:1703.06870"}, Venue(name=("arXiv preprint",), kind="archive")),
        ({"journal": "arXiv:1703.06870 [cs.CV]"}, Venue(name=("arXiv",), kind="archive")),
        (
            {"journal": "arXiv e-prints", "eid": "arXiv:1703.06870"},
            Venue(name=("arXiv e-prints",), kind="archive"),
        ),
        (
            {"journal": "CoRR", "volume": "abs/1703.06870"},
            Venue(name=("CoRR",), kind="archive", volume="abs/1703.06870"),
        ),
        ({"journal": "Nature", "articleno": "12"}, Venue(name=("Nature",), kind="journal", pages="12")),
    ],
)
def test_venue_of_fields(fields: dict[str, object], venue: Venue) -> None:
    assert sound(fields).venues == (venue,)


def test_venue_of_a_book_and_of_an_unknown_kind() -> None:
    assert sound({"booktitle": "A Book"}, "incollection").venues == (Venue(name=("A Book",), kind="book"),)
    assert sound({"howpublished": "Talk at a school"}).venues == (Venue(name=("Talk at a school",)),)


@pytest.mark.parametrize(
    ("source", "pages"),
    [
        ("12--15", "12–15"),
        ("12-15", "12–15"),
        ("12–15", "12–15"),
        ("12 - 15", "12–15"),
        ("12---15", "12–15"),
        ("S1-S10, 20-22", "S1–S10, 20–22"),
        ("1-1--1-15", "1-1–1-15"),
        ("2022-01-13", "2022-01-13"),
        ("170–-172", "170–172"),
        ("12", "12"),
        ("e1234", "e1234"),
        ("12+", "12+"),
    ],
)
def test_pages(source: str, pages: str) -> None:
    assert sound({"pages": source}).venues == (Venue(pages=pages),)


def test_listed_venues() -> None:
    oral = {"abbr": "ICCV", "presentation": "Oral"}
    accepted = {"name": "A Journal (TPAMI)", "date": "2018", "status": "accepted", "volume": "42"}
    record = sound({"venues": [oral, accepted, "A Workshop"], "pages": "1-2"})
    assert record.venues == (
        Venue(abbr="ICCV", presentation="Oral", pages="1–2"),
        Venue(
            name=("A Journal",),
            abbr="TPAMI",
            kind="journal",
            volume="42",
            date=PartialDate(2018, status=Status.ACCEPTED),
        ),
        Venue(name=("A Workshop",), kind="conference"),
    )
    assert record.date is None


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"journal": "arXiv preprint arXiv:1703.06870"}, (ARXIV,)),
        ({"journal": "CoRR", "volume": "abs/1703.06870"}, (ARXIV,)),
        ({"eprint": "1703.06870"}, (ARXIV,)),
        ({"eprint": "https://arxiv.org/abs/1703.06870", "eprinttype": "arxiv"}, (ARXIV,)),
        ({"arxiv": "1703.06870", "eprint": "arXiv:1703.06870"}, (ARXIV,)),
        ({"arxivid": "1703.06870"}, (ARXIV,)),
        (
            {"eprint": "9711200", "archiveprefix": "arXiv", "primaryclass": "hep-th"},
            (Identifier("arxiv", "hep-th/9711200", "https://arxiv.org/abs/hep-th/9711200"),),
        ),
        (
            {"eprint": "hal-01234567", "eprinttype": "HAL"},
            (Identifier("hal", "hal-01234567", "https://hal.science/hal-01234567"),),
        ),
        (
            {"eprint": "2300", "eprinttype": "jstor"},
            (Identifier("jstor", "2300", "https://www.jstor.org/stable/2300"),),
        ),
        ({"eprint": "x", "eprinttype": "other"}, (Identifier("other", "x"),)),
        (
            {"isbn": "978-0-306-40615-7, 0-306-40615-2"},
            (Identifier("isbn", "9780306406157"), Identifier("isbn", "0306406152")),
        ),
        (
            {"pmid": "33607033", "doi": "10.1000/x"},
            (
                Identifier("doi", "10.1000/x", "https://doi.org/10.1000/x"),
                Identifier("pmid", "33607033", "https://pubmed.ncbi.nlm.nih.gov/33607033/"),
            ),
        ),
        ({"eprint": "some title"}, ()),
        ({"doi": ""}, ()),
    ],
)
def test_identifiers(fields: dict[str, object], identifiers: tuple[Identifier, ...]) -> None:
    assert sound(fields).identifiers == identifiers


@pytest.mark.parametrize(
    "fields",
    [{"doi": "n/a"}, {"isbn": "1-2-3"}, {"eprint": "x", "archiveprefix": "arXiv"}, {"arxiv": "hello"}],
)
def test_an_identifier_without_its_form_is_reported(fields: dict[str, object]) -> None:
    record, found = build(fields)
    assert record.identifiers == ()
    assert found == [Code.BAD_IDENTIFIER]


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"pdf": "he.pdf"}, (Link("PDF", "he.pdf", "pdf"),)),
        (
            {"video": "https://a.b", "pdf": "he.pdf"},
            (Link("video", "https://a.b", "video"), Link("PDF", "he.pdf", "pdf")),
        ),
        ({"supp": "https://a.b"}, (Link("supplement", "https://a.b", "supplement"),)),
        ({"codeurl": "https://a.b"}, (Link("code", "https://a.b", "code"),)),
        ({"link_dataset-card": "https://a.b"}, (Link("dataset-card", "https://a.b", "data"),)),
        ({"customlinkwaifu2x": "https://a.b"}, (Link("waifu2x", "https://a.b"),)),
        (
            {"code": ["https://a.b", "https://c.d"]},
            (Link("code", "https://a.b", "code"), Link("code", "https://c.d", "code")),
        ),
        ({"slides": {"ICCV oral": "a.pdf"}}, (Link("ICCV oral", "a.pdf", "slides", "slides"),)),
        (
            {"links": {"code-matlab": "https://a.b", "PAMI version": None}},
            (Link("code-matlab", "https://a.b", "code"), Link("PAMI version")),
        ),
        (
            {"links": ["talk", {"label": "demo", "url": "https://a.b", "group": "web"}]},
            (Link("talk", "", "talk"), Link("demo", "https://a.b", "demo", "web")),
        ),
        (
            {"links": [{"slides": [{"ICCV oral": None}, "COCO workshop"]}, {"videos": "https://a.b"}]},
            (
                Link("ICCV oral", "", "slides", "slides"),
                Link("COCO workshop", "", "slides", "slides"),
                Link("videos", "https://a.b", "video"),
            ),
        ),
        ({"links": {"paper": {"url": "https://a.b", "kind": "pdf"}}}, (Link("paper", "https://a.b", "pdf"),)),
        ({"code": "", "project": "ODCD", "page": "12--15", "video": None}, ()),
        ({"doi": "10.1000/x", "url": "https://a.b"}, ()),
    ],
)
def test_links(fields: dict[str, object], links: tuple[Link, ...]) -> None:
    assert sound(fields).links == links


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"code": "javascript:alert(1)"}, (Link("code", "", "code"),)),
        ({"code": " JAVA\tscript:alert(1)"}, (Link("code", "", "code"),)),
        ({"links": [{"talk": "data:text/html,x"}]}, (Link("talk", "", "talk"),)),
        ({"links": {"talk": {"url": "vbscript:x"}}}, (Link("talk", "", "talk"),)),
        ({"url": "javascript:alert(1)"}, ()),
        ({"image": "javascript:alert(1)"}, ()),
        ({"image": {"path": "data:image/svg+xml,x"}}, ()),
        ({"venues": [{"name": "ICCV", "url": "file:///etc"}]}, ()),
        ({"awards": [{"title": "A Prize", "url": "file:///etc"}]}, ()),
    ],
)
def test_no_unsafe_url(fields: dict[str, object], links: tuple[Link, ...]) -> None:
    record, found = build(fields)
    assert found == [Code.BAD_URL]
    assert record.links == links
    assert record.url == ""
    assert record.image is None


@pytest.mark.parametrize(
    ("source", "url", "problems"),
    [
        ("https://a.b/long\n    er", "https://a.b/longer", []),
        ("https://a.b/x y", "https://a.b/x%20y", []),
        ("www.a.b", "https://www.a.b", []),
        ("https://a.b, https://c.d", "https://a.b", [Code.BAD_URL]),
        ("my talk.pdf", "my talk.pdf", []),
    ],
)
def test_url_as_people_write_it(source: str, url: str, problems: list[Code]) -> None:
    record, found = build({"url": source})
    assert (record.url, found) == (url, problems)


def test_url_of_howpublished_and_of_link() -> None:
    assert sound({"howpublished": "https://a.b"}) == Publication(key="key", url="https://a.b")
    assert sound({"link": "https://a.b"}).url == "https://a.b"
    assert sound({"link": "https://a.b", "url": "https://c.d"}).links == (Link("link", "https://a.b", "url"),)
    assert sound({"howpublished": "javascript:alert(1)"}).url == ""


@pytest.mark.parametrize(
    ("fields", "awards"),
    [
        ({"award": "Best Paper; Marr Prize"}, [(("Best Paper",), ""), (("Marr Prize",), "")]),
        ({"award": "Best Paper", "award2": "Marr Prize"}, [(("Best Paper",), ""), (("Marr Prize",), "")]),
        (
            {"award": "Best Paper of the year", "award_name": "Best Paper"},
            [(("Best Paper of the year",), "Best Paper")],
        ),
        ({"award_name": "Best Paper"}, [(("Best Paper",), "Best Paper")]),
        (
            {"awards": ["Best Paper", {"title": "Marr Prize", "shorttitle": "Marr"}]},
            [(("Best Paper",), ""), (("Marr Prize",), "Marr")],
        ),
        ({"award": "{A; B}"}, [(("{A; B}",), "")]),
    ],
)
def test_awards(fields: dict[str, object], awards: list[tuple[tuple[str], str]]) -> None:
    assert [(award.title, award.shorttitle) for award in sound(fields).awards] == awards


def test_award_mapping_has_all_parts() -> None:
    (award,) = sound(
        {"award": {"title": "Marr Prize", "year": "2017", "rank": "1st", "kind": "Paper"}}
    ).awards
    assert award == Award(key="", title=("Marr Prize",), date=PartialDate(2017), rank="1st", kind="paper")


@pytest.mark.parametrize(
    ("annotation", "marks", "problems"),
    [
        ("1=equal;2=equal,corresponding", [("equal",), ("equal", "corresponding")], []),
        (' 2 = "co-first" ', [(), ("co-first",)], []),
        ("1:family=student", [("student",), ()], []),
        ("3=equal", [(), ()], [Code.BAD_NAME]),
        ("equal", [(), ()], [Code.BAD_NAME]),
    ],
)
def test_annotations(annotation: str, marks: list[tuple[str, ...]], problems: list[Code]) -> None:
    record, found = build({"author": "Yang and Zhao", "author+an": annotation})
    assert [who.marks for who in record.authors] == marks
    assert found == problems


def test_problems_stand_in_an_order_of_their_own() -> None:
    _, found = build({"isbn": "x", "author": "Doe", "doi": "x", "awards": [{"z": "", "y": ""}], "pmid": "x"})
    assert found == [Code.BAD_IDENTIFIER] * 3 + [Code.UNKNOWN_FIELD] * 2


def test_roles() -> None:
    record = sound({"editor": "Doe", "author": "Roe", "translator": "Moe", "supervisor": "Poe"})
    assert [(who.name.family, who.role) for who in record.contributors] == [
        ("Roe", "author"),
        ("Doe", "editor"),
        ("Moe", "translator"),
        ("Poe", "advisor"),
    ]


def test_a_second_field_of_the_same_role_is_not_lost() -> None:
    assert [who.name.family for who in sound({"author": "Roe", "authors": "Doe"}).authors] == ["Roe", "Doe"]


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("a, b", ("a", "b")),
        ("a, b; c", ("a, b", "c")),
        (["a, b", "c", "a, b"], ("a, b", "c")),
        ("{a, b}, c", ("{a, b}", "c")),
        (" , ", ()),
    ],
)
def test_tags(value: object, tags: tuple[str, ...]) -> None:
    assert sound({"tags": value}).tags == tags


@pytest.mark.parametrize(
    ("value", "selected"),
    [
        ("true", True),
        ("True", True),
        ("yes", True),
        ("1", True),
        (True, True),
        ("false", False),
        ("", False),
        (None, False),
    ],
)
def test_selected(value: object, selected: bool) -> None:
    assert sound({"selected": value}).selected is selected


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"langid": "ngerman"}, "de"),
        ({"language": "English"}, "en"),
        ({"langid": "american", "language": "English"}, "en-US"),
        ({"language": "pt_br"}, "pt-BR"),
        ({"language": "Klingon"}, "Klingon"),
    ],
)
def test_language(fields: dict[str, object], language: str) -> None:
    assert sound(fields).language == language


def test_image() -> None:
    assert sound({"preview": "he.png"}).image == Image("he.png")
    assert sound({"image": {"path": "he.png", "alt": "Masks"}}).image == Image("he.png", "Masks")


def test_notes_of_several_lines() -> None:
    assert sound({"note": ["One", "Two"], "addendum": "Three"}).note == (("One",), ("Two",), ("Three",))


@pytest.mark.parametrize("value", [["a"], {"a": "b"}])
def test_a_value_with_parts_where_a_text_should_be(value: object) -> None:
    record, found = build({"title": value, "journal": value, "year": value, "doi": "10.1000/x"})
    assert set(found) == {Code.SHAPE}
    assert len(found) == 3
    assert record.title == ()
    assert [identifier.scheme for identifier in record.identifiers] == ["doi"]


def test_every_field_is_kept_as_a_string() -> None:
    record = sound({"note": ["a", "b"], "my_field": "x", "selected": False, "year": 2019})
    assert record.fields == {"note": '["a", "b"]', "my_field": "x", "selected": "false", "year": "2019"}


@pytest.mark.parametrize(
    "name", ["title", "award2", "link_x", "author+an", "code", "issn", "project_page", "hal_id"]
)
def test_known_fields(name: str) -> None:
    assert is_known_field(name)


@pytest.mark.parametrize("name", ["titel", "award_nam", "links2", "title+an2+x", "key2"])
def test_unknown_fields(name: str) -> None:
    assert not is_known_field(name)
