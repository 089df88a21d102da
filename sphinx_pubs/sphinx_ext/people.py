"""The directive ``people``: the persons of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives

from . import options
from .directives import RecordsDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

    from .config import PubsConfig
    from .files import Record

#: What can be asked of persons: they have no venues and no awards, and a list of them no controls.
_SELECTION = "filter keys role tag sort group-by group-order limit offset numbering".split()
_PRESENTATION = "layout show canonical highlight heading-level caption class name".split()


class PeopleDirective(RecordsDirective):
    """``.. people:: [SOURCE …]``: persons in the order of the data."""

    record = "person"
    has_controls = False
    option_spec: ClassVar[OptionSpec] = {
        **{name: options.SELECTION[name] for name in _SELECTION},
        **{name: options.PRESENTATION[name] for name in _PRESENTATION},
        "current": directives.flag,
        "former": directives.flag,
    }

    def is_shown(self, record: Record) -> bool:
        """Whether the data knows the person: of some, only ``pubs_me`` says the name."""
        return bool(record.origin.path)

    def asked(self, settings: PubsConfig) -> dict[str, Any]:
        """Return what is asked for, by this list alone."""
        # What is configured for the lists of what is dated is no order of persons.
        for name, default in (("sort", "keys" if "keys" in self.options else "source"), ("group-by", "")):
            self.options.setdefault(name, default)
        self.options.setdefault("show", "")
        self.options.setdefault("numbering", "none")
        return super().asked(settings)


def setup_people(app: Sphinx) -> None:
    """Register the directive, by its plain name and as the domain's own."""
    app.add_directive("people", PeopleDirective)
    app.add_directive_to_domain("pubs", "people", PeopleDirective)
