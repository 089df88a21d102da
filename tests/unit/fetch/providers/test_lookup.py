"""One work by the identifier that a person types."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.providers.lookup import lookup, parse
from sphinx_pubs.fetch.recording import Replay
from tests.support import SHARED
from tests.unit.fetch.providers.support import Fake, services, titles

RESNET = "10.1109/CVPR.2016.90"
CROSSREF = "https://api.crossref.org/works/"
DATACITE = "https://api.datacite.org/dois/"
RESOLVER = "https://doi.org/"
PAPER = {"message": {"DOI": RESNET, "title": ["Deep Residual Learning"], "type": "proceedings-article"}}


@pytest.mark.parametrize(
    ("written", "scheme", "value"),
    [
        (RESNET, "doi", RESNET),
        (f" doi:{RESNET} ", "doi", RESNET),
        (f"https://dx.doi.org/{RESNET}", "doi", RESNET),
        ("https://dl.acm.org/doi/abs/10.1145/3065386", "doi", "10.1145/3065386"),
        ("https://zenodo.org/records/15411009?preview=1", "doi", "10.5281/zenodo.15411009"),
        ("10/abcde", "doi", "10/abcde"),
        ("1512.03385", "arxiv", "1512.03385"),
        ("arXiv:1512.03385v1", "arxiv", "1512.03385v1"),
        ("https://arxiv.org/pdf/1512.03385.pdf", "arxiv", "1512.03385"),
        ("10.48550/arXiv.1512.03385", "arxiv", "1512.03385"),
        ("https://doi.org/10.48550/arXiv.1512.03385", "arxiv", "1512.03385"),
        ("hep-th/9711200", "arxiv", "hep-th/9711200"),
        ("28981428", "pmid", "28981428"),
        ("pmid: 28981428", "pmid", "28981428"),
        ("https://pubmed.ncbi.nlm.nih.gov/28981428/", "pmid", "28981428"),
        ("PMC3531190", "pmcid", "PMC3531190"),
        ("pmcid:3531190", "pmcid", "PMC3531190"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "pmcid", "PMC3531190"),
        ("978-0-387-31073-2", "isbn", "9780387310732"),
        ("ISBN 0-201-55802-5", "isbn", "0201558025"),
        ("isbn:0201558025", "isbn", "0201558025"),
        ("hal-02498602", "hal", "hal-02498602"),
        ("https://hal.science/hal-02498602v1/document", "hal", "hal-02498602v1"),
        ("2016cvpr.confE...1H", "ads", "2016cvpr.confE...1H"),
        ("https://ui.adsabs.harvard.edu/abs/2016cvpr.confE...1H/abstract", "ads", "2016cvpr.confE...1H"),
        ("bibcode:2016cvpr.confE...1H", "ads", "2016cvpr.confE...1H"),
    ],
)
def test_identifiers(written: str, scheme: str, value: str) -> None:
    assert parse(written) == (scheme, value)


@pytest.mark.parametrize(
    "written", ["", "Deep Residual Learning", "https://example.org/paper.pdf", "isbn:0201558024", "doi:x"]
)
def test_other_text_is_no_identifier(written: str) -> None:
    fake = Fake({})
    with pytest.raises(ValueError, match=r"not an identifier: '.*'; write a DOI"):
        lookup(written, fake)
    assert fake.asked == []


# --- DOIs ---


def test_a_doi_of_crossref() -> None:
    fake = Fake({CROSSREF + RESNET: PAPER})
    fetched = lookup(f"https://doi.org/{RESNET}", fake)
    assert (titles(fetched), services(fetched)) == (["Deep Residual Learning"], ["crossref"])


def test_a_doi_of_another_registry() -> None:
    csl = {"DOI": "10.5555/x", "title": "Example", "type": "article-journal"}
    fake = Fake({f"{CROSSREF}10.5555/x": 404, f"{DATACITE}10.5555/x": 404, f"{RESOLVER}10.5555/x": csl})
    fetched = lookup("10.5555/x", fake)
    assert (titles(fetched), services(fetched)) == (["Example"], ["doi.org"])
    assert fake.asked[-1][1]["Accept"] == "application/vnd.citationstyles.csl+json"


def test_a_short_doi_is_resolved() -> None:
    fake = Fake({f"{RESOLVER}10/abcde": {"title": "Example", "type": "book"}})
    assert titles(lookup("10/abcde", fake)) == ["Example"]


def test_an_unknown_doi() -> None:
    fake = Fake({start + "10.5555/x": 404 for start in (CROSSREF, DATACITE, RESOLVER)})
    with pytest.raises(FetchError, match=r"no record for DOI 10\.5555/x at https://doi\.org/10\.5555/x"):
        lookup("10.5555/x", fake)
    with pytest.raises(FetchError, match="no record"):
        lookup(RESNET, Fake({CROSSREF + RESNET: {"message": None}}))


@pytest.mark.parametrize("status", [400, 500])
def test_a_registry_that_fails_is_no_unknown_doi(status: int) -> None:
    with pytest.raises(FetchError, match=f"crossref refused .* with status {status}"):
        lookup(RESNET, Fake({CROSSREF + RESNET: status, DATACITE + RESNET: PAPER}))


@pytest.mark.parametrize(
    ("doi", "in_url"),
    [
        ("10.1603/0046-225X(2008)37[808:R]2.0.CO;2", "10.1603/0046-225X(2008)37%5B808:R%5D2.0.CO;2"),
        ("10.5555/a#b?c%d", "10.5555/a%23b%3Fc%25d"),
        ("10.5555/a<b>c", "10.5555/a%3Cb%3Ec"),
        ("10.5067/terra+aqua/x", "10.5067/terra+aqua/x"),
    ],
)
def test_signs_of_dois_are_quoted_in_urls(doi: str, in_url: str) -> None:
    fake = Fake({CROSSREF + in_url: PAPER})
    lookup(f"doi:{doi}", fake)
    assert fake.urls == [CROSSREF + in_url]


# --- others ---

BOOKS = "https://openlibrary.org/api/books?bibkeys=ISBN:9780387310732&format=json&jscmd=data"
PMC = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?ids=PMC3531190&format=json"


def test_a_book() -> None:
    book = {"title": "Pattern Recognition", "authors": [{"name": "Christopher M. Bishop"}]}
    fetched = lookup("978-0387310732", Fake({BOOKS: {"ISBN:9780387310732": book}}))
    assert (titles(fetched), services(fetched)) == (["Pattern Recognition"], ["openlibrary"])
    with pytest.raises(FetchError, match="no record for ISBN 9780387310732"):
        lookup("9780387310732", Fake({BOOKS: {}}))


def test_a_bibcode() -> None:
    bibcode = "2016cvpr.confE...1H"
    ads = Fake({})
    with pytest.raises(FetchError):
        lookup(bibcode, ads)
    (url,) = ads.urls
    assert url.startswith(
        "https://api.adsabs.harvard.edu/v1/search/query?q=bibcode:%222016cvpr.confE...1H%22&fl="
    )
    answer = {"response": {"docs": [{"title": ["Deep Residual Learning"], "bibcode": bibcode}]}}
    assert titles(lookup(bibcode, Fake({url: answer}))) == ["Deep Residual Learning"]
    with pytest.raises(FetchError, match="no record for bibcode"):
        lookup(bibcode, Fake({url: {"response": {"docs": []}}}))
    with pytest.raises(FetchError, match="PUBS_ADS_TOKEN"):
        lookup(bibcode, Fake({url: 401}))


def test_a_pmcid_without_pmid() -> None:
    record = {"pmcid": "PMC3531190", "doi": RESNET}
    fake = Fake({PMC: {"status": "ok", "records": [record]}, CROSSREF + RESNET: PAPER})
    assert titles(lookup("PMC3531190", fake)) == ["Deep Residual Learning"]
    with pytest.raises(FetchError, match="no record for PMC3531190"):
        lookup("PMC3531190", Fake({PMC: {"records": [{"pmcid": "PMC3531190", "status": "error"}]}}))


# --- recorded answers ---

API = SHARED / "api"
recorded = pytest.mark.skipif(not API.is_dir(), reason="the recorded answers are not here")


@recorded
@pytest.mark.parametrize(
    ("written", "service", "title"),
    [
        ("10.1371/journal.pone.0033693", "crossref", "Methylphenidate Exposure Induces Dopamine Neuron Loss"),
        ("https://doi.org/10.1101/2024.04.01.587366", "crossref", ""),
        ("10.1109/icdcsw.2003.1203662", "crossref", ""),
    ],
)
def test_recorded_answers(written: str, service: str, title: str) -> None:
    fetched = lookup(written, Replay(API))
    assert services(fetched) == [service]
    assert titles(fetched)[0].startswith(title)
    assert titles(fetched)[0]


@recorded
def test_a_replay_without_the_answer_of_crossref_asks_datacite() -> None:
    replay = Replay(API / "datacite")
    assert services(lookup("10.5281/zenodo.28518", replay)) == ["datacite"]
    url = r"no recorded answer for https://api\.crossref\.org/works/10\.5555/none"
    with pytest.raises(FetchError, match=url):
        lookup("10.5555/none", replay)
