"""Which pages an output folder has as the environment knows them, and which must be written again.

Sphinx writes a page again if it has read it in the same build, or if its source is newer than its output. So
an old page stays when a build is killed between reading and writing, and when two builders share the folder
of doctrees and the first one reads a change of the data.

Therefore each page with content of this extension has a revision, pickled with the environment, which is new
whenever the page is read or must be written again. A note for each builder and output folder, beside the
doctrees, has the revisions that were written. It has none while a build is writing: if it is killed, the next
build writes all these pages again, because any of them may be cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from docutils import nodes
from sphinx import addnodes

from .output import replaced_file
from .site_files import update_files
from .sources import NOTES
from .state import BuildState, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note_reading(state: BuildState, docnames: Iterable[str]) -> None:
    """Note the pages that are about to be read. Their doctrees are new before the environment is."""
    with suppress(OSError), replaced_file(_reading_path(state)) as file:
        file.write(json.dumps(sorted(docnames)).encode())


def pages_not_read(state: BuildState) -> list[str]:
    """Return the pages that a killed build may have read without keeping the environment.

    Their data may be as it was before that build, and their doctrees not.
    """
    try:
        names = json.loads(_reading_path(state).read_bytes())
    except (OSError, ValueError):
        return []
    return [name for name in names if name in state.pages]


def after_pickling(app: Sphinx, env: BuildEnvironment) -> None:
    """Remove the note of :func:`note_reading`, on ``env-check-consistency``: the environment is on disk."""
    with suppress(OSError):
        _reading_path(state_of(env)).unlink(missing_ok=True)


class Note(NamedTuple):
    """What this extension has written to an output folder.

    :param pages: the revision of each page.
    :param files: the files of the site that were copied (see :mod:`.site_files`).
    """

    pages: dict[str, str]
    files: list[str]


def pages_not_written(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Copy the files of the site; return the pages whose revision is not that of the output folder.

    It must run when all handlers have added to ``state.outdated``.
    """
    state = state_of(env)
    new = uuid4().hex
    changed = state.outdated | (state.read_docs & state.pages.keys())
    revisions = {**state.data["revisions"], **dict.fromkeys(changed, new)}
    revisions = {name: text for name, text in revisions.items() if name in env.found_docs}
    state.data["revisions"] = revisions
    path = _note_path(state)
    note = _load(path)
    state.written = note.pages
    wanted = {file for page in state.pages.values() for file in page.files}
    files = update_files(state.builder, Path(app.srcdir), wanted, note.files)
    _save(path, Note({}, files))
    return sorted(name for name, text in revisions.items() if note.pages.get(name) != text)


def note_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a document is about to be written, with all pages that are in it."""
    state = state_of(app.env)
    included = (node["docname"] for node in doctree.findall(addnodes.start_of_file))
    for name in (docname, *included):
        if name in state.data["revisions"]:
            state.written[name] = state.data["revisions"][name]


def save_note(state: BuildState) -> None:
    """Note the pages that the output folder has. The build has ended without an error."""
    path = _note_path(state)
    _save(path, _load(path)._replace(pages=state.written))


def _save(path: Path, note: Note) -> None:
    with suppress(OSError), replaced_file(path) as file:
        file.write(json.dumps(note).encode())


def _load(path: Path) -> Note:
    try:
        pages, files = json.loads(path.read_bytes())
        return Note({**pages}, [*files])
    except (OSError, TypeError, ValueError):  # none, or damaged
        return Note({}, [])


def _reading_path(state: BuildState) -> Path:
    path = state.sources.cache_path("pages", "reading")
    assert path is not None  # a build always has a folder of doctrees
    return path


def _note_path(state: BuildState) -> Path:
    outdir = Path(state.builder.outdir).resolve()
    path = state.sources.cache_path(f"{state.builder.name} {outdir}", NOTES)
    assert path is not None  # a build always has a folder of doctrees
    return path
