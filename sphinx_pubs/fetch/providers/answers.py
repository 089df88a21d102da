"""Ask a service, check its answer, and read the works in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol
from urllib.parse import quote, urlsplit

from ...model.problems import Code
from ...model.records import Publication
from ...readers.base import ReadResult
from ...readers.services import read_answer
from ...readers.services.json_values import member
from ..base import Answer, Fetched, FetchError, Transport, Work

#: Takes plain lines for a person who waits: ``orcid: 37 works``.
Progress = Callable[[str], None]

AS_JSON: Mapping[str, str] = MappingProxyType({"Accept": "application/json"})
#: Service -> the environment variable with its key, for the message of a refused request.
_KEYS = MappingProxyType(
    {"ads": "PUBS_ADS_TOKEN", "openalex": "PUBS_OPENALEX_KEY", "zotero": "PUBS_ZOTERO_KEY"}
)
_MISSING = (404, 410)
_REFUSED = (401, 403)
#: No list of works has more pages; a service that answers more of them is broken.
_MOST_PAGES = 10_000


def silent(_line: str) -> None:
    """Discard a line of progress."""


class Provider(Protocol):
    """Fetch what a service has for some ids, as :func:`~.ids.check_id` returns them.

    ``version`` is that of an earlier result for the same ids (see :class:`~..base.Fetched`). The keys of the
    fetched records are unique in one answer only: give them new ones. A work can come in several records, one
    from each service that was asked.

    :raises FetchError: if a list cannot be fetched to its end or cannot be understood. A single work whose
        details cannot be fetched is a warning.
    """

    def __call__(
        self,
        ids: Sequence[str],
        transport: Transport,
        version: str = "",
        progress: Progress = silent,
    ) -> Fetched:
        """Return the works."""


@dataclass(slots=True)
class Works:
    """The works and warnings that a provider collects."""

    found: list[Work] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def read(self, service: str, data: bytes, url: str) -> int:
        """Add the publications in an answer of ``service``, and its problems as warnings.

        Return how many publications there were.
        """
        return self.add(service, read_answer(service, data, url))

    def read_pages(self, service: str, pages: Iterable[Page]) -> int:
        """Add the publications on the pages of a list, as :meth:`read`."""
        return sum(self.read(service, page.answer.body, page.answer.url) for page in pages)

    def read_strictly(self, service: str, answer: Answer) -> int:
        """Add the publications in an answer that is not JSON, as :meth:`read`.

        :raises FetchError: as :func:`undamaged`.
        """
        result = read_answer(service, answer.body, answer.url)
        return self.add(service, undamaged(service, result, answer))

    def add(self, service: str, result: ReadResult) -> int:
        """Add what a reader has found, as :meth:`read`."""
        works = [Work(record, service) for record in result.records if isinstance(record, Publication)]
        self.found += works
        for problem in result.problems:
            name = f"{problem.key}: " if problem.key else ""
            self.warnings.append(f"{service}: {name}{problem.message}")
        return len(works)

    def keep(
        self, service: str, scheme: str, ids: Sequence[str], url: str, form: Callable[[str], str] = str
    ) -> None:
        """Keep the works that were asked for; an id without a work is a warning.

        :param form: returns the form in which ids of this scheme are compared.
        """
        found = {form(id_of(work, scheme)): work for work in self.found}
        asked = {form(one): one for one in ids}
        self.found = [found[one] for one in asked if one in found]
        missing = [written for one, written in asked.items() if one not in found]
        self.warnings += [f"{service}: no record for {written} at {url}" for written in missing]

    def add_all(self, fetched: Fetched) -> None:
        """Add what another service has."""
        self.found += fetched.works
        self.warnings += fetched.warnings

    def result(self, version: str = "") -> Fetched:
        """Return everything, each warning once."""
        return Fetched(tuple(self.found), version, warnings=tuple(dict.fromkeys(self.warnings)))


def id_of(work: Work, scheme: str) -> str:
    """Return the identifier of a work in a scheme, or an empty string."""
    return next((one.value for one in work.record.identifiers if one.scheme == scheme), "")


def undamaged(service: str, result: ReadResult, answer: Answer) -> ReadResult:
    """Return what was read from an answer.

    :raises FetchError: if it had a syntax error, so that the end of a list may be missing.
    """
    for problem in result.problems:
        if problem.code is Code.SYNTAX:
            raise FetchError(f"{service}: {problem.message} (in {answer.url}); try again later")
    return result


# --- requests ---


def ask(
    service: str,
    url: str,
    transport: Transport,
    headers: Mapping[str, str] = AS_JSON,
    *,
    allowed: Sequence[int] = (200,),
) -> Answer:
    """Return the answer to a request for a list.

    :raises FetchError: if there is none, or its status is not one of ``allowed``.
    """
    answer = transport.get(url, headers)
    if answer.status in _MISSING and answer.status not in allowed:
        raise FetchError(f"{service} has nothing at {url} (status {answer.status}); check the id")
    if answer.status not in allowed:
        cure = "check the id" if 400 <= answer.status < 500 else "try again later"
        if answer.status in _REFUSED and service in _KEYS:
            cure = f"set the environment variable {_KEYS[service]} to a key that may read this"
        raise FetchError(f"{service} refused {url} with status {answer.status}; {cure}")
    return answer


def ask_for_one(
    service: str, url: str, transport: Transport, headers: Mapping[str, str] = AS_JSON
) -> Answer | None:
    """Return the answer to a request for one work; None if the service does not have it.

    :raises FetchError: as :func:`ask`.
    """
    answer = ask(service, url, transport, headers, allowed=(200, *_MISSING))
    return answer if answer.status == 200 else None


def in_path(value: str) -> str:
    """Return an identifier as a part of a URL's path; the slashes of a DOI are kept."""
    return quote(value, safe="/:;()._-~!$&'*+,=@")


def in_query(value: str) -> str:
    """Return a value as a part of a URL's query. Colons, commas and stars are kept, as services document."""
    return quote(value, safe=":,*()/")


# --- JSON ---


def json_of(service: str, answer: Answer) -> object:
    """Return the tree of an answer in JSON.

    :raises FetchError: if it is not JSON.
    """
    try:
        tree: object = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise FetchError(
            f"{service}: the answer of {answer.url} is not JSON ({error}); try again later"
        ) from error
    return tree


def text_of(tree: object, *names: str) -> str:
    """Return the member as text; empty if it is no text or number."""
    value = member(tree, *names)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def number_of(tree: object, *names: str) -> int | None:
    """Return the member as a number, which can be written as text; None if it is none."""
    digits = text_of(tree, *names)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def list_of(service: str, answer: Answer, tree: object, *names: str) -> list[object]:
    """Return the list in an answer.

    :raises FetchError: if there is none.
    """
    value = member(tree, *names)
    if not isinstance(value, list):
        where = f"'{'.'.join(names)}'" if names else "at the top"
        raise FetchError(
            f"{service}: the answer of {answer.url} has no list {where}; its form may have changed"
        )
    return value


# --- pages ---


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``total`` is how many items the whole list has, if that is known."""

    answer: Answer
    tree: object
    items: Sequence[object]
    total: int | None = None

    @property
    def identity(self) -> str:
        """What is the same if a service sends a page again."""
        return json.dumps(self.items, sort_keys=True)


def read_pages(
    service: str, url: str, read: Callable[[str], Page], following: Callable[[Page, int], str]
) -> Iterator[Page]:
    """Yield the pages of a list, to its end: until it has as many items as the service says.

    Without such a number, the list ends with an empty page, a page that the service has sent before, or
    where there is no next URL.

    :param following: takes a page and how many items there were until its end; returns the URL of the next
        page, or an empty string.
    :raises FetchError: if the list ends before it has all items; and what ``read`` raises.
    """
    seen: set[int] = set()
    count = 0
    total: int | None = None
    last = url
    while url:
        if len(seen) == _MOST_PAGES:
            raise FetchError(
                f"{service}: the list has no end, after {_MOST_PAGES} pages at {url}; narrow the search"
            )
        page = read(url)
        total = total if page.total is None else page.total
        identity = hash(page.identity)
        if not page.items or identity in seen:
            break
        seen.add(identity)
        count += len(page.items)
        yield page
        if total is not None and count >= total:
            break
        last, url = url, following(page, count)
    if total is not None and count < total:
        raise FetchError(
            f"{service}: the list ended after {count} of {total} works, at {url or last}; try again later"
        )


def json_pages(
    service: str,
    url: str,
    transport: Transport,
    following: Callable[[Page, int], str],
    *,
    items: Sequence[str],
    total: Sequence[str],
) -> Iterator[Page]:
    """Yield the pages of a list in JSON, as :func:`read_pages`.

    :param items: the path to the list in an answer.
    :param total: the path to the number of items that the whole list has.
    """

    def read(url: str) -> Page:
        answer = ask(service, url, transport)
        tree = json_of(service, answer)
        return Page(answer, tree, list_of(service, answer, tree, *items), number_of(tree, *total))

    return read_pages(service, url, read, following)


def same_host(service: str, url: str, following: str) -> str:
    """Return the URL of the next page, as an answer names it.

    :raises FetchError: if it leads to another host.
    """
    here, there = urlsplit(url), urlsplit(following)
    if following and (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise FetchError(f"{service}: the next page of {url} is on another host: {there.netloc!r}")
    return following


def batches(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield ``values`` in pieces of ``size``."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
