"""Notes that databases and reference managers write about their own data, not about the work.

Only what no author would write is dropped: counts of citations, dates of exports, numbers of records,
copyright lines, and the fields that Zotero writes into a note since it has no other place for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A line that a program has written. What follows in the same line belongs to it.
_LINE = re.compile(
    r"cited by\s*+:?\s*+\d++(?:\s*+[;.].*)?"  # Scopus
    r"|(?:times cited|cited references? count|isi document delivery no)\.?\s*+:.*"  # Web of Science
    r"|(?:export date|exported|date added|date modified|accession number|accession no\.?"
    r"|record number|database|entry date)\s*+:.*"
    r"|date (?:added to|of electronic publication|created|completed|revised)\b.*"
    r"|(?:wos|isi):[a-z0-9]++"
    r"|(?:oclc|issn|isbn|google-books-id|page version id|ads bibcode|read_status|read_status_date|_eprint"
    r"|library catalog|conference name|meeting name|series title|backup publisher|container-title"
    r"|archive location|publisher|itemtype|number of pages|mag id|s2id|corpusid|zsccc?)\s*+:.*"  # Zotero
    r"|zsccc?\s*+=.*|\[tldr\].*|tldr\s*+:.*"
    # Dialnet and ProQuest, in their languages
    r"|(?:last updated|letzte aktualisierung|dernière mise à jour|subjectstermnotlitgenretext|copyright)"
    r"\s*+[-–:].*"
    r"|última actualización\b.*"
    r"|m3\s*+:.*|l3\s*+:.*"  # EBSCO repeats tags of RIS in its notes
    r"|(?:\[?ebsco\b|ebscohost|provider\s*+:|content\s*+:\s*+text/plain|m1 - |m3 - |u2 - |c2 - |n1 - ).*"
    # The type of a record of Crossref or ORCID
    r"|(?:journal|proceedings|newspaper|magazine|review|reference)-(?:article|entry)|book-(?:chapter|review|section|part)"
    r"|conference-(?:paper|abstract|poster)|posted-content|journal-issue|edited-book",
    re.IGNORECASE,
)
# The start of a paragraph that a program has written.
_PARAGRAPH = re.compile(
    r"this csl(?: json)? item was (?:automatically )?(?:generated|loaded|created)\b"  # Manubot
    r"|(?:publisher|funding|rights) (?:copyright|information|statement)\s*+:"  # Pure
    r"|copyright\s*+:?\s*+(?:\(c\)|©|\{?\\textcopyright|\\copyright|&copy;)"
    r"|(?:\(c\)|©|\{?\\textcopyright\}?|&copy;)\s*+\{?(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
# What EndNote makes of a record of PubMed: ISSN, names, ``eng``, the types of the publication …
_PUBMED_DUMP = re.compile(r"\d{4}-\d{3}[\dXx]\b(?!\S)")
_PUBMED_WORDS = re.compile(
    r"\b(?:journal article|research support|eng|comparative study|clinical trial)\b", re.I
)


def without_database_notes(note: str) -> str:
    """Return ``note`` without the lines and paragraphs that programs have written; maybe an empty string."""
    if _PUBMED_DUMP.match(note.lstrip()) and _PUBMED_WORDS.search(note):
        return ""
    lines: list[str] = []
    in_paragraph = False
    for line in note.split("\n"):
        text = line.strip()
        if not text or not in_paragraph:
            in_paragraph = bool(text) and _PARAGRAPH.match(text) is not None
        if not in_paragraph and not _LINE.fullmatch(text):
            lines.append(line)
    return "\n".join(lines) if any(map(str.strip, lines)) else ""


def kept_notes(notes: Iterable[str]) -> list[str]:
    """Return the notes that are not a database's, without the parts that are."""
    return list(filter(None, map(without_database_notes, notes)))
