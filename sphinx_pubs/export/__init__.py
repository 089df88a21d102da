"""Write publications for other programs: BibTeX, CSL-JSON, RIS.

An export holds the work: its bibliographic data and identifiers. What belongs to the site (tags, images,
marks, highlighted names) is left out.

>>> from sphinx_pubs.export import to_bibtex, to_csl, to_ris
>>> from sphinx_pubs.model import PartialDate, Publication
>>> book = Publication(key="knuth1984", kind="book", title=("The TeXbook",), date=PartialDate(1984))
>>> print(to_bibtex(book).strip())
@book{knuth1984,
  title = {The {TeXbook}},
  year = {1984},
}
>>> to_csl(book)
{'id': 'knuth1984', 'type': 'book', 'title': 'The TeXbook', 'issued': {'date-parts': [[1984]]}}
>>> to_ris(book).splitlines()
['TY  - BOOK', 'ID  - knuth1984', 'TI  - The TeXbook', 'PY  - 1984', 'ER  - ']
"""

from __future__ import annotations

from .bibtex import to_bibtex
from .csl import to_csl
from .ris import to_ris

__all__ = ["to_bibtex", "to_csl", "to_ris"]
