"""``cslint map``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli.parameters import Config, Isolated, Profile

_RULES = (
    "geometry",
    "map-unchecked",
    "centroid-place",
    "centroid-range",
    "country-code",
    "missing-asset",
    "missing-field",
    "empty-field",
    "placeholder-asset",
    "placeholder-field",
)
_NO_MAP = ("missing-asset", "missing-field", "empty-field", "placeholder-asset", "placeholder-field")
_FILE = Path("map.svg")  # written where a terminal would show the drawing as text


def command(
    path: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of a case study, or any file in it.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="An .svg or .png file; without it map.svg."),
    ] = None,
    profile: Profile = None,
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Draw a case's map, its centroid and its country, and mark what is wrong."""
    from cslint.cli.errors import say
    from cslint.document.files.asset_folder import is_drawn_map
    from cslint.document.geojson.map_file import FIELD
    from cslint.errors import ConfigError
    from cslint.geo.maps import scene, svg
    from cslint.linter import engine
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session
    from cslint.util import atomic_write

    if output and output.suffix.casefold() not in (".svg", ".png"):
        raise ConfigError(f'"{output}" is neither an .svg nor a .png file.')
    request = Request(profile=profile, select=_RULES, notes=True, plugins=not isolated)
    session = Session(request, config=config, isolated=isolated)
    tasks = session.work([path])
    if len(tasks) > 1:
        raise ConfigError(f"{path} holds {len(tasks)} case studies; name one of them.")
    context = engine.context_of(tasks[0].case(), tasks[0].settings)
    report = engine.check_case(context, tasks[0].settings)
    drawn = svg.draw(scene.scene_of(context.case, report.findings))
    if drawn is None:
        raise ConfigError(f"{path} has no map, centroid or country to draw.")
    if output is None and sys.stdout.isatty():
        if _FILE.exists() and not is_drawn_map(_FILE):
            raise ConfigError(f"{_FILE} exists and was not drawn by cslint; name another file with -o.")
        output = _FILE
        sys.stdout.write(f"Wrote the map to {_FILE}.\n")
    for finding in report.findings:
        if finding.rule in _NO_MAP and finding.field == FIELD:
            say(sys.stderr, f"{finding.message} {finding.help or ''}".rstrip())
    if output is None:
        encoding = (getattr(sys.stdout, "encoding", None) or "").casefold()
        whole = encoding.startswith("utf")
        sys.stdout.write(drawn if whole else drawn.encode("ascii", "xmlcharrefreplace").decode("ascii"))
    elif output.suffix.casefold() == ".png":
        from cslint.geo.maps.png import png

        atomic_write.replace(output, png(drawn))
    else:
        atomic_write.replace(output, drawn.encode())
    return 0
