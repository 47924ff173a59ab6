"""Case studies as an editor holds them, without an editor."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import Position, Range, TextEdit

from cslint.document.source import Source
from cslint.run import Request
from cslint.server.places import Places
from cslint.server.texts import Text, Texts
from cslint.session import Session

EXAMPLES = Path(__file__).parents[2] / "examples"
FINISHED = EXAMPLES / "pune-ind" / "index.md"


def texts(**request: object) -> Texts:
    """The open texts of a fresh server, whatever the configuration says."""
    return Texts(Session(Request(**request), isolated=True))  # type: ignore[arg-type]


def opened(text: str, path: Path = FINISHED) -> Text:
    """A text opened in place of the finished example, with its pictures and map beside it."""
    found = texts().put(path, text, 1)
    assert found is not None
    return found


def at(text: str, mark: str, skip: int = 0) -> Position:
    """Where a mark begins in a text, or ``skip`` characters after that, in UTF-16."""
    return Places(Source(FINISHED, text)).position(text.index(mark) + skip)


def mended(text: str, edits: list[TextEdit]) -> str:
    """A text with an editor's edits made, as an editor counts: in UTF-16."""
    places = Places(Source(FINISHED, text))
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[: places.offset(edit.range.start)] + edit.new_text + text[places.offset(edit.range.end) :]
    return text


def everywhere(text: str) -> Range:
    """The range of a whole text."""
    return Range(Position(0, 0), at(text + "\0", "\0"))
