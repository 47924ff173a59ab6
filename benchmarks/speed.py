"""How long cslint takes beside the least that a Python program on the same libraries would take.

    python benchmarks/speed.py [--cases FOLDER] [--copies 100] [--runs 5] [--distinct] [--command cslint]

The floor reads every case study, composes its front matter, parses its Markdown, loads its GeoJSON and asks shapely
whether each shape is valid, and does nothing with the answers. Both are run in turn, and medians are compared: ratios
hold from one machine to the next, seconds do not. With --distinct no copy is like another.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
import time
from pathlib import Path

from copies import cases_in, copied, usual
from timing import FailedError, Seconds, median, once

FLOOR = r"""
import json, pathlib, re, sys
import mistune, yaml
from shapely.geometry import shape
parse = mistune.create_markdown(renderer=None)
fence = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n---[ \t]*\n", re.S)
for index in sorted(pathlib.Path(sys.argv[1]).rglob("index.md")):
    text = index.read_text(encoding="utf-8", errors="replace")
    if match := fence.match(text):
        try: yaml.compose(match[1], Loader=yaml.CSafeLoader)
        except yaml.YAMLError: pass
    parse(text[match.end():] if match else text)
    for name in index.parent.glob("*.geojson"):
        try: data = json.loads(name.read_bytes())
        except ValueError: continue
        for part in data.get("features", [data]):
            try: shape(part.get("geometry", part)).is_valid
            except Exception: pass
"""


def pair(one: list[str], two: list[str], runs: int, about: dict[str, str]) -> tuple[Seconds, Seconds]:
    """Medians of two programs run in turn; the first round only warms the disk."""
    rounds = [(once(one, about), once(two, about)) for _ in range(runs + 1)][1:]
    first, second = ([entry[which] for entry in rounds] for which in (0, 1))
    return median(first), median(second)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--distinct", action="store_true", help="copies differ in words, coordinates and pictures")
    parser.add_argument("--command", default=f"{sys.executable} -m cslint")
    asked = parser.parse_args()
    cases = cases_in(asked.cases)
    check = [*shlex.split(asked.command), "check", "--exit-zero", "--output-format", "json"]
    floor = [sys.executable, "-c", FLOOR]
    with tempfile.TemporaryDirectory() as place:
        about = os.environ | {"CSLINT_CACHE_DIR": f"{place}/cache"}
        one = copied([usual(cases)], Path(place, "one"), 1)
        many = copied(cases, Path(place, "many"), asked.copies, distinct=asked.distinct)
        half = copied(cases, Path(place, "half"), asked.copies // 2, distinct=asked.distinct)
        found: dict[str, float] = {}
        own, least = pair([*check, "--isolated", str(one)], [*floor, str(one)], asked.runs, about)
        found["one case, wall to the floor"] = own[0] / least[0]
        shown, _ = pair([*shlex.split(asked.command), "--help"], [*floor, str(one)], asked.runs, about)
        found["--help, wall to the floor"] = shown[0] / least[0]
        own, least = pair([*check, "--isolated", str(many)], [*floor, str(many)], asked.runs, about)
        found[f"{asked.copies} cases, wall to the floor"] = own[0] / least[0]
        found[f"{asked.copies} cases, cpu to the floor"] = own[1] / least[1]
        less, _ = pair([*check, "--isolated", str(half)], [sys.executable, "-c", ""], asked.runs, about)
        found["twice the work, cpu"] = own[1] / less[1]
        time.sleep(2)  # files changed a moment ago are not kept
        once([*check, str(many)], about)
        again = median([once([*check, str(many)], about) for _ in range(asked.runs)])
        found["again, wall to the first"] = again[0] / own[0]
    sys.stdout.write(json.dumps({name: round(ratio, 3) for name, ratio in found.items()}, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    except FailedError as error:
        sys.exit(str(error))
