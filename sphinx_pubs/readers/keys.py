"""Keys for records whose file gives them none: ``he2017mask``."""

from __future__ import annotations

import itertools
import re
import string
import unicodedata
from collections.abc import Container

from ..model.names import fold

#: Words that a title starts with and that say nothing about it.
_STOP_WORDS = frozenset(
    "a an the on of for in to and at by from with towards toward using via is are do does how what why "
    "der die das ein eine über zur zum von le la les un une des du sur el los las il lo gli".split()
)

_URL = re.compile(r"(?:url:)?[a-z][a-z0-9+.-]*://[^/]*/?(?P<path>.*)", re.IGNORECASE | re.DOTALL)
_ZOTERO_ITEM = re.compile(r"(?:users|groups)/(?:local/)?\w+/items/")
_NOT_IN_PATH_KEY = re.compile(r"[^\w.:+-]+")
#: What BibTeX does not allow in a key, and blanks.
_NOT_IN_KEY = re.compile(r"""[\s,{}"'\\%#~()=]+""")


def make_key(family: str, year: int | str, title: str) -> str:
    """Return a key from the first author's family name, the year and the title's first significant word.

    It holds ASCII letters and digits only, unless a name or word has none.

    >>> make_key("Gärtner", 2017, "On the Mask")
    'gartner2017mask'
    """
    words = fold(title).split()
    significant = (word for word in words if word not in _STOP_WORDS)
    digits = re.search(r"\d{4}", str(year))
    word = next(significant, words[0] if words else "")
    return _ascii(fold(family)) + (digits[0] if digits else "") + _ascii(word) or "untitled"


def unique_key(key: str, taken: Container[str]) -> str:
    """Return ``key``, with a free suffix where it is ``taken``: ``a`` to ``zz``, and then a number."""
    if key not in taken:
        return key
    for length in (1, 2):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            if (candidate := key + "".join(letters)) not in taken:
                return candidate
    # Thousands of records without a key: to try each number in turn would take the square of that.
    low, high = 0, 1
    while f"{key}-{high}" in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{key}-{middle}" in taken else (low, middle)
    return f"{key}-{high}"


def clean_key(source: str) -> str:
    """Return an identifier that a program made as a key that people can write.

    Of a URL the path is left, of one of Zotero's the item's name. A bare number
    gives nothing: the same number stands in every other file too, and would
    merge what has nothing in common.

    >>> clean_key("http://zotero.org/users/1234/items/H7VW6ZWI")
    'H7VW6ZWI'
    """
    url = _URL.match(source.strip())
    path = _ZOTERO_ITEM.sub("", url["path"]) if url else source
    key = (_NOT_IN_PATH_KEY if url else _NOT_IN_KEY).sub("-", path).strip("-")
    return "" if key.isdigit() else key


def _ascii(text: str) -> str:
    letters = text.replace(" ", "")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return plain or letters
