"""A template read as what it asks: its sections in order, the requirements in its comments, and its placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cslint.contract import language
from cslint.contract.ask import Ask, Kind, Scope
from cslint.document import items as item_finder
from cslint.document.comments import Comment
from cslint.document.document import Document, Section
from cslint.document.items import Item
from cslint.document.markdown import Link
from cslint.document.source import Source, Span

_OPTIONAL = re.compile(
    r"\s*(?:this (?:section|heading|part|element) is (?:an )?optional|this is an optional|\(?optional\b)"
    r"|\b(?:delete|remove|omit|skip) (?:this|the) (?:section|heading) (?:if|when)\b",
    re.I,
)
_PLACEHOLDER_HEADING = re.compile(r"(?:.*\D)?\d+$|[\[{<].*[\]}>]$|(?:.*\b)?(?:title|name|heading)$", re.I)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked, and the place where it is said."""

    ask: Ask
    source: Source
    span: Span


@dataclass(eq=False)
class Clause:
    """One section as a template asks for it.

    Attributes:
        name: its heading.
        source: the template.
        section: it, in the template.
        parent: name of the asked section that it stands in, or None.
        optional: whether the template says that it may be left out.
        requirements: what the comments in it ask, whatever their conditions.
        placeholders: its items in the template.
    """

    name: str
    source: Source
    section: Section
    parent: str | None
    optional: bool
    requirements: tuple[Requirement, ...]
    placeholders: tuple[Item, ...]


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
    def clauses(self) -> tuple[Clause, ...]:
        """The sections it asks for, in order."""
        roots = self.title.children if self.title else self.document.sections
        return tuple(clause for root in roots for clause in self._clauses(root, None))

    def _clauses(self, section: Section, parent: str | None) -> Iterator[Clause]:
        own = [
            section.comments,
            *(child.comments for child in section.children if _is_placeholder(child, section)),
        ]
        comments = [comment for group in own for comment in group]
        requirements = tuple(read(comments, self.source))
        placeholders = item_finder.find(section, inside=lambda child: _is_placeholder(child, section))
        name = re.sub(r"\s*\(optional\)\s*$", "", section.title, flags=re.I)
        optional = name != section.title or any(_OPTIONAL.match(self.source[comment.inner]) for comment in comments)
        yield Clause(name, self.source, section, parent, optional, scoped(requirements, placeholders), placeholders)
        for child in section.children:
            if not _is_placeholder(child, section):
                yield from self._clauses(child, name)

    @cached_property
    def preface(self) -> tuple[Requirement, ...]:
        """What its comments before the first section ask, such as allowed values."""
        sections = [self.document.preamble, *([self.title] if self.title else [])]
        return tuple(requirement for section in sections for requirement in read(section.comments, self.source))

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Its visible texts: placeholders, for an author was to replace them all."""
        return tuple(
            inner.plain
            for block in self.document.blocks
            for inner in block.walk()
            if inner.kind == "paragraph" and inner.plain
        )

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Titles of its items."""
        found = [item.title for clause in self.clauses for item in clause.placeholders if item.title]
        return tuple(dict.fromkeys(found))

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links."""
        return self.document.links

    @property
    def images(self) -> tuple[Link, ...]:
        """Its pictures."""
        return self.document.images


def read(comments: list[Comment] | tuple[Comment, ...], source: Source) -> Iterator[Requirement]:
    """The requirements that comments state; groups of items are numbered on through all of them."""
    shift = 0
    for comment in comments:
        asks = language.read(source[comment.inner])
        for ask in asks:
            start = comment.inner.start + ask.start
            span = Span(start, comment.inner.start + ask.end)
            yield Requirement(_shifted(ask, shift), source, span)
        if asks:
            shift += 1 + max(ask.group for ask in asks) if any(ask.kind is Kind.ITEMS for ask in asks) else 0


def _shifted(ask: Ask, by: int) -> Ask:
    return replace(ask, group=ask.group + by) if by else ask


def scoped(requirements: tuple[Requirement, ...], placeholders: tuple[Item, ...]) -> tuple[Requirement, ...]:
    """Settle what an instruction left unsaid: words are each item's when the placeholders have about that many."""
    return tuple(
        Requirement(_settled(requirement.ask, placeholders), requirement.source, requirement.span)
        for requirement in requirements
    )


def _settled(ask: Ask, placeholders: tuple[Item, ...]) -> Ask:
    if ask.scope is not Scope.UNSAID:
        return ask
    titled = [item for item in placeholders if item.title]
    each = len(titled) > 1 and fits(ask, [item.words for item in titled])
    return replace(ask, scope=Scope.ITEM if each else Scope.SECTION)


def fits(ask: Ask, counts: list[int]) -> bool:
    """Whether an ask for words reads as one for each item: the counts are nearer to it than their sum is."""
    wanted = ask.high or ask.low or 0
    if not wanted or not counts:
        return False
    middle = sorted(counts)[len(counts) // 2]
    return abs(middle - wanted) <= abs(sum(counts) - wanted)


def _is_placeholder(child: Section, parent: Section) -> bool:
    """Whether a sub-heading of a template stands for an item that the author is to title."""
    siblings = [section.title for section in parent.children if section.level == child.level]
    return bool(_PLACEHOLDER_HEADING.fullmatch(child.title.strip())) and (len(siblings) > 1 or child.title[:1] in "[{<")
