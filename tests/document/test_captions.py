"""What counts as a credit, as an instructor reads captions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.document.markdown import captions
from cslint.document.markdown.captions import credit

NAMED = [
    ("Asha Rao (Flickr)", ""),
    ("Asha Rao", "A bus lane"),
    ("A. Rao and B. Roy", "A bus lane"),
    ("Own photograph", "A bus lane"),
    ("Personal Photograph", "A bus lane"),
    ("author's own photo", "A bus lane"),
    ("Photo: Asha", "A bus lane"),
    ("foto: asha", "A bus lane"),
    ("A bus lane. Source: City Council", "A bus lane"),
    ("© 2021 council", "A bus lane"),
    ("courtesy of the council", "A bus lane"),
    ("CC BY-SA 4.0", "A bus lane"),
    ("https://example.org/bus", "A bus lane"),
    ("council.gov.in", "A bus lane"),
    ("Screenshot (buses.example.org)", "A bus lane"),
    ("Timetable (Screenshot)", "Timetable Screenshot"),
    ("the bus company's website", "A bus lane"),
    ("Bus lane by Asha Rao", "Bus lane"),
    ("Bus lane, City Council", "Bus lane"),
    ("Bus lane – Asha Rao", "Bus lane"),
    ("City Council", "City Council of Pune: plan of the bus lanes"),
    ("Pune Mobility Plan", "Where buses go"),
    ("Wikipedia", "A bus lane"),
    ("Asha Rao (Flickr)", "Asha Rao"),
    ("浦那市政府", "公交车道"),
    ("Fuente: Ayuntamiento", "Un carril"),
    ("Via Wikimedia Commons", "Bus lane"),
]
NOT_NAMED = [
    (None, "A bus lane", "none"),
    ("", "A bus lane", "none"),
    (" - ", "A bus lane", "none"),
    ("A bus lane", "A bus lane", "repeats"),
    ("a bus lane.", "Alt Text / A Bus Lane", "repeats"),
    ("A bus lnae", "A bus lane", "repeats"),
    ("Council", "Pune Council", "repeats"),
    ("Residents", "Residents of Pune", "repeats"),
    ("Bus lane of the Pune Mobility Plan", "Bus lane", "unnamed"),
    ("Timetabel of Pune and Surat", "Timetable", "unnamed"),
    ("The station at night", "A building", "unnamed"),
    ("Figure 3", "A diagram", "unnamed"),
    ("map of the area", "A diagram", "unnamed"),
    ("An open source platform", "A diagram", "unnamed"),
    ("Bus lane (left)", "Bus lane", "unnamed"),
    ("Bus lane (Pune)", "Bus lane (Pune)", "repeats"),
]


@pytest.mark.parametrize(("title", "alt"), NAMED)
def test_a_caption_with_a_source_is_a_credit(title: str, alt: str) -> None:
    assert credit(title, alt) == "named"


@pytest.mark.parametrize(("title", "alt", "verdict"), NOT_NAMED)
def test_a_caption_without_a_source_is_none(title: str | None, alt: str, verdict: str) -> None:
    assert credit(title, alt) == verdict


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("\n*Photo: Asha Rao*", "named"),
        ("\n*Source: City Council*", "named"),
        ("<figcaption>Image credit: Asha Rao</figcaption>", "named"),
        ("\n_Courtesy of the City Council_", "named"),
        ("\n*A bus lane at dusk*", "none"),
        ("\nThe photo shows a bus.", "none"),
    ],
)
def test_a_line_of_credit_below_the_picture_counts(after: str, verdict: str) -> None:
    assert credit(None, "A bus lane", after) == verdict


@given(st.text(max_size=60) | st.none(), st.text(max_size=60), st.text(max_size=60))
def test_any_caption_gets_a_verdict(title: str | None, alt: str, after: str) -> None:
    assert credit(title, alt, after) in ("named", "none", "repeats", "unnamed")


@pytest.mark.parametrize("piece", ["(", "a.", "<", "by ", "alt text ", " ", "photo ", "x" * 50 + " ", "a-"])
def test_a_very_long_caption_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    credit(piece * 20_000, piece * 20_000, piece * 20_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("after", "caption"),
    [
        ("\n*A tram. Lena Muster (Flickr)*\n", "A tram. Lena Muster (Flickr)"),
        ("\n\n_A tram. Lena Muster_\n\nText", "A tram. Lena Muster"),
        ("\n<figcaption>A <b>tram</b></figcaption>\n</figure>", "A  tram"),
        ("</figure>\n<figure><figcaption>Another</figcaption>", None),
        ("\n**Bold**\n", None),
        ("\n\n\n*Far*\n", None),
        ("\n*Emphasis* in a sentence\n", None),
    ],
)
def test_a_caption_may_be_below_the_image(after: str, caption: str | None) -> None:
    assert captions.caption_below(after) == caption
