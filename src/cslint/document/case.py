"""A case study: a folder with one Markdown file and what that names."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from cslint.document.document import Document
from cslint.document.files.asset_folder import Assets
from cslint.document.front_matter.parser import FrontMatter
from cslint.document.geojson import map_file
from cslint.document.geojson.map_file import Geography
from cslint.text.source import Source


class Case:
    """The unit of work.

    Attributes:
        path: the Markdown file.
        source: its text.
    """

    def __init__(self, path: Path, source: Source) -> None:
        self.path = path
        self.source = source

    @property
    def folder(self) -> Path:
        """The folder that contains it."""
        return self.path.parent

    @cached_property
    def assets(self) -> Assets:
        """The files of the folder."""
        return Assets(self.folder)

    @cached_property
    def document(self) -> Document:
        """The Markdown file, read."""
        return Document(self.source)

    @cached_property
    def map_file(self) -> Geography | None:
        """The map that the front matter names, read on first use, or None.

        A file outside the case's folder, by ``..``, an absolute path or a link, is never opened.
        """
        field = self.front_matter.fields.get(map_file.FIELD)
        if field is None or not isinstance(field.value, str):
            return None
        found = self.assets.resolve(field.value, url=False)
        return map_file.read(found.path, self.folder / found.actual, field) if found.path else None

    @property
    def front_matter(self) -> FrontMatter:
        """Its front matter."""
        return self.document.front_matter

    def text(self, field: str) -> str:
        """Return a front-matter value as text, or ""."""
        entry = self.front_matter.fields.get(field)
        return "" if entry is None or entry.value is None else str(entry.value).strip()
