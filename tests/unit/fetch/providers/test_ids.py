"""Ids as people write them -> their normal form, or a message that says what to write."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.providers.ids import check_id
from sphinx_pubs.fetch.providers.table import PROVIDERS

ORCID = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("provider", "written", "normal"),
    [
        ("orcid", ORCID, ORCID),
        ("orcid", f" https://orcid.org/{ORCID}/ ", ORCID),
        ("orcid", "0000000218250097", ORCID),
        ("crossref", f"orcid:{ORCID}", ORCID),
        ("zotero", "users/475425", "users/475425"),
        ("zotero", "/groups/123/", "groups/123"),
        ("zotero", "groups/123/collections/BX9965IJ", "groups/123/collections/BX9965IJ"),
        ("zotero", "users/475425/publications", "users/475425/publications"),
        ("zotero", "users/475425/publications/items", "users/475425/publications"),
        ("zotero", "https://api.zotero.org/users/475425/items/top?limit=1", "users/475425"),
        ("zotero", "https://www.zotero.org/groups/123/example_group/library", "groups/123"),
        (
            "zotero",
            "https://www.zotero.org/groups/123/example/collections/BX9965IJ/collection",
            "groups/123/collections/BX9965IJ",
        ),
        ("zotero", "https://www.zotero.org/groups/123/example/items/H7VW6ZWI/library", "groups/123"),
        ("openalex", "a5023888391", "A5023888391"),
        ("openalex", "https://openalex.org/A5023888391", "A5023888391"),
        ("openalex", "https://api.openalex.org/authors/A5023888391", "A5023888391"),
        ("openalex", f"https://orcid.org/{ORCID}", ORCID),
        ("dblp", "34/7659", "34/7659"),
        ("dblp", "https://dblp.org/pid/34/7659.html", "34/7659"),
        ("dblp", "https://dblp.uni-trier.de/pid/167/1261-9", "167/1261-9"),
        ("dblp", "y/EFYYoung", "y/EFYYoung"),
        ("dblp", "Jane Doe", "author:Jane_Doe:"),
        ("dblp", "author:Jane_Doe:", "author:Jane_Doe:"),
        ("dblp", "Xiaopeng Zhang 0009", "author:Xiaopeng_Zhang_0009:"),
        ("inspire", "J.Ebadi.1", "J.Ebadi.1"),
        ("inspire", ORCID, ORCID),
        ("inspire", "https://inspirehep.net/authors/1679997?ui-citation-summary=true", "authors/1679997"),
        ("inspire", "a Ebadi, Javad", "a Ebadi, Javad"),
        ("inspire", "collaboration:ATLAS", "collaboration:ATLAS"),
        ("arxiv", "https://arxiv.org/a/he_k_1", "he_k_1"),
        ("arxiv", "he_k_1.atom2", "he_k_1"),
        ("arxiv", ORCID, ORCID),
        ("arxiv", 'au:"Kaiming He"  AND cat:cs.CV', 'au:"Kaiming He" AND cat:cs.CV'),
        ("pubmed", ORCID, f"{ORCID}[auid]"),
        ("pubmed", "Doe J[au]", "Doe J[au]"),
        ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/?term=Doe+J%5Bau%5D&sort=date", "Doe J[au]"),
        ("hal", "jane-doe", "jane-doe"),
        ("hal", "https://cv.hal.science/jane-doe", "jane-doe"),
        ("hal", "https://hal.science/search/index/q/*/authIdHal_s/jane-doe", "jane-doe"),
        ("zenodo", "kth", "kth"),
        ("zenodo", "https://zenodo.org/communities/kth/records?q=&l=list", "kth"),
        ("cites", "https://doi.org/10.1109/CVPR.2016.90", "10.1109/CVPR.2016.90"),
        ("cites", "arXiv:1512.03385v1", "10.48550/arXiv.1512.03385"),
    ],
)
def test_ids_become_normal(provider: str, written: str, normal: str) -> None:
    assert check_id(provider, written) == normal
    assert check_id(provider, normal) == normal


@pytest.mark.parametrize(
    ("provider", "written", "advice"),
    [
        ("orcid", "0000-0002-1825-0098", "copy it from orcid.org"),  # a wrong check digit
        ("orcid", "Jane Doe", "copy it from orcid.org"),
        ("zotero", "475425", "write users/NUMBER or groups/NUMBER"),
        ("zotero", "https://www.zotero.org/jane_doe/library", "zotero.org/settings/keys"),
        ("zotero", "users/475425/collections/short", "/collections/KEY"),
        ("zotero", "users/475425/../../groups", "write users/NUMBER"),
        ("openalex", "W2194775991", "an id such as A5023888391"),
        ("dblp", "", "34/7659"),
        ("dblp", "venue:CVPR:", "write the name as DBLP has it"),
        ("inspire", "Witten", "E.Witten.1"),
        ("arxiv", "Kaiming He", "au:"),
        ("arxiv", "https://example.org/a/he_k_1", "au:"),
        ("crossref", "10.1109", "copy it from orcid.org"),
        ("pubmed", " ", "write a search"),
        ("hal", "Jane Doe", "cv.hal.science"),
        ("hal", "12345", "cv.hal.science"),
        ("zenodo", "two words", "zenodo.org/communities/NAME"),
        ("cites", "Deep Residual Learning", "such as 10.1109/CVPR.2016.90"),
        ("scholar", "x", "use one of orcid, zotero"),
    ],
)
def test_other_text_is_refused_with_advice(provider: str, written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice.replace("[", r"\[")) as raised:
        check_id(provider, written)
    assert written.strip() in str(raised.value) or provider in str(raised.value)


def test_every_provider_checks_its_ids() -> None:
    with pytest.raises(ValueError, match="use one of") as raised:
        check_id("", "")
    assert str(raised.value).partition("use one of ")[2].split(", ") == list(PROVIDERS)
