"""``cslint rules`` and ``cslint explain``: the pages, on a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cslint.cli import completion
from cslint.cli.errors import USAGE, say
from cslint.cli.parameters import OUTPUT, Config, Isolated
from cslint.errors import ConfigError, SelectionError

_LABELS = {"bad": "BAD", "good": "GOOD", "fixed": "FIXED", "template": "TEMPLATE", "says": "WHAT CSLINT SAYS"}
_FENCE = re.compile(
    r"^(`{3,})(text|\w+(?= +(?:bad|good|fixed|template)\b))(?: +(bad|good|fixed|template)\b([^\n`]*))?$", re.M
)
_PAGE_LINK = re.compile(r"\[([\w-]+)\]\([\w-]+\.md\)")  # a link to another rule's page, which a terminal cannot open

if TYPE_CHECKING:
    from cslint.rules.pages import PageMistake
    from cslint.rules.registry import RuleSet


def rules(
    output_format: Annotated[
        str,
        typer.Option(
            "--output-format",
            "-o",
            metavar="FORMAT",
            help="text (the default), json or markdown.",
            autocompletion=completion.one_of("text", "json", "markdown"),
            rich_help_panel=OUTPUT,
        ),
    ] = "text",
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """List every rule with its family, level and summary, including your own and those of plugins."""
    known, mistakes = _rules(config, isolated=isolated)
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
        sys.stdout.write("* can be fixed by --fix\n")
    else:
        raise ConfigError(f'"{output_format}" is not a format of this list. Choose from text, json, markdown.')
    return _report(mistakes)


def markdown(rows: list[dict[str, Any]]) -> str:
    """Return the table of rules as the README shows it."""
    lines = ["| rule | level | what it says |", "| --- | --- | --- |"]
    for row in rows:
        fix = " (fix)" if row["fixable"] else ""
        lines.append(f"| [{row['name']}](rules/{row['name']}.md) | {row['level']}{fix} | {row['summary']} |")
    return "\n".join(lines) + "\n"


def command(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="The name of a rule.", autocompletion=completion.rule_names)
    ],
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Show a rule's page: what it reports, why, and how to fix it."""
    from cslint.util.suggest import suggestion

    known, mistakes = _rules(config, isolated=isolated)
    if rule not in known:
        wrong = [mistake for mistake in mistakes if mistake.path.stem == rule]
        if wrong:
            return _report(wrong)
        raise SelectionError(f'"{rule}" is not a rule.{suggestion(rule, known)} See: cslint rules')
    page = known[rule]
    head = f"# {page.name}\n\n{page.summary}.\n\n*{page.family}, {page.level}, {page.kind}*\n\n"
    text = f"{head}{labelled(page.body).lstrip()}"
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(_PAGE_LINK.sub(r"`\1`", text)))
    else:
        sys.stdout.write(text)
    return 0


def labelled(body: str) -> str:
    """Return a rule page's text with each example under a label that says what it is.

    Args:
        body: Markdown; its fences name the kind of example after the language (```` ```md bad stage=Review ````).
    """

    def label(fence: re.Match[str]) -> str:
        ticks, language, kind, more = fence.groups()
        name = _LABELS["says" if language == "text" else kind]
        notes = f" ({more.strip()})" if more and more.strip() else ""
        return f"**{name}**{notes}\n\n{ticks}{language}"

    return _FENCE.sub(label, body)


def _rules(config: Path | None, *, isolated: bool) -> RuleSet:
    """Return the rules that apply in the current folder, and the mistakes in their pages."""
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session
    from cslint.rules import registry

    session = Session(Request(), config=config, isolated=isolated)
    return registry.load_all(session.config_of(Path("index.md")).rules, plugins=not isolated)


def _report(mistakes: Sequence[PageMistake]) -> int:
    """Print mistakes in rule pages, and return the exit status."""
    for mistake in mistakes:
        say(sys.stderr, f"{mistake.path}, line {mistake.line}: {mistake.message}")
    return USAGE if mistakes else 0
