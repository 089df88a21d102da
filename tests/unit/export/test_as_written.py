"""The BibTeX entry of an author, as readers of the page get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.export import to_bibtex
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers import native
from sphinx_pubs.readers.bibtex.reader import read

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

ENTRY = r"""
@STRING{cup = "Cambridge {UP}"}
@InCollection{Doe:2020,
  Title        = "On {G}aussian Processes
                  and {Bayes}",
  author       = {Doe, Jane and M{\"u}ller, J.},
  booktitle    = {Proceedings in {S}witzerland},
  publisher    = cup # ", Cambridge",
  year         = 2020,
  month        = feb,
  eprint       = {2001.00001},
  archiveprefix = {arXiv},
  primaryclass = {cs.LG},
  langid       = {english},
  collaboration = {ATLAS},
  holder       = {Doe Inc.},
  version      = {2.1},
  keywords     = {a, b},
  code         = {https://example.org/code},
  link_demo    = {https://example.org/demo},
  award        = {Best Paper},
  award2       = {Test of Time},
  pdf          = {papers/doe.pdf},
  file         = {:home/doe/doe.pdf:PDF},
  selected     = {true},
  owner        = {doe},
  timestamp    = {2020-01-01},
  bdsk-file-1  = {YnBsaXN0MDA},
  annote       = {read again},
  optnote      = {disabled},
  crossref     = {book},
}
@Book{book, title = {A {B}ook}, editor = {Roe, Rick}, series = {{S}eries}}
"""


def _one(source: str, key: str = "Doe:2020") -> Publication:
    records = {record.key: record for record in read(source.encode(), "a.bib").records}
    record = records[key]
    assert isinstance(record, Publication)
    return record


def test_an_entry_leaves_as_its_author_wrote_it_without_private_fields_and_local_paths() -> None:
    assert (
        to_bibtex(_one(ENTRY))
        == r"""@incollection{Doe:2020,
  title = {On {G}aussian Processes and {Bayes}},
  author = {Doe, Jane and M{\"u}ller, J.},
  booktitle = {Proceedings in {S}witzerland},
  publisher = {Cambridge {UP}, Cambridge},
  year = {2020},
  month = feb,
  eprint = {2001.00001},
  archiveprefix = {arXiv},
  primaryclass = {cs.LG},
  langid = {english},
  collaboration = {ATLAS},
  holder = {Doe Inc.},
  version = {2.1},
  keywords = {a, b},
  editor = {Roe, Rick},
  series = {{S}eries},
}
"""
    )


def test_with_as_written_off_an_entry_is_written_from_the_record() -> None:
    written = to_bibtex(_one(ENTRY), as_written=False)
    assert "title = {On Gaussian Processes and Bayes}" in written
    assert "keywords" not in written


@pytest.mark.parametrize("value", ["a } b", "a { b"])
def test_an_entry_with_unbalanced_braces_is_written_from_the_record(value: str) -> None:
    record = Publication(key="k", kind="misc", title=("T",), entry={"title": "T", "note": value})
    assert to_bibtex(record) == "@misc{k,\n  title = {{T}},\n}\n"


def _merged(overlay: str) -> Publication:
    bib = r"@article{k, title = {On {G}auss}, author = {Doe, Jane}, journal = {J}, year = 2020}"
    records = [*read(bib.encode(), "a.bib").records, *native.read(overlay.encode(), "b.yaml").records]
    return build_library(records).publications["k"]


@pytest.mark.parametrize(
    "addition", ["code: https://example.org", "awards: [Best Paper]", "note: Oral", "tags: [a]"]
)
def test_what_an_overlay_adds_for_the_page_leaves_the_entry_alone(addition: str) -> None:
    assert to_bibtex(_merged(f"k: {{{addition}}}")) == (
        "@article{k,\n  title = {On {G}auss},\n  author = {Doe, Jane},\n"
        "  journal = {J},\n  year = {2020},\n}\n"
    )


def test_an_identifier_from_an_overlay_is_added_to_the_entry() -> None:
    written = to_bibtex(_merged("k: {doi: 10.1000/1, arxiv: 2001.00001}"))
    assert "title = {On {G}auss}" in written
    assert "  doi = {10.1000/1},\n  eprint = {2001.00001},\n  archiveprefix = {arXiv},\n}" in written


@pytest.mark.parametrize("change", ["year: 2021", "volume: 3", "authors: [Rick Roe]"])
def test_what_an_overlay_changes_is_written_from_the_record(change: str) -> None:
    record = _merged(f"publications: {{k: {{{change}}}}}")
    assert record.entry is None
    assert "{G}auss" not in to_bibtex(record)


_COMPARED = "kind title contributors venues date identifiers url abstract note tags language aliases".split()


def _files() -> list[Path]:
    return sorted(CORPUS.glob("**/*.bib"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files (../shared/corpus) is missing")
@pytest.mark.parametrize("path", _files(), ids=lambda path: path.name)
def test_reading_the_export_of_a_real_file_gives_equal_records(path: Path) -> None:
    for record in read(path.read_bytes(), path.name).records:
        assert isinstance(record, Publication)
        (again,) = read(to_bibtex(record).encode(), path.name).records
        assert isinstance(again, Publication)
        for name in _COMPARED:
            assert getattr(again, name) == getattr(record, name), (record.key, name)
