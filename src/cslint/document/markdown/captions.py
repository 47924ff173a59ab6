"""Recognise whether an image's caption names its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Verdict = Literal["named", "none", "repeats", "unnamed"]

# states the source, whatever else the caption says
_STRONG = (
    r"(?i)https?:|www\.|©|\(c\)|"
    r"\b(?:courtesy|copyright|licen[cs]ed|cc0|cc[ -]by|creative commons|public domain|photographer|"
    r"unsplash|flickr|wiki(?:media|pedia)|getty|shutterstock|pexels|pixabay|istock|alamy|reuters|"
    r"linkedin|youtube|facebook|instagram|twitter|google (?:maps?|earth|street view)|openstreetmap)\b|"
    r"\b(?:sources?|credits?|fuentes?|fonte|quelle|bron|cr[eé]dit[os]?)\s*(?:[:/–—-]|to\b|$)|"
    r"\b[\w-]{2,63}\.(?:com|org|net|edu|gov|info|int|mil|[a-z]{2})\b(?![.\w])"
)
_BY = r"\b(?:[Bb]y|[Pp]ar|[Pp]or|[Vv]ia)\s+(?:the\s+)?[^\W\d_a-z]"
_OWN = (
    r"(?i)\b(?:personal|own|author[’']?s?|my|private)\s+(?:own\s+)?"
    r"(?:photo(?:graph)?s?|pictures?|images?|works?|collection|archive|screenshots?|drawings?|diagrams?)\b"
)
_LABEL = r"(?i)\b(?:photo(?:graph)?|foto|image|picture|bild|screenshot)\s*(?:by\b|:|/|©)"
_BRACKETS = r"[(\[]([^()\[\]]{2,200})[)\]]"
# a place that stores or shows images; a thing, not a person
_KEEPER = r"(?i)\b(?:screenshots?|web ?sites?|web ?pages?|archives?|collections?|library|museum|report|newspaper)\b"
_BODY = (
    r"(?i)\b(?:council|department|dept|university|college|institute|ministry|authority|agency|office|bureau|board|"
    r"commission|committee|corporation|corp|company|inc|ltd|llc|gmbh|plc|foundation|association|society|group|"
    r"partners|architects?|studio|labs?|news|times|post|herald|magazine|journal|union|alliance|trust|fund|bank)\b"
)
_CREDIT_LINE = re.compile(
    r"[\W_]{0,6}(?:image |photo |picture |figure )?"
    r"(?:source|credit|courtesy|photo(?:graph)?|image|picture|©|fuente|foto|quelle|fonte)s?\s*(?:of|by|from|:|©|—|-)",
    re.I,
)
_FIGCAPTION = re.compile(
    r"(?:(?!<figure\b|</figure>).){0,300}?<figcaption\b[^<>]*>(.{1,500}?)</figcaption>", re.I | re.S
)
_ITALIC = re.compile(r"[ \t]*+(?:(?:\\\n|\n){1,2}[ \t]*+)?([*_])(?![*_\s])((?:(?!\1)[^\n]){1,400})\1[ \t]*(?=\n|\Z)")
_LONGEST = 500  # characters of a caption
_TAG = re.compile(r"<[^<>]{0,500}>")
_TEMPLATE_ALT = r"(?i)^\W*alt\s*text\b[\s/:–-]*"
_WORD = re.compile(r"\w+")


def caption_below(text: str) -> str | None:
    """Return the caption after an image: in ``<figcaption>``, or a line in italics, or None.

    Args:
        text: the text after the image in the file.
    """
    figure = _FIGCAPTION.match(text)
    if figure:
        return _TAG.sub(" ", figure[1]).strip()
    italic = _ITALIC.match(text)
    return italic[2].strip() if italic else None


def is_caption(raw: str) -> bool:
    """Return whether a paragraph below an image is its caption: all in italics, or a line that says whose it is."""
    return len(raw) <= _LONGEST and (_ITALIC.fullmatch(raw) is not None or is_credit_line(raw))


def is_credit_line(text: str) -> bool:
    """Return whether a text begins with a line such as "Source: …"."""
    return _CREDIT_LINE.match(_TAG.sub(" ", text[:_LONGEST]).strip()) is not None


def credit(title: str | None, alt: str = "", after: str = "") -> Verdict:
    """Return whether an image's caption names a source.

    Args:
        title: the caption (an image's title in Markdown), or None.
        alt: the alternative text, which the caption may only repeat.
        after: text after the image; a line "Photo: …" in it counts.

    Returns:
        ``named``; else why not: ``none`` (no caption), ``repeats`` (it repeats the alternative text),
        ``unnamed`` (it describes the image).
    """
    if _CREDIT_LINE.match(_TAG.sub(" ", after).strip()):
        return "named"
    words = _words(title or "")
    if title is None or not words:
        return "none"
    if any(re.search(sign, title) for sign in (_STRONG, _BY, _OWN, _LABEL)):
        return "named"
    seen = _words(re.sub(_TEMPLATE_ALT, "", alt))
    brackets = re.findall(_BRACKETS, title)
    if any(re.search(_KEEPER, part) for part in brackets):
        return "named"
    if words == seen:
        return "repeats"
    if any(not part.islower() and _new(_words(part), seen) for part in brackets):
        return "named"
    if re.search(_KEEPER, title) and _new(words, seen):
        return "named"
    return _against(title, words, seen)


def _against(title: str, words: list[str], alt: list[str]) -> Verdict:
    """Judge a caption by what it adds to the alternative text."""
    if not _new(words, alt):
        body = len(words) > 1 and len(words) < len(alt) and re.search(_BODY, title) is not None
        return "named" if body else "repeats"
    if alt and len(words) > len(alt) and not _new(words[: len(alt)], alt):
        ends = [match.end() for match in _WORD.finditer(title)]
        rest = title[ends[len(alt) - 1] :].lstrip(" \t*_")
        # "Bridge Pavilion, Luke Hayes" names somebody, "Timeline of the strategy" goes on describing
        return "named" if rest[:1] in ",.;:/|–—-" and _names(rest) else "unnamed"
    return "named" if _names(title) else "unnamed"


def _names(text: str) -> bool:
    """Return whether a name seems to be in a text: a capital beyond the first word, or one word that has one."""
    words = _WORD.findall(text)
    letters = [word for word in words if word[0].isalpha()]
    if any(not (word[0].isupper() or word[0].islower()) for word in letters):
        return True  # scripts without capitals are ambiguous
    capitals = [word for word in letters if word[0].isupper()]
    return len(capitals) > 1 or (len(capitals) == 1 and len(words) == 1)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _new(words: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether any word is not among the known ones, misspellings aside."""
    left = [word for word in words if word not in known]
    if not left:
        return False
    if not known or len(left) > 40 or len(known) > 40:
        return True
    return not all(len(word) > 3 and any(_misspelt(word, other) for other in known) for word in left)


def _misspelt(word: str, other: str) -> bool:
    """Return whether two words differ by a slip: one letter left out, added, mistaken or swapped.

    Two in a long word.
    """
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < 8 else 2
    return OSA.distance(word, other, score_cutoff=slips) <= slips
