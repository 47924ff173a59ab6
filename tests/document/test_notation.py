"""What is not Markdown in a text: left alone, and no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.document.markdown import inline, notation, word_count

NO_WORDS = [
    "{{ page.title }}",
    "{% include map.html id=4 %}",
    "{{< figure src='/img/tram.png' alt='a blue tram' >}}",
    "{{% notice warning %}}",
    "{# to be translated #}",
    "<%= render 'map' %>",
    "$E = mc^2$",
    "$$\\sum_{i} x_i$$",
    r"\(a_i + b\)",
    "[@doe99, pp. 33-35; see @roe2001]",
    "[^1]",
    "{: .lead }",
    "{#overview}",
    "{.wide width=50%}",
    "[!NOTE]",
    "::: {.callout-tip}",
    ":::note",
    '!!! note "Mind the gap"',
]


@pytest.mark.parametrize("text", NO_WORDS)
def test_notation_has_no_words(text: str) -> None:
    assert word_count.count(inline.read(text, {}).plain) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tickets cost $5 before noon and $10 after it.", 9),
        ("From US$5 to US$7 a ride.", 6),
        ("A set {1, 2, 3} of stops", 7),
        ("Write to [desk@example.org]", 3),
        ("The [tram] of [1] and [sic]", 6),
        ("[!NOTE] Trams only", 2),
        ("Wow!!! note that", 3),
        ("Who pays??? nobody", 3),
    ],
)
def test_what_only_resembles_notation_counts(text: str, words: int) -> None:
    assert word_count.count(inline.read(text, {}).plain) == words


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a]({{ page.form }})", "{{ page.form }}"),
        ('[a]({{ site.url }}/b "c")', "{{ site.url }}/b"),
        ("![a]({% link b.png %})", "{% link b.png %}"),
        ("<a href='{{ site.b }}'>a</a>", "{{ site.b }}"),
    ],
)
def test_an_expression_is_an_address_with_its_place(text: str, target: str) -> None:
    (link,) = inline.read(text, {}).links
    assert link.target == target
    assert text[link.target_span.start : link.target_span.end] == target
    assert notation.is_expression(link.target)


def test_an_address_in_angle_brackets_may_be_of_e_mail() -> None:
    (link,) = inline.read("ask <desk@example.org>", {}).links
    assert link.target == "mailto:desk@example.org"


@given(st.text("{}%$[]()\\ab_\n \ue000", max_size=40))
def test_masking_keeps_the_length_and_is_undone(text: str) -> None:
    masked, expressions = notation.mask_expressions(text)
    assert len(masked) == len(text)
    if "\n" not in text:
        assert not expressions or notation.restore_expressions(masked, expressions) == text
