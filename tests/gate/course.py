"""A course in a git repository, and the gate run on what is checked out there."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from cslint.cli import run
from tests.git import SETTINGS, commit, git

TEMPLATE = """\
---
title: Title of your case
author: Your name
status: Draft
---

## Overview

<!-- 10 to 20 words. -->

Say here what it is about.

## Lessons

<!-- Identify 2 to 3 lessons, at least 4 words each. -->

**Lesson 1**. What was learned.
"""
GOOD = """\
---
title: Buses at night
author: Asha Rao
status: Review
---

## Overview

The town runs its buses until two in the morning, on call.

## Lessons

**Ask first**. Riders knew which streets mattered.

**Start small**. Two lines were enough to begin.
"""
OVERVIEW = "The town runs its buses until two in the morning, on call."
SHORT = GOOD.replace(OVERVIEW, "Buses run late.")
DRAFT = SHORT.replace("status: Review", "status: Draft")
CASE = "cases/buses/index.md"
TRAMS = "cases/trams/index.md"
OTHER = (
    GOOD.replace("Buses at night", "Trams by the sea")
    .replace("Asha Rao", "Bo Lind")
    .replace(OVERVIEW, "A line of trams was laid along the shore for summer visitors.")
    .replace("**Ask first**. Riders knew which streets mattered.", "**Count**. Numbers of visitors decide the length.")
    .replace("**Start small**. Two lines were enough to begin.", "**Close it**. Winters are too stormy for rails.")
)
CONFIG = 'template = "templates/our.md"\n'
BASE: dict[str, str | bytes] = {
    "cslint.toml": CONFIG,
    "templates/our.md": TEMPLATE,
    TRAMS: OTHER,
    CASE: GOOD,
}


@dataclass(frozen=True)
class Outcome:
    """What the gate came to: status, findings as data, and what it said on standard error."""

    status: int
    findings: list[dict[str, Any]]
    errors: str

    def of(self, rule: str) -> list[tuple[str, str]]:
        """Return path and level of each finding of a rule."""
        return [(found["path"], found["level"]) for found in self.findings if found["rule"] == rule]

    @property
    def paths(self) -> set[str]:
        """The files that findings are in."""
        return {found["path"] for found in self.findings}


def repository(folder: Path, files: Mapping[str, str | bytes] = BASE) -> str:
    """Make a repository and return its first commit."""
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet")
    return commit(folder, dict(files))


@contextlib.contextmanager
def _inside(folder: Path, variables: Mapping[str, str]) -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CSLINT_", "GITHUB_", "CI_"))}
    with contextlib.chdir(folder), mock.patch.dict(os.environ, {**kept, **SETTINGS, **variables}, clear=True):
        yield


def gate(folder: Path, *arguments: str, **variables: str) -> Outcome:
    """Run the gate in a folder, with more environment variables."""
    out, err, file = io.StringIO(), io.StringIO(), folder.parent / f"{folder.name}-found.json"
    file.unlink(missing_ok=True)
    with _inside(folder, variables), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(["gate", *arguments, "-o", "concise", "-o", f"json={file}"])
    data = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"diagnostics": []}
    return Outcome(status, data["diagnostics"], err.getvalue())


def pull_request(folder: Path, base: str, head: str = "", ref: str = "", **variables: str) -> Outcome:
    """Run the gate as GitHub does for a pull request."""
    event = folder.parent / "event.json"
    request = {"base": {"sha": base, **({"ref": ref} if ref else {})}, **({"head": {"sha": head}} if head else {})}
    event.write_text(json.dumps({"pull_request": request}), encoding="utf-8")
    return gate(folder, GITHUB_EVENT_PATH=str(event), **variables)
