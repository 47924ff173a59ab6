"""``--help``: options in groups with their values, every command whole, and examples that are right."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
import typer

from cslint.cli.app import app
from tests.course import environment

ROOT = typer.main.get_command(app)
COMMANDS = sorted(ROOT.commands)  # type: ignore[attr-defined]


def shown(*arguments: str, columns: int = 80) -> str:
    """Return the help that a pipe gets."""
    command = [sys.executable, "-m", "cslint", *arguments, "--help"]
    done = subprocess.run(
        command, env=environment() | {"COLUMNS": str(columns)}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def test_the_list_of_commands_is_whole_in_a_pipe() -> None:
    text = " ".join(shown().split())
    for name in COMMANDS:
        summary = (ROOT.commands[name].help or "").split("\n\n")[0]  # type: ignore[attr-defined]
        assert f"{name} {' '.join(summary.split())}" in text
    assert "..." not in text.replace("[ARGS]...", "")


def test_options_are_in_groups_with_their_values() -> None:
    text = shown("check")
    groups = [line.rstrip(":") for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert groups == [
        "Arguments", "Check against", "Rules", "Fixes", "Output", "Files", "Run", "Options", "Examples",
    ]  # fmt: skip
    assert "--stage STAGE" in text
    assert "draft, review or complete" in text
    assert "--fail-on LEVEL" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_names_a_type_of_python(name: str) -> None:
    text = shown(name)
    assert "<" not in text
    assert "VALUE" not in text


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for name in ("check", "status", "gate"):
        assert max(map(len, shown(name, columns=columns).splitlines())) <= columns


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "cache"])
def test_every_command_has_two_examples_that_it_understands(name: str) -> None:
    command = ROOT.commands[name]  # type: ignore[attr-defined]
    examples = (command.epilog or "").splitlines()
    assert len(examples) == 2
    for example in examples:
        program, called, *arguments = shlex.split(example.split(" > ")[0].split(" | ")[0])
        assert (program, called) == ("cslint", name)
        command.make_context(name, arguments)  # raises for an option that does not exist
