"""Words from data that have a translation, because they are words of the trade.

What is not here stands on a page as the data has it.
"""

from __future__ import annotations

PRESENTATIONS = ("Oral", "Spotlight", "Poster", "Talk", "Invited talk", "Keynote", "Demo")

RANKS = ("winner", "1st place", "2nd place", "3rd place", "finalist", "runner-up", "honorable mention")

ROLES = (
    "General Chair", "Program Chair", "Area Chair", "Publication Chair", "Workshop Chair", "Editor-in-Chief",
    "Editor", "Associate Editor", "Guest Editor", "Reviewer", "Outstanding Reviewer", "Organizer",
)  # fmt: skip
