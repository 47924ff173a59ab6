"""The parts of a template: instructions, slots, labels, boxes, choices, headings, and standing text.

``model`` defines the types, ``body`` splits a template's text into parts, ``prose`` distinguishes instructions in
visible prose from text that stays, and ``headings`` separates the fixed words of a heading from slots and marks such as
"(optional)".
"""

from __future__ import annotations

from cslint.contract.parts.body import read
from cslint.contract.parts.headings import HeadingPattern
from cslint.contract.parts.model import Left, Part, PartKind

__all__ = ["HeadingPattern", "Left", "Part", "PartKind", "read"]
