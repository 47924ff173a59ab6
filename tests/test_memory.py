"""Memory does not grow with the number of cases: each is freed once it is checked."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

import pytest

from cslint.linter.overrides import Request
from cslint.linter.session import Session
from tests.course import benchmark, case

ROOT = Path(__file__).parents[1]


def test_a_case_is_freed_as_soon_as_it_is_checked() -> None:
    session = Session(Request(select=("all",)), isolated=True)
    tasks = session.work([ROOT / "examples"])
    for task in tasks:  # what is read once for all cases stays
        session.check_one(task)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for task in tasks:
            session.check_one(task)
        gc.collect()
        late = {type(left).__qualname__ for left in gc.garbage if type(left).__module__.startswith("cslint.")}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert late == set()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says how much memory a process took")
def test_ten_times_the_cases_take_at_most_half_as_much_memory_again(tmp_path: Path) -> None:
    ring = ",".join(f"[{73.8 + number * 1e-5},{18.5 + number * number * 1e-9}]" for number in range(2000))
    place = case(tmp_path, body="".join(f"## Part {number}\n\n{'Words of a city. ' * 60}\n\n" for number in range(8)))
    shape = f'{{"type":"Polygon","coordinates":[[{ring},[73.8,19],[73.8,18.5]]]}}'
    (place / "map.geojson").write_text(shape, encoding="utf-8")
    words = ["--cases", str(tmp_path), "--few", "24", "--many", "240"]
    found = json.loads(benchmark("memory.py", *words))
    assert found["24 cases, all processes, MB"] > 20
    assert found["ratio, all processes"] <= 1.5
