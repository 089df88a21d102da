from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.records import Award, Image, Publication, Record, Venue
from sphinx_pubs.selection.accessors import creators, presence, reader
from tests.unit.selection.sample_records import (
    EDITOR,
    HE,
    MASK,
    MOCO,
    PRESS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    YOUNG_RESEARCHER,
)


@pytest.mark.parametrize(
    ("record", "name", "expected"),
    [
        (MASK, "key", "He2017Mask"),
        (MASK, "type", "conference"),
        (MASK, "kind", "inproceedings"),
        (MASK, "title", "Mask R-CNN"),
        (MASK, "author", "He, Kaiming and Gkioxari, Georgia and Dollár, Piotr and Girshick, Ross"),
        (TSNE, "author", "van der Maaten, Laurens and Hinton, Geoffrey"),
        (MASK, "editor", ""),
        (MASK, "year", 2017),
        (MASK, "Year", 2017),
        (MASK, "month", 10),
        (MASK, "date", PartialDate(2017, 10)),
        (RESNET, "month", None),
        (PRESS, "year", None),
        (PRESS, "status", "in press"),
        (MASK, "status", "published"),
        (UNDATED, "status", ""),
        (UNDATED, "date", None),
        (EDITOR, "year", 2019),
        (RESNET, "venue", ("Computer Vision and Pattern Recognition", "CVPR")),
        (MASK, "abbr", ("ICCV", "TPAMI")),
        (MASK, "presentation", "Oral"),
        (TSNE, "volume", "9"),
        (TSNE, "journal", "Journal of Machine Learning Research"),
        (MASK, "tag", ("detection", "segmentation")),
        (MASK, "tags", ("detection", "segmentation")),
        (RESNET, "keywords", "classification"),
        (MASK, "award", ("ICCV Best Paper Award (Marr Prize)", "Best Paper")),
        (YOUNG_RESEARCHER, "award", ("PAMI Young Researcher Award",)),
        (YOUNG_RESEARCHER, "recipient", "He, Kaiming"),
        (YOUNG_RESEARCHER, "author", "He, Kaiming"),
        (MASK, "selected", True),
        (RESNET, "selected", False),
        (MASK, "arxiv", "1703.06870"),
        (EDITOR, "role", "Associate Editor"),
        (EDITOR, "people", "He, Kaiming"),
        (TUTORIAL, "events", ("ECCV 2018",)),
        (TUTORIAL, "venue", ("ECCV 2018",)),
        (TUTORIAL, "kind", "tutorial"),
        (MASK, "no_such_field", ""),
    ],
)
def test_values(record: Record, name: str, expected: object) -> None:
    assert reader(name)(record) == expected


def test_keywords_are_the_tags_if_there_is_no_such_field() -> None:
    assert reader("keywords")(Publication(key="a", tags=("vision", "text"))) == "vision, text"


def test_the_date_may_be_that_of_the_venue() -> None:
    record = Publication(key="a", venues=(Venue(date=PartialDate(2018, status=Status.ACCEPTED)),))
    assert reader("year")(record) == 2018
    assert reader("status")(record) == "accepted"


@pytest.mark.parametrize(
    ("record", "name", "expected"),
    [
        (MASK, "code", True),
        (MASK, "software", True),  # another name of the same kind of link
        (MASK, "code/models", True),
        (MASK, "talk", False),  # a label without a URL
        (MASK, "arxiv", True),
        (MASK, "award", True),
        (MASK, "volume", True),
        (MASK, "image", False),
        (Publication(key="a", image=Image("a.png")), "image", True),
        (MOCO, "award", False),
        (MOCO, "doi", False),
        (TUTORIAL, "slides", True),
        (Award(key="a"), "slides", False),
    ],
)
def test_presence(record: Record, name: str, expected: bool) -> None:
    assert presence(name)(record) is expected


def test_the_creator_of_a_person_is_the_person() -> None:
    (who,) = creators(HE)
    assert (who.name, who.person) == (HE.name, HE.key)
    assert [reader(name)(HE) for name in ("name", "role", "count", "homepage")] == [
        "Kaiming He",
        "Researcher",
        2,
        "",
    ]
