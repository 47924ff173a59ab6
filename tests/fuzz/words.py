"""The words that each kind of input is made of, for the fuzzer to put in."""

from __future__ import annotations

_YAML = (
    "---\n", "...\n", ": ", "- ", "? ", "<<: *a\n", "&a ", "*a", "!!python/object:os.system ", "!t ", "|\n",
    ">-\n", "# c", "title: ", "tags: [", "centroid: [18.5, 73.8]\n", "status: Review\n", "country_code: IND\n",
    "year_start: 2015\n", "geography: ./map.geojson\n", "featured_image: ./photo.jpg\n", "12:30:45", "0x1F",
    "2012-01-01", ".inf", "\t", "\r\n", "\xef\xbb\xbf", "\xc2\xa0", "\xe2\x80\x9c", "\xe2\x80\xa8", "\0",
    "\xff\xfe", "~", "null", "'", '"', "# cslint: ignore[tags]",
)  # fmt: skip
_MARKDOWN = (
    "# ", "## ", "## Overview\n", "**", "__", "`", "```\n", "~~~\n", "    ", "\t", "- ", "1. ", "> ", "* * *\n",
    "===\n", "---\n", "![", "[", "](", ")", "][", "]: ", "<", ">", "<http://a.b>", "https://a.b/c", "<!--",
    "-->", "<img src=\"a.png\" alt=''>", "<a href=", "<script>", "</script>", "<div>\n", "&amp;", "&#x0;", "\\",
    "|", "| - |\n", "./photo.jpg", "../../etc/passwd", "%2e%2e%2f", "Lorem ipsum dolor sit amet ", "TODO",
    "<!-- cslint: ignore[filler-text] -->", "<!-- 3-5 goals -->", "\r", "\r\n", "\f", "\v", "\0", "\xc2\xa0",
    "\xe2\x80\x8b", "\xe2\x80\xa8", "\xe5\x85\xac", "\xcc\x81", "**Title**. ", "\n\n",
)  # fmt: skip
_INSTRUCTIONS = (
    "Identify ", "List ", "3-5 ", "100 to 150 words", "no more than ", "at least ", "about ", "between ",
    "half ", "a dozen ", "goals", "items", "sentences", "paragraphs", "link", "image", "each ", "per ",
    "of the ", "in total", "For plans: ", "or less", "cslint: ", "words=", "items=", "links=",
    "Allowed values: ", "type: ", "tags: ", "optional", "9999999999999999999999", "-5", "1,000", "\xe2\x80\x93",
    "(", ")", ";", ". ", "\n\n", "%", "+", "two-", "hundred", "three ", "%d", "e.g. ", "TODO",
)  # fmt: skip
_GEOJSON = (
    '{"type": "FeatureCollection", "features": [', '{"type": "Feature", "properties": {}, "geometry": ',
    '"type": ', '"Point"', '"LineString"', '"Polygon"', '"MultiPolygon"',
    '"GeometryCollection", "geometries": [', '"coordinates": [', "[73.8, 18.4]", '"bbox": [', '"crs": {',
    '"id": ', "null", "true", "NaN", "Infinity", "1e999", "-0.0", "180", "-90", "91", "\\ud800", "\\u0000", "]",
    "}", ", ", '""', "//", "\xef\xbb\xbf", "[[[0,0],[1,1],[0,1],[1,0],[0,0]]]", "'",
)  # fmt: skip
_IMAGE = (
    "\x89PNG\r\n\x1a\n", "IHDR", "IDAT", "IEND", "eXIf", "tEXt", "\xff\xd8\xff", "\xff\xc0", "\xff\xe1",
    "\xff\xda", "\xff\xd9", "Exif\0\0", "II*\0", "MM\0*", "GIF89a", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X",
    "\x9d\x01\x2a", "ftypavif", "ftypheic", "meta", "iprp", "ipco", "ispe", "irot", "BM", "<svg ",
    "viewBox='0 0 1 1'", "width='9px'", "%PDF-", "<html>", "\x7f\xff\xff\xff", "\x80\0\0\0", "\xff\xff\xff\xff",
    "\0\0\0\0", "\0\0\0\x01",
)  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {
    "front_matter": _YAML,
    "markdown": _MARKDOWN,
    "instructions": _INSTRUCTIONS,
    "geojson": _GEOJSON,
    "image": _IMAGE,
    "case": (*_YAML, *_MARKDOWN, *_INSTRUCTIONS),
}
"""Of each target, latin-1 characters that stand for bytes."""
