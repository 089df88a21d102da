"""The nodes for HTML that entries contain, for themes whose translator writes lists.

Every build knows these nodes, so this module needs nothing but docutils.
"""

from __future__ import annotations

from docutils import nodes


class pubs_markup(nodes.Inline, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """HTML that is written as it is. Unlike docutils' ``raw``, it is no text for the search index."""


class pubs_formula(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A formula as MathML, the attribute ``html``. Its text is TeX, as that of docutils' ``math``."""
