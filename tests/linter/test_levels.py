"""The level of a finding: by its rule, its message, the stage of the case and the configuration."""

from __future__ import annotations

import pytest

from cslint.diagnostics.findings import Level
from cslint.linter.engine import level_of
from cslint.linter.overrides import Request, settings

RULES = settings(Request(plugins=False)).rules


@pytest.mark.parametrize("name", ["too-few-words", "missing-section", "unticked-box"])
@pytest.mark.parametrize(
    ("stage", "level"), [("draft", Level.WARNING), ("review", Level.ERROR), ("complete", Level.ERROR)]
)
def test_what_is_incomplete_is_a_warning_in_a_draft_and_an_error_from_review_on(
    name: str, stage: str, level: Level
) -> None:
    assert level_of(RULES[name], stage, None) is level


@pytest.mark.parametrize("stage", ["draft", "review", "complete"])
def test_what_is_wrong_has_one_level_at_every_stage(stage: str) -> None:
    assert level_of(RULES["malformed-link"], stage, None) is Level.ERROR
    assert level_of(RULES["bare-link"], stage, None) is RULES["bare-link"].level


@pytest.mark.parametrize("stage", ["draft", "review", "complete"])
def test_a_message_may_have_a_level_of_its_own(stage: str) -> None:
    assert level_of(RULES["too-few-words"], stage, None, "aim") is Level.WARNING
    assert level_of(RULES["unticked-box"], stage, None, "open") is Level.NOTE


@pytest.mark.parametrize("stage", ["draft", "review", "complete"])
@pytest.mark.parametrize("level", list(Level))
def test_the_configuration_decides_over_all(stage: str, level: Level) -> None:
    assert level_of(RULES["too-few-words"], stage, level) is level
    assert level_of(RULES["too-few-words"], stage, level, "aim") is level
