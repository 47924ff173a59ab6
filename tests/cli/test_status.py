"""`cslint status`: a checklist of one case study, a table of many, in four formats, and a gate."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from cslint.linter.task import Task
from cslint.reporters.status import bar, percent, shown_share
from tests.completeness.test_score import TEMPLATE, aim, prose

EXAMPLES = Path(__file__).parents[2] / "examples"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("template.md").write_text(TEMPLATE, encoding="utf-8")
    Path("haifa-isr").mkdir()
    text = f"---\ntitle: Harbour\nauthor: R. Writer\n---\n\n## Summary\n\n{prose(60)}\n\n## Aims\n\n{aim(0)}{aim(1)}"
    Path("haifa-isr/index.md").write_text(text, encoding="utf-8")
    return tmp_path


def status(*arguments: str) -> int:
    return run(["status", "--isolated", *arguments])


CHECKLIST = """\
Harbour, by R. Writer
haifa-isr/index.md: template, draft

  Front matter  [############]  1/1 fields
  Summary       [#######.....]  60/100 words
  Aims          [########....]  2/3-5 aims, 2/3 items with 20 words, 2/3 links, 46 words
  2 links (2 of 3 required), 0 images

  What to do next
  1. Line 10, "Aims": add 1 more item (2 of 3 to 5 aims). (+8 %)
  2. Line 6, "Summary": write about 40 more words (60 of about 100 words). (+7 %)

  [####################....] 85 %, 0 of 2 sections, 0 errors, 2 warnings
"""


def test_one_case_is_a_checklist(case: Path, capsys: Capture) -> None:
    assert status("haifa-isr", "--template", "template.md") == 0
    assert capsys.readouterr().out == CHECKLIST


def test_a_step_names_the_items_and_their_lines(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_text("## Aims\n\n<!-- Two to four aims, 20 to 40 words each. -->\n\n**Aim 1**. Text.\n", "utf-8")
    text = f"## Aims\n\n**Quiet streets**. {prose(30)}\n\n**Clean air**. Soon.\n\n**Shade**. Trees.\n"
    Path("index.md").write_text(text, "utf-8")
    status("index.md", "--template", "t.md")
    assert (
        '1. Line 1, "Aims": "Clean air" (line 5) has 1 word and "Shade" (line 7) has 1 word; '
        "the template asks for 20 to 40 words each." in capsys.readouterr().out
    )


def test_the_bar_of_a_section_is_its_count() -> None:
    counted = {"kind": "words", "share": 0.56}
    section = {"share": 0.78, "requirements": [{"kind": "present", "share": 1.0}, counted]}
    assert shown_share(section) == 0.56


def test_a_step_is_not_there_twice(case: Path, capsys: Capture) -> None:
    assert status("haifa-isr", "--template", "template.md", "-o", "json") == 0
    steps = [step["what"] for step in json.loads(capsys.readouterr().out)["cases"][0]["next"]]
    assert sum("more item" in step for step in steps) == 1


def test_many_are_a_table_in_plain_text(capsys: Capture) -> None:
    assert status(str(EXAMPLES), "--sort", "score") == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.split(r"\s{2,}", lines[0]) == [
        *("title", "done", "score", "stage", "fields", "sections", "errors", "warnings", "words", "author", "path")
    ]
    assert [line.split("  ")[0] for line in lines[1:4]] == [
        "Pune Smart City",
        "Porto Tram Data Plan",
        "Pune Smart City and Digital Str...",
    ]
    assert lines[-1].startswith("3 case studies, ")
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize(
    ("column", "first"),
    [
        ("score", "Pune Smart City"),
        ("-score", "Pune Smart City and Digital Strategy"),
        ("title", "Porto Tram Data Plan"),
        ("author", "Porto Tram Data Plan"),
        ("stage", "Pune Smart City"),
        ("words", "Porto Tram Data Plan"),
        ("path", "Pune Smart City"),
        ("-path", "Pune Smart City and Digital Strategy"),
    ],
)
def test_cases_are_sorted_by_a_column(column: str, first: str, capsys: Capture) -> None:
    assert status(str(EXAMPLES), "--sort", column, "-o", "json") == 0
    assert json.loads(capsys.readouterr().out)["cases"][0]["title"] == first


def test_json_says_it_all(case: Path, capsys: Capture) -> None:
    assert status("haifa-isr", "--template", "template.md", "-o", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    row = found["cases"][0]
    assert row["path"] == "haifa-isr/index.md"
    assert (row["profile"], row["stage"], row["title"], row["author"]) == ("template", "draft", "Harbour", "R. Writer")
    assert row["front_matter"] == {"met": 1, "asked": 1, "missing": []}
    summary = row["sections"][0]
    assert (summary["name"], summary["heading"], summary["line"], summary["words"]) == ("Summary", "Summary", 6, 60)
    words = summary["requirements"][1]
    assert {key: words[key] for key in ("kind", "scope", "low", "high", "actual", "of", "share", "met")} == {
        "kind": "words",
        "scope": "section",
        "low": 100,
        "high": 100,
        "actual": 60,
        "of": None,
        "share": 0.6,
        "met": False,
    }
    assert row["links"] == {"there": 2, "met": 2, "asked": 3}
    assert [step["section"] for step in row["next"]] == ["Aims", "Summary"]


def test_markdown_is_a_table_of_what_is_found_and_asked(case: Path, capsys: Capture) -> None:
    assert status("haifa-isr", "--template", "template.md", "-o", "markdown") == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "## Harbour: 85 %, 0 of 2 sections, 0 errors, 2 warnings\n\n| section | done | found / required |\n"
    )
    assert "| Summary | `█████░░░` 60 % | **60/100 words** |" in out
    assert '\n2. Line 6, "Summary": write about 40 more words (60 of about 100 words).\n' in out


def test_formats_may_be_written_to_files_side_by_side(case: Path, capsys: Capture) -> None:
    assert status("haifa-isr", "--template", "template.md", "-o", "text", "-o", "json=a.json", "-o", "html=b.html") == 0
    assert capsys.readouterr().out == CHECKLIST
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["cases"][0]["score"] == pytest.approx(0.85, abs=0.01)
    assert "<title>Harbour · cslint</title>" in Path("b.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("least", "expected"), [("0.8", 0), ("0.9", 1), ("0", 0), ("1", 1)])
def test_the_gate_is_closed_to_cases_that_score_less(case: Path, capsys: Capture, least: str, expected: int) -> None:
    assert status("haifa-isr", "--template", "template.md", "--min-score", least) == expected
    said = capsys.readouterr().err
    assert said == (f"haifa-isr/index.md: 85 % is less than {100 * float(least):g} %.\n" if expected else "")


@pytest.mark.parametrize(
    ("share", "least", "said"),
    [
        (0.85, 0.9, "85 %"),
        (0.96875, 0.97, "96 %"),
        (0.9599, 0.96, "95 %"),
        (0.0, 0.1, "0 %"),
    ],
)
def test_a_share_below_another_is_never_written_like_it(share: float, least: float, said: str) -> None:
    assert percent(share).strip() == said
    assert float(said.removesuffix(" %")) < 100 * least


def test_nouns_are_in_the_singular_after_one(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_text(
        "## Overview\n\n<!-- 3 to 20 words, with an image and a link to the plan. -->\n", encoding="utf-8"
    )
    Path("index.md").write_text("## Overview\n\nSee the [plan](https://www.oslo.kommune.no/plan).\n", encoding="utf-8")
    status("index.md", "--template", "t.md")
    out = capsys.readouterr().out
    assert "1 link (1 of 1 required)" in out
    assert re.search(r"\b1 (?:links|images|items|words|sections)\b", out) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--sort", "colour"],
            '--sort "colour" is not a column. Choose from path, score, title, author, profile, stage',
        ),
        (["--min-score", "80"], "--min-score 80 is not a number from 0 to 1."),
        (["-o", "yaml"], '"yaml" is not a format of status. Choose from text, json, markdown, html.'),
        (["-o", "json="], "names no file after the =."),
        (["-o", "json=nowhere/a.json"], "nowhere/a.json cannot be written"),
    ],
)
def test_a_wrong_call_is_said_in_one_sentence(case: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    assert status("haifa-isr", *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_case_that_cannot_be_read_does_not_hide_the_others(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("third-isr").mkdir()
    Path("third-isr/index.md").write_text("---\ntitle: Third\n---\n", encoding="utf-8")
    read = Task.case

    def fail(task: Task) -> Any:
        if "haifa" in str(task.path):
            raise PermissionError(13, "Permission denied")
        return read(task)

    monkeypatch.setattr(Task, "case", fail)
    assert status("haifa-isr", "third-isr", "-o", "json") == 2
    told = capsys.readouterr()
    assert [row["title"] for row in json.loads(told.out)["cases"]] == ["Third"]
    assert told.err == "cslint: haifa-isr/index.md: Permission denied\n"


def test_what_is_of_no_known_template_is_said_to_be_so(case: Path, capsys: Capture) -> None:
    Path("haifa-isr/index.md").write_text("Nothing but a line.\n", encoding="utf-8")
    assert status("haifa-isr") == 0
    out = capsys.readouterr().out
    assert "no known template, draft" in out
    assert "It has no requirements; name its profile or template with --profile or --template." in out
    assert out.endswith("] 0 %, 0 of 0 sections, 0 errors, 1 warning\n")


def test_on_a_terminal_bars_are_drawn_and_colours_used(case: Path) -> None:
    leader, follower = pty.openpty()
    call = [sys.executable, "-m", "cslint", "status", "--isolated", "haifa-isr", "--template", "template.md"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {
        "TERM": "xterm",
        "PYTHONIOENCODING": "utf-8",
    }
    subprocess.run(call, stdout=follower, stderr=follower, check=True, env=environment, timeout=30)
    os.close(follower)
    shown = b""
    while chunk := _read(leader):
        shown += chunk
    assert "██████████░░" in shown.decode()
    assert "\x1b[" in shown.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # all has been read
        return b""


@pytest.mark.parametrize(
    ("share", "drawn", "written"),
    [
        (0, "[....]", "  0 %"),
        (0.01, "[#...]", "  1 %"),
        (0.5, "[##..]", " 50 %"),
        (0.999, "[###.]", " 99 %"),
        (1, "[####]", "100 %"),
    ],
)
def test_a_bar_is_full_only_at_the_end(share: float, drawn: str, written: str) -> None:
    assert bar(share, 4, unicode=False) == drawn
    assert percent(share) == written
