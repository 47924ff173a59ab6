"""Parse JSON like ``json``, and name problems for checks to explain.

Never raises: errors become problems with positions. Problems that ``json`` ignores (NaN, duplicate names, a byte order
mark, another encoding) are reported too.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from cslint.document.geojson import json_positions
from cslint.text.source import Fault, Source, Span
from cslint.util.shorten import shorten

_CONSTANT = re.compile(json_positions.STRING + r"|(-?Infinity|NaN)", re.DOTALL)
_LONG_NUMBER = re.compile(json_positions.STRING + r"|(-?\d{4301,}+)", re.DOTALL)
_BRACKET = re.compile(json_positions.STRING + r"|([\[\]{}])", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*+")
_TOKEN = re.compile(r"""[^\s,\[\]{}:"']++|.""", re.DOTALL)
_GOOD_NUMBER = re.compile(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?+(?:[eE][-+]?\d++)?+(?=[\s,\]}])")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_QUOTES = "'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
_INVISIBLE = "[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]"
# first characters of files in other formats
_STRANGERS = (
    ("<!doctype html", "a web page; the download of the map may have failed"),
    ("<html", "a web page; the download of the map may have failed"),
    ("<", "XML, such as KML or GPX"),
    ("PK\x03\x04", "a zip archive, such as a zipped shapefile or a KMZ file"),
    ("version https://git-lfs", "a Git LFS pointer; the map itself was not committed"),
    ("var ", "a JavaScript program"),
    ("const ", "a JavaScript program"),
    ("let ", "a JavaScript program"),
    ("export ", "a JavaScript program"),
)
_WELL_KNOWN_TEXT = re.compile(
    r"(?:SRID=\d++;)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b|GEOMETRYCOLLECTION\b", re.IGNORECASE
)
# what servers answer instead of a file: a status with or without its number
_SERVER_REPLY = re.compile(
    r"(?:error:?\s++)?(?:[45]\d\d\b.{0,60}"
    r"|(?:not found|forbidden|unauthorized|bad (?:request|credentials|gateway)|access denied"
    r"|too many requests|rate limit exceeded|internal server error|service unavailable|gateway timeout)\b.{0,60})",
    re.IGNORECASE,
)
_SHOWN = 60  # characters of a reply
_WORDS = frozenset({"None", "True", "False", "undefined", "nan", "inf", "NULL", "Null", "TRUE", "FALSE", "infinity"})
_SEPARATORS = " \t\r\n\x1e\ufeff"
# deeper than any map
_DEEP = 200


class JsonText(NamedTuple):
    """The parsed text; ``value`` is meaningless if ``readable`` is false."""

    value: object
    faults: tuple[Fault, ...]
    readable: bool = True


def read(source: Source) -> JsonText:
    """Parse a source.

    Problems are named ``encoding``, ``byte-order-mark``, ``empty``, ``stranger``, ``truncated``, ``conflict``,
    ``comment``, ``trailing-comma``, ``missing-value``, ``missing-comma``, ``missing-colon``, ``quotes``,
    ``unclosed-text``, ``control``, ``escape``, ``bare-key``, ``word``, ``number``, ``bracket``, ``extra``, ``lines``,
    ``invisible``, ``character``, ``deep``, ``digits``, ``constant`` and ``double``. Values explain them.
    """
    issues = [fault for fault in source.faults if fault.what in ("encoding", "byte-order-mark")]
    constants: list[str] = []
    doubled = False

    def constant(word: str) -> float:
        constants.append(word)
        return float("nan")

    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal doubled
        result = dict(pairs)
        doubled = doubled or len(result) != len(pairs)
        return result

    text = source.text
    try:
        value = json.loads(text, parse_constant=constant, object_pairs_hook=mapping)
    except json.JSONDecodeError as error:
        if any(fault.what == "nul" for fault in source.faults):
            binary = Fault(
                "stranger",
                Span(0, min(1, len(text))),
                {"kind": "an image, an archive or another file of bytes"},
            )
            return JsonText(None, (binary,), readable=False)
        return JsonText(None, (*issues, _diagnose(text, error)), readable=False)
    except RecursionError:
        return JsonText(None, (*issues, _too_deep(text)), readable=False)
    except ValueError:
        return JsonText(None, (*issues, _long_number(text)), readable=False)
    if constants:
        issues.append(_constant(text, len(constants)))
    if doubled:
        issues.extend(
            Fault("double", double.again, {"name": shorten(double.name, 40, cut="end"), "first": double.first})
            for double in json_positions.doubled_keys(text)
        )
    return JsonText(value, tuple(issues))


def _constant(text: str, count: int) -> Fault:
    first = next(match for match in _CONSTANT.finditer(text) if match.group(1))
    return Fault("constant", Span(*first.span(1)), {"word": first.group(1), "count": count})


def _long_number(text: str) -> Fault:
    for match in _LONG_NUMBER.finditer(text):
        if match.group(1):
            return Fault("digits", Span(*match.span(1)), {"count": len(match.group(1).lstrip("-"))})
    return Fault("character", Span(0, 0), {"character": text[:1]})


def _too_deep(text: str) -> Fault:
    """Return a problem where the nesting exceeds what any map needs."""
    depth = deepest = 0
    place = Span(0, 1)
    for match in _BRACKET.finditer(text):
        bracket = match.group(1)
        if bracket in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
            if depth == _DEEP:
                place = Span(*match.span())
        elif bracket:
            depth -= 1
    return Fault("deep", place, {"depth": deepest})


class _Spot(NamedTuple):
    """The position where ``json`` gave up, with its surroundings."""

    text: str
    at: int
    error: str

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> int:
        """Offset of the last character before that is not white space, -1 at the beginning."""
        return len(self.text[: self.at].rstrip(" \t\r\n")) - 1

    def fault(self, what: str, length: int = 1, at: int | None = None, **values: object) -> Fault:
        start = min(self.at if at is None else at, len(self.text))
        return Fault(what, Span(start, min(start + length, len(self.text))), values)

    def token(self) -> str:
        """Return the run of characters at the position, at most 40."""
        match = _TOKEN.match(self.text, self.at)
        return match.group()[:40] if match else ""


def _diagnose(text: str, error: json.JSONDecodeError) -> Fault:
    """Explain a parser's error from the text at its position and before it."""
    at = error.pos
    if not error.msg.startswith("Invalid"):
        while text[at : at + 1] in (" ", "\t", "\r", "\n"):  # Python 3.13 points to the end of the preceding value
            at += 1
    spot = _Spot(text, at, error.msg)
    for look in (_outside, _in_text, _unfinished, _punctuation, _bare):
        if (fault := look(spot)) is not None:
            return fault
    return spot.fault("character", len(spot.token()) or 1, found=spot.token())


def _outside(spot: _Spot) -> Fault | None:
    """Return a problem for text that is not JSON, or surrounds it."""
    text, at = spot.text, spot.at
    if not text.strip():
        return spot.fault("empty", 0, at=0)
    line = text.rfind("\n", 0, at) + 1
    if conflict := _CONFLICT.match(text, line):
        return spot.fault("conflict", 7, at=conflict.start())
    if spot.before < 0:
        for head, kind in _STRANGERS:
            if text[at : at + len(head)].casefold() == head.casefold():
                return spot.fault("stranger", len(head.strip()), kind=kind)
    if "{" not in text and "[" not in text:
        start = len(text) - len(text.lstrip())
        first = text[start:].split("\n", 1)[0].rstrip()
        return spot.fault("stranger", len(first), at=start, kind=_kind_of_text(first))
    if (invisible := re.match(_INVISIBLE, spot.char)) and not spot.error.startswith("Invalid control"):
        return spot.fault("invisible", 1, code=f"U+{ord(invisible.group()):04X}")
    return None


def _kind_of_text(first: str) -> str:
    """Return what a text without any bracket of JSON is, judged by its first line."""
    if _WELL_KNOWN_TEXT.match(first):
        return "well-known text (WKT)"
    if _SERVER_REPLY.fullmatch(first[: _SHOWN * 2]):
        return f'the answer of a server to a failed download: "{shorten(first, 40, cut="end")}"'
    return "plain text"


def _in_text(spot: _Spot) -> Fault | None:
    """Return problems inside quotes."""
    text, at = spot.text, spot.at
    if spot.error.startswith("Unterminated string") and text.rstrip()[-1] in "]}":
        return spot.fault("unclosed-text", 1)
    if spot.error.startswith("Unterminated string"):
        return _truncated(spot)
    if spot.error.startswith("Invalid control"):
        if spot.char in ("\r", "\n"):
            return spot.fault("unclosed-text", 1)
        return spot.fault("control", 1, code="a tab" if spot.char == "\t" else f"U+{ord(spot.char or ' '):04X}")
    if spot.error.startswith("Invalid \\"):
        return spot.fault("escape", 2, at=max(0, text.rfind("\\", 0, at + 1)))
    return None


def _unfinished(spot: _Spot) -> Fault | None:
    """Return a problem for the end of the file, or a bracket, in the wrong place."""
    text, at = spot.text, spot.at
    opened = _open_brackets(text, at)
    if spot.error.startswith("Extra data"):
        return _extra(spot)
    if at >= len(text.rstrip()):
        return _truncated(spot)
    if spot.char in ("]", "}"):
        if spot.before >= 0 and text[spot.before] == ",":
            return spot.fault("trailing-comma", 1, at=spot.before)
        if spot.before >= 0 and text[spot.before] == ":":
            return spot.fault("missing-value", 1, at=spot.before)
        opener = text[opened[-1]] if opened else ""
        if (opener, spot.char) in (("[", "}"), ("{", "]")):
            return spot.fault("bracket", 1, opener=opener, opened=opened[-1])
    if spot.char == "," and spot.error.startswith("Illegal trailing comma"):
        return spot.fault("trailing-comma", 1)
    if spot.char == ",":
        return spot.fault("missing-value", 1)
    return None


def _extra(spot: _Spot) -> Fault | None:
    """Return a problem for text after the end of the JSON."""
    lines = spot.text.lstrip(_SEPARATORS).startswith("{") and "\n" in spot.text[spot.before + 1 : spot.at]
    if spot.char == "{" and lines:
        return spot.fault("lines", 1)
    kind = "bracket" if spot.char in ("]", "}", ",") else "text"
    return None if spot.char in ("/", "#") else spot.fault("extra", 1, kind=kind)


def _truncated(spot: _Spot) -> Fault:
    opened = _open_brackets(spot.text, len(spot.text))
    return spot.fault("truncated", 1, at=max(0, len(spot.text.rstrip()) - 1), missing=len(opened))


def _punctuation(spot: _Spot) -> Fault | None:
    """Return comments, wrong quotes, invalid numbers, and missing commas and colons."""
    text, at = spot.text, spot.at
    if spot.char in ("/", "#"):
        end = text.find("\n", at)
        return spot.fault("comment", (end if end >= 0 else len(text)) - at)
    if spot.char in _QUOTES:
        return spot.fault("quotes", 1, quote=spot.char)
    separate = spot.error.startswith("Expecting ','") and at > spot.before + 1 and _GOOD_NUMBER.match(text, at)
    if spot.char != ";" and not separate and (number := _number(text, at)) is not None:
        return spot.fault(
            "number", number.end - number.start, at=number.start, found=text[number.start : number.end][:40]
        )
    if spot.error.startswith("Expecting ':'"):
        return spot.fault("missing-colon", 1, at=spot.before)
    if spot.error.startswith("Expecting ','") and (spot.char in ('"', "[", "{", "-") or spot.char.isdigit()):
        return spot.fault("missing-comma", 1, at=spot.before)
    return None


def _bare(spot: _Spot) -> Fault | None:
    """Return words without quotes."""
    if word := _WORD.match(spot.text, spot.at):
        found = word.group()[:40]
        if spot.error.startswith("Expecting property name") and found not in _WORDS:
            return spot.fault("bare-key", len(word.group()), word=found)
        return spot.fault("word", len(word.group()), word=found)
    return None


def _number(text: str, at: int) -> Span | None:
    """Return the span at ``at`` that was meant as a number: ``+5``, ``.5``, ``012``, ``73.8°``."""
    start = at
    while start > 0 and (text[start - 1].isdigit() or text[start - 1] in "+-.eE") and at - start < 60:
        start -= 1
    if start == at and text[at] not in "+.-":
        return None
    token = _TOKEN.match(text, start)
    end = token.end() if token else at + 1
    return Span(start, end) if any(char.isdigit() for char in text[start:end]) else None


def _open_brackets(text: str, until: int) -> list[int]:
    """Return the offsets of the brackets still open at an offset."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, 0, until):
        bracket = match.group(1)
        if bracket in ("[", "{"):
            opened.append(match.start())
        elif bracket and opened:
            opened.pop()
    return opened
