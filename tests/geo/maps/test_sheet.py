"""The picture of a map: what stands where, what is said, and that nothing of a case's text can break it."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.diagnostics.findings import Finding
from cslint.geo.geometry.measure import distance
from cslint.geo.maps.basemap import country_box
from cslint.geo.maps.graticule import scale_bar
from cslint.geo.maps.png import png
from cslint.geo.maps.projection import Box, frame, unrolled
from cslint.geo.maps.scene import Fault, Scene, Shown, scene_of
from cslint.geo.maps.svg import draw
from cslint.geo.places.coordinate_parser import LatLon
from cslint.linter import discovery
from tests.geo.geometry.maps import check, collection, feature, lay_out

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(content: str, folder: Path, **front_matter: str | None) -> str:
    index = lay_out(content, folder, **front_matter)
    made = draw(scene_of(discovery.read(index), check(index)))
    assert made is not None
    return made


def classes(svg: str) -> set[str]:
    return {name for node in ET.fromstring(svg).iter() for name in node.get("class", "").split()}


def words(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_sound_map_shows_its_area_its_centroid_and_its_country(tmp_path: Path) -> None:
    svg = drawn(feature(), tmp_path)
    assert {"area", "pin", "country", "land", "focus", "bar"} <= classes(svg)
    assert "Smart Pune" in words(svg)
    assert "Where it is" in words(svg)
    assert "Nothing is wrong with this map." in words(svg)


@pytest.mark.parametrize(
    ("content", "rule", "seen"),
    [
        (feature("[[[73.8, 18.46], [73.93, 18.47], [73.95, 18.55], [73.79, 18.56]]]"), "ring-unclosed", "gap"),
        (feature("[[[73.8, 18.4], [73.9, 18.6], [73.9, 18.4], [73.8, 18.6], [73.8, 18.4]]]"), "ring-crossing", "area"),
        (feature("[[3.8, 48.46], [3.9, 48.5]]", "LineString"), "geometry-type", "line"),
        (feature("[73.85, 18.52]", "Point"), "geometry-type", "point"),
    ],
)
def test_a_fault_is_marked_where_it_is_and_told_beside(content: str, rule: str, seen: str, tmp_path: Path) -> None:
    svg = drawn(content, tmp_path)
    assert rule in words(svg)
    assert {seen, "number"} <= classes(svg)
    assert {"ring-error", "ring-warning"} & classes(svg)


def test_a_crossing_is_marked_at_the_crossing_itself(tmp_path: Path) -> None:
    index = lay_out(feature("[[[73.8, 18.4], [73.9, 18.6], [73.9, 18.4], [73.8, 18.6], [73.8, 18.4]]]"), tmp_path)
    (fault,) = [f for f in scene_of(discovery.read(index), check(index)).faults if f.rule == "ring-crossing"]
    assert fault.places[0] == pytest.approx((73.85, 18.5))


def test_a_shape_far_from_the_centroid_is_shown_close_up_as_well(tmp_path: Path) -> None:
    assert "The drawn area, close up" in words(drawn(feature(), tmp_path, centroid="[52.520000, 13.400000]"))


@pytest.mark.parametrize("content", ["{", "[]", '{"type": "FeatureCollection", "features": []}'])
def test_without_a_readable_map_the_centroid_is_drawn(content: str, tmp_path: Path) -> None:
    svg = drawn(content, tmp_path)
    assert "pin" in classes(svg)
    assert not {"area", "line", "point"} & classes(svg)


def test_without_anything_that_has_a_place_there_is_no_picture(tmp_path: Path) -> None:
    index = lay_out("{", tmp_path, centroid=None, country_code=None)
    assert draw(scene_of(discovery.read(index))) is None


def test_the_same_case_gives_the_same_picture(tmp_path: Path) -> None:
    assert drawn(feature(), tmp_path) == drawn(feature(), tmp_path)


def test_a_map_across_the_antimeridian_is_drawn_in_one_piece(tmp_path: Path) -> None:
    east = feature("[[[179.9, -17], [180, -17], [180, -16.9], [179.9, -17]]]")
    west = feature("[[[-180, -17], [-179.9, -17], [-180, -16.9], [-180, -17]]]")
    index = lay_out(collection(east, west), tmp_path, country_code="FJI", centroid="[-17.000000, 179.990000]")
    box = scene_of(discovery.read(index)).box
    assert box is not None
    assert box.east - box.west == pytest.approx(0.2)


def test_longitudes_are_unrolled_in_one_piece() -> None:
    assert unrolled([(179.0, 0.0), (-179.0, 0.0)], 180.0) == [(179.0, 0.0), (181.0, 0.0)]
    assert unrolled([(-179.0, 0.0), (-178.0, 0.0)], 178.0) == [(181.0, 0.0), (182.0, 0.0)]
    assert unrolled([(-180.0, 0.0), (180.0, 0.0)], 0.0) == [(-180.0, 0.0), (180.0, 0.0)]


@pytest.mark.parametrize("lat", [0.0, 51.5, -33.9, 78.2])
@pytest.mark.parametrize("side", [0.01, 1.0, 20.0])
def test_the_scale_bar_is_as_long_as_it_says(lat: float, side: float) -> None:
    view = frame(Box(10, lat - side / 4, 10 + side, lat + side / 4), 0, 0, 600, 500)
    _, bar, label = scale_bar(view)
    pixels = float(re.findall(r"h([\d.]+)", bar)[0])
    said, unit = re.findall(r">([\d,]+) (k?m)<", label)[0]
    length = float(said.replace(",", "")) / (1 if unit == "km" else 1000)
    lon, middle = view.box.middle
    degrees = pixels / (view.plain(lon + 1, middle)[0] - view.plain(lon, middle)[0])
    assert distance(LatLon(middle, 0), LatLon(middle, degrees)) == pytest.approx(length, rel=0.01)


def test_a_country_is_shown_without_its_islands_oceans_away() -> None:
    box = country_box("FRA", (2.35, 48.85))
    assert box is not None
    assert (-6 < box.west < box.east < 10, 41 < box.south < box.north < 52) == (True, True)


HOSTILE = "</text><script>alert(1)</script><svg onload='x'>&\"]]>\u202e\x00\x1b\ud800"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60) | st.just(HOSTILE))
def test_text_of_a_case_is_never_markup(text: str) -> None:
    shape = Shown("area", (((1.0, 2.0), (1.1, 2.0), (1.1, 2.1), (1.0, 2.0)),), (False,))
    svg = draw(Scene(text, text, text, (shape,), (1.0, 2.0), "", (Fault(text, "error", text, ((1.0, 2.0),)),)))
    assert svg is not None
    root = ET.fromstring(svg.encode("utf-8"))
    names = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "text", "clipPath", "g", "path", "circle"}
    assert not {key for node in root.iter() for key in node.attrib if key.startswith("on") or "href" in key}
    assert root.find(f"{SVG}title") is not None


def test_findings_of_the_text_are_not_marked(tmp_path: Path) -> None:
    index = lay_out(feature(), tmp_path)
    text: list[Finding] = [f for f in check(index) if f.field is None]
    assert scene_of(discovery.read(index), text).faults == ()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cslint", "map", *map(str, arguments), "--isolated"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def test_the_command_writes_an_svg_or_prints_it(tmp_path: Path) -> None:
    file = tmp_path / "out.svg"
    assert run("examples/pune-ind", "-o", file).returncode == 0
    assert run("examples/pune-ind").stdout == file.read_bytes()
    assert ET.parse(file).getroot().tag == f"{SVG}svg"


def test_the_command_refuses_what_it_cannot_write(tmp_path: Path) -> None:
    done = run("examples/pune-ind", "-o", tmp_path / "out.gif")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip().endswith("is neither an .svg nor a .png file.")


def test_a_png_is_drawn_where_resvg_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    assert png(drawn(feature(), tmp_path), zoom=1).startswith(b"\x89PNG\r\n\x1a\n")


def test_without_resvg_a_png_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from cslint.errors import ConfigError

    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ConfigError, match=r"pip install 'cslint\[png\]"):
        png("<svg/>")


@pytest.mark.parametrize("far", [1e15, -1e15, 1e-300, 180.0])
def test_no_number_is_too_large_or_too_small_to_be_drawn(far: float, tmp_path: Path) -> None:
    assert "title" in classes(drawn(feature(f"[[0, 0], [{far}, 0], [0, 0.5]]", "MultiPoint"), tmp_path))


@pytest.mark.parametrize("content", ["{", None])
def test_nothing_is_called_right_that_was_not_looked_at(content: str | None, tmp_path: Path) -> None:
    index = lay_out(content or "", tmp_path)
    if content is None:
        (tmp_path / "map.geojson").unlink()
    svg = draw(scene_of(discovery.read(index)))
    assert svg is not None
    assert "The map cannot be read." in words(svg)
    assert "Nothing is wrong with this map." not in words(svg)


def test_a_ring_too_small_to_be_seen_is_no_path_of_one_point(tmp_path: Path) -> None:
    speck = "[[[73.80, 18.46], [73.8000001, 18.46], [73.8000001, 18.4600001], [73.80, 18.46]]]"
    svg = drawn(collection(feature(), feature(speck)), tmp_path)
    paths = [node.get("d", "") for node in ET.fromstring(svg).iter(f"{SVG}path")]
    assert all(re.fullmatch(r"(M[^MlhvL]+[lhvL][^M]+)+", d) for d in paths), paths
    assert "point" in classes(svg)


def test_shapes_beyond_two_thousand_are_counted(tmp_path: Path) -> None:
    svg = drawn(collection(*[feature("[73.85, 18.52]", "Point")] * 2_500), tmp_path)
    assert "the first 2,000 of 2,500 shapes" in svg
    assert svg.count('class="point"') < 4_100  # drawn twice: in the map and close up
