"""An expression that is compiled when it is first used does what a compiled one does."""

from __future__ import annotations

import re

import pytest

from cslint.util.regex import lazy

METHODS = ("search", "match", "fullmatch", "findall", "split")


def test_it_finds_what_the_compiled_one_finds() -> None:
    text = "Ward 12 and ward 7"
    for method in METHODS:
        here, there = getattr(lazy(r"(ward) (\d+)", re.I), method), getattr(re.compile(r"(ward) (\d+)", re.I), method)
        assert repr(here(text)) == repr(there(text))
    assert lazy(r"\d").sub("#", text) == "Ward ## and ward #"
    assert [found[0] for found in lazy(rb"\d+").finditer(text.encode())] == [b"12", b"7"]


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def counted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    monkeypatch.setattr(re, "compile", counted)
    expression = lazy("a+")
    assert compiled == []
    assert expression.search("baa")
    assert not expression.match("baa")
    assert compiled == ["a+"]


def test_what_it_was_made_of_can_be_asked_for() -> None:
    assert (lazy("a", re.I).pattern, lazy("(a)").groups, lazy("a", re.I).flags & re.I) == ("a", 1, re.I)


def test_a_wrong_expression_says_so_when_it_is_used() -> None:
    wrong = lazy("(")
    with pytest.raises(re.error):
        wrong.search("")
