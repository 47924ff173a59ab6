"""What a person sees first: the real program on a real terminal of 80 columns."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from cslint.reporters.text_width import width

fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals are Unix's")
EXAMPLES = Path(__file__).parents[2] / "examples"
STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def screen(*arguments: str, columns: int = 80) -> list[str]:
    """Run cslint on a pseudo-terminal and return the lines that it shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "cslint", *arguments]
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, stdin=theirs, env=environment, cwd=EXAMPLES
    ) as program:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux ends a pseudo-terminal with an error
            pass
        program.wait()
    os.close(ours)
    return STYLED.sub("", shown.decode()).replace("\r\n", "\n").rstrip("\n").split("\n")


def test_a_fresh_draft_fits_on_a_screen_and_a_half() -> None:
    assert len(screen("check", "--isolated", "drafts/pune-ind")) <= 36


def test_every_finding_is_shown_where_that_is_asked_for() -> None:
    shown = screen("check", "--isolated", "--no-fold", "drafts/pune-ind")
    assert sum(line.startswith(("error[", "warning[")) for line in shown) > 30


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    shown = screen("check", "--isolated", "drafts/pune-ind", columns=columns)
    assert max(width(line) for line in shown if "/" not in line) <= columns


def test_a_finished_draft_is_told_how_to_be_handed_in(tmp_path: Path) -> None:
    case = tmp_path / "pune-ind"
    case.mkdir()
    for path in (EXAMPLES / "pune-ind").iterdir():
        (case / path.name).write_bytes(path.read_bytes())
    text = (case / "index.md").read_text(encoding="utf-8")
    (case / "index.md").write_text(re.sub(r"(?m)^status: .*$", "status: Draft", text), encoding="utf-8")
    shown = screen("check", "--isolated", str(case))
    assert "set `status: Review`" in " ".join(shown)


def test_a_diff_is_coloured_and_ends_with_a_count(tmp_path: Path) -> None:
    case = tmp_path / "porto-prt"
    case.mkdir()
    for path in (EXAMPLES / "mistakes" / "porto-prt").iterdir():
        (case / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "cslint", "check", "--isolated", "--diff", "--color", "always", str(case)]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "\x1b[32m+" in shown.stdout and "\x1b[31m-" in shown.stdout
    assert re.fullmatch(r"--fix would fix \d+ problems? in \d+ files?\.\n", shown.stderr)


def test_a_diff_of_nothing_says_so() -> None:
    assert screen("check", "--isolated", "--diff", "pune-ind")[-1] == "--fix would fix 0 problems in 0 files."


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("paths", [["drafts/pune-ind"], ["."]])
def test_status_fits_the_terminal(columns: int, paths: list[str]) -> None:
    shown = screen("status", "--isolated", *paths, columns=columns)
    shown = [line.rsplit("\x1b[2K", 1)[-1] for line in shown]  # the progress bar is wiped
    assert max(width(line) for line in shown if "━" not in line) <= columns
    assert any("warnings" in line for line in shown)


SCREENS = {
    "check": ["check", "--isolated", "drafts/pune-ind"],
    "mistakes": ["check", "--isolated", "mistakes/porto-prt"],
    "status": ["status", "--isolated", "drafts/pune-ind"],
    "contract": ["contract", "atlas-2024"],
}


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_is_torn(name: str, columns: int) -> None:
    words = set(" ".join(screen(*SCREENS[name], columns=400)).split())
    words |= set(" ".join(screen(*SCREENS[name], columns=200)).split())
    shown = screen(*SCREENS[name], columns=columns)
    for line in shown:
        if re.match(r"\s*\d* │", line):  # a line of the file, which is cut at both ends
            continue
        assert [word for word in line.split() if word not in words and not CUT.search(word)] == [], line


CUT = re.compile(r"…|\.\.\.|[░█─^╭╰├▸]")  # marked as cut, or drawn as long as there is room


def test_explain_begins_with_the_facts_on_a_line_of_their_own() -> None:
    shown = [line.strip() for line in screen("explain", "--isolated", "too-few-words")]
    at = shown.index("words, warning, completeness")
    assert shown[at + 1] == ""
    assert not any(".md" in line for line in shown)
