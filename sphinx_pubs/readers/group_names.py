"""Which group the records of a file belong to: publications, awards, activities or people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from .aliases import normal_name
from .trees import Table

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
GROUP_FIELDS = {
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
    votes = dict.fromkeys(GROUP_FIELDS, 0)
    for record in records:
        names = set(map(normal_name, record))
        group = next((group for group, fields in GROUP_FIELDS.items() if names & fields), "")
        if group:
            votes[group] += 1
    best = max(votes, key=lambda group: votes[group])
    return best if votes[best] else ""
