"""Run by itself: prints every regular expression of the package, where it is, and by which methods it is used."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SOURCE = Path(__file__).parents[2] / "src" / "cslint"
_USE = r"\bre\.(?:search|match|fullmatch|sub|split|findall|finditer)\("
found: dict[tuple[str, int], set[str]] = {}
_compile = re._compile  # type: ignore[attr-defined]


def remember(pattern: Any, flags: int) -> Any:
    frame = inspect.currentframe()
    outer = frame and frame.f_back and frame.f_back.f_back
    compiled = _compile(pattern, flags)
    if outer and isinstance(pattern, str) and Path(outer.f_code.co_filename).is_relative_to(SOURCE):
        place = f"{Path(outer.f_code.co_filename).relative_to(SOURCE)}:{outer.f_lineno}"
        found.setdefault((pattern, compiled.flags), set()).add(place)
    return compiled


def remember_strings(module: ModuleType) -> None:
    """Add the expressions that a module keeps as strings, which are compiled when a text first needs them."""
    path = Path(str(module.__file__))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for name in re.findall(rf"{_USE}(\w+), ", line):
            pattern = vars(module).get(name)
            if isinstance(pattern, str):
                place = f"{path.relative_to(SOURCE)}:{number}"
                found.setdefault((pattern, _compile(pattern, 0).flags), set()).add(place)


def used(place: str) -> tuple[str, list[str]]:
    """The name of the expression that the source compiles at a place, and which of its methods are called."""
    path, _, number = place.rpartition(":")
    text = (SOURCE / path).read_text(encoding="utf-8")
    lines = text.splitlines()[: int(number)]
    direct = re.search(_USE.replace("?:", ""), lines[-1])
    named = next((m[1] for line in reversed(lines) if (m := re.match(r"(?:def )?(\w+)\b.*(?:=|->)", line))), "")
    if direct:
        return f"{path}:{named}", [direct[1]]
    if not named.startswith("_"):  # used elsewhere as well
        text = "".join(other.read_text(encoding="utf-8") for other in SOURCE.rglob("*.py"))
    called = re.findall(rf"\b{named}(?:\(\))?\.(\w+)\(", text)
    return f"{path}:{named}", sorted({method for method in called if hasattr(re.Pattern, method)})


def main() -> None:
    re._compile = remember  # type: ignore[attr-defined]
    import cslint

    for module in pkgutil.walk_packages(cslint.__path__, "cslint."):
        if not module.name.startswith(("cslint.__main__",)):
            loaded = importlib.import_module(module.name)
            remember_strings(loaded)
            for value in vars(loaded).values():  # what is compiled when it is first needed
                if hasattr(value, "cache_clear") and not inspect.signature(value).parameters:
                    value.cache_clear()
                    value()
    from tests.fuzz.targets import TARGETS, seeds

    for name, target in TARGETS.items():
        for data in seeds(name):
            target(data)
    told = []
    for (pattern, flags), places in sorted(found.items()):
        uses = [used(place) for place in sorted(places)]
        methods = sorted({method for _, some in uses for method in some}) if all(some for _, some in uses) else []
        told.append({"name": uses[0][0], "pattern": pattern, "flags": flags, "methods": methods})
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
