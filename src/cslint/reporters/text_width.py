"""Measure the width of text in terminal cells: two for East Asian characters and emoji, none for combining characters.

rich counts them. It is imported only for text outside of ASCII, since importing it takes longer than a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def width(text: str) -> int:
    """Return the width of ``text`` in cells; it must not contain control characters."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split text into base characters with their combining characters, each with its width."""
    from rich.cells import split_graphemes

    return ((text[start:end], cells) for start, end, cells in split_graphemes(text)[0])


def head(text: str, cells: int) -> str:
    """Return the longest beginning of a text that fits.

    Args:
        text: the text.
        cells: largest width.
    """
    if text.isascii():
        return text[: max(0, cells)]
    if width(text) <= cells:
        return text
    kept = _fitting(clusters(text), cells)
    while kept and width("".join(kept)) > cells:  # joined, a few characters are wider than one by one
        kept.pop()
    return "".join(kept)


def tail(text: str, cells: int) -> str:
    """Return the longest ending of a text that fits.

    Args:
        text: the text.
        cells: largest width.
    """
    if text.isascii():
        return text[max(0, len(text) - max(0, cells)) :]
    if width(text) <= cells:
        return text
    kept = _fitting(reversed(list(clusters(text))), cells)
    while kept and width("".join(reversed(kept))) > cells:
        kept.pop()
    return "".join(reversed(kept))


def _fitting(pieces: Iterable[tuple[str, int]], cells: int) -> list[str]:
    """Return the first pieces that together take no more than so many cells."""
    kept: list[str] = []
    for piece, wide in pieces:
        if wide > cells:
            break
        kept.append(piece)
        cells -= wide
    return kept


def wrap(text: str, cells: int | None) -> list[str]:
    """Break text at spaces into lines; longer words are cut.

    Args:
        text: the text.
        cells: largest width, or None for one line.
    """
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
            word = word[len(start) :]  # noqa: PLW2901 - the rest goes on the next line
            wide = width(word)
        line, used = word, wide
    return [*lines, line] if line else lines
