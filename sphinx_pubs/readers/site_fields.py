"""What Hugo, HugoBlox and academicpages write in the front matter of a page, as our fields.

:mod:`.aliases` knows fields whose name differs. Here are those whose value has another form, or which
name files beside the page (https://docs.hugoblox.com, https://github.com/academicpages).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..model.text import plain
from .aliases import normal_name
from .field_names import ALIASES
from .fields.name_lists import split_names
from .fields.tables import PUBLICATION, names_of
from .fields.values import as_list, scalar
from .markup.markdown import to_text
from .trees import Table

#: The picture in the folder of a page, by the group of the record. The ending can be that of any picture.
_PICTURES = {"publications": "featured.*", "awards": "featured.*", "people": "avatar.*"}
#: The fields with which a page names its picture.
_IMAGE_NAMES = frozenset(names_of(PUBLICATION, "image")).union(
    name for aliases in ALIASES.values() for name, ours in aliases.items() if "image" in ours
)
_IMAGE_PATHS = ("path", "url", "src", "filename")
#: Beginnings of the notes about authors that are marks.
_MARKS = {"equal": "equal", "joint": "equal", "corresponding": "corresponding"}
#: The fields of the address of an event, from small to large.
_ADDRESS = ("street", "city", "region", "country")
_QUOTES = "\"'“”‘’«»"
# The year behind the authors of a citation, *(2016).* or *2016.*
_YEAR = re.compile(r"\(?\b\d{4}[a-z]?\)?$")
# What follows the venue in a citation: *12(3), 4-5.*
_REST = re.compile(
    r"(?:(?:vol\.? ?)?(?!(?:19|20)\d\d\b)(?P<volume>\d{1,6})"
    r"(?: ?\((?P<number>\d{1,6})\))?(?![\d–—-])[\s.,:;]*+)?"
    r"(?:(?:pp?\.? ?)?(?P<pages>\d{1,9} ?[–—-]{1,3} ?\d{1,9})[\s.,:;]*+)?"
    r"(?:\(?(?:19|20)\d\d\)?[\s.,:;]*+)?",
    re.I,
)


def translate(record: Table, group: str, path: str) -> None:
    """Change the fields of a page at ``path`` that have another form in ``record`` of ``group``."""
    _add_picture(record, group, path)
    if group == "publications":
        _read_author_notes(record)
        _read_citation(record)
    elif group == "activities":
        _read_event(record)


def _add_picture(record: Table, group: str, path: str) -> None:
    """Add the picture that the page names in ``header``, or which is beside it."""
    header = record.get("header")
    if isinstance(header, Table) and (teaser := scalar(header.get("teaser"))):
        record.setdefault("image", teaser)
    image = record.get("image")
    has_image = bool(_IMAGE_NAMES & set(map(normal_name, record)))
    posix_path = PurePosixPath(path.replace("\\", "/"))
    if isinstance(image, Table):
        if any(scalar(image.get(name)) for name in _IMAGE_PATHS):
            return
    elif has_image or group not in _PICTURES:
        return
    if posix_path.stem.lower() not in ("index", "_index") or posix_path.suffix.lower() != ".md":
        return
    picture = Table(record.line)
    picture["path"] = "/".join([*posix_path.parent.parts[-2:], _PICTURES.get(group, "featured.*")])
    if isinstance(image, Table) and (caption := scalar(image.get("alt") or image.get("caption"))):
        picture["alt"] = plain(to_text(caption))
    record["image"] = picture


def _read_author_notes(record: Table) -> None:
    """Make marks of the notes about authors, such as *Equal contribution*; notes of the others."""
    marks: dict[str, str] = {}
    notes: list[str] = []
    authors = as_list(record.get("authors"))
    for index, written in enumerate(as_list(record.get("author_notes"))):
        note = scalar(written) or ""
        if mark := _MARKS.get(note.lower().partition(" ")[0]):
            marks[str(index + 1)] = mark
        elif note:
            name = scalar(authors[index]) if index < len(authors) else ""
            # One word is the name of a folder of the site, which readers do not know.
            notes.append(f"{name}: {note}" if name and " " in name else note)
    if marks:
        record.setdefault("author+an", marks)
    _add_notes(record, notes)


def _add_notes(record: Table, notes: list[str]) -> None:
    """Add notes in a field that leaves ``note`` to the summary of the page."""
    if notes:
        record["addendum"] = [*as_list(record.get("addendum")), *notes]


def _read_citation(record: Table) -> None:
    """Take the authors, volume and pages from a recommended citation, if no field has the authors."""
    citation = " ".join(plain(to_text(scalar(record.get("citation")) or "")).split())
    if not citation or any(record.get(name) for name in ("author", "authors", "authors_display")):
        return
    title = " ".join(plain(to_text(scalar(record.get("title")) or "")).split()).rstrip(".")
    start = citation.lower().find(title.lower()) if title else -1
    names = _names_before(citation[:start]) if start > 0 else []
    if not names:
        _add_notes(record, [citation])
        return
    record["authors"] = names
    rest = citation[start + len(title) :].strip(f" .,:;{_QUOTES}")
    venue = plain(to_text(scalar(record.get("venue")) or ""))
    if venue and rest.lower().startswith(venue.lower()):
        rest = rest[len(venue) :].strip(" .,:;")
    if match := _REST.fullmatch(rest):
        for name, value in match.groupdict().items():
            if value:
                record.setdefault(name, value)
    else:
        _add_notes(record, [rest])


def _names_before(source: str) -> list[str]:
    """Return the names at the start of a citation; none if it does not look like names."""
    source = _without_period(source.strip(f" ,:;{_QUOTES}"))
    if year := _YEAR.search(source):
        source = _without_period(source[: year.start()].strip(f" ,:;{_QUOTES}"))
    names = split_names(source) if source else []
    return names if all(any(map(str.isalpha, name)) and len(name) < 80 for name in names) else []


def _without_period(source: str) -> str:
    """Return ``source`` without the period at its end, unless that follows an initial."""
    source = source.rstrip(" ,:;")
    is_sentence = source.endswith(".") and not re.search(r"(?<!\w)\w\.$", source)
    return source[:-1].rstrip() if is_sentence else source


def _read_event(record: Table) -> None:
    """Put the end of an event into its date, and its address into its place."""
    end = scalar(record.pop("date_end", None)) or ""
    start = scalar(record.get("date")) or ""
    if start and end and end[:10] != start[:10]:
        record["date"] = f"{start[:10]}/{end[:10]}"
    address = record.pop("address", None)
    if isinstance(address, Mapping):
        place = [scalar(record.pop("location", None)), *(scalar(address.get(name)) for name in _ADDRESS)]
        if written := ", ".join(filter(None, place)):
            record["place"] = written
    elif address:
        record.setdefault("place", address)
