"""Records as they are written in generated files: one line a field, and read back as the same record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.fetch.documents import Document
from sphinx_pubs.fetch.forms import YamlForm, form_for
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file
from tests.support import SHARED

from .lab import MASK, MASK_PREPRINT, RESNET, records

CORPUS = SHARED / "corpus" / "bib"
WORKS = """@article{one,
  title = {Search in 139 fb$^{-1}$ at $\\sqrt{s} = 13$~TeV: {\\emph{why}} \\& \\#1, 50\\% [sic] a_b *c*},
  author = {van der Berg, Jr., Jan and {The ATLAS Collaboration} and O'Neil, Seán},
  journal = {Journal: of "Tests"}, volume = {007}, pages = {e1}, year = {2020}, month = may,
  doi = {10.5555/a_b},
  keywords = {yes, no, 1e5}, abstract = {A line.

  Another: with - marks {} and # signs.}
}
@incollection{two, title = {null}, author = {Doe, Jane and others}, editor = {Roe, Richard},
  booktitle = {On}, publisher = {Off}, year = {1999}, isbn = {978-3-16-148410-0}, series = {12},
  edition = {2}}
@phdthesis{three, title = {- a list? {\\"U}ber $x < y$ <b>}, author = {李, 明}, school = {ETH},
  date = {2001-02-03}}
"""


def written_and_read(works: list[Publication], path: str) -> list[Publication]:
    form = form_for(path)
    lines = [form.record(record.key, form.fields(record)) for record in works]
    assert all("\r" not in line for line in lines)
    document = Document.parse(path, f"{form.header}{''.join(lines)}".encode())
    return [block.record for block in document.blocks]


def summary(record: Publication, path: str) -> dict[str, object]:
    """Return what a generated file must keep of a record; BibTeX has fewer kinds of venues."""
    schemes = {"doi", "arxiv", "pmid", "isbn", "hal"}
    fields: dict[str, object] = {
        "key": record.key,
        "title": record.title,
        "names": [(who.role, who.name) for who in record.contributors if who.role in ("author", "editor")],
        "date": record.date.isoformat() if record.date else "",
        "identifiers": sorted(
            (each.scheme, each.value) for each in record.identifiers if each.scheme in schemes
        ),
        "pages": [venue.pages for venue in record.venues],
        "volumes": [venue.volume for venue in record.venues],
    }
    if path.endswith(".yaml"):
        fields["venues"] = [(venue.name, venue.kind) for venue in record.venues]
        fields["tags"] = record.tags
        fields["abstract"] = " ".join(str(record.abstract).split())
        fields["kind"] = record.kind
    return fields


@pytest.mark.parametrize("path", ["a.yaml", "a.bib"])
def test_a_record_reads_back_as_it_was(tmp_path: Path, path: str) -> None:
    works = records(RESNET + MASK + MASK_PREPRINT + WORKS, tmp_path)
    assert len(works) == 6
    read = written_and_read(works, path)
    for record, back in zip(works, read, strict=True):
        before, after = summary(record, path), summary(back, path)
        if path.endswith(".bib"):
            before.pop("title")  # LaTeX writes "\\mbox" and "{}^" for the same formula
            after.pop("title")
        assert after == before


@pytest.mark.parametrize("path", ["a.yaml", "a.bib"])
def test_a_record_is_written_again_as_it_was(tmp_path: Path, path: str) -> None:
    form = form_for(path)
    works = records(WORKS, tmp_path)
    first = written_and_read(works, path)
    again = written_and_read(first, path)
    assert [form.fields(record) for record in again] == [form.fields(record) for record in first]


def test_a_no_break_space_stays() -> None:
    title = ("13\u00a0TeV and 24\u2009000",)
    [back] = written_and_read([Publication(key="a", title=title)], "a.yaml")
    assert back.title == title


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_is_one_line_of_yaml(text: str) -> None:
    form = YamlForm()
    line = form.line("title", text)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    record = form.record("k", {"title": f"A {text}"})
    blocks = Document.parse("a.yaml", f"{form.header}{record}".encode()).blocks
    assert [block.key for block in blocks] == ["k"]


def works_of(path: Path) -> list[Publication]:
    found = [record for record in load_file(str(path)).records if isinstance(record, Publication)]
    return [replace(record, key=f"k{index}") for index, record in enumerate(found) if record.title]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
@pytest.mark.parametrize("part", range(4))
def test_records_of_the_corpus_read_back_as_they_were(part: int) -> None:
    """Of each quarter of the corpus, at most one record in a hundred may differ in one of its parts."""
    different: list[object] = []
    count = 0
    for path in sorted(CORPUS.rglob("*.bib"))[part::4]:
        works = works_of(path)[:100]
        if not works:
            continue
        read = written_and_read(works, "a.yaml")
        assert [record.key for record in read] == [record.key for record in works]
        count += len(works)
        for record, back in zip(works, read, strict=True):
            before, after = summary(record, "a.yaml"), summary(back, "a.yaml")
            different += [
                (path.name, name, before[name], after[name]) for name in before if before[name] != after[name]
            ]
    assert len(different) <= count / 100, different[:5]
