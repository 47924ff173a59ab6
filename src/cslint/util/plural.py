"""Format a number with its noun."""

from __future__ import annotations


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun, in the plural unless the number is one: "1 link", "1,200 words".

    Args:
        number: the count.
        noun: the noun in the singular.
        nouns: its plural, if that does not add an "s".
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
