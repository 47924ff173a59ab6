"""Titles, alternative texts and captions: what was never replaced, and what only resembles it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.placeholder.default_titles import (
    Placeholder,
    Reason,
    placeholder_alt,
    placeholder_caption,
    placeholder_title,
)

TITLES = (
    "Goal 1",
    "Goal 2",
    "Characteristic 1",
    "Technology Intervention 1",
    "Open questions 1",
    "Name of Interviewee",
    "Financing Scheme",
    "Organization Name",
)


@pytest.mark.parametrize(
    ("title", "reason", "like"),
    [
        ("Goal 1", "template", "Goal 1"),
        ("**GOAL 2:**", "template", "Goal 2"),
        ("[Goal 1]", "template", "Goal 1"),
        ("Goals 1", "template", "Goal 1"),
        ("Interviewee name", "template", "Name of Interviewee"),
        ("Financing schemes", "template", "Financing Scheme"),
        ("organization name.", "template", "Organization Name"),
        ("Goal 4", "numbered", "Goal 1"),
        ("Goal #4", "numbered", "Goal 1"),
        ("Goal No. 4", "numbered", "Goal 1"),
        ("Goal Four", "numbered", "Goal 1"),
        ("Goal IV", "numbered", "Goal 1"),
        ("Goal 1: Title", "numbered", "Goal 1"),
        ("Goal 3 – Lorem ipsum", "numbered", "Goal 1"),
        ("Goal 3: [insert]", "numbered", "Goal 1"),
        ("Key Characteristic 1", "numbered", "Characteristic 1"),
        ("Intervention 2", "numbered", "Technology Intervention 1"),
        ("Open question 2", "numbered", "Open questions 1"),
        ("Financing Scheme 2", "numbered", "Financing Scheme"),
        ("Title", "generic", None),
        ("Your Title Here", "generic", None),
        ("[Title]", "generic", None),
        ("Insert title", "generic", None),
        ("Insert the goal here", "generic", None),
        ("Heading", "generic", None),
        ("Project name", "generic", None),
        ("Untitled", "generic", None),
        ("xxx", "generic", None),
        ("...", "generic", None),
        ("Lorem ipsum", "filler", None),
        ("TBD", "todo", None),
        ("[Insert name of goal]", "todo", None),
    ],
)
def test_a_title_that_nobody_replaced(title: str, reason: Reason, like: str | None) -> None:
    assert placeholder_title(title, TITLES) == Placeholder(reason, like)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Goal 1: Equity for all",
        "Goal 1 Equity",
        "Goal 13 of the SDGs",
        "Sustainable Development Goal 13",
        "Goal 2030",
        "Goals",
        "Characteristic",
        "Key Characteristic 1 shows how",
        "Phase 1",
        "Terminal 5",
        "District 9",
        "Financing Scheme: municipal bonds",
        "Interview with the mayor",
        "Organization Namibia",
        "Title IX",
        "Title 9",
        "Heading home",
        "Insert Coin Festival",
        "The Title Company",
        "Your City, Your Voice",
        "Todo en uno",
        "Super Bowl XXX",
        "Magna Carta",
        "5G",
        "N",
    ],
)
def test_a_title_that_says_something(title: str) -> None:
    assert placeholder_title(title, TITLES) is None


@pytest.mark.parametrize("title", TITLES)
def test_what_only_the_template_can_know_is_none_without_it(title: str) -> None:
    assert placeholder_title(title) is None
    assert placeholder_title(title, ["Risk 1", "Assumption"]) is None


ALTS = ("Alt Text / Bicycle station by the river",)


@pytest.mark.parametrize(
    ("alt", "reason"),
    [
        ("Alt Text / Bicycle station by the river", "template"),
        ("alt text/ bicycle station by the River", "template"),
        ("Alt Text / Residents at a meeting", "label"),
        ("Alt Text Autonomous vehicle in Greenwich/ ", "label"),
        ("Image alt text: the harbour", "label"),
        ("Alternative text - the harbour", "label"),
        ("Alt Text", "generic"),
        ("Alt Text /", "generic"),
        ("image alt text", "generic"),
        ("Describe the image", "generic"),
        ("Insert image description here", "generic"),
        ("image", "generic"),
        ("Image 1", "generic"),
        ("[photo]", "generic"),
        ("photo.jpg", "file-name"),
        ("Bridge_Pavilion_2.jpeg", "file-name"),
        ("jane-doe-URK0rZTiOHc-unsplash", "file-name"),
        ("IMG_1234", "file-name"),
        ("Screenshot 2024-01-02 at 10.00", "file-name"),
        ("Lorem ipsum", "filler"),
        ("TODO", "todo"),
    ],
)
def test_an_alternative_text_that_nobody_replaced(alt: str, reason: str) -> None:
    found = placeholder_alt(alt, ALTS)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "Image of the harbour at night",
        "The image shows a map",
        "Photo 51 by Rosalind Franklin",
        "Picture House cinema",
        "Figure skating rink",
        "A photo booth",
        "Alternative energy plant",
        "Alta Badia",
        "Altitude map",
        "Alt-J on stage",
        "Map",
        "Logo",
        "Version 2.0 of the app",
    ],
)
def test_an_alternative_text_that_describes(alt: str) -> None:
    assert placeholder_alt(alt, ALTS) is None


CAPTIONS = ("Jane Doe (Unsplash)", "Optional caption for the map.")


@pytest.mark.parametrize(
    ("caption", "reason"),
    [
        ("Jane Doe (Unsplash)", "template"),
        ("jane doe, Unsplash", "template"),
        ("Optional Caption for the map", "template"),
        ("Title", "generic"),
        ("Caption", "generic"),
        ("Optional Caption Text", "generic"),
        ("Your caption here", "generic"),
        ("Image title", "generic"),
        ("Photo credit:", "generic"),
        ("Source", "generic"),
        ("Photographer Name", "generic"),
        ("Lorem ipsum dolor sit amet", "filler"),
        ("[source needed]", "todo"),
    ],
)
def test_a_caption_that_nobody_replaced(caption: str, reason: str) -> None:
    found = placeholder_caption(caption, CAPTIONS)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "Source: City of Pune",
        "John Smith (Unsplash)",
        "Jane Doe",
        "Photo by Jane Doe",
        "Title deed office",
        "Photographer Jane Doe",
        "Figure 1. The harbour",
        "Image courtesy of NASA",
    ],
)
def test_a_caption_that_says_something(caption: str) -> None:
    assert placeholder_caption(caption, CAPTIONS) is None


@given(st.text(), st.lists(st.text()))
def test_nothing_raises_and_a_template_s_own_title_is_always_known(text: str, template: list[str]) -> None:
    for judge in (placeholder_title, placeholder_alt, placeholder_caption):
        judge(text, template)
        if any(char.isalnum() for char in text):
            assert judge(text, [text]) == Placeholder("template", text)


@pytest.mark.parametrize(
    "unit", [":", " - ", "a ", "Goal 1 ", "Goal 1: ", "[", "x", "of ", "img1", "a.", "#", "screen shot 1 "]
)
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "!"
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            placeholder_title(text, TITLES)
            placeholder_alt(text, ALTS)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(40_000) < 16 * seconds(5_000) + 0.05
