"""Make keys for records that have none (``he2017mask``), and clean the keys that programs make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar, cast

from ..model.keys import unique_key
from ..model.names import Contributor, fold
from ..model.problems import Code
from ..model.records import Activity, Award, Publication, Record, record_kind
from ..model.same_key import SameKey
from ..model.text import Text, plain
from .base import ProblemLog, ignore
from .fields.contributors import ReadNames
from .fields.values import scalar
from .markup.html import to_text

_RecordT = TypeVar("_RecordT", bound=Record)

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


def key_of_fields(fields: Mapping[str, object], names: ReadNames) -> str:
    """Return a key from the fields of a record: its first author or editor, its date and its title."""
    people = names(fields.get("author") or fields.get("editor") or [], "author", ignore)
    return key_of_work(people, str(fields.get("date", "")), to_text(str(fields.get("title", ""))))


def key_of_work(contributors: Sequence[Contributor], year: str, title: Text) -> str:
    """Return a key from the first of ``contributors``, the year and the title."""
    name = contributors[0].name if contributors else None
    return make_key((name.family or name.literal) if name else "", year, plain(title))


def first_family(names: object) -> str:
    """Return the family or literal name of the first of a list of mappings, as it is written.

    For CSL-JSON and CITATION.cff: a particle in the family name becomes part of the key.
    """
    first = names[0] if isinstance(names, list) and names else None
    if isinstance(first, Mapping):
        first = first.get("family") or first.get("literal") or first.get("name")
    return scalar(first) or ""


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


# An award or activity is compared with this many of its key.
_MOST_COMPARED = 8


def _differ(first: Record, second: Record) -> bool:
    """Return whether two awards or activities differ in a title, text, role, event or date that both have."""
    names = ("title", "text", "role", "events", "date")
    values = [(getattr(first, name, None), getattr(second, name, None)) for name in names]
    return any(one and other and one != other for one, other in values)


class FileRecords(Generic[_RecordT]):
    """The records of a file, in its order.

    Of two records with the same key, the later one replaces the earlier, which is reported. Publications of
    different works are all kept: the library gives them different keys. So is one without a title, which adds
    to the one that has a title. Different awards and activities are kept, too, and get another key here.
    """

    def __init__(self, problems: ProblemLog) -> None:
        self._problems = problems
        self._works: dict[str, SameKey] = {}
        #: By key and number of the work; -1 for a publication without a title.
        self._records: dict[tuple[str, int], _RecordT] = {}
        self._keys: set[str] = set()
        #: Key in the file -> the keys of the different awards or activities that have it.
        self._split: dict[str, list[str]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[_RecordT]:
        return iter(self._records.values())

    def add(self, record: _RecordT) -> None:
        """Add ``record``, the next one in the file."""
        record = self._with_own_key(record)
        key = record.key
        number = 0
        if isinstance(record, Publication):
            number = self._number(record) if record.title else -1
        if key in self._keys:
            earlier = self._records.pop((key, number), None)
            added_to = self._records.get((key, 0)) if number < 0 else self._records.get((key, -1))
            if earlier:
                self._report(record, earlier, "this record is used")
            elif added_to:
                self._report(record, added_to, "the two are combined")
        self._keys.add(key)
        self._records[key, number] = record

    def _with_own_key(self, record: _RecordT) -> _RecordT:
        """Return an award or activity with another key if the key is that of a different one."""
        if not isinstance(record, Award | Activity) or record.key not in self._keys:
            return record
        keys = self._split.setdefault(record.key, [record.key])
        for key in keys[:_MOST_COMPARED]:
            if not _differ(self._records[key, 0], record):
                return cast("_RecordT", replace(record, key=key))
        key = unique_key(record.key, self._keys)
        keys.append(key)
        self._report(record, self._records[keys[0], 0], f"{record_kind(record)} kept as {key!r}")
        return cast("_RecordT", replace(record, key=key))

    def _number(self, record: Publication) -> int:
        """Return the number of the work of ``record`` among those with its key."""
        if record.key not in self._keys:
            return 0
        if record.key not in self._works:
            works = self._works[record.key] = SameKey()
            first = self._records.get((record.key, 0))
            if isinstance(first, Publication):
                works.add(first)
        return self._works[record.key].add(record)

    def _report(self, record: _RecordT, earlier: _RecordT, outcome: str) -> None:
        message = f"duplicate key, also at line {earlier.origin.line}; {outcome}"
        self._problems.add(Code.DUPLICATE_KEY, message, line=record.origin.line, key=record.key)
