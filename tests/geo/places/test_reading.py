"""Coordinates as people write them."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cslint.geo.places.coordinate_parser import Reading, Unreadable, read

WRITTEN = [
    ("[40.712778, -74.006111]", "[40.712778, -74.006111]", ""),
    ("[40.712778, -74.006111,]", "[40.712778, -74.006111]", ""),
    ("[40.7,-74]", "[40.7, -74]", ""),
    ("40.7, -74.0", "[40.7, -74.0]", "text"),
    ('"40.7, -74.0"', "[40.7, -74.0]", "text"),
    ('"[40.7, -74.0]"', "[40.7, -74.0]", "text"),
    ("(40.7, -74.0)", "[40.7, -74.0]", "text"),
    ("40.7 -74.0", "[40.7, -74.0]", "text"),
    ("[40.7 -74.0]", "[40.7, -74.0]", "text"),
    ("40.7; −74.0", "[40.7, -74.0]", "text"),  # a minus sign as Wikipedia writes it
    ("{lat: 40.7, lon: -74.0}", "[40.7, -74.0]", "text"),
    ("{lng: -74.0, latitude: 40.7}", "[40.7, -74.0]", "text"),
    ('["40.7", "-74.0"]', "[40.7, -74.0]", "quoted"),
    ('[40.7, "-74.0"]', "[40.7, -74.0]", "quoted"),
    ("[40,712778, -74,006111]", "[40.712778, -74.006111]", "commas"),
    ("40,712778; -74,006111", "[40.712778, -74.006111]", "commas"),
    ("40°42′46″N 74°00′22″W", "[40.712778, -74.006111]", "angle"),
    ("40° 42' 46\\\" N, 74° 0' 22\\\" W", "[40.712778, -74.006111]", "angle"),
    ("74°00′22″W, 40°42′46″N", "[40.712778, -74.006111]", "angle"),
    ("[40.7128° N, 74.0060° W]", "[40.7128, -74.006]", "angle"),
    ("40.7128N, 74.0060W", "[40.7128, -74.006]", "angle"),
    ("N 40.7 W 74.0", "[40.7, -74]", "angle"),
    ("33°51.8′S 151°12.1′E", "[-33.863333, 151.201667]", "angle"),
]


@pytest.mark.parametrize(("raw", "text", "fault"), WRITTEN)
def test_two_numbers_are_read_from_what_is_written(raw: str, text: str, fault: str) -> None:
    value = yaml.safe_load(raw) if "\\" not in raw else raw.replace("\\", "")
    found = read(value, raw)
    assert isinstance(found, Reading)
    assert (found.text, found.fault) == (text, fault)
    assert [found.first, found.second] == pytest.approx(yaml.safe_load(text), abs=1e-5)


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("[1, 2, 3]", 3),
        ("[40.7]", 1),
        ("40.7", 1),
        ("[.nan, 1]", None),
        ("[true, 1]", None),
        ("[[1, 2]]", None),
        ("New York", None),
        ("2015-2016", None),
        ("POINT(1 2)", None),
        ("[40.7128° N]", None),
        ("{x: 1}", None),
        ("2015-01-01", None),
    ],
)
def test_what_holds_no_two_numbers_is_unreadable(raw: str, count: int | None) -> None:
    assert read(yaml.safe_load(raw), raw) == Unreadable(count)


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=6), st.text()
)
def test_no_value_breaks_the_reading(value: object, raw: str) -> None:
    assert isinstance(read(value, raw), Reading | Unreadable)


@pytest.mark.parametrize("piece", [" ", "(", "1", "1 ", "1,", "1°", "-", "N ", "[1, "])
def test_long_values_cost_no_time(piece: str) -> None:
    text = piece * 200_000
    start = time.process_time()
    read(text, text)
    assert time.process_time() - start < 0.2
