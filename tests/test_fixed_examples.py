"""A page that shows a fixed example makes a promise: the fixes turn the bad example into exactly that text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint import fixes
from cslint.rules import Rule
from tests.test_rule_pages import Example, every, lay_out, run

PASSES = 5
FIXED = [(rule, example) for rule, example in every() if example.fixed is not None]


@pytest.mark.parametrize(("rule", "example"), FIXED, ids=[f"{rule.name}-{example.number}" for rule, example in FIXED])
def test_fixes_turn_the_bad_example_into_the_fixed_one(rule: Rule, example: Example, tmp_path: Path) -> None:
    _, sample, _ = lay_out(example, tmp_path)
    path = next(tmp_path.rglob(sample))
    before = path.read_text(encoding="utf-8")
    for _ in range(PASSES):
        report, _, _ = _again(rule, example, tmp_path, path)
        found = fixes.outcomes(report.findings, lambda name: next(tmp_path.rglob(name)), unsafe=True)
        if not found:
            break
        for outcome in found:
            outcome.path.write_bytes(outcome.after)
    assert example.fixed is not None
    assert path.read_text(encoding="utf-8") == before.replace(example.text, example.fixed)


def _again(rule: Rule, example: Example, folder: Path, path: Path):  # type: ignore[no-untyped-def]
    """Run the rule over what the file holds now; laying out anew must not undo the fixes."""
    text = path.read_bytes()
    write = Path.write_text
    try:
        Path.write_text = lambda self, *a, **k: write(self, *a, **k) if self != path else len(text)  # type: ignore[method-assign,assignment]
        return run(rule, example, folder)
    finally:
        Path.write_text = write  # type: ignore[method-assign]
