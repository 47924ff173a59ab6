"""The benchmarks that CONTRIBUTING names run, on the repository's own examples, and say what they could not measure."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from copies import copied

from tests.course import benchmark, case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="time is measured as POSIX systems count it")


def test_speed_is_compared_with_the_floor() -> None:
    found = json.loads(benchmark("speed.py", "--copies", "2", "--runs", "1", "--distinct"))
    assert list(found) == [
        "one case, wall to the floor",
        "--help, wall to the floor",
        "2 cases, wall to the floor",
        "2 cases, cpu to the floor",
        "twice the work, cpu",
        "again, wall to the first",
    ]
    assert all(ratio > 0 for ratio in found.values())


def test_tools_that_are_absent_are_named_and_those_that_fail(tmp_path: Path) -> None:
    for name, status in {"mdsmith": 0, "textlint": 3}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    said = benchmark("compare.py", "--bin", str(tmp_path), "--copies", "2", "--runs", "1", PATH="/usr/bin:/bin")
    assert "rumdl is absent" in said
    assert "mdsmith is absent" not in said
    assert "textlint failed and is left out" in said
    one, many, again = (part.splitlines() for part in said.split("\n\n")[1:])
    assert [line.split()[0] for line in one[1:3]] == ["cslint", "mdsmith"]
    assert "  textlint               was not measured; at most 1.0 by wall: UNKNOWN" in many
    assert again[0].startswith("the same, unchanged")


def test_distinct_copies_differ_in_every_file(tmp_path: Path) -> None:
    text = "Several different long words describe their project, [here](https://example.org/several). "
    given = case(tmp_path / "given", body=f"<!-- Several words -->\n\n## Overview\n\n{text * 9}\n")
    made = copied([given], tmp_path / "made", 3, distinct=True)
    folders = sorted(made.iterdir())
    for name in ("index.md", "map.geojson", "photo.jpg"):
        assert len({(folder / name).read_bytes() for folder in folders}) == 3
    first, *others = [(folder / "index.md").read_text(encoding="utf-8") for folder in folders]
    assert first == (given / "index.md").read_text(encoding="utf-8")
    for other in others:
        assert len(other.split()) == len(first.split())
        assert other.count("(https://example.org/several)") == 9
        assert "<!-- Several words -->" in other
        assert "centroid: [18.520" in other
        assert "centroid: [18.520430," not in other
