"""Which cases the arguments of a command mean."""

from __future__ import annotations

import errno
import fnmatch
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from cslint.document.case import Case
from cslint.document.files.asset_folder import leads_out
from cslint.errors import NoCaseError
from cslint.text.source import Source

INDEX = "index.md"
_SKIPPED = {"node_modules", "__pycache__", "site-packages"}
_NO_CASE = {"readme.md", "contributing.md", "changelog.md", "license.md", "code_of_conduct.md", "security.md"}
_MARKDOWN = (".md", ".markdown")
_HEIGHT = 4  # how far above a picture its case's folder may lie


def find(paths: Sequence[Path], exclude: Sequence[str] = (), root: Path | None = None) -> list[Path]:
    """The Markdown files of the cases that paths mean, each once, in order.

    Args:
        paths: folders, Markdown files, or any file of a case.
        exclude: patterns of paths to leave out, relative to ``root``; they hold for files named outright too.
        root: what patterns are relative to; the current folder by default.

    Raises:
        NoCaseError: a path does not exist, or no case belongs to it.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for case in _of(path):
            if not excluded(case, exclude, root):
                found.setdefault(os.path.realpath(case), case)  # resolve() raises for links in a circle
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
        yield _owner(path)


def owner(path: Path) -> Path | None:
    """The case that a file of a repository belongs to, also a file that is gone; None when it belongs to none.

    That is the nearest ``index.md`` beside or above it, for those are what a folder is searched for. A folder stands
    for itself.
    """
    if path.is_dir() and not path.is_symlink():
        return path
    for folder in list(path.absolute().parents)[:_HEIGHT]:
        if (folder / INDEX).is_file():
            return folder / INDEX
        if (folder / ".git").exists():
            break
    return None


def is_page(path: Path, text: str) -> bool:
    """Whether a text that is being written may be a case under the name of a file."""
    if path.suffix.casefold() not in _MARKDOWN or path.name.casefold() in _NO_CASE:
        return False
    return path.name == INDEX or text.startswith("---")


def _in_folder(folder: Path) -> Iterator[Path]:
    """Every ``index.md`` below a folder; the folder's one page where there is none."""
    found = False
    for top, files in search(folder):
        if INDEX in files:
            found = True
            yield Path(top) / INDEX
    alone = None if found else case_in(folder)
    if alone is not None:
        yield alone


def search(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Every folder in which cases are looked for, from one downward, with the names of its files."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        yield top, files


def case_in(folder: Path) -> Path | None:
    """The case's file of a folder: ``index.md``, or the one Markdown file that is no README and has front matter."""
    index = folder / INDEX
    if index.is_file():
        return index
    pages = [p for p in sorted(folder.glob("*.md")) if p.name.casefold() not in _NO_CASE and p.is_file()]
    if (
        len(pages) == 1
        and not leads_out(pages[0])
        and pages[0].read_bytes()[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"---")
    ):
        return pages[0]
    return None


def _owner(path: Path) -> Path:
    """The case that a picture or a map belongs to."""
    for folder in list(path.absolute().parents)[:_HEIGHT]:
        case = case_in(folder)
        if case is not None:
            return Path(os.path.relpath(case)) if not path.is_absolute() else case
    raise NoCaseError(f"{path} belongs to no case study: no {INDEX} beside it or above it.")


def excluded(path: Path, patterns: Sequence[str], root: Path | None = None) -> bool:
    """Whether a path, or a folder that it lies in, is to be left out.

    Args:
        path: of a case's file.
        patterns: of paths relative to ``root``.
        root: the current folder by default.
    """
    if not patterns:
        return False
    try:
        relative = Path(os.path.realpath(path)).relative_to(os.path.realpath(root or Path.cwd())).as_posix()
    except ValueError:
        return False
    parts = [relative, *(parent.as_posix() for parent in Path(relative).parents)]
    return any(fnmatch.fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in parts)


def read(path: Path) -> Case:
    """Read a case from its Markdown file.

    Raises:
        OSError: the file cannot be read, is a pipe or a device, or is a link that leads out of its folder.
    """
    if leads_out(path):
        raise PermissionError(errno.EACCES, "it is a link that leads out of its folder", str(path))
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    return Case(path, Source.from_bytes(path, path.read_bytes()))


def shown(path: Path, root: Path | None = None) -> str:
    """A path as findings give it: relative to a folder where it lies below, with slashes.

    Args:
        path: perhaps relative to that folder.
        root: the folder; the current one by default.
    """
    try:
        base = os.path.realpath(root or Path.cwd())
        folder = os.path.realpath(os.path.join(base, path.parent))  # noqa: PTH118 - a Path takes thrice as long
        return Path(folder, path.name).relative_to(base).as_posix()  # a link is shown where it stands
    except (ValueError, OSError):
        return path.as_posix()
