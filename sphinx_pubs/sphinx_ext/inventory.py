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
from .sources import MANY, digest
from .state import pubs_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from .domain import PubsDomain


def spare_inventory(app: Sphinx) -> None:
    """Have the builder leave ``objects.inv`` as it is where all that it is made of is what it was."""
    builder, domain = app.builder, pubs_domain(app.env)
    dump: Callable[[], None] | None = getattr(builder, "dump_inventory", None)
    if dump is None:
        return
    file = str(Path(app.outdir) / "objects.inv")
    note = domain.store.kept_in(builder.name, "inventory")

    def dump_if_changed() -> None:
        if note is None or sum(one.size for _, one in domain.index.lists) < MANY:
            dump()
            return
        source = sha256("\0".join(_source(builder, domain)).encode("utf-8", "surrogatepass")).hexdigest()
        with suppress(OSError):
            if (written := digest(file)) and note.read_bytes() == _seal(source, written):
                return
        dump()
        with suppress(OSError):
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_bytes(_seal(source, digest(file)))

    builder.dump_inventory = dump_if_changed  # type: ignore[attr-defined]


def _source(builder: Builder, ours: PubsDomain) -> Iterator[str]:
    """Yield all that the inventory is made of."""
    config, domains = builder.config, builder.env.domains
    yield repr((sphinx.__display_version__, __version__, config.project, config.version))
    docnames = {docname for docname, _ in ours.index.lists}
    for name in sorted(domains):
        if name == ours.name:
            for docname, one in ours.index.lists:
                yield repr((docname, one.kind, one.size, one.canonical))
                yield from one.in_inventory
        else:
            rows = sorted(domains[name].get_objects())
            docnames.update(row[3] for row in rows)
            yield f"{name} {len(rows)}"
            # As Sphinx writes them: what other extensions have there may say less of itself to ``repr``.
            yield from (str(part) for row in rows for part in row)
    yield repr([builder.get_target_uri(docname) for docname in sorted(docnames)])


def _seal(source: str, written: str) -> bytes:
    """Return what is noted of a file: the digests of what it is made of, and of itself."""
    return f"{source} {written}".encode()
