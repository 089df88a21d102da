"""Which publications an award is for: they are named by key, by title, or by an identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from .digests import combine, digest_of
from .identifiers import arxiv, doi
from .names import fold
from .records import Award, Identifier, Publication
from .text import plain

_VERSION = re.compile(r"v\d+$")


def is_title(reference: str) -> bool:
    """Return whether ``reference`` is the title of a work: a key has no space."""
    return " " in reference


def with_keys(awards: Iterable[Award], publications: Mapping[str, Publication]) -> Iterator[Award]:
    """Yield the awards whose publications are not all named by key, with keys where these are certain.

    A title that no publication has stays: it may be of a work that is not on the site. A URL that belongs
    to no publication becomes that of the award.
    """
    lookup: _Lookup | None = None
    for award in awards:
        if all(reference in publications for reference in award.publications):
            continue
        lookup = lookup or _Lookup(publications.values())
        yield _with_keys(award, publications, lookup.key)


def _with_keys(award: Award, publications: Mapping[str, Publication], find: Callable[[str], str]) -> Award:
    written = next(filter(None, (award.fields.get(name, "") for name in ("publication", "publications"))), "")
    if not any(reference in publications for reference in award.publications) and (key := find(written)):
        # A title with a comma, which the reader took for a list of keys.
        references = [key]
    else:
        references = [
            reference if reference in publications else find(reference) or reference
            for reference in award.publications
        ]
    urls = [reference for reference in references if "://" in reference]
    keys = tuple(dict.fromkeys(reference for reference in references if reference not in urls))
    url = award.url or next(iter(urls), "")
    if (keys, url) == (award.publications, award.url):
        return award
    return replace(award, publications=keys, url=url, digest=combine(award.digest, digest_of(*keys, url)))


class _Lookup:
    """Keys of publications by title and by identifier; a title that two works have finds neither."""

    def __init__(self, publications: Iterable[Publication]) -> None:
        self._keys: dict[str, set[str]] = {}
        for publication in publications:
            names = {fold(plain(publication.title)), *map(_identifier_name, publication.identifiers)}
            for name in filter(None, names):
                self._keys.setdefault(name, set()).add(publication.key)

    def key(self, reference: str) -> str:
        """Return the key of the only publication that ``reference`` names, or an empty string."""
        identifier = doi(reference) or arxiv(reference)
        name = _identifier_name(identifier) if identifier else fold(reference)
        keys = self._keys.get(name, set()) if name else set()
        return next(iter(keys)) if len(keys) == 1 else ""


def _identifier_name(identifier: Identifier) -> str:
    value = identifier.value.lower()
    return f"{identifier.scheme}:{_VERSION.sub('', value) if identifier.scheme == 'arxiv' else value}"
