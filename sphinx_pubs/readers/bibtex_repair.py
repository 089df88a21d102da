"""Faults of BibTeX source that can be mended without a guess, before or after it is split into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bibtexparser.model import Entry, ParsingFailedBlock
from bibtexparser.splitter import Splitter

from ..model.problems import Code
from .base import Problems
from .bibtex_values import read_value

#: In the place of an ``@`` at the start of a line that stands in a value, where the splitter takes it for a
#: new entry. A character for private use: nobody's text has it (Unicode, section 23.5).
_HIDDEN_AT = "\ufdd0"

_START = re.compile(r"^(?P<indent>[ \t]*)@\s*(?P<type>[^\W\d_][\w.:+-]*)(?P<gap>\s*)(?P<open>[{(])", re.MULTILINE)
_SPECIAL = re.compile(r"(?:comment|string|preamble)\w", re.IGNORECASE)
_ENTRY = r"^[ \t]*@(?!(?:string|comment|preamble)[ \t]*[{(])\w+[ \t]*[{(]\s*"
_FIELD = r"[A-Za-z][\w:.+-]*\s*=\s*[{\"\w]"
_NO_KEY = re.compile(rf"(?P<start>{_ENTRY})(?={_FIELD})", re.MULTILINE | re.IGNORECASE)
_NO_COMMA = re.compile(
    rf"(?P<start>{_ENTRY}(?P<key>[^\s,={{}}()\"#]+))(?=\s+{_FIELD})", re.MULTILINE | re.IGNORECASE
)
_QUOTED_KEY = re.compile(
    rf"(?P<start>{_ENTRY})\"(?P<key>[^\s,={{}}()\"#]+)\"(?=\s*,)", re.MULTILINE | re.IGNORECASE
)
_BRACE_OR_BLOCK = re.compile(r"(?<!\\)[{}]|^[ \t]*@", re.MULTILINE)
_INNER_FIELD = re.compile(r"^[ \t]*[A-Za-z][\w-]*\s*=\s*[{\"]", re.MULTILINE)
