from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.geojson.json_positions import Path, doubled_keys, locate, place, render, skip

TEXT = '{"a": [1, [2, 3], {"b\\u0063": "x]"}],\n "d": {"e": -1.5e3, "f": []}, "g": null}'


def every(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, member in value.items():
            yield from every(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from every(member, (*path, index))


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), TEXT, None),
        (("a",), '[1, [2, 3], {"b\\u0063": "x]"}]', '"a"'),
        (("a", 0), "1", None),
        (("a", 1), "[2, 3]", None),
        (("a", 1, 1), "3", None),
        (("a", 2, "bc"), '"x]"', '"b\\u0063"'),
        (("d", "e"), "-1.5e3", '"e"'),
        (("d", "f"), "[]", '"f"'),
        (("g",), "null", '"g"'),
    ],
)
def test_a_path_leads_to_its_value_and_to_the_name_before_it(path: Path, value: str, key: str | None) -> None:
    found = locate(TEXT, [path])[path]
    assert TEXT[found.value.start : found.value.end] == value
    assert (found.key and TEXT[found.key.start : found.key.end]) == key


def test_paths_that_lead_nowhere_are_left_out() -> None:
    assert locate(TEXT, [("a", 7), ("z",), ("g", "h"), ("a", "b")]) == {}


def test_a_place_that_is_not_there_falls_back_to_what_stands_round_it() -> None:
    found = locate(TEXT, [("d",), ("d", "z")])
    assert TEXT[found[("d",)].value.start :][:5] == '{"e":'
    assert place(found, ("d", "z", 3)) == found[("d",)]
    assert place({}, ("d",)).value == (0, 0)


def test_of_a_doubled_name_the_last_is_found_as_json_reads_it() -> None:
    text = '{"a": 1, "a": 22}'
    span = locate(text, [("a",)])[("a",)].value
    assert text[span.start : span.end] == "22" == str(json.loads(text)["a"])


def test_doubled_names_are_found_in_the_object_they_stand_in() -> None:
    text = '{"a": {"b": 1}, "b": "a\\"", "a": [{"b": 1, "\\u0062": 2}]}'
    found = doubled_keys(text)
    assert [(d.name, text[d.again.start : d.again.end]) for d in found] == [("a", '"a"'), ("b", '"\\u0062"')]
    assert found[0].first == (1, 4)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), "the top"),
        (("features", 2, "geometry", "coordinates", 0, 14), "features[2].geometry.coordinates[0][14]"),
        ((3, "name"), "[3].name"),
        (("properties", "größe (km²)"), 'properties["gr\\u00f6\\u00dfe (km\\u00b2)"]'),
        (("geometries", 0) * 50, "…geometries[0]" + ".geometries[0]" * 5),
    ],
)
def test_a_path_is_written_as_programmers_write_it(path: Path, written: str) -> None:
    assert render(path) == written


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(value=json_values, indent=st.sampled_from([None, 0, 1, "\t"]), ascii_only=st.booleans())
def test_every_value_of_any_json_is_found_where_it_stands(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    entries = dict(every(value))
    found = locate(text, entries)
    assert found.keys() == entries.keys()
    for path, member in entries.items():
        span = found[path].value
        assert json.loads(text[span.start : span.end]) == member


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet='[]{}",:0a\\ \n', max_size=40),
    path=st.lists(st.sampled_from([0, 1, "a", ""]), max_size=4),
)
def test_what_is_no_json_gives_places_within_the_text_and_no_error(text: str, path: list[str | int]) -> None:
    for member in locate(text, [tuple(path)]).values():
        assert 0 <= member.value.start <= member.value.end <= len(text)
    assert 0 <= skip(text, 0) <= len(text)
