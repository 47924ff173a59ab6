"""The requirements on front matter as data: fields, types, allowed values and placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cslint.errors import SchemaError
from cslint.text.source import Source

# types of fields; status, tags, country, coordinate, year, alt and credit have their own rules
STAGES = ("draft", "review", "complete")
FILE = "front-matter.yml"


class SchemaPlaceholder(NamedTuple):
    """A value of the template that the author is to replace.

    Attributes:
        value: the parsed value.
        when: texts by field name; it counts only while that field has one of these texts.
        unless: texts by field name; it does not count if that field begins with one of these.
    """

    value: object
    when: Mapping[str, tuple[str, ...]] = {}
    unless: Mapping[str, tuple[str, ...]] = {}


class FieldSchema(NamedTuple):
    """One field.

    Attributes:
        name: its key.
        description: its meaning, for hovers and messages.
        type: one of ``TYPES``.
        required: the stage from which it is required, or None.
        blank: whether it may be empty.
        aliases: other keys for the same field.
        values: allowed values with their meanings; empty for any.
        synonyms: alternative words for an allowed value, in lower case.
        reserved: allowed values that only the instructor sets.
        pattern: a regular expression for the whole text, or "".
        max_words: the largest number of words, or None.
        max_items: the largest number of entries in a list, or None.
        sentences: the required number of sentences, or None.
        after: the year field that may not be later than this one, or "".
        past: whether a future year is wrong.
        of: the field with the image that an ``alt`` or ``credit`` is about, or "".
        many: whether a list of texts is allowed as well as one text.
        placeholders: the template's values.
        weight: its weight in the completeness score.
        not_applicable: whether a word such as "N/A" or "None" is an answer.
        when: values by field name; it is required only if that field has one of these values.
        fields: the fields of the mapping, or of the mappings in a list, that is its value.
    """

    name: str
    description: str = ""
    type: str = "text"
    required: str | None = "draft"
    blank: bool = False
    aliases: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    synonyms: Mapping[str, str] = {}
    reserved: tuple[str, ...] = ()
    pattern: str = ""
    max_words: int | None = None
    max_items: int | None = None
    sentences: int | None = None
    after: str = ""
    past: bool = False
    of: str = ""
    many: bool = False
    placeholders: tuple[SchemaPlaceholder, ...] = ()
    weight: float = 1.0
    not_applicable: bool = False
    when: Mapping[str, tuple[str, ...]] = {}
    fields: Mapping[str, FieldSchema] = {}

    def required_at(self, stage: str) -> bool:
        """Return whether it must be there at a stage."""
        if self.required is None or stage not in STAGES:
            return self.required is not None
        return STAGES.index(self.required) <= STAGES.index(stage)

    @property
    def names(self) -> tuple[str, ...]:
        """Its key and its aliases."""
        return (self.name, *self.aliases)


class Schema(NamedTuple):
    """The fields of a profile, in their usual order.

    Attributes:
        fields: by name.
        about: a description for people.
        inferred: whether it was inferred from a template; unknown facts, such as types, are then guessed leniently.
    """

    fields: Mapping[str, FieldSchema]
    about: str = ""
    inferred: bool = False

    def known(self, name: str) -> FieldSchema | None:
        """Return the field of a key, by its name or an alias."""
        own = self.fields.get(name)
        return own or next((entry for entry in self.fields.values() if name in entry.aliases), None)


def load(path: Path) -> Schema:
    """Read a schema file, with those it extends.

    Args:
        path: a ``front-matter.yml``. ``extends`` in it names a profile, found next to its folder or among those that
            come with the program, or is a path to another file.

    Raises:
        SchemaError: a file is missing, is not YAML, has unknown keys or values, or extends itself.
    """
    return _load(path.resolve())


@lru_cache(maxsize=64)
def _load(path: Path) -> Schema:
    chain = _chain(path, ())
    fields: dict[str, dict[str, Any]] = {}
    about = ""
    for data in chain:
        about = data.get("about", about)
        for name, changes in (data.get("fields") or {}).items():
            if changes is None:
                fields.pop(name, None)
            else:
                fields[name] = {**fields.get(name, {}), **changes}
    schemas = [_field(name, data) for name, data in fields.items()]
    return Schema({entry.name: entry for entry in schemas}, about)


def _chain(path: Path, seen: tuple[Path, ...]) -> list[dict[str, Any]]:
    """Return the data of a file and of those it extends, the most general first."""
    if path in seen:
        raise SchemaError(f"{path}: extends itself, by way of {seen[-1]}")
    data = _read(path)
    base = data.get("extends")
    if not base:
        return [data]
    return [*_chain(_base(path, str(base)), (*seen, path)), data]


def _base(path: Path, name: str) -> Path:
    from cslint.util.resources import folder

    if name.endswith((".yml", ".yaml")):
        candidates = [path.parent / name]
    else:
        candidates = [path.parent.parent / name / FILE, folder("schemas") / name / FILE]
    found = next((candidate.resolve() for candidate in candidates if candidate.is_file()), None)
    if found is None:
        raise SchemaError(f'{path}: extends "{name}", which has no {FILE}')
    return found


def _read(path: Path) -> dict[str, Any]:
    """Return one file's data; a file from outside is validated, ours are by the tests."""
    from cslint.document.front_matter.yaml_loader import compose
    from cslint.util.resources import folder

    try:
        source = Source.from_bytes(path, path.read_bytes())
    except OSError as error:
        raise SchemaError(f"{path}: {error.strerror}") from error
    composed = compose(source.text)
    fault = composed.error or next((fault for fault in composed.faults if fault.what == "duplicate-key"), None)
    if fault is not None:
        line, column = source.position(fault.span.start)
        problem = fault.values.get("problem", fault.what.replace("-", " "))
        raise SchemaError(f"{path}:{line}:{column}: {problem}")
    if path.is_relative_to(folder("schemas").resolve()) and composed.root is not None:
        return composed.root.value  # type: ignore[return-value]
    from cslint.contract.schema.file_model import validate

    return validate(source, composed.root)


def _field(name: str, data: Mapping[str, Any]) -> FieldSchema:
    """Return one field from its data, which is sound."""
    known = {key: value for key, value in data.items() if key not in _SHAPED}
    required = data.get("required", True)
    values = data.get("values") or {}
    return FieldSchema(
        name=data.get("name", name),
        required=required if isinstance(required, str) else "draft" if required else None,
        aliases=tuple(data.get("aliases") or ()),
        values=values if isinstance(values, Mapping) else dict.fromkeys(map(str, values), ""),
        synonyms={word.casefold(): value for value, words in (data.get("synonyms") or {}).items() for word in words},
        reserved=tuple(data.get("reserved") or ()),
        placeholders=tuple(_placeholder(entry) for entry in data.get("placeholders") or ()),
        **known,
    )


_SHAPED = {"name", "required", "aliases", "values", "synonyms", "reserved", "placeholders"}


def _placeholder(entry: object) -> SchemaPlaceholder:
    if not isinstance(entry, Mapping):
        return SchemaPlaceholder(entry)
    when, unless = (
        {
            name: tuple(texts) if isinstance(texts, list) else (str(texts),)
            for name, texts in (entry.get(key) or {}).items()
        }
        for key in ("when", "unless")
    )
    return SchemaPlaceholder(entry["value"], when, unless)


def with_values(schema: FieldSchema, values: tuple[str, ...]) -> FieldSchema:
    """Return the field with other allowed values, such as those of a comment in the document.

    Args:
        schema: the field.
        values: the allowed values.
    """
    kind = {"list": "tags", "text": "choice", "any": "choice"}.get(schema.type, schema.type)
    return schema._replace(type=kind, values={value: schema.values.get(value, "") for value in values})
