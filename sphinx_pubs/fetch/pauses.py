"""How long to wait before the next request to a host: by its documented limits, and by its answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

#: Host -> shortest pause between two requests, in seconds. arXiv asks for 3, DBLP for 1 to 2. Crossref allows
#: 5 requests in a second, PubMed and INSPIRE 3, and Semantic Scholar 1 with a key. Other hosts need no pause.
PAUSES: Mapping[str, float] = MappingProxyType(
    {
        "api.crossref.org": 0.2,
        "arxiv.org": 3.0,
        "dblp.org": 1.0,
        "dblp.dagstuhl.de": 1.0,
        "dblp.uni-trier.de": 1.0,
        "eutils.ncbi.nlm.nih.gov": 0.35,
        "export.arxiv.org": 3.0,
        "inspirehep.net": 0.35,
        "pmc.ncbi.nlm.nih.gov": 0.35,
    }
)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that ``Retry-After`` asks to wait (RFC 9110, section 10.2.3); None if it is missing.

    It holds seconds or a date. A date is compared with the server's own clock if the answer has a ``Date``.

    :param now: the time in seconds since 1970.
    """
    value = headers.get("retry-after", "")
    seconds = _seconds(value)
    if seconds is not None:
        return seconds
    date = _timestamp(value)
    if date is None:
        return None
    sent = _timestamp(headers.get("date", ""))
    return max(0.0, date - (now if sent is None else sent))


def backoff(headers: Mapping[str, str]) -> float:
    """Return the seconds of Zotero's ``Backoff``, which may be in any answer; 0 if it is missing.

    Source: https://www.zotero.org/support/dev/web_api/v3/basics#rate_limiting
    """
    return _seconds(headers.get("backoff", "")) or 0.0


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _timestamp(value: str) -> float | None:
    try:
        date = parsedate_to_datetime(value)
        # "-0000" means a time in UTC, and Python returns it without a zone.
        zoned: datetime = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        return zoned.timestamp()
    except (ValueError, OverflowError):
        return None
