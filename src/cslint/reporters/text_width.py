"""How wide text is on a screen: in cells, two for East Asian and emoji, none for combining characters.

rich does the counting. It is imported for text that is not ASCII only, since importing it takes longer than a report.
"""

from __future__ import annotations

from collections.abc import Iterator


def width(text: str) -> int:
    """Return the cells that ``text`` takes on a line; it must hold no control characters."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Cut text where a cursor may be: each base with its combining characters, and the cells it takes."""
    from rich.cells import split_graphemes

    return ((text[start:end], cells) for start, end, cells in split_graphemes(text)[0])


def head(text: str, cells: int) -> str:
    """Return the longest beginning of ``text`` that fits in so many cells."""
    if text.isascii():
        return text[: max(0, cells)]
    kept, room = [], cells
    for piece, wide in clusters(text):
        if wide > room:
            break
        kept.append(piece)
        room -= wide
    return "".join(kept)


def tail(text: str, cells: int) -> str:
    """Return the longest ending of ``text`` that fits in so many cells."""
    if text.isascii():
        return text[max(0, len(text) - max(0, cells)) :]
    kept, room = [], cells
    for piece, wide in reversed(list(clusters(text))):
        if wide > room:
            break
        kept.append(piece)
        room -= wide
    return "".join(reversed(kept))


def wrap(text: str, cells: int | None) -> list[str]:
    """Break text at spaces into lines of at most so many cells; a longer word is cut; None means one line."""
    if cells is None or width(text) <= cells:
        return [text]
    lines, line, used = [], "", 0
    for word in text.split(" "):
        wide = width(word)
        if line and used + 1 + wide <= cells:
            line, used = f"{line} {word}", used + 1 + wide
            continue
        if line:
            lines.append(line)
        while wide > cells and (start := head(word, cells)):
            lines.append(start)
            word = word[len(start) :]  # noqa: PLW2901 - what is left of it goes on the next line
            wide = width(word)
        line, used = word, wide
    return [*lines, line] if line else lines
