"""How wide text is on a screen: in cells, two for East Asian and emoji, none for combining characters.

Written out here because importing rich for it costs more than a whole report does. In the tests rich's own
count is the oracle.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

_ZWJ, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060")


def width(text: str) -> int:
    """Cells that ``text`` takes on a line; it must hold no control characters."""
    if text.isascii():
        return len(text)
    return sum(cells for _, cells in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Cut text where a cursor may stand: each base with its combining characters, and the cells it takes."""
    piece, cells = "", 0
    for char in text:
        if piece and _extends(piece, char):
            piece += char
            if char == _EMOJI_STYLE and cells:
                cells = 2
        else:
            if piece:
                yield piece, cells
            piece, cells = char, _cells(char)
    if piece:
        yield piece, cells


def head(text: str, cells: int) -> str:
    """The longest beginning of ``text`` that fits in so many cells."""
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
    """The longest ending of ``text`` that fits in so many cells."""
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


def _extends(piece: str, char: str) -> bool:
    if char < "\u0300":
        return False
    joined = piece[-1] == _ZWJ or char in _INVISIBLE or ord(char) in _SKIN_TONES
    return joined or category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # vowels and finals of Hangul


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1
    if category(char)[0] == "M" or char in _INVISIBLE:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
