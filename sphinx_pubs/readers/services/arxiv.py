"""arXiv: the Atom feed that its API answers with.

Source: *arXiv API User's Manual*, section 3.3 (https://info.arxiv.org/help/api/user-manual.html), and
answers recorded in 2026. An identifier that is not in use has no entry; a malformed one has an entry
*Error*, which is reported. ``arxiv:comment`` is kept as a field, and not shown as a note: most comments count
pages and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.problems import Code
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..fields.values import quoted
from .common import Found, people, read_found
from .xml_tree import Element, read_xml

# ``http://arxiv.org/abs/hep-th/9901001v2``. The record is about the work, whatever its last version.
_ID = re.compile(r"https?://(?:[\w-]+\.)*arxiv\.org/abs/(?P<id>\S+?)(?:v\d+)?")
# What authors write for TeX outside of formulas, too: quotation marks, dashes, escaped characters.
_TYPOGRAPHY = (
    (re.compile(r"``((?:[^`']|'(?!'))*+)''"), "\u201c\\1\u201d"),
    (re.compile(r"(?<![-<!])---(?![->])"), "\u2014"),
    (re.compile(r"(?<![-<!])--(?![->])"), "\u2013"),
    (re.compile(r"(?<=[.)])\\ "), " "),
    (re.compile(r"\\([%&#])"), "\\1"),
)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the papers in a feed."""
    problems = ProblemLog(path)
    feed = read_xml(data, encoding, problems)
    if feed.name and feed.name != "feed":
        problems.add(Code.SYNTAX, f"not a feed of arXiv: its root element is {quoted(feed.name)}")
    entries = feed.all("entry") if feed.name == "feed" else []
    return read_found(_works(entries, problems), problems, options)


def _works(entries: list[Element], problems: ProblemLog) -> Iterator[Found]:
    for entry in entries:
        title, address = _text(entry, "title"), entry.text("id")
        if title == "Error" and "/api/errors" in address:
            message = f"arXiv answered with an error: {quoted(entry.text('summary'))}"
            problems.add(Code.SOURCE, message, line=entry.line)
            continue
        identifier = _ID.fullmatch(address)
        if not title and not identifier:
            problems.add(Code.SHAPE, "entry without title and arXiv identifier; skipped", line=entry.line)
            continue
        fields = {
            "title": title,
            "author": [person for name in entry.texts("author/name") for person in people(name)],
            "date": entry.text("published").partition("T")[0],  # of the first version
            "venue": "arXiv",
            "venues": entry.texts("journal_ref"),
            "eprint": identifier["id"] if identifier else "",
            "eprinttype": "arxiv",
            "eprintclass": entry.first("primary_category").get("term"),
            "doi": entry.text("doi"),
            "abstract": _text(entry, "summary"),
            "comment": entry.text("comment"),
        }
        yield Found(entry.line, "preprint", fields)


def _text(entry: Element, name: str) -> str:
    """Return a text as HTML, with the characters that its TeX commands mean. Formulas are as written."""
    pieces = entry.markup(name).split("$")
    for written, characters in _TYPOGRAPHY:
        pieces[::2] = [written.sub(characters, piece) for piece in pieces[::2]]
    return "$".join(pieces)
