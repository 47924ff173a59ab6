"""A case study: a folder with one Markdown file and what that names."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from cslint.document.document import Document
from cslint.document.files.asset_folder import Assets
from cslint.document.front_matter.parser import FrontMatter
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
        """The folder it lies in."""
        return self.path.parent

    @cached_property
    def assets(self) -> Assets:
        """The files of the folder."""
        return Assets(self.folder)

    @cached_property
    def document(self) -> Document:
        """The Markdown file, read."""
        return Document(self.source)

    @property
    def front_matter(self) -> FrontMatter:
        """Its front matter."""
        return self.document.front_matter

    def text(self, field: str) -> str:
        """A front-matter value as text; "" when there is none."""
        entry = self.front_matter.fields.get(field)
        return "" if entry is None or entry.value is None else str(entry.value).strip()
