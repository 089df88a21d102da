"""The directives: what authors write. What becomes of it is made in ``skeleton``, once one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from . import options

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

    from ..render.layout import RecordKind
    from .config import PubsConfig
    from .files import Record


class RecordsDirective(SphinxDirective):
    """A list of records; the argument names the sources whose records are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {**options.SELECTION, **options.PRESENTATION}
    record: ClassVar[RecordKind]
    has_controls: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Return the skeleton of the list."""
        from .skeleton import Skeleton  # noqa: PLC0415 (where no page is read there is none to be made)

        return Skeleton(self).made()

    def patterns(self) -> list[str]:
        """Return the sources of the list's own."""
        return self.arguments[0].split() if self.arguments else []

    def is_shown(self, record: Record) -> bool:
        """Whether the list is about ``record``, before any are chosen."""
        return True

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Return the fields of the ``Spec`` that says what is asked for."""
        given = self.options
        return {
            **{name: given.get(name, "") for name in options.TEXTS},
            "in_period": "in-period" in given,
            "member": next((name for name in ("current", "former") if name in given), ""),
            "award": given.get("award") or ("*" if "award" in given else ""),
            "selected": "true" if "selected" in given else "",
            "sort": given.get("sort", "keys" if "keys" in given else settings.sort),
            "group_by": given.get("group-by", settings.group_by),
            "group_order": given.get("group-order", ""),
            "limit": given.get("limit", 0),
            "offset": given.get("offset", 0),
            "numbering": given.get("numbering", settings.numbering),
        }


class PublicationsDirective(RecordsDirective):
    """``.. publications:: [SOURCE …]``."""

    record = "publication"


class AwardsDirective(RecordsDirective):
    """``.. awards:: [SOURCE …]``."""

    record = "award"


class ActivitiesDirective(RecordsDirective):
    """``.. activities:: [SOURCE …]``."""

    record = "activity"


class PublicationDirective(RecordsDirective):
    """``.. publication:: KEY``: one record of the site's sources."""

    record = "publication"
    required_arguments = 1
    optional_arguments = 0
    final_argument_whitespace = False
    option_spec: ClassVar[OptionSpec] = options.PRESENTATION

    def patterns(self) -> list[str]:
        """Return none: what it names is a record."""
        return []

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Ask for the record."""
        return {"keys": self.arguments[0], "sort": "keys"}


def setup_directives(app: Sphinx) -> None:
    """Register the directives, by their plain names and as the domain's own."""
    for name, directive in (
        ("publications", PublicationsDirective),
        ("publication", PublicationDirective),
        ("awards", AwardsDirective),
        ("activities", ActivitiesDirective),
    ):
        app.add_directive(name, directive)
        app.add_directive_to_domain("pubs", name, directive)
