"""Return the requirements of a template and their reasons as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cslint.contract import instructions
from cslint.contract.contract import Contract, SectionContract, bind
from cslint.contract.instructions import describe
from cslint.contract.parts import Left, Part, PartKind
from cslint.contract.profile import Profile, built_in, from_template, recognise
from cslint.contract.schema.model import FieldSchema
from cslint.contract.template import LocatedRequirement, Template, TemplateSection
from cslint.text.source import Span

_LONGEST = 1000  # characters of a part that are quoted


def outline(subject: str | None, template: Path | None) -> dict[str, Any]:
    """Return the requirements on a case, of a template, or of a profile.

    Args:
        subject: a case's folder or file, a template file, or a profile's name; the current folder by default.
        template: the template that the case follows.

    Raises:
        cslint.errors.NoCaseError: the subject is not one of these.
    """
    from cslint.linter import discovery
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    if template is None and subject is not None:
        for profile in built_in():
            if profile.name == subject:
                return _of_template(profile, f"the profile {profile.title}")
    session = Session(Request(template=template))
    cases = [candidate.path for candidate in session.candidates([Path(subject or ".")]) if candidate.is_case]
    path = cases[0] if cases else discovery.find([Path(subject or ".")])[0]
    case = discovery.read(path)
    chosen = session.task(path).settings.profile if cases else None
    if template is not None:
        profile, because = from_template(template), f"read from {template}"
    elif chosen is not None:
        config = session.config_of(path).path
        profile, because = chosen, f"named in {session.show(config)}" if config else "it was chosen"
    else:
        found = recognise(case.document, built_in())
        profile, because = found.profile, found.because
        if profile.name == "none" or (path.is_file() and _is_template(subject)):
            return _of_template(from_template(path), "read from its own text")
    fields = {name: str(entry.value) for name, entry in case.front_matter.fields.items()}
    return _of_case(profile, because, bind(case.document, profile.template, fields))


def _is_template(subject: str | None) -> bool:
    return subject is not None and Path(subject).is_file() and Path(subject).name not in ("index.md",)


def _of_template(profile: Profile, because: str) -> dict[str, Any]:
    template = profile.template
    sections = [
        _section(template, clause, clause.requirements, optional=clause.optional) for clause in template.clauses
    ]
    values = [_ask(r, template) for r in template.preface if r.ask.field and r.ask.values]
    return _whole(profile, because, sections, values)


def _of_case(profile: Profile, because: str, contract: Contract) -> dict[str, Any]:
    template = contract.template
    sections = [
        _asked(template, asked)
        for asked in (*contract.asked, *(extra for extra in contract.extra if extra.requirements))
    ]
    return _whole(profile, because, sections, [_ask(r, template) for r in contract.values])


def _asked(template: Template, asked: SectionContract) -> dict[str, Any]:
    if asked.clause:
        row = _section(template, asked.clause, asked.requirements, optional=asked.optional)
        return row | {"missing": asked.section is None}
    return {
        "name": asked.heading,
        "level": asked.section.level if asked.section else 2,
        "optional": True,
        "missing": False,
        "condition": None,
        "asks": [_ask(requirement, template) for requirement in asked.requirements],
        "parts": [],
    }


def _whole(
    profile: Profile, because: str, sections: list[dict[str, Any]], values: list[dict[str, Any]]
) -> dict[str, Any]:
    template = profile.template
    return {
        "version": 1,
        "profile": profile.name,
        "because": because,
        "parts": [_part(part, template) for part in template.parts if not part.section and _is_shown(part)],
        "sections": sections,
        "fields": [_field(schema, template) for schema in profile.schema.fields.values()],
        "values": values,
        "unread": list(_unread(template)),
        "damaged": _damaged(template),
    }


def _section(
    template: Template, clause: TemplateSection, requirements: tuple[LocatedRequirement, ...], *, optional: bool
) -> dict[str, Any]:
    span = Span(clause.section.span.start, _own_end(template, clause))
    parts = [part for part in template.parts if span.start <= part.span.start < span.end and _is_shown(part)]
    return {
        "name": clause.name,
        "level": clause.section.level,
        "optional": optional,
        "condition": None if clause.condition is None else _when(clause),
        "asks": [_ask(requirement, template) for requirement in requirements],
        "parts": [_part(part, template) for part in parts],
    }


def _own_end(template: Template, clause: TemplateSection) -> int:
    """Return where the next section of the contract begins, or this one ends."""
    starts = [other.section.span.start for other in template.clauses]
    later = [start for start in starts if start > clause.section.span.start]
    return min([clause.section.span.end, *later])


def _is_shown(part: Part) -> bool:
    """Return whether a part is worth a line: plain headings name the sections themselves."""
    return part.kind is not PartKind.HEADING or part.left is not Left.NEVER or part.optional


def _when(clause: TemplateSection) -> str:
    """Return in words when a section is due."""
    condition = clause.condition
    if condition and condition[1]:
        return instructions.when(condition)
    for comment in clause.section.comments:
        found, said = instructions.section_condition(clause.source[comment.inner])
        if found is not None:
            return said
    return "on a condition"


def _part(part: Part, template: Template) -> dict[str, Any]:
    return {
        "kind": str(part.kind),
        "text": " ".join(part.text.split())[:_LONGEST],
        "reason": part.reason,
        "left": str(part.left),
        "name": part.name or None,
        "optional": part.optional,
        "visible": part.visible,
        "line": template.source.position(part.span.start).line,
    }


def _field(schema: FieldSchema, template: Template) -> dict[str, Any]:
    field = template.document.front_matter.fields.get(schema.name)
    asks = [_ask(r, template) for r in template.fields if r.ask.field == schema.name]
    part = next((part for part in template.field_parts if part.name == (field.name if field else None)), None)
    return {
        "name": schema.name,
        "type": schema.type,
        "optional": schema.required is None,
        "blank": schema.blank,
        "values": list(schema.values),
        "reason": part.reason if part else None,
        "asks": asks,
        "line": template.source.position(field.key.start).line if field else None,
    }


def _ask(requirement: LocatedRequirement, template: Template) -> dict[str, Any]:
    ask = requirement.ask
    line = requirement.source.position(requirement.span.start).line
    where = "template" if requirement.source is template.source else "its own comment"
    return {
        "kind": str(ask.kind),
        "scope": str(ask.scope),
        "low": ask.low,
        "high": ask.high,
        "force": str(ask.force),
        "optional": ask.optional,
        "field": ask.field,
        "values": list(ask.values),
        "condition": list(ask.condition) if ask.condition else None,
        "text": describe(ask),
        "said": ask.said,
        "line": line,
        "place": f"{where}, line {line}",
    }


def _damaged(template: Template) -> list[dict[str, Any]]:
    """Return the comments of a template from which nothing is taken because their marks are missing or wrong."""
    source = template.source
    found = [
        (fault.span.start, str(fault.values["written"])) for fault in template.document.faults if fault.what == "dashes"
    ]
    found += [
        (comment.span.start, "<!--")
        for comment in template.document.comments
        if not comment.closed or "<!--" in source[comment.inner]
    ]
    return [{"line": source.position(start).line, "written": written} for start, written in sorted(found)]


def _unread(template: Template) -> Iterator[dict[str, Any]]:
    """Yield what instructions say with a number or an order and without a requirement that was read from it."""
    sections = (requirement for clause in template.clauses for requirement in clause.requirements)
    understood = [r.span for r in (*sections, *template.preface, *template.fields)]
    for part in template.parts:
        if part.kind is not PartKind.INSTRUCTION:
            continue
        start = template.source.text.find(part.text, part.span.start)
        if start < 0:
            continue
        known = [Span(s.start - start, s.end - start) for s in understood if start <= s.start < start + len(part.text)]
        for span, holds in instructions.unread(part.text, known):
            text = " ".join(part.text[span.start : span.end].split())[:_LONGEST]
            line = template.source.position(start + span.start).line
            yield {"holds": holds, "text": text, "section": part.section or None, "line": line}
