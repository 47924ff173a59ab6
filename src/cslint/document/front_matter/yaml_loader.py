"""YAML with positions, read from PyYAML's events: no object is made by tag, depth and aliases are bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

import yaml

from cslint.document.front_matter.yaml_scalars import resolve
from cslint.text.source import Fault, Span

MAX_DEPTH = 50
MAX_EXPANSION = 10_000  # nodes that all aliases together may stand for

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_USUAL = str.maketrans("", "", "\t\n\r")
_LINE_ENDS = "\x85\u2028\u2029"  # which no program but YAML takes for such


class Node(NamedTuple):
    """A value and where it stands.

    Attributes:
        span: the value as written, with its quotes or brackets; empty where nothing is written.
        value: what it reads as.
        kind: scalar, list or mapping.
        keys: the keys of a mapping.
        children: the members of a list, or the values that belong to ``keys``.
        plain: a scalar without quotes.
        size: nodes below and including this one, aliases counted in full.
    """

    span: Span
    value: object
    kind: Literal["scalar", "list", "mapping"] = "scalar"
    keys: tuple[Node, ...] = ()
    children: tuple[Node, ...] = ()
    plain: bool = False
    size: int = 1


class Composed(NamedTuple):
    """One YAML document: its root (None when there is nothing), what was swallowed, and what made it unreadable."""

    root: Node | None
    faults: tuple[Fault, ...] = ()
    error: Fault | None = None


class _Open:
    """A list or mapping whose end has not come yet; of a mapping, ``nodes`` are keys and values by turns."""

    __slots__ = ("anchor", "kind", "nodes", "start")

    def __init__(self, kind: Literal["list", "mapping"], start: int, anchor: str | None) -> None:
        self.kind = kind
        self.start = start
        self.anchor = anchor
        self.nodes: list[Node] = []


def compose(text: str, span: Span | None = None) -> Composed:
    """Read one YAML document.

    Args:
        text: the text of a file.
        span: the stretch that is YAML; everything when None. All places are offsets in ``text``.

    Returns:
        The tree. ``error`` is set instead of ``root`` when it cannot be read: ``yaml`` with ``problem``, ``depth``,
        ``recursion``, ``aliases`` or ``key`` (a list or mapping as a key).
    """
    start, end = span or Span(0, len(text))
    while text.startswith("\ufeff", start, end):  # the C parser skips one without counting it
        start += 1
    faults: list[Fault] = []
    copy = _readable(text, start, end, faults)
    builder = _Builder(copy, start, faults)
    try:
        root = builder.build(yaml.parse(copy, Loader=Loader))
    except _RefusedError as refusal:
        return Composed(None, tuple(faults), refusal.fault)
    except yaml.YAMLError as error:
        fault = _located(error, start, len(copy))
        if "nesting depth" in str(fault.values["problem"]) and fault.span.start < end:
            # the parser gave up while it looked ahead: what it had read by then is too deep for us as well
            fault = compose(text, Span(start, fault.span.start)).error or fault
        return Composed(None, tuple(faults), fault)
    # an anchor that an alias names was meant as one
    meant = [fault for fault in faults if fault.what != "anchor" or fault.values["name"] not in builder.used]
    return Composed(root, tuple(meant))


def _readable(text: str, start: int, end: int, faults: list[Fault]) -> str:
    """Copy a stretch, character for character, with what the parser would refuse replaced."""
    copy = text[start:end]
    if copy.translate(_USUAL).isprintable():
        return copy
    unreadable = _unreadable()
    first = next((m for m in unreadable.finditer(copy) if m[0] not in _LINE_ENDS), None)
    if first:
        at = start + first.start()
        faults.append(Fault("control-character", Span(at, at + 1), {"code": f"U+{ord(first[0]):04X}"}))
    return unreadable.sub(lambda m: " " if m[0] in _LINE_ENDS else "\ufffd", copy)


@cache
def _unreadable() -> re.Pattern[str]:
    """What YAML forbids in a stream, and the line ends that only it knows."""
    allowed = "\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
    return re.compile(f"[^{allowed}]|[{_LINE_ENDS}]")


def _located(error: yaml.YAMLError, base: int, length: int) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = getattr(mark, "index", None)
    at = base + min(index if index is not None else getattr(error, "position", 0), length)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Fault("yaml", Span(at, at), {"problem": str(problem)})


class _RefusedError(Exception):
    """A document that is YAML and still not read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Builder:
    """Makes the tree from events, without recursion."""

    def __init__(self, text: str, base: int, faults: list[Fault]) -> None:
        self.text = text
        self.base = base
        self.faults = faults
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}  # None while the anchored list or mapping is still open
        self.expanded = 0
        self.used: set[str] = set()

    def build(self, events: Iterator[Any]) -> Node | None:
        """The root node of the first document."""
        root: Node | None = None
        for event in events:
            node: Node | None = None
            match event:
                case yaml.ScalarEvent():
                    node = self._scalar(event)
                case yaml.AliasEvent():
                    node = self._alias(event)
                case yaml.SequenceStartEvent():
                    self._push("list", event)
                case yaml.MappingStartEvent():
                    self._push("mapping", event)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    node = self._pop(event)
                case yaml.DocumentStartEvent() if root is not None:
                    raise _RefusedError(Fault("documents", self._span(event)))
            if node is None:
                continue
            if not self.stack:
                root = node
            else:
                self._add(node)
        return root

    def _span(self, event: Any) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def _push(self, kind: Literal["list", "mapping"], event: Any) -> None:
        span = self._span(event)
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(Fault("depth", Span(span.start, span.start + 1), {"limit": MAX_DEPTH}))
        if event.anchor:
            self.anchors[event.anchor] = None
        self._tagged(event, span)
        start = span.start if not event.anchor and not event.tag else self._value_start(event)
        self.stack.append(_Open(kind, start, event.anchor))

    def _pop(self, event: Any) -> Node:
        opened = self.stack.pop()
        end = self._span(event).end
        if (
            not self.text.startswith(("]", "}"), event.start_mark.index)
            or event.start_mark.index == event.end_mark.index
        ):
            # a block's end is only seen at the next token: it ends with its last member
            end = opened.nodes[-1].span.end if opened.nodes else opened.start
        size = 1 + sum(node.size for node in opened.nodes)
        span = Span(opened.start, max(end, opened.start))
        if opened.kind == "list":
            node = Node(span, [n.value for n in opened.nodes], "list", children=tuple(opened.nodes), size=size)
        else:
            node = self._mapping(opened, span, size)
        if opened.anchor:
            self.anchors[opened.anchor] = node
        return node

    def _add(self, node: Node) -> None:
        if node.kind != "scalar" and self._at_key():
            raise _RefusedError(Fault("key", node.span))
        self.stack[-1].nodes.append(node)

    def _at_key(self) -> bool:
        """Whether the next node is the key of a mapping."""
        return bool(self.stack) and self.stack[-1].kind == "mapping" and len(self.stack[-1].nodes) % 2 == 0

    def _mapping(self, opened: _Open, span: Span, size: int) -> Node:
        entries: dict[str, tuple[Node, Node]] = {}
        merged: list[tuple[Node, Node]] = []
        for key, child in zip(opened.nodes[::2], opened.nodes[1::2], strict=True):
            name = self.name(key)
            if name == "<<" and key.plain:
                merged.append((key, child))
                continue
            if name in entries:
                first = entries.pop(name)[0]
                values = {"name": name, "first": first.span, "depth": len(self.stack)}
                self.faults.append(Fault("duplicate-key", key.span, values))
            entries[name] = (key, child)
        for key, child in merged:
            for name, value in _merged(child):
                entries.setdefault(name, (key, Node(child.span, value.value, value.kind, plain=value.plain)))
        return Node(
            span,
            {name: child.value for name, (_, child) in entries.items()},
            "mapping",
            keys=tuple(key for key, _ in entries.values()),
            children=tuple(child for _, child in entries.values()),
            size=size,
        )

    def name(self, key: Node) -> str:
        """A key as text: as written when it has no quotes (``2012``, ``yes``), else what the quotes hold."""
        if isinstance(key.value, str):
            return key.value
        return self.text[key.span.start - self.base : key.span.end - self.base]

    def _alias(self, event: Any) -> Node:
        span = self._span(event)
        if event.anchor not in self.anchors:
            raise _RefusedError(Fault("alias", span, {"name": event.anchor}))
        target = self.anchors[event.anchor]
        if target is None:
            raise _RefusedError(Fault("recursion", span, {"name": event.anchor}))
        self.used.add(event.anchor)
        self.expanded += target.size
        if self.expanded > MAX_EXPANSION:
            raise _RefusedError(Fault("aliases", span, {"limit": MAX_EXPANSION}))
        return Node(span, target.value, target.kind, target.keys, target.children, size=target.size)

    def _value_start(self, event: Any) -> int:
        """Where the value begins behind its anchor and tag."""
        at: int = event.start_mark.index
        end = len(self.text)
        while at < end and self.text[at] in "&!":
            if self.text[at] == "&":
                at += 1 + len(event.anchor or "")  # a colon may follow it at once
            else:
                while at < end and not self.text[at].isspace():
                    at += 1
            while at < end and self.text[at].isspace():
                at += 1
        return self.base + at

    def _tagged(self, event: Any, span: Span) -> None:
        """Tell of an anchor or a tag: a value that begins with ``&`` or ``!`` was rarely meant as one."""
        if event.anchor:
            self.faults.append(Fault("anchor", Span(span.start, span.start + 1), {"name": event.anchor}))
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self.faults.append(Fault("tag", Span(span.start, span.start + 1), {"name": event.tag}))

    def _scalar(self, event: Any) -> Node:
        span = self._span(event)
        plain = event.implicit[0] or (bool(event.tag) and not event.style)
        if event.anchor or event.tag:
            self._tagged(event, span)
            span = Span(min(self._value_start(event), span.end), span.end)
        if event.style in ("|", ">"):  # the mark of a block is behind its line end
            written = self.text[event.start_mark.index : event.end_mark.index]
            span = Span(span.start, max(span.start, self.base + event.start_mark.index + len(written.rstrip())))
        value = event.value
        if event.implicit[0]:
            value, fault = resolve(value, span)
            if fault and not self._at_key():
                self.faults.extend(fault)
        node = Node(span, value, plain=plain)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node


def _merged(node: Node) -> Iterator[tuple[str, Node]]:
    """Entries of the mapping, or list of mappings, that a ``<<`` key names."""
    for source in node.children if node.kind == "list" else (node,):
        if isinstance(source.value, dict) and source.kind == "mapping":
            yield from zip(source.value, source.children, strict=True)
