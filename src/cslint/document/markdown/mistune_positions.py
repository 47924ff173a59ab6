"""mistune with positions.

Its parsers offer hooks: each block token gets the line it starts on (``line``) and the line after its last
(``stop``), each link, image and inline tag its offsets (``start``, ``end``) in the text of its block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from re import Match, Pattern
from typing import Any, ClassVar

from mistune import BlockParser, InlineParser
from mistune.core import BlockState, InlineState
from mistune.markdown import Markdown

_BARE_MARKER = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[^\S\n]*$", re.M)


class State(BlockState):
    """A block state that knows which line of the file its text begins on."""

    base = 0  # line of the file, from 0, of this state's first line
    item_line = 0  # for list items: line of the item that is being collected
    in_list = False
    mark: int | None = None  # line of the construct that is being parsed
    ending = False  # whether that ends a quote or a list which is still being read
    _starts: list[int] | None = None

    def process(self, src: str) -> None:
        """Take a text to parse."""
        super().process(src)
        self._starts = None

    def line(self, offset: int) -> int:
        """Return the line of the file at an offset of this state's text."""
        if self._starts is None:
            self._starts = [match.end() for match in re.finditer("\n", self.src)]
        return self.base + bisect_right(self._starts, offset)

    def offset(self, line: int) -> int:
        """Return the offset in this state's text of a line of the file."""
        self.line(0)
        return self._starts[line - self.base - 1] if self._starts and line > self.base else 0

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> BlockState:
        """Return a state for the text in a quote or a list item, with its starting line.

        Args:
            src: the text.
            lazy_line_starts: as in mistune.
        """
        child = super().child_state(src, lazy_line_starts)
        assert isinstance(child, State)
        if self.in_list:
            child.base = self.item_line
            self.env.setdefault("item_lines", {})[id(child.tokens)] = (child.base, child.tokens)
            if _BARE_MARKER.match(self.src, self.offset(self.item_line)):
                child.base += 1  # mistune begins the item's text on the next line
            # the marker line of the next item is the one just read
            self.item_line = self.line(max(0, self.cursor - 1))
        else:
            child.base = self.mark if self.mark is not None else self.base
        return child

    def append_token(self, token: dict[str, Any]) -> None:
        """Add a token, stamped with its line."""
        token.setdefault("line", self.mark if self.mark is not None else self.line(self.cursor))
        super().append_token(token)

    def append_paragraph(self) -> int | None:
        """Continue a paragraph; what ends a quote or a list does not continue the paragraph above that."""
        return None if self.ending else super().append_paragraph()

    def add_paragraph(self, text: str) -> None:
        """Begin or continue a paragraph, stamped with the line it began on."""
        super().add_paragraph(text)
        self.tokens[-1].setdefault("line", self.line(self.cursor))


class _Starts:
    """Finds where the next block starts. Each of mistune's patterns begins with a line, so no other place is tried."""

    __slots__ = ("match",)

    def __init__(self, pattern: Pattern[str]) -> None:
        self.match = pattern.match

    def search(self, text: str, at: int) -> Match[str] | None:
        """Return the first start of a block from an offset on."""
        found = self.match(text, at)
        while found is None:
            at = text.find("\n", at) + 1
            if not at:
                return None
            if not text[at : at + 1].isalpha():  # prose: no block but a paragraph begins with a letter
                found = self.match(text, at)
        return found


class _BlockParser(BlockParser):
    """Stamps what is parsed with its first line (``line``) and the line after its last (``stop``)."""

    state_cls = State
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **BlockParser.SPECIFICATION,
        # possessive: a line of millions of dashes takes no more memory than it has itself
        "thematic_break": r"^ {0,3}((?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+)$",
    }

    def __init__(self) -> None:
        super().__init__()
        self._starts: dict[tuple[str, ...], _Starts] = {}

    def compile_sc(self, rules: list[str] | None = None) -> _Starts:  # type: ignore[override] # all that is used of it
        """Return a pattern for the start of a block of one of these kinds."""
        key = tuple(self.rules if rules is None else rules)
        if key not in self._starts:
            self._starts[key] = _Starts(super().compile_sc(rules))
        return self._starts[key]

    def parse_raw_html(self, m: Match[str], state: BlockState) -> int | None:
        """Parse a block of HTML; ``<!-->`` and ``<!--->`` are complete comments."""
        at = m.end()
        if m[0].endswith("<!--") and state.src.startswith((">", "->"), at):
            line_end = state.src.find("\n", at) + 1 or len(state.src)
            state.append_token({"type": "block_html", "raw": state.src[m.start() : line_end]})
            return line_end
        return super().parse_raw_html(m, state)

    def parse_ref_link(self, m: Match[str], state: BlockState) -> int | None:
        """Parse the definition of a link, but not a footnote, ``[^1]: text``."""
        return state.append_paragraph() if m["reflink_1"].startswith("^") else super().parse_ref_link(m, state)

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        outer = (state.mark, state.item_line, state.in_list, state.ending)
        known = len(state.tokens)
        state.ending = state.mark is not None
        state.mark = state.item_line = state.line(m.start())
        state.in_list = m.lastgroup == "list"
        end = super().parse_method(m, state)
        first = state.mark
        state.mark, state.item_line, state.in_list, state.ending = outer
        if end:
            stop = state.line(max(m.start(), min(end, len(state.src)) - 1)) + 1
            if m.lastgroup == "ref_link" and len(state.tokens) == known and not _grew(state, first):
                state.env.setdefault("definitions", []).append((first, stop))
            if m.lastgroup == "setex_heading" and len(state.tokens) == known:
                state.tokens[-1]["stop"] = stop
            for token in reversed(state.tokens[known:]):
                token.setdefault("line", first)
                token.setdefault("stop", stop)
                stop = min(stop, token["line"])  # a list that something else cut short ends where that begins
        return end


def _grew(state: BlockState, line: int) -> bool:
    """Return whether the last paragraph took this line in (a definition cannot interrupt a paragraph)."""
    last = state.last_token()
    return bool(last and last["type"] == "paragraph" and last["line"] + last["text"].count("\n") > line)


class _InlineState(InlineState):
    """Keeps for each token the offset it starts at."""

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        self.starts: list[int] = []
        self.mark = 0

    def append_token(self, token: dict[str, Any]) -> None:
        at = len(self.tokens)
        if "_autolink" in token:
            token["auto"] = token["_autolink"][1:-1]
        if token["type"] in ("link", "image") and "auto" not in token and at < len(self.starts):
            start = self.starts[at]  # offset of its opening bracket
        else:
            start = self.mark
        del self.starts[at:]
        self.starts.append(start)
        token["start"] = start
        super().append_token(token)


class _InlineParser(InlineParser):
    """Adds ``start`` and ``end`` to links, images and inline HTML."""

    state_cls = _InlineState

    def process_text(self, text: str, state: InlineState, parse_emphasis: bool = True) -> None:
        """Add text; text without emphasis marks is not searched for them."""
        super().process_text(text, state, parse_emphasis and ("*" in text or "_" in text))

    def parse_method(self, m: Match[str], state: InlineState) -> int | None:
        assert isinstance(state, _InlineState)
        state.mark = m.start()
        end = super().parse_method(m, state)
        if end and state.tokens:
            state.tokens[-1].setdefault("end", end)
        return end


PARSER = Markdown(renderer=None, block=_BlockParser(), inline=_InlineParser())
