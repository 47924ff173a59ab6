"""The front matter as a block: there, readable, complete, every key known and once, nothing left empty or as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from cslint.checks import Change, Hit, Note, Repair
from cslint.contract.fields import Entry
from cslint.contract.values import is_placeholder
from cslint.document.front_matter import SOFT, Field
from cslint.document.source import Fault, Source, Span
from cslint.document.yaml_errors import shown
from cslint.subject import Subject

_ABSENT = ("no-front-matter", "no-opening-fence", "empty-block", "before-fence")
_SYNTAX_TOO = ("no-break-space", "item-indent")  # YAML reads past them, other programs do not
# mends that keep the meaning beyond doubt
_SAFE = {
    *("no-opening-fence", "no-closing-fence", "late-closing-fence", "fence-characters", "before-fence", "tab-indent"),
    *("no-space-after-colon", "wide-colon", "equals-sign", "colon-in-value", "reserved-character", "no-break-space"),
    *("smart-quotes-broken",),
}


def missing(subject: Subject) -> Iterator[Hit]:
    """No front matter, none with anything in it, or none that begins the file."""
    for fault in subject.case.front_matter.faults:
        if fault.what in _ABSENT:
            key = fault.what
            if key == "before-fence" and fault.values["blank"]:
                key = "blank-before-fence"
            yield Hit(fault.span, fault.values, key, repair=_repair(subject.case.source, fault))


def syntax(subject: Subject) -> Iterator[Hit]:
    """What keeps the front matter from being read."""
    front_matter = subject.case.front_matter
    for fault in front_matter.faults:
        if fault.what in _ABSENT or (fault.what in SOFT and fault.what not in _SYNTAX_TOO):
            continue
        name = str(fault.values.get("field") or fault.values.get("key") or "")
        field = name if name in front_matter.fields else None
        yield Hit(fault.span, _plain(fault), fault.what, field=field, repair=_repair(subject.case.source, fault))


def byte_order_mark(subject: Subject) -> Iterator[Hit]:
    """An invisible character before the first fence, which hides the front matter from other programs."""
    for fault in subject.case.front_matter.faults:
        if fault.what == "byte-order-mark":
            yield Hit(fault.span)


def _plain(fault: Fault) -> dict[str, object]:
    return {name: value for name, value in fault.values.items() if name not in ("insert", "closing")}


def _repair(source: Source, fault: Fault) -> Repair | None:
    """The mend of a fault: a fence put in, or its text replaced."""
    newline = "\r\n" if "\r\n" in source.text else "\n"
    changes = []
    for key in ("insert", "closing"):
        if key in fault.values:
            at, text = cast("tuple[int, str]", fault.values[key])
            changes.append(Change(Span(at, at), text.replace("\n", newline)))
    if fault.what == "fence-characters":
        changes.append(Change(fault.span, "---"))
    elif fault.what == "before-fence" and fault.values["blank"]:
        changes.append(Change(fault.span, ""))
    elif "replacement" in fault.values:
        changes.append(Change(fault.span, str(fault.values["replacement"])))
    if not changes:
        return None
    told = (
        "Put a line of three dashes there"
        if fault.what.endswith(("fence", "characters"))
        else "Write it as YAML reads it"
    )
    return Repair(
        "Delete the blank lines" if fault.what == "before-fence" else told, tuple(changes), fault.what in _SAFE
    )


def missing_field(subject: Subject) -> Iterator[Hit]:
    """Fields that the template asks for and the front matter lacks; a misspelt key is told as such instead."""
    front_matter = subject.case.front_matter
    if front_matter.span is None or not front_matter.fields:
        return
    source = subject.case.source
    end = front_matter.span.end
    fence = Span(source.offset(source.position(end).line), end)
    for entry in subject.fields.entries:
        schema = entry.schema
        if entry.field is None and entry.misspelt is None and schema.required_at(subject.stage):
            yield Hit(fence, {"name": schema.name, "about": schema.description}, field=schema.name)


def unknown_field(subject: Subject) -> Iterator[Hit]:
    """Keys that the template does not know, with the one that was meant."""
    for unknown in subject.fields.unknown:
        field = unknown.field
        if unknown.meant is None:
            known = ", ".join(entry.name for entry in subject.fields.schema.fields.values())
            yield Hit(field.key, {"name": field.name, "known": known}, field=field.name)
            continue
        meant = unknown.meant.name
        change = Change(field.key, meant)
        repair = Repair(f'Rename "{field.name}" to "{meant}"', (change,), safe=unknown.exact)
        yield Hit(field.key, {"name": field.name, "meant": meant}, "meant", field=field.name, repair=repair)


def duplicate_field(subject: Subject) -> Iterator[Hit]:
    """Keys that stand twice, and two names of one field side by side."""
    source = subject.case.source
    for fault in subject.case.front_matter.faults:
        if fault.what == "duplicate-key":
            name, first = str(fault.values["name"]), fault.values["first"]
            assert isinstance(first, Span)
            values = {"name": name, "line": source.position(first.start).line}
            yield Hit(fault.span, values, field=name, related=(Note(first, "it stands here already"),))
    for entry in subject.fields.entries:
        if entry.field is not None and entry.doubled is not None:
            one, other = sorted((entry.field, entry.doubled), key=lambda field: field.key)
            values = {"name": other.name, "other": one.name, "line": source.position(one.key.start).line}
            note = Note(one.key, f'"{one.name}" is the same field')
            yield Hit(other.key, values, "alias", field=other.name, related=(note,))


def empty_field(subject: Subject) -> Iterator[Hit]:
    """Fields with nothing in them, or with a word for nothing such as nan or TBD."""
    for entry in subject.fields.entries:
        schema, field = entry.schema, entry.field
        if field is None or not entry.empty or entry.misread or (schema.type == "year" and schema.past):
            continue
        blank = field.raw == "" or field.value in (None, "", [], {})
        if blank and (schema.blank or not schema.required_at(subject.stage)):
            continue
        values = {"name": field.name, "about": schema.description, "value": shown(field.raw)}
        key = "blank" if blank else "word-blank" if schema.blank or schema.required is None else "word"
        yield Hit(place(field), values, key, field=field.name)


def placeholder_field(subject: Subject) -> Iterator[Hit]:
    """Fields that still hold what the template had in them; files are looked at as files."""
    for entry in subject.fields.entries:
        if entry.placeholder and entry.field is not None and not entry.empty and entry.schema.type != "path":
            yield Hit(place(entry.field), _named(subject, entry, entry.field), field=entry.field.name)


def _named(subject: Subject, entry: Entry, field: Field) -> dict[str, object]:
    """Facts of a placeholder; of a list only the members that are still the template's."""
    texts: list[object] = [field.raw]
    if isinstance(field.value, list) and len(field.items) == len(field.value) and entry.schema.type in ("tags", "list"):
        known, others = entry.schema.placeholders, subject.fields.texts
        texts = [member for member in field.value if is_placeholder(member, known, others)]
    return {"name": field.name, "value": shown(" and ".join(map(str, texts))), "about": entry.schema.description}


def place(field: Field) -> Span:
    """Where a finding about a field's value points: the value, or the key when nothing is written."""
    return field.span if field.span.end > field.span.start else field.key
