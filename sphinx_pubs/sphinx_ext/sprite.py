"""The icons of a page: one sprite at the end of its body, with a symbol for each icon that the page uses.

Inline symbols are the only way that works in a page opened from a folder, under the content security policy
``default-src 'self'``, on paper and with forced colors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .assets import is_interactive
from .state import state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_sprite(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the sprite to the body of a page that uses icons."""
    body = context.get("body")
    # Most pages have no list, and need no more than this.
    if not isinstance(body, str) or "pubs-" not in body or not is_interactive(app.builder):
        return
    icons = state_of(app.env).icons
    if icons is not None:
        context["body"] = body + icons.sprite(body)
