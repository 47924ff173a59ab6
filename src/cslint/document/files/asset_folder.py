"""List the files of a case folder, and resolve paths in front matter and Markdown.

Names are compared with the folder's listing, never looked up on disk: a case-insensitive disk would find a wrong name
that fails on the web. Nothing outside the folder is opened.
"""

from __future__ import annotations

import html
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote

from cslint.document.files import image_header
from cslint.document.files.image_header import ImageInfo
from cslint.document.geojson.map_file import Content, content_of
from cslint.document.markdown.notation import is_expression
from cslint.text.source import Source
from cslint.util.files import regular_file
from cslint.util.suggest import nearest

Difference = Literal["", "case", "unicode", "encoding", "separator"]
_Kind = Literal["file", "folder", "outside", "other"]

MOST_ENTRIES = 5000
_LARGEST_JSON = 65536  # bytes; a template's map is small
_MOST_PARTS = 64

_REMOTE = re.compile(
    r"(?:[a-z][a-z0-9+.\-]*:)?//|(?:mailto|tel|sms|data|javascript|about|blob|doi|urn|geo|https?|ftp):", re.I
)
_ABSOLUTE = re.compile(r"file:|[a-z]:(?:[\\/]|[^\\/]*$)|[\\/]|~[\\/]", re.I)


class Status(StrEnum):
    """The result of resolving a path."""

    PRESENT = "present"
    OTHER_CASE = "other-case"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    OUTSIDE = "outside"
    REMOTE = "remote"
    GENERATED = "generated"
    NOT_A_FILE = "not-a-file"
    EMPTY = "empty"


class Resolved(NamedTuple):
    """A resolved path.

    Attributes:
        status: other-case: a file whose name differs in letter case, Unicode form or encoding; elsewhere: a
            file of that name in another folder of the case; outside: out of the case folder, and not
            accessed; generated: a template language fills in the address.
        path: the file, if it is present or other-case.
        actual: its name on disk relative to the case folder, with ``/``; for elsewhere and outside, the file of
            the same name in the folder; or "".
        difference: for other-case, the first difference.
        nearest: for missing, the most similar name in the folder, or "".
    """

    status: Status
    path: Path | None = None
    actual: str = ""
    difference: Difference = ""
    nearest: str = ""


class DirEntry(NamedTuple):
    """One name in a folder; ``path`` is where it leads once links are followed."""

    name: str
    path: str
    kind: _Kind
    size: int = 0


# what every drawing of ``cslint map`` says near its beginning
DRAWN_BY = "Drawn by cslint map"


def is_drawn_map(path: Path) -> bool:
    """Return whether a file is a drawing of a case's map that cslint made."""
    with regular_file(path) as file:
        return file is not None and DRAWN_BY.encode() in file.read(4_000)


class Assets:
    """The content of one case folder. Folders are listed on first use, and once.

    Args:
        folder: the case folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = os.path.realpath(folder)
        self._listings: dict[str, dict[str, DirEntry]] = {}
        self._folded: dict[tuple[str, Difference], dict[str, str]] = {}
        self._resolved: dict[tuple[str, bool], Resolved] = {}
        self._headers: dict[Path, ImageInfo] = {}
        self._json: dict[Path, Content | None] = {}
        self.looked_outside = False

    def header(self, path: Path) -> ImageInfo:
        """Return the header of a file that ``resolve`` found; read once."""
        if path not in self._headers:
            self._headers[path] = image_header.read(path)
        return self._headers[path]

    def json(self, path: Path) -> Content | None:
        """Return the content of a resolved JSON file as in ``small_json``, read once."""
        if path not in self._json:
            self._json[path] = small_json(path)
        return self._json[path]

    def outside(self, target: str) -> Path | None:
        """Return the file or folder outside the case folder at a path, or None.

        Args:
            target: the path as written, which begins with ``../``; nothing above the repository is looked up.
        """
        self.looked_outside = True
        path = unquote(re.split(r"[?#]", target.strip(), maxsplit=1)[0])
        place = Path(os.path.normpath(f"{self.root}{os.sep}{path}"))
        top = next((folder for folder in Path(self.root).parents if (folder / ".git").exists()), None)
        if "\0" in path or (top is not None and not place.is_relative_to(top)):
            return None
        return place if os.path.lexists(place) else None

    def resolve(self, target: str, *, url: bool = True) -> Resolved:
        """Resolve a path; never raises, opens nothing.

        Args:
            target: the path as written, entities resolved.
            url: whether it is an address (Markdown, HTML), in which ``%20`` is a space and ``#`` begins a
                fragment, or a plain path (front matter).
        """
        key = (target, url)
        if key not in self._resolved:
            generated = url and is_expression(target)
            self._resolved[key] = Resolved(Status.GENERATED) if generated else self._resolve(target.strip(), url)
        return self._resolved[key]

    @cached_property
    def files(self) -> dict[str, DirEntry]:
        """Files of the case by name relative to its folder; without hidden ones and other cases below it."""
        return {name: entry for name, entry in walk(self.root, self._listing) if entry.kind == "file"}

    def _resolve(self, target: str, url: bool) -> Resolved:
        if target.startswith("<") and target.endswith(">"):
            target = target[1:-1].strip()
        if not target or target.startswith(("#", "?")):
            return Resolved(Status.EMPTY)
        if _ABSOLUTE.match(target) and not target.startswith("//"):
            return Resolved(Status.OUTSIDE, actual=self._namesake(target))
        if _REMOTE.match(target):
            return Resolved(Status.REMOTE)
        readings = [(parts(text), difference) for text, difference in _readings(target, url)]
        for (steps, inside), difference in readings:
            if not inside:
                return Resolved(Status.OUTSIDE, actual=self._namesake(target))
            found = self._find(steps, "")
            if found:
                return self._found(*found, difference)
        for fold in _FOLDS:
            for (steps, _), _ in readings:
                found = self._find(steps, fold)
                if found:
                    return self._found(*found, fold)
        if elsewhere := self._namesake(target):
            return Resolved(Status.ELSEWHERE, actual=elsewhere)
        return Resolved(Status.MISSING, nearest=self._nearest(readings[0][0][0]))

    def _found(self, entry: DirEntry, actual: str, difference: Difference) -> Resolved:
        if entry.kind == "outside":
            return Resolved(Status.OUTSIDE, actual=self._namesake(actual))
        if entry.kind != "file":
            return Resolved(Status.NOT_A_FILE, actual=actual)
        status = Status.OTHER_CASE if difference else Status.PRESENT
        return Resolved(status, Path(entry.path), actual, difference)

    def _find(self, steps: Sequence[str], fold: Difference) -> tuple[DirEntry, str] | None:
        """Return the entry at the end of a path, and the names on the way as they are on disk."""
        entry = DirEntry("", self.root, "folder")
        names: list[str] = []
        for step in steps:
            if entry.kind == "outside":
                break
            if entry.kind != "folder":
                return None
            inner = self._entry(entry.path, step, fold)
            if inner is None:
                return None
            entry = inner
            names.append(entry.name)
        return entry, "/".join(names)

    def _entry(self, folder: str, name: str, fold: Difference) -> DirEntry | None:
        listing = self._listing(folder)
        if not fold:
            return listing.get(name)
        key = (folder, fold)
        if key not in self._folded:
            self._folded[key] = {_FOLDS[fold](known): known for known in reversed(listing)}
        known = self._folded[key].get(_FOLDS[fold](name))
        return listing[known] if known is not None else None

    def _listing(self, folder: str) -> dict[str, DirEntry]:
        if folder not in self._listings:
            self._listings[folder] = {entry.name: entry for entry in listing(folder, self.root)}
        return self._listings[folder]

    def _namesake(self, target: str) -> str:
        """Return a file of the same name in any folder of the case, or ""."""
        bare = re.split(r"[?#]", target, maxsplit=1)[0]
        name = re.split(r"[\\/:]", unquote(bare))[-1]
        wanted = _loose(name)
        if not wanted:
            return ""
        same = [known for known, entry in self.files.items() if _loose(entry.name) == wanted]
        return min(same, key=lambda known: (known.count("/"), known), default="")

    def _nearest(self, steps: Sequence[str]) -> str:
        wanted = "/".join(steps)
        if not wanted or len(wanted) > 500 or not self.files:
            return ""
        return nearest(wanted, self.files, whole=_loose)


def small_json(path: Path) -> Content | None:
    """Return the content of a JSON file, or None if it cannot be read or is larger than any template's."""
    with regular_file(path) as file:
        if file is None or os.fstat(file.fileno()).st_size > _LARGEST_JSON:
            return None
        try:
            data = file.read()
        except OSError:
            return None
    return content_of(Source.from_bytes(path, data))


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


_FOLDS: dict[Difference, Callable[[str], str]] = {"unicode": _composed, "case": _loose}


def _readings(target: str, url: bool) -> Iterator[tuple[str, Difference]]:
    """Ways to read a path, the right one first, and what is wrong with the others."""
    bare = re.split(r"[?#]", target, maxsplit=1)[0]
    if url:
        yield unquote(bare), ""
        yield bare, ""
        yield target, "encoding"
    else:
        yield target, ""
        yield unquote(target), "encoding"
        yield unquote(bare), "encoding"
    if "\\" in target:
        yield unquote(bare).replace("\\", "/"), "separator"
    if "&" in target:
        yield html.unescape(unquote(bare)), "encoding"


def parts(path: str) -> tuple[tuple[str, ...], bool]:
    """Return the steps of a relative path without ``.`` and ``..``, and whether it stays below where it begins."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return (), False
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return tuple(steps), not (path.startswith("/") or len(steps) > _MOST_PARTS)


def listing(folder: str, root: str) -> Iterator[DirEntry]:
    """Return at most 5,000 entries of a folder, sorted; links are followed inside ``root`` only.

    Args:
        folder: the folder.
        root: the folder that links may not leave.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(islice(found, MOST_ENTRIES), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in entries:
        path = entry.path
        try:
            if entry.is_symlink():
                path = os.path.realpath(entry.path)
                if not path.startswith(root + os.sep) and path != root:
                    yield DirEntry(entry.name, "", "outside")
                    continue
            if entry.is_dir():
                yield DirEntry(entry.name, path, "folder")
            elif entry.is_file():
                yield DirEntry(entry.name, path, "file", entry.stat().st_size)
            else:
                yield DirEntry(entry.name, path, "other")
        except OSError:  # a link that leads nowhere or round in a circle
            yield DirEntry(entry.name, path, "other")


def is_text(name: str) -> bool:
    """Return whether a name can be written to a text file.

    On Linux a name may contain bytes that are not UTF-8.
    """
    return not any("\ud800" <= char <= "\udfff" for char in name)


def leads_out(path: Path) -> bool:
    """Return whether a file is a link out of its folder.

    Authors of cases must not choose which other files are opened.
    """
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent))


def walk(root: str, listed: Callable[[str], dict[str, DirEntry]]) -> Iterator[tuple[str, DirEntry]]:
    """Yield every entry below a folder by relative name, at most 5,000; linked and hidden folders are not entered.

    A subfolder with an ``index.md`` of its own is another case.

    Args:
        root: the folder.
        listed: function that lists a folder.
    """
    waiting = [(root, "")]
    count = 0
    while waiting:
        folder, prefix = waiting.pop(0)
        inside = listed(folder)
        if prefix and "index.md" in inside:
            continue
        for name, entry in inside.items():
            count += 1
            if count > MOST_ENTRIES:
                return
            if name.startswith("."):
                continue
            yield prefix + name, entry
            if entry.kind == "folder" and entry.path == f"{folder}{os.sep}{name}":
                waiting.append((entry.path, f"{prefix}{name}/"))
