"""Convert positions for editors: lines and columns from 0, columns in the negotiated code units."""

from __future__ import annotations

from lsprotocol.types import Position, PositionEncodingKind, Range

from cslint.text.source import Source, Span

_BYTES = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class PositionCodec:
    """A converter between offsets in a source and an editor's positions.

    Args:
        source: the text.
        encoding: the unit of columns; UTF-16 by default.
    """

    def __init__(self, source: Source, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self.source = source
        self.encoding = PositionEncodingKind(encoding)

    def position(self, offset: int) -> Position:
        """Return the position of an offset, at most the end of the text."""
        line, column = self.source.position(offset)
        start = self.source.line_starts[line - 1]
        return Position(line - 1, self._units(self.source.text[start : start + column - 1]))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position, clipped to its line and to the text."""
        if position.line >= len(self.source.line_starts):
            return len(self.source.text)
        start, end = self.source.line_span(position.line + 1)
        if self.encoding not in _BYTES or self.source.text[start:end].isascii():
            return min(start + position.character, end)
        codec, size = _BYTES[self.encoding]
        data = self.source.text[start:end].encode(codec, "surrogatepass")[: position.character * size]
        return start + len(data.decode(codec, "ignore"))

    def _units(self, text: str) -> int:
        if self.encoding not in _BYTES or text.isascii():
            return len(text)
        codec, size = _BYTES[self.encoding]
        return len(text.encode(codec, "surrogatepass")) // size
