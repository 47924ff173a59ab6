"""The front matter as a block: there, readable, complete, every key known and once, nothing left empty or as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.field_map import FieldEntry
from cslint.contract.field_values import is_placeholder
from cslint.document.front_matter.parser import SOFT, Field
from cslint.document.front_matter.writing import written_key
from cslint.document.front_matter.yaml_diagnosis import shown
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Fault, Source, Span

_ABSENT = ("no-front-matter", "no-opening-fence", "empty-block", "before-fence")
_SYNTAX_TOO = ("no-break-space", "item-indent", "fence-length")  # cslint reads past them, other programs do not
# fixes that keep the meaning beyond doubt
_SAFE = {
    *("no-opening-fence", "no-closing-fence", "late-closing-fence", "fence-characters", "before-fence", "tab-indent"),
    *("no-space-after-colon", "wide-colon", "equals-sign", "colon-in-value", "reserved-character", "no-break-space"),
    *("smart-quotes-broken", "fence-indent", "fence-length", "toml-unquoted"),
}


def missing(context: CheckContext) -> Iterator[Violation]:
    """Yield a violation if the front matter is missing, empty, or not at the start of the file."""
    required = [schema.name for schema in context.fields.schema.fields.values() if schema.required is not None]
    for fault in context.case.front_matter.faults:
        if fault.what in _ABSENT:
            key = fault.what
            if key in ("no-front-matter", "empty-block") and not required:
                continue  # the template has no front matter
            if key == "before-fence" and fault.values["blank"]:
                key = "blank-before-fence"
            facts = {**fault.values, "fields": _some(required)}
            yield Violation(fault.span, facts, key, fix=_repair(context.case.source, fault))


def _some(names: list[str]) -> str:
    """Name the first few of several fields."""
    shown = [f'"{name}"' for name in names[:3]]
    if len(names) > len(shown):
        return f"{', '.join(shown)} and so on"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def syntax(context: CheckContext) -> Iterator[Violation]:
    """Yield what keeps the front matter from being read."""
    front_matter = context.case.front_matter
    for fault in front_matter.faults:
        if fault.what in _ABSENT or (fault.what in SOFT and fault.what not in _SYNTAX_TOO):
            continue
        name = str(fault.values.get("field") or fault.values.get("key") or "")
        field = name if name in front_matter.fields else None
        yield Violation(fault.span, _plain(fault), fault.what, field=field, fix=_repair(context.case.source, fault))


def byte_order_mark(context: CheckContext) -> Iterator[Violation]:
    """Yield an invisible character before the first fence, which hides the front matter from other programs."""
    for fault in context.case.front_matter.faults:
        if fault.what == "byte-order-mark":
            yield Violation(fault.span)


def _plain(fault: Fault) -> dict[str, object]:
    return {name: value for name, value in fault.values.items() if name not in ("insert", "closing", "others")}


def _repair(source: Source, fault: Fault) -> ProposedFix | None:
    """Return the fix of a problem: an inserted fence, or replaced text."""
    newline = "\r\n" if "\r\n" in source.text else "\n"
    changes = []
    for key in ("insert", "closing"):
        if key in fault.values:
            at, text = cast("tuple[int, str]", fault.values[key])
            changes.append(TextEdit(Span(at, at), text.replace("\n", newline)))
    if fault.what == "fence-characters":
        changes.append(TextEdit(fault.span, "---"))
    elif fault.what == "before-fence" and fault.values["blank"]:
        changes.append(TextEdit(fault.span, ""))
    elif "replacement" in fault.values:
        spans = (fault.span, *cast("tuple[Span, ...]", fault.values.get("others", ())))
        changes.extend(TextEdit(span, str(fault.values["replacement"])) for span in spans)
    if not changes:
        return None
    told = "Write it as YAML reads it"
    if fault.what.endswith(("fence", "characters")):
        told = (
            "Put a line of three dashes there"
            if fault.values.get("marks", "---") == "---"
            else "Put a line of +++ there"
        )
    elif fault.what == "fence-length":
        told = f"Write {fault.values['fence']}"
    elif fault.what == "fence-indent":
        told = "Delete the space"
    elif fault.what == "toml-unquoted":
        told = "Put the text in quotes"
    return ProposedFix(
        "Delete the blank lines" if fault.what == "before-fence" else told, tuple(changes), fault.what in _SAFE
    )


def missing_field(context: CheckContext) -> Iterator[Violation]:
    """Yield fields of the template that are missing; a misspelt key is reported as such instead."""
    front_matter = context.case.front_matter
    if front_matter.span is None or not front_matter.fields:
        return
    source = context.case.source
    end = front_matter.span.end
    fence = Span(source.offset(source.position(end).line), end)
    for entry in context.fields.entries:
        schema = entry.schema
        if entry.field is None and entry.misspelt is None and entry.required_at(context.stage):
            yield Violation(fence, {"name": schema.name, "about": schema.description}, field=schema.name)


def unknown_field(context: CheckContext) -> Iterator[Violation]:
    """Yield keys that the template does not know, with the one that was meant."""
    known = ", ".join(entry.name for entry in context.fields.schema.fields.values())
    for unknown in context.fields.unknown:
        field = unknown.field
        if unknown.meant is None:
            yield Violation(field.key, {"name": field.name, "known": known}, field=field.name)
            continue
        meant = unknown.meant.name
        change = TextEdit(field.key, written_key(meant, context.case.front_matter.syntax))
        fix = ProposedFix(f'Rename "{field.name}" to "{meant}"', (change,), safe=unknown.exact)
        yield Violation(field.key, {"name": field.name, "meant": meant}, "meant", field=field.name, fix=fix)


def duplicate_field(context: CheckContext) -> Iterator[Violation]:
    """Yield keys that occur twice, and two names of one field."""
    source = context.case.source
    for fault in context.case.front_matter.faults:
        if fault.what == "duplicate-key":
            name, first = str(fault.values["name"]), fault.values["first"]
            assert isinstance(first, Span)
            values = {"name": name, "line": source.position(first.start).line}
            yield Violation(fault.span, values, field=name, related=(RelatedSpan(first, "the first one"),))
    for entry in context.fields.entries:
        if entry.field is not None and entry.doubled is not None:
            one, other = sorted((entry.field, entry.doubled), key=lambda field: field.key)
            values = {"name": other.name, "other": one.name, "line": source.position(one.key.start).line}
            note = RelatedSpan(one.key, f'"{one.name}" is the same field')
            yield Violation(other.key, values, "alias", field=other.name, related=(note,))


def empty_field(context: CheckContext) -> Iterator[Violation]:
    """Yield fields with nothing in them, or with a word for nothing such as nan or TBD."""
    for entry in (*context.fields.entries, *context.fields.nested):
        schema, field = entry.schema, entry.field
        if field is None or not entry.empty or entry.misread or (schema.type == "year" and schema.past):
            continue
        blank = field.raw == "" or field.value in (None, "", [], {})
        if blank and (schema.blank or not entry.required_at(context.stage)):
            continue
        if schema.not_applicable and schema.blank and _only_dashes(field.value):
            continue  # "replaces: -" says that there is nothing to replace
        values = {"name": field.label, "about": schema.description, "value": shown(field.raw)}
        key = "blank" if blank else "word-blank" if schema.blank or schema.required is None else "word"
        yield Violation(place(field), values, key, field=str(field.path[0]))


def _only_dashes(value: object) -> bool:
    """Return whether a value, or every entry of a list, is a dash or nothing."""
    entries = value if isinstance(value, list) else [value]
    return all(entry is None or (isinstance(entry, str) and not entry.strip(" -–—")) for entry in entries)


def placeholder_field(context: CheckContext) -> Iterator[Violation]:
    """Yield fields that still have the template's value; files are compared by content."""
    for entry in (*context.fields.entries, *context.fields.nested):
        field = entry.field
        if (
            not entry.placeholder
            or field is None
            or entry.empty
            or (entry.schema.type == "path" and not field.children)
        ):
            continue
        left = _left(context, entry, field)
        texts = [part.value for part in left] if left else [field.raw]
        some = left and len(left) < len(field.children)
        span = left[0].span if some else place(field)
        values = {"name": field.label, "value": shown(" and ".join(map(str, texts))), "about": entry.schema.description}
        yield Violation(span, values, field=str(field.path[0]))


def _left(context: CheckContext, entry: FieldEntry, field: Field) -> list[Field]:
    """Return the entries of a list that are still the template's."""
    if not isinstance(field.value, list) or entry.schema.type == "coordinate":
        return []
    known, others = entry.schema.placeholders, context.fields.texts
    return [child for child in field.children if is_placeholder(child.value, known, others)]


def place(field: Field) -> Span:
    """Return where a finding about a field's value points: the value, or the key if the value is empty."""
    return field.span if field.span.end > field.span.start else field.key
