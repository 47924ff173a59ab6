"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the known name that an unknown one most resembles, as half a sentence; "" when none does."""
    from rapidfuzz import process

    best = process.extractOne(name, list(known), score_cutoff=70)
    return f' Did you mean "{best[0]}"?' if best else ""
