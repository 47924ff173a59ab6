"""Read YAML with positions: PyYAML composes, tags never construct objects, depth and aliases are limited.

The C library is used if available, else PyYAML's own reader; both give the same tree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from cslint.document.front_matter.nodes import MAX_DEPTH, Composed, Node, RefusedError, mapping, sequence
from cslint.document.front_matter.yaml_scalars import resolve
from cslint.text.source import Fault, Span

MAX_EXPANSION = 10_000  # largest number of nodes that all aliases expand to

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_USUAL = str.maketrans("", "", "\t\n\r")
_LINE_ENDS = "\x85\u2028\u2029"  # line ends only in YAML
_STRING = ("!", "tag:yaml.org,2002:str")
_PROPERTY = re.compile(r"&([0-9A-Za-z_-]*)|!\S*")
# an alias, with everything that may be between it and the value before
_ALIAS = re.compile(r"(?:[\s:,?\-\[\]{}]++|#[^\n]*+)*+\*([0-9A-Za-z_-]+)")
_INDENTED = re.compile(rf"^[ ?:\t-]{{{MAX_DEPTH - 2}}}", re.M)
# tabs that the pure reader rejects and the C library accepts: after an indicator, and at the end of a line
_TABS = r"(?m)(?<![ \t])[ \t]++(?=#|$)|(?<=[:,\[{?-])\t++"


def compose(text: str, span: Span | None = None) -> Composed:
    """Read one YAML document.

    Args:
        text: the text of a file.
        span: the part that is YAML, or None for everything. All positions are offsets in ``text``.

    Returns:
        The tree. If it cannot be parsed, ``error`` is set instead of ``root``: ``yaml`` with ``problem``,
        ``documents``, ``depth``, ``alias``, ``recursion``, ``aliases`` or ``key`` (a list or mapping as a key).
    """
    start, end = span or Span(0, len(text))
    while text.startswith("\ufeff", start, end):  # the C parser skips it without counting it
        start += 1
    faults: list[Fault] = []
    copy = _readable(text, start, end, faults)
    try:
        _limit_depth(copy, start)
        root = yaml.compose(copy, Loader=Loader)
        tree = _Tree(copy, start, faults)
        node = None if root is None else tree.node(root)
    except RefusedError as refusal:
        return Composed(None, tuple(faults), refusal.fault)
    except yaml.YAMLError as error:
        return Composed(None, tuple(faults), _located(error, copy, start))
    return Composed(node, tuple(faults), aliased=frozenset(tree.used))


def _readable(text: str, start: int, end: int, faults: list[Fault]) -> str:
    """Copy a part of a text, replacing characters that the parser would reject one by one."""
    copy = text[start:end]
    if "\t" in copy and Loader is yaml.SafeLoader:
        copy = re.sub(_TABS, lambda tabs: " " * len(tabs[0]), copy)
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
    """Return a pattern of characters that YAML forbids, and of line ends that only YAML recognises."""
    allowed = "\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
    return re.compile(f"[^{allowed}]|[{_LINE_ENDS}]")


def _limit_depth(text: str, base: int) -> None:
    """Reject a document that is nested too deeply, before anything recurses into it."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _INDENTED.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _too_deep(base + getattr(event.start_mark, "index", 0))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        fault = _located(error, text, base)
        if "nesting depth" in str(fault.values.get("problem")) and fault.span.start > base:
            # libyaml gave up while looking ahead: the text before is too deep for us as well
            _limit_depth(text[: fault.span.start - base], base)


def _too_deep(offset: int) -> RefusedError:
    return RefusedError(Fault("depth", Span(offset, offset + 1), {"limit": MAX_DEPTH}))


def _located(error: yaml.YAMLError, text: str, base: int) -> Fault:
    """Return a problem for a PyYAML error."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = getattr(mark, "index", None)
    index = min(index if index is not None else getattr(error, "position", 0), len(text))
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    offset = base + index
    alias = _ALIAS.match(text, index) if problem.startswith("found undefined alias") else None
    if alias:
        return Fault("alias", Span(offset, base + alias.end()), {"name": alias[1]})
    if problem == "but found another document":
        return Fault("documents", Span(offset, min(offset + 3, base + len(text))))
    return Fault("yaml", Span(offset, offset), {"problem": problem})


class _Tree:
    """Converts PyYAML's nodes to nodes with positions, and records what YAML accepts silently."""

    def __init__(self, text: str, base: int, faults: list[Fault]) -> None:
        self.text = text
        self.base = base
        self.faults = faults
        self.cursor = 0  # end of the last value; an alias is after it
        self.made: dict[int, Node | None] = {}  # None while a list or mapping is open
        self.expanded = 0
        self.depth = 0
        self.used: set[str] = set()

    def node(self, raw: Any, *, key: bool = False) -> Node:
        """Return the node of a PyYAML node; a repeated one is an alias."""
        if id(raw) in self.made:
            return self._alias(self.made[id(raw)])
        begin, mark = self._properties(raw)
        if isinstance(raw, yaml.ScalarNode):
            node = self._scalar(raw, begin, mark, key=key)
        elif key:
            raise RefusedError(Fault("key", Span(self.base + begin, self.base + self._end(raw, begin))))
        elif self.depth >= MAX_DEPTH:
            raise _too_deep(self.base + begin)
        else:
            self.made[id(raw)] = None
            self.depth += 1
            self.cursor = begin
            children = self._mapping if isinstance(raw, yaml.MappingNode) else self._sequence
            node = children(raw, begin)
            if mark is not None:
                node = node._replace(mark=mark)
            self.depth -= 1
        self.made[id(raw)] = node
        return node

    def _properties(self, raw: Any) -> tuple[int, Fault | None]:
        """Return where a value begins, after its anchor and tag, and the first of these.

        Values that begin with ``&`` or ``!`` are rarely meant as an anchor or a tag, so that it is a problem.
        """
        begin: int = raw.start_mark.index
        end = max(raw.end_mark.index, begin)
        first: Fault | None = None
        while begin < end and (found := _PROPERTY.match(self.text, begin, end)):
            if found[0][0] == "&":
                mark = Fault("anchor", self._span(begin, begin + 1), {"name": found[1]})
            else:
                mark = Fault("tag", self._span(begin, begin + 1), {"name": raw.tag})
            if found[0][0] == "&" or raw.tag not in _STRING:
                first = first or mark
            begin = found.end()
            while begin < end and self.text[begin].isspace():
                begin += 1
        return begin, first

    def _span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def _end(self, raw: Any, begin: int) -> int:
        """Return where a list or mapping in brackets ends; a block ends with its last entry."""
        end: int = raw.end_mark.index
        return end if raw.flow_style else max(self.cursor, begin)

    def _scalar(self, raw: Any, begin: int, mark: Fault | None, *, key: bool) -> Node:
        end: int = raw.end_mark.index
        if raw.style in ("|", ">"):  # end_mark of a block scalar is after its line end
            end = max(begin, raw.start_mark.index + len(self.text[raw.start_mark.index : end].rstrip()))
        span = self._span(begin, max(begin, end))
        self.cursor = max(self.cursor, end)
        tagged = self.text.find("!", raw.start_mark.index, begin) >= 0
        plain = not raw.style
        value: object = raw.value
        if plain and not tagged:
            value, misread = resolve(raw.value, raw.tag, span)
            if misread and not key:
                self.faults.append(misread)
        return Node(span, value, plain=plain, mark=mark)

    def _sequence(self, raw: Any, begin: int) -> Node:
        children = [self.node(child) for child in raw.value]
        self.cursor = self._end(raw, begin)
        return sequence(self._span(begin, self.cursor), children)

    def _mapping(self, raw: Any, begin: int) -> Node:
        entries: dict[str, tuple[Node, Node]] = {}
        merged: list[tuple[Node, Node]] = []
        for raw_key, raw_value in raw.value:
            key = self.node(raw_key, key=True)
            child = self.node(raw_value)
            name = self._name(key)
            if name == "<<" and key.plain:
                merged.append((key, child))
                continue
            if name in entries:
                first = entries.pop(name)[0]
                values = {"name": name, "first": first.span, "depth": self.depth - 1}
                self.faults.append(Fault("duplicate-key", key.span, values))
            entries[name] = (key, child)
        self.cursor = self._end(raw, begin)
        for key, child in merged:
            for source in child.children if child.kind == "list" else (child,):
                if isinstance(source.value, dict):
                    for name, value in zip(source.value, source.children, strict=True):
                        entries.setdefault(name, (key, Node(child.span, value.value, value.kind, plain=value.plain)))
        keys = [key for key, _ in entries.values()]
        return mapping(self._span(begin, self.cursor), keys, list(entries), [child for _, child in entries.values()])

    def _name(self, key: Node) -> str:
        """Return a key as text: as written without quotes (``2012``, ``yes``), else the quoted text."""
        if isinstance(key.value, str):
            return key.value
        return self.text[key.span.start - self.base : key.span.end - self.base]

    def _alias(self, target: Node | None) -> Node:
        found = _ALIAS.match(self.text, self.cursor)
        name = found[1] if found else ""
        span = self._span(found.start(1) - 1, found.end()) if found else self._span(self.cursor, self.cursor)
        self.cursor = span.end - self.base
        if target is None:
            raise RefusedError(Fault("recursion", span, {"name": name}))
        self.used.add(name)
        self.expanded += target.size
        if self.expanded > MAX_EXPANSION:
            raise RefusedError(Fault("aliases", span, {"limit": MAX_EXPANSION}))
        return target._replace(span=span, mark=None, plain=False)
