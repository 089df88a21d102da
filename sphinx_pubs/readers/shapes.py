"""Where the records are in a hand-made YAML, JSON or TOML file, and of which group they are.

These shapes are read: the groups of a native file; a list of records; a list or mapping
with records nested by year or by category; a mapping from keys to records; such a list or
mapping under any name, beside other things or inside of them; JSON Resume
(https://jsonresume.org/schema, version 1.0.0); RenderCV; al-folio's ``cv.yml`` and ``coauthors.yml``.

The group (publications, awards, activities or people) is taken from the first of

1. the author: the name of the list in the file (``awards:``), or ``list.yaml#awards``;
2. the name of the file, then of the folders around it: ``awards.yml``, ``content/publication/…``;
3. the fields: authors, journals and DOIs mean publications, a recipient or an awarder means awards;
4. publications as a guess, which a directive that names the file can correct: ``.. awards:: list.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from .containers import containers, is_record
from .fields.values import as_list, scalar
from .group_names import group_of_fields, group_of_name, group_of_path
from .headings import CATEGORY_FIELDS, flat, holder_of, holds_records, is_year, with_heading
from .trees import GROUPS, Table

#: The sections of a CV that are read. The others are about the person.
_CV_GROUPS = ("publications", "awards", "activities")
#: Headings of a CV whose records are neither publications, awards nor activities.
_CV_HEADING = re.compile(r"education|experience|employment|skills?|degrees?|languages?|interests|positions?")
#: Names of fields that mean something else in these formats.
_JSON_RESUME = {"publisher": "venue"}
_GREENELAB = {"publisher": "venue"}
_GREENELAB_ID = re.compile(r"(?:doi|pmid|pubmed|pmcid|arxiv|isbn|url|wikidata):\S+", re.I)
#: For a file without ``pubs_field_map``.
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


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


def shape_of(
    document: object, path: str, default_group: str = "", names: Mapping[str, str] = _NO_NAMES
) -> Shape | None:
    """Return the groups of ``document``, or None if it holds no records.

    ``default_group`` is the group that the author configures for records whose file does not name one,
    and ``names`` has the field names that the author maps to ours.
    """
    if isinstance(document, Table):
        sections = _cv_sections(document)
        if sections is not None:
            return _shape_of_cv(sections, _JSON_RESUME if "basics" in document else {})
        if document.keys() & set(GROUPS):
            return _native(document)
        if coauthors := _coauthors(document):
            return Shape([Group("people", coauthors, document.line)])
        named = _named_groups(document)
        # In a file of people with the headings *students*, *staff* and *alumni*, only *staff* is the name
        # of a group; but all of them are people.
        if named and not (
            len(named.groups) < len(document) and {group.name for group in named.groups} == {default_group}
        ):
            return named
        if wrapped := _wrapped(document):
            return wrapped
        if found := _contained(document, path, default_group, names):
            return found
    elif isinstance(document, list) and document and all(map(_is_cv_section, document)):
        return _shape_of_cv(
            [Group(scalar(part["title"]) or "", part["contents"], part.line) for part in document], {}
        )
    elif isinstance(document, list):
        headed = _headed(document)
        if _is_cv(headed, default_group or group_of_path(path)):
            return _shape_of_cv(headed, {})
    return _unnamed(document, path, default_group)


def _native(document: Table) -> Shape:
    pairs = [Group(*pair) for pair in document.pairs()]
    return Shape(
        [group for group in pairs if group.name in GROUPS],
        [(group.name, group.line) for group in pairs if group.name not in GROUPS],
    )


def _named_groups(document: Table) -> Shape | None:
    """Return the parts of a mapping whose names tell their group: ``honors:``, ``journal_papers:``."""
    groups, unknown = [], []
    for name, content, line in document.pairs():
        if not holds_records(content):
            continue
        if group := group_of_name(name):
            groups.append(Group(group, content, line))
        elif not _CV_HEADING.search(name.lower()):
            unknown.append((name, line))
    return Shape(groups, unknown) if groups else None


def _coauthors(document: Table) -> list[object]:
    """Return the people of al-folio's ``coauthors.yml``: under a family name, given names and a URL."""
    people: list[object] = []
    for family, items in document.items():
        for item in items if isinstance(items, list) else [items]:
            given = item.get("firstname") if isinstance(item, Table) else None
            names = [name for name in map(scalar, as_list(given)) if name]
            if not names or not isinstance(item, Table):
                return []
            last = family.title() if family.islower() else family
            person = Table(item.line)
            person.put("name", f"{names[0]} {last}", item.line)
            person.put("aliases", [f"{name} {last}" for name in names[1:]], item.line)
            person.put("homepage", item.get("url"), item.lines.get("url", item.line))
            people.append(person)
    return people


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


def _contained(document: Table, path: str, default_group: str, names: Mapping[str, str]) -> Shape | None:
    """Return the lists and mappings of records inside of a mapping that has other things as well."""
    tables = [(name, value) for name, value in document.items() if isinstance(value, Table)]
    if holds_records(document) and all(is_record(table, names) or is_year(name) for name, table in tables):
        return None  # all that it has are records, maybe under years or categories
    found = containers(document, names)
    groups, guessed = [], False
    for name, content, line in found:
        records = [item.value for item in flat(content) if isinstance(item.value, Table)]
        group = default_group or group_of_name(name) or group_of_path(path) or group_of_fields(records)
        guessed |= not group
        category = name if len(found) > 1 and not group_of_name(name) and isinstance(content, list) else ""
        groups.append(Group(group or "publications", with_heading(content, category=category), line))
    return Shape(groups, guessed=guessed) if groups else None


def _unnamed(document: object, path: str, default_group: str) -> Shape | None:
    if not holds_records(document):
        return None
    records = [item.value for item in flat(document) if isinstance(item.value, Table)]
    if not any(not isinstance(value, Table | list) for record in records for value in record.values()):
        return None  # tables of lists and tables, whatever they are about
    group = default_group or group_of_path(path) or _group_of_holders(document) or group_of_fields(records)
    shape = Shape([Group(group or "publications", document, 0)], guessed=not group)
    ids = [scalar(record.get("id")) or "" for record in records]
    from_greenelab = sum(_GREENELAB_ID.fullmatch(identifier) is not None for identifier in ids)
    if from_greenelab * 2 > len(records):
        shape.renamed = _GREENELAB
    return shape


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
        holder = holder_of(item) if isinstance(item, Table) else ""
        if not isinstance(item, Table) or not holder:
            return []
        heading = next(filter(None, (scalar(item.get(name)) for name in CATEGORY_FIELDS)), "")
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
    groups = {group_of_name(holder_of(item)) if isinstance(item, Table) else "" for item in items}
    return groups.pop() if len(groups) == 1 else ""


def _shape_of_cv(sections: list[Group], renamed: dict[str, str]) -> Shape:
    groups = [
        Group(group, _strings_as_records(section.content), section.line)
        for section in sections
        if (group := group_of_name(section.name)) in _CV_GROUPS and isinstance(section.content, list)
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
        elif isinstance(item, Table) and (holder := holder_of(item)):
            heading = item.copy()
            inner = item[holder]
            heading[holder] = _strings_as_records(inner) if isinstance(inner, list) else inner
            records.append(heading)
        else:
            records.append(item)
    return records
