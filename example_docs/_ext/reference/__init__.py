"""The reference pages of the manual, made from the code that defines what they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .classes import ClassReference, PropertyReference
from .command_line import CommandReference
from .configuration import ConfigReference
from .directives import DirectiveReference, OptionReference
from .fields import FieldReference, KeyNames, LinkReference, ServiceReference
from .layout_parts import LayoutSource, PartReference
from .markup import AnchorRole
from .python import PythonReference
from .roles import RoleReference
from .warnings import AdviceReference, WarningReference

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives of these pages."""
    app.setup_extension("sphinx.ext.autodoc")
    app.add_role("pubs-anchor", AnchorRole())
    app.add_directive("pubs-class-reference", ClassReference)
    app.add_directive("pubs-property-reference", PropertyReference)
    app.add_directive("pubs-command-reference", CommandReference)
    app.add_directive("pubs-role-reference", RoleReference)
    app.add_directive("pubs-python-reference", PythonReference)
    app.add_directive("pubs-config-reference", ConfigReference)
    app.add_directive("pubs-directive-reference", DirectiveReference)
    app.add_directive("pubs-option-reference", OptionReference)
    app.add_directive("pubs-field-reference", FieldReference)
    app.add_directive("pubs-key-names", KeyNames)
    app.add_directive("pubs-link-reference", LinkReference)
    app.add_directive("pubs-service-table", ServiceReference)
    app.add_directive("pubs-part-reference", PartReference)
    app.add_directive("pubs-layout-source", LayoutSource)
    app.add_directive("pubs-warning-reference", WarningReference)
    app.add_directive("pubs-advice-reference", AdviceReference)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
