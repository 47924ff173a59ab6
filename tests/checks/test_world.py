"""Country code, centroid and city, held against the world and against each other: one fault, one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.checks import gazetteer
from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.contract.profile import Profile, built_in
from cslint.document.case import Case
from cslint.text.source import Source
from tests.checks.samples import mended

CHECKS: dict[str, Callable[[CheckContext], Iterable[Violation]]] = {
    "country-code": gazetteer.country_code,
    "centroid-range": gazetteer.centroid_range,
    "centroid-place": gazetteer.centroid_place,
    "city": gazetteer.misnamed_city,
}


def atlas() -> Profile:
    return next(profile for profile in built_in() if profile.name == "atlas-2023")


def about(lines: str) -> CheckContext:
    path = Path("cases/pune-ind/index.md")
    return CheckContext(Case(path, Source(path, f"---\n{lines}\n---\n")), atlas())


def front_matter(city: str, code: str, centroid: str, *more: str) -> str:
    return "\n".join((f"city: {city}", f"country_code: {code}", f"centroid: {centroid}", *more))


def found(context: CheckContext) -> list[str]:
    """Which checks say which of their messages."""
    return [f"{name} {hit.message}" for name, check in CHECKS.items() for hit in check(context)]


SOUND = [
    ("Pune", "IND", "[18.520430, 73.856744]"),
    ("Mumbai", "IND", "[19.017000, 72.856000]"),
    ("Bombay", "IND", "[19.017000, 72.856000]"),
    ("New York City", "USA", "[40.755853, -74.002123]"),
    ("Ōtautahi-Christchurch", "NZL", "[-43.532055, 172.636230]"),
    ("Hong Kong", "HKG", "[22.319300, 114.169400]"),
    ("Hong Kong", "CHN", "[22.319300, 114.169400]"),
    ("Singapore", "SGP", "[1.352083, 103.819836]"),
    ("Luxembourg", "LUX", "[49.611621, 6.131935]"),
    ("Valletta", "MLT", "[35.898909, 14.514553]"),
    ("Pristina", "XKX", "[42.662914, 21.165503]"),
    ("Casablanca", "MAR", "[33.677425, -7.437374]"),  # a new town 19 km off
    ("Tianjin", "CHN", "[39.0, 117.72]"),  # an eco-city 45 km off a metropolis
    ("Chonburi", "THA", "[12.808361, 101.010899]"),  # the province is called after its capital
    ("Khadakwasla Knowledge Park", "IND", "[19.5, 75.0]"),  # unknown: held against the country alone
    ("Portland, Oregon", "USA", "[45.515232, -122.678385]"),
    ("Portland", "USA", "[43.661471, -70.255326]"),  # the one in Maine
    ("Washington, D.C.", "USA", "[38.907192, -77.036873]"),
    ("New York", "USA", "[40.712778, -74.006111]"),
]


@pytest.mark.parametrize(("city", "code", "centroid"), SOUND)
def test_nothing_is_said_of_what_is_right_or_can_be(city: str, code: str, centroid: str) -> None:
    assert [line for line in found(about(front_matter(city, code, centroid))) if line != "city city-unknown"] == []


FAULTS = [
    # code
    (("Zaragoza", "ES", "[41.656841, -0.879420]"), "country-code meant"),
    (("Hong Kong", "HK", "[22.319300, 114.169400]"), "country-code meant"),
    (("London", "UK", "[51.507222, -0.127500]"), "country-code meant"),
    (("Berlin", "Deutschland", "[52.520008, 13.404954]"), "country-code meant"),
    (("Berlin", "GER", "[52.520008, 13.404954]"), "country-code meant"),
    (("Pune", "ind", "[18.520430, 73.856744]"), "country-code capitals"),
    (("Pune", "356", "[18.520430, 73.856744]"), "country-code meant"),
    (("Pune", "IDN", "[18.520430, 73.856744]"), "country-code elsewhere"),
    (("Pune", "USA", "[18.520430, 73.856744]"), "country-code elsewhere"),  # left from a template
    (("Shenzhen", "HKG", "[22.5446, 114.0545]"), "country-code elsewhere"),  # across the border, nearer than 10 km
    (("Pune", "XYZ", "[18.520430, 73.856744]"), "country-code guess"),
    (("Pune", "XYZ", "null"), "country-code unknown"),
    (("Shenzhen", "HKG", "null"), "country-code city"),
    (("Mumbai", "KOR", "[37.5665, 126.978]"), "country-code city"),
    # centroid
    (("Pune", "IND", "[73.856744, 18.520430]"), "centroid-place swapped"),
    (("Tokyo", "JPN", "[139.691711, 35.689506]"), "centroid-range swapped"),
    (("New York", "USA", "[40.712778, 74.006111]"), "centroid-place sign"),
    (("Lima", "PER", "[12.046374, -77.042793]"), "centroid-place sign"),
    (("Lima", "PER", "[12.046374, 77.042793]"), "centroid-place sign"),
    (("Pune", "IND", "[0, 0]"), "centroid-place zero"),
    (("Pune", "IND", "[48.856613, 2.352222]"), "centroid-place outside"),
    (("Pune", "IND", "[19.075984, 72.877656]"), "centroid-place far"),
    (("Pune", "IND", "[18520430, 73856744]"), "centroid-range point"),
    (("Pune", "IND", "[8221695, 2098555]"), "centroid-range metres"),
    (("Pune", "IND", "[379300, 2048100]"), "centroid-range metres"),  # UTM zone 43N
    (("Pune", "IND", "[-91, 200]"), "centroid-range range"),
    (("Pune", "IND", "[18.520430]"), "centroid-range count"),
    (("Pune", "IND", "18.520430, 73.856744"), "centroid-range text"),
    (("Pune", "IND", '["18.520430", "73.856744"]'), "centroid-range quoted"),
    (("Pune", "IND", "[18,520430, 73,856744]"), "centroid-range commas"),
    (("Pune", "IND", "18°31′13.5″N 73°51′24.3″E"), "centroid-range angle"),
    (("Pune", "IND", "see the map"), "centroid-range unreadable"),
    # city
    (("Missassuaga", "CAN", "[43.583114, -79.650408]"), "city city-misspelt"),
    (("Innisful", "CAN", "[44.300831, -79.611337]"), "city city-misspelt"),
    (("Australia", "AUS", "[-25.106659, 134.458064]"), "city city-country"),
    (("Tabuk Province", "SAU", "[28.005886, 35.202701]"), "city city-region"),
    (("California", "USA", "[36.7783, -119.4179]"), "city city-region"),
    (("Barangaroo", "AUS", "[-33.863800, 151.201500]"), "city city-unknown"),
    (("Huay Yai", "THA", "[12.808361, 101.010899]"), "city city-unknown"),
]


@pytest.mark.parametrize(
    ("values", "finding"), FAULTS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_one_fault_gives_one_finding(values: tuple[str, str, str], finding: str) -> None:
    assert found(about(front_matter(*values))) == [finding]


def test_the_field_country_is_held_against_the_code() -> None:
    assert found(about("country: Austria\ncountry_code: AUS")) == ["country-code name"]
    assert found(about("country: China\ncountry_code: HKG")) == []
    assert found(about("country: The Netherlands\ncountry_code: NLD")) == []
    assert found(about("country: Narnia\ncountry_code: NLD")) == []


def test_the_field_country_stands_in_for_a_missing_or_unreadable_code() -> None:
    assert found(about("city: Pune\ncountry: India\ncentroid: [73.856744, 18.520430]")) == ["centroid-place swapped"]
    assert found(about("city: Pune\ncountry: India\ncountry_code: XYZ")) == ["country-code guess"]


@pytest.mark.parametrize("value", ["", "null", "[]", "TBD", "n/a", ".nan", "'?'"])
def test_what_is_empty_is_for_other_rules(value: str) -> None:
    assert found(about(front_matter("Pune", "IND", value))) == []
    assert found(about(front_matter(value, "IND", "[18.520430, 73.856744]"))) == []
    assert found(about(front_matter("Pune", value, "[18.520430, 73.856744]"))) == []


def test_what_is_still_the_templates_is_for_other_rules() -> None:
    assert found(about(front_matter("Busan", "KOR", "[40.712778, -74.006111]"))) == []
    assert found(about("title: Case Study Template\ncity: Busan\ncountry_code: USA")) == []


def test_without_front_matter_nothing_is_said() -> None:
    path = Path("cases/pune-ind/index.md")
    for text in ("", "# Pune\n", "---\n- a list\n---\n", "---\ncity: [\n---\n"):
        assert found(CheckContext(Case(path, Source(path, text)), atlas())) == []


MENDED = [
    (gazetteer.country_code, ("Zaragoza", "ES", "[41.656841, -0.879420]"), "country_code: ESP", True),
    (gazetteer.country_code, ("Pune", "IDN", "[18.520430, 73.856744]"), "country_code: IND", False),
    (gazetteer.country_code, ("Cape Town", "SA", "[-33.924870, 18.424055]"), "country_code: ZAF", False),
    (gazetteer.centroid_place, ("Pune", "IND", "[73.856744, 18.520430]"), "centroid: [18.520430, 73.856744]", False),
    (gazetteer.centroid_place, ("Lima", "PER", "[12.046374, -77.042793]"), "centroid: [-12.046374, -77.042793]", False),
    (gazetteer.centroid_range, ("Pune", "IND", "18.520430 73.856744"), "centroid: [18.520430, 73.856744]", True),
    (gazetteer.centroid_range, ("Pune", "IND", "[18,520430, 73,856744]"), "centroid: [18.520430, 73.856744]", True),
    (gazetteer.centroid_range, ("Pune", "IND", "18°31′13.5″N 73°51′24.3″E"), "centroid: [18.520417, 73.85675]", False),
    (gazetteer.misnamed_city, ('"Missassuaga"', "CAN", "[43.583114, -79.650408]"), 'city: "Mississauga"', False),
]


@pytest.mark.parametrize(("check", "values", "line", "safe"), MENDED)
def test_a_fix_writes_what_was_meant_and_is_safe_only_where_there_is_one_reading(
    check: Callable[[CheckContext], Iterable[Violation]], values: tuple[str, str, str], line: str, safe: bool
) -> None:
    context = about(front_matter(*values))
    (hit,) = check(context)
    assert hit.fix is not None
    assert hit.fix.safe is safe
    text = mended(check, context)
    assert line in text.splitlines()
    assert found(about(text.strip("-\n"))) == []


def test_a_hit_points_at_the_value_and_names_the_field() -> None:
    context = about(front_matter("Pune", "IN", "[95.5, 273.856744]"))
    places = [(hit.field, context.case.source[hit.span]) for check in CHECKS.values() for hit in check(context)]
    assert places == [("country_code", "IN"), ("centroid", "95.5")]


VALUES = st.one_of(
    st.text(max_size=30),
    st.floats().map(repr),
    st.integers().map(repr),
    st.lists(st.floats() | st.integers() | st.text(max_size=5), max_size=4).map(repr),
    st.sampled_from(
        ["India", "IN", "NO", "Pune", "[18.5, 73.8]", "[73.8, 18.5]", "{lat: 1, lon: 2}", "40°N 3°E", "*x"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, VALUES, VALUES)
def test_no_values_break_the_checks(city: str, code: str, centroid: str, country: str) -> None:
    for line in found(about(front_matter(city, code, centroid, f"country: {country}"))):
        assert line.split()[0] in CHECKS
