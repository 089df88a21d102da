"""Words that differ as a typo does: by one letter, or by two swapped letters."""

from __future__ import annotations

# In shorter words, another letter makes another word.
_MIN_LETTERS_FOR_A_TYPO = 5


def is_typo(one: str, other: str, shortest: int = _MIN_LETTERS_FOR_A_TYPO) -> bool:
    """Whether two different words differ by one letter (added, missing or wrong) or two swapped letters.

    :param shortest: in words of fewer letters, only a swap counts.
    """
    shorter, longer = sorted((one, other), key=len)
    if one == other or len(longer) - len(shorter) > 1 or not shorter:
        return False
    start = next((i for i, char in enumerate(shorter) if char != longer[i]), len(shorter))
    swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    if len(shorter) == len(longer) and swapped and shorter[start + 2 :] == longer[start + 2 :]:
        return True
    if len(shorter) < shortest:
        return False
    rest = start if len(shorter) < len(longer) else start + 1
    return shorter[rest:] == longer[start + 1 :]


def is_misspelling(name: str, known: str, shortest: int = _MIN_LETTERS_FOR_A_TYPO) -> bool:
    """Whether ``name`` is ``known`` with a typo after its first letter.

    A letter added in front (*aslides*, *_venue*, *asymmetric*) makes another name, on purpose.
    """
    return bool(name) and bool(known) and name[0] == known[0] and is_typo(name, known, shortest)
