"""Twice the text takes twice the time, whatever it is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from cslint.linter.overrides import Request, settings
from tests.fuzz.targets import checked
from tests.hostile.inputs import EACH, body, head

CHOSEN = settings(Request(select=("all",), notes=True, plugins=False, profile="atlas-2023"))
LINES: dict[str, Callable[[int], str]] = {
    "different keys": lambda n: f"key_{n}: x\n",
    "near misses of a key": lambda n: f"titl{n}: x\n",
    "the same key": lambda n: "title: x\n",
    "anchors": lambda n: f"k{n}: &a{n} x\n",
    "aliases": lambda n: f"k{n}: *a\n" if n else "k: &a x\n",
    "YAML tags": lambda n: f"k{n}: !t x\n",
    "merge keys": lambda n: f"k{n}: {{<<: *a}}\n" if n else "k: &a {b: 1}\n",
    "broken lines": lambda n: "a: b: c\n",
    "remarks": lambda n: f"k{n}: x # a\n",
    "suppressions of a line": lambda n: f"k{n}: x # cslint: ignore[unknown-field]\n",
    "typographic quotes": lambda n: f"k{n}: \u201cx\u201d\n",
    "HTML comments behind values": lambda n: f"k{n}: x <!-- a -->\n",
    "words that are read as others": lambda n: f"k{n}: NO\n",
    "list entries": lambda n: "- x\n" if n else "tags:\n",
    "nested mappings": lambda n: f"k{n}: {{a: {{b: c}}}}\n",
    "documents": lambda n: "a: 1\n...\n",
}
KINDS: dict[str, Callable[[int], str]] = {
    **{name: (lambda n, unit=unit: body(unit * (n // len(unit)))) for name, unit in EACH.items()},  # type: ignore[misc]
    **{name: (lambda n, line=line: head("".join(map(line, range(n // 10))))) for name, line in LINES.items()},  # type: ignore[misc]
}


@pytest.fixture(scope="module", autouse=True)
def as_the_program_does() -> Iterator[None]:
    """The interpreter looks for rubbish as rarely as in the program itself; what is loaded once is loaded."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    checked(body("x").encode(), CHOSEN)
    yield
    gc.set_threshold(*usual)


@pytest.mark.parametrize("name", KINDS)
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    def cost(size: int) -> float:
        data = KINDS[name](size).encode("utf-8", "surrogatepass")
        began = time.process_time()
        checked(data, CHOSEN)
        return time.process_time() - began

    tries = [(cost(20_000), cost(40_000)) for _ in range(3)]
    small, large = min(one for one, _ in tries), min(other for _, other in tries)
    assert large <= 2.6 * small + 0.03
