"""Read coordinates as people write them, and find what is wrong with the form of ``centroid``."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_NUMBER = r"[+\-−–]?\d{1,20}(?:\.\d{0,20})?"
_PLAIN = rf"[\s(\[{{'\"]*(?P<a>{_NUMBER})['\"]?(?:\s*[,;/]\s*|\s+)['\"]?(?P<b>{_NUMBER})[\s)\]}}'\",;]*"
_COMMAS = r"[\s(\[]*(?P<a>[+\-−]?\d{1,3},\d{2,20})(?:\s*+[,;]\s*+|\s++)(?P<b>[+\-−]?\d{1,3},\d{2,20})[\s)\],;]*"
_ANGLE = (
    r"(?P<before>[NSEWnsew])?\s?(?P<deg>[+\-−]?\d{1,3}(?:\.\d{1,20})?)\s?[°ºd˚]?\s?"
    r"(?:(?P<min>\d{1,2}(?:\.\d{1,20})?)\s?['’′m]\s?)?"
    r"(?:(?P<sec>\d{1,2}(?:\.\d{1,20})?)\s?(?:[\"”″s]|''|’’|′′)\s?)?(?(before)|(?P<after>[NSEWnsew])?)"
)
_LONGEST = 200  # characters in the longest pair of coordinates


class LatLon(NamedTuple):
    """A point on the earth in degrees, latitude first as in front matter."""

    lat: float
    lon: float

    @property
    def possible(self) -> bool:
        """Whether the position exists on the earth."""
        return abs(self.lat) <= 90 and abs(self.lon) <= 180

    def __str__(self) -> str:
        return f"[{number(self.lat)}, {number(self.lon)}]"


class Reading(NamedTuple):
    """Two numbers found in a value.

    Attributes:
        first: the number in the place of the latitude, normally in degrees.
        second: the number in the place of the longitude.
        texts: the two in their correct notation, in the same order.
        fault: "" for a list of two numbers; else ``text`` (a string or a mapping), ``quoted`` (strings in the list),
            ``commas`` (commas for decimal points) or ``angle`` (degrees and minutes, or N, S, E, W).
    """

    first: float
    second: float
    texts: tuple[str, str]
    fault: str = ""

    @property
    def text(self) -> str:
        """The value in its correct notation."""
        return f"[{self.texts[0]}, {self.texts[1]}]"


class Unreadable(NamedTuple):
    """A value without two coordinates: the count of its numbers, or None if it is not a list of numbers."""

    numbers: int | None


def read(value: object, raw: str) -> Reading | Unreadable:
    """Read the value of ``centroid``.

    Args:
        value: the value that YAML parsed.
        raw: its text as written.
    """
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str):
            return _from_text(value[0], "text") or Unreadable(None)
        if raw.count(",") > 2 and (found := _with_commas(raw)):
            return found
        numbers = [item for item in value if _is_number(item)]
        if len(numbers) == len(value):
            return _pair(numbers, raw) if len(numbers) == 2 else Unreadable(len(numbers))
        texts = [str(item) for item in value if isinstance(item, str | int | float)]
        if len(value) == 2 and len(texts) == 2:
            return _from_text(", ".join(texts), "quoted") or Unreadable(None)
        return Unreadable(None)
    if isinstance(value, dict):
        return _from_mapping(value) or Unreadable(None)
    if isinstance(value, str):
        return _from_text(value, "text") or Unreadable(None)
    return Unreadable(1 if _is_number(value) else None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _pair(numbers: list[float], raw: str) -> Reading:
    a, b = numbers
    parts = [part.strip() for part in raw.strip("[] ,").split(",")]
    texts = (parts[0], parts[1]) if len(parts) == 2 else (str(a), str(b))
    return Reading(a, b, texts)


def _with_commas(raw: str) -> Reading | None:
    match = re.fullmatch(_COMMAS, raw[:_LONGEST])
    return _reading(match["a"].replace(",", "."), match["b"].replace(",", "."), "commas") if match else None


def _from_mapping(value: dict[object, object]) -> Reading | None:
    by_letters = {str(key).casefold()[:2]: item for key, item in value.items()}
    a, b = by_letters.get("la"), by_letters.get("lo", by_letters.get("ln"))
    if isinstance(a, int | float) and isinstance(b, int | float) and _is_number(a) and _is_number(b):
        return Reading(a, b, (str(a), str(b)), "text")
    return None


def _from_text(text: str, fault: str) -> Reading | None:
    text = text.strip()[:_LONGEST]
    if match := re.fullmatch(_PLAIN, text):
        return _reading(match["a"], match["b"], fault)
    if match := re.fullmatch(_COMMAS, text):
        return _reading(match["a"].replace(",", "."), match["b"].replace(",", "."), "commas")
    return _from_angles(text)


def _reading(a: str, b: str, fault: str) -> Reading:
    a, b = (part.replace("−", "-").replace("–", "-").lstrip("+") for part in (a, b))
    return Reading(float(a), float(b), (a, b), fault)


def _from_angles(text: str) -> Reading | None:
    """Read degrees with minutes, seconds or a letter for the hemisphere; the letters identify the latitude."""
    text = text.strip("[]() \t\n")
    first = re.match(_ANGLE, text)
    if not first:
        return None
    rest = text[first.end() :].lstrip(" \t\n,;/")
    second = re.fullmatch(_ANGLE, rest)
    if not second:
        return None
    letters = [(m["before"] or m["after"] or "").upper() for m in (first, second)]
    degrees = [_degrees(m, letter) for m, letter in zip((first, second), letters, strict=True)]
    if letters[0] in ("E", "W") and letters[1] in ("N", "S"):
        degrees.reverse()
    elif not ("".join(letters) or first["min"] or second["min"] or "°" in text):
        return None
    return Reading(degrees[0], degrees[1], (number(degrees[0]), number(degrees[1])), "angle")


def number(value: float) -> str:
    """Format a coordinate: at most six decimals, no trailing zeros."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _degrees(match: re.Match[str], letter: str) -> float:
    text = match["deg"].replace("−", "-")
    size = abs(float(text)) + float(match["min"] or 0) / 60 + float(match["sec"] or 0) / 3600
    return -size if text.startswith("-") or letter in ("S", "W") else size
