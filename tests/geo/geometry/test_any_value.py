"""Whatever stands in a map: findings with a place and words, never a crash."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.checks.context import CheckContext
from cslint.contract.profile import built_in
from cslint.linter import discovery
from cslint.rules import registry
from tests.geo.geometry.maps import RULES, lay_out

SOUND = {
    "type": "FeatureCollection",
    "bbox": [73.79, 18.46, 73.95, 18.56],
    "features": [
        {
            "type": "Feature",
            "id": "pune",
            "properties": {"name": "Pune", "area": 331.26},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[73.8, 18.46], [73.93, 18.47], [73.95, 18.55], [73.79, 18.56], [73.8, 18.46]]],
                    [
                        [[74.0, 18.4], [74.1, 18.4], [74.1, 18.45], [74.0, 18.4]],
                        [[74.05, 18.41], [74.08, 18.43], [74.08, 18.41], [74.05, 18.41]],
                    ],
                ],
            },
        },
        {
            "type": "Feature",
            "properties": None,
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "LineString", "coordinates": [[73.8, 18.5], [73.9, 18.5]]}],
            },
        },
    ],
    "crs": {"type": "name", "properties": {"name": "EPSG:32643"}},
}


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from paths(value[step], (*path, step))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = copy.deepcopy(value)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = new
    return changed


numbers = st.sampled_from([0, -0.0, 5, 18.5, 73.8, 181, -286.2, 4e5, 2e6, 1e99, 1e308, 10**30, 10**400, 1e-320])
anything = st.recursive(
    st.none()
    | st.booleans()
    | numbers
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["Point", "Polygon", "MultiPolygon", "Feature", "\ud800", "{x}", "Topology"]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(st.lists(numbers, min_size=2, max_size=3), max_size=6)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "geometry", "x", "\ud800", "geometries"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)
PROFILE = built_in()[0]


def look(data: bytes, folder: Path) -> None:
    """Run every check of maps, and put every hit into words and every place to its text."""
    case = discovery.read(lay_out(data, folder))
    context = CheckContext(case, PROFILE)
    for name in RULES:
        rule = registry.built_in()[name]
        for hit in rule.function()(context, **rule.options):
            assert hit.source is not None
            assert 0 <= hit.span.start <= hit.span.end <= len(hit.source.text)
            said = rule.say(rule.messages, hit.message, hit.values)
            assert said and len(said) < 600
            said.encode()
            for note in hit.related:
                assert note.span.end <= len((note.source or case.source).text)


@settings(max_examples=200, deadline=None)
@given(path=st.sampled_from(sorted(paths(SOUND), key=str)), value=anything)
def test_any_value_in_place_of_any_other_gives_findings_and_no_crash(path: tuple[Any, ...], value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        look(json.dumps(put(SOUND, path, value)).encode(), Path(folder))


@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=80) | st.text(alphabet='{}[]",:typeFaur 0.-', max_size=60).map(str.encode))
def test_any_bytes_give_findings_and_no_crash(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        look(data, Path(folder))


@settings(max_examples=50, deadline=None)
@given(
    rings=st.lists(
        st.lists(
            st.lists(st.integers(0, 6).map(lambda n: 73.8 + n / 40), min_size=2, max_size=2), min_size=3, max_size=8
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_rings_give_findings_and_no_crash(rings: list[Any]) -> None:
    geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in rings]}
    with tempfile.TemporaryDirectory() as folder:
        look(json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}).encode(), Path(folder))
