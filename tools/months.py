"""Writes the names of months in many languages, from Babel's copy of the CLDR: ``python tools/months.py``.

The readers do not load Babel: a name is looked up for nearly every date, and most are English.
A name that two of the languages give to different months is left out.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

MODULE = Path(__file__).parent.parent / "sphinx_pubs" / "readers" / "months.py"

LANGUAGES = (
    "ar bg ca cs da de de_AT el en es et eu fa fi fr gl he hr hu id is it lt lv ms nb nl nn pl pt ro ru sk sl"
    " sr sv th tr uk vi"
).split()

HEAD = '''"""Months by their names in many languages, from the CLDR; written by ``tools/months.py``."""

from __future__ import annotations

#: The names of each month from January on, whole and shortened, without case and full stops.
_NAMES = (
'''
TAIL = """
)

#: A name without case and full stops -> its month, from 1.
MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
"""


def names() -> dict[str, int]:
    """Return the month of each name that is one word and means one month only."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    word = name.casefold().replace(".", "").replace("\u200f", "").strip()
                    if len(word) > 2 and word.isalpha():
                        found.setdefault(word, set()).add(month)
    return {word: months.pop() for word, months in sorted(found.items()) if len(months) == 1}


def module() -> str:
    """Return the text of the module."""
    lines = []
    for month in range(1, 13):
        words = [word for word, number in names().items() if number == month]
        lines.append(f"    (  # {month}")
        text = ""
        for word in words:
            if len(text) + len(word) > 94:
                lines.append(f'        "{text} "')
                text = ""
            text = f"{text} {word}".strip()
        lines += [f'        "{text}"', "    ),"]
    return HEAD + "\n".join(lines) + TAIL


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
