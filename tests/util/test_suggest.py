"""Similar names."""

from __future__ import annotations

import pytest

from cslint.util.suggest import nearest, suggestion

KNOWN = ["too-few-words", "too-many-words", "geometry"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("too-few-word", "too-few-words"), ("geometri", "geometry"), ("geom", "geometry"), ("xyz", "")],
)
def test_the_most_similar_name_is_found(name: str, found: str) -> None:
    assert nearest(name, KNOWN) == found


def test_a_part_of_a_name_is_not_enough_where_whole_names_are_compared() -> None:
    assert nearest("GEOMETRI", KNOWN, whole=str.casefold) == "geometry"
    assert nearest("geom", KNOWN, whole=str.casefold) == ""


def test_a_suggestion_is_a_question() -> None:
    assert suggestion("geometri", KNOWN) == ' Did you mean "geometry"?'
    assert suggestion("xyz", KNOWN) == ""
