"""Fixes through the command line: what they change in a file, what they leave, and that they come to an end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cslint.diagnostics.findings import Edit, Finding, Fix, Level
from cslint.linter import fixer
from cslint.linter.engine import locate
from cslint.text.source import Source, Span
from tests.corpus import CORPUS, needs_corpus
from tests.course import case, cslint
from tests.samples import COMPLETE, MAP

ROOT = Path(__file__).parents[2]
PROSE = "\n## Overview\n\nTeh  prose,with its misteaks \u00a0and\x0cits two  spaces stays.\t\n"


def run(*arguments: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cslint", "check", *map(str, arguments), "--isolated", "--notes"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


def fixable(*arguments: str | Path) -> list[dict[str, Any]]:
    done = run(*arguments, "--exit-zero", "-o", "json")
    return [found for found in json.loads(done.stdout)["diagnostics"] if found["fix"]]


def lay_out(
    folder: Path, head: str = COMPLETE, map_: bytes = MAP.encode(), prefix: bytes = b"", end: str = "\n"
) -> Path:
    text = f"---\n{head}---\n{PROSE}".replace("\n", end)
    (folder / "index.md").write_bytes(prefix + text.encode())
    (folder / "map.geojson").write_bytes(map_)
    return folder


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [
        ("country_code: IND", "country_code: IND", "--fix"),
        ("country_code: IN", "country_code: IND", "--fix"),
        ("geography: map.geojson", "geography: ./map.geojson", "--fix"),
        ("geography: ./Map.GeoJSON", "geography: ./map.geojson", "--fix"),
        ("year_completed: Ongoing", "year_completed:", "--fix"),
        ("status: completed", "status: completed", "--fix"),
        ("status: completed", "status: Complete", "--unsafe-fixes"),
    ],
)
def test_a_value_of_the_front_matter_is_mended_and_nothing_else(
    before: str, after: str, flag: str, tmp_path: Path
) -> None:
    name = before.partition(":")[0]
    sound = next(line for line in COMPLETE.splitlines() if line.startswith(f"{name}:"))
    lay_out(tmp_path, COMPLETE.replace(sound, before))
    run(tmp_path, flag)
    assert (tmp_path / "index.md").read_bytes() == f"---\n{COMPLETE.replace(sound, after)}---\n{PROSE}".encode()
    assert (tmp_path / "map.geojson").read_bytes() == MAP.encode()


@pytest.mark.parametrize(("prefix", "end"), [(b"", "\r\n"), (b"\xef\xbb\xbf", "\n"), (b"\xef\xbb\xbf", "\r\n")])
def test_line_ends_byte_order_mark_and_permissions_stay(prefix: bytes, end: str, tmp_path: Path) -> None:
    head = COMPLETE.replace("IND", "IN")
    lay_out(tmp_path, head, prefix=prefix, end=end)
    index = tmp_path / "index.md"
    before = index.read_bytes()
    index.chmod(0o640)
    run(tmp_path, "--fix")
    assert index.read_bytes() == before.replace(b"country_code: IN", b"country_code: IND")
    assert index.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.md", "map.geojson"]


def test_a_diff_is_one_that_git_applies_and_writes_nothing(tmp_path: Path) -> None:
    case = tmp_path / "a case"
    case.mkdir()
    lay_out(
        case, COMPLETE.replace("IND", "IN"), MAP.rstrip("\n").replace("73.80, 18.46]]]", "73.81, 18.46]]]").encode()
    )
    before = (case / "index.md").read_bytes(), (case / "map.geojson").read_bytes()
    done = run(case.name, "--diff", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"--fix would fix 2 problems in 2 files.\n")
    assert ((case / "index.md").read_bytes(), (case / "map.geojson").read_bytes()) == before
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=done.stdout, check=True)
    applied = (case / "index.md").read_bytes(), (case / "map.geojson").read_bytes()
    (case / "index.md").write_bytes(before[0])
    (case / "map.geojson").write_bytes(before[1])
    run(case.name, "--fix", folder=tmp_path)
    assert applied == ((case / "index.md").read_bytes(), (case / "map.geojson").read_bytes())


def test_nothing_to_mend_is_an_empty_diff_and_status_0(tmp_path: Path) -> None:
    done = run(lay_out(tmp_path), "--diff")
    assert (done.returncode, done.stdout) == (0, b"")


def test_what_comes_from_standard_input_is_not_mended(tmp_path: Path) -> None:
    index = lay_out(tmp_path, COMPLETE.replace("IND", "IN")) / "index.md"
    before = index.read_bytes()
    command = [sys.executable, "-m", "cslint", "check", "-", "--stdin-filename", str(index), "--fix", "--isolated"]
    done = subprocess.run(command, input=b"another text", capture_output=True, check=False)
    said = b"cslint: Standard input cannot be fixed; name the file instead of -.\n"
    assert (done.returncode, done.stderr.replace(b"\r", b""), index.read_bytes()) == (2, said, before)


@pytest.mark.parametrize("flag", ["--fix", "--unsafe-fixes"])
def test_the_mistakes_lose_every_fault_that_can_be_mended_and_a_second_time_changes_nothing(
    flag: str, tmp_path: Path
) -> None:
    case = tmp_path / "porto-prt"
    shutil.copytree(ROOT / "examples" / "mistakes" / "porto-prt", case)
    assert fixable(case)
    run(case, flag)
    assert [found["rule"] for found in fixable(case) if flag != "--fix" or found["fix"]["safety"] == "safe"] == []
    once = {path.name: path.read_bytes() for path in case.iterdir()}
    run(case, flag)
    assert {path.name: path.read_bytes() for path in case.iterdir()} == once


def finding(source: Source, *spans: tuple[int, int], text: str = "x") -> Finding:
    edits = tuple(Edit(locate(source, Span(*span)), text) for span in spans)
    return Finding("rule", Level.NOTE, "", edits[0].location, fix=Fix("safe", "", edits))


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), min_size=1, max_size=3), max_size=12))
@example([[(0, 3), (1, 0)], [(2, 0)]])
def test_of_fixes_that_overlap_or_begin_together_the_first_is_made(found: list[list[tuple[int, int]]]) -> None:
    source = Source(Path("a.md"), "abcdefghi\n" * 4)
    taken: list[tuple[int, int]] = []
    expected = []
    for spots in found:
        spans = [(start, start + length) for start, length in spots]
        free = all(end <= u or v <= start for start, end in spans for u, v in taken)
        apart = all(start != u for start, _ in spans for u, _ in taken)
        inside = any(start < u == v < end or u < start == end < v for start, end in spans for u, v in taken)
        whole = all(u >= end and u != start for (start, end), (u, _) in pairwise(sorted(spans)))
        if free and apart and whole and not inside:
            expected.append(spans)
            taken += spans
    findings = [finding(source, *((start, start + length) for start, length in spots)) for spots in found]
    chosen, edits = fixer.plan(findings)
    made = [[(edit.location.start, edit.location.end) for edit in one.fix.edits] for one in chosen if one.fix]
    assert made == expected
    assert len(edits) == sum(map(len, expected))


def test_twenty_thousand_fixes_are_planned_in_a_second() -> None:
    source = Source(Path("a.md"), "abcd\n" * 20_000)
    findings = [finding(source, (5 * line, 5 * line + 4)) for line in range(20_000)]
    start = time.process_time()
    chosen, _ = fixer.plan(reversed(findings))
    assert (len(chosen), time.process_time() - start < 1) == (20_000, True)


def test_a_file_that_another_saves_meanwhile_is_looked_at_again_and_mended(tmp_path: Path) -> None:
    place = case(tmp_path, front=COMPLETE.replace(": IND", ": IN"))
    code = (
        "from pathlib import Path\n"
        "from cslint.linter.session import Session\n"
        "check, seen = Session.check, []\n"
        "def and_another_saves(self, tasks, **more):\n"
        "    report = check(self, tasks, **more)\n"
        "    if not seen:\n"
        "        path = tasks[0].path\n"
        "        path.write_text('\\n' + path.read_text(encoding='utf-8'), encoding='utf-8')\n"
        "    seen.append(1)\n"
        "    return report\n"
        "Session.check = and_another_saves"
    )
    done = cslint("check", "--isolated", "--select", "country-code", "--fix", place, code=code)
    assert (done.returncode, b"Fixed 1 problem." in done.stderr) == (0, True), done
    text = (place / "index.md").read_text(encoding="utf-8")
    assert text.startswith("\n---\n")
    assert "country_code: IND\n" in text


def test_a_file_that_was_saved_since_it_was_checked_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    checked = Source(path, "one\ntwo\nthree\n")
    mend = finding(checked, (4, 7), text="2")
    path.write_text("one\ntwo\nthree\n", encoding="utf-8")
    assert [outcome.after for outcome in fixer.outcomes([mend], Path)] == [b"one\n2\nthree\n"]
    path.write_text("one more\ntwo\nthree\n", encoding="utf-8")
    assert [(found.after, found.stale) for found in fixer.outcomes([mend], Path)] == [(path.read_bytes(), True)]
    path.write_text("", encoding="utf-8")
    assert [(found.after, found.stale) for found in fixer.outcomes([mend], Path)] == [(path.read_bytes(), True)]


@pytest.mark.parametrize(
    ("data", "fixed"),
    [
        ("one\ntwo é\n".encode(), "one\n→ é\n".encode()),
        (b"\xef\xbb\xbf" + "one\ntwo é\n".encode(), b"\xef\xbb\xbf" + "one\n→ é\n".encode()),
        (b"\xff\xfe" + "one\ntwo é\n".encode("utf-16-le"), b"\xff\xfe" + "one\n→ é\n".encode("utf-16-le")),
        ("one\ntwo é\n".encode("cp1252"), "one\n&#8594; é\n".encode("cp1252")),
        (b"\xff\xd8\xff\xe9", b"\xff\xd8\xffx"),
    ],
    ids=["utf-8", "with a mark", "utf-16", "cp1252", "image"],
)
def test_a_file_keeps_its_encoding(data: bytes, fixed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    is_image = data.startswith(b"\xff\xd8")
    source = Source.of_bytes(path, data) if is_image else Source.from_bytes(path, data)
    span, text = ((3, 4), "x") if is_image else ((4, 7), "→")
    (outcome,) = fixer.outcomes([finding(source, span, text=text)], Path)
    assert (outcome.path, outcome.before, outcome.after, outcome.stale) == (path, data, fixed, False)


def test_a_lone_surrogate_of_a_utf_16_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xff\xfe" + "a\ud800b\n".encode("utf-16-le", "surrogatepass"))
    source = Source.from_bytes(path, path.read_bytes())
    (outcome,) = fixer.outcomes([finding(source, (0, 1), text="c")], Path)
    assert outcome.after == b"\xff\xfe" + ("c" + source.text[1:]).encode("utf-16-le", "surrogatepass")


def test_edits_are_made_in_order_of_place_and_text_between_them_stays() -> None:
    source = Source(Path("a.md"), "abcdefgh")
    edits = [edit for span in ((6, 7), (1, 1), (3, 5)) for edit in finding(source, span, text="-").fix.edits]  # type: ignore[union-attr]
    assert fixer.apply(source.text, edits) == "a-bc-f-h"
    assert fixer.apply(source.text, []) == source.text


def test_fixes_are_sorted_by_file_and_each_counts_with_the_first_of_its_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    for path in (first, second):
        path.write_text("one\ntwo\n", encoding="utf-8")
    sources = [Source(path, "one\ntwo\n") for path in (first, second)]
    both = Fix("safe", "", tuple(Edit(locate(source, Span(0, 3)), "1") for source in sources))
    wide = replace(finding(sources[0], (0, 3)), fix=both)
    narrow = finding(sources[1], (4, 7), text="2")
    one, two = fixer.outcomes([wide, narrow], Path)
    assert (one.path, one.after, one.findings) == (first, b"1\ntwo\n", [wide])
    assert (two.path, two.after, two.findings) == (second, b"1\n2\n", [narrow])


def test_a_file_that_is_gone_does_not_stop_the_others(tmp_path: Path) -> None:
    gone, there = tmp_path / "a.md", tmp_path / "b.md"
    there.write_text("one\n", encoding="utf-8")
    found = [finding(Source(path, "one\n"), (0, 3)) for path in (gone, there)]
    assert [outcome.path for outcome in fixer.outcomes(found, Path)] == [there]


def test_a_fix_that_guesses_is_made_on_demand_only(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one\ntwo\n", encoding="utf-8")
    source = Source(path, "one\ntwo\n")
    guess = finding(source, (0, 3))
    guess = replace(guess, fix=guess.fix and replace(guess.fix, safety="unsafe"))
    sure = finding(source, (4, 7))
    assert [outcome.after for outcome in fixer.outcomes([guess, sure], Path)] == [b"one\nx\n"]
    assert [outcome.after for outcome in fixer.outcomes([guess, sure], Path, unsafe=True)] == [b"x\nx\n"]
    assert fixer.plan([guess, replace(finding(source, (4, 7)), fix=None), sure])[0] == [sure]


@pytest.mark.parametrize("now", ["one\n\ntwo\n", "one\nTwo\n", "one\n", "on\ne\ntwo\n"])
def test_a_line_that_has_moved_or_changed_is_left_alone(now: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(now, encoding="utf-8")
    (outcome,) = fixer.outcomes([finding(Source(path, "one\ntwo\n"), (4, 7))], Path)
    assert (outcome.after, outcome.stale, outcome.findings) == (now.encode(), True, [])


@pytest.mark.slow
@needs_corpus
def test_the_corpus_loses_every_fault_that_can_be_mended(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / "cases", tmp_path / "cases", copy_function=shutil.copyfile)
    run(tmp_path, "--fix")
    assert [found["rule"] for found in fixable(tmp_path) if found["fix"]["safety"] == "safe"] == []
    run(tmp_path, "--unsafe-fixes")
    assert [found["rule"] for found in fixable(tmp_path)] == []
