"""Findings of one rule in one file are listed up to a hundred; then they are counted."""

from __future__ import annotations

from pathlib import Path

from cslint.cli import fix
from cslint.diagnostics.findings import Finding, Level, Location
from cslint.linter import discovery, engine
from cslint.linter.engine import limited
from cslint.linter.overrides import Request, settings
from cslint.linter.session import Session


def found(count: int, rule: str = "bare-link", path: str = "index.md", level: Level = Level.WARNING) -> list[Finding]:
    return [Finding(rule, level, f"number {n}", Location(path, n + 1, 1, n + 1, 2)) for n in range(count)]


def test_a_hundred_and_one_are_all_listed() -> None:
    findings = found(101)
    assert limited(findings) == findings


def test_what_comes_after_a_hundred_is_one_finding_at_the_place_of_the_first_that_is_left_out() -> None:
    listed = limited(found(30_000))
    assert len(listed) == 101
    assert listed[:100] == found(100)
    assert listed[100].message == "29,900 more findings of this rule in this file, from here on, are not listed."
    assert (listed[100].rule, listed[100].location.line) == ("bare-link", 101)


def test_rules_and_files_are_counted_apart() -> None:
    findings = [*found(100), *found(100, "empty-link"), *found(100, path="map.geojson")]
    assert limited(findings) == findings


def test_the_count_has_the_gravest_level_of_those_it_stands_for() -> None:
    findings = [*found(150, level=Level.NOTE), *found(1, level=Level.ERROR)]
    assert limited(findings)[100].level is Level.ERROR


def links(count: int, folder: Path) -> Path:
    text = "".join(f"![Bus](photo-{n}.png)\n\n" for n in range(count))
    index = folder / "index.md"
    index.write_text(f"---\ntitle: Buses\n---\n\n## Overview\n\n{text}", encoding="utf-8")
    for n in range(count):
        (folder / f"photo-{n}.png").write_bytes(b"")
    return index


def test_a_case_is_reported_with_a_count(tmp_path: Path) -> None:
    chosen = settings(Request(select=("path-prefix",), plugins=False, profile="atlas-2023"))
    case = discovery.read(links(300, tmp_path))
    findings = engine.check_case(engine.context_of(case, chosen), chosen).findings
    assert [finding.message for finding in findings[100:]] == [
        "200 more findings of this rule in this file, from here on, are not listed."
    ]


def test_every_one_is_fixed(tmp_path: Path) -> None:
    index = links(300, tmp_path)
    session = Session(Request(select=("path-prefix",), plugins=False, profile="atlas-2023"), isolated=True)
    fix.run(
        session,
        session.work([index]),
        unsafe=False,
        diff=False,
        color="never",
        targets=[],
        fail_on="error",
        exit_zero=True,
    )
    assert index.read_text(encoding="utf-8").count("](./photo-") == 300
