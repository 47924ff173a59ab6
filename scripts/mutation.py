"""Change the program in small ways, one at a time, and count how many of the changes the tests notice.

Each part is mutated in a copy of the working tree by mutmut, with the tests that belong to it. It takes from minutes
(``baseline``) to hours (``contract``); ``--sample 100`` tries only so many of each part, chosen by ``--seed``.
Survivors are printed with their differences: some change nothing that anybody can see.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Part(NamedTuple):
    """What is mutated, and the tests that it is to be noticed by."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "baseline": Part(
        ("src/cslint/linter/baseline.py",), ("tests/linter/test_baseline.py", "tests/gate/test_excuses.py")
    ),
    "suppressions": Part(("src/cslint/linter/suppressions.py",), ("tests/linter/test_suppressions.py",)),
    "fixer": Part(("src/cslint/linter/fixer.py",), ("tests/linter/test_fixer.py", "tests/linter/test_fixes.py")),
    "gate": Part(("src/cslint/gate/*",), ("tests/gate",)),
    "engine": Part(("src/cslint/linter/engine.py",), ("tests/linter", "tests/test_rule_pages.py")),
    "checks": Part(("src/cslint/checks/*",), ("tests/checks", "tests/test_rule_pages.py")),
    "contract": Part(
        tuple(f"src/cslint/contract/{name}" for name in ("*.py", "schema/*", "parts/*", "instructions/*")),
        ("tests/contract", "tests/checks", "tests/test_rule_pages.py", "tests/completeness/test_score.py"),
    ),
}


def measure(name: str, children: int, sample: int | None = None, seed: int = 0) -> tuple[int, int]:
    """Mutate one part, print the mutants that survive, and return how many died and how many there were.

    Args:
        name: of the part.
        children: how many tests run at once.
        sample: how many mutants are tried; all by default.
        seed: which ones.
    """
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder)
        listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout
        for file in filter(None, os.fsdecode(listed).split("\0")):
            if (ROOT / file).is_file():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / file, copy / file, follow_symlinks=False)
        with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
            settings.write(_settings(PARTS[name], copy))
        chosen: list[str] = []
        if sample is not None:
            _mutmut(copy, "run", "none")  # makes the mutants and times the tests, then finds no mutant of that name
            every = sorted(_results(copy))
            chosen = random.Random(seed).sample(every, min(sample, len(every)))
        if _mutmut(copy, "run", "--max-children", str(children), *chosen).returncode:
            sys.exit("mutmut failed.")
        results = _results(copy)
        tried = {mutant: results[mutant] for mutant in chosen or results if results[mutant] != "skipped"}
        survivors = [mutant for mutant, result in tried.items() if result not in ("killed", "timeout")]
        for mutant in survivors:
            print(_mutmut(copy, "show", mutant, capture_output=True).stdout)
    return len(tried) - len(survivors), len(tried)


def _mutmut(folder: Path, *arguments: str, capture_output: bool = False) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=folder, check=False, capture_output=capture_output, encoding="utf-8")


def _results(folder: Path) -> dict[str, str]:
    """Return what became of each mutant."""
    lines = _mutmut(folder, "results", "--all", "true", capture_output=True).stdout.splitlines()
    return {mutant: result for mutant, _, result in (line.strip().rpartition(": ") for line in lines) if mutant}


def _settings(part: Part, copy: Path) -> str:
    """Return mutmut's table for a part."""
    others = sorted(path.name for path in copy.iterdir() if path.name not in ("src", "tests", "pyproject.toml"))
    table = {
        "source_paths": ["src"],
        "only_mutate": part.files,
        "also_copy": others,
        "pytest_add_cli_args": ["-n", "0", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": part.tests,
    }
    return "\n[tool.mutmut]\n" + "".join(f"{key} = {json.dumps(list(value))}\n" for key, value in table.items())


def main() -> None:
    """Measure the parts that are named and print the share of mutants that died."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many tests run at once")
    parser.add_argument("--sample", type=int, metavar="N", help="try only so many mutants of each part")
    parser.add_argument("--seed", type=int, default=0, help="which ones are tried with --sample (default 0)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    rows = [(name, *measure(name, options.jobs, options.sample, options.seed)) for name in options.parts or PARTS]
    for name, died, total in rows:
        print(f"{name:<14}{died:>6,} of {total:>6,} mutants noticed{died / max(total, 1):>6.0%}")


if __name__ == "__main__":
    main()
