"""Items, notes and lists in the forms in which authors write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.document import items
from cslint.document.document import Document
from cslint.text.source import Source


def read(text: str) -> Document:
    return Document(Source(Path("index.md"), text))


def found(text: str) -> list[tuple[str, int]]:
    (section,) = read(f"## A\n\n{text}").sections
    return [(item.title, item.words) for item in items.find(section)]


@pytest.mark.parametrize("mark", "•●▪·‣")
def test_lines_with_bullets_of_a_word_processor_are_entries(mark: str) -> None:
    assert found(f"{mark} Trams run early\n{mark}Buses\n") == [("", 3), ("", 1)]
    assert found(f"All of these:\n{mark} **Trams**: run early\n{mark} **Buses**: run\n") == [("Trams", 2), ("Buses", 1)]


def test_text_that_is_not_indented_belongs_to_the_title_above_it() -> None:
    text = "1. **Trams**\n\nThey run early.\n\n2. **Buses**\n\nThey run.\n\nAnd late.\n"
    assert found(text) == [("Trams", 3), ("Buses", 4)]


def test_each_row_of_a_table_is_an_item() -> None:
    text = "| What | How |\n|:--|---|\n| Trams | run [early](b) |\n| Buses | run |\n|  |  |\n"
    assert found(text) == [("Trams", 2), ("Buses", 1)]


def test_footnotes_are_entries_of_a_list_of_sources() -> None:
    assert (
        len(found("[^1]: Jensen (2020). https://example.org\n[^b]: short\n\n[^c]: [Plan](https://example.org)\n")) == 3
    )


def test_a_footnote_defines_no_link_and_keeps_its_own() -> None:
    document = read("Seen[^1] and [^2].\n\n[^1]: plan.pdf\n[^2]: [Plan](https://example.org) of all\n\n    and more\n")
    assert [link.target for link in document.links] == ["https://example.org"]
    assert {label: block.plain for label, block in document.notes.items()} == {"1": "plan.pdf", "2": "Plan of all"}


def test_footnotes_below_the_last_item_are_no_part_of_it() -> None:
    assert found("**Trams**. They run.[^1]\n\n**Buses**. They run.\n\n[^1]: A long note with many words.\n") == [
        ("Trams", 2),
        ("Buses", 2),
    ]


def test_the_caption_of_a_broken_image_is_no_text() -> None:
    document = read("A tram. ![A blue tram](./tram.png „Photo: Lena Muster“)\n")
    assert sum(block.words for block in document.blocks) == 2


@pytest.mark.parametrize(
    "text",
    [
        "![a](./b.png)\n*A blue tram. Lena Muster (Flickr)*\n\nTwo words\n",
        "![a](./b.png)\n\n_A blue tram. Lena Muster_\n\nTwo words\n",
        "![a](./b.png)\n\nSource: Lena Muster\n\nTwo words\n",
        '<figure>\n<img src="b.png" alt="a">\n<figcaption>A tram. Lena Muster</figcaption>\n</figure>\n\nTwo words\n',
    ],
)
def test_a_caption_below_an_image_is_no_text(text: str) -> None:
    assert sum(block.words for block in read(text).blocks) == 2


def test_a_line_in_italics_elsewhere_is_text() -> None:
    assert sum(block.words for block in read("Text.\n\n*A blue tram*\n").blocks) == 4
