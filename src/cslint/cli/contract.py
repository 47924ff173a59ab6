"""``cslint contract``: what is asked, and in which words it was said."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cslint.errors import ConfigError


def command(
    context: Annotated[
        str | None,
        typer.Argument(help="A case, a template file, or the name of a profile.", show_default=False),
    ] = None,
    template: Annotated[Path | None, typer.Option(help="The template that the case follows.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", "-o", help="text or json.")] = "text",
) -> None:
    """Show what is asked of a case study, section by section, and the words in which the template says it."""
    from cslint.cli.contract_report import outline

    rows = outline(context, template)
    if output_format == "json":
        json.dump(rows, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    elif output_format == "text":
        sys.stdout.write(as_text(rows))
    else:
        raise ConfigError(f'"{output_format}" is no format of the contract. Known are text, json.')


def as_text(rows: dict[str, Any]) -> str:
    """The contract for people: a line a section, a line a requirement with its words."""
    lines = [f"{rows['profile']}: {rows['because']}", ""]
    for section in rows["sections"]:
        mark = " (may be left out)" if section["optional"] else ""
        absent = " (missing)" if section.get("missing") else ""
        lines.append(f"{'#' * section['level']} {section['name']}{mark}{absent}")
        lines.extend(f'    {ask["text"]:<34} "{ask["said"]}" ({ask["place"]})' for ask in section["asks"])
        if not section["asks"]:
            lines.append("    nothing that can be counted")
    lines.extend(f"{ask['field']}: {', '.join(ask['values'])} ({ask['place']})" for ask in rows["values"])
    lines.extend(
        f"Not read: the comment that begins with {comment['written']} on line {comment['line']} of the template; "
        "a comment is written <!-- like this -->."
        for comment in rows.get("damaged", ())
    )
    return "\n".join(lines) + "\n"
