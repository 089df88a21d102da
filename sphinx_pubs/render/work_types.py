"""The type of a work in words: of a thesis, a report, a patent, or an unusual work."""

from __future__ import annotations

from collections.abc import Callable

from ..model.kinds import is_known
from ..model.names import fold
from ..model.records import Publication
from .elements import Node, part, words
from .scope import Scope

#: What EndNote, Crossref, Web of Science, Scopus and PubMed call the kind of a work.
_NAMES_OF_KINDS = frozenset(
    map(
        fold,
        """
        article in a journal, article in journal, article in press, article journal, article
        proceedings paper, book chapter, book section, chapter in a book, chapter in book, computer
        program, conference article, conference contribution, conference object, conference or workshop
        item, conference paper, conference proceedings, conference publication, contribution to
        conference, edited book, electronic article, electronic book, electronic book section, full
        article, generic, journal, journal article, journal contribution, journal paper, magazine
        article, manuscript, monograph, newspaper article, original article, other, paper conference,
        paper in conference proceedings, posted content, proceedings article, proceedings paper,
        publication, regular article, research article, serial, text, type, unpublished work, web page,
        website, whole book, works
        """.split(","),
    )
)
#: Kinds of works whose type the reference styles do not show.
_WITHOUT_TYPE = frozenset({"article", "book", "proceedings", "collection"})


def work_type(scope: Scope, option: str) -> list[Node]:
    """The type of a work: the field ``type`` or the type of the entry, in words.

    With the option *full* and the number of a patent, or of a report without a venue.
    """
    record = scope.record
    if not isinstance(record, Publication):
        return []
    name = _name(record, scope.context.translate)
    venue = scope.venue
    number = venue.number if venue else ""
    if option != "full" or not number or venue is None:
        return words("type", name)
    is_patent = record.kind == "patent"
    if not is_patent and (record.kind != "report" or venue.name or venue.abbr):
        return words("type", name)
    return [part("type", name or scope.context.translate("Report")), " ", part("issue", number)]


def _name(record: Publication, _: Callable[[str], str]) -> str:
    """Return the type of ``record`` in words; an empty string if it says no more than the kind."""
    written = record.field_text("type").strip()
    default = record.type if record.kind in ("thesis", "patent") else ""
    for name in filter(None, (written, default)):
        key, names = name.lower(), _names(_)
        if key in names:
            return "" if key == record.kind == "software" else names[key]
        if name is written and not _is_kind(record.kind, key):
            return written
    return _("Patent") if record.kind == "patent" else ""


def _is_kind(kind: str, name: str) -> bool:
    """Whether ``name`` says no more of a work than its kind does."""
    if kind in _WITHOUT_TYPE or fold(name) in _NAMES_OF_KINDS:
        return True
    return name in ("thesis", "thes") if kind == "thesis" else is_known(name)


def _names(_: Callable[[str], str]) -> dict[str, str]:
    """Return the words for the entry types of theses and the keys of biblatex (manual, section 4.9.2.13)."""
    thesis = {
        "phdthesis": _("PhD thesis"),
        "doctoralthesis": _("PhD thesis"),
        "mastersthesis": _("Master's thesis"),
        "masterthesis": _("Master's thesis"),
        "mathesis": _("Master's thesis"),
        "candthesis": _("Candidate thesis"),
        "bathesis": _("Bachelor's thesis"),
        "bachelorsthesis": _("Bachelor's thesis"),
        "bachelorthesis": _("Bachelor's thesis"),
    }
    others = {
        "techreport": _("Technical report"),
        "resreport": _("Research report"),
        "software": _("Software"),
        "datacd": _("Data CD"),
        "audiocd": _("Audio CD"),
    }
    patents = {
        "patent": _("Patent"),
        "patentde": _("German patent"),
        "patenteu": _("European patent"),
        "patentfr": _("French patent"),
        "patentuk": _("British patent"),
        "patentus": _("U.S. patent"),
        "patreq": _("Patent request"),
        "patreqde": _("German patent request"),
        "patreqeu": _("European patent request"),
        "patreqfr": _("French patent request"),
        "patrequk": _("British patent request"),
        "patrequs": _("U.S. patent request"),
    }
    return {**thesis, **others, **patents}
