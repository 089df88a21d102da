"""The stylesheet and the scripts, on the pages that hold a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config


STATIC_DIR = Path(__file__).parent.parent / "static"
FOLDER = "sphinx_pubs"
STYLESHEET = "pubs.css"
#: In the order in which one needs the other. No modules: a page opened from a folder may load none.
SCRIPTS = (
    "dom.js", "search.js", "filter.js", "facet.js", "form.js", "view.js", "state.js", "list.js", "files.js",
    "copy.js", "pubs.js",
)  # fmt: skip


def is_interactive(builder: Builder) -> bool:
    """Whether ``builder`` makes pages for a browser: HTML, but no books."""
    return builder.format == "html" and builder.name != "epub"


def _holds_list(doctree: nodes.document) -> bool:
    return any("pubs" in node["classes"] for node in doctree.findall(nodes.container))


def add_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link our files from a page that holds a list, or from every page where the site asks for that."""
    always = app.registry.html_assets_policy == "always"
    if always or (doctree is not None and _holds_list(doctree)):
        app.add_css_file(f"{FOLDER}/{STYLESHEET}")
        for script in SCRIPTS:
            app.add_js_file(f"{FOLDER}/{script}", loading_method="defer")


def add_static_path(app: Sphinx, config: Config) -> None:
    """Serve our static files, before the site's own, which so may replace them.

    On ``config-inited``: later, Sphinx would take it for a change of the configuration.
    """
    config.html_static_path.insert(0, str(STATIC_DIR))


def setup_html(app: Sphinx) -> None:
    """Register the static files and the stylesheet."""
    if hasattr(app, "add_static_dir"):  # Sphinx 9.1
        app.add_static_dir(STATIC_DIR)
    else:
        app.connect("config-inited", add_static_path)
    app.connect("html-page-context", add_assets)
