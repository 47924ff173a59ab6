"""``cslint rules`` and ``cslint explain``: the pages, on a terminal."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from cslint import errors
from cslint.errors import ConfigError


def rules(
    output_format: Annotated[str, typer.Option("--output-format", "-o", help="text, json or markdown.")] = "text",
) -> None:
    """List every rule with its family, level and summary."""
    from cslint.rules import registry

    known = registry.rules()
    rows: list[dict[str, Any]] = [
        {
            "name": rule.name,
            "family": rule.family,
            "level": str(rule.level),
            "kind": rule.kind,
            "fixable": rule.fixable,
            "summary": rule.summary,
        }
        for rule in sorted(known.values(), key=lambda rule: (rule.family, rule.name))
    ]
    if output_format == "json":
        json.dump({"version": 1, "rules": rows}, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    elif output_format == "markdown":
        sys.stdout.write(markdown(rows))
    elif output_format == "text":
        width = max((len(row["name"]) for row in rows), default=0)
        family = None
        for row in rows:
            if row["family"] != family:
                family = row["family"]
                sys.stdout.write(f"{family}\n")
            mark = "*" if row["fixable"] else " "
            sys.stdout.write(f"  {row['name']:<{width}} {mark} {row['level']:<7}  {row['summary']}\n")
        sys.stdout.write("* can be mended by --fix\n")
    else:
        raise ConfigError(f'"{output_format}" is no format of this list. Known are text, json, markdown.')


def markdown(rows: list[dict[str, Any]]) -> str:
    """The table of rules as the README shows it."""
    lines = ["| rule | level | what it says |", "| --- | --- | --- |"]
    for row in rows:
        fix = " (fix)" if row["fixable"] else ""
        lines.append(f"| [{row['name']}](rules/{row['name']}.md) | {row['level']}{fix} | {row['summary']} |")
    return "\n".join(lines) + "\n"


def command(rule: Annotated[str, typer.Argument(help="Name of a rule.")]) -> None:
    """Show a rule's page: what it reports, why, and how to mend it."""
    from cslint.rules import registry
    from cslint.util.suggest import suggestion

    known = registry.rules()
    if rule not in known:
        raise errors.SelectionError(f'"{rule}" is no rule.{suggestion(rule, known)} See: cslint rules')
    page = known[rule]
    head = f"# {page.name}\n\n{page.summary}.\n\n*{page.family}, {page.level}, {page.kind}*\n"
    text = f"{head}{page.body}"
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(text))
    else:
        sys.stdout.write(text)
