"""Dates as people write them, and how a site generator wants them: 2023-04-19."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

# fmt: off
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)
# fmt: on
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*(?:Z|[A-Z]{2,4}|[+-]\d{1,2}(?::?\d{2})?)?)?"
_ISO = rf"(?a)(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_TIME}"
_YEAR_FIRST = rf"(?a)(?P<year>\d{{4}})\s?[-/. ]\s?(?P<month>\d{{1,2}})\s?[-/. ]\s?(?P<day>\d{{1,2}}){_TIME}"
_DIGITS = r"(?a)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
_YEAR_LAST = r"(?a)(?P<one>\d{1,2})\s?[-/. ]\s?(?P<two>\d{1,2})\s?[-/. ]\s?(?P<year>\d{4})\.?"
_NAMED = (
    rf"(?a)(?:\w+day,? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}})",
    rf"(?a)(?:\w+day,? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
)
_PARTS = rf"(?a)(?:(?P<year>\d{{4}})(?:-(?P<month>\d\d))?|{_MONTH} (?P<named>\d{{4}}))"


class DateProblem(NamedTuple):
    """A problem with a date.

    Attributes:
        code: ``date``, ``date-no-such-day``, ``date-form``, ``date-either`` or ``date-part``.
        written: the value as written.
        better: the correct notation, or "" if unknown.
        other: the second reading, if day and month may be exchanged.
    """

    code: str
    written: str
    better: str = ""
    other: str = ""


def problem(value: object) -> DateProblem | None:
    """Return the problem with a date, or None; a time after it is allowed.

    Args:
        value: a date, or a text that may be one.
    """
    if isinstance(value, date):
        return None
    text = " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text:
        return DateProblem("date", "")
    shown = text[:40]
    if re.fullmatch(_ISO, text):
        return None if _readings(text) else DateProblem("date-no-such-day", shown)
    readings = _readings(text)
    if readings is None:
        first = _first_of_month(text)
        return DateProblem("date-part", shown, first) if first else DateProblem("date", shown)
    if not readings:
        return DateProblem("date-no-such-day", shown)
    return DateProblem("date-form" if len(readings) == 1 else "date-either", shown, *readings)


def _readings(text: str) -> list[str] | None:
    """Return the days that a text may mean, in the form 2023-04-19; None where it is not a date at all."""
    for pattern in (_ISO, _YEAR_FIRST, _DIGITS):
        if found := re.fullmatch(pattern, text):
            return _days((found["year"], found["month"], found["day"]))
    if found := re.fullmatch(_YEAR_LAST, text):
        return _days((found["year"], found["two"], found["one"]), (found["year"], found["one"], found["two"]))
    for pattern in _NAMED:
        if (found := re.fullmatch(pattern, text)) and (month := _month(found["name"])):
            return _days((found["year"], month, found["day"]))
    return None


def _days(*parts: tuple[str, str, str]) -> list[str]:
    """Return the days that exist of years, months and days."""
    return sorted({day for part in parts if (day := _day(*part))})


def _first_of_month(text: str) -> str:
    """Return the first day of a year or a month that a text names, or ""."""
    part = re.fullmatch(_PARTS, text)
    if part is None or not (part["year"] or _month(part["name"])):
        return ""
    return _day(part["year"] or part["named"], part["month"] or _month(part["name"] or "") or "1", "1")


def _day(year: str, month: str, day: str) -> str:
    """Return a day as 2023-04-19, or "" if it does not exist."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> str:
    """Return the number of a month by its English name or the first letters of it, or ""."""
    folded = name.casefold()
    matches = [number for number, month in enumerate(_MONTHS, 1) if len(folded) >= 3 and month.startswith(folded)]
    return str(matches[0]) if matches else ""
