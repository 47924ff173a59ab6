"""Where a file is, as each reader wants it: relative to the root, with ``/`` on every system."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePath

from cslint.diagnostics.findings import Location
from cslint.reporters.escape import encodable, quiet, visible
from cslint.util.paths import relative


def place(location: Location, root: Path | None) -> str:
    """Return the path of a location from ``root``; a file of the program's own keeps its name."""
    return location.path if location.shipped else relative(location.path, root)


@lru_cache(maxsize=4096)
def shown(path: str, root: Path | None) -> str:
    """Return the relative path for people to read: on one line, never the start of a workflow command."""
    path = quiet(visible(relative(path, root)))
    return f"./{path}" if path.lstrip().startswith("::") else path


@lru_cache(maxsize=4096)
def uri(path: str, root: Path | None) -> str:
    """Return the relative path as a URI reference, percent-encoded; on another drive, a ``file:`` address."""
    from urllib.parse import quote

    path = relative(path, root)
    if PurePath(path).is_absolute():
        return "file:///" + quote(encodable(path).lstrip("/"), safe="/:")
    return quote(encodable(path), safe="/")
