"""Validate JSON against RFC 7946: types, required members, nesting, positions, bounding boxes.

Input is never repaired: shapely, which closes rings, converts strings to numbers and calls empty geometries valid, gets
only what is valid here. The walk keeps its own stack, so nesting is not limited.
"""

from __future__ import annotations

from typing import NamedTuple

from cslint.document.geojson import coordinates
from cslint.document.geojson.json_positions import Path
from cslint.document.geojson.model import GEOMETRIES, NESTING, TYPES, Structure, describe
from cslint.util.shorten import shorten

_MEANT = {name.lower(): name for name in TYPES} | {
    "polygons": "Polygon",
    "multipolygons": "MultiPolygon",
    "line": "LineString",
    "multiline": "MultiLineString",
    "features": "FeatureCollection",
    "geometries": "GeometryCollection",
}
_OWN = {
    "FeatureCollection": {"features"},
    "Feature": {"geometry", "properties", "id"},
    "GeometryCollection": {"geometries"},
}
_ANYWHERE = frozenset({"type", "bbox", "crs"})
# RFC 7946, 7.1: a member that defines one type of object must not be in another
_DEFINING = frozenset({"coordinates", "geometries", "geometry", "properties", "features"})
_BY_NESTING = {0: "Point", 1: "LineString", 2: "Polygon", 3: "MultiPolygon"}


class _Task(NamedTuple):
    """A value to check: ``role`` is the member that contains it, "" at the top."""

    value: object
    path: Path
    role: str
    feature: int


def walk(value: object) -> Structure:
    """Validate a JSON value as GeoJSON.

    Args:
        value: the parsed value, which is not changed.

    Returns:
        Flaws and valid geometries. Flaws are named ``not-object``, ``not-geojson``, ``server-reply``, ``topojson``,
        ``esri``, ``type-missing``, ``type-spelling``, ``type-unknown``, ``bare-geometry``, ``collection-inside``,
        ``not-geometry``, ``missing``, ``spelling``, ``misplaced``, ``not-list``, ``properties``, ``id``,
        ``bbox``, ``nesting``, ``line-short``, ``ring-short``, ``position``, ``position-short``,
        ``number-text``, ``not-number`` and ``number-huge``.
    """
    found = Structure()
    stack = [_Task(value, (), "", 0)]
    while stack:
        stack.extend(reversed(_look(stack.pop(), found)))
    found.features = max(found.features, 1)
    return found


def _look(task: _Task, found: Structure) -> list[_Task]:
    """Check one object, and return the values below it to check."""
    value, path, role, _ = task
    if value is None and role == "geometry":
        found.empty_at("null", path)
        return []
    if not isinstance(value, dict):
        found.flaw("not-object", path, found=describe(value), role=role)
        return []
    kind = _kind(value, path, role, found)
    if kind is None:
        return []
    if role == "features" and kind != "Feature":
        found.flaw("bare-geometry" if kind in GEOMETRIES else "collection-inside", path, kind=kind)
    elif role in ("geometry", "geometries") and kind not in GEOMETRIES:
        found.flaw("not-geometry", path, kind=kind)
    task = _counted(task, kind, found)
    wanted = _wanted(value, kind, path, found)
    _members(value, kind, path, set(wanted.values()), found)
    if kind in NESTING:
        if key := wanted.get("coordinates"):
            coordinates.check(value[key], kind, (*path, key), task.feature, found)
        return []
    return _below(value, kind, wanted, task, found)


def _counted(task: _Task, kind: str, found: Structure) -> _Task:
    """Return the task with the number of its feature, or of the geometry in place of one."""
    if kind != "Feature" and task.role != "features":
        return task
    found.features += 1
    return task._replace(feature=found.features - 1)


def _kind(value: dict[str, object], path: Path, role: str, found: Structure) -> str | None:
    """Return the object's type, or the one that was meant, or None."""
    if "type" not in value:
        return _kind_missing(value, path, role, found)
    raw = value["type"]
    if isinstance(raw, str) and raw in TYPES:
        return raw
    at = (*path, "type")
    meant = _MEANT.get("".join(raw.split()).replace("_", "").lower()) if isinstance(raw, str) else None
    if isinstance(raw, str) and meant:
        found.flaw("type-spelling", at, found=shorten(raw, 40, cut="end"), meant=meant)
        return meant
    if raw == "Topology":
        found.flaw("topojson", at)
        return None
    guess = _guess(value, role)
    shown = f'"{shorten(raw, 40, cut="end")}"' if isinstance(raw, str) else f"that is {describe(raw)}"
    found.flaw("type-unknown", at, found=shown, meant=guess or "")
    return guess


def _kind_missing(value: dict[str, object], path: Path, role: str, found: Structure) -> str | None:
    guess = _guess(value, role)
    spelt = next((key for key in value if key.strip().lower() == "type"), None)
    if spelt is not None:
        found.flaw("spelling", (*path, spelt), at_key=True, found=shorten(spelt, 40, cut="end"), meant="type")
        raw = value[spelt]
        return raw if isinstance(raw, str) and raw in TYPES else guess
    if value.keys() & {"rings", "paths", "geometryType", "spatialReference"}:
        found.flaw("esri", path)
        return None
    if guess is None and not path:
        reply = next((value[key] for key in ("message", "error", "detail") if isinstance(value.get(key), str)), None)
        if reply is not None:
            found.flaw("server-reply", path, found=shorten(str(reply), 40, cut="end"))
        else:
            found.flaw("not-geojson", path)
        return None
    found.flaw("type-missing", path, meant=guess or "")
    return guess


def _guess(value: dict[str, object], role: str) -> str | None:
    """Guess the type of an object without a valid type from its members."""
    if isinstance(value.get("features"), list):
        return "FeatureCollection"
    if "geometry" in value:
        return "Feature"
    if isinstance(value.get("geometries"), list):
        return "GeometryCollection"
    if isinstance(inside := value.get("coordinates"), list):
        return _BY_NESTING.get(coordinates.depth(inside))
    return "Feature" if role == "features" and "properties" in value else None


def _wanted(value: dict[str, object], kind: str, path: Path, found: Structure) -> dict[str, str]:
    """Return the members that the type requires, each with its name in this object."""
    names: dict[str, str] = {}
    for name in sorted(_OWN.get(kind, {"coordinates"}) - {"id"}):
        if name in value:
            names[name] = name
        elif (spelt := _misspelt(name, value)) is not None:
            names[name] = spelt
            found.flaw("spelling", (*path, spelt), at_key=True, found=shorten(spelt, 40, cut="end"), meant=name)
        elif not (name == "geometry" and value.keys() & {"coordinates", "geometries", "features"}):
            # coordinates next to the properties are reported once, as misplaced
            found.flaw("missing", path, kind=kind, member=name)
    return names


def _misspelt(name: str, value: dict[str, object]) -> str | None:
    """Return the member that is a misspelling of ``name``, or None."""
    unknown = {key.strip().lower(): key for key in value if key not in _DEFINING | _ANYWHERE and len(key) < 40}
    if not unknown:
        return None
    from difflib import get_close_matches

    close = get_close_matches(name, unknown, n=1, cutoff=0.8)
    return unknown[close[0]] if close else None


def _members(value: dict[str, object], kind: str, path: Path, spelt: set[str], found: Structure) -> None:
    """Check for members in the wrong object, foreign members, and invalid forms."""
    own = _OWN.get(kind, {"coordinates"})
    for key, member in value.items():
        at = (*path, key)
        if key in own or key in spelt or key == "type":
            continue
        if key == "crs":
            found.crs.append(at)
        elif key == "bbox":
            if _is_box(member):
                found.boxes[path] = member  # type: ignore[assignment]
            else:
                found.flaw("bbox", at)
        elif key in _DEFINING:
            found.flaw("misplaced", at, at_key=True, kind=kind, member=key)
        elif key.strip().lower() != "type":
            found.foreign.append(at)
    if kind == "Feature":
        raw = value.get("id", 0)
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            found.flaw("id", (*path, "id"), found=describe(raw))
        if not isinstance(value.get("properties"), dict | None):
            found.flaw("properties", (*path, "properties"), found=describe(value["properties"]))


def _is_box(member: object) -> bool:
    if not isinstance(member, list) or len(member) not in (4, 6):
        return False
    return all(map(coordinates.finite, member))


def _below(value: dict[str, object], kind: str, wanted: dict[str, str], task: _Task, found: Structure) -> list[_Task]:
    """Return the objects inside a feature or a collection."""
    path = task.path
    if kind == "Feature":
        if "geometry" not in wanted:
            return []
        key = wanted["geometry"]
        return [_Task(value[key], (*path, key), "geometry", task.feature)]
    name = "features" if kind == "FeatureCollection" else "geometries"
    if kind == "GeometryCollection" and task.role == "geometries":
        found.nested.append(path)
    if name not in wanted:
        return []
    key = wanted[name]
    members, at = value[key], (*path, key)
    if not isinstance(members, list):
        found.flaw("not-list", at, found=describe(members), member=name)
        return []
    if not members:
        found.empty_at(f"no-{name}", at)
    return [_Task(member, (*at, index), name, task.feature) for index, member in enumerate(members)]
