"""However a run ends early, it ends at once, says so in a sentence or in silence, and leaves no process behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cslint.reporters import BUILT_IN
from tests.course import case, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals and pipes there")

READY = """
import os, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # also in the background of a shell
def wait(*_, **__):
    os.write(1, b'ready %d\\n' % os.getpid()); time.sleep(20)
"""
LOADING = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == {name!r}: wait()
sys.meta_path.insert(0, Finder())
"""
CHECK = ["check", "--isolated", "-o", "json"]
PHASES = {
    "while it loads the command line": (LOADING.format(name="cslint.cli"), CHECK),
    "while it loads typer": (LOADING.format(name="typer"), ["rules"]),
    "while it loads what reads": (LOADING.format(name="mistune"), CHECK),
    "while it reads": ("from cslint.linter.task import Task\nTask.case = wait", CHECK),
    "while it checks": ("import cslint.linter.engine as engine\nengine.check_case = wait", CHECK),
    "while two check": ("from cslint.linter.session import Session\nSession.check_one = wait", [*CHECK, "-j", "2"]),
    "while it writes a report": ("import cslint.reporters.json as form\nform.report = wait", CHECK),
    "while it writes a file": ("import os\nos.fsync = wait", ["check", "--isolated", "-o", "json=report.json"]),
    "while it mends": ("import os\nos.fsync = wait", [*CHECK, "--fix"]),
    "while it tells how far along": (
        "import cslint.completeness.serialize as progress\nprogress.case_row = wait",
        ["status"],
    ),
    "while it takes down a baseline": ("import cslint.linter.engine as engine\nengine.check_case = wait", ["baseline"]),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        place = case(tmp_path, f"pune{number}-ind")
        index = place / "index.md"
        index.write_text(index.read_text(encoding="utf-8").replace(": IND", ": IN"), encoding="utf-8")
    return tmp_path


def started(code: str, arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """The program, begun; ``code`` runs before it and calls ``wait`` where the run is to be stopped."""
    script = f"{READY}{code}\nfrom cslint.__main__ import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip


def said(process: subprocess.Popen[bytes]) -> int:
    """Wait until it says that it is ready, and which process that is."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"ready"):
            return int(line.split()[1])
    pytest.fail(f"it ended: {process.communicate()}")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("phase", "number", "status"),
    [
        *((phase, signal.SIGINT, 130) for phase in PHASES),
        *((phase, signal.SIGTERM, 143) for phase in list(PHASES)[::2]),
    ],
)
def test_it_stops_at_once_with_a_sentence_and_leaves_everything_as_it_was(
    phase: str, number: signal.Signals, status: int, folder: Path
) -> None:
    before = snapshot(folder)
    process = started(*PHASES[phase], folder)
    said(process)
    began = time.monotonic()
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (status, b"cslint: stopped.\n")
    assert time.monotonic() - began < 5
    assert snapshot(folder) == before


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(number: signal.Signals, folder: Path) -> None:
    process = started(*PHASES["while two check"], folder)
    workers = [said(process), said(process)]
    assert process.pid not in workers
    process.send_signal(number)
    process.wait(timeout=20)
    end = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [worker for worker in workers if is_running(worker)] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_ends_well_when_it_is_told_to(number: signal.Signals, folder: Path) -> None:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    process = started("", ["check", "--isolated", "--watch", "--select", "too-few-words"], folder)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode in (0, 143 if number is signal.SIGTERM else 0)
    assert b"Traceback" not in told


# nobody reads

PRINTING = [
    *(["check", "--isolated", "--exit-zero", "-o", form] for form in BUILT_IN),
    *(["status", "--isolated", "-o", form] for form in ("text", "json", "markdown", "html")),
    ["rules"],
    ["explain", "too-few-words"],
    ["contract", "pune0-ind"],
    ["schema"],
    ["map", "pune0-ind", "--isolated"],
    ["init"],
    ["check", "--isolated", "--diff"],
    ["--help"],
    ["--version"],
]


# each run is a copy of one process that has loaded most of what they need
RUNS = """
import json, os, sys
import cslint.cli.app, cslint.linter.session, mistune, yaml, shapely
from cslint.__main__ import main
runs, both = json.loads(sys.argv[1])
for at, words in enumerate(runs):
    number = os.fork()
    if number == 0:
        reading, writing = os.pipe()
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing if both else os.open(f'{at}.said', os.O_WRONLY | os.O_CREAT), 2)
        sys.argv = ['cslint', *words]
        main()
    print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
"""


@pytest.mark.parametrize("both", [False, True], ids=["output", "errors as well"])
def test_a_closed_pipe_is_silent_whatever_is_printed(both: bool, folder: Path) -> None:
    words = [sys.executable, "-c", RUNS, json.dumps([PRINTING, both])]
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, check=True)
    told = [path.read_text(encoding="utf-8") for at in range(len(PRINTING)) if (path := folder / f"{at}.said").exists()]
    assert [
        (words, int(status)) for words, status in zip(PRINTING, done.stdout.split(), strict=True) if status != b"0"
    ] == []
    assert told == [""] * (0 if both else len(PRINTING))


@pytest.mark.parametrize("closed", [[1], [2], [1, 2], [0, 1, 2]])
@pytest.mark.parametrize("words", [["check", "--exit-zero", "pune0-ind"], ["check", "nowhere"], ["--version"]])
def test_closed_streams_change_nothing_but_what_is_seen(closed: list[int], words: list[str], folder: Path) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    start = [sys.executable, "-m", "cslint", *words]
    done = subprocess.run(start, cwd=folder, env=environment(), capture_output=True, preexec_fn=close, check=False)
    assert done.returncode == (2 if "nowhere" in words else 0)
    assert b"Traceback" not in done.stderr
