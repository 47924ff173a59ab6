"""Read the format of a value: "lower-case two-letter ISO code", "in ISO 8601 (yyyy-mm-dd) format"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cslint.contract.requirement import Force, Kind, Requirement, Scope

_LETTERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_ALPHA = {"2": 2, "3": 3}
_PARTS = {"YYYY": r"\d{4}", "YY": r"\d{2}", "MM": r"(?:0[1-9]|1[0-2])", "DD": r"(?:0[1-9]|[12]\d|3[01])"}
_PART = "|".join(_PARTS)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a date, of a code, and of letter case in a sentence."""
    date = re.compile(
        r"\b(?:YYYY[-/.](?:MM[-/.]DD|MM)|(?:DD[-/.]MM|MM[-/.]DD)[-/.]YYYY|YYYYMMDD)\b|\bISO[ -]?8601\b", re.IGNORECASE
    )
    code = re.compile(
        r"\b(?P<count>two|three|four|2|3|4)[- ]letter\b(?:[ -]\w+){0,4}?[ -]codes?\b|\balpha-(?P<alpha>[23])\b",
        re.IGNORECASE,
    )
    case = re.compile(r"\b(?P<case>lower|upper)[- ]?case\b|\b(?P<capital>capitals?|capital letters)\b", re.IGNORECASE)
    return date, code, case


def read_formats(text: str) -> Iterator[Requirement]:
    """Yield what a text says about how a value is written; ``values`` names it: "YYYY-MM-DD", "two-letter code".

    Args:
        text: an instruction, or a remark next to a field.
    """
    date, code, case = _patterns()
    dates = list(date.finditer(text))
    exact = [match for match in dates if not match[0].upper().startswith("ISO")]
    for match in exact[:1] or dates[:1]:
        yield _made(text, match, "YYYY-MM-DD" if match not in exact else match[0].upper())
    for match in code.finditer(text):
        letters = _LETTERS.get((match["count"] or "").lower()) or _ALPHA[match["alpha"]]
        start, end = _sentence(text, match.start(), match.end())
        cased = case.search(text, start, end)
        word = "" if cased is None else "lower-case " if (cased["case"] or "").lower() == "lower" else "upper-case "
        number = {2: "two", 3: "three", 4: "four"}[letters]
        first, last = min(match.start(), cased.start() if cased else start + len(text)), match.end()
        last = max(last, cased.end()) if cased else last
        yield _requirement(text, first, last, f"{word}{number}-letter code")
        break


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "\n", ";")) + 1
    stops = [at for mark in (". ", "\n", ";") if (at := text.find(mark, end)) >= 0]
    return begin, min(stops, default=len(text))


def _made(text: str, match: re.Match[str], name: str) -> Requirement:
    return _requirement(text, match.start(), match.end(), name)


def _requirement(text: str, start: int, end: int, name: str) -> Requirement:
    said = text[start:end]
    return Requirement(Kind.FORMAT, None, None, Force.BOUND, Scope.UNSAID, said, start, end, values=(name,))


def fits_format(name: str, value: str) -> bool:
    """Return whether a value is written in a format that ``read_formats`` names.

    Args:
        name: such as "YYYY-MM-DD" or "lower-case two-letter code".
        value: the text of the value.
    """
    text = value.strip()
    if name.endswith("-letter code"):
        case, _, rest = name.rpartition("case ")
        letters = _LETTERS[rest.partition("-")[0]]
        fits = text.isalpha() and text.isascii() and len(text) == letters
        return fits and (not case or (text.islower() if case.startswith("lower") else text.isupper()))
    pattern = re.sub(_PART, lambda part: _PARTS[part[0]], re.escape(name))
    return re.fullmatch(pattern, text) is not None
