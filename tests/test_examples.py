"""The examples: a finished case study without a fault, an unfinished one, and one where all goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cslint.contract.profile import built_in
from cslint.contract.template import Template
from cslint.diagnostics.findings import CaseReport, Level
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.rules import registry
from cslint.rules.families import FAMILIES

ROOT = Path(__file__).parents[1]
SNAPSHOT = Path(__file__).parent / "snapshots" / "mistakes.txt"


def check(folder: str, stage: str | None = None) -> CaseReport:
    """Check an example with every rule, notes included."""
    session = Session(Request(notes=True, stage=stage), isolated=True)
    (case,) = session.check(session.work([ROOT / "examples" / folder])).cases
    return case


def template_of(case: CaseReport) -> Template:
    """The template of the profile that a case follows."""
    return next(profile.template for profile in built_in() if profile.name == case.profile)


def lines(case: CaseReport) -> list[str]:
    """One line a finding."""
    return [
        f"{Path(f.location.path).name}:{f.location.line}:{f.location.column}: {f.level} {f.rule}: {f.message}"
        for f in case.findings
    ]


@pytest.mark.parametrize("stage", ["draft", "review", "complete"])
def test_the_finished_example_has_no_finding_at_any_stage(stage: str) -> None:
    case = check("pune-ind", stage)
    assert (lines(case), case.suppressed, case.profile) == ([], (), "atlas-2023")


def test_the_draft_is_unfinished_and_nothing_worse() -> None:
    case = check("drafts/pune-ind")
    assert case.stage == "draft"
    assert {finding.level for finding in case.findings} <= {Level.WARNING, Level.NOTE}
    unfinished = {finding.section for finding in case.findings} - {None}
    assert unfinished == {clause.name for clause in template_of(case).clauses} - {"References"}


def test_what_the_draft_s_author_has_written_is_not_found_fault_with() -> None:
    case = check("drafts/pune-ind")
    written = {"Development", "Engagement", "Close the digital gap"}
    assert [finding.rule for finding in case.findings if finding.item in written] == []


def test_the_draft_handed_in_for_review_is_sent_back() -> None:
    assert Level.ERROR in {finding.level for finding in check("drafts/pune-ind", "review").findings}


def test_every_family_of_rules_has_its_mistake() -> None:
    families = {name: rule.family for name, rule in registry.rules(plugins=False).items()}
    found = Counter(families[finding.rule] for finding in check("mistakes").findings)
    assert set(found) == set(FAMILIES)


def test_the_whole_report_on_the_mistakes_is_the_one_that_is_kept() -> None:
    command = [sys.executable, "-m", "cslint", "check", "examples/mistakes", "--isolated", "--notes"]
    options = ["--output-format", "full", "--color", "never"]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    if os.environ.get("CSLINT_UPDATE"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == SNAPSHOT.read_text(encoding="utf-8")
