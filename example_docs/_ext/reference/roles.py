"""The roles of the extension."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_pubs.sphinx_ext.roles import ROLE_MEANINGS

from .markup import Generated, described


class RoleReference(Generated):
    """A description of each role, with an example and its result."""

    modules = ("sphinx_pubs.sphinx_ext.roles",)

    def lines(self) -> Iterator[str]:
        """Yield a description of each role."""
        for name, (meaning, example) in ROLE_MEANINGS.items():
            role = f":pubs:{name}:`{example}`"
            shown = (f"``{role}`` gives {role}",) if example else ()
            yield from described(f"rst:role:: pubs:{name}", meaning, *shown)
