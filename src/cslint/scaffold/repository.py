"""Set up a repository of case studies with configuration, hook and workflow."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cslint.linter.discovery import is_about_repository, is_index, is_markdown, search

SOURCE = "https://github.com/cslint/cslint"

_CONFIG = """\
# What cslint checks here and how; `cslint check --list` prints which files, `cslint rules` all rules.
{template}
# which files are case studies
cases = {cases}
# a draft's gaps are warnings; "warning" makes them fail as well
fail-on = "error"

# [rule.too-few-words]
# level = "note"
"""
_HOOKS = """\
repos:
  - repo: {source}
    rev: v{version}
    hooks:
      - id: cslint
"""
_WORKFLOW = """\
name: Case studies
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  cslint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the branch that it is to be merged into says what is required
          persist-credentials: false
      - uses: cslint/cslint@v{version}
"""
_NEW = "cases/*/index.md"  # for a repository without case studies
_TEMPLATE_NAME = re.compile(r"(?:.*[-_. ])?template", re.I)
_NUMBERED = re.compile(r"\d+[-_ .].+")


class Layout(NamedTuple):
    """Where a repository keeps its case studies.

    Attributes:
        cases: patterns of their paths.
        template: path of the template, "" unless there is exactly one.
    """

    cases: tuple[str, ...]
    template: str = ""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write; ``there`` is whether the path already exists."""

    path: Path
    text: str
    there: bool


def plan(folder: Path, version: str, profile: str = "") -> list[PlannedFile]:
    """Return the files to write in a repository.

    Args:
        folder: root of the repository.
        version: version of cslint that hook and workflow install.
        profile: profile of all case studies; "" uses the existing template, or detects each case's.
    """
    layout = layout_of(folder)
    if profile:
        chosen = f'profile = "{profile}"'
    elif layout.template:
        chosen = f"template = {json.dumps(layout.template, ensure_ascii=False)}"
    else:
        chosen = '# template = "template.md"  # else each case study\'s is recognised'
    texts = {
        "cslint.toml": _CONFIG.format(template=chosen, cases=json.dumps(layout.cases, ensure_ascii=False)),
        ".pre-commit-config.yaml": _HOOKS.format(source=SOURCE, version=version),
        ".github/workflows/cslint.yml": _WORKFLOW.format(version=version),
    }
    return [PlannedFile(folder / name, text, os.path.lexists(folder / name)) for name, text in texts.items()]


def layout_of(folder: Path) -> Layout:
    """Guess where a repository keeps its case studies.

    Args:
        folder: root of the repository.
    """
    files = [
        (Path(top, name).relative_to(folder)) for top, names in search(folder) for name in names if is_markdown(name)
    ]
    templates = [path for path in files if _TEMPLATE_NAME.fullmatch(path.stem)]
    pages = [path for path in files if path not in templates and "template" not in path.parent.name.casefold()]
    patterns = dict.fromkeys(
        f"{_above(path)}*/{path.name}" for path in pages if is_index(path.name) and path.parent.name
    )
    if not patterns:
        readmes = Counter(_above(path) for path in pages if path.name == "README.md" and path.parent.name)
        patterns = dict.fromkeys(f"{above}*/README.md" for above, number in readmes.items() if number > 1)
    if not patterns:
        numbered = Counter(path.parent for path in pages if _NUMBERED.fullmatch(path.name))
        patterns = dict.fromkeys(f"{_with(parent)}[0-9]*.md" for parent, number in numbered.items() if number > 1)
    if not patterns:
        single = Counter(path.parent for path in pages if path.parent.name and not is_about_repository(path.name))
        most = max(single.values(), default=0)
        patterns = dict.fromkeys(f"{_with(parent)}*.md" for parent, number in single.items() if 1 < number == most)
    return Layout(tuple(patterns) or (_NEW,), templates[0].as_posix() if len(templates) == 1 else "")


def _above(path: Path) -> str:
    """Return the folder above that of a file, with a slash."""
    return _with(path.parent.parent)


def _with(folder: Path) -> str:
    return f"{folder.as_posix()}/" if folder.name else ""


def write(planned: PlannedFile) -> None:
    """Write one file and create its folders.

    Raises:
        WriteError: it cannot be written.
    """
    from cslint.util import atomic_write

    atomic_write.make(planned.path.parent)
    atomic_write.replace(planned.path, planned.text.encode())
