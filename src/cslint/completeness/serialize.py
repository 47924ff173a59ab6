"""Completeness as plain data: what ``cslint status --output-format json`` prints, and every other view of it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cslint.checks.context import CheckContext
from cslint.completeness import suggestions
from cslint.completeness.score import Completeness, Measure, Progress


def case_row(context: CheckContext, path: str, levels: Sequence[str] = ()) -> dict[str, Any]:
    """Return one case of the status format (``cases[]``).

    Args:
        context: the case.
        path: how its path is written.
        levels: the levels of its findings.
    """
    state = Completeness(context)
    document = context.case.document
    return {
        "path": path,
        "profile": context.profile.name,
        "because": context.because,
        "stage": context.stage,
        "title": context.case.text("title") or next((s.title for s in document.sections if s.level == 1), None),
        "author": context.case.text("author") or None,
        "score": round(state.score, 4),
        "errors": list(levels).count("error"),
        "warnings": list(levels).count("warning"),
        "words": sum(section.own_words for section in context.case.document.walk()),
        "front_matter": {
            "met": sum(met for _, met in state.fields),
            "asked": len(state.fields),
            "missing": [name for name, met in state.fields if not met],
        },
        "links": _anchors(state, "link"),
        "images": _anchors(state, "image"),
        "next": [
            {"what": step.what, "gain": round(step.gain, 4), "section": step.section, "line": step.line or None}
            for step in suggestions.steps(state)
        ],
        "sections": [_section(context, progress) for progress in state.sections],
    }


def _anchors(state: Completeness, kind: str) -> dict[str, int]:
    """Return the counts of links or images in the text, of those required, and of those required that exist."""
    document = state.context.case.document
    asked = [m for p in state.sections if p.weight for m in p.measures if m.kind == kind]
    return {
        "there": len(document.links if kind == "link" else document.images),
        "met": sum(min(m.actual, m.of or m.low or 0) for m in asked),
        "asked": sum(m.of or m.low or 0 for m in asked),
    }


def _section(context: CheckContext, progress: Progress) -> dict[str, Any]:
    asked = progress.asked
    source = context.case.source
    return {
        "name": asked.name,
        "heading": asked.heading,
        "line": progress.line or None,
        "words": asked.words,
        "share": round(progress.share, 4),
        "weight": progress.weight,
        "optional": asked.optional,
        "items": [
            {
                "title": item.title or None,
                "line": source.position(item.title_span.start).line,
                "words": item.words,
            }
            for item in asked.items
        ],
        "requirements": [_measure(measure) for measure in progress.measures],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "kind": measure.kind,
        "scope": measure.scope,
        "low": measure.low,
        "high": measure.high,
        "force": measure.force,
        "noun": measure.noun,
        "actual": measure.actual,
        "of": measure.of,
        "share": round(measure.share, 4),
        "met": measure.met,
        "asked": measure.asked,
        "said": measure.said.replace("\r\n", "\n"),
        "line": measure.line,
    }
