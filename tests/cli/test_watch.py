"""`--watch` in a real process: a save shows at once, and only the case that it belongs to is read anew."""

from __future__ import annotations

import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cslint.cli import run
from tests.completeness.test_score import prose

pytest.importorskip("watchfiles", reason="watchfiles is not installed")

TEXT = "---\ntitle: {title}\nstatus: Draft\n---\n\n## Overview\n\nShort.\n"
TEMPLATE = "---\ntitle: x y\n---\n\n## Overview\n\n<!-- About 100 words. -->\n"


class Watching:
    """A process, and what it has printed."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "cslint", *arguments, "--watch", "--isolated"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, words: str) -> list[str]:
        """All lines up to the one that holds these words."""
        seen: list[str] = []
        while not seen or words not in seen[-1]:
            try:
                seen.append(self.lines.get(timeout=20))
            except queue.Empty:
                pytest.fail(f"{words!r} was not printed, but {seen}")
        return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.md").write_text(TEMPLATE, encoding="utf-8")
    for name in ("pune-ind", "porto-prt"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text(TEXT.format(title=name), encoding="utf-8")
    return tmp_path


@pytest.fixture
def watching(folder: Path, request: pytest.FixtureRequest) -> Iterator[Watching]:
    found = Watching(request.param, folder)
    yield found
    found.process.kill()
    found.process.wait()


CHECK = ["check", "-o", "concise", "--select", "too-few-words", "--select", "duplicate-field"]
STATUS = ["status", "pune-ind", "--template", "template.md"]


@pytest.mark.parametrize("watching", [CHECK], indirect=True)
def test_a_save_is_checked_and_an_interrupt_ends_it(watching: Watching, folder: Path) -> None:
    watching.until("case studies")
    text = (folder / "pune-ind/index.md").read_text(encoding="utf-8")
    changed = text.replace("status: Draft", "status: Draft\nstatus: Draft")
    (folder / "pune-ind/index.md").write_text(changed, encoding="utf-8")
    assert watching.until("---")[-1] == "--- pune-ind/index.md\n"
    assert "pune-ind/index.md:4" in watching.until("duplicate-field")[-1]
    assert watching.until("Since")[-1] == (
        "Since the last save: 1 new problem (pune-ind/index.md:4 duplicate-field).\n"
    )
    (folder / "pune-ind/index.md").write_text(text, encoding="utf-8")
    assert watching.until("Since")[-1] == "Since the last save: 1 problem fixed.\n"
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=20) == 0
    time.sleep(0.2)
    assert watching.lines.empty()  # no library says that it was interrupted


@pytest.mark.parametrize("watching", [STATUS], indirect=True)
def test_the_score_follows_a_save(watching: Watching, folder: Path) -> None:
    before = score(watching.until(" %, ")[-1])
    text = (folder / "pune-ind/index.md").read_text(encoding="utf-8")
    (folder / "pune-ind/index.md").write_text(text.replace("Short.", prose(120)), encoding="utf-8")
    assert score(watching.until(" %, ")[-1]) > before
    assert re.fullmatch(r"Since the last save: pune-ind/index\.md from \d+ % to \d+ %\.\n", watching.until("Since")[-1])


def score(line: str) -> int:
    """Return the percentage in the last line of a checklist, ``[####....] 75 %, 0 of 1 section, …``."""
    return int(line.partition("] ")[2].partition(" %")[0])


@pytest.mark.parametrize("watching", [["status", "-o", "json=out.json", "-o", "text"]], indirect=True)
def test_its_own_files_are_no_reason_to_look_again(watching: Watching, folder: Path) -> None:
    watching.until("on average")
    (folder / "porto-prt/index.md").write_text(TEXT.format(title="Porto"), encoding="utf-8")
    watching.until("on average")
    assert watching.until("Since")[-1].startswith("Since the last save: ")
    with pytest.raises(queue.Empty):
        watching.lines.get(timeout=1)


@pytest.mark.parametrize("arguments", [["--fix"], ["--diff"], ["-"]])
def test_it_only_looks(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--watch", *arguments]) == 2
    assert "--watch changes nothing" in capsys.readouterr().err
