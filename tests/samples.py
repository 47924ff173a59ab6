"""What the examples of rule pages stand on: a complete front matter, a sound map, small pictures made by code."""

from __future__ import annotations

import struct
import zlib

COMPLETE = """\
title: Smart Pune
description: How one city put its services on a phone.
status: Draft
author: Asha Rao
type: plan
city: Pune
country_code: IND
centroid: [18.520430, 73.856744]
year_start: 2015
year_completed: 2023
featured_image: ./photo.jpg
featured_alt: A bus lane at dusk
featured_credit: Asha Rao (Flickr)
tags: [Mobility]
geography: ./map.geojson
geography_caption: The wards of the city
"""

MAP = (
    '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": '
    "[[[73.80, 18.46], [73.93, 18.47], [73.95, 18.55], [73.88, 18.60], [73.79, 18.56], [73.80, 18.46]]]}}\n"
)


def picture(kind: str = "jpeg", size: str = "640x480", padded: str = "") -> bytes:
    """A file: a picture's header (``jpeg``, ``png``, ``gif``, ``webp``), ``text``, or a ``case`` about Sydney.

    A picture is padded to ``2MB`` or ``300kB``.
    """
    width, height = (int(part) for part in size.split("x"))
    if kind in ("jpeg", "jpg"):
        frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
        data = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        data += b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"
    elif kind == "png":
        head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
        data += struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    elif kind == "gif":
        data = b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00;"
    elif kind == "webp":
        body = b"VP8X" + struct.pack("<I", 10) + b"\x00" * 4
        body += struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
        data = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    elif kind == "case":
        data = b"---\ncity: Sydney\ncentroid: [-33.868800, 151.209300]\n---\n"
    else:
        data = b"this is text\n"
    if padded:
        number = int(padded.rstrip("kMB"))
        data += b"\0" * (number * (1_000_000 if "M" in padded else 1000) - len(data))
    return data
