"""Items asked for inside every item are no group of the section's own."""

from __future__ import annotations

from pathlib import Path

from cslint.contract.contract import bind
from cslint.contract.template import Template
from cslint.document.document import Document
from cslint.text.source import Source

TEMPLATE = """## Goals

<!-- Identify 2-3 goals. For each goal, list two actions. -->

**Goal 1**. Text.

**Goal 2**. Text.
"""
CASE = """## Goals

**Cleaner air**. Two actions follow.

**Fewer cars**. Two actions follow.
"""


def test_actions_of_each_goal_leave_the_goals_one_group() -> None:
    contract = bind(Document(Source(Path("index.md"), CASE)), Template(Source(Path("template.md"), TEMPLATE)), {})
    (goals,) = contract.asked
    assert [(group.asked.ask.noun if group.asked else None, len(group.items)) for group in goals.groups] == [
        ("goals", 2)
    ]
    assert [requirement.ask.noun for requirement in goals.counted] == ["goals"]
