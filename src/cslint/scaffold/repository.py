"""The files with which a repository of case studies begins: configuration, hook and workflow."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SOURCE = "https://github.com/cslint/cslint"

_CONFIG = """\
# What cslint checks here and how; `cslint rules` lists all rules.
{profile}
# a draft's gaps are warnings; "warning" makes them fail as well
fail-on = "error"
# paths that are no case studies of yours
exclude = ["templates", "node_modules"]

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
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "cslint @ git+{source}@v{version}"
      - run: cslint check
      - run: cslint status --output-format html=report.html
        if: always()
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: report
          path: report.html
"""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write; ``there`` is whether there is one of that name already."""

    path: Path
    text: str
    there: bool


def plan(folder: Path, version: str, profile: str = "") -> list[PlannedFile]:
    """The files for a repository.

    Args:
        folder: its top.
        version: of cslint that hook and workflow install.
        profile: name of a profile for all case studies; "" recognises each case's own.
    """
    chosen = f'profile = "{profile}"' if profile else '# profile = "atlas-2024"  # else each case study says its own'
    texts = {
        "cslint.toml": _CONFIG.format(profile=chosen),
        ".pre-commit-config.yaml": _HOOKS.format(source=SOURCE, version=version),
        ".github/workflows/cslint.yml": _WORKFLOW.format(source=SOURCE, version=version),
    }
    return [PlannedFile(folder / name, text, os.path.lexists(folder / name)) for name, text in texts.items()]


def write(planned: PlannedFile) -> None:
    """Write one file, and the folders that it lies in.

    Raises:
        WriteError: that cannot be done.
    """
    from cslint.util import atomic_write

    atomic_write.make(planned.path.parent)
    atomic_write.replace(planned.path, planned.text.encode())
