"""Read format and size from the first bytes of an image, without decoding it.

Libraries do too much for untrusted files: Pillow's openers for WebP and AVIF read the whole file into a C decoder;
imagesize loops for minutes on a small AVIF file, and imports an HTTP client. Both are oracles in the tests. Sources:
PNG, GIF, JPEG (ITU T.81), Exif, TIFF 6.0, WebP (RFC 9649), ISO/IEC 14496-12 and SVG.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cslint.util.files import regular_file

Sides = tuple[int, int]

_HEAD = 4096  # enough for every signature and for the root tag of a drawing
_BOXES = 65536  # where AVIF and HEIC keep their properties
_MOST_PARTS = 4096  # JPEG segments, PNG chunks: a file with more is not looked at further
_MOST_TAGS = 512

_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
# start of frame: every coding process, without the Huffman (C4), JPG (C8) and arithmetic (CC) tables
_SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_SVG = re.compile(r"<(?:[A-Za-z]{1,20}:)?svg[\s>]")
_SIDE = r"""\s(width|height)\s*+=\s*+["']\s*+(\d{1,9})(?:\.\d{0,9})?\s*+(?:px\s*+)?["']"""
_VIEW = r"""\sviewBox\s*=\s*["']\s*[-+.\d]{1,20}[\s,]+[-+.\d]{1,20}[\s,]+(\d{1,9})[.\d]{0,10}[\s,]+(\d{1,9})"""
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.I)


class ImageInfo(NamedTuple):
    """The properties of a file that are known without decoding it.

    Attributes:
        format: by content: png, jpeg, gif, webp, avif, heic, bmp, tiff, svg; for other files pdf, html,
            lfs (a Git LFS pointer), text or "" (unknown).
        width: width of the image as shown (rotated by Exif), in pixels, or None if unknown.
        height: its height.
        size: size of the file in bytes.
        fault: why it cannot be shown, or "": empty, damaged (ends early or has no size), other (not an
            image), closed (cannot be opened, or is not a regular file).
    """

    format: str
    width: int | None
    height: int | None
    size: int
    fault: str = ""

    @property
    def readable(self) -> bool:
        """Whether it is an image with a size."""
        return not self.fault


def read(path: Path) -> ImageInfo:
    """Return the header of a file; never raises, reads a few kilobytes.

    Args:
        path: a file in the case folder.
    """
    with regular_file(path) as file:
        if file is None:
            return ImageInfo("", None, None, 0, "closed")
        try:
            return _info(file, os.fstat(file.fileno()).st_size)
        except OSError:
            return ImageInfo("", None, None, 0, "closed")


def _info(file: BinaryIO, size: int) -> ImageInfo:
    head = file.read(_HEAD)
    if not head:
        return ImageInfo("", None, None, size, "empty")
    name = _format(head)
    reader = _READERS.get(name)
    if name == "svg":
        width, height = _svg(head) or (None, None)
        return ImageInfo(name, width, height, size)
    if reader is None:
        return ImageInfo(name, None, None, size, "other")
    try:
        found = reader(file, size)
    except struct.error:  # ends in the middle of a number
        found = None
    if found is None or min(found) < 1:
        return ImageInfo(name, None, None, size, "damaged")
    return ImageInfo(name, *found, size)


def _format(head: bytes) -> str:
    """Name of a format by its signature."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        brands = {head[at : at + 4] for at in range(8, min(len(head), int.from_bytes(head[:4]), 256), 4)}
        return "avif" if brands & _AVIF else "heic" if brands & _HEIC else ""
    if head.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    return _text_format(head)


def _text_format(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"version https://git-lfs"):
        return "lfs"
    if b"\0" in head:
        return ""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff")
    if _SVG.search(text):
        return "html" if _MARKUP.match(text) else "svg"
    if _MARKUP.match(text):
        return "html"
    return "text" if len(text.encode()) > len(head) - 8 else ""


def _png(file: BinaryIO, size: int) -> Sides | None:
    file.seek(8)
    start = file.read(16)
    width, height = struct.unpack(">8xII", start)
    if start[4:8] != b"IHDR":
        return None
    at = 8
    for _ in range(_MOST_PARTS):  # a download that broke off ends inside a chunk
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        at += 12 + length
        if at > size:
            return None
        if kind == b"IEND":
            break
    return width, height


def _gif(file: BinaryIO, _: int) -> Sides | None:
    file.seek(6)
    width, height = struct.unpack("<HH", file.read(4))
    return width, height


def _bmp(file: BinaryIO, _: int) -> Sides | None:
    file.seek(14)
    head = file.read(12)
    if int.from_bytes(head[:4], "little") == 12:  # OS/2
        width, height = struct.unpack_from("<HH", head, 4)
    else:
        width, height = struct.unpack_from("<ii", head, 4)
    return width, abs(height)  # a negative height means top-down


def _jpeg(file: BinaryIO, _: int) -> Sides | None:
    at, turned = 2, False
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(4)
        if len(head) < 4:
            return None
        if head[0] != 0xFF:  # stray bytes between segments
            skip = (head + file.read(_HEAD)).find(b"\xff")
            if skip < 0:
                return None
            at += skip
        elif head[1] == 0xFF:
            at += 1
        elif head[1] in _ALONE:
            at += 2
        elif head[1] in _SOF:
            height, width, components = struct.unpack(">xHHB", file.read(6))
            if int.from_bytes(head[2:4]) != 8 + 3 * components:  # no start of a frame, but damage that looks like one
                return None
            return (height, width) if turned else (width, height)
        elif head[1] in (0xD9, 0xDA):  # the end, or pixels before their size
            return None
        else:
            length = int.from_bytes(head[2:4])
            if head[1] == 0xE1:
                turned = turned or _turned(file.read(max(0, length - 2)))
            at += 2 + length
    return None


def _turned(exif: bytes) -> bool:
    """Return whether Exif rotates an image by 90 degrees."""
    if not exif.startswith(b"Exif\0\0"):
        return False
    try:
        return _tags(lambda at, count: exif[6 + at : 6 + at + count]).get(274, 1) in (5, 6, 7, 8)
    except struct.error:
        return False


def _tags(read_at: Callable[[int, int], bytes]) -> dict[int, int]:
    """Return whole numbers in the first directory of TIFF data, by tag."""
    order = "<" if read_at(0, 2) == b"II" else ">"
    (start,) = struct.unpack(order + "4xI", read_at(0, 8))
    (count,) = struct.unpack(order + "H", read_at(start, 2))
    tags: dict[int, int] = {}
    entries = read_at(start + 2, 12 * min(count, _MOST_TAGS))
    for tag, kind, _, value in struct.iter_unpack(order + "HHI4s", entries[: len(entries) // 12 * 12]):
        if kind in (3, 4):  # SHORT, LONG
            tags[tag] = struct.unpack_from(order + ("H" if kind == 3 else "I"), value)[0]
    return tags


def _tiff(file: BinaryIO, _: int) -> Sides | None:
    def read_at(at: int, count: int) -> bytes:
        file.seek(at)
        return file.read(count)

    tags = _tags(read_at)
    return tags.get(256, 0), tags.get(257, 0)


def _webp(file: BinaryIO, size: int) -> Sides | None:
    file.seek(0)
    head = file.read(30)
    if int.from_bytes(head[4:8], "little") + 8 > size:
        return None
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF  # the upper two bits are for scaling
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X" and len(head) == 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    return None


def _boxes(file: BinaryIO, _: int) -> Sides | None:
    """Return the size of an AVIF or HEIC file: that of its largest item, since thumbnails and tiles are smaller."""
    file.seek(0)
    head = file.read(_BOXES)
    best: Sides | None = None
    at = head.find(b"ispe")
    while at >= 0:
        if at + 16 <= len(head):
            width, height = struct.unpack_from(">II", head, at + 8)
            if best is None or width * height > best[0] * best[1]:
                best = width, height
        at = head.find(b"ispe", at + 4)
    return best


def _svg(head: bytes) -> Sides | None:
    """Return sides of a drawing by its root tag, or None: a drawing has a shape but needs no size."""
    text = head.decode("utf-8", "ignore")
    start = _SVG.search(text)
    if start is None:
        return None
    tag = text[start.start() : text.find(">", start.start()) + 1]
    sides = {match[1]: int(match[2]) for match in re.finditer(_SIDE, tag)}
    if len(sides) == 2:
        return sides["width"], sides["height"]
    view = re.search(_VIEW, tag)
    return (int(view[1]), int(view[2])) if view else None


_READERS: dict[str, Callable[[BinaryIO, int], Sides | None]] = {
    "png": _png,
    "jpeg": _jpeg,
    "gif": _gif,
    "webp": _webp,
    "bmp": _bmp,
    "tiff": _tiff,
    "avif": _boxes,
    "heic": _boxes,
}
