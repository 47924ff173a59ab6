"""Read JSON front matter with positions.

The standard library parses it, and a scan finds the position of each value.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # reads one string and returns its end

from cslint.document.front_matter.nodes import MAX_DEPTH, Composed, Node, RefusedError, mapping, sequence
from cslint.text.source import Fault, Span

_LONGEST = 4_000  # digits; Python refuses to convert longer numbers
_SPACE = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(r"[^\s,\]}]+")
_BRACKET = r"[\[{]"


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST else digits


_DECODER = json.JSONDecoder(parse_int=_integer)


def end_of(text: str, start: int) -> int | None:
    """Return the offset where a JSON value ends, or None if it cannot be parsed.

    Args:
        text: the text of a file.
        start: offset of the value.
    """
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def compose(text: str, span: Span | None = None) -> Composed:
    """Read one JSON value.

    Args:
        text: the text of a file.
        span: the part that is JSON, or None for everything. All positions are offsets in ``text``.

    Returns:
        The tree; if it cannot be parsed, ``error`` is set instead of ``root``: ``json`` with ``problem``, or ``depth``.
    """
    start, end = span or Span(0, len(text))
    part = text[start:end]
    faults: list[Fault] = []
    try:
        _DECODER.decode(part)
        scan = _Scan(part, start, faults)
        root = scan.value()
    except json.JSONDecodeError as error:
        offset = start + min(error.pos, max(len(part) - 1, 0))
        problem = error.msg[:1].lower() + error.msg[1:]
        return Composed(None, error=Fault("json", Span(offset, min(offset + 1, end)), {"problem": problem}))
    except RecursionError:
        brackets = list(re.finditer(_BRACKET, part))
        offset = start + brackets[MAX_DEPTH].start()
        return Composed(None, error=Fault("depth", Span(offset, offset + 1), {"limit": MAX_DEPTH}))
    except RefusedError as refusal:
        return Composed(None, error=refusal.fault)
    return Composed(root if root.value != {} else None, tuple(faults))


class _Scan:
    """Finds the positions of keys and values in a valid text."""

    def __init__(self, text: str, base: int, faults: list[Fault]) -> None:
        self.text = text
        self.base = base
        self.faults = faults
        self.at = 0
        self.depth = 0

    def value(self) -> Node:
        """Return the node of the next value."""
        self._skip()
        start = self.at
        opening = self.text[start]
        if opening in "[{":
            self.depth += 1
            if self.depth > MAX_DEPTH:
                at = Span(self.base + start, self.base + start + 1)
                raise RefusedError(Fault("depth", at, {"limit": MAX_DEPTH}))
            node = self._mapping(start) if opening == "{" else self._sequence(start)
            self.depth -= 1
            return node
        if opening == '"':
            value, self.at = scanstring(self.text, start + 1, True)
        else:
            found = _SCALAR.match(self.text, start)
            assert found is not None  # the text is valid JSON
            self.at = found.end()
            value = _DECODER.decode(found[0])
        return Node(Span(self.base + start, self.base + self.at), value)

    def _skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _sequence(self, start: int) -> Node:
        self.at = start + 1
        children = []
        while self._more("]"):
            children.append(self.value())
        return sequence(Span(self.base + start, self.base + self.at), children)

    def _mapping(self, start: int) -> Node:
        self.at = start + 1
        entries: dict[str, tuple[Node, Node]] = {}
        while self._more("}"):
            key = self.value()
            self._skip()
            self.at += 1  # the colon
            name = str(key.value)
            if name in entries:
                first = entries.pop(name)[0]
                values = {"name": name, "first": first.span, "depth": self.depth - 1}
                self.faults.append(Fault("duplicate-key", key.span, values))
            entries[name] = (key, self.value())
        keys, children = [key for key, _ in entries.values()], [child for _, child in entries.values()]
        return mapping(Span(self.base + start, self.base + self.at), keys, list(entries), children)

    def _more(self, closing: str) -> bool:
        """Advance to the next entry, skipping a comma; return False at the end."""
        self._skip()
        if self.text[self.at] == ",":
            self.at += 1
            self._skip()
        if self.text[self.at] == closing:
            self.at += 1
            return False
        return True
