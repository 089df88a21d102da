"""PubMed: the files that "Send to: Citation manager" saves, with the suffix ``.nbib``.

Source: National Library of Medicine, *MEDLINE/PubMed Data Element (Field) Descriptions*
(https://www.nlm.nih.gov/bsd/mms/medlineelements.html). MeSH headings are dropped: they are
the catalog's, *Humans* and *Algorithms* among them, while ``OT`` has the authors' keywords.
"""

from __future__ import annotations

import re

from ..model.keys import unique_key
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .csl import contributors
from .fields.records import read_publication
from .keys import FileRecords, key_of_fields
from .markup.html import to_text
from .tagged_lines import TaggedValues, split_records

_TAGGED = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)")
#: Field -> the tags that can hold it; the first tag that is present is used.
_FIELDS = {
    "title": ("TI", "BTI", "TT"),
    "abstract": ("AB",),
    "journal": ("JT", "TA"),
    "volume": ("VI",),
    "number": ("IP",),
    "pages": ("PG",),
    "publisher": ("PB",),
    "edition": ("EN",),
    "pmid": ("PMID",),
    "pmcid": ("PMC",),
    "language": ("LA",),
}
#: Types of publications that are not articles -> type of the entry.
PUBLICATION_TYPES = {
    "preprint": "preprint",
    "dataset": "dataset",
    "academic dissertation": "thesis",
    "technical report": "report",
}
# ``10.1000/1 [doi]``: an identifier of the article and its scheme.
_IDENTIFIER = re.compile(r"(?P<value>\S+) \[(?P<scheme>doi|pii)\]")
# ``20191105``, the form of dates of electronic publication.
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_ISBN_LABEL = re.compile(r"ISBN:? ?", re.IGNORECASE)
_INITIALS = re.compile(r"(?P<family>.+) (?P<given>[A-Z]{1,4})")
_SUFFIXES = frozenset("Jr Sr 2nd 3rd 4th II III IV".split())
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications of a file of PubMed."""
    problems = ProblemLog(path)
    records = FileRecords[Publication](problems)
    text = decode(data, encoding, problems)
    for line, tags in split_records(text, _split, opening="PMID", titles=("TI", "BTI")):
        entry_type, fields = _fields(tags)
        key = unique_key(key_of_fields(fields, contributors), records)
        record = read_publication(
            key,
            entry_type,
            options.renamed(fields),
            text=to_text,
            names=contributors,
            origin=Origin(path, line),
            report=problems.at(line, key),
            cached=options.cached,
        )
        records.add(record)
    found = tuple(records)
    if not found and data.strip():
        problems.add(Code.SYNTAX, "no records found: a record starts with a line such as 'PMID- 28981428'")
    return ReadResult(found, tuple(problems.found))


def _split(line: str) -> tuple[str, str] | None:
    """Return the tag and the value of a line, if it has a tag."""
    match = _TAGGED.fullmatch(line.rstrip())
    return (match["tag"], match["value"].strip()) if match else None


def _fields(tags: TaggedValues) -> tuple[str, dict[str, object]]:
    """Return the type of a record, and its fields under the names of BibTeX and biblatex."""
    values: dict[str, list[str]] = {}
    for tag, value in tags:
        values.setdefault(tag, []).append(value)

    def first(*names: str) -> str:
        return next((values[name][0] for name in names if values.get(name)), "")

    fields: dict[str, object] = {name: first(*choices) for name, choices in _FIELDS.items()}
    kinds = (PUBLICATION_TYPES.get(kind.lower(), "") for kind in values.get("PT", ()))
    entry_type = next(filter(None, kinds), "article")
    fields["title"] = str(fields["title"]).removesuffix(".")
    if first("BTI"):
        entry_type = "incollection" if first("TI") else "book"
        fields["booktitle"] = first("BTI").removesuffix(".") if first("TI") else ""
        fields["location"] = first("PL")
        fields["editor"] = [_name(value) for value in values.get("FED") or values.get("ED") or ()]
    else:
        fields["abbr"] = first("TA") if first("TA") != fields["journal"] else ""
    fields["author"] = _names(tags)
    published = first("DP")
    electronic = _COMPACT_DATE.fullmatch(first("DEP"))
    fields["date"] = published or ("-".join(electronic.groups()) if electronic else "")
    fields["keywords"] = values.get("OT")
    fields["isbn"] = [_ISBN_LABEL.sub("", value).partition(" ")[0] for value in values.get("ISBN", ())]
    identifiers = [_IDENTIFIER.fullmatch(value) for value in (*values.get("AID", ()), *values.get("LID", ()))]
    fields["doi"] = next((found["value"] for found in identifiers if found and found["scheme"] == "doi"), "")
    return entry_type, {name: value for name, value in fields.items() if value}


def _names(tags: TaggedValues) -> list[dict[str, str]]:
    """Return the authors in the order of the file, with full names if there are some."""
    name_tag = "FAU" if any(tag == "FAU" for tag, _ in tags) else "AU"
    names: list[dict[str, str]] = []
    for tag, value in tags:
        if tag == name_tag and value:
            names.append(_name(value))
        elif tag == "CN" and value:
            names.append({"literal": value})
        elif tag == "AUID" and names and (identifier := _ORCID.search(value)):
            names[-1]["ORCID"] = identifier[0]
    return names


def _name(written: str) -> dict[str, str]:
    """Return the parts of ``Doe, Jane 3rd`` or ``Doe JS``."""
    family, comma, given = map(str.strip, written.partition(","))
    if not comma and (initials := _INITIALS.fullmatch(written)):
        return {"family": initials["family"], "given": " ".join(f"{letter}." for letter in initials["given"])}
    words = given.split()
    suffix = words.pop() if len(words) > 1 and words[-1].rstrip(".") in _SUFFIXES else ""
    return {"family": family, "given": " ".join(words), "suffix": suffix}
