"""Where no template is known, what is wrong for anybody is reported, and that nothing else was checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from tests.git import write

LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.\n"
FRONT = "---\ntitle: A garden\nstatus: Review\nlayout: post\n---\n\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    status = run(["check", "--no-cache", "-o", "json", *arguments])
    shown = capsys.readouterr()
    return status, json.loads(shown.out)["diagnostics"], shown.err


@pytest.mark.parametrize("above", ["", "# My garden\n\n", "## My soil\n\n", "# A\n\n## B\n\nLoam.\n\n## C\n\n"])
def test_a_case_of_nothing_but_filler_does_not_pass(above: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, {"case/index.md": FRONT + above + LOREM})
    status, found, _ = check(capsys)
    assert status == 1
    assert [(f["rule"], f["level"]) for f in found if f["rule"] != "filler-text"] == [
        ("unrecognised-template", "warning")
    ]
    assert {f["level"] for f in found if f["rule"] == "filler-text"} == {"error"}


def test_keys_that_a_template_does_not_list_are_fine_but_a_misspelt_one_is_not(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, {"t.md": "---\ntitle: Name of it\nauthor: Your name\n---\n\n## Soil\n", "case/index.md": ""})
    text = "---\ntitle: A garden\nauthor: Asha Rao\nlayout: post\n---\n\n## Soil\n\nLoam.\n"
    write(here, {"case/index.md": text})
    assert check(capsys, "--template", "t.md", "case")[1] == []
    write(here, {"case/index.md": text.replace("author", "auhtor")})
    found = check(capsys, "--template", "t.md", "case")[1]
    assert "unknown-field" in {f["rule"] for f in found}


def test_a_template_without_a_status_is_said_to_be_checked_as_a_draft(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        here,
        {
            "t.md": "---\ntitle: Name of it\n---\n\n## Soil\n\n<!-- 5 to 9 words -->\n\n## Water\n",
            "case/index.md": "---\ntitle: A garden\n---\n\n## Soil\n\nLoam.\n",
        },
    )

    def said(*arguments: str) -> tuple[int, bool]:
        status = run(["check", "--no-cache", "--template", "t.md", "-o", "concise", *arguments, "case"])
        return status, "Checked as a draft, for the template has no status" in capsys.readouterr().err

    assert said() == (0, True)
    assert said("--stage", "review") == (1, False)
    assert said("--stage", "draft") == (0, False)
    write(here, {"cslint.toml": 'stage = "review"\n'})
    assert said() == (1, False)
