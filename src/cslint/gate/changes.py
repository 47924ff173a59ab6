"""Find the case studies that a pull request changes: those that a changed file belongs to, here or in the target."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple, Protocol

from cslint.config.loader import MARKDOWN
from cslint.contract.parts.headings import normal
from cslint.contract.profile import Profile, built_in
from cslint.document.case import Case
from cslint.gate.git import Revision
from cslint.gate.moves import Identity, identity, likeness, successors
from cslint.linter.discovery import Discovery, Kind
from cslint.text.source import Source

_PAGES = {"readme", "contributing", "changelog", "license", "code_of_conduct", "security", "support"}
_LARGEST = 2**21  # largest text of a case study in bytes
_NEVER_CASES = (Kind.TEMPLATE, Kind.EXCLUDED, Kind.README)
_SAME = 1.0  # likeness of unchanged case studies


class Changes(NamedTuple):
    """The changes of a pull request. All paths are relative to the root of the repository.

    Attributes:
        names: every added, changed or deleted file.
        cases: the case studies to check.
        was: the path of each in the target branch by its path here, if the two differ.
        lost: case studies that are now a link or in a submodule, and why they cannot be checked.
        removed: deleted case studies.
        submodules: added or changed submodules.
        judges: changed files that decide how case studies are checked.
        passed_over: changed Markdown files that belong to no case study.
    """

    names: Sequence[str] = ()
    cases: Sequence[str] = ()
    was: Mapping[str, str] = MappingProxyType({})
    lost: Mapping[str, str] = MappingProxyType({})
    removed: Sequence[str] = ()
    submodules: Sequence[str] = ()
    judges: Sequence[str] = ()
    passed_over: Sequence[str] = ()


class TargetRules(Protocol):
    """The rules of the target branch: which files are case studies, and which files decide how they are checked."""

    revision: Revision

    @property
    def base_cases(self) -> frozenset[str]:
        """Its case studies, by path from the root."""

    @property
    def discovery(self) -> Discovery:
        """The layout that decides which files are cases."""

    def profiles(self) -> list[Profile]:
        """Return the profiles that its configurations name."""

    def profiles_for(self, name: str) -> tuple[Profile, ...]:
        """Return the profiles that a case may have."""

    def is_judge(self, name: str) -> bool:
        """Return whether a file decides how case studies are checked."""

    def is_excluded(self, name: str) -> bool:
        """Return whether its configuration excludes a path."""

    def would_have_been_case(self, name: str) -> bool:
        """Return whether a new file would be a case study there."""


class Comparison:
    """A comparison of the working tree with the target branch.

    Args:
        gate: the rules of the target branch.
        names: the files that differ.
        roots: paths below which case studies are checked.
    """

    def __init__(self, gate: TargetRules, names: Sequence[str], roots: Sequence[str]) -> None:
        self.gate = gate
        self.top = gate.revision.top
        self.names = names
        self.roots = roots
        self._cases: dict[str, None] = {}
        self._was: dict[str, str] = {}
        self._lost: dict[str, str] = {}
        self._removed: list[str] = []

    def changes(self) -> Changes:
        """Return the differences with the case studies that they belong to."""
        submodules = {name: None for name in self.names if self._is_submodule(name)}
        judges = [name for name in self.names if self.gate.is_judge(name)]
        rest = [name for name in self.names if name not in submodules and name not in judges]
        self._follow(rest)
        for name in rest:
            for case in self._owners(name):
                self._cases.setdefault(case)
        passed_over = [name for name in rest if self._is_passed_over(name)]
        return Changes(
            names=self.names,
            cases=sorted(name for name in self._cases if self._is_checked(name)),
            was=self._was,
            lost={name: why for name, why in self._lost.items() if self._is_below_roots(name)},
            removed=[name for name in self._removed if self._is_below_roots(name)],
            submodules=[name for name in submodules if self._is_below_roots(name)],
            judges=judges,
            passed_over=passed_over,
        )

    # moved and renamed case studies

    def _follow(self, names: Sequence[str]) -> None:
        """Find the new paths of case studies that are no longer at their old ones."""
        before = [name for name in names if name in self.gate.base_cases]
        gone = [name for name in before if not self._is_file(name)]
        new = [name for name in names if name not in self.gate.revision.entries and self._is_text(name)]
        kept = [name for name in before if name not in gone]
        others = [name for name in kept if (new or len(kept) > 1) and self._is_rewritten(name)]
        old = [self._identity_before(name) for name in (*gone, *others)]
        self._was.update(successors(old, [self._identity_here(name) for name in (*new, *others)]) if old else {})
        for name in gone:
            if name not in self._was.values():
                self._was.update(dict.fromkeys(self._in_its_folder(name, new), name))
        self._cases.update(dict.fromkeys(self._was))
        for name in gone:
            if name not in self._was.values():
                self._record_removal(name)

    def _in_its_folder(self, name: str, new: Iterable[str]) -> list[str]:
        """Return the new Markdown files that replace a case study that was alone in its folder."""
        folder = posixpath.dirname(name)
        if any(other != name and posixpath.dirname(other) == folder for other in self.gate.base_cases):
            return []
        return [other for other in new if posixpath.dirname(other) == folder and is_markdown(other)]

    def _record_removal(self, name: str) -> None:
        """Record that a case study is deleted, or where a link in its place leads."""
        if self._is_there(name):
            self._cases.setdefault(name)  # a link: reading it reports what is wrong
            return
        step = next((path for path in with_parents(name) if path and (self.top / path).is_symlink()), None)
        within = next((path for path in with_parents(name) if path and self._is_submodule(path)), None)
        if within is not None:
            self._lost[name] = f'it is in the submodule "{within}" now'
        elif step is None:
            self._removed.append(name)
        else:
            target = Path(os.path.realpath(self.top / name))
            if not target.is_relative_to(self.top):
                self._lost[name] = "it is now a link that leads out of the repository"
            elif not target.is_file():
                self._lost[name] = "it is now a link that leads nowhere"
            else:
                here = target.relative_to(self.top).as_posix()
                self._cases.setdefault(here)
                if here not in self.gate.base_cases:
                    self._was[here] = name

    def _is_rewritten(self, name: str) -> bool:
        """Return whether a case study was replaced by another text."""
        return likeness(self._identity_before(name), self._identity_here(name)) < _SAME

    def _identity_before(self, name: str) -> Identity:
        revision = self.gate.revision
        return self._identity(name, revision.read(name), revision, self.gate.base_cases)

    def _identity_here(self, name: str) -> Identity:
        return self._identity(name, (self.top / name).read_bytes(), self._head, ())

    def _identity(self, name: str, data: bytes, revision: Revision, cases: Iterable[str]) -> Identity:
        folder = posixpath.dirname(name)
        files: set[str] = set()
        if folder and sum(posixpath.dirname(other) == folder for other in cases) <= 1:
            contents = self._contents_of(revision)
            files = {
                entry.oid
                for path, entry in revision.entries.items()
                if path.startswith(f"{folder}/") and not is_markdown(path) and len(contents[entry.oid]) == 1
            }
        path = self.top / name
        return identity(name, Case(path, Source.from_bytes(path, data)), self._templates, files)

    def _contents_of(self, revision: Revision) -> dict[str, list[str]]:
        """Return the folders that contain each content."""
        if revision.commit not in self._contents:
            found: dict[str, set[str]] = {}
            for name, entry in revision.entries.items():
                found.setdefault(entry.oid, set()).add(posixpath.dirname(name))
            self._contents[revision.commit] = {oid: sorted(folders) for oid, folders in found.items()}
        return self._contents[revision.commit]

    @cached_property
    def _contents(self) -> dict[str, dict[str, list[str]]]:
        return {}

    @cached_property
    def _templates(self) -> list[Identity]:
        """The templates, whose words do not identify a case study."""
        sources = [profile.template.source for profile in (*built_in(), *self.gate.profiles())]
        return [identity("", Case(source.path, source)) for source in sources]

    @cached_property
    def _head(self) -> Revision:
        return Revision(self.top, "HEAD")

    # case studies that a file belongs to

    def _owners(self, name: str) -> Iterable[str]:
        """Yield the existing case studies that a changed file belongs to."""
        if name in self.gate.base_cases or name in self._was:
            yield from [name] if self._is_there(name) else []
            return
        before = self._nearest_before(name)
        for case in before:
            yield from [case] if self._is_there(case) else [here for here, was in self._was.items() if was == case]
        yield from self._owners_here(name)

    def _nearest_before(self, name: str) -> list[str]:
        """Return the case study in whose folder a file was; of several, those that mention the file."""
        for folder in with_parents(posixpath.dirname(name)):
            inside = [case for case in self.gate.base_cases if posixpath.dirname(case) == folder]
            if len(inside) > 1:
                texts = self.gate.revision.read_all(inside)
                word = PurePosixPath(name).name.encode()
                inside = [case for case in inside if word in texts[case]]
            elif is_markdown(name):
                inside = [case for case in inside if self.gate.discovery.has_own_folder(self.top / case)]
            if inside:
                return inside
        return []

    def _owners_here(self, name: str) -> list[str]:
        """Return the case studies that a file belongs to by the layout, possibly the file itself."""
        path = self.top / name
        if path.is_dir():
            return []
        if is_markdown(name) and self._is_text(name):
            candidate = self.gate.discovery.classify(path, root=self._root_of(name))
            if candidate.is_case or self.gate.would_have_been_case(name):
                return [name]
            if candidate.kind is Kind.UNKNOWN and self._is_like_a_case(name):
                return [name]
            if candidate.kind in (Kind.TEMPLATE, Kind.EXCLUDED):
                return []
        owners = (case.path for case in self.gate.discovery.owners(path))
        return [case.relative_to(self.top).as_posix() for case in owners if case.is_file()]

    def _root_of(self, name: str) -> Path | None:
        """Return the given folder that contains a file, or None if the whole repository is checked."""
        named = (root for root in self.roots if root != "." and name.startswith(f"{root}/"))
        return next((self.top / root for root in named), None)

    def _is_like_a_case(self, name: str) -> bool:
        """Return whether a Markdown file is written from a template, whatever its name."""
        path = self.top / name
        case = Case(path, Source.from_bytes(path, path.read_bytes()))
        headings = {normal(section.title) for section in case.document.walk()}
        keys = {key.casefold() for key in case.front_matter.fields}
        for profile in self.gate.profiles_for(name):
            names = {normal(section.name) for section in profile.template.clauses}
            fields = {field.casefold() for field in profile.schema.fields}
            if any(
                wanted and len(wanted & there) * 2 >= len(wanted)
                for wanted, there in ((names, headings), (fields, keys))
            ):
                return True
        return False

    # kinds of paths

    def _is_passed_over(self, name: str) -> bool:
        """Return whether a changed Markdown file below the checked paths belongs to no case study."""
        if not is_markdown(name) or not self._is_below_roots(name) or not self._is_text(name) or _is_page(name):
            return False
        return self._kind(name) not in _NEVER_CASES and not any(True for _ in self._owners(name))

    def _kind(self, name: str) -> Kind:
        return self.gate.discovery.classify(self.top / name, root=self._root_of(name)).kind

    def _is_checked(self, name: str) -> bool:
        was = self._was.get(name)
        if was is not None:
            return self._is_below_roots(was) or self._is_below_roots(name)
        return self._is_below_roots(name) and not self.gate.is_excluded(name)

    def _is_below_roots(self, name: str) -> bool:
        return any(root in (".", name) or name.startswith(f"{root}/") for root in self.roots)

    def _is_there(self, name: str) -> bool:
        """Return whether a file or a link of that name exists."""
        return os.path.lexists(self.top / name) and not self._is_below_a_link(name)

    def _is_file(self, name: str) -> bool:
        """Return whether a regular file of that name exists, not reached through a link."""
        path = self.top / name
        return path.is_file() and not path.is_symlink() and not self._is_below_a_link(name)

    def _is_below_a_link(self, name: str) -> bool:
        folders = [path for path in with_parents(posixpath.dirname(name)) if path]
        return any((self.top / path).is_symlink() or self._is_submodule(path) for path in folders)

    def _is_submodule(self, name: str) -> bool:
        entry = self._head.entries.get(name)
        return entry.is_submodule if entry else (self.top / name / ".git").exists()

    def _is_text(self, name: str) -> bool:
        """Return whether a file of that name exists and may be text."""
        path = self.top / name
        if not self._is_file(name) or path.stat().st_size > _LARGEST:
            return False
        with path.open("rb") as file:
            return b"\0" not in file.read(4096)


def is_markdown(name: str) -> bool:
    """Return whether a file name has an extension of Markdown.

    Args:
        name: a path.
    """
    return PurePosixPath(name).suffix.casefold() in MARKDOWN


def with_parents(name: str) -> list[str]:
    """Return a path and its parent folders, the nearest first; "" is the root.

    Args:
        name: a path relative to the root.
    """
    found = [name]
    while found[-1]:
        found.append(posixpath.dirname(found[-1]))
    return found


def _is_page(name: str) -> bool:
    """Return whether a file is one of those that describe a repository."""
    return PurePosixPath(name).stem.casefold() in _PAGES
