"""LaTeX fields that are not text: URLs, identifiers, paths."""

from __future__ import annotations

import re

_VERBATIM = (
    (re.compile(r"\\(?:url|path|nolinkurl)\b\s*"), ""),
    (re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}"), r"\1"),
    (re.compile(r"\\textasciitilde\b\s*|\\~\{\}|\$\s*\\sim\s*\$|\\sim\b\s*"), "~"),
    (re.compile(r"\\textunderscore\b\s*"), "_"),
    (re.compile(r"\\textless\b\s*|\$<\$|&lt;"), "<"),
    (re.compile(r"\\textgreater\b\s*|\$>\$|&gt;"), ">"),
    (re.compile(r"\\?&amp;"), "&"),
    (re.compile(r"\\-|(?<!\\)[{}]"), ""),
    (re.compile(r"\\([^A-Za-z0-9\s])"), r"\1"),
    (re.compile(r"[ \t\r\n\f\v]+"), " "),
)
_NEEDS_UNESCAPING = re.compile(r"[\\{}$&\s]")


def verbatim(source: str) -> str:
    r"""Return a URL, DOI or path without what LaTeX needs around it and in it: ``\url{…}``, ``\_``."""
    if _NEEDS_UNESCAPING.search(source):
        for pattern, replacement in _VERBATIM:
            source = pattern.sub(replacement, source)
    return source.strip()
