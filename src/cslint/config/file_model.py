"""The schema of a configuration file."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


_LONGEST = 60  # characters of a value in a message
_EXPECTED = {  # by the types of pydantic's errors
    "list_type": 'a list, such as ["one", "two"]',
    "string_type": "a text in quotes",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a table, such as [rule.too-few-words]",
    "model_type": "a table",
    "too_short": "at least one entry",
}


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
    key = _key(fault["loc"])
    if fault["type"] == "missing":
        return f'{_key(table)} has no "{last}".'
    if fault["type"] == "literal_error":
        return f"{key} is {_value(fault['input'])}; allowed are {fault['ctx']['expected'].replace(chr(39), '')}."
    if fault["type"] != "extra_forbidden":
        return f"{key} is {_value(fault['input'])}; expected {_EXPECTED.get(fault['type'], 'another kind of value')}."
    from cslint.util.suggest import suggestion

    model = TemplateTable if table else ConfigFile
    known = [field.alias or name for name, field in model.model_fields.items()]
    return f'"{key}" is not a setting.{suggestion(str(last), known) or " Choose from " + ", ".join(known) + "."}'


def _key(loc: Sequence[object]) -> str:
    """Return where a setting is: ``select``, ``[[template]] number 1, file``."""
    parts = [f"number {step + 1}" if isinstance(step, int) else str(step) for step in loc]
    return ", ".join(parts).replace("]], number", "]] number")


def _value(value: object) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
