"""Links of a person: ``github: jane-doe``, ``scholar: https://…``, and the list ``links``.

A value is a URL, a path, or a user name, of which the rules in ``model/profiles`` make the URL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from ...model.links import LINK_PREFIXES
from ...model.problems import Code
from ...model.profiles import SERVICES, address_of, kind_of_address, label_of, profile_kind
from ...model.records import Link
from ...model.text import plain
from .annotations import orcid_of
from .links import is_url, link_field
from .values import Fields, as_list, checked_url, quoted, scalar, shape_of

# These links have fields of their own.
_ATTRIBUTES = frozenset({"homepage", "email", "orcid"})
# What other systems call the parts of a link, the best first (HugoBlox, lab-website-template, JSON Resume).
_LABELS = ("label", "text", "name", "title")
_KINDS = ("kind", "type", "icon", "network", *_LABELS)
_URLS = ("url", "link", "href")
_USERS = ("username", "user", "handle", "value", "id")


def is_profile_field(name: str) -> bool:
    """Return whether ``name`` is a field with a link of a person: ``github``, ``link_Lab_page``."""
    return _kind_of_field(name) != "" or name.startswith(LINK_PREFIXES)


def _kind_of_field(name: str) -> str:
    kind = profile_kind(name)
    return "" if kind in _ATTRIBUTES else kind


def read_profiles(fields: Fields) -> tuple[Link, ...]:
    """Return the links of a person in the order of the fields."""
    links: list[Link] = []
    for name, value in fields.values.items():
        if name == "links":
            links += _links_in(value, fields)
        elif kind := _kind_of_field(name):
            links += _labeled(label_of(kind), kind, value, fields)
        elif name.startswith(LINK_PREFIXES) and (field := link_field(name)):
            links += _labeled(field[0], profile_kind(field[0]), value, fields)
    return tuple(links)


def _links_in(value: object, fields: Fields) -> Iterator[Link]:
    """Yield the links of a list or a mapping: of labels or kinds to URLs, or of one link."""
    if isinstance(value, Mapping):
        if value.keys() & {*_URLS, *_USERS, *_KINDS}:
            yield from _described(value, fields)
            return
        for name, inner in value.items():
            kind = profile_kind(str(name))
            label = label_of(kind) if kind else plain(fields.to_text(str(name)))
            yield from _labeled(label, kind, inner, fields)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _links_in(item, fields)
    elif source := scalar(value):
        yield from _bare(source, fields)


def _bare(source: str, fields: Fields) -> Iterator[Link]:
    """Yield the link of an item without a label: a URL, or the kind of a field that has the URL."""
    if "://" in source or source.startswith("mailto:"):
        if url := checked_url(source, fields.report):
            yield _of_address(url)
    elif (kind := profile_kind(source)) in _ATTRIBUTES:
        yield Link(label_of(kind), "", kind)
    else:
        message = f"links: no address in {quoted(source)}: write the label, a colon and the URL"
        fields.report(Code.BAD_URL, message)


def _of_address(url: str, label: str = "") -> Link:
    kind = kind_of_address(url)
    return Link(label or label_of(kind) or urlsplit(url).hostname or url, url, kind)


def _described(value: Mapping[str, object], fields: Fields) -> Iterator[Link]:
    """Yield the link of a mapping with its label or kind, and its URL or user name."""
    inner = Fields(value, fields.to_text, fields.report)
    kind = next(filter(None, (profile_kind(inner.peek(name)) for name in _KINDS)), "")
    label = inner.string(*_LABELS) or label_of(kind)
    url = inner.source(*_URLS)
    if url in ("", "#") and not inner.peek(*_USERS):
        # As in a template, unless another field has the address.
        yield from [Link(label, "", kind)] if kind in _ATTRIBUTES and url == "" else []
    elif url and not kind:
        if safe := checked_url(url, fields.report):
            yield _of_address(safe, label)
    else:
        yield from _labeled(label, kind, url or inner.source(*_USERS), fields)


def _labeled(label: str, kind: str, value: object, fields: Fields) -> Iterator[Link]:
    """Yield a link for each address in ``value``; of a mapping, that in it."""
    for item in as_list(value):
        if isinstance(item, Mapping) and item.keys() & {*_URLS, *_USERS}:
            inner = Fields(item, fields.to_text, fields.report)
            label, item = inner.string(*_LABELS) or label, inner.source(*_URLS, *_USERS)
        source = scalar(item)
        if source is None:
            fields.report(
                Code.SHAPE, f"{label or 'links'}: an address must be a string, not a {shape_of(item)}"
            )
        elif url := _address(kind, source, label, fields):
            yield Link(label or label_of(kind_of_address(url)) or url, url, kind or kind_of_address(url))


def _address(kind: str, source: str, label: str, fields: Fields) -> str:
    """Return the URL of what ``source`` names; report it and return "" if that is none."""
    if kind == "orcid":
        identifier = orcid_of(source, fields.report)
        return f"https://orcid.org/{identifier}" if identifier else ""
    if "://" not in source and kind and kind_of_address(f"https://{source}") == kind:
        source = f"https://{source}"
    elif url := address_of(kind, source):
        return url
    has_rule = kind in SERVICES and SERVICES[kind].address != ""
    if is_url(source) and (not has_rule or ":" in source or source.startswith("/")):
        return checked_url(source, fields.report)
    expected = "a URL or a user name" if has_rule else "a URL"
    if kind == "email":
        fields.report(Code.BAD_URL, f"invalid e-mail address: {quoted(source)}")
    else:
        fields.report(Code.BAD_URL, f"cannot link {label}: {quoted(source)} must be {expected}")
    return ""
