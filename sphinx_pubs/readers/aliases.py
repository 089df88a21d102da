"""Records of other systems in our form: names and values of fields, and keys.

An alias (:mod:`.field_names`) is used only for a name that we do not define: ``publisher`` is always the
publisher, whatever an author means by it, unless ``pubs_field_map`` says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.keys import key_of_identifier
from ..model.kinds import is_known, kind_of
from ..model.links import LINK_KINDS, field_name, link_kind_of
from .field_names import ALIASES, MACHINERY, MACHINERY_OF_GROUP
from .fields.links import IDENTIFIER_FIELDS, link_field
from .fields.name_lists import split_names
from .fields.values import as_list, scalar
from .keys import clean_key
from .trees import Table

_PAGES = re.compile(r"\w{0,3}\d+(?:\s*[-–]+\s*\w{0,3}\d+)?")

#: Fields that can hold the author's citation key.
KEYS = ("key", "id", "citekey", "cite_key", "citation_key", "bibkey", "bibtex_key", "slug")
# ``doi:10.1000/1``: how greenelab's citations and manubot write identifiers.
_IDENTIFIER = re.compile(r"(?P<scheme>doi|pmid|pubmed|pmcid|arxiv|isbn|url):\s*(?P<value>\S+)", re.I)
_SCHEMES = {"pubmed": "pmid"}
_IDENTIFIER_FIELDS = (*IDENTIFIER_FIELDS, "eprint", "url")
_NAME_FIELDS = frozenset(
    {"author", "authors", "editor", "editors", "recipient", "recipients", "people", "collaborators"}
)
_UNKNOWN_PART = re.compile(r"(?<=\d)(?<!-00)(?:-00)++$")
#: Groups whose records can go on.
_LASTING = ("awards", "activities")
# *greenelab/meta-review* in the field ``repo`` of greenelab's citations
_REPOSITORY = re.compile(r"[\w-]+/[\w.-]+")
#: The roles of greenelab's lab-website-template.
_ROLES = {
    "pi": "Principal Investigator",
    "postdoc": "Postdoctoral Researcher",
    "phd": "PhD Student",
    "undergrad": "Undergraduate Student",
    "programmer": "Programmer",
    "mascot": "Mascot",
}
_DECIMAL_YEAR = re.compile(r"(\d{4})\.0+")
#: Numbers of publication types in HugoBlox before version 5.7 ("Page Features").
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
#: Categories of academicpages and types of ADS.
_ACADEMICPAGES_TYPES = {"manuscripts": "article", "conferences": "inproceedings", "books": "book"}
_ADS_TYPES = {"eprint": "preprint", "phdthesis": "thesis", "proposal": "misc", "abstract": "presentation"}
_TYPE_ALIASES = {**_HUGO_TYPES, **_ADS_TYPES, **_ACADEMICPAGES_TYPES}
#: Fields that can be the title of a record. A record without a key must have one of them.
_MAIN_FIELDS = {
    "publications": ("title", *_IDENTIFIER_FIELDS),
    "awards": ("title", "shorttitle", "text", "event", "events", "awarder"),
    "activities": ("title", "text", "role", "event", "events"),
    "people": ("name",),
}


# --- names of fields ---


def normal_name(written: str) -> str:
    """Return the name of a field as :func:`field_name` does, with underscores for spaces and hyphens."""
    name = written.strip()
    return field_name(name if name.isidentifier() else re.sub(r"[\s-]+", "_", name))


def our_names(group: str, name: str, value: object) -> tuple[str, ...]:
    """Return our names for the field ``name`` of another system, the best first; empty if there is none."""
    if group == "publications" and name == "category" and is_known(scalar(value) or ""):
        return ("type", "tags")
    if group in ("publications", "activities") and name not in ALIASES[group] and (link := _link(name)):
        return (link,)
    return ALIASES[group].get(name, ())


def is_pages(name: str, value: object) -> bool:
    """Whether a field ``page``, which is a link in our records, holds the pages of an article."""
    return name == "page" and _PAGES.fullmatch(scalar(value) or "") is not None


def is_machinery(group: str, name: str) -> bool:
    """Return whether a field is about the page of another system: it is kept, and not reported as unknown."""
    return name in MACHINERY or name in MACHINERY_OF_GROUP.get(group, ())


def _link(name: str) -> str:
    """Return the link field for ``url_code``, ``code_url`` or ``code_urls``, or an empty string."""
    kind = re.sub(r"^url_|_?urls?$|_links?$", "", name)
    return kind if kind not in ("", name) and link_field(kind) else ""


# --- keys ---


def given_key(record: Mapping[str, object]) -> str:
    """Return the key that a record of a list contains, or an empty string.

    A field ``key`` is used as it is; the value of any other is cleaned.
    """
    key = scalar(record.get("key"))
    if key:
        return key
    by_name = {normal_name(name): scalar(value) or "" for name, value in record.items()}
    for name in KEYS:
        written = by_name.get(name, "")
        if written and not _IDENTIFIER.fullmatch(written):
            return clean_key(written)
    return ""


def identifier_key(fields: Mapping[str, object]) -> str:
    """Return a key made from the first identifier of a record, or an empty string."""
    values = (as_list(fields.get(name)) for name in _IDENTIFIER_FIELDS)
    identifier = next(filter(None, (scalar(value[0]) for value in values if value)), "")
    return key_of_identifier(identifier)


def says_nothing(group: str, fields: Mapping[str, object]) -> bool:
    """Whether a record has no field that could be shown as its title."""
    if (
        group == "publications"
        and fields.get("booktitle")
        and kind_of(scalar(fields.get("type")) or "") == "book"
    ):
        return False
    return not any(fields.get(name) not in (None, "", [], {}) for name in _MAIN_FIELDS[group])


# --- records and values ---


def parts_of(record: Table, group: str) -> Table:
    """Return ``record`` with the fields that other systems nest in it as fields of its own.

    These are ``bib`` of scholarly, ``hugoblox.ids`` of HugoBlox, an identifier in ``id``, and parts of dates.
    """
    nested = dict[str, object]()
    replaced = set[str]()
    for name, inner in (("bib", record.get("bib")), *_hugo_ids(record)):
        if isinstance(inner, Table):
            nested |= inner
            replaced.add(name)
    if identifier := _IDENTIFIER.fullmatch(scalar(record.get("id")) or ""):
        scheme = identifier["scheme"].lower()
        nested[_SCHEMES.get(scheme, scheme)] = identifier["value"]
    for start, end in (("begin_", "end_"), ("start_", "end_")):
        if date := _composed_date(record, start, end):
            ends = [scalar(value) for name, value in record.items() if name.startswith(end)]
            if start == "start_" and group in _LASTING and not any(ends):
                date = f"{date} –"  # RenderCV: until today
            nested["date"] = date
            replaced |= {name for name in record if name.startswith((start, end))}
    if not nested:
        return record
    result = Table(record.line)
    for name, value in record.items():
        if name not in replaced and (name not in nested or value not in (None, "")):
            result.put(name, value, record.lines.get(name, 0))
    for name, value in nested.items():
        if name not in result:
            result.put(name, value, record.line)
    result.repeated = list(record.repeated)
    return result


def _hugo_ids(record: Table) -> list[tuple[str, object]]:
    blocks = [(name, record.get(name)) for name in ("hugoblox", "hugo_blox")]
    return [(name, block.get("ids")) for name, block in blocks if isinstance(block, Table)]


def _composed_date(record: Table, start: str, end: str) -> str:
    """Return the date of ``begin_year``, ``begin_month`` … (regolith) or ``start_date`` … (RenderCV)."""
    if "date" in record:
        return ""
    dates = []
    for prefix in (start, end):
        date = scalar(record.get(f"{prefix}date")) or ""
        parts = [scalar(record.get(f"{prefix}{part}")) or "" for part in ("year", "month", "day")]
        if not date and parts[0]:
            numeric = all(not part or part.isdigit() for part in parts)
            date = "-".join(part.zfill(2) for part in parts if part) if numeric else parts[0]
        dates.append(date)
    return "/".join(dict.fromkeys(filter(None, dates)))


def our_value(group: str, field: str, value: object, *, written: str = "") -> object:
    """Return ``value`` in the form of our field ``field``.

    ``written`` is the name of the field in the file, if that is an alias.
    """
    if isinstance(value, str):
        if field in _NAME_FIELDS and ("," in value or ";" in value or " & " in value):
            return split_names(value)
        if field in _NAME_FIELDS and "\n" in value.strip() and " and " not in value:
            return value.split("\n")
        if field in ("date", "year"):
            decimal = _DECIMAL_YEAR.fullmatch(value.strip())
            return decimal[1] if decimal else _UNKNOWN_PART.sub("", value.strip())
        if written in _HUGO_VENUES:
            return re.sub(r"^([*_]?)In\s+", r"\1", value)
        if field == "publication" and "#" in value and " " not in value:
            return value.rpartition("#")[2]
        if written == "repo" and _REPOSITORY.fullmatch(value):
            return f"https://github.com/{value}"
        if group == "people" and field == "role":
            return _ROLES.get(value, value)
    if field == "type" and group == "publications" and written:
        types = as_list(value)
        first = (scalar(types[0]) or "").lower() if types else ""
        return _TYPE_ALIASES.get(first) or re.sub(r"[\s_]+", "-", first)
    if field == "title" and isinstance(value, list) and len(value) == 1:
        return value[0]  # ADS and Crossref
    if field == "links" and group != "people":
        return list(filter(None, map(_hugo_link, value))) if isinstance(value, list) else value
    return value


def _hugo_link(link: object) -> object:
    """Return a link of HugoBlox (``name``, ``type``) or greenelab (``type``, ``text``, ``link``) in our form.

    An empty link, as in a template, becomes None.
    """
    if not isinstance(link, Table) or "label" in link:
        return link
    label = scalar(link.get("name") or link.get("text")) or _label_of_type(scalar(link.get("type")) or "")
    url = scalar(link.get("url") or link.get("link")) or ""
    if not label or not link.keys() & {"url", "link", "provider"}:
        return link
    if scalar(link.get("provider")) == "arxiv":
        label, url = "arXiv", f"https://arxiv.org/abs/{scalar(link.get('id')) or ''}"
    if url in ("", "#"):
        return None
    our_link = Table(link.line)
    our_link.put("label", label)
    our_link.put("url", url)
    return our_link


def _label_of_type(name: str) -> str:
    kind = link_kind_of(name)
    return LINK_KINDS[kind] if kind else name[:1].upper() + name[1:]
