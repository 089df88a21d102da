"""Publications from their fields, in any format."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Award, Identifier, Image, Link, Publication, Venue
from sphinx_pubs.readers.fields.records import is_known_field
from tests.unit.readers.support import read_fields, read_valid

ARXIV = Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870")


def test_entry_with_many_fields() -> None:
    record = read_valid(
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
        links=(Link("Code", "https://github.com/facebookresearch/Detectron", "code"),),
        tags=("vision", "segmentation"),
        selected=True,
    )
    assert record.fields["author"] == "He and Gkioxari and Doll{\\'a}r and Girshick"
    assert record.origin == Origin("a.bib", 1)


def test_record_without_title_has_only_its_own_fields() -> None:
    assert read_valid({"code": "https://example.org"}) == Publication(
        key="key", links=(Link("Code", "https://example.org", "code"),)
    )
    assert read_valid({}) == Publication(key="key")


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
def test_kind_without_entry_type(fields: dict[str, object], kind: str) -> None:
    assert read_valid(fields).kind == kind


@pytest.mark.parametrize(
    ("title", "subtitle", "joint"),
    [("A", "B", "A: B"), ("A?", "B", "A? B"), ("A:", "B", "A: B"), ("", "B", "B"), ("A", "", "A")],
)
def test_title_and_subtitle_are_joined(title: str, subtitle: str, joint: str) -> None:
    assert read_valid({"title": title, "subtitle": subtitle}).title == (joint,)


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
    assert [(award.title, award.shorttitle) for award in read_valid(fields).awards] == awards


def test_award_in_a_mapping() -> None:
    (award,) = read_valid(
        {"award": {"title": "Marr Prize", "year": "2017", "rank": "1st", "kind": "Paper"}}
    ).awards
    assert award == Award(key="", title=("Marr Prize",), date=PartialDate(2017), rank="1st", kind="paper")


def test_order_of_problems_does_not_depend_on_the_order_of_fields() -> None:
    _, codes = read_fields(
        {"isbn": "x", "author": "Doe", "doi": "x", "awards": [{"z": "", "y": ""}], "pmid": "x"}
    )
    assert codes == [Code.BAD_IDENTIFIER] * 3 + [Code.UNKNOWN_FIELD] * 2


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
def test_tags_are_split_outside_braces(value: object, tags: tuple[str, ...]) -> None:
    assert read_valid({"tags": value}).tags == tags


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
def test_selected_flag(value: object, selected: bool) -> None:
    assert read_valid({"selected": value}).selected is selected


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"langid": "ngerman"}, "de"),
        ({"language": "English"}, "en"),
        ({"langid": "american", "language": "English"}, "en-US"),
        ({"language": "pt_br"}, "pt-BR"),
        ({"language": "deu"}, "de"),
        ({"language": "cze"}, "cs"),
        ({"language": "Klingon"}, "Klingon"),
    ],
)
def test_language_tags(fields: dict[str, object], language: str) -> None:
    assert read_valid(fields).language == language


def test_image() -> None:
    assert read_valid({"preview": "he.png"}).image == Image("he.png")
    assert read_valid({"image": {"path": "he.png", "alt": "Masks"}}).image == Image("he.png", "Masks")


def test_notes_are_collected() -> None:
    assert read_valid({"note": ["One", "Two"], "addendum": "Three"}).note == (("One",), ("Two",), ("Three",))


@pytest.mark.parametrize("value", [["a"], {"a": "b"}])
def test_list_or_mapping_instead_of_a_string_is_reported(value: object) -> None:
    record, codes = read_fields({"title": value, "journal": value, "year": value, "doi": "10.1000/x"})
    assert set(codes) == {Code.SHAPE}
    assert len(codes) == 3
    assert record.title == ()
    assert [identifier.scheme for identifier in record.identifiers] == ["doi"]


def test_fields_are_stored_as_strings() -> None:
    record = read_valid({"note": ["a", "b"], "my_field": "x", "selected": False, "year": 2019})
    assert record.fields == {"note": '["a", "b"]', "my_field": "x", "selected": "false", "year": "2019"}


@pytest.mark.parametrize(
    "name", ["title", "award2", "link_x", "author+an", "code", "issn", "project_page", "hal_id"]
)
def test_known_fields(name: str) -> None:
    assert is_known_field(name)


@pytest.mark.parametrize("name", ["titel", "award_nam", "links2", "title+an2+x", "key2"])
def test_unknown_fields(name: str) -> None:
    assert not is_known_field(name)
