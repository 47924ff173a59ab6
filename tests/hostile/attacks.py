"""Texts that make a regular expression try again and again, made from its own structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

# the parser is private, and the only thing that knows the structure of an expression
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 16  # repeats that may be more than this are attacked
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: " ",
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def attacks(pattern: str, flags: int, size: int) -> Iterator[str]:
    """Texts of some size: for each repeat what it accepts, over and over, and then something that fits nowhere."""
    seen = set()
    for before, units in _repeats(parser.parse(pattern, flags)):
        for prefix, unit, end in product(("", *before), units, ("", "\0", "\n!")):
            if unit and (prefix, unit, end) not in seen:
                seen.add((prefix, unit, end))
                yield prefix + unit * (size // len(unit)) + end


def _repeats(items: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Each repeat with texts that lead to it, and texts that it takes in."""
    for at, (code, argument) in enumerate(items):
        lead = tuple(one + more for one, more in product(before or ("",), _samples(items[:at])[:2]))[:3]
        for inner in _inside(code, argument):
            yield from _repeats(inner, lead)
        if code in _REPEATS and argument[1] > _MANY:
            units = _samples(argument[2])
            yield lead, [*units, "".join(units[:2])]


def _inside(code: Any, argument: Any) -> list[Any]:
    if code in _REPEATS:
        return [argument[2]]
    if code is op.SUBPATTERN:
        return [argument[3]]
    if code is op.BRANCH:
        return list(argument[1])
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [argument[1]]
    return [argument] if code is op.ATOMIC_GROUP else []


def _samples(items: Any) -> list[str]:
    """A few texts that a stretch of an expression accepts, as far as that can be told without trying."""
    found = [""]
    for code, argument in items:
        found = [one + more for one, more in product(found, _of(code, argument))][:6]
    return found


def _of(code: Any, argument: Any) -> list[str]:
    if code is op.LITERAL:
        return [chr(argument)]
    if code in (op.ANY, op.NOT_LITERAL):
        return ["a", " "]
    if code is op.IN:
        return _members(argument)
    if code in _REPEATS:
        return [one * max(argument[0], 1) for one in _samples(argument[2])]
    if code in (op.SUBPATTERN, op.BRANCH, op.ATOMIC_GROUP):
        return [one for inner in _inside(code, argument) for one in _samples(inner)][:8] or [""]
    if code is op.AT and argument is op.AT_BEGINNING:
        return ["\n"]
    return [""]


def _members(members: Any) -> list[str]:
    """One character for each part of a class; of one that is said by what is not in it, usual ones."""
    if members and members[0][0] is op.NEGATE:
        inverse = re.compile(f"[{''.join(map(_escaped, members[1:]))}]")
        return [char for char in ("a", " ", "1", "<", "\n", "*") if not inverse.match(char)][:3] or ["\u2603"]
    found = []
    for code, argument in members:
        if code is op.LITERAL:
            found.append(chr(argument))
        elif code is op.RANGE:
            found.append(chr(argument[0]))
        elif code is op.CATEGORY:
            found.append(_CATEGORIES[argument])
    return found[:4]


def _escaped(member: Any) -> str:
    code, argument = member
    if code is op.CATEGORY:
        return {
            op.CATEGORY_DIGIT: r"\d",
            op.CATEGORY_NOT_DIGIT: r"\D",
            op.CATEGORY_SPACE: r"\s",
            op.CATEGORY_NOT_SPACE: r"\S",
            op.CATEGORY_WORD: r"\w",
            op.CATEGORY_NOT_WORD: r"\W",
        }[argument]
    if code is op.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return re.escape(chr(argument))
