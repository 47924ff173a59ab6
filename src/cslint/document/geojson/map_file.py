"""Read a case's map, the GeoJSON file that its front matter names, once for all uses."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path as File
from typing import TYPE_CHECKING

from cslint.document.geojson import json_diagnosis, json_positions, validator
from cslint.document.geojson.json_positions import Member, Path
from cslint.document.geojson.model import Structure
from cslint.text.source import Source
from cslint.util.files import regular_file

if TYPE_CHECKING:
    from cslint.document.front_matter.parser import Field

FIELD = "geography"
# bytes; larger files are unfit for a web page, and take more than ten seconds or a gigabyte to check
LARGEST = 25_000_000
_LONGEST_KEPT = 65_536  # characters; 16 such maps take 10 MB


class Content:
    """A text as JSON and as GeoJSON, immutable because cases may share it."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def json(self) -> json_diagnosis.JsonText:
        """The text as JSON."""
        return json_diagnosis.read(self._source)

    @cached_property
    def structure(self) -> Structure:
        """The text as GeoJSON, empty if it is not JSON."""
        return validator.walk(self.json.value) if self.json.readable else Structure()

    @property
    def positions(self) -> int:
        """The number of positions that consist of numbers."""
        return sum(count for count, _ in self.structure.lengths.values())

    @cached_property
    def digest(self) -> str:
        """A digest of the value, independent of indentation and line ends; "" if it is not JSON."""
        if not self.json.readable:
            return ""
        try:
            text = json.dumps(self.json.value, sort_keys=True, separators=(",", ":"))
        except RecursionError:
            return ""
        return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


@lru_cache(maxsize=16)
def _kept(text: str) -> Content:
    return Content(Source(File(), text))


def content_of(source: Source) -> Content:
    """Return the content of a source, cached for short texts because many cases share a template's map."""
    return _kept(source.text) if len(source.text) <= _LONGEST_KEPT and not source.faults else Content(source)


class Geography:
    """A GeoJSON file.

    Attributes:
        source: its text.
        field: the front-matter field that names it.
        too_large: whether it was too large to read.
        content: its content.
    """

    def __init__(self, source: Source, field: Field | None = None, *, too_large: bool = False) -> None:
        self.source = source
        self.field = field
        self.too_large = too_large
        self.content = content_of(source)
        self._places: dict[Path, Member | None] = {}

    @property
    def json(self) -> json_diagnosis.JsonText:
        """The file as JSON."""
        return self.content.json

    @property
    def readable(self) -> bool:
        """Whether the file is JSON at all."""
        return not self.too_large and self.json.readable

    @property
    def structure(self) -> Structure:
        """The file as GeoJSON, empty if it is not JSON."""
        return self.content.structure

    def locate(self, paths: Iterable[Path]) -> dict[Path, Member]:
        """Return the positions of values; unknown ones are found in one pass over the text."""
        wanted = list(dict.fromkeys(paths))
        unknown = [path for path in wanted if path not in self._places]
        if unknown:
            self._places.update(dict.fromkeys(unknown))
            self._places.update(json_positions.locate(self.source.text, unknown))
        return {path: member for path in wanted if (member := self._places[path]) is not None}


def read(path: File, shown: File, field: Field) -> Geography | None:
    """Return a map, or None if its file cannot be read.

    Args:
        path: the file.
        shown: its path as shown in findings.
        field: the front-matter field that names it.
    """
    with regular_file(path) as file:
        if file is None:
            return None
        room = os.fstat(file.fileno()).st_size + 1  # allocating the largest size for every file would be slow
        data = file.read(min(room, LARGEST + 1))
        if len(data) > LARGEST:
            return Geography(Source(shown, ""), field, too_large=True)
    return Geography(Source.from_bytes(shown, data), field)
