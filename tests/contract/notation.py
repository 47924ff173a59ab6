"""The notation of ``instructions.txt``: comments with what each asks, and an ask in that notation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cslint.contract.requirement import Force, Kind, Requirement, Scope

BREAK = "⏎"


def load(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each comment of a file beside this one with the lines indented below it."""
    comment, asks = "", []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            asks.append(line.strip())
        elif line and not line.startswith("#:"):
            if comment:
                yield comment, asks
            comment, asks = line.replace(BREAK, "\n"), []
    if comment:
        yield comment, asks


def note(ask: Requirement) -> str:
    """Return an ask in the notation."""
    parts = [str(ask.kind), _count(ask) if ask.kind is not Kind.VALUES else (ask.field or "")]
    if ask.scope is Scope.ITEM:
        parts.append("each")
    if ask.scope is Scope.SECTION and ask.kind is not Kind.ITEMS:
        parts.append("in all")
    if ask.group:
        parts.append(f"@{ask.group}")
    if ask.noun:
        parts.append(f'"{ask.noun}"')
    if ask.values:
        parts.append("= " + ", ".join(ask.values))
    if ask.optional:
        parts.append("optional")
    if ask.condition:
        parts.append("when {}={}".format(*ask.condition))
    return " ".join(part for part in parts if part)


def _count(ask: Requirement) -> str:
    bound = ask.force is Force.BOUND
    if ask.low is None and ask.high is None:
        return ""
    if ask.low == ask.high:
        return f"={ask.low}" if bound else str(ask.low)
    if ask.high is None:
        return f">={ask.low}" if bound else f"{ask.low}+"
    if ask.low is None:
        return f"<={ask.high}" if bound else f"..{ask.high}"
    return f"{'' if bound else '~'}{ask.low}-{ask.high}"
