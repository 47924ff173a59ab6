"""Front matter with positions (skeleton: dataclasses fixed, parser to come)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cslint.document.source import Fault, Source, Span


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the front matter.

    Attributes:
        name: the key as written.
        value: what YAML reads (str, int, float, bool, None, date, list, dict).
        raw: the value's text as written, without a comment; "" when there is none.
        key: span of the key.
        span: span of the value; empty, just after the colon, when there is none.
        items: spans of the members when the value is a list.
    """

    name: str
    value: object
    raw: str
    key: Span
    span: Span
    items: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block between the fences.

    Attributes:
        fields: by key, in order; of a doubled key the last.
        faults: what libraries swallow.
        span: the block with its fences, or None when there is none.
        body: offset where the body begins.
        broken: the block could not be read as a mapping: `fields` says nothing.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    span: Span | None = None
    body: int = 0
    broken: bool = False


def parse(source: Source) -> FrontMatter:
    """Read the front matter of a source."""
    import re

    import yaml

    match = re.match(r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", source.text, re.S | re.M)
    if not match:
        return FrontMatter()
    base = match.start(1)
    try:
        node = yaml.compose(match[1], Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return FrontMatter(span=Span(0, match.end()), body=match.end(), broken=True)
    fields = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            span = Span(base + value.start_mark.index, base + value.end_mark.index)
            loaded = yaml.safe_load(match[1][value.start_mark.index : value.end_mark.index] or "null")
            where = Span(base + key.start_mark.index, base + key.end_mark.index)
            fields[key.value] = Field(key.value, loaded, source[span], where, span)
    return FrontMatter(fields, (), Span(0, match.end()), match.end())
