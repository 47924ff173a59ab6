"""What the fuzzer once broke a target with, and all that it begins from, holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import INPUTS, NAMES
from tests.fuzz.targets import TARGETS, seeds


def kept() -> list[Path]:
    return sorted(path for path in INPUTS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", kept(), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke_a_target_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_a_target_holds_for_what_it_begins_from(name: str) -> None:
    begun = list(seeds(name))
    assert len(begun) > 10
    for data in begun:
        TARGETS[name](data)


def test_every_target_can_be_named() -> None:
    assert tuple(TARGETS) == NAMES
    assert {path.parent.name for path in kept()} <= set(NAMES)
