"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import TextIO


def replace(path: Path, data: bytes) -> None:
    """Replace a file's content in one step, its permissions kept.

    Raises:
        OSError: the folder cannot be written, or the disk is full; the old file is still there.
    """
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A text stream whose content replaces a file when the block ends without an exception.

    What is no file, such as a pipe or ``/dev/null``, is written to and stays what it is.

    Raises:
        OSError: it cannot be written.
    """
    stream = StringIO()
    yield stream
    if path.exists() and not path.is_file():
        path.write_text(stream.getvalue(), encoding="utf-8", errors="surrogateescape")
        return
    replace(path, stream.getvalue().encode("utf-8", "surrogateescape"))
