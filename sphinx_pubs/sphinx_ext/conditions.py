"""Parts of a page that some builders leave out: ``.. only::`` and ``.. ifconfig::``.

Sphinx removes them when a page is written, after links are resolved. So that no link leads to a list that is
not there, the conditions of each list are noted when its page is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from .compat import ifconfig_holds

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Condition(NamedTuple):
    """The directive, *only* or *ifconfig*, and its expression."""

    directive: str
    expression: str


Conditions = tuple[Condition, ...]


def conditions_of(node: nodes.Node) -> Conditions:
    """Return the conditions under which ``node`` is on its page, the innermost first."""
    conditions = []
    parent = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.only) or parent.tagname == "ifconfig":
            conditions.append(Condition(parent.tagname, parent["expr"]))
        parent = parent.parent
    return tuple(conditions)


class ShownContent:
    """Tells what the builder of ``app`` shows. Each condition is evaluated once."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._known: dict[Condition, bool] = {}

    def __call__(self, conditions: Conditions) -> bool:
        """Whether all ``conditions`` hold."""
        return all(map(self._holds, conditions))

    def _holds(self, condition: Condition) -> bool:
        if condition not in self._known:
            if condition.directive == "ifconfig":
                self._known[condition] = ifconfig_holds(self._app, condition.expression)
            else:
                self._known[condition] = self._tags_match(condition.expression)
        return self._known[condition]

    def _tags_match(self, expression: str) -> bool:
        try:
            return bool(self._app.tags.eval_condition(expression))
        except Exception:  # noqa: BLE001 (the expression is invalid: Sphinx warns of it, and shows the content)
            return True
