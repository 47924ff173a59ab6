"""What a stranger may send: texts, maps and pictures made to hurt who reads them."""

from __future__ import annotations

from tests.samples import COMPLETE

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


def square(number: int) -> str:
    """One of many small squares side by side."""
    x, y = 73.8 + number % 250 * 0.0008, 18.4 + number // 250 * 0.0008
    corners = [(x, y), (x + 4e-4, y), (x + 4e-4, y + 4e-4), (x, y + 4e-4), (x, y)]
    ring = ", ".join(f"[{east:.5f}, {north:.5f}]" for east, north in corners)
    return f'{{"type": "Feature", "properties": {{}}, "geometry": {{"type": "Polygon", "coordinates": [[{ring}]]}}}}'


def squares(number: int) -> str:
    return '{"type": "FeatureCollection", "features": [' + ", ".join(map(square, range(number))) + "]}"


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
