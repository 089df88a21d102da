"""Records and helpers for the tests of rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import (
    Activity,
    Award,
    Identifier,
    Image,
    Link,
    Person,
    Publication,
    Record,
    Venue,
)
from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import Node, to_node, to_nodes
from sphinx_pubs.render.elements import text as text_of
from sphinx_pubs.render.entries import Presentation, content, entries
from sphinx_pubs.render.layout import parse_line
from sphinx_pubs.render.links import LinkStyle
from sphinx_pubs.render.names import NameStyle
from sphinx_pubs.render.scope import Scope

CONTEXT = RenderContext()


def author(name: str, *, person: str = "", marks: tuple[str, ...] = (), role: str = "author") -> Contributor:
    """Return a contributor from ``Last, First``; a name without a comma is literal."""
    family, comma, given = name.partition(", ")
    parts = Name(given=given, family=family) if comma else Name(literal=name)
    return Contributor(parts, role=role, marks=marks, person=person)


#: A record that has every part: of a published work, with abstract additions where that has none.
FULL = Publication(
    key="He2017Mask",
    kind="inproceedings",
    type="inproceedings",
    title=("Mask R-CNN",),
    contributors=(
        author("He, Kaiming", person="kaiming-he", marks=("equal",)),
        author("Gkioxari, Georgia"),
        author("Dollár, Piotr"),
        author("Girshick, Ross", marks=("corresponding",)),
        author("Doe, Jane", role="editor"),
        author("Roe, Jane", role="translator"),
    ),
    venues=(
        Venue(
            name=("International Conference on Computer Vision",),
            abbr="ICCV",
            kind="conference",
            presentation="Oral",
            volume="1",
            number="2",
            pages="2980–2988",
            series="A Series",
            edition="2nd",
            publisher="IEEE",
            place="Venice",
        ),
        Venue(
            name=("IEEE Transactions on Pattern Analysis and Machine Intelligence",),
            abbr="TPAMI",
            date=PartialDate(2018, status=Status.ACCEPTED),
        ),
    ),
    date=PartialDate(2017, 10),
    identifiers=(
        Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322"),
        Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870"),
    ),
    url="https://example.org/mask",
    links=(Link("code", "https://github.com/facebookresearch/Detectron", "code"), Link("talk", "", "talk")),
    awards=(Award(key="marr", title=("ICCV Best Paper Award (Marr Prize)",), shorttitle="Best Paper"),),
    abstract=("We present a framework.",),
    note=(("First line",), ("Second line",)),
    tags=("detection", "segmentation"),
    image=Image("mask.png", "A mask"),
    fields={"howcited": "often"},
)
#: One that has a title and nothing else.
BARE = Publication(key="bare", title=("A Title",))
EMPTY = Publication(key="empty")
AWARD = Award(
    key="prize",
    title=("PAMI Young Researcher Award",),
    events=(("CVPR 2018",), ("ECCV 2018",)),
    date=PartialDate(2018),
    awarder=("IEEE",),
    recipients=(author("He, Kaiming", person="kaiming-he"),),
    publications=("He2017Mask", "not-here"),
    rank="winner",
    task=("detection",),
    note=(("A note",),),
    url="https://example.org/prize",
)
ACTIVITY = Activity(
    key="chair",
    role="Area Chair",
    title=("Visual Recognition",),
    events=(("CVPR",),),
    date=PartialDate(2016, end=PartialDate(2019)),
    people=(author("He, Kaiming"),),
    links=(Link("slides", "https://example.org/slides.pdf", "slides"),),
)
HE = Person(key="kaiming-he", name=Name("Kaiming", "", "He"), homepage="https://kaiminghe.github.io")


def of_kind(kind: str) -> Publication:
    """Return the full record with another ``kind``."""
    assert kind in KINDS
    return Publication(**{name: getattr(FULL, name) for name in FULL.__dataclass_fields__} | {"kind": kind})


def scope(
    record: Record,
    *,
    context: RenderContext = CONTEXT,
    names: NameStyle | None = None,
    links: LinkStyle | None = None,
    date: str = "",
    number: str = "",
) -> Scope:
    """Return the scope of ``record`` and its first venue."""
    venue = record.venue if isinstance(record, Publication) else None
    return Scope(
        record, context, venue, number, names=names or NameStyle(), links=links or LinkStyle(), date=date
    )


def text(content: Sequence[Node]) -> str:
    """Return the characters of ``content``."""
    return "".join(map(text_of, content))


def list_of(records: Sequence[Record], presentation: Presentation) -> nodes.Element:
    """Return the list of ``records`` as a docutils node."""
    node = to_node(entries(records, presentation))
    assert isinstance(node, nodes.Element)
    return node


def inside(record: Record, presentation: Presentation) -> list[nodes.Node]:
    """Return the content of the entry of ``record`` as docutils nodes."""
    return to_nodes(content(record, presentation))


def shown(line: str, record: Record = FULL, *, context: RenderContext = CONTEXT) -> str:
    """Return the characters of a line of a layout."""
    return text(compose(parse_line(line), scope(record, context=context)))


def language(words: Mapping[str, str], locale: str = "en") -> RenderContext:
    """Return the context of a site with the translations ``words``."""
    return RenderContext(
        translate=lambda word: words.get(word, word), locale=locale, publications={FULL.key: FULL}
    )
