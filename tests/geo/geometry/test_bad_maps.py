"""One small bad map for each kind of fault, and the one finding that it stands for.

The maps lie in ``tests/data/geojson``. Every rule of maps looks at every one of them, so each line says as well that
nothing else is found there: one fault, one finding.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.geometry.maps import DATA, findings

FOUND = {
    "syntax-5000-digits": "3:23 geojson-syntax: This number has 5,000 digits, which is too many for most programs.",
    "syntax-backslash": "3:29 geojson-syntax: This backslash is not a valid escape in JSON.",
    "syntax-bare-key": "2:3 geojson-syntax: The name type needs double quotes.",
    "syntax-byte-order-mark": "1:1 geojson-syntax: The map begins with a byte order mark, which many programs reject.",
    "syntax-comment": "3:21 geojson-syntax: There is a comment here, which JSON does not allow.",
    "syntax-curly-quotes": "2:11 geojson-syntax: The quote “ is not allowed in JSON; use straight double quotes.",
    "syntax-decimal-comma": '4:74 geojson-syntax: ";" is unexpected here.',
    "syntax-degree-sign": '4:69 geojson-syntax: "73.93°" is not a valid JSON number.',
    "syntax-double-comma": "4:83 geojson-syntax: A value is missing here.",
    "syntax-doubled-key": (
        '3:31 geojson-syntax: The key "name" appears twice in one object; programs read only one of the two.'
    ),
    "syntax-empty": "1:1 geojson-syntax: The map is an empty file.",
    "syntax-extra-bracket": "6:1 geojson-syntax: The map is complete before this point; the rest is unexpected.",
    "syntax-failed-download": (
        "1:1 geojson-syntax: The map is not JSON but the answer of a server to a failed download: "
        '"503 Service Unavailable".'
    ),
    "syntax-infinity": "3:28 geojson-syntax: -Infinity is not a number in JSON, nor a place on a map.",
    "syntax-javascript": "1:1 geojson-syntax: The map is not JSON but a JavaScript program.",
    "syntax-kml": "1:1 geojson-syntax: The map is not JSON but XML, such as KML or GPX.",
    "syntax-latin-1": "3:30 geojson-syntax: The map is saved as Latin-1; map programs read UTF-8.",
    "syntax-leading-zero": '4:69 geojson-syntax: "073.93" is not a valid JSON number.',
    "syntax-lfs-pointer": (
        "1:1 geojson-syntax: The map is not JSON but a Git LFS pointer; the map itself was not committed."
    ),
    "syntax-merge-conflict": (
        "3:1 geojson-syntax: A merge conflict was not resolved here; both versions are in the file."
    ),
    "syntax-missing-colon": "3:14 geojson-syntax: A colon is missing after this name.",
    "syntax-missing-comma": "4:81 geojson-syntax: A comma is missing after this.",
    "syntax-missing-value": "3:17 geojson-syntax: A value is missing here.",
    "syntax-nan": "4:69 geojson-syntax: NaN is not a number in JSON, nor a place on a map.",
    "syntax-no-break-space": (
        "3:16 geojson-syntax: There is an invisible character here (U+00A0); JSON allows only plain spaces."
    ),
    "syntax-only-spaces": "1:1 geojson-syntax: The map is an empty file.",
    "syntax-plus-sign": '4:53 geojson-syntax: "+73.80" is not a valid JSON number.',
    "syntax-python-word": (
        '3:17 geojson-syntax: "None" is not a JSON value; expected a number, a quoted text, true, false or null.'
    ),
    "syntax-single-quotes": "2:11 geojson-syntax: The quote ' is not allowed in JSON; use straight double quotes.",
    "syntax-tab-in-text": "3:30 geojson-syntax: The text contains a tab, which JSON does not allow.",
    "syntax-too-deep": (
        "1:200 geojson-syntax: Brackets are nested 5,000 levels deep, which is too deep for most programs."
    ),
    "syntax-trailing-comma": "3:24 geojson-syntax: There is a comma after the last entry, which JSON does not allow.",
    "syntax-truncated": "4:77 geojson-syntax: The map ends here, in the middle of its JSON.",
    "syntax-truncated-in-text": "1:15 geojson-syntax: The map ends here, in the middle of its JSON.",
    "syntax-two-maps": "6:1 geojson-syntax: The map has one JSON object per line; expected a single FeatureCollection.",
    "syntax-unclosed-text": "2:20 geojson-syntax: The text on this line has no closing quote.",
    "syntax-utf-16": "1:1 geojson-syntax: The map is saved as UTF-16; map programs read UTF-8.",
    "syntax-wrong-bracket": "4:131 geojson-syntax: The bracket [ is closed by a different kind of bracket here.",
    "syntax-zip": "1:1 geojson-syntax: The map is not JSON but an image, an archive or another file of bytes.",
    "structure-bare-geometry-in-features": "4:5 geojson-structure: features[0] is a Polygon; expected a Feature.",
    "structure-bbox-of-three": (
        "4:11 geojson-structure: bbox is not a bounding box, which is a list of four or six numbers."
    ),
    "structure-collection-in-collection": (
        "4:5 geojson-structure: A FeatureCollection is inside another at features[0]."
    ),
    "structure-coordinate-huge": (
        "4:85 geojson-structure: The number at geometry.coordinates[0][2][0] is too large to be a coordinate."
    ),
    "structure-coordinate-true": (
        "4:85 geojson-structure: geometry.coordinates[0][2][0] is true or false; a coordinate is a number."
    ),
    "structure-coordinates-a-text": "4:50 geojson-structure: Expected a list at geometry.coordinates, found a text.",
    "structure-coordinates-in-quotes": (
        '4:85 geojson-structure: geometry.coordinates[0][2][0] is the text "73.95"; a coordinate is a number '
        "without quotes."
    ),
    "structure-coordinates-misplaced": (
        '1:39 geojson-structure: The key "coordinates" does not belong in a Feature (coordinates).'
    ),
    "structure-coordinates-missing": '4:15 geojson-structure: The Polygon at geometry has no "coordinates".',
    "structure-esri": "1:1 geojson-structure: The map is Esri JSON, which is not GeoJSON.",
    "structure-feature-as-geometry": "4:15 geojson-structure: geometry is a Feature; expected a geometry.",
    "structure-feature-is-null": "5:5 geojson-structure: Expected an object with a type at features[1], found null.",
    "structure-features-no-list": "1:43 geojson-structure: Expected a list at features, found an object.",
    "structure-geometry-missing": '1:1 geojson-structure: The Feature at the top has no "geometry".',
    "structure-id-a-list": "4:9 geojson-structure: id is a list; an id is a text or a number.",
    "structure-key-misspelt": '4:3 geojson-structure: The key "geometery" should be "geometry".',
    "structure-line-of-one": (
        "5:93 geojson-structure: A line needs at least two positions; features[1].geometry.coordinates has 1."
    ),
    "structure-list": "1:1 geojson-structure: Expected an object with a type at the top, found a list.",
    "structure-multipolygon-as-polygon": (
        "4:50 geojson-structure: geometry.coordinates has 4 levels of brackets; the coordinates of a Polygon "
        "have 3 (those of a MultiPolygon have 4)."
    ),
    "structure-failed-download": (
        '1:1 geojson-structure: The map is the answer of a server to a failed download: "No such layer".'
    ),
    "structure-other-json": (
        '1:1 geojson-structure: The map is JSON but not GeoJSON: it has no "type", "features" or "coordinates".'
    ),
    "structure-polygon-one-bracket-short": (
        "4:50 geojson-structure: geometry.coordinates has 2 levels of brackets; the coordinates of a Polygon "
        "have 3 (those of a MultiPoint or LineString have 2)."
    ),
    "structure-position-null": (
        "4:84 geojson-structure: geometry.coordinates[0][2] is null; a position is a list of two numbers."
    ),
    "structure-position-of-one": (
        "4:84 geojson-structure: geometry.coordinates[0][2] has 1 of two numbers; a position is longitude and latitude."
    ),
    "structure-properties-a-text": (
        "3:17 geojson-structure: properties is a text; the properties of a Feature are an object or null."
    ),
    "structure-properties-in-geometry": (
        '4:35 geojson-structure: The key "properties" does not belong in a Polygon (geometry.properties).'
    ),
    "structure-properties-missing": '1:1 geojson-structure: The Feature at the top has no "properties".',
    "structure-ring-of-two": (
        "4:51 geojson-structure: A ring needs at least four positions, the last equal to the first; "
        "geometry.coordinates[0] has 2."
    ),
    "structure-ring-there-and-back": (
        "4:51 geojson-structure: A ring needs at least four positions, the last equal to the first; "
        "geometry.coordinates[0] has 3."
    ),
    "structure-topojson": "1:10 geojson-structure: The map is TopoJSON, which is not GeoJSON.",
    "structure-type-key-in-capitals": '2:3 geojson-structure: The key "Type" should be "type".',
    "structure-type-missing": '1:1 geojson-structure: The "type" is missing at the top; "Feature" seems to be meant.',
    "structure-type-no-text": (
        '4:24 geojson-structure: GeoJSON has no type that is a number; "Polygon" seems to be meant.'
    ),
    "structure-type-spelt-small": '2:11 geojson-structure: The type "feature" should be "Feature".',
    "structure-type-unknown": '4:24 geojson-structure: GeoJSON has no type "Square"; "Polygon" seems to be meant.',
    "foreign-member": '4:3 foreign-member: GeoJSON does not define these keys: "stroke".',
    "crs-member": '4:3 crs-member: "crs" is no longer part of GeoJSON: coordinates are always degrees of WGS 84.',
    "bbox-swapped": (
        "4:11 bbox-mismatch: The bounding box at bbox does not cover all shapes; it should be [73.79, 18.46, "
        "73.95, 18.56]."
    ),
    "bbox-too-small": (
        "4:11 bbox-mismatch: The bounding box at bbox does not cover all shapes; it should be [73.79, 18.46, "
        "73.95, 18.56]."
    ),
    "bbox-upside-down": (
        "4:11 bbox-mismatch: The bounding box at bbox is not in the order west, south, east, north; it "
        "should be [73.79, 18.46, 73.95, 18.56]."
    ),
    "height-and-time": (
        "4:104 coordinate-height: A position has more than three numbers, which GeoJSON does not define "
        "(geometry.coordinates[0][2][3])."
    ),
    "height-everywhere": "4:67 coordinate-height: Every position has a third number, a height, which maps do not show.",
    "height-here-and-there": (
        "4:99 coordinate-height: 1 of 5 positions have a third number, a height; the others do not."
    ),
    "collection-nested": (
        "1:47 geometry-nested: A GeometryCollection is inside another (geometries[0]); many programs do not draw it."
    ),
    "precision": "4:85 coordinate-precision: 1 number has up to 14 decimals; 7 are enough here.",
    "empty-geometry-collection": (
        "4:60 geometry-empty: The map is empty: the geometry collection at geometry.geometries holds nothing."
    ),
    "empty-no-coordinates": (
        "4:50 geometry-empty: The map is empty: the coordinates at geometry.coordinates are missing."
    ),
    "empty-no-features": "1:43 geometry-empty: The map is empty: it has no features.",
    "empty-null-geometry": "4:15 geometry-empty: The map is empty: geometry is null.",
    "empty-one-of-two": "5:55 geometry-empty: Part of the map is empty: features[1].geometry is null.",
    "kind-closed-line": "4:53 geometry-type: The boundary is drawn as a line; expected a polygon.",
    "kind-open-line": (
        "4:53 geometry-type: The map is an open line, 19.3 km long with 18.7 km between its ends; expected an area."
    ),
    "kind-point": "4:48 geometry-type: The map is a single point; expected an area.",
    "kind-points": "4:53 geometry-type: The map is 2 points; expected an area.",
    "ring-bow-tie": "4:52 ring-crossing: The boundary crosses itself near 18.5124 N, 73.8786 E.",
    "ring-flat": (
        "4:52 ring-crossing: The boundary encloses no area: it runs back along the same line near 18.4600 N, 73.8000 E."
    ),
    "ring-open": (
        "4:100 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position is 11.1 km "
        "from its first."
    ),
    "ring-open-by-a-hair": (
        "4:116 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position is 1 cm from its first."
    ),
    "ring-open-line-that-nearly-closes": (
        "4:118 ring-unclosed: The boundary is drawn as an open line, 50.9 km long with 111 m between its ends."
    ),
    "ring-open-triangle": (
        "4:84 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position is 18.7 km "
        "from its first."
    ),
    "ring-spike": "4:68 ring-crossing: The boundary runs out to 18.5000 N, 73.9900 E and back along the same line.",
    "ring-touching-itself": "4:68 ring-crossing: The boundary touches itself near 18.5100 N, 73.8700 E.",
    "hole-across-the-edge": (
        "4:100 ring-crossing: A hole crosses the boundary or another hole near 18.5126 N, 73.7947 E."
    ),
    "hole-cuts-in-two": "4:100 ring-crossing: A hole cuts the area in two near 18.5600 N, 73.8600 E.",
    "hole-in-a-hole": "4:200 ring-crossing: A hole is inside another hole, near 18.5000 N, 73.8300 E.",
    "hole-outside": "4:134 ring-crossing: A hole is outside the boundary, near 18.5000 N, 73.6000 E.",
    "part-inside-another": "4:58 ring-crossing: One part of a shape is inside another, near 18.5000 N, 73.8400 E.",
    "parts-overlapping": (
        "4:58 ring-crossing: Two parts of one shape overlap or share a border near 18.5000 N, 73.9375 E."
    ),
    "winding-clockwise": "4:52 ring-winding: The boundary runs clockwise; RFC 7946 requires counterclockwise.",
    "winding-of-a-hole": "4:134 ring-winding: A hole runs counterclockwise; RFC 7946 requires clockwise.",
    "duplicate-all-one-point": (
        "5:92 coordinate-duplicate: All 5 positions of ring features[1].geometry.coordinates[0] are the same "
        "point, 18.5200 N, 73.8600 E, so nothing is drawn."
    ),
    "duplicate-neighbours": (
        "4:100 coordinate-duplicate: Position geometry.coordinates[0][3] is the same as the one before it."
    ),
    "duplicate-two-points": (
        "5:92 coordinate-duplicate: Ring features[1].geometry.coordinates[0] has only two different "
        "positions, so it encloses nothing."
    ),
    "sliver": "4:142 geometry-sliver: The polygon geometry.coordinates[1] is only 8 cm wide, too thin to be seen.",
    "circle": (
        "4:52 geometry-circle: The map is a circle of 64 sides, not a boundary: 5.6 km around 18.52 N, 73.86 "
        "E, 96.7 km²."
    ),
    "antimeridian": (
        "5:110 geometry-antimeridian: The boundary jumps more than half way around the earth at "
        "features[1].geometry.coordinates[1]."
    ),
    "range-gone-round-the-world": (
        "4:53 coordinate-range: Longitude -286.2 is out of range: it was counted once around the earth. The "
        "map is at 18.47 N, 73.80 E."
    ),
    "range-typing-error": (
        "4:92 coordinate-range: geometry.coordinates[0][2] is 73.95, 185.5, outside the range of -180 to 180 "
        "(longitude) and -90 to 90 (latitude)."
    ),
    "range-unknown-metres": (
        "4:53 coordinate-range: The coordinates are metres of a map projection, not degrees (3730000, 92042000)."
    ),
    "range-utm": (
        "4:53 coordinate-range: The coordinates are metres (UTM zone 43 north), not degrees; in degrees the "
        "map is at 18.47 N, 73.80 E."
    ),
    "range-web-mercator": (
        "4:53 coordinate-range: The coordinates are metres (Web Mercator), not degrees; in degrees the map "
        "is at 18.47 N, 73.80 E."
    ),
    "order-swapped": (
        "4:52 coordinate-order: The axes are swapped: longitude comes first. The map is now at 73.87 N, "
        "18.51 E; swapped back, at 18.51 N, 73.87 E."
    ),
    "far-null-island": (
        "5:88 geometry-far: features[1] is at 0, 0, the default position of many programs, 8,316 km from the "
        "rest of the map."
    ),
    "far-other-city": "4:52 geometry-far: The map (2.1 km by 3.3 km, 7.0 km²) is 116 km from the centroid.",
    "far-other-country": (
        "4:52 geometry-far: The map (842 m by 1.1 km, 0.94 km²) is 12,652 km from the centroid, in another "
        "country (United States)."
    ),
    "far-sign-lost": (
        "4:52 geometry-far: The map is 4,090 km from the centroid; with the opposite sign of its latitudes "
        "it is at 18.51 N, 73.87 E."
    ),
    "far-stray-feature": "5:88 geometry-far: features[1] is 1,169 km from the rest of the map, at 28.61 N, 77.21 E.",
    "country-reaching-out": (
        "4:52 geometry-country: The map (2,941 km by 3,113 km, 9,170,000 km²) extends 1,124 km beyond India, into Iran."
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_bad_map_gives_the_one_finding_that_it_stands_for(name: str, tmp_path: Path) -> None:
    found = findings((DATA / f"{name}.geojson").read_bytes(), tmp_path)
    said = [f"{f.location.line}:{f.location.column} {f.rule}: {f.message}" for f in found]
    assert said == [FOUND[name]]


def test_every_bad_map_is_in_the_table_and_there_are_many_kinds() -> None:
    assert sorted(path.stem for path in DATA.glob("*.geojson")) == sorted(FOUND)
    assert len(FOUND) >= 60
