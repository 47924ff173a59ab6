"""A contract as plain data, for people and programs to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cslint.contract.contract import Contract, bind
from cslint.contract.instructions import describe
from cslint.contract.profile import Profile, built_in, from_template, recognise
from cslint.contract.template import LocatedRequirement, Template


def outline(context: str | None, template: Path | None) -> dict[str, Any]:
    """What is asked of a case, by a template, or by a profile.

    Args:
        context: a case's folder or file, a template file, or a profile's name; the current folder by default.
        template: the template that the case follows.

    Raises:
        cslint.errors.NoCaseError: the subject is none of these.
    """
    from cslint.linter import discovery

    if template is None and context is not None:
        for profile in built_in():
            if profile.name == context:
                return _of_profile(profile, f"the profile {profile.title}")
    path = discovery.find([Path(context or ".")])[0]
    case = discovery.read(path)
    if template is not None:
        profile, because = from_template(template), f"asked by {template}"
    else:
        found = recognise(case.document, built_in())
        profile, because = found.profile, found.because
        if profile.name == "none" or (path.is_file() and _is_template(context)):
            profile, because = from_template(path), "what its own comments ask"
            return _of_profile(profile, because)
    fields = {name: str(entry.value) for name, entry in case.front_matter.fields.items()}
    return _rows(profile, because, bind(case.document, profile.template, fields))


def _is_template(context: str | None) -> bool:
    return context is not None and Path(context).is_file() and Path(context).name not in ("index.md",)


def _of_profile(profile: Profile, because: str) -> dict[str, Any]:
    template = profile.template
    sections = [
        {
            "name": clause.name,
            "level": clause.section.level,
            "optional": clause.optional,
            "asks": [_ask(requirement, template) for requirement in clause.requirements],
        }
        for clause in template.clauses
    ]
    values = [_ask(r, template) for r in template.preface if r.ask.field]
    return {
        "version": 1,
        "profile": profile.name,
        "because": because,
        "sections": sections,
        "values": values,
        "damaged": _damaged(template),
    }


def _rows(profile: Profile, because: str, contract: Contract) -> dict[str, Any]:
    sections = [
        {
            "name": asked.name or asked.heading,
            "level": asked.clause.section.level if asked.clause else asked.section.level if asked.section else 2,
            "optional": asked.optional,
            "missing": asked.section is None,
            "asks": [_ask(requirement, contract.template) for requirement in asked.requirements],
        }
        for asked in (*contract.asked, *(extra for extra in contract.extra if extra.requirements))
    ]
    values = [_ask(r, contract.template) for r in contract.values]
    return {"version": 1, "profile": profile.name, "because": because, "sections": sections, "values": values}


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
