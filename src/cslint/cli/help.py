"""Print help: options in groups with their values, every command with its whole summary, and examples."""

from __future__ import annotations

import os
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

GENERAL = "Options"


class HelpCommand(TyperCommand):
    """A command that lists its options by group (``rich_help_panel``) and its examples (``epilog``, one per line)."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options, one section per group."""
        _write_parameters(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the examples."""
        _write_examples(self.epilog, formatter)


class HelpGroup(TyperGroup):
    """A group of commands that lists each with its whole summary."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write commands first, then options."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, (command.help or "").split("\n\n")[0].replace("\n", " ")))
        with formatter.section(_heading("Commands")):
            formatter.write_dl(rows)
        _write_parameters(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the examples."""
        _write_examples(self.epilog, formatter)


def _write_parameters(command: Any, ctx: Any, formatter: Any) -> None:
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": []}
    for parameter in command.get_params(ctx):
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            groups["Arguments"].append((parameter.metavar or parameter.name.upper(), parameter.help or ""))
            continue
        group = getattr(parameter, "rich_help_panel", None) or GENERAL
        value = "" if parameter.is_flag or parameter.count else f" {parameter.metavar or 'VALUE'}"
        names = ", ".join(sorted(parameter.opts, key=lambda name: name.startswith("--")))
        groups.setdefault(group, []).append((names + value, parameter.help or ""))
    groups[GENERAL] = groups.pop(GENERAL, [])  # last, with --help
    for group, rows in groups.items():
        if rows:
            with formatter.section(_heading(group)):
                formatter.write_dl(rows)


def _write_examples(epilog: str | None, formatter: Any) -> None:
    if not epilog:
        return
    with formatter.section(_heading("Examples")):
        for line in epilog.splitlines():
            formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _heading(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text
