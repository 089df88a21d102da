"""Lists written as HTML at once, where a page is HTML.

What stands between the tags is ours; the tags are those that the site's own translator writes. It
writes one entry of each form and one element of each kind, with marks where their contents go, and all
others are filled in. A list of thousands of entries so costs no docutils nodes, which every transform
would go through. What is not text in plain elements (a reference to another page, a formula, a
picture) stays a node, and is written by the translator when the page is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.writers.html5 import HTML5Translator

from ...render.elements import Element, Node, Recurring, text, to_node
from ..nodes import pubs_written

if TYPE_CHECKING:
    from sphinx.builders import Builder


#: Where something goes: characters for private use, so that no data has them and no writer changes them.
_CONTENT, _BOUNDARY, _URL = "\ue000\ue001", "\ue000\ue002", "\ue000\ue003"
#: Stands in HTML for what is written with its page. No text has it: control characters are left out of data.
HOLE = "\x1f"

#: Elements of which the translator writes a start and an end, and nothing else.
_PLAIN = frozenset({"emphasis", "inline", "reference", "strong", "subscript", "superscript"})

#: What lists are made of. A translator that writes any of it in a way of its own gets nodes: what it
#: writes may depend on what is in them.
_USED = (*_PLAIN, "Text", "bullet_list", "line", "line_block", "list_item", "paragraph", "raw", "target")


class Form(NamedTuple):
    """What entries have in common that differ in what they say alone.

    ``blocks``: of each, its name and how many lines it has; what is no text is called *raw*.
    """

    classes: tuple[str, ...]
    has_id: bool
    blocks: tuple[tuple[str, int], ...]


#: What is written with its page: an element, or the parent of a node.
Hole = Element | nodes.Element


class Written(Element):
    """What stands in an entry, as HTML.

    :param blocks: of each, its name and how many lines it has. :param lines: what stands in these,
        one after the other. :param holes: what goes where there is a ``HOLE`` in them.
        :param said: its text, for the search index.
    """

    __slots__ = ("blocks", "holes", "lines", "said")

    def __init__(
        self, blocks: Iterable[tuple[str, int]], lines: list[str], holes: list[Hole], said: str
    ) -> None:
        super().__init__("written")
        self.blocks = tuple(blocks)
        self.lines = lines
        self.holes = holes
        self.said = said


#: Name, classes and attributes of elements that differ in what is in them, and in the URL, alone.
Kind = tuple[str, tuple[str, ...], tuple[tuple[str, object], ...]]


class Tags(NamedTuple):
    """The HTML around what is in an element; the start is cut where the URL goes, if it has one."""

    start: Sequence[str]
    end: str


class Frames(NamedTuple):
    """The HTML around the contents of a list, and of an entry of each form, with ``%s`` where these go."""

    start: str
    entries: Mapping[Form, str]
    end: str


class ListWriter:
    """Writes lists as ``translator`` would."""

    def __init__(self, translator: HTML5Translator) -> None:
        self._translator = translator
        self._boundary = self._html(nodes.target(ids=[_BOUNDARY]))
        self._tags: dict[Kind, Tags] = {}
        self._frames: dict[tuple[object, ...], Frames] = {}
        # Of texts, what stands between names or before a volume recurs, and what links say.
        self._encode = lru_cache(maxsize=1024)(lambda said: translator.encode(said.replace(HOLE, "")))
        self._recurring: dict[Element, tuple[str, str]] = {}
        self._words: set[str] = set()

    def write(self, whole: Element) -> pubs_written:
        """Return ``whole``, a ``bullet_list``, as HTML."""
        entries = cast("list[Element]", whole.children)
        contents = [self.written(entry.children) for entry in entries]
        forms = [
            Form(entry.classes, bool(entry.attributes["ids"]), content.blocks)
            for entry, content in zip(entries, contents, strict=True)
        ]
        frames = self._frames_of(whole, tuple(dict.fromkeys(forms)))
        out, holes = [frames.start], []
        for entry, content, form in zip(entries, contents, forms, strict=True):
            ids = cast("list[str]", entry.attributes["ids"])
            out.append(frames.entries[form] % (*map(self._translator.attval, ids), *content.lines))
            holes += content.holes
        pieces = "".join([*out, frames.end]).split(HOLE)
        words = set(" ".join([content.said for content in contents]).split()) - self._words
        self._words |= words
        return pubs_written("", *map(_parent, holes), nodes.Text(" ".join(sorted(words))), pieces=pieces)

    def written(self, content: Iterable[Node]) -> Written:
        """Return what stands in an entry as HTML."""
        blocks: list[tuple[str, int]] = []
        lines: list[str] = []
        holes: list[Hole] = []
        said: list[str] = []
        for block in content:
            if isinstance(block, Written):
                blocks += block.blocks
                lines += block.lines
                holes += block.holes
                said.append(block.said)
            elif _is_text(block):
                blocks.append((block.name, len(_lines(block))))
                lines += [self._inline(line.children, holes, said) for line in _lines(block)]
            else:
                blocks.append(("raw", 1))
                if _is_html(block):
                    lines.append(text(block))
                else:
                    lines.append(HOLE)
                    holes.append(_hole(nodes.container(), block))
        return Written(blocks, lines, holes, " ".join(said))

    def ways(self) -> list[str]:
        """Return how the translator writes what stands in entries."""
        samples = [Element(name, ["<a> & \"b\"\n'c' @ é"], ["x"]) for name in sorted(_PLAIN - {"reference"})]
        samples.append(Element("reference", ["x"], refuri="https://example.org/?a=1&b=<2>", internal=False))
        return [self._html(to_node(Element("paragraph", [sample]))) for sample in samples]

    def _inline(self, content: Iterable[Node], holes: list[Hole], said: list[str]) -> str:
        out: list[str] = []
        for node in content:
            if isinstance(node, str):
                out.append(self._encode(node))
                said.append(node)
            elif isinstance(node, Recurring):
                if node not in self._recurring:
                    start, end = self._tags_of(node)
                    words = text(node)
                    self._recurring[node] = f"{start}{self._encode(words)}{end}", words
                html, words = self._recurring[node]
                out.append(html)
                said.append(words)
            elif isinstance(node, Element) and _is_plain(node):
                start, end = self._tags_of(node)
                out += start, self._inline(node.children, holes, said), end
            else:
                out.append(HOLE)
                holes.append(node if isinstance(node, Element) else _hole(nodes.inline(), node))
        return "".join(out)

    def _tags_of(self, node: Element) -> tuple[str, str]:
        """Return the start and the end tag of a plain element."""
        if not node.attributes:
            kind: Kind = node.name, node.classes, ()
            tags = self._tags.get(kind) or self._learnt(kind)
            return tags.start[0], tags.end
        url = cast("str", node.attributes.get("refuri", ""))
        others = node.attributes | {"refuri": _URL} if url else node.attributes
        kind = node.name, node.classes, tuple(others.items())
        tags = self._tags.get(kind) or self._learnt(kind)
        return self._translator.attval(url).join(tags.start), tags.end

    def _learnt(self, kind: Kind) -> Tags:
        name, classes, attributes = kind
        sample = Element(name, [_CONTENT], classes, **dict(attributes))
        start, end = self._html(to_node(Element("paragraph", [sample]))).split(_CONTENT)
        before, after = self._html(nodes.paragraph("", _CONTENT)).split(_CONTENT)
        tags = Tags(start.removeprefix(before).split(_URL), end.removesuffix(after))
        self._tags[kind] = tags
        return tags

    def _frames_of(self, whole: Element, forms: tuple[Form, ...]) -> Frames:
        kind = (*whole.classes, *cast("list[str]", whole.attributes.get("ids", [])), *forms)
        if kind not in self._frames:
            sample = nodes.bullet_list("", classes=[*whole.classes], **whole.attributes)
            for form in forms:
                sample += [nodes.target(ids=[_BOUNDARY]), to_node(_sample(form))]
            sample += nodes.target(ids=[_BOUNDARY])
            start, *found, end = self._html(sample).split(self._boundary)
            frames = [html.replace("%", "%%").replace(_CONTENT, "%s") for html in found]
            self._frames[kind] = Frames(start, dict(zip(forms, frames, strict=True)), end)
        return self._frames[kind]

    def _html(self, node: nodes.Node) -> str:
        """Return what the translator writes for ``node``."""
        nodes.container("", node)  # translators ask for the parent
        self._translator.body = []
        node.walkabout(self._translator)
        return "".join(self._translator.body)


def list_writer(builder: Builder) -> ListWriter | None:
    """Return a writer for the pages of ``builder``; None where its translator has ways of its own."""
    settings = getattr(builder, "docsettings", None)  # the writer's, while pages are written
    if settings is None:
        return None
    translator = builder.create_translator(new_document("", settings), builder)
    methods = [f"{when}_{name}" for name in _USED for when in ("visit", "depart")]
    usual = all(_function(translator, name) is _function(HTML5Translator, name) for name in methods)
    return ListWriter(cast("HTML5Translator", translator)) if usual else None


def _function(translator: object, name: str) -> object:
    """Return what stands behind a method, of a class or of an instance, to which extensions add their own."""
    method = getattr(translator, name, None)
    return getattr(method, "__func__", method)


def _hole(parent: nodes.Element, node: Node) -> nodes.Element:
    """Return a place for ``node``, which gets a parent of the kind that it stands in."""
    parent += to_node(node)
    return parent


def _parent(hole: Hole) -> nodes.Element:
    return hole if isinstance(hole, nodes.Element) else _hole(nodes.inline(), hole)


def _sample(form: Form) -> Element:
    """Return an entry of ``form`` with marks for what is in it."""
    content = []
    for name, lines in form.blocks:
        inside = [Element("line", [_CONTENT])] * lines if name == "line_block" else [_CONTENT]
        content.append(Element(name, inside, **({"format": "html"} if name == "raw" else {})))
    return Element("list_item", content, form.classes, ids=[_CONTENT] if form.has_id else [])


def _lines(block: Element) -> list[Element]:
    return cast("list[Element]", block.children) if block.name == "line_block" else [block]


def _is_text(block: Node) -> TypeGuard[Element]:
    return isinstance(block, Element) and block.name in {"line_block", "paragraph"} and not block.classes


def _is_html(block: Node) -> bool:
    return isinstance(block, Element) and block.name == "raw"


def _is_plain(node: Element) -> bool:
    """Whether ``node`` is written as a start and an end; a writer may hide an address of e-mail."""
    is_mail = node.attributes and str(node.attributes.get("refuri", "")).startswith("mailto:")
    return node.name in _PLAIN and not is_mail
