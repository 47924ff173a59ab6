"""The parts of a template: what in it is an instruction, a slot, a label, a box, a choice, a heading, or stays.

``model`` holds the types, ``body`` reads a template's text into parts, ``prose`` tells an instruction in visible prose
from a text that stays, and ``headings`` tells the fixed words of a heading from slots and marks such as "(optional)".
"""

from __future__ import annotations

from cslint.contract.parts.body import read
from cslint.contract.parts.headings import HeadingPattern
from cslint.contract.parts.model import Left, Part, PartKind

__all__ = ["HeadingPattern", "Left", "Part", "PartKind", "read"]
