"""Where the records are in a hand-made YAML, JSON or TOML file, and of which group they are.

These shapes are read: the groups of a native file; a list of records; a list or mapping
with records nested by year or by category; a mapping from keys to records; JSON Resume
(https://jsonresume.org/schema, version 1.0.0); RenderCV; al-folio's ``cv.yml``.

The group (publications, awards, activities or people) is taken from the first of

1. the author: the name of the list in the file (``awards:``), or ``list.yaml#awards``;
2. the name of the file, then of the folders around it: ``awards.yml``, ``content/publication/…``;
3. the fields: authors, journals and DOIs mean publications, a recipient or an awarder means awards;
4. publications as a guess, which a directive that names the file can correct: ``.. awards:: list.yaml``.
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

_GROUP_WORDS = {
    "awards": r"awards?|honou?rs?|prizes?|fellowships?|scholarships?|distinctions?|medals?|grants?",
    "publications": r"publications?|publ(?:add)?|pubs?|papers?|articles?|citations?|bibliography|preprints?"
    r"|chapters?|books?|theses|thesis|proceedings",
    "activities": r"activities|talks?|presentations?|service|tutorials?|news|events?",
    "people": r"people|persons?|members?|team|staff",
}
_GROUP_NAMES = {
    group: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for group, words in _GROUP_WORDS.items()
}
#: Fields that only records of one group have.
_GROUP_FIELDS = {
    "publications": frozenset(
        "author authors doi journal booktitle journaltitle arxiv eprint isbn pmid citation publication"
        " publisher pubs venue authors_display".split()
    ),
    "awards": frozenset(
        "award awarder awarding_body granter recipient recipients winner winners prize".split()
    ),
}
#: The number of folders around a file whose names can tell its group.
_FOLDERS = 3

#: The sections of a CV that are read. The others are about the person.
_CV_GROUPS = ("publications", "awards")
#: Fields that can hold the records of a heading.
_ITEMS = ("entries", "items", "contents", "records", "list")
_HOLDERS = (*_ITEMS, "papers", "articles", *_CV_GROUPS)
#: Fields that a heading can have beside its records.
_HEADING_FIELDS = frozenset(
    "title name label heading category section type year years date period description".split()
)
_CATEGORY_FIELDS = ("category", "section", "title", "name", "label")
#: Headings of a CV whose records are neither publications, awards nor activities.
_CV_HEADING = re.compile(r"education|experience|employment|skills?|degrees?|languages?|interests|positions?")
_YEARS = re.compile(r"[\[(]?(?:1[5-9]|20)\d\d(?:\s*[-–/,]+\s*(?:\d\d){1,2})*[\])]?")
#: Categories that mean that their records are selected.
_SELECTED = frozenset({"selected", "featured", "highlights", "highlighted"})
#: Names of fields that mean something else in these formats.
_JSON_RESUME = {"publisher": "venue"}
_GREENELAB = {"publisher": "venue"}
_GREENELAB_ID = re.compile(r"(?:doi|pmid|pubmed|pmcid|arxiv|isbn|url|wikidata):\S+", re.I)


class Item(NamedTuple):
    """A record in a file; ``key`` is empty if it is in a list."""

    key: str
    value: object
    line: int


class Group(NamedTuple):
    """A mapping or list of records under the name of their group."""

    name: str
    content: object
    line: int


@dataclass(slots=True)
class Shape:
    """The groups of a document.

    ``unknown`` are keys beside the groups, with their lines. ``guessed``: nothing tells which group
    the records belong to. ``renamed`` maps fields that have another meaning in this format to ours.
    """

    groups: list[Group] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    guessed: bool = False
    renamed: dict[str, str] = field(default_factory=dict)


def shape_of(document: object, path: str, default_group: str = "") -> Shape | None:
    """Return the groups of ``document``, or None if it holds no records.

    ``default_group`` is the group that the author configures for records whose file does not name one.
    """
    if isinstance(document, Table):
        sections = _cv_sections(document)
        if sections is not None:
            return _shape_of_cv(sections, _JSON_RESUME if "basics" in document else {})
        if document.keys() & set(GROUPS):
            return _native(document)
        named = _named_groups(document)
        # In a file of people with the headings *students*, *staff* and *alumni*, only *staff* is the name
        # of a group; but all of them are people.
        if named and not (
            len(named.groups) < len(document) and {group.name for group in named.groups} == {default_group}
        ):
            return named
        if wrapped := _wrapped(document):
            return wrapped
    elif isinstance(document, list) and document and all(map(_is_cv_section, document)):
        return _shape_of_cv(
            [Group(scalar(part["title"]) or "", part["contents"], part.line) for part in document], {}
        )
    elif isinstance(document, list):
        headed = _headed(document)
        if _is_cv(headed, default_group or group_of_path(path)):
            return _shape_of_cv(headed, {}, ("publications", "awards", "activities"))
    return _unnamed(document, path, default_group)


def _native(document: Table) -> Shape:
    pairs = [Group(*pair) for pair in document.pairs()]
    return Shape(
        [group for group in pairs if group.name in GROUPS],
        [(group.name, group.line) for group in pairs if group.name not in GROUPS],
    )


def _named_groups(document: Table) -> Shape | None:
    """Return the parts of a mapping whose names tell their group: ``honors:``, ``journal_papers:``."""
    groups = [
        Group(group, content, document.lines.get(name, 0))
        for name, content in document.items()
        if (group := group_of_name(name)) and _holds_records(content)
    ]
    return Shape(groups) if groups else None


def _wrapped(document: Table) -> Shape | None:
    """Return the groups of a mapping whose values are all native mappings."""
    native = [
        _native(value)
        for value in document.values()
        if isinstance(value, Table) and value.keys() <= set(GROUPS)
    ]
    if not native or len(native) < len(document):
        return None
    return Shape([group for shape in native for group in shape.groups if group.content])


def _unnamed(document: object, path: str, default_group: str) -> Shape | None:
    if not _holds_records(document):
        return None
    records = [item.value for item in flat(document) if isinstance(item.value, Table)]
    if not records:
        return None
    group = default_group or group_of_path(path) or _group_of_holders(document) or group_of_fields(records)
    shape = Shape([Group(group or "publications", document, 0)], guessed=not group)
    ids = [scalar(record.get("id")) or "" for record in records]
    from_greenelab = sum(_GREENELAB_ID.fullmatch(identifier) is not None for identifier in ids)
    if from_greenelab * 2 > len(records):
        shape.renamed = _GREENELAB
    return shape


def _holds_records(content: object) -> bool:
    if isinstance(content, list):
        return any(isinstance(item, Table) for item in content)
    if isinstance(content, Table) and content:
        values = [value for value in content.values() if value is not None and value != []]
        return bool(values) and all(isinstance(value, Table) or _holds_records(value) for value in values)
    return False


# --- which group ---


def group_of_name(name: str) -> str:
    """Return the group that a heading or the name of a file tells, or an empty string."""
    lowered = name.lower()
    return next((group for group, names in _GROUP_NAMES.items() if names.search(lowered)), "")


def group_of_path(path: str) -> str:
    """Return the group that the name of a file or of a folder around it tells, or an empty string."""
    posix_path = PurePosixPath(path.replace("\\", "/"))
    folders = [folder.name for folder in posix_path.parents][:_FOLDERS]
    return next(filter(None, map(group_of_name, (posix_path.stem, *folders))), "")


def group_of_fields(records: Iterable[Table]) -> str:
    """Return the group that the fields of most ``records`` tell, or an empty string."""
    votes = dict.fromkeys(_GROUP_FIELDS, 0)
    for record in records:
        names = set(map(normal_name, record))
        group = next((group for group, fields in _GROUP_FIELDS.items() if names & fields), "")
        if group:
            votes[group] += 1
    best = max(votes, key=lambda group: votes[group])
    return best if votes[best] else ""


# --- CVs ---


def _cv_sections(document: Table) -> list[Group] | None:
    """Return the sections of JSON Resume or RenderCV, or None if it is neither."""
    sections: object = document
    if "basics" not in document:
        cv = document.get("cv")
        sections = cv.get("sections") if isinstance(cv, Table) else None
    if not isinstance(sections, Table):
        return None
    return [Group(name, content, sections.lines.get(name, 0)) for name, content in sections.items()]


def _is_cv_section(part: object) -> bool:
    return isinstance(part, Table) and "title" in part and isinstance(part.get("contents"), list)


def _headed(document: list[object]) -> list[Group]:
    """Return the parts of a list of sections, each with a heading and its records; none of any other list."""
    sections = []
    for item in document:
        holder = _holder(item) if isinstance(item, Table) else ""
        if not isinstance(item, Table) or not holder:
            return []
        heading = next(filter(None, (scalar(item.get(name)) for name in _CATEGORY_FIELDS)), "")
        sections.append(Group(heading, item[holder], item.line))
    return sections


def _is_cv(sections: list[Group], file_group: str) -> bool:
    """Return whether the headings are those of a CV, and not categories of the records of one group."""
    groups = {group_of_name(section.name) for section in sections} - {""}
    if not groups or groups == {file_group}:
        return False
    return groups != {"publications"} or any(_CV_HEADING.search(section.name.lower()) for section in sections)


def _group_of_holders(document: object) -> str:
    """Return the group that the list of each heading names: ``- year: 2024`` with ``awards: […]``."""
    items = document if isinstance(document, list) else []
    groups = {group_of_name(_holder(item)) if isinstance(item, Table) else "" for item in items}
    return groups.pop() if len(groups) == 1 else ""


def _shape_of_cv(
    sections: list[Group], renamed: dict[str, str], groups_read: tuple[str, ...] = _CV_GROUPS
) -> Shape:
    groups = [
        Group(group, _strings_as_records(section.content), section.line)
        for section in sections
        if (group := group_of_name(section.name)) in groups_read and isinstance(section.content, list)
    ]
    return Shape(groups, renamed=renamed)


def _strings_as_records(content: list[object]) -> list[object]:
    """Return ``content`` with each string as a record of that title, under headings as well."""
    records: list[object] = []
    for item in content:
        if isinstance(item, str):
            record = Table()
            record.put("title", item)
            records.append(record)
        elif isinstance(item, Table) and (holder := _holder(item)):
            heading = item.copy()
            inner = item[holder]
            heading[holder] = _strings_as_records(inner) if isinstance(inner, list) else inner
            records.append(heading)
        else:
            records.append(item)
    return records


# --- nested lists ---


def flat(content: object) -> Iterator[Item]:
    """Yield the records of a group or a list. Those below a year or a category get it as a field."""
    if isinstance(content, Table) and _is_heading(content):
        yield from _flat_item(content)
    elif isinstance(content, Table):
        for key, value, line in content.pairs():
            is_year = _YEARS.fullmatch(key.strip()) is not None
            if isinstance(value, list) and (is_year or _holds_records(value)):
                yield from flat(_with_heading(value, category=key))
            elif is_year and isinstance(value, Table) and _holds_records(value):
                for record_key, record, record_line in value.pairs():
                    yield Item(record_key, _with_heading(record, category=key), record_line)
            else:
                yield Item(key, value, line)
    elif isinstance(content, list):
        for item in content:
            yield from _flat_item(item)


def _flat_item(item: object) -> Iterator[Item]:
    """Yield the record that an item of a list is, or the records that it holds."""
    if not isinstance(item, Table):
        yield Item("", item, 0)
    elif holder := _holder(item):
        category = next(filter(None, (scalar(item.get(name)) for name in _CATEGORY_FIELDS)), "")
        year = scalar(item.get("year") or item.get("years") or item.get("date")) or ""
        yield from flat(_with_heading(item[holder], category=category, year=year))
    elif len(item) == 1 and isinstance(inner := next(iter(item.values())), Table):
        (name,) = item
        yield Item("" if group_of_name(name) else name, inner, item.lines.get(name, 0) or item.line)
    else:
        yield Item("", item, item.line)


def _holder(item: Table) -> str:
    """Return the field with the records of an item that is a heading; an empty string for a record."""
    holders = [name for name, value in item.items() if _holds_items(normal_name(name), value)]
    others = {normal_name(name) for name in item if name not in holders}
    return holders[0] if len(holders) == 1 and others <= _HEADING_FIELDS else ""


def _holds_items(name: str, value: object) -> bool:
    """Return whether a field holds records; strings under *papers* are the keys of publications."""
    if name not in _HOLDERS or not isinstance(value, list):
        return False
    return group_of_name(name) != "publications" or any(isinstance(item, Table) for item in value)


def _is_heading(content: Table) -> bool:
    """Return whether a mapping is a heading with its records, and not a mapping from keys to records."""
    holder = _holder(content)
    return bool(holder) and (len(content) > 1 or normal_name(holder) in _ITEMS)


def _with_heading(content: object, *, category: str = "", year: str = "") -> object:
    """Return ``content`` with the category and the year of its heading in each record that has none."""
    if _YEARS.fullmatch(category.strip()):
        category, year = "", year or category.strip()
    if isinstance(content, list):
        return [_with_heading(item, category=category, year=year) for item in content]
    if not isinstance(content, Table):
        if content is None or not (year or category):
            return content
        title = Table()
        title.put("title", content)
        return _with_heading(title, category=category, year=year)
    record = content.copy()
    names = set(map(normal_name, content))
    if year and not names & {"year", "years", "date"}:
        record.put("year", year)
    if category.lower() in _SELECTED:
        record.put("selected", True)
    elif category and not names & {"category", "tags", "keywords", "type", "categories"}:
        record.put("type" if is_known(category) and not _holder(content) else "category", category)
    return record
