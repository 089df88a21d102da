"""Tags and entities inside text -> inline tree, for every format of data files.

Publishers write HTML, JATS and MathML into titles and abstracts, and programs copy that into BibTeX, YAML
and RIS. The tags are those of HTML, of the citeproc-js manual ("HTML-like formatting tags"), and of JATS
(https://jats.nlm.nih.gov/publishing/tag-library/). A formula in MathML becomes one in TeX.

A tag without an end is text, unless it is one that only structures text (``<p>``, ``<jats:sec>``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from html.entities import html5

from ...model.links import SAFE_SCHEMES, safe_url
from ...model.math import formula
from ...model.text import Hyperlink, Inline, Markup, MarkupKind, Math, Text, joined, plain, tidy
from .mathml import to_tex
from .tag_tree import Tag, parse_tags

_MARKUP: dict[str, MarkupKind] = {
    "i": "emphasis",
    "em": "emphasis",
    "italic": "emphasis",
    "cite": "emphasis",
    "b": "strong",
    "strong": "strong",
    "bold": "strong",
    "sup": "sup",
    "sub": "sub",
    "inf": "sub",
    "sc": "smallcaps",
    "scp": "smallcaps",
    "small-caps": "smallcaps",
    "smallcaps": "smallcaps",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "monospace": "code",
}
# Tags without content -> the text that replaces them.
_NO_CONTENT = {"br": " ", "break": " ", "hr": " ", "img": "", "wbr": "", "graphic": "", "inline-graphic": ""}
# Tags that begin a block, which is separated from its neighbors by a space.
_BLOCKS = frozenset(
    "abstract article body blockquote caption dd disp-formula disp-quote div dl dt fig html label li list"
    " list-item ol p section sec table td th tr ul verse-group verse-line".split()
)
# Tags whose end people leave out.
_END_IS_OPTIONAL = frozenset("p div sec li dd dt td tr list list-item".split())
_HEADINGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
# A heading that only says that the text is an abstract.
_NEEDLESS_HEADING = re.compile(r"(?:abstract|summary|zusammenfassung|r[ée]sum[ée]|resum[eo]n)[.:]?", re.I)
_LINKS = frozenset({"a", "ext-link", "uri"})
#: Style of a ``<span>`` -> markup.
_STYLES: tuple[tuple[re.Pattern[str], MarkupKind], ...] = (
    (re.compile(r"font-variant(?:-caps)?\s*+:\s*+small-caps", re.I), "smallcaps"),
    (re.compile(r"font-style\s*+:\s*+(?:italic|oblique)", re.I), "emphasis"),
    (re.compile(r"font-weight\s*+:\s*+(?:bold|[6-9]00)", re.I), "strong"),
    (re.compile(r"vertical-align\s*+:\s*+super", re.I), "sup"),
    (re.compile(r"vertical-align\s*+:\s*+sub", re.I), "sub"),
)
# Formulas that are one character; Zotero writes tags with them: {$<$}i{$>$}, $\less$i$\greater$.
_SIGNS = {"<": "<", ">": ">", r"\less": "<", r"\greater": ">", r"\lt": "<", r"\gt": ">"}

_ENTITY = re.compile(r"&((?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)")
# An entity whose characters a program has escaped for LaTeX: {\&}amp; \&\#8211;
_ESCAPED_ENTITY = re.compile(r"(?:\{\\&\}|\\&)(?P<number>\{\\#\}|\\?#)?+(?=\w{1,32};)")
# Texts are encoded at most this many times: ``&amp;lt;`` is common, ``&amp;amp;lt;`` is not.
_MOST_ENCODINGS = 3


def decode_entities(source: str, kept: str = "") -> str:
    """Return ``source`` with entities as characters, also if they are encoded twice (``&amp;lt;``).

    An entity for one of the characters ``kept`` stays as it is.
    """
    if "&" not in source:
        return source

    def decode(match: re.Match[str]) -> str:
        name = match[1]
        character = html.unescape(match[0]) if name[0] == "#" else html5.get(name, match[0])
        return match[0] if character in kept else character

    if "\\&" in source:
        source = _ESCAPED_ENTITY.sub(lambda match: "&#" if match["number"] else "&", source)
    for _ in range(_MOST_ENCODINGS):
        decoded = _ENTITY.sub(decode, source)
        if decoded == source:
            break
        source = decoded
    return source


def with_tags(text: Iterable[Inline]) -> Text:
    """Return ``text`` with the tags in its strings as markup, at any depth."""
    parts = joined([_SIGNS.get(part.tex, part) if isinstance(part, Math) else part for part in text])
    if not any(map(_has_tag, parts)):
        return parts
    inner = [
        Markup(part.kind, with_tags(part.children))
        if isinstance(part, Markup) and part.kind != "code"
        else Hyperlink(part.url, with_tags(part.children))
        if isinstance(part, Hyperlink)
        else part
        for part in parts
    ]
    return tidy(joined(_content(parse_tags(inner, frozenset(_NO_CONTENT)))))


def _has_tag(part: Inline) -> bool:
    if isinstance(part, str):
        return "<" in part
    return not isinstance(part, Math) and any(map(_has_tag, part.children))


def _content(tag: Tag) -> list[Inline]:
    """Return the content of a tag, without the tag itself."""
    return [
        part for child in tag.children for part in (_convert(child) if isinstance(child, Tag) else (child,))
    ]


def _convert(tag: Tag) -> list[Inline]:
    name = tag.name
    if name in _NO_CONTENT:
        return [_NO_CONTENT[name]]
    if not tag.is_closed:
        is_structure = tag.prefix or name in _END_IS_OPTIONAL
        return _content(tag) if is_structure else [tag.source, *_content(tag)]
    if name in _CONVERTERS:
        return _CONVERTERS[name](tag)
    if name in _BLOCKS:
        return [" ", *_content(tag), " "]
    if name in _HEADINGS:
        return _heading(tag)
    if name in _LINKS:
        return _link(tag)
    return _marked(_MARKUP.get(name), _content(tag))


def _marked(kind: MarkupKind | None, children: list[Inline]) -> list[Inline]:
    text = joined(children)
    if kind is None:
        return list(text)
    return [Markup(kind, text)] if text else []


def _span(tag: Tag) -> list[Inline]:
    style = tag.attribute("style")
    return _marked(next((kind for found, kind in _STYLES if found.search(style)), None), _content(tag))


def _heading(tag: Tag) -> list[Inline]:
    """Return the heading of a section with a colon, since the section follows on the same line."""
    content = _content(tag)
    words = plain(joined(content)).strip()
    if not words or _NEEDLESS_HEADING.fullmatch(words):
        return [" "]
    return [" ", *tidy(joined(content)), " " if words.endswith((".", ":", "?", "!")) else ": "]


def _link(tag: Tag) -> list[Inline]:
    content = joined(_content(tag))
    url = tag.attribute("href") or (plain(content) if tag.name == "uri" else "")
    is_absolute = url.partition(":")[0].lower() in SAFE_SCHEMES
    return [Hyperlink(url, content)] if content and is_absolute and safe_url(url) else list(content)


# --- formulas ---

# A whole LaTeX document around a formula, as Springer writes it.
_DOCUMENT = re.compile(r"\A.*\\begin\{document\}|\\end\{document\}.*", re.S)
_DELIMITERS = re.compile(r"\A(?:\s|\$|\\\(|\\\[|<!\[CDATA\[)++|(?:(?<!\s)\s++|\$|\\\)|\\\]|\]\]>){1,9}+\Z")


def _mathml(tag: Tag) -> list[Inline]:
    tex = to_tex(tag)
    return [Math(tex)] if tex and formula(tex) else [" ".join(tag.text().split())]


def _tex_math(tag: Tag) -> list[Inline]:
    formulas = [child for child in tag.children if isinstance(child, Math)]
    if formulas:
        return [*formulas]
    tex = _DELIMITERS.sub("", _DOCUMENT.sub("", tag.text()))
    return [Math(tex)] if tex else []


def _alternatives(tag: Tag) -> list[Inline]:
    """Return one of several forms of the same formula: TeX if it is simple, or else MathML."""
    forms = {child.name: _convert(child) for child in tag.tags()}
    for name in ("tex-math", "math"):
        form = forms.get(name, [])
        if any(isinstance(part, Math) and formula(part.tex) for part in form):
            return form
    return forms.get("tex-math") or forms.get("math") or _content(tag)


_CONVERTERS: dict[str, Callable[[Tag], list[Inline]]] = {
    "span": _span,
    "math": _mathml,
    "tex-math": _tex_math,
    "alternatives": _alternatives,
}
