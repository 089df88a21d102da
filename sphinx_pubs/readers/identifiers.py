"""Identifiers of a record, from the fields that can hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import identifiers as schemes
from ..model.problems import Code
from ..model.publication import Identifier
from .fields import Fields, items, scalar

#: Field -> scheme. The order of the schemes is that of ``model.identifiers.SCHEMES``.
FIELDS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "arxiv_id": "arxiv",
    "hal": "hal",
    "hal_id": "hal",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "ads": "ads",
    "bibcode": "ads",
    "adsurl": "ads",
}
#: Archives that ``eprinttype`` names (biblatex manual, section 3.14.7) and that resolve -> prefix of the URL.
_RESOLVERS = {"jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/"}
_ARCHIVES = {"arxiv": "arxiv", "pubmed": "pmid", "pmc": "pmcid", "hal": "hal", "doi": "doi", "biorxiv": "doi"}
_RANK = {scheme: rank for rank, scheme in enumerate(schemes.SCHEMES)}
_IN_ARCHIVE = re.compile(r"arxiv|\bcorr\b", re.I)
_IN_JOURNAL = re.compile(r"(?:arxiv\s*[:/]?\s*|\babs/)(?P<id>[a-z.-]*/?\d{4}\.?\d{3,5}(?:v\d+)?)", re.I)


def read_identifiers(fields: Fields) -> tuple[Identifier, ...]:
    """Return the identifiers of a record, each once, in the order of the schemes."""
    found = dict.fromkeys((*_from_fields(fields), *_from_eprint(fields)))
    if not any(identifier.scheme == "arxiv" for identifier in found):
        found |= dict.fromkeys(_from_journal(fields))
    return tuple(sorted(found, key=lambda identifier: _RANK.get(identifier.scheme, len(_RANK))))


def _from_fields(fields: Fields) -> Iterator[Identifier]:
    for name, scheme in FIELDS.items():
        if name not in fields.values:
            continue
        for value in items(fields.values[name]):
            source = scalar(value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must be a text, not a mapping")
            elif source:
                yield from _of_scheme(scheme, source, name, fields)


def _of_scheme(scheme: str, source: str, name: str, fields: Fields) -> Iterator[Identifier]:
    """Yield the identifier in ``source``, or each of several ISBNs."""
    normalise = schemes.SCHEMES[scheme]
    identifier = normalise(source)
    if identifier is None and scheme == "isbn":
        several = [found for part in re.split(r"[\s,;]+", source) if (found := normalise(part))]
        if several:
            yield from several
            return
    if identifier:
        yield identifier
    elif name != "adsurl":  # it may be a link of another kind
        fields.report(Code.BAD_IDENTIFIER, f"{name} does not have its form: {source}")


def _from_eprint(fields: Fields) -> Iterator[Identifier]:
    """Yield what ``eprint`` holds; without an archive it is arXiv's where it has the form of one."""
    eprint = fields.source("eprint")
    if not eprint:
        return
    archive = fields.source("archiveprefix", "eprinttype").lower()
    section = fields.source("primaryclass", "eprintclass")
    scheme = _ARCHIVES.get(archive, archive)
    if scheme == "arxiv" or not scheme:
        identifier = schemes.arxiv(eprint, section) or (None if scheme else schemes.hal(eprint))
    elif scheme in schemes.SCHEMES:
        identifier = schemes.SCHEMES[scheme](eprint)
    else:
        identifier = Identifier(scheme, eprint, _RESOLVERS[scheme] + eprint if scheme in _RESOLVERS else "")
    if identifier:
        yield identifier
    elif scheme:
        fields.report(Code.BAD_IDENTIFIER, f"eprint is none of {archive}: {eprint}")


def _from_journal(fields: Fields) -> Iterator[Identifier]:
    """Yield what stands in ``journal = {arXiv preprint arXiv:1703.06870}``, or in the volume of *CoRR*."""
    journal = fields.peek("journal", "journaltitle", "howpublished")
    if not _IN_ARCHIVE.search(journal):
        return
    for source in (journal, *map(fields.peek, ("volume", "eid", "pages"))):
        found = _IN_JOURNAL.search(source)
        identifier = schemes.arxiv(found["id"]) if found else None
        if identifier:
            yield identifier
            return
