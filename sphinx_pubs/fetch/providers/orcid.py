"""ORCID: the list of works of a person; the details come from the registries of their identifiers.

Source: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/.
A group of summaries is one work. Summaries have no authors, so a work that no registry knows is asked for
again with ``/works/{put-codes}``, which takes up to 100 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.text import plain
from ...readers.fields.values import quoted
from ..base import Fetched, FetchError, Transport, Work
from .answers import Progress, Works, ask, batches, id_of, json_of, list_of, silent
from .registry import arxiv_of_doi, bare_arxiv, by_arxiv, by_doi

_URL = "https://pub.orcid.org/v3.0/{}/works"
_MOST_PUT_CODES = 100
_MOST_ARXIV_IDS = 50
#: How many titles a warning about several works has.
_MOST_TITLES = 3
#: A line of progress after so many works, since the details of each take a request.
_STEP = 20


@dataclass(slots=True)
class _Item:
    """A work of the list, and whether a registry has its details."""

    work: Work
    put_code: str
    doi: str
    arxiv: str
    is_complete: bool = False

    @property
    def title(self) -> str:
        """The title in quotes, for a message."""
        return quoted(plain(self.work.record.title) or self.work.record.key)


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the works of ORCID iDs. See :class:`~.answers.Provider`."""
    works = Works()
    for orcid in ids:
        items = _items(orcid, transport, works)
        progress(f"orcid: {len(items)} works")
        details = Works()
        _complete_by_doi(items, transport, details, progress)
        _complete_by_arxiv(items, transport, details)
        _complete_by_orcid(orcid, items, transport, details)
        works.found += [item.work for item in items]
        works.add_all(details.result())
    return works.result()


def _items(orcid: str, transport: Transport, works: Works) -> list[_Item]:
    answer = ask("orcid", _URL.format(orcid), transport)
    list_of("orcid", answer, json_of("orcid", answer), "group")
    listed = Works()
    listed.read("orcid", answer.body, answer.url)
    works.warnings += listed.warnings
    return [_item(work) for work in listed.found]


def _item(work: Work) -> _Item:
    doi = id_of(work, "doi")
    arxiv = id_of(work, "arxiv") or arxiv_of_doi(doi)
    return _Item(work, _put_code(work), "" if arxiv_of_doi(doi) else doi, arxiv)


def _put_code(work: Work) -> str:
    """Return the number of a work at ORCID, which the reader keeps as a field."""
    code = work.record.fields.get("put_code", "")
    return code if code.isdecimal() else ""


def _complete_by_doi(items: list[_Item], transport: Transport, details: Works, progress: Progress) -> None:
    by_identifier: dict[str, list[_Item]] = {}
    for item in items:
        if item.doi:
            by_identifier.setdefault(item.doi.lower(), []).append(item)
    for count, same in enumerate(by_identifier.values(), 1):
        try:
            details.add_all(by_doi(same[0].doi, transport))
        except FetchError as error:
            details.warnings.append(_no_details(same[:1], error))
        else:
            for item in same:
                item.is_complete = True
        if not count % _STEP:
            progress(f"orcid: {count} of {len(by_identifier)} works completed")


def _complete_by_arxiv(items: list[_Item], transport: Transport, details: Works) -> None:
    wanted = {bare_arxiv(item.arxiv): item for item in items if item.arxiv and not item.is_complete}
    for ids in batches(list(wanted), _MOST_ARXIV_IDS):
        try:
            fetched = by_arxiv(ids, transport)
        except FetchError as error:
            details.warnings.append(_no_details([wanted[one] for one in ids], error))
            continue
        details.add_all(fetched)
        for work in fetched.works:
            wanted[bare_arxiv(id_of(work, "arxiv"))].is_complete = True


def _complete_by_orcid(orcid: str, items: list[_Item], transport: Transport, details: Works) -> None:
    """Replace the summaries of incomplete works with what ORCID has about each, its authors too."""
    wanted = {item.put_code: item for item in items if item.put_code and not item.is_complete}
    for codes in batches(list(wanted), _MOST_PUT_CODES):
        url = f"{_URL.format(orcid)}/{','.join(codes)}"
        complete = Works()
        try:
            answer = ask("orcid", url, transport)
            list_of("orcid", answer, json_of("orcid", answer), "bulk")
        except FetchError as error:
            details.warnings.append(_no_details([wanted[code] for code in codes], error))
            continue
        complete.read("orcid", answer.body, answer.url)
        details.warnings += complete.warnings
        for work in complete.found:
            if item := wanted.get(_put_code(work)):
                item.work = work


def _no_details(items: list[_Item], error: FetchError) -> str:
    titles = "; ".join(item.title for item in items[:_MOST_TITLES])
    more = f" and {len(items) - _MOST_TITLES} more works" if len(items) > _MOST_TITLES else ""
    return f"orcid: no details of {titles}{more}: {error}"
