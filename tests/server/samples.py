"""Case studies as an editor holds them, without an editor."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import Position, Range, TextEdit

from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.server.places import PositionCodec
from cslint.server.texts import OpenDocument, OpenDocuments
from cslint.text.source import Source

EXAMPLES = Path(__file__).parents[2] / "examples"
FINISHED = EXAMPLES / "pune-ind" / "index.md"


def texts(**request: object) -> OpenDocuments:
    """The open texts of a fresh server, whatever the configuration says."""
    return OpenDocuments(Session(Request(**request), isolated=True))  # type: ignore[arg-type]


def opened(text: str, path: Path = FINISHED) -> OpenDocument:
    """A text opened in place of the finished example, with its pictures and map beside it."""
    found = texts().put(path, text, 1)
    assert found is not None
    return found


def at(text: str, mark: str, skip: int = 0) -> Position:
    """Where a mark begins in a text, or ``skip`` characters after that, in UTF-16."""
    return PositionCodec(Source(FINISHED, text)).position(text.index(mark) + skip)


def mended(text: str, edits: list[TextEdit]) -> str:
    """A text with an editor's edits made, as an editor counts: in UTF-16."""
    places = PositionCodec(Source(FINISHED, text))
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[: places.offset(edit.range.start)] + edit.new_text + text[places.offset(edit.range.end) :]
    return text


def everywhere(text: str) -> Range:
    """The range of a whole text."""
    return Range(Position(0, 0), at(text + "\0", "\0"))
