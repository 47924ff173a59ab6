"""Read TOML with positions: tomllib parses it, and a scan of the same text finds the position of each value.

Neither tomllib nor tomlkit keeps positions. A text that tomllib has parsed is valid, so the scan only needs to find
where a key and a value end.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from cslint.document.front_matter.nodes import MAX_DEPTH, Composed, Node, RefusedError, mapping, sequence
from cslint.text.source import Fault, Span

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}' r"|'''(?:[^']|'(?!''))*+'{3,5}" r'|"(?:[^"\\\n]|\\.)*+"' r"|'[^'\n]*+'"
_KEY = re.compile(rf"(?:{_STRING}|[A-Za-z0-9_-]+)", re.S)
_VALUE = re.compile(rf"(?:{_STRING}|\d{{4}}-\d\d-\d\d \d\d:[^\s,\]}}#]+|[^\s,\]}}#]+)", re.S)
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SPACE = re.compile(r"(?:\s++|#[^\n]*+)*+")
_NESTED = re.compile(r"[\[{]")
_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
# a value that is neither a number, a date, a list nor in quotes
_UNQUOTED = re.compile(r"""[ \t]*[\w"'.-]+[ \t]*=[ \t]*(?P<value>[^\s#=\["'{][^#\n]*+)(?:#.*)?$""")
_COLON = re.compile(r"[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*:[ \t]+(?P<value>\S[^\n]*)")
_EXPRESSION = re.compile(
    r"(?P<key>=[ \t]*)?(?P<open>\{\{(?P<inner>[^{}\n]{0,500}+)\}\})(?P<rest>[ \t]*(?:#[^\n]*)?\r?)$", re.M
)
_LONGEST = 4_000  # digits; Python refuses to convert longer numbers


class _Table:
    """A mapping or an array of tables under construction: headers may add to it anywhere in the text."""

    __slots__ = ("entries", "span", "tables")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.entries: dict[str, tuple[Node, _Table | Node]] = {}
        self.tables: list[_Table] | None = None


def compose(text: str, span: Span | None = None) -> Composed:
    """Read one TOML document.

    Args:
        text: the text of a file.
        span: the part that is TOML, or None for everything. All positions are offsets in ``text``.

    Returns:
        The tree; if it cannot be parsed, ``error`` is set instead of ``root``: ``toml`` with ``problem``,
        ``toml-unquoted``, ``toml-colon`` or ``depth``.
    """
    start, end = span or Span(0, len(text))
    text = text[:start] + _quoted(text[start:end]) + text[end:]
    part = text[start:end]
    try:
        data = tomllib.loads(part.replace("\r\n", "\n"))
        root = _Scan(text, start, end).document(data)
    except tomllib.TOMLDecodeError as error:
        return Composed(None, error=_located(str(error), text, start, end))
    except (RecursionError, ValueError):  # ValueError: a number with thousands of digits
        return Composed(None, error=_excess(text, start, end))
    except RefusedError as refusal:
        return Composed(None, error=refusal.fault)
    return Composed(root if data else None)


def _quoted(part: str) -> str:
    """Return TOML in which ``date = {{ .Date }}`` is a text in quotes, and a line of its own a comment, as long."""
    if "{{" not in part:
        return part

    def quoted(match: re.Match[str]) -> str:
        if match["key"] is None:
            lone = not part[part.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
            return match[0].replace("{", "#", 1) if lone else match[0]
        mark = "'" if "'" not in match["inner"] else '"'
        if mark == '"' and set('"\\') & set(match["inner"]):
            return match[0]
        return f"{match['key']}{mark}{{{match['inner']}}}{mark}{match['rest']}"

    return _EXPRESSION.sub(quoted, part)


def _excess(text: str, start: int, end: int) -> Fault:
    """Return the problem of a text that is nested too deeply or contains a number that is too long."""
    number = re.search(rf"\d{{{_LONGEST},}}", text[start:end])
    if number:
        offset = start + number.start()
        return Fault("toml", Span(offset, start + number.end()), {"problem": "a number of thousands of digits"})
    brackets = list(_NESTED.finditer(text, start, end))
    offset = brackets[min(MAX_DEPTH, len(brackets) - 1)].start() if brackets else start
    return Fault("depth", Span(offset, min(offset + 1, end)), {"limit": MAX_DEPTH})


def _located(message: str, text: str, start: int, end: int) -> Fault:
    """Return tomllib's problem with its position, or the YAML habit that explains it."""
    place = re.search(_PLACE, message)
    problem = message[: place.start()] if place else message
    offset = end
    if place and place[1]:
        offset = start
        for _ in range(int(place[1]) - 1):
            offset = text.find("\n", offset, end) + 1 or end
        offset = min(offset + int(place[2]) - 1, end)
    line = text.rfind("\n", start, min(offset, max(end - 1, start))) + 1 or start
    stop = text.find("\n", line, end)
    stop = end if stop < 0 else stop
    colon = _COLON.match(text, line, stop)
    if colon:
        return Fault("toml-colon", Span(*colon.span()), {"key": colon["key"]})
    bare = _UNQUOTED.match(text, line, stop)
    if bare and problem == "Invalid value":
        value = bare["value"].rstrip()
        written = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        at = Span(bare.start("value"), bare.start("value") + len(value))
        return Fault("toml-unquoted", at, {"shown": value, "replacement": written, "write": written})
    offset = min(offset, max(end - 1, start))
    return Fault("toml", Span(offset, min(offset + 1, end)), {"problem": problem[:1].lower() + problem[1:]})


class _Scan:
    """Finds the positions of keys and values in a valid text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.depth = 0

    def document(self, data: dict[str, Any]) -> Node:
        """Return the tree of the whole document.

        Args:
            data: its values, as parsed by tomllib.
        """
        root = table = _Table(Span(self.at, self.at))
        self._skip()
        while self.at < self.end:
            if self.text[self.at] == "[":
                table = self._header(root)
            else:
                self._pair(table)
            self._skip()
        return self._node(root, data)

    def _skip(self) -> None:
        found = _SPACE.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at

    def _keys(self) -> list[tuple[str, Span]]:
        """Read a key, dotted or not."""
        keys = []
        while found := _KEY.match(self.text, self.at, self.end):
            raw = found[0]
            name = next(iter(tomllib.loads(f"{raw}=0"))) if raw[0] in "\"'" else raw
            keys.append((name, Span(*found.span())))
            self.at = found.end()
            dot = _DOT.match(self.text, self.at, self.end)
            if dot is None:
                break
            self.at = dot.end()
        return keys

    def _header(self, root: _Table) -> _Table:
        """Read ``[a.b]`` or ``[[a.b]]`` and return the table that it opens."""
        array = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if array else 1
        self._skip()
        keys = self._keys()
        self.at = self.text.index("]", self.at, self.end) + (2 if array else 1)
        table = self._descend(root, keys[:-1])
        name, span = keys[-1]
        at = Span(start, self.at)
        if not array:
            return self._enter(table, name, span, at)
        opened = self._enter(table, name, span, at)
        opened.tables = opened.tables or []
        opened.tables.append(_Table(at))
        return opened.tables[-1]

    def _descend(self, table: _Table, keys: list[tuple[str, Span]]) -> _Table:
        for name, span in keys:
            table = self._enter(table, name, span, span)
            if table.tables:
                table = table.tables[-1]
        return table

    def _enter(self, table: _Table, name: str, key: Span, at: Span) -> _Table:
        if len(table.entries) and name in table.entries:
            inner = table.entries[name][1]
        else:
            inner = _Table(at)
            table.entries[name] = (Node(key, name), inner)
        assert isinstance(inner, _Table)  # tomllib rejects a name that is defined twice
        return inner

    def _pair(self, table: _Table) -> None:
        """Read ``key = value`` into a table."""
        keys = self._keys()
        table = self._descend(table, keys[:-1])
        self.at = self.text.index("=", self.at, self.end) + 1
        self._skip()
        name, span = keys[-1]
        table.entries[name] = (Node(span, name), self._value())

    def _value(self) -> _Table | Node:
        """Read a value; a list is kept as an inline table with numbers as names."""
        start = self.at
        opening = self.text[start : start + 1]
        if opening not in ("[", "{"):
            found = _VALUE.match(self.text, start, self.end)
            self.at = found.end() if found else self.end
            return Node(Span(start, self.at), None)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RefusedError(Fault("depth", Span(start, start + 1), {"limit": MAX_DEPTH}))
        table = _Table(Span(start, start))
        closing = "]" if opening == "[" else "}"
        self.at += 1
        self._skip()
        while self.at < self.end and self.text[self.at] != closing:
            if opening == "{":
                self._pair(table)
            else:
                place = Node(Span(self.at, self.at), str(len(table.entries)))
                table.entries[str(len(table.entries))] = (place, self._value())
            self._skip()
            if self.text[self.at : self.at + 1] == ",":
                self.at += 1
                self._skip()
        self.at += 1
        self.depth -= 1
        table.span = Span(start, self.at)
        return table

    def _node(self, table: _Table | Node, value: Any, depth: int = 0) -> Node:
        """Combine positions and values."""
        if isinstance(table, Node):
            return table._replace(value=value)
        if depth > MAX_DEPTH:
            raise RefusedError(Fault("depth", Span(table.span.start, table.span.start + 1), {"limit": MAX_DEPTH}))
        if table.tables is not None:
            parts = [self._node(inner, part, depth + 1) for inner, part in zip(table.tables, value, strict=True)]
            return sequence(Span(parts[0].span.start, max(part.span.end for part in parts)), parts)
        if isinstance(value, list):
            inline = [inner for _, inner in table.entries.values()]
            return sequence(table.span, [self._node(a, b, depth + 1) for a, b in zip(inline, value, strict=True)])
        children = [self._node(inner, value[name], depth + 1) for name, (_, inner) in table.entries.items()]
        keys = [key for key, _ in table.entries.values()]
        ends = [table.span.end, *(child.span.end for child in children)]
        return mapping(Span(table.span.start, max(ends)), keys, list(table.entries), children)
