"""The shape of a configuration file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cslint.errors import ConfigError


class ConfigFile(BaseModel):
    """``cslint.toml``: every key is optional."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    profile: str | None = None
    template: str | None = None
    rules: list[str] = []
    select: list[str] = []
    extend_select: list[str] = Field([], alias="extend-select")
    ignore: list[str] = []
    exclude: list[str] = []
    fail_on: Literal["error", "warning", "note"] | None = Field(None, alias="fail-on")
    stage: Literal["draft", "review", "complete"] | None = None
    baseline: str | None = None
    trust_comments: bool = Field(True, alias="trust-comments")
    rule: dict[str, dict[str, Any]] = {}


def validate(path: Path, data: dict[str, Any]) -> ConfigFile:
    """Check what a configuration file says.

    Raises:
        ConfigError: names the file, each key that is wrong, and what would be right.
    """
    try:
        return ConfigFile.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"{path}: " + " ".join(map(_sentence, error.errors()))) from error


def _sentence(fault: Any) -> str:
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] != "extra_forbidden":
        return f"{key}: {fault['msg']}."
    from cslint.linter.engine import suggestion

    known = [field.alias or name for name, field in ConfigFile.model_fields.items()]
    return f'"{key}" is no setting.{suggestion(key, known) or " Known are " + ", ".join(known) + "."}'
