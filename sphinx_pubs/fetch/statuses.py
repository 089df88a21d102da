"""Statuses of answers that are no answers: the service is busy or broken."""

from __future__ import annotations

from .base import FetchError
from .urls import host_of, without_keys


def is_busy(status: int) -> bool:
    """Whether another attempt may help: 408 Request Timeout, 429 Too Many Requests, 5xx."""
    return status in {408, 429} or status >= 500


def busy_error(url: str, status: int, pause: str = "later") -> FetchError:
    """Return the error for a service that stays busy or broken. ``pause``: when to try again."""
    problem = "too many requests" if status == 429 else "the service does not work at the moment"
    return FetchError(
        f"{host_of(url)}: {problem} (status {status}) for {without_keys(url)}; try again {pause}"
    )
