"""The BibTeX entry of a publication as its author wrote it, for readers of the page.

An entry that came from a ``.bib`` file leaves with the braces, fields and order of its author. What it does
not take along are fields that only its author or the site needs: notes to oneself, paths of local files, and
the links and awards that are shown on the page. Values of macros
and of parents (``crossref``, ``xdata``) are written out, since the reader does not get those.
"""

from __future__ import annotations

import re

from ..model.identifiers import SCHEMES
from ..model.links import LINK_PREFIXES, link_kind_of
from ..model.records import Publication

# Fields of reference managers and of sites, not of the work. Sources: JabRef, "Entry fields" and "Groups";
# BibDesk's and Zotero's exports; al-folio's and our own fields for the page.
_PRIVATE = frozenset(
    "__markedentry altmetric annotation annote bibtex_show bibtexshow comment comments"
    " creationdate crossref date-added date-modified dimensions file google_scholar_id groups highlight image"
    " inspirehep_id linkedfiles local-url localfile mendeley-groups mendeley-tags modificationdate my_note"
    " owner posted-at preview printed priority qualityassured ranking rating read readstatus relevance review"
    " selected thumbnail timestamp username xdata xref".split()
)
_PRIVATE_PREFIXES = ("_", "bdsk-", "citeulike-", "jabref", "opt", "zotero")
# Fields in which programs write one note a line.
_LINES = frozenset({"note", "addendum"})
_NO_PREFIX = frozenset({"options"})  # a field of biblatex that begins like a private one
_AWARD = re.compile(r"awards?\d*+|award_name")
_NAME = re.compile(r"[a-z][\w:.+-]*+")
_TYPE = re.compile(r"[a-z]\w*+")
_NOT_IN_KEY = re.compile(r"[\s,{}()=#%~\\]++")
_BLANKS = re.compile(r"\s++")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip

#: The macros for months, which each style defines (btxdoc, section 2).
MONTH_MACROS = tuple(name[:3] for name in _MONTHS)


def written_fields(publication: Publication) -> dict[str, str]:
    """Return the public fields of the entry that ``publication`` was read from, with their values as LaTeX.

    The result is empty if no BibTeX entry has the whole work, or if its braces are not balanced.
    """
    fields: dict[str, str] = {}
    for name, value in (publication.entry or {}).items():
        if not value.strip() or _is_private(name) or _is_for_the_page(name):
            continue
        if not _NAME.fullmatch(name) or not _is_balanced(value):
            return {}
        fields[name] = value.strip() if name in _LINES else _BLANKS.sub(_blank, value.strip())
    return fields


def written_key(publication: Publication) -> str:
    """Return the key as written, without characters that end a key."""
    return _NOT_IN_KEY.sub("-", publication.key) or "untitled"


def written_type(publication: Publication) -> str:
    """Return the entry type in the source, or an empty string if it cannot be written."""
    return publication.type if _TYPE.fullmatch(publication.type) else ""


def month_macro(value: str) -> str:
    """Return the macro for a month that is written as a name or a macro; an empty string for other values."""
    name = value.strip().lower()
    return name[:3] if name in (*_MONTHS, *MONTH_MACROS) else ""


def _is_private(name: str) -> bool:
    return name in _PRIVATE or (name.startswith(_PRIVATE_PREFIXES) and name not in _NO_PREFIX)


def _is_for_the_page(name: str) -> bool:
    """Whether the field is an award, or a link that is neither the URL nor an identifier of the work."""
    kind = link_kind_of(name)
    is_link = bool(kind) or name.startswith(LINK_PREFIXES)
    return (is_link and kind not in SCHEMES and kind != "url") or _AWARD.fullmatch(name) is not None


def _is_balanced(value: str) -> bool:
    """Return whether braces can enclose the value: BibTeX counts every brace, escaped or not."""
    depth = 0
    for brace in re.findall(r"[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\")


def _blank(blanks: re.Match[str]) -> str:
    """Return the blanks between two words: on one line, but an empty line stays the end of a paragraph."""
    lines = blanks[0].count("\n")
    if lines > 1:
        return "\n\n"
    return " " if lines else blanks[0]
