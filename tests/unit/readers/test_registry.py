"""Which reader a file needs."""

from __future__ import annotations

import pytest

from sphinx_pubs.readers import cff, csl, front_matter, native, ris
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.load import reader_for

_CSL = b'[{"id": "a", "type": "article-journal", "issued": {"date-parts": [[2019]]}}]'


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("papers.bib", b"", bibtex.read),
        ("PAPERS.BIB", b"", bibtex.read),
        ("papers.bibtex", b"", bibtex.read),
        ("papers.yaml", b"", native.read),
        ("papers.yml", b"", native.read),
        ("papers.toml", b"", native.read),
        ("papers.ris", b"", ris.read),
        ("papers.csl.json", b"", csl.read),
        ("papers.json", b"", native.read),
        ("papers.json", b'{"publications": {"a": {"title": "A"}}}', native.read),
        ("papers.json", b'{"publications": {"a": {"author": [{"family": "He"}]}}}', native.read),
        ("papers.json", b'[{"key": "a", "title": "A"}]', native.read),
        ("papers.json", _CSL, csl.read),
        ("papers.json", b"\xef\xbb\xbf \n" + _CSL, csl.read),
        ("papers.json", b'{"items": ' + _CSL + b"}", csl.read),
        ("papers.json", _CSL[1:-1], csl.read),
        ("papers.json", _CSL[:-5], csl.read),
        ("papers.json", b'[{"id": 1, "type": "book"}]', csl.read),
        ("papers.json", b'[{"id": 1, "author": [{"family": "He"}]}]', csl.read),
        ("CITATION.cff", b"", cff.read),
        ("a/index.md", b"---\ntitle: A\n---\n", front_matter.read),
        ("a/index.qmd", b"+++\r\ntitle = 1\r\n+++\r\n", front_matter.read),
        ("README.md", b"# A page", None),
        ("papers.txt", b"", None),
        ("bib", b"", None),
    ],
)
def test_reader_for(path: str, data: bytes, expected: object) -> None:
    assert reader_for(path, data) is expected
