"""Headings of a template: their fixed words, their slots, and marks that are notation and not part of the name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cslint.document.markdown.urls import INVISIBLE
from cslint.placeholder import slots
from cslint.placeholder.slots import Slot

# "(optional)", "[if applicable]", "(required for beta)", "(s)", "{#id}"; what follows the word is part of the mark
_OPTIONAL_WORDS = r"optional|if|as needed|when|where (?:relevant|applicable|needed)"
_OPTIONAL = re.compile(rf"(?<!\s)\s*+[(\[](?:\s*+(?:{_OPTIONAL_WORDS})\b[^()\[\]]{{0,80}}+)[)\]]", re.I)
_MARK = re.compile(
    r"(?<!\s)\s*+[(\[]\s*+(?:required|recommended|mandatory|max(?:imum)?|min(?:imum)?|at (?:least|most)|up to|about"
    r"|\d)\b[^()\[\]]{0,80}+[)\]]"
    r"|(?<!\s)\s*+\{[#.:][^{}]{0,80}+\}",
    re.I,
)
_PLURAL = r"(?i)(?<=\w)\((?:s|es|ies)\)"
_NUMBERING = re.compile(r"^\s*+(?:\d{1,3}|[ivx]{1,5})[.)]\s+")
_LETTERS = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(.*[^\d\s])\s*+(?:\d{1,3}|[NX#])$", re.S)


class HeadingPattern(NamedTuple):
    """A heading as a template has it.

    Attributes:
        title: the heading as written, without markup.
        name: the same without marks such as "(optional)".
        optional: whether a mark says that the section may be left out.
        slots: the slots in ``name``.
        fixed: the words outside the slots, one text for each stretch, in the form that ``normal`` gives.
    """

    title: str
    name: str
    optional: bool
    slots: tuple[Slot, ...]
    fixed: tuple[str, ...]

    @property
    def is_slot(self) -> bool:
        """Whether nothing in it is fixed: "[Name of the option]"."""
        return bool(self.slots) and not any(self.fixed)

    @property
    def is_numbered(self) -> bool:
        """Whether its fixed words end in a number, as those of items to be named do: "Story 1", "Entry 1 - [Date]"."""
        fixed = " ".join(filter(None, self.fixed))
        return bool(_NUMBERED.fullmatch(fixed))

    @property
    def stem(self) -> str:
        """The noun of a numbered heading: "story" of "Story 1"."""
        match = _NUMBERED.fullmatch(" ".join(filter(None, self.fixed)))
        return match[1].strip() if match else ""

    def matches(self, title: str) -> bool:
        """Return whether a heading of a copy is this one: the same fixed words, and any text for each slot."""
        own = keys(title)
        if own & keys(self.title):
            return True
        if self.slots:
            return not self.is_slot and any(_expression(self.fixed).fullmatch(key) for key in own)
        return False


@lru_cache(maxsize=4096)
def pattern(title: str) -> HeadingPattern:
    """Read a heading of a template.

    Args:
        title: its visible text, or its Markdown.
    """
    name = plain(title)
    found = tuple(slot for slot in slots.find(name) if slot.text != name or slot.text[:1] in "[<{")
    fixed, at = [], 0
    for slot in found:
        fixed.append(normal(name[at : slot.span.start]))
        at = slot.span.end
    fixed.append(normal(name[at:]))
    return HeadingPattern(title, name, bool(_OPTIONAL.search(title)), found, tuple(fixed))


def plain(title: str) -> str:
    """Return a heading without marks that are notation: "(optional)", "[if applicable]", "{#id}"."""
    return _MARK.sub("", _OPTIONAL.sub("", title)).strip() or title.strip()


@lru_cache(maxsize=8192)
def normal(title: str) -> str:
    """Return a heading reduced to what makes it the same: letter case, punctuation, "&" and numbering do not."""
    text = INVISIBLE.sub("", title).casefold().replace("&", " and ")
    return " ".join(_LETTERS.findall(_NUMBERING.sub("", text)))


@lru_cache(maxsize=8192)
def keys(title: str) -> frozenset[str]:
    """Return the forms under which a heading is the same: without marks, and "Author(s)" as "Author" and "Authors"."""
    name = plain(title)
    if "(" not in name:
        return frozenset((normal(name),))
    forms = {normal(name), normal(re.sub(_PLURAL, "", name)), normal(re.sub(_PLURAL, "s", name))}
    return frozenset(filter(None, forms))


@lru_cache(maxsize=1024)
def _expression(fixed: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that matches the fixed texts in order, with at least one word for each slot."""
    parts = [re.escape(text) for text in fixed]
    return re.compile(r"\s*(?:\S.*?)\s*".join(rf"{part}" for part in parts), re.S)
