"""HTML in the strings of CSL-JSON and RIS -> inline tree.

Tags and entities are those of :mod:`.tags`. Zotero users write formulas as ``$x^2$``. LaTeX that came in from
a BibTeX file is decoded too (:mod:`.embedded_latex`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.text import Math, Text, composed, joined, tidy
from .embedded_latex import latex_to_html
from .tags import decode_entities, with_tags

# ``$…$`` by pandoc's rule (manual, extension tex_math_dollars): no space inside the
# dollars and no digit after them, so that *$5 and $10* is money.
_MATH = re.compile(r"(?<!\\)\$(?![\s$])([^$]*+(?<=[^\s\\]))\$(?!\d)")


@lru_cache(maxsize=4096)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of an unknown tag only the content is kept."""
    source = latex_to_html(decode_entities(source))
    return tidy(with_tags(_with_math(composed(source))))


def _with_math(source: str) -> Text:
    r"""Return ``source`` with each ``$…$`` in it as a formula, and ``\$`` as a dollar."""
    if "$" not in source:
        return (source,) if source else ()
    # Splitting at a pattern with one group returns text and formulas in turn.
    pieces = _MATH.split(source)
    return joined(
        [Math(piece) if index % 2 else piece.replace("\\$", "$") for index, piece in enumerate(pieces)]
    )
