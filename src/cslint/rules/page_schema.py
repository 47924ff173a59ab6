"""The schema of a rule page's front matter, for third-party pages and for tests of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from cslint.errors import RuleError
from cslint.rules.families import FAMILIES

Level = Literal["error", "warning", "note", "must", "should"]
LEVEL_NAMES = "error, warning, note"  # "must" and "should" are older names of the first two


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
    """Validate a page's front matter.

    Args:
        path: the page.
        data: its front matter.

    Raises:
        RuleError: a key is wrong; the message names the page and each wrong key.
    """
    try:
        return RulePage.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise RuleError(f"{path}: {faults}") from error
