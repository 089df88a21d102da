"""Bare URLs in running text -> links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.links import safe_url
from ...model.text import Hyperlink, Inline, Markup, Text, joined

# A URL ends before white space, brackets of tags, quotation marks and East Asian punctuation.
_URL = re.compile(
    r"(?<![A-Za-z0-9_/@.:=-])(?:(?:https?|ftp)://|www\.)\w"
    r"[^\s<>\"“”„«»‘’{}|\\^`，。、；：？！（）《》「」【】\u200b]*+",
    re.IGNORECASE,
)
_PUNCTUATION = ".,;:!?'*_~"
_BRACKETS = {")": "(", "]": "["}


def with_links(text: Text) -> Text:
    """Return ``text`` with each bare URL in it as a link; punctuation behind it is not part of it."""
    if not any(isinstance(part, Markup) or (isinstance(part, str) and _can_have_url(part)) for part in text):
        return text
    return joined([inner for part in text for inner in _linked(part)])


def _can_have_url(text: str) -> bool:
    return "://" in text or "www." in text or "WWW." in text


def _linked(part: Inline) -> Iterator[Inline]:
    if isinstance(part, Markup) and part.kind != "code":
        yield Markup(part.kind, with_links(part.children))
        return
    if not isinstance(part, str) or not _can_have_url(part):
        yield part
        return
    position = 0
    for match in _URL.finditer(part):
        shown = _without_punctuation(match[0])
        url = f"https://{shown}" if shown[:4].lower() == "www." else shown
        if "." not in url.partition("://")[2] or not safe_url(url):
            continue
        yield part[position : match.start()]
        yield Hyperlink(url, (shown,))
        position = match.start() + len(shown)
    yield part[position:]


def _without_punctuation(url: str) -> str:
    """Return ``url`` without the punctuation of the sentence, and without a bracket that it does not open."""
    while url:
        last = url[-1]
        opening = _BRACKETS.get(last)
        if last not in _PUNCTUATION and not (opening and url.count(last) > url.count(opening)):
            break
        url = url[:-1]
    return url
