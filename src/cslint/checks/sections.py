"""Sections: present, filled, named and ordered as the template has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from cslint.checks._completeness import holds_nothing, is_generated
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.contract import SectionContract
from cslint.contract.parts.headings import normal
from cslint.document import anchors
from cslint.document.document import Section
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span

_DEFINITION = r"(?m)^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*+<?(#[^\s>]++)"  # of a reference link


def missing(context: CheckContext) -> Iterator[Violation]:
    """Yield sections of the template that the document lacks.

    The subsections of a missing one are not reported.
    """
    contract = context.contract
    absent = {asked.name for asked in contract.asked if asked.section is None}
    for number, asked in enumerate(contract.asked):
        if asked.section is not None or asked.optional or asked.clause is None:
            continue
        if asked.clause.parent in absent:
            continue
        after = next((a for a in contract.asked[number + 1 :] if a.section), None)
        before = next((a for a in reversed(contract.asked[:number]) if a.section), None)
        if after and after.section:
            span, place = after.section.place, f'before "{after.heading}"'
        elif before and before.section:
            span, place = before.section.place, f'after "{before.heading}"'
        else:
            end = len(context.case.source.text.rstrip())
            span, place = Span(end, end), "in the text below the front matter"
        yield Violation(
            span,
            {"name": asked.name, "place": place},
            section=asked.name,
            related=(template_heading(asked),),
        )


def empty(context: CheckContext) -> Iterator[Violation]:
    """Yield headings with nothing under them."""
    left = {id(left.asked) for left in context.leftovers.found}
    for asked in context.contract.sections:
        section = asked.section
        if section is None or asked is context.contract.opening or not asked.due or not holds_nothing(asked):
            continue
        if id(asked) in left or is_generated(section):
            continue  # a slot is reported, or a program fills it in
        if section.children and any(child.title for child in section.children):
            continue  # its parts say it themselves
        asks = _asks(asked)
        key = "asked" if asked.name else "extra"
        values = {"name": asked.name or section.title, "asks": asks}
        related = (template_heading(asked),) if asked.clause else ()
        yield Violation(section.place, values, key, section=asked.name, related=related)


def _asks(asked: SectionContract) -> str:
    said = [f'"{r.ask.said}"' for r in asked.requirements if r.ask.kind in ("words", "items")]
    return f" The template asks: {', '.join(said[:2])}." if said else ""


def renamed(context: CheckContext) -> Iterator[Violation]:
    """Yield headings that only resemble a section of the template."""
    for asked in context.contract.asked:
        section = asked.section
        if not asked.renamed or section is None or section.heading is None or asked.clause is None:
            continue
        raw = section.heading.raw
        fix = None
        if (
            raw
            and not asked.clause.pattern.slots
            and (at := context.case.source.text.find(raw, section.heading.span.start)) >= 0
        ):
            changes = (
                TextEdit(Span(at, at + len(raw)), asked.clause.name),
                *_links_to(context, section, asked.clause.name),
            )
            fix = ProposedFix(f'Rename the heading to "{asked.name}"', changes, safe=False)
        yield Violation(
            section.place,
            {"heading": section.title, "name": asked.name},
            section=asked.name,
            related=(template_heading(asked),),
            fix=fix,
        )


def _links_to(context: CheckContext, section: Section, name: str) -> Iterator[TextEdit]:
    """Yield the edits that let the page's links to a section lead to it under another name."""
    document = context.case.document
    anchor = anchors.compared(section.title)
    if sum(anchors.compared(other.title) == anchor for other in document.walk()) > 1:
        return
    places = [link.target_span for link in document.links]
    places += [Span(*found.span(1)) for found in re.finditer(_DEFINITION, document.masked)]
    for place in places:
        written = context.case.source[place]
        if written.startswith("#") and anchors.compared(unquote(written[1:])) == anchor:
            yield TextEdit(place, f"#{anchors.slug(name)}")


def order(context: CheckContext) -> Iterator[Violation]:
    """Yield sections out of the template's order: the fewest that would have to move."""
    present = [asked for asked in context.contract.asked if asked.section]
    starts = [asked.section.span.start for asked in present if asked.section]
    staying = _longest_rising(starts)
    for number, asked in enumerate(present):
        if number in staying or asked.section is None:
            continue
        before = next((present[k] for k in range(number - 1, -1, -1) if k in staying), None)
        after = next((present[k] for k in range(number + 1, len(present)) if k in staying), None)
        place = f'after "{before.heading}"' if before else f'before "{after.heading}"' if after else "elsewhere"
        yield Violation(
            asked.section.place,
            {"name": asked.name, "place": place},
            section=asked.name,
            related=(template_heading(asked),),
        )


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return indices of a longest strictly rising subsequence.

    Of two as long the one that keeps the earlier indices.
    """
    tails: list[int] = []
    tops: list[int] = []
    following: dict[int, int] = {}
    for number in reversed(range(len(values))):
        at = bisect_left(tops, -values[number])
        following[number] = tails[at - 1] if at else -1
        tops[at:] = [-values[number], *tops[at + 1 :]]
        tails[at:] = [number, *tails[at + 1 :]]
    chosen: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        chosen.add(at)
        at = following[at]
    return chosen


def unknown(context: CheckContext) -> Iterator[Violation]:
    """Yield sections that the template does not have."""
    doubled = {id(section) for section, _ in _doubles(context)}
    for asked in context.contract.extra:
        if asked.section and id(asked.section) not in doubled:
            yield Violation(asked.section.place, {"heading": asked.section.title or "(no text)"})


def duplicate(context: CheckContext) -> Iterator[Violation]:
    """Yield two sections of one name where the template has one."""
    for section, first in _doubles(context):
        heading = first.section
        line = context.case.source.position(heading.place.start).line if heading else 0
        note = RelatedSpan(heading.place, "the first one") if heading else None
        yield Violation(
            section.place,
            {"heading": section.title, "line": line},
            section=first.name,
            related=(note,) if note else (),
        )


def repeated_sections(context: CheckContext) -> Iterator[Span]:
    """Yield where the second section of a name is: what it says twice is reported already."""
    return (section.span for section, _ in _doubles(context))


def _doubles(context: CheckContext) -> Iterator[tuple[Section, SectionContract]]:
    by_name = {normal(asked.name): asked for asked in context.contract.asked if asked.name and asked.section}
    for extra in context.contract.extra:
        if extra.section and (first := by_name.get(normal(extra.section.title))):
            yield extra.section, first


def level(context: CheckContext) -> Iterator[Violation]:
    """Yield headings of another level than the template's, where most of the others keep it."""
    pairs = [(a, a.section, a.clause) for a in context.contract.asked if a.section and a.clause]
    if not pairs:
        return
    shifts = Counter(section.level - clause.section.level for _, section, clause in pairs)
    usual = max(shifts, key=lambda shift: (shifts[shift], -abs(shift)))
    for asked, section, clause in pairs:
        wanted = clause.section.level + usual
        if section.level != wanted and 1 <= wanted <= 6:
            yield Violation(
                section.place,
                {"name": section.title, "found": "#" * section.level, "asked": "#" * wanted},
                section=asked.name,
                related=(template_heading(asked),),
            )


def template_heading(asked: SectionContract) -> RelatedSpan:
    """Return the location of a section's heading in the template."""
    assert asked.clause is not None
    return RelatedSpan(asked.clause.section.place, f'the template\'s "{asked.name}"', asked.clause.source)
