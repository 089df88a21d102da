"""No field with text bypasses the cleaning of markup, in any format."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sphinx_pubs.model.records import Publication, Record, Venue
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers import csl, native, ris
from sphinx_pubs.readers.bibtex import reader as bibtex


def _venue(work: Publication) -> Venue:
    assert work.venue is not None
    return work.venue


# Fields with text -> what of a publication they become.
FIELDS: dict[str, Callable[[Publication], str]] = {
    "title": lambda work: plain(work.title),
    "subtitle": lambda work: plain(work.title),
    "shorttitle": lambda work: work.shorttitle,
    "abstract": lambda work: plain(work.abstract),
    "note": lambda work: plain(work.note[0]),
    "addendum": lambda work: plain(work.note[0]),
    "keywords": lambda work: work.tags[0],
    "award": lambda work: plain(work.awards[0].title),
    "type": lambda work: work.field_text("type"),
    "customa": lambda work: work.field_text("customa"),
    "version": lambda work: work.version,
    "howpublished": lambda work: plain(_venue(work).name),
    "journal": lambda work: plain(_venue(work).name),
    "booktitle": lambda work: plain(_venue(work).name),
    "eventtitle": lambda work: plain(_venue(work).name),
    "school": lambda work: plain(_venue(work).name),
    "institution": lambda work: plain(_venue(work).name),
    "organization": lambda work: plain(_venue(work).name),
    "venue": lambda work: plain(_venue(work).name),
    "abbr": lambda work: _venue(work).abbr,
    "presentation": lambda work: _venue(work).presentation,
    "volume": lambda work: _venue(work).volume,
    "number": lambda work: _venue(work).number,
    "pages": lambda work: _venue(work).pages,
    "series": lambda work: _venue(work).series,
    "edition": lambda work: _venue(work).edition,
    "publisher": lambda work: _venue(work).publisher,
    "address": lambda work: _venue(work).place,
    "location": lambda work: _venue(work).place,
}
# The same text, as it is written in BibTeX and as other programs and people write it.
TEXT = "Télescope & Site H2O"
SOURCES = [
    r"{T{\'e}lescope} {\&} {Site} H\textsubscript{2}O",
    r"{T\'{e}lescope} \& {S}ite H<sub>2</sub>O",
    "T&eacute;lescope &amp; Site H&lt;sub&gt;2&lt;/sub&gt;O",
]


def work(records: tuple[Record, ...]) -> Publication:
    (record,) = records
    assert isinstance(record, Publication)
    return record


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("field", FIELDS)
def test_fields_of_bibtex(field: str, source: str) -> None:
    title = "" if field in ("title", "subtitle") else "title = {T},"
    data = f"@misc{{a, {title} {field} = {{{source}}}}}"
    assert FIELDS[field](work(bibtex.read(data.encode(), "a.bib").records)) == TEXT


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("field", sorted(FIELDS.keys() - {"type"}))
def test_fields_of_native_files(field: str, source: str) -> None:
    record = {"title": "T", field: source} if field != "subtitle" else {field: source}
    data = json.dumps({"publications": {"a": record}})
    assert FIELDS[field](work(native.read(data.encode(), "a.json").records)) == TEXT


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("title", "title"),
        ("title-short", "shorttitle"),
        ("container-title", "journal"),
        ("publisher", "publisher"),
        ("collection-title", "series"),
        ("edition", "edition"),
        ("genre", "type"),
        ("note", "note"),
        ("keyword", "keywords"),
        ("abstract", "abstract"),
        ("publisher-place", "address"),
    ],
)
def test_variables_of_csl(variable: str, field: str, source: str) -> None:
    data = json.dumps([{"id": "a", "type": "article-journal", "title": "T", variable: source}])
    assert FIELDS[field](work(csl.read(data.encode(), "a.json").records)) == TEXT


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("tag", "field"),
    [("TI", "title"), ("T2", "journal"), ("PB", "publisher"), ("AB", "abstract"), ("N1", "note"),
     ("CY", "address"), ("M3", "type"), ("KW", "keywords"), ("T3", "series")],
)  # fmt: skip
def test_tags_of_ris(tag: str, field: str, source: str) -> None:
    title = "" if tag == "TI" else "TI  - T\n"
    data = f"TY  - JOUR\nID  - a\n{title}{tag}  - {source}\nER  - \n"
    assert FIELDS[field](work(ris.read(data.encode(), "a.ris").records)) == TEXT


NAMES = (r"Sch{\"o}lkopf", r"Ka{\l}uszy{\'n}ski", r"Mu{\textasciitilde n}oz")


@pytest.mark.parametrize("suffix", ["bib", "json", "ris"])
def test_names_with_latex(suffix: str) -> None:
    family, other, given = NAMES
    authors = [f"{family}, Bernhard", f"{other}, {given}"]
    ris_lines = "\n".join(f"AU  - {author}" for author in authors)
    data = {
        "bib": f"@misc{{a, title = {{T}}, author = {{{' and '.join(authors)}}}}}",
        "json": json.dumps({"publications": {"a": {"title": "T", "authors": authors}}}),
        "ris": f"TY  - GEN\nTI  - T\n{ris_lines}\nER  - \n",
    }[suffix]
    reader = {"bib": bibtex, "json": native, "ris": ris}[suffix]
    names = [who.name.full() for who in work(reader.read(data.encode(), f"a.{suffix}").records).contributors]
    assert names == ["Bernhard Schölkopf", "Muñoz Kałuszyński"]


def test_names_of_csl_with_latex() -> None:
    author = [
        {"family": r"Sch{\"o}lkopf", "given": "Bernhard"},
        {"literal": r"{CERN} \& Co"},
        {"family": "Dı́az"},
    ]
    data = json.dumps([{"id": "a", "title": "T", "author": author}])
    names = [who.name.full() for who in work(csl.read(data.encode(), "a.json").records).contributors]
    assert names == ["Bernhard Schölkopf", "CERN & Co", "Díaz"]
