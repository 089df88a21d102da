"""How LaTeX sets lists: what docutils has no nodes for."""

from __future__ import annotations

from docutils import nodes

from .context import PICTURE_WIDTH

#: At the start of a list: no page ends within the lines of an entry. It counts until the list ends.
_LINES_TOGETHER = r"\let\pubslineblock\DUlineblock\def\DUlineblock#1{\pubslineblock{#1}\samepage}"

#: Around the picture of an entry and around its text: the two are side by side, and their tops are as high as
#: a capital letter in the line of the bullet.
_TOP = r"\vspace{-.7em}"
_BEFORE_PICTURE = rf"\noindent\begin{{minipage}}[t]{{{PICTURE_WIDTH}}}{_TOP}"
_TEXT_WIDTH = rf"\dimexpr\linewidth-{PICTURE_WIDTH}-1em\relax"
_BEFORE_TEXT = rf"\end{{minipage}}\hspace{{1em}}\begin{{minipage}}[t]{{{_TEXT_WIDTH}}}{_TOP}"
_AFTER_TEXT = r"\end{minipage}\par\vspace{.5\baselineskip}"


def arrange_on_paper(outer: nodes.Element) -> None:
    """Keep the lines of each entry in a list on one page, and put pictures beside them."""
    pictures = list(outer.findall(nodes.image))
    outer.insert(0, _latex(_LINES_TOGETHER))
    for picture in pictures:
        entry = picture.parent
        # Only an entry starts with its picture; there may be others in its text.
        if entry is not None and "pubs-image" in picture["classes"] and entry.children[0] is picture:
            entry.insert(1, _latex(_BEFORE_TEXT))
            entry.insert(0, _latex(_BEFORE_PICTURE))
            entry.append(_latex(_AFTER_TEXT))


def _latex(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")
