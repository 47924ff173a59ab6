"""A case's map: the GeoJSON file that its front matter names, read once and looked at as often as needed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.document import geojson_walk, json_positions, json_text
from cslint.document.geojson import Structure
from cslint.document.json_positions import Member
from cslint.document.json_positions import Path as JsonPath
from cslint.document.source import Source, Span

if TYPE_CHECKING:
    from cslint.document.case import Case
    from cslint.document.front_matter import Field

FIELD = "geography"
# a larger file is no map for a web page, and would take the checker's memory
LARGEST = 100_000_000


class Geography:
    """A GeoJSON file.

    Attributes:
        source: its text.
        field: the front-matter field that names it.
        size: its length in bytes when it is too large to be read; 0 otherwise.
    """

    def __init__(self, source: Source, field: Field | None = None, size: int = 0) -> None:
        self.source = source
        self.field = field
        self.size = size

    @cached_property
    def json(self) -> json_text.JsonText:
        """The file as JSON."""
        return json_text.read(self.source)

    @property
    def readable(self) -> bool:
        """Whether the file is JSON at all."""
        return not self.size and self.json.readable

    @cached_property
    def structure(self) -> Structure:
        """The file as GeoJSON; nothing when it is no JSON."""
        return geojson_walk.walk(self.json.value) if self.readable else Structure()

    def locate(self, paths: Iterable[JsonPath]) -> dict[JsonPath, Member]:
        """Where values stand, in one pass over the text."""
        return json_positions.locate(self.source.text, paths)


def geography(case: Case) -> Geography | None:
    """The map of a case, read on first use; None when the case names none or the file is not there.

    A file outside the case's folder, by ``..``, an absolute path or a link, is never opened.
    """
    known = case.__dict__
    if "_geography" not in known:
        known["_geography"] = _read(case)
    found = known["_geography"]
    return found if isinstance(found, Geography) else None


def _read(case: Case) -> Geography | None:
    field = case.front_matter.fields.get(FIELD)
    if field is None or not isinstance(field.value, str) or not field.value.strip():
        return None
    path = _inside(case.folder, field.value.strip())
    if path is None:
        return None
    shown = case.folder / path.relative_to(case.folder.resolve())
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Geography(Source(shown, ""), field, size)
        return Geography(Source.from_bytes(shown, path.read_bytes()), field)
    except OSError:
        return None


def _inside(folder: Path, name: str) -> Path | None:
    """The regular file of that name, if it really lies in the folder."""
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a NUL in the name, a circle of links
        return None


def whole(source: Source) -> Span:
    """The first line of a file: the place of what is wrong with all of it."""
    return source.line_span(1)
