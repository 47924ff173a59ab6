"""The command line: one module a command; each loads what it needs when it runs."""

from __future__ import annotations

import sys

import typer

from cslint.cli import baseline, check, contract, explain, gate, map, status

app = typer.Typer(
    name="cslint",
    help="Tells authors of case studies, exactly and kindly, what is still missing, short, placeholder or wrong.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.command)
app.command("baseline")(baseline.command)
app.command("gate")(gate.command)
app.command("status")(status.command)
app.command("map")(map.command)
app.command("contract")(contract.command)
app.command("rules")(explain.rules)
app.command("explain")(explain.command)


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", "-V", help="Print the version.", is_eager=True),
) -> None:
    if version:
        from cslint import __version__

        typer.echo(f"cslint {__version__}")
        raise typer.Exit


def run(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 nothing to mend, 1 findings, 2 a wrong call or a crash."""
    from cslint.cli.failure import guarded

    return guarded(lambda: app(args=argv, standalone_mode=False), sys.stderr)
