"""Compare a case with its siblings: which of their files are identical, and where on Earth they are."""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from cslint.document.files.asset_folder import DirEntry, leads_out, listing, walk
from cslint.document.files.shared_text import FEWEST_CASES, Shared, shared
from cslint.util.files import regular_file
from cslint.util.fingerprint import digest, file_state

_APART = 100.0  # kilometres between two places
_DEGREE = 111.2  # kilometres of a degree of latitude
LARGEST = 64 * 2**20  # bytes; larger files are not compared
_MOST_FILES = 200_000
_HEAD = 4096
_CENTROID = re.compile(
    rb"^centroid:[ \t]*\[[ \t]*(-?\d{1,3}(?:\.\d{0,20})?)[ \t]*,[ \t]*(-?\d{1,3}(?:\.\d{0,20})?)", re.M
)

_File = tuple[str, str]  # its case folder and its path, both real
_Sign = Callable[[str], Hashable]  # of a path


class SiblingCases:
    """The files of many case folders, listed on first use, hashed only if sizes are equal.

    Args:
        folders: the case folders of a run; the cases in sibling folders are included.
        compare: folders with further cases, such as last year's, whose text is compared as well.
    """

    def __init__(self, folders: Sequence[Path], compare: Sequence[Path] = ()) -> None:
        self._given = tuple(folders)
        self._compare = tuple(compare)
        self._parted: dict[tuple[_Sign, _File], dict[str, list[_File]]] = {}
        self._states: dict[int, tuple[str, int]] = {}
        self._centroids: dict[str, tuple[float, float] | None] = {}

    def look(self) -> None:
        """List the files of all cases now rather than when first asked."""
        len(self._by_size)

    def same_bytes(self, path: Path, *, among: Callable[[str], bool] | None = None) -> list[Path]:
        """Return files of other cases with the same content, in order; empty files are like no other.

        Args:
            path: a file of one of the cases.
            among: which other case folders, by their real path, to look in; all when None.
        """
        own = str(path)
        if own not in self._listed:
            own = os.path.realpath(path)
        home, size = self._listed.get(own, ("", 0))
        if not 0 < size <= LARGEST:
            return []

        def is_asked(file: _File) -> bool:
            return file[0] != home and (among is None or among(file[0]))

        like = self._by_size[size]
        for sign in (_head, _digest):
            parted = self._parted.get((sign, like[0]))
            if parted is None:
                if not any(map(is_asked, like)):  # copies are mostly in cases outside of this run
                    return []
                parted = self._parted[sign, like[0]] = _part(like, sign)
            like = parted.get(own, [])
            if not like:
                return []
        return [Path(file[1]) for file in like if is_asked(file)]

    def state(self, sizes: Iterable[int]) -> tuple[list[str], int]:
        """Return what decides whether files of these sizes have duplicates, and the newest time in it.

        That is the names and states of files of the same size, and of the Markdown files of their cases.

        Args:
            sizes: sizes in bytes.
        """
        states = [self._state(size) for size in sorted(set(sizes)) if len(self._by_size.get(size, ())) > 1]
        return [state for state, _ in states], max((newest for _, newest in states), default=0)

    @cached_property
    def text_state(self) -> tuple[str, int]:
        """What decides which text the cases share, as a digest, and the newest time in it."""
        facts = [(page, file_state(page)) for page in self._pages]
        return digest(facts), max((max(state[2:], default=0) for _, state in facts), default=0)

    @property
    def compares_text(self) -> bool:
        """Whether there are enough cases to compare their text."""
        return len(self._pages) >= FEWEST_CASES

    @cached_property
    def shared_text(self) -> Shared:
        """The text that cases of exactly two places share; nothing where there are too few cases to compare."""
        if not self.compares_text:
            return {}
        places: list[tuple[float, float]] = []
        numbers = {}
        for number, (page, folder) in enumerate(self._pages.items()):
            place = self.centroid(folder)
            near = next((at for at, other in enumerate(places) if place and _is_near(place, other)), None)
            if place and near is None:
                near = len(places)
                places.append(place)
            numbers[page] = near if near is not None else -1 - number  # an unknown place is like no other
        return shared(numbers)

    def shared_with(self, page: Path) -> tuple[list[object], int]:
        """Return what decides which text of a page is another case's, as plain data, and the newest time in it.

        Args:
            page: the Markdown file of a case.
        """
        others = self.shared_text.get(os.path.realpath(page), {})
        facts = [(other, file_state(other), sorted(texts)) for other, texts in sorted(others.items())]
        return list(facts), max((max(state[2:], default=0) for _, state, _ in facts), default=0)

    def folder_of_page(self, page: str) -> str:
        """Return the case folder of a page that ``shared_text`` names."""
        return self._pages.get(page, "")

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The Markdown file of every case whose text is compared, with the case's folder."""
        further = (os.path.dirname(page) for folder in self._compare for page in _pages_below(folder))  # noqa: PTH120
        folders = dict.fromkeys([*self.folders, *further])
        return {page: folder for folder in folders if (page := _page(folder)) and not leads_out(Path(page))}

    def _state(self, size: int) -> tuple[str, int]:
        if size not in self._states:
            facts = [(path, file_state(path), file_state(_page(folder))) for folder, path in self._by_size[size]]
            newest = max((time for _, *states in facts for state in states for time in state[2:]), default=0)
            self._states[size] = digest(facts), newest
        return self._states[size]

    def folder_of(self, path: Path) -> Path | None:
        """Return the case folder that contains a file."""
        known = self._listed.get(str(path))
        home = known[0] if known else self._home(os.path.realpath(path))
        return Path(home) if home else None

    def centroid(self, folder: str) -> tuple[float, float] | None:
        """Return latitude and longitude that a case's front matter gives, in degrees, or None.

        Args:
            folder: a case folder.
        """
        if folder not in self._centroids:
            self._centroids[folder] = _centroid(folder)
        return self._centroids[folder]

    @cached_property
    def folders(self) -> dict[str, None]:
        """Real paths of the case folders, in order."""
        given = [os.path.realpath(folder) for folder in self._given]
        known, beside = set(given), list[str]()
        for parent in dict.fromkeys(map(os.path.dirname, given)):
            folders = (entry.path for entry in listing(parent, parent) if entry.kind == "folder")
            others = (folder for folder in folders if folder not in known)
            beside.extend(folder for folder in others if os.path.isfile(os.path.join(folder, "index.md")))  # noqa: PTH113, PTH118
        return dict.fromkeys([*given, *beside])

    def with_files(self, names: Iterable[str], *, other_than: str) -> list[str]:
        """Return the case folders that have all of some files.

        Args:
            names: paths below a case folder.
            other_than: the real path of a folder to leave out.
        """
        wanted = list(names)
        return [
            folder
            for folder in self.folders
            if folder != other_than and all(os.path.lexists(Path(folder, name)) for name in wanted)
        ]

    @cached_property
    def _by_size(self) -> dict[int, list[_File]]:
        """Every file of every case by size."""
        found: dict[int, list[_File]] = defaultdict(list)
        count = 0
        for folder in self.folders:
            for _, entry in walk(folder, _lister(folder)):
                if entry.kind == "file" and entry.size:
                    found[entry.size].append((folder, entry.path))
                    count += 1
            if count > _MOST_FILES:
                break
        return dict(found)

    @cached_property
    def _listed(self) -> dict[str, tuple[str, int]]:
        """Case folder and size of every file that has been listed, by its real path."""
        return {path: (folder, size) for size, files in self._by_size.items() for folder, path in files}

    def _home(self, path: str) -> str:
        """Return the innermost of the case folders above a path, or ""."""
        folder = path
        while folder:
            folder = folder.rpartition(os.sep)[0]
            if folder in self.folders:
                return folder
        return ""


def _part(files: Sequence[_File], sign: _Sign) -> dict[str, list[_File]]:
    """For each of some files, by its path, those that have its sign; nothing where it is like no other.

    A file to which the disk gives several names is read once.
    """
    names = {group[0][1]: group for group in _grouped(files, _inode)}
    order = {file: number for number, file in enumerate(files)}
    found: dict[str, list[_File]] = {}
    firsts = [group[0] for group in names.values()]
    for same in [firsts] if len(firsts) == 1 and sign is _digest else _grouped(firsts, sign):
        group = sorted((name for _, first in same for name in names[first]), key=order.__getitem__)
        if len(group) > 1:
            found.update(dict.fromkeys((path for _, path in group), group))
    return found


def _grouped(files: Sequence[_File], sign: _Sign) -> list[list[_File]]:
    """Return files that have the same sign; those that cannot be read are left out."""
    groups: dict[Hashable, list[_File]] = defaultdict(list)
    for file in files:
        try:
            groups[sign(file[1])].append(file)
        except OSError:
            continue
    return [group for mark, group in groups.items() if mark]  # no mark: empty, or no regular file


def _lister(root: str) -> Callable[[str], dict[str, DirEntry]]:
    return lambda folder: {entry.name: entry for entry in listing(folder, root)}


def _inode(path: str) -> tuple[int, int]:
    about = os.stat(path)  # noqa: PTH116 - called for every file of a size, and Path is slower
    return about.st_dev, about.st_ino


def _digest(path: str) -> str:
    with regular_file(Path(path)) as file:
        return hashlib.file_digest(file, "blake2b").hexdigest() if file else ""


def _head(path: str) -> bytes:
    """Return the first bytes, in which most files of one size differ already."""
    with regular_file(Path(path)) as file:
        return file.read(_HEAD) if file else b""


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Return whether two positions are of one place, by a flat map around them."""
    north = abs(one[0] - other[0])
    if north * _DEGREE > _APART:
        return False
    east = abs(one[1] - other[1])
    east = min(east, 360 - east) * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east) * _DEGREE <= _APART


def _pages_below(folder: Path) -> list[str]:
    """Return every index.md in a folder and below it, in order."""
    root = os.path.realpath(folder)
    found = [f"{here}{os.sep}index.md" for here, _, files in os.walk(root) if "index.md" in files]
    return sorted(found)[:_MOST_FILES]


def _page(folder: str) -> str:
    """Return the Markdown file of a case folder, or ""."""
    if os.path.isfile(os.path.join(folder, "index.md")):  # noqa: PTH113, PTH118 - is_file() raises where one may not enter
        return f"{folder}{os.sep}index.md"
    names = sorted(entry.name for entry in listing(folder, folder) if entry.name.endswith(".md"))
    return f"{folder}{os.sep}{names[0]}" if names else ""


def _centroid(folder: str) -> tuple[float, float] | None:
    page = _page(folder)
    if not page or leads_out(Path(page)):
        return None
    with regular_file(Path(page)) as file:
        match = _CENTROID.search(file.read(8192)) if file else None
    return (float(match[1]), float(match[2])) if match else None
