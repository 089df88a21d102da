"""The parts of a layout about where a work appeared: venue, series, volume, edition, pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale

from ..model.names import contains_words, fold
from ..model.records import Venue
from ..model.text import plain
from .badges import badge, badge_says_all
from .elements import Node, part, words
from .scope import PartMaker, Scope

#: Abbreviations that the publishers of series use; any other series is shown by its name.
_SERIES = {
    "lecture notes in computer science": "LNCS",
    "lecture notes in artificial intelligence": "LNAI",
    "lecture notes in bioinformatics": "LNBI",
    "lecture notes in business information processing": "LNBIP",
    "lecture notes in computational science and engineering": "LNCSE",
    "lecture notes in electrical engineering": "LNEE",
    "lecture notes in informatics": "LNI",
    "lecture notes in mathematics": "LNM",
    "lecture notes in mechanical engineering": "LNME",
    "lecture notes in networks and systems": "LNNS",
    "leibniz international proceedings in informatics": "LIPIcs",
    "leibniz international proceedings in informatics lipics": "LIPIcs",
    "open access series in informatics": "OASIcs",
    "openaccess series in informatics": "OASIcs",
    "proceedings of machine learning research": "PMLR",
    "communications in computer and information science": "CCIS",
    "advances in intelligent systems and computing": "AISC",
    "ifip advances in information and communication technology": "IFIP AICT",
    "electronic proceedings in theoretical computer science": "EPTCS",
}  # fmt: skip
_ABBREVIATIONS = frozenset(map(fold, _SERIES.values()))
#: Series of a journal (biblatex manual, section 2.2.2, field *series*).
_NEW_OR_OLD = {"newseries": "n.s.", "newser": "n.s.", "oldseries": "o.s.", "oldser": "o.s."}

#: Keys of biblatex for places (manual, section 4.9.2.13) -> territory in CLDR.
_COUNTRIES = {
    "countryde": "DE",
    "countryep": "EU",
    "countryeu": "EU",
    "countryfr": "FR",
    "countryuk": "GB",
    "countryus": "US",
}
_EVENT_PLACES = frozenset({"presentation", "poster", "unpublished"})
_CONTAINED = frozenset({"incollection", "inproceedings"})
_PARTS = _CONTAINED | {"article"}
#: Kinds of works whose number is their own and not that of a series.
_NUMBERED = frozenset({"report", "thesis", "patent", "article", "preprint", "manual", "software", "dataset"})

_NUMBER = re.compile(r"\d{1,4}")
_EDITION_WORD = r"(?:ed(?:ition|n)?|éd(?:ition)?|ausg(?:abe)?|aufl(?:age)?)\b\.?"
_EDITION_NUMBER = re.compile(
    rf"(?P<number>\d{{1,3}})(?:st|nd|rd|th|e|[ªº]|\.[ªº]?)?(?:\s?{_EDITION_WORD})?", re.I
)
_ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_ENDS_WITH_EDITION = re.compile(
    r"\b(?:edition|edn?|version|printing|reprint|aufl(?:age)?|ausgabe|[ée]d(?:ition)?)\b", re.I
)


def ordinal(number: int) -> str:
    """Return the English ordinal of ``number``: *2nd*."""
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


# --- the name ---


def _venue(scope: Scope, option: str) -> list[Node]:
    """The name; with the option *full* and the abbreviation in parentheses, unless the name has it.

    With the option *rest*, it is what the badge does not say.
    """
    venue = scope.venue
    if venue is None or (option == "rest" and badge_says_all(scope, venue)):
        return []
    children = scope.context.inline(venue.name, linked=not venue.url)
    if venue.url and children:
        children = [scope.context.link(venue.url, children)]
    if not children:
        return []
    name: list[Node] = [part("venue", *children)]
    if option == "full" and venue.abbr and (abbr := venue.abbr_beside_name()):
        name += [" (", part("abbr", abbr), ")"]
    return name


def _abbr(scope: Scope, option: str) -> list[Node]:
    return words("abbr", scope.venue.abbr if scope.venue else "")


def _in(scope: Scope, option: str) -> list[Node]:
    """The word before the title of the book or proceedings that contain a work."""
    venue = scope.venue
    has_title = venue is not None and (venue.name or venue.abbr)
    is_contained = getattr(scope.record, "kind", "") in _CONTAINED
    return words("in", scope.context.translate("In")) if is_contained and has_title else []


def _event(scope: Scope, option: str) -> list[Node]:
    """The event of a work in proceedings, unless it is in their title."""
    venue = scope.venue
    if venue is None or not venue.event or contains_words(plain(venue.name), venue.event):
        return []
    return words("event", venue.event)


def _event_place(scope: Scope, option: str) -> list[Node]:
    """The place of a talk or a poster; the place of other works is that of their publisher."""
    is_event = getattr(scope.record, "kind", "") in _EVENT_PLACES
    return words("place", _place_name(scope.venue.place, scope)) if scope.venue and is_event else []


# --- series and volume ---


def _series(scope: Scope, option: str) -> list[Node]:
    if scope.venue is None:
        return []
    return words("series", _short_series(scope.venue) if option == "short" else scope.venue.series)


def _short_series(venue: Venue) -> str:
    """Return the abbreviation of the series: the author's, or that of its publisher; else its name."""
    if venue.shortseries or not venue.series:
        return venue.shortseries
    if known := _SERIES.get(fold(venue.series)):
        return known
    name, _, own = venue.series.removesuffix(")").rpartition(" (")
    is_abbreviation = (
        name and venue.series.endswith(")") and sum(map(str.isupper, own)) > 1 and " " not in own
    )
    return own if is_abbreviation else venue.series


def _series_name(scope: Scope, venue: Venue) -> str:
    """Return the series as it is shown; an empty string if the name of the venue has it."""
    name = _short_series(venue)
    if not name:
        return ""
    _ = scope.context.translate
    if _NUMBER.fullmatch(name):
        return _with_number(_("%s ser."), "%s ser.", int(name))
    if _is_journal(scope, venue):
        return _(_NEW_OR_OLD.get(fold(name).replace(" ", ""), name))
    title = plain(venue.name)
    is_title = _SERIES.get(fold(title)) == name
    return "" if is_title or contains_words(title, name) or contains_words(title, venue.series) else name


def _is_journal(scope: Scope, venue: Venue) -> bool:
    return venue.kind == "journal" or getattr(scope.record, "kind", "") == "article"


def _part_of(scope: Scope, option: str) -> list[Node]:
    """The work in several volumes (*Main Title, vol. 2*), and the series and the number in it (*LNCS 12*)."""
    venue = scope.venue
    if venue is None or not (venue.series or venue.maintitle or venue.shortseries):
        return []
    if _is_named_like(venue.volume, venue) or _is_named_like(venue.number, venue):
        return words("maintitle", venue.maintitle)
    series, volume, number = _series_name(scope, venue), venue.volume, ""
    contents = [words("maintitle", venue.maintitle)]
    if _is_journal(scope, venue):
        contents += [words("series", series), _numbers(venue) if series else []]
        return _joined(contents)
    if series:
        number = "" if _has_own_number(scope) else venue.number
        if not number:
            number, volume = volume, ""
        elif volume and _is_periodical(scope, venue):
            number, volume = f"{volume}({number})", ""
    elif not venue.maintitle:
        return []  # ``{volume:full}`` has the volume
    if volume:
        contents.append([f"{scope.context.translate('vol.')} ", part("volume", volume)])
    if series:
        in_series: list[Node] = [" ", part("volume", number)] if number else []
        contents.append([*words("series", series), *in_series])
    return _joined(contents)


def _joined(contents: list[list[Node]]) -> list[Node]:
    """Return ``contents`` with commas between those that are not empty."""
    result: list[Node] = []
    for content in filter(None, contents):
        result += [", ", *content] if result else content
    return result


def _has_own_number(scope: Scope) -> bool:
    return getattr(scope.record, "kind", "") in _NUMBERED


def _is_periodical(scope: Scope, venue: Venue) -> bool:
    """Whether volume and number are both those of the series: of meetings in a series like a journal."""
    is_paper = getattr(scope.record, "kind", "") == "inproceedings"
    return is_paper and not venue.maintitle and fold(_short_series(venue)) not in _ABBREVIATIONS


def _volume(scope: Scope, option: str) -> list[Node]:
    """The volume; with the option *full* with the number, *3(4)*, less what ``{part-of}`` has."""
    venue = scope.venue
    if venue is None:
        return []
    if option != "full":
        return words("volume", venue.volume)
    if getattr(scope.record, "kind", "") == "patent":
        return []  # the number is that of the patent
    if not _part_of(scope, ""):
        return _numbers(venue)
    return _in_parentheses(venue.number) if _has_own_number(scope) and not _is_journal(scope, venue) else []


def _is_named_like(number: str, venue: Venue) -> bool:
    """Whether the name has the number: *EMNLP 2020* in *Findings of the ACL: EMNLP 2020*."""
    return bool(number) and not number[0].isdigit() and contains_words(plain(venue.name), number)


def _numbers(venue: Venue) -> list[Node]:
    volume, number = (
        "" if _is_named_like(number, venue) else number for number in (venue.volume, venue.number)
    )
    return [*words("volume", volume), *_in_parentheses(number)]


def _in_parentheses(number: str) -> list[Node]:
    return ["(", part("issue", number), ")"] if number else []


# --- edition and pages ---


def _edition(scope: Scope, option: str) -> list[Node]:
    """The edition as an ordinal; in words (*2nd ed.*) with the option *full*."""
    edition = scope.venue.edition if scope.venue else ""
    match = _EDITION_NUMBER.fullmatch(edition)
    number = int(match["number"]) if match else 0
    _ = scope.context.translate
    if option == "full":
        # A word stays on English pages only.
        is_english = scope.context.locale.startswith("en")
        number = number or (0 if is_english else _ORDINAL_WORDS.get(edition.lower().split(" ")[0], 0))
        if number == 1:
            return words("edition", _("1st ed."))
        if number:
            return words("edition", _with_number(_("%s ed."), "%s ed.", number))
        is_complete = not edition or _ENDS_WITH_EDITION.search(edition)
        suffix = _("ed.")  # not inside an f-string, where Babel does not find it
        return words("edition", edition if is_complete else f"{edition} {suffix}")
    if number and edition.isdigit() and scope.context.locale.startswith("en"):
        return words("edition", ordinal(number))
    return words("edition", edition)


def _with_number(translated: str, message: str, number: int) -> str:
    """Return a message with the number in it: as an ordinal if it is not translated."""
    return translated % (ordinal(number) if translated == message else number)


def _pages(scope: Scope, option: str) -> list[Node]:
    return words("pages", scope.venue.pages if scope.venue else "")


def _pagetotal(scope: Scope, option: str) -> list[Node]:
    """How many pages the work has; in words (*150 pp.*) with the option *full*."""
    count = scope.venue.pagetotal if scope.venue else ""
    if option == "full" and count:
        # Of an article or a paper only its place in the volume is of interest.
        is_part = getattr(scope.record, "kind", "") in _PARTS
        is_shown = scope.venue and (scope.venue.kind == "archive" or not is_part)
        count = scope.context.translate("%s pp.") % count if is_shown else ""
    return words("pagetotal", count)


def _chapter(scope: Scope, option: str) -> list[Node]:
    """The chapter; in words (*chap. 3*) with the option *full*."""
    chapter = scope.venue.chapter if scope.venue else ""
    is_number = len(chapter) < 8 and not re.search(r"[^\W\d_]{2,}", chapter)
    if option == "full" and chapter and is_number:
        chapter = scope.context.translate("chap. %s") % chapter
    return words("chapter", chapter)


def _place(scope: Scope, option: str) -> list[Node]:
    """The place, unless the name of the venue has it: *University of Oslo, Norway*."""
    venue = scope.venue
    if venue is None or not venue.place or contains_words(plain(venue.name), venue.place):
        return []
    return words("place", _place_name(venue.place, scope))


def _place_name(place: str, scope: Scope) -> str:
    """Return a place in words; of a patent, it can be keys of biblatex: *countryde and countryfr*."""
    keys = place.split(" and ")
    if not all(key in _COUNTRIES for key in keys):
        return place
    names = Locale.parse(scope.context.locale).territories
    return ", ".join(names.get(_COUNTRIES[key], key) for key in keys)


def _publisher(scope: Scope, option: str) -> list[Node]:
    """The publisher, unless it is the series: *PMLR 119*."""
    venue = scope.venue
    if venue is None or (venue.publisher and fold(venue.publisher) == fold(_short_series(venue))):
        return []
    return words("publisher", venue.publisher)


def _field(name: str, css: str = "") -> PartMaker:
    def make(scope: Scope, option: str) -> list[Node]:
        return words(css or name, getattr(scope.venue, name) if scope.venue else "")

    return make


def _presentation(scope: Scope, option: str) -> list[Node]:
    value = scope.venue.presentation if scope.venue else ""
    if not value:
        return []
    text = scope.context.translate(value)
    if option == "badge" and scope.context.browser:
        return [badge("status", "presentation", [text], scope.context)]
    return words("presentation", text)


VENUE_PARTS: Mapping[str, PartMaker] = {
    "in": _in,
    "venue": _venue,
    "abbr": _abbr,
    "presentation": _presentation,
    "event": _event,
    "event-place": _event_place,
    "volume": _volume,
    "issue": _field("number", css="issue"),  # pubs-number is the number in the list
    "part-of": _part_of,
    "series": _series,
    "maintitle": _field("maintitle"),
    "edition": _edition,
    "chapter": _chapter,
    "pages": _pages,
    "pagetotal": _pagetotal,
    "publisher": _publisher,
    "place": _place,
}
