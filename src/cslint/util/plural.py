"""Format a number with its noun."""

from __future__ import annotations


def plural(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is one: "1 link", "3 images".

    Args:
        number: the count.
        noun: the noun in the singular, whose plural adds an "s".
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
