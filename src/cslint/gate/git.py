"""What git knows: the files of a revision, and what has changed since. Nothing that is checked out is run."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cslint.errors import ConfigError

_FILES = ("100644", "100755")  # modes; links and submodules are left where they are


@dataclass(frozen=True)
class Revision:
    """A commit of a repository.

    Attributes:
        top: root of the working tree.
        commit: its full name.
    """

    top: Path
    commit: str

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of all its files, with slashes, from the root."""
        rows = git(self.top, "ls-tree", "-r", "-z", self.commit).split(b"\0")
        entries = (row.partition(b"\t") for row in rows if row)
        return frozenset(os.fsdecode(name) for mode, _, name in entries if mode.split()[0].decode() in _FILES)

    def read(self, name: str) -> bytes:
        """The content of one of its files."""
        return git(self.top, "cat-file", "blob", f"{self.commit}:{name}")

    def changed(self) -> list[str]:
        """Files that are new, different or gone in the working tree since this commit and HEAD parted.

        In a shallow clone nobody knows where they parted: what differs from the commit itself is given then, which
        may be more but is never less of what matters.
        """
        try:
            start = git(self.top, "merge-base", self.commit, "HEAD").decode().strip()
        except ConfigError:
            start = self.commit
        options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")
        return [os.fsdecode(name) for name in git(self.top, "diff", *options, start, "--").split(b"\0") if name]

    def holds_head(self) -> bool:
        """Whether HEAD is this commit or an ancestor of it, so that there is nothing new."""
        try:
            git(self.top, "merge-base", "--is-ancestor", "HEAD", self.commit)
        except ConfigError:
            return False
        return True


def revision(folder: Path, name: str) -> Revision:
    """The commit of that name in the repository that a folder lies in.

    Raises:
        ConfigError: it is no repository, or has no such commit.
    """
    top = Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
    try:
        if name.startswith("-"):
            raise ConfigError("an option")
        commit = git(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    except ConfigError as error:
        raise ConfigError(
            f'The revision "{name}" is not in this clone. Fetch it first; for actions/checkout that is fetch-depth: 0.'
        ) from error
    return Revision(top, commit)


def git(folder: Path, *arguments: str) -> bytes:
    """Run a git command that only reads, and return what it prints.

    Raises:
        ConfigError: it fails, or there is no git.
    """
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        run = subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        )
    except OSError as error:
        raise ConfigError("git is needed to tell what has changed, and is not installed.") from error
    if run.returncode:
        told = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"git {arguments[0]}: {told[0] if told else f'status {run.returncode}'}")
    return run.stdout
