"""Convert SVG to PNG with resvg, if it is installed."""

from __future__ import annotations

import struct
import zlib

from cslint.document.files.asset_folder import DRAWN_BY
from cslint.errors import ConfigError

_HEADER = 33  # bytes of a PNG's signature and first chunk


def png(svg: str, zoom: int = 2) -> bytes:
    """Render a drawing in its light colours as PNG.

    Args:
        svg: the drawing.
        zoom: pixels of the image per pixel of the drawing.

    Raises:
        ConfigError: resvg is not installed, or it cannot draw this.
    """
    try:
        import resvg_py
    except ImportError:
        raise ConfigError(
            "A PNG needs one more package: pip install 'cslint[png] @ git+https://github.com/cslint/cslint'. "
            "An .svg file needs nothing, and every browser shows it."
        ) from None
    try:
        drawn = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
    except ValueError as error:
        raise ConfigError(f"resvg cannot draw the map: {error}") from None
    # a text chunk after the header names the program
    text = b"tEXtSoftware\0" + DRAWN_BY.encode()
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    return drawn[:_HEADER] + chunk + drawn[_HEADER:]
