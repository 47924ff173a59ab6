"""The language of instructions: what one comment of a template asks for.

A comment is read in steps, a module each: ``tokens`` (words, numbers, marks), ``numbers`` ("three to five"),
``quantities`` ("no more than 75"), ``nouns`` (what is counted), ``sentences`` (where they end), ``moods`` (order, rule,
question, phrase or tale), ``counts`` and ``contexts`` (every count of a sentence and what the words around add to it),
``judge`` (requirement or remark?), ``names`` (the names that a count spells out), ``unnumbered`` ("include a link"),
``scope`` (each, in total), ``offers`` (optional, "For plans:") and ``reader``, which puts them together. ``allowed``
reads allowed values, ``exact`` the exact form ``cslint: words=100-150``, ``describe`` says an ask in words;
``vocabulary`` holds the words that all of them know.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cslint.contract.instructions.allowed_values import read_values
from cslint.contract.instructions.conditions import ANY, section_condition
from cslint.contract.instructions.directives import is_directive, is_exact, problems, read_exact
from cslint.contract.instructions.formats import fits_format, read_formats
from cslint.contract.instructions.parser import read_prose
from cslint.contract.instructions.render import describe, when
from cslint.contract.instructions.uniqueness import read_uniqueness
from cslint.contract.instructions.unread import unread
from cslint.contract.requirement import Kind, Requirement

__all__ = [
    "ANY",
    "describe",
    "fits_format",
    "is_exact",
    "problems",
    "read",
    "read_formats",
    "section_condition",
    "unread",
    "when",
]


_NEAR = 12  # characters
_LONGEST = 20_000
"""Characters of a comment that are read: no instruction is longer, and hostile ones stay cheap."""


@lru_cache(maxsize=1024)  # the cases of a course share the comments of their template
def read(text: str) -> tuple[Requirement, ...]:
    """Return the requirements in an instruction, in order.

    Args:
        text: the content of one HTML comment.

    Returns:
        Requirements whose ``start``, ``end`` and ``said`` are spans of ``text``. The list is empty for comments without
        countable requirements: a note, commented-out content, a licence, an editor's directive. Exact requirements
        (``cslint: words=100-150``) disable the prose around them. Never raises.
    """
    text = text[:_LONGEST]
    if is_exact(text):
        return tuple(read_exact(text))
    if is_directive(text) or _is_foreign(text):
        return ()
    values = read_values(text)
    prose = _content().sub(lambda line: " " * len(line[0]), _without(text, values))
    counts = [ask for ask in read_prose(prose, text) if not _chooses(ask, values)]
    return tuple(sorted([*values, *counts, *read_uniqueness(prose)], key=lambda ask: (ask.start, ask.end)))


def _chooses(ask: Requirement, values: list[Requirement]) -> bool:
    """Return whether a requirement for one item only introduces allowed values: "choose one option: a, b, c"."""
    one = ask.kind is Kind.ITEMS and ask.low == ask.high == 1
    return one and any(0 <= value.start - ask.end <= _NEAR for value in values)


_LICENCES = (
    "spdx-license-identifier",
    "copyright (c)",
    "copyright ©",
    "licensed under",
    "permission is hereby granted",
)
_TOOLS = (
    "markdownlint", "prettier", "eslint", "textlint", "vale ", "cspell", "spell-checker", "vim:", "-*-", "remark",
    "rumdl", "doctoc",
)  # fmt: skip


def _is_foreign(text: str) -> bool:
    """Return whether a comment is a licence or a directive of an editor or a tool."""
    low = text.lower()
    return low.lstrip().startswith(_TOOLS) or any(licence in low for licence in _LICENCES)


@cache
def _content() -> re.Pattern[str]:
    """Return lines of commented-out content: headings, table rows, quotations, images, tags."""
    return re.compile(r"^[ \t]*(?:#{1,6}[ \t]|\||>|!\[|<\w).*$", re.MULTILINE)


def _without(text: str, values: list[Requirement]) -> str:
    """Return the text with lists of allowed values blanked out, except the order that introduces them."""
    characters = list(text)
    for ask in values:
        characters[ask.start : ask.end] = " " * (ask.end - ask.start)
    return "".join(characters)
