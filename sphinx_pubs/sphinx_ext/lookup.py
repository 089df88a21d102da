"""The way from an environment to the domain, for those whom the domain itself needs as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .domain import PubsDomain


def pubs_domain(env: BuildEnvironment) -> PubsDomain:
    """Return the domain ``pubs``."""
    return cast("PubsDomain", env.get_domain("pubs"))
