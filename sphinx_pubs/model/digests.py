"""Digests of what a record was made from.

A value made from a record (its entry on a page, its text for download) can be reused by a later build if
the digest is the same. Code that changes a record after it was read combines the digests of everything that
went into the new record. An empty digest means *unknown*: nothing made from such a record is reused.
Activities and persons have none, since nothing made from them is cached.
"""

from __future__ import annotations

from hashlib import blake2b

UNKNOWN = b""


def digest_of(*parts: str) -> bytes:
    """Return a digest of some texts. No text may contain a null character, which separates them."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def combine(*digests: bytes) -> bytes:
    """Return the digest of a record made from several, in this order; unknown if one of them is unknown."""
    if not all(digests):
        return UNKNOWN
    return blake2b(b"".join(digests), digest_size=16).digest()
