"""Suppressions: what the author asks not to be told, where, and whether it was of any use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cslint.document.case import Case
from cslint.document.source import Span

_COMMENT = re.compile(r"\s*cslint:\s*(ignore(?:-file)?)\s*(?:\[([^\]]*)\])?(.*)", re.S)
_YAML = re.compile(r"(?:^|\s)#\s*cslint:\s*(ignore(?:-file)?)\s*(?:\[([^\]]*)\])?([^\n\r]*)")


@dataclass(eq=False)
class Suppression:
    """One ``ignore``.

    Attributes:
        rules: the rules it names.
        span: where it stands.
        reach: the stretch of the Markdown file it covers; None is the whole case.
        reason: what the author says of it.
        field: the front-matter key that it covers, with the file that the key names.
        used: names of the rules of which it held a finding back.
    """

    rules: tuple[str, ...]
    span: Span
    reach: Span | None
    reason: str = ""
    field: str | None = None
    used: set[str] | None = None

    def covers(self, rule: str, at: Span, field: str | None, *, here: bool) -> bool:
        """Whether it holds back a finding of a rule at a place; ``here``: the place is in the Markdown file."""
        if rule not in self.rules:
            return False
        if self.reach is None or (self.field is not None and self.field == field):
            return True
        if not here:
            return False
        return at.start < max(self.reach.end, self.reach.start + 1) and self.reach.start <= max(at.start, at.end - 1)


def find(case: Case) -> list[Suppression]:
    """Every suppression in a case, in order."""
    if "cslint" not in case.source.text:
        return []
    return [*_in_front_matter(case), *_in_comments(case)]


def _in_comments(case: Case) -> Iterator[Suppression]:
    document = case.document
    for comment in document.comments:
        match = _COMMENT.match(case.source[comment.inner])
        if match is None:
            continue
        reach: Span | None = None
        if match[1] == "ignore":
            reach = _next_block(case, comment.span)
        yield Suppression(_names(match[2]), comment.span, reach, match[3].strip(), used=set())


def _next_block(case: Case, comment: Span) -> Span:
    """The block after a comment, or the one it stands in; right below a heading, that heading as well."""
    heading = None
    for block in case.document.blocks:
        if block.span.start <= comment.start < block.span.end or block.span.start >= comment.end:
            return Span(heading.span.start, block.span.end) if heading else block.span
        heading = block if block.kind == "heading" else None
    return Span(heading.span.start, comment.end) if heading else comment


def _in_front_matter(case: Case) -> Iterator[Suppression]:
    front = case.front_matter
    if front.span is None:
        return
    text = case.source.text
    for match in _YAML.finditer(text, front.span.start, front.span.end):
        position = case.source.position(match.start(1))
        line = case.source.line_span(position.line)
        whole = text[line.start : match.start()].strip() == ""
        if whole:
            position = position._replace(line=min(position.line + 1, len(case.source.line_starts)))
            line = case.source.line_span(position.line)
        keys = [entry.name for entry in front.fields.values() if line.start <= entry.key.start <= line.end]
        reach = None if match[1] == "ignore-file" else line
        span = Span(match.start(1), match.end())
        yield Suppression(_names(match[2]), span, reach, match[3].strip(), keys[0] if keys else None, set())


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())
