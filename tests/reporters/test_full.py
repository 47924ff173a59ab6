"""The report that a student reads: to the letter, on a terminal and in a file, in colour and without."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Related, Report, Skipped
from cslint.reporters import Options
from cslint.reporters.text_width import width
from tests.reporters.samples import (
    CASE,
    CLEAN,
    CODE,
    FILLER,
    LINK,
    REPORT,
    RING,
    TEXT,
    WORDS,
    place,
    printed,
    report_of,
)

TERMINAL = Options(terminal=True, unicode=True, width=64)
# what rich writes: colours, and links on the names of rules
STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")

PLAIN = """\
-- cases/fenland/index.md ------------------------------------- atlas-2023, draft --

error[country-code]: country_code is read as false; a code has three letters
  --> cases/fenland/index.md:4:15
   |
 4 | country_code: NO
   |               ^^
   = help: Write the code of ISO 3166, such as NOR.
   = fix: Guess Norway (--unsafe-fixes)

error[malformed-link]: htp:// is no scheme; did you mean http://?
  --> cases/fenland/index.md:23:41  Goals > 水位 gauges
   |
23 | **水位 gauges**.    Read them at [the board](htp://example.org/水位).
   |                                              ^^^^^^^^^^^^^^^^^^^^^^

error[ring-unclosed]: The ring ends at [0.2, 52.6] but began at [0.1, 52.5]
  --> cases/fenland/fenland.geojson:1:64
   |
 1 | {"type": "Polygon", "coordinates": [[[0.1, 52.5], [0.2, 52.5], [0.2, 52.6]]]}
   |                                                                ^^^^^^^^^^^
  --> cases/fenland/index.md:6:12
 6 | geography: ./fenland.geojson
   |            ----------------- named here
   = fix: Close the ring (--fix)

warning[too-few-words]: Overview has 20 words; the template asks for "100 to 150"
  --> cases/fenland/index.md:13:1  Overview
   |
11 | <!-- About 100 to 150 word summary of the case study. -->
   |      ----------------------------- asked here
13 | The water grid joins eleven drainage boards, three towns and some 400 farms in on...
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   = help: Write 65 words more, or as many as it takes to say who does what, where, and for whom.

warning[filler-text]: Goal 1 is filler, not text
  --> cases/fenland/index.md:20:13  Goals > Goal 1
   |
17 | <!-- Name three goals.
   |      ----------------- the instruction
20 | **Goal 1**. Lorem ipsum dolor sit amet, consetetur sadipscing elitr.
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ to line 21

Until country-code is fixed, centroid-place and geometry-country wait.

5 problems in 1 of 2 case studies (3 errors, 2 warnings); --fix can fix 1 of them, \
--unsafe-fixes 1 more. 1 finding suppressed.
"""

ON_A_TERMINAL = """\
── cases/fenland/index.md ───────────────── atlas-2023, draft ──

error[country-code]: country_code is read as false; a code has
  three letters
   ╭─▸ cases/fenland/index.md:4:15
 4 │ country_code: NO
   │               ^^
   ├ help: Write the code of ISO 3166, such as NOR.
   ╰ fix: Guess Norway (--unsafe-fixes)

error[malformed-link]: htp:// is no scheme; did you mean
  http://?
   ╭─▸ cases/fenland/index.md:23:41  Goals › 水位 gauges
23 │ …s**.    Read them at [the board](htp://example.org/水位).
   │                                   ^^^^^^^^^^^^^^^^^^^^^^

error[ring-unclosed]: The ring ends at [0.2, 52.6] but began
  at [0.1, 52.5]
   ╭─▸ cases/fenland/fenland.geojson:1:64
 1 │ …"coordinates": [[[0.1, 52.5], [0.2, 52.5], [0.2, 52.6]]]}
   │                                             ^^^^^^^^^^^
   ├─▸ cases/fenland/index.md:6:12
 6 │ geography: ./fenland.geojson
   │            ───────────────── named here
   ╰ fix: Close the ring (--fix)

warning[too-few-words]: Overview has 20 words; the template
  asks for “100 to 150”
   ╭─▸ cases/fenland/index.md:13:1  Overview
11 │ <!-- About 100 to 150 word summary of the case study. -->
   │      ───────────────────────────── asked here
13 │ The water grid joins eleven drainage boards, three towns a…
   │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   ╰ help: Write 65 words more, or as many as it takes to say
           who does what, where, and for whom.

warning[filler-text]: Goal 1 is filler, not text
   ╭─▸ cases/fenland/index.md:20:13  Goals › Goal 1
17 │ <!-- Name three goals.
   │      ───────────────── the instruction
20 │ **Goal 1**. Lorem ipsum dolor sit amet, consetetur sadipsc…
   │             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ to line 21

Until country-code is fixed, centroid-place and geometry-country
wait.

5 problems in 1 of 2 case studies (3 errors, 2 warnings); --fix
can fix 1 of them, --unsafe-fixes 1 more. 1 finding suppressed.
Begin with cases/fenland/index.md:4, save, and run the check
again.
"""


def body(finding: Finding, options: Options | None = None) -> list[str]:
    """The lines of one finding, without the header and the last line."""
    lines = printed("full", report_of(finding), options).split("\n")
    return lines[2 : lines.index("", 2)]


def test_a_file_gets_plain_lines_of_any_length() -> None:
    assert printed("full", REPORT) == PLAIN


def test_our_own_marks_and_quotes_are_ascii_where_asked_for() -> None:
    assert printed("full", report_of(CODE, WORDS, FILLER, RING)).isascii()


def test_a_terminal_gets_frames_no_wider_than_itself() -> None:
    assert printed("full", REPORT, TERMINAL) == ON_A_TERMINAL


@pytest.mark.parametrize("cells", [40, 80, 100, 120])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(cells: int, unicode: bool) -> None:
    long = replace(WORDS, item="An item of a very long name " * 5, help="Mend " * 60, message="Much " * 60)
    options = Options(terminal=True, unicode=unicode, width=cells, statistics=True, show_fixes=True)
    report = replace(REPORT, cases=(*REPORT.cases, *report_of(long).cases))
    # names of files are never cut
    lines = [line for line in printed("full", report, options).split("\n") if "cases/" not in line]
    assert max(map(width, lines)) <= cells


def test_colours_change_nothing_but_the_colours() -> None:
    coloured = printed("full", REPORT, TERMINAL._replace(color=True))
    assert STYLED.sub("", coloured) == ON_A_TERMINAL
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b[1;33mwarning\x1b[0m" in coloured


def test_colours_come_without_a_terminal_too() -> None:
    coloured = printed("full", REPORT, Options(color=True))
    assert STYLED.sub("", coloured) == PLAIN
    assert "\x1b]8;" not in coloured


def test_on_a_terminal_the_name_of_a_rule_is_a_link_to_its_page() -> None:
    coloured = printed("full", report_of(CODE), TERMINAL._replace(color=True))
    assert re.search(
        r"\x1b\]8;id=\d+;https://example\.org/rules/country-code\x1b\\\x1b\[1;31m\[country-code\]", coloured
    )


def test_a_case_without_findings_is_not_mentioned() -> None:
    assert "severn" not in printed("full", REPORT)


def test_findings_in_the_case_study_come_before_those_in_its_other_files() -> None:
    titles = re.findall(r"^\w+\[(.+?)\]", printed("full", report_of(RING, LINK, CODE)), re.M)
    assert titles == ["country-code", "malformed-link", "ring-unclosed"]


def test_a_finding_without_a_line_to_show_has_no_frame() -> None:
    photo = Location("cases/x/photo.jpg", 1, 1, 1, 1)
    assert body(Finding("image-size", Level.WARNING, "The picture has 9 MB", photo)) == [
        "warning[image-size]: The picture has 9 MB",
        "  --> cases/x/photo.jpg:1:1",
    ]


def test_a_related_place_without_a_line_to_show_is_a_note() -> None:
    photo = Related(Location("cases/x/photo.jpg", 1, 1, 1, 1), "the same bytes")
    lines = body(replace(CODE, related=(photo,), help=None, fix=None))
    assert lines[-1] == "   = note: the same bytes (cases/x/photo.jpg:1)"


def test_of_many_related_places_four_are_shown_and_the_others_counted() -> None:
    lines = body(replace(LINK, related=tuple(Related(place(TEXT, "NO"), f"twin {n}") for n in range(9))))
    assert [line for line in lines if "twin" in line][-1] == "   |               -- twin 3"
    assert lines[-1] == "   = note: and 5 more places"
    assert sum("country_code: NO" in line for line in lines) == 1


def test_a_place_that_two_marks_share_is_printed_once() -> None:
    one = replace(LINK, location=place(TEXT, "title"), related=(Related(place(TEXT, "Fenland"), "here"),))
    assert body(one)[3:] == [" 2 | title: Fenland water grid", "   | ^^^^^", "   |        ------- here"]


def test_a_place_in_nothing_is_marked_by_one_caret() -> None:
    after = place(TEXT, "NO")
    empty = replace(after, column=after.end_column, start=after.end)
    assert body(replace(LINK, location=empty))[3:] == [" 4 | country_code: NO", "   |                 ^"]


def test_a_label_without_room_goes_on_a_line_of_its_own() -> None:
    long = replace(WORDS, related=(Related(place(TEXT, "study. -->"), "the instruction that it breaks"),), help=None)
    assert body(long, TERMINAL._replace(width=66))[3:6] == [
        "11 │ <!-- About 100 to 150 word summary of the case study. -->",
        "   │                                                ──────────",
        "   │                                the instruction that it breaks",
    ]


def test_line_numbers_share_a_column_through_a_whole_case() -> None:
    far = replace(LINK, location=replace(LINK.location, line=1200, end_line=1200))
    frames = [line for line in printed("full", report_of(CODE, far)).split("\n") if "|" in line]
    assert {line.index("|") for line in frames} == {5}


def test_what_a_fix_writes_is_shown_when_asked_for() -> None:
    assert body(CODE, Options(show_fixes=True))[-2:] == [" 4 - country_code: NO", " 4 + country_code: NOR"]


def test_rules_that_wait_for_another_are_named_or_counted() -> None:
    def last(*skipped: Skipped) -> str:
        case = CaseReport(CASE, "atlas-2023", "draft", (), (), skipped)
        return printed("full", Report((case,))).split("\n")[2]

    many = [Skipped(f"rule-{n}", "front-matter-syntax") for n in range(14)]
    assert last(*many) == "Until front-matter-syntax is fixed, 14 other rules wait."
    assert last(*many[:2]) == "Until front-matter-syntax is fixed, rule-0 and rule-1 wait."
    assert last(*many[:1]) == "Until front-matter-syntax is fixed, rule-0 waits."


def test_statistics_count_the_findings_of_each_rule_most_frequent_first() -> None:
    report = report_of(*[WORDS] * 11, CODE)
    lines = printed("full", report, Options(statistics=True)).split("\n")
    assert lines[-5:-2] == [
        "11  too-few-words  A section or an item is shorter than asked",
        " 1  country-code   The country code is no code of ISO 3166",
        "",
    ]


NOTE = replace(LINK, level=Level.NOTE)
UNSAFE = replace(CODE, level=Level.WARNING)


@pytest.mark.parametrize(
    ("cases", "line"),
    [
        ((), "No case study was checked."),
        ((CLEAN,), "No problems in 1 case study."),
        ((CLEAN, CLEAN), "No problems in 2 case studies."),
        (report_of(LINK).cases, "1 problem in 1 case study (1 error)."),
        (report_of(RING).cases, "1 problem in 1 case study (1 error); --fix can fix it."),
        (report_of(CODE).cases, "1 problem in 1 case study (1 error); --unsafe-fixes can fix it."),
        (
            report_of(RING, RING, WORDS, NOTE).cases,
            "4 problems in 1 case study (2 errors, 1 warning, 1 note); --fix can fix 2 of them.",
        ),
        (
            report_of(UNSAFE, WORDS).cases,
            "2 problems in 1 case study (2 warnings); --unsafe-fixes can fix 1 of them.",
        ),
        (report_of(LINK, cases=3).cases, "3 problems in 3 case studies (3 errors)."),
        (report_of(*[LINK] * 1200).cases, "1,200 problems in 1 case study (1,200 errors)."),
        (
            (replace(CLEAN, suppressed=(LINK, LINK)),),
            "No problems in 1 case study. 2 findings suppressed.",
        ),
    ],
)
def test_the_last_line_says_kindly_what_it_comes_to(cases: tuple[CaseReport, ...], line: str) -> None:
    assert printed("full", Report(cases)).rstrip("\n").split("\n")[-1] == line
    assert printed("grouped", Report(cases)).rstrip("\n").split("\n")[-1] == line


FOLDED = TERMINAL._replace(fold=True, width=80)


def several(number: int) -> Report:
    """A report of one case with fillers in goals and one other finding."""
    fillers = [
        replace(FILLER, item=f"Goal {n}", location=replace(FILLER.location, line=20 + n)) for n in range(1, number + 1)
    ]
    report = report_of(CODE, *fillers)
    info = replace(report.rules["filler-text"], folded="{count} passages are still filler")
    return replace(report, rules={**report.rules, "filler-text": info})


def test_findings_that_say_the_same_are_shown_as_one() -> None:
    text = printed("full", several(12), FOLDED)
    assert text.count("[filler-text]") == 1
    assert "warning[filler-text]: 12 passages are still filler" in text
    assert "Goal 1 (line 21), Goal 2 (22)" in text
    assert re.search(r"and \d+ more", text)


def test_one_finding_is_shown_as_itself() -> None:
    assert "Goal 1 is filler, not text" in printed("full", several(1), FOLDED)


def test_nothing_is_folded_where_that_was_not_asked_for() -> None:
    assert printed("full", several(12), TERMINAL).count("[filler-text]") == 12


def test_errors_come_first() -> None:
    text = printed("full", several(3), FOLDED)
    assert text.index("error[") < text.index("warning[")


def test_the_end_says_where_to_begin_and_what_is_hidden() -> None:
    report = several(2)
    report = replace(report, cases=(replace(report.cases[0], hidden=3),))
    end = printed("full", report, FOLDED).split("\n")[-4:]
    assert end[0].startswith("Begin with ")
    assert end[1] == "3 notes on style are hidden; --notes shows them."
    assert end[2].startswith("To see how complete it is: cslint status ")


def test_a_clean_draft_can_be_handed_in() -> None:
    report = report_of()
    report = replace(report, cases=(replace(report.cases[0], next_status="Review"),))
    assert "set `status: Review` in its front matter" in " ".join(printed("full", report, FOLDED).split())
