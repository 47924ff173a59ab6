"""A line a finding, for pipes and editors."""

from __future__ import annotations

import io
from dataclasses import replace

from cslint.diagnostics.findings import Report
from cslint.reporters import Options, find
from tests.reporters.samples import CLEAN, LINK, REPORT, printed, report_of


def test_every_finding_is_one_line_that_editors_can_read() -> None:
    assert printed("concise", REPORT) == (
        "cases/fenland/index.md:4:15: error country-code: country_code is read as false; a code has three letters\n"
        "cases/fenland/index.md:13:1: warning too-few-words: "
        'Overview has 20 words; the template asks for "100 to 150"\n'
        "cases/fenland/index.md:20:13: warning filler-text: Goal 1 is filler, not text\n"
        "cases/fenland/index.md:23:41: error malformed-link: htp:// is no scheme; did you mean http://?\n"
        "cases/fenland/fenland.geojson:1:64: error ring-unclosed: "
        "The ring ends at [0.2, 52.6] but began at [0.1, 52.5]\n"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert printed("concise", Report((CLEAN,))) == ""


def test_a_line_is_never_wrapped() -> None:
    long = replace(LINK, message="word " * 300)
    assert printed("concise", report_of(long), Options(terminal=True, width=40)).count("\n") == 1


def test_letters_of_every_script_stay() -> None:
    line = printed("concise", report_of(replace(LINK, message="“São Paulo” – पुणे…"), path="cases/são/index.md"))
    assert line.endswith('malformed-link: "São Paulo" - पुणे...\n')


def test_what_the_stream_cannot_carry_is_escaped() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\n")
    find("concise")(report_of(replace(LINK, message="São पु 水")), stream, Options())
    stream.seek(0)
    assert stream.read().endswith("malformed-link: São \\u092a\\u0941 \\u6c34\n")


def test_statistics_follow_when_asked_for() -> None:
    lines = printed("concise", report_of(LINK, LINK), Options(statistics=True)).splitlines()
    assert lines[2:] == ["2  malformed-link  A link's target is no address"]


def test_colours_mark_the_level_alone() -> None:
    line = printed("concise", report_of(LINK), Options(color=True))
    assert line == (
        "cases/fenland/index.md:23:41: \x1b[1;31merror\x1b[0m malformed-link: "
        "htp:// is no scheme; did you mean http://?\n"
    )
