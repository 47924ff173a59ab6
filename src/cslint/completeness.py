"""How far along a case is: each requirement with what was found, and one figure.

Each requirement counts by its section's weight, in part when it is partly met, and not at all while its text is filler
or the template's. What is malformed counts as missing. Bounds and aims are treated alike up to the tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cslint.contract.ask import Kind, Scope
from cslint.contract.contract import Asked, Group
from cslint.contract.template import Requirement
from cslint.document.items import Item
from cslint.subject import Subject

TOLERANCE = 0.15


@dataclass(frozen=True, slots=True)
class Measure:
    """One requirement and how far it is met.

    Attributes:
        kind: ``present``, ``words``, ``items``, ``link``, ``image``, …
        scope: ``section`` or ``item``.
        low: the least asked, or None.
        high: the most asked, or None.
        force: ``bound`` or ``aim``.
        actual: what was found; over items the number of those that meet it.
        of: over items how many there are to meet it, else None.
        share: how far it is met, 0 to 1.
        said: the words that ask it, "" where the heading alone does.
        line: where that is said, in the case or the template.
    """

    kind: str
    scope: str
    low: int | None
    high: int | None
    force: str
    actual: int
    of: int | None
    share: float
    said: str
    line: int

    @property
    def met(self) -> bool:
        """Whether it is wholly met."""
        return self.share >= 1


@dataclass(frozen=True, eq=False)
class Progress:
    """One section with its measures and its share of the score."""

    asked: Asked
    line: int
    measures: tuple[Measure, ...]
    weight: float

    @property
    def share(self) -> float:
        """How far the section is done, 0 to 1."""
        return sum(m.share for m in self.measures) / len(self.measures) if self.measures else 1.0


class Completeness:
    """How far one case is."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def sections(self) -> tuple[Progress, ...]:
        """Every section, in the contract's order, then the author's own."""
        contract = self.subject.contract
        return tuple(self._progress(asked) for asked in (*contract.asked, *contract.extra))

    @cached_property
    def fields(self) -> tuple[int, int]:
        """Front-matter fields that are met, and those asked for."""
        return self.subject.fields.met(self.subject.today)

    @cached_property
    def score(self) -> float:
        """One figure, 0 to 1: front matter as one section, the others by their weights."""
        weighed = [(p.share, p.weight) for p in self.sections if p.measures and p.asked.name and not p.asked.optional]
        if self.fields[1]:
            weighed.append((self.subject.fields.share(self.subject.today), 1.0))
        total = sum(weight for _, weight in weighed)
        return sum(share * weight for share, weight in weighed) / total if total else 1.0

    def _progress(self, asked: Asked) -> Progress:
        source = self.subject.case.source
        line = source.position(asked.section.place.start).line if asked.section else 0
        weight = float(self.subject.profile.weights.get(asked.name or "", 1.0))
        return Progress(asked, line, tuple(self._measures(asked)), weight)

    def _measures(self, asked: Asked) -> Iterator[Measure]:
        if asked.name:
            yield self._present(asked)
        left = self.subject.leftovers
        for group in asked.groups:
            if group.asked:
                real = sum(not left.in_item(item) for item in group.items) if not left.in_section(asked) else 0
                yield _measure(group.asked, real, _nearness(real, group.asked))
            for requirement in group.requirements:
                if not requirement.ask.optional:
                    yield self._each(group, requirement)
        for requirement in asked.counted:
            if requirement.ask.kind is not Kind.ITEMS and not requirement.ask.optional:
                found = 0 if left.in_section(asked) else _count(asked, requirement.ask.kind)
                yield _measure(requirement, found, _nearness(found, requirement))

    def _present(self, asked: Asked) -> Measure:
        left = self.subject.leftovers
        there = asked.section is not None and bool(asked.words or asked.items) and not left.in_section(asked)
        if there and asked.items and all(left.in_item(item) for item in asked.items):
            there = False
        if asked.section is not None and not there and any(c.title for c in asked.section.children):
            there = True  # its parts are asked for by themselves
        return Measure("present", "section", 1, None, "bound", int(there), None, float(there), "", 0)

    def _each(self, group: Group, requirement: Requirement) -> Measure:
        """A requirement on every item: the mean over those that there are, and that there should be."""
        left = self.subject.leftovers
        wanted = max(len(group.items), (group.asked.ask.low or 0) if group.asked else 0, 1)
        shares = [0.0 if left.in_item(i) else _nearness(_of_item(i, requirement), requirement) for i in group.items]
        return _measure(requirement, sum(share >= 1 for share in shares), sum(shares) / wanted, wanted)


def _measure(requirement: Requirement, actual: int, share: float, of: int | None = None) -> Measure:
    ask = requirement.ask
    line = requirement.source.position(requirement.span.start).line
    scope = "item" if ask.scope is Scope.ITEM and ask.kind is not Kind.ITEMS else "section"
    return Measure(str(ask.kind), scope, ask.low, ask.high, str(ask.force), actual, of, min(1.0, share), ask.said, line)


def _nearness(found: int, requirement: Requirement) -> float:
    """How far a count meets what is asked: 80 of 100 is 0.8; too many counts down as too few does."""
    ask = requirement.ask
    if ask.low and found < ask.low * (1 - TOLERANCE if ask.kind is Kind.WORDS else 1):
        return found / ask.low
    if found == 0 and ask.kind is Kind.WORDS:
        return 0.0
    if ask.high is not None and found > ask.high * (1 + TOLERANCE if ask.kind is Kind.WORDS else 1):
        return max(0.0, 1 - (found - ask.high) / max(found, 1))
    return 1.0


def _count(asked: Asked, kind: Kind) -> int:
    """What a section holds of a kind."""
    if asked.section is None:
        return 0
    anchors = [link for block in asked.section.content for inner in block.walk() for link in inner.links]
    if kind is Kind.WORDS:
        return asked.words
    if kind is Kind.LINKS:
        return sum(not link.image for link in anchors)
    if kind is Kind.IMAGES:
        return sum(link.image for link in anchors)
    return sum(block.kind == "paragraph" for block in asked.section.content)


def _of_item(item: Item, requirement: Requirement) -> int:
    kind = requirement.ask.kind
    if kind is Kind.WORDS:
        return item.words
    if kind is Kind.LINKS:
        return len(item.links)
    if kind is Kind.IMAGES:
        return len(item.images)
    return sum(1 for _ in item.paragraphs)
