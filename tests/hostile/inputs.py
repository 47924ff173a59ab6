"""What a stranger may send: texts, maps and pictures made to hurt who reads them."""

from __future__ import annotations

import json
import math
import random
import struct

from tests.samples import COMPLETE, picture

BODY = "\n## Overview\n\nBuses run.\n"


def head(lines: str, body: str = BODY) -> str:
    """A case with these lines as its whole front matter."""
    return f"---\n{lines}---\n{body}"


def body(text: str) -> str:
    """A case with a complete front matter and this text in a section that is asked for."""
    return f"---\n{COMPLETE}---\n\n## Goals and Aspirations\n\n{text}"


def bomb(depth: int = 40) -> str:
    """Each alias names the one before twice or more: 10 to the power of ``depth`` texts."""
    lines = ['a0: &a0 ["lol"]\n']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, depth)]
    return "".join(lines) + f"title: *a{depth - 1}\n"


def merge_bomb(depth: int = 30) -> str:
    """Merge keys that each take in the one before twice."""
    lines = ["a0: &a0 {x: 1}\n"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], y{n}: 1}}\n" for n in range(1, depth)]
    return "".join(lines) + f"title: *a{depth - 1}\n"


N = 20_000
FRONT: dict[str, str] = {
    "aliases that explode": head(bomb()),
    "merge keys that explode": head(merge_bomb()),
    "a merge cycle": head("a: &a\n  <<: *a\ntitle: x\n"),
    "merges of a list of a thousand merges": head("a: &a {b: 1}\n" + "c:\n  <<: [" + "*a, " * N + "*a]\n"),
    "a list in itself": head("a: &a [*a]\ntitle: *a\n"),
    "a mapping in itself": head("a: &a {b: *a}\ntags: *a\n"),
    "the whole block in itself": head("&a title: x\ntags: *a\n"),
    "tags that build objects": head("title: !!python/object/apply:os.system ['touch /tmp/cslint-owned']\n"),
    "tags that import": head("title: !!python/name:os.system\ntags: !!python/module:os\ncity: !!set {a, b}\n"),
    "5,000 lists in each other": head("a: " + "[" * 5_000 + "]" * 5_000 + "\n"),
    "5,000 open lists": head("a: " + "[" * 5_000 + "\n"),
    "5,000 mappings in each other": head("a: " + "{b: " * 5_000 + "1" + "}" * 5_000 + "\n"),
    "5,000 indented mappings": head("".join(" " * n + "a:\n" for n in range(5_000))),
    "5,000 dashes on a line": head("- " * 5_000 + "a\n"),
    "5,000 complex keys": head("? " * 5_000 + "a\n"),
    "an integer of a million digits": head("year_start: " + "9" * 1_000_000 + "\n"),
    "a hexadecimal of a million digits": head("year_start: 0x" + "f" * 1_000_000 + "\n"),
    "a sexagesimal of 100,000 parts": head("year_start: 1" + ":59" * 100_000 + "\n"),
    "a sexagesimal fraction": head("centroid: [1" + ":59" * 50_000 + ".5, 2]\n"),
    "a float with a huge exponent": head("centroid: [1e999999999, -1e-999999999]\nyear_start: .nan\n"),
    "huge and odd dates": head(
        "year_start: 99999-99-99\nyear_completed: 2001-13-45\ntitle: 2001-12-14t21:59:43.10-99:99\n"
    ),
    "keys that are no text": head("1: a\ntrue: b\n~: c\n[a, b]: d\n{a: b}: e\n2001-01-01: f\n.nan: g\n"),
    "one key 20,000 times": head("title: x\n" * N),
    "20,000 keys": head("".join(f"key_{n}: x\n" for n in range(N))),
    "20,000 near misses of a key": head("".join(f"titl{n}: x\n" for n in range(N))),
    "a key of a million letters": head("k" * 1_000_000 + ": x\n"),
    "a value of a million letters": head("title: " + "k" * 1_000_000 + "\n"),
    "20,000 anchors": head("".join(f"k{n}: &a{n} x\n" for n in range(N))),
    "20,000 tags": head("tags: [" + "x, " * N + "y]\n"),
    "20,000 broken lines": head("a: b: c\n" * N),
    "20,000 comments": head("title: x # cslint: ignore[tags]\n" + "# cslint: ignore[title]\n" * N),
    "20,000 documents": head("a: 1\n...\n" * N),
    "20,000 fences": "---\n" * N,
    "20,000 quotes": head("title: " + "'" * N + '"' * N + "\n"),
    "a block scalar of 20,000 lines": head("title: |\n" + "  x\n" * N),
}
EACH: dict[str, str] = {
    "brackets": "[",
    "closing brackets": "]",
    "brackets with text": "[a",
    "nested links": "[a](",
    "nested pictures": "![",
    "empty links": "[]()",
    "open links": "[a](<b",
    "references": "[a][b] ",
    "definitions": "[a]: b\n",
    "links": "[a](b.pdf) ",
    "missing pictures": "![a](b.png)\n\n",
    "links with a space": "[a] (https://a.org) ",
    "addresses": "https://example.org/a ",
    "bare domains": "www.a.org ",
    "autolinks": "<https://a.org> ",
    "open angles": "<",
    "open autolinks": "<a@",
    "tags": "<b>",
    "open tags": "<a href='",
    "pictures in HTML": "<img src=a.png>",
    "scripts": "<script>",
    "ends of tags": "</",
    "processing instructions": "<?",
    "CDATA": "<![CDATA[",
    "declarations": "<!A",
    "stars": "*",
    "stars with text": "*a ",
    "double stars": "**a ",
    "emphasis opening and closing": "*a_",
    "stars and underscores": "*_",
    "stars in words": "a*a",
    "bold": "**a**",
    "titles": "**Title**. Text.\n\n",
    "titles in one paragraph": "**Title**. Text. ",
    "underscores": "_",
    "tildes": "~",
    "backticks": "`",
    "backticks of growing length": "` `` ``` ",
    "backslashes": "\\",
    "entities": "&amp;",
    "entities that are none": "&a",
    "nested list items on a line": "- ",
    "list items": "- a\n",
    "items with a word": "- **a** b\n",
    "numbered items": "1. a\n",
    "stars and dashes in turn": "* - + ",
    "loose list items": "- a\n\n",
    "list items that are empty": "-\n",
    "tasks": "- [ ] a\n",
    "quotes": "> a\n",
    "nested quotes": ">",
    "quotes and lists in turn": "> - ",
    "lazy quotes": "> a\nb\n",
    "headings": "## a\n",
    "headings with text": "## a\n\nb\n\n",
    "known headings": "## Overview\n\na\n\n",
    "levels": "# a\n## a\n### a\n#### a\n##### a\n###### a\n",
    "empty headings": "#\n",
    "underlined headings": "a\n---\n",
    "rules": "---\n\n",
    "underlines": "=\n",
    "fences": "```\n",
    "fences in turn": "```\n~~~\n",
    "fences with a language": "```a\nb\n```\n",
    "indented code": "    a\n\n",
    "comments": "<!-- a -->",
    "comments on lines": "<!-- a -->\n\n",
    "comments in text": "a <!-- b --> c\n",
    "instructions": "<!-- 3-5 goals -->\n",
    "different headings with instructions": "## a\n\n<!-- Identify 3 goals of 50 words -->\n\n**One**. b\n\n",
    "open comments": "<!-- ",
    "ends of comments": "-->",
    "suppressions": "<!-- cslint: ignore[filler-text] -->\n\na\n\n",
    "suppressions of all": "<!-- cslint: ignore -->\n",
    "suppressions of the file": "<!-- cslint: ignore-file[tags] -->\n",
    "filler": "Lorem ipsum dolor sit amet. ",
    "filler paragraphs": "Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n\n",
    "markers": "TODO ",
    "markers on lines": "TODO: a\n\n",
    "tables": "| a | b |\n",
    "tables with a head": "| a |\n| - |\n",
    "bars": "|",
    "captions": "![a](b.png)\n*c*\n\n",
    "blank lines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "form feeds": "\f",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "combining marks": "e\u0301",
    "line separators": "a\u2028",
    "CRLF": "a\r\n",
    "lone carriage returns": "a\r",
    "NUL": "\0",
    "emoji": "\U0001f469\u200d\U0001f4bb",
    "Han": "\u516c",
    "right to left": "\u202e",
    "dots": ".",
    "sentences": "A. ",
    "abbreviations": "e.g. ",
    "dashes": "-",
    "plus signs": "+ ",
    "digits": "9",
    "numbers": "1 ",
    "ranges": "3-5 ",
    "colons": "a: ",
    "parentheses": "(",
    "quotation marks": '"',
    "words": "word ",
    "math": "$a$ ",
    "footnotes": "[^1]\n",
    "footnote definitions": "[^1]: a\n",
    "sources": "- [a](https://a.org/b)\n",
    "numbered sources": "[1] [a](https://a.org)\n\n",
}


def square(number: int) -> str:
    """One of many small squares side by side, as a feature."""
    x, y = 73.8 + number % 250 * 0.0008, 18.4 + number // 250 * 0.0008
    corners = [(x, y), (x + 4e-4, y), (x + 4e-4, y + 4e-4), (x, y + 4e-4), (x, y)]
    ring = ", ".join(f"[{east:.5f}, {north:.5f}]" for east, north in corners)
    return f'{{"type": "Feature", "properties": {{}}, "geometry": {{"type": "Polygon", "coordinates": [[{ring}]]}}}}'


def squares(number: int) -> str:
    """A map of many polygons."""
    return '{"type": "FeatureCollection", "features": [' + ", ".join(map(square, range(number))) + "]}"


POINT = '{{"type": "Point", "coordinates": [{}, {}]}}'
MAPS: dict[str, str | bytes] = {
    "lists 100,000 deep": "[" * 100_000 + "]" * 100_000,
    "objects 100,000 deep": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "100,000 open brackets": "[" * 100_000,
    "coordinates 100,000 deep": '{"type": "Polygon", "coordinates": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "a number of 5,000 digits": POINT.format("9" * 5_000, 1),
    "a fraction of 5,000 digits": POINT.format("7." + "9" * 5_000, 1),
    "an exponent of 5,000 digits": POINT.format("1e" + "9" * 5_000, 1),
    "NaN": POINT.format("NaN", "-Infinity"),
    "a key 20,000 times": "{" + '"type": "Point", ' * N + '"coordinates": [73.8, 18.5]}',
    "20,000 different keys": "{" + ", ".join(f'"k{n}": {n}' for n in range(N)) + "}",
    "60,000 polygons": squares(60_000),
    "a crs of 100,000 colons": '{"type": "Point", "coordinates": [1, 2], "crs": {"type": "name", "properties": '
    + f'{{"name": "EPSG{":" * 100_000}"}}}}}}',
    "an open text of backslashes": '{"a": "' + "\\" * 200_001,
    "lone surrogates": '{"type": "\\ud800", "coordinates": "\\udfff"}',
    "NUL": b'{"type": "Point", \0 "coordinates": [1, 2]}',
    "UTF-16": POINT.format(1, 2).encode("utf-16"),
    "Latin-1": b'{"type": "Feature", "properties": {"name": "S\xe3o"}, "geometry": null}',
    "a byte order mark alone": b"\xef\xbb\xbf",
    "nothing": b"",
}
PICTURES: dict[str, bytes] = {
    "2^31 pixels a side": picture("png", f"{2**31 - 1}x{2**31 - 1}"),
    "2^32 pixels a side in a bitmap": b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, -(2**31), -(2**31)) + b"\0" * 28,
    "nothing": b"",
    "text": b"a picture of a bus\n",
    "a signature alone": b"\x89PNG\r\n\x1a\n",
    "parts without end": b"\xff\xd8" + b"\xff\xfe\x00\x02" * 500_000,
    "a drawing with entities": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 30))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]><svg width="10" height="10"><text>&a29;&x;</text></svg>',
    "a drawing of spaces": b"<svg width=" + b" " * 1_000_000,
    "a web page": b"<!doctype html><svg width='1' height='1'>",
}
TEXTS: dict[str, bytes] = {
    "NUL": head("title: x\n").encode() + b"a\0b" * 1_000,
    "lone carriage returns": head("title: x\n").replace("\n", "\r").encode(),
    "UTF-16": head("title: x\n").encode("utf-16"),
    "UTF-16 without a byte order mark": head("title: x\n").encode("utf-16-le"),
    "Latin-1": head("title: S\xe3o Paulo\n").encode("latin-1"),
    "a byte order mark alone": b"\xef\xbb\xbf",
    "nothing": b"",
    "half a character": head("title: x\n").encode() + b"\xf0\x9f",
    "bytes without a text": bytes(range(256)) * 1_000,
    "an unclosed comment of 200,000 words": body("<!-- " + "word " * 200_000).encode(),
    "50,000 ranges in a comment": body("<!-- " + "3-5 goals, " * 50_000 + "-->").encode(),
    "numbers without measure": body(
        "<!-- 9999999999999999999999 to 1 words -->\n<!-- -5 words -->\n<!-- 0-0 words; cslint: words=9-1 -->\n"
    ).encode(),
    "paths out of the folder": body(
        "".join(
            f"![a]({path} 'b')\n\n"
            for path in (
                "../../../../etc/passwd",
                "/etc/passwd",
                "file:///etc/passwd",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "..%2f..%2fetc%2fpasswd",
                "..\\..\\etc\\passwd",
                "%00",
                "a%00.png",
                "%c0%ae%c0%ae/etc/passwd",
                "%",
                "%zz",
                "a" * 5_000,
                "a/" * 2_000 + "b",
                "con.png",
                "//host/share/a.png",
                "~/a.png",
                "$HOME/a.png",
            )
        )
    ).encode(),
}


def feature(kind: str, coordinates: object) -> dict[str, object]:
    """One feature."""
    return {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: dict[str, object]) -> str:
    """A map of features."""
    return json.dumps({"type": "FeatureCollection", "features": features})


def corners(count: int) -> list[list[float]]:
    """Positions around Pune in no order."""
    chance = random.Random(count)
    return [
        [round(73.85 + chance.uniform(-0.05, 0.05), 6), round(18.52 + chance.uniform(-0.05, 0.05), 6)]
        for _ in range(count)
    ]


def closed(ring: list[list[float]]) -> list[list[float]]:
    """A ring that ends where it begins."""
    return [*ring, ring[0]]


def around(count: int, radius: float = 0.05) -> list[list[float]]:
    """Positions on a circle around Pune."""
    turns = [2 * math.pi * n / count for n in range(count)]
    return [[73.85 + radius * math.cos(turn), 18.52 + radius * math.sin(turn)] for turn in turns]


def box(x: float, y: float, side: float) -> list[list[float]]:
    """A closed square by its lower left corner."""
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def spikes(count: int) -> list[list[float]]:
    """Triangles that all touch in one place, drawn as one ring."""
    tips = around(2 * count)
    return [corner for n in range(count) for corner in ([73.85, 18.52], tips[2 * n], tips[2 * n + 1])]


def zigzag(count: int) -> list[list[float]]:
    """A line that crosses the edge of its own polygon at every step."""
    steps = [[73.8 + 0.1 * n / count, 18.5 + (0.01 if n % 2 else -0.01)] for n in range(count)]
    return [*steps, [73.9, 18.5], [73.8, 18.5]]


def teeth(count: int) -> list[list[float]]:
    """A sound ring of long slanting teeth, each in the boxes of all others."""
    width = 0.1 / count
    slanting = [
        [[x, 18.5], [x + 0.1, 18.6], [x + 0.4 * width + 0.1, 18.6], [x + 0.4 * width, 18.5]]
        for x in (73.8 + n * width for n in range(count))
    ]
    return [*(corner for tooth in slanting for corner in tooth), [73.9, 18.4], [73.8, 18.4]]


TANGLED: dict[str, str] = {
    "300 corners in no order": collection(feature("Polygon", [closed(corners(300))])),
    "1,000 corners in no order": collection(feature("Polygon", [closed(corners(1_000))])),
    "3,000 corners in no order": collection(feature("Polygon", [closed(corners(3_000))])),
    "20,000 corners in no order": collection(feature("Polygon", [closed(corners(20_000))])),
    "500,000 corners in no order": collection(feature("Polygon", [closed(corners(500_000))])),
    "3,000 spikes that touch": collection(feature("Polygon", [closed(spikes(3_000))])),
    "a zigzag of 20,000 crossings": collection(feature("Polygon", [closed(zigzag(20_000))])),
    "20,000 teeth side by side": collection(feature("Polygon", [closed(teeth(20_000))])),
    "5,000 parts over each other": collection(feature("MultiPolygon", [[box(x, y, 0.05)] for x, y in corners(5_000)])),
    "5,000 holes over each other": collection(
        feature("Polygon", [box(73.7, 18.4, 0.4), *(box(x, y, 0.05) for x, y in corners(5_000))])
    ),
    "5,000 polygons over each other": collection(*(feature("Polygon", [box(x, y, 0.05)]) for x, y in corners(5_000))),
    "5,000 parts in each other": collection(
        feature("MultiPolygon", [[box(73.7 + n * 1e-5, 18.4 + n * 1e-5, 0.2 - 2e-5 * n)] for n in range(5_000)])
    ),
    "100,000 features": collection(
        *(feature("Polygon", [box(73.7 + n % 300 * 1e-3, 18.4 + n // 300 * 1e-3, 5e-4)]) for n in range(100_000))
    ),
    "100,000 open rings": collection(
        *(feature("Polygon", [box(73.7 + n % 300 * 1e-3, 18.4 + n // 300 * 1e-3, 5e-4)[:4]]) for n in range(100_000))
    ),
    "200,000 corners in order": collection(feature("Polygon", [closed(around(200_000))])),
}
