"""What other systems call the fields of a record.

A name counts here only where it is none of our own: ``publisher`` stays the
publisher, whatever somebody means by it, unless the site says otherwise in
``pubs_field_map``. Sources of the names: HugoBlox's and academicpages' front
matter, greenelab's ``citations.yaml``, JSON Resume 1.0, ADS and scholarly
dumps, RenderCV and al-folio's CV, and lists that labs keep by hand.

Values that other systems write in another form than we do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.kinds import is_known
from .fields.links import link_field
from .fields.name_lists import split_names
from .fields.values import as_list, scalar
from .keys import clean_key
from .trees import Table

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


#: Fields in which somebody's own citation key stands.
_KEYS = ("key", "id", "citekey", "cite_key", "citation_key", "bibkey", "bibtex_key", "slug")
#: ``doi:10.1000/1``, as greenelab's citations and manubot write identifiers.
_IDENTIFIER = re.compile(r"(?P<scheme>doi|pmid|pubmed|pmcid|arxiv|isbn|url):\s*(?P<value>\S+)", re.I)
_SCHEMES = {"pubmed": "pmid"}
_IDENTIFIER_FIELDS = ("doi", "arxiv", "pmid", "pmcid", "isbn", "url")
_NAME_FIELDS = frozenset({"author", "authors", "editor", "editors", "recipient", "recipients", "people"})
_UNKNOWN_PART = re.compile(r"(?<=\d)(?:-00)+$")
_DECIMAL_YEAR = re.compile(r"(\d{4})\.0+")
#: HugoBlox, "Page Features", numbers of the types of publications before version 5.7.
_HUGO_TYPES = {
    "0": "misc",
    "1": "inproceedings",
    "2": "article",
    "3": "preprint",
    "4": "report",
    "5": "book",
    "6": "incollection",
    "7": "thesis",
    "8": "patent",
}
_HUGO_VENUES = frozenset({"publication", "publication_short"})
_CATEGORIES = {"manuscripts": "article", "conferences": "inproceedings", "books": "book"}
_ADS_TYPES = {"eprint": "preprint", "phdthesis": "thesis", "proposal": "misc", "abstract": "presentation"}
_SAYS_SOMETHING = {
    "publications": ("title", *_IDENTIFIER_FIELDS),
    "awards": ("title", "shorttitle", "text", "event", "events", "awarder"),
    "activities": ("title", "text", "role", "event", "events"),
    "people": ("name",),
}


def given_key(record: Mapping[str, object]) -> str:
    """Return the key that a record of a list has, or an empty string.

    One named ``key`` is taken as it is, another as far as people can write it.
    """
    own = scalar(record.get("key"))
    if own:
        return own
    by_name = {normal_name(name): scalar(value) or "" for name, value in record.items()}
    for name in _KEYS:
        written = by_name.get(name, "")
        if written and not _IDENTIFIER.fullmatch(written):
            return clean_key(written)
    return ""


def identifier_key(fields: Mapping[str, object]) -> str:
    """Return a key made of the identifier of a record that has nothing else."""
    found = (scalar(as_list(fields.get(name))[0]) for name in _IDENTIFIER_FIELDS if as_list(fields.get(name)))
    written = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", next(filter(None, found), ""), flags=re.I)
    return re.sub(r"[^\w.]+", "-", written).strip("-.").lower()


def says_nothing(group: str, fields: Mapping[str, object]) -> bool:
    """Whether a record without a key has nothing that could be shown."""
    return not any(fields.get(name) not in (None, "", [], {}) for name in _SAYS_SOMETHING[group])


def parts_of(record: Table) -> Table:
    """Return ``record`` with what stands in its ``bib``, ``id`` or ``hugoblox`` as fields of its own.

    ``bib`` is where scholarly has the fields of a publication; ``hugoblox.ids`` is HugoBlox's.
    """
    added = dict[str, object]()
    taken = set[str]()
    for name, inner in (("bib", record.get("bib")), *_hugo_ids(record)):
        if isinstance(inner, Table):
            added |= inner
            taken.add(name)
    if found := _IDENTIFIER.fullmatch(scalar(record.get("id")) or ""):
        scheme = found["scheme"].lower()
        added[_SCHEMES.get(scheme, scheme)] = found["value"]
    for start, end in (("begin_", "end_"), ("start_", "end_")):
        if dates := _composed(record, start, end):
            added["date"] = dates
            taken |= {name for name in record if name.startswith((start, end))}
    if not added:
        return record
    whole = Table(record.line)
    for name, value in record.items():
        if name not in taken and (name not in added or value not in (None, "")):
            whole.put(name, value, record.lines.get(name, 0))
    for name, value in added.items():
        if name not in whole:
            whole.put(name, value, record.line)
    whole.repeated = list(record.repeated)
    return whole


def _hugo_ids(record: Table) -> list[tuple[str, object]]:
    blocks = [(name, record.get(name)) for name in ("hugoblox", "hugo_blox")]
    return [(name, block.get("ids")) for name, block in blocks if isinstance(block, Table)]


def _composed(record: Table, start: str, end: str) -> str:
    """Return the date of ``begin_year``, ``begin_month`` … (regolith) or ``start_date`` … (RenderCV)."""
    if "date" in record:
        return ""
    ends = []
    for prefix in (start, end):
        whole = scalar(record.get(f"{prefix}date")) or ""
        parts = [scalar(record.get(f"{prefix}{part}")) or "" for part in ("year", "month", "day")]
        if not whole and parts[0]:
            number = all(not part or part.isdigit() for part in parts)
            whole = "-".join(part.zfill(2) for part in parts if part) if number else parts[0]
        ends.append(whole)
    return "/".join(dict.fromkeys(filter(None, ends)))


def our_value(group: str, field: str, value: object, *, written: str = "") -> object:
    """Return ``value`` as our field ``field`` has it; ``written`` is what the file calls the field."""
    if isinstance(value, str):
        if field in _NAME_FIELDS and ("," in value or ";" in value or " & " in value):
            return split_names(value)
        if field in ("date", "year"):
            decimal = _DECIMAL_YEAR.fullmatch(value.strip())
            return decimal[1] if decimal else _UNKNOWN_PART.sub("", value.strip())
        if written in _HUGO_VENUES:
            return re.sub(r"^([*_]?)In\s+", r"\1", value)
        if field == "publication" and "#" in value:
            return value.rpartition("#")[2]
    if field == "type" and group == "publications" and written:
        first = (scalar(as_list(value)[0]) or "").lower() if as_list(value) else ""
        return {**_HUGO_TYPES, **_ADS_TYPES, **_CATEGORIES}.get(first, re.sub(r"[\s_]+", "-", first))
    if field == "links":
        return list(filter(None, map(_hugo_link, value))) if isinstance(value, list) else value
    return value


def _hugo_link(link: object) -> object:
    """Return a link of HugoBlox (``name``, ``type``) or greenelab (``type``, ``text``, ``link``) as ours.

    None for a place that a template left empty.
    """
    if not isinstance(link, Table) or "label" in link:
        return link
    label = scalar(link.get("name") or link.get("text") or link.get("type")) or ""
    url = scalar(link.get("url") or link.get("link")) or ""
    if not label or not link.keys() & {"url", "link", "provider"}:
        return link
    if scalar(link.get("provider")) == "arxiv":
        label, url = "arXiv", f"https://arxiv.org/abs/{scalar(link.get('id')) or ''}"
    if url in ("", "#"):
        return None
    made = Table(link.line)
    made.put("label", label)
    made.put("url", url)
    return made
