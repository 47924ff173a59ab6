"""``cslint cache``."""

from __future__ import annotations

import typer

from cslint.cli.help import HelpCommand, HelpGroup

app = typer.Typer(help="Manage the cache, which makes repeated runs fast.", no_args_is_help=True, cls=HelpGroup)


@app.command("clear", cls=HelpCommand)
def clear() -> int:
    """Delete the cache. The next check takes longer and finds the same."""
    from cslint.caching import case_cache
    from cslint.util.plural import plural

    count = case_cache.clear()
    typer.echo(f"Deleted {plural(count, 'entry', 'entries')}.")
    return 0


@app.command("path", cls=HelpCommand)
def path() -> int:
    """Print the folder of the cache."""
    from cslint.caching import case_cache

    typer.echo(case_cache.default_folder() or "no home, no cache")
    return 0
