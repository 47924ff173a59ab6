"""Typing: what is kept from one version to the next, and what an edit costs."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from cslint.server.diagnostics import diagnostics
from cslint.server.texts import OpenDocument, OpenDocuments
from tests.server.samples import FINISHED, opened, texts

TEXT = FINISHED.read_text(encoding="utf-8")


def put(store: OpenDocuments, path: Path, text: str, version: int) -> OpenDocument:
    found = store.put(path, text, version)
    assert found is not None
    return found


def rules(text: OpenDocument) -> list[str]:
    return [finding.rule for finding in text.report.findings]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copytree(FINISHED.parent, tmp_path / "pune-ind")
    return tmp_path / "pune-ind" / "index.md"


def edits(text: str, count: int) -> list[str]:
    """A text at each of many keys: words are added all over it, taken away, headings and fields broken and mended."""
    found = []
    for number in range(count):
        at = text.index(" ", len(text) * (number % 97) // 100 + 1)
        change = ("a", " word", "**", "\n\n", "", "## ", "🚲")[number % 7]
        found.append(text[:at] + change + text[at + (0 if change else 4) :])
        if number % 5 == 4:
            text = found[-1]
    return found


def test_a_version_finds_what_a_check_from_scratch_finds() -> None:
    store = texts()
    for version, text in enumerate([*edits(TEXT, 25), TEXT.replace("2015", "2105"), TEXT]):
        kept = put(store, FINISHED, text, version)
        assert kept.report == opened(text).report


def test_a_map_that_changes_on_the_disk_is_read_anew_at_the_next_key(case: Path) -> None:
    store = texts()
    assert rules(put(store, case, TEXT, 1)) == []
    (case.parent / "pune-ind.geojson").write_text("{}", encoding="utf-8")
    assert rules(put(store, case, TEXT + "\n", 2)) == ["geojson-structure"]


def test_a_map_in_a_folder_below_that_changes_is_read_anew_as_well(case: Path) -> None:
    (case.parent / "maps").mkdir()
    (case.parent / "pune-ind.geojson").rename(case.parent / "maps/pune-ind.geojson")
    text = TEXT.replace("./pune-ind.geojson", "./maps/pune-ind.geojson")
    store = texts()
    before = rules(put(store, case, text, 1))
    (case.parent / "maps/pune-ind.geojson").write_text("{}", encoding="utf-8")
    after = rules(put(store, case, text + "\n", 2))
    assert ("geojson-structure" in before, "geojson-structure" in after) == (False, True)


def test_a_message_that_names_a_line_of_the_body_moves_with_it() -> None:
    fence = TEXT.index("\n---\n", 4)
    late = TEXT[:fence] + TEXT[fence + 4 :].replace("## Goals", "\n---\n\n## Goals", 1)
    store = texts()
    for version, text in enumerate([late, late.replace("## Overview", "## Overview\n\nOne line more.")]):
        found = put(store, FINISHED, text, version).report
        assert "front-matter-syntax" in [finding.rule for finding in found.findings]
        assert found == opened(text).report


def test_versions_that_nobody_looked_at_cost_nothing_and_lose_nothing() -> None:
    store = texts()
    first = put(store, FINISHED, TEXT, 1)
    assert rules(first) == []
    second, third = (put(store, FINISHED, TEXT + "\n" * number, number) for number in (2, 3))
    assert (second.checked, third.checked) == (first, first)


def cost(work: Callable[[], object]) -> float:
    """Milliseconds of this process's own time: what other programs do at the same time does not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


@pytest.mark.slow
def test_two_hundred_edits_take_less_than_50_ms_each_and_no_longer_than_a_full_check() -> None:
    store = texts()
    settings = store.put(FINISHED, TEXT, 0)
    assert settings is not None
    diagnostics(settings)  # what is loaded once is loaded
    full, edited = [], []
    for version, text in enumerate(edits(TEXT, 200), 1):
        edited.append(cost(lambda: diagnostics(put(store, FINISHED, text, version))))  # noqa: B023 - run at once
        if version % 10 == 0:
            fresh = OpenDocument(FINISHED, text, settings.task)
            full.append(cost(lambda: diagnostics(fresh)))  # noqa: B023
    assert median(edited) < 50, f"an edit {median(edited):.0f} ms, a full check {median(full):.0f} ms"
    assert median(edited) < 1.2 * median(full), f"an edit {median(edited):.0f} ms, a full check {median(full):.0f} ms"
    print(f"an edit {median(edited):.1f} ms, a full check {median(full):.1f} ms")
