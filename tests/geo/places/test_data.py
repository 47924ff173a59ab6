"""The data files are small, quick to look things up in, and say where they come from."""

from __future__ import annotations

import subprocess
import sys

from cslint.geo.places import block_store

COLD = """
import time
start = time.process_time()
from cslint.geo.places import cities, countries, outlines
loaded = time.process_time()
country = countries.country("India")
found = cities.find("Pune", country.alpha3)
inside = outlines.contains(country.alpha3, 18.52, 73.86, 10)
assert found and inside
print(time.process_time() - loaded)
"""


def test_all_data_together_take_less_than_four_megabytes() -> None:
    assert sum(path.stat().st_size for path in block_store.DATA.iterdir()) < 4_000_000


def test_a_first_look_up_of_country_city_and_outline_takes_milliseconds() -> None:
    times = [
        float(subprocess.run([sys.executable, "-c", COLD], capture_output=True, encoding="utf-8", check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.05  # some 7 ms; machines differ


def test_sources_and_licences_are_named_beside_the_data() -> None:
    text = (block_store.DATA / "README.md").read_text(encoding="utf-8")
    for word in (
        "GeoNames",
        "Attribution 4.0",
        "Natural Earth",
        "public domain",
        "CLDR",
        *(p.name for p in block_store.DATA.glob("*.bin")),
    ):
        assert word in text


def test_blocks_that_are_packed_are_read_again(monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "some.bin").write_bytes(block_store.pack({"a": b"first", "b": b"", "c": "dritter Bürger".encode()}))
    monkeypatch.setattr(block_store, "DATA", tmp_path)
    assert block_store.names("some.bin") == ["a", "b", "c"]
    assert [block_store.read("some.bin", name) for name in "abcx"] == [b"first", b"", "dritter Bürger".encode(), b""]
