"""A page that shows a fixed example makes a promise: the fixes turn the bad example into exactly that text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint import fixes
from cslint.rules import Rule
from tests.test_rule_pages import Example, check, every, lay_out

PASSES = 5
FIXED = [(rule, example) for rule, example in every() if example.fixed is not None]


@pytest.mark.parametrize(("rule", "example"), FIXED, ids=[f"{rule.name}-{example.number}" for rule, example in FIXED])
def test_fixes_turn_the_bad_example_into_the_fixed_one(rule: Rule, example: Example, tmp_path: Path) -> None:
    index, sample, _ = lay_out(example, tmp_path)
    path = index.with_name(sample)
    before = path.read_text(encoding="utf-8")
    for _ in range(PASSES):
        report = check(rule, example, tmp_path, index)
        for outcome in fixes.outcomes(report.findings, index.with_name, unsafe=True):
            outcome.path.write_bytes(outcome.after)
    assert path.read_text(encoding="utf-8") == before.replace(example.text, example.fixed or "")
