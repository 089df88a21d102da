"""What could be better in the data, as values.

A problem is something wrong, which a build says too. Advice is not wrong: it
is what the author of the file would rather know before the readers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..model.problems import Origin


class Advice(Enum):
    """The kinds of advice."""

    NO_VENUE = "no_venue"
    NO_DATE = "no_date"
    NEAR_PERSON = "near_person"
    NO_PERSON = "no_person"
    ACRONYM = "acronym"
    CAPITALS = "capitals"
    MISSPELT_FIELD = "misspelt_field"
    NO_URL = "no_url"


#: What each kind says; the manual prints it.
ADVICE_MEANINGS = {
    Advice.NO_VENUE: "An article has no journal, a conference paper no booktitle, a thesis no school or a "
    "report no institution, and it is neither in an archive nor forthcoming.",
    Advice.NO_DATE: "A work has neither a date nor a status, so that it stands at the end of a list by date.",
    Advice.NEAR_PERSON: "A name differs from that of one of the people by a slip: a letter, or family and "
    "given name in each other's place.",
    Advice.NO_PERSON: "None of the people is an author, where nearly every other work has one of them.",
    Advice.ACRONYM: "A BibTeX title has capitals inside a word that no braces protect: a style that sets "
    "titles in lower case makes small letters of them.",
    Advice.CAPITALS: "A title is in capitals from end to end.",
    Advice.MISSPELT_FIELD: "A BibTeX field that nothing reads is called nearly like one that is read.",
    Advice.NO_URL: "A link has no URL, or a field for one holds something else.",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of advice: what, and about which record."""

    advice: Advice
    message: str
    origin: Origin
    key: str = ""
