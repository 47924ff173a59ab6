"""Which cases the arguments of a command mean."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cslint.document.case import Case
from cslint.document.source import Source

INDEX = "index.md"
_SKIPPED = {"node_modules", "__pycache__", "site-packages"}
_NO_CASE = {"readme.md", "contributing.md", "changelog.md", "license.md", "code_of_conduct.md", "security.md"}
_MARKDOWN = (".md", ".markdown")
_HEIGHT = 4  # how far above a picture its case's folder may lie


class NoCaseError(Exception):
    """An argument that leads to no case study: says why and what to give instead."""


def find(paths: Sequence[Path], exclude: Sequence[str] = (), root: Path | None = None) -> list[Path]:
    """The Markdown files of the cases that paths mean, each once, in order.

    Args:
        paths: folders, Markdown files, or any file of a case.
        exclude: patterns of paths to leave out, relative to ``root``; they hold for files named outright too.
        root: what patterns are relative to; the current folder by default.

    Raises:
        NoCaseError: a path does not exist, or no case belongs to it.
    """
    base = (root or Path.cwd()).resolve()
    found: dict[Path, Path] = {}
    for path in paths:
        for case in _of(path):
            if not _excluded(case, exclude, base):
                found.setdefault(case.resolve(), case)
    return list(found.values())


def _of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.exists():
        raise NoCaseError(f"{path} does not exist. Give a case study's folder, or a file in one.")
    elif not path.is_file():
        raise NoCaseError(f"{path} is neither a file nor a folder.")
    elif path.suffix.casefold() in _MARKDOWN:
        yield path
    else:
        case = owner(path)
        if case is None:
            raise NoCaseError(f"{path} belongs to no case study: no {INDEX} beside it or above it.")
        yield case


def owner(path: Path) -> Path | None:
    """The case that a file belongs to, also one that is no longer there; None when it belongs to none.

    A folder stands for itself. A README is no case, but may be a file of one.
    """
    if path.is_dir() or (path.suffix.casefold() in _MARKDOWN and _is_page(path)):
        return path
    for folder in list(path.absolute().parents)[:_HEIGHT]:
        case = _case_in(folder)
        if case is not None:
            return Path(os.path.relpath(case)) if not path.is_absolute() else case
    return None


def _is_page(path: Path) -> bool:
    """Whether a Markdown file may be a case: it is called so, or begins with front matter and is no README."""
    if path.name == INDEX or path.name.casefold() in _NO_CASE or not path.is_file():
        return path.name == INDEX and path.is_file()
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"---")


def is_page(path: Path, text: str) -> bool:
    """The same of a text that is being written: whether it may be a case under the name of a file."""
    if path.suffix.casefold() not in _MARKDOWN or path.name.casefold() in _NO_CASE:
        return False
    return path.name == INDEX or text.startswith("---")


def _in_folder(folder: Path) -> Iterator[Path]:
    alone = _case_in(folder)
    if alone is not None:
        yield alone
        if alone.name != INDEX:
            return
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        if INDEX in files and Path(top) != folder:
            yield Path(top) / INDEX


def _case_in(folder: Path) -> Path | None:
    """The case's file of a folder: ``index.md``, or the one Markdown file that is no README and has front matter."""
    index = folder / INDEX
    if index.is_file():
        return index
    pages = [p for p in sorted(folder.glob("*.md")) if p.name.casefold() not in _NO_CASE and p.is_file()]
    return pages[0] if len(pages) == 1 and _is_page(pages[0]) else None


def _excluded(path: Path, patterns: Iterable[str], base: Path) -> bool:
    try:
        relative = path.resolve().relative_to(base).as_posix()
    except ValueError:
        return False
    parts = [relative, *(parent.as_posix() for parent in Path(relative).parents)]
    return any(fnmatch.fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in parts)


def read(path: Path) -> Case:
    """Read a case from its Markdown file.

    Raises:
        OSError: the file cannot be read.
    """
    return Case(path, Source.from_bytes(path, path.read_bytes()))


def shown(path: Path) -> str:
    """A path as findings give it: relative to the current folder where it lies below, with slashes."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
