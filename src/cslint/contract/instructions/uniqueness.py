"""Text that is to be repeated nowhere else: "not the same as the abstract", "do not repeat text from elsewhere"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cslint.contract.requirement import Force, Kind, Requirement, Scope

_OBJECTS = (
    r"(?:any(?:thing)?|what|text|content|information|material|details?|sentences?|paragraphs?|words?"
    r"|abstract|summary|introduction|overview|motivation|description|background|conclusion|section|title)"
)


@cache
def _pattern() -> re.Pattern[str]:
    not_ = r"\b(?:not|never|n't|n’t|without|avoid|rather than|instead of|no)\b"
    pattern = (
        rf"{not_}(?: \w+){{0,3}}? (?:the )?same(?: \w+){{0,3}}? (?:as|or|text)\b[^.\n;]{{0,60}}"
        rf"|{not_}(?: \w+){{0,2}}? (?:repeated|copied|duplicated|pasted|reused)(?: \w+)? from\b[^.\n;]{{0,60}}"
        rf"|(?:{not_}|\bdon['’]t)(?: \w+){{0,1}}? (?:repeat|copy|duplicate|paste|reuse|repeating|copying|duplicating)"
        rf"(?: (?:the|any|your|its|from|here|all|of|same)){{0,3}} (?:{_OBJECTS}\b|elsewhere|from)[^.\n;]{{0,60}}"
    )
    return re.compile(pattern.replace(" ", r"\s{1,8}"), re.IGNORECASE)


def read_uniqueness(text: str) -> Iterator[Requirement]:
    """Yield the requirement that a text is not repeated from elsewhere, at most once.

    Args:
        text: an instruction.
    """
    if match := _pattern().search(text):
        said = match[0].rstrip()
        start = match.start()
        yield Requirement(Kind.UNIQUE, None, None, Force.BOUND, Scope.UNSAID, said, start, start + len(said), values=())
