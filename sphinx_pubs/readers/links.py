"""Links of a record: from fields that hold one, and from lists in which groups can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..model.links import KINDS, PREFIXES, kind_of
from ..model.problems import Code
from ..model.publication import Link
from ..model.text import plain
from .fields import Fields, checked_url, scalar

#: Fields of links that are identifiers, or the main link, and no links of their own.
_ELSEWHERE = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads", "url", "link"})
_EXPLICIT = frozenset({"label", "url", "kind", "group"})
#: A file name or path: what stands in a link field without a scheme.
_PATH = re.compile(r"\S*[./]\S*|\S.*\.\w{2,5}", re.S)


@lru_cache(maxsize=1024)
def link_field(name: str) -> tuple[str, str] | None:
    """Return label and kind of the link that the field ``name`` holds, or None where it holds none."""
    if kind := kind_of(name):
        return None if name in _ELSEWHERE else (KINDS[kind], kind)
    if not name.startswith(PREFIXES):
        return None
    prefix = next(prefix for prefix in PREFIXES if name.startswith(prefix))
    label = name.removeprefix(prefix).strip("_- ").replace("_", " ")
    return (label, kind_of_label(label)) if label else None


def kind_of_label(label: str) -> str:
    """Return the kind of a link that its author calls ``label``, or an empty string.

    The whole label counts first, then its words from the left, then *code* in one:
    *code/models*, *arXiv version*, *project page*, *videos*.
    """
    label = label.strip().lower()
    if kind := kind_of(re.sub(r"[\s-]+", "_", label)):
        return kind
    for word in re.split(r"[\s/_,()&+-]+", label):
        kind = kind_of(word) or kind_of(word.removesuffix("s"))
        if kind and kind != "url":
            return kind
    return "code" if "code" in label else ""


def read_links(fields: Fields) -> tuple[Link, ...]:
    """Return the links of a record in the order of its fields."""
    found: list[Link] = []
    for name, value in fields.values.items():
        if name == "links":
            found.extend(_listed(value, fields))
        elif value and (field := link_field(name)):
            label, kind = field
            source = scalar(value)
            if source is None:
                found.extend(_labelled(label, value, fields, kind=kind))
            elif is_url(source):
                found.append(Link(label, checked_url(source, fields.report), kind))
    if fields.value("link") and fields.value("url"):
        found.append(Link(KINDS["url"], fields.url("link"), "url"))
    return tuple(found)


def _listed(value: object, fields: Fields, group: str = "", kind: str = "") -> Iterator[Link]:
    """Yield the links of a list or mapping; those of a group get its name and kind."""
    if isinstance(value, Mapping):
        if "label" in value or {"url", "kind"} <= value.keys():
            yield _explicit(value, fields, group, kind)
        else:
            for label, inner in value.items():
                yield from _labelled(str(label), inner, fields, group, kind)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _listed(item, fields, group, kind)
    elif label := scalar(value):
        yield from _labelled(label, "", fields, group, kind)


def _labelled(label: str, value: object, fields: Fields, group: str = "", kind: str = "") -> Iterator[Link]:
    """Yield the link called ``label``, or the links of the group of this name."""
    text = plain(fields.to_text(label))
    kind = kind or kind_of_label(text)
    source = scalar(value)
    if source is not None:
        yield Link(text, checked_url(source, fields.report), kind, group)
    elif isinstance(value, Mapping) and value.keys() <= _EXPLICIT and "url" in value:
        yield _explicit({"label": label, **value}, fields, group, kind)
    elif group:
        fields.report(Code.SHAPE, f"links: a group stands inside the group {group}")
    elif isinstance(value, list) and value and all(isinstance(item, str) and is_url(item) for item in value):
        for url in value:
            yield Link(text, checked_url(url, fields.report), kind)
    else:
        yield from _listed(value, fields, text, kind)


def _explicit(value: Mapping[str, object], fields: Fields, group: str, kind: str) -> Link:
    """Return the link whose parts are named."""
    inner = Fields(value, fields.to_text, fields.report)
    label, kind = inner.string("label"), inner.source("kind").lower() or kind
    label = label or KINDS.get(kind, kind)
    return Link(label, inner.url("url"), kind or kind_of_label(label), inner.string("group") or group)


def is_url(source: str) -> bool:
    """Whether ``source`` can be a URL or a path, and is no other thing in a field of the same name."""
    return ":" in source or _PATH.fullmatch(source) is not None
