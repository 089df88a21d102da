"""Make one record of several that describe the same thing.

``overlay`` combines records with the same key, where the later source adds to and
corrects the earlier one. ``union`` combines versions of one work, where the preferred
record wins.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from .annotations import annotated
from .digests import combine
from .identifiers import arxiv, doi
from .links import LINK_KINDS
from .names import OTHERS, Contributor, fold
from .records import Award, Identifier, Link, Person, Publication, RecordT, Venue
from .same_work import comparable, is_preprint, work_identifiers
from .text import plain

_T = TypeVar("_T")


def overlay(base: Publication, over: Publication) -> Publication:
    """Return the publication ``base`` with the additions and corrections of ``over``.

    Non-empty fields of ``over`` replace those of ``base``; contributors do so role by role.
    Venues, links, identifiers, tags and awards are added; where both have one with the same name, that of
    ``over`` takes its position. A BibTeX entry must have a type: ``@misc`` says nothing about the kind of
    what it adds to. A record without a type says nothing about it, either.
    """
    if over.kind == "misc" and not (over.title and over.type):
        over = replace(over, kind="", type="")
    contributors, annotations = annotated(
        _by_role(over.contributors, base.contributors), (*base.annotations, *over.annotations)
    )
    merged = replace(
        overlay_fields(base, over),
        contributors=contributors,
        annotations=annotations,
        venues=_overlay_venues(base.venues, over.venues),
        links=_overlay_items(base.links, over.links, lambda link: (link.group, fold(link.label))),
        identifiers=_overlay_items(base.identifiers, over.identifiers, lambda identifier: identifier.scheme),
        tags=tuple(dict.fromkeys(base.tags + over.tags)),
        awards=_overlay_items(base.awards, over.awards, lambda award: fold(plain(award.title))),
        aliases=tuple(dict.fromkeys(base.aliases + over.aliases)),
        fields={**base.fields, **over.fields},
        decoded={**base.decoded, **over.decoded},
        origin=base.origin,
    )
    return replace(merged, entry=_entry_of(merged, base))


def _entry_of(merged: Publication, base: Publication) -> Mapping[str, str] | None:
    """Return the BibTeX entry of ``base`` if it still describes the merged work, else None.

    Links, identifiers, awards, notes and tags that another source adds do not change the work.
    """
    return base.entry if base.entry is not None and _work(merged) == _work(base) else None


def _work(publication: Publication) -> tuple[object, ...]:
    people = [(person.role, person.name) for person in publication.contributors]
    venue = replace(publication.venue or Venue(), abbr="", presentation="", url="")
    return publication.kind, publication.title, people, venue, publication.date


def overlay_fields(base: RecordT, over: RecordT) -> RecordT:
    """Return ``base`` with each non-empty field of ``over`` instead of its own."""
    return replace(base, **_nonempty_fields(over) | {"digest": combine(base.digest, over.digest)})


def overlay_person(base: Person, over: Person) -> Person:
    """Return ``base`` with each non-empty field of ``over``, and the links of both."""
    links = _overlay_items(base.links, over.links, lambda link: (link.kind, fold(link.label)))
    return replace(overlay_fields(base, over), links=links)


def _nonempty_fields(instance: Any) -> dict[str, Any]:
    return {field.name: value for field in fields(instance) if (value := getattr(instance, field.name))}


def _overlay_items(
    base: tuple[_T, ...], over: tuple[_T, ...], name: Callable[[_T], Hashable]
) -> tuple[_T, ...]:
    """Return the items of both; where a name is in both, the items of ``over`` take that position."""
    remaining = list(over)
    names = {name(item) for item in over}
    result: list[_T] = []
    for item in base:
        if name(item) in names:
            result += [new for new in remaining if name(new) == name(item)]
            remaining = [new for new in remaining if name(new) != name(item)]
        else:
            result.append(item)
    return (*result, *remaining)


def _overlay_venues(base: tuple[Venue, ...], over: tuple[Venue, ...]) -> tuple[Venue, ...]:
    venues = list(base)
    for venue in over:
        index = next((i for i, known in enumerate(venues) if _overlays(venue, known)), None)
        if index is None:
            venues.append(venue)
        else:
            venues[index] = replace(venues[index], **_nonempty_fields(venue))
    return tuple(venues)


def _by_role(preferred: tuple[Contributor, ...], other: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    """Return ``preferred``, and the contributors of ``other`` whose roles ``preferred`` does not have."""
    roles = {who.role for who in preferred}
    return (*preferred, *[who for who in other if who.role not in roles])


def _overlays(venue: Venue, known: Venue) -> bool:
    """Whether ``venue`` adds to ``known``: it has its name, or no name at all."""
    if not (venue.name or venue.abbr) or not (known.name or known.abbr):
        return True  # such as {presentation: Oral}, which is about the first venue
    if known.abbr and venue.abbr:
        return fold(known.abbr) == fold(venue.abbr)
    return bool(known.name) and fold(plain(known.name)) == fold(plain(venue.name))


def union(preferred: Publication, other: Publication) -> Publication:
    """Return ``preferred`` with everything that only ``other`` has; nothing of ``preferred`` is replaced.

    The venue of another version follows those of ``preferred``, with its own date. Links and
    identifiers of both are kept; an identifier or URL of another version that has no field in
    ``preferred`` becomes a link.
    """
    missing = {
        field.name: getattr(other, field.name)
        for field in fields(preferred)
        if not getattr(preferred, field.name)
    }
    combined = {
        "contributors": _contributors(preferred, other),
        "venues": _venues(preferred, other),
        "identifiers": (*preferred.identifiers, *_new_identifiers(preferred, other)),
        "url": preferred.url or (other.url if is_same_version(preferred, other) else ""),
        "links": _links(preferred, other),
        "awards": _awards(preferred, other),
        "tags": tuple(dict.fromkeys(preferred.tags + other.tags)),
        "aliases": tuple(dict.fromkeys(preferred.aliases + other.aliases)),
        "fields": {**other.fields, **preferred.fields},
        "decoded": {**other.decoded, **preferred.decoded},
        "digest": combine(preferred.digest, other.digest),
    }
    merged = replace(preferred, **missing | combined)
    return replace(merged, entry=_entry_of(merged, preferred))


def is_same_version(one: Publication, other: Publication) -> bool:
    """Whether two records of one work describe the same version of it, such as the journal article."""
    dois = [
        {value for scheme, value in work_identifiers(record) if scheme == "doi"} for record in (one, other)
    ]
    if all(dois):
        return bool(dois[0] & dois[1])
    years = {record.date.year for record in (one, other) if record.date and record.date.year is not None}
    return one.kind == other.kind and is_preprint(one) == is_preprint(other) and len(years) < 2


def _contributors(preferred: Publication, other: Publication) -> tuple[Contributor, ...]:
    """Return the contributors of ``preferred``, unless only ``other`` names all of them.

    Those with roles that only ``other`` has, such as the collaboration, are added.
    """
    if not preferred.contributors or (
        _is_cut_short(preferred) and other.contributors and not _is_cut_short(other)
    ):
        return _by_role(other.contributors, preferred.contributors)
    return _by_role(preferred.contributors, other.contributors)


def _is_cut_short(publication: Publication) -> bool:
    """Whether the list of contributors ends with "and others"."""
    return any(contributor.name == OTHERS for contributor in publication.contributors)


def _venues(preferred: Publication, other: Publication) -> tuple[Venue, ...]:
    """Return the venues of ``preferred``, completed from those of ``other``, and then its other venues.

    The date of another version is that of its first venue.
    """
    venues = list(preferred.venues)
    same_version = is_same_version(preferred, other)
    for number, venue in enumerate(other.venues):
        if number == 0 and not same_version and other.date != preferred.date:
            venue = replace(venue, date=venue.date or other.date)
        index = 0 if number == 0 and same_version and venues else _index(venues, venue)
        if index is not None:
            venues[index] = _fill_in(venues[index], venue)
        elif venue.name or venue.abbr or not venues:
            venues.append(venue)
    return tuple(venues)


def _fill_in(venue: Venue, other: Venue) -> Venue:
    """Return ``venue`` with the fields of ``other``, except its date, where its own are empty."""
    names = [field.name for field in fields(Venue) if field.name != "date"]
    return replace(venue, **{name: getattr(venue, name) or getattr(other, name) for name in names})


def _index(venues: list[Venue], venue: Venue) -> int | None:
    """Return the index of the venue with the name or abbreviation of ``venue``; all archives count as one."""
    for index, known in enumerate(venues):
        if _names(known) & _names(venue) or known.kind == venue.kind == "archive":
            return index
    return None


def _names(venue: Venue) -> set[str]:
    return {fold(plain(venue.name)), fold(venue.abbr)} - {""}


def _new_identifiers(preferred: Publication, other: Publication) -> tuple[Identifier, ...]:
    """Return the identifiers of schemes that ``preferred`` does not have; a book can have several ISBNs."""
    schemes = {identifier.scheme for identifier in preferred.identifiers} - {"isbn"}
    return tuple(
        identifier
        for identifier in other.identifiers
        if identifier.scheme not in schemes and identifier not in preferred.identifiers
    )


def _links(preferred: Publication, other: Publication) -> tuple[Link, ...]:
    """Return the links of both: each URL once, and each label without a URL once."""
    links = list(preferred.links)
    names = set(map(_link_name, links))
    for link in (*other.links, *_version_links(preferred, other)):
        if _link_name(link) not in names:
            names.add(_link_name(link))
            links.append(link)
    return tuple(links)


def _link_name(link: Link) -> Hashable:
    return link.url or (link.group, fold(link.label))


def _version_links(preferred: Publication, other: Publication) -> Iterator[Link]:
    """Yield links to the version ``other``: its URL, and its identifiers that ``preferred`` cannot take over.

    It cannot if it has another identifier of the same scheme.
    """
    known = {*work_identifiers(preferred), *map(comparable, _new_identifiers(preferred, other))}
    urls = [other.url] if other.url != preferred.url and not is_same_version(preferred, other) else []
    for identifier in other.identifiers:
        if identifier.scheme != "isbn" and comparable(identifier) not in known:
            known.add(comparable(identifier))
            urls.append(identifier.url)
    kind = "preprint" if is_preprint(other) and not is_preprint(preferred) else "url"
    for url in dict.fromkeys(urls):
        # The URL of ``other`` may be that of an identifier, which ``preferred`` links already.
        resolved = arxiv(url) or doi(url)
        if url and not (url == other.url and resolved and comparable(resolved) in known):
            yield Link(LINK_KINDS[kind], url, kind)


def _awards(preferred: Publication, other: Publication) -> tuple[Award, ...]:
    titles = {fold(plain(award.title)) for award in preferred.awards}
    return (*preferred.awards, *(award for award in other.awards if fold(plain(award.title)) not in titles))
