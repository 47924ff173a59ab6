"""Fixes of maps: what they change, what they leave as it was, and that they come to an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.geo.geometry import rings
from tests.corpus import CORPUS, needs_corpus
from tests.geo.geometry.maps import DATA, RING, check, feature, lay_out, mend, surveyed

# one layout of the same open ring for each way in which programs write maps, and how it is closed in it
LAYOUTS = {
    "on one line": (
        '{"type":"Polygon","coordinates":[[[73.8,18.46],[73.93,18.47],[73.95,18.55]]]}',
        '{"type":"Polygon","coordinates":[[[73.8,18.46],[73.93,18.47],[73.95,18.55],[73.8,18.46]]]}',
    ),
    "with spaces inside": (
        '{ "type": "Polygon", "coordinates": [ [ [ 73.8, 18.46 ], [ 73.93, 18.47 ], [ 73.95, 18.55 ] ] ] }\n',
        '{ "type": "Polygon", "coordinates": [ [ [ 73.8, 18.46 ], [ 73.93, 18.47 ], [ 73.95, 18.55 ], '
        "[ 73.8, 18.46 ] ] ] }\n",
    ),
    "a position a line, with tabs": (
        '{"type": "Polygon", "coordinates": [\n\t[\n\t\t[73.8, 18.46],\n\t\t[73.93, 18.47],\n\t\t[73.95, 18.55]\n'
        "\t]\n]}",
        '{"type": "Polygon", "coordinates": [\n\t[\n\t\t[73.8, 18.46],\n\t\t[73.93, 18.47],\n\t\t[73.95, 18.55],\n'
        "\t\t[73.8, 18.46]\n\t]\n]}",
    ),
    "a number a line, line ends of Windows": (
        '{"type": "Polygon", "coordinates": [[\r\n [\r\n  73.8,\r\n  18.46\r\n ],\r\n [\r\n  73.93,\r\n  18.47\r\n ],'
        "\r\n [\r\n  73.95,\r\n  18.55\r\n ]\r\n]]}",
        '{"type": "Polygon", "coordinates": [[\r\n [\r\n  73.8,\r\n  18.46\r\n ],\r\n [\r\n  73.93,\r\n  18.47\r\n ],'
        "\r\n [\r\n  73.95,\r\n  18.55\r\n ],\r\n [\r\n  73.8,\r\n  18.46\r\n ]\r\n]]}",
    ),
}


def fixed(text: str, folder: Path, *, unsafe: bool = False) -> str:
    index = lay_out(text, folder)
    mend(index, unsafe=unsafe)
    return (folder / "map.geojson").read_bytes().decode()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_ring_is_closed_in_the_layout_that_the_file_has(layout: str, tmp_path: Path) -> None:
    before, after = LAYOUTS[layout]
    assert fixed(before, tmp_path) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # positions change places, what stands between them stays
        (
            "[[[73.80, 18.46],\n   [73.79, 18.56], [73.95,18.55],[73.93, 18.47],\t[73.80, 18.46]]]",
            "[[[73.80, 18.46],\n   [73.93, 18.47], [73.95,18.55],[73.79, 18.56],\t[73.80, 18.46]]]",
        ),
        # numbers are cut and rounded, shorter ones stay as they are written
        (f"[{RING}]".replace("18.55", "18.55000004999"), f"[{RING}]".replace("18.55", "18.55")),
        (f"[{RING}]".replace("18.55", "18.550123456789"), f"[{RING}]".replace("18.55", "18.5501235")),
        # of three the same one stays
        (
            "[[[73.80, 18.46], [73.93, 18.47], [73.93, 18.47],\n [73.93, 18.47], [73.95, 18.55], [73.80, 18.46]]]",
            "[[[73.80, 18.46], [73.93, 18.47], [73.95, 18.55], [73.80, 18.46]]]",
        ),
        # quotes go
        (f"[{RING}]".replace("73.95", '" 73.95"'), f"[{RING}]"),
    ],
)
def test_coordinates_are_mended_where_they_stand(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(feature(before), tmp_path) == feature(after)


WGS84 = '{"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'{{\n  "crs": {WGS84},\n  "type": "Point",', '{\n  "type": "Point",'),
        (
            f'{{"type": "Point",\n "crs": {WGS84}, "bbox": [1, 2, 1, 2],',
            '{"type": "Point",\n "bbox": [1, 2, 1, 2],',
        ),
        (f'{{"type": "Point", "title": "crs" , "crs": {WGS84} ,', '{"type": "Point", "title": "crs" ,'),
    ],
)
def test_a_member_goes_with_its_comma_and_its_line(before: str, after: str, tmp_path: Path) -> None:
    rest = ' "coordinates": [1, 2]}'
    assert fixed(before + rest, tmp_path) == after + rest


def test_the_last_member_goes_with_the_comma_before_it(tmp_path: Path) -> None:
    before = f'{{"type": "Point", "coordinates": [1, 2],\n "crs": {WGS84}\n}}'
    assert fixed(before, tmp_path) == '{"type": "Point", "coordinates": [1, 2]\n}'


def test_a_map_with_many_faults_is_mended_in_passes_until_nothing_is_left(tmp_path: Path) -> None:
    before = (
        f'{{"type": "feature", "crs": {WGS84}, "geometry": {{"type": "polygon", "coordinates":'
        ' [[["73.80", 18.46], [73.79, 18.56], [73.79, 18.56], [73.951234567890, 18.55], [73.93, 18.47]]]}}'
    )
    after = (
        '{"properties": {}, "type": "Feature", "geometry": {"type": "Polygon", "coordinates":'
        " [[[73.80, 18.46], [73.93, 18.47], [73.9512346, 18.55], [73.79, 18.56], [73.80, 18.46]]]}}"
    )
    assert fixed(before, tmp_path) == after
    assert check(tmp_path / "index.md") == []


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "EPSG:4326",
        "http://www.opengis.net/def/crs/EPSG/0/4326",
    ],
)
def test_a_crs_that_says_wgs_84_is_removed(name: str, tmp_path: Path) -> None:
    before = (
        f'{{"type": "Point", "crs": {{"type": "name", "properties": {{"name": "{name}"}}}}, "coordinates": [1, 2]}}'
    )
    assert fixed(before, tmp_path) == '{"type": "Point", "coordinates": [1, 2]}'


@pytest.mark.parametrize(
    "crs",
    [
        "null",
        "5",
        '{"type": "name"}',
        '{"properties": {"name": "EPSG:28992"}}',
        '{"properties": {"name": "EPSG:4258"}}',
        '{"properties": {"name": "WGS 84 / UTM zone 31N"}}',
    ],
)
def test_any_other_crs_stays(crs: str, tmp_path: Path) -> None:
    before = f'{{"type": "Point", "crs": {crs}, "coordinates": [1, 2]}}'
    assert fixed(before, tmp_path) == before


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.geojson")))
@pytest.mark.parametrize("unsafe", [False, True])
def test_after_mending_no_finding_offers_a_mend_again(name: str, unsafe: bool, tmp_path: Path) -> None:
    index = lay_out((DATA / f"{name}.geojson").read_bytes(), tmp_path)
    mend(index, unsafe=unsafe)
    left = check(index)
    assert [f.rule for f in left if f.fix and (unsafe or f.fix.safety == "safe")] == []


def area(index: Path) -> float:
    """In square degrees: good enough to see a change."""
    shapes = surveyed(index).structure.shapes
    return sum(abs(rings.turn(ring)) * (1 if outer else -1) for shape in shapes for _, ring, outer in shape.rings())


@needs_corpus
@pytest.mark.parametrize("case", sorted(path.parent.name for path in CORPUS.glob("cases/*/index.md")))
def test_safe_fixes_leave_the_area_of_real_maps_as_it_is(case: str, tmp_path: Path) -> None:
    from cslint.linter import discovery

    real = discovery.read(CORPUS / "cases" / case / "index.md")
    found = real.map_file
    if found is None:
        pytest.skip("names no map that is there")
    where = {name: real.front_matter.fields[name].raw for name in ("centroid", "country_code")}
    index = lay_out(found.source.path.read_bytes(), tmp_path, **where)
    before = area(index)
    mend(index, unsafe=False)
    assert area(index) == pytest.approx(before, rel=1e-6, abs=0)
    assert [f.rule for f in check(index) if f.fix and f.fix.safety == "safe"] == []
    mend(index, unsafe=True)
    assert [f.rule for f in check(index) if f.fix] == []
