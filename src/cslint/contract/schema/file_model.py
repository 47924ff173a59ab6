"""The shape of a schema file that comes from outside, with errors that say where in the file they are."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from cslint.contract.schema.types import TYPES
from cslint.document.front_matter.nodes import Node
from cslint.errors import SchemaError
from cslint.text.source import Source, Span

Texts = Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PlaceholderFile(_Shape):
    """A template's value with the conditions on which it counts."""

    value: Any
    when: dict[str, Texts] = {}
    unless: dict[str, Texts] = {}


class FieldFile(_Shape):
    """One field of a schema file; see :class:`cslint.contract.schema.model.FieldSchema` for the keys."""

    name: str | None = None
    description: str | None = None
    type: Literal[TYPES] = "text"  # type: ignore[valid-type]
    required: bool | Literal["draft", "review", "complete"] = True
    blank: bool = False
    aliases: list[str] = []
    values: list[str] | dict[str, str | None] = {}
    synonyms: dict[str, list[str]] = {}
    reserved: list[str] = []
    pattern: str | None = None
    max_words: int | None = Field(None, gt=0)
    max_items: int | None = Field(None, gt=0)
    sentences: int | None = Field(None, gt=0)
    after: str | None = None
    past: bool = False
    of: str | None = None
    many: bool = False
    placeholders: list[PlaceholderFile | str | int | float | bool | list[Any]] = []
    weight: float = Field(1.0, ge=0, strict=False)

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        return value


class SchemaFile(_Shape):
    """A whole file."""

    about: str = ""
    extends: str | None = None
    fields: dict[str, FieldFile | None] = {}


def validate(source: Source, root: Node | None) -> dict[str, Any]:
    """Validate a schema file and return its own data, without those it extends.

    Args:
        source: the file.
        root: its YAML tree.

    Raises:
        SchemaError: it is invalid; the message names the file, and line and column of each problem.
    """
    data = root.value if root is not None else {}
    if not isinstance(data, dict):
        raise SchemaError(f"{source.path}:1:1: a schema file says about, extends and fields, each with a colon")
    try:
        return SchemaFile.model_validate(data).model_dump(exclude_unset=True)
    except ValidationError as error:
        faults: dict[tuple[int, int], str] = {}
        for fault in error.errors():
            place, path = _follow(root, fault["loc"])
            line, column = source.position(place.start)
            said = _say(fault["type"], fault["msg"], path, str(fault["loc"][-1]))
            faults.setdefault((line, column), f"{source.path}:{line}:{column}: {said}")
        raise SchemaError("\n".join(faults[at] for at in sorted(faults))) from error


def _follow(node: Node | None, path: tuple[int | str, ...]) -> tuple[Span, list[str]]:
    """Return the span of the innermost step of a path that exists, and the steps so far."""
    span, taken = Span(0, 0), []
    for part in path:
        if node is not None and node.kind == "list" and isinstance(part, int) and part < len(node.children):
            node = node.children[part]
            span = node.span
        elif node is not None and node.kind == "mapping" and isinstance(node.value, dict) and part in node.value:
            index = list(node.value).index(str(part))
            span = node.keys[index].span
            node = node.children[index]
        else:
            continue  # names a branch of a union
        taken.append(str(part))
    return span, taken


def _say(kind: str, message: str, path: list[str], last: str) -> str:
    where = ".".join(path) or "the file"
    if kind == "extra_forbidden":
        shapes: dict[str, type[BaseModel]] = {"": SchemaFile, "fields": FieldFile}
        shape = PlaceholderFile if "placeholders" in path else shapes["fields" if path[:1] == ["fields"] else ""]
        return f'"{last}" is not known here; known are {", ".join(sorted(shape.model_fields))}'
    if kind == "missing":
        return f'{where}: "{last}" is missing'
    message = message.removeprefix("Value error, ")
    return f"{where}: {message[:1].lower()}{message[1:]}"
