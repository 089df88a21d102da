"""The files that pages with a list load: the stylesheets, the scripts, and the records to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .output import leftovers, replaced_file
from .stylesheets import structure_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

STATIC_DIR = Path(__file__).parent.parent / "static" / "sphinx_pubs"
SCRIPTS_DIR = Path(__file__).parent.parent / "scripts"
FOLDER = "sphinx_pubs"
#: The one file that all stylesheets are joined to.
STYLESHEET = "pubs.css"
#: The look of lists, and that of their controls.
STYLESHEETS = ("pubs.css", "print.css", "controls.css")
#: The one file that all scripts are joined to.
SCRIPT = "pubs.js"
#: In the order of their dependencies. Not modules: browsers load none into a page opened from a folder.
SCRIPTS = (
    "dom.js", "search.js", "filter.js", "roving.js", "menu.js", "facet.js", "years.js", "tools.js",
    "sheet.js", "form.js", "view.js", "state.js", "columns.js", "links.js", "list.js", "files.js", "copy.js",
    "start.js",
)  # fmt: skip

# Parts of a stylesheet, each with a shorter spelling. Selectors with two or three ids outdo those of themes.
_SHORT_CSS = (
    *((" {\n", "{"), (";\n", ";"), (",\n", ","), ("}\n", "}"), (", ", ","), (": ", ":"), (" > ", ">")),
    *((" + .", "+."), (" ~ ", "~"), (" / ", "/"), (" 0.", " ."), (":0.", ":."), (",0.", ",."), ("(0.", "(.")),
    *((r":not(#\#)" * 3, r":not(#\##\##\#)"), (r":not(#\#)" * 2, r":not(#\##\#)")),
)

#: The folder of the download files, below the output folder.
DOWNLOADS_FOLDER = "_pubs"
#: The formats of the download files: BibTeX, CSL-JSON and RIS.
DOWNLOAD_FORMATS = ("bib", "json", "ris")


def is_interactive(builder: Builder) -> bool:
    """Whether ``builder`` makes pages for a browser: HTML, but not EPUB."""
    return builder.format == "html" and builder.name != "epub"


def write_static_files(app: Sphinx) -> None:
    """Write the stylesheets and the scripts, on ``builder-inited``.

    Static files of the site are copied later, and may replace them. All scripts are one file, and so are all
    stylesheets: a page then waits for two answers, not for many. If the site wants no stylesheet, that of an
    earlier build is removed.
    """
    if app.builder.format != "html":
        return
    wanted = app.config.pubs_stylesheet
    files = {}
    if wanted == "none":
        Path(app.outdir, "_static", FOLDER, STYLESHEET).unlink(missing_ok=True)
    else:
        stylesheet = joined_stylesheets() + _venue_rules(app.config.pubs_venues)
        files[STYLESHEET] = stylesheet if wanted == "full" else structure_of(stylesheet)
    if is_interactive(app.builder):
        files[SCRIPT] = joined_scripts()
    for name, text in files.items():
        path = Path(app.outdir, "_static", FOLDER, name)
        if not path.is_file() or path.read_bytes() != text.encode():
            with replaced_file(path) as file:
                file.write(text.encode())


def _venue_rules(setting: Mapping[Any, object]) -> str:
    """Return the rules for the venues of ``pubs_venues``; few sites have some."""
    if not setting:
        return ""
    from ..model.venue_styles import parse_venue_styles  # noqa: PLC0415
    from .venue_rules import venue_rules  # noqa: PLC0415

    return venue_rules(parse_venue_styles(setting).values())


def joined_stylesheets() -> str:
    """Return all stylesheets as one, without comments and blanks that say nothing."""
    texts = [(STATIC_DIR / name).read_text(encoding="utf-8") for name in STYLESHEETS]
    joined = "".join([_dense(text, comment="/*") for text in texts])
    for long, short in _SHORT_CSS:
        joined = joined.replace(long, short)
    return joined


def joined_scripts() -> str:
    """Return all scripts as one, without indentation and without comments, which are half of them."""
    strict = '"use strict";\n'
    texts = [(SCRIPTS_DIR / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return strict + "".join([_dense(text, comment="/**").replace(strict, "", 1) for text in texts])


def _dense(text: str, comment: str) -> str:
    """Return code without its comments, of which some begin with ``comment``, and without indentation."""
    code, *others = text.split(comment)
    code += "".join([other.partition("*/")[2].removeprefix(" ") for other in others])
    lines = [line.strip() for line in code.splitlines()]
    return "\n".join([line for line in lines if line and not line.startswith("//")]) + "\n"


def add_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the stylesheet and the script from pages with a list, or from all if the site asks for it."""
    always = app.registry.html_assets_policy == "always"
    if always or (doctree is not None and _has_list(doctree)):
        if app.config.pubs_stylesheet != "none":
            app.add_css_file(f"{FOLDER}/{STYLESHEET}")
        if is_interactive(app.builder):
            app.add_js_file(f"{FOLDER}/{SCRIPT}", loading_method="defer")


def _has_list(doctree: nodes.document) -> bool:
    return any("pubs" in node["classes"] for node in doctree.findall(nodes.container))


def download_path(outdir: Path, list_id: str, suffix: str) -> Path:
    """Return the download file of a list in one of ``DOWNLOAD_FORMATS``: ``_pubs/LIST-ID.bib.js``.

    Download files are scripts, not data: a page opened from a folder can load nothing else.
    """
    return outdir / DOWNLOADS_FOLDER / f"{list_id}.{suffix}.js"


def remove_other_downloads(outdir: Path, list_ids: Iterable[str]) -> None:
    """Remove the download files of all lists but ``list_ids``."""
    wanted = {download_path(outdir, list_id, suffix) for list_id in list_ids for suffix in DOWNLOAD_FORMATS}
    folder = outdir / DOWNLOADS_FOLDER
    for path in (*folder.glob("**/*.js"), *leftovers(folder)):
        if path not in wanted:
            path.unlink()
