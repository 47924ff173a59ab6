"""Suggest next steps: the missing parts that would raise the score most, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cslint.completeness.score import FRONT_MATTER, Completeness, Measure, Progress
from cslint.contract.requirement import Kind
from cslint.util.plural import plural

_MOST_FIELDS = 4  # names of fields in a sentence
_HAVE = {"link": "have a link", "image": "have an image"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        what: a sentence.
        gain: by how much it raises the score, 0 to 1.
        section: the section's name in the template; None for the front matter.
        line: its line, or 0 if it does not exist.
    """

    what: str
    gain: float
    section: str | None
    line: int


def steps(state: Completeness, most: int = 3) -> list[Step]:
    """Return the most valuable missing things, the most valuable first; of equal ones the first in the document.

    Args:
        state: the case.
        most: how many at most.
    """
    total = sum(weight for _, weight in state.parts) or 1.0
    found = [*_front_matter(state, total)]
    for progress in state.sections:
        if progress.weight and progress.share < 1:
            found.extend(_section(state, progress, progress.weight / total))
    found.sort(key=lambda step: -round(step.gain, 6))
    return found[:most]


def _front_matter(state: Completeness, total: float) -> Iterator[Step]:
    missing = [name for name, met in state.fields if not met]
    if missing:
        part = state.weight(FRONT_MATTER) / total
        named = ", ".join(missing[:_MOST_FIELDS])
        more = f" and {len(missing) - _MOST_FIELDS} more" if len(missing) > _MOST_FIELDS else ""
        yield Step(f"Front matter: fill in {named}{more}.", part * len(missing) / len(state.counted_fields), None, 1)


def _section(state: Completeness, progress: Progress, part: float) -> Iterator[Step]:
    name = progress.asked.name or ""
    present = next((m for m in progress.measures if m.kind == "present"), None)
    if present is not None and not present.met:
        wanted = ", ".join(m.asked for m in progress.measures if m.asked)
        verb = "Write" if progress.line else "Add the section"
        yield Step(
            f'{verb} "{name}"{": " if wanted else ""}{wanted}.', part * (1 - progress.share), name, progress.line
        )
        return
    for measure in progress.measures:
        if not measure.met:
            gain = part * (1 - measure.share) / len(progress.measures)
            borrowed = state.borrowed_titles(progress.asked) if measure.kind == "items" else 0
            what = f"give {borrowed} of its items titles of their own" if borrowed else sentence(measure)
            yield Step(f'"{name}": {what}.', gain, name, progress.line)


def sentence(measure: Measure) -> str:
    """Return what is left to do for a requirement: "about 40 more words (60 of 100 to 150 words)"."""
    if measure.of is not None:
        wanted = _HAVE.get(measure.kind, f"have the required length, {measure.asked}")
        return f"{measure.actual} of {measure.of} {wanted}" if measure.of > 1 else f"it does not yet: {measure.asked}"
    if measure.low is not None and measure.actual < measure.low:
        gap = measure.low - measure.actual
        about = "about " if measure.kind in (Kind.WORDS, Kind.CHARACTERS) else ""
        return f"{about}{plural(gap, 'more ' + measure.kind.removesuffix('s'))} ({measure.actual} of {measure.asked})"
    gap = measure.actual - (measure.high or 0)
    if measure.kind in (Kind.WORDS, Kind.CHARACTERS, Kind.SENTENCES, Kind.PARAGRAPHS):
        about = "about " if measure.kind in (Kind.WORDS, Kind.CHARACTERS) else ""
        return f"shorten it by {about}{plural(gap, measure.kind.removesuffix('s'))} ({measure.asked} asked for)"
    return f"leave out {gap} of {measure.actual} ({measure.asked} asked for)"
