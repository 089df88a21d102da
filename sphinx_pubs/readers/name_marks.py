r"""What stands around a name in a list of authors: marks such as ``*``, and typeface.

People mark equal contribution and their own name inside the author field:
``Brandon Amos$^{\dagger}$``, ``Zhilin Yang<sup>*</sup>``, ``\textbf{Zhu, W.}``.
"""

from __future__ import annotations

import re

from ..model.text import plain
from .latex import to_text
from .name_parts import is_one_group

_SYMBOLS = "*†‡§¶#∗⋆✉"
_NAMED = r"\\(?:text)?d?dag(?:ger)?(?:dbl)?|\\[SP]"
_MARK = re.compile(
    rf"""\s*(?:
        \\textsuperscript\s*\{{(?P<raised>(?:[^{{}}]|\{{[^{{}}]*\}})*)\}}
      | \$(?P<formula>[^$]*)\$
      | <sup>(?P<html>[^<]*)</sup>
      | \^(?P<caret>[{_SYMBOLS}]|\{{[{_SYMBOLS}]\}})
      | (?P<plain>(?:[{_SYMBOLS}]|\\[*\#]|(?:{_NAMED})(?![A-Za-z])(?:\{{\}})?)+)
    )\s*$""",
    re.VERBOSE,
)
#: How much of the end of a long source is looked at: the work would else grow with its square.
_END = 500
_ONE_MARK = re.compile(rf"([{_SYMBOLS}])\1*|\w+")
_LEADING = re.compile(rf"[{_SYMBOLS}]+(?=\w|\\|\{{)")
# More layers around a name than this are no name.
_LAYERS = 8
# "(* indicates Equal Contribution)" behind the last author
_EXPLANATION = re.compile(r"\s*\([^()]*(?:contribut|correspond)[^()]*\)$", re.IGNORECASE)
_TYPEFACE = re.compile(
    r"\\(?:textbf|textit|emph|underline|uline|textsc|textrm|textnormal|normalfont|mbox)\s*(?P<group>\{.*\})"
    r"|\{\\(?:bf|bfseries|em|it|itshape|sc|scshape)\b\s*(?P<switched>.*)\}"
    r"|<(?P<tag>b|u|strong|em|i)>(?P<tagged>.*)</(?P=tag)>"
    r"|(?P<stars>\*\*|__)(?P<starred>[^*_]+)(?P=stars)"
)


def strip_marks(source: str) -> tuple[str, tuple[str, ...]]:
    """Return ``source`` without typeface and marks around it, and the marks."""
    if "\\" not in source and source[:1].isalpha() and (source[-1:].isalpha() or source[-1:] == "."):
        return source, ()
    source = source[:-_END] + _EXPLANATION.sub("", source[-_END:])
    marks: tuple[str, ...] = ()
    for _ in range(_LAYERS):
        if found := _TYPEFACE.fullmatch(source):
            inner = found["group"] or f"{{{found['switched'] or found['tagged'] or found['starred'] or ''}}}"
            if not is_one_group(inner):
                break
            source = inner[1:-1].strip()
        elif (found := _MARK.search(source, max(len(source) - _END, 0))) and found.start():
            marks = (*_each(found[found.lastgroup or 0]), *marks)
            source = source[: found.start()]
        elif found := _LEADING.match(source):
            marks = (*marks, *_each(found[0]))
            source = source[found.end() :]
        else:
            break
    return source.strip(), marks


def _each(source: str) -> tuple[str, ...]:
    written = plain(to_text(source)).replace("∗", "*")
    return tuple(found[0] for found in _ONE_MARK.finditer(written))
