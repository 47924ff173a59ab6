"""Findings as Markdown: for a comment, and for the page of a step."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from cslint.diagnostics.findings import CaseReport, Report
from tests.reporters.samples import CASE, CLEAN, CODE, FILLER, LINK, REPORT, RULES, printed, report_of

BODY = """\
## Case studies

5 problems in 1 of 2 case studies (3 errors, 2 warnings); --fix can fix 1 of them, \
--unsafe-fixes 1 more. 1 finding suppressed.

| case study | profile | stage | errors | warnings | notes |
|:--|:--|:--|--:|--:|--:|
| cases/fenland/index.md | atlas-2023 | draft | 3 | 2 | 0 |
| cases/severn/index.md | atlas-2023 | review | 0 | 0 | 0 |

### cases/fenland/index.md

| where | level | what | rule |
|:--|:--|:--|:--|
| 4:15 | error | **country\\_code is read as false; a code has three letters**\
<br>Write the code of ISO 3166, such as NOR. | country-code |
| 13:1 | warning | **Overview has 20 words; the template asks for “100 to 150”**\
<br>Write 65 words more, or as many as it takes to say who does what, where, and for whom. | too-few-words |
| 20:13 | warning | **Goal 1 is filler, not text** | filler-text |
| 23:41 | error | Goals &gt; 水位 gauges: **htp&#58;// is no scheme; did you mean http&#58;//?** | malformed-link |
| cases/fenland/fenland.geojson:1:64 | error | \
**The ring ends at \\[0.2, 52.6\\] but began at \\[0.1, 52.5\\]** | ring-unclosed |
"""


def test_a_summary_has_a_table_of_cases_and_one_of_findings() -> None:
    assert printed("summary", REPORT) == BODY


def test_a_comment_has_a_mark_by_which_it_is_found_again() -> None:
    assert printed("markdown", REPORT) == "<!-- cslint -->\n" + BODY


def test_a_section_is_named_where_the_message_does_not_name_it() -> None:
    assert "| **Goal 1 is filler, not text** |" in printed("markdown", report_of(FILLER))
    assert "| Goals &gt; Goal 1: **Filler** |" in printed("markdown", report_of(replace(FILLER, message="Filler")))


def test_clean_cases_have_no_table_of_findings() -> None:
    assert printed("summary", Report((CLEAN,))).splitlines()[2:] == [
        "No problems in 1 case study.",
        "",
        "| case study | profile | stage | errors | warnings | notes |",
        "|:--|:--|:--|--:|--:|--:|",
        "| cases/severn/index.md | atlas-2023 | review | 0 | 0 | 0 |",
    ]


def test_many_cases_are_counted_after_those_that_have_findings() -> None:
    clean = [CaseReport(f"cases/{n}/index.md", "atlas-2023", "draft", ()) for n in range(300)]
    text = printed("summary", Report((*clean, *report_of(LINK).cases)))
    rows = [line for line in text.splitlines() if line.startswith("| cases/")]
    assert rows[0] == f"| {CASE} | atlas-2023 | draft | 1 | 0 | 0 |"
    assert len(rows) == 200
    assert "\n101 more case studies.\n" in text


@pytest.mark.parametrize(
    "report",
    [
        report_of(*[LINK] * 100_000),
        report_of(LINK, cases=100_000),
        report_of(*[replace(CODE, message="水" * 100_000, help="@" * 100_000)] * 2_000),
        Report((CaseReport("水" * 3_000, "p" * 100_000, "s", (LINK,)),) * 2_000, RULES),
    ],
    ids=["a case of many findings", "many cases", "long messages", "long paths"],
)
@pytest.mark.parametrize(("name", "limit"), [("summary", 1_000_000), ("markdown", 65_000)])
def test_whatever_was_found_the_text_stays_below_the_limit_and_comes_soon(
    report: Report, name: str, limit: int
) -> None:
    before = time.process_time()
    text = printed(name, report)
    assert time.process_time() - before < 5
    assert len(text.encode()) < limit
    assert text.endswith(" are not shown here; the log lists them all.\n")


def test_what_did_not_fit_is_counted() -> None:
    text = printed("markdown", report_of(*[LINK] * 10_000))
    told = text.count("| malformed-link |")
    assert text.endswith(f"\n{10_000 - told:,} more findings are not shown here; the log lists them all.\n")
    assert told > 200
