"""The baseline: what was found before is held back, what is new is not, and it says when it can shrink."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cslint.cli import run
from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report, RuleInfo
from cslint.linter import baseline
from tests.git import write

CONFIG = 'template = "our.md"\nstage = "draft"\n'
TEMPLATE = """\
---
title: Title of your case
---

## Overview

<!-- 10 to 20 words. -->

## Sources

<!-- Identify 3 to 5 sources. -->
"""
LONG = (
    "The town runs its buses until two in the morning because nurses, cooks and students asked for it. "
    "Each stop shows when the next one comes, drivers wait for late trains, and fares are those of the day. "
    "Most people walk five minutes at either end."
)
OLD = """\
---
title: Buses at night
---

## Overview

Buses run late.

## Sources

- [Timetable](htp://example.org/timetable)
- [Map](htp://example.org/map)
"""
BASELINE = """\
{
 "version": 1,
 "cases": {
  "cases/buses/index.md": [
   {"rule": "malformed-link", "about": "Sources > Map > htp://example.org/map"},
   {"rule": "malformed-link", "about": "Sources > Timetable > htp://example.org/timetable"},
   {"rule": "too-few-items", "about": "Sources", "found": 2},
   {"rule": "too-few-words", "about": "Overview", "found": 3}
  ]
 }
}
"""
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
HELD = "No problems in 1 case study. 4 findings suppressed."


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "CSLINT_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path, {"cslint.toml": CONFIG, "our.md": TEMPLATE, "cases/buses/index.md": OLD})
    return tmp_path


def change(course: Path, old: str, new: str, case: str = "buses") -> None:
    path = course / "cases" / case / "index.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, standard output, and the last line of ``cslint check`` with the baseline."""
    capsys.readouterr()
    status = run(["check", "--baseline", "cslint-baseline.json", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err.removesuffix("\n")


@pytest.fixture
def written(course: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["baseline"]) == 0
    assert capsys.readouterr().out == "cslint-baseline.json holds 4 findings of 1 case study.\n"
    return course


def test_it_is_a_line_a_finding_in_order(written: Path) -> None:
    assert (written / "cslint-baseline.json").read_text(encoding="utf-8") == BASELINE


def test_what_it_holds_is_not_reported_but_counted(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys) == (0, "", HELD)
    capsys.readouterr()
    run(["check", "--baseline", "cslint-baseline.json", "--output-format", "json"])
    said = json.loads(capsys.readouterr().out)
    assert (said["diagnostics"], said["summary"]["suppressed"]) == ([], 4)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Overview", "More lines.\n\nAbove it.\n\n## Overview"),
        ("Buses run late.", "Buses run late at night."),
        ("- [Map]", "-   [Map]"),
        ("\n", "\r\n"),
    ],
)
def test_lines_may_move_and_texts_grow(old: str, new: str, written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(written, old, new)
    assert check(capsys) == (0, "", HELD)


def test_what_is_new_is_reported(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    map_link = "- [Map](htp://example.org/map)"
    change(written, map_link, f"{map_link}\n- [Fares](htp://example.org/fares)")
    assert check(capsys) == (
        1,
        "cases/buses/index.md:13:11: error malformed-link: The beginning of the address is wrong: htp://example.org/fares\n",
        "1 problem in 1 case study (1 error); --fix can fix it. 3 findings suppressed. "
        "1 finding of the baseline is gone; write it again to keep it tight.",
    )


def test_a_second_fault_of_the_same_kind_and_text_is_new(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(written, "- [Map](htp://example.org/map)", "- [Map](htp://example.org/map)\n- [Map](htp://example.org/map)")
    status, out, _ = check(capsys, "--select", "malformed-link")
    assert (status, out.count("\n"), out.count("example.org/map")) == (1, 1, 1)
    capsys.readouterr()
    run(["baseline", "--select", "malformed-link"])
    assert '{"rule": "malformed-link", "about": "Sources > Map > htp://example.org/map", "count": 2}' in (
        written / "cslint-baseline.json"
    ).read_text(encoding="utf-8")


def test_it_says_when_it_can_shrink(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(written, "htp://", "http://")
    assert check(capsys) == (
        0,
        "",
        "No problems in 1 case study. 2 findings suppressed. "
        "2 findings of the baseline are gone; write it again to keep it tight.",
    )
    run(["baseline"])
    assert check(capsys) == (0, "", "No problems in 1 case study. 2 findings suppressed.")


def test_of_rules_that_did_not_run_it_says_nothing(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(written, "htp://", "http://")
    closing = "No problems in 1 case study. 1 finding suppressed."
    assert check(capsys, "--select", "too-few-words") == (0, "", closing)


def test_a_case_study_that_is_gone_is_gone_from_it(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (written / "cases/buses").rename(written / "cases/trams")
    status, out, closing = check(capsys)
    assert (status, out.count("cases/trams/index.md:")) == (1, 4)
    assert closing.endswith("4 findings of the baseline are gone; write it again to keep it tight.")


def test_case_studies_that_are_not_looked_at_stay_in_it(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(written, {"cases/trams/index.md": OLD})
    run(["baseline", "cases/trams"])
    assert check(capsys) == (0, "", "No problems in 2 case studies. 8 findings suppressed.")


def test_it_holds_from_any_folder_and_by_the_configuration(
    written: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(written, {"cslint.toml": 'template = "our.md"\nbaseline = "kept/old.json"\n', "kept/.keep": ""})
    run(["baseline"])
    assert capsys.readouterr().out.endswith("kept/old.json holds 4 findings of 1 case study.\n")
    assert '"../cases/buses/index.md"' in (written / "kept/old.json").read_text(encoding="utf-8")
    monkeypatch.chdir(written / "cases" / "buses")
    assert run(["check"]) == 0
    assert capsys.readouterr().err == HELD + "\n"


def test_what_it_holds_back_is_not_mended(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "--fix") == (0, "", HELD)
    assert (written / "cases/buses/index.md").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            None,
            "The baseline cslint-baseline.json does not exist. Write one with: cslint baseline -o cslint-baseline.json",
        ),
        ("{", "cslint-baseline.json is not a baseline. Write one with: cslint baseline -o cslint-baseline.json"),
        ("[]", "cslint-baseline.json is not a baseline. Write one with: cslint baseline -o cslint-baseline.json"),
        (
            '{"version": 1, "cases": {"a": [{}]}}',
            "cslint-baseline.json is not a baseline. Write one with: cslint baseline -o cslint-baseline.json",
        ),
        (
            '{"version": 2, "cases": {}}',
            "cslint-baseline.json is of version 2; this cslint reads 1. Write it again.",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_a_wrong_call(
    content: str | None, said: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        write(course, {"cslint-baseline.json": content})
    assert check(capsys) == (2, "", f"cslint: {said}")


def test_a_file_that_cannot_be_written_is_one_sentence(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["baseline", "-o", "nowhere/old.json"]) == 2
    said = "nowhere/old.json cannot be written: No such file or directory. Make its folder first."
    assert capsys.readouterr().err == f"cslint: {said}\n"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Buses run late.", "Buses.", "too-few-words"),
        ("- [Map](htp://example.org/map)\n", "", "too-few-items"),
    ],
)
def test_what_has_become_worse_is_not_excused(
    old: str, new: str, rule: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(written, old, new)
    _, out, _ = check(capsys)
    assert (out.count("\n"), f" {rule}: " in out) == (1, True)


def test_filler_that_has_grown_is_not_excused(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    change(course, "Buses run late.", filler)
    run(["baseline"])
    assert check(capsys)[1] == ""
    change(course, filler, f"{filler} Sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.")
    assert " filler-text: " in check(capsys)[1]


def test_what_is_too_long_may_become_shorter_but_not_longer(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {number: " ".join(LONG.split()[:number]) for number in (35, 40, 45)}
    change(course, "Buses run late.", texts[40])
    run(["baseline"])
    change(course, texts[40], texts[35])
    assert check(capsys)[1] == ""
    change(course, texts[35], texts[45])
    assert " too-many-words: " in check(capsys)[1]


def test_a_requirement_that_grows_leaves_excused_what_has_not_changed(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(written, {"our.md": TEMPLATE.replace("10 to 20 words", "30 to 40 words")})
    assert check(capsys) == (0, "", HELD)


def test_an_entry_without_a_number_excuses_any(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(written, {"cslint-baseline.json": BASELINE.replace(', "found": 3', "").replace(', "found": 2', "")})
    change(written, "Buses run late.", "Buses.")
    assert check(capsys) == (0, "", HELD)


def test_of_two_excuses_the_one_that_just_fits_is_used(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = TEMPLATE.replace("3 to 5 sources.", "2 sources, at least 5 words each.")
    two = "## Sources\n\n**Same**. One two.\n\n**Same**. One.\n"
    write(course, {"our.md": template, "cases/buses/index.md": OLD[: OLD.index("## Sources")] + two})
    run(["baseline"])
    assert check(capsys)[1] == ""
    change(course, "One two.", "One.")
    assert check(capsys)[1].count("too-few-words") == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("disk", FORMS)
def test_accents_may_be_written_in_either_form(
    form: Form, disk: Form, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course / "cases" / normalize(disk, "são-paulo-bra")
    (course / "cases/buses").rename(folder)
    change(course, "## Sources", "## Sources\n\n- [Métro](htp://example.org/métro)", folder.name)
    run(["baseline"])
    file = course / "cslint-baseline.json"
    file.write_text(normalize(form, file.read_text(encoding="utf-8")), encoding="utf-8")
    text = (folder / "index.md").read_text(encoding="utf-8")
    (folder / "index.md").write_text(normalize("NFD" if form == "NFC" else "NFC", text), encoding="utf-8")
    status, out, closing = check(capsys)
    assert (status, out) == (0, "")
    assert "gone" not in closing


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("disk", FORMS)
def test_so_may_those_of_a_file_that_a_case_study_names(
    form: Form, disk: Form, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = normalize(disk, "métro.geojson")
    (course / "cases/buses" / name).write_text("{", encoding="utf-8")
    change(course, "title: Buses at night", f"title: Buses at night\ngeography: ./{name}")
    run(["baseline"])
    file = course / "cslint-baseline.json"
    assert "métro.geojson" in normalize("NFC", file.read_text(encoding="utf-8"))
    file.write_text(normalize(form, file.read_text(encoding="utf-8")), encoding="utf-8")
    assert check(capsys)[:2] == (0, "")


def test_twins_are_counted_one_by_one(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twins = "- [Map](htp://example.org/map)\n" * 3
    change(written, "- [Map](htp://example.org/map)\n", twins)
    run(["baseline"])
    assert check(capsys)[:2] == (0, "")
    change(written, twins, twins[: len(twins) // 3])
    assert check(capsys)[2].endswith("2 findings of the baseline are gone; write it again to keep it tight.")


def test_letters_of_every_script_are_written_as_they_are(course: Path) -> None:
    (course / "cases/buses").rename(course / "cases/são-paulo-bra")
    change(course, "[Map](htp://example.org/map)", "[地図](htp://example.org/地図)", "são-paulo-bra")
    run(["baseline"])
    text = (course / "cslint-baseline.json").read_text(encoding="utf-8")
    assert ("são-paulo-bra" in text, "地図" in text) == (True, True)


def test_a_baseline_of_nothing_is_an_empty_object(course: Path) -> None:
    run(["baseline", "--select", "bare-link"])
    text = (course / "cslint-baseline.json").read_text(encoding="utf-8")
    assert text == '{\n "version": 1,\n "cases": {}\n}\n'


def test_a_broken_baseline_is_not_written_over_and_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"cslint-baseline.json": "{"})
    capsys.readouterr()
    assert run(["baseline"]) == 2
    assert capsys.readouterr().err.startswith("cslint: cslint-baseline.json is not a baseline.")
    assert (course / "cslint-baseline.json").read_text(encoding="utf-8") == "{"


def short(*amounts: int | None) -> CaseReport:
    """Return a report of the same finding with several amounts."""
    place = Location("index.md", 1, 1, 1, 2, excerpt="x")
    found = [Finding("own-rule", Level.ERROR, "message", place, section="S", amount=amount) for amount in amounts]
    return CaseReport("index.md", "p", "draft", tuple(found))


def test_of_an_earlier_version_the_worst_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"b.json": '{"version": 1, "cases": {"index.md": [{"rule": "own-rule", "about": "S > x"}]}}'})
    known = baseline.load(tmp_path / "b.json")
    for amount, held in ((5, 1), (4, 1), (6, 0)):
        fresh, _ = known.hold_back(short(amount), {}, frozenset(), before=short(3, 5, 2))
        assert (len(fresh.suppressed), len(fresh.findings)) == (held, 1 - held)


def test_numbers_and_none_are_written_in_order_and_a_finding_without_one_is_excused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"index.md": ""})
    report = short(9, None, 2)
    baseline.save(tmp_path / "b.json", Report((report,)))
    lines = (tmp_path / "b.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.strip(" ,")).get("found") for line in lines if "own-rule" in line] == [2, 9, None]
    held, gone = baseline.load(tmp_path / "b.json").hold_back(short(None, None, 1), {}, frozenset({"own-rule"}))
    assert (len(held.suppressed), gone) == (3, 0)


TEXTS = st.text(max_size=30) | st.integers(1, 300).map("long text ".__mul__)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of a case that is there, with any words in it."""
    findings = [
        Finding(
            draw(st.sampled_from(["country-code", "too-few-words", "own-rule"])),
            Level.ERROR,
            "message",
            Location(draw(st.sampled_from(["index.md", "map.geojson"])), 1, 1, 1, 1 + len(text), excerpt=text),
            section=draw(st.none() | TEXTS),
            item=draw(st.none() | TEXTS),
            amount=draw(st.none() | st.integers(-9, 9)),
        )
        for text in draw(st.lists(TEXTS, max_size=8))
    ]
    rules = {"too-few-words": RuleInfo("too-few-words", "", "words", Level.WARNING, "completeness")}
    return Report((CaseReport("index.md", "p", "draft", tuple(findings)),), rules)


@given(report=reports())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_written_is_read_back_and_held_back_whole(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"index.md": ""})
    path = tmp_path / "baseline.json"
    (case,) = report.cases
    assert baseline.save(path, report) == len(case.findings)
    first = path.read_bytes()
    held, gone = baseline.load(path).hold_back(case, report.rules, frozenset({"country-code", "too-few-words"}))
    assert (held.findings, held.suppressed, gone) == ((), case.findings, 0)
    baseline.save(path, report)
    assert path.read_bytes() == first
