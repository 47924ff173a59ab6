"""Every message as an author reads it, in one file, so that a change is reviewed as prose.

``CSLINT_UPDATE=1 pytest tests/test_messages.py`` writes it anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from cslint.rules import registry

SNAPSHOT = Path(__file__).parent / "snapshots" / "messages.txt"
SHOWN = re.compile(r"^(?:\S+:)?\d+:\d+ (?P<told>(?:error|warning|note): .*)$", re.M)
OUTPUT = re.compile(r"^```text\n(.*?)^```", re.M | re.S)


def told() -> str:
    """Messages of the examples of every page, and the helps as the page has them."""
    parts = []
    for rule in sorted(registry.built_in().values(), key=lambda rule: (rule.family, rule.name)):
        lines = [match["told"] for block in OUTPUT.findall(rule.body) for match in SHOWN.finditer(block)]
        helps = [f"  help: {text}" for text in rule.helps.values()]
        parts.append("\n".join([rule.name, *(f"  {line}" for line in dict.fromkeys(lines)), *dict.fromkeys(helps)]))
    return "\n\n".join(parts) + "\n"


def test_messages_are_those_that_were_reviewed() -> None:
    if os.environ.get("CSLINT_UPDATE"):
        SNAPSHOT.write_text(told(), encoding="utf-8")
    assert told() == SNAPSHOT.read_text(encoding="utf-8")


def test_a_message_is_a_sentence_or_two_without_jargon() -> None:
    jargon = re.compile(r"\b(?:regex|None|token|parse[rd]?|AST|schema validation|stdin|traceback)\b")
    for rule in registry.built_in().values():
        for text in rule.messages.values():
            assert len(text) < 200, rule.name
            assert not jargon.search(text), (rule.name, text)
