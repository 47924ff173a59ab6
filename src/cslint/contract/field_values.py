"""Check one front-matter value by the type of its field. Pure functions, independent of rules and positions."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from cslint.contract import dates
from cslint.contract.schema.model import FieldSchema, SchemaPlaceholder

# words for unknown values: spreadsheets write nan, forms n/a
# fmt: off
_EMPTY = frozenset((
    "nan", "n/a", "n.a.", "n.a", "none", "null", "nil", "undefined", "missing", "empty", "blank", "fill in", "tbd",
    "t.b.d.", "tba", "tbc", "todo", "to do", "xxx", "coming soon", "to be determined", "to be decided",
    "to be announced", "to be confirmed", "to be added", "to be done", "not available", "not applicable",
    "not yet known",
))
# fmt: on
_TO_DO = frozenset(("TBD", "TODO", "FIXME"))
_NOT_APPLICABLE = frozenset(("n/a", "n.a.", "n.a", "na", "none", "nil", "not applicable"))
_ONLY_MARKS = re.compile(r"[\s?.…_*/\\–—-]+")
_YEAR = re.compile(r"[12]\d{3}")
_ANY_YEAR = r"(?<!\d)[12]\d{3}(?!\d)"
_ONGOING = (
    r"(?i)\b(?:on-?\s?going|in progress|under (?:construction|way|development)|underway|current(?:ly)?|present|now"
    r"|today|continu(?:ing|ous|es)|active|open-?ended|not (?:yet )?(?:complete|completed|finished)|incomplete"
    r"|pending)\b"
)
_EXPECTED = (
    r"(?i)~|≈|\?|\b(?:expected|anticipated|planned|estimated|est|projected|proposed|target(?:ed)?|circa|ca|c|about|around"
    r"|approx(?:imately)?|by|tentative(?:ly)?|future|forecast|scheduled|due)\b"
)
_ABBREVIATION = r"\b(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Prof|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Jr|Sr|ca|approx|est|e\.g|i\.e)\.$"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])")
_LINK = r"https?://[^\s/]+\.[^\s]+"
EARLIEST = 1800  # no project of the present is older


class Problem(NamedTuple):
    """A problem with a value.

    Attributes:
        key: its code, a message key of rule pages.
        values: values for the message.
        replacement: the correct value, as YAML, if it is known.
        safe: whether the replacement keeps the meaning.
    """

    key: str
    values: Mapping[str, object] = {}
    replacement: str | None = None
    safe: bool = False


def is_blank(value: object) -> bool:
    """Return whether nothing is written."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value in ([], {})


def is_empty(value: object, kind: str = "text") -> bool:
    """Return whether a value is empty, or a word such as "N/A".

    ``NA`` does not count where it may be Namibia's code.

    Args:
        value: the value.
        kind: type of the field.
    """
    if isinstance(value, list):
        return all(is_empty(member, kind) for member in value)
    if is_blank(value) or (isinstance(value, float) and math.isnan(value)):
        return True
    if not isinstance(value, str):
        return False
    text = " ".join(value.casefold().split()).strip("()[]<>\"'")
    return text in _EMPTY or bool(_ONLY_MARKS.fullmatch(value)) or (text == "na" and kind not in ("country", "text"))


def is_not_applicable(value: object) -> bool:
    """Return whether a value, or the only entry of a list, is a word such as "N/A" or "None"."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return isinstance(value, str) and " ".join(value.casefold().split()).strip("()[]<>\"'") in _NOT_APPLICABLE


def plain(value: object) -> str:
    """Return a value as text to compare by: letter case, white space and a full stop at the end do not count."""
    return _plain(str(value))


@lru_cache(maxsize=2000)
def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(". ")


def is_placeholder(
    value: object, placeholders: Iterable[SchemaPlaceholder], others: Mapping[str, str], raw: str = ""
) -> bool:
    """Return whether a value, or an entry of a list, is still the template's.

    Args:
        value: of the field.
        placeholders: of the field.
        others: the front matter's values as text, for the conditions.
        raw: the value as written, which YAML may read as something else: ``[AUTHOR]``, ``{name}``.
    """
    values = [value, *value] if isinstance(value, list) else [value]
    if raw[:1] in ("[", "{"):
        values.append(raw)
    return any(
        any(_same(written, entry.value) for written in values) and _holds(entry, others) for entry in placeholders
    )


def _same(value: object, wanted: object) -> bool:
    if isinstance(value, str) and isinstance(wanted, str) and wanted.strip().upper() in _TO_DO:
        return bool(re.search(rf"\b{wanted.strip()}\b", value, re.I))  # "TBD, networking"
    if isinstance(value, list) or isinstance(wanted, list):
        same = isinstance(value, list) and isinstance(wanted, list) and len(value) == len(wanted)
        return same and all(map(_same, cast("list[object]", value), cast("list[object]", wanted)))
    numbers = isinstance(value, int | float) and isinstance(wanted, int | float)
    return value == wanted if numbers else plain(value).removeprefix("./") == plain(wanted).removeprefix("./")


def _holds(entry: SchemaPlaceholder, others: Mapping[str, str]) -> bool:
    def stands(name: str, texts: tuple[str, ...], *, begins: bool = False) -> bool:
        found = plain(others.get(name, ""))
        return any(found.startswith(plain(text)) if begins else found == plain(text) for text in texts)

    if any(stands(name, texts, begins=True) for name, texts in entry.unless.items()):
        return False
    return all(stands(name, texts) for name, texts in entry.when.items())


def type_problem(schema: FieldSchema, value: object) -> Problem | None:
    """Return a problem for a value of another type than the field's.

    Examples are a list for a text, words for a number, and two entries for a coordinate.

    Args:
        schema: the field.
        value: its value.
    """
    if schema.not_applicable and is_not_applicable(value):
        return None
    if schema.type == "date":
        entries = value if schema.many and isinstance(value, list) else [value]
        return next((problem for entry in entries if (problem := _date_problem(entry))), None)
    if schema.type in _TEXTS:
        texts = value if schema.many and isinstance(value, list) else [value]
        wrong = next((entry for entry in texts if isinstance(entry, list | dict | bool)), None)
        return None if wrong is None else Problem("text", {"found": kind_of(wrong)})
    if schema.type == "coordinate":
        return _coordinate(value)
    fits = _KINDS.get(schema.type)
    entries = value if schema.many and isinstance(value, list) and schema.type != "list" else [value]
    misfits = [entry for entry in entries if fits is not None and not fits(entry)]
    return Problem(schema.type, {"found": kind_of(misfits[0])}) if misfits else None


def _date_problem(value: object) -> Problem | None:
    """Return the problem with a date, and its correct notation if there is only one reading."""
    found = dates.problem(value)
    if found is None:
        return None
    facts = {"found": kind_of(value), "value": found.written, "better": found.better, "other": found.other}
    if found.code == "date" and found.written:
        return Problem("date-text", facts)
    return Problem(found.code, facts, found.better if found.code == "date-form" else None)


_TEXTS = ("text", "alt", "credit", "country", "choice", "status")
_KINDS: Mapping[str, Callable[[object], bool]] = {
    "path": lambda value: isinstance(value, str),
    "link": lambda value: isinstance(value, str) and bool(re.fullmatch(_LINK, value.strip())),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
}


def kind_of(value: object) -> str:
    """Return the type of a value in plain words."""
    if isinstance(value, bool):
        return "true or false"
    for kind, name in ((list, "a list"), (dict, "a group of fields"), (int, "a number"), (float, "a number")):
        if isinstance(value, kind):
            return name
    return "a date" if isinstance(value, date) else "a text"


def _coordinate(value: object) -> Problem | None:
    if isinstance(value, list):
        numbers = [_number(member) for member in value]
        if len(value) == 2 and all(
            isinstance(member, int | float) and not isinstance(member, bool) for member in value
        ):
            return None
        if len(value) == 2 and None not in numbers:  # numbers in quotes, or with a sign of degrees
            return Problem("coordinate-text", {}, f"[{numbers[0]}, {numbers[1]}]", safe=True)
        return Problem("coordinate", {"found": f"{len(value)} values" if len(value) != 2 else "other values"})
    if isinstance(value, str):
        parts = [_number(part) for part in value.strip("()[]{} ").split(",")]
        if len(parts) == 2 and None not in parts:
            return Problem("coordinate-brackets", {}, f"[{parts[0]}, {parts[1]}]", safe=True)
    return Problem("coordinate", {"found": kind_of(value)})


def _number(value: object) -> str | None:
    """Return a number as it is written, without quotes and signs of degrees."""
    if isinstance(value, bool):
        return None
    text = str(value).strip().removesuffix("°").strip()
    return text if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{1,30})?", text) else None


def choice_problem(schema: FieldSchema, value: object) -> Problem | None:
    """Return a problem for a value that is not allowed, with the one that was probably meant.

    Args:
        schema: the field.
        value: its value.
    """
    if schema.many and isinstance(value, list):
        return next((problem for entry in value if (problem := choice_problem(schema, entry))), None)
    if not schema.values or isinstance(value, list | dict | bool):
        return None
    if schema.not_applicable and is_not_applicable(value):
        return None
    text = str(value).strip()
    if text in schema.values:
        return None
    values = {"value": text, "allowed": listed(schema.values)}
    meant = meant_by(schema, text)
    if meant is None:
        return Problem("unknown", values)
    case = squeezed(meant) == squeezed(text)
    return Problem("case" if case else "meant", {**values, "meant": meant}, meant, safe=case)


def squeezed(text: str) -> str:
    """Return letters and digits alone, in lower case: ``civic tech`` and ``CivicTech`` are one."""
    return "".join(char for char in text.casefold() if char.isalnum())


def meant_by(schema: FieldSchema, text: str) -> str | None:
    """Return the allowed value that a text resembles.

    It may differ in spelling, be a synonym, or have one typing error in four letters.

    Args:
        schema: the field.
        text: the text.
    """
    own = squeezed(text)
    if not own:
        return None
    for value in schema.values:
        if squeezed(value) == own or squeezed(value) == own.replace("and", ""):
            return value
    for word, value in schema.synonyms.items():
        if squeezed(word) == own and value in schema.values:
            return value
    from rapidfuzz.distance import OSA

    slips, best = min((OSA.distance(own, squeezed(value)), value) for value in schema.values)
    return best if slips <= max(1, len(own) // 4) else None


def listed(values: Iterable[str]) -> str:
    """``a, b or c``."""
    *most, last = map(str, values)
    return f"{', '.join(most)} or {last}" if most else last


def year_of(value: object) -> int | None:
    """Return a year of four digits, in quotes or not."""
    if isinstance(value, bool):
        return None
    return int(str(value).strip()) if isinstance(value, int | str) and _YEAR.fullmatch(str(value).strip()) else None


def year_problem(value: object, today: date, ahead: int = 10) -> Problem | None:
    """Return a problem for an invalid or implausible start year.

    Args:
        value: the value.
        today: the current day.
        ahead: years after today that are plausible.
    """
    year = year_of(value)
    if year is None:
        return not_a_year(value)
    if year < EARLIEST:
        return Problem("early", {"year": year, "low": EARLIEST})
    return Problem("late", {"year": year, "ahead": ahead}) if year > today.year + ahead else None


def not_a_year(value: object) -> Problem:
    """Return a problem for a value that is not a year, with the year that it contains if any."""
    text = str(value).strip() if not isinstance(value, list | dict) else kind_of(value)
    years = re.findall(_ANY_YEAR, text)
    values: dict[str, object] = {"value": text[:40], "year": years[0] if years else ""}
    if len(years) == 1 and not isinstance(value, list | dict):
        return Problem("year-in-text", values, years[0])
    return Problem("not-a-year", values)


def completed_problem(value: object, today: date) -> Problem | None:
    """Return a problem for a future year of completion, or for words in its place.

    Args:
        value: the value.
        today: the current day.
    """
    year = year_of(value)
    if year is not None:
        return Problem("future", {"year": year}, "") if year > today.year else None
    if is_empty(value, "year"):
        return Problem("word", {"value": str(value).strip()[:40]}, "", safe=True)
    if not isinstance(value, str):
        return not_a_year(value)
    text = value.strip()[:40]
    years = re.findall(_ANY_YEAR, text)
    if re.search(_ONGOING, text):
        return Problem("ongoing", {"value": text}, "", safe=not years)
    if years and (re.search(_EXPECTED, text) or int(years[-1]) > today.year):
        past = int(years[-1]) <= today.year
        values = {"value": text, "year": years[-1]}
        return Problem("uncertain" if past else "expected", values, None if past else "")
    return not_a_year(value)


def tag_problems(schema: FieldSchema, value: object) -> list[tuple[int | None, Problem]]:
    """Yield the problems with a list of tags, each with the index of the entry, or None for the list.

    Args:
        schema: the field.
        value: its value.
    """
    if not isinstance(value, list):
        members = [part.strip() for part in re.split(r"[,;|/]", str(value)) if part.strip()]
        meant = [meant_by(schema, part) for part in members] if schema.values else members
        mended = f"[{', '.join(known or part for known, part in zip(meant, members, strict=True))}]"
        return [(None, Problem("not-a-list", {"value": str(value)[:60]}, mended, safe=None not in meant))]
    found: list[tuple[int | None, Problem]] = []
    seen: set[str] = set()
    for index, member in enumerate(value):
        problem = _tag(schema, member)
        if problem is not None:
            found.append((index, problem))
        name = str(problem.values.get("meant", member)) if problem else str(member)
        if squeezed(name) in seen and not is_blank(member):
            found = [entry for entry in found if entry[0] != index]
            found.append((index, Problem("twice", {"value": str(member)})))
        seen.add(squeezed(name))
    if schema.max_items is not None and len(value) > schema.max_items:
        found.append((None, Problem("too-many", {"found": len(value), "most": schema.max_items})))
    return found


def _tag(schema: FieldSchema, member: object) -> Problem | None:
    if is_blank(member):
        return Problem("blank-item")
    if isinstance(member, list | dict):
        return Problem("nested", {"found": kind_of(member)})
    text = str(member).strip()
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    if len(parts) > 1 and text not in schema.values:
        return Problem("several-in-one", {"value": text[:60], "count": len(parts)})
    return choice_problem(schema, member)


def sentences(text: str) -> int:
    """Return the number of sentences in a text; abbreviations and initials do not end one."""
    ends = [
        match for match in _SENTENCE_END.finditer(text) if not re.search(_ABBREVIATION, text[: match.start() + 1][-12:])
    ]
    return len(ends) + 1 if text.strip() else 0
