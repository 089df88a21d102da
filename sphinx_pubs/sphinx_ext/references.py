"""What a role puts in the place of a key: a link, in the words of that role."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docutils import nodes
from sphinx.addnodes import pending_xref

from .messages import warn
from .pages import Target


def words(role: str, target: Target, node: pending_xref) -> nodes.inline:
    """Return what a link to ``target`` says where ``role`` has made it; ``node`` is where it stands."""
    if role == "num" and not target.number:
        from ..model.problems import Code  # noqa: PLC0415 (a warning is rare)

        warn(Code.NO_NUMBER, f"{node['reftarget']}: the list that its entry is in has no numbers", node)
    text = WORDS[role](target)
    return nodes.inline(text, text, classes=["pubs-ref"])


def _author_year(target: Target) -> str:
    return " ".join(filter(None, (target.authors or target.title, target.year)))


def _textual(target: Target) -> str:
    return f"{target.authors or target.title} ({target.year})" if target.year else _author_year(target)


def _number(target: Target) -> str:
    return str(target.number) if target.number else _author_year(target)


#: Role -> what it says of an entry.
WORDS: Mapping[str, Callable[[Target], str]] = {
    "ref": lambda target: target.title,
    "cite": _author_year,
    "cite:p": _author_year,
    "cite:t": _textual,
    "num": _number,
}
