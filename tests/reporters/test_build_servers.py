"""GitLab, JUnit, Checkstyle and reviewdog: read back as those who use them would."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from junitparser import Failure, JUnitXml

from cslint.diagnostics.findings import Edit, Finding, Fix, Level, Report
from cslint.diagnostics.fingerprint import fingerprints
from cslint.reporters import Options
from tests.reporters.samples import (
    CASE,
    CODE,
    FILLER,
    GEOJSON,
    LINK,
    MAP,
    REPORT,
    RING,
    TEXT,
    WORDS,
    place,
    printed,
    report_of,
)


def moved(finding: Finding, lines: int) -> Finding:
    at = finding.location
    return replace(finding, location=replace(at, line=at.line + lines, end_line=at.end_line + lines))


def prints(*findings: Finding) -> list[str]:
    return [digest for _, digest in fingerprints(report_of(*findings), None)]


class TestFingerprints:
    def test_are_the_same_in_every_run(self) -> None:
        assert prints(LINK) == ["a82f1431c0af92f8028d0217299d3b77"]

    def test_stay_when_lines_move(self) -> None:
        assert prints(*map(lambda one: moved(one, 7), REPORT.findings)) == prints(*REPORT.findings)  # noqa: C417

    def test_stay_while_an_unfinished_text_grows(self) -> None:
        grown = replace(WORDS, message="Overview has 50 words", location=place(TEXT, "Lorem"))
        assert prints(grown) == prints(WORDS)

    def test_change_with_the_text_that_is_wrong(self) -> None:
        other = replace(LINK, location=place(TEXT, "http" if "http" in TEXT else "htp"))
        assert prints(other) != prints(LINK)

    @pytest.mark.parametrize(
        "other",
        [
            replace(LINK, rule="empty-link"),
            replace(LINK, section="Overview"),
            replace(LINK, item="Goal 2"),
            replace(LINK, location=replace(LINK.location, path="cases/other/index.md")),
        ],
        ids=["rule", "section", "item", "file"],
    )
    def test_tell_findings_apart(self, other: Finding) -> None:
        assert prints(other) != prints(LINK)

    def test_are_unique_among_twins(self) -> None:
        assert len(set(prints(*[LINK] * 50, *[WORDS] * 50))) == 100


class TestGitLab:
    def test_an_issue_names_its_rule_in_the_description(self) -> None:
        (issue,) = json.loads(printed("gitlab", report_of(FILLER)))
        assert issue == {
            "description": "filler-text: Goal 1 is filler, not text",
            "check_name": "filler-text",
            "fingerprint": prints(FILLER)[0],
            "severity": "minor",
            "location": {"path": CASE, "lines": {"begin": 20, "end": 21}},
        }

    def test_levels_are_severities(self) -> None:
        report = report_of(*(replace(LINK, level=level) for level in Level))
        assert [one["severity"] for one in json.loads(printed("gitlab", report))] == ["major", "minor", "info"]

    def test_no_report_is_an_empty_array(self) -> None:
        assert json.loads(printed("gitlab", Report())) == []

    def test_paths_do_not_begin_with_a_dot(self) -> None:
        dotted = replace(LINK, location=replace(LINK.location, path="./cases/x/index.md"))
        assert json.loads(printed("gitlab", report_of(dotted)))[0]["location"]["path"] == "cases/x/index.md"


class TestJUnit:
    def test_junitparser_reads_a_suite_for_each_case(self) -> None:
        xml = JUnitXml.fromstring(printed("junit", REPORT).encode())
        fenland, severn = xml
        assert (xml.tests, xml.failures, xml.errors) == (6, 5, 0)
        assert (fenland.name, fenland.tests, fenland.failures) == (CASE, 5, 5)
        assert [test.is_passed for test in severn] == [True]

    def test_junitparser_reads_what_was_found_and_where(self) -> None:
        (suite,) = JUnitXml.fromstring(printed("junit", report_of(CODE)).encode())
        (test,) = suite
        (failure,) = test.result
        assert (test.name, test.classname) == ("4:15 country-code", CASE)
        assert (test._elem.get("file"), test._elem.get("line")) == (CASE, "4")
        assert isinstance(failure, Failure)
        assert (failure.type, failure.message) == ("error", CODE.message)
        assert failure.text == f"{CASE}:4:15: error country-code: {CODE.message}\nhelp: {CODE.help}"

    def test_no_two_tests_of_a_suite_have_the_same_name(self) -> None:
        (suite,) = JUnitXml.fromstring(printed("junit", report_of(LINK, LINK, LINK)).encode())
        assert [test.name for test in suite] == [
            "23:41 malformed-link",
            "23:41 malformed-link #2",
            "23:41 malformed-link #3",
        ]

    def test_no_case_is_no_suite(self) -> None:
        assert list(JUnitXml.fromstring(printed("junit", Report()).encode())) == []


class TestCheckstyle:
    def test_every_file_has_its_errors_and_a_clean_case_is_named(self) -> None:
        root = ElementTree.fromstring(printed("checkstyle", REPORT))
        assert root.tag == "checkstyle"
        assert [(file.get("name"), len(file)) for file in root] == [(CASE, 4), (MAP, 1), ("cases/severn/index.md", 0)]

    def test_an_error_has_place_severity_message_and_rule(self) -> None:
        root = ElementTree.fromstring(printed("checkstyle", report_of(WORDS)))
        assert root[0][0].attrib == {
            "line": "13",
            "column": "1",
            "severity": "warning",
            "message": WORDS.message,
            "source": "cslint.too-few-words",
        }


class TestReviewdog:
    def read(self, report: Report) -> list[dict[str, object]]:
        result = json.loads(printed("rdjson", report))
        assert result["source"] == {"name": "cslint"}
        diagnostics: list[dict[str, object]] = result["diagnostics"]
        return diagnostics

    def test_a_diagnostic_has_place_severity_and_rule(self) -> None:
        (one,) = self.read(report_of(CODE))
        assert one == {
            "message": f"{CODE.message}\n{CODE.help}",
            "location": {
                "path": CASE,
                "range": {"start": {"line": 4, "column": 15}, "end": {"line": 4, "column": 17}},
            },
            "severity": "ERROR",
            "code": {"value": "country-code", "url": "https://example.org/rules/country-code"},
        }

    def test_columns_are_bytes_of_utf_8(self) -> None:
        (one,) = self.read(report_of(LINK))
        line = TEXT.split("\n")[22]
        start = len(line[: line.index("htp")].encode()) + 1
        end = start + len("htp://example.org/水位".encode())
        assert one["location"] == {
            "path": CASE,
            "range": {"start": {"line": 23, "column": start}, "end": {"line": 23, "column": end}},
        }

    @pytest.mark.parametrize(
        "finding",
        [FILLER, replace(LINK, location=replace(LINK.location, excerpt_column=30))],
        ids=["several lines", "a line that came cut"],
    )
    def test_where_bytes_are_unknown_whole_lines_are_given(self, finding: Finding) -> None:
        (one,) = self.read(report_of(finding))
        at = finding.location
        assert one["location"] == {
            "path": CASE,
            "range": {"start": {"line": at.line}, "end": {"line": at.end_line}},
        }

    def test_a_safe_fix_is_a_suggestion(self) -> None:
        (one,) = self.read(report_of(RING))
        span = {"start": {"line": 1, "column": 74}, "end": {"line": 1, "column": 78}}
        assert one["suggestions"] == [{"range": span, "text": "], [0.1, 52.5]]]}"}]

    @pytest.mark.parametrize(
        "finding",
        [
            CODE,
            replace(RING, fix=Fix("safe", "Rename", (Edit(place(TEXT, "NO"), "NOR"),))),
            replace(LINK, fix=Fix("safe", "Delete", (Edit(place(TEXT, "Lorem", until="tempor."), ""),))),
        ],
        ids=["unsafe", "in another file", "of several lines"],
    )
    def test_any_other_fix_is_not(self, finding: Finding) -> None:
        (one,) = self.read(report_of(finding))
        assert "suggestions" not in one

    def test_related_places_come_along(self) -> None:
        (one,) = self.read(report_of(RING))
        span = {"start": {"line": 6, "column": 12}, "end": {"line": 6, "column": 29}}
        assert one["related_locations"] == [{"message": "named here", "location": {"path": CASE, "range": span}}]


@pytest.mark.parametrize("name", ["gitlab", "rdjson", "json", "sarif", "junit", "checkstyle"])
def test_paths_can_be_shown_from_another_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "atlas").mkdir()
    monkeypatch.chdir(tmp_path / "atlas")
    text = printed(name, report_of(RING), Options(root=tmp_path))
    assert "atlas/cases/fenland/fenland.geojson" in text
    assert GEOJSON[:5] not in text
