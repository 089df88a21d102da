"""Which pages a build must read or write although their own source has not changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util.logging import suppress_logging

from .bibtex_compat import cited_keys
from .state import BuildState, Citing, Location, ObjectKey, PageData, TargetIndex, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_with_changed_sources(state: BuildState, env: BuildEnvironment) -> list[str]:
    """Return the pages whose data files, glob expansions or linked pages have changed.

    Compares digests, not times: a restored file can be older than the page and still differ.
    """
    outdated = []
    for docname, page in state.pages.items():
        digests = {path: state.sources.digest(path) for path in page.digests}
        expansions = {pattern: state.sources.expand(*pattern) for pattern in page.expansions}
        linked = {name: name in env.found_docs for name in page.linked}
        if (digests, expansions, linked) != (page.digests, page.expansions, page.linked):
            outdated.append(docname)
    return sorted(outdated)


def read_cited_lists_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the pages again on which a list with ``cited`` in its filter must now show other entries.

    Which pages cite a record is known only when all pages are read. While its page is read, such a list
    therefore uses the citations of the previous build; here it is selected again. Reading the page again
    makes headings, anchors and files in the usual way, whatever the order in which pages were read.
    """
    state = state_of(env)
    if not state.changed:
        return []
    state.citing = _citing_pages(state.pages, env)
    candidates = state.pages.keys() if _changed_keys(state) else state.pages.keys() & state.read_docs
    outdated = [name for name in sorted(candidates) if _has_outdated_list(name, state)]
    for docname in outdated:
        # The warnings of a page that this build has read are logged already.
        with suppress_logging() if docname in state.read_docs else nullcontext():
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            app.builder.read_doc(docname)
    state.read_docs |= frozenset(outdated)
    return outdated


def _citing_pages(pages: Mapping[str, PageData], env: BuildEnvironment) -> Citing:
    """Return the pages that cite each record, with the roles of this extension or of sphinxcontrib-bibtex."""
    citations = {(key, docname) for docname, page in pages.items() for key in page.cited}
    citations |= cited_keys(env)
    citing: Citing = {}
    for key, docname in sorted(citations):
        if docname in env.titles:
            citing.setdefault(key, {})[docname] = env.titles[docname].astext()
    return citing


def _has_outdated_list(docname: str, state: BuildState) -> bool:
    cited_lists = state.pages[docname].cited_lists
    if not cited_lists:
        return False
    from .lists.citations import is_outdated  # noqa: PLC0415 (few sites have such lists)

    return any(is_outdated(cited, docname, state) for cited in cited_lists)


def pages_with_moved_links(state: BuildState) -> Iterator[str]:
    """Index the entries of all pages; yield the unread pages that show a changed entry or link to it."""
    previous, current = state.targets, TargetIndex(state.pages, state.is_shown)
    state.targets = current
    unread = {name: page for name, page in state.pages.items() if name not in state.read_docs}
    if not any(page.lists or page.references or page.anchors or page.quoted for page in unread.values()):
        return
    # Most changes are to pages without lists. They move no entry, so entries need not be compared.
    if previous.all_lists != current.all_lists:
        changes = _changes(previous, current, {anchor for page in unread.values() for anchor in page.anchors})
    else:
        changes = _Changes()
    reread = _reread_keys(state, current) if any(page.quoted for page in unread.values()) else set()
    are_counts_moved = previous.author_lists != current.author_lists
    for docname, page in unread.items():
        if page.shows_counts and are_counts_moved:
            yield docname
            continue
        is_relinked = page.references & changes.relinked or page.anchors & changes.anchors
        if is_relinked or page.quoted & reread or _lists_any(page, changes.moved):
            yield docname


class _Changes(NamedTuple):
    """What is new in the index of entries.

    :param relinked: the entries to which links change.
    :param anchors: the anchors to which links change, each with the page that should have it.
    :param moved: the entries to which other lists with the same entry link elsewhere.
    """

    relinked: AbstractSet[ObjectKey] = frozenset()
    anchors: AbstractSet[tuple[str, str]] = frozenset()
    moved: AbstractSet[ObjectKey] = frozenset()


def _changes(previous: TargetIndex, current: TargetIndex, anchors: Iterable[tuple[str, str]]) -> _Changes:
    before, after = previous.locations, current.locations
    changed = _changed_names(before, after)
    relinked = {name for name in changed if _link_content(before.get(name)) != _link_content(after.get(name))}
    moved = {name for name in changed if _address(before.get(name)) != _address(after.get(name))}
    renumbered = _changed_names(previous.numbered, current.numbered)
    elsewhere = _changed_for_other_builders(previous, current)
    return _Changes(
        relinked | renumbered | elsewhere,
        {pair for pair in anchors if elsewhere or previous.location_at(*pair) != current.location_at(*pair)},
        moved | elsewhere,
    )


def pages_with_changed_citations(state: BuildState) -> Iterator[str]:
    """Keep the citations for the next build; yield the pages that show or count changed ones."""
    changed = _changed_keys(state)
    state.data["citing"] = state.citing
    if not changed:
        return
    for docname, page in state.pages.items():
        shows = page.shows_citing and any(not changed.isdisjoint(entries.keys) for entries in page.lists)
        if shows or page.counts_citing:
            yield docname


def _changed_for_other_builders(previous: TargetIndex, current: TargetIndex) -> set[ObjectKey]:
    """Return all entries of changed lists if the site has lists that not all builders show."""
    before, after = {*previous.all_lists}, {*current.all_lists}
    if not any(entries.conditions for _, entries in before | after):
        return set()
    return {name for _, entries in before ^ after for name in entries.names()}


def _changed_names(before: Mapping[ObjectKey, object], after: Mapping[ObjectKey, object]) -> set[ObjectKey]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _changed_keys(state: BuildState) -> set[str]:
    """Return the keys that are cited by other pages than in the previous build."""
    before, after = state.data["citing"], state.citing
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _reread_keys(state: BuildState, targets: TargetIndex) -> set[str]:
    """Return the keys of entries on pages that this build has read."""
    locations = (*targets.locations.items(), *targets.hidden.items())
    return {name.key for name, location in locations if location.docname in state.read_docs}


def _lists_any(page: PageData, names: Iterable[ObjectKey]) -> bool:
    wanted = set(names)
    return bool(wanted) and any(not wanted.isdisjoint(entries.names()) for entries in page.lists)


def _link_content(location: Location | None) -> tuple[str, ...]:
    return location.link_content() if location else ()


def _address(location: Location | None) -> tuple[str, str, bool] | None:
    return location.address() if location else None
