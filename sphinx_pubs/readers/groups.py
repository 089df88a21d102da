"""The syntax ``path#group``: a source file, and the kind of its records if the file does not tell.

Every build splits the names of its sources, so this module imports nothing.
"""

from __future__ import annotations

import re

_GROUP = re.compile(r"#(?P<group>publications|awards|activities|people)$")


def split_group(source: str) -> tuple[str, str]:
    """Split ``path#group`` into path and group; the group is empty if ``source`` names none."""
    match = _GROUP.search(source)
    return (source[: match.start()], match["group"]) if match else (source, "")
