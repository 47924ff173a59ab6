"""Find references to files in a case study: images, maps and papers in its front matter and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cslint.document.document import Document
from cslint.document.files.asset_folder import Assets, Resolved
from cslint.document.front_matter.parser import Field
from cslint.document.markdown import inline
from cslint.document.markdown.inline import Link
from cslint.text.source import Span

Kind = Literal["picture", "map", "paper", "link"]

_BEHIND = re.compile(r"[?#]")  # where a query or a fragment begins
_FIELDS: dict[str, Kind] = {"featured_image": "picture", "geography": "map"}
_PICTURES = frozenset(
    ["jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "heic", "heif", "svg", "bmp", "tif", "tiff"]
)
_MAPS = frozenset(["geojson", "topojson"])
_PAPERS = frozenset(["pdf", "doc", "docx", "odt", "ppt", "pptx", "xls", "xlsx", "csv", "zip"])


class Reference(NamedTuple):
    """One reference to a file.

    Attributes:
        target: the path as written.
        span: the path alone if possible, else all that contains it.
        exact: whether ``span`` is the path alone.
        kind: its use; ``link`` for a linked file that is not a paper.
        found: the resolved path.
        field: the front-matter key, or "".
        link: the link or image of the body, or None.
    """

    target: str
    span: Span
    exact: bool
    kind: Kind
    found: Resolved
    field: str = ""
    link: Link | None = None


def references(document: Document, assets: Assets) -> Iterator[Reference]:
    """Yield every reference to a file or an address: front matter first, then the body in order.

    Args:
        document: the document.
        assets: the files of the case.
    """
    for field in document.front_matter.fields.values():
        yield from _field(field, assets)
    for link in document.anchors:
        yield _anchor(link, assets)
    for block in document.flat:
        if block.kind == "html" or (block.kind == "paragraph" and "<" in block.raw):
            for target, span in inline.embedded(block.raw):
                place = Span(block.place(span.start), block.place(span.start) + span.end - span.start)
                yield Reference(target, place, False, "picture", assets.resolve(target))


def _field(field: Field, assets: Assets) -> Iterator[Reference]:
    value = field.value
    if not isinstance(value, str) or not value.strip() or "\n" in value.strip():
        return
    kind = _FIELDS.get(field.name) or _path_kind(value)
    if kind is None:
        return
    exact, span = True, field.span
    if field.raw[:1] in "\"'" and field.raw[1:-1] == value:
        span = Span(span.start + 1, span.end - 1)
    elif field.raw != value:
        exact = False
    yield Reference(value, span, exact, kind, assets.resolve(value, url=False), field.name)


def _path_kind(value: str) -> Kind | None:
    """Return the kind of a front-matter value that is a path: ``./`` at the start, or one word with an extension."""
    kind = _kind(value)
    if value.startswith(("./", "../")):
        return kind
    plain = kind in ("picture", "map") or extension(value) == "pdf"
    return kind if plain and len(value.split()) == 1 and "://" not in value else None


def _anchor(link: Link, assets: Assets) -> Reference:
    exact = link.target_span.end > link.target_span.start
    span = link.target_span if exact else link.span
    kind: Kind = "picture" if link.image else _kind(link.target)
    return Reference(link.target, span, exact, kind, assets.resolve(link.target), link=link)


def _kind(target: str) -> Kind:
    ending = extension(target)
    if ending in _PICTURES:
        return "picture"
    return "map" if ending in _MAPS else "paper" if ending in _PAPERS else "link"


def extension(target: str) -> str:
    """Return the ending of a path in lower case, without query, fragment and dot; "" when it has none."""
    name = _BEHIND.split(target, 1)[0].replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem and ending.strip().isalnum() else ""
