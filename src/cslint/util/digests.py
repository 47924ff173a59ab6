"""Digests that tell things apart, made without OpenSSL, which takes longer to load than a case study to read.

The standard library's ``random`` takes its digest from such a module, for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable

try:
    from _blake2 import blake2b
except ImportError:  # a Python built otherwise
    from hashlib import blake2b


def digest(parts: Iterable[bytes | memoryview]) -> str:
    """64 hexadecimal digits for bytes that come in parts, by BLAKE2b."""
    found = blake2b(digest_size=32)
    for part in parts:
        found.update(part)
    return found.hexdigest()


def digest_of(facts: object) -> str:
    """The same for what a thing's ``repr`` says."""
    return digest([repr(facts).encode("utf-8", "surrogatepass")])
