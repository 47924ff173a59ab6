from __future__ import annotations

from typing import Any

import pytest

from cslint.document.geojson.json_positions import render
from cslint.document.geojson.model import NESTING
from cslint.document.geojson.validator import walk

RING = [[0, 0], [4, 0], [4, 4], [0, 0]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}


def feature(geometry: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": None, "geometry": geometry, **more}


def flaws(value: Any) -> list[tuple[str, str]]:
    return [(flaw.what, render(flaw.path)) for flaw in walk(value).flaws]


@pytest.mark.parametrize(
    ("value", "what", "where"),
    [
        (None, "not-object", "the top"),
        (3, "not-object", "the top"),
        ([POLYGON], "not-object", "the top"),
        ({}, "not-geojson", "the top"),
        ({"type": "Topology", "arcs": []}, "topojson", "type"),
        ({"rings": [RING], "spatialReference": {}}, "esri", "the top"),
        ({"features": []}, "type-missing", "the top"),
        ({"type": "polygon", "coordinates": [RING]}, "type-spelling", "type"),
        ({"type": " Multi_Polygon", "coordinates": [[RING]]}, "type-spelling", "type"),
        ({"type": "Circle", "coordinates": [0, 0]}, "type-unknown", "type"),
        ({"type": None, "coordinates": [0, 0]}, "type-unknown", "type"),
        ({"Type": "Polygon", "coordinates": [RING]}, "spelling", "Type"),
        ({"type": "Polygon", "cordinates": [RING]}, "spelling", "cordinates"),
        ({"type": "Polygon"}, "missing", "the top"),
        ({"type": "FeatureCollection"}, "missing", "the top"),
        ({"type": "FeatureCollection", "features": [POLYGON]}, "bare-geometry", "features[0]"),
        ({"type": "FeatureCollection", "features": "none"}, "not-list", "features"),
        ({"type": "FeatureCollection", "features": [feature(POLYGON), 5]}, "not-object", "features[1]"),
        ({"type": "FeatureCollection", "features": [], "properties": {}}, "misplaced", "properties"),
        (feature(POLYGON, features=[]), "misplaced", "features"),
        (feature(POLYGON, coordinates=[]), "misplaced", "coordinates"),
        ({"type": "Feature", "properties": {}, "coordinates": [RING]}, "misplaced", "coordinates"),
        (feature({**POLYGON, "geometries": []}), "misplaced", "geometry.geometries"),
        (feature(feature(POLYGON)), "not-geometry", "geometry"),
        (feature(POLYGON, id=True), "id", "id"),
        (feature(POLYGON, bbox=[0, 0, 4]), "bbox", "bbox"),
        (feature(POLYGON, bbox=[0, 0, 4, float("inf")]), "bbox", "bbox"),
        ({"type": "Feature", "properties": [], "geometry": POLYGON}, "properties", "properties"),
        ({"type": "Feature", "geometry": POLYGON}, "missing", "the top"),
        ({"type": "Polygon", "coordinates": RING}, "nesting", "coordinates"),
        ({"type": "Point", "coordinates": [[0, 0]]}, "nesting", "coordinates"),
        ({"type": "MultiPolygon", "coordinates": [RING]}, "nesting", "coordinates"),
        ({"type": "Polygon", "coordinates": 7}, "not-list", "coordinates"),
        ({"type": "Polygon", "coordinates": [RING, 7]}, "not-list", "coordinates[1]"),
        ({"type": "Polygon", "coordinates": [RING, []]}, "ring-short", "coordinates[1]"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [0, 0]]]}, "ring-short", "coordinates[0]"),
        ({"type": "LineString", "coordinates": [[0, 0]]}, "line-short", "coordinates"),
        ({"type": "Point", "coordinates": [1]}, "position-short", "coordinates"),
        ({"type": "LineString", "coordinates": [[0, 0], None]}, "position", "coordinates[1]"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, "2.5"]]}, "number-text", "coordinates[1][1]"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, "2,5"]]}, "not-number", "coordinates[1][1]"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, False]]}, "not-number", "coordinates[1][1]"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 10**400]]}, "number-huge", "coordinates[1][1]"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, float("inf")]]}, "number-huge", "coordinates[1][1]"),
    ],
)
def test_a_departure_from_the_format_is_one_flaw_at_its_place(value: Any, what: str, where: str) -> None:
    assert flaws(value) == [(what, where)]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [1, 2]),
        ("Point", [1, 2, 3]),
        ("MultiPoint", [[1, 2]]),
        ("LineString", [[1, 2], [3, 4]]),
        ("MultiLineString", [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
        ("Polygon", [RING]),
        ("Polygon", [RING, [[1, 1], [2, 1.5], [2, 1], [1, 1]]]),
        ("MultiPolygon", [[RING], [RING]]),
    ],
)
def test_every_kind_of_geometry_is_sound_bare_in_a_feature_and_in_collections(kind: str, coordinates: Any) -> None:
    bare = {"type": kind, "coordinates": coordinates}
    holders = [
        bare,
        feature(bare, id="a", bbox=[0, 0, 9, 9]),
        {"type": "FeatureCollection", "features": [feature(bare), feature(bare, id=2.5)]},
        {"type": "GeometryCollection", "geometries": [bare, bare]},
    ]
    for value in holders:
        found = walk(value)
        assert (found.flaws, found.empty, found.foreign, found.nested) == ([], [], [], [])
        assert {shape.kind for shape in found.shapes} == {kind}
    assert set(NESTING) >= {kind}


@pytest.mark.parametrize(
    ("value", "what", "where"),
    [
        ({"type": "FeatureCollection", "features": []}, "no-features", "features"),
        ({"type": "GeometryCollection", "geometries": []}, "no-geometries", "geometries"),
        (feature(None), "null", "geometry"),
        ({"type": "Polygon", "coordinates": None}, "no-coordinates", "coordinates"),
        ({"type": "MultiPolygon", "coordinates": [[[]]]}, "no-coordinates", "coordinates"),
        ({"type": "MultiPolygon", "coordinates": [[RING], []]}, "no-coordinates", "coordinates[1]"),
    ],
)
def test_what_holds_nothing_is_empty_and_no_flaw(value: Any, what: str, where: str) -> None:
    found = walk(value)
    assert [(flaw.what, render(flaw.path)) for flaw in found.empty] == [(what, where)]
    assert (found.flaws, found.shapes) == ([], [])


def test_a_geometry_with_a_flaw_is_kept_from_further_looks_and_the_others_are_not() -> None:
    value = {"type": "GeometryCollection", "geometries": [POLYGON, {"type": "Point", "coordinates": ["a", 1]}]}
    assert [shape.path for shape in walk(value).shapes] == [("geometries", 0)]


def test_shapes_know_their_feature_their_rings_and_where_each_stands() -> None:
    pair = {"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]}
    found = walk({"type": "FeatureCollection", "features": [feature(POLYGON), feature(pair)]})
    assert [shape.feature for shape in found.shapes] == [0, 1]
    assert [(render(path), outer) for path, _, outer in found.shapes[1].rings()] == [
        ("features[1].geometry.coordinates[0][0]", True),
        ("features[1].geometry.coordinates[1][0]", True),
        ("features[1].geometry.coordinates[1][1]", False),
    ]


def test_numbers_of_a_position_are_counted_with_the_place_of_the_first() -> None:
    found = walk({"type": "LineString", "coordinates": [[0, 0], [1, 1, 5], [2, 2], [3, 3, 5, 9, 9]]})
    assert {length: count for length, (count, _) in found.lengths.items()} == {2: 2, 3: 1, 4: 1}
    assert found.lengths[3][1] == ("coordinates", 1)


def test_members_are_sorted_into_the_known_the_old_and_the_foreign() -> None:
    found = walk(feature(POLYGON, crs=None, stroke="red", title="x"))
    assert found.crs == [("crs",)]
    assert found.foreign == [("stroke",), ("title",)]


def test_a_thousand_collections_deep_is_no_trouble() -> None:
    value: Any = {"type": "GeometryCollection", "geometries": []}
    for _ in range(5000):
        value = {"type": "GeometryCollection", "geometries": [value]}
    assert len(walk(value).nested) == 5000


def test_a_million_faults_keep_a_bounded_number_of_flaws_and_the_full_count() -> None:
    found = walk({"type": "MultiPoint", "coordinates": [["x", 1]] * 20_000})
    assert (len(found.flaws), found.counts["not-number"]) == (5000, 20_000)
