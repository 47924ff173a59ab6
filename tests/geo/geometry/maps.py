"""Maps laid out as a case's, and what the rules of maps find in them."""

from __future__ import annotations

import re
from pathlib import Path

from cslint.diagnostics.findings import Finding
from cslint.geo.geometry.map_analysis import MapAnalysis, analyse
from cslint.linter import discovery, engine, fixer
from cslint.linter.overrides import Request, settings
from cslint.rules import registry
from tests.samples import COMPLETE

DATA = Path(__file__).resolve().parents[2] / "data" / "geojson"
RULES = tuple(
    name
    for name, rule in registry.built_in().items()
    if rule.check.split(".")[0] in ("geojson", "geometry", "location")
)
RING = "[[73.80, 18.46], [73.93, 18.47], [73.95, 18.55], [73.79, 18.56], [73.80, 18.46]]"
CHOSEN = settings(Request(select=RULES, plugins=False, profile="atlas-2023"))


def feature(coordinates: str = f"[{RING}]", kind: str = "Polygon") -> str:
    """A feature as text."""
    geometry = f'{{"type": "{kind}", "coordinates": {coordinates}}}'
    return f'{{"type": "Feature", "properties": {{}}, "geometry": {geometry}}}'


def collection(*features: str) -> str:
    """A feature collection as text."""
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}'


def lay_out(content: str | bytes, folder: Path, **front_matter: str | None) -> Path:
    """Write a case on Pune with a map; fields of the front matter can be replaced, or left out with None."""
    head = COMPLETE
    for name, value in front_matter.items():
        line = "" if value is None else f"{name}: {value}\n"
        head = re.sub(rf"^{name}:.*\n", line.replace("\\", r"\\"), head, flags=re.M)
    (folder / "index.md").write_text(f"---\n{head}---\n\n## Overview\n", encoding="utf-8")
    (folder / "map.geojson").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "index.md"


def check(index: Path) -> list[Finding]:
    """What the rules of maps find in a case, notes included."""
    case = discovery.read(index)
    return list(engine.check_case(engine.context_of(case, CHOSEN), CHOSEN, str).findings)


def findings(content: str | bytes, folder: Path, **front_matter: str | None) -> list[Finding]:
    """What the rules of maps find in a map."""
    return check(lay_out(content, folder, **front_matter))


def rules_of(content: str | bytes, folder: Path, **front_matter: str | None) -> list[str]:
    """The names of the rules that a map breaks, sorted."""
    return sorted(finding.rule for finding in findings(content, folder, **front_matter))


def mend(index: Path, *, unsafe: bool) -> None:
    """Mend a map until nothing more can be mended; at most ten passes are made."""
    for _ in range(10):
        changed = fixer.outcomes(check(index), Path, unsafe=unsafe)
        if not changed:
            break
        for outcome in changed:
            outcome.path.write_bytes(outcome.after)


def surveyed(index: Path) -> MapAnalysis:
    """The analyse of a case's map."""
    found = analyse(discovery.read(index))
    assert found is not None
    return found
