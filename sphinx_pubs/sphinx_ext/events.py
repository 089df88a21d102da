"""The one place where the parts of the extension are put together.

What is imported here is imported in every build: what authors may write, and what looks for it. The
modules that make something of it are imported by these, once there is something to be made.

When the build does what: the handlers of Sphinx's events.

config-inited          the configuration is validated (``config``)
builder-inited         an empty store, on the domain instance; the builder learns to leave an inventory
                       as it is (``inventory``)
env-get-outdated       the pages whose data files have changed
env-before-read-docs   where pages are read in several processes, the sources are parsed before
(a directive runs)     ``directives``, ``skeleton``
env-updated            lists that ask for citations are selected anew (``cited_lists``);
                       problems of the data are said, once; pages with links to entries that
                       have moved are written anew
(a page is written)    ``transforms``, ``entries``, ``interactive``, ``html``
build-finished         the store is closed; downloads of lists that are gone are removed
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import suppress_logging

from .assets import is_interactive, setup_html
from .bibtex_compat import bibfiles, setup_neighbours
from .config import from_sphinx, setup_config
from .directives import setup_directives, setup_people
from .domain import PubsDomain, setup_domain
from .i18n import setup_i18n
from .inventory import spare_inventory
from .lists.citations import citing
from .lists.downloads import remove_others
from .nodes import setup_html_nodes, setup_placeholder
from .sources import SourceStore
from .state import Location, ObjectKey, PageData, TargetIndex, pubs_domain, seen
from .transforms import setup_quotations, setup_transforms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


#: To be raised with every change of what ``domain.data`` or a placeholder holds.
ENV_VERSION = 8


def setup_extension(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything."""
    setup_i18n(app)
    setup_config(app)
    setup_domain(app)
    setup_placeholder(app)
    setup_directives(app)
    setup_people(app)
    setup_transforms(app)
    setup_quotations(app)
    setup_html_nodes(app)
    setup_html(app)
    setup_lifecycle(app)
    setup_cited_lists(app)
    setup_neighbours(app)
    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def open_store(app: Sphinx) -> None:
    """Put an empty store, and what the build is of, on the domain instance."""
    domain = pubs_domain(app.env)
    domain.builder = app.builder
    domain.settings = from_sphinx(app.config)
    domain.store = SourceStore(Path(app.srcdir), domain.settings, Path(app.doctreedir), bibfiles(app))
    if app.fresh_env_used:  # sphinx-build -E
        domain.store.forget()
    domain.read_pages = frozenset()
    domain.cleared = False
    domain.citations = domain.citing
    domain.index = TargetIndex(domain.pages)


def stale_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose data files, patterns or links to pages do not mean what they did.

    Times are not asked: a restored file can be older than the page and yet differ.
    """
    domain = pubs_domain(env)
    stale = []
    for docname, page in domain.pages.items():
        current = {path: domain.store.digest(path) for path in page.digests}
        files = {pattern: domain.store.expand(*pattern) for pattern in page.expansions}
        linked = {name: name in env.found_docs for name in page.linked}
        if (current, files, linked) != (page.digests, page.expansions, page.linked):
            stale.append(docname)
    return sorted(stale)


def before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Parse the site's sources before the reading processes part, so that they share the result.

    Even one page is read in a process of its own, and is written in another one.
    """
    domain = pubs_domain(env)
    domain.read_pages = frozenset(docnames)
    may_hold_lists = not domain.pages.keys().isdisjoint(docnames) or not env.all_docs.keys() >= {*docnames}
    if app.parallel > 1 and may_hold_lists:
        from .lists import placeholders as skeleton  # noqa: F401, PLC0415 (that is shared, too)

        for _, paths in domain.store.project_sources():
            for path in paths:
                domain.store.read(path)


def after_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Say what is wrong with the data of the pages read; return the pages whose links have moved."""
    domain = pubs_domain(env)
    if not domain.changed:
        return []
    if any(
        name in domain.read_pages and (page.digests or page.problems) for name, page in domain.pages.items()
    ):
        from .lists.warnings import log_problems  # noqa: PLC0415 (where no data were read, nothing is wrong with them)

        log_problems(domain)
    return sorted({*_moved(domain), *_cited_anew(domain)})


def _moved(domain: PubsDomain) -> Iterator[str]:
    """Index the entries anew; yield the pages that show something of one that is no longer as it was."""
    before, now = domain.index, TargetIndex(domain.pages)
    domain.index = now
    # Those that are read are written in any case.
    others = {name: page for name, page in domain.pages.items() if name not in domain.read_pages}
    if not any(page.lists or page.references or page.quoted for page in others.values()):
        return
    # A page without lists, which most are, moves no entry: then none is looked at.
    were, are = (before.places, now.places) if before.lists != now.lists else ({}, {})
    names = [name for name in were.keys() | are.keys() if were.get(name) != are.get(name)]
    moved = {name for name in names if seen(were.get(name)) != seen(are.get(name))}
    moved_pages = {name for name in names if _page(were.get(name)) != _page(are.get(name))}
    is_quoted = any(page.quoted for page in others.values())
    places = now.places if is_quoted else {}
    renewed = {name.key for name, (docname, _) in places.items() if docname in domain.read_pages}
    for docname, page in others.items():
        if page.references & moved or page.quoted & renewed or _shows(page, moved_pages):
            yield docname


def _shows(page: PageData, names: set[ObjectKey]) -> bool:
    return bool(names) and any(not names.isdisjoint(one.names()) for one in page.lists)


def _page(place: Location | None) -> tuple[str, str, bool] | None:
    """Return where other lists with the entry link to."""
    return (place[0], place[1].anchor, place[1].canonical) if place else None


def _cited_anew(domain: PubsDomain) -> Iterator[str]:
    """Note which pages refer to which records; yield the pages that show this, where it has changed."""
    before, now = domain.citing, domain.citations
    domain.data["citing"] = now
    changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    for docname, page in domain.pages.items() if changed else ():
        shows = page.shows_citing and any(not changed.isdisjoint(one.keys) for one in page.lists)
        if shows or page.counts_citing:
            yield docname


def close_store(app: Sphinx, exception: Exception | None) -> None:
    """Close the store."""
    pubs_domain(app.env).store.close()


def after_build(app: Sphinx, exception: Exception | None) -> None:
    """Remove the downloads of lists that no page holds any more."""
    domain = pubs_domain(app.env)
    if exception is None and is_interactive(app.builder):
        stems = (stem for page in domain.pages.values() for stem in page.downloads)
        remove_others(Path(app.outdir), stems)


def setup_lifecycle(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("builder-inited", open_store)
    app.connect("builder-inited", spare_inventory)
    app.connect("env-get-outdated", stale_pages)
    # Others may take pages off the list, which are not read then.
    app.connect("env-before-read-docs", before_reading, priority=900)
    app.connect("env-updated", after_reading)
    app.connect("build-finished", close_store, priority=0)  # even if the handler of another extension fails
    app.connect("build-finished", after_build)


def select_anew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what all pages cite, and read those again on which a list is to show something else."""
    domain = pubs_domain(env)
    if not domain.changed:
        return []
    domain.citations = citing(domain.pages, env)
    changed = domain.citations != domain.citing
    in_question = domain.pages.keys() if changed else domain.pages.keys() & domain.read_pages
    stale = _stale(domain, [name for name in sorted(in_question) if domain.pages[name].cited_lists])
    for docname in stale:
        # What is wrong with a page that this build has read is said already.
        with suppress_logging() if docname in domain.read_pages else nullcontext():
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            app.builder.read_doc(docname)
    domain.read_pages |= frozenset(stale)
    return stale


def _stale(domain: PubsDomain, docnames: list[str]) -> list[str]:
    """Return those of the pages, which have such lists, on which one is to be given something else now."""
    if not docnames:
        return []
    from .lists.citations import is_stale  # noqa: PLC0415 (few sites have such lists)

    return [
        docname
        for docname in docnames
        if any(
            is_stale(one, docname, domain.store, domain.citations)
            for one in domain.pages[docname].cited_lists
        )
    ]


def setup_cited_lists(app: Sphinx) -> None:
    """Connect the handler, before those of others who count on all pages being read."""
    app.connect("env-updated", select_anew, priority=100)
