"""Read and write data files of named, compressed blocks, so that a look-up reads a few kilobytes.

A file is a line of JSON, ``{name: [offset, size]}``, offsets counted from the end of that line, followed by the blocks,
each compressed with zlib. ``scripts/build_places.py`` writes the files.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class _Index(NamedTuple):
    base: int
    blocks: dict[str, tuple[int, int]]


@lru_cache(maxsize=4)
def _index(file: str) -> _Index:
    with (DATA / file).open("rb") as stream:
        blocks = json.loads(stream.readline())
        return _Index(stream.tell(), blocks)


def names(file: str) -> list[str]:
    """Return the names of the blocks in a data file, in order."""
    return list(_index(file).blocks)


def read(file: str, name: str) -> bytes:
    """Return a block of a data file, empty if the name is unknown.

    Args:
        file: name of the data file.
        name: name of the block.
    """
    index = _index(file)
    if name not in index.blocks:
        return b""
    offset, size = index.blocks[name]
    with (DATA / file).open("rb") as stream:
        stream.seek(index.base + offset)
        return zlib.decompress(stream.read(size))


def pack(blocks: dict[str, bytes]) -> bytes:
    """Return the content of a data file with these blocks."""
    packed = {name: zlib.compress(block, 9) for name, block in blocks.items()}
    index: dict[str, tuple[int, int]] = {}
    at = 0
    for name, block in packed.items():
        index[name] = (at, len(block))
        at += len(block)
    return json.dumps(index, separators=(",", ":")).encode() + b"\n" + b"".join(packed.values())
