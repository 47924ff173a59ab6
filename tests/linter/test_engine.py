"""The engine: what becomes of what the checks find, and of checks that fail."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cslint.config.loader import Config
from cslint.diagnostics.findings import CaseReport, Finding, Level, Skipped
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings
from cslint.rules import pages
from cslint.text.source import Source, Span
from tests.course import BODY, case
from tests.samples import COMPLETE

TEMPLATE = "---\ntitle: Title of your case\n---\n\n## Soil\n\n<!-- About 20 words. -->\n\n## Plants\n"


def chosen(*rules: str, options: Mapping[str, Mapping[str, Any]] | None = None, **more: Any) -> Settings:
    """Return the settings of a run that selects some rules."""
    return settings(Request(select=rules, plugins=False, **more), Config(rule=options or {}))


def check(path: Path, by: Settings) -> CaseReport:
    """Return the report on one case, its paths by name."""
    return engine.check_case(engine.context_of(discovery.read(path), by), by, lambda place: place.name)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A case of the profile atlas-2023 whose Overview is too short."""
    return case(tmp_path) / "index.md"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A copy of a template next to the template."""
    (tmp_path / "template.md").write_text(TEMPLATE, encoding="utf-8")
    path = tmp_path / "note.md"
    path.write_text("---\ntitle: Loam\n---\n\n## Soil\n\nIt is loam.\n\n## Plants\n\nBeans.\n", encoding="utf-8")
    return path


# Findings


def test_a_finding_points_into_its_file_and_at_the_instruction_in_the_template(note: Path) -> None:
    (found,) = check(note, chosen("too-few-words", template=note.parent / "template.md")).findings
    assert (found.location.path, found.location.line, found.location.column) == ("note.md", 5, 1)
    (related,) = found.related
    assert (related.location.path, related.location.line) == ("template.md", 7)
    assert related.location.excerpt == "<!-- About 20 words. -->"


@pytest.mark.parametrize("tolerance", [0.2, 0.9])
def test_the_tolerance_of_the_configuration_is_that_of_the_case(note: Path, tolerance: float) -> None:
    by = chosen(
        "too-few-words", template=note.parent / "template.md", options={"too-few-words": {"tolerance": tolerance}}
    )
    assert engine.context_of(discovery.read(note), by).tolerance == (tolerance, 0.2)
    assert len(check(note, by).findings) == (tolerance < 0.85)


def test_notes_of_a_rule_that_mostly_gives_more_are_counted_where_they_are_not_shown(index: Path) -> None:
    options = {"missing-section": {"level": "note"}}
    shown = check(index, settings(Request(plugins=False, notes=True), Config(rule=options)))
    notes = [finding for finding in shown.findings if finding.rule == "missing-section"]
    assert (len(notes) > 2, {finding.level for finding in notes}, shown.hidden) == (True, {Level.NOTE}, 0)
    hidden = check(index, settings(Request(plugins=False), Config(rule=options)))
    assert "missing-section" not in {finding.rule for finding in hidden.findings}
    assert hidden.hidden == len(notes)


@pytest.mark.parametrize(
    ("front", "following"),
    [
        (COMPLETE, "Review"),
        (COMPLETE.replace("status: Draft", "status: Review"), ""),
        (COMPLETE.replace("status: Draft\n", ""), ""),
    ],
)
def test_a_draft_with_a_status_has_one_to_follow(front: str, following: str, tmp_path: Path) -> None:
    report = check(case(tmp_path, front=front) / "index.md", settings(Request(plugins=False)))
    assert report.next_status == following


def test_a_fix_is_safe_or_unsafe_and_says_what_it_does(tmp_path: Path) -> None:
    place = case(tmp_path, front=COMPLETE.replace(": IND", ": IN"), body=BODY.replace("## Stake", "## Steak"))
    report = check(place / "index.md", chosen("country-code", "renamed-section"))
    assert [(finding.rule, finding.fix and finding.fix.safety) for finding in report.findings] == [
        ("country-code", "safe"),
        ("renamed-section", "unsafe"),
    ]
    assert all(finding.fix and finding.fix.message and finding.fix.edits for finding in report.findings)


def test_a_rule_that_needs_another_is_skipped_and_named_if_it_is_selected(tmp_path: Path) -> None:
    path = case(tmp_path, front="title: [\n") / "index.md"
    both = check(path, chosen("front-matter-syntax", "duplicate-field"))
    assert both.skipped == (Skipped("duplicate-field", "front-matter-syntax"),)
    assert {finding.rule for finding in both.findings} == {"front-matter-syntax"}
    assert check(path, chosen("front-matter-syntax")).skipped == ()


@pytest.mark.parametrize("at", [10, 5_000, 9_990])
def test_of_a_very_long_line_a_window_around_the_place_is_kept(at: int) -> None:
    source = Source(Path("a.md"), "first\n" + "".join(chr(97 + n % 26) for n in range(10_000)) + "\nlast")
    start = 6 + at
    place = engine.locate(source, Span(start, start + 5))
    assert (place.line, place.column, place.start, place.end) == (2, at + 1, start, start + 5)
    assert len(place.excerpt) == 400
    own = at + 1 - place.excerpt_column
    assert place.excerpt[own : own + 5] == source.text[start : start + 5]
    assert own >= min(at, 80)


def test_a_line_of_usual_length_is_kept_whole() -> None:
    source = Source(Path("a.md"), "x" * 400 + "\n")
    place = engine.locate(source, Span(390, 392), lambda path: f"in/{path}")
    assert (place.path, place.excerpt, place.excerpt_column, place.shipped) == ("in/a.md", "x" * 400, 1, False)


# Ignore comments


def unused(path: Path, comment: str) -> list[tuple[str, int]]:
    """Return what is said of a comment above the Overview's text, with the line."""
    text = path.read_text(encoding="utf-8").replace("Short.", f"{comment}\n\nShort.")
    path.write_text(text, encoding="utf-8")
    found = check(path, chosen("unused-suppression", "too-few-words", "bare-link")).findings
    line = text[: text.index(comment)].count("\n") + 1
    return [(one.message, one.location.line - line) for one in found if one.rule == "unused-suppression"]


def test_a_comment_that_hides_something_is_not_reported(index: Path) -> None:
    assert unused(index, "<!-- cslint: ignore[too-few-words] agreed -->") == []


def test_a_comment_that_hides_nothing_is_reported(index: Path) -> None:
    said = "This comment ignores bare-link, which reports nothing here."
    assert unused(index, "<!-- cslint: ignore[bare-link] agreed -->") == [(said, 0)]


def test_a_comment_for_a_rule_that_did_not_run_is_not_reported(index: Path) -> None:
    assert unused(index, "<!-- cslint: ignore[empty-link] agreed -->") == []


def test_a_comment_with_a_name_that_is_none_is_reported_with_the_nearest(index: Path) -> None:
    ((said, line),) = unused(index, "<!-- cslint: ignore[too-few-wordz] agreed -->")
    assert (said.startswith('This comment ignores "too-few-wordz", a rule that does not exist.'), line) == (True, 0)
    assert '"too-few-words"' in said


def test_a_comment_without_names_is_reported(index: Path) -> None:
    assert unused(index, "<!-- cslint: ignore -->") == [("This comment does not say which rule to ignore.", 0)]


@pytest.mark.parametrize("applies", [True, False])
def test_comments_apply_unless_the_run_says_otherwise(index: Path, applies: bool) -> None:
    text = index.read_text(encoding="utf-8").replace("Short.", "<!-- cslint: ignore[too-few-words] ok -->\n\nShort.")
    index.write_text(text, encoding="utf-8")
    report = check(index, chosen("too-few-words", suppress=applies))
    assert (len(report.findings), len(report.suppressed)) == ((0, 1) if applies else (1, 0))


# Faults of the program


def break_checks(monkeypatch: pytest.MonkeyPatch, *names: str, error: BaseException) -> None:
    """Let some checks raise an error."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    was = pages._check
    monkeypatch.setattr(pages, "_check", lambda package, name: fail if name in names else was(package, name))


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (["words.too_few"], "too-few-words ("),
        (["words.too_few", "words.too_many"], "too-few-words and 1 other rule ("),
        (["words.too_few", "words.too_many", "items.too_few"], " and 2 other rules ("),
    ],
)
def test_checks_that_fail_are_one_finding_and_the_others_run(
    broken: list[str], named: str, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_checks(monkeypatch, *broken, error=KeyError("x"))
    report = check(index, settings(Request(plugins=False)))
    (found,) = [finding for finding in report.findings if finding.rule == "internal-error"]
    assert named in found.message
    assert f"(KeyError: 'x'; {Path(__file__).name}:" in found.message
    assert (found.level, found.location.path, found.location.line) == (Level.ERROR, "index.md", 1)
    assert "missing-section" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(143)])
def test_the_end_of_the_program_is_not_a_fault(
    error: BaseException, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_checks(monkeypatch, "words.too_few", error=error)
    with pytest.raises(type(error)):
        check(index, chosen("too-few-words"))


def only(report: CaseReport) -> Finding:
    """Return the one finding of a case that could not be checked."""
    (found,) = report.findings
    assert (report.path, report.profile) == ("in/a.md", "none")
    place = found.location
    assert (found.level, place.path) == (Level.ERROR, "in/a.md")
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 1, 1, 1)
    return found


def test_a_case_that_fails_as_a_whole_is_one_finding() -> None:
    try:
        raise ValueError("not so")
    except ValueError as error:
        report = engine.failed(Path("a.md"), error, chosen(), lambda path: f"in/{path}")
    found = only(report)
    assert found.message.startswith(f"cslint failed (ValueError: not so; {Path(__file__).name}:")
    assert "https://github.com/cslint/cslint/issues" in (found.help or "")
    assert engine.innermost(ValueError()) == "an unknown place"


@pytest.mark.parametrize(
    ("error", "reason"), [(PermissionError(13, "Permission denied"), "Permission denied"), (OSError("gone"), "gone")]
)
@pytest.mark.parametrize("stage", [None, "review"])
def test_a_case_that_cannot_be_read_is_one_finding(error: OSError, reason: str, stage: str | None) -> None:
    report = engine.unreadable(Path("a.md"), error, chosen(stage=stage), lambda path: f"in/{path}")
    assert only(report).message == f"a.md cannot be read: {reason}."
    assert report.stage == (stage or "draft")
