"""``cslint check``, as typer knows it."""

from __future__ import annotations

from cslint.cli.check_run import run
from cslint.cli.options import typer_command

command = typer_command(run)
