"""Every format over real case studies, read back by those who would read it."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from junitparser import JUnitXml

import cslint
from cslint.diagnostics.findings import Level, Report
from cslint.reporters import Options
from cslint.reporters.text_width import width
from tests.corpus import CORPUS, needs_corpus
from tests.reporters.samples import printed
from tests.reporters.test_json import SCHEMA as JSON_SCHEMA
from tests.reporters.test_sarif import schema  # noqa: F401 - a fixture

pytestmark = needs_corpus


@pytest.fixture(scope="module")
def report() -> Report:
    found = cslint.check(CORPUS / "cases", CORPUS / "drafts")
    assert len(found.cases) > 20
    assert len(found.findings) > 20
    return found


def test_json_has_its_form(report: Report) -> None:
    jsonschema.validate(json.loads(printed("json", report)), JSON_SCHEMA)


def test_sarif_is_valid(report: Report, schema: dict[str, Any]) -> None:  # noqa: F811
    jsonschema.Draft4Validator(schema).validate(json.loads(printed("sarif", report)))


def test_xml_has_every_finding(report: Report) -> None:
    checkstyle = ElementTree.fromstring(printed("checkstyle", report))
    assert len(list(checkstyle.iter("error"))) == len(report.findings)
    suites = list(JUnitXml.fromstring(printed("junit", report).encode()))
    assert [len(case.findings) for case in report.cases] == [suite.failures for suite in suites]


def test_gitlab_has_every_finding_once(report: Report) -> None:
    issues = json.loads(printed("gitlab", report))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(report.findings)


def test_reviewdog_has_every_finding(report: Report) -> None:
    assert len(json.loads(printed("rdjson", report))["diagnostics"]) == len(report.findings)


def test_github_gets_no_more_than_it_keeps(report: Report) -> None:
    lines = printed("github", report).splitlines()
    for command in ("::error ", "::warning ", "::notice "):
        assert sum(line.startswith(command) for line in lines) <= 10
    assert all(line.startswith("::") for line in lines)


@pytest.mark.parametrize(("name", "limit"), [("summary", 1_000_000), ("markdown", 65_000)])
def test_markdown_stays_below_its_limit(name: str, limit: int, report: Report) -> None:
    assert len(printed(name, report).encode()) < limit


def test_concise_has_a_line_a_finding(report: Report) -> None:
    assert printed("concise", report).count("\n") == len(report.findings)


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_full_fits_the_terminal_and_marks_every_place(cells: int, report: Report) -> None:
    text = printed("full", report, Options(terminal=True, unicode=True, width=cells))
    frames = [line for line in text.splitlines() if " │ " in line]
    assert max(map(width, frames)) <= cells
    shown = sum(bool(finding.location.excerpt.strip()) for finding in report.findings)
    assert sum(line.split(" │ ")[1].lstrip().startswith("^") for line in frames) >= shown


def test_levels_are_counted(report: Report) -> None:
    total = report.summary
    counts = [sum(one.level == level for one in report.findings) for level in Level]
    assert [total.errors, total.warnings, total.notes] == counts
