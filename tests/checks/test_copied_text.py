"""Text of another case: what is reported, what is the collection's own, and that no cache and no process changes it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

import cslint
from cslint.diagnostics.findings import Report
from cslint.document.files import shared_text
from cslint.linter import inputs
from cslint.linter.overrides import Request
from cslint.linter.session import Session

WORDS = [f"{first}{middle}{last}" for first in "bdfgklmnprst" for middle in "aeiou" for last in ("ne", "ro", "sil")]
TWELVE = "The harbour tram carries every visitor past the old mills and docks"
LONG = (
    "Each of the nine water towers now reports its level every hour to a room in the town hall where two clerks decide "
    "which pump is to run"
)


def prose(seed: int) -> str:
    """Return some sentences that no other seed gives."""
    chance = random.Random(seed)
    return " ".join(" ".join(chance.choices(WORDS, k=15)).capitalize() + "." for _ in range(8))


def collection(
    folder: Path, texts: Mapping[int, str], *, count: int = 20, centroids: Mapping[int, str] | None = None
) -> Path:
    """Write cases about places far apart, some of them with a further sentence.

    Args:
        folder: where they are put.
        texts: the further sentence by number of the case.
        count: how many cases.
        centroids: by number of the case, where it is another than its own.
    """
    for number in range(count):
        case = folder / f"case-{number:02}"
        case.mkdir(parents=True)
        write(case, number, texts.get(number, ""), (centroids or {}).get(number, f"[{number * 4 - 40}.5, 10.5]"))
    return folder


def write(case: Path, number: int, text: str, centroid: str) -> None:
    front = f"---\ntitle: Case {number}\ntemplate: atlas-2023\ncentroid: {centroid}\n---\n\n## Overview\n\n"
    (case / "index.md").write_text(f"{front}{prose(number)} {text}\n", encoding="utf-8")


def copies(report: Report) -> dict[str, str]:
    """Return the quoted text of each copied-text finding by the folder of its case."""
    return {
        Path(finding.location.path).parent.name: finding.message
        for case in report.cases
        for finding in case.findings
        if finding.rule == "copied-text"
    }


def checked(folder: Path, **more: object) -> dict[str, str]:
    return copies(cslint.check(folder, select=["copied-text"], isolated=True, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TWELVE}.", f"{TWELVE}."),
        (f"Here is more: {TWELVE.lower()}, and so on.", f"{TWELVE} and none of the rest."),
        (f"{LONG}.", f"{LONG.replace('nine', 'four').replace('every hour', 'each day')}."),
    ],
)
def test_text_that_one_other_case_has(one: str, other: str, tmp_path: Path) -> None:
    found = checked(collection(tmp_path / "cases", {3: one, 7: other}))
    assert sorted(found) == ["case-03", "case-07"]
    assert found["case-03"].startswith("case-07/index.md has the same text: ")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({3: f"{TWELVE}.", 7: f"{TWELVE}.", 9: f"{TWELVE}."}, "three have it: it is the collection's own"),
        ({3: f"{TWELVE[:-9]}.", 7: f"{TWELVE[:-9]}."}, "ten words"),
        ({3: f"{TWELVE}.", 7: f"\n\n> {TWELVE}."}, "one of them quotes"),
        ({3: f"{TWELVE}.", 7: f"\n\n## References\n\n- {TWELVE}."}, "a source"),
        ({3: f"{TWELVE}.", 7: f"<!-- {TWELVE}. -->"}, "a comment"),
    ],
)
def test_what_is_not_copied(texts: dict[int, str], why: str, tmp_path: Path) -> None:
    assert "case-07" not in checked(collection(tmp_path / "cases", texts)), why


def test_cases_about_one_place_may_share_text(tmp_path: Path) -> None:
    near = {3: "[1.5, 10.5]", 7: "[1.6, 10.6]"}
    assert checked(collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."}, centroids=near)) == {}


def test_several_cases_about_one_other_place_count_once(tmp_path: Path) -> None:
    texts = dict.fromkeys((3, 7, 9), f"{TWELVE}.")
    found = checked(collection(tmp_path / "cases", texts, centroids={7: "[1.5, 10.5]", 9: "[1.6, 10.6]"}))
    assert sorted(found) == ["case-03", "case-07", "case-09"]


def test_two_versions_of_another_case_are_one_finding(tmp_path: Path) -> None:
    texts = dict.fromkeys((3, 7, 9), f"{TWELVE}.")
    cases = collection(tmp_path / "cases", texts, centroids={7: "[1.5, 10.5]", 9: "[1.6, 10.6]"})
    report = cslint.check(cases / "case-03", select=["copied-text"], isolated=True)
    assert [finding.message.partition("/")[0] for case in report.cases for finding in case.findings] == ["case-07"]


def test_a_second_page_is_named_for_text_that_the_first_does_not_have(tmp_path: Path) -> None:
    other = "The last ferry of the evening waits for the train from the northern valley"
    texts = {3: f"{TWELVE}.\n\n{other}.", 7: f"{TWELVE}.", 9: f"{other}."}
    cases = collection(tmp_path / "cases", texts, centroids={7: "[1.5, 10.5]", 9: "[1.6, 10.6]"})
    report = cslint.check(cases / "case-03", select=["copied-text"], isolated=True)
    found = [finding.message.partition("/")[0] for case in report.cases for finding in case.findings]
    assert found == ["case-07", "case-09"]


def test_without_a_place_nothing_is_called_copied(tmp_path: Path) -> None:
    assert checked(collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."}, centroids={7: ""})) == {}


def test_fewer_than_twenty_cases_are_not_compared(tmp_path: Path) -> None:
    assert checked(collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."}, count=19)) == {}


def test_last_years_cases_are_compared_as_well(tmp_path: Path) -> None:
    own = collection(tmp_path / "now" / "cases", {0: f"{TWELVE}."}, count=1)
    last = collection(tmp_path / "then" / "cases", {7: f"{TWELVE}."})
    assert checked(own) == {}
    assert list(checked(own, compare=[last])) == ["case-00"]


def test_one_case_is_compared_with_those_next_to_it(tmp_path: Path) -> None:
    cases = collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."})
    assert list(checked(cases / "case-03")) == ["case-03"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_find_the_same(jobs: int, tmp_path: Path) -> None:
    cases = collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."})
    session = Session(Request(select=("copied-text",), plugins=False), isolated=True, jobs=jobs)
    assert sorted(copies(session.check(session.work([cases])))) == ["case-03", "case-07"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, ["case-03", "case-07"]),
        ({7: ""}, []),
        ({9: f"{TWELVE}."}, []),
        ({7: "", 9: f"{TWELVE}."}, ["case-03", "case-09"]),
    ],
)
def test_a_cached_report_follows_the_text_of_other_cases(
    change: dict[int, str], left: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "RECENT", 0)
    cases = collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."})

    def again() -> list[str]:
        session = Session(Request(select=("copied-text",), plugins=False), cache=tmp_path / "cache", jobs=1)
        return sorted(copies(session.check(session.work([cases]))))

    assert again() == ["case-03", "case-07"]
    for number, text in change.items():
        write(cases / f"case-{number:02}", number, text, f"[{number * 4 - 40}.5, 10.5]")
    assert again() == left


def test_pages_are_read_once_while_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RECENT", 0)
    cases = collection(tmp_path / "cases", {3: f"{TWELVE}.", 7: f"{TWELVE}."})
    read: list[str] = []
    body = shared_text.body
    monkeypatch.setattr(shared_text, "body", lambda path: read.append(path) or body(path))  # type: ignore[func-returns-value]
    for _ in range(2):
        session = Session(Request(select=("copied-text",), plugins=False), cache=tmp_path / "cache", jobs=1)
        session.check(session.work([cases]))
    assert len(set(read)) == 20
    assert len(read) <= 22


def test_a_folder_to_compare_with_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from cslint.cli import run

    cases = collection(tmp_path / "cases", {}, count=1)
    assert run(["check", "--isolated", "--compare", str(tmp_path / "no"), str(cases)]) == 2
    assert "is not a folder" in capsys.readouterr().err
