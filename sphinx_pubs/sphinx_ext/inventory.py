"""The inventory of a site with many entries, written only where it would become another.

Sphinx packs ``objects.inv`` anew in each build, a line for each object of the site. Of a build in which
nothing has changed, thousands of entries would take a third of the time so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

from .. import __version__
from .lookup import pubs_domain
from .store import MANY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def spare_inventory(app: Sphinx) -> None:
    """Have the builder leave ``objects.inv`` as it is where all that it is made of is what it was."""
    builder = app.builder
    dump: Callable[[], None] | None = getattr(builder, "dump_inventory", None)
    if dump is None:
        return
    file = Path(app.outdir) / "objects.inv"
    note = pubs_domain(app.env).store.kept_in(builder.name, "inventory")

    def dump_if_changed() -> None:
        if note is None or sum(one.size for _, one in pubs_domain(app.env).index.lists) < MANY:
            dump()
            return
        source = "\0".join(_source(builder)).encode("utf-8", "surrogatepass")
        with suppress(OSError):
            if note.read_bytes() == _seal(source, file):
                return
        dump()
        with suppress(OSError):
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_bytes(_seal(source, file))

    builder.dump_inventory = dump_if_changed  # type: ignore[attr-defined]


def _source(builder: Builder) -> Iterator[str]:
    """Yield all that the inventory is made of."""
    env, config = builder.env, builder.config
    yield repr((sphinx.__display_version__, __version__, config.project, config.version))
    ours = pubs_domain(env)
    docnames = {docname for docname, _ in ours.index.lists}
    for name in sorted(env.domains):
        if name == ours.name:
            for docname, one in ours.index.lists:
                yield repr((docname, one.kind, one.size, one.canonical))
                yield from one.in_inventory
        else:
            rows = sorted(env.domains[name].get_objects())
            docnames.update(row[3] for row in rows)
            yield f"{name} {len(rows)}"
            # As Sphinx writes them: what other extensions have there may say less of itself to ``repr``.
            yield from (str(part) for row in rows for part in row)
    yield repr([builder.get_target_uri(docname) for docname in sorted(docnames)])


def _seal(source: bytes, file: Path) -> bytes:
    """Return what is noted of a file that is made of ``source``."""
    return b" ".join(sha256(data).hexdigest().encode() for data in (source, file.read_bytes()))
