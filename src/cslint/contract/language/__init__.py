"""The language of instructions: what one comment of a template asks for."""

from __future__ import annotations

from cslint.contract.ask import Ask
from cslint.contract.language.reader import read_prose


def read(text: str) -> tuple[Ask, ...]:
    return tuple(read_prose(text))
