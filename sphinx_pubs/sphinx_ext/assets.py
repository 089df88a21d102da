"""The files that pages with a list load: the stylesheet, the scripts, and the records to download."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .output import leftovers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

STATIC_DIR = Path(__file__).parent.parent / "static"
FOLDER = "sphinx_pubs"
STYLESHEET = "pubs.css"
#: In the order of their dependencies. Not modules: browsers load none into a page opened from a folder.
SCRIPTS = (
    "dom.js", "search.js", "filter.js", "facet.js", "form.js", "view.js", "state.js", "list.js", "files.js",
    "copy.js", "pubs.js",
)  # fmt: skip

#: The folder of the download files, below the output folder.
DOWNLOADS_FOLDER = "_pubs"
#: The formats of the download files: BibTeX, CSL-JSON and RIS.
DOWNLOAD_FORMATS = ("bib", "json", "ris")


def is_interactive(builder: Builder) -> bool:
    """Whether ``builder`` makes pages for a browser: HTML, but not EPUB."""
    return builder.format == "html" and builder.name != "epub"


def add_static_files(app: Sphinx) -> None:
    """Have Sphinx copy our static files. Those of the site come later, and may replace them."""
    if hasattr(app, "add_static_dir"):  # Sphinx 9.1
        app.add_static_dir(STATIC_DIR)
    else:
        app.connect("config-inited", _add_static_path)


def _add_static_path(app: Sphinx, config: Config) -> None:
    """Add our folder on ``config-inited``: Sphinx would take a later change for a new configuration."""
    config.html_static_path.insert(0, str(STATIC_DIR))


def add_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the stylesheet and the scripts from pages with a list, or from all if the site asks for it."""
    always = app.registry.html_assets_policy == "always"
    if always or (doctree is not None and _has_list(doctree)):
        app.add_css_file(f"{FOLDER}/{STYLESHEET}")
        for script in SCRIPTS:
            app.add_js_file(f"{FOLDER}/{script}", loading_method="defer")


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
