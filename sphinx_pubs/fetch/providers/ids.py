"""The ids that people write for a provider, in their normal form."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from urllib.parse import parse_qs, unquote, urlsplit

from ...model import identifiers
from ...readers.fields.values import quoted

_ZOTERO = re.compile(
    r"(?P<library>(?:users|groups)/\d++)(?:/(?P<name>(?!collections\b|publications\b|items\b)[^/]++))?+"
    r"(?P<part>/collections/[A-Z\d]{8}(?!\w)|/publications\b)?+(?:/(?:items(?:/top)?+|library|collection)\b.*+)?+/?+"
)
_OPENALEX = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:authors/|people/)?)?(?P<id>A\d++)/?", re.I)
_DBLP_PID = re.compile(
    r"(?:https?://(?:www\.)?dblp(?:\.uni-trier\.de|\.org)/pid/)?(?P<id>[a-z]?\d*+/[\w-]++)(?:\.(?:html|xml|bib|rdf|nt))?",
    re.I,
)
_INSPIRE_AUTHOR = re.compile(
    r"(?:https?://(?:www\.)?inspirehep\.net/(?:api/)?)?(?P<id>authors/\d++)/?\S*+", re.I
)
_INSPIRE_BAI = re.compile(r"[^\s:]+\.\d+")
_ARXIV_AUTHOR = re.compile(
    r"(?:https?://arxiv\.org/a/)?(?P<id>[a-z'-]++(?:_[a-z'-]++)++_\d++)(?:\.(?:html|atom2?))?", re.I
)
_ARXIV_SEARCH = re.compile(r"(?:^|(?<=[\s(]))(?:ti|au|abs|co|jr|cat|rn|id|all|submittedDate):\S")
_HAL = re.compile(
    r"(?:https?://cv\.(?:hal\.science|archives-ouvertes\.fr)/|https?://hal\.science/\S*?authIdHal_s/)?"
    r"(?P<id>[a-z\d]++(?:-[a-z\d]++)*+)/?",
    re.I,
)
_ZENODO = re.compile(r"(?:https?://(?:www\.)?zenodo\.org/communities/)?(?P<id>[\w-]++)(?:/\S*+)?")


def check_id(provider: str, written: str) -> str:
    """Return the normal form of an id that a person has written for a provider.

    :raises ValueError: if it is no such id. The message says what to write.
    """
    check = _CHECKS.get(provider)
    if not check:
        raise ValueError(f"unknown service {quoted(provider)}; use one of {', '.join(_CHECKS)}")
    return check(" ".join(written.split()))


def _orcid(written: str) -> str:
    identifier = identifiers.orcid(written)
    if not identifier:
        raise ValueError(
            f"invalid ORCID iD: {quoted(written)}; copy it from orcid.org, such as 0000-0002-1825-0097"
        )
    return identifier.value


def _zotero(written: str) -> str:
    url = urlsplit(written)
    path = unquote(url.path).strip("/") if url.netloc in _ZOTERO_HOSTS else written.strip("/")
    match = _ZOTERO.fullmatch(path)
    if not match or (match["name"] and url.netloc not in _ZOTERO_HOSTS):
        raise ValueError(
            f"invalid Zotero library: {quoted(written)}; write users/NUMBER or groups/NUMBER, and "
            "/collections/KEY or /publications behind it. Your number is at zotero.org/settings/keys, "
            "that of a group in the address of its page"
        )
    return match["library"] + (match["part"] or "")


def _openalex(written: str) -> str:
    if match := _OPENALEX.fullmatch(written):
        return match["id"].upper()
    if identifier := identifiers.orcid(written):
        return identifier.value
    raise ValueError(
        f"invalid author of OpenAlex: {quoted(written)}; write an ORCID iD or an id such as A5023888391"
    )


def _dblp(written: str) -> str:
    if match := _DBLP_PID.fullmatch(written):
        return match["id"]
    name = written.removeprefix("author:").strip(":").strip()
    if not name or any(mark in name for mark in ":/|$"):
        raise ValueError(
            f"invalid author of DBLP: {quoted(written)}; write the name as DBLP has it, or the id in the "
            "address of the person's page, such as 34/7659"
        )
    return f"author:{name.replace(' ', '_')}:"


def _inspire(written: str) -> str:
    if match := _INSPIRE_AUTHOR.fullmatch(written):
        return match["id"]
    if identifier := identifiers.orcid(written):
        return identifier.value
    if _INSPIRE_BAI.fullmatch(written) or " " in written or ":" in written.strip(":"):
        return written
    raise ValueError(
        f"invalid author of INSPIRE: {quoted(written)}; write an ORCID iD, an id such as E.Witten.1, or a "
        "search such as 'a Witten, Edward'"
    )


def _arxiv(written: str) -> str:
    if match := _ARXIV_AUTHOR.fullmatch(written):
        return match["id"].lower()
    if identifier := identifiers.orcid(written):
        return identifier.value
    if _ARXIV_SEARCH.search(written):
        return written
    raise ValueError(
        f"invalid search of arXiv: {quoted(written)}; write an author id such as doe_j_1, an ORCID iD, or a "
        'search such as au:"Jane Doe"'
    )


def _pubmed(written: str) -> str:
    url = urlsplit(written)
    if url.netloc == "pubmed.ncbi.nlm.nih.gov":
        written = " ".join(parse_qs(url.query).get("term", [""])[0].split())
    if identifier := identifiers.orcid(written):
        return f"{identifier.value}[auid]"
    if not written:
        raise ValueError("empty search of PubMed; write a search such as 'Doe J[au]', or an ORCID iD")
    return written


def _hal(written: str) -> str:
    match = _HAL.fullmatch(written)
    if not match or match["id"].isdigit():
        raise ValueError(
            f"invalid idHal: {quoted(written)}; copy it from the address of the page at cv.hal.science, "
            "such as jane-doe"
        )
    return match["id"].lower()


def _zenodo(written: str) -> str:
    match = _ZENODO.fullmatch(written)
    if not match:
        raise ValueError(
            f"invalid community of Zenodo: {quoted(written)}; copy NAME from its address, "
            "zenodo.org/communities/NAME"
        )
    return match["id"]


def _cites(written: str) -> str:
    if arxiv := identifiers.arxiv(written):
        return f"10.48550/arXiv.{arxiv.value.partition('v')[0]}"
    identifier = identifiers.doi(written)
    if not identifier:
        raise ValueError(
            f"invalid DOI: {quoted(written)}; write the DOI of a work, such as 10.1109/CVPR.2016.90"
        )
    return identifier.value


_ZOTERO_HOSTS = frozenset({"www.zotero.org", "zotero.org", "api.zotero.org"})
_CHECKS: MappingProxyType[str, Callable[[str], str]] = MappingProxyType(
    {
        "orcid": _orcid,
        "zotero": _zotero,
        "openalex": _openalex,
        "dblp": _dblp,
        "inspire": _inspire,
        "arxiv": _arxiv,
        "crossref": _orcid,
        "pubmed": _pubmed,
        "hal": _hal,
        "zenodo": _zenodo,
        "cites": _cites,
    }
)
