"""Write the table of month names in many languages, from Babel's copy of the CLDR.

Run ``python tools/months.py`` after an update of Babel. The readers use this table and not
Babel itself, since a month is looked up for nearly every date, and forty locales would have
to be loaded to find it. A name that means different months in two languages is left out.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

MODULE = Path(__file__).parent.parent / "sphinx_pubs" / "readers" / "fields" / "months.py"

LANGUAGES = (
    "ar bg ca cs da de de_AT el en es et eu fa fi fr gl he hr hu id is it lt lv ms nb nl nn pl pt ro ru sk sl"
    " sr sv th tr uk vi"
).split()

HEAD = '''"""Month names in many languages -> month from 1 to 12. From the CLDR, by ``tools/months.py``."""

from __future__ import annotations

#: The full and short names of each month from January on, in lower case and without periods.
_NAMES = (
'''
TAIL = """
)

#: Name in lower case and without periods -> month from 1 to 12.
MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
"""


def month_numbers() -> dict[str, int]:
    """Return the number of the month of each name that is one word and means one month only."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = name.casefold().replace(".", "").replace("\u200f", "").strip()
                    if len(word) > 2 and word.isalpha():
                        numbers.setdefault(word, set()).add(number)
    return {word: months.pop() for word, months in sorted(numbers.items()) if len(months) == 1}


def module() -> str:
    """Return the source of the module."""
    numbers = month_numbers()
    lines = []
    for month in range(1, 13):
        lines.append(f"    (  # {month}")
        text = ""
        for word in (word for word, number in numbers.items() if number == month):
            if len(text) + len(word) > 94:
                lines.append(f'        "{text} "')
                text = ""
            text = f"{text} {word}".strip()
        lines += [f'        "{text}"', "    ),"]
    return HEAD + "\n".join(lines) + TAIL


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
