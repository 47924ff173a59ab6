"""What was found out about a text is not found out twice, unless the text is too long to keep."""

from __future__ import annotations

import pytest

from cslint.util.memoize import remembered


@pytest.mark.parametrize(("length", "runs"), [(0, 1), (4000, 1), (4001, 3)])
def test_a_function_runs_once_for_a_text_that_is_short_enough(length: int, runs: int) -> None:
    seen: list[str] = []

    @remembered
    def measured(text: str) -> int:
        seen.append(text)
        return len(text)

    assert [measured("a" * length) for _ in range(3)] == [length] * 3
    assert len(seen) == runs
