"""Match a case's front matter with its schema: each field with its value, and the unknown keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cslint.contract import field_values as judge
from cslint.contract.requirement import Kind
from cslint.contract.schema.model import FieldSchema, Schema, with_values
from cslint.contract.template import LocatedRequirement
from cslint.document.front_matter.parser import Field, FrontMatter
from cslint.text.source import Span

_WORD = r"[^\W_]+"
# faults of a value that say all there is to say about it
MISREAD = frozenset({"boolean", "number", "tag", "anchor"})
_MOST_STRANGE = 500  # keys that are compared with those that are missing
_ALIKE = 60  # a likeness above it is one of spelling or of the same words


class FieldEntry:
    """One field of the schema.

    Attributes:
        schema: its requirements, with the values that a comment in the document allows.
        field: the value, under its name or an alias, or None if missing.
        said: the comment that allows its values, or None.
        misread: whether YAML reads the value differently from its text, which another rule reports.
        doubled: the same field under another of its names.
        misspelt: the key that probably means it.
        placeholder: whether the value is still the template's.
        applies: whether the condition on which the field is required holds.
    """

    def __init__(
        self,
        schema: FieldSchema,
        field: Field | None,
        said: LocatedRequirement | None,
        misread: bool,
        doubled: Field | None,
        misspelt: Field | None,
        placeholder: bool,
        applies: bool = True,
    ) -> None:
        self.schema = schema
        self.field = field
        self.said = said
        self.misread = misread
        self.doubled = doubled
        self.misspelt = misspelt
        self.placeholder = placeholder
        self.applies = applies

    def required_at(self, stage: str) -> bool:
        """Return whether the field must be there at a stage."""
        return self.applies and self.schema.required_at(stage)

    @property
    def value(self) -> object:
        """Its value, or None."""
        return self.field.value if self.field else None

    @cached_property
    def empty(self) -> bool:
        """Whether it is empty, or a word such as "N/A" where that is not an answer."""
        if self.schema.not_applicable and judge.is_not_applicable(self.value):
            return False
        return judge.is_empty(self.value, self.schema.type)

    @property
    def sound(self) -> Field | None:
        """The field when its value is worth judging: there, not empty, not the template's, read as it says."""
        return None if self.empty or self.placeholder or self.misread else self.field

    def met(self, today: date) -> bool:
        """Return whether the field meets its requirements."""
        if self.field is None or self.placeholder or self.misread:
            return False
        if self.empty:
            return self.schema.blank and judge.is_blank(self.value)
        return not problems(self.schema, self.value, today)


def problems(schema: FieldSchema, value: object, today: date) -> list[judge.Problem]:
    """Yield every problem with a value that is not empty, by the type of its field.

    Args:
        schema: the field.
        value: its value.
        today: the current day.
    """
    if schema.type == "tags":
        return [problem for _, problem in judge.tag_problems(schema, value)]
    if schema.type == "year":
        found = judge.year_problem(value, today) or (judge.completed_problem(value, today) if schema.past else None)
    else:
        found = judge.type_problem(schema, value) or judge.choice_problem(schema, value)
    return [found] if found else []


class Unknown(NamedTuple):
    """A key that the schema does not know, and the field it was meant for where one can see that."""

    field: Field
    meant: FieldSchema | None
    exact: bool = False


class FieldMap:
    """The front matter of a case, field by field.

    Attributes:
        schema: the requirements of the profile.
        front_matter: the front matter of the case.
        entries: one per field of the schema, in its order.
        unknown: keys that the schema does not know, in the order of the file.
    """

    def __init__(self, schema: Schema, front_matter: FrontMatter, said: Iterable[LocatedRequirement] = ()) -> None:
        self.schema = schema
        self.front_matter = front_matter
        self.fields = {normal_key(name): field for name, field in front_matter.fields.items()}
        self._said = {r.ask.field: r for r in said if r.ask.kind is Kind.VALUES and r.ask.field}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every value as text, by key."""
        fields = self.front_matter.fields.values()
        return {entry.name: "" if entry.value is None else str(entry.value) for entry in fields}

    @cached_property
    def entries(self) -> tuple[FieldEntry, ...]:
        """Every field of the schema with what was written for it."""
        misspelt = {unknown.meant.name: unknown.field for unknown in self.unknown if unknown.meant}
        return tuple(self._entry(schema, misspelt) for schema in self.schema.fields.values())

    def _entry(self, schema: FieldSchema, misspelt: Mapping[str, Field]) -> FieldEntry:
        names = [normal_key(name) for name in schema.names]
        written = [self.fields[name] for name in names if name in self.fields]
        if len(written) > 1:
            written.sort(key=lambda entry: judge.is_blank(entry.value))
        field = written[0] if written else None
        said = next((self._said[name] for name in schema.names if name in self._said), None)
        if said is not None:
            schema = with_values(schema, said.ask.values)
        misread = field is not None and any(
            fault.what in MISREAD and field.key.end <= fault.span.start <= max(field.span.end, field.span.start)
            for fault in self.front_matter.faults
        )
        doubled = written[1] if len(written) > 1 else None
        return FieldEntry(
            schema,
            field,
            said,
            misread,
            doubled,
            misspelt.get(schema.name),
            self._is_placeholder(schema, field),
            self._applies(schema),
        )

    def _is_placeholder(self, schema: FieldSchema, field: Field | None) -> bool:
        if field is None:
            return False
        return judge.is_placeholder(field.value, schema.placeholders, self.texts, field.raw)

    def _applies(self, schema: FieldSchema) -> bool:
        """Return whether the field's condition holds: "only required for Standards Track"."""
        return all(
            any(judge.plain(self.texts.get(name, "")) == judge.plain(value) for value in values)
            for name, values in schema.when.items()
        )

    @cached_property
    def nested(self) -> tuple[FieldEntry, ...]:
        """Every field below the first level that the schema knows, with what was written for it."""
        found: list[FieldEntry] = []
        stack = [(entry.schema, entry.field) for entry in self.entries if entry.field is not None]
        while stack:
            schema, field = stack.pop()
            if not schema.fields:
                continue
            groups = [field] if isinstance(field.value, dict) else field.children
            for group in groups:
                own = {normal_key(child.name): child for child in group.children}
                for name, inner in schema.fields.items():
                    child = own.get(normal_key(name))
                    if child is not None:
                        placeholder = self._is_placeholder(inner, child)
                        found.append(FieldEntry(inner, child, None, False, None, None, placeholder))
                        stack.append((inner, child))
        return tuple(sorted(found, key=lambda entry: entry.field.key if entry.field else Span(0, 0)))

    @cached_property
    def unknown(self) -> tuple[Unknown, ...]:
        """Keys that the schema does not know, except those that extend a known key (featured_credit_link).

        If the schema is inferred from a template, further keys are ignored unless one resembles a missing key.
        """
        known = {normal_key(name) for schema in self.schema.fields.values() for name in schema.names}
        strange = [entry for name, entry in self.fields.items() if name not in known]
        if not strange:
            return ()
        absent = [s for s in self.schema.fields.values() if not any(normal_key(n) in self.fields for n in s.names)]
        pairs = sorted(_pairs(strange[:_MOST_STRANGE], absent), key=lambda pair: -pair[0])
        meant: dict[str, tuple[FieldSchema, bool]] = {}
        for score, entry, schema in pairs:
            near = not self.schema.inferred or score > _ALIKE
            if near and entry.name not in meant and all(schema is not other for other, _ in meant.values()):
                meant[entry.name] = (schema, score > 100)
        prefixes = tuple(f"{name}_" for name in known)
        return tuple(
            Unknown(entry, *meant.get(entry.name, (None, False)))
            for entry in strange
            if entry.name in meant or not (self.schema.inferred or entry.name.startswith(prefixes))
        )

    def met(self, today: date) -> tuple[int, int]:
        """Return the number of required fields that meet their requirements, and the number of required fields."""
        asked = [entry for entry in self.entries if entry.schema.required is not None and entry.applies]
        return sum(entry.met(today) for entry in asked), len(asked)

    def share(self, today: date) -> float:
        """Return the share of requirements that are met, 0 to 1, each field by its weight."""
        asked = [entry for entry in self.entries if entry.schema.required is not None and entry.applies]
        total = sum(entry.schema.weight for entry in asked)
        return sum(entry.schema.weight for entry in asked if entry.met(today)) / total if total else 1.0

    def entry(self, name: str) -> FieldEntry | None:
        """Return the entry of a key, by its name or an alias."""
        return next((entry for entry in self.entries if name in entry.schema.names), None)


def normal_key(name: str) -> str:
    """Return a key in the form in which keys are compared: one way of writing each accented letter."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _pairs(strange: list[Field], absent: list[FieldSchema]) -> Iterator[tuple[float, Field, FieldSchema]]:
    """Yield every strange key with every missing field that it may stand for, and how likely that is, 0 to 101."""
    for entry in strange:
        for schema in absent:
            score = max(_likeness(entry.name, name) for name in schema.names)
            if score:
                yield score, entry, schema


def _likeness(own: str, name: str) -> float:
    """Return how likely a key was meant as another, 0 to 101: equal except for spelling, the same words, or similar."""
    plain, other = judge.squeezed(own), judge.squeezed(name)
    if plain == other:
        return 101.0
    words, others = set(re.findall(_WORD, own.casefold())), set(re.findall(_WORD, name.casefold()))
    if words == others:
        return 95.0
    from rapidfuzz.distance import OSA

    if OSA.distance(plain, other) <= max(1, len(plain) // 4):
        return 100 * float(OSA.normalized_similarity(plain, other))
    part = len(plain) > 3 and (other.startswith(plain) or words < others)
    return 60.0 if part else 0.0
