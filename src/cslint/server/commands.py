"""Answer the two requests of ours that are not part of the protocol: the report page, and a new document."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from cslint.linter.overrides import Request, settings
from cslint.linter.session import Session
from cslint.reporters import Options, html
from cslint.scaffold import new_case

REPORT = "cslint/report"
NEW = "cslint/new"


def report(session: Session, path: Path) -> str:
    """Return the report page on every case of a folder, or on one case, as they are on disk.

    Args:
        session: the session of the server.
        path: the folder, or a file of a case.

    Raises:
        CslintError: there is no case, or the configuration is wrong.
    """
    fresh = Session(session.request, config=session.config, isolated=session.isolated, progress=True, jobs=1)
    page = io.StringIO()
    html.report(fresh.check(fresh.work([path])), page, Options(root=path if path.is_dir() else path.parent))
    return page.getvalue()


def new(session: Session, folder: Path, name: str, country: str | None = None, title: str = "") -> dict[str, Any]:
    """Plan a new document, which the editor then writes.

    Args:
        session: the session of the server.
        folder: where the document or its folder goes.
        name: the city, or the name of the file.
        country: the city's country.
        title: the name of the plan or district.

    Returns:
        ``uri``, ``text`` and ``remarks`` of the document; ``{"needs": "country"}`` if it is about a city.

    Raises:
        CslintError: the configuration is wrong, or the country is unknown.
    """
    request = Request(profile=session.request.profile, template=session.request.template, plugins=False)
    profile = settings(request, session.config_of(folder / new_case.INDEX)).profile
    if country is None and new_case.needs_country(profile):
        return {"needs": "country"}
    planned = new_case.plan(name, country, profile, title)
    return {
        "uri": (folder / planned.path).absolute().as_uri(),
        "text": planned.text,
        "remarks": list(planned.remarks),
    }
