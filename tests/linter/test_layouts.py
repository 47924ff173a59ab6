"""Documents where people keep them: every command, hook, gate and server finds the same cases in each layout."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from cslint.cli import run
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from tests.gate.course import gate
from tests.git import commit, git, needs_git, write

TEMPLATE = """\
---
title: Name of the garden
---

## Soil

<!-- 3 to 12 words -->

Say what is under your feet.

## Water

<!-- 3 to 12 words -->
"""
GOOD = """\
---
title: The garden by the mill
---

## Soil

Loam over clay, dry in summer.

## Water

From the mill race, by hand.
"""
BAD = GOOD.replace("Loam over clay, dry in summer.", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.")
NOTES = "# Notes\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n"


class Layout(NamedTuple):
    """A repository: its files, the case that a pull request spoils, a folder that holds it, and what is no case."""

    files: dict[str, str]
    case: str
    folder: str
    others: tuple[str, ...]


LAYOUTS = {
    "single files": Layout(
        {
            "cslint.toml": 'template = "template.md"\ncases = ["gardens/*.md"]\nstage = "review"\n',
            "template.md": TEMPLATE,
            "gardens/README.md": NOTES,
            "gardens/ada.md": GOOD,
            "gardens/bob.md": GOOD,
        },
        "gardens/ada.md",
        "gardens",
        ("template.md", "gardens/README.md"),
    ),
    "README folders": Layout(
        {
            "cslint.toml": 'template = "g/template/README.md"\ncases = ["g/*/README.md"]\nstage = "review"\n',
            "g/template/README.md": TEMPLATE,
            "g/README.md": NOTES,
            "g/0001-mill/README.md": GOOD,
            "g/0001-mill/notes.md": NOTES,
            "g/0002-quay/README.md": GOOD,
        },
        "g/0001-mill/README.md",
        "g/0001-mill",
        ("g/template/README.md", "g/README.md"),
    ),
    "numbered files": Layout(
        {
            "cslint.toml": 'template = "0000-template.md"\ncases = ["text/[0-9]*.m*"]\nstage = "review"\n',
            "0000-template.md": TEMPLATE,
            "text/0001-mill.mdx": GOOD,
            "text/0002-quay.md": GOOD,
            "text/about.md": NOTES,
        },
        "text/0001-mill.mdx",
        "text",
        ("0000-template.md", "text/about.md"),
    ),
    "several templates": Layout(
        {
            "cslint.toml": 'stage = "review"\n[[template]]\nfile = "t/soil.md"\ncases = ["*/soil.md"]\n'
            '[[template]]\nfile = "t/other.md"\ncases = ["*/other.md"]\n',
            "t/soil.md": TEMPLATE,
            "t/other.md": "---\ntitle: Name\n---\n\n## Trees\n\n<!-- at least 2 words -->\n",
            "ada/soil.md": GOOD,
            "ada/other.md": "---\ntitle: By the mill\n---\n\n## Trees\n\nAlders and willows.\n",
        },
        "ada/soil.md",
        "ada",
        ("t/soil.md", "t/other.md"),
    ),
    "nested courses": Layout(
        {
            "cslint.toml": 'exclude = ["archive"]\nstage = "review"\n',
            "2024/cslint.toml": 'template = "t.md"\ncases = ["*/garden.qmd"]\nstage = "review"\n',
            "2024/t.md": TEMPLATE,
            "2024/ada/garden.qmd": GOOD,
            "2024/ada/notes.md": NOTES,
            "archive/old/index.md": NOTES,
        },
        "2024/ada/garden.qmd",
        "2024/ada",
        ("2024/t.md", "archive/old/index.md"),
    ),
    "a site with both": Layout(
        {
            "cslint.toml": 'template = "t.md"\nstage = "review"\n',
            "t.md": TEMPLATE,
            "posts/mill/index.md": GOOD,
            "posts/mill/sketch.md": "A sketch.\n",
            "posts/quay.md": GOOD,
            "docs/guide.md": NOTES,
        },
        "posts/quay.md",
        "posts",
        ("t.md", "docs/guide.md"),
    ),
    "a folder and no configuration of cases": Layout(
        {
            "cslint.toml": 'template = "t.md"\nstage = "review"\n',
            "t.md": TEMPLATE,
            "gardens/ada.md": GOOD,
            "gardens/bob.Rmd": GOOD,
            "README.md": NOTES,
        },
        "gardens/ada.md",
        "gardens",
        ("t.md", "README.md"),
    ),
}
every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def found(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, set[str]]:
    """Run ``check``; return its status, and the files that errors and warnings are in."""
    status = run(["check", "--no-cache", "-o", "json", *map(str, arguments)])
    shown = capsys.readouterr().out
    return status, {f["path"] for f in json.loads(shown)["diagnostics"]} if shown else set()


@every_layout
def test_check_finds_the_case_from_the_root_from_its_folder_and_from_elsewhere(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    top = tmp_path / "repository"
    write(top, {".git/HEAD": "", **layout.files})
    with contextlib.chdir(top):
        assert found(capsys) == (0, set())
        write(top, {layout.case: BAD})
        assert found(capsys) == (1, {layout.case})
        assert found(capsys, layout.folder) == (1, {layout.case})
        assert found(capsys, layout.case) == (1, {layout.case})
    with contextlib.chdir(top / layout.folder):
        name = Path(layout.case).relative_to(layout.folder).as_posix()
        assert found(capsys) == (1, {name})
        assert found(capsys, ".") == (1, {name})
    with contextlib.chdir(tmp_path):
        assert found(capsys, "repository") == (1, {f"repository/{layout.case}"})
        assert found(capsys, top / layout.folder) == (1, {f"repository/{layout.case}"})


@every_layout
def test_status_shows_the_cases_and_nothing_else(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {".git/HEAD": "", **layout.files})
    with contextlib.chdir(tmp_path):
        assert run(["status", "-o", "json"]) == 0
    shown = {case["path"] for case in json.loads(capsys.readouterr().out)["cases"]}
    assert layout.case in shown
    assert not shown & set(layout.others)


@every_layout
def test_the_hook_checks_the_case_and_passes_what_is_none(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {".git/HEAD": "", **layout.files, layout.case: BAD})
    with contextlib.chdir(tmp_path):
        assert found(capsys, "--skip-unowned", layout.case, *layout.others) == (1, {layout.case})
        assert found(capsys, "--skip-unowned", *layout.others) == (0, set())


@every_layout
def test_the_list_names_each_file_with_its_template_or_the_reason(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {".git/HEAD": "", **layout.files})
    with contextlib.chdir(tmp_path):
        assert run(["check", "--list", "-o", "json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert run(["check", "--list"]) == 0
        lines = capsys.readouterr().out.splitlines()
    cases = {case["path"]: case["template"] for case in listed["cases"]}
    assert cases[layout.case] in layout.files
    others = {other["path"]: other["because"] for other in listed["skipped"]}
    assert set(layout.others) <= set(others)
    assert lines.index("not checked:") == len(cases)
    assert {line.split(": ")[0] for line in lines} == {*cases, *others, "not checked:"}


def test_the_list_may_be_written_to_a_file_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"index.md": BAD})
    with contextlib.chdir(tmp_path):
        assert run(["check", "--list", "-o", "json=list.json", "-o", "json"]) == 0
        assert (tmp_path / "list.json").read_text(encoding="utf-8") == capsys.readouterr().out
        assert run(["check", "--list", "-o", "sarif=list.sarif"]) == 2
    assert "only json can be written to a file, not sarif" in capsys.readouterr().err
    assert not (tmp_path / "list.sarif").exists()


@every_layout
def test_the_server_knows_the_case(layout: Layout, tmp_path: Path) -> None:
    pytest.importorskip("pygls")
    from cslint.server.texts import OpenDocuments

    write(tmp_path, {".git/HEAD": "", **layout.files})
    documents = OpenDocuments(Session(Request()))
    assert documents.put(tmp_path / layout.case, BAD) is not None
    assert [name for name in layout.others if documents.put(tmp_path / name, NOTES) is not None] == []


@needs_git
@every_layout
def test_the_gate_checks_the_case_that_a_pull_request_changes(layout: Layout, tmp_path: Path) -> None:
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "--quiet")
    base = commit(top, dict(layout.files))
    commit(top, {layout.case: BAD})
    for arguments in ((), (layout.folder,)):
        outcome = gate(top, "--base", base, *arguments)
        assert (outcome.status, outcome.paths) == (1, {layout.case})
    outcome = gate(top / layout.folder, "--base", base)
    assert (outcome.status, len(outcome.findings)) == (1, 1)
    git(top, "checkout", "--quiet", base)
    commit(top, dict.fromkeys(layout.others, NOTES * 2))
    assert gate(top, "--base", base).findings == []


@needs_git
def test_the_gate_names_changed_markdown_of_which_it_checks_none(tmp_path: Path) -> None:
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "--quiet")
    base = commit(top, {"README.md": NOTES, "cslint.toml": 'cases = ["gardens/*.md"]\n', "gardens/ada.md": GOOD})
    commit(top, {"gardens/late/bob.md": BAD, "README.md": NOTES * 2})
    outcome = gate(top, "--base", base, "gardens")
    assert (outcome.status, "gardens/late/bob.md" in outcome.errors) == (2, True)
    assert gate(top, "--base", base).status == 0
    assert "Changed and not checked: gardens/late/bob.md." in gate(top, "--base", base).errors


@needs_git
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_pull_request_with_a_copy_of_the_untouched_template_fails(ends: str, tmp_path: Path) -> None:
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "--quiet")
    config = 'template = "template.md"\ncases = ["gardens/*.md"]\n'
    base = commit(top, {"cslint.toml": config, "template.md": TEMPLATE, "gardens/ada.md": GOOD})
    commit(top, {"gardens/bob.md": TEMPLATE.replace("\n", ends)})
    outcome = gate(top, "--base", base)
    assert (outcome.status, outcome.paths) == (1, {"gardens/bob.md"})
    commit(top, {"gardens/bob.md": TEMPLATE.replace("Name of the garden", "The garden by the quay")})
    assert gate(top, "--base", base).status == 0, "a draft that somebody has begun"
