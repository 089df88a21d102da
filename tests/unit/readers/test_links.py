"""Links, identifiers and URLs of a record."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Identifier, Link, Publication
from tests.unit.readers.support import read_fields, read_valid

ARXIV = Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870")


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"journal": "arXiv preprint arXiv:1703.06870"}, (ARXIV,)),
        ({"journal": "CoRR", "volume": "abs/1703.06870"}, (ARXIV,)),
        ({"eprint": "1703.06870"}, (ARXIV,)),
        ({"eprint": "https://arxiv.org/abs/1703.06870", "eprinttype": "arxiv"}, (ARXIV,)),
        ({"arxiv": "1703.06870", "eprint": "arXiv:1703.06870"}, (ARXIV,)),
        ({"arxivid": "1703.06870"}, (ARXIV,)),
        (
            {"eprint": "9711200", "archiveprefix": "arXiv", "primaryclass": "hep-th"},
            (Identifier("arxiv", "hep-th/9711200", "https://arxiv.org/abs/hep-th/9711200"),),
        ),
        (
            {"eprint": "hal-01234567", "eprinttype": "HAL"},
            (Identifier("hal", "hal-01234567", "https://hal.science/hal-01234567"),),
        ),
        (
            {"eprint": "2300", "eprinttype": "jstor"},
            (Identifier("jstor", "2300", "https://www.jstor.org/stable/2300"),),
        ),
        ({"eprint": "x", "eprinttype": "other"}, (Identifier("other", "x"),)),
        (
            {"isbn": "978-0-306-40615-7, 0-306-40615-2"},
            (Identifier("isbn", "9780306406157"), Identifier("isbn", "0306406152")),
        ),
        (
            {"pmid": "33607033", "doi": "10.1000/x"},
            (
                Identifier("doi", "10.1000/x", "https://doi.org/10.1000/x"),
                Identifier("pmid", "33607033", "https://pubmed.ncbi.nlm.nih.gov/33607033/"),
            ),
        ),
        ({"eprint": "some title"}, ()),
        ({"doi": ""}, ()),
    ],
)
def test_identifiers(fields: dict[str, object], identifiers: tuple[Identifier, ...]) -> None:
    assert read_valid(fields).identifiers == identifiers


@pytest.mark.parametrize(
    "fields",
    [{"doi": "n/a"}, {"isbn": "1-2-3"}, {"eprint": "x", "archiveprefix": "arXiv"}, {"arxiv": "hello"}],
)
def test_invalid_identifier_is_reported(fields: dict[str, object]) -> None:
    record, codes = read_fields(fields)
    assert record.identifiers == ()
    assert codes == [Code.BAD_IDENTIFIER]


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"pdf": "he.pdf"}, (Link("PDF", "he.pdf", "pdf"),)),
        (
            {"video": "https://a.b", "pdf": "he.pdf"},
            (Link("video", "https://a.b", "video"), Link("PDF", "he.pdf", "pdf")),
        ),
        ({"supp": "https://a.b"}, (Link("supplement", "https://a.b", "supplement"),)),
        ({"codeurl": "https://a.b"}, (Link("code", "https://a.b", "code"),)),
        ({"link_dataset-card": "https://a.b"}, (Link("dataset-card", "https://a.b", "data"),)),
        ({"customlinkwaifu2x": "https://a.b"}, (Link("waifu2x", "https://a.b"),)),
        (
            {"code": ["https://a.b", "https://c.d"]},
            (Link("code", "https://a.b", "code"), Link("code", "https://c.d", "code")),
        ),
        ({"slides": {"ICCV oral": "a.pdf"}}, (Link("ICCV oral", "a.pdf", "slides", "slides"),)),
        (
            {"links": {"code-matlab": "https://a.b", "PAMI version": None}},
            (Link("code-matlab", "https://a.b", "code"), Link("PAMI version")),
        ),
        (
            {"links": ["talk", {"label": "demo", "url": "https://a.b", "group": "web"}]},
            (Link("talk", "", "talk"), Link("demo", "https://a.b", "demo", "web")),
        ),
        (
            {"links": [{"slides": [{"ICCV oral": None}, "COCO workshop"]}, {"videos": "https://a.b"}]},
            (
                Link("ICCV oral", "", "slides", "slides"),
                Link("COCO workshop", "", "slides", "slides"),
                Link("videos", "https://a.b", "video"),
            ),
        ),
        ({"links": {"paper": {"url": "https://a.b", "kind": "pdf"}}}, (Link("paper", "https://a.b", "pdf"),)),
        ({"code": "", "project": "ODCD", "page": "12--15", "video": None}, ()),
        ({"doi": "10.1000/x", "url": "https://a.b"}, ()),
    ],
)
def test_links(fields: dict[str, object], links: tuple[Link, ...]) -> None:
    assert read_valid(fields).links == links


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"code": "javascript:alert(1)"}, (Link("code", "", "code"),)),
        ({"code": " JAVA\tscript:alert(1)"}, (Link("code", "", "code"),)),
        ({"links": [{"talk": "data:text/html,x"}]}, (Link("talk", "", "talk"),)),
        ({"links": {"talk": {"url": "vbscript:x"}}}, (Link("talk", "", "talk"),)),
        ({"url": "javascript:alert(1)"}, ()),
        ({"image": "javascript:alert(1)"}, ()),
        ({"image": {"path": "data:image/svg+xml,x"}}, ()),
        ({"venues": [{"name": "ICCV", "url": "file:///etc"}]}, ()),
        ({"awards": [{"title": "A Prize", "url": "file:///etc"}]}, ()),
    ],
)
def test_unsafe_urls_are_reported_and_removed(fields: dict[str, object], links: tuple[Link, ...]) -> None:
    record, codes = read_fields(fields)
    assert codes == [Code.BAD_URL]
    assert record.links == links
    assert record.url == ""
    assert record.image is None


@pytest.mark.parametrize(
    ("source", "url", "problems"),
    [
        ("https://a.b/long\n    er", "https://a.b/longer", []),
        ("https://a.b/x y", "https://a.b/x%20y", []),
        ("www.a.b", "https://www.a.b", []),
        ("https://a.b, https://c.d", "https://a.b", [Code.BAD_URL]),
        ("my talk.pdf", "my talk.pdf", []),
    ],
)
def test_url_is_cleaned(source: str, url: str, problems: list[Code]) -> None:
    record, codes = read_fields({"url": source})
    assert (record.url, codes) == (url, problems)


def test_url_in_howpublished_or_link() -> None:
    assert read_valid({"howpublished": "https://a.b"}) == Publication(key="key", url="https://a.b")
    assert read_valid({"link": "https://a.b"}).url == "https://a.b"
    assert read_valid({"link": "https://a.b", "url": "https://c.d"}).links == (
        Link("link", "https://a.b", "url"),
    )
    assert read_valid({"howpublished": "javascript:alert(1)"}).url == ""
