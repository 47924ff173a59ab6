"""Resolve YAML scalars without quotes.

The values are those of python-frontmatter (YAML 1.1, PyYAML's own table of implicit types), with two exceptions
that authors never mean: ``12:30`` stays text, and so does a number with thousands of digits.
"""

from __future__ import annotations

import re
from datetime import date

from cslint.text.source import Fault, Span

_MAX_DIGITS = 4_000  # Python refuses to convert longer ones
_TRUE = {"yes", "true", "on"}
_PLAIN_BOOLEANS = {"true", "false"}
_DATE = r"\d{4}-\d\d-\d\d"


def resolve(text: str, tag: str, span: Span) -> tuple[object, Fault | None]:
    """Return the value of a scalar, and a problem ``boolean`` or ``number`` if that differs from its text.

    Args:
        text: the scalar as written.
        tag: the type that YAML gives it.
        span: its position, for the problem.
    """
    match tag.rpartition(":")[2]:
        case "null":
            return None, None
        case "bool":
            read = text.lower() in _TRUE
            if text.lower() in _PLAIN_BOOLEANS:
                return read, None
            return read, Fault("boolean", span, {"raw": text, "read": str(read).lower()})
        case "int" | "float" as kind:
            value = _number(text, kind)
            if ":" in text or (kind == "int" and str(value) != text.lstrip("+")):
                return value, Fault("number", span, {"raw": text, "read": _shown(text, value)})
            return value, None
        case "timestamp" if re.fullmatch(_DATE, text):
            try:
                return date.fromisoformat(text), None
            except ValueError:
                return text, None
    return text, None


def _number(text: str, kind: str) -> int | float | str:
    """Return the value of a number in YAML 1.1: ``0x1F``, ``0b1``, ``017``, ``1_000``, ``.5``, ``.inf``."""
    digits = text.replace("_", "").lower()
    if ":" in digits or len(digits) > _MAX_DIGITS:
        return text
    try:
        if kind == "float":
            return float(digits.replace(".inf", "inf").replace(".nan", "nan"))
        sign, digits = (-1, digits[1:]) if digits.startswith("-") else (1, digits.removeprefix("+"))
        octal = digits.startswith("0") and digits != "0" and not digits.startswith(("0x", "0b"))
        return sign * int(digits, 8 if octal else 0)
    except ValueError:
        return text


def _shown(text: str, value: object) -> str:
    """Return how a YAML 1.1 reader reads a number, for messages; ``12:30`` is base 60."""
    if ":" not in text or "." in text or len(text) > 20:
        return str(value)[:20]
    total = 0
    for part in text.replace("_", "").lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return str(-total if text.startswith("-") else total)
