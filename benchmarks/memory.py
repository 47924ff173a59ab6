"""How much more memory cslint takes for many case studies than for few.

    python benchmarks/memory.py [--cases FOLDER] [--few 200] [--many 2000] [--jobs N] [--command cslint]

Prints the highest resident memory of the first process and of all together, each at its own highest, in MB. What
processes share is counted for each of them. Reads /proc, so it runs on Linux only.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copies import cases_in, copied


def peaks(words: list[str]) -> tuple[float, float]:
    """The highest resident memory of a program's first process and the sum of all processes' highest, in MB."""
    found: dict[int, int] = {}
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as program:
        while program.poll() is None:
            for process in _family(program.pid):
                found[process] = max(found.get(process, 0), _highest(process))
            time.sleep(0.01)
    if program.returncode:
        sys.exit(f"{words[0]}: status {program.returncode}")
    return found[program.pid] / 1024, sum(found.values()) / 1024


def _family(process: int) -> list[int]:
    try:
        lists = [(task / "children").read_text() for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:  # it has just ended
        return [process]
    return [process, *(below for child in " ".join(lists).split() for below in _family(int(child)))]


def _highest(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def main() -> None:
    """Print megabytes and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--command", default=f"{sys.executable} -m cslint")
    asked = parser.parse_args()
    check = [*shlex.split(asked.command), "check", "--isolated", "--exit-zero", "--output-format", "json"]
    check += ["--jobs", str(asked.jobs)] if asked.jobs else []
    cases = cases_in(asked.cases)
    found: dict[str, float] = {}
    sums = []
    for count in (asked.few, asked.many):
        with tempfile.TemporaryDirectory() as place:
            first, together = peaks([*check, str(copied(cases, Path(place), count, distinct=True))])
        found |= {f"{count} cases, first process, MB": first, f"{count} cases, all processes, MB": together}
        sums.append(together)
    found["ratio, all processes"] = sums[1] / sums[0]
    sys.stdout.write(json.dumps({name: round(number, 2) for name, number in found.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
