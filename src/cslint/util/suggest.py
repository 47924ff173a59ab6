"""Suggest corrections for misspelt names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_ALIKE = 70  # rapidfuzz's ratio, 0 to 100: about a third of the letters may differ


def nearest(name: str, known: Iterable[str], *, whole: Callable[[str], str] | None = None) -> str:
    """Return the most similar known name, or "" if none is similar.

    Args:
        name: the unknown name.
        known: the known names.
        whole: compares names as a whole, in the form that this function returns; without it a part of a name may match.
    """
    from rapidfuzz import fuzz, process

    scorer = fuzz.ratio if whole else fuzz.WRatio
    best = process.extractOne(name, list(known), scorer=scorer, processor=whole, score_cutoff=_ALIKE)
    return str(best[0]) if best else ""


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return a question that suggests the most similar known name, or "".

    Args:
        name: the unknown name.
        known: the known names.
    """
    best = nearest(name, known)
    return f' Did you mean "{best}"?' if best else ""
