"""One small bad map for each kind of fault, and the one finding that it stands for.

The maps lie in ``tests/data/geojson``. Every rule of maps looks at every one of them, so each line says as well that
nothing else is found there: one fault, one finding.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geometry.maps import DATA, findings

FOUND = {
    "syntax-5000-digits": "3:23 geojson-syntax: This number has 5,000 digits; programs give up here.",
    "syntax-backslash": "3:29 geojson-syntax: A backslash in a text begins a sign of its own; here it begins none.",
    "syntax-bare-key": "2:3 geojson-syntax: The name type needs double quotes.",
    "syntax-byte-order-mark": (
        "1:1 geojson-syntax: The map begins with a byte order mark, which many programs take for a fault."
    ),
    "syntax-comment": "3:21 geojson-syntax: A comment stands here; JSON has none.",
    "syntax-curly-quotes": "2:11 geojson-syntax: The quote “ stands here; JSON knows only straight double quotes.",
    "syntax-decimal-comma": '4:74 geojson-syntax: ";" means nothing here.',
    "syntax-degree-sign": '4:69 geojson-syntax: "73.93°" is no number as JSON writes it.',
    "syntax-double-comma": "4:83 geojson-syntax: A value is missing here.",
    "syntax-doubled-key": (
        '3:31 geojson-syntax: The member "name" stands twice in one object; programs read only one of the two.'
    ),
    "syntax-empty": "1:1 geojson-syntax: The map is an empty file.",
    "syntax-extra-bracket": "6:1 geojson-syntax: The map is complete before this; what follows belongs to nothing.",
    "syntax-infinity": "3:28 geojson-syntax: -Infinity is no number in JSON, and no place on a map.",
    "syntax-javascript": "1:1 geojson-syntax: The map is no JSON but a JavaScript program.",
    "syntax-kml": "1:1 geojson-syntax: The map is no JSON but a web page or another kind of XML (KML, GPX).",
    "syntax-latin-1": "3:30 geojson-syntax: The map is saved as Latin-1; programs that draw maps read UTF-8.",
    "syntax-leading-zero": '4:69 geojson-syntax: "073.93" is no number as JSON writes it.',
    "syntax-lfs-pointer": (
        "1:1 geojson-syntax: The map is no JSON but a Git LFS pointer; the map itself was not committed."
    ),
    "syntax-merge-conflict": "3:1 geojson-syntax: A merge was left unfinished here; both versions stand in the file.",
    "syntax-missing-colon": "3:14 geojson-syntax: A colon is missing after this name.",
    "syntax-missing-comma": "4:81 geojson-syntax: A comma is missing after this.",
    "syntax-missing-value": "3:17 geojson-syntax: A value is missing here.",
    "syntax-nan": "4:69 geojson-syntax: NaN is no number in JSON, and no place on a map.",
    "syntax-no-break-space": (
        "3:16 geojson-syntax: An invisible character (U+00A0) stands here; JSON allows plain spaces only."
    ),
    "syntax-only-spaces": "1:1 geojson-syntax: The map is an empty file.",
    "syntax-plus-sign": '4:53 geojson-syntax: "+73.80" is no number as JSON writes it.',
    "syntax-python-word": (
        '3:17 geojson-syntax: "None" is no JSON value: a number, a text in double quotes, true, false or null is.'
    ),
    "syntax-single-quotes": "2:11 geojson-syntax: The quote ' stands here; JSON knows only straight double quotes.",
    "syntax-tab-in-text": "3:30 geojson-syntax: Inside a text stands a tab, which JSON cannot hold as it is.",
    "syntax-too-deep": "1:200 geojson-syntax: Brackets stand inside brackets 5,000 deep; programs give up here.",
    "syntax-trailing-comma": (
        "3:24 geojson-syntax: A comma stands after the last entry; JSON has commas only between two."
    ),
    "syntax-truncated": "4:77 geojson-syntax: The map breaks off here, in the middle of its JSON.",
    "syntax-truncated-in-text": "1:15 geojson-syntax: The map breaks off here, in the middle of its JSON.",
    "syntax-two-maps": (
        "6:1 geojson-syntax: The map has one JSON object on each line (newline-delimited GeoJSON), where one "
        "FeatureCollection holds them all."
    ),
    "syntax-unclosed-text": "2:20 geojson-syntax: A text on this line has no closing quote.",
    "syntax-utf-16": "1:1 geojson-syntax: The map is saved as UTF-16; programs that draw maps read UTF-8.",
    "syntax-wrong-bracket": "4:131 geojson-syntax: The bracket [ is closed by one of another kind here.",
    "syntax-zip": "1:1 geojson-syntax: The map is no JSON but a picture, an archive or another file of bytes.",
    "structure-bare-geometry-in-features": (
        "4:5 geojson-structure: A Polygon stands at features[0], where a Feature is expected."
    ),
    "structure-bbox-of-three": (
        "4:11 geojson-structure: A bounding box is a list of four or six numbers; bbox is something else."
    ),
    "structure-collection-in-collection": (
        "4:5 geojson-structure: A FeatureCollection stands inside another at features[0]."
    ),
    "structure-coordinate-huge": (
        "4:85 geojson-structure: The number at geometry.coordinates[0][2][0] is too large to be a coordinate."
    ),
    "structure-coordinate-true": (
        "4:85 geojson-structure: A coordinate is a number; geometry.coordinates[0][2][0] is true or false."
    ),
    "structure-coordinates-a-text": "4:50 geojson-structure: A list is expected at geometry.coordinates, found a text.",
    "structure-coordinates-in-quotes": (
        "4:85 geojson-structure: A coordinate is a number without quotes; geometry.coordinates[0][2][0] is "
        'the text "73.95".'
    ),
    "structure-coordinates-misplaced": (
        '1:39 geojson-structure: The member "coordinates" has no place in a Feature (coordinates).'
    ),
    "structure-coordinates-missing": '4:15 geojson-structure: The Polygon at geometry has no "coordinates".',
    "structure-esri": "1:1 geojson-structure: The map is in the JSON of Esri's programs, which is not GeoJSON.",
    "structure-feature-as-geometry": (
        "4:15 geojson-structure: A Feature stands at geometry, where a geometry is expected."
    ),
    "structure-feature-is-null": "5:5 geojson-structure: Expected an object with a type at features[1], found null.",
    "structure-features-no-list": "1:43 geojson-structure: A list is expected at features, found an object.",
    "structure-geometry-missing": '1:1 geojson-structure: The Feature at the top has no "geometry".',
    "structure-id-a-list": "4:9 geojson-structure: An id is a text or a number; id is a list.",
    "structure-key-misspelt": '4:3 geojson-structure: The member "geometery" is written "geometry".',
    "structure-line-of-one": (
        "5:93 geojson-structure: A line needs two positions or more; features[1].geometry.coordinates has 1."
    ),
    "structure-list": "1:1 geojson-structure: Expected an object with a type at the top, found a list.",
    "structure-multipolygon-as-polygon": (
        "4:50 geojson-structure: The coordinates of a Polygon stand in 3 pairs of brackets; "
        "geometry.coordinates has 4, as those of a MultiPolygon."
    ),
    "structure-other-json": (
        '1:1 geojson-structure: The map is JSON but no GeoJSON: it has neither "type" nor "features" nor "coordinates".'
    ),
    "structure-polygon-one-bracket-short": (
        "4:50 geojson-structure: The coordinates of a Polygon stand in 3 pairs of brackets; "
        "geometry.coordinates has 2, as those of a MultiPoint or LineString."
    ),
    "structure-position-null": (
        "4:84 geojson-structure: A position is a list of two numbers; geometry.coordinates[0][2] is null."
    ),
    "structure-position-of-one": (
        "4:84 geojson-structure: A position is longitude and latitude; geometry.coordinates[0][2] has 1 of the two."
    ),
    "structure-properties-a-text": (
        "3:17 geojson-structure: The properties of a Feature are an object or null; properties is a text."
    ),
    "structure-properties-in-geometry": (
        '4:35 geojson-structure: The member "properties" has no place in a Polygon (geometry.properties).'
    ),
    "structure-properties-missing": '1:1 geojson-structure: The Feature at the top has no "properties".',
    "structure-ring-of-two": (
        "4:51 geojson-structure: A ring needs four positions or more, the last one like the first; "
        "geometry.coordinates[0] has 2."
    ),
    "structure-ring-there-and-back": (
        "4:51 geojson-structure: A ring needs four positions or more, the last one like the first; "
        "geometry.coordinates[0] has 3."
    ),
    "structure-topojson": "1:10 geojson-structure: The map is TopoJSON, which is not GeoJSON.",
    "structure-type-key-in-capitals": '2:3 geojson-structure: The member "Type" is written "type".',
    "structure-type-missing": '1:1 geojson-structure: There is no "type" at the top; "Feature" seems to be meant.',
    "structure-type-no-text": (
        '4:24 geojson-structure: GeoJSON has no type that is a number; "Polygon" seems to be meant.'
    ),
    "structure-type-spelt-small": '2:11 geojson-structure: The type "feature" is written "Feature".',
    "structure-type-unknown": '4:24 geojson-structure: GeoJSON has no type "Square"; "Polygon" seems to be meant.',
    "foreign-member": '4:3 foreign-member: GeoJSON gives these members no meaning: "stroke".',
    "crs-member": (
        '4:3 crs-member: The member "crs" is no longer part of GeoJSON: coordinates are degrees of WGS 84, always.'
    ),
    "bbox-swapped": (
        "4:11 bbox-mismatch: The bounding box at bbox leaves out part of the shapes, which need [73.79, "
        "18.46, 73.95, 18.56]."
    ),
    "bbox-too-small": (
        "4:11 bbox-mismatch: The bounding box at bbox leaves out part of the shapes, which need [73.79, "
        "18.46, 73.95, 18.56]."
    ),
    "bbox-upside-down": (
        "4:11 bbox-mismatch: The bounding box at bbox is not west, south, east, north; the shapes reach from "
        "[73.79, 18.46, 73.95, 18.56]."
    ),
    "height-and-time": (
        "4:104 coordinate-height: A position has more than three numbers; nobody defines what they mean "
        "(geometry.coordinates[0][2][3])."
    ),
    "height-everywhere": "4:67 coordinate-height: Every position has a third number, a height, which no map shows.",
    "height-here-and-there": (
        "4:99 coordinate-height: Positions with a third number, a height: 1 of 5. The others have none."
    ),
    "collection-nested": (
        "1:47 geometry-nested: A GeometryCollection stands inside another (geometries[0]); many programs do "
        "not draw it."
    ),
    "precision": "4:85 coordinate-precision: 1 number with up to 14 decimals; 7 are enough here.",
    "empty-geometry-collection": (
        "4:60 geometry-empty: The map is empty: the geometry collection at geometry.geometries holds nothing."
    ),
    "empty-no-coordinates": "4:50 geometry-empty: The map is empty: there are no coordinates at geometry.coordinates.",
    "empty-no-features": "1:43 geometry-empty: The map is empty: it has no features.",
    "empty-null-geometry": "4:15 geometry-empty: The map is empty: geometry is null.",
    "empty-one-of-two": "5:55 geometry-empty: Part of the map is empty: features[1].geometry is null.",
    "kind-closed-line": "4:53 geometry-type: The boundary is drawn as a line; as a polygon it is an area.",
    "kind-open-line": (
        "4:53 geometry-type: The map is an open line, 19.3 km long with 18.7 km between its ends; what is "
        "wanted is an area."
    ),
    "kind-point": "4:48 geometry-type: The map is a single point; what is wanted is the area of the case.",
    "kind-points": "4:53 geometry-type: The map is 2 points; what is wanted is the area of the case.",
    "ring-bow-tie": "4:52 ring-crossing: The boundary crosses itself near 18.5124 N, 73.8786 E.",
    "ring-flat": (
        "4:52 ring-crossing: The boundary encloses nothing; it runs there and back on one line near 18.4600 "
        "N, 73.8000 E."
    ),
    "ring-open": (
        "4:100 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position lies 11.1 km "
        "from its first."
    ),
    "ring-open-by-a-hair": (
        "4:116 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position lies 1 cm "
        "from its first."
    ),
    "ring-open-line-that-nearly-closes": (
        "4:118 ring-unclosed: The boundary is drawn as an open line: 111 m lie between its ends, on 50.9 km."
    ),
    "ring-open-triangle": (
        "4:84 ring-unclosed: The ring geometry.coordinates[0] is not closed: its last position lies 18.7 km "
        "from its first."
    ),
    "ring-spike": "4:68 ring-crossing: The boundary runs out to 18.5000 N, 73.9900 E and back on the same line.",
    "ring-touching-itself": "4:68 ring-crossing: The boundary touches itself near 18.5100 N, 73.8700 E.",
    "hole-across-the-edge": (
        "4:100 ring-crossing: A hole crosses the boundary or another hole near 18.5126 N, 73.7947 E."
    ),
    "hole-cuts-in-two": "4:100 ring-crossing: A hole cuts the area in two near 18.5600 N, 73.8600 E.",
    "hole-in-a-hole": "4:200 ring-crossing: A hole lies inside another, near 18.5000 N, 73.8300 E.",
    "hole-outside": "4:134 ring-crossing: A hole lies outside the boundary, near 18.5000 N, 73.6000 E.",
    "part-inside-another": "4:58 ring-crossing: One part of a shape lies inside another, near 18.5000 N, 73.8400 E.",
    "parts-overlapping": (
        "4:58 ring-crossing: Two parts of one shape overlap or share a border near 18.5000 N, 73.9375 E."
    ),
    "winding-clockwise": "4:52 ring-winding: The boundary runs clockwise; RFC 7946 asks for counterclockwise.",
    "winding-of-a-hole": "4:134 ring-winding: A hole runs counterclockwise; RFC 7946 asks for clockwise.",
    "duplicate-all-one-point": (
        "5:92 coordinate-duplicate: All 5 positions of the ring features[1].geometry.coordinates[0] are one "
        "point, 18.5200 N, 73.8600 E; it shows nothing."
    ),
    "duplicate-neighbours": (
        "4:100 coordinate-duplicate: The position geometry.coordinates[0][3] is the same as the one before it."
    ),
    "duplicate-two-points": (
        "5:92 coordinate-duplicate: The ring features[1].geometry.coordinates[0] has only two different "
        "positions and encloses nothing."
    ),
    "sliver": "4:142 geometry-sliver: The polygon geometry.coordinates[1] is 8 cm wide, too thin to be seen.",
    "circle": (
        "4:52 geometry-circle: A circle of 64 sides stands in place of a boundary: 5.6 km round 18.52 N, "
        "73.86 E, 96.7 km²."
    ),
    "antimeridian": (
        "5:110 geometry-antimeridian: The boundary jumps more than half way round the earth at "
        "features[1].geometry.coordinates[1]."
    ),
    "range-gone-round-the-world": (
        "4:53 coordinate-range: Longitudes end at 180; -286.2 has gone on round the earth. The map is at "
        "18.47 N, 73.80 E."
    ),
    "range-typing-error": (
        "4:92 coordinate-range: geometry.coordinates[0][2] is 73.95, 185.5; longitude goes from -180 to 180 "
        "and latitude from -90 to 90."
    ),
    "range-unknown-metres": (
        "4:53 coordinate-range: The coordinates are metres of a map projection and no degrees (3730000, 92042000)."
    ),
    "range-utm": (
        "4:53 coordinate-range: The coordinates are metres (UTM zone 43 north) and no degrees; in degrees "
        "the map is at 18.47 N, 73.80 E."
    ),
    "range-web-mercator": (
        "4:53 coordinate-range: The coordinates are metres (Web Mercator) and no degrees; in degrees the map "
        "is at 18.47 N, 73.80 E."
    ),
    "order-swapped": (
        "4:52 coordinate-order: The axes are swapped: GeoJSON puts longitude first. As it stands the map is "
        "at 73.87 N, 18.51 E; exchanged, at 18.51 N, 73.87 E."
    ),
    "far-null-island": (
        "5:88 geometry-far: features[1] lies at 0, 0, where programs put what has no place, 8,316 km from "
        "the rest of the map."
    ),
    "far-other-city": "4:52 geometry-far: The map (2.1 km by 3.3 km, 7.0 km²) lies 116 km from the centroid.",
    "far-other-country": (
        "4:52 geometry-far: The map (842 m by 1.1 km, 0.94 km²) lies 12,652 km from the centroid, in another "
        "country (United States)."
    ),
    "far-sign-lost": (
        "4:52 geometry-far: The map lies 4,090 km from the centroid; with the sign of its latitudes changed "
        "it is at 18.51 N, 73.87 E."
    ),
    "far-stray-feature": "5:88 geometry-far: features[1] lies 1,169 km from the rest of the map, at 28.61 N, 77.21 E.",
    "country-reaching-out": (
        "4:52 geometry-country: The map (2,941 km by 3,113 km, 9,170,000 km²) reaches 1,124 km out of India, into Iran."
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
