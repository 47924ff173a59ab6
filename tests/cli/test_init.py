"""`cslint init`: shows three files, writes them when told to, and never over another."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from cslint.cli import run
from cslint.config import loader
from cslint.config.loader import load
from tests.git import commit, git, write

FILES = ["cslint.toml", ".pre-commit-config.yaml", ".github/workflows/cslint.yml"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def test_the_files_are_shown_before_anything_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    shown = capsys.readouterr().out
    assert all(f"--- {name}" in shown for name in FILES)
    assert "Nothing was written" in shown
    assert written() == []


@pytest.mark.parametrize(("answer", "files"), [("y\n", FILES), ("yes\n", FILES), ("\n", []), ("n\n", []), ("", [])])
def test_at_a_terminal_it_asks(answer: str, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO(answer)
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", terminal)
    assert run(["init"]) == 0
    assert written() == sorted(files)


def test_yes_writes_files_that_work(here: Path) -> None:
    assert run(["init", "--yes", "--profile", "atlas-2023"]) == 0
    assert written() == sorted(FILES)
    assert loader.load(here / "cslint.toml").profile == "atlas-2023"
    assert run(["new", "Pune", "IND", "--in", "cases"]) == 0
    assert run(["check"]) == 0  # warnings of a draft


@pytest.mark.parametrize(
    ("module", "arguments", "file"),
    [
        ("check_jsonschema", ["--builtin-schema", "vendor.github-workflows"], FILES[2]),
        ("pre_commit", ["validate-config"], FILES[1]),
    ],
)
def test_the_files_are_such_as_their_programs_read(module: str, arguments: list[str], file: str) -> None:
    pytest.importorskip(module, reason=f"{module} is not installed")
    run(["init", "--yes"])
    call = [sys.executable, "-m", module, *arguments, file]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_file_that_is_there_is_kept_unless_force_says_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cslint.toml").write_text('stage = "review"\n', encoding="utf-8")
    assert run(["init", "--yes"]) == 0
    assert "cslint.toml (kept, because it exists; --force replaces it)" in capsys.readouterr().out
    assert Path("cslint.toml").read_text(encoding="utf-8") == 'stage = "review"\n'
    assert run(["init", "--yes"]) == 0
    assert "Nothing to write." in capsys.readouterr().out
    assert run(["init", "--yes", "--force"]) == 0
    assert "What cslint checks here" in Path("cslint.toml").read_text(encoding="utf-8")


def test_an_unknown_profile_is_refused() -> None:
    assert run(["init", "--yes", "--profile", "atlas-2032"]) == 2
    assert written() == []


GARDEN = "---\ntitle: By the mill\n---\n\n## Soil\n\nLoam over clay.\n"


@pytest.mark.parametrize(
    ("files", "cases", "template"),
    [
        ([], ("cases/*/index.md",), None),
        (["README.md", "template.md"], ("cases/*/index.md",), "template.md"),
        (["a/index.md", "b/index.md"], ("*/index.md",), None),
        (["posts/a/index.md", "posts/a/notes.md", "docs/x.md"], ("posts/*/index.md",), None),
        (["keps/README.md", "keps/1-a/README.md", "keps/2-b/README.md"], ("keps/*/README.md",), None),
        (["text/0001-a.md", "text/0002-b.md", "0000-template.md"], ("text/[0-9]*.md",), "0000-template.md"),
        (["subs/ada.md", "subs/bob.md", "subs/README.md", "t/template.md"], ("subs/*.md",), "t/template.md"),
        (["ours-template.md", "other-template.md", "a/index.md"], ("*/index.md",), None),
    ],
)
def test_it_is_for_the_layout_that_is_there(
    files: list[str], cases: tuple[str, ...], template: str | None, here: Path
) -> None:
    write(here, dict.fromkeys(files, GARDEN))
    assert run(["init", "--yes"]) == 0
    made = load(here / "cslint.toml")
    assert [group.cases for group in made.patterns] == [cases]
    assert made.template == (here / template if template else None)


def test_an_empty_repository_passes_until_something_is_there_that_is_not_checked(here: Path) -> None:
    git(here, "init", "--quiet")
    assert run(["init", "--yes"]) == 0
    write(here, {"README.md": "# A course\n"})
    base = commit(here)
    assert run(["check", "--no-cache"]) == 0
    assert run(["gate"]) == 0
    assert run(["gate", "--base", base]) == 0
    assert run(["check", "--no-cache", "cases"]) == 2
    write(here, {"submissions/ada.md": "Lorem ipsum.\n"})
    assert run(["check", "--no-cache"]) == 2
    assert run(["gate"]) == 2


def test_the_workflow_is_the_action_with_the_gate() -> None:
    run(["init", "--yes"])
    workflow = Path(FILES[2]).read_text(encoding="utf-8")
    assert ("uses: cslint/cslint@v" in workflow, "fetch-depth: 0" in workflow, "pip install" in workflow) == (
        True,
        True,
        False,
    )
