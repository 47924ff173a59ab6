"""Exact requirements: ``<!-- cslint: words=100-150 items=3-5 links=1/item optional -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cslint.contract.requirement import Force, Kind, Requirement, Scope
from cslint.text.source import Fault, Span

KEYS = {
    "words": Kind.WORDS,
    "items": Kind.ITEMS,
    "links": Kind.LINKS,
    "images": Kind.IMAGES,
    "characters": Kind.CHARACTERS,
    "sentences": Kind.SENTENCES,
    "paragraphs": Kind.PARAGRAPHS,
}
OPTIONAL = "optional"
_OTHERS = ("ignore", "disable", "keep", "replace")
"""Directives that state no requirement: suppressions, and what becomes of the next block of a template."""
_MOST_PROBLEMS = 20


class _Setting(NamedTuple):
    key: str
    value: str | None
    start: int
    end: int


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(r"(?<!\S)cslint:(?P<rest>[^\r\n]*(?:[\r\n]+[ \t]*[a-z]+=[^\r\n]*)*)", re.IGNORECASE)


@cache
def _count() -> re.Pattern[str]:
    return re.compile(
        r"(?P<about>~?)(?P<low>\d{1,7})?(?P<to>-|–|\.\.|\+)?(?P<high>\d{1,7})?(?:/(?P<scope>item|section))?",
        re.IGNORECASE,
    )


def is_exact(text: str) -> bool:
    """Return whether a comment states its requirements exactly, which makes its prose silent."""
    if "cslint:" not in text.lower():
        return False
    settings = list(_settings(text))
    return bool(settings) and (is_directive(text) or any(s.key in KEYS and s.value for s in settings))


def is_directive(text: str) -> bool:
    """Return whether a comment is one for the program: exact requirements or a suppression."""
    return text.lstrip()[:7].lower() == "cslint:"


def read_exact(text: str) -> list[Requirement]:
    """Read exact requirements; what cannot be read is left to ``problems``.

    A range or an open end (``3-``, ``3+``, ``-75``) is a bound. One number is an aim for words, exact for items,
    sentences and paragraphs, and the least for links and images.
    """
    asks: list[Requirement] = []
    groups = 0
    settings = list(_settings(text))
    optional = any(setting.key == OPTIONAL for setting in settings)
    for setting in settings:
        ask = _ask(text, setting, groups, optional=optional)
        if ask:
            asks.append(ask)
            groups += ask.kind is Kind.ITEMS
    return asks


def problems(text: str) -> tuple[Fault, ...]:
    """Return the problems with exact requirements, at offsets into ``text``.

    They are ``unknown-requirement`` (values: ``key``, and ``near``, a similar known key or "") and
    ``unreadable-requirement`` (values: ``key``, ``value``).
    """
    from difflib import get_close_matches

    found: list[Fault] = []
    for setting in list(_settings(text))[:_MOST_PROBLEMS] if is_exact(text) else ():
        span = Span(setting.start, setting.end)
        if setting.key == OPTIONAL and setting.value is None:
            continue
        if setting.key not in KEYS:
            near = get_close_matches(setting.key[:20], [*KEYS, OPTIONAL], 1)
            found.append(Fault("unknown-requirement", span, {"key": setting.key, "near": near[0] if near else ""}))
        elif _ask(text, setting, 0, optional=False) is None:
            found.append(Fault("unreadable-requirement", span, {"key": setting.key, "value": setting.value or ""}))
    return tuple(found)


def _settings(text: str) -> Iterator[_Setting]:
    """Yield the settings after ``cslint:``; suppressions and marks (``cslint: keep``) have none."""
    for directive in _directive().finditer(text):
        rest = directive["rest"]
        if rest.lstrip().lower().startswith(_OTHERS):
            continue
        offset = directive.start("rest")
        for match in re.finditer(r"[^\s,;]+", rest):
            key, equals, value = match[0].partition("=")
            yield _Setting(key.lower(), value if equals else None, offset + match.start(), offset + match.end())


def _ask(text: str, setting: _Setting, groups: int, *, optional: bool) -> Requirement | None:
    kind = KEYS.get(setting.key)
    match = _count().fullmatch(setting.value or "")
    if kind is None or match is None or (match["low"] is None and match["high"] is None):
        return None
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    if (match["to"] == "+" and high is not None) or (match["to"] is None and high is not None):
        return None
    single = match["to"] is None
    if single:
        high = None if kind in (Kind.LINKS, Kind.IMAGES) else low
    if low is not None and high is not None and low > high:
        low, high = high, low
    aim = bool(match["about"]) or (single and kind is Kind.WORDS)
    each = (match["scope"] or "").lower() == "item"
    return Requirement(
        kind,
        low,
        high,
        Force.AIM if aim else Force.BOUND,
        Scope.ITEM if each else Scope.SECTION,
        text[setting.start : setting.end],
        setting.start,
        setting.end,
        group=groups if kind is Kind.ITEMS else (max(groups - 1, 0) if each else 0),
        optional=optional,
    )
