"""One record out of several that are of one work: two people's, or those of its versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, replace
from typing import TypeVar

from .digests import combine
from .duplicates import identities, identity, is_preprint
from .identifiers import arxiv, doi
from .links import LINK_KINDS
from .names import OTHERS, Contributor, fold
from .records import Award, Identifier, Link, Publication, RecordT, Venue
from .text import plain

_T = TypeVar("_T")


def merged(base: Publication, over: Publication) -> Publication:
    """Return ``base`` with what ``over`` says.

    A field that is given replaces; venues, links, identifiers, tags and awards are
    added, those of the same name replaced in their place.
    """
    return replace(
        _overlaid(base, over),
        venues=_merged_venues(base.venues, over.venues),
        links=_replaced(base.links, over.links, lambda link: (link.group, fold(link.label))),
        identifiers=_replaced(base.identifiers, over.identifiers, lambda one: one.scheme),
        tags=tuple(dict.fromkeys(base.tags + over.tags)),
        awards=_replaced(base.awards, over.awards, lambda award: fold(plain(award.title))),
        fields={**base.fields, **over.fields},
        origin=base.origin,
    )


def _overlaid(base: RecordT | None, over: RecordT) -> RecordT:
    if base is None:
        return over
    given = {spec.name: value for spec in fields(over) if (value := getattr(over, spec.name))}
    given["digest"] = combine(base.digest, over.digest)
    return replace(base, **given)


def _replaced(base: tuple[_T, ...], over: tuple[_T, ...], name: Callable[[_T], Hashable]) -> tuple[_T, ...]:
    """Return ``base`` and ``over``; what both name is taken from ``over``, and keeps its place."""
    left = list(over)
    names = {name(one) for one in over}
    result: list[_T] = []
    for one in base:
        if name(one) in names:
            result += [new for new in left if name(new) == name(one)]
            left = [new for new in left if name(new) != name(one)]
        else:
            result.append(one)
    return (*result, *left)


def _merged_venues(base: tuple[Venue, ...], over: tuple[Venue, ...]) -> tuple[Venue, ...]:
    venues = list(base)
    for venue in over:
        place = next((i for i, known in enumerate(venues) if _same_venue(known, venue)), None)
        if place is None:
            venues.append(venue)
        else:
            given = {spec.name: value for spec in fields(venue) if (value := getattr(venue, spec.name))}
            venues[place] = replace(venues[place], **given)
    return tuple(venues)


def _same_venue(one: Venue, other: Venue) -> bool:
    if not (other.name or other.abbr) or not (one.name or one.abbr):
        return True  # such as {presentation: Oral}: about the first venue
    if one.abbr and other.abbr:
        return fold(one.abbr) == fold(other.abbr)
    return bool(one.name) and fold(plain(one.name)) == fold(plain(other.name))


def united(first: Publication, other: Publication) -> Publication:
    """Return ``first`` with all that only ``other`` has: nothing of ``first`` is replaced.

    The venue of another version follows those of ``first``, with its date. Links
    and identifiers of both are kept; what leads to another version, and has no
    place in ``first``, becomes a link.
    """
    missing = {
        spec.name: getattr(other, spec.name) for spec in fields(first) if not getattr(first, spec.name)
    }
    combined = {
        "contributors": _contributors(first, other),
        "venues": _venues(first, other),
        "identifiers": (*first.identifiers, *_added(first, other)),
        "url": first.url or (other.url if one_version(first, other) else ""),
        "links": _links(first, other),
        "awards": _awards(first, other),
        "tags": tuple(dict.fromkeys(first.tags + other.tags)),
        "fields": {**other.fields, **first.fields},
        "digest": combine(first.digest, other.digest),
    }
    return replace(first, **missing | combined)


def one_version(first: Publication, other: Publication) -> bool:
    """Whether two records of one work are of the same version of it, printed in one place."""
    dois = [{value for scheme, value in identities(record) if scheme == "doi"} for record in (first, other)]
    if all(dois):
        return bool(dois[0] & dois[1])
    years = {record.date.year for record in (first, other) if record.date and record.date.year is not None}
    return first.kind == other.kind and is_preprint(first) == is_preprint(other) and len(years) < 2


def _contributors(first: Publication, other: Publication) -> tuple[Contributor, ...]:
    """Return the people of ``first``, unless only ``other`` names all of them."""
    cut_short, whole = (any(who.name == OTHERS for who in one.contributors) for one in (first, other))
    if not first.contributors or (cut_short and not whole and other.contributors):
        return other.contributors
    return first.contributors


def _venues(first: Publication, other: Publication) -> tuple[Venue, ...]:
    venues = list(first.venues)
    same = one_version(first, other)
    for index, venue in enumerate(other.venues):
        if index == 0 and not same and other.date != first.date:
            venue = replace(venue, date=venue.date or other.date)
        place = 0 if index == 0 and same and venues else _place(venues, venue)
        if place is not None:
            known = venues[place]
            missing = {spec.name: getattr(venue, spec.name) for spec in fields(Venue) if spec.name != "date"}
            venues[place] = replace(
                known, **{name: getattr(known, name) or missing[name] for name in missing}
            )
        elif venue.name or venue.abbr or not venues:
            venues.append(venue)
    return tuple(venues)


def _place(venues: list[Venue], venue: Venue) -> int | None:
    """Return where ``venue`` stands already, by its name or abbreviation; archives are all one."""
    for place, known in enumerate(venues):
        if _names(known) & _names(venue) or known.kind == venue.kind == "archive":
            return place
    return None


def _names(venue: Venue) -> set[str]:
    return {fold(plain(venue.name)), fold(venue.abbr)} - {""}


def _added(first: Publication, other: Publication) -> tuple[Identifier, ...]:
    """Return the identifiers of schemes that ``first`` has not; a book can have several ISBNs."""
    schemes = {one.scheme for one in first.identifiers} - {"isbn"}
    return tuple(
        one for one in other.identifiers if one.scheme not in schemes and one not in first.identifiers
    )


def _links(first: Publication, other: Publication) -> tuple[Link, ...]:
    """Return the links of both, no URL and no label without one twice."""
    links = list(first.links)
    for link in (*other.links, *_to_version(first, other)):
        known = {one.url or (one.group, fold(one.label)) for one in links}
        if (link.url or (link.group, fold(link.label))) not in known:
            links.append(link)
    return tuple(links)


def _to_version(first: Publication, other: Publication) -> Iterator[Link]:
    """Yield links to ``other``: its URL, and identifiers of which ``first`` has one of the same scheme."""
    known = {*identities(first), *map(identity, _added(first, other))}
    urls = [other.url] if other.url != first.url and not one_version(first, other) else []
    for one in other.identifiers:
        if one.scheme != "isbn" and identity(one) not in known:
            known.add(identity(one))
            urls.append(one.url)
    kind = "preprint" if is_preprint(other) and not is_preprint(first) else "url"
    for url in dict.fromkeys(urls):
        resolved = arxiv(url) or doi(url)
        if url and not (url == other.url and resolved and identity(resolved) in known):
            yield Link(LINK_KINDS[kind], url, kind)


def _awards(first: Publication, other: Publication) -> tuple[Award, ...]:
    titles = {fold(plain(award.title)) for award in first.awards}
    return (*first.awards, *(award for award in other.awards if fold(plain(award.title)) not in titles))
