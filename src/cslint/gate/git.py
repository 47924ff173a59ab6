"""Read git: the files of a commit, and the changes since. Code of the repository is never run."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cslint.errors import ConfigError

_LINK, _SUBMODULE = "120000", "160000"  # file modes of git
_MOST_LINKS = 40  # links followed in one path, the limit of Linux


class TreeEntry(NamedTuple):
    """One path of a commit: its mode, and the identifier of its content, or of the commit of a submodule."""

    mode: str
    oid: str

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Whether it is a submodule."""
        return self.mode == _SUBMODULE


class UnreachableError(ConfigError):
    """A path of a commit cannot be read; the message says why, as half a sentence."""


@dataclass(frozen=True)
class Revision:
    """A commit of a repository.

    Attributes:
        top: root of the working tree.
        commit: full identifier.
    """

    top: Path
    commit: str

    @cached_property
    def entries(self) -> Mapping[str, TreeEntry]:
        """Every path that is not a folder, with slashes, relative to the root."""
        rows = git(self.top, "ls-tree", "-r", "-z", self.commit).split(b"\0")
        parts = (row.partition(b"\t") for row in rows if row)
        return {os.fsdecode(name): TreeEntry(*head.decode().split()[::2]) for head, _, name in parts}

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of the regular files."""
        return frozenset(n for n, entry in self.entries.items() if not entry.is_link and not entry.is_submodule)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Paths of the folders."""
        return frozenset(str(folder) for name in self.entries for folder in _parents(name))

    def read(self, name: str) -> bytes:
        """Return the content of a file; links within the repository are followed.

        Raises:
            UnreachableError: it does not exist, is outside the repository, or is in a submodule that is not checked
                out.
        """
        revision, path = self.locate(name)
        entry = revision.entries.get(path)
        if entry is None:
            raise UnreachableError("it is a folder" if path in revision.folders or not path else "it does not exist")
        return git(revision.top, "cat-file", "blob", entry.oid)

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of regular files of this commit, read by one process."""
        wanted = [name for name in names if name in self.files]
        if not wanted:
            return {}
        wanted_oids = "".join(f"{self.entries[name].oid}\n" for name in wanted).encode()
        data = git(self.top, "cat-file", "--batch", given=wanted_oids)
        contents, start = {}, 0
        for name in wanted:
            head_end = data.index(b"\n", start)
            size = int(data[start:head_end].split()[2])
            contents[name] = data[head_end + 1 : head_end + 1 + size]
            start = head_end + 1 + size + 1
        return contents

    def has(self, name: str) -> bool:
        """Return whether a file of that name exists, following links."""
        try:
            revision, path = self.locate(name)
        except UnreachableError:
            return False
        return path in revision.files

    def below(self, folder: str) -> Iterator[str]:
        """Yield the files below a folder, under the paths by which a reader of this commit finds them.

        Args:
            folder: path from the root, "" for the root. It may be a link or in a submodule.

        Raises:
            UnreachableError: it is outside the repository, or in a submodule that is not checked out.
        """
        revision, path = self.locate(folder)
        prefix = f"{path}/" if path else ""
        own = f"{folder}/" if folder else ""
        yield from (own + name.removeprefix(prefix) for name in sorted(revision.entries) if name.startswith(prefix))

    def locate(self, name: str) -> tuple[Revision, str]:
        """Follow links, and return the repository that contains a path, and the path in it.

        The result may be the path of a file, of a folder, or of nothing.

        Raises:
            UnreachableError: it is outside the repository, in a cycle of links, or in a submodule that is not checked
                out.
        """
        for _ in range(_MOST_LINKS):
            if name == ".." or name.startswith(("../", "/")):
                raise UnreachableError("it is outside the repository")
            name = "" if name == "." else name
            step = next((path for path in [*reversed(_parents(name)), name] if path in self.entries), None)
            if step is None or not (self.entries[step].is_link or self.entries[step].is_submodule):
                return self, name
            rest = name[len(step) + 1 :]
            if self.entries[step].is_submodule:
                return self._submodule(step).locate(rest)
            target = os.fsdecode(git(self.top, "cat-file", "blob", self.entries[step].oid))
            if target.startswith("/"):
                raise UnreachableError("it is a link that leads out of the repository")
            name = posixpath.normpath(posixpath.join(posixpath.dirname(step), target, rest))
            if name == ".." or name.startswith("../"):
                raise UnreachableError("it is a link that leads out of the repository")
        raise UnreachableError("it is a link that leads back to itself")

    def _submodule(self, name: str) -> Revision:
        """Return the commit of a submodule that this commit names."""
        commit, folder = self.entries[name].oid, self.top / name
        try:
            if (folder / ".git").exists():
                git(folder, "cat-file", "-e", f"{commit}^{{commit}}")
                return Revision(folder, commit)
        except ConfigError:
            pass
        raise UnreachableError(
            f'it is in the submodule "{name}", whose commit {commit[:10]} is not in this clone; check out submodules '
            "as well (for actions/checkout that is submodules: true), or keep the file in the repository itself"
        )

    def parted_from(self, head: str = "HEAD") -> list[str]:
        """Return the merge bases of this commit and another: more than one after criss-cross merges.

        In a shallow clone the merge base is unknown; this commit is used instead, which can only add differences.

        Args:
            head: the other commit.
        """
        try:
            return git(self.top, "merge-base", "--all", self.commit, head).decode().split()
        except ConfigError:
            return [self.commit]

    def changed(self, starts: Iterable[str]) -> list[str]:
        """Return the files added, changed or deleted in the working tree since any of some commits.

        Untracked files are included, ignored files are not.

        Args:
            starts: identifiers of commits.
        """
        options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")
        outputs = [git(self.top, "diff", *options, start, "--") for start in starts]
        outputs.append(git(self.top, "ls-files", "--others", "--exclude-standard", "-z"))
        names = (os.fsdecode(name) for output in outputs for name in output.split(b"\0") if name)
        return list(dict.fromkeys(name for name in names if not name.endswith("/")))  # "/": another repository

    def holds_head(self) -> bool:
        """Return whether HEAD is this commit or an ancestor of it, so that nothing has changed."""
        return is_ancestor(self.top, "HEAD", self.commit)


def revision(folder: Path, name: str) -> Revision:
    """Return the commit of that name in the repository that contains a folder.

    Args:
        folder: a folder of the working tree.
        name: a branch, a tag or an identifier.

    Raises:
        ConfigError: the folder is not in a repository, or the commit does not exist.
    """
    top = Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
    commit = commit_of(top, name)
    if commit is None:
        raise ConfigError(
            f'The revision "{name}" is not in this clone. Fetch it first; for actions/checkout that is fetch-depth: 0.'
        )
    return Revision(top, commit)


def commit_of(top: Path, name: str) -> str | None:
    """Return the identifier of a commit, or None if it does not exist.

    Args:
        top: a folder of the repository.
        name: a branch, a tag or an identifier.
    """
    if not name or name.startswith("-") or not name.isprintable():
        return None
    try:
        return git(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    except ConfigError:
        return None


def parents(top: Path, commit: str) -> list[str]:
    """Return the parents of a commit, as far as they are in this clone.

    Args:
        top: a folder of the repository.
        commit: name of the commit.
    """
    return git(top, "rev-list", "--parents", "--max-count=1", commit, "--").decode().split()[1:]


def is_ancestor(top: Path, ancestor: str, commit: str) -> bool:
    """Return whether a commit is the same as another one or in its history.

    Args:
        top: a folder of the repository.
        ancestor: the older commit.
        commit: the younger commit.
    """
    try:
        git(top, "merge-base", "--is-ancestor", ancestor, commit)
    except ConfigError:
        return False
    return True


def git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Run a read-only git command, and return its output.

    Args:
        folder: folder to run it in.
        arguments: the command and its arguments.
        given: standard input.

    Raises:
        ConfigError: it fails, or git is not installed.
    """
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    variables = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    try:
        run = subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **variables})
    except OSError as error:
        raise ConfigError("git is needed to find out what has changed, and is not installed.") from error
    if run.returncode:
        lines = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"git {arguments[0]}: {lines[0] if lines else f'status {run.returncode}'}")
    return run.stdout


def _parents(name: str) -> list[str]:
    """Return the folders above a path, the nearest first, without the root."""
    found = []
    while "/" in name:
        name = name.rpartition("/")[0]
        found.append(name)
    return found
