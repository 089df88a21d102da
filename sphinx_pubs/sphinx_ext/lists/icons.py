"""The icons of a site: those of this extension and its own, and the sprite of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...model.problems import Code, Origin, Problem
from ...render.icons import ID_PREFIX
from .svg import Drawing, SvgError, read_svg

#: The folders of the icons of this extension, with their licenses.
ICONS_DIR = Path(__file__).parents[2] / "icons"
COLLECTIONS = ("octicons", "simple-icons")

#: What the scripts may use on a page with controls, and on one with blocks of BibTeX.
CONTROL_ICONS = ("chevron-down", "download", "filter", "search", "sort-desc", "x")
BLOCK_ICONS = ("check", "copy", "link")

_USED = re.compile(rf'href="#{ID_PREFIX}([a-z0-9-]+)"')
# The data for the scripts, see ``controls.data_node()``.
_DATA = 'class="pubs-data"'


@dataclass(slots=True)
class SiteIcons:
    """The icons that the pages of a site can use.

    :param names: the names of the site's own icons, by link kind.
    :param drawings: the icons read so far, by name; all of the site's own.
    :param files: the files of the site's own icons that exist.
    :param missing: the paths of those that do not exist.
    :param problems: what is wrong with the site's own icons.
    """

    names: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def sprite(self, body: str) -> str:
        """Return the symbols of the icons that ``body``, the HTML of a page, uses; empty if it uses none.

        ``hidden`` is on an HTML element: browsers ignore it on SVG.
        """
        names = set(_USED.findall(body))
        if _DATA in body:
            names |= {*CONTROL_ICONS, *BLOCK_ICONS}
        symbols = "".join(self._symbols(sorted(names)))
        return (
            f'<div class="pubs-sprite" hidden><svg aria-hidden="true">{symbols}</svg></div>\n'
            if symbols
            else ""
        )

    def _symbols(self, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            drawing = self.drawings.get(name) or _built_in(name)
            if drawing is not None:
                self.drawings[name] = drawing
                yield f'<symbol id="{ID_PREFIX}{name}" {drawing.attributes}>{drawing.shapes}</symbol>'


def read_icons(setting: bool | Mapping[str, str], srcdir: Path) -> SiteIcons | None:
    """Return the icons for a value of ``pubs_icons``; None if pages have no icons."""
    if setting is False:
        return None
    icons = SiteIcons()
    for number, (kind, path) in enumerate(setting.items() if isinstance(setting, Mapping) else (), 1):
        file = srcdir / path.lstrip("/")
        try:
            drawing = read_svg(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            icons.problems.append(_problem(kind, path, error, srcdir))
        else:
            name = f"own-{number}"
            icons.names[kind.lower()] = name
            icons.drawings[name] = drawing
        (icons.files if file.is_file() else icons.missing).append(str(file))
    return icons


def _problem(kind: str, path: str, error: Exception, srcdir: Path) -> Problem:
    origin = Origin(str(srcdir / "conf.py"))
    if isinstance(error, OSError):
        return Problem(Code.MISSING_FILE, f"no file {path!r}", origin, "pubs_icons")
    reason = str(error) if isinstance(error, SvgError) else "it is not encoded in UTF-8"
    return Problem(Code.BAD_ICON, f"{path!r} cannot be the icon of {kind!r}: {reason}", origin, "pubs_icons")


def _built_in(name: str) -> Drawing | None:
    """Return an icon of this extension, or None if it has none of that name."""
    for collection in COLLECTIONS:
        file = ICONS_DIR / collection / f"{name}.svg"
        if file.is_file():
            return read_svg(file.read_text(encoding="utf-8"))
    return None
