"""What a file without entries contains instead: nothing, an error page of a server, another format."""

from __future__ import annotations

import codecs
import re

# What is looked at. All signs but those of formats are at the very beginning.
_HEAD = 4000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The beginning of a file -> what it is.
_FOREIGN = (
    (re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.I), "it is an HTML page"),
    (
        re.compile(r"<(?:\?xml|xml|records|mods|modscollection|rdf:rdf|bibtex:file)\b", re.I),
        "it is an XML file",
    ),
    (re.compile(r"version https://git-lfs\.github\.com/"), "it is a Git LFS pointer: run 'git lfs pull'"),
    (re.compile(r"%PDF-"), "it is a PDF file"),
    (re.compile(r"PK\x03\x04"), "it is a ZIP archive"),
    (re.compile(r"\x1f\x8b"), "it is a gzip archive"),
    (re.compile(r"\{\\rtf"), "it is an RTF document"),
)
_BIBTEX_SUFFIXES = (".bib", ".bibtex", ".biblatex")
#: A sign of a format -> its name, and the suffixes of files that may have it.
_FORMATS = (
    (re.compile(r"^TY  ?- ", re.M), "RIS", (".ris",)),
    (re.compile(r"^[ \t]*+@[a-z]++[ \t]*+\{[^\s,{}=]*+,", re.I | re.M), "BibTeX", _BIBTEX_SUFFIXES),
    (re.compile(r"^%0 [A-Z]", re.M), "the EndNote format", (".enw",)),
    (re.compile(r"^PMID- \d", re.M), "the format of PubMed", (".nbib",)),
    (re.compile(r"^cff-version:", re.M), "CITATION.cff", (".cff",)),
    (re.compile(r"^\[\[?[A-Za-z][\w.-]*+\]\]?[ \t]*+\r?$", re.M), "TOML", (".toml",)),
    (re.compile(r"\A\s*+[\[{]\s*+[\[{\"\]}]"), "JSON", (".json", ".yaml", ".yml", ".cff")),
    (re.compile(r"\A(?:---[ \t]*\r?\n|(?:- )?[a-z_]++:[ \t\r\n])"), "YAML", (".yaml", ".yml", ".cff")),
)
# A block of BibTeX that is no comment, such as @string; @xdata and the like are no entries, but meant.
_BIBTEX_BLOCK = re.compile(r"@\s*+(?!comment\b)[a-z]++\s*+[{(]", re.I)
# A comment of YAML, TOML or BibTeX.
_COMMENT_LINE = re.compile(r"^[ \t]*+[#%].*+$", re.M)


def foreign_content(data: bytes) -> str:
    """Return what ``data`` is if it begins like no data file, such as an HTML page; else an empty string."""
    head = head_of(data).lstrip(" \t\r\n")
    return next((what for sign, what in _FOREIGN if sign.match(head)), "")


def content_without_entries(data: bytes, path: str) -> str:
    """Return why a file has no entries; an empty string if that may be on purpose, such as a list ``[]``.

    :param path: its suffix tells what the file should be.
    """
    path = path.lower()
    text = head_of(data)
    if not text.strip():
        return "it is empty" if not data else "it has only white space"
    for sign, name, suffixes in _FORMATS:
        if sign.search(text):
            return "" if path.endswith(suffixes) else f"it looks like {name}: give it the right suffix"
    if path.endswith(_BIBTEX_SUFFIXES):
        whole = data.decode("latin-1")
        return "" if _BIBTEX_BLOCK.search(whole) else "it has only comments or other text"
    if not _COMMENT_LINE.sub("", text).strip() and len(data) <= _HEAD:
        return "it has only comments"
    return ""


def head_of(data: bytes) -> str:
    """Return the beginning of a file as text, by its byte-order mark or as Latin-1."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) : _HEAD].decode(encoding, "replace")
    return data[:_HEAD].decode("latin-1")
