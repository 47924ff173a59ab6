"""Maps that are right: the examples of RFC 7946, and what real maps rightly do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.geometry.maps import RING, collection, feature, rules_of

# sections and appendix A of RFC 7946
RFC_7946 = {
    "1.5 features of three kinds": """{
       "type": "FeatureCollection",
       "features": [{
           "type": "Feature",
           "geometry": {"type": "Point", "coordinates": [102.0, 0.5]},
           "properties": {"prop0": "value0"}
       }, {
           "type": "Feature",
           "geometry": {"type": "LineString", "coordinates": [[102.0, 0.0], [103.0, 1.0], [104.0, 0.0], [105.0, 1.0]]},
           "properties": {"prop0": "value0", "prop1": 0.0}
       }, {
           "type": "Feature",
           "geometry": {
               "type": "Polygon",
               "coordinates": [[[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]]]
           },
           "properties": {"prop0": "value0", "prop1": {"this": "that"}}
       }]
    }""",
    "3.1.9 cut at the antimeridian": """{
       "type": "MultiPolygon",
       "coordinates": [
           [[[180.0, 40.0], [180.0, 50.0], [170.0, 50.0], [170.0, 40.0], [180.0, 40.0]]],
           [[[-170.0, 40.0], [-170.0, 50.0], [-180.0, 50.0], [-180.0, 40.0], [-170.0, 40.0]]]
       ]
    }""",
    "5 a bounding box": """{
       "type": "Feature",
       "bbox": [-10.0, -10.0, 10.0, 10.0],
       "properties": {},
       "geometry": {
           "type": "Polygon",
           "coordinates": [[[-10.0, -10.0], [10.0, -10.0], [10.0, 10.0], [-10.0, -10.0]]]
       }
    }""",
    "5.2 a bounding box across the antimeridian": """{
       "type": "Feature",
       "bbox": [177.0, -20.0, -178.0, -16.0],
       "properties": {},
       "geometry": {
           "type": "MultiPolygon",
           "coordinates": [
               [[[177.0, -20.0], [180.0, -20.0], [180.0, -16.0], [177.0, -20.0]]],
               [[[-180.0, -20.0], [-178.0, -20.0], [-178.0, -16.0], [-180.0, -20.0]]]
           ]
       }
    }""",
    "A.3 a polygon without holes": """{
       "type": "Polygon",
       "coordinates": [[[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]]]
    }""",
    "A.3 a polygon with a hole": """{
       "type": "Polygon",
       "coordinates": [
           [[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]],
           [[100.8, 0.8], [100.8, 0.2], [100.2, 0.2], [100.2, 0.8], [100.8, 0.8]]
       ]
    }""",
    "A.6 a multipolygon": """{
       "type": "MultiPolygon",
       "coordinates": [
           [[[102.0, 2.0], [103.0, 2.0], [103.0, 3.0], [102.0, 3.0], [102.0, 2.0]]],
           [
               [[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]],
               [[100.2, 0.2], [100.2, 0.8], [100.8, 0.8], [100.8, 0.2], [100.2, 0.2]]
           ]
       ]
    }""",
}
WITHOUT_AREA = {
    "A.1 a point": '{"type": "Point", "coordinates": [100.0, 0.0]}',
    "A.2 a line": '{"type": "LineString", "coordinates": [[100.0, 0.0], [101.0, 1.0]]}',
    "A.4 points": '{"type": "MultiPoint", "coordinates": [[100.0, 0.0], [101.0, 1.0]]}',
    "A.5 lines": """{
       "type": "MultiLineString",
       "coordinates": [[[100.0, 0.0], [101.0, 1.0]], [[102.0, 2.0], [103.0, 3.0]]]
    }""",
    "A.7 a collection": """{
       "type": "GeometryCollection",
       "geometries": [
           {"type": "Point", "coordinates": [100.0, 0.0]},
           {"type": "LineString", "coordinates": [[101.0, 0.0], [102.0, 1.0]]}
       ]
    }""",
}
NOWHERE: dict[str, str | None] = {"centroid": None, "country_code": None}


@pytest.mark.parametrize("example", RFC_7946)
def test_the_examples_of_rfc_7946_are_sound(example: str, tmp_path: Path) -> None:
    assert rules_of(RFC_7946[example], tmp_path, **NOWHERE) == []


@pytest.mark.parametrize("example", WITHOUT_AREA)
def test_its_examples_without_area_lack_nothing_but_the_area(example: str, tmp_path: Path) -> None:
    assert rules_of(WITHOUT_AREA[example], tmp_path, **NOWHERE) == ["geometry-type"]


def test_its_foreign_member_is_a_note(tmp_path: Path) -> None:
    text = feature().replace('"properties"', '"title": "Example Feature", "properties"')
    assert rules_of(text, tmp_path) == ["foreign-member"]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a marker and a route beside the area", collection(
            feature(), feature("[73.86, 18.52]", "Point"), feature("[[73.86, 18.52], [73.9, 18.53]]", "LineString"))),
        ("properties that are null", feature().replace('"properties": {}', '"properties": null')),
        ("an id that is a number", feature().replace('"properties"', '"id": 96804, "properties"')),
        ("long decimals in properties", feature().replace("{},", '{"area": 331.26123456789012},')),
        ("seven decimals", feature(f"[{RING}]".replace("73.95", "73.9500001"))),
        ("names in every script", feature().replace("{},", '{"name": "पुणे \\u200d 🛰"},')),
        ("line ends of Windows", feature().replace(", ", ",\r\n")),
        ("parts that touch in a corner", feature(
            f"[[{RING}], [[[73.95, 18.55], [73.99, 18.55], [73.99, 18.58], [73.95, 18.55]]]]", "MultiPolygon")),
        ("two districts of one city", collection(
            feature("[[[73.84, 18.50], [73.87, 18.50], [73.87, 18.53], [73.84, 18.50]]]"),
            feature("[[[73.98, 18.58], [74.01, 18.58], [74.01, 18.61], [73.98, 18.58]]]"))),
        ("a centroid just outside a small district", feature(
            "[[[73.86, 18.53], [73.88, 18.53], [73.88, 18.55], [73.86, 18.53]]]")),
        ("an octagon", feature(
            "[[[73.9, 18.52], [73.89, 18.55], [73.86, 18.56], [73.83, 18.55], [73.82, 18.52], [73.83, 18.49],"
            " [73.86, 18.48], [73.89, 18.49], [73.9, 18.52]]]")),
    ],
)  # fmt: skip
def test_what_a_map_may_do_gives_no_finding(what: str, text: str, tmp_path: Path) -> None:
    assert rules_of(text, tmp_path) == []


@pytest.mark.parametrize(
    "value", [None, "''", "[a, b]", "5", "./none.geojson", "../map.geojson", "https://example.org/m"]
)
def test_a_map_that_is_not_there_is_another_family_s_to_tell(value: str | None, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "map.geojson").write_text("{", encoding="utf-8")
    assert rules_of("{", tmp_path / "case", geography=value) == []
