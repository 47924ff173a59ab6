"""Where a map lies: one answer for every way of being wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.document.geojson.model import Shape
from cslint.geo.geometry import location
from cslint.geo.geometry.country import CountryOutline
from cslint.geo.geometry.distance import away, sample
from cslint.geo.geometry.location import Answer, whereabouts
from cslint.geo.places import countries
from cslint.geo.places.coordinate_parser import LatLon
from cslint.geo.places.outlines import outline

PUNE, LONDON, LAGOS = LatLon(18.52, 73.86), LatLon(51.507, -0.1275), LatLon(6.45, 3.39)


def box(lat: float, lon: float, half: float = 0.05, feature: int = 0) -> Shape:
    """A square map round a place, ``half`` degrees to each side."""
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Shape("Polygon", ("features", feature, "geometry"), [ring], feature)


@dataclass
class Square:
    """A country: a square of ten degrees with its north-west corner at 20 N, 70 E; east of it lies another."""

    name: str = "Squareland"

    def outside(self, place: LatLon) -> float:
        return 111 * max(0.0, place.lat - 20, 10 - place.lat, place.lon - 80, 70 - place.lon)

    def near(self, place: LatLon, around: float = 0.0) -> bool:
        return self.outside(place) <= 25 - around

    def owner(self, place: LatLon) -> str:
        return "Neighbour" if 80 < place.lon < 90 and 10 < place.lat < 20 else ""


@pytest.mark.parametrize(
    ("what", "shapes", "centroid", "answer"),
    [
        ("the centroid inside", [box(*PUNE)], PUNE, Answer.FINE),
        ("the centroid outside by less than the map's length", [box(18.52, 73.97)], PUNE, Answer.FINE),
        ("the centroid outside by more", [box(18.52, 74.10)], PUNE, Answer.FAR),
        ("a tiny map a kilometre off", [box(18.529, 73.86, 0.0005)], PUNE, Answer.FINE),
        ("a tiny map three kilometres off", [box(18.55, 73.86, 0.0005)], PUNE, Answer.FAR),
        ("no centroid", [box(18.55, 73.86)], None, Answer.FINE),
        ("axes swapped", [box(73.86, 18.52)], PUNE, Answer.SWAPPED),
        ("axes swapped, no centroid", [box(73.86, 18.52)], None, Answer.SWAPPED),
        ("the centroid swapped", [box(*PUNE)], LatLon(73.86, 18.52), Answer.UNKNOWN),
        ("axes swapped in both", [box(73.86, 18.52)], LatLon(73.86, 18.52), Answer.SWAPPED),
        ("the sign of longitudes lost", [box(18.52, -73.86)], PUNE, Answer.MIRRORED),
        ("both signs lost", [box(-18.52, -73.86)], PUNE, Answer.MIRRORED),
        ("another continent", [box(*LONDON)], PUNE, Answer.FAR),
        ("another continent, no centroid", [box(*LONDON)], None, Answer.OUTSIDE),
        ("the centroid on another continent", [box(*PUNE)], LONDON, Answer.UNKNOWN),
        ("both on another continent", [box(*LONDON)], LONDON, Answer.UNKNOWN),
        ("beyond the border by less than the slack", [box(15, 80.15)], LatLon(15, 80.15), Answer.FINE),
        ("reaching into the neighbour", [box(15, 79, 2)], LatLon(15, 79), Answer.REACHES),
        ("reaching into the sea", [box(15, 71, 2)], LatLon(15, 71), Answer.FINE),
        ("a feature astray", [box(*PUNE), box(12.0, 77.0, feature=1)], PUNE, Answer.STRAY),
        ("one astray among three", [box(12, 77), box(*PUNE, feature=1), box(*PUNE, feature=2)], None, Answer.STRAY),
        ("districts of one city", [box(18.5, 73.8, 0.01), box(18.6, 73.9, 0.01, feature=1)], PUNE, Answer.FINE),
        ("cities of one country", [box(11, 75), box(13, 76, feature=1), box(16, 78, feature=2)], None, Answer.FINE),
    ],
)  # fmt: skip
def test_a_map_gets_one_answer(what: str, shapes: list[Shape], centroid: LatLon | None, answer: Answer) -> None:
    found = whereabouts(shapes, centroid, Square(), least=2.0)
    assert found is not None
    assert found.answer == answer


@pytest.mark.parametrize(
    ("shapes", "centroid", "answer"),
    [
        ([box(73.86, 18.52)], PUNE, Answer.SWAPPED),
        ([box(41.15, -8.61)], LatLon(-8.61, 41.15), Answer.EXCHANGED),
        ([box(*LONDON)], PUNE, Answer.FAR),
        ([box(18.52, -73.86)], PUNE, Answer.MIRRORED),
        ([box(*LONDON)], None, Answer.UNKNOWN),
    ],
)
def test_without_a_country_the_centroid_is_enough(shapes: list[Shape], centroid: LatLon | None, answer: Answer) -> None:
    found = whereabouts(shapes, centroid, None, least=2.0)
    assert found is not None
    assert found.answer == answer


def test_an_answer_has_its_facts() -> None:
    found = whereabouts([box(15, 79, 2)], LatLon(15, 79), Square(), least=2.0)
    assert found is not None
    assert (found.owner, round(found.kilometres)) == ("Neighbour", 111)
    found = whereabouts([box(*PUNE), box(12.0, 77.0, feature=1)], PUNE, Square(), least=2.0)
    assert found is not None
    assert (found.feature, round(found.kilometres)) == (1, 796)
    assert whereabouts([], PUNE, None, least=2.0) is None


@pytest.mark.parametrize(
    ("shapes", "place", "kilometres"),
    [
        ([box(*PUNE)], PUNE, 0.0),
        ([box(18.52, 73.96)], PUNE, 5.28),  # half a tenth of a degree of longitude at 18.52 N
        ([Shape("Point", (), [73.86, 18.62])], PUNE, 11.07),
        ([Shape("LineString", (), [[73.0, 18.52], [74.0, 18.52]])], PUNE, 0.0),
        ([box(0, 179.9)], LatLon(0, -179.9), 16.7),
    ],
)
def test_the_distance_to_a_map_is_that_to_its_nearest_point(
    shapes: list[Shape], place: LatLon, kilometres: float
) -> None:
    found = away(shapes, place)
    assert found is not None
    assert found.kilometres == pytest.approx(kilometres, rel=0.01, abs=0.001)


def test_in_a_hole_one_is_outside() -> None:
    ring = box(*PUNE).coordinates[0]
    hole = box(*PUNE, half=0.02).coordinates[0]
    found = away([Shape("Polygon", (), [ring, hole])], PUNE)
    assert found is not None
    assert found.kilometres == pytest.approx(2.1, abs=0.05)


def test_a_sample_is_spread_over_all_positions_and_short() -> None:
    line: list[object] = [[float(n), 0.0] for n in range(1000)]
    places = sample([Shape("LineString", (), line[:500]), Shape("LineString", (), line[500:])], 10)
    assert [place.lon for place in places] == [float(n) for n in range(0, 1000, 100)]


def land(code: str) -> CountryOutline:
    found = countries.by_alpha3(code)
    assert found is not None
    return CountryOutline(found)


@pytest.mark.parametrize(
    ("code", "lat", "lon", "answer"),
    [
        ("SGP", 1.29, 103.85, Answer.FINE),
        ("MLT", 35.90, 14.51, Answer.FINE),
        ("HKG", 22.32, 114.17, Answer.FINE),
        ("CHN", 22.32, 114.17, Answer.FINE),  # Hong Kong belongs to it
        ("USA", 18.45, -66.07, Answer.FINE),  # so does Puerto Rico
        ("NLD", 51.95, 4.05, Answer.FINE),  # the harbour of Rotterdam, built into the sea
        ("EST", 41.66, -0.88, Answer.OUTSIDE),
        ("NGA", 3.39, 6.45, Answer.SWAPPED),
    ],
)
def test_real_countries_small_ones_too_are_known(code: str, lat: float, lon: float, answer: Answer) -> None:
    found = whereabouts([box(lat, lon, 0.01)], None, land(code), least=2.0)
    assert found is not None
    assert found.answer == answer


def _whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the short ways away."""
    monkeypatch.setattr(location, "is_corner_near", lambda *_: False)
    monkeypatch.setattr(location, "_farthest", lambda places, land: max((land.outside(x), x) for x in places))
    monkeypatch.setattr(CountryOutline, "near", lambda self, place, around=0.0: not around and _NEAR(self, place))


_NEAR = CountryOutline.near
_LANDS = [land(code) for code in ("IND", "LSO", "ZAF", "RUS", "NOR", "FJI", "SGP", "RWA")]
_SPOTS = st.sampled_from(
    [(own, lat, lon) for own in _LANDS for ring in outline(own.country.alpha3)[:3] for lon, lat in ring[::40]]
)


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[Shape], LatLon | None, CountryOutline]:
    """A map of any size near a border, and a centroid on it or beside it."""
    own, lat, lon = draw(_SPOTS)
    shift = st.floats(-0.6, 0.6)
    lat, lon = max(-85.0, min(85.0, lat + draw(shift))), (lon + draw(shift) + 180) % 360 - 180
    half = draw(st.sampled_from([1e-4, 0.01, 0.1, 0.3, 1.0]))
    unit = st.floats(-1, 1)
    ring = [[lon + half * draw(unit), lat + half * draw(unit)] for _ in range(draw(st.integers(3, 9)))]
    ring = [[max(-180.0, min(180.0, x)), y] for x, y in ring]
    centroid = LatLon(lat + 4 * half * draw(unit), max(-180.0, min(180.0, lon + 4 * half * draw(unit))))
    return [Shape("Polygon", (), [[*ring, ring[0]]])], centroid if draw(st.booleans()) else None, own


@given(maps())
def test_the_short_ways_lead_to_the_same_answer(made: tuple[list[Shape], LatLon | None, CountryOutline]) -> None:
    found = whereabouts(*made, least=2.0)
    with pytest.MonkeyPatch.context() as patch:
        _whole(patch)
        assert whereabouts(*made, least=2.0) == found
