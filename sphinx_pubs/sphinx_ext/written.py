"""Which pages an output folder has as the environment knows them, and which must be written again.

Sphinx writes a page again if it has read it in the same build, or if its source is newer than its output. So
an old page stays when a build is killed between reading and writing, and when two builders share the folder
of doctrees and the first one reads a change of the data.

Therefore each page with content of this extension has a revision, pickled with the environment, which is new
whenever the page is read or must be written again. A note for each builder and output folder, beside the
doctrees, has the revisions that were written. There is no note while a build is writing: if it is killed, the
next build writes all these pages again, because any of them may be cut off.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from docutils import nodes
from sphinx import addnodes

from .output import replaced_file
from .state import BuildState, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_not_written(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose revision is not that of the output folder, and remove its note.

    It must run when all handlers have added to ``state.outdated``.
    """
    state = state_of(env)
    new = uuid4().hex
    changed = state.outdated | (state.read_docs & state.pages.keys())
    revisions = {**state.data["revisions"], **dict.fromkeys(changed, new)}
    state.data["revisions"] = {name: text for name, text in revisions.items() if name in env.found_docs}
    path = _note_path(state)
    state.written = _load(path)
    with suppress(OSError):
        path.unlink()
    return sorted(name for name, text in state.data["revisions"].items() if state.written.get(name) != text)


def note_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a document is about to be written, with all pages that are in it."""
    state = state_of(app.env)
    included = (node["docname"] for node in doctree.findall(addnodes.start_of_file))
    for name in (docname, *included):
        if name in state.data["revisions"]:
            state.written[name] = state.data["revisions"][name]


def save_note(state: BuildState) -> None:
    """Write the note of the output folder. The build has ended without an error."""
    with suppress(OSError), replaced_file(_note_path(state)) as file:
        file.write(json.dumps(state.written).encode())


def _load(path: Path) -> dict[str, str]:
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):  # none, or damaged
        return {}
    return note if isinstance(note, dict) else {}


def _note_path(state: BuildState) -> Path:
    outdir = Path(state.builder.outdir).resolve()
    path = state.sources.cache_path(f"{state.builder.name} {outdir}", "written")
    assert path is not None  # a build always has a folder of doctrees
    return path
