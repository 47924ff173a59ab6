"""Front-matter rules together: each mistake is one finding, at its place, and no other rule speaks of it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from cslint.diagnostics.findings import CaseReport
from cslint.document.case import Case
from cslint.linter import engine, fixer
from cslint.linter.overrides import Request, settings
from cslint.text.source import Source
from tests.corpus import CORPUS, needs_corpus
from tests.samples import COMPLETE

RULES = (
    *("missing-front-matter", "front-matter-syntax", "byte-order-mark", "missing-field", "unknown-field"),
    *("duplicate-field", "empty-field", "placeholder-field", "misread-value", "odd-characters", "value-comment"),
    *("invalid-value", "status-value", "tags", "year-range", "year-completed", "featured-alt", "featured-credit"),
    "centroid-range",
)
FIELDS = [line.partition(":")[0] for line in COMPLETE.splitlines()]


def check(text: str, *, profile: str = "atlas-2023", stage: str | None = None, **options: object) -> CaseReport:
    chosen = settings(Request(profile=profile, select=RULES, stage=stage, plugins=False))
    own = replace(chosen, options={"status-value": options}, today=datetime.date(2026, 6, 1))
    path = Path("pune-ind/index.md")
    return engine.check_case(engine.context_of(Case(path, Source(path, text)), own), own)


def found(report: CaseReport) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.field) for finding in report.findings]


def case(lines: str, body: str = "\n## Overview\n") -> str:
    """A complete front matter with some lines in place of its own."""
    names = {line.partition(":")[0] for line in lines.splitlines() if line[:1].isalpha()}
    kept = [line for line in COMPLETE.splitlines(keepends=True) if line.partition(":")[0] not in names]
    return f"---\n{''.join(kept)}{lines}---\n{body}"


def without(name: str) -> str:
    return "".join(line for line in COMPLETE.splitlines(keepends=True) if line.partition(":")[0] != name)


def test_a_complete_front_matter_has_no_finding() -> None:
    assert found(check(case(""))) == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_dropped_field_is_missing_and_nothing_else(name: str) -> None:
    report = check(f"---\n{without(name)}---\n")
    assert found(report) == [("missing-field", name)]
    assert report.findings[0].location.line == 17


@pytest.mark.parametrize("name", FIELDS)
def test_an_emptied_field_is_empty_and_nothing_else(name: str) -> None:
    report = check(case(f"{name}:\n"))
    assert found(report) == ([] if name == "year_completed" else [("empty-field", name)])


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("word", ["nan", "TBD", "n/a", "-", "none", "???"])
def test_a_word_for_nothing_counts_as_nothing(name: str, word: str) -> None:
    rule = "year-completed" if name == "year_completed" else "empty-field"
    assert found(check(case(f"{name}: '{word}'\n"))) == [(rule, name)]


@pytest.mark.parametrize("name", FIELDS)
def test_a_misspelt_key_is_one_finding_with_the_key_that_was_meant(name: str) -> None:
    slip = name[:-2] + name[-1] + name[-2] if name[-1] != name[-2] else name + "s"
    report = check(case("").replace(f"\n{name}:", f"\n{slip}:"))
    assert found(report) == [("unknown-field", slip)]
    assert f'did you mean "{name}"' in report.findings[0].message


MISTYPED = [
    ("title: [a, b]\n", "invalid-value", "title"),
    ("title: NO\n", "misread-value", "title"),
    ("title: {a: b}\n", "invalid-value", "title"),
    ("description: One. Two. Three.\n", "invalid-value", "description"),
    ("status: Drafft\n", "status-value", "status"),
    ("status: [Draft]\n", "invalid-value", "status"),
    ("type: districts\n", "invalid-value", "type"),
    ("type: district <!-- district | plan -->\n", "misread-value", "type"),
    ("city: ['Pune']\n", "invalid-value", "city"),
    ("country_code: NO\n", "misread-value", "country_code"),
    ("centroid: '18.52, 73.85'\n", "centroid-range", "centroid"),
    ("centroid: [18.52]\n", "centroid-range", "centroid"),
    ("centroid: [a, b]\n", "centroid-range", "centroid"),
    ("year_start: around 2015\n", "year-range", "year_start"),
    ("year_start: 2100\n", "year-range", "year_start"),
    ("year_start: 12:30\n", "misread-value", "year_start"),
    ("year_start: 2024\n", "year-range", "year_completed"),
    ("year_completed: Ongoing\n", "year-completed", "year_completed"),
    ("year_completed: 2027\n", "year-completed", "year_completed"),
    ("year_completed: 1066\n", "year-range", "year_completed"),
    ("featured_image: 12\n", "invalid-value", "featured_image"),
    ("featured_alt: photo.jpg\n", "featured-alt", "featured_alt"),
    ("featured_alt: photo\n", "featured-alt", "featured_alt"),
    ("featured_alt: Smart Pune\n", "featured-alt", "featured_alt"),
    ("featured_credit: Asha Rao / Flickr\n", "featured-credit", "featured_credit"),
    ("tags: Mobility\n", "tags", "tags"),
    ("tags: [mobility]\n", "tags", "tags"),
    ("tags: [Mobility, Energy, Food, Buildings]\n", "tags", "tags"),
    ("geography: true\n", "invalid-value", "geography"),
    ("geography_caption: Map &amp; more # 5\n", "value-comment", "geography_caption"),
]


@pytest.mark.parametrize(("lines", "rule", "field"), MISTYPED, ids=[entry[0] for entry in MISTYPED])
def test_a_wrong_value_is_one_finding(lines: str, rule: str, field: str) -> None:
    report = check(case(lines))
    assert found(report) == [(rule, field)]
    finding = report.findings[0]
    if field in lines:
        line = case(lines).splitlines()[finding.location.line - 1]
        assert line.startswith(f"{field}:")
        assert finding.location.column > len(field) + 1


PLACEHOLDERS = [
    ("title: Case Study Template\n", ["title"]),
    ("description: Lorem ipsum dolor sit amet.\n", ["description"]),
    ("author: your name\n", ["author"]),
    ("type: example\n", ["type"]),
    ("centroid: [40.712778, -74.006111]\n", ["centroid"]),
    ("featured_alt: New York City Skyline\n", ["featured_alt"]),
    ("featured_credit: Hannah Busing (Unsplash)\n", ["featured_credit"]),
    ("tags:\n- Code\n- Markdown\n", ["tags"]),
    ("tags: [Code, Mobility]\n", ["tags"]),
    ("geography_caption: Optional Caption for the geograhic information.\n", ["geography_caption"]),
    ("year_start: 2012\nyear_completed: 2018\n", []),
    ("title: Case Study Template\nyear_start: 2012\nyear_completed: 2018\n", ["title", "year_start", "year_completed"]),
    ("city: New York City\ncentroid: [40.712778, -74.006111]\nfeatured_alt: New York City skyline\n", []),
]


@pytest.mark.parametrize(("lines", "fields"), PLACEHOLDERS, ids=[entry[0] for entry in PLACEHOLDERS])
def test_what_is_still_the_templates_is_told_as_such_and_not_as_wrong(lines: str, fields: list[str]) -> None:
    assert found(check(case(lines))) == [("placeholder-field", name) for name in fields]


def test_findings_of_what_is_unfinished_are_warnings_in_a_draft_and_errors_from_review_on() -> None:
    text = case("author:\n")
    assert [str(finding.level) for finding in check(text).findings] == ["warning"]
    assert [str(finding.level) for finding in check(text, stage="review").findings] == ["error"]


def test_a_broken_block_is_one_finding_and_the_rules_that_would_follow_are_listed_as_skipped() -> None:
    report = check("---\ntitle: Smart City: a plan\nstatus: published\nauthor:\n---\n")
    assert found(report) == [("front-matter-syntax", "title")]
    skipped = {skip.rule for skip in report.skipped if skip.because == "front-matter-syntax"}
    assert {"missing-field", "empty-field", "status-value", "tags"} <= skipped


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("## Overview\n", "missing-front-matter"),
        ("---\n---\n", "missing-front-matter"),
        (case("")[4:], "missing-front-matter"),
        ("\n" + case(""), "missing-front-matter"),
        (case("").replace("---\n\n##", "\n##"), "front-matter-syntax"),
        (case("") + "\n---\n\n## More\n", ""),
        (case("").replace("---\n\n##", "\n##") + "\nText\n\n---\n\n## More\n", "front-matter-syntax"),
        ("\ufeff" + case(""), "byte-order-mark"),
        (case("").replace("\n", "\r\n"), ""),
    ],
    ids=[
        "none",
        "empty",
        "no opening",
        "blank line",
        "no closing",
        "a rule below",
        "late closing",
        "byte order mark",
        "CRLF",
    ],
)
def test_a_fault_of_the_fences_is_one_finding(text: str, rule: str) -> None:
    assert [name for name, _ in found(check(text))] == ([rule] if rule else [])


MENDED = [
    ("title: Smart City: a plan\n", 'title: "Smart City: a plan"\n'),
    ("status: draft\n", "status: Draft\n"),
    ("tags: [civic tech]\n", "tags: [CivicTech]\n"),
    ("tags: Mobility, energy\n", "tags: [Mobility, Energy]\n"),
    ("Country Code: IND\n", "country_code: IND\n"),
    ("year_completed: Ongoing\n", "year_completed:\n"),
    ("centroid: 18.520430, 73.856744\n", "centroid: [18.520430, 73.856744]\n"),
    ("type: Plan\n", "type: plan\n"),
    ("country_code: NO\n", 'country_code: "NO"\n'),
    ("title: “Smart Pune”\n", 'title: "Smart Pune"\n'),
]


@pytest.mark.parametrize(("lines", "mended"), MENDED, ids=[entry[0] for entry in MENDED])
def test_a_safe_fix_mends_it_and_nothing_is_found_afterwards(lines: str, mended: str) -> None:
    text = case(lines).replace("country_code: IND\n", "") if lines.startswith("Country") else case(lines)
    chosen, edits = fixer.plan(check(text).findings)
    assert len(chosen) == 1
    after = fixer.apply(text, edits)
    assert after.endswith(f"{mended}---\n\n## Overview\n") or lines.startswith("Country")
    assert found(check(after)) == []


def test_a_status_kept_for_the_instructor_is_reported_only_when_asked() -> None:
    assert found(check(case("status: Complete\n"))) == []
    assert found(check(case("status: Complete\n"), allow_reserved=False)) == [("status-value", "status")]


@needs_corpus
@pytest.mark.parametrize("path", sorted((CORPUS / "templates").rglob("*.md")), ids=lambda path: path.parent.name)
def test_an_untouched_template_has_no_finding_but_of_what_is_unfinished(path: Path) -> None:
    profile = {"case-2023": "atlas-2023", "case-2024": "atlas-2024", "stub": "atlas-stub"}[path.parent.name]
    rules = {rule for rule, _ in found(check(path.read_text(encoding="utf-8"), profile=profile))}
    assert rules <= {"placeholder-field", "empty-field", "misread-value"}
