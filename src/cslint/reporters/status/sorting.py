"""Sort cases in tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_BY: dict[str, Callable[[dict[str, Any]], Any]] = {
    "path": lambda row: row["path"],
    "score": lambda row: row["score"],
    "title": lambda row: (row["title"] or "").casefold(),
    "author": lambda row: (row["author"] or "").casefold(),
    "profile": lambda row: row["profile"],
    "stage": lambda row: ("draft", "review", "complete").index(row["stage"]),
    "words": lambda row: row["words"],
}
KEYS = tuple(_BY)


def ordered(rows: Sequence[dict[str, Any]], key: str | None) -> list[dict[str, Any]]:
    """Return rows sorted by a column.

    Args:
        rows: the cases.
        key: one of ``KEYS``, descending with a ``-`` before it, or None to keep the order.

    Raises:
        KeyError: the column does not exist.
    """
    if key is None:
        return list(rows)
    return sorted(rows, key=_BY[key.removeprefix("-")], reverse=key.startswith("-"))
