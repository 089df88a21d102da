"""The works of a list in a damaged answer.

The recovery of ``readers/brackets.py`` follows the brackets of a data file. An answer has an envelope around
its list, is written in one line, and can only be damaged by being cut or edited.
"""

from __future__ import annotations

import re

from ..json_tree import decode_item

# The start of the list of works in an answer of any of the services.
_LIST = re.compile(r'"(?:items|results|group|bulk|data|hits?|docs)"\s*+:\s*+\[')
_BETWEEN = re.compile(r"[\s,]*+")
_FIRST_NAME = re.compile(r'\{\s*+"[^"\\]*+"\s*+:')
# With more faults than this the rest of the list is skipped: each can cost reading all of the rest.
_MOST_FAULTS = 20


def list_in_damaged(source: str) -> list[object]:
    """Return the trees of the valid works in the list of an answer; an empty list if it has no list.

    Behind a fault, reading goes on at the next object whose first name is that of the list's first object.
    """
    opening = _LIST.search(source)
    if not opening:
        return []
    works: list[object] = []
    index, faults = opening.end(), 0
    first = _FIRST_NAME.match(source, index)
    while faults < _MOST_FAULTS:
        between = _BETWEEN.match(source, index)
        index = between.end() if between else index
        if source[index : index + 1] in ("]", ""):
            break
        try:
            work, index = decode_item(source, index)
        except (ValueError, RecursionError):
            faults += 1
            index = source.find(first[0], index + 1) if first else -1
            if index < 0:
                break
        else:
            works.append(work)
    return works
