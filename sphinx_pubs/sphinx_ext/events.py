"""The extension's table of contents: all that is registered with Sphinx, and what each event does.

=====================  ==================================================================================
config-inited          check the configuration; report all errors at once (:mod:`.config`)
builder-inited         start with an empty :class:`~.state.BuildState`
env-get-outdated       read pages again whose data files have changed (:mod:`.outdated`)
env-before-read-docs   in a parallel build: read the site's sources before the processes fork
(a directive runs)     options -> selection -> headings, anchors, placeholders (:mod:`.lists.placeholders`)
env-updated            read pages again whose lists depend on citations; log the problems in the data; write
                       pages again whose links have moved (:mod:`.outdated`); replace roles in titles; copy
                       the files that records link to (:mod:`.site_files`); write pages that the output folder
                       does not have yet (:mod:`.written`)
env-check-consistency  the environment is on disk: forget which pages were being read (:mod:`.written`)
(a page is written)    placeholders -> entries (:mod:`.transforms`, :mod:`.lists.entries`)
doctree-resolved       note which pages are written (:mod:`.written`)
html-page-context      link the stylesheet and the scripts from pages with a list (:mod:`.assets`); add the
                       icons that a page uses (:mod:`.sprite`)
missing-reference      link the role ``ref`` to the anchor of an entry (:mod:`.anchor_links`)
warn-missing-reference warn of a role whose entry no list shows (:mod:`.roles`)
build-finished         close the sources; remove download files of lists that are gone; note the pages that
                       the output folder has (:mod:`.written`)
=====================  ==================================================================================

Every build imports this module and what it imports. Only a build that reads or writes a page with a list
imports the package :mod:`.lists`: see ``LATE_IMPORTS`` in ``tests/test_architecture.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms.images import ImageConverter

from .anchor_links import AnchorLinksTransform, resolve_label
from .assets import add_assets, is_interactive, remove_other_downloads, write_static_files
from .bibtex_compat import CiteTransform, bibfiles, pages_with_moved_citations
from .conditions import ShownContent
from .config import CONFIG_VALUES, check_config, config_of
from .directives import DIRECTIVES
from .domain import PubsDomain
from .garbage import unfreeze_objects
from .i18n import CATALOG, LOCALE_DIR
from .nodes import NODES
from .outdated import (
    pages_with_changed_citations,
    pages_with_changed_sources,
    pages_with_moved_links,
    read_cited_lists_again,
)
from .roles import warn_of_unknown_key
from .sources import SourceStore
from .sprite import add_sprite
from .state import BuildState, TargetIndex, state_of
from .transforms import AnchorsTransform, EntriesTransform, InlineTransform, replace_in_titles
from .written import after_pickling, note_page, note_reading, pages_not_read, pages_not_written, save_note

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: Raise it when the content of ``PubsDomain.data`` or of a placeholder changes.
ENV_VERSION = 14


TRANSFORMS = (EntriesTransform, InlineTransform, AnchorsTransform, AnchorLinksTransform, CiteTransform)


def setup_extension(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    app.add_message_catalog(CATALOG, str(LOCALE_DIR))
    for value in CONFIG_VALUES:
        app.add_config_value(value.name, value.default, value.rebuild, value.types)
    app.add_domain(PubsDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for node, visitors in NODES.items():
        app.add_node(node, **visitors)
    for transform in TRANSFORMS:
        app.add_post_transform(transform)

    app.connect("config-inited", check_config)
    app.connect("builder-inited", start_build)
    app.connect("builder-inited", write_static_files)
    app.connect("env-get-outdated", outdated_pages)
    # Late: handlers of other extensions may remove pages from the list of those to be read.
    app.connect("env-before-read-docs", before_reading, priority=900)
    # First: handlers of other extensions expect that all pages are read.
    app.connect("env-updated", read_cited_lists_again, priority=100)
    app.connect("env-updated", after_reading)
    app.connect("env-updated", replace_in_titles, priority=800)
    # After the handler of sphinxcontrib-bibtex, which completes its citations.
    app.connect("env-updated", pages_with_moved_citations, priority=900)
    # Last: the handlers before it say which pages they have changed.
    app.connect("env-updated", pages_not_written, priority=950)
    app.connect("env-check-consistency", after_pickling)
    app.connect("doctree-resolved", note_page)
    # Before intersphinx, which would look for the anchor on other sites.
    app.connect("missing-reference", resolve_label, priority=400)
    app.connect("warn-missing-reference", warn_of_unknown_key)
    app.connect("html-page-context", add_assets)
    # Late: other extensions may add to the body.
    app.connect("html-page-context", add_sprite, priority=900)
    # First: it must run even if the handler of another extension fails.
    app.connect("build-finished", end_build, priority=0)
    app.connect("build-finished", remove_old_downloads)
    app.connect("build-finished", after_writing, priority=900)
    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def start_build(app: Sphinx) -> None:
    """Create the state of this build, and keep it on the domain instance."""
    unfreeze_objects()
    domain = app.env.get_domain("pubs")
    assert isinstance(domain, PubsDomain)
    config = config_of(app.config)
    sources = SourceStore(Path(app.srcdir), config, Path(app.doctreedir), bibfiles(app))
    if app.fresh_env_used:  # sphinx-build -E
        sources.forget()
    is_shown = ShownContent(app)
    domain.state = BuildState(
        config=config,
        builder=app.builder,
        converts_images=any(issubclass(one, ImageConverter) for one in app.registry.get_post_transforms()),
        sources=sources,
        data=domain.data,
        citing=domain.data["citing"],
        targets=TargetIndex(domain.data["pages"], is_shown),
        is_shown=is_shown,
    )


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages to read because of a change in other files."""
    state = state_of(env)
    return [*pages_with_changed_sources(state, env), *pages_not_read(state)]


def before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which pages are read; in a parallel build, read the site's sources, which forked processes share.

    In a parallel build, even a single page is read in one child process and written in another. Without
    this, each would read the sources itself.
    """
    state = state_of(env)
    state.read_docs = frozenset(docnames)
    if docnames:
        note_reading(state, docnames)
    may_have_lists = any(name in state.pages or name not in env.all_docs for name in docnames)
    if app.parallel > 1 and may_have_lists:
        from .lists import placeholders  # noqa: F401, PLC0415 (the processes share the imported modules, too)

        for _, paths in state.sources.project_sources():
            for path in paths:
                state.sources.read(path)


def after_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Log the problems in the data of the pages read; return the pages to write again."""
    state = state_of(env)
    if not state.changed:
        return []
    read_pages = [state.pages[name] for name in state.read_docs if name in state.pages]
    if any(page.digests or page.problems for page in read_pages):
        from .lists.warnings import log_problems  # noqa: PLC0415 (there are data files)

        log_problems(state)
    outdated = {*pages_with_moved_links(state), *pages_with_changed_citations(state)}
    state.outdated |= outdated
    return sorted(outdated)


def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Close the sources."""
    state_of(app.env).sources.close()


def remove_old_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Remove the download files of lists that no page has any more."""
    if exception is None and is_interactive(app.builder):
        names = [name for page in state_of(app.env).pages.values() for name in page.downloads]
        remove_other_downloads(Path(app.outdir), names)


def after_writing(app: Sphinx, exception: Exception | None) -> None:
    """Note which pages the output folder has."""
    if exception is None:
        save_note(state_of(app.env))
