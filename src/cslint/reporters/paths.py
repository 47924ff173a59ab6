"""Format the path of a file for different readers: relative to the root, with ``/`` on every system."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePath

from cslint.diagnostics.findings import Location
from cslint.reporters.escape import encodable, quiet, visible
from cslint.util.paths import relative


def place(location: Location, root: Path | None) -> str:
    """Return the path of a location, or the name of a file of the program.

    Args:
        location: the location.
        root: folder that the path is relative to.
    """
    return location.path if location.shipped else relative(location.path, root)


@lru_cache(maxsize=4096)
def shown(path: str, root: Path | None) -> str:
    """Return a path for people: relative, on one line, never the start of a workflow command.

    Args:
        path: the path.
        root: folder that it is relative to.
    """
    path = quiet(visible(relative(path, root)))
    return f"./{path}" if path.lstrip().startswith("::") else path


@lru_cache(maxsize=4096)
def uri(path: str, root: Path | None) -> str:
    """Return a path as a relative, percent-encoded URI reference; on another drive, as a ``file:`` URI.

    Args:
        path: the path.
        root: folder that it is relative to.
    """
    from urllib.parse import quote

    path = relative(path, root)
    if PurePath(path).is_absolute():
        return "file:///" + quote(encodable(path).lstrip("/"), safe="/:")
    return quote(encodable(path), safe="/")
