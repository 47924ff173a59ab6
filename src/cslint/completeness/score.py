"""Score the completeness of a case: each requirement with its count, and one figure. docs/score.md explains it.

Each requirement counts by its section's weight, partly if it is partly met, and not at all while its text is filler
or the template's. Malformed parts count as missing. An aim may be missed by the contract's tolerance, a bound may not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from cslint.checks import assets, links, placeholders
from cslint.checks._completeness import is_generated
from cslint.checks.context import CheckContext
from cslint.checks.items import has_bare_address
from cslint.checks.words import length
from cslint.contract.contract import ItemGroup, SectionContract
from cslint.contract.field_map import FieldEntry
from cslint.contract.instructions.render import describe
from cslint.contract.parts import Left, PartKind
from cslint.contract.requirement import LENGTHS, Kind, Scope
from cslint.contract.template import LocatedRequirement, opening_of
from cslint.document.document import Section
from cslint.document.geojson.map_file import FIELD
from cslint.document.items import Item
from cslint.document.markdown.inline import Link
from cslint.placeholder.slots import known_everywhere
from cslint.text.source import Span, SpanIndex

_TOO_MUCH = 0.9  # text that is too long still counts as written
FRONT_MATTER = "front matter"  # its name among a profile's weights


class UnmetItem(NamedTuple):
    """An item that does not meet a requirement: its title, the line where it begins, and its count."""

    title: str
    line: int
    actual: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One requirement and how far it is met.

    Attributes:
        kind: ``present``, ``words``, ``items``, ``link``, ``image``, …
        scope: ``section`` or ``item``.
        low: the minimum, or None.
        high: the maximum, or None.
        force: ``bound`` or ``aim``.
        actual: the count; over items, the number of those that meet the requirement.
        of: over items, their number, else None.
        share: how far it is met, 0 to 1.
        asked: the requirement in words: "about 50 words each".
        said: the template's words, or "" if only a heading requires it.
        line: their line, in the case or the template.
        noun: for items, what they are called: "stakeholders"; else "".
        unmet: over items, those of the author's own that do not meet it: title, line and count.
    """

    kind: str
    scope: str
    low: int | None
    high: int | None
    force: str
    actual: int
    of: int | None
    share: float
    asked: str
    said: str
    line: int
    noun: str = ""
    unmet: tuple[UnmetItem, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it is wholly met."""
        return self.share >= 1


@dataclass(frozen=True, eq=False)
class Progress:
    """One section with its measures, and its weight in the score: 0 where it does not count."""

    asked: SectionContract
    line: int
    measures: tuple[Measure, ...]
    weight: float

    @property
    def share(self) -> float:
        """The completeness of the section, 0 to 1."""
        return sum(m.share for m in self.measures) / len(self.measures) if self.measures else 1.0


class InvalidReferences:
    """Links, images and files that do not count: empty, malformed, missing, or the template's."""

    def __init__(self, context: CheckContext) -> None:
        borrowed = list(assets.template_file(context))
        hits = [*borrowed]
        for check in (placeholders.link, links.malformed, links.empty, assets.missing):
            hits.extend(check(context))
        slots = [left.span for left in context.leftovers.found if left.kind == "slot"]
        self._spans = sorted([*slots, *(hit.span for hit in hits if not hit.field)])
        self.titles = {hit.span for hit in placeholders.title(context)}
        self.fields = {hit.field for hit in hits if hit.field}
        pictures = {hit.field for hit in borrowed if hit.field}
        # words about the template's image do not describe another one
        self.fields |= {entry.schema.name for entry in context.fields.entries if entry.schema.of in pictures}
        if (place := context.case.map_file) is not None and not place.readable:
            self.fields.add(FIELD)

    def within(self, span: Span) -> bool:
        """Return whether a span of the text contains one, or for a link or image, whether it is one."""
        at = bisect_left(self._spans, Span(span.start, span.start))
        return at < len(self._spans) and self._spans[at].start < span.end


class Completeness:
    """The completeness of one case."""

    def __init__(self, context: CheckContext) -> None:
        self.context = context

    @cached_property
    def sections(self) -> tuple[Progress, ...]:
        """Every section, in the contract's order, then the author's own."""
        contract = self.context.contract
        opening = (contract.opening,) if contract.opening and self._due(contract.opening) else ()
        return tuple(self._progress(asked) for asked in (*opening, *contract.asked, *contract.extra))

    @cached_property
    def fields(self) -> tuple[tuple[str, bool], ...]:
        """Every required front-matter field, and whether it is met."""
        asked = [entry for entry in self.context.fields.entries if entry.schema.required is not None]
        return tuple((entry.schema.name, self._field(entry)) for entry in asked)

    def _field(self, entry: FieldEntry) -> bool:
        names = {entry.schema.name, entry.field.name if entry.field else ""}
        return entry.met(self.context.today) and not names & self._spoilt.fields

    @cached_property
    def counted_fields(self) -> tuple[tuple[str, bool], ...]:
        """The fields that the score counts: a value that is right and still the template's is nobody's work."""
        written = self.context.profile.template.document.front_matter.fields
        given = {name: field.value for name, field in written.items()}
        current = {e.schema.name: e.field.value for e in self.context.fields.entries if e.field is not None}
        return tuple(
            (name, met)
            for name, met in self.fields
            if not (met and name in given and name in current and given[name] == current[name])
        )

    @cached_property
    def parts(self) -> tuple[tuple[float, float], ...]:
        """The parts of the score: share and weight of each required section, then of the front matter."""
        weighed = [(p.share, p.weight) for p in self.sections if p.weight]
        if self.counted_fields:
            share = sum(met for _, met in self.counted_fields) / len(self.counted_fields)
            weighed.append((share, self.weight(FRONT_MATTER)))
        return tuple(weighed)

    @cached_property
    def score(self) -> float:
        """The score, 0 to 1; 0 without requirements."""
        total = sum(weight for _, weight in self.parts)
        return sum(share * weight for share, weight in self.parts) / total if total else 0.0

    @cached_property
    def _spoilt(self) -> InvalidReferences:
        return InvalidReferences(self.context)

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset(a.clause.parent for a in self.context.contract.asked if a.clause and a.clause.parent)

    def weight(self, name: str) -> float:
        """Return the weight of a part by its name: 1 where the profile says nothing."""
        return max(0.0, float(self.context.profile.weights.get(name, 1.0)))

    def _progress(self, asked: SectionContract) -> Progress:
        source = self.context.case.source
        line = source.position(asked.section.place.start).line if asked.section else 0
        measures = tuple(self._measures(asked))
        if not self._adds(asked):  # an empty place keeps a limit without any work
            measures = tuple(replace(measure, share=0.0) for measure in measures)
        opening = asked is self.context.contract.opening
        asks = opening or (asked.name is not None and not asked.optional)
        counts = bool(measures) and asks and not self._holds_others(asked)
        counts = counts and not self._asks_nothing(asked)
        return Progress(asked, line, measures, self.weight(asked.name or "") if counts else 0.0)

    def _holds_others(self, asked: SectionContract) -> bool:
        """Return whether all requirements on a section are on its subsections, which count separately."""
        return asked.name in self._parents and not asked.requirements

    def _asks_nothing(self, asked: SectionContract) -> bool:
        """Return whether a section is as in the template, which has only text there that every copy keeps."""
        if asked.clause is None or asked.section is None or self._adds(asked):
            return False
        if is_generated(asked.section):
            return True
        template, span = self.context.profile.template, asked.clause.section.span
        parts = [part for part in template.parts if span.start <= part.span.start < span.end]
        body = [part for part in parts if part.kind is not PartKind.HEADING]
        return bool(body) and all(part.kind is PartKind.STANDING and part.left is Left.NEVER for part in body)

    def _measures(self, asked: SectionContract) -> Iterator[Measure]:
        if asked.name or asked is self.context.contract.opening:
            yield self._present(asked)
        for group in asked.groups:
            if group.asked:
                real = sum(item.title_span not in self._spoilt.titles for item in self._real(group))
                yield _measure(group.asked, real, self._nearness(real, group.asked))
            for requirement in group.requirements:
                if requirement.ask.kind is not Kind.UNIQUE and not requirement.ask.optional:
                    yield self._each(asked, group, requirement)
        for requirement in asked.counted:
            if requirement.ask.kind not in (Kind.ITEMS, Kind.UNIQUE) and not requirement.ask.optional:
                found = self._count(asked, requirement.ask.kind)
                yield _measure(requirement, found, self._nearness(found, requirement))

    def _present(self, asked: SectionContract) -> Measure:
        if self._holds_others(asked):
            there = asked.section is not None
        else:
            real = any(not self.context.leftovers.in_item(item) for item in asked.items)
            there = real or (not asked.items and self._count(asked, Kind.WORDS) > 0) or self._shows(asked)
            there = there and self._adds(asked)
        share = self._filled(asked) if there else 0.0
        return Measure("present", "section", 1, None, "bound", int(there), None, share, "", "", 0)

    def _due(self, asked: SectionContract) -> int:
        """Return how many slots, form fields and visible instructions the template has in a section."""
        template = self.context.profile.template
        if asked.clause is not None:
            section = asked.clause.section
            ends = [child.span.start for child in section.children]
            start, end = section.place.end, min([section.span.end, *ends])
        elif asked is self.context.contract.opening:
            start, end = (
                0,
                min((clause.section.span.start for clause in template.clauses), default=len(template.source.text)),
            )
        else:
            return 0
        inside = [
            part for part in template.parts if start <= part.span.start < end and part.kind is not PartKind.HEADING
        ]
        return sum(part.left is Left.ALWAYS or part.kind is PartKind.LABEL for part in inside)

    def _filled(self, asked: SectionContract) -> float:
        """Return the share of a section's slots and form fields that are filled in, 0 to 1."""
        leftovers = self.context.leftovers
        left = [
            left.span
            for left in leftovers.found
            if left.asked is asked and left.kind != "filler" and not (left.item and leftovers.in_item(left.item))
        ]
        at = SpanIndex(left)
        notes = [
            span
            for block in asked.own
            for slot in known_everywhere(block.raw)
            if not at.touches(span := Span(block.place(slot.span.start), block.place(slot.span.end)))
        ]
        count = len(left) + len(notes)
        return 1 - count / max(self._due(asked), count + 1) if count else 1.0

    def _adds(self, asked: SectionContract) -> bool:
        """Return whether a section adds anything to the template's text."""
        if asked.section is None:
            return False
        if asked.clause is None and asked is not self.context.contract.opening:
            return True
        source, template = self.context.case.source, self.context.profile.template
        section = asked.clause.section if asked.clause else opening_of(template.document)
        known = {_squeezed(template.source[span]) for span in _leaves(section)}
        return any(_squeezed(source[span]) not in known for span in _leaves(asked.section))

    def _shows(self, asked: SectionContract) -> bool:
        """Return whether a section has code, a link or an image of the author's own."""
        if asked.section is None:
            return False
        source, template = self.context.case.source, asked.clause
        known = {_squeezed(template.source[span]) for span in _code(template.section)} if template else set()
        anchors = [link for block in asked.section.content for inner in block.walk() for link in inner.links]
        shown = self._sound(anchors, image=True) or self._sound(anchors, image=False)
        return bool(shown) or any(_squeezed(source[span]) not in known for span in _code(asked.section))

    def _nearness(self, found: int, requirement: LocatedRequirement) -> float:
        """Return how far a count meets a requirement: 80 of 100 is 0.8; too much counts at least nine tenths."""
        ask = requirement.ask
        little, much = self.context.tolerance
        if ask.low and found < ask.least(little):
            return found / ask.low
        if found == 0 and ask.kind in LENGTHS:
            return 0.0
        if ask.high is not None and found > ask.most(much):
            return max(_TOO_MUCH, ask.high / found)
        return 1.0

    def borrowed_titles(self, asked: SectionContract) -> int:
        """Return the number of items with text of their own under a title of the template."""
        return sum(item.title_span in self._spoilt.titles for item in asked.items)

    def _real(self, group: ItemGroup) -> list[Item]:
        return [item for item in group.items if not self.context.leftovers.in_item(item)]

    def _each(self, asked: SectionContract, group: ItemGroup, requirement: LocatedRequirement) -> Measure:
        """Return a requirement on every item: the mean over the author's own, and over as many as there should be."""
        items = self._real(group)
        wanted = max(len(items), (group.asked.ask.low or 0) if group.asked else 0, 1)
        counts = [self._of_item(asked, item, requirement.ask.kind) for item in items]
        shares = [self._nearness(count, requirement) for count in counts]
        position = self.context.case.source.position
        unmet = tuple(
            UnmetItem(item.title, position(item.title_span.start).line, count)
            for item, count, share in zip(items, counts, shares, strict=True)
            if share < 1
        )
        found = _measure(requirement, sum(share >= 1 for share in shares), sum(shares) / wanted, wanted)
        return replace(found, unmet=unmet)

    def _count(self, asked: SectionContract, kind: Kind) -> int:
        """Return a section's count of a kind."""
        if asked.section is None:
            return 0
        if kind is Kind.WORDS:
            return max(0, asked.words - self.context.leftovers.template_words_in_section(asked))
        if kind in (Kind.LINKS, Kind.IMAGES):
            anchors = (link for block in asked.section.content for inner in block.walk() for link in inner.links)
            return self._sound(anchors, image=kind is Kind.IMAGES)
        return 0 if self.context.leftovers.in_section(asked) else length(asked, None, kind)

    def _of_item(self, asked: SectionContract, item: Item, kind: Kind) -> int:
        if kind is Kind.WORDS:
            return max(0, item.words - self.context.leftovers.template_words_in_item(item))
        if kind in (Kind.LINKS, Kind.IMAGES):
            found = self._sound(item.anchors, image=kind is Kind.IMAGES)
            bare = kind is Kind.LINKS and has_bare_address(item) and not self._spoilt.within(item.span)
            return found or int(bare)
        return length(asked, item, kind)

    def _sound(self, anchors: Iterable[Link], *, image: bool) -> int:
        return sum(link.image == image and not self._spoilt.within(link.span) for link in anchors)


def _measure(requirement: LocatedRequirement, actual: int, share: float, of: int | None = None) -> Measure:
    ask = requirement.ask
    line = requirement.source.position(requirement.span.start).line
    scope = "item" if ask.scope is Scope.ITEM and ask.kind is not Kind.ITEMS else "section"
    share = min(1.0, share)
    asked = describe(ask)
    noun = ask.noun or "" if ask.kind is Kind.ITEMS else ""
    force = str(ask.force)
    return Measure(str(ask.kind), scope, ask.low, ask.high, force, actual, of, share, asked, ask.said, line, noun)


def _code(section: Section) -> list[Span]:
    """Return the spans of the code blocks in a section and its subsections."""
    return [inner.span for block in section.content for inner in block.walk() if inner.kind == "code"]


def _leaves(section: Section) -> list[Span]:
    """Return the spans of the blocks without child blocks in a section and its subsections."""
    return [inner.span for block in section.content for inner in block.walk() if not inner.children]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
