"""The very same command line prints what it printed before anything is loaded that could check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cslint.caching import again, recall
from cslint.caching.storage import head_of
from cslint.cli import run
from tests.course import case, environment, printed

ROOT = Path(__file__).parents[1]
MODULES = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.__stderr__)); "
START = "import sys; sys.argv[0] = 'cslint'; from cslint.cli import run; sys.exit(run())"


pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    for name in ("pune-ind", "sydney-aus"):
        case(folder, name)
    return folder


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Counts the runs that were not answered at once."""
    counted: list[int] = []
    report = recall.Recall.report

    def counting(self: recall.Recall) -> object:
        counted.append(1)
        return report(self)

    monkeypatch.setattr(recall.Recall, "report", counting)
    return counted  # type: ignore[return-value]


@pytest.mark.parametrize("form", ["json", "concise", "full", "github", "gitlab", "junit", "grouped", "checkstyle"])
def test_the_same_is_printed_with_the_same_status(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    first = printed(capsys, "-o", form, "--color", "always", "--fail-on", "warning", course)
    assert printed(capsys, "-o", form, "--color", "always", "--fail-on", "warning", course) == first
    assert len(looks) == 1
    assert first[0] == 1
    assert first[1]
    assert bool(first[2]) == (form == "concise")


def test_nothing_is_loaded_that_could_check(course: Path, tmp_path: Path) -> None:
    time.sleep(2.1)  # what has just changed is not remembered
    about = environment(CSLINT_CACHE_DIR=str(tmp_path / "real"))
    runs = [
        subprocess.run(
            [sys.executable, "-c", MODULES + START, "check", "-o", "json", "--fail-on", "warning", str(course)],
            cwd=ROOT,
            env=about,
            capture_output=True,
            check=False,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == runs[1].returncode == 1
    first, second = (set(done.stderr.decode().split()) for done in runs)
    heavy = {
        "yaml",
        "mistune",
        "pathlib",
        "dataclasses",
        "cslint.diagnostics.findings",
        "cslint.caching.recall",
        "cslint.cli.check_run",
    }
    assert heavy <= first
    assert not heavy & second


def test_whatever_may_change_what_is_printed_is_looked_at(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)
    printed(capsys, "-o", "github")
    for name in ("OLDPWD", "SHLVL", "_"):
        monkeypatch.setenv(name, "another")
    printed(capsys, "-o", "github")
    assert len(looks) == 1
    monkeypatch.setenv("ANYTHING", "else")
    printed(capsys, "-o", "github")
    assert len(looks) == 2
    (course.parent / ".git").mkdir()
    assert "file=course/pune-ind/index.md" in printed(capsys, "-o", "github")[1]
    assert len(looks) == 3
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((60, 20)))
    printed(capsys, "-o", "github")
    assert len(looks) == 4


@pytest.mark.parametrize("option", [["--isolated"], ["--no-cache"], ["-o", "json=report.json"], ["-o", "html"]])
def test_some_command_lines_are_not_remembered(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, option: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        printed(capsys, *option, course)
    assert not list(tmp_path.glob("cache/*/said/*"))


def test_a_file_that_is_asked_for_is_written_each_time(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(3):
        printed(capsys, "-o", "json=report.json", course)
        assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["summary"]["cases"] == 2
        (tmp_path / "report.json").unlink()


@pytest.mark.parametrize("broken", [b"", b"x\n[]", b"\xff\n\xff", b"[1, 2]"])
def test_a_broken_entry_is_ignored_and_replaced(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str], tmp_path: Path, broken: bytes
) -> None:
    first = printed(capsys, course)
    [entry] = tmp_path.glob("cache/*/said/*.json")
    whole = entry.read_bytes()
    for content in (broken, head_of([broken]) + broken, whole[:-9], whole.replace(b"pune", b"pene")):
        entry.write_bytes(content)
        assert printed(capsys, course) == first
    assert len(looks) == 5
    assert entry.read_bytes() == whole
    assert printed(capsys, course) == first
    assert len(looks) == 5


def test_an_entry_counts_only_with_the_run_that_it_told_of(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = printed(capsys, course)
    [of_run] = tmp_path.glob("cache/*/runs/*.json")
    of_run.write_bytes(of_run.read_bytes().replace(b"Overview", b"Xverview"))
    assert printed(capsys, course) == first
    of_run.unlink()
    assert printed(capsys, course) == first
    assert len(looks) == 3


def test_what_was_printed_of_an_earlier_run_is_not_taken_for_that_of_a_later_one(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(capsys, "-o", "json", course)
    page = course / "pune-ind" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("## Overview", "## Overvu"), encoding="utf-8")
    printed(capsys, "-o", "concise", course)  # remembers the run as it is now
    assert printed(capsys, "-o", "json", course) == printed(capsys, "-o", "json", "--no-cache", course)


def test_names_that_cannot_be_decoded_are_repeated_as_they_were(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        os.rename(course / "pune-ind", os.fsencode(course) + b"/pune-\xff-ind")  # noqa: PTH104 - a name in bytes
    except OSError:
        pytest.skip("the file system takes no such name")
    first = printed(capsys, course)
    assert printed(capsys, course) == first
    assert len(looks) == 1


class Plain:
    """A stream that knows neither its encoding nor where it goes."""

    def __init__(self, *, terminal: bool) -> None:
        self.text = ""
        self.terminal = terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return self.terminal

    def fileno(self) -> int:
        raise OSError("nowhere")


@pytest.mark.parametrize("terminal", [False, True])
def test_any_stream_is_written_to(course: Path, monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> None:
    said = []
    for _ in range(2):
        streams = Plain(terminal=terminal), Plain(terminal=terminal)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            assert run(["check", "-o", "concise", "--fail-on", "warning", str(course)]) == 1
        said.append((streams[0].text, streams[1].text))
    assert said[0] == said[1]
    assert said[0][0]


def test_what_is_very_long_is_not_remembered(
    course: Path, looks: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(again, "_LONGEST", 400)
    first = printed(capsys, "-o", "json", course)
    assert len(first[1]) > 400
    assert printed(capsys, "-o", "json", course) == first
    assert len(looks) == 2
    assert not list(tmp_path.glob("cache/*/said/*"))
