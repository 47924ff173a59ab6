"""The fields of a front-matter block: values as they were meant, and what YAML would have made of them as faults."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, cast

from cslint.document.front_matter.fences import FrontMatterBlock
from cslint.document.front_matter.yaml_diagnosis import explain, quoted, shown
from cslint.document.front_matter.yaml_loader import Composed, Node, compose
from cslint.text.source import Fault, Span

_ENTRY = re.compile(
    r"""^(?P<key>[^\W\d]\w*(?:[ .-]\w+){0,4}|"[^"\n]{1,60}"|'[^'\n]{1,60}')[ \t]*[:：](?!//)""", re.MULTILINE
)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_INDENTED_DASH = re.compile(r"\n([ \t]*)-[ \t]+(?=\S)")
_SMART = re.compile(r"[“„‟«](?P<inner>[^“”„‟«»\"]*)[”“»]|[‘‚](?P<single>[^‘’‚']*)’", re.DOTALL)


class Field(NamedTuple):
    """One key of the front matter.

    Attributes:
        name: the key as written.
        value: what YAML reads (str, int, float, bool, None, date, list, dict), without an HTML comment or typographic
            quotes around it; the raw text when YAML cannot read it.
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


class FrontMatter(NamedTuple):
    """The block between the fences.

    Attributes:
        fields: by key, in order; of a doubled key the last.
        faults: what libraries swallow, in the order of the file.
        span: the block with its fences, or None when there is none.
        body: offset where the body begins.
        broken: YAML cannot read the block: `fields` holds what could be saved entry by entry.
        comments: spans of the ``# …`` comments in the block.
    """

    fields: Mapping[str, Field] = {}
    faults: tuple[Fault, ...] = ()
    span: Span | None = None
    body: int = 0
    broken: bool = False
    comments: tuple[Span, ...] = ()


class Reader:
    """Makes fields and faults of a composed block."""

    def __init__(self, text: str, block: FrontMatterBlock, faults: list[Fault]) -> None:
        self.text = text
        self.block = block
        self.faults = faults
        self.fields: dict[str, Field] = {}
        self.scalars: list[Span] = []

    def read(self, composed: Composed) -> FrontMatter:
        """Fields and faults of the block.

        Args:
            composed: the block as YAML reads it.
        """
        inner = self.block.inner
        broken = False
        root = composed.root
        if composed.error:
            broken = True
            self._recover(composed.error)
        elif root is None:
            self.faults.append(Fault("empty-block", Span(self.block.span.start, min(inner.start, self.block.span.end))))
        elif root.kind == "mapping":
            self._take(root, composed.faults)
        else:
            broken = True
            self._no_mapping(root)
        comments = tuple(self._comments())
        self._cut(comments)
        self.faults.sort(key=lambda fault: fault.span)
        span = self.block.span
        return FrontMatter(self.fields, tuple(self.faults), span, self.block.body, broken, comments)

    def _no_mapping(self, root: Node) -> None:
        """A block that YAML reads as a list or as one text."""
        fault = Fault(root.kind, root.span, {"shown": shown(self.text[root.span.start : root.span.end])})
        if root.kind == "list":
            self.faults.append(fault)
            for member in root.children:
                if member.kind == "mapping":
                    self._take(member)
        elif root.plain and _ENTRY.search(self.text, root.span.start, root.span.end):
            self._recover(fault)  # `title:Smart` without its space
        else:
            explained = explain(self.text, self.block.inner, fault)
            self.faults.append(fault if explained.what == "stray-line" else explained)

    def _take(self, root: Node, faults: tuple[Fault, ...] = ()) -> None:
        """Add the entries of a mapping."""
        marks = {fault.span.start: fault for fault in faults if fault.what in ("tag", "anchor")}
        places = sorted(marks)
        self.faults += [fault for fault in faults if fault.span.start not in marks]
        for name, key, node in zip(cast("dict[str, object]", root.value), root.keys, root.children, strict=True):
            if name in self.fields:
                first = self.fields.pop(name).key
                self.faults.append(Fault("duplicate-key", key.span, {"name": name, "first": first, "depth": 0}))
            index = bisect_left(places, key.span.end)
            mark = None
            if index < len(places) and places[index] <= node.span.start:
                mark = self._mark(name, node, marks[places[index]])
            self.fields[name] = self._field(name, key, mark or node)
            self.scalars.extend(_scalars(node))

    def _mark(self, name: str, node: Node, fault: Fault) -> Node:
        """A value that begins with ``&`` or ``!`` as the author meant it: as text."""
        at = fault.span.start
        raw = self.text[at : node.span.end].rstrip()
        values: dict[str, object] = {"field": name, "character": raw[:1], "shown": shown(raw)}
        if node.kind == "scalar" and node.plain and "\n" not in raw:
            values |= {"replacement": quoted(raw), "write": shown(quoted(raw))}
            node = Node(Span(at, at + len(raw)), raw, plain=False)
        self.faults.append(Fault(fault.what, Span(at, at + len(raw)), values))
        return node

    def _field(self, name: str, key: Node, node: Node) -> Field:
        if node.plain and isinstance(node.value, str):
            value, span = self._unwrapped(name, node.value, node.span)
            return Field(name, value, self.text[span.start : span.end], key.span, span)
        value = node.value
        items: tuple[Span, ...] = ()
        if node.kind == "list":
            members = [part for child in node.children for part in self._members(name, child)]
            value, items = [member[0] for member in members], tuple(member[1] for member in members)
        span = node.span
        if span.start == span.end:  # nothing written: just behind the colon
            at = self.text.find(":", key.span.end, self.block.inner.end) + 1 or span.start
            span = Span(at, at)
        return Field(name, value, self.text[span.start : span.end], key.span, span, items)

    def _members(self, name: str, node: Node) -> Iterator[tuple[object, Span]]:
        """A member of a list; two where the dash of the second stands too far to the right."""
        if not (node.plain and isinstance(node.value, str)):
            yield node.value, node.span
            return
        start = node.span.start
        for dash in _INDENTED_DASH.finditer(self.text, *node.span):
            at = Span(dash.start(1), dash.end(1))
            self.faults.append(Fault("item-indent", at, {"field": name}))
            end = len(self.text[start : dash.start()].rstrip()) + start
            yield self._unwrapped(name, self.text[start:end], Span(start, end))
            start = dash.end()
        value = node.value if start == node.span.start else self.text[start : node.span.end]
        yield self._unwrapped(name, value, Span(start, node.span.end))

    def _unwrapped(self, name: str, value: str, span: Span) -> tuple[object, Span]:
        """A plain value without an HTML comment or typographic quotes, which are told as faults."""
        raw = self.text[span.start : span.end]
        start = raw.find("<!--")
        if start >= 0:
            end = raw.find("-->", start) + 3 if "-->" in raw[start:] else len(raw)
            before = len(raw[:start].rstrip())
            values = {"field": name, "shown": shown(raw[start:end]), "replacement": ""}
            self.faults.append(Fault("html-comment", Span(span.start + before, span.start + end), values))
            rest = Span(span.start, span.start + before)
            inner = compose(self.text, rest).root
            return (inner.value, rest) if inner and inner.kind == "scalar" else (None, rest)
        smart = _SMART.fullmatch(raw)
        if smart:
            inside = smart["inner"] if smart["inner"] is not None else smart["single"]
            replacement = quoted(inside)
            values = {
                "field": name,
                "shown": shown(raw),
                "replacement": replacement,
                "write": shown(replacement),
            }
            self.faults.append(Fault("smart-quotes", span, values))
            return value[1:-1], Span(span.start + 1, span.end - 1)
        return value, span

    def _recover(self, error: Fault) -> None:
        """Read a broken block entry by entry; each that cannot be read is a fault of its own."""
        inner = self.block.inner
        failed = False
        for entry in self._entries():
            composed = compose(self.text, entry)
            if composed.root is not None and composed.root.kind == "mapping":
                self._take(composed.root, composed.faults)
                continue
            if composed.root is None and composed.error is None:
                continue
            reason = composed.error or Fault("yaml", entry, {"problem": "it is no key with a value"})
            self._raw_field(entry)
            if reason.what == "alias" and f"&{reason.values['name']}" in self.text[inner.start : inner.end]:
                continue  # its anchor stands in another entry
            failed = True
            self.faults.append(explain(self.text, entry, reason))
        if not failed:
            self.faults.append(explain(self.text, inner, error))
        conflict = next((fault for fault in self.faults if fault.what == "conflict-marker"), None)
        if conflict:  # all the rest follows from it
            self.faults = [conflict]

    def _entries(self) -> Iterator[Span]:
        """The block cut before every line that begins with a key."""
        inner = self.block.inner
        starts = [match.start() for match in _ENTRY.finditer(self.text, inner.start, inner.end)]
        if not starts or self.text[inner.start : starts[0]].strip():
            starts.insert(0, inner.start)
        for start, end in pairwise([*starts, inner.end]):
            yield Span(start, end)

    def _raw_field(self, entry: Span) -> None:
        key = _ENTRY.match(self.text, entry.start, entry.end)
        if key is None:
            return
        written = self.text[key.end() : entry.end]
        start = key.end() + len(written) - len(written.lstrip())
        end = start + len(written.strip().partition("\n")[0].rstrip())
        span = Span(start, end) if end > start else Span(key.end(), key.end())
        name = key["key"].strip("\"'")
        raw = self.text[span.start : span.end]
        self.fields[name] = Field(name, raw or None, raw, Span(*key.span("key")), span)
        self.scalars.append(span)

    def _comments(self) -> Iterator[Span]:
        """Comments: what begins with ``#`` at the start of a line or after a space, outside every value."""
        inner = self.block.inner
        spans = iter(sorted(self.scalars))
        current = next(spans, None)
        match = _COMMENT.search(self.text, inner.start, inner.end)
        while match:
            at = match.end()
            while current is not None and current.end <= match.start():
                current = next(spans, None)
            if current is None or match.start() < current.start:
                yield Span(match.start(), match.start() + len(match[0].rstrip()))
            else:
                at = current.end
            match = _COMMENT.search(self.text, at, inner.end)

    def _cut(self, comments: tuple[Span, ...]) -> None:
        """Tell of words behind a value that YAML takes for a comment."""
        fields = sorted(self.fields.values(), key=lambda entry: entry.span)
        ends = [entry.span.end for entry in fields]
        for comment in comments:
            said = self.text[comment.start : comment.end]
            index = bisect_right(ends, comment.start) - 1
            if index < 0 or said.startswith("# cslint:"):
                continue
            entry = fields[index]
            if entry.span.start == entry.span.end or "\n" in self.text[entry.span.end : comment.start]:
                continue
            whole = self.text[entry.span.start : comment.end]
            values: dict[str, object] = {"field": entry.name, "shown": shown(said), "kept": shown(entry.raw)}
            if said[1:2].isalnum() and entry.raw[:1] not in "'\"[{|>":
                values |= {"meant": True, "value": entry.span, "replacement": quoted(whole)}
            self.faults.append(Fault("comment", comment, values))


def _scalars(node: Node) -> Iterator[Span]:
    """Spans of the scalars in a tree, however deep it may be."""
    stack: list[Any] = [node]
    while stack:
        top = stack.pop()
        if top.kind == "scalar":
            yield top.span
        else:
            stack.extend(reversed(top.children))
            stack.extend(reversed(top.keys))
