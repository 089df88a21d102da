"""Identifiers: spellings in the data, and their normal form."""

from __future__ import annotations

import pytest

from sphinx_pubs.model import identifiers


@pytest.mark.parametrize(
    ("source", "value", "url"),
    [
        ("10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322"),
        ("https://doi.org/10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", None),
        ("http://dx.doi.org/10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", None),
        ("doi:10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", None),
        ("DOI: 10.1109/ICCV.2017.322.", "10.1109/ICCV.2017.322", None),
        ("doi 10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", None),
        ("10.1107/S1600576715000412 ", "10.1107/S1600576715000412", None),
        ("10.1007/978-3-319-46493-0_38", "10.1007/978-3-319-46493-0_38", None),
        ("https://onlinelibrary.wiley.com/doi/10.1002/sim.968", "10.1002/sim.968", None),
        ("https://doi.org/10.1016%2Fj.cell.2017.04.006", "10.1016/j.cell.2017.04.006", None),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
        ),
        ("10.1000/100#1?a", "10.1000/100#1?a", "https://doi.org/10.1000/100%231%3Fa"),
        ("10/cn2h9c", "10/cn2h9c", "https://doi.org/10/cn2h9c"),
        ("doi.org/10.1109/ICCV.2017.322", "10.1109/ICCV.2017.322", None),
        ("https://doi.org/gmpf6v", "10/gmpf6v", None),
        ("10.1000.10/123", "10.1000.10/123", None),
    ],
)
def test_doi(source: str, value: str, url: str | None) -> None:
    found = identifiers.doi(source)
    assert found is not None
    assert found.value == value
    assert found.url == (url or f"https://doi.org/{value}")


@pytest.mark.parametrize(
    "source",
    ["", "n/a", "10.1109", "10.12/x", "10.1109/", "11.1109/x", "10.1109/a b", "https://example.org/x"],
)
def test_invalid_dois(source: str) -> None:
    assert identifiers.doi(source) is None


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1703.06870", "1703.06870"),
        ("0704.0001", "0704.0001"),
        ("arXiv:1703.06870v3", "1703.06870v3"),
        ("ARXIV: 1703.06870 [cs.CV]", "1703.06870"),
        ("https://arxiv.org/abs/1703.06870", "1703.06870"),
        ("http://www.arxiv.org/pdf/1703.06870v1.pdf", "1703.06870v1"),
        ("https://arxiv.org/pdf/2212.13667.pdf", "2212.13667"),
        ("https://ar5iv.labs.arxiv.org/html/1703.06870", "1703.06870"),
        ("10.48550/arXiv.1703.06870", "1703.06870"),
        ("https://doi.org/10.48550/arXiv.1703.06870", "1703.06870"),
        ("hep-th/9711200", "hep-th/9711200"),
        ("arXiv:math.GT/0309136v2", "math.GT/0309136v2"),
        ("https://arxiv.org/abs/hep-th/9711200", "hep-th/9711200"),
    ],
)
def test_arxiv(source: str, value: str) -> None:
    found = identifiers.arxiv(source)
    assert found is not None
    assert (found.value, found.url) == (value, f"https://arxiv.org/abs/{value}")


def test_arxiv_number_is_completed_by_its_archive() -> None:
    found = identifiers.arxiv("9711200", "hep-th")
    assert found is not None
    assert found.value == "hep-th/9711200"
    assert identifiers.arxiv("9711200") is None


@pytest.mark.parametrize(
    "source", ["", "1713.06870", "1703.068", "17030.6870", "2019", "hep-th", "https://x.org/1703.06870"]
)
def test_invalid_arxiv_identifiers(source: str) -> None:
    assert identifiers.arxiv(source) is None


@pytest.mark.parametrize(
    ("scheme", "source", "value", "url"),
    [
        ("pmid", "33607033", "33607033", "https://pubmed.ncbi.nlm.nih.gov/33607033/"),
        ("pmid", "PMID: 33607033", "33607033", "https://pubmed.ncbi.nlm.nih.gov/33607033/"),
        (
            "pmid",
            "https://www.ncbi.nlm.nih.gov/pubmed/33607033",
            "33607033",
            "https://pubmed.ncbi.nlm.nih.gov/33607033/",
        ),
        ("pmcid", "PMC3531190", "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
        ("pmcid", "3531190", "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
        ("isbn", "978-0-306-40615-7", "9780306406157", ""),
        ("isbn", "ISBN 0-306-40615-2", "0306406152", ""),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "9780306406157", ""),
        ("isbn", "0-8044-2957-x", "080442957X", ""),
        ("hal", "hal-01234567", "hal-01234567", "https://hal.science/hal-01234567"),
        (
            "hal",
            "https://hal.inria.fr/hal-01234567v2",
            "hal-01234567v2",
            "https://hal.science/hal-01234567v2",
        ),
        ("hal", "tel-00006789/document", "tel-00006789", "https://hal.science/tel-00006789"),
        (
            "ads",
            "http://adsabs.harvard.edu/abs/2025NewAR.10001713B",
            "2025NewAR.10001713B",
            "https://ui.adsabs.harvard.edu/abs/2025NewAR.10001713B/abstract",
        ),
        (
            "ads",
            "2013A&A...558A..33A",
            "2013A&A...558A..33A",
            "https://ui.adsabs.harvard.edu/abs/2013A%26A...558A..33A/abstract",
        ),
    ],
)
def test_other_schemes(scheme: str, source: str, value: str, url: str) -> None:
    found = identifiers.SCHEMES[scheme](source)
    assert found is not None
    assert (found.scheme, found.value, found.url) == (scheme, value, url)


@pytest.mark.parametrize(
    ("scheme", "source"),
    [
        ("pmid", "0"),
        ("pmid", "PMC3531190"),
        ("pmcid", "PMC"),
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "0306406153"),
        ("isbn", "1234567890123"),
        ("isbn", ""),
        ("hal", "01234567"),
        ("ads", "2013A&A"),
        ("ads", "https://ui.adsabs.harvard.edu/"),
    ],
)
def test_invalid_identifiers_of_other_schemes(scheme: str, source: str) -> None:
    assert identifiers.SCHEMES[scheme](source) is None


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("000000021694233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("yourorcidurl", None),
    ],
)
def test_orcid(source: str, value: str | None) -> None:
    found = identifiers.orcid(source)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("10.1177%2F1094342017704893", "10.1177/1094342017704893"),
        ("10.1000/100%25", "10.1000/100%25"),
        ("doi.acm.org/10.1145/3065386", "10.1145/3065386"),
        ("http://doi.acm.org/10.1145/2939672.2939785", "10.1145/2939672.2939785"),
        ("dx.doi.org/10.1000/x", "10.1000/x"),
        ("http://doi.org/10.1000/x/", "10.1000/x"),
        ("10.1111/j.1467.x - See more at: http://example.org/10.1111/y", "10.1111/j.1467.x"),
        ("10.1000/x PMID: 31452104", "10.1000/x"),
        ("10.1000/abc-def [doi]", "10.1000/abc-def"),
        (
            "https://link.springer.com/chapter/10.1007/978-3-319-46493-0_38?utm=1#abs",
            "10.1007/978-3-319-46493-0_38",
        ),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/sim.968/abstract", "10.1002/sim.968"),
        ("https://dl.acm.org/doi/pdf/10.1145/3065386", "10.1145/3065386"),
        ("https://example.org/show?doi=10.1080/01621459.2017.1285773&src=1", "10.1080/01621459.2017.1285773"),
        (
            "10.1002/1097(199808)16%3C1661::AID-SIM968%3E3.0.CO;2-2",
            "10.1002/1097(199808)16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("10.1000/182)", "10.1000/182"),
        ("10.1000/x%7D", "10.1000/x"),
        ("10.1016/S0014-5793(01)", "10.1016/S0014-5793(01)"),
        ("10.1021/acs.x?ref=pdf", "10.1021/acs.x"),
        ("DOI: http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("http://dx.doi.org/ 10.1000/x", "10.1000/x"),
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        ("10.1002/(SICI)1097&lt;1661::AID&gt;3.0.CO;2-2", "10.1002/(SICI)1097<1661::AID>3.0.CO;2-2"),
    ],
)
def test_a_doi_as_programs_write_it(source: str, value: str) -> None:
    found = identifiers.doi(source)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("cs.LG/2006.12138", "2006.12138"),
        ("arXiv:cs.LG/2006.12138v1", "2006.12138v1"),
        ("astro-ph/2006.12138", "2006.12138"),
        ("arXiv:2006.12138v2 [cs.LG]", "2006.12138v2"),
        ("arXiv preprint arXiv:2006.12138", "2006.12138"),
        ("arXiv e-prints, arXiv:2006.12138", "2006.12138"),
    ],
)
def test_an_arxiv_identifier_as_programs_write_it(source: str, value: str) -> None:
    found = identifiers.arxiv(source)
    assert found is not None
    assert found.value == value


def test_issn() -> None:
    assert all(map(identifiers.is_issn, ("0028-0836", "ISSN 1063-6919", "eISSN: 2049-3630", "2434561X")))
    assert not any(map(identifiers.is_issn, ("0028-0837", "9783319464930", "", "n/a")))
