"""The schema of a configuration file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cslint.errors import ConfigError


class TemplateTable(BaseModel):
    """``[[template]]``: one of several templates, and its cases."""

    model_config = ConfigDict(extra="forbid")

    file: str
    cases: list[str] = Field(min_length=1)


class ConfigFile(BaseModel):
    """``cslint.toml``: every key is optional."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    profile: str | None = None
    template: str | None = None
    templates: list[TemplateTable] = Field([], alias="[[template]]")
    cases: list[str] = []
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
    """Validate the settings of a configuration file.

    Args:
        path: the file.
        data: its settings.

    Raises:
        ConfigError: a setting is wrong; the message names the file, each wrong key, and what is allowed.
    """
    tables = data.get("template")
    if isinstance(tables, list):  # one TOML key holds either of two settings
        data = {name: value for name, value in data.items() if name != "template"} | {"[[template]]": tables}
    try:
        return ConfigFile.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"{path}: " + " ".join(map(_sentence, error.errors()))) from error


def _sentence(fault: Any) -> str:
    """Describe what is wrong with one setting."""
    *table, last = fault["loc"]
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "missing":
        return f'{".".join(map(str, table))} has no "{last}".'
    if fault["type"] != "extra_forbidden":
        return f"{key}: {fault['msg']}."
    from cslint.util.suggest import suggestion

    model = TemplateTable if table else ConfigFile
    known = [field.alias or name for name, field in model.model_fields.items()]
    return f'"{key}" is not a setting.{suggestion(str(last), known) or " Choose from " + ", ".join(known) + "."}'
