"""The command line: every command, as typer knows it."""

from __future__ import annotations

import typer

from cslint.cli import baseline, cache, check, contract, explain, gate, init, map, new, schema, server, status
from cslint.cli.help import HelpCommand, HelpGroup

# two examples for each command, shown at the end of its help
_COMMANDS = (
    ("check", check.command, "cslint check cases/pune-ind\ncslint check --template decision.md --fix 0007-buses.md"),
    ("status", status.command, "cslint status cases/pune-ind\ncslint status cases --output-format html=report.html"),
    ("new", new.command, "cslint new Pune India\ncslint new --template templates/decision.md 0007-buses.md"),
    ("contract", contract.command, "cslint contract decision.md\ncslint contract decision.md --learn ada.md ravi.md"),
    ("explain", explain.command, "cslint explain too-few-words\ncslint explain template-text | less"),
    ("rules", explain.rules, "cslint rules\ncslint rules --output-format json"),
    ("map", map.command, "cslint map cases/pune-ind\ncslint map --output pune.png cases/pune-ind"),
    ("init", init.command, "cslint init\ncslint init --profile atlas-2024 --yes"),
    ("baseline", baseline.command, "cslint baseline cases\ncslint baseline --output known.json cases"),
    ("gate", gate.command, "cslint gate --base origin/main\ncslint gate --all --output-format github cases"),
    ("schema", schema.command, "cslint schema atlas-2024\ncslint schema decision.md > decision.schema.json"),
    ("server", server.command, "cslint server\ncslint server --stage review --notes"),
)

app = typer.Typer(
    name="cslint",
    cls=HelpGroup,
    help="Check documents against the template that they were written from.",
    epilog="cslint check cases/pune-ind\ncslint check --help",
    no_args_is_help=True,
    rich_markup_mode=None,  # the same help on a terminal and in a pipe
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _function, _examples in _COMMANDS:
    app.command(_name, cls=HelpCommand, epilog=_examples)(_function)
app.add_typer(cache.app, name="cache")


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", "-V", help="Print the version.", is_eager=True),
) -> None:
    if version:
        from cslint._version import __version__

        typer.echo(f"cslint {__version__}")
        raise typer.Exit
