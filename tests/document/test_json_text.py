from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.geojson.json_diagnosis import read
from cslint.text.source import Source


def faults(text: str) -> list[tuple[str, str]]:
    """Names of the faults with the text that they point at."""
    source = Source(Path("map.geojson"), text)
    return [(fault.what, source[fault.span]) for fault in read(source).faults]


@pytest.mark.parametrize(
    ("text", "what", "at"),
    [
        ("", "empty", ""),
        (" \n", "empty", ""),
        ('{"a": 1,}', "trailing-comma", ","),
        ("[1, 2 ,\n]", "trailing-comma", ","),
        ("[1,, 2]", "missing-value", ","),
        ("[,]", "missing-value", ","),
        ('{"a": }', "missing-value", ":"),
        ('{"a": 1 "b": 2}', "missing-comma", "1"),
        ("[[1, 2] [3, 4]]", "missing-comma", "]"),
        ("[1 -2]", "missing-comma", "1"),
        ('{"a" 1}', "missing-colon", '"'),
        ("{a: 1}", "bare-key", "a"),
        ("{'a': 1}", "quotes", "'"),
        ("[“a”]", "quotes", "“"),
        ('{"a": [1, 2}', "bracket", "}"),
        ('{"a": [1, 2]', "truncated", "]"),
        ('{"a": "b', "truncated", "b"),
        ('{"a": "b}', "unclosed-text", '"'),
        ('{"a": "x\ny"}', "unclosed-text", "\n"),
        ('{"a": "x\ty"}', "control", "\t"),
        ('{"a": "\\q"}', "escape", "\\q"),
        ("[012]", "number", "012"),
        ("[+5]", "number", "+5"),
        ("[.5]", "number", ".5"),
        ("[5.]", "number", "5."),
        ("[73.8°]", "number", "73.8°"),
        ("[0x10]", "number", "0x10"),
        ("[1; 2]", "character", ";"),
        ("// hi\n{}", "comment", "// hi"),
        ("[1, # one\n2]", "comment", "# one"),
        ("{} /* end */", "comment", "/* end */"),
        ("{}{}", "extra", "{"),
        ('{"type": "Feature"}\n{"type": "Feature"}\n', "lines", "{"),
        ('{"type": "Feature"}\r\n\r\n{"type": "Feature"}', "lines", "{"),
        ("[1]]", "extra", "]"),
        ("[None]", "word", "None"),
        ("<kml/>", "stranger", "<"),
        ("<!DOCTYPE html>\n<title>Sign in</title>", "stranger", "<!DOCTYPE html"),
        ("404 page not found\n", "stranger", "404 page not found"),
        ("name,lat,lon\nHarbour,59.9,10.7\n", "stranger", "name,lat,lon"),
        ("POINT (10.7 59.9)", "stranger", "POINT (10.7 59.9)"),
        ("export default {}", "stranger", "export"),
        ("{\n<<<<<<< HEAD\n}", "conflict", "<<<<<<<"),
        ("[\u00a01]", "invisible", "\u00a0"),
        ("\ufeff{}", "invisible", "\ufeff"),
        ("[NaN, -Infinity]", "constant", "NaN"),
        ('{"a": 1, "a": 2}', "double", '"a"'),
        ("[" * 5000, "deep", "["),
        ("[" + "7" * 5000 + "]", "digits", "7" * 5000),
    ],
)
def test_a_fault_has_a_name_and_the_place_that_shows_it(text: str, what: str, at: str) -> None:
    assert faults(text) == [(what, at)]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"\xef\xbb\xbf{}", ["byte-order-mark"]),
        ('{"a": 1}'.encode("utf-16"), ["encoding"]),
        ('{"a": "é"}'.encode("latin-1"), ["encoding"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ["stranger"]),
        (b"{}", []),
    ],
)
def test_the_encoding_of_the_bytes_is_looked_at_as_well(data: bytes, names: list[str]) -> None:
    assert [fault.what for fault in read(Source.from_bytes(Path("map.geojson"), data)).faults] == names


def test_the_same_constants_are_told_once_with_their_number() -> None:
    (fault,) = read(Source(Path("x"), "[NaN, Infinity, NaN]")).faults
    assert fault.values == {"word": "NaN", "count": 3}


def test_a_text_that_holds_the_word_nan_is_no_fault() -> None:
    assert faults('{"NaN": "Infinity"}') == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]{}\",:'/#\\.+-019eEaN \t\n\r\ufeff“°", max_size=30))
def test_no_text_raises_and_what_json_refuses_is_told(text: str) -> None:
    source = Source(Path("x"), text)
    found = read(source)
    try:
        json.loads(text)
    except ValueError:
        assert not found.readable
        assert len(found.faults) == 1
    else:
        assert found.readable
    for fault in found.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    read(Source.from_bytes(Path("x"), data))
