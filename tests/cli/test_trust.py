"""Whose instructions count: the author's comments besides the template, or the template alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.cli import run
from tests.git import write

TEMPLATE = """\
---
title: Title
kind: bus
---

<!-- Allowed values for kind: bus, tram -->

## Overview

<!-- 10 to 20 words. -->

## Lessons

<!-- Identify 2 to 3 lessons. -->
"""
CASE = """\
---
title: Buses at night
kind: ferry
---

<!-- Allowed values for kind: bus, tram, ferry -->

## Overview

<!-- 1 to 5 words. -->

Buses run late.

## Lessons

<!-- Identify 1 lesson. -->

**Ask first**. Riders knew which streets mattered.

## Thanks

<!-- At least 50 words. -->

To all.
"""
OWN = ['case/index.md:20:1: warning too-few-words: "Thanks" has 2 words; the template asks for at least 50 words.']
TEMPLATES = [
    'case/index.md:3:7: error invalid-value: "kind" is "ferry"; allowed are bus or tram.',
    'case/index.md:8:1: warning too-few-words: "Overview" has 3 words; the template asks for 10 to 20 words.',
    'case/index.md:14:1: warning too-few-items: "Lessons" has 1 item; the template asks for 2 to 3 lessons.',
]


@pytest.mark.parametrize(
    ("arguments", "config", "found"),
    [([], "", OWN), (["--template-only"], "", TEMPLATES), ([], "trust-comments = false\n", TEMPLATES)],
)
def test_what_is_asked(
    arguments: list[str],
    config: str,
    found: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"cslint.toml": f'template = "our.md"\n{config}', "our.md": TEMPLATE, "case/index.md": CASE})
    rules = ("words", "items", "invalid-value")
    run(["check", "-o", "concise", *(part for rule in rules for part in ("--select", rule)), *arguments])
    lines = capsys.readouterr().out.splitlines()
    assert lines == found
