"""Copy from a revision what cases are judged by, for programs that read files."""

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
    """Files of a revision in an empty folder, under the names that they have in the repository.

    Args:
        revision: where they come from.
        folder: where they are written.
    """

    def __init__(self, revision: Revision, folder: Path) -> None:
        self.revision = revision
        self.folder = folder.resolve()
        self.judges: set[str] = set()  # what is written so far
        self.configurations: set[str] = set()
        self.unreachable: dict[str, list[str]] = {}  # why files that a configuration names are not here, by its name

    def write_configurations(self) -> None:
        """Write every configuration and the files that it names."""
        for name in sorted(self.revision.entries):
            if PurePosixPath(name).name in config.NAMES:
                self._write_configuration(name)

    def write(self, name: str) -> bool:
        """Write one file, links followed; return whether there is one.

        Raises:
            UnreachableError: it is not to be had from the repository.
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
        """Write a template and the files that it names, by which they are known when they turn up in a case.

        Raises:
            UnreachableError: it is not to be had from the repository.
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
                continue  # an address, or a file that check does not open either
        return True

    def write_profile(self, name: str) -> bool:
        """Write a profile, given by its folder or by its template; return whether there is one.

        Raises:
            UnreachableError: it is not to be had from the repository.
        """
        folder = "" if name == "." else f"{name}/"
        if self.revision.has(f"{folder}template.md"):
            for file in OF_PROFILE[1:]:
                self.write(folder + file)
            return self.write_template(f"{folder}template.md")
        return self.write_template(name)

    def clean(self, text: str) -> str:
        """Return a message without this folder: paths are those of the repository.

        Args:
            text: the message.
        """
        return text.replace(f"{self.folder}/", "").replace(str(self.folder), ".")

    def _write_configuration(self, name: str) -> None:
        try:
            said = table(name, self.revision.read(name))
        except UnreachableError as error:
            self.unreachable[name] = [f"{name} cannot be read: {error}."]
            return
        if said is None and not name.endswith(config.NAMES[0]):
            return
        self.write(name)
        self.configurations.add(name)
        for key, path in named(name, said or {}):
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
    """Return what a configuration file says before it is judged; {} where it is broken, None where it is not ours.

    Args:
        name: of the file.
        data: its content.
    """
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}  # the session says what is wrong when a case needs it
    if PurePosixPath(name).name == config.NAMES[0]:
        return said
    tool = said.get("tool")
    found = tool.get("cslint") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def named(name: str, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the files and folders that a configuration names, each with its key and its path from the root.

    Args:
        name: of the configuration, from the root.
        said: what it says.
    """
    folder = posixpath.dirname(name)
    for key in ("template", "profile", "baseline", "rules"):
        values = said.get(key, [])
        for entry in values if isinstance(values, list) else [values]:
            value = entry.get("file") if isinstance(entry, dict) else entry  # one [[template]] of several
            if isinstance(value, str):
                yield key, posixpath.normpath(posixpath.join(folder, value))


def name_of(path: Path, top: Path) -> str:
    """Return a path from the root, with slashes; a link is judged by where it is, not by where it leads.

    Args:
        path: in the working tree.
        top: its root.

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
