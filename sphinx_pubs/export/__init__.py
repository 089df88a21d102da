"""Publications as text for other programs: BibTeX, CSL-JSON, RIS.

What stands there is the work: its bibliographic data and identifiers. What a
site says about it (tags of its own, images, marks, who is highlighted) stays on the site.
"""

from __future__ import annotations

from .bibtex import to_bibtex
from .csl import to_csl
from .ris import to_ris

__all__ = ["to_bibtex", "to_csl", "to_ris"]
