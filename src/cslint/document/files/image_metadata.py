"""Find invisible parts of an image's file: camera data, previews, comments. Only headers of parts are read.

Sources: JPEG (ITU T.81), Exif 2.3, PNG (third edition).
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from cslint.text.source import Span

_MOST_PARTS = 4096
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXTS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
# APP0 says how to read the file, APP2 its colours, APP14 how they are coded; the rest and comments say nothing of that
_REMARKS = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
_ORIENTATION = 0x0112


def spans(path: Path) -> tuple[Span, ...]:
    """Return spans of bytes that can be removed without changing the image.

    Args:
        path: a regular file; the result is empty for formats other than JPEG and PNG.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(8)
        size = os.fstat(file.fileno()).st_size
        found = _jpeg(file) if head.startswith(b"\xff\xd8\xff") else _png(file) if head == _PNG else ()
    return tuple(span for span in found if span.end <= size)  # a file that broke off may end inside its last part


def _jpeg(file: BinaryIO) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 2
    for _ in range(_MOST_PARTS):
        file.seek(at)
        part = file.read(4)
        if len(part) < 4 or part[0] != 0xFF or part[1] in (0xDA, 0xD9):
            break
        length = int.from_bytes(part[2:], "big")
        if length < 2:
            break
        if part[1] in _REMARKS and not (part[1] == 0xE1 and _turned(file.read(min(length, 65536)))):
            found.append(Span(at, at + 2 + length))
        at += 2 + length
    return tuple(found)


def _turned(exif: bytes) -> bool:
    """Return whether Exif data rotate the image, so that it must be kept."""
    if not exif.startswith(b"Exif\0\0"):
        return False
    tiff = exif[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return bool(value != 1)
    except struct.error:
        return True  # what cannot be read is better left
    return False


def _png(file: BinaryIO) -> tuple[Span, ...]:
    found: list[Span] = []
    at = len(_PNG)
    for _ in range(_MOST_PARTS):
        file.seek(at)
        part = file.read(8)
        if len(part) < 8 or part[4:] == b"IEND":
            break
        length = int.from_bytes(part[:4], "big") + 12
        if part[4:] in _TEXTS:
            found.append(Span(at, at + length))
        at += length
    return tuple(found)
