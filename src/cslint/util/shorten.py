"""Shorten text for messages."""

from __future__ import annotations

from typing import Literal


def shorten(text: str, most: int = 90, *, cut: Literal["middle", "end", "word"] = "middle", raw: bool = False) -> str:
    """Return a text of a file for a message: on one line, without unprintable characters, cut if it is long.

    Args:
        text: the text.
        most: largest number of characters.
        cut: the part to leave out: the middle, the end, or the end from the beginning of a word.
        raw: whether white space and unprintable characters stay, for reporters, which escape them and print ASCII dots.
    """
    dots = "..." if raw else "…"
    if not raw:
        text = " ".join(text.split())
        if not text.isprintable():
            text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    if len(text) <= most:
        return text
    if cut == "middle":
        return text[: most // 2] + dots + text[-most // 2 + len(dots) :]
    if cut == "word":
        return text[:most].rsplit(" ", 1)[0].rstrip(",;.") + dots
    return text[: max(0, most - len(dots))].rstrip() + dots
