"""The picture of a run in README.md: what is cut, and that it stands alone."""

from __future__ import annotations

from scripts.draw_run import LINES, draw, shortened


def test_a_short_run_is_shown_whole() -> None:
    assert shortened("one\n\ntwo\n") == "one\n\ntwo"


def test_a_long_run_is_cut_between_two_findings_and_keeps_its_last_line() -> None:
    findings = "\n\n".join(f"finding {n}\n  excerpt" for n in range(LINES))
    shown = shortened(f"{findings}\n\n34 warnings").split("\n")
    assert len(shown) <= LINES
    assert shown[-5:] == ["  excerpt", "", "…", "", "34 warnings"]


def test_the_picture_shows_the_text_and_fetches_nothing() -> None:
    svg = draw("\x1b[31merror\x1b[0m: too short")
    assert "too&#160;short" in svg
    assert "url(http" not in svg
    assert "@font-face" not in svg
