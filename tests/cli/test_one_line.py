"""What others choose, such as a value of the configuration or a name, begins no line of its own in what is printed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cslint.cli import run
from tests.course import case, printed
from tests.samples import COMPLETE

COMMAND = "x\n::error::y"
WRITTEN = json.dumps(COMMAND)


@pytest.mark.parametrize(
    "line",
    [
        f"select = [{WRITTEN}]",
        f"profile = {WRITTEN}",
        f"template = {WRITTEN}",
        f"rules = [{WRITTEN}]",
        f"stage = {WRITTEN}",
        f"{WRITTEN} = 1",
        f"[rule.{WRITTEN}]\nlevel = 'note'",
        f"[rule.too-few-words]\nlevel = {WRITTEN}",
        f"[rule.too-few-words]\n{WRITTEN} = 1",
        f"[rule.too-few-words]\ntolerance = {WRITTEN}",
    ],
)
@pytest.mark.parametrize("command", ["check", "status"])
def test_an_error_message_is_one_line(
    command: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    case(tmp_path)
    (tmp_path / "cslint.toml").write_text(line + "\n", encoding="utf-8")
    assert run([command, "pune-ind"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert (said.err.count("\n"), said.err.startswith("cslint: ")) == (1, True)


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_case_that_cannot_be_read_is_named_on_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    place = case(tmp_path, name=COMMAND)
    (place / "index.md").unlink()
    (place / "index.md").symlink_to("/etc/passwd")
    assert run(["status", "."]) == 2
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("::")] == []


def test_status_as_json_escapes_what_speaks_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    title = "Bus\u0085 \u202egnol\u2066 são"
    case(tmp_path, front=COMPLETE.replace("Smart Pune", json.dumps(title)))
    run(["status", "-o", "json"])
    text = capsys.readouterr().out
    assert text.isascii()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert json.loads(text)["cases"][0]["title"] == title
    assert printed(capsys, "-o", "json")[1].isascii()


def test_the_name_of_a_baseline_begins_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    case(tmp_path)
    (tmp_path / "cslint.toml").write_text(f"baseline = {WRITTEN}\n", encoding="utf-8")
    assert run(["check", "pune-ind"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
