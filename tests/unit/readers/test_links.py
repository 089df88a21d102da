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
    [{"doi": "none yet"}, {"isbn": "1-2-3"}, {"eprint": "x", "archiveprefix": "arXiv"}, {"arxiv": "hello"}],
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
            (Link("Video", "https://a.b", "video"), Link("PDF", "he.pdf", "pdf")),
        ),
        ({"supp": "https://a.b"}, (Link("Supplement", "https://a.b", "supplement"),)),
        ({"codeurl": "https://a.b"}, (Link("Code", "https://a.b", "code"),)),
        ({"link_dataset-card": "https://a.b"}, (Link("dataset-card", "https://a.b", "data"),)),
        ({"link_Hugging_Face": "https://a.b"}, (Link("Hugging Face", "https://a.b"),)),
        ({"customlinkwaifu2x": "https://a.b"}, (Link("waifu2x", "https://a.b"),)),
        (
            {"code": ["https://a.b", "https://c.d"]},
            (Link("Code", "https://a.b", "code"), Link("Code", "https://c.d", "code")),
        ),
        ({"slides": {"ICCV oral": "a.pdf"}}, (Link("ICCV oral", "a.pdf", "slides", "Slides"),)),
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
        ({"code": "javascript:alert(1)"}, (Link("Code", "", "code"),)),
        ({"code": " JAVA\tscript:alert(1)"}, (Link("Code", "", "code"),)),
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
        ("https://a.b, https://c.d", "https://a.b", []),
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
        Link("Link", "https://a.b", "url"),
    )
    assert read_valid({"howpublished": "javascript:alert(1)"}).url == ""


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"doi": "10.1145/3065386, 10.1145/3065387"}, ["10.1145/3065386", "10.1145/3065387"]),
        ({"doi": "10.1000/x; https://doi.org/10.1000/y"}, ["10.1000/x", "10.1000/y"]),
        ({"doi": '<a href="https://doi.org/10.1000/x">10.1000/x</a>'}, ["10.1000/x"]),
        ({"doi": "arXiv:2006.12138"}, ["2006.12138"]),
        ({"arxiv": "https://doi.org/10.1000/x"}, ["10.1000/x"]),
        ({"pmid": "PMC7567488"}, ["PMC7567488"]),
        ({"pmid": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7567488/"}, ["PMC7567488"]),
        ({"isbn": "9781450312141 9781450312158"}, ["9781450312141", "9781450312158"]),
        ({"isbn": "978-0-306-40615-7 (print)"}, ["9780306406157"]),
        ({"isbn": "9780306406157 (hbk.) 9783161484100 (pbk.)"}, ["9780306406157", "9783161484100"]),
        ({"pmid": "32123456 [pmid]", "pmcid": "PMC7567488 [pmcid]"}, ["32123456", "PMC7567488"]),
        ({"pmid": "PMC7567488; 32123456"}, ["32123456", "PMC7567488"]),
        ({"isbn": "978-3-319-46493-0, 0302-9743"}, ["9783319464930"]),
        ({"isbn": "0028-0836"}, []),
        ({"isbn": "1063-6919 (print); 2575-7075 (online)"}, []),
        ({"url": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7567488/"}, ["PMC7567488"]),
        ({"url": "http://dx.doi.org/10.1000/x"}, ["10.1000/x"]),
        ({"url": "doi:10.1000/x"}, ["10.1000/x"]),
    ],
)
def test_identifiers_as_programs_write_them(fields: dict[str, object], identifiers: list[str]) -> None:
    assert [identifier.value for identifier in read_valid(fields).identifiers] == identifiers


@pytest.mark.parametrize("doi", ["10.1109/a b", "10.1000/x, n/a", "9783319464930"])
def test_what_is_not_certainly_a_doi_is_reported(doi: str) -> None:
    record, codes = read_fields({"doi": doi})
    assert (record.identifiers, codes) == ((), [Code.BAD_IDENTIFIER])


def test_an_address_in_the_field_of_an_identifier_stays_a_link() -> None:
    record, codes = read_fields({"doi": "https://example.org/paper"})
    assert codes == [Code.BAD_IDENTIFIER]
    assert record.all_links() == (Link("HTML", "https://example.org/paper", "html"),)


@pytest.mark.parametrize(
    ("source", "urls"),
    [
        ("https://a.b/x https://c.d/y.pdf", ["https://a.b/x", "https://c.d/y.pdf"]),
        ("https://a.b/x; https://a.b/x", ["https://a.b/x"]),
        ("https://a.b/x and http://c.d", ["https://a.b/x", "http://c.d"]),
        ("https://a.b/?q=x;y=http://c.d", ["https://a.b/?q=x;y=http://c.d"]),
        ("https://web.archive.org/web/2020/https://a.b", ["https://web.archive.org/web/2020/https://a.b"]),
        ("Available at: <https://a.b/x>", ["https://a.b/x"]),
        ('doi:<a href="https://doi.org/10.1000/x">10.1000/x</a>', ["https://doi.org/10.1000/x"]),
        (
            "<Go to ISI>://WOS:000341234500012",
            ["https://www.webofscience.com/wos/woscc/full-record/WOS:000341234500012"],
        ),
        ("Available: https://a.b/x", ["https://a.b/x"]),
        ("https://a.b/x (accessed 2020-01-01)", ["https://a.b/x"]),
        ("https://a.b/x [Online; accessed 1 May 2020]", ["https://a.b/x"]),
        ("https://a.b/x, last visited May 2020", ["https://a.b/x"]),
        ("[link](https://a.b/x)", ["https://a.b/x"]),
        ("https:// a.b/x", ["https://a.b/x"]),
        ("10.1000/x", ["https://doi.org/10.1000/x"]),
        (
            "http://www.ncbi.nlm.nih.gov/pmc/articles/PMC7567488",
            ["https://pmc.ncbi.nlm.nih.gov/articles/PMC7567488/"],
        ),
        ("http://www.ncbi.nlm.nih.gov/pubmed/31452104", ["https://pubmed.ncbi.nlm.nih.gov/31452104/"]),
        (r"https://a.b/c\_d\%20e", ["https://a.b/c_d%20e"]),
        ("files/paper.pdf", ["files/paper.pdf"]),
    ],
)
def test_addresses_as_programs_write_them(source: str, urls: list[str]) -> None:
    record = read_valid({"url": source})
    assert [link.url for link in record.all_links()] == urls


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ({"html": "https://doi.org/10.1000/x"}, ["DOI"]),
        ({"url": "http://doi.acm.org/10.1000/x"}, ["DOI"]),
        ({"html": "https://link.springer.com/article/10.1000/X?a=b"}, ["DOI"]),
        ({"url": "https://example.org/doi/full/10.1000/x"}, ["DOI"]),
        ({"html": "https://example.org/doi/10.1000/y"}, ["DOI", "HTML"]),
        ({"pdf": "https://example.org/doi/pdf/10.1000/x"}, ["DOI", "PDF"]),
        ({"links": {"Publisher": "https://example.org/doi/10.1000/x"}}, ["DOI", "Publisher"]),
        ({"links": {"Publisher": "http://dx.doi.org/10.1000/x"}}, ["Publisher"]),
    ],
)
def test_links_to_one_doi_are_one_link(fields: dict[str, object], labels: list[str]) -> None:
    record = read_valid({"doi": "10.1000/x", **fields})
    assert [link.label for link in record.all_links()] == labels
