"""Runs cslint inside a browser page: files come in as bytes, reports go out as JSON and HTML.

The worker imports this module once. Each call writes the files into an empty folder of the page's own file system and
runs the command line there, so that the page reports exactly what ``cslint check`` reports.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from cslint.cli import run as command_line

_ROOT = Path("/documents")
_TEMPLATE = Path("/template")
_MOST_BYTES = 200_000_000
"""Bytes that an archive may unpack to; more would only freeze the page."""


def check(files: Mapping[str, bytes], options: Mapping[str, Any]) -> str:
    """Check documents and return what ``cslint check --output-format json`` prints.

    Args:
        files: contents by path, relative to the folder that is checked.
        options: ``template`` and ``templateName``, ``profile``, ``stage``, ``ignore``; each may be missing.

    Raises:
        ValueError: nothing could be checked; the message says why.
    """
    return _run(files, options)


def status(files: Mapping[str, bytes], options: Mapping[str, Any]) -> str:
    """Measure completeness and return what ``cslint status --output-format json`` prints.

    Args:
        files: as for :func:`check`.
        options: as for :func:`check`.

    Raises:
        ValueError: nothing could be checked; the message says why.
    """
    from cslint.completeness.serialize import case_row
    from cslint.linter.engine import check_case, context_of
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    _write(files)
    template = _template(options)
    session = Session(Request(profile=options.get("profile"), template=template, stage=options.get("stage")))
    tasks = session.work([Path(name) for name in _paths(files)])
    rows = []
    for task in tasks:
        context = context_of(task.case(), task.settings)
        levels = [finding.level for finding in check_case(context, task.settings).findings]
        rows.append(case_row(context, session.show(task.path), levels))
    return json.dumps({"version": 1, "cases": rows})


def report(files: Mapping[str, bytes], options: Mapping[str, Any]) -> tuple[str, str]:
    """Check documents once and return the findings as JSON and the report page as HTML.

    Args:
        files: as for :func:`check`.
        options: as for :func:`check`.

    Raises:
        ValueError: nothing could be checked; the message says why.
    """
    page = Path("/tmp/report.html")
    return _run(files, options, "--output-format", f"html={page}"), page.read_text(encoding="utf-8")


def fix(files: Mapping[str, bytes], options: Mapping[str, Any]) -> dict[str, bytes]:
    """Apply every safe fix and return the files that changed, by path.

    Args:
        files: as for :func:`check`.
        options: as for :func:`check`.

    Raises:
        ValueError: nothing could be checked; the message says why.
    """
    _run(files, options, "--fix")
    now = {path: (_ROOT / path).read_bytes() for path in files}
    return {path: data for path, data in now.items() if data != bytes(files[path])}


def apply(files: Mapping[str, bytes], edits: str) -> dict[str, bytes]:
    """Apply the edits of one fix and return the files that changed, by path.

    Args:
        files: contents by path.
        edits: the ``edits`` of a finding's fix, as JSON.
    """
    from cslint.linter.fixer import encode
    from cslint.text.source import Source

    changed: dict[str, list[dict[str, Any]]] = {}
    for edit in json.loads(edits):
        changed.setdefault(edit["path"], []).append(edit)
    made = {}
    for path, own in changed.items():
        source = Source.from_bytes(Path(path), bytes(files[path]))
        text = source.text
        for edit in sorted(own, key=lambda edit: (edit["line"], edit["column"]), reverse=True):
            start = source.line_span(edit["line"]).start + edit["column"] - 1
            end = source.line_span(edit["end_line"]).start + edit["end_column"] - 1
            text = text[:start] + edit["text"] + text[end:]
        made[path] = encode(source, text)
    return made


def warm_up() -> None:
    """Load what every check needs, before a reader's first one; the page keeps Python's memory for the next visit."""
    text = b"---\ntitle: Warm\n---\n\n## Overview\n\nOne sentence with a [link](https://example.org/).\n"
    report({"index.md": text}, {"profile": "atlas-2023"})
    os.chdir("/")
    shutil.rmtree(_ROOT)
    profiles()
    gc.collect()


def use_geos(reason_of: Callable[[str], str]) -> None:
    """Check polygons with GEOS from now on.

    Args:
        reason_of: returns why a geometry in WKT is invalid, as GEOS says it.
    """
    from cslint.document.geojson import map_file
    from cslint.geo.geometry import validity

    validity.reason_of = reason_of
    map_file._kept.cache_clear()  # with what was said of these maps before


def profiles() -> list[str]:
    """Return the names of the built-in profiles."""
    from cslint.contract.profile import built_in

    return [profile.name for profile in built_in()]


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip archive by path; what only an operating system put there is left out.

    Args:
        data: the archive.

    Raises:
        ValueError: it is not a zip archive, or unpacks to more than a page can hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and _wanted(entry.filename)]
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise ValueError("This archive unpacks to more than 200 MB. Drop the folder of one case study instead.")
            return {str(_inside(entry.filename)): archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise ValueError(f"This is not a zip archive that can be read: {error}") from error


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part == "__MACOSX" or part.startswith(".") for part in parts)


def _inside(name: str) -> PurePosixPath:
    """Return a path without what would lead out of the folder."""
    return PurePosixPath(*(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")))


def _write(files: Mapping[str, bytes]) -> None:
    os.chdir("/")
    shutil.rmtree(_ROOT, ignore_errors=True)
    for name, data in files.items():
        path = _ROOT / _inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(data))
    _ROOT.mkdir(exist_ok=True)
    os.chdir(_ROOT)


def _paths(files: Mapping[str, bytes]) -> list[str]:
    """Return what to check: the one file by its name, so that it needs no special name, or else the folder."""
    names = [str(_inside(name)) for name in files]
    return names if len(names) == 1 and "/" not in names[0] else ["."]


def _template(options: Mapping[str, Any]) -> Path | None:
    """Write the reader's own template, where there is one, and return its path."""
    if options.get("template") is None:
        return None
    shutil.rmtree(_TEMPLATE, ignore_errors=True)
    path = _TEMPLATE / PurePosixPath(options.get("templateName") or "template.md").name
    path.parent.mkdir(parents=True)
    path.write_bytes(bytes(options["template"]))
    return path


def _run(files: Mapping[str, bytes], options: Mapping[str, Any], *more: str) -> str:
    """Write the files, run ``cslint check`` on them and return what it printed as JSON.

    Args:
        files: as for :func:`check`.
        options: as for :func:`check`.
        more: further options of the command line.

    Raises:
        ValueError: it was a wrong call or nothing was checked; the message is the command's own.
    """
    _write(files)
    arguments = ["check", *_paths(files), "--output-format", "json", "--no-cache", "--jobs", "1", *more]
    if template := _template(options):
        arguments += ["--template", str(template)]
    elif options.get("profile"):
        arguments += ["--profile", options["profile"]]
    if options.get("stage"):
        arguments += ["--stage", options["stage"]]
    arguments += [f"--ignore={rule}" for rule in options.get("ignore") or ()]
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        command_line(arguments)
    if not output.getvalue():
        message = errors.getvalue().strip().removeprefix("cslint: ")
        raise ValueError(message or "Nothing was checked.")
    return output.getvalue()
