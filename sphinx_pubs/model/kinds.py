"""Kinds of publications, and their names in other vocabularies.

The kinds are the entry types of biblatex (manual, section 2.1) and, where biblatex has none, of
CSL (specification 1.0.2, appendix III).
"""

from __future__ import annotations

# In the order in which groups of kinds are shown.
KINDS = (
    "book",
    "article",
    "inproceedings",
    "incollection",
    "proceedings",
    "collection",
    "preprint",
    "report",
    "thesis",
    "patent",
    "software",
    "dataset",
    "presentation",
    "poster",
    "video",
    "manual",
    "online",
    "unpublished",
    "misc",
)

# Name in BibTeX, biblatex, CSL or RIS, or common English name -> kind.
ALIASES = {
    # BibTeX and biblatex
    "conference": "inproceedings",
    "mvbook": "book",
    "booklet": "book",
    "mvproceedings": "proceedings",
    "mvcollection": "collection",
    "inbook": "incollection",
    "suppbook": "incollection",
    "bookinbook": "incollection",
    "suppcollection": "incollection",
    "inreference": "incollection",
    "reference": "collection",
    "mvreference": "collection",
    "periodical": "collection",
    "suppperiodical": "article",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "bachelorsthesis": "thesis",
    "bachelorthesis": "thesis",
    "mathesis": "thesis",
    "bathesis": "thesis",
    "candthesis": "thesis",
    "doctoralthesis": "thesis",
    "dissertation": "thesis",
    "techreport": "report",
    "resreport": "report",
    **dict.fromkeys(("patentus", "patenteu", "patentde", "patentfr", "patentuk"), "patent"),
    "electronic": "online",
    "www": "online",
    "review": "article",
    "movie": "video",
    "talk": "presentation",
    # CSL
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review-book": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "speech": "presentation",
    "motion_picture": "video",
    "broadcast": "video",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "manuscript": "unpublished",
    # RIS (Research Information Systems, format specification, reference types)
    "jour": "article",
    "jfull": "collection",
    "mgzn": "article",
    "news": "article",
    "ejour": "article",
    "inpr": "article",
    "conf": "proceedings",
    "cpaper": "inproceedings",
    "chap": "incollection",
    "echap": "incollection",
    "edbook": "collection",
    "ebook": "book",
    "encyc": "incollection",
    "dict": "incollection",
    "thes": "thesis",
    "rprt": "report",
    "pat": "patent",
    "comp": "software",
    "data": "dataset",
    "aggr": "dataset",
    "elec": "online",
    "blog": "online",
    "unpb": "unpublished",
    "mpct": "video",
    "slide": "presentation",
    "gen": "misc",
    # common names
    "journal": "article",
    "paper": "article",
    "workshop": "inproceedings",
    "code": "software",
    "data set": "dataset",
    "tutorial": "presentation",
}

_KINDS = {**ALIASES, **{kind: kind for kind in KINDS}}


def kind_of(name: str) -> str:
    """Return the kind for a name of any of the vocabularies; *misc* if it is unknown."""
    return _KINDS.get(name.strip().lower(), "misc")


def is_known(name: str) -> bool:
    """Whether ``name`` is a kind or an alias of one."""
    return name.strip().lower() in _KINDS
