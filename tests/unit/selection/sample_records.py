"""Records for the tests: published works and a few invented ones, for example without a date."""

from __future__ import annotations

from sphinx_pubs.model.dates import PartialDate, Period, Status
from sphinx_pubs.model.names import Contributor, Name, name_in
from sphinx_pubs.model.people import PeopleIndex
from sphinx_pubs.model.problems import Origin
from sphinx_pubs.model.records import Activity, Award, Identifier, Link, Person, Publication, Venue


def people(*names: str, person: str = "") -> tuple[Contributor, ...]:
    """Return authors from ``Last, First``; Kaiming He resolves to a person."""
    found = []
    for name in names:
        family, _, given = name.partition(", ")
        key = "kaiming-he" if name == "He, Kaiming" else person
        found.append(Contributor(Name(given=given, family=family), person=key))
    return tuple(found)


MARR_PRIZE = Award(key="", title=("ICCV Best Paper Award (Marr Prize)",), shorttitle="Best Paper")

MASK = Publication(
    key="He2017Mask",
    kind="inproceedings",
    type="conference",
    title=("Mask R-CNN",),
    contributors=people("He, Kaiming", "Gkioxari, Georgia", "Dollár, Piotr", "Girshick, Ross"),
    venues=(
        Venue(name=("International Conference on Computer Vision",), abbr="ICCV", presentation="Oral"),
        Venue(name=("IEEE Transactions on Pattern Analysis and Machine Intelligence",), abbr="TPAMI"),
    ),
    date=PartialDate(2017, 10),
    identifiers=(Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870"),),
    links=(
        Link("code/models", "https://github.com/facebookresearch/Detectron", "code"),
        Link("talk", "", "talk"),
    ),
    awards=(MARR_PRIZE,),
    tags=("detection", "segmentation"),
    selected=True,
    fields={"year": "2017", "keywords": "detection, segmentation", "volume": "10"},
)
RESNET = Publication(
    key="He2016",
    kind="inproceedings",
    type="inproceedings",
    title=("Deep Residual Learning for Image Recognition",),
    contributors=people("He, Kaiming", "Zhang, Xiangyu", "Ren, Shaoqing", "Sun, Jian"),
    venues=(Venue(name=("Computer Vision and Pattern Recognition",), abbr="CVPR", presentation="Oral"),),
    date=PartialDate(2016),
    awards=(Award(key="", title=("CVPR Best Paper Award",), shorttitle="Best Paper"),),
    tags=("classification",),
    fields={"year": "2016", "Keywords": "classification", "volume": "9"},
)
MOCO = Publication(
    key="moco",
    kind="preprint",
    type="techreport",
    title=("Momentum Contrast for Unsupervised Visual Representation Learning",),
    contributors=people("He, Kaiming", "Fan, Haoqi", "Wu, Yuxin", "Xie, Saining", "Girshick, Ross"),
    venues=(Venue(name=("arXiv",), kind="archive"),),
    date=PartialDate(2019, 11, text="Nov. 2019"),
)
TSNE = Publication(
    key="maaten08",
    kind="article",
    type="article",
    title=("Visualizing Data using t-SNE",),
    contributors=(
        Contributor(Name(given="Laurens", particle="van der", family="Maaten")),
        *people("Hinton, Geoffrey"),
    ),
    venues=(Venue(name=("Journal of Machine Learning Research",), abbr="JMLR", volume="9"),),
    date=PartialDate(2008),
    fields={"year": "2008", "journal": "Journal of Machine Learning\n   Research"},
)
PRESS = Publication(
    key="press",
    kind="article",
    type="article",
    title=("The Title",),
    contributors=people("Doe, Jane"),
    date=PartialDate(status=Status.IN_PRESS),
    fields={"year": "in press"},
)
UNDATED = Publication(key="undated", title=("A Title",), contributors=people("Doe, J."))

PUBLICATIONS = (MASK, RESNET, MOCO, TSNE, PRESS, UNDATED)

YOUNG_RESEARCHER = Award(
    key="pami-2018",
    title=("PAMI Young Researcher Award",),
    kind="fellowship",
    date=PartialDate(2018),
    recipients=people("He, Kaiming"),
    tags=("early career",),
)
EDITOR = Activity(
    key="ijcv",
    kind="service",
    role="Associate Editor",
    events=(("IJCV",),),
    date=PartialDate(2016, end=PartialDate(2019)),
    people=people("He, Kaiming"),
)
TUTORIAL = Activity(
    key="tutorial",
    kind="tutorial",
    title=("Visual Recognition",),
    events=(("ECCV 2018",),),
    date=PartialDate(2018, 9),
    links=(Link("slides", "https://example.org/slides.pdf", "slides"),),
)
RECORDS = (*PUBLICATIONS, YOUNG_RESEARCHER, EDITOR, TUTORIAL)

HE = Person(
    key="kaiming-he",
    name=name_in("Kaiming He"),
    aliases=(Name(family="何恺明"),),
    role="Researcher",
    periods=(Period(PartialDate(2011), PartialDate(2016)),),
    publications=("a", "b"),
    origin=Origin("people.yaml", 2),
)
JANE = Person(key="jane", name=name_in("Jane Doe"), role="Étudiante", origin=Origin("people.yaml", 9))
JOHN = Person(
    key="john",
    name=name_in("John Doe"),
    role="Researcher",
    periods=(Period(PartialDate(2016)),),
    origin=Origin("people.yaml", 20),
)
PEOPLE = PeopleIndex([HE, JANE, JOHN])


def contributor(text: str, person: str = "") -> Contributor:
    """Return the contributor of that name, who is the person with the key ``person`` if it is not empty."""
    return Contributor(name_in(text), person=person)
