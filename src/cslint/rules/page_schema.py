"""The shape of a rule page's front matter, for pages that come from outside and for the tests of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from cslint.errors import RuleError
from cslint.rules.families import FAMILIES

Level = Literal["error", "warning", "note", "must", "should"]
LEVEL_NAMES = "error, warning, note"  # of the words above; the others are older names for the first two


class RulePage(BaseModel):
    """Front matter of a page under ``rules/``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    summary: str
    family: str
    level: Level
    levels: dict[str, Level] = {}
    kind: Literal["correctness", "completeness", "style"]
    check: str = ""
    options: dict[str, Any] = {}
    message: str | dict[str, str]
    help: str | dict[str, str] | None = None
    needs: list[str] = []
    unless: list[str] = []
    since: str = "0.1"
    usual: bool = True
    house: bool = False
    folded: str = ""

    @field_validator("family")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in FAMILIES:
            raise ValueError(f"one of {', '.join(FAMILIES)}")
        return value


def validate(path: Path, data: dict[str, Any]) -> RulePage:
    """Check a page's front matter.

    Raises:
        RuleError: names the page and each key that is wrong.
    """
    try:
        return RulePage.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise RuleError(f"{path}: {faults}") from error
