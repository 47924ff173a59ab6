"""Compute a cache key from everything that the report of a case depends on.

Files are not read: size, inode and times of change identify the content. If something has changed so recently that a
second change could leave the same times, or during the run itself, there is no key and nothing is cached.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cslint._version import __version__
from cslint.util.fingerprint import digest, file_state
from cslint.util.resources import folder as data_folder

if TYPE_CHECKING:
    from cslint.contract.profile import Profile
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.linter.settings import Settings
    from cslint.linter.task import Task

COPIED_TEXT = "copied-text"
RECENT = 2 * 10**9  # nanoseconds: some file systems count in steps of two seconds
_MOST_FILES = 5000  # of a case's folder, or of the folder of a plugin; with more nothing is cached
_LIBRARIES = ("mistune", "yaml", "shapely", "rapidfuzz", "geographiclib", "frontmatter", "pydantic")
_INSTALLED = ("site-packages", "dist-packages")

FileState = tuple[str, tuple[int, ...]]


class Inputs:
    """Makes the keys of a run's cases. Create it before anything else of the run is read.

    Nothing that was written after that moment counts as known, so that a template which is saved while it is being
    read does not give its findings to the other text.
    """

    def __init__(self) -> None:
        self._start = time.time_ns()
        self._settings: dict[int, str] = {}
        self._folders: dict[Path, list[FileState]] = {}

    def key(self, task: Task, siblings: SiblingCases) -> str:
        """Return the key of a case as its files are now; "" where its report must not be cached.

        Args:
            task: the case and its settings; call it before the case is checked.
            siblings: the files of the other cases.
        """
        settings = self._settings_key(task.settings) if task.text is None else ""
        if not settings:
            return ""
        folder = task.path.parent
        if folder not in self._folders:
            self._folders[folder] = sorted(tree(folder))
        own = self._folders[folder]
        alike, newest = siblings.state(state[0] for _, state in own if state)
        texts, newest_text = siblings.shared_with(task.path) if is_compared(task.settings) else ([], 0)
        if not own or len(own) > _MOST_FILES or max(_newest(own), newest, newest_text) > time.time_ns() - RECENT:
            return ""
        return digest((settings, str(task.path), own, alike, texts))

    def text_key(self, siblings: SiblingCases) -> str:
        """Return the key of the text that cases share; "" where one of their pages has just changed.

        Args:
            siblings: the cases.
        """
        state, newest = siblings.text_state
        return "" if newest > self._start - RECENT else digest((self._program, state))

    @cached_property
    def _program(self) -> str:
        """The program and the libraries that findings depend on, as a digest."""
        folders = [Path(__file__).parents[1], data_folder("rules"), data_folder("schemas")]
        specs = [find_spec(name) for name in _LIBRARIES]
        origins = [Path(spec.origin) for spec in specs if spec and spec.origin]
        libraries = [(str(path), file_state(path), file_state(path.parent)) for path in origins]
        return digest((__version__, sys.version, libraries, [sorted(tree(folder)) for folder in folders]))

    def _settings_key(self, settings: Settings) -> str:
        if id(settings) not in self._settings:
            states = [(str(path), file_state(path)) for path in _settings_files(settings)]
            usable = len(states) <= _MOST_FILES and _newest(states) <= self._start - RECENT
            facts = (self._program, str(Path.cwd()), settings.cache_key(), states)
            self._settings[id(settings)] = digest(facts) if usable else ""
        return self._settings[id(settings)]


def is_compared(settings: Settings) -> bool:
    """Return whether the text of cases is compared with that of others.

    Args:
        settings: of the cases.
    """
    if COPIED_TEXT not in settings.selected:
        return False
    profiles = (settings.profile,) if settings.profile else settings.profiles
    named = COPIED_TEXT in settings.named
    return named or profiles is None or any(COPIED_TEXT in profile.house_rules for profile in profiles)


def tree(folder: Path) -> Iterator[FileState]:
    """Yield the state of everything below a folder. A link leads elsewhere: its state is always the present moment."""
    waiting = [str(folder)]
    count = 0
    while waiting and count <= _MOST_FILES:
        here = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield entry.path, (0, 0, time.time_ns(), 0)
                    return
                if entry.is_dir():
                    if entry.name == "__pycache__":
                        continue
                    waiting.append(entry.path)
                info = entry.stat(follow_symlinks=False)
                yield entry.path, (info.st_size, info.st_ino, info.st_mtime_ns, info.st_ctime_ns)
                count += 1


def _newest(states: Iterable[FileState]) -> int:
    return max((max(state[2], state[3]) for _, state in states if state), default=0)


def _settings_files(settings: Settings) -> Iterator[Path]:
    """Yield what settings were read from, and the folders in which more may appear."""
    for folder in settings.rule_folders:
        yield from _with_tree(folder)
    for package in sorted({rule.package for rule in settings.rules.values()} - {"cslint"}):
        yield from _plugin_files(package)
    for profile in (settings.profile, *(settings.profiles or ())):
        if profile is not None and profile.template_path is not None:
            yield from _profile_files(profile, profile.template_path)


def _profile_files(profile: Profile, template: Path) -> Iterator[Path]:
    """Yield the files of a profile, and the folders in which more may appear."""
    from cslint.contract.template_assets import named_files

    base = template.parent
    yield from (base, template, base / "profile.yml", base / "front-matter.yml")
    if profile.schema_path is not None:
        yield profile.schema_path
    for path in named_files(profile):
        yield from (path.parent, path)


def _plugin_files(package: str) -> Iterator[Path]:
    """Yield the files of a plugin: its package, or in a source tree all next to it, for a check may import those."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent
    yield from _with_tree(folder if folder.parent.name in _INSTALLED else folder.parent)


def _with_tree(folder: Path) -> Iterator[Path]:
    yield folder
    yield from (Path(path) for path, _ in sorted(tree(folder)))
