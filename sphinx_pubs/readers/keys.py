"""Make keys for records that have none (``he2017mask``), and clean the keys that programs make."""

from __future__ import annotations

import itertools
import re
import string
import unicodedata
from collections.abc import Container, Mapping, Sequence

from ..model.names import Contributor, fold
from ..model.problems import Code
from ..model.text import Text, plain
from .base import ProblemLog
from .fields.values import scalar

# Words at the start of a title that say nothing about it, in English, German, French, Spanish and Italian.
_STOP_WORDS = frozenset(
    "a an the on of for in to and at by from with towards toward using via is are do does how what why "
    "der die das ein eine über zur zum von le la les un une des du sur el los las il lo gli".split()
)
_SLUG_WORDS = 6

_URL = re.compile(r"(?:url:)?[a-z][a-z0-9+.-]*://[^/]*/?(?P<path>.*)", re.IGNORECASE | re.DOTALL)
_ZOTERO_ITEM = re.compile(r"(?:users|groups)/(?:local/)?\w+/items/")
_NOT_IN_PATH_KEY = re.compile(r"[^\w.:+-]+")
# What BibTeX does not allow in a key, and white space.
_NOT_IN_KEY = re.compile(r"""[\s,{}"'\\%#~()=]+""")


# --- keys made from the fields of a record ---


def make_key(family: str, year: int | str, title: str) -> str:
    """Return a key from the first author's family name, the year and the title's first significant word.

    It contains only ASCII letters and digits, except for names and words that have none.

    >>> make_key("Gärtner", 2017, "On the Mask")
    'gartner2017mask'
    """
    words = fold(title).split()
    significant = (word for word in words if word not in _STOP_WORDS)
    digits = re.search(r"\d{4}", str(year))
    word = next(significant, words[0] if words else "")
    return _ascii(fold(family)) + (digits[0] if digits else "") + _ascii(word) or "untitled"


def key_of_work(contributors: Sequence[Contributor], year: str, title: Text) -> str:
    """Return a key from the first of ``contributors``, the year and the title."""
    name = contributors[0].name if contributors else None
    return make_key((name.family or name.literal) if name else "", year, plain(title))


def first_family(names: object) -> str:
    """Return the family or literal name of the first of a list of mappings, as it is written.

    For CSL-JSON and CITATION.cff: a particle in the family name becomes part of the key.
    """
    first = names[0] if isinstance(names, list) and names else None
    name = (first.get("family") or first.get("literal")) if isinstance(first, Mapping) else first
    return scalar(name) or ""


def slug(title: str, year: str) -> str:
    """Return a key from the first words of a title and the year: ``best-paper-award-2017``."""
    digits = re.search(r"\d{4}", year)
    words = [*fold(title).split()[:_SLUG_WORDS], *([digits[0]] if digits else [])]
    return "-".join(words) or "record"


def _ascii(text: str) -> str:
    letters = text.replace(" ", "")
    return unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode() or letters


# --- keys that a file gives ---


def clean_key(source: str) -> str:
    """Return an identifier that a program made as a key that people can type, or an empty string.

    Only the path of a URL is used, and only the item of a Zotero URL. A bare number gives no key:
    other files use the same numbers for other records, and those would be merged.

    >>> clean_key("http://zotero.org/users/1234/items/H7VW6ZWI")
    'H7VW6ZWI'
    """
    url = _URL.match(source.strip())
    path = _ZOTERO_ITEM.sub("", url["path"]) if url else source
    key = (_NOT_IN_PATH_KEY if url else _NOT_IN_KEY).sub("-", path).strip("-")
    return "" if key.isdigit() else key


# --- keys that are used twice ---


def unique_key(key: str, taken: Container[str]) -> str:
    """Return ``key``, with a suffix if it is ``taken``: ``a`` to ``zz``, then a number."""
    if key not in taken:
        return key
    for length in (1, 2):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            if (candidate := key + "".join(letters)) not in taken:
                return candidate
    # Bisect: with thousands of records without a key, trying each number takes quadratic time.
    low, high = 0, 1
    while f"{key}-{high}" in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{key}-{middle}" in taken else (low, middle)
    return f"{key}-{high}"


def report_duplicate_key(problems: ProblemLog, key: str, earlier: int, line: int) -> None:
    """Report that the record at ``line`` has the key of the one at line ``earlier``, and replaces it."""
    message = f"duplicate key, also at line {earlier}; this record is used"
    problems.add(Code.DUPLICATE_KEY, message, line=line, key=key)
