"""The command line: every command, as typer knows it."""

from __future__ import annotations

import sys

import typer

from cslint.cli import baseline, cache, check, contract, explain, gate, init, map, new, schema, server, status

app = typer.Typer(
    name="cslint",
    help="Check documents against the template that they were written from.",
    no_args_is_help=True,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,  # in a pipe plain text, and rich need not be loaded
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.command)
app.command("baseline")(baseline.command)
app.command("gate")(gate.command)
app.command("status")(status.command)
app.command("new")(new.command)
app.command("init")(init.command)
app.command("map")(map.command)
app.command("contract")(contract.command)
app.command("schema")(schema.command)
app.command("server")(server.command)
app.command("rules")(explain.rules)
app.command("explain")(explain.command)
app.add_typer(cache.app, name="cache")


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", "-V", help="Print the version.", is_eager=True),
) -> None:
    if version:
        from cslint._version import __version__

        typer.echo(f"cslint {__version__}")
        raise typer.Exit
