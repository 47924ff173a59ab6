"""The program as a process: what it loads, how it shares work, and how it ends."""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cslint.cli.check import command
from cslint.cli.options import CheckOptions, parse
from cslint.cli.progress_bar import track
from cslint.diagnostics.findings import CaseReport
from cslint.linter.executors import process_pool
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.linter.task import Task
from tests.course import BODY, case, cslint, environment, findings
from tests.samples import COMPLETE

LOADED = "import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))"


def course(folder: Path, count: int) -> Path:
    for number in range(count):
        case(folder, f"pune{number}-ind", body=f"{BODY}\nThe year {number}.\n")
    return folder


# what is loaded


def test_a_check_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    front = "".join(line for line in COMPLETE.splitlines(keepends=True) if not line.startswith("geography"))
    place = case(tmp_path, front=front)
    done = cslint("check", "--isolated", "-o", "json", place, code=LOADED)
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert {"cslint", "yaml", "mistune"} <= loaded
    assert not loaded & {"shapely", "numpy", "rich", "typer", "pydantic", "PIL", "socket", "asyncio"}


def test_help_in_a_pipe_is_plain_and_loads_no_rich() -> None:
    done = cslint("check", "--help", code=LOADED)
    assert b"--output-format" in done.stdout
    assert done.stdout.isascii() or b"\xe2\x94" not in done.stdout
    assert "rich" not in done.stderr.decode().split()


# the short way past typer


def test_options_have_the_names_and_defaults_of_the_command() -> None:
    declared = inspect.signature(command).parameters
    own = CheckOptions._field_defaults
    assert list(declared) == list(own)
    assert {name: parameter.default for name, parameter in declared.items()} == {
        name: None if value == () else value for name, value in own.items()
    }


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], CheckOptions(paths=[])),
        (["a", "-", "--notes"], CheckOptions(paths=[Path("a"), Path("-")], notes=True)),
        (["-o", "json", "--output-format=full=x"], CheckOptions(paths=[], output_format=["json", "full=x"])),
        (["--stage", "draft", "a"], CheckOptions(paths=[Path("a")], stage="draft")),
        (["--config", "x.toml", "-j", "3"], CheckOptions(paths=[], config=Path("x.toml"), jobs=3)),
        (["--help"], None),
        (["--nots"], None),
        (["--notes=yes"], None),
        (["--stage"], None),
        (["--stage", "--notes"], None),
        (["-ojson"], None),
        (["--jobs", "two"], None),
        (["--", "a"], None),
    ],
)
def test_options_are_read_as_typer_reads_them_or_left_to_it(arguments: list[str], asked: CheckOptions | None) -> None:
    assert parse(arguments) == asked


# many cases


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_two_processes_print_what_one_prints(tmp_path: Path, method: str) -> None:
    course(tmp_path, 5)
    platform = {"fork": sys.platform, "spawn": "darwin"}[method]
    code = "from cslint.linter.executors import process_pool; "
    code += f"process_pool.sys = type('sys', (), {{'platform': {platform!r}}})"
    one = cslint("check", "--isolated", "-j", "1", "-o", "json", tmp_path)
    two = cslint("check", "--isolated", "-j", "2", "-o", "json", tmp_path, code=code)
    assert len(findings(one)) > 5
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr


def _dies(task: Task) -> CaseReport:
    if "pune3" in str(task.path):
        os.kill(os.getpid(), signal.SIGKILL)
    return CaseReport(str(task.path), "p", "draft", ())


def _lost(task: Task) -> CaseReport:
    return CaseReport(str(task.path), "lost", "draft", ())


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_process_that_dies_costs_only_its_case(tmp_path: Path) -> None:
    session = Session(Request())
    work = session.work([course(tmp_path, 8)])
    done = list(process_pool.reports(_dies, _lost, work, 2))
    assert [report.path for report in done] == [str(task.path) for task in work]
    assert [report.profile for report in done] == ["lost" if "pune3" in str(t.path) else "p" for t in work]


def test_a_fault_of_ours_in_one_case_costs_only_that_case(tmp_path: Path) -> None:
    course(tmp_path, 3)
    code = (
        "import cslint.linter.engine as engine\n"
        "was = engine.check_case\n"
        "def check(subject, *more):\n"
        "    if 'pune1' in str(subject.case.path): raise MemoryError('too much')\n"
        "    return was(subject, *more)\n"
        "engine.check_case = check"
    )
    done = cslint("check", "--isolated", "--exit-zero", "-o", "json", tmp_path, code=code)
    broken = [found for found in findings(done) if found["rule"] == "internal-error"]
    assert done.returncode == 2
    assert [Path(found["path"]).parent.name for found in broken] == ["pune1-ind"]
    assert "MemoryError: too much" in broken[0]["message"]
    assert {Path(found["path"]).parent.name for found in findings(done)} == {"pune0-ind", "pune1-ind", "pune2-ind"}


# where it runs; tests/robustness says more of that

HOMES = {"none": None, "read-only": "/proc", "a file": "/dev/null"}


@pytest.mark.skipif(sys.platform == "win32", reason="homes are found otherwise there")
@pytest.mark.parametrize("home", HOMES)
def test_a_home_is_not_needed(tmp_path: Path, home: str) -> None:
    place = case(tmp_path)
    about = environment()
    about.pop("HOME", None)
    about.pop("XDG_CACHE_HOME", None)
    if HOMES[home]:
        about["HOME"] = str(HOMES[home])
    done = cslint("check", "-o", "json", place, env=about)
    assert findings(done) == findings(cslint("check", "-o", "json", "--isolated", place))
    assert done.stderr == b""


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("form", ["concise", "full", "grouped", "json", "markdown", "github"])
def test_any_encoding_of_the_output_will_do(tmp_path: Path, encoding: str, form: str) -> None:
    place = case(
        tmp_path, body="## Overview\n\nŁódź – 東京 “x” \u202e\n\n[東京](bad link)\n\n## Goals and Aspirations\n"
    )
    about = environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0", COLUMNS="20", LC_ALL="C")
    done = cslint("check", "--isolated", "--select", "all", "-o", form, place, env=about)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    done.stdout.decode("utf-8" if form in ("json", "markdown", "github") else encoding)


def test_no_file_is_read_in_the_encoding_of_the_place(tmp_path: Path) -> None:
    place = case(tmp_path)
    words = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "cslint", "check"]
    about = environment(CSLINT_CACHE_DIR=str(tmp_path / "cache"))
    done = subprocess.run([*words, "-o", "json", str(place)], capture_output=True, env=about, check=False)
    assert json.loads(done.stdout)["summary"]["cases"] == 1
    assert done.stderr == b""


# the progress bar


class Terminal:
    """A terminal that keeps what is written."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


def test_the_bar_appears_after_a_second_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("cslint.cli.progress_bar.time.monotonic", lambda: now[0])
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    shown = []
    for _ in track(range(4)):
        shown.append(terminal.text)
        now[0] += 0.6
    assert shown[:2] == ["", ""]
    assert "0/4" in shown[2]
    assert terminal.text.endswith("\x1b[2K")  # the line is erased


def test_no_bar_is_shown_where_errors_go_to_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cslint.cli.progress_bar._DELAY", -1.0)
    assert list(track("abc")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("count", [1, 2, 3, 23, 24, 100, 441])
@pytest.mark.parametrize("processes", [1, 2, 7, 64])
def test_batches_hold_every_case_once_and_the_last_are_small(count: int, processes: int) -> None:
    batches = list(process_pool._batches(count, processes))
    assert [at for batch in batches for at in batch] == list(range(count))
    assert all(batches)
    assert len(batches) >= min(count, processes)
    assert count < 24 * processes or len(batches[-processes]) <= 4
