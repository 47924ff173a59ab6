"""Suppressions: the findings that an author does not want, where, and whether they occur."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cslint.document.case import Case
from cslint.document.markdown.blocks import Block
from cslint.text.source import Span, SpanIndex

_COMMENT = r"(?s)\s*cslint:\s*(ignore(?:-file)?)\s*(?:\[([^\]]*)\])?(.*)"
_YAML = re.compile(r"(?:^|\s)#\s*cslint:\s*(ignore(?:-file)?)\s*(?:\[([^\]]*)\])?([^\n\r]*)")


class Suppression(NamedTuple):
    """One ``ignore``.

    Attributes:
        rules: the rules it names.
        span: the position of the comment.
        reach: the span of the Markdown file it covers; None is the whole case.
        reason: the reason that the author gives.
        field: the front-matter key that it covers, with the file that the key names.
        used: names of the rules of which it hid a finding.
    """

    rules: tuple[str, ...]
    span: Span
    reach: Span | None
    reason: str
    field: str | None
    used: set[str]


class SuppressionIndex:
    """An index of suppressions for efficient look-ups of many findings."""

    def __init__(self, marks: Iterable[Suppression]) -> None:
        """Group them by the rule and by what they cover."""
        self._everywhere: dict[str, list[Suppression]] = {}
        self._fields: dict[tuple[str, str], list[Suppression]] = {}
        places: dict[str, dict[Span, list[Suppression]]] = {}
        for mark in marks:
            for rule in dict.fromkeys(mark.rules):
                if mark.reach is None:
                    self._everywhere.setdefault(rule, []).append(mark)
                    continue
                places.setdefault(rule, {}).setdefault(mark.reach, []).append(mark)
                if mark.field is not None:
                    self._fields.setdefault((rule, mark.field), []).append(mark)
        self._told: set[tuple[int, str]] = set()
        self._places = {rule: (SpanIndex(there), list(there.values())) for rule, there in places.items()}

    def suppresses(self, rule: str, at: Span, field: str | None, *, here: bool) -> bool:
        """Return whether a finding is suppressed, and mark the suppressions as used.

        Args:
            rule: of the finding.
            at: its place.
            field: the front-matter key that it is about.
            here: whether the place is in the Markdown file.
        """
        groups = [self._everywhere.get(rule), self._fields.get((rule, field)) if field is not None else None]
        if here and rule in self._places:
            stretches, there = self._places[rule]
            groups.extend(there[number] for number in stretches.overlapping(at))
        found = [group for group in groups if group]
        for group in found:
            if (id(group), rule) not in self._told:
                self._told.add((id(group), rule))
                for mark in group:
                    mark.used.add(rule)
        return bool(found)


def find(case: Case) -> list[Suppression]:
    """Return every suppression in a case, in order."""
    if "cslint" not in case.source.text:
        return []
    return [*_in_front_matter(case), *_in_comments(case)]


def _in_comments(case: Case) -> Iterator[Suppression]:
    document = case.document
    starts = [block.span.start for block in document.blocks]
    for comment in document.comments:
        match = re.match(_COMMENT, case.source[comment.inner])
        if match is None:
            continue
        reach: Span | None = None
        if match[1] == "ignore":
            reach = _next_block(document.blocks, starts, comment.span)
        yield Suppression(_names(match[2]), comment.span, reach, match[3].strip(), None, set())


def _next_block(blocks: Sequence[Block], starts: Sequence[int], comment: Span) -> Span:
    """Return the block after a comment, or the one that contains it; below a heading, the heading as well."""
    at = bisect_right(starts, comment.start) - 1
    if at < 0 or blocks[at].span.end <= comment.start:
        at = bisect_left(starts, comment.end)
    reach = blocks[at].span if at < len(blocks) else comment
    above = blocks[at - 1] if at else None
    return Span(above.span.start, reach.end) if above and above.kind == "heading" else reach


def _in_front_matter(case: Case) -> Iterator[Suppression]:
    front = case.front_matter
    if front.span is None:
        return
    text = case.source.text
    entries = sorted(front.fields.values(), key=lambda entry: entry.key.start)
    starts = [entry.key.start for entry in entries]
    for match in _YAML.finditer(text, front.span.start, front.span.end):
        position = case.source.position(match.start(1))
        line = case.source.line_span(position.line)
        whole = text[line.start : match.start()].strip() == ""
        if whole:
            position = position._replace(line=min(position.line + 1, len(case.source.line_starts)))
            line = case.source.line_span(position.line)
        first = bisect_left(starts, line.start)
        key = entries[first].name if first < len(starts) and starts[first] <= line.end else None
        reach = None if match[1] == "ignore-file" else line
        span = Span(match.start(1), match.end())
        yield Suppression(_names(match[2]), span, reach, match[3].strip(), key, set())


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())
