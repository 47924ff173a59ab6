"""Rule pages of a course's own: a mistake is one finding with file and line, and costs no case its other findings."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from tests.git import write

TEMPLATE = "## Soil\n\n<!-- 5 to 10 words -->\n\n## Plants\n"
CASE = "## Soil\n\nLoam.\n\n## Plants\n\nBeans and peas.\n"
PAGE = """\
---
summary: A section is shorter than it may ever be
family: words
level: warning
kind: completeness
check: words.too_few
options: {tolerance: 0}
message: '{where} is short.'
---
Short texts say little.

## Why

Nobody learns from them.
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cases with a section that is too short, and a configuration with a folder of rule pages."""
    write(
        tmp_path,
        {
            "cslint.toml": 'template = "t.md"\nrules = ["own"]\nstage = "review"\n',
            "t.md": TEMPLATE,
            "own/README.md": "# Our rules\n",
            "cases/a/index.md": CASE,
            "cases/b/index.md": CASE,
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    status = run(["check", "--no-cache", "-o", "json", "cases"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["diagnostics"]
    return status, found


def test_a_page_adds_a_rule(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"own/short.md": PAGE})
    status, found = check(capsys)
    assert (status, [f["path"] for f in found if f["rule"] == "short"]) == (1, ["cases/a/index.md", "cases/b/index.md"])


@pytest.mark.parametrize(
    ("word", "level"),
    [("error", "error"), ("warning", "warning"), ("must", "error"), ("should", "warning")],
)
def test_levels_have_the_words_that_findings_show_and_older_ones(
    word: str, level: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.replace("level: warning", f"level: {word}").replace("completeness", "correctness")
    write(course, {"own/short.md": page})
    assert {f["level"] for f in check(capsys)[1] if f["rule"] == "short"} == {level}


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("level: warning", "level: erorr", 4, 'level: "erorr" is not one of error, warning, note.'),
        ("kind: completeness", "kind: complete", 5, '"complete" is not one of correctness, completeness or style.'),
        ("summary: A section is shorter than it may ever be\n", "", 1, '"summary" is missing.'),
        ("level: warning", "levle: warning", 4, 'Did you mean "level"?'),
        ("words.too_few", "words.to_few", 6, 'check: "words.to_few" does not exist.'),
        ("words.too_few", "nothing", 6, 'check: "nothing" does not exist.'),
        (
            "{tolerance: 0}",
            "{tolerence: 0}",
            7,
            '"tolerence" is not an option of words.too_few. Did you mean "tolerance"?',
        ),
        ("{tolerance: 0}", "{tolerance: .nan}", 7, "tolerance is nan, not a number from 0 upwards."),
        ("{tolerance: 0}", "{tolerance: -1}", 7, "tolerance is -1, not a number from 0 upwards."),
        ("{where}", "{whree}", 8, '{whree} is not a placeholder of words.too_few. Did you mean "where"?'),
        ("{where}", "{where.__class__}", 8, "message: {where.__class__} is not a plain name."),
        ("{where}", "{where", 8, "message: expected '}' before end of string."),
        ("level: warning", "level: [warning", 5, "the front matter is not valid YAML"),
        ("---\nsummary", "summary", 1, "a rule page begins with front matter"),
        ("family: words", "family: words\nneeds: [nothing]", 4, 'needs: "nothing" is not a rule.'),
    ],
)
def test_a_mistake_is_one_finding_on_its_line(
    old: str, new: str, line: int, problem: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in PAGE
    write(course, {"own/short.md": PAGE.replace(old, new)})
    status, found = check(capsys)
    (mistake,) = [f for f in found if f["path"] == "own/short.md"]
    assert (status, mistake["rule"], mistake["level"], mistake["line"]) == (2, "broken-rule", "error", line)
    assert problem in mistake["message"]
    others = {(f["path"], f["rule"]) for f in found}
    assert {("cases/a/index.md", "too-few-words"), ("cases/b/index.md", "too-few-words")} <= others


def test_a_page_that_is_a_pipe_is_not_waited_for(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(course / "own" / "pipe.md")
    write(course, {"own/short.md": PAGE})
    status, found = check(capsys)
    assert status == 2
    assert [f["message"] for f in found if f["path"] == "own/pipe.md"] == [
        "This rule page has a mistake: this rule page cannot be read: it is not a regular file."
    ]
    assert "short" in {f["rule"] for f in found}


def test_a_broken_page_does_not_take_a_rule_of_ours_away(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"own/too-few-words.md": PAGE.replace("level: warning", "level: erorr")})
    assert "too-few-words" in {f["rule"] for f in check(capsys)[1]}


def test_explain_and_rules_know_them(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"own/short.md": PAGE})
    assert run(["explain", "short"]) == 0
    assert "Nobody learns from them." in capsys.readouterr().out
    assert run(["rules"]) == 0
    assert "A section is shorter than it may ever be" in capsys.readouterr().out
    assert run(["explain", "--isolated", "short"]) == 2


def test_explain_and_rules_name_a_mistake(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"own/short.md": PAGE.replace("level: warning", "level: erorr")})
    assert run(["explain", "short"]) == 2
    sentence = 'own/short.md, line 4: level: "erorr" is not one of error, warning, note.\n'
    assert capsys.readouterr().err.endswith(sentence)
    assert run(["rules"]) == 2
    shown = capsys.readouterr()
    assert ("too-few-words" in shown.out, shown.err.endswith(sentence)) == (True, True)


def test_a_page_that_comes_later_counts_though_the_run_is_remembered(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cslint.linter.inputs.RECENT", -(10**12))
    monkeypatch.setenv("CSLINT_CACHE_DIR", str(course.parent / "cache"))
    command = ["check", "-o", "json", "cases"]
    for page, word in ((None, ""), (None, ""), (PAGE, ""), (PAGE.replace("is short", "is very short"), "very ")):
        if page:
            write(course, {"own/short.md": page})
        run(command)
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        said = [f["message"] for f in found if f["rule"] == "short"]
        assert said == ([f'"Soil" is {word}short.'] * 2 if page else [])


def test_a_page_with_a_mistake_may_be_selected_and_configured(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course, {"own/short.md": PAGE.replace("level: warning", "level: fatal")})
    config = (course / "cslint.toml").read_text(encoding="utf-8")
    for more in ('select = ["short", "words"]\n', 'ignore = ["short"]\n', '\n[rule.short]\nlevel = "note"\n'):
        write(course, {"cslint.toml": config + more})
        status, found = check(capsys)
        assert status == 2
        mistakes = [one for one in found if one["rule"] == "broken-rule"]
        assert [(one["path"], one["line"]) for one in mistakes] == [("own/short.md", 4)]
        assert sum(one["rule"] == "too-few-words" for one in found) == 2
