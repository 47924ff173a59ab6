"""A schema as other programs want it: a pydantic model for Python, JSON Schema for editors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic.aliases import AliasChoices

from cslint.contract import field_values as judge
from cslint.contract.field_map import problems
from cslint.contract.schema.model import FieldSchema, Schema

_DRAFT = "http://json-schema.org/draft-07/schema#"  # what the editors' YAML extensions know best
_PYTHON: dict[str, Any] = {
    "year": int,
    "date": date,
    "integer": int,
    "number": float,
    "boolean": bool,
    "coordinate": tuple[float, float],
    "tags": list[str],
    "list": list[Any],
    "any": Any,
}


def model(schema: Schema) -> type[BaseModel]:
    """Return the pydantic model of the front matter that a check accepts.

    ``model(schema).model_validate({name: field.value, …})`` gives years as int, a centroid as a pair of floats, tags as
    a list of str, and an empty optional field as None. Values are judged by the functions that the rules use, so that
    the model rejects what they report; keys that the schema does not know are ignored.
    """
    fields: dict[str, Any] = {}
    for entry in schema.fields.values():
        optional = entry.blank or entry.required is None
        written = _python(entry) | None if optional else _python(entry)
        kind: Any = Annotated[written, BeforeValidator(_judged(entry))]
        names = AliasChoices(*entry.names)
        fields[entry.name] = (
            kind,
            Field(None if optional else ..., description=entry.description, validation_alias=names),
        )
    return create_model("FrontMatter", __config__=ConfigDict(extra="ignore"), __doc__=schema.about or None, **fields)


def _python(entry: FieldSchema) -> Any:
    if entry.type in ("choice", "status") and entry.values:
        return Literal[tuple(entry.values)]
    return str | list[str] if entry.many else _PYTHON.get(entry.type, str)


def _judged(entry: FieldSchema) -> Callable[[object], object]:
    """Return a validator that rejects what the rules report, and converts numbers to text where text is expected."""

    def judged(value: object) -> object:
        if judge.is_empty(value, entry.type):
            if entry.blank and judge.is_blank(value):
                return None
            raise ValueError("is empty")
        for problem in problems(entry, value, date.today()):
            facts = "; ".join(f"{name}: {fact}" for name, fact in problem.values.items())
            raise ValueError(f"{problem.key} ({facts})" if facts else problem.key)
        if entry.type == "year":
            return judge.year_of(value)
        return str(value) if _python(entry) is str and not isinstance(value, str) else value

    return judged


def json_schema(schema: Schema, title: str = "") -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of a front matter, for the YAML support of editors.

    Args:
        schema: of a profile.
        title: its name.
    """
    properties = {name: _property(entry) for entry in schema.fields.values() for name in entry.names}
    required = [entry for entry in schema.fields.values() if entry.required is not None]
    either = [{"anyOf": [{"required": [name]} for name in entry.names]} for entry in required if entry.aliases]
    return {
        "$schema": _DRAFT,
        "title": title or schema.about,
        "description": schema.about,
        "type": "object",
        "properties": properties,
        "required": [entry.name for entry in required if not entry.aliases],
        **({"allOf": either} if either else {}),
        "additionalProperties": schema.inferred,
    }


def json_text(schema: Schema, title: str = "") -> str:
    """Return the JSON Schema as text, as ``cslint schema`` prints it.

    Args:
        schema: the schema.
        title: title of the JSON Schema.
    """
    return json.dumps(json_schema(schema, title), indent=2, ensure_ascii=False) + "\n"


def _property(entry: FieldSchema) -> dict[str, Any]:
    shape = _shape(entry)
    if entry.blank or entry.required is None:
        shape = {"anyOf": [shape, {"type": "null"}]}
    notes = {"description": entry.description} if entry.description else {}
    return {**notes, **shape}


def _shape(entry: FieldSchema) -> dict[str, Any]:
    text: dict[str, Any] = {"type": ["string", "number"], "pattern": entry.pattern or r"\S"}
    shapes: dict[str, dict[str, Any]] = {
        "year": {"type": "integer", "minimum": judge.EARLIEST, "maximum": 2999},
        "date": {"type": "string", "format": "date"},
        "integer": {"type": "integer"},
        "number": {"type": "number"},
        "boolean": {"type": "boolean"},
        "country": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "coordinate": {
            "type": "array",
            "items": [
                {"type": "number", "minimum": -90, "maximum": 90},
                {"type": "number", "minimum": -180, "maximum": 180},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
        "path": {"type": "string", "pattern": r"\S"},
        "link": {"type": "string", "pattern": "^https?://"},
        "any": {},
    }
    if entry.type in ("tags", "list"):
        return _list(entry)
    if entry.type in ("choice", "status") and entry.values:
        return _choice(entry)
    shape = shapes.get(entry.type, text)
    return {"anyOf": [shape, {"type": "array", "items": shape}]} if entry.many else shape


def _choice(entry: FieldSchema) -> dict[str, Any]:
    """Return allowed values; editors show ``markdownEnumDescriptions`` with each."""
    about = {"markdownEnumDescriptions": list(entry.values.values())} if any(entry.values.values()) else {}
    return {"enum": list(entry.values), **about}


def _list(entry: FieldSchema) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "array", "items": _choice(entry) if entry.values else {}, "uniqueItems": True}
    return {**shape, "maxItems": entry.max_items} if entry.max_items is not None else shape
