"""Notes to oneself that were left in the text: TODO, TBD, ???, [insert …]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cslint.text.source import Span

_CLOSES = {"[": "]", "<": ">", "{": "}", "(": ")"}

# addresses and code are not prose
_SKIPPED = re.compile(r"https?://\S+|www\.\S+|`[^`]*`|\]\([^()]*\)")
_WORD = r"(?<![\w/.#@-])(?:{})(?![\w/@-]|\.\w)"
_CAPITAL = _WORD.format("TODO|FIXME|TBD|TBA|TBC")
_LABEL = re.compile(r"[ \t>*_+\-\[\](]*(to[ -]?do|fix ?me)[*_]*\s*:", re.I)
_CROSSES = r"(?<![\w/.#@-])[$€£]?(?:X{3,}|XX(?=\s?%))(?![\w/@-])|(?<![\w/])[$€£]XX?(?![\w/])"
# in place of a word, not at the end of a question
_DOUBT = r"(?<![\w?!.,;:\"'”’)\]])\?{3,}(?=[ \t]*[a-zà-þ,;)\]%])|(?<=[:=(\[])[ \t]*\?{3,}"
_BRACKETS = re.compile(
    r"[\[<{(](?:(?<!\()\s*(?:please\s+)?(?:(?:insert|add|fill[ -]in|enter|replace|citation needed|source needed|"
    r"needs? (?:a )?(?:citation|source)|placeholder|todo|tbd|tba|tbc|fixme|x{2,}|\?{2,})(?![\w:/.?-])|your[ -]\w)"
    r"[^\[\]<>{}()\n]{0,80}[\]>}](?![(\[:])"
    r"|(?<=\()\s*(?:please\s+)?insert\s+(?:your|an?|the|here|name|link|image|photo|picture|text|citation|reference|"
    r"source|title|date|number)\b[^\[\]<>{}()\n]{0,80}\))",
    re.I,
)
_WHOLE = re.compile(
    r"\W*(?:(?:still )?to be (?:determined|decided|announced|confirmed|completed|added|written|filled in|continued)"
    r"|coming soon|tb[dac]|t\. ?b\. ?[dac]|to[ -]?do)\W*",
    re.I,
)
# lower-case words that a Roman number follows, and capitalised ones that it does not
_COUNTED = (
    r"vol(?:ume)?|chap(?:ter)?|part|book|page|article|section|act|psalm|canto|no|number|century|annex|appendix"
    r"|siècle|siglo|século|secolo|tomo|capítulo"
)
_SMALL = r"an?|about|and|at|by|for|from|in|is|of|on|or|over|some|the|to|until|up|with"
_UPPER = re.compile(r"\W*\b[A-ZÀ-Þ]{2,}\b|\W*\b[AEOÉÀ]\b")


class Marker(NamedTuple):
    """A note that something is still to be done.

    Attributes:
        span: where, offsets in the text.
        text: the mark itself, as written.
        kind: ``todo`` (TODO, TBD, to be determined), ``gap`` (XXX, ???), ``request`` ([insert …], [citation needed]).
    """

    span: Span
    text: str
    kind: str


@lru_cache(maxsize=2000)
def todo_markers(text: str) -> tuple[Marker, ...]:
    """Find the marks by which authors remind themselves that something is missing.

    Capital "TODO" is one, Spanish "todo" is not; "XXX" is one, "Super Bowl XXX" is not; code and addresses are skipped.

    Args:
        text: a paragraph, a title or a field's value, in Markdown or plain.

    Returns:
        The marks in order, without nested ones.
    """
    masked = text
    if "http" in text or "www." in text or "`" in text or "](" in text:
        masked = _SKIPPED.sub(lambda skipped: " " * len(skipped[0]), text)
    bare = masked.strip(" \t\r\n.()[]*_")
    if _WHOLE.fullmatch(masked) or (bare.startswith("?") and set(bare) == {"?"}):
        start = len(text) - len(text.lstrip())
        return (Marker(Span(start, len(text.rstrip())), text.strip(), "todo"),)
    found: list[Marker] = []
    for start, end, kind in sorted(_found(masked), key=lambda mark: (mark[0], -mark[1])):
        if not found or start >= found[-1].span.end:
            found.append(Marker(Span(start, end), text[start:end], kind))
    return tuple(found)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield marks in any order; a substring search comes first, because most paragraphs have no mark."""
    for match in _BRACKETS.finditer(text):
        if _CLOSES[match[0][0]] == match[0][-1]:
            yield match.start(), match.end(), "request"
    if ":" in text:
        at = 0
        for line in text.split("\n"):
            if label := _LABEL.match(line):
                yield at + label.start(1), at + label.end(1), "todo"
            at += len(line) + 1
    if "TODO" in text or "FIXME" in text or "TB" in text:
        for match in re.finditer(_CAPITAL, text):
            if match[0] != "TODO" or not _shouted(text, match):
                yield match.start(), match.end(), "todo"
    if "X" in text:
        for match in re.finditer(_CROSSES, text):
            if match[0] != "XXX" or not _roman(text, match):
                yield match.start(), match.end(), "gap"
    if "???" in text:
        for match in re.finditer(_DOUBT, text):
            yield match.end() - len(match[0].lstrip()), match.end(), "gap"


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Return whether "TODO" is in a line of capitals, as in Spanish and Portuguese headlines."""
    before = text[max(0, match.start() - 20) : match.start()].split()
    return bool(_UPPER.match(text, match.end()) or (before and before[-1].isupper() and before[-1].isalpha()))


def _roman(text: str, match: re.Match[str]) -> bool:
    """Return whether "XXX" is the Roman thirty: after a name or a noun, or before a name."""
    after = text[match.end() : match.end() + 2]
    if after[:1] == " " and after[1:].isupper():
        return True
    before = text[max(0, match.start() - 30) : match.start()].split()
    word = before[-1].strip("\"'“‘(*_.") if before else ""
    small = word.lower()
    return bool(re.fullmatch(_COUNTED, small) or (word[:1].isupper() and not re.fullmatch(_SMALL, small)))
