"""Front-matter values: read as they are written, of the right kind, allowed, plausible."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath

from cslint.checks.context import CheckContext
from cslint.checks.front_matter import place
from cslint.checks.gazetteer import misnamed_city
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract import field_values as judge
from cslint.contract.field_map import MISREAD, FieldEntry
from cslint.contract.field_values import Problem
from cslint.contract.instructions import fits_format
from cslint.contract.requirement import Kind
from cslint.contract.schema.model import FieldSchema
from cslint.document.front_matter.parser import Field
from cslint.document.front_matter.writing import written
from cslint.document.front_matter.yaml_diagnosis import shown
from cslint.document.markdown import word_count
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Fault, Span

_LONGEST = 200  # characters of a credit that are looked at
_NO_ALT = {"image", "picture", "photo", "photograph", "alt text", "alt", "featured image", "header image", "banner"}


def misread(context: CheckContext) -> Iterator[Violation]:
    """Yield values that YAML reads as something else than they say."""
    owner = _owners(context)
    for fault in context.case.front_matter.faults:
        meant = fault.what in (*MISREAD, "html-comment") or (fault.what == "comment" and "meant" in fault.values)
        if not meant:
            continue
        field, entry = owner(fault)
        kind = entry.schema.type if entry else "any"
        if (fault.what == "boolean" and kind == "boolean") or (
            fault.what == "number" and kind in ("integer", "number")
        ):
            continue
        raw = str(fault.values.get("raw", ""))
        values = {**fault.values, "name": field.label if field else "", "quoted": f'"{raw}"'}
        text = str(fault.values.get("replacement", f'"{raw}"' if raw else ""))
        at = fault.values.get("value", fault.span)
        assert isinstance(at, Span)
        change = TextEdit(Span(at.start, fault.span.end), text)
        told = "Delete the comment" if fault.what == "html-comment" else f"Write {shown(text)}"
        fix = ProposedFix(told, (change,)) if text or fault.what == "html-comment" else None
        yield Violation(fault.span, values, fault.what, field=str(field.path[0]) if field else None, fix=fix)


def odd_characters(context: CheckContext) -> Iterator[Violation]:
    """Yield typographic quotes round a whole value, and spaces that cannot be seen at its end."""
    owner = _owners(context)
    for fault in context.case.front_matter.faults:
        if fault.what in ("smart-quotes", "no-break-space-end"):
            field, _ = owner(fault)
            values = {**fault.values, "name": field.label if field else ""}
            change = TextEdit(fault.span, str(fault.values["replacement"]))
            fix = ProposedFix("Use plain quotes" if fault.what == "smart-quotes" else "Delete the space", (change,))
            yield Violation(fault.span, values, fault.what, field=str(field.path[0]) if field else None, fix=fix)


def comment(context: CheckContext) -> Iterator[Violation]:
    """Yield words after a value that YAML treats as a comment, if they look like one by mistake."""
    for fault in context.case.front_matter.faults:
        if fault.what == "comment" and "meant" not in fault.values:
            yield Violation(fault.span, fault.values, field=str(fault.values["field"]))


def _owners(context: CheckContext) -> Callable[[Fault], tuple[Field | None, FieldEntry | None]]:
    """Return a look-up of the field, at any depth, in or after which a fault is, with the entry of its first key."""
    fields = sorted(context.case.front_matter.walk(), key=lambda field: (field.key.start, len(field.path)))
    starts = [field.key.start for field in fields]

    def owner(fault: Fault) -> tuple[Field | None, FieldEntry | None]:
        index = bisect_right(starts, fault.span.start) - 1
        return (None, None) if index < 0 else (fields[index], context.fields.entry(str(fields[index].path[0])))

    return owner


def invalid_value(context: CheckContext, *, tolerance: int = 1) -> Iterator[Violation]:
    """Yield values of the wrong type, outside of the allowed ones, in the wrong form, or too long.

    Args:
        context: the case.
        tolerance: share by which a length may be exceeded.
    """
    for entry in (*context.fields.entries, *context.fields.nested):
        field, schema = entry.sound, entry.schema
        if field is None or schema.type == "coordinate":  # centroid-range reports those
            continue
        problem = judge.type_problem(schema, field.value)
        if problem is None and schema.type not in ("status", "tags"):
            problem = judge.choice_problem(schema, field.value)
        if problem is None and schema.pattern and not re.fullmatch(schema.pattern, str(field.value)):
            problem = Problem("pattern", {"pattern": schema.pattern})
        if problem is None and schema.type != "date" and not judge.is_not_applicable(field.value):
            problem = _format(context, schema.name, field)
        if problem is None and schema.type != "alt":
            problem = _length(schema, field.value, tolerance)
        if problem is not None:
            yield _hit(context, entry, field, problem)
    yield from misnamed_city(context)


def _format(context: CheckContext, name: str, field: Field) -> Problem | None:
    """Return a value that is not written as the template says: "lower-case two-letter code", "YYYY-MM-DD"."""
    text = field.raw.strip().strip("\"'")
    for requirement in context.contract.template.fields:
        ask = requirement.ask
        if ask.kind is Kind.FORMAT and ask.field == name and not fits_format(ask.values[0], text):
            return Problem("format", {"value": text[:60], "form": ask.values[0]})
    return None


def _length(schema: FieldSchema, value: object, tolerance: int) -> Problem | None:
    """Return a text with more sentences or words than it should have."""
    text = value if isinstance(value, str) else ""
    count = judge.sentences(text) if schema.sentences else 0
    if schema.sentences and count > schema.sentences + tolerance:
        return Problem("sentences", {"found": count, "asked": schema.sentences})
    count = word_count.count(text) if schema.max_words else 0
    return Problem("words", {"found": count, "asked": schema.max_words}) if count > (schema.max_words or 0) else None


def status(context: CheckContext, *, allow_reserved: bool = True) -> Iterator[Violation]:
    """Yield an unknown status, or one that only the instructor may set.

    Args:
        context: the case.
        allow_reserved: whether the instructor's values are allowed.
    """
    for entry in context.fields.entries:
        field = entry.sound
        if field is None or entry.schema.type != "status" or judge.type_problem(entry.schema, field.value):
            continue
        problem = judge.choice_problem(entry.schema, field.value)
        if problem is not None:
            yield _hit(context, entry, field, problem)
        elif not allow_reserved and str(field.value).strip() in entry.schema.reserved:
            yield Violation(place(field), {"name": field.name, "value": field.raw}, "reserved", field=field.name)


def tags(context: CheckContext) -> Iterator[Violation]:
    """Yield tags that are not on the list, twice, too many, or no list at all."""
    for entry in context.fields.entries:
        field = entry.sound
        if field is None or entry.schema.type != "tags":
            continue
        for index, problem in judge.tag_problems(entry.schema, field.value):
            span = place(field)
            if index is not None and index < len(field.items):
                span = field.items[index]
            elif problem.key == "too-many" and entry.schema.max_items and len(field.items) > entry.schema.max_items:
                span = Span(field.items[entry.schema.max_items].start, field.items[-1].end)
            yield _hit(context, entry, field, problem, span)


def year_range(context: CheckContext, *, ahead: int = 10) -> Iterator[Violation]:
    """Yield invalid and implausible years, and years in the wrong order.

    Args:
        context: the case.
        ahead: years after today that are still plausible.
    """
    for entry in context.fields.entries:
        field, schema = entry.sound, entry.schema
        if field is None or schema.type != "year":
            continue
        year = judge.year_of(field.value)
        problem = judge.year_problem(field.value, context.today, ahead)
        if schema.past and (year is None or year > context.today.year):
            continue  # problems with a year of completion are reported separately
        if problem is not None:
            yield _hit(context, entry, field, problem)
            continue
        start = context.fields.entry(schema.after) if schema.after else None
        if start is None or start.field is None or judge.year_problem(start.value, context.today, ahead):
            continue  # that year is a finding of its own, or not there
        began = judge.year_of(start.value)
        if began is not None and year is not None and year < began:
            values = {"name": field.name, "year": year, "other": start.field.name, "began": began}
            note = RelatedSpan(place(start.field), f"{start.field.name} is {began}")
            yield Violation(place(field), values, "order", field=field.name, related=(note,))


def year_completed(context: CheckContext) -> Iterator[Violation]:
    """Yield a year of completion that is still to come, or words in its place: it is left blank until then."""
    for entry in context.fields.entries:
        field = entry.field
        if field is None or not entry.schema.past or entry.placeholder or entry.misread or judge.is_blank(field.value):
            continue
        problem = judge.completed_problem(field.value, context.today)
        if problem is not None:
            yield _hit(context, entry, field, problem)


def alt(context: CheckContext) -> Iterator[Violation]:
    """Yield a description of the image that is too long, or only its file name, the title, or "Image"."""
    for entry in context.fields.entries:
        field, schema = entry.sound, entry.schema
        if field is None or schema.type != "alt" or judge.type_problem(schema, field.value):
            continue
        text = str(field.value).strip()
        count = word_count.count(text)
        values: dict[str, object] = {"name": field.name, "value": shown(text), "found": count, "most": schema.max_words}
        file = PurePosixPath(context.fields.texts.get(schema.of, "").replace("\\", "/"))
        if text.casefold() in {file.name.casefold(), file.stem.casefold()} - {""}:
            yield Violation(place(field), values, "file-name", field=field.name)
        elif text.casefold().strip(".") in _NO_ALT:
            yield Violation(place(field), values, "says-nothing", field=field.name)
        elif judge.plain(text) == judge.plain(context.fields.texts.get("title", "")):
            yield Violation(place(field), values, "title", field=field.name)
        elif schema.max_words is not None and count > schema.max_words:
            yield Violation(place(field), values, "too-long", field=field.name)


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """Return credits that name a collection in another form than Name (Source), such as Photo by Name on Source."""
    sources = r"Unsplash|Flickr|Wikimedia(?: Commons)?|Wikipedia|Pexels|Pixabay|Getty(?: Images)?|Shutterstock|iStock"
    photo = r"(?:photo|photograph|image|picture)s?(?: (?:credits?|courtesy))?:? ?(?:by|of)? "
    by = rf"(?:{photo}|(?:credits?|courtesy)(?: of|:)? )?"
    name = r"(?P<name>[^,/|()]{2,80}"
    return (
        re.compile(rf"{by}{name}?) ?(?:,|/|\||[-–—]| on | from | via | at ) ?(?P<source>{sources})", re.I),
        re.compile(rf"(?P<source>{sources}) ?(?:,|/|\||:|[-–—]) ?{name})", re.I),
    )


def credit(context: CheckContext) -> Iterator[Violation]:
    """Yield a credit in another form than Name (Source), or without the source in the file name."""
    for entry in context.fields.entries:
        field, schema = entry.sound, entry.schema
        if field is None or schema.type != "credit" or not isinstance(field.value, str):
            continue
        text = field.value.strip()
        match = next((found for pattern in _credits() if (found := pattern.fullmatch(text[:_LONGEST]))), None)
        file = context.fields.texts.get(schema.of, "")
        wanted, key = "", ""
        if re.match(r"(?:https?://|www\.)\S+$", text):
            key = "link"
        elif match:
            key, wanted = "form", f"{match['name'].strip()} ({match['source']})"
        elif "-unsplash." in file.casefold() and "unsplash" not in text.casefold():
            key, wanted = "no-source", f"{text} (Unsplash)"
        if key:
            change = TextEdit(field.span, written(wanted, context.case.front_matter.syntax))
            fix = ProposedFix(f"Write {wanted}", (change,), safe=False) if wanted else None
            values = {"name": field.name, "value": shown(text), "wanted": shown(wanted)}
            yield Violation(place(field), values, key, field=field.name, fix=fix)


def _hit(
    context: CheckContext, entry: FieldEntry, field: Field, problem: Problem, span: Span | None = None
) -> Violation:
    """Return a violation for a problem of a value, with the comment that allows values and the fix."""
    span = span or place(field)
    fix = None
    if problem.replacement is not None:
        syntax = context.case.front_matter.syntax
        text = written(problem.replacement, syntax)
        start = span.start if text else min(span.start, field.key.end + 1)
        told = f"Write {problem.replacement}" if problem.replacement else "Leave it blank"
        fix = ProposedFix(told, (TextEdit(Span(start, span.end), text),), problem.safe)
    related: tuple[RelatedSpan, ...] = ()
    if entry.said is not None and "allowed" in problem.values:
        related = (RelatedSpan(entry.said.span, "the allowed values are here", entry.said.source),)
    values = {"name": field.label, "about": entry.schema.description, **problem.values}
    return Violation(span, values, problem.key, field=str(field.path[0]), related=related, fix=fix)
