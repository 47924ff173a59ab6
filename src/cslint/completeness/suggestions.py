"""Suggest next steps: the missing parts that would raise the score most, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cslint.completeness.score import FRONT_MATTER, Completeness, Measure, Progress, UnmetItem
from cslint.contract.requirement import LENGTHS, Kind
from cslint.util.plural import plural

_MOST_FIELDS = 4  # names of fields in a sentence
_MOST_ITEMS = 2  # titles in a sentence
_MOST_TITLE = 40  # characters of a title


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
    return list({step.what: step for step in reversed(found)}.values())[::-1][:most]  # none twice, the first of each


def _front_matter(state: Completeness, total: float) -> Iterator[Step]:
    missing = [name for name, met in state.fields if not met]
    if missing:
        part = state.weight(FRONT_MATTER) / total
        named = ", ".join(missing[:_MOST_FIELDS])
        more = f" and {len(missing) - _MOST_FIELDS} more" if len(missing) > _MOST_FIELDS else ""
        gain = part * len(missing) / len(state.counted_fields)
        line = _field_line(state, missing)
        where = f"Line {line}, front matter" if line else "Front matter"
        yield Step(f"{where}: fill in {named}{more}.", gain, None, line or 1)


def _field_line(state: Completeness, missing: Sequence[str]) -> int:
    """Return the line of the first missing field that has a line, or 0."""
    source = state.context.case.source
    spans = [
        entry.field.key
        for entry in state.context.fields.entries
        if entry.field is not None and entry.schema.name in missing
    ]
    return min((source.position(span.start).line for span in spans), default=0)


def _section(state: Completeness, progress: Progress, part: float) -> Iterator[Step]:
    name = progress.asked.name or ""
    where = f'Line {progress.line}, "{name}"'
    present = next((m for m in progress.measures if m.kind == "present"), None)
    if present is not None and not present.met:
        wanted = ", ".join(m.asked for m in progress.measures if m.asked)
        begin = f"{where}: write " if progress.line else f'Add the section "{name}"{": " if wanted else ""}'
        what = f"{begin}{wanted or ('something of your own' if progress.line else '')}."
        yield Step(what, part * (1 - progress.share), name, progress.line)
        return
    unmet = [measure for measure in progress.measures if not measure.met]
    lacking = any(measure.kind == Kind.ITEMS and measure.actual < (measure.low or 0) for measure in unmet)
    of_missing = [measure for measure in unmet if lacking and measure.of is not None and not measure.unmet]
    for measure in unmet:
        if measure not in of_missing:  # those are met by writing the missing items
            gain = part * (1 - measure.share) / len(progress.measures)
            if measure.kind == Kind.ITEMS:
                gain += sum(part * (1 - other.share) / len(progress.measures) for other in of_missing)
            borrowed = state.borrowed_titles(progress.asked) if measure.kind == Kind.ITEMS else 0
            what = f"give {plural(borrowed, 'item')} a title of your own" if borrowed else sentence(measure)
            yield Step(f"{where}: {what}.", gain, name, measure.unmet[0].line if measure.unmet else progress.line)


def sentence(measure: Measure) -> str:
    """Return what is left to do for a requirement: "about 40 more words (60 of 100 to 150 words)"."""
    if measure.of is not None:
        return _items(measure)
    if measure.low is not None and measure.actual < measure.low:
        gap = measure.low - measure.actual
        about = "about " if measure.kind in (Kind.WORDS, Kind.CHARACTERS) else ""
        noun = measure.kind.removesuffix("s")
        verb = "write" if measure.kind in LENGTHS else "add"
        return f"{verb} {about}{plural(gap, 'more ' + noun)} ({measure.actual} of {measure.asked})"
    gap = measure.actual - (measure.high or 0)
    if measure.kind in (Kind.WORDS, Kind.CHARACTERS, Kind.SENTENCES, Kind.PARAGRAPHS):
        about = "about " if measure.kind in (Kind.WORDS, Kind.CHARACTERS) else ""
        noun = measure.kind.removesuffix("s")
        return f"shorten it by {about}{plural(gap, noun)} (the template asks for {measure.asked})"
    return f"leave out {gap} of {measure.actual} (the template asks for {measure.asked})"


def _items(measure: Measure) -> str:
    """Return which items do not meet a requirement on each: '"Open data" (line 46) has 12 words; …'."""
    wanted = measure.asked.removesuffix(" each")
    if not measure.unmet:
        missing = (measure.of or 0) - measure.actual
        return f"write {plural(missing, 'more item')}, each with {wanted}"
    first = measure.unmet[:_MOST_ITEMS]
    more = len(measure.unmet) - len(first)
    others = [plural(more, "other item")] if more else []
    if measure.kind in (Kind.LINKS, Kind.IMAGES):
        return f"give {_listed([*map(_item, first), *others])} {wanted}"
    noun = measure.kind.removesuffix("s")
    counts = [f"{_item(item)} has {plural(item.actual, noun)}" for item in first]
    return f"{_listed([*counts, *others])}; the template asks for {measure.asked}"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _item(item: UnmetItem) -> str:
    title = item.title if len(item.title) <= _MOST_TITLE else f"{item.title[: _MOST_TITLE - 1].rstrip()}…"
    return f'"{title}" (line {item.line})' if title else f"the item on line {item.line}"
