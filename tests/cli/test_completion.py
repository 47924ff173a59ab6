"""Completion in a real shell: what Tab offers after the options whose values are known."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import environment

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="there is no bash")
PRESS_TAB = """
eval "$(_CSLINT_COMPLETE=source_bash cslint)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_cslint_completion cslint
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def offered(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Return a function that says what bash offers for a line whose last word is unfinished."""
    program = tmp_path / "bin" / "cslint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{RUN}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    variables = environment()
    variables["PATH"] = f"{program.parent}:{variables['PATH']}"

    def press_tab(*words: str) -> list[str]:
        command = [BASH or "bash", "--norc", "-c", PRESS_TAB, "bash", "cslint", *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", timeout=120, check=True,
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.split()

    return press_tab


RUN = "import sys; sys.argv[0] = 'cslint'; from cslint.__main__ import main; main()"


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["che"], ["check"]),
        (["check", "--unsafe"], ["--unsafe-fixes"]),
        (["check", "--select", "too-few-"], ["too-few-words", "too-few-items"]),
        (["check", "--select", "plac"], ["placeholders", "placeholder-field"]),
        (["check", "--ignore", "too-few-words,bare-l"], ["too-few-words,bare-link"]),
        (["check", "--stage", ""], ["draft", "review", "complete"]),
        (["check", "--profile", "atlas-"], ["atlas-2023", "atlas-2024"]),
        (["check", "-o", "s"], ["sarif", "summary"]),
        (["check", "--fail-on", "w"], ["warning"]),
        (["check", "--color", "a"], ["always", "auto"]),
        (["status", "-o", "m"], ["markdown"]),
        (["explain", "todo"], ["todo-marker"]),
        (["contract", "atlas-2024"], ["atlas-2024"]),
        (["schema", "atlas-stub"], ["atlas-stub"]),
        (["baseline", "--stage", "r"], ["review"]),
        (["gate", "--stage", "c"], ["complete"]),
    ],
)
def test_tab_offers_values(offered, words: list[str], some: list[str]) -> None:  # type: ignore[no-untyped-def]
    found = offered(*words)
    assert set(some) <= set(found)
    assert all(word.startswith(words[-1]) for word in found)


def test_own_rules_are_offered_and_a_broken_configuration_is_not_reported(offered, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rule = "---\nsummary: Short\nfamily: words\nlevel: error\nkind: style\ncheck: words.too_few\nmessage: Short\n---\n"
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "course-words.md").write_text(rule, encoding="utf-8")
    (tmp_path / "cslint.toml").write_text('rules = ["rules"]\n', encoding="utf-8")
    assert offered("explain", "course-") == ["course-words"]
    (tmp_path / "cslint.toml").write_text("rules = 3\n", encoding="utf-8")
    assert "too-few-words" in offered("explain", "too-few")
