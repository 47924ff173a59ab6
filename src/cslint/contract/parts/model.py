"""Types of the parts that a template is read into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cslint.text.source import Span


class PartKind(StrEnum):
    """The function of a part in a template."""

    INSTRUCTION = "instruction"
    SLOT = "slot"
    LABEL = "label"
    CHECKBOX = "checkbox"
    CHOICE = "choice"
    HEADING = "heading"
    FIELD = "field"
    STANDING = "standing"


class Left(StrEnum):
    """When a copy that still has a part is unfinished."""

    ALWAYS = "always"  # a slot, an instruction in visible text
    ALONE = "alone"  # if the section has no text of the author's own
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a template.

    Attributes:
        kind: its function.
        span: its span in the template.
        text: the part as written, without the marks of a comment, a list or a quotation.
        reason: why it was read so, as the end of a sentence: "it tells the author what to write".
        left: when a copy that still has it is unfinished.
        section: its heading, or "" above the first.
        name: name of a label or a field, fixed words of a heading, else "".
        optional: whether a heading or a field may be left out.
        visible: whether readers of the template see it; comments are hidden.
    """

    kind: PartKind
    span: Span
    text: str
    reason: str
    left: Left = Left.NEVER
    section: str = ""
    name: str = ""
    optional: bool = False
    visible: bool = True
