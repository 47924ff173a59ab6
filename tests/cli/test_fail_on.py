"""The exit status goes by what each case's own configuration fails on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.course import case, printed

WARN = 'stage = "draft"\nfail-on = "warning"\nselect = ["too-few-words"]\n'
LAX = 'stage = "draft"\nselect = ["too-few-words"]\n'


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of case studies, each with a configuration of its own and a warning in each."""
    monkeypatch.chdir(tmp_path)
    for folder, text in (("first", LAX), ("second", WARN)):
        case(tmp_path / folder)
        (tmp_path / folder / "cslint.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "status"),
    [(["first"], 0), (["second"], 1), (["first", "second"], 1), (["second", "first"], 1), ([], 1)],
)
@pytest.mark.parametrize("again", [False, True], ids=["", "from what an earlier run left"])
def test_each_folder_goes_by_its_own_threshold(
    paths: list[str], status: int, again: bool, two: Path, capsys: pytest.CaptureFixture[str], own_cache: None
) -> None:
    if again:
        printed(capsys, *paths)
    assert printed(capsys, *paths)[0] == status


def test_a_threshold_of_one_folder_does_not_fail_another(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two / "second/pune-ind/index.md").unlink()
    (two / "second/pune-ind/index.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    assert printed(capsys, "second", "first")[0] == 0


def test_the_command_line_wins(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "first", "--fail-on", "warning")[0] == 1
    assert printed(capsys, "second", "--fail-on", "error")[0] == 0
