"""Lists and mappings where a record has a single value: what else YAML and JSON files write.

``pages: [361, 369]``, ``issue: {value: 3}``, ``link: {url: …, display: …}``; in Hayagriva's files
``publisher: {name: ACM, location: New York}``, ``url: {value: …, date: …}`` and ``serial-number: {doi: …}``.
Only what is unambiguous is read; anything else is left as it is, and reported where it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .tables import PUBLICATION, names_of
from .values import scalar

#: Fields with mappings of identifiers by scheme, which become fields of their own.
IDENTIFIER_MAPPINGS = names_of(PUBLICATION, "identifiers")

#: Keys of a mapping under which its value is, the best first.
_VALUE_KEYS = (
    "value",
    "name",
    "text",
    "title",
    "full",
    "number",
    "id",
    "content",
    "$t",
    "#text",
    "_text",
    "",
)
_PLACE_KEYS = ("location", "place", "address", "city")
_START_KEYS = ("start", "first", "from", "begin", "startpage", "firstpage", "start_page", "first_page")
_END_KEYS = ("end", "last", "to", "until", "endpage", "lastpage", "end_page", "last_page")
_URL_KEYS = ("url", "href", "link", "value")
_LABEL_KEYS = ("display", "label", "text", "name", "title")
#: Identifier in these mappings -> field; others are dropped.
_SCHEMES = {
    "doi": "doi",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pubmed": "pmid",
    "pmcid": "pmcid",
    "pubmedcentral": "pmcid",
    "pmc": "pmcid",
    "hal": "hal",
    "ads": "ads",
    "bibcode": "ads",
    "serial": "number",
    "number": "number",
}
_SINGLE = """
    title subtitle shorttitle titleaddon journal journaltitle booktitle eventtitle maintitle publisher school
    institution organization venue series volume number issue edition version chapter abbr abstract address
    location place type year month status pubstate doi
    """.split()

_Fields = dict[str, object]


def flattened(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return ``fields`` with single values where a list or a mapping holds one.

    If there is none, it is the same mapping.
    """
    if not [name for name, value in fields.items() if not isinstance(value, str) and name in _READERS]:
        return fields
    result = dict(fields)
    for name, value in fields.items():
        if isinstance(value, Mapping | list) and (read := _READERS.get(name)):
            added = read(name, value)
            if added is None:
                continue
            del result[name]
            for field, inner in added.items():
                if inner and result.get(field) in (None, "", []):
                    result[field] = inner
    return result


def _single(name: str, value: object) -> _Fields | None:
    """Return the value of a mapping with a name for it; None if it is not clear."""
    inner = _first(value, _VALUE_KEYS)
    if name == "venue" or not inner:
        return None  # ``venue`` is a mapping of our own
    added: _Fields = {name: inner}
    if name in ("publisher", "school", "institution", "organization"):
        added["address"] = _first(value, _PLACE_KEYS)
    elif name in ("journal", "journaltitle", "booktitle"):
        added["abbr"] = _first(value, ("abbr", "abbreviation", "short", "shortname"))
    elif name == "title":
        added["shorttitle"] = _first(value, ("short", "shorttitle"))
    return added


def _pages(name: str, value: object) -> _Fields | None:
    """Return the pages of ``[361, 369]``, of ``{start: 361, end: 369}``, or of a list of pages and ranges."""
    if isinstance(value, Mapping):
        first, last = _first(value, _START_KEYS), _first(value, _END_KEYS)
        if not first:
            return _single(name, value)
        return {name: f"{first}--{last}" if last and last != first else first}
    pages = [scalar(page) for page in value] if isinstance(value, list) else []
    numbers = [page for page in pages if page]
    if len(numbers) != len(pages) or not numbers:
        return None
    is_range = len(numbers) == 2 and all(page.isalnum() for page in numbers) and numbers[0] != numbers[1]
    return {name: "--".join(numbers) if is_range else ", ".join(dict.fromkeys(numbers))}


def _address(name: str, value: object) -> _Fields | None:
    """Return the URL of a mapping with its label (``display``) and its date."""
    if not isinstance(value, Mapping):
        return None
    url, label = _first(value, _URL_KEYS), _first(value, _LABEL_KEYS)
    if not url:
        is_links = all(scalar(inner) for inner in value.values())
        return {"links": value} if name == "link" and is_links else None
    added: _Fields = {"url": url, "urldate": _first(value, ("date", "accessed", "visited", "urldate"))}
    return {**added, "links": {label: url}} if label else added


def _identifiers(name: str, value: object) -> _Fields | None:
    """Return the identifiers of a mapping by scheme, or of a list of ``{type: doi, value: …}``."""
    if isinstance(value, Mapping):
        pairs = [(str(scheme), scalar(inner)) for scheme, inner in value.items()]
    elif isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        pairs = [
            (_first(item, ("type", "scheme", "kind")), _first(item, ("value", "id", "identifier")))
            for item in value
        ]
    else:
        return None
    fields: _Fields = {}
    for scheme, identifier in pairs:
        if field := _SCHEMES.get(scheme.lower().replace("-", "").replace("_", "")):
            fields.setdefault(field, identifier)
    return fields


def _first(value: object, names: tuple[str, ...]) -> str:
    """Return the first of these values that is a single one and not empty; case does not matter."""
    if not isinstance(value, Mapping):
        return ""
    by_name = {str(name).lower(): scalar(inner) for name, inner in value.items()}
    return next((found for name in names if (found := by_name.get(name))), "")


_READERS: Mapping[str, Callable[[str, object], _Fields | None]] = {
    **dict.fromkeys(_SINGLE, _single),
    "pages": _pages,
    "url": _address,
    "link": _address,
    **dict.fromkeys(IDENTIFIER_MAPPINGS, _identifiers),
}
