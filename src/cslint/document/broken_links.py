"""Links that Markdown does not read as links: found in what is left of the text without the real ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from cslint.document.document import Document
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import Link
from cslint.document.markdown.notation import is_expression, mask_expressions, restore_expressions
from cslint.document.markdown.urls import is_captioned
from cslint.text.source import Span

Stray = Literal[
    "gap",
    "swapped",
    "square",
    "space",
    "title",
    "title-quotes",
    "title-glued",
    "title-space",
    "title-bare",
    "unclosed",
    "unopened",
    "nested",
    "text",
    "angle",
    "embed",
]

_GONE = "\ufffc"  # stands for what is a link, code or escaped
_WINDOW = 2000  # how far a closing bracket is looked for
_WEB = r"<?(?:https?:|www\.|mailto:)"
_ESCAPED = r"\\[\[\]()<>`\\]"
_TICKS = r"`+"
_BRACKET = r"[\[\]]"
_JOINT = r"\]\("
_GAP = rf"\][ \t]{{0,20}}\n?[ \t]{{0,20}}(?<!\])\((?={_WEB}|\.{{1,2}}/)"
_SWAPPED = rf"\(([^()\[\]\n]{{1,200}})\)\[({_WEB}[^\]\n]{{1,500}})\]"
_SQUARE = rf"\]\[({_WEB}[^\]\s]{{1,500}})\]"
_OPEN_TEXT = rf"\[[^\[\]()\n]{{1,200}}\({_WEB}[^\s)]{{1,500}}\)?"
_ANGLE = r"<https?://[^\s<>]{0,500}"
_NUMBER = re.compile(r"[\d,;\s–-]{0,12}")
_TITLE = r"(?s)\s([\"'“(].*)$"
_BLANK = r"[\s\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]"
_OPENING = r"[\"“”„‟«»‹›‚‘‛「『〝＂❝′″´`]"
_CLOSING = r"[\"'“”„‟«»‹›‘’」』〞〟＂❞′″´`]"
# an address and a caption in quotation marks of any kind; an apostrophe opens one only after a space
_CAPTIONED = re.compile(
    rf"(?P<before>{_BLANK}{{0,20}})(?P<address>(?:(?!{_OPENING}|{_BLANK}['’])[^()\n]|\([^()\n]{{0,80}}\)){{1,500}}?)"
    rf"(?P<gap>{_BLANK}{{0,20}})(?P<open>{_OPENING}|(?<={_BLANK})['’])(?P<title>[^\n]{{0,1000}}?)(?P<close>{_CLOSING})"
    r"[ \t]{0,20}(?=\))"
)
_PLAIN = re.compile(r"(?:[^()\n]|\([^()\n]{0,200}\)){1,1000}(?=\))")
_ENDING = r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic|bmp|pdf|docx?|odt|pptx?|xlsx?|csv|zip|geojson|md|html?)"
_AFTER_ENDING = rf"(?i)(\S(?:[^\n]{{0,300}}?\S)??{_ENDING}){_BLANK}+(?!\S*{_ENDING}\s*$)(\S[^\n]{{0,500}})"
_SIZED = r"\s=\d*x\d*$"  # a size as some editors write it
_SPACES = rf"{_BLANK}+"
_EMBED = r"!\[\[([^\[\]\n|#]{1,200})(?:#[^\[\]\n|]{0,200})?(?:\|([^\[\]\n]{0,200}))?\]\]"


class StrayLink(NamedTuple):
    """A text that was meant as a link.

    Attributes:
        what: ``gap`` between the brackets; brackets ``swapped``; the address in ``square`` brackets;
            ``space`` in the address; quotes in the ``title``, typographic quotes around it (``title-quotes``), no
            space before it (``title-glued``), a space that Markdown does not recognise (``title-space``), or no
            quotes at all (``title-bare``); ``unclosed`` or ``unopened``; another link ``nested`` in its address;
            ``text`` without its closing bracket; ``angle`` brackets that do not close; an ``embed`` of another program.
        span: its span.
        address: the intended address, or "".
        edit: the span to replace, and the replacement; None if it would be a guess.
        sure: whether the edit is certainly right.
        path: the address in the edit, if it must be a file, else "".
        quotes: the quotation marks around the caption, as written.
    """

    what: Stray
    span: Span
    address: str = ""
    edit: tuple[Span, str] | None = None
    sure: bool = False
    path: str = ""
    quotes: str = ""


def find(document: Document) -> Iterator[StrayLink]:
    """Yield every such place in the paragraphs and headings of a document, block by block in order."""
    anchors = document.anchors
    starts = [link.span.start for link in anchors]
    for block in document.flat:
        if block.kind in ("paragraph", "heading") and ("[" in block.raw or "<h" in block.raw or "](" in block.raw):
            first, last = bisect_right(starts, block.span.start - 1), bisect_right(starts, block.span.end)
            yield from _Prose(document, block, anchors[first:last]).strays()


class _Prose:
    """The text of one block, with what is not prose taken out."""

    def __init__(self, document: Document, block: Block, anchors: Sequence[Link]) -> None:
        self.base = block.span.start
        text = document.masked[block.span.start : block.span.end]
        if "\\" in text:
            text = re.sub(_ESCAPED, _GONE * 2, text)
        links = [
            (link.span.start - self.base, link.span.end - self.base)
            for link in anchors
            if link.form != "inline" or not is_captioned(link.target)
        ]
        text = _without(text, [*links, *(_code(text) if "`" in text else ())])
        self.text, self.expressions = mask_expressions(text)

    @cached_property
    def opens(self) -> dict[int, int]:
        """For each closing square bracket its opening one."""
        return _pairs(self.text)

    @cached_property
    def closes(self) -> frozenset[int]:
        """The opening square brackets that close."""
        return frozenset(self.opens.values())

    def strays(self) -> Iterator[StrayLink]:
        """Yield what was meant as a link, in order."""
        if "[" not in self.text and "]" not in self.text and "<http" not in self.text:
            return
        found = [*self.joints(), *self.gaps(), *self.others()]
        found.sort(key=lambda stray: stray.span)
        end = -1
        for stray in found:  # one place, one fault
            if stray.span.start >= end:
                end = stray.span.end
                yield stray

    def span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def joints(self) -> Iterator[StrayLink]:
        """``](`` that belongs to no link."""
        for match in re.finditer(_JOINT, self.text):
            joint = match.start()
            start = self.opens.get(joint)
            close = self.text.find(")", match.end(), match.end() + _WINDOW)
            inside = self.text[match.end() : close] if close >= 0 else ""
            if self.is_expression(inside):
                continue
            if start is None:
                if _GONE in inside or re.match(_WEB, inside):
                    yield StrayLink("unopened", self.span(joint, close + 1))
                continue
            begin = start - 1 if self.text[start - 1 : start] == "!" else start
            if close < 0:
                line = self.text.find("\n", joint)
                yield StrayLink("unclosed", self.span(begin, line if line >= 0 else len(self.text)))
                continue
            yield self.captioned(begin, match.end()) or self.between(begin, match.end(), close)

    def is_expression(self, text: str) -> bool:
        """Return whether a template language fills in a part of a text."""
        return is_expression(text) or (bool(self.expressions) and restore_expressions(text, self.expressions) != text)

    def captioned(self, begin: int, start: int) -> StrayLink | None:
        """Return the problem with an address and a caption in quotation marks, or None.

        Args:
            begin: offset of the link.
            start: offset where its address may begin.
        """
        match = _CAPTIONED.match(self.text, start)
        if match is None or _GONE in match[0]:
            return None
        address, title = match["address"].strip(), match["title"].strip()
        quotes = match["open"] + match["close"]
        span = self.span(begin, match.end() + 1)
        spaced = bool(re.search(_SPACES, address)) and not address.startswith("<")
        if spaced and re.search(_SIZED, address):
            return StrayLink("space", span, address)
        plain = quotes in ('""', "''")
        if spaced:
            what: Stray = "space"
        elif not plain:
            what = "title-quotes"
        elif not match["gap"]:
            what = "title-glued"
        elif match["gap"].strip(" \t\n"):
            what = "title-space"
        else:
            return StrayLink("title", span, address)
        written = re.sub(_SPACES, "%20", address) if spaced and not re.match(_WEB, address) else address
        if re.search(_SPACES, written) and not written.startswith("<"):
            return StrayLink(what, span, address, quotes=quotes)
        quoted = quoted_title(title)
        edit = None
        if quoted:
            edit = self.span(match.start("address"), match.end("close")), f"{written} {quoted}"
        path = "" if re.match(_WEB, written) else written
        return StrayLink(what, span, address, edit, True, path, quotes)

    def between(self, begin: int, start: int, close: int) -> StrayLink:
        """Return why ``[text](…)`` is not a link: a problem in the second brackets.

        Args:
            begin: offset of the link.
            start: offset where its address may begin.
            close: its first closing bracket.
        """
        whole = _PLAIN.match(self.text, start)
        if whole:
            close = whole.end()
        inside = self.text[start:close]
        span = self.span(begin, close + 1)
        if _GONE in inside:
            return StrayLink("nested", span)
        titled = re.search(_TITLE, inside)
        address = (inside[: titled.start()] if titled and not whole else inside).strip()
        if titled and not re.search(r"\s", address):
            return StrayLink("title", span, address)
        sized = re.search(_SIZED, address)
        bare = None if sized else re.fullmatch(_AFTER_ENDING, address)
        if bare:
            quoted = quoted_title(bare[2].strip())
            at = start + inside.index(address)
            written = re.sub(_SPACES, "%20", bare[1])
            edit = (self.span(at, at + len(address)), f"{written} {quoted}") if quoted else None
            return StrayLink("title-bare", span, bare[1], edit, False, "" if re.match(_WEB, written) else written)
        at = start + inside.index(address)
        edit, path = None, ""
        if re.search(_SPACES, address) and not sized:
            better = re.sub(_SPACES, "%20", address)
            edit = self.span(at, at + len(address)), better
            path = "" if re.match(_WEB, address) else better
        return StrayLink("space", span, " ".join(address.split()), edit, bool(path), path)

    def gaps(self) -> Iterator[StrayLink]:
        """``[text] (address)``; a number in brackets before an address is a reference."""
        for match in re.finditer(_GAP, self.text):
            start = self.opens.get(match.start())
            close = self.text.find(")", match.end(), match.end() + _WINDOW)
            if start is None or close < 0 or _NUMBER.fullmatch(self.text, start + 1, match.start()):
                continue
            edit = self.span(match.start() + 1, match.end() - 1), ""
            address = self.text[match.end() : close]
            if self.is_expression(address):
                continue
            begin = start - 1 if self.text[start - 1 : start] == "!" else start
            yield StrayLink("gap", self.span(begin, close + 1), address, edit, sure=not re.search(r"\s", address))

    def others(self) -> Iterator[StrayLink]:
        for match in re.finditer(_SWAPPED, self.text):
            span = self.span(*match.span())
            yield StrayLink("swapped", span, match[2], (span, f"[{match[1]}]({match[2]})"))
        for match in re.finditer(_SQUARE, self.text):
            start = self.opens.get(match.start())
            if start is not None:
                edit = self.span(match.start() + 1, match.end()), f"({match[1]})"
                yield StrayLink("square", self.span(start, match.end()), match[1], edit, sure=True)
        for match in re.finditer(_OPEN_TEXT, self.text):
            if match.start() not in self.closes:
                bracket = match.start() + match[0].index("(")
                edit = self.span(bracket, bracket), "]"
                yield StrayLink("text", self.span(*match.span()), edit=edit)
        for match in re.finditer(_ANGLE, self.text):
            yield StrayLink("angle", self.span(*match.span()), match[0][1:])
        for match in re.finditer(_EMBED, self.text):
            span, name = self.span(*match.span()), match[1].strip()
            path = "./" + re.sub(_SPACES, "%20", name)
            text = "" if re.fullmatch(r"[\dx\s]*", match[2] or "") else match[2]
            shown = (span, f"![{text}]({path})") if text else None  # what it shows is for the author to say
            yield StrayLink("embed", span, name, shown, False, path)


def quoted_title(text: str) -> str:
    """Return a caption in plain quotation marks, or "" if it contains some."""
    if "\\" in text or "\n" in text:
        return ""
    if '"' not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else ""


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with stretches replaced, length kept."""
    pieces: list[str] = []
    at = 0
    for first, last in sorted(spans):
        start, end = max(at, first), min(last, len(text))
        if start < end:
            pieces += [text[at:start], _GONE * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def _pairs(text: str) -> dict[int, int]:
    """Return the square brackets: for each closing one its opening one."""
    stack: list[int] = []
    opens: dict[int, int] = {}
    for match in re.finditer(_BRACKET, text):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            opens[match.start()] = stack.pop()
    return opens


def _code(text: str) -> list[tuple[int, int]]:
    """Return the code spans: from a run of backticks to the next of the same length."""
    runs = [match.span() for match in re.finditer(_TICKS, text)]
    after: dict[int, int] = {}
    partner: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        if length in after:
            partner[number] = after[length]
        after[length] = number
    spans, number = [], 0
    while number < len(runs):
        if number in partner:
            spans.append((runs[number][0], runs[partner[number]][1]))
            number = partner[number]
        number += 1
    return spans
