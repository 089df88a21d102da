"""A transport for tests that answers from a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from sphinx_pubs.fetch.base import Answer, Fetched, FetchError
from sphinx_pubs.model.text import plain

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})

#: URL -> its answer: a value for JSON, text, a status, a Reply, or several of these, one after the other.
Table = Mapping[str, object]


class Fake:
    """Answers the URLs of a table, and fails for others as a transport does. ``asked`` are all requests."""

    def __init__(self, table: Table) -> None:
        self.table = dict(table)
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    @property
    def urls(self) -> list[str]:
        return [url for url, _ in self.asked]

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        self.asked.append((url, headers))
        if url not in self.table:
            raise FetchError(f"no recorded answer for {url}")
        reply = self.table[url]
        if isinstance(reply, Sequenced):
            reply = reply.replies[min(self.urls.count(url), len(reply.replies)) - 1]
        answer = reply if isinstance(reply, Reply) else Reply(reply)
        return Answer(url, answer.status, answer.headers, answer.body)


class Sequenced:
    """Several answers for one URL; the last one is repeated."""

    def __init__(self, *replies: object) -> None:
        self.replies = replies


class Reply:
    """An answer: ``content`` is text, or what becomes JSON; a number is the status of an empty answer."""

    def __init__(self, content: object = "", **headers: str) -> None:
        is_status = isinstance(content, int)
        self.status = content if isinstance(content, int) else 200
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        text = "" if is_status else content if isinstance(content, str) else json.dumps(content)
        self.body = text.encode()


def titles(fetched: Fetched) -> list[str]:
    return [plain(work.record.title) for work in fetched.works]


def services(fetched: Fetched) -> list[str]:
    return [work.provider for work in fetched.works]


def arxiv_feed(*ids: str, total: int | None = None) -> str:
    """Return an answer of arXiv with papers; ``total`` is how many the whole list has."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{one}v1</id><title>Paper {one}</title>"
        "<published>2015-12-10T19:51:55Z</published><author><name>Jane Doe</name></author></entry>"
        for one in ids
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults>'
        f"{len(ids) if total is None else total}</opensearch:totalResults>{entries}</feed>"
    )
