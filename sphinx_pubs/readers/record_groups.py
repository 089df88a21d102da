"""Which records a list holds: publications, awards, activities or people.

In this order the answer is taken from

1. what the author says: the list's name in the file (``awards:``), or ``list.yaml#awards``;
2. the name of the file, then of the folders around it: ``awards.yml``, ``content/publication/…``;
3. the fields: authors, journals and DOIs are those of publications, a recipient or an awarder
   those of awards;
4. publications. Then the directive that names the file may say otherwise: ``.. awards:: list.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from .field_names import normal_name
from .tree import Table

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
