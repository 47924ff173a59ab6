"""The language of instructions (to come)."""

from __future__ import annotations

from cslint.contract.ask import Ask


def read(text: str) -> tuple[Ask, ...]:
    """What an instruction asks."""
    return ()


def describe(ask: Ask) -> str:
    """An ask in words."""
    return f"{ask.low}-{ask.high} {ask.kind}"
