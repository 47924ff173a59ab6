"""The contract: every requirement on one case, with its sections in order and the requirements on each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from cslint.contract import instructions
from cslint.contract.instructions.conditions import Condition
from cslint.contract.parts.headings import keys, normal, plain
from cslint.contract.requirement import LENGTHS, Kind, Requirement, Scope
from cslint.contract.template import (
    LocatedRequirement,
    Template,
    TemplateSection,
    has_bare_headings,
    opening_of,
    read,
    scoped,
)
from cslint.document import items as item_finder
from cslint.document.document import Document, Section
from cslint.document.items import Item
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.comments import Comment
from cslint.document.markdown.heading_like import HeadingLike
from cslint.text.source import Source, Span, SpanIndex

_STAGE_FIELDS = frozenset(("stage", "status", "state", "phase", "milestone", "maturity"))
_LAST_WORD = r"[-_ ]"
_LADDERS = (
    (("alpha",), ("beta",), ("stable", "ga", "general availability")),
    (
        ("draft", "proposed", "provisional"),
        ("review", "in review"),
        ("accepted", "approved", "implementable"),
        ("implemented", "complete", "completed", "final", "released", "merged", "published"),
    ),
)
_ASIDE = re.compile(r"(?<!\s)\s*+\([^()]*+\)")  # in a heading: "Alternatives (not implemented)"
_NEAR = 82  # similarity, 0 to 100, from which a heading is a misspelt or reworded one


class ItemGroup(NamedTuple):
    """The required items of one kind in a section, and the items in the document.

    Attributes:
        asked: the requirement on their number, or None.
        requirements: requirements on each item: words, links, images.
        items: the items, in order.
        stated: the requirements on their number as stated in the template; several if one list meets all of them.
    """

    asked: LocatedRequirement | None
    requirements: tuple[LocatedRequirement, ...]
    items: tuple[Item, ...]
    stated: tuple[LocatedRequirement, ...] = ()


class SectionContract:
    """One section of the contract, or one that the author added.

    Attributes:
        name: name in the template; None for an added section.
        clause: the template's section, or None.
        section: the author's section, or None if it is missing.
        renamed: whether the author's heading only resembles the name.
        requirements: its requirements, conditions evaluated.
        subsections: sections below it that are required by name, or belong elsewhere.
        foreign: sections below it that belong elsewhere, with all their subsections.
        due: whether the template's condition for it holds ("when targeting beta").
        stays: function that returns whether a paragraph is one that every copy keeps.
    """

    def __init__(
        self,
        name: str | None,
        clause: TemplateSection | None,
        section: Section | None,
        renamed: bool,
        requirements: tuple[LocatedRequirement, ...],
        subsections: frozenset[int],
        foreign: frozenset[int],
        due: bool = True,
        stays: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.name = name
        self.clause = clause
        self.section = section
        self.renamed = renamed
        self.requirements = requirements
        self.subsections = subsections
        self.foreign = foreign
        self.due = due
        self.stays = stays

    @property
    def heading(self) -> str | None:
        """The heading as written."""
        return self.section.title if self.section else None

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return not self.due or self.clause is None or self.clause.optional

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its items, in order."""
        if self.section is None:
            return ()
        section = self._without_standing(self.section)
        found = item_finder.find(section, inside=lambda child: id(child) not in self.subsections)
        counts = [r.ask for r in self.requirements if _opens_group(r)]
        if len(counts) > 1 and counts[0].high == 1 and len(found) < sum(ask.low or 0 for ask in counts):
            # "one interview … 3-5 insights": the interview may be a paragraph before the titles
            return (*item_finder.introduction(self.section, found), *found)
        return found

    def _without_standing(self, section: Section) -> Section:
        """Return a section without the labelled notes that every copy keeps: "**Integrity:** This is my own work"."""
        if self.clause is None:
            return section
        notes = {
            block.raw for block in self.clause.section.blocks if block.kind == "paragraph" and self.stays(block.raw)
        }
        kept = tuple(block for block in section.blocks if block.raw not in notes or block.kind != "paragraph")
        if len(kept) == len(section.blocks):
            return section
        own = Section(section.title, section.level, section.heading, section.span, kept)
        own.comments, own.children = section.comments, section.children
        return own

    def item_at(self, offset: int) -> Item | None:
        """Return the item at an offset, or None."""
        number = min(self._stretches.overlapping(Span(offset, offset)), default=None)
        return None if number is None else self.items[number]

    @cached_property
    def _stretches(self) -> SpanIndex:
        return SpanIndex(item.span for item in self.items)

    @cached_property
    def words(self) -> int:
        """Number of its words, including subsections except those that the template requires elsewhere."""
        if self.section is None:
            return 0
        elsewhere = self.foreign
        return sum(
            block.words for section in self.section.walk() if id(section) not in elsewhere for block in section.blocks
        )

    @cached_property
    def limited_words(self) -> int:
        """Its words as a limit on the section counts them.

        Where the template has nothing but sub-headings under the limit, it says how long the introduction is to be.
        """
        introduced = self.clause is not None and has_bare_headings(self.clause.placeholders)
        if introduced and self.section is not None and self.section.own_words:
            return self.section.own_words
        return self.words

    @cached_property
    def own(self) -> tuple[Block, ...]:
        """Its paragraphs, without those of subsections that are required by name."""
        return tuple(block for block in self.own_text if block.kind == "paragraph")

    @cached_property
    def own_text(self) -> tuple[Block, ...]:
        """Its paragraphs, code blocks and HTML, without those of subsections that are required by name."""
        if self.section is None:
            return ()
        named = [child.span for child in self.section.walk() if id(child) in self.subsections]
        return tuple(
            inner
            for block in self.section.content
            for inner in block.walk()
            if inner.kind in ("paragraph", "code", "definition", "html")
            and not any(span.start <= inner.span.start < span.end for span in named)
        )

    @cached_property
    def groups(self) -> tuple[ItemGroup, ...]:
        """Its items by requirement; a group of a fixed number takes its items first, in order."""
        asked = [r for r in self.requirements if _opens_group(r)]
        each = [r for r in self._on_text if r.ask.scope is Scope.ITEM and r.ask.kind is not Kind.ITEMS]
        if len(asked) < 2:
            return (ItemGroup(asked[0] if asked else None, tuple(each), self.items, tuple(asked)),)
        if any(r.ask.low is None or r.ask.low != r.ask.high for r in asked[:-1]):
            return (ItemGroup(_joint(asked), tuple(_shared(asked, each)), self.items, tuple(asked)),)
        groups = []
        at = 0
        for number, requirement in enumerate(asked):
            last = number == len(asked) - 1
            stop = len(self.items) if last else at + (requirement.ask.low or 0)
            own = tuple(r for r in each if r.ask.group == requirement.ask.group)
            groups.append(ItemGroup(requirement, own, self.items[at:stop], (requirement,)))
            at = min(stop, len(self.items))
        return tuple(groups)

    @cached_property
    def counted(self) -> tuple[LocatedRequirement, ...]:
        """Requirements on the section as a whole, those on the number of items among them."""
        return tuple(r for r in self._on_text if r.ask.scope is not Scope.ITEM)

    @property
    def _on_text(self) -> list[LocatedRequirement]:
        """Its requirements, but for those on something else in it: "a title of up to ten words"."""
        name = (self.name or self.heading or "").casefold()
        return [r for r in self.requirements if r.ask.kind not in LENGTHS or r.ask.noun.casefold() in name]


def _joint(asked: Sequence[LocatedRequirement]) -> LocatedRequirement:
    """Return the joint requirement of several counts on one list if items cannot be assigned to them."""
    lows, highs = [r.ask.low or 0 for r in asked], [r.ask.high for r in asked]
    high = None if None in highs else sum(high for high in highs if high is not None)
    noun = " and ".join(r.ask.noun for r in asked if r.ask.noun)
    return asked[0]._replace(ask=asked[0].ask._replace(low=max(lows) or None, high=high, noun=noun))


def _shared(asked: Sequence[LocatedRequirement], each: Sequence[LocatedRequirement]) -> Iterator[LocatedRequirement]:
    """Yield the requirements on every item of a list with several counts: those that all counts share.

    A length after the last of them ("about 50 words each") is taken to be for all.
    """
    groups = {r.ask.group for r in asked}
    for kind in dict.fromkeys(r.ask.kind for r in each):
        same = [r for r in each if r.ask.kind is kind]
        last = {r.ask.group for r in same} == {max(groups)} and kind in LENGTHS
        if last or {r.ask.group for r in same} == groups:
            lows, highs = [r.ask.low for r in same], [r.ask.high for r in same]
            low = None if None in lows else min(low for low in lows if low is not None)
            high = None if None in highs else max(high for high in highs if high is not None)
            yield same[0]._replace(ask=same[0].ask._replace(low=low, high=high))


def _opens_group(requirement: LocatedRequirement) -> bool:
    """Return whether the template requires items of the section.

    "for each goal, list two actions" requires parts of an item.
    """
    return requirement.ask.kind is Kind.ITEMS and requirement.ask.scope is not Scope.ITEM


class Contract:
    """Every requirement on one case.

    Attributes:
        template: the template, used where the author's comments have no requirements.
        asked: the required sections, in the template's order.
        extra: the author's further sections, in the document's order.
        values: allowed values, from comments.
        meant_headings: lines that were read as the headings they are meant to be.
        opening: the text above the first section with its title, or None if neither side has any.
    """

    def __init__(
        self,
        template: Template,
        asked: tuple[SectionContract, ...],
        extra: tuple[SectionContract, ...],
        values: tuple[LocatedRequirement, ...],
        meant_headings: tuple[HeadingLike, ...] = (),
        opening: SectionContract | None = None,
    ) -> None:
        self.meant_headings = meant_headings
        self.template = template
        self.asked = asked
        self.extra = extra
        self.values = values
        self.opening = opening

    @cached_property
    def sections(self) -> tuple[SectionContract, ...]:
        """All that have a section in the document, in its order, then those that are missing."""
        opening = (self.opening,) if self.opening else ()
        present = [asked for asked in (*opening, *self.asked, *self.extra) if asked.section]
        present.sort(key=lambda asked: asked.section.span.start if asked.section else 0)
        return (*present, *(asked for asked in self.asked if not asked.section))

    def at(self, offset: int) -> SectionContract | None:
        """Return the innermost section at an offset, or None."""
        number = max(self._stretches.overlapping(Span(offset, offset)), default=None)
        return None if number is None else self.sections[number]

    @cached_property
    def _stretches(self) -> SpanIndex:
        return SpanIndex(
            asked.section.span for asked in self.sections if asked.section
        )  # those that are missing end it


def bind(document: Document, template: Template, fields: dict[str, str], *, own: bool = True) -> Contract:
    """Find the sections of a template in a document and determine the requirements on each.

    Args:
        document: the author's document.
        template: the template that it follows.
        fields: front-matter values for conditions, as text.
        own: whether the author's comments count; otherwise only those of the template.
    """
    levels = _meant_headings(document, template)
    if levels:
        document = document.with_headings(levels)
    sections = list(document.walk())
    opening = _opening(document, template, fields)
    if template.title and len(sections) > 1 and sections[0].level == 1 and sections[0].children:
        sections = sections[1:]  # the title of the whole
    found = _match(template.clauses, sections)
    names = {id(section): clause for clause, section, _ in found if section is not None}
    limited = _limited(document, names) if own else frozenset()
    asked = []
    for clause, section, renamed in found:
        requirements = _requirements(clause, section if own else None, document, names, fields)
        due = clause.condition is None or _holds(clause.condition, fields)
        asked.append(
            _asked(clause.name, clause, section, renamed, requirements, names, limited, due=due, stays=template.stays)
        )
    extra = tuple(
        _asked(None, None, section, False, _own(section, document, names, fields) if own else (), names)
        for section in sections
        if id(section) not in names and (id(section) in limited or not _within_item(section, asked))
    )
    values = tuple(r for r in template.preface if r.ask.kind is Kind.VALUES)
    comments = document.preamble.comments if own else ()
    mine = tuple(r for r in read(comments, document.source) if r.ask.kind is Kind.VALUES and r.ask.field)
    said = {r.ask.field for r in mine}
    values = (*mine, *(r for r in values if r.ask.field not in said))
    return Contract(template, tuple(asked), extra, values, tuple(levels), opening)


def _meant_headings(document: Document, template: Template) -> dict[HeadingLike, int]:
    """Return the lines that are meant as headings of sections that the template has and the document lacks.

    Args:
        document: the author's.
        template: what it follows.

    Returns:
        Each line with its level.
    """
    lines = document.heading_like
    if not lines:
        return {}
    missing = {normal(clause.name): clause.section.level for clause in template.clauses}
    for section in document.walk():
        missing.pop(normal(section.title), None)
    levels: dict[HeadingLike, int] = {}
    for line in lines:
        level = missing.pop(normal(line.title), None)
        if level is not None:
            levels[line] = line.level or level
    return levels


def _opening(document: Document, template: Template, fields: dict[str, str]) -> SectionContract | None:
    """Return the text above the first section, as a section of its own."""
    section = opening_of(document)
    requirements = _settle(template.opening, fields)
    if not requirements and not section.blocks:
        return None
    return SectionContract(None, None, section, False, requirements, frozenset(), frozenset())


def _asked(
    name: str | None,
    clause: TemplateSection | None,
    section: Section | None,
    renamed: bool,
    requirements: tuple[LocatedRequirement, ...],
    names: dict[int, TemplateSection],
    limited: frozenset[int] = frozenset(),
    *,
    due: bool = True,
    stays: Callable[[str], bool] = lambda _: False,
) -> SectionContract:
    below = [inner for inner in section.walk() if inner is not section] if section else []
    named = frozenset(id(inner) for inner in below if id(inner) in names or id(inner) in limited)
    foreign = {
        id(deep)
        for inner in below
        if id(inner) in names and not _descends(names[id(inner)], name)
        for deep in inner.walk()
    }
    return SectionContract(name, clause, section, renamed, requirements, named, frozenset(foreign), due, stays)


def _limited(document: Document, names: dict[int, TemplateSection]) -> frozenset[int]:
    """Return the author's subsections with a limit in a comment of their own, which applies only to them."""
    known = {text for clause in names.values() for text in _comments(clause.source, clause.section)}
    return frozenset(
        id(section)
        for section in document.walk()
        if id(section) not in names
        and section.level > 1
        and any(r for r in read(_new(section.comments, document.source, known), document.source))
    )


def _comments(source: Source, section: Section) -> set[str]:
    """Return the comments of a section and of all below it, white space reduced."""
    return {" ".join(source[comment.inner].split()) for part in section.walk() for comment in part.comments}


def _new(comments: Sequence[Comment], source: Source, known: AbstractSet[str]) -> list[Comment]:
    """Return the comments that are not among those known."""
    return [comment for comment in comments if " ".join(source[comment.inner].split()) not in known]


def _descends(clause: TemplateSection, name: str | None) -> bool:
    """Return whether a template's section belongs under the one of that name."""
    return clause.parent is not None and clause.parent == name


def _within_item(section: Section, asked: Sequence[SectionContract]) -> bool:
    """Return whether an unasked section is part of an asked one.

    An item with a heading, or a sub-heading of its text.
    """
    for other in asked:
        if other.section and other.section is not section:
            inside = other.section.span.start <= section.span.start < other.section.span.end
            if inside and id(section) not in other.foreign:
                return True
    return False


def _requirements(
    clause: TemplateSection,
    section: Section | None,
    document: Document,
    names: dict[int, TemplateSection],
    fields: dict[str, str],
) -> tuple[LocatedRequirement, ...]:
    """Return the requirements on a section: those of the author's comments, else those of the template.

    Comments with only a part of the template's requirements were cut or damaged; the template supplies the rest.
    """
    own = _own(section, document, names, fields, clause) if section else ()
    template = _settle(clause.requirements, fields)
    if not own:
        return template
    left = list(template)
    for requirement in own:
        same = next((r for r in left if _alike(r.ask, requirement.ask)), None)
        if same is None:
            return own
        left.remove(same)
    gone = {id(requirement) for requirement in left}
    mine = iter(own)
    return tuple(r if id(r) in gone else next(mine) for r in template) if left else own


def _alike(one: Requirement, other: Requirement) -> bool:
    return (one.kind, one.low, one.high, one.group) == (other.kind, other.low, other.high, other.group)


def _own(
    section: Section,
    document: Document,
    names: dict[int, TemplateSection],
    fields: dict[str, str],
    clause: TemplateSection | None = None,
) -> tuple[LocatedRequirement, ...]:
    comments = list(section.comments)
    if clause is not None:  # those of its items are the template's
        known = _comments(clause.source, clause.section)
        below = [child for child in section.walk() if child is not section and id(child) not in names]
        new = {id(comment) for part in below for comment in _new(part.comments, document.source, known)}
        comments += [comment for part in below for comment in part.comments if id(comment) not in new]
    if not comments:
        return ()
    placeholders = clause.placeholders if clause else item_finder.find(section)
    found = tuple(_conditional(requirement, clause) for requirement in read(comments, document.source))
    return _settle(scoped(found, placeholders), fields)


def _conditional(requirement: LocatedRequirement, clause: TemplateSection | None) -> LocatedRequirement:
    """Return the requirement with its condition on the field that the template's is on."""
    own = requirement.ask.condition
    if own is None or clause is None:
        return requirement
    known = {said[1].casefold(): said for r in clause.requirements if (said := r.ask.condition)}
    return requirement._replace(ask=requirement.ask._replace(condition=known.get(own[1].casefold(), own)))


def _settle(requirements: tuple[LocatedRequirement, ...], fields: dict[str, str]) -> tuple[LocatedRequirement, ...]:
    """Drop requirements whose conditions do not hold; if none of several holds, keep the mildest."""
    tied = [r for r in requirements if r.ask.condition is not None]
    if not tied:
        return requirements
    free = [r for r in requirements if r.ask.condition is None]
    held = [r for r in tied if r.ask.condition and _holds(r.ask.condition, fields)]
    if not held:
        kinds: dict[str, set[str]] = defaultdict(set)
        for field, value in (r.ask.condition for r in tied if r.ask.condition):
            kinds[field].add(value)
        rivals = {field for field, values in kinds.items() if field and len(values) > 1}  # a case is one of these
        counts = [r for r in tied if r.ask.kind is Kind.ITEMS and r.ask.condition and r.ask.condition[0] in rivals]
        held = [min(counts, key=lambda r: (r.ask.low or 0, -(r.ask.high or 10**9)))] if counts else []
    kept = {id(r) for r in (*free, *held)}
    return tuple(r for r in requirements if id(r) in kept)


def _holds(condition: Condition, fields: dict[str, str]) -> bool:
    """Return whether a condition certainly holds in the front matter; a stage includes those before it."""
    name, values = condition
    if name in fields:
        given = [fields[name]]
    else:
        given = [text for key, text in fields.items() if _is_stage(key) and (not name or _is_stage(name))]
    return any(_reaches(text, value) for text in given for value in values.split(instructions.ANY) if value)


def _is_stage(field: str) -> bool:
    """Return whether a field says how far something is: ``status``, ``latest-milestone``, ``project_stage``."""
    return re.split(_LAST_WORD, field.casefold())[-1] in _STAGE_FIELDS


def _reaches(given: str, wanted: str) -> bool:
    """Return whether a stage is the wanted one or a later one of the same ladder: "stable" includes "beta"."""
    given, wanted = normal(given), normal(wanted)
    if given == wanted:
        return True
    for ladder in _LADDERS:
        ranks = [rank for rank, names in enumerate(ladder) if wanted in names]
        later = [name for names in ladder[ranks[0] :] for name in names] if ranks else []
        if given in later:
            return True
    return False


def _match(
    clauses: Sequence[TemplateSection], sections: Sequence[Section]
) -> list[tuple[TemplateSection, Section | None, bool]]:
    """For each asked section the author's: by name first, then by its fixed words, then by a name that is near."""
    parents = {id(child): section for section in sections for child in section.children}
    by_name: dict[str, list[Section]] = {}
    for section in sections:
        for key in keys(section.title):
            by_name.setdefault(key, []).append(section)
    often = Counter(key for clause in clauses for key in keys(clause.name))
    found: dict[int, tuple[Section, bool]] = {}
    by_clause: dict[str, Section] = {}
    used: set[int] = set()

    def take(clause: TemplateSection, section: Section, *, renamed: bool = False) -> None:
        found[id(clause)] = (section, renamed)
        by_clause[clause.name] = section
        used.add(id(section))

    for clause in clauses:
        names = keys(clause.name)
        candidates = [s for key in names for s in by_name.get(key, ()) if id(s) not in used]
        under = by_clause.get(clause.parent or "")
        inside = [s for s in candidates if under is not None and parents.get(id(s)) is under]
        if not inside and under is not None and max(often[key] for key in names) > 1:
            continue  # every part has one of that name: this part's is missing
        if inside or candidates:
            take(clause, max(inside or candidates, key=lambda s: any(block.words for block in s.content)))
    for clause in clauses:
        if id(clause) not in found and clause.pattern.slots:
            fits = next((s for s in sections if id(s) not in used and clause.pattern.matches(s.title)), None)
            if fits is not None:
                take(clause, fits)
    shift = _usual_shift(clauses, found)
    for clause in clauses:
        if id(clause) not in found:
            near = _nearest(clause, [s for s in sections if id(s) not in used], clause.section.level + shift)
            if near is not None:
                take(clause, near, renamed=True)
    return [(clause, *found.get(id(clause), (None, False))) for clause in clauses]


def _usual_shift(clauses: Sequence[TemplateSection], found: dict[int, tuple[Section, bool]]) -> int:
    """Return by how many levels most of the sections found are below the template's."""
    shifts = Counter(found[id(c)][0].level - c.section.level for c in clauses if id(c) in found)
    return max(shifts, key=lambda shift: (shifts[shift], -abs(shift)), default=0)


def _nearest(clause: TemplateSection, sections: list[Section], level: int) -> Section | None:
    """Return the section whose heading resembles a name most, if any does enough.

    Args:
        clause: the section of the template.
        sections: the author's that belong to no other.
        level: that the section has where the author keeps the template's levels.
    """
    if not sections:
        return None
    from rapidfuzz import fuzz

    name = normal(plain(_ASIDE.sub("", clause.name) or clause.name))
    scored = []
    for section in sections:
        distance = abs(section.level - level)
        title = normal(plain(_ASIDE.sub("", section.title) or section.title))
        scored.append((_likeness(name, title, fuzz, near_level=distance <= 1), -distance, section))
    score, _, section = max(scored, key=lambda entry: entry[:2])
    return section if score >= _NEAR else None


def _likeness(name: str, title: str, fuzz: object, *, near_level: bool) -> float:
    """Return how alike two headings are, 0 to 100; far from its level a heading with words of its own is another."""
    if not title:
        return 0.0
    plain = float(fuzz.ratio(name, title))  # type: ignore[attr-defined]
    small = {"and", "the", "of"}
    some, other = set(name.split()) - small, set(title.split()) - small
    # all words of the shorter one, and at least half of the longer: "Goals" for "Goals and Aspirations" is near
    part = some & other
    half = 2 * len(part) >= max(len(some), len(other))
    if near_level and part and (some <= other or other <= some) and half:
        return max(plain, 85.0)
    return plain
