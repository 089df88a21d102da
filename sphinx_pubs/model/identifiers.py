"""Persistent identifiers: parse them into a normal form, with the URL that resolves them.

Each function takes the text of a field (a bare identifier, one with a prefix, or a URL) and returns
None if it is not such an identifier.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from .links import doi_in_url
from .records import Identifier

_DOI = re.compile(
    r"(?:(?:info:|urn:)?doi\s*+[:/]?\s*+)?(?P<doi>10\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;])[\s.,;]*+", re.I
)
# What people paste behind a DOI: another identifier, an address, a remark.
_BEHIND_DOI = re.compile(
    r"(?<=\S)\s++(?:[-\u2013\u2014(\[|]\s*+\w|<|https?:|(?:pmid|pmcid|issn|isbn|url|arxiv|see|available|accessed)\b).*",
    re.I | re.S,
)
# Characters of DOIs that a URL encodes. A percent sign of the DOI itself is "%25" there.
_ENCODED = re.compile(r"%(?:2[89F]|3[ABCE]|5[BD]|7[BD])", re.I)
# "DOI:" before a URL, and the blank behind that of the resolver.
_BEFORE_DOI = re.compile(r"doi\s*+:\s*+(?=https?:)|(?<=doi\.org/)\s++", re.I)
# The query of the page from which a DOI was copied: "?ref=pdf"
_QUERY = re.compile(r"\?[a-z_]++=[^\s?]*+\Z", re.I)
# What nearly all DOIs consist of; a URL has these characters as they are.
_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z0-9./()_-]++")
_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}
_LATEX_ESCAPE = re.compile(r"\\([_%&#~$<>])|\{\\?([_%&#~$<>])\}")
_SHORT_DOI = re.compile(
    r"(?:(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*+:\s*+)(?:10/)?|10/)(?P<name>[a-z0-9]{3,10})", re.I
)
_ARXIV = re.compile(
    r"""(?:https?://(?:\w+\.)*(?:arxiv|ar5iv)(?:\.labs\.arxiv)?\.org/[a-z]+/
         |https?://(?:dx\.)?doi\.org/10\.48550/arxiv\.|10\.48550/arxiv\.|(?:arxiv(?:\s++(?:e-?|pre-?)prints?)?[:.,]?\s*+){1,3})?
        (?:[a-z]{1,10}(?:-[a-z]{1,10})?(?:\.[a-z-]{2,10})?/(?=\d{4}\.))?
        (?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})
        (?P<version>v[1-9]\d*)?(?:\.pdf)?(?:[?\#]\S*)?(?:\s*\[[\w.-]+\])?[.,;]?""",
    re.I | re.X,
)
_PMID = re.compile(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/|(?:pmid|pubmed)\s*+:?\s*+)?"
    r"0*(?P<id>[1-9]\d{0,8})/?(?:\s*+\[\w++\])?+[.,;]?+",
    re.I,
)
_PMCID = re.compile(
    r"(?:https?://[^\s/]*ncbi\.nlm\.nih\.gov/\S*?articles/|pmcid\s*+:?\s*+)?(?:pmc)?(?P<id>\d++)/?(?:\s*+\[\w++\])?+[.,;]?+",
    re.I,
)
_ISBN_PREFIX = re.compile(r"\s*+(?:urn:)?(?:e-?)?(?:isbn)?(?:-1[03](?=[:\s]))?\s*+:?\s*+", re.I)
# What follows an ISBN: "(hbk.)", "(print)"
_BINDING = re.compile(r"(?<=[\dXx])(?:\s++)?+[(\[][\w .:-]++[)\]]")
_ISSN = re.compile(r"(?:e-?|p-?)?(?:issn)?\s*+:?\s*+(?P<id>\d{4}[-\u2010-\u2015]?\d{3}[\dx])", re.I)
_HAL = re.compile(
    r"(?:https?://[\w.-]+/(?:[\w-]+/)?|hal\s*+:\s*+)?(?P<id>[a-z][a-z-]*[a-z][-_]\d{8})(?P<version>v\d+)?(?:/\S*)?",
    re.I,
)
_BIBCODE = re.compile(
    r"(?:https?://\S*?/abs/|(?:ads|bibcode)\s*+:\s*+)?(?P<id>\d{4}[A-Za-z][\w.&]{13}[A-Z.:])(?:/\w*)?"
)
_ORCID = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/|orcid\s*+:?\s*+)?(?P<id>\d{4}-?\d{4}-?\d{4}-?\d{3}[\dx])/?", re.I
)


def unescaped(source: str) -> str:
    """Return a URL or identifier without the LaTeX escapes and HTML entities that some programs write."""
    if "&" in source:
        source = html.unescape(source)
    return _LATEX_ESCAPE.sub(r"\1\2", source) if "\\" in source or "{" in source else source


def doi(source: str) -> Identifier | None:
    """Return a DOI: ``10.``, the registrant, ``/`` and any suffix; or a short DOI, ``10/abcde``.

    Source: DOI Handbook, sections 2.2 (syntax) and 3.8 (what a URL must encode); shortdoi.org.
    """
    source = unescaped(source.strip())
    if " " in source or source[:3].lower() == "doi":
        source = _BEHIND_DOI.sub("", _BEFORE_DOI.sub("", source), count=1)
    if "?" in source and not source.startswith("http"):
        source = _QUERY.sub("", source)
    if not source.startswith("10.") and (found := doi_in_url(source)):
        value = found.rstrip(".,;")
    elif match := _DOI.fullmatch(unquote(source) if "%" in source and _ENCODED.search(source) else source):
        value = _without_open_bracket(match["doi"])
    elif match := _SHORT_DOI.fullmatch(source):
        value = f"10/{match['name'].lower()}"
    else:
        return None
    in_url = value if _NEEDS_NO_QUOTES.fullmatch(value) else quote(value, safe="/:;()._-~!$&'*+,=@")
    return Identifier("doi", value, f"https://doi.org/{in_url}")


def _without_open_bracket(doi: str) -> str:
    """Return a DOI without a bracket at its end that nothing in it opens."""
    opening = _OPENING.get(doi[-1])
    return doi[:-1] if opening and doi.count(opening) < doi.count(doi[-1]) else doi


def arxiv(source: str, archive: str = "") -> Identifier | None:
    """Return an arXiv identifier, ``2104.01230v2`` or ``hep-th/9711200``.

    An old-style number without its archive is completed by ``archive`` (BibTeX's ``primaryclass``).
    Source: https://info.arxiv.org/help/arxiv_identifier.html.
    """
    source = source.strip()
    if archive and re.fullmatch(r"\d{7}(v\d+)?", source):
        source = f"{archive.strip().partition('.')[0]}/{source}"
    match = _ARXIV.fullmatch(source)
    if not match:
        return None
    value = match["id"] + (match["version"] or "").lower()
    return Identifier("arxiv", value, f"https://arxiv.org/abs/{value}")


def pmid(source: str) -> Identifier | None:
    """Return a PubMed identifier, a number without leading zeros.

    Source: NLM, MEDLINE/PubMed data element *PMID*.
    """
    match = _PMID.fullmatch(source.strip())
    return (
        Identifier("pmid", match["id"], f"https://pubmed.ncbi.nlm.nih.gov/{match['id']}/") if match else None
    )


def pmcid(source: str) -> Identifier | None:
    """Return a PubMed Central identifier, ``PMC3531190``.

    Source: NLM, *PMID, PMCID, Manuscript ID and DOI: what is the difference*.
    """
    match = _PMCID.fullmatch(source.strip())
    value = f"PMC{match['id']}" if match else ""
    return Identifier("pmcid", value, f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/") if value else None


def isbn(source: str) -> Identifier | None:
    """Return an ISBN of 10 or 13 digits without hyphens, if its check digit is right.

    Source: ISBN Users' Manual, 7th edition, sections 4 and 5 and appendix 1. An ISBN has no URL.
    """
    source = _BINDING.sub("", _ISBN_PREFIX.sub("", source, count=1))
    value = re.sub(r"[\s\u2010-\u2015-]", "", source).upper()
    if re.fullmatch(r"\d{9}[\dX]", value):
        total = sum(
            weight * (10 if char == "X" else int(char))
            for weight, char in zip(range(10, 0, -1), value, strict=True)
        )
        valid = total % 11 == 0
    elif re.fullmatch(r"97[89]\d{10}", value):
        valid = sum((3 if index % 2 else 1) * int(char) for index, char in enumerate(value)) % 10 == 0
    else:
        valid = False
    return Identifier("isbn", value) if valid else None


def is_issn(source: str) -> bool:
    """Return whether ``source`` is an ISSN, if its check digit is right (ISO 3297, section 4.2)."""
    match = _ISSN.fullmatch(source.strip())
    digits = match["id"].replace("-", "").upper() if match else ""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits[:7], strict=False))
    return bool(digits) and digits[7] == "0123456789X"[-total % 11]


def hal(source: str) -> Identifier | None:
    """Return an identifier of the HAL archive, ``hal-01234567`` or ``tel-00006789v2``.

    Source: https://doc.hal.science, *Identifiers*: a portal's prefix and eight digits.
    """
    match = _HAL.fullmatch(source.strip())
    if not match:
        return None
    value = (match["id"] + (match["version"] or "")).lower()
    return Identifier("hal", value, f"https://hal.science/{value}")


def ads(source: str) -> Identifier | None:
    """Return a bibcode of the Astrophysics Data System, 19 characters: ``YYYYJJJJJVVVVMPPPPA``.

    Source: https://ui.adsabs.harvard.edu/help/actions/bibcode.
    """
    match = _BIBCODE.fullmatch(unquote(source.strip()))
    if not match:
        return None
    url = f"https://ui.adsabs.harvard.edu/abs/{quote(match['id'], safe='.:')}/abstract"
    return Identifier("ads", match["id"], url)


def orcid(source: str) -> Identifier | None:
    """Return an ORCID iD with hyphens, if its check character is right (ISO 7064, MOD 11-2).

    Source: https://support.orcid.org, *Structure of the ORCID identifier*.
    """
    match = _ORCID.fullmatch(source.strip())
    if not match:
        return None
    digits = match["id"].replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[-1]:
        return None
    value = "-".join(digits[start : start + 4] for start in range(0, 16, 4))
    return Identifier("orcid", value, f"https://orcid.org/{value}")


# Scheme -> function that parses it, in the order in which identifiers are shown.
SCHEMES: dict[str, Callable[[str], Identifier | None]] = {
    "doi": doi,
    "arxiv": arxiv,
    "hal": hal,
    "pmid": pmid,
    "pmcid": pmcid,
    "isbn": isbn,
    "ads": ads,
}
