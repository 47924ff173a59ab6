"""The vocabulary of requirements."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The counted unit."""

    WORDS = "words"
    ITEMS = "items"
    LINKS = "link"
    IMAGES = "image"
    PARAGRAPHS = "paragraphs"
    SENTENCES = "sentences"
    CHARACTERS = "characters"
    VALUES = "values"
    FORMAT = "format"  # how a value is written, such as YYYY-MM-DD
    UNIQUE = "unique"  # text that is repeated nowhere else


LENGTHS = (Kind.WORDS, Kind.CHARACTERS, Kind.SENTENCES, Kind.PARAGRAPHS)
"""What measures a text, as opposed to counting items, links or images in it."""


class Force(StrEnum):
    """The strictness: a bound is a promise ("no more than"), an aim has a tolerance ("about")."""

    BOUND = "bound"
    AIM = "aim"


TOLERANCE = 0.2
"""The share of its number by which an aim ("about 50 words") may be missed. Checks, score and hover all use it."""
_FEW_WORDS = 2
"""An aim may always be missed by so many words."""
SLIGHT = 0.1
"""A bound that is missed by less than this share of its number is a warning at every stage."""


class Scope(StrEnum):
    """The extent of a count."""

    SECTION = "section"
    ITEM = "item"
    UNSAID = "unsaid"  # the instruction does not say: the template's own placeholders decide


class Requirement(NamedTuple):
    """One requirement as stated in a span of an instruction.

    Attributes:
        kind: the counted unit.
        low: the minimum, or None.
        high: the maximum, or None.
        force: bound or aim.
        scope: what the count covers.
        said: the words that state it, as written.
        start: offset of ``said`` in the instruction.
        end: its end.
        group: index of its group of items, from 0 in order of mention ("one interview … 3-5 insights" are groups 0 and
            1); for items the group that it opens. Items of scope ITEM open none: they are counted in every item of the
            group ("for each goal, list two actions").
        noun: the noun of items as written ("key stakeholder organizations or groups"), or ""; for words and sentences
            the part that they are counted in, if not the text ("title", "caption", "name"), else "".
        field: for allowed values, the front-matter key.
        values: the allowed values, or the names that "each of the three (…)" lists.
        condition: (field, value) in the front matter on which it applies, such as ("type", "plan").
        optional: whether it is only offered ("feel free to add a photo").
    """

    kind: Kind
    low: int | None
    high: int | None
    force: Force
    scope: Scope
    said: str
    start: int
    end: int
    group: int = 0
    noun: str = ""
    field: str | None = None
    values: tuple[str, ...] = ()
    condition: tuple[str, str] | None = None
    optional: bool = False

    def least(self, tolerance: float = TOLERANCE) -> float:
        """Return the smallest number that still meets it: less than the low end of an aim, the low end of a bound.

        Args:
            tolerance: the share by which an aim may be missed.
        """
        low = self.low or 0
        return round(low - self._slack(low, tolerance), 6) if self.force is Force.AIM else low

    def _slack(self, number: int, tolerance: float) -> float:
        """Return by how much an aim may be missed: by a few words in any case, unless no tolerance is given."""
        least = _FEW_WORDS if self.kind is Kind.WORDS and tolerance and number > _FEW_WORDS else 0
        return max(number * tolerance, least)

    def most(self, tolerance: float = TOLERANCE) -> float:
        """Return the largest number that still meets it.

        Args:
            tolerance: the share by which an aim may be missed.
        """
        if self.high is None:
            return float("inf")
        return round(self.high + self._slack(self.high, tolerance), 6) if self.force is Force.AIM else self.high

    def weight(self, number: int) -> str:
        """Return how severe it is to miss it with a number: "aim", "slight" or "bound".

        Args:
            number: the count, which is out of range.
        """
        if self.force is Force.AIM:
            return "aim"
        wanted = (self.low if self.low is not None and number < self.low else self.high) or 0
        sized = self.kind in (Kind.WORDS, Kind.CHARACTERS)
        return "slight" if sized and abs(number - wanted) < SLIGHT * wanted else "bound"
