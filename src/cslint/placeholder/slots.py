"""Slots: the short stretches of a template that an author is to replace, such as [Date], <name>, $PROJECT or NNNN."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cslint.placeholder.todo_markers import todo_markers
from cslint.text.source import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKETS = re.compile(r"(?<![\w\]!\\])\[([^\[\]]{1,600}+)\](?![\[(:])")
_LINK = re.compile(r"(?<![!\\])\[([^\[\]]{1,600}+)\](?=\()")
_ANGLES = re.compile(r"(?<![\w\\=<-])<([^\s<>/!?=-][^<>]{0,600}+)>")
# as converters to Markdown write <name>: \\<name\\>
_EXPRESSION_TAG = r"<%[^%]{1,200}+%>"
_ESCAPED_ANGLES = r"\\<([^\s<>/!?=-][^<>\n]{0,200}?)\\?>"
# (fill me in with a date), # (issue), Closes #, '...'
_FILL_IN = (
    r"(?i)\((?:please )?(?:fill (?:me|this|it) in|fill in (?:with|your|the|an?)|to be filled in)\b"
    r"[^()\n]{0,200}+(?:\([^()\n]{0,80}+\)[^()\n]{0,80}+)?\)"
)
_ISSUE = (
    r"(?i)(?<![\w#])#[ \t]?[(\[<](?:(?:issue|pr|pull request|ticket|bug)[ _-]?)?(?:issue|number|no\.?|nr\.?|id)?[)\]>]"
    r"|\b(?:closes|fixes|resolves|refs|closes or fixes)[: \t]{1,3}#(?=[ \t]*(?:$|[\n.,;)]))"
)
_QUOTED_DOTS = r"(?<!\w)(?:'(?:\.{3,5}|…)'|\"(?:\.{3,5}|…)\"|“(?:\.{3,5}|…)”|‘(?:\.{3,5}|…)’)"
_DOUBLE_BRACES = r"\{\{(?![<%#/])[^{}]{1,600}+\}\}"
_BRACES = r"(?<![\w${\\])\{(?!\s*+[#.:%{<])((?:[^{}]|\{[^{}]{0,200}+\}){1,600}+)\}(?!\})"
_CAPITALS = r"\$\{[A-Za-z_]\w{1,60}+\}|\$[A-Z][A-Z_]{2,60}+\b|\bYOUR[-_]?[A-Z][A-Z_-]{0,60}+\b"
_REPEATED = r"(?<![A-Za-z0-9.#])(?:([NXYZ])\1{2,}+|M{4,}+|[#]{3,}+(?=\.|/|\b)|0{4,}+)(?![A-Za-z0-9.])"
_DATE = (
    r"(?<![\w-])(?:y{4}|Y{4}|20[xXyY]{2}|[dD]{2}|[mM]{2})(?:[-/.](?:y{4}|Y{4}|y{2}|Y{2}|[mM]{2,3}|[dD]{2})){1,2}"
    r"(?:[ T]{1,3}[hH]{2}:[mM]{2}(?::[sS]{2})?+)?+(?![\w-])|(?<![\w:])(?:HH|hh):(?:MM|mm)(?::(?:SS|ss))?(?![\w:])"
)
_YOURS = (
    r"(?i)(?<![\w-])your-[a-z][a-z-]{1,60}+\b|(?<!\w)@(?:(?:github-?)?(?:user-?name|handle)|name|assignee|someone)\b"
)
_ADDRESS = r"(?i)https?://(?:www\.)?example\.(?:com|org|net)\b[^\s)>\]]{0,200}+|\b(?:foo|you|your[.-]?name|name)@\w[\w.-]{1,60}+"
_NOTATION = r"(?is)(?:optional|required|recommended|if (?:applicable|any|needed|relevant)|sic|s|x|tbc?|\.{3}|…)\b.*+"
_NO_SLOT = r"(?s)[\^!@#*_-].*+|.{0,3}[A-Z]{2,8}[ -]?\d[\d.]*+|[\w-]++(?:\.[\w-]++)++"
# HTML elements that need no end
_VOID = r"br|hr|img|input|wbr|source|area|base|col|embed|meta|link|track|p|li|td|tr|th|dt|dd|option"
_TAG = r"(?s)([A-Za-z][\w.-]*+)(?:\s++[^=]*+=.*+|\s*+/?+)"
_EVERYWHERE = re.compile(
    r"\[\s*+(?:(?:more|further|additional) (?:information|info|details) (?:is )?(?:needed|required|to come)"
    r"|(?:needs?|requires?) (?:more|further) (?:information|info|details)|information needed"
    r"|to be (?:added|completed|determined|defined))\s*+\.?+\]",
    re.I,
)
# a whole text that only names what should be in its place
_WHOLE = re.compile(
    r"(?:(?:your|my)\b(?![’']).*|(?:names?|titles?) of .*|insert .*|replace (?:this|me)\b.*"
    r"|.*\b(?:goes|comes) here|.*\b(?:title|name|text|description|heading|date|summary|link|url) here"
    r"|(?:the )?(?:[a-z-]+ ){0,3}(?:title|name))",
    re.I,
)
_CODE = re.compile(r"(`{1,3})((?:TBD|TBA|TBC|TODO|FIXME|XXX|\?{3}))\1")


class Slot(NamedTuple):
    """A stretch to replace.

    Attributes:
        span: where it is, offsets in the text.
        text: the stretch as written.
        reason: why it was taken for a slot.
    """

    span: Span
    text: str
    reason: str


@lru_cache(maxsize=2000)
def find(text: str) -> tuple[Slot, ...]:
    """Find the slots in one paragraph, heading, table cell or value of a template.

    Args:
        text: Markdown or plain text. Names of links and images are looked at, and so are addresses and code.

    Returns:
        The outermost slots, in order.
    """
    found = sorted(_found(text), key=lambda slot: (slot.span.start, -slot.span.end))
    outer: list[Slot] = []
    for slot in found:
        if not outer or slot.span.start >= outer[-1].span.end:
            outer.append(slot)
    return tuple(outer)


def known_everywhere(text: str) -> Iterator[Slot]:
    """Find slots that are never an answer: "[More Information Needed]", a code span with only TBD."""
    if "[" in text:
        for match in _EVERYWHERE.finditer(text):
            yield Slot(Span(*match.span()), match[0], "it asks for more information")
    if "`" in text:
        for match in _CODE.finditer(text):
            yield Slot(Span(*match.span()), match[0], "a note to oneself")


def is_whole(text: str) -> bool:
    """Return whether a short text, as a whole, names what should be in its place: "Your name", "Title of the paper"."""
    plain = text.strip(" \t\n.:*_#\"'“”")
    return len(plain) < 120 and bool(_WHOLE.fullmatch(plain))


def covers(text: str, slots: tuple[Slot, ...]) -> bool:
    """Return whether a text consists of slots, except for marks and a word or two such as "and".

    Args:
        text: the text.
        slots: spans of its slots.
    """
    at, rest = 0, []
    for slot in slots:
        rest.append(text[at : slot.span.start])
        at = slot.span.end
    rest.append(text[at:])
    left = _WORD.findall(re.sub(r"\]\([^()]*\)", " ", " ".join(rest)))
    return bool(slots) and not [word for word in left if word.casefold() not in ("and", "or", "by", "the", "of")]


def _found(text: str) -> Iterator[Slot]:
    yield from known_everywhere(text)
    yield from _bracketed(text)
    for mark, pattern, reason in _MARKED:
        if mark in text:
            yield from (_slot(match, reason) for match in re.finditer(pattern, text) if _WORD.search(match[0]))
    if "..." in text or "…" in text:
        yield from (_slot(match, "dots in quotation marks") for match in re.finditer(_QUOTED_DOTS, text))
    yield from find_plain(text)
    for marker in todo_markers(text):
        yield Slot(marker.span, marker.text, "a note to oneself")


# a character that every match contains, the expression, and the reason
_MARKED = (
    ("\\<", _ESCAPED_ANGLES, "angle brackets around a name for what is to be written"),
    ("<%", _EXPRESSION_TAG, "a template language's expression"),
    ("#", _ISSUE, "the number of an issue is missing"),
    ("ill ", _FILL_IN, "it says to fill it in"),
)


def _bracketed(text: str) -> Iterator[Slot]:
    """Yield names in brackets, angle brackets and braces, and the texts of links that name their target."""
    if "[" in text:
        for match in _BRACKETS.finditer(text):
            if _is_name(match[1]):
                yield _slot(match, "brackets around a name for what is to be written")
        for match in _LINK.finditer(text):
            inner = match[1].strip()
            if is_whole(inner) or find_plain(inner):
                yield Slot(
                    Span(match.start(1), match.end(1)), match[1], "the text of a link that names what is to be linked"
                )
    if "<" in text:
        for match in _ANGLES.finditer(text):
            if _is_angle_slot(match[1], text):
                yield _slot(match, "angle brackets around a name for what is to be written")
    if "{" in text:
        for match in re.finditer(_DOUBLE_BRACES, text):
            yield _slot(match, "a template language's variable")
        for match in re.finditer(_BRACES, text):
            if _WORD.search(match[1]) and not re.match(r"\s*[\"'\w-]+\s*:\s*[\"{\[\d]", match[1]):
                yield _slot(match, "braces around what is to be written")


def find_plain(text: str) -> tuple[Slot, ...]:
    """Find slots that need no brackets: $PROJECT, NNNN, YYYY-MM-DD, your-repository, addresses of example.org."""
    return tuple(_plain(text))


_RUNS = ("0000", "###", "NNN", "XXX", "YYY", "ZZZ", "MMMM")
_PLAIN: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    (_CAPITALS, lambda text: "$" in text or "YOUR" in text, "a variable in capitals"),
    (_REPEATED, lambda text: any(run in text for run in _RUNS), "letters in place of a number"),
    (_DATE, lambda text: any(x in text for x in "yYdDxXhH"), "letters in place of a date"),
    (
        _YOURS,
        lambda text: (
            "your-" in text.casefold()
            or "@" in text
            or "username" in text.casefold()
            or "user-name" in text
            or "omeone" in text
        ),
        "the name of nobody",
    ),
    (_ADDRESS, lambda text: "example." in text or "@" in text, "an address that is nobody's"),
)


def _plain(text: str) -> Iterator[Slot]:
    for pattern, may, reason in _PLAIN:
        if may(text):
            for match in re.finditer(pattern, text):
                yield _slot(match, reason)


def _slot(match: re.Match[str], reason: str) -> Slot:
    return Slot(Span(*match.span()), match[0], reason)


def _is_name(content: str) -> bool:
    """Return whether what is in brackets names something: no box, footnote, citation, mark or reference."""
    inner = content.strip()
    return bool(_WORD.search(inner)) and not re.fullmatch(_NOTATION, inner) and not re.fullmatch(_NO_SLOT, inner)


def _is_angle_slot(content: str, text: str) -> bool:
    """Return whether what is in angle brackets is neither HTML nor an address."""
    inner = content.strip()
    if not _WORD.search(inner) or "://" in inner.split(" ")[0] or re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", inner):
        return inner.casefold().startswith(("foo@", "you@"))
    tag = re.fullmatch(_TAG, inner)
    if tag is None:
        return True
    name = tag[1].casefold()
    alone = tag.end(1) == len(inner.rstrip("/ "))
    return alone and not re.fullmatch(_VOID, name) and f"</{name}" not in text.casefold()
