"""What other systems call the fields of a record.

A name counts here only where it is none of our own: ``publisher`` stays the
publisher, whatever somebody means by it, unless the site says otherwise in
``pubs_field_map``. Sources of the names: HugoBlox's and academicpages' front
matter, greenelab's ``citations.yaml``, JSON Resume 1.0, ADS and scholarly
dumps, RenderCV and al-folio's CV, and lists that labs keep by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.kinds import is_known
from .fields import scalar
from .links import link_field

#: Name -> our names, of which the first that is free counts.
ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "publications": {
        "name": ("title",),
        "paper_title": ("title",),
        "citation": ("title",),
        "bullet": ("title",),
        "label": ("title",),
        "authors_display": ("author",),
        "author_list": ("author",),
        "publication": ("venue",),
        "publication_short": ("abbr",),
        "pub": ("venue",),
        "conference": ("venue",),
        "journ": ("journal",),
        "journal_name": ("journal",),
        "journal_title": ("journal",),
        "releasedate": ("date",),
        "release_date": ("date",),
        "pubdate": ("date",),
        "publication_date": ("date",),
        "date_published": ("date",),
        "pub_year": ("year",),
        "publication_year": ("year",),
        "paperurl": ("paper", "url"),
        "paper_url": ("paper", "url"),
        "paper_link": ("paper", "url"),
        "pub_url": ("url",),
        "url_source": ("url",),
        "summary": ("abstract", "note"),
        "excerpt": ("abstract", "note"),
        "description": ("abstract", "note"),
        "details": ("note",),
        "notes": ("note",),
        "item_type": ("type",),
        "doctype": ("type",),
        "entrytype": ("type",),
        "entry_type": ("type",),
        "publication_type": ("type",),
        "publication_types": ("type",),
        "category": ("tags",),
        "categories": ("tags",),
        "topics": ("tags",),
        "featured": ("selected",),
        "img": ("image",),
        "teaser": ("image",),
        "buttons": ("links",),
    },
    "awards": {
        "award": ("title",),
        "name": ("title", "recipient"),
        "prize": ("title",),
        "honor": ("title",),
        "bullet": ("title",),
        "label": ("title",),
        "institution": ("awarder",),
        "organization": ("awarder",),
        "organisation": ("awarder",),
        "org": ("awarder",),
        "granter": ("awarder",),
        "issuer": ("awarder",),
        "sponsor": ("awarder",),
        "venue": ("event",),
        "conference": ("event",),
        "person": ("recipient",),
        "people": ("recipient",),
        "winner": ("recipient",),
        "winners": ("recipient",),
        "members": ("recipient",),
        "author": ("recipient",),
        "authors": ("recipient",),
        "student": ("recipient",),
        "students": ("recipient",),
        "detail": ("note",),
        "details": ("note",),
        "description": ("note",),
        "summary": ("note",),
        "notes": ("note",),
        "pub_title": ("note",),
        "pub_link": ("publication",),
        "period": ("date",),
        "dates": ("date",),
        "category": ("tags",),
        "categories": ("tags",),
        "level": ("tags",),
        "link": ("url",),
        "website": ("url",),
    },
    "activities": {
        "name": ("title",),
        "author": ("people",),
        "authors": ("people",),
        "speaker": ("people",),
        "details": ("title", "note"),
        "meeting_name": ("event",),
        "conference": ("event",),
        "venue": ("event",),
        "description": ("note",),
        "summary": ("note",),
        "notes": ("note",),
        "link": ("url",),
        "category": ("tags",),
        "period": ("date",),
        "dates": ("date",),
    },
    "people": {
        "aka": ("aliases",),
        "alias": ("aliases",),
        "other_names": ("aliases",),
        "dates": ("period",),
        "years": ("period",),
        "membership": ("period",),
        "page": ("homepage",),
        "website": ("homepage",),
        "url": ("homepage",),
        "orcid_id": ("orcid",),
        "position": ("role",),
        "title": ("role",),
        "category": ("role", "tags"),
        "bio": ("note",),
        "description": ("note",),
    },
}

#: What is about the other system's page and not about the record: kept, and not asked about.
MACHINERY = frozenset(
    "aliases author_notes banner bibtexurl citations cms_exclude collection design draft file gsrank"
    " header hugoblox icon image_caption inline lastmod layout linkname math num_citations orcid orgurl"
    " permalink plugin profile projects publishdate pub_number show slug term toc visible weight".split()
)
_PAGES = re.compile(r"\w{0,3}\d+(?:\s*[-–]+\s*\w{0,3}\d+)?")


def normal_name(written: str) -> str:
    """Return a field's name in lower case, with underscores for blanks and hyphens."""
    return re.sub(r"[\s-]+", "_", written.strip().lower())


def our_names(group: str, name: str, value: object) -> tuple[str, ...]:
    """Return what we call the field ``name`` of another system, the best first; empty where nothing fits."""
    if group == "publications":
        if name == "category" and is_known(scalar(value) or ""):
            return ("type", "tags")
        if name not in ALIASES[group] and (linked := _link(name)):
            return (linked,)
    return ALIASES[group].get(name, ())


def is_pages(name: str, value: object) -> bool:
    """Whether ``page``, which is a link of ours, holds the pages of an article."""
    return name == "page" and _PAGES.fullmatch(scalar(value) or "") is not None


def _link(name: str) -> str:
    """Return the field of a link that ``url_code``, ``code_url`` or ``code_urls`` is meant for."""
    word = re.sub(r"^url_|_?urls?$|_links?$", "", name)
    return word if word not in ("", name) and link_field(word) else ""
