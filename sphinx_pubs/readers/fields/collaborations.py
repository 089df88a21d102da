"""Collaborations: the field ``collaboration``, and *on behalf of the ATLAS Collaboration* among authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.names import Contributor, Name, fold
from ...model.text import plain
from ..base import ToText
from ..braces import is_one_group, split_outside_braces
from .tables import PUBLICATION, names_of
from .values import Fields, as_list, scalar

#: The fields that hold collaborations, and the role of these contributors.
COLLABORATION_FIELDS = names_of(PUBLICATION, "collaboration")
ROLE = "collaboration"

_SEPARATOR = re.compile(r"[,;，、；]")
_AND = re.compile(r"(?<!\s)\s++(?:and|\\?&)\s++|,")
_PLURAL = re.compile(r"\b([Cc]ollaboration)s$")
_COLLABORATION = re.compile(r"[ck]ol+abora", re.IGNORECASE)
# Words that say what a group of people is, so that it needs no *Collaboration* behind its name.
_GROUP = re.compile(
    r"\b(?:consortium|consortia|group|team|forum|network|project|study|investigators|initiative|committee"
    r"|alliance|society|partnership|program(?:me)?|association|organi[sz]ation|institute|cent(?:er|re)"
    r"|community|task force|working party|experiment)s?\b",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"(?:^|[ ,(])(?:on behalf of(?: the)?|for the) (?P<group>[^(),]++)\)?$", re.IGNORECASE
)
# Groups of people that a person writes for. An institute may have *for the* in its own name.
_GROUP_AT_END = re.compile(
    r"(?:\b[ck]ol+abora\w++|consortium|group|team|investigators|network)$", re.IGNORECASE
)
# *on behalf of* is searched in this many last characters: in all of a long source it takes quadratic time.
_WITHIN = 300


def read_collaborations(fields: Fields) -> tuple[Contributor, ...]:
    """Return the collaborations in the field; *ATLAS, CMS* are two, *The LHC Forum* is one."""
    names: list[str] = []
    for field in COLLABORATION_FIELDS:
        for item in as_list(fields.values.get(field)):
            value = item.get("name") or item.get("literal") if isinstance(item, Mapping) else item
            names += _names(" ".join((scalar(value) or "").split()), fields.to_text)
    return tuple(Contributor(Name(literal=name), ROLE) for name in dict.fromkeys(names))


def _names(source: str, text: ToText) -> Iterator[str]:
    for part in split_outside_braces(source, _SEPARATOR):
        pieces = [piece for piece in split_outside_braces(part, _AND) if piece]
        if any(map(_GROUP.search, pieces)) and not all(map(_GROUP.search, pieces)):
            pieces = [part]  # Genetics and Biology Group
        for piece in pieces:
            name = " ".join(plain(text(piece)).split())
            if fold(name) not in ("", "others", "et al"):
                yield full_name(name)


def full_name(name: str) -> str:
    """Return the name of a collaboration with the word for it: *ATLAS* is *ATLAS Collaboration*."""
    on_behalf = _ON_BEHALF.search(name, max(len(name) - _WITHIN, 0))
    name = (on_behalf["group"] if on_behalf else name).strip("()[] ").removeprefix("the ")
    name = _PLURAL.sub(r"\1", name)
    return name if _COLLABORATION.search(name) or _GROUP.search(name) else f"{name} Collaboration"


def split_on_behalf(source: str) -> tuple[str, str]:
    """Return the names before *on behalf of* in a part of an author field, and the group behind it.

    The group is empty if there is none: *for the* must be followed by the name of a group.
    """
    lowered = source.lower()
    if "on behalf of" not in lowered and "for the " not in lowered:
        return source, ""
    inner = source[1:-1] if is_one_group(source) else source
    match = _ON_BEHALF.search(inner, max(len(inner) - _WITHIN, 0))
    if not match:
        return source, ""
    group = match["group"].strip(" {}")
    if "behalf" not in match[0].lower():
        is_own_name = inner != source and match.start() > 0  # {Center for the Study of the Group}
        if is_own_name or not _GROUP_AT_END.search(group):
            return source, ""
    return inner[: match.start()].strip(" ,"), group


def organization(name: Name) -> Name:
    """Return *Collaboration, ATLAS* and *ATLAS Collaboration* as a literal name; other names as they are."""
    last = name.family.rpartition(" ")[2].lower()
    if last not in ("collaboration", "consortium") or not (name.given or name.particle) or name.suffix:
        return name
    return name if name.given.endswith(".") else Name(literal=name.full())
