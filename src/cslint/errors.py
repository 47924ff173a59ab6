"""Every error that cslint raises on purpose; each message is written for people."""

from __future__ import annotations

import errno
from pathlib import Path

FULL = {
    errno.ENOSPC,
    errno.EFBIG,
    getattr(errno, "EDQUOT", errno.ENOSPC),
}  # no space left: on the disk, for the file, for the user
_CLOSED = "Allow writing there, or name another place."
_WAYS = {
    **dict.fromkeys(FULL, "Free some space and run it again; nothing was changed."),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: _CLOSED,
    errno.ENOENT: "Make its folder first.",
    errno.ENOTDIR: "Make its folder first.",
    errno.EISDIR: "Name a file.",
}


class CslintError(Exception):
    """Something that the caller can put right; the message says what and how."""


class ConfigError(CslintError):
    """The configuration is wrong; the message names the file, what is wrong and what would be right."""


class NoCaseError(CslintError):
    """A path leads to no case; the message says why and what to give instead."""


class RuleError(CslintError):
    """A rule page, or the check that it names, is wrong; the message names the page, the place and the fault."""


class SelectionError(CslintError):
    """A rule or family is unknown; the message names it and suggests one."""


class SchemaError(CslintError):
    """A schema file is wrong; the message names the file, the line and the fault."""


class ReporterError(CslintError, ValueError):
    """A reporter does not exist or does not work; the message is one line."""


class WriteError(CslintError, OSError):
    """A file cannot be written and is unchanged; the message says which, why, and what to do about it."""

    def __init__(self, path: Path, error: OSError) -> None:
        way = _WAYS.get(error.errno or 0, "")
        super().__init__(f"{path} cannot be written: {error.strerror or error}. {way}".rstrip())
