"""What was found out about a text is remembered: an editor asks about the same paragraphs at every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
_LONGEST = 4000  # characters; with 2,000 texts at most 8 million are kept


def remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """A pure function of a text that is run once for each of the last 2,000 texts; long ones are not kept."""
    known = lru_cache(maxsize=2000)(function)

    @wraps(function)
    def asked(text: str) -> _T:
        return known(text) if len(text) <= _LONGEST else function(text)

    return asked
