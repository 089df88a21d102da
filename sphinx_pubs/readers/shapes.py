"""The shapes that hand-made YAML, JSON and TOML files have, as the groups of a native file.

Read are: our own groups; a list of records; a list or mapping in which records
are nested by year or by category; a mapping from keys to records; JSON Resume
(https://jsonresume.org/schema, version 1.0.0), RenderCV, al-folio's ``cv.yml``.

Which records a list holds: publications, awards, activities or people.

In this order the answer is taken from

1. what the author says: the list's name in the file (``awards:``), or ``list.yaml#awards``;
2. the name of the file, then of the folders around it: ``awards.yml``, ``content/publication/…``;
3. the fields: authors, journals and DOIs are those of publications, a recipient or an awarder
   those of awards;
4. publications. Then the directive that names the file may say otherwise: ``.. awards:: list.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from ..model.kinds import is_known
from .aliases import normal_name
from .fields.values import scalar
from .trees import GROUPS, Table

#: Of a CV only these are read: its other sections are about the person.
_OF_A_CV = ("publications", "awards")
_HOLDERS = ("entries", "items", "contents", "records", "list", "papers", "articles", *_OF_A_CV)
#: What stands beside the records that a mapping holds, and what holds no records.
_HEADINGS = frozenset(
    "title name label heading category section type year years date period description".split()
)
_YEARS = re.compile(r"[\[(]?(?:1[5-9]|20)\d\d(?:\s*[-–/,]+\s*(?:\d\d){1,2})*[\])]?")
_CHOSEN = frozenset({"selected", "featured", "highlights", "highlighted"})
_JSON_RESUME = {"publisher": "venue"}
_GREENELAB = {"publisher": "venue"}
_GREENELAB_ID = re.compile(r"(?:doi|pmid|pubmed|pmcid|arxiv|isbn|url|wikidata):\S+", re.I)


class Item(NamedTuple):
    """A record as it stands in a file; ``key`` is empty where it stands in a list."""

    key: str
    value: object
    line: int


@dataclass(slots=True)
class Shape:
    """The groups of a document, and what there is to know about it.

    ``guessed``: nothing tells which group its records are of. ``renamed`` are the
    names of fields that mean something else in this format.
    """

    groups: list[tuple[str, object, int]] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    guessed: bool = False
    renamed: dict[str, str] = field(default_factory=dict)


def shape_of(document: object, path: str, said: str = "") -> Shape | None:
    """Return the groups of ``document``, or None where it holds no records.

    ``said`` is the group that the author names for records whose group the file does not tell.
    """
    if isinstance(document, Table):
        sections = _cv_sections(document)
        if sections is not None:
            return _of_cv(sections, _JSON_RESUME if "basics" in document else {})
        if document.keys() & set(GROUPS):
            return _native(document)
        named = _named_groups(document)
        # Beside *students* and *alumni*, *staff* is a heading in a file of people, as they are.
        if named and not (
            len(named.groups) < len(document) and {group for group, *_ in named.groups} == {said}
        ):
            return named
        if wrapped := _wrapped(document):
            return wrapped
    elif isinstance(document, list) and document and all(map(_is_cv_section, document)):
        return _of_cv([(scalar(part["title"]) or "", part["contents"], part.line) for part in document], {})
    return _unnamed(document, path, said)


def _native(document: Table) -> Shape:
    pairs = [(name, content, document.lines.get(name, 0)) for name, content in document.items()]
    pairs += document.repeated
    return Shape(
        [(name, content, line) for name, content, line in pairs if name in GROUPS],
        [(name, line) for name, _, line in pairs if name not in GROUPS],
    )


def _named_groups(document: Table) -> Shape | None:
    """Return the parts of a mapping whose names tell what they hold: ``honors:``, ``journal_papers:``."""
    parts: list[tuple[str, object, int]] = [
        (group_of_name(name), content, document.lines.get(name, 0))
        for name, content in document.items()
        if _holds_records(content)
    ]
    return Shape(found) if (found := [part for part in parts if part[0]]) else None


def _wrapped(document: Table) -> Shape | None:
    """Return the groups of all the mappings that a mapping consists of."""
    inner = [
        _native(one) for one in document.values() if isinstance(one, Table) and one.keys() <= set(GROUPS)
    ]
    if not inner or len(inner) < len(document):
        return None
    return Shape([group for shape in inner for group in shape.groups if group[1]])


def _unnamed(document: object, path: str, said: str) -> Shape | None:
    if not _holds_records(document):
        return None
    records = [item.value for item in flat("", document) if isinstance(item.value, Table)]
    if not records:
        return None
    told = said or group_of_path(path) or group_of_fields(records)
    shape = Shape([(told or "publications", document, 0)], guessed=not told)
    signed = [_GREENELAB_ID.fullmatch(scalar(record.get("id")) or "") is not None for record in records]
    if signed.count(True) * 2 > len(signed):
        shape.renamed = _GREENELAB
    return shape


def _holds_records(content: object) -> bool:
    if isinstance(content, list):
        return any(isinstance(item, Table) for item in content)
    if isinstance(content, Table) and content:
        inner = [one for one in content.values() if one is not None and one != []]
        return bool(inner) and all(isinstance(one, Table) or _holds_records(one) for one in inner)
    return False


# --- CVs ---


def _cv_sections(document: Table) -> list[tuple[str, object, int]] | None:
    """Return the sections of JSON Resume or RenderCV, or None where it is neither."""
    inner = document
    if "basics" not in document:
        cv = document.get("cv")
        sections = cv.get("sections") if isinstance(cv, Table) else None
        if not isinstance(sections, Table):
            return None
        inner = sections
    return [(name, content, inner.lines.get(name, 0)) for name, content in inner.items()]


def _is_cv_section(part: object) -> bool:
    return isinstance(part, Table) and "title" in part and isinstance(part.get("contents"), list)


def _of_cv(sections: list[tuple[str, object, int]], renamed: dict[str, str]) -> Shape:
    found: list[tuple[str, object, int]] = [
        (group, _sentences(content), line)
        for name, content, line in sections
        if (group := group_of_name(name)) in _OF_A_CV and isinstance(content, list)
    ]
    return Shape(found, renamed=renamed)


def _sentences(content: list[object]) -> list[object]:
    """Return ``content`` with what is one sentence, and no record, as a record of that title."""
    made: list[object] = []
    for item in content:
        if isinstance(item, str):
            table = Table()
            table.put("title", item)
            made.append(table)
        elif isinstance(item, Table) and (holder := _holder(item)):
            copy = _copied(item)
            inner = item[holder]
            copy[holder] = _sentences(inner) if isinstance(inner, list) else inner
            made.append(copy)
        else:
            made.append(item)
    return made


# --- nested lists ---


def flat(group: str, content: object) -> Iterator[Item]:
    """Yield the records of a group; those that are nested by year or category get both as fields."""
    if isinstance(content, Table):
        for key, inner, line in _pairs(content):
            if isinstance(inner, list) and (_YEARS.fullmatch(key.strip()) or _holds_records(inner)):
                yield from flat(group, _with(inner, category=key))
            elif _YEARS.fullmatch(key.strip()) and isinstance(inner, Table) and _holds_records(inner):
                for name, record, at in _pairs(inner):
                    yield Item(name, _with(record, category=key), at)
            else:
                yield Item(key, inner, line)
    elif isinstance(content, list):
        for item in content:
            yield from _of_list(group, item)


def _of_list(group: str, item: object) -> Iterator[Item]:
    if not isinstance(item, Table):
        yield Item("", item, 0)
    elif holder := _holder(item):
        heading = next((scalar(item.get(name)) for name in ("category", "section", "title", "name", "label")
                        if scalar(item.get(name))), "")  # fmt: skip
        year = scalar(item.get("year") or item.get("years") or item.get("date")) or ""
        yield from flat(group, _with(item[holder], category=heading or "", year=year))
    elif len(item) == 1 and isinstance(inner := next(iter(item.values())), Table):
        (name,) = item
        yield Item("" if group_of_name(name) else name, inner, item.lines.get(name, 0) or item.line)
    else:
        yield Item("", item, item.line)


def _holder(item: Table) -> str:
    """Return the field that holds the records of an item that is none itself, or an empty string."""
    found = [name for name in item if normal_name(name) in _HOLDERS and isinstance(item[name], list)]
    others = {normal_name(name) for name in item if name not in found}
    return found[0] if len(found) == 1 and others <= _HEADINGS else ""


def _with(content: object, *, category: str = "", year: str = "") -> object:
    """Return ``content`` with what is said above its records in each of them that does not say it."""
    if _YEARS.fullmatch(category.strip()):
        category, year = "", year or category.strip()
    if isinstance(content, list):
        return [_with(item, category=category, year=year) for item in content]
    if not isinstance(content, Table):
        if content is None or not (year or category):
            return content
        record = Table()
        record.put("title", content)
        return _with(record, category=category, year=year)
    record = _copied(content)
    names = set(map(normal_name, content))
    if year and not names & {"year", "years", "date"}:
        record.put("year", year)
    if category.lower() in _CHOSEN:
        record.put("selected", True)
    elif category and not names & {"category", "tags", "keywords", "type", "categories"}:
        record.put("type" if is_known(category) and not _holder(content) else "category", category)
    return record


def _copied(table: Table) -> Table:
    copy = Table(table.line)
    copy.update(table)
    copy.lines, copy.repeated = dict(table.lines), list(table.repeated)
    return copy


def _pairs(table: Table) -> Iterator[tuple[str, object, int]]:
    """Yield the pairs of a table with their lines, those that stand there again after them."""
    for key, value in table.items():
        yield key, value, table.lines.get(key, 0)
    yield from table.repeated


_WORDS = {
    "awards": r"awards?|honou?rs?|prizes?|fellowships?|scholarships?|distinctions?|medals?|grants?",
    "publications": r"publications?|publ(?:add)?|pubs?|papers?|articles?|citations?|bibliography|preprints?"
    r"|chapters?|books?|theses|thesis|proceedings",
    "activities": r"activities|talks?|presentations?|service|tutorials?|news|events?",
    "people": r"people|persons?|members?|team|staff",
}
_NAMES = {group: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for group, words in _WORDS.items()}
#: Fields that only records of one group have.
_SIGNS = {
    "publications": frozenset(
        "author authors doi journal booktitle journaltitle arxiv eprint isbn pmid citation publication"
        " publisher pubs venue authors_display".split()
    ),
    "awards": frozenset(
        "award awarder awarding_body granter recipient recipients winner winners prize".split()
    ),
}
#: As many folders around a file say what is in it.
_FOLDERS = 3


def group_of_name(name: str) -> str:
    """Return the group that a heading or a file's name tells, or an empty string."""
    lowered = name.lower()
    return next((group for group, sign in _NAMES.items() if sign.search(lowered)), "")


def group_of_path(path: str) -> str:
    """Return the group that the name of a file or of a folder around it tells, or an empty string."""
    place = PurePosixPath(path.replace("\\", "/"))
    folders = [folder.name for folder in place.parents][:_FOLDERS]
    return next(filter(None, map(group_of_name, (place.stem, *folders))), "")


def group_of_fields(records: Iterable[Table]) -> str:
    """Return the group that most of ``records`` look like, or an empty string."""
    votes = dict.fromkeys(_SIGNS, 0)
    for record in records:
        names = set(map(normal_name, record))
        group = next((group for group, signs in _SIGNS.items() if names & signs), "")
        if group:
            votes[group] += 1
    best = max(votes, key=lambda group: votes[group])
    return best if votes[best] else ""
