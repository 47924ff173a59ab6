"""Completeness as plain data: what ``cslint status --output-format json`` prints, and every other view of it shows."""

from __future__ import annotations

from typing import Any

from cslint.completeness import Completeness, Measure, Progress
from cslint.subject import Subject


def case_row(subject: Subject, path: str) -> dict[str, Any]:
    """One case of the status format (``cases[]``).

    Args:
        subject: the case.
        path: how its path is written.
    """
    state = Completeness(subject)
    return {
        "path": path,
        "profile": subject.profile.name,
        "because": subject.because,
        "stage": subject.stage,
        "title": subject.case.text("title") or None,
        "author": subject.case.text("author") or None,
        "score": round(state.score, 4),
        "front_matter": {
            "met": sum(met for _, met in state.fields),
            "asked": len(state.fields),
            "missing": [name for name, met in state.fields if not met],
        },
        "sections": [_section(subject, progress) for progress in state.sections],
    }


def _section(subject: Subject, progress: Progress) -> dict[str, Any]:
    asked = progress.asked
    source = subject.case.source
    return {
        "name": asked.name,
        "heading": asked.heading,
        "line": progress.line or None,
        "words": asked.words,
        "share": round(progress.share, 4),
        "weight": progress.weight,
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
        "actual": measure.actual,
        "of": measure.of,
        "share": round(measure.share, 4),
        "met": measure.met,
        "said": measure.said,
        "line": measure.line,
    }
