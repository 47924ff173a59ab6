"""Where the values of a JSON text stand: looked up after the fact, because fast parsers keep no positions.

``json`` reads a text some forty times faster than anything that keeps marks. So a text is parsed without
them, and only when something is wrong is it scanned once more for the places in question, all in one pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from cslint.text.source import Span

Path = tuple[str | int, ...]
"""The way to a value from the top of the text: ``("features", 2, "geometry", "coordinates", 0, 14)``."""

# possessive, so that an unclosed text costs one look and not one for each of its characters
STRING = r'"(?:[^"\\]++|\\.)*+"'
_STRING = re.compile(STRING, re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(r'[^\s,\[\]{}"]*+')
# an array of scalars; many of them in a row; an array of nothing else, such as a ring
_FLAT = re.compile(r'\[[^\[\]{}"]*+\]')
_FLATS = re.compile(r'(?:\s*+\[[^\[\]{}"]*+\]\s*+,?+)++')
_RING = re.compile(r'\[(?:\s*+\[[^\[\]{}"]*+\]\s*+,?+)++\]')
# a bracket, or at one blow a text or a row of arrays of scalars, which have their own
_BRACKET = re.compile(STRING + r'|(?:\[[^\[\]{}"]*+\][\s,]*+)++|[\[\]{}]', re.DOTALL)
_KEY_OR_BRACE = re.compile(r"(" + STRING + r")(\s*+:)?+|[{}]", re.DOTALL)
# steps of a path that are shown
_LONGEST = 12
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Member(NamedTuple):
    """Where a value stands, and the name it has in its object (with the quotes), if it is in one."""

    value: Span
    key: Span | None = None


class Double(NamedTuple):
    """A name that stands a second time in the same object."""

    name: str
    first: Span
    again: Span


def render(path: Path) -> str:
    """Write a path as programmers do: ``features[2].geometry.coordinates[0]``; the whole is ``the top``.

    Of a very long path the end is shown.
    """
    parts: list[str] = []
    for step in path[-_LONGEST:]:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_KEY.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{json.dumps(step[:40])}]")
    return ("…" if len(path) > _LONGEST else "") + "".join(parts) or "the top"


class _Node:
    """What is wanted at and below one place."""

    __slots__ = ("below", "path", "wanted")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.wanted = False
        self.below: dict[str | int, _Node] = {}


class _Frame:
    """A container being read: ``index`` counts an array's members up to ``last``, and is -1 in an object."""

    __slots__ = ("index", "key", "last", "node", "start")

    def __init__(self, node: _Node, start: int, key: Span | None, index: int, last: int) -> None:
        self.node = node
        self.start = start
        self.key = key
        self.index = index
        self.last = last


def locate(text: str, paths: Iterable[Path]) -> dict[Path, Member]:
    """Find where values stand, in one pass over the text.

    Args:
        text: JSON that ``json`` could read. Anything else gives fewer or wrong places, never an error.
        paths: the ways to the values; of a doubled name the last is followed, as ``json`` does.

    Returns:
        The places found, by path. A path that leads nowhere is left out.
    """
    root = _wanted(paths)
    found: dict[Path, Member] = {}
    stack: list[_Frame] = []
    at = _after_space(text, 0)
    at = _enter(text, at, root, None, stack, found)
    while stack:
        frame = stack[-1]
        at = _after_space(text, at)
        char = text[at : at + 1]
        if char == ",":
            at += 1
        elif char in ("]", "}", ""):
            stack.pop()
            at += 1
            if frame.node.wanted:
                found[frame.node.path] = Member(Span(frame.start, min(at, len(text))), frame.key)
        elif frame.index >= 0:
            if frame.index > frame.last and (rest := _FLATS.match(text, at)):
                at = rest.end()
                continue
            node = frame.node.below.get(frame.index)
            frame.index += 1
            at = _enter(text, at, node, None, stack, found)
        else:
            at = _member(text, at, frame, stack, found)
    return found


def place(found: dict[Path, Member], path: Path) -> Member:
    """Return the place of a path, or of the nearest thing round it that was found; the top of the text at worst."""
    for end in range(len(path), -1, -1):
        if (member := found.get(path[:end])) is not None:
            return member
    return Member(Span(0, 0))


def doubled_keys(text: str) -> list[Double]:
    """Find the names that stand more than once in one object, in order. ``text`` must be JSON."""
    doubles: list[Double] = []
    open_objects: list[dict[str, Span]] = []
    for match in _KEY_OR_BRACE.finditer(text):
        if match.group(2) is not None and open_objects:
            name = _name(match.group(1))
            span = Span(*match.span(1))
            seen = open_objects[-1]
            if name in seen:
                doubles.append(Double(name, seen[name], span))
            else:
                seen[name] = span
        elif match.group() == "{":
            open_objects.append({})
        elif match.group() == "}" and open_objects:
            open_objects.pop()
    return doubles


def skip(text: str, at: int) -> int:
    """Return the end of the value that begins at ``at``."""
    char = text[at : at + 1]
    if char == '"':
        match = _STRING.match(text, at)
        return match.end() if match else len(text)
    if char not in ("[", "{"):
        match = _SCALAR.match(text, at)
        # at least a character, so that a stray one is passed
        return min(max(match.end() if match else at, at + 1), len(text))
    if simple := _FLAT.match(text, at) or _RING.match(text, at):
        return simple.end()
    depth = 0
    for match in _BRACKET.finditer(text, at):
        start, end = match.span()
        if end - start > 1:
            continue
        if text[start] in "[{":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return end
    return len(text)


def _wanted(paths: Iterable[Path]) -> _Node:
    root = _Node(())
    for path in paths:
        node = root
        for depth, step in enumerate(path):
            if step not in node.below:
                node.below[step] = _Node(path[: depth + 1])
            node = node.below[step]
        node.wanted = True
    return root


def _enter(
    text: str, at: int, node: _Node | None, key: Span | None, stack: list[_Frame], found: dict[Path, Member]
) -> int:
    """Step over the value at ``at``, or into it when something below it is wanted; where to read on."""
    char = text[at : at + 1]
    if node is not None and node.below and char in ("[", "{"):
        last = max((step for step in node.below if isinstance(step, int)), default=-1)
        stack.append(_Frame(node, at, key, 0 if char == "[" else -1, last))
        return at + 1
    end = skip(text, at)
    if node is not None and node.wanted:
        found[node.path] = Member(Span(at, end), key)
    return end


def _member(text: str, at: int, frame: _Frame, stack: list[_Frame], found: dict[Path, Member]) -> int:
    """Read one name of an object and step over or into its value."""
    end = skip(text, at)
    key = Span(at, end)
    colon = _after_space(text, end)
    start = _after_space(text, colon + 1) if text[colon : colon + 1] == ":" else colon
    node = frame.node.below.get(_name(text[at:end]))
    return _enter(text, start, node, key, stack, found)


def _name(quoted: str) -> str:
    """Return the name that a text in quotes is, escapes resolved."""
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
