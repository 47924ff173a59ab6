"""No regular expression of the package can be made to backtrack: time grows as the text does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.course import environment
from tests.hostile.attacks import attacks
from tests.hostile.inputs import EACH

ROOT = Path(__file__).parents[2]
# expressions that take more than a straight pass, because their caller gives them no more than so many characters
BOUNDED = {"checks/fields.py:_credits": 200}
ALL = ("search", "match", "finditer")  # where it is not seen by which an expression is used
_QUICK = 0.004  # seconds for 4,000 characters; a straight pass takes a twentieth of that


def expressions() -> list[dict[str, Any]]:
    """Every expression that is compiled while all modules are imported and all kinds of input are read."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.expressions"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """The least CPU time of some runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        if method == "sub":
            pattern.sub("", text)
        elif method == "finditer":
            sum(1 for _ in pattern.finditer(text))
        else:
            getattr(pattern, method)(text)
        best = min(best, time.process_time() - start)
        if best < _QUICK:
            break
    return best


def slow(expression: dict[str, Any], size: int) -> str:
    """A text on which the time grows faster than the text, and what it took; "" when there is none."""
    pattern = re.compile(expression["pattern"], expression["flags"])
    short = (24, 30, 36, 48, 100, size // 16)
    lengths = (*short, size // 2, size)
    made = {length: list(attacks(pattern.pattern, pattern.flags, length)) for length in lengths}
    plain = {length: [unit * (length // len(unit)) for unit in EACH.values()] for length in (size // 2, size)}
    for method in expression["methods"] or ALL:
        for length in short:  # what takes this long for so little would take for ever for more
            for text in made[length]:
                if (took := seconds(pattern, method, text)) > 0.02:
                    return f"{method}: {took:.4f} s for {text!r}"
        for half, whole in zip(made[size // 2] + plain[size // 2], made[size] + plain[size], strict=True):
            took = seconds(pattern, method, whole)
            if took > _QUICK and took > 3 * (before := seconds(pattern, method, half)):
                return f"{method}: {before:.4f} s, twice as long {took:.4f} s for {whole[:30]!r} … {whole[-5:]!r}"
    return ""


def test_the_time_of_each_expression_grows_as_the_text_does() -> None:
    found = expressions()
    assert len(found) > 200
    assert {one["name"] for one in found} >= set(BOUNDED)
    wrong = [
        f"{one['name']} {one['pattern'][:70]!r} {told}"
        for one in found
        if one["name"] not in BOUNDED and (told := slow(one, 4_000))
    ]
    assert not wrong, "\n".join(["", *wrong])


def test_an_expression_that_is_given_little_text_is_quick_with_that() -> None:
    for one in expressions():
        size = BOUNDED.get(one["name"])
        pattern = re.compile(one["pattern"], one["flags"])
        for text in attacks(pattern.pattern, pattern.flags, size) if size else ():
            assert seconds(pattern, "fullmatch", text[:size]) < 0.05


def test_an_expression_that_backtracks_is_noticed() -> None:
    for pattern in (r"(?:a|aa)+$", r"\s+$", r"x*y", r"EPSG(?::|/0/|::)+(\d{4,6})\b"):
        assert slow({"pattern": pattern, "flags": 0, "methods": ["search"]}, 4_000), pattern
