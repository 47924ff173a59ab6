"""Find where front matter begins and ends, even if fences are missing, late or mistyped.

YAML is between lines of ``---``, TOML between lines of ``+++``, JSON in braces at the start of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Literal, NamedTuple

from cslint.document.front_matter import json_loader
from cslint.text.source import Fault, Span

# stricter than python-frontmatter: a line that is certainly a key
KEY_LINE = re.compile(r"""(?:[^\W\d]\w*(?:[ .-]\w+){0,4}|"[^"\n]{1,60}"|'[^'\n]{1,60}')[ \t]*:(?=[\s\u00a0]|$)""")
_SNAKE_KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*[ \t]*:(?=[\s\u00a0]|$)")
_NEAR_FENCE = re.compile(r"[ \t]*+(?:[-–—−‐‑]{1,12}|[*_=~+.]{3,12}|`{3,}+[ \t]*+(?:ya?ml)?)[ \t]*+$")
_HEADING = re.compile(r"#{2,6}[ \t]+\S")
_MARKDOWN = re.compile(r"#{1,6}[ \t]+\S|!?\[[^\]\n]{1,200}\]\(|\*\*\S|>[ \t]|<!--|\d{1,3}[.)][ \t]")
_IN_BLOCK = re.compile(r"[ \t\u00a0]|#|-(?:[ \t]|$)|[\]}\"'&*!|>%@`?{\[]")
# a line that a template language fills in: "{{ card_data }}", "{% if tags %}"
EXPRESSION_LINE = re.compile(r"^[ \t]*+(?=\{[{%])[^\n]*[%}]\}[ \t]*\r?$", re.M)
_LOOK_AHEAD = 200  # lines to search for a block that does not begin the file

Syntax = Literal["yaml", "toml", "json"]
_TOML_FENCE = re.compile(r"^\+{3,}[ \t]*\r?$", re.M)
_JSON_START = re.compile(r'\{\s*(?:"|\}\s*$)')
_JSON_END = re.compile(r"^\}[ \t]*\r?$", re.M)
_TOML_LINE = r"""[ \t]*(?:[\w"'.-]+[ \t]*=|\[|#(?!#)|[\]}"'])"""


class FrontMatterBlock(NamedTuple):
    """A block of front matter.

    Attributes:
        span: the block with its fences.
        inner: the text between the fences.
        body: offset where the body begins.
        faults: problems with the fences.
        spill: offset where Markdown seems to begin before the closing fence, or None.
        certain: whether ``spill`` is a heading, which YAML would read as a comment; otherwise it counts only if the
            block cannot be parsed.
        syntax: the language of the block.
    """

    span: Span
    inner: Span
    body: int
    faults: tuple[Fault, ...] = ()
    spill: int | None = None
    certain: bool = False
    syntax: Syntax = "yaml"


class _Line(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text.rstrip()))


def _lines(text: str, start: int, stop: int) -> Iterator[_Line]:
    """Yield the lines between two offsets, without their line ends; ``end`` is where the next line begins."""
    while start < stop:
        at = text.find("\n", start, stop)
        end = stop if at < 0 else at + 1
        yield _Line(start, end, text[start : stop if at < 0 else at].rstrip("\r"))
        start = end


def find(text: str, boundary: re.Pattern[str]) -> FrontMatterBlock | None:
    """Find the front matter of a text.

    Args:
        text: the whole file, with line ends LF or CRLF.
        boundary: pattern of a fence in multi-line mode: python-frontmatter's ``FM_BOUNDARY``.

    Returns:
        The block, or None if there is nothing like front matter. ``faults`` name ``before-fence``,
        ``no-opening-fence``, ``no-closing-fence``, ``fence-characters``, ``fence-indent`` and ``fence-length``.
    """
    marks = len(text) - len(text.lstrip("\ufeff"))
    text = "\n" * marks + text[marks:]  # so that a fence after a byte order mark begins a line
    first = next((line for line in _lines(text, marks, len(text)) if not line.blank), None)
    if first is None:
        return None
    faults: list[Fault] = []
    blank = text.count("\n", marks, first.start)
    if blank:
        faults.append(Fault("before-fence", Span(marks, first.start), {"lines": blank, "blank": True}))
    if boundary.match(text, first.start):
        return _measured(text, _from_fence(text, boundary, first, faults))
    if _TOML_FENCE.match(text, first.start):
        return _measured(text, _toml(text, first, faults))
    if _JSON_START.match(text, first.start):
        return _json(text, first, faults)
    faults.clear()
    if _is_opening(text, first):
        faults.append(_mistyped(first, "opening"))
        return _from_fence(text, boundary, first, faults)
    if _keys_from(text, first.start) >= 2:
        values = {"key": first.text.partition(":")[0].strip(), "insert": (first.start, "---\n")}
        faults.append(Fault("no-opening-fence", first.span, values))
        return _closed(text, boundary, first.start, first.start, faults)
    return _below_text(text, boundary, first)


def closed_at(block: FrontMatterBlock, at: int, text: str) -> FrontMatterBlock:
    """Return the block as if it ended before an offset, where the body begins.

    Args:
        block: the block.
        at: offset where Markdown begins.
        text: the whole file.
    """
    values = {"fence": text.count("\n", 0, block.inner.end) + 1}
    fault = _unclosed("late-closing-fence", text, block.span.start, at, values)
    end = fault.span.end
    return FrontMatterBlock(
        Span(block.span.start, end), Span(min(block.inner.start, end), end), at, (*block.faults, fault)
    )


def _unclosed(what: str, text: str, start: int, at: int, values: Mapping[str, object], fence: str = "---") -> Fault:
    """Return a problem at the last line before ``at``, after which a closing fence is missing."""
    end = max(len(text[:at].rstrip()), start)
    last = max(text.rfind("\n", 0, end) + 1, start)
    newline = text.find("\n", end, at)
    insert = (len(text[:at]), f"\n{fence}\n") if newline < 0 else (newline + 1, f"{fence}\n")
    return Fault(what, Span(last, end), {"after": text[last:end].strip(), "marks": fence, "insert": insert, **values})


def _from_fence(text: str, boundary: re.Pattern[str], opening: _Line, faults: list[Fault]) -> FrontMatterBlock | None:
    closing = boundary.search(text, opening.end)
    if closing and _is_generated(text, opening.end, closing.start()):
        fence = next(_lines(text, closing.start(), len(text)))
        inner = Span(opening.end, closing.start())
        return FrontMatterBlock(Span(opening.start, fence.span.end), inner, fence.end, tuple(faults))
    block = _closed(text, boundary, opening.start, opening.end, faults)
    doubtful = block.spill is not None or any(fault.what == "no-closing-fence" for fault in block.faults)
    if doubtful and not any(KEY_LINE.match(line.text) for line in _lines(text, *block.inner)):
        return None  # thematic breaks around prose
    return block


def _is_generated(text: str, start: int, stop: int) -> bool:
    """Return whether a template language writes all the keys of a block: comments and expressions are all it has."""
    lines = [line.text for line in _lines(text, start, stop) if not line.blank and not line.text.startswith("#")]
    return bool(lines) and all(map(EXPRESSION_LINE.match, lines))


def _closed(text: str, boundary: re.Pattern[str], start: int, inner: int, faults: list[Fault]) -> FrontMatterBlock:
    """Return the block from an opening fence (or from the first key) to its end."""
    closing = boundary.search(text, inner)
    stop = closing.start() if closing else len(text)
    spill, certain, near = _spill(text, inner, stop, closed=closing is not None)
    if near is not None and (closing is None or spill is not None):
        faults.append(_mistyped(near, "closing"))
        return FrontMatterBlock(Span(start, near.span.end), Span(inner, near.start), near.end, tuple(faults))
    if closing:
        fence = next(_lines(text, closing.start(), len(text)))
        return FrontMatterBlock(
            Span(start, fence.span.end), Span(inner, stop), fence.end, tuple(faults), spill, certain
        )
    at = len(text) if spill is None else spill
    values = {"line": text.count("\n", 0, start) + 1}
    fault = _unclosed("no-closing-fence", text, start, at, values)
    end = fault.span.end
    if any(fault.what == "no-opening-fence" for fault in faults):
        faults[-1] = faults[-1]._replace(values={**faults[-1].values, "closing": fault.values["insert"]})
    else:
        faults.append(fault)
    return FrontMatterBlock(Span(start, end), Span(min(inner, end), end), at, tuple(faults))


def _mistyped(line: _Line, which: str) -> Fault:
    """Return the problem with a fence that is not three hyphens at the start of its line."""
    if line.text.strip() == "---":
        lead = len(line.text) - len(line.text.lstrip())
        return Fault("fence-indent", Span(line.start, line.start + lead), {"which": which, "replacement": ""})
    return Fault("fence-characters", line.span, {"found": line.text.strip(), "which": which})


def _measured(text: str, block: FrontMatterBlock | None) -> FrontMatterBlock | None:
    """Add a problem for fences of more than three characters, which most site generators do not recognise."""
    if block is None:
        return None
    fence = "+++" if block.syntax == "toml" else "---"
    lines = (next(_lines(text, offset, len(text)), None) for offset in (block.span.start, block.inner.end))
    written = [(line.span, line.text.rstrip()) for line in lines if line is not None]
    long = [span for span, line in written if len(line) > len(fence) and not line.strip(fence[0])]
    if not long:
        return block
    values = {"found": long[0].end - long[0].start, "fence": fence, "replacement": fence, "others": tuple(long[1:])}
    return block._replace(faults=(*block.faults, Fault("fence-length", long[0], values)))


def _toml(text: str, opening: _Line, faults: list[Fault]) -> FrontMatterBlock:
    """Return the block between two lines of ``+++``; without the second it ends at the first line that is not TOML."""
    closing = _TOML_FENCE.search(text, opening.end)
    if closing:
        fence = next(_lines(text, closing.start(), len(text)))
        span, inner = Span(opening.start, fence.span.end), Span(opening.end, closing.start())
        return FrontMatterBlock(span, inner, fence.end, tuple(faults), syntax="toml")
    at = len(text)
    blank = False
    for line in _lines(text, opening.end, len(text)):
        if blank and not line.blank and not re.match(_TOML_LINE, line.text):
            at = line.start
            break
        blank = line.blank
    values = {"line": text.count("\n", 0, opening.start) + 1}
    fault = _unclosed("no-closing-fence", text, opening.start, at, values, "+++")
    end = fault.span.end
    inner = Span(min(opening.end, end), end)
    return FrontMatterBlock(Span(opening.start, end), inner, at, (*faults, fault), syntax="toml")


def _json(text: str, opening: _Line, faults: list[Fault]) -> FrontMatterBlock:
    """Return the braces at the start of a file; if they cannot be parsed, up to a line with a closing brace."""
    end = json_loader.end_of(text, opening.start)
    if end is None:
        closing = _JSON_END.search(text, opening.start)
        end = closing.start() + 1 if closing else len(text)
    span = Span(opening.start, end)
    rest = next(_lines(text, end, len(text)), None)
    body = end if rest is None or rest.text.strip() else rest.end
    return FrontMatterBlock(span, span, body, tuple(faults), syntax="json")


def _spill(text: str, start: int, stop: int, *, closed: bool) -> tuple[int | None, bool, _Line | None]:
    """Return where Markdown begins in what looks like front matter.

    Returns:
        The offset, whether it is certain, and a mistyped fence before it.
    """
    near: _Line | None = None
    before_blank = True
    keys = False
    lines = _lines(text, start, stop)
    comment_until = start
    for line in lines:
        if line.blank or line.start < comment_until:
            before_blank = line.blank
            continue
        if KEY_LINE.match(line.text):
            keys = True
        elif near is None and keys and _NEAR_FENCE.match(line.text) and not _key_follows(text, line.end, stop):
            near = line
            if not closed:
                return line.start, False, near
        elif line.text.startswith("<!--"):
            at = text.find("-->", line.start, stop)
            comment_until = stop if at < 0 else at + 3
            if not _key_follows(text, comment_until, stop) and (not closed or text[comment_until:stop].strip()):
                return line.start, False, near
        elif _begins_markdown(text, line, stop, before_blank=before_blank, closed=closed):
            return line.start, bool(_HEADING.match(line.text)), near
        before_blank = False
    return None, False, near


def _begins_markdown(text: str, line: _Line, stop: int, *, before_blank: bool, closed: bool) -> bool:
    """Return whether a line must belong to the body: a heading, an image, or a paragraph without a key after it."""
    if _key_follows(text, line.end, stop):
        return False
    if _HEADING.match(line.text):
        # the last thing before a fence may be a comment with two hashes
        return before_blank and (not closed or bool(text[line.end : stop].strip()))
    if _MARKDOWN.match(line.text):
        return (before_blank or not closed) and not (
            closed and line.text.startswith("#") and not text[line.end : stop].strip()
        )
    if _IN_BLOCK.match(line.text):
        return False
    after = next(_lines(text, line.end, stop), None)
    return before_blank and (not closed or (after is not None and after.blank))


def _key_follows(text: str, start: int, stop: int) -> bool:
    """Return whether the next line that is not blank and does not begin with ``#`` is a key."""
    ahead = islice(_lines(text, start, stop), _LOOK_AHEAD // 4)
    line = next((line for line in ahead if not line.blank and not line.text.startswith("#")), None)
    return line is not None and bool(_SNAKE_KEY.match(line.text))


def _is_opening(text: str, line: _Line) -> bool:
    return bool(_NEAR_FENCE.match(line.text)) and _key_follows(text, line.end, len(text))


def _keys_from(text: str, start: int) -> int:
    """Return the number of keys in the following lines, up to the first line that cannot be front matter."""
    count = 0
    for line in islice(_lines(text, start, len(text)), _LOOK_AHEAD):
        if _SNAKE_KEY.match(line.text):
            count += 1
        elif count == 0 or _HEADING.match(line.text) or not (line.blank or _IN_BLOCK.match(line.text)):
            break
    return count


def _below_text(text: str, boundary: re.Pattern[str], first: _Line) -> FrontMatterBlock | None:
    """Return a block that has text before it: a fence with keys and a second fence."""
    for number, line in enumerate(islice(_lines(text, first.start, len(text)), _LOOK_AHEAD)):
        if boundary.match(text, line.start) and _keys_from(text, line.end) >= 2:
            values = {"lines": number, "blank": False}
            block = _closed(text, boundary, line.start, line.end, [Fault("before-fence", first.span, values)])
            return None if any(fault.what == "no-closing-fence" for fault in block.faults) else block
    return None
