"""Addresses as people and programs write them in a field -> URLs."""

from __future__ import annotations

import re

from ...model.identifiers import arxiv, doi, unescaped

_HREF = re.compile(r"""\bhref\s*+=\s*+["']\s*+([^"'<>]+)""", re.I)
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]*+\]\((?P<url>https?://[^\s()]++)\)")
# Between two URLs in one field.
_SEPARATOR = re.compile(r"(?<![\s,;|])(?:[\s,;|]++|(?:\s++and\s++))(?=<?(?:https?|ftp)://)", re.I)
# Words and brackets before a URL, as in "Available at: <https://…>".
_BEFORE_URL = re.compile(
    r"(?:<|(?:available(?: at| from| online)?|retrieved from|accessed at|urls?|see|link|online)\s*+:?\s*+<?)"
    r"(?=https?://)",
    re.I,
)
# A remark behind a URL: "(accessed 2020-01-01)", "[Accessed: 1 May 2020]"
_BEHIND_URL = re.compile(
    r"(?<!\s)\s++[(\[]?(?:online[;,] )?(?:last )?(?:accessed|visited|retrieved|consulted|viewed)\b.*+",
    re.I | re.S,
)
_WEB_OF_SCIENCE = re.compile(
    r"<Go to (?:ISI|WoS)>://(?:WOS:|ISI:|BCI:|MEDLINE:)?(?P<id>[A-Z]?\d{9,15})", re.I
)


_ONE_URL = re.compile(r"https?://[^\s,;|<>\\{}&]++")


def is_one_url(source: str) -> bool:
    """Return whether ``source`` is a URL with nothing to clean, as nearly all are."""
    return _ONE_URL.fullmatch(source) is not None


def urls_in(source: str) -> list[str]:
    """Return the URLs in ``source``; ``source`` itself if it is a single URL, a path or anything else."""
    source = source.strip()
    if not source:
        return []
    if "<" in source:
        if hrefs := _HREF.findall(source):
            return hrefs
        if record := _WEB_OF_SCIENCE.fullmatch(source):
            return [f"https://www.webofscience.com/wos/woscc/full-record/WOS:{record['id']}"]
    if source[0] == "[" and (link := _MARKDOWN_LINK.fullmatch(source)):
        return [link["url"]]
    return [_without_words(url) for url in _SEPARATOR.split(_without_words(source))]


def _without_words(source: str) -> str:
    if word := _BEFORE_URL.match(source):
        source = source[word.end() :].removesuffix(">")
    if " " in source and "://" in source:
        source = _BEHIND_URL.sub("", source).rstrip(",;")
    return source


def cleaned_url(source: str) -> str:
    """Return ``source`` without line breaks, blanks and LaTeX escapes; the URL of a DOI or arXiv number."""
    source = unescaped(source.strip())
    if "://" not in source and source[:4].lower() in ("doi:", "10.1", "10.2", "10.3", "arxi", "doi.", "dx.d"):
        identifier = doi(source) or (arxiv(source) if source[:4].lower() == "arxi" else None)
        if identifier:
            return identifier.url
    if "\n" in source:
        source = "".join(line.strip() for line in source.splitlines())
    elif "://" in source:
        source = "%20".join(source.replace(":// ", "://").split())
    if source.startswith("www."):
        return f"https://{source}"
    return f"https:{source}" if source.startswith("//") else source
