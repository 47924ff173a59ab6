"""The fields of a front-matter block: values as they were meant, and as faults what YAML makes of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, cast

from cslint.document.front_matter.fences import FrontMatterBlock, Syntax
from cslint.document.front_matter.nodes import Composed, Node
from cslint.document.front_matter.yaml_diagnosis import explain, quoted, shown
from cslint.document.front_matter.yaml_loader import compose
from cslint.text.source import Fault, Span

_ENTRY = re.compile(
    r"""^(?P<key>[^\W\d]\w*(?:[ .-]\w+){0,4}|"[^"\n]{1,60}"|'[^'\n]{1,60}')[ \t]*[:：](?!//)""", re.MULTILINE
)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_INDENTED_DASH = re.compile(r"\n([ \t]*)-[ \t]+(?=\S)")
_SMART = re.compile(r"[“„‟«](?P<inner>[^“”„‟«»\"]*)[”“»]|[‘‚](?P<single>[^‘’‚']*)’", re.DOTALL)


class Field(NamedTuple):
    """One entry of the front matter: a key with its value at any depth, or an entry of a list.

    Attributes:
        name: the key as written; in a list, the number of the entry from 1.
        value: the parsed value (str, int, float, bool, None, date, list, dict), without an HTML comment or typographic
            quotes around it; the raw text if the block cannot be parsed.
        raw: text of the value as written, without a comment, possibly "".
        key: span of the key; for an entry of a list, of its value.
        span: span of the value; if empty, after the colon.
        items: spans of the entries if the value is a list.
        path: keys, and indices of lists, from the top.
        children: the entries of a mapping or a list.
    """

    name: str
    value: object
    raw: str
    key: Span
    span: Span
    items: tuple[Span, ...] = ()
    path: tuple[str | int, ...] = ()
    children: tuple[Field, ...] = ()

    @property
    def label(self) -> str:
        """The keys from the top, for messages: ``authors.name``."""
        return ".".join(step for step in self.path if isinstance(step, str)) or self.name

    def walk(self) -> Iterator[Field]:
        """Yield this field and all fields below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class FrontMatter(NamedTuple):
    """The parsed front matter.

    Attributes:
        fields: the top-level fields by key, in order; of a duplicate key the last.
        faults: problems, including those that libraries ignore, in the order of the file.
        span: the block with its fences, or None.
        body: offset where the body begins.
        broken: whether the block cannot be parsed; `fields` then holds the entries that can be.
        comments: spans of the ``# …`` comments in the block.
        syntax: the language of the block.
    """

    fields: Mapping[str, Field] = {}
    faults: tuple[Fault, ...] = ()
    span: Span | None = None
    body: int = 0
    broken: bool = False
    comments: tuple[Span, ...] = ()
    syntax: Syntax = "yaml"

    def walk(self) -> Iterator[Field]:
        """Yield every field at every depth, in the order of the file."""
        for field in self.fields.values():
            yield from field.walk()

    @property
    def centroid(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None if the field ``centroid`` is not two numbers in range."""
        field = self.fields.get("centroid")
        value = field.value if field else None
        if not isinstance(value, list) or len(value) != 2:
            return None
        if any(isinstance(number, bool) or not isinstance(number, int | float) for number in value):
            return None
        lat, lon = map(float, value)
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


class Reader:
    """Converts a composed block to fields and problems."""

    def __init__(self, text: str, block: FrontMatterBlock, faults: list[Fault]) -> None:
        self.text = text
        self.block = block
        self.faults = faults
        self.fields: dict[str, Field] = {}
        self.scalars: list[Span] = []
        self.aliased: frozenset[str] = frozenset()

    def read(self, composed: Composed) -> FrontMatter:
        """Return the fields and problems of the block.

        Args:
            composed: the block as parsed by its language.
        """
        inner = self.block.inner
        broken = False
        root = composed.root
        if composed.error:
            broken = True
            if self.block.syntax == "yaml":
                self._recover(composed.error)
            else:
                self.faults.append(composed.error)
        elif root is None:
            self.faults.append(Fault("empty-block", Span(self.block.span.start, min(inner.start, self.block.span.end))))
        elif root.kind == "mapping":
            self._take(root, composed)
        else:
            broken = True
            self._no_mapping(root)
        comments = () if self.block.syntax == "json" else tuple(self._comments())
        self._cut(comments)
        self.faults.sort(key=lambda fault: fault.span)
        span, body = self.block.span, self.block.body
        return FrontMatter(self.fields, tuple(self.faults), span, body, broken, comments, self.block.syntax)

    def _no_mapping(self, root: Node) -> None:
        """Report a block that YAML parses as a list or as a scalar."""
        fault = Fault(root.kind, root.span, {"shown": shown(self.text[root.span.start : root.span.end])})
        if root.kind == "list":
            self.faults.append(fault)
            for entry in root.children:
                if entry.kind == "mapping":
                    self._take(entry)
        elif root.plain and _ENTRY.search(self.text, root.span.start, root.span.end):
            self._recover(fault)  # `title:Smart` without its space
        else:
            explained = explain(self.text, self.block.inner, fault)
            self.faults.append(fault if explained.what == "stray-line" else explained)

    def _take(self, root: Node, composed: Composed | None = None) -> None:
        """Add the entries of a mapping."""
        if composed is not None:
            self.faults += composed.faults
            self.aliased = composed.aliased
        for name, key, node in zip(cast("dict[str, object]", root.value), root.keys, root.children, strict=True):
            if name in self.fields:
                first = self.fields.pop(name).key
                self.faults.append(Fault("duplicate-key", key.span, {"name": name, "first": first, "depth": 0}))
            self.fields[name] = self._field(name, key.span, node, (name,))
            self.scalars.extend(scalar.span for scalar in node.scalars())

    def _field(self, name: str, key: Span | None, node: Node, path: tuple[str | int, ...]) -> Field:
        """Return the field of a node, with those below it."""
        field_name = str(path[0])
        if node.mark is not None and node.mark.values["name"] not in self.aliased:
            node = self._marked(field_name, node, node.mark)
        value, span = node.value, node.span
        children: tuple[Field, ...] = ()
        if node.plain and isinstance(node.value, str):
            value, span = self._unwrapped(field_name, node.value, node.span)
        elif node.children and not node.span.start <= node.children[0].span.start <= node.span.end:
            pass  # an alias: its fields are at the anchor
        elif node.kind == "list":
            entries = (part for child in node.children for part in self._entries_of(field_name, child))
            children = tuple(
                self._field(str(index + 1), None, entry, (*path, index)) for index, entry in enumerate(entries)
            )
            value = [child.value for child in children]
        elif node.kind == "mapping":
            names = cast("dict[str, object]", node.value)
            children = tuple(
                self._field(inner, key_node.span, child, (*path, inner))
                for inner, key_node, child in zip(names, node.keys, node.children, strict=True)
            )
            value = {child.name: child.value for child in children}
        if span.start == span.end and key is not None:  # an empty value is after the colon
            at = self.text.find(":", key.end, self.block.inner.end) + 1 or span.start
            span = Span(at, at)
        items = tuple(child.span for child in children) if node.kind == "list" else ()
        return Field(name, value, self.text[span.start : span.end], key or span, span, items, path, children)

    def _marked(self, name: str, node: Node, fault: Fault) -> Node:
        """Return a value that begins with ``&`` or ``!`` as the text that the author meant."""
        at = fault.span.start
        raw = self.text[at : node.span.end].rstrip()
        values: dict[str, object] = {"field": name, "character": raw[:1], "shown": shown(raw)}
        if node.kind == "scalar" and node.plain and "\n" not in raw:
            values |= {"replacement": quoted(raw), "write": shown(quoted(raw))}
            node = Node(Span(at, at + len(raw)), raw, plain=False)
        self.faults.append(Fault(fault.what, Span(at, at + len(raw)), values))
        return node

    def _entries_of(self, name: str, node: Node) -> Iterator[Node]:
        """Yield an entry of a list, or two if the dash of the second is indented too far."""
        if not (node.plain and isinstance(node.value, str)):
            yield node
            return
        start = node.span.start
        for dash in _INDENTED_DASH.finditer(self.text, *node.span):
            self.faults.append(Fault("item-indent", Span(dash.start(1), dash.end(1)), {"field": name}))
            end = len(self.text[start : dash.start()].rstrip()) + start
            yield Node(Span(start, end), self.text[start:end], plain=True)
            start = dash.end()
        value = node.value if start == node.span.start else self.text[start : node.span.end]
        yield Node(Span(start, node.span.end), value, plain=True, mark=node.mark if start == node.span.start else None)

    def _unwrapped(self, name: str, value: str, span: Span) -> tuple[object, Span]:
        """Return a plain value without an HTML comment or typographic quotes, which are reported."""
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
        """Read an invalid block entry by entry, and report each invalid entry."""
        inner = self.block.inner
        failed = False
        for entry in self._entries():
            composed = compose(self.text, entry)
            if composed.root is not None and composed.root.kind == "mapping":
                self._take(composed.root, composed)
                continue
            if composed.root is None and composed.error is None:
                continue
            reason = composed.error or Fault("yaml", entry, {"problem": "it is not a key with a value"})
            self._raw_field(entry)
            if reason.what == "alias" and f"&{reason.values['name']}" in self.text[inner.start : inner.end]:
                continue  # its anchor is in another entry
            failed = True
            self.faults.append(explain(self.text, entry, reason))
        if not failed:
            self.faults.append(explain(self.text, inner, error))
        conflict = next((fault for fault in self.faults if fault.what == "conflict-marker"), None)
        if conflict:  # other problems are consequences
            self.faults = [conflict]

    def _entries(self) -> Iterator[Span]:
        """Yield the parts of the block that begin with a line with a key."""
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
        self.fields[name] = Field(name, raw or None, raw, Span(*key.span("key")), span, path=(name,))
        self.scalars.append(span)

    def _comments(self) -> Iterator[Span]:
        """Yield comments: text after ``#`` at the start of a line or after a space, outside of values."""
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
        """Report words after a value that YAML treats as a comment."""
        if self.block.syntax != "yaml":
            return
        fields = sorted(self._written(), key=lambda entry: entry.span)
        ends = [entry.span.end for entry in fields]
        for comment in comments:
            words = self.text[comment.start : comment.end]
            index = bisect_right(ends, comment.start) - 1
            if index < 0 or words.startswith("# cslint:"):
                continue
            entry = fields[index]
            if entry.span.start == entry.span.end or "\n" in self.text[entry.span.end : comment.start]:
                continue
            whole = self.text[entry.span.start : comment.end]
            values: dict[str, object] = {"field": str(entry.path[0]), "shown": shown(words), "kept": shown(entry.raw)}
            if words[1:2].isalnum() and entry.raw[:1] not in "'\"[{|>":
                values |= {"meant": True, "value": entry.span, "replacement": quoted(whole)}
            self.faults.append(Fault("comment", comment, values))

    def _written(self) -> Iterator[Field]:
        """Yield the fields whose values are scalars or in brackets."""
        stack = list(self.fields.values())
        while stack:
            field = stack.pop()
            if not field.children or self.text[field.span.start] in "[{":
                yield field
            else:
                stack.extend(field.children)
