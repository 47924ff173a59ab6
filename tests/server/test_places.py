"""Positions as editors count them: whatever the script, what is at a range is what was meant."""

from __future__ import annotations

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from cslint.server.places import PositionCodec
from cslint.text.source import Source, Span
from tests.server.samples import FINISHED, opened

KINDS = list(PositionEncodingKind)


@pytest.mark.parametrize(
    ("line", "mark", "column"),
    [
        ("Smart Pune", "Pune", {"utf-8": 6, "utf-16": 6, "utf-32": 6}),
        ("स्मार्ट पुणे शहर", "पुणे", {"utf-8": 22, "utf-16": 8, "utf-32": 8}),
        ("🚲🚲 Pune", "Pune", {"utf-8": 9, "utf-16": 5, "utf-32": 3}),
        ("👩‍💻 Pune", "Pune", {"utf-8": 12, "utf-16": 6, "utf-32": 4}),
        ("𝔖mart Pune", "Pune", {"utf-8": 9, "utf-16": 7, "utf-32": 6}),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_column_counts_the_units_that_were_agreed_on(
    line: str, mark: str, column: dict[str, int], kind: PositionEncodingKind
) -> None:
    text = f"first\r\n{line}\r\n"
    places = PositionCodec(Source(FINISHED, text), kind)
    assert places.position(text.index(mark)) == Position(1, column[kind.value])
    assert places.offset(Position(1, column[kind.value])) == text.index(mark)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(st.sampled_from("aé ú😀पु\u2028\r\n\x0b"), max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_offset_comes_back_from_its_position(kind: PositionEncodingKind, text: str) -> None:
    places = PositionCodec(Source(FINISHED, text), kind)
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] != "\r\n":  # no place is between the two
            assert places.offset(places.position(offset)) == offset


@pytest.mark.parametrize(
    ("line", "offset"), [(Position(0, 99), 3), (Position(1, 0), 4), (Position(1, 1), 4), (Position(9, 0), 6)]
)
def test_a_position_that_is_none_is_the_nearest_before_it(line: Position, offset: int) -> None:
    assert PositionCodec(Source(FINISHED, "abc\n😀\n")).offset(line) == offset  # column 1 is inside the emoji


def test_a_finding_behind_emoji_and_devanagari_is_marked_where_it_is() -> None:
    text = FINISHED.read_text(encoding="utf-8")
    line = "पुणे शहर 🚲🚲 TODO: say more"
    opening = opened(text.replace("Pune, a city of", f"{line}\n\nPune, a city of", 1))
    finding = next(finding for finding in opening.report.findings if finding.rule == "todo-marker")
    where = opening.places.range(Span(finding.location.start, finding.location.end))
    assert (where.start.character, where.end.character) == (14, 18)
