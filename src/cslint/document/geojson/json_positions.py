"""Find the positions of JSON values on demand, because fast parsers do not keep them.

``json`` is about forty times faster than a parser that keeps positions. So a text is parsed without them, and only if
something is wrong is it scanned once for all positions in question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from cslint.text.source import Span

Path = tuple[str | int, ...]
"""The way to a value from the top of the text: ``("features", 2, "geometry", "coordinates", 0, 14)``."""

# possessive, so that an unclosed string takes linear time
STRING = r'"(?:[^"\\]++|\\.)*+"'
_STRING = re.compile(STRING, re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(r'[^\s,\[\]{}"]*+')
# an array of scalars; many of them in a row; an array of such arrays, such as a ring
_FLAT = re.compile(r'\[[^\[\]{}"]*+\]')
_FLATS = re.compile(r'(?:\s*+\[[^\[\]{}"]*+\]\s*+,?+)++')
_RING = re.compile(r'\[(?:\s*+\[[^\[\]{}"]*+\]\s*+,?+)++\]')
# a bracket, or in one match a string or a row of arrays of scalars
_BRACKET = re.compile(STRING + r'|(?:\[[^\[\]{}"]*+\][\s,]*+)++|[\[\]{}]', re.DOTALL)
_KEY_OR_BRACE = r"(?s)(" + STRING + r")(\s*+:)?+|[{}]"
# longest path that is shown in full
_LONGEST = 12
_PLAIN_KEY = r"[A-Za-z_][A-Za-z0-9_]*"


class Member(NamedTuple):
    """The span of a value, and that of its name in its object (with the quotes), or None."""

    value: Span
    key: Span | None = None


class Double(NamedTuple):
    """A name that occurs twice in one object."""

    name: str
    first: Span
    again: Span


def render(path: Path) -> str:
    """Format a path as in code: ``features[2].geometry.coordinates[0]``, or ``the top`` for the whole text.

    A very long path is shortened to its end.
    """
    parts: list[str] = []
    for step in path[-_LONGEST:]:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif re.fullmatch(_PLAIN_KEY, step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{json.dumps(step[:40])}]")
    return ("…" if len(path) > _LONGEST else "") + "".join(parts) or "the top"


class _Node:
    """The paths that are wanted at and below one path."""

    __slots__ = ("below", "path", "wanted")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.wanted = False
        self.below: dict[str | int, _Node] = {}


class _Frame:
    """A container being scanned: ``index`` counts an array's entries up to ``last``, and is -1 in an object."""

    __slots__ = ("index", "key", "last", "node", "start")

    def __init__(self, node: _Node, start: int, key: Span | None, index: int, last: int) -> None:
        self.node = node
        self.start = start
        self.key = key
        self.index = index
        self.last = last


def locate(text: str, paths: Iterable[Path]) -> dict[Path, Member]:
    """Find values in one pass over the text.

    Args:
        text: valid JSON. For other text, positions may be missing or wrong, but there is never an error.
        paths: paths to the values; of duplicate names the last is followed, as in ``json``.

    Returns:
        The members found, by path. A path to nothing is left out.
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
    """Return the member at a path, or the nearest found one around it, or the start of the text.

    Args:
        found: members by path.
        path: the path.
    """
    for end in range(len(path), -1, -1):
        if (member := found.get(path[:end])) is not None:
            return member
    return Member(Span(0, 0))


def doubled_keys(text: str) -> list[Double]:
    """Find the names that occur more than once in one object, in order. ``text`` must be JSON."""
    doubles: list[Double] = []
    open_objects: list[dict[str, Span]] = []
    for match in re.finditer(_KEY_OR_BRACE, text):
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
    """Return the end of a value.

    Args:
        text: the text.
        at: offset of the value.
    """
    char = text[at : at + 1]
    if char == '"':
        match = _STRING.match(text, at)
        return match.end() if match else len(text)
    if char not in ("[", "{"):
        match = _SCALAR.match(text, at)
        # at least one character, so that a stray one is skipped
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
    """Skip the value at ``at``, or enter it if something below it is wanted; return where to continue."""
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
    """Read one name of an object and skip or enter its value."""
    end = skip(text, at)
    key = Span(at, end)
    colon = _after_space(text, end)
    start = _after_space(text, colon + 1) if text[colon : colon + 1] == ":" else colon
    node = frame.node.below.get(_name(text[at:end]))
    return _enter(text, start, node, key, stack, found)


def _name(quoted: str) -> str:
    """Return the name in a quoted text, escapes resolved."""
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
