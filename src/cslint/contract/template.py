"""Read the requirements of a template.

Its sections in order, the requirements in its comments, and its placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cslint.contract import instructions
from cslint.contract.instructions.conditions import Condition
from cslint.contract.parts import HeadingPattern, Left, Part, PartKind
from cslint.contract.parts import read as read_parts
from cslint.contract.parts.body import LABELLED
from cslint.contract.parts.fields import read as read_fields
from cslint.contract.parts.headings import pattern
from cslint.contract.parts.prose import Voice, measured_phrase, voice
from cslint.contract.requirement import LENGTHS, Kind, Requirement, Scope
from cslint.document import items as item_finder
from cslint.document.document import Document, Section
from cslint.document.items import Item
from cslint.document.markdown.comments import Comment
from cslint.document.markdown.inline import Link
from cslint.placeholder import slots
from cslint.text.source import Source, Span, SpanIndex

_OPTIONAL = re.compile(
    r"\s*(?:this (?:sub-?)?(?:section|heading|part|element) is (?:an )?optional|this is an optional|\(?optional\b"
    r"|may be left out)"
    r"|.*?\b(?:(?:delete|remove|omit|skip) (?:this|the) (?:section|heading|part|element)"
    r"|leave (?:it|(?:this|the) (?:section|heading|part|element)) out) (?:if|when|unless)\b",
    re.I | re.S,
)
_CALLOUT = re.compile(r"(?:note|notes|important|warning|caution|tip|hint|examples?|attention)\W*", re.I)
_REMARK = r"(?<!\s)\s*+\([^()]*+\)\s*+$"
_ASIDE = re.compile(r"<!--(.*?)(?:-->|$)|(?<=\s)#(.*)")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_WRAPPING = "*_()<>[]{} \n"
_PLACEHOLDER_HEADING = re.compile(r"(?:.*\b)?(?:title|name|heading)$", re.I)


class LocatedRequirement(NamedTuple):
    """One requirement, and the place that states it."""

    ask: Requirement
    source: Source
    span: Span


class TemplateSection(NamedTuple):
    """One section that a template requires.

    Attributes:
        name: its heading.
        source: the template.
        section: the section in the template.
        parent: name of the required section that contains it, or None.
        optional: whether the template says that it may be left out.
        condition: when it is required ("when targeting beta"); ("", "") if that cannot be checked, None for always.
        requirements: the requirements in its comments, whatever their conditions.
        placeholders: its items in the template.
        pattern: its heading as fixed words, slots and marks.
    """

    name: str
    source: Source
    section: Section
    parent: str | None
    optional: bool
    condition: Condition | None
    requirements: tuple[LocatedRequirement, ...]
    placeholders: tuple[Item, ...]
    pattern: HeadingPattern


class Template:
    """The file that authors copy."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document = Document(source)

    @cached_property
    def title(self) -> Section | None:
        """The one first-level heading that titles the whole document, where there is one."""
        sections = [section for section in self.document.walk() if section.level == 1]
        if len(sections) == 1 and sections[0].children and sections[0] is self.document.sections[0]:
            return sections[0]
        return None

    @cached_property
    def clauses(self) -> tuple[TemplateSection, ...]:
        """The required sections, in order."""
        roots = self.title.children if self.title else self.document.sections
        if self.title:
            roots = tuple(root for root in roots if not _is_placeholder(root, self.title))
        return tuple(clause for root in roots for clause in self._clauses(root, None))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its text read into parts, in order."""
        return read_parts(self.document)

    @cached_property
    def field_parts(self) -> tuple[Part, ...]:
        """Its front matter read into parts of kind FIELD, in order."""
        return read_fields(self.document)

    def _prompts(self, section: Section) -> Iterator[Comment]:
        """Yield the orders in a section's visible text, as if they were comments.

        A phrase or a question bounds nothing.
        """
        if section.heading is None:
            return
        start = section.heading.span.end
        end = section.children[0].span.start if section.children else section.span.end
        for part in self.parts:
            if part.kind not in (PartKind.INSTRUCTION, PartKind.SLOT) or not part.visible:
                continue
            if not start <= part.span.start < end:
                continue
            text = self.source[part.span]
            inside = text.strip(_WRAPPING)
            lead = len(text) - len(text.lstrip(_WRAPPING))
            if part.kind is PartKind.SLOT and not _SENTENCE_END.search(inside):
                continue  # it names a value: "[link to the plan]"
            asked = inside if voice(inside) is Voice.AUTHOR else measured_phrase(inside)
            if asked:
                inner = Span(part.span.start + lead, part.span.start + lead + len(asked))
                yield Comment(part.span, inner)

    @cached_property
    def opening(self) -> tuple[LocatedRequirement, ...]:
        """The requirements on the text between the title and the first section."""
        section = opening_of(self.document)
        prompts = self._prompts(self.title) if self.title else ()
        found = read(sorted([*section.comments, *prompts]), self.source)
        return scoped(tuple(r for r in found if r.ask.kind is not Kind.VALUES), ())

    def _clauses(
        self, section: Section, parent: str | None, inherited: Condition | None = None
    ) -> Iterator[TemplateSection]:
        own = [
            section.comments,
            *(child.comments for child in section.children if _is_placeholder(child, section)),
        ]
        comments = sorted([*(comment for group in own for comment in group), *self._prompts(section)])
        requirements = tuple(map(self._conditional, read(comments, self.source)))
        placeholders = item_finder.find(section, inside=lambda child: _is_placeholder(child, section))
        heading = pattern(section.title)
        name = heading.name
        spoken = [comment for comment in comments if comment not in self._announced.values()]
        announced = section.span.start in self._announced
        optional = heading.optional or announced or any(map(self._says_optional, spoken))
        conditions = (instructions.section_condition(self.source[comment.inner]) for comment in section.comments)
        condition = next((found for found, _ in conditions if found is not None), inherited)
        asked = scoped(requirements, placeholders)
        yield TemplateSection(name, self.source, section, parent, optional, condition, asked, placeholders, heading)
        for child in section.children:
            if not _is_placeholder(child, section):
                yield from self._clauses(child, name, condition)

    @cached_property
    def _announced(self) -> dict[int, Comment]:
        """Comments right above a heading that make it optional, by the offset where that heading's section begins.

        A comment right after the heading above it refers to that heading.
        """
        sections = list(self.document.walk())
        found = {}
        for above, section in pairwise([self.document.preamble, *sections]):
            last = above.comments[-1] if above.comments else None
            if last is None or not self._says_optional(last):
                continue
            begin = above.heading.span.end if above.heading else above.span.start
            text = self.source.text
            if text[begin : last.span.start].strip() and not text[last.span.end : section.span.start].strip():
                found[section.span.start] = last
        return found

    def _says_optional(self, comment: Comment) -> bool:
        return bool(_OPTIONAL.match(self.source[comment.inner]))

    def _conditional(self, requirement: LocatedRequirement) -> LocatedRequirement:
        """Return the requirement with its condition on the field that may have the value: "For starters.

        …" names none.
        """
        condition = requirement.ask.condition
        if condition is None:
            return requirement
        wanted = set(condition[1].casefold().split(instructions.ANY))
        for other in self.preface:
            if other.ask.field and wanted & set(map(str.casefold, other.ask.values)):
                ask = requirement.ask._replace(condition=(other.ask.field, condition[1]))
                return requirement._replace(ask=ask)
        return requirement

    @cached_property
    def preface(self) -> tuple[LocatedRequirement, ...]:
        """The requirements in comments before the first section, such as allowed values."""
        sections = [self.document.preamble, *([self.title] if self.title else [])]
        said = (requirement for section in sections for requirement in read(section.comments, self.source))
        return (*self._asides(), *said)

    def _asides(self) -> Iterator[LocatedRequirement]:
        """Yield allowed values after a field of the front matter: ``status: draft # draft | final``."""
        for name, field in self.document.front_matter.fields.items():
            line = self.source.line_span(self.source.position(field.key.start).line)
            aside = _ASIDE.search(self.source[line])
            if aside is None or aside.lastindex is None:
                continue
            start = line.start + aside.start(aside.lastindex)
            yield from self._of_field(name, aside[aside.lastindex], start)

    def _of_field(self, name: str, text: str, start: int) -> Iterator[LocatedRequirement]:
        """Yield the requirements on a value in a remark on its field, or in its placeholder."""
        for ask in (*instructions.read(text), *instructions.read_formats(text)):
            if ask.kind in (Kind.VALUES, Kind.FORMAT, *LENGTHS):
                span = Span(start + ask.start, start + ask.end)
                yield LocatedRequirement(ask._replace(field=name), self.source, span)

    @cached_property
    def fields(self) -> tuple[LocatedRequirement, ...]:
        """Requirements on the length and form of front-matter values: "The title should be 44 characters or less"."""
        known = {name.casefold(): name for name in self.document.front_matter.fields}
        found = [r for r in self.preface if r.ask.field and r.ask.kind is not Kind.VALUES]
        for requirement in self.preface:
            name = known.get(requirement.ask.noun.casefold())
            if name and requirement.ask.kind in LENGTHS and not requirement.ask.field:
                found.append(requirement._replace(ask=requirement.ask._replace(field=name, noun="")))
        for name, field in self.document.front_matter.fields.items():
            if isinstance(field.value, str) and field.value[:1] in "<[{" and field.value[-1:] in ">]}":
                found.extend(
                    r for r in self._of_field(name, field.raw, field.span.start) if r.ask.kind is not Kind.VALUES
                )
        return tuple(found)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Titles of its items that are to be replaced: they name nothing, or what is below them is a placeholder."""
        found = [item.title for item in self._placeholder_items if not self.is_label(item.title)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(part.name.casefold() for part in self.parts if part.kind is PartKind.LABEL)

    def is_label(self, title: str) -> bool:
        """Return whether a title is the name of one of its form fields, which every copy keeps."""
        return title.casefold() in self._labels

    @cached_property
    def _placeholder_items(self) -> tuple[Item, ...]:
        items = [item for clause in self.clauses for item in clause.placeholders if item.title]
        return tuple(item for item in items if self._is_placeholder_item(item))

    def _is_placeholder_item(self, item: Item) -> bool:
        heading = pattern(item.title)
        if _CALLOUT.fullmatch(item.title):
            return False
        if item.form == "heading" and heading.is_numbered:
            return False  # a number is name enough for a heading: "Story 1"
        if heading.is_slot or heading.is_numbered or slots.is_whole(item.title):
            return True
        if item.form == "row":
            return bool(slots.find(item.title))  # a row's number or name stays, whatever its other cells have
        if self._asks(item):
            return False
        replaced = [part.span for part in self.parts if part.left is Left.ALWAYS and part.kind is not PartKind.HEADING]
        return any(span.start < item.span.end and item.title_span.start < span.end for span in replaced)

    def _asks(self, item: Item) -> bool:
        """Return whether a title is a question, or a label on a line of its own: the text below it is the answer."""
        end = self.source.text.find("\n", item.title_span.end)
        rest = self.source.text[item.title_span.end : len(self.source.text) if end < 0 else end]
        line = self.source[item.title_span] + rest
        asks = "? " in item.title or line.rstrip(" *_\\").endswith(("?", ":"))
        return item.form == "lead" and asks

    @cached_property
    def placeholder_links(self) -> tuple[Link, ...]:
        """Its links that are to be replaced: those in placeholder items and filler, and those to nobody's address."""
        filler = [part.span for part in self.parts if part.kind is PartKind.SLOT and part.left is Left.ALWAYS]
        inside = SpanIndex([*filler, *(item.span for item in self._placeholder_items)])
        return tuple(link for link in self.document.links if inside.touches(link.span) or slots.find_plain(link.target))

    @cached_property
    def _heading_slots(self) -> frozenset[str]:
        headings = [pattern(section.title) for section in self.document.walk()]
        return frozenset(slot.text for heading in headings for slot in heading.slots)

    def leaves_slot(self, title: str) -> bool:
        """Return whether a copy's heading still has a slot of one of the template's, or is the template's title."""
        if self.title is not None and title == self.title.title and slots.is_whole(title):
            return True
        return any(slot.text in self._heading_slots for slot in slots.find(title)) if self._heading_slots else False

    @cached_property
    def _kept(self) -> frozenset[str]:
        texts = [part.text for part in self.parts if part.kind is PartKind.STANDING and part.left is Left.NEVER]
        texts += [section.title for section in self.document.walk()]
        texts += [re.sub(_REMARK, "", text) for text in texts]
        return frozenset(" ".join(text.split()) for text in texts)

    def keeps(self, text: str) -> bool:
        """Return whether a paragraph or a heading is one that stays in every copy."""
        return " ".join(text.split()) in self._kept

    @cached_property
    def _notes(self) -> frozenset[str]:
        kept = [part for part in self.parts if part.kind is PartKind.STANDING and part.left is Left.NEVER]
        return frozenset(" ".join(part.text.split()) for part in kept if part.reason == LABELLED)

    def stays(self, text: str) -> bool:
        """Return whether a paragraph is a label with a value that every copy keeps, and so no item of its section."""
        return " ".join(text.split()) in self._notes

    @property
    def images(self) -> tuple[Link, ...]:
        """Its images."""
        return self.document.images


def opening_of(document: Document) -> Section:
    """Return the text above the first section, and below the title where there is one, as a section of its own."""
    preamble = document.preamble
    first = next(iter(document.sections), None)
    if (
        first is None
        or first.level > 1
        or len([s for s in document.sections if s.level == 1]) > 1
        or not first.children
    ):
        return preamble
    end = first.children[0].span.start
    section = Section(
        first.title, first.level, first.heading, Span(preamble.span.start, end), (*preamble.blocks, *first.blocks)
    )
    section.comments = (*preamble.comments, *first.comments)
    return section


def read(comments: list[Comment] | tuple[Comment, ...], source: Source) -> Iterator[LocatedRequirement]:
    """Yield the requirements that comments state; groups of items are numbered across all comments.

    If one is exact (``<!-- cslint: words=100-150 -->``), the others are prose. A comment that contains another comment
    probably lacks its end and contains the author's prose, so it states none.

    Args:
        comments: the comments.
        source: the file.
    """
    shift = 0
    comments = [comment for comment in comments if "<!--" not in source[comment.inner]]
    exact = [comment for comment in comments if instructions.is_exact(source[comment.inner])]
    for comment in exact or comments:
        asks = instructions.read(source[comment.inner])
        for ask in asks:
            start = comment.inner.start + ask.start
            span = Span(start, comment.inner.start + ask.end)
            yield LocatedRequirement(_shifted(ask, shift), source, span)
        if asks:
            shift += 1 + max(ask.group for ask in asks) if any(ask.kind is Kind.ITEMS for ask in asks) else 0


def _shifted(ask: Requirement, by: int) -> Requirement:
    return ask._replace(group=ask.group + by) if by else ask


def scoped(
    requirements: tuple[LocatedRequirement, ...], placeholders: tuple[Item, ...]
) -> tuple[LocatedRequirement, ...]:
    """Complete the scope of requirements: words are per item if the placeholders have about that many.

    Args:
        requirements: the requirements of a section.
        placeholders: its items in the template.
    """
    return tuple(
        LocatedRequirement(_settled(requirement.ask, placeholders), requirement.source, requirement.span)
        for requirement in requirements
    )


def _settled(ask: Requirement, placeholders: tuple[Item, ...]) -> Requirement:
    if ask.scope is not Scope.UNSAID:
        return ask
    titled = [item for item in placeholders if item.title]
    counts = [item.words for item in titled]
    if ask.kind not in LENGTHS and not any(counts):
        return ask._replace(scope=Scope.SECTION)  # rows of a table and labels need no link or image of their own
    each = len(titled) > 1 and not has_bare_headings(placeholders) and fits(ask, counts)
    return ask._replace(scope=Scope.ITEM if each else Scope.SECTION)


def has_bare_headings(placeholders: tuple[Item, ...]) -> bool:
    """Return whether the items of a template are several sub-headings without a text."""
    titled = [item for item in placeholders if item.title]
    return len(titled) > 1 and all(item.form == "heading" and not item.words for item in titled)


def fits(ask: Requirement, counts: list[int]) -> bool:
    """Return whether a requirement on words is per item: the counts are nearer to it than their sum is.

    Args:
        ask: the requirement.
        counts: words of each item.
    """
    wanted = ask.high or ask.low or 0
    if not wanted or not counts:
        return False
    middle = sorted(counts)[len(counts) // 2]
    return abs(middle - wanted) <= abs(sum(counts) - wanted)


def _is_placeholder(child: Section, parent: Section) -> bool:
    """Return whether a sub-heading of a template stands for an item that the author is to title."""
    heading = pattern(child.title)
    if heading.is_slot:
        return True
    siblings = [section for section in parent.children if section.level == child.level]
    return len(siblings) > 1 and (heading.is_numbered or bool(_PLACEHOLDER_HEADING.fullmatch(heading.name)))
