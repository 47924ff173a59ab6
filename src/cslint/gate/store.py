"""Copy configuration, templates and rule pages of a revision to files."""

from __future__ import annotations

import os
import posixpath
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from cslint.config import loader as config
from cslint.document.case import Case
from cslint.document.files.asset_folder import Assets
from cslint.document.files.references import references
from cslint.errors import ConfigError
from cslint.gate.git import Revision, UnreachableError
from cslint.text.source import Source

OF_PROFILE = ("template.md", "profile.yml", "front-matter.yml")


class Store:
    """Files of a revision in an empty folder, under their paths in the repository.

    Args:
        revision: the revision.
        folder: the folder.
    """

    def __init__(self, revision: Revision, folder: Path) -> None:
        self.revision = revision
        self.folder = folder.resolve()
        self.judges: set[str] = set()  # files written so far
        self.configurations: set[str] = set()
        self.unreachable: dict[str, list[str]] = {}  # errors by configuration

    def write_configurations(self) -> None:
        """Write every configuration and the files that it names."""
        for name in sorted(self.revision.entries):
            if PurePosixPath(name).name in config.NAMES:
                self._write_configuration(name)

    def write(self, name: str) -> bool:
        """Write one file, following links, and return whether it exists.

        Raises:
            UnreachableError: it is not available in the repository.
        """
        revision, path = self.revision.locate(name)
        if path not in revision.files:
            return False
        if name not in self.judges:
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(revision.read(path))
            self.judges.add(name)
        return True

    def write_template(self, name: str) -> bool:
        """Write a template and the files that it refers to, which are recognised when they are copied to a case.

        Raises:
            UnreachableError: it is not available in the repository.
        """
        if not self.write(name):
            return False
        path = self.folder / name
        case = Case(path, Source.from_bytes(path, path.read_bytes()))
        for reference in references(case.document, Assets(path.parent)):
            neighbour = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(reference.target)))
            try:
                self.write(neighbour)
            except UnreachableError:
                continue  # an address, or a file that a check cannot open either
        return True

    def write_profile(self, name: str) -> bool:
        """Write a profile, given as its folder or its template, and return whether it exists.

        Raises:
            UnreachableError: it is not available in the repository.
        """
        folder = "" if name == "." else f"{name}/"
        if self.revision.has(f"{folder}template.md"):
            for file in OF_PROFILE[1:]:
                self.write(folder + file)
            return self.write_template(f"{folder}template.md")
        return self.write_template(name)

    def clean(self, text: str) -> str:
        """Return a message without the store's folder: paths become those of the repository.

        Args:
            text: the message.
        """
        return text.replace(f"{self.folder}/", "").replace(str(self.folder), ".")

    def _write_configuration(self, name: str) -> None:
        try:
            values = table(name, self.revision.read(name))
        except UnreachableError as error:
            self.unreachable[name] = [f"{name} cannot be read: {error}."]
            return
        if values is None and not name.endswith(config.NAMES[0]):
            return
        self.write(name)
        self.configurations.add(name)
        for key, path in named(name, values or {}):
            try:
                self._write_named(key, path)
            except UnreachableError as error:
                self.unreachable.setdefault(name, []).append(f"{name}: {key} = {path!r}: {error}.")

    def _write_named(self, key: str, path: str) -> None:
        if key == "template":
            self.write_template(path)
        elif key == "profile":
            self.write_profile(path)
        elif key == "rules":
            for page in self.revision.below("" if path == "." else path):
                self.write(page)
        else:
            self.write(path)


def table(name: str, data: bytes) -> dict[str, Any] | None:
    """Return the settings of a configuration file before validation.

    Args:
        name: name of the file.
        data: its content.

    Returns:
        The settings, {} if the file cannot be parsed, or None if it does not configure cslint.
    """
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}  # the session reports the error if a case needs it
    if PurePosixPath(name).name == config.NAMES[0]:
        return values
    tool = values.get("tool")
    found = tool.get("cslint") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def named(name: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the files and folders that a configuration names, each with its key and its path from the root.

    Args:
        name: path of the configuration from the root.
        values: its settings.
    """
    folder = posixpath.dirname(name)
    for key in ("template", "profile", "baseline", "rules"):
        paths = values.get(key, [])
        for entry in paths if isinstance(paths, list) else [paths]:
            value = entry.get("file") if isinstance(entry, dict) else entry  # an entry of [[template]]
            if isinstance(value, str):
                yield key, posixpath.normpath(posixpath.join(folder, value))


def name_of(path: Path, top: Path) -> str:
    """Return a path relative to the root, with slashes; the last link is not followed.

    Args:
        path: a path in the working tree.
        top: root of the working tree.

    Raises:
        ConfigError: it is not in the repository.
    """
    whole = Path(os.path.normpath(path.absolute()))
    if not whole.is_relative_to(top):
        whole = whole.parent.resolve() / whole.name
    if whole == top or whole.resolve() == top:
        return "."
    if not whole.is_relative_to(top):
        raise ConfigError(f"{path} is not in the repository {top}.")
    return whole.relative_to(top).as_posix()
