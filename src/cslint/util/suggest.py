"""Suggest corrections for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return a question that suggests the most similar known name, or "".

    Args:
        name: the unknown name.
        known: the known names.
    """
    from rapidfuzz import process

    best = process.extractOne(name, list(known), score_cutoff=70)
    return f' Did you mean "{best[0]}"?' if best else ""
