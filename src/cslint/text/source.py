"""Source text: the decoded bytes of one file, with the position of each character."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

_LINE_END = r"\r\n?|\n"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Span(NamedTuple):
    """A range of a source: offsets in code points from 0, end exclusive."""

    start: int
    end: int


class SpanIndex:
    """Spans indexed for queries of overlap, which are fast if few spans overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the spans; an empty one counts as one character."""
        whole = (Span(span.start, max(span.end, span.start + 1)) for span in spans)
        self._sorted = sorted((span, index) for index, span in enumerate(whole))
        self._starts = [span.start for span, _ in self._sorted]
        self._furthest = list(accumulate((span.end for span, _ in self._sorted), max))

    def overlapping(self, at: Span) -> Iterator[int]:
        """Yield the indices of the spans that share a character with a span, the last to begin first."""
        place = bisect_right(self._starts, max(at.start, at.end - 1)) - 1
        while place >= 0 and self._furthest[place] > at.start:
            span, index = self._sorted[place]
            if span.end > at.start:
                yield index
            place -= 1

    def touches(self, at: Span) -> bool:
        """Return whether any of the spans shares a character with a span."""
        return next(self.overlapping(at), None) is not None


class LineColumn(NamedTuple):
    """A position in a file as people and editors count: line and column from 1, columns in code points."""

    line: int
    column: int


class Fault(NamedTuple):
    """Something wrong that a parser skipped: its name, its span, and values for the message."""

    what: str
    span: Span
    values: Mapping[str, object] = {}


class Source:
    """One text file.

    Attributes:
        path: the path it was read from, as given.
        text: its characters, without a byte order mark, with unchanged line ends.
        encoding: the detected encoding: ``utf-8``, ``utf-16`` or ``cp1252``.
        bom: whether the file began with a byte order mark.
        faults: problems with the bytes: ``byte-order-mark``, ``encoding``, ``nul``, ``line-ends``.
    """

    def __init__(
        self,
        path: Path,
        text: str,
        *,
        encoding: str = "utf-8",
        bom: bool = False,
        faults: tuple[Fault, ...] = (),
    ) -> None:
        self.path = path
        self.text = text
        self.encoding = encoding
        self.bom = bom
        self.faults = faults

    @classmethod
    def from_bytes(cls, path: Path, data: bytes) -> Source:
        """Decode a file's bytes; never fails, but lists in ``faults`` what it had to assume.

        Args:
            path: the path under which to report findings.
            data: the whole file.
        """
        faults: list[Fault] = []
        bom = False
        encoding = "utf-8"
        if data.startswith(codecs.BOM_UTF8):
            bom, data = True, data[3:]
            faults.append(Fault("byte-order-mark", Span(0, 0)))
            text = data.decode("utf-8", "replace")
        elif data.startswith(_UTF16):
            bom, encoding = True, "utf-16"
            text = data.decode("utf-16", "replace")
            faults.append(Fault("encoding", Span(0, 0), {"encoding": "UTF-16"}))
        else:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError as error:
                encoding = "cp1252"
                text = data.decode("cp1252", "replace")
                # cp1252 has one byte per character, so byte offsets are valid
                faults.append(Fault("encoding", Span(error.start, error.start + 1), {"encoding": "Latin-1"}))
        if (nul := text.find("\0")) >= 0:
            faults.append(Fault("nul", Span(nul, nul + 1)))
        lone = text.replace("\r\n", "").count("\r") if "\r" in text else 0
        if lone:
            at = _first_lone_cr(text)
            faults.append(Fault("line-ends", Span(at, at + 1), {"count": lone}))
        return cls(path, text, encoding=encoding, bom=bom, faults=tuple(faults))

    @classmethod
    def of_bytes(cls, path: Path, data: bytes) -> Source:
        """Return a source for a binary file with one character per byte, so that offsets are those of bytes.

        Args:
            path: the path under which to report findings.
            data: the whole file.
        """
        return cls(path, data.decode("latin-1"), encoding="latin-1")

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character; lines end in LF, CRLF or CR."""
        if "\r" in self.text:
            return [0, *(match.end() for match in re.finditer(_LINE_END, self.text))]
        starts, at = [0], 0
        for line in self.text.split("\n"):
            at += len(line) + 1
            starts.append(at)
        return starts[:-1]

    def position(self, offset: int) -> LineColumn:
        """Return the line and column of an offset, at most the end of the text."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return LineColumn(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, line: int, column: int = 1) -> int:
        """Return the offset of a line and column, clipped to that line.

        Args:
            line: line from 1.
            column: column from 1, in code points.

        Raises:
            ValueError: the text has fewer lines.
        """
        if not 1 <= line <= len(self.line_starts):
            raise ValueError(f"no line {line} in {self.path}")
        span = self.line_span(line)
        return min(span.start + column - 1, span.end)

    def line_span(self, line: int) -> Span:
        """Return the span of a 1-based line without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def __repr__(self) -> str:
        return f"Source({str(self.path)!r}, {len(self.text)} characters)"


def _first_lone_cr(text: str) -> int:
    at = text.find("\r")
    while at >= 0 and text.startswith("\r\n", at):
        at = text.find("\r", at + 2)
    return at
