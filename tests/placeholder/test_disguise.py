"""Lorem ipsum in look-alike letters or with invisible characters is lorem ipsum; other scripts stay what they are."""

from __future__ import annotations

import pytest

from cslint.document.markdown import word_count
from cslint.placeholder.disguise import undisguised
from cslint.placeholder.lorem import filler

LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
CYRILLIC = str.maketrans("aeopcyxis", "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455")
GREEK = str.maketrans("oipv", "\u03bf\u03b9\u03c1\u03bd")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1)})


@pytest.mark.parametrize("disguise", [CYRILLIC, GREEK, WIDE], ids=["Cyrillic", "Greek", "full width"])
def test_look_alike_letters_disguise_nothing(disguise: dict[int, int]) -> None:
    found = filler(LOREM.translate(disguise))
    assert found is not None
    assert found.spans == filler(LOREM).spans  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_invisible_characters_disguise_nothing(mark: str) -> None:
    text = mark.join(LOREM)
    found = filler(text)
    assert found is not None
    assert "".join(text[found.spans[0].start : found.spans[-1].end].split(mark)) == LOREM


@pytest.mark.parametrize("text", ["\u043c\u044b\u043b\u0430", "\u03c0\u03cc\u03bb\u03b7", "\u6771\u4eac", "na\u00efve"])
def test_words_of_other_scripts_stay_as_they_are(text: str) -> None:
    assert undisguised(text)[0] == text


@pytest.mark.parametrize("letter", ["\u3164", "\u115f", "\uffa0", "\u17b4", "\u2800", "\u0301"])
def test_invisible_letters_and_lone_marks_are_no_words(letter: str) -> None:
    assert word_count.count(f"{letter} {letter}{letter} {letter}") == 0
    assert word_count.count(f"two {letter} words") == 2
