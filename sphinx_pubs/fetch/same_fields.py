"""Recognize works by the fields that were written for them, where the rules for duplicates are too careful.

Two articles *Editorial* are two works for those rules. But a work that is fetched again as it was is the
same work, and so is the only one with the title and the authors of a record that is not fetched any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from ..model.identifiers import SCHEMES
from .forms import Form, form_for
from .lock import Entry
from .matching import Group, SourceWork, combined
from .native import Value

# Titles of fewer words, such as *Letter to the editor*, are those of many works.
_FEWEST_WORDS = 5
_IDENTIFIERS = frozenset(SCHEMES) - {"isbn"} | {"eprint", "bibcode", "hal_id", "adsurl"}
_PEOPLE = ("authors", "author", "editor")


def pins(fetched: Sequence[SourceWork], entries: Iterable[Entry]) -> dict[int, str]:
    """Return the index of each work whose fields are those of an entry, and the key of the entry.

    Of several entries with the same fields, each has one of the works.
    """
    keys: dict[tuple[type[Form], str], list[str]] = {}
    forms: dict[type[Form], Form] = {}
    for entry in entries:
        if entry.fields:
            form = form_for(entry.path)
            forms[type(form)] = form
            keys.setdefault((type(form), _signature(entry.fields)), []).append(entry.key)
    pinned: dict[int, str] = {}
    counts: dict[tuple[str, ...], int] = {}
    for index, each in enumerate(fetched):
        for form in forms.values():
            found = keys.get((type(form), _signature(form.fields(each.work.record))))
            if found:
                place = (each.source, each.work.provider, *found)
                number = counts[place] = counts.get(place, -1) + 1
                pinned[index] = found[min(number, len(found) - 1)]
                break
    return pinned


def successors(groups: Sequence[Group], entries: Iterable[Entry]) -> dict[int, str]:
    """Return the index of each group that is the work of an entry, and the key of the entry.

    :param groups: works that no entry has, by the other rules.
    :param entries: those that no work has.
    """
    by_title: dict[str, list[Entry]] = {}
    for entry in entries:
        if name := _title_and_people(entry.fields):
            by_title.setdefault(name, []).append(entry)
    found: dict[int, str] = {}
    used: set[str] = set()
    forms = {
        type(form): form for form in (form_for(entry.path) for each in by_title.values() for entry in each)
    }
    for index, group in enumerate(groups):
        for form in forms.values():
            fields = form.fields(combined(group))
            for entry in by_title.get(_title_and_people(fields), ()):
                is_possible = entry.key not in used and set(entry.sources) & set(group.sources)
                if is_possible and not _differ(entry.fields, fields) and index not in found:
                    found[index] = entry.key
                    used.add(entry.key)
    return found


def _signature(fields: Mapping[str, Value]) -> str:
    return json.dumps(fields, sort_keys=True)


def _title_and_people(fields: Mapping[str, Value]) -> str:
    """Return title and authors for comparison; an empty string if they are those of many works."""
    title = str(fields.get("title", "")).casefold()
    if len(title.split()) < _FEWEST_WORDS:
        return ""
    return json.dumps([title, *(fields.get(name) for name in _PEOPLE)])


def _differ(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Whether both have an identifier of one kind, and not the same."""
    return any(one[name] != other[name] for name in _IDENTIFIERS if name in one and name in other)
