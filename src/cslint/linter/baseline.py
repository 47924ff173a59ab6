"""A baseline: what had been found before, so that only what is new is reported.

A finding is known again by its case, its rule and the text that it is about, whatever line that is on now. The file
is JSON, an entry a line and in order, so that a change to it can be read in a review.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from cslint.diagnostics.findings import CaseReport, Finding, Report, RuleInfo
from cslint.errors import ConfigError
from cslint.util import atomic_write

NAME = "cslint-baseline.json"
VERSION = 1
_LONGEST = 120  # characters of a text that stand in the file; of a longer one its beginning and a digest
_NEVER = ("internal-error",)


class Key(NamedTuple):
    """What a finding is known by within its case: rule, file where it is not the case's own, and text."""

    rule: str
    file: str
    about: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a baseline file holds.

    Attributes:
        path: the file; the paths in it are relative to its folder.
        cases: how often each finding was there, by the path of the case.
    """

    path: Path
    cases: Mapping[str, Counter[Key]]

    def hold_back(self, case: CaseReport, rules: Mapping[str, RuleInfo], ran: frozenset[str]) -> tuple[CaseReport, int]:
        """A case's report with what is known counted as suppressed, and how many known findings are gone.

        Args:
            case: its report.
            rules: metadata of the rules.
            ran: names of the rules that looked; of another nobody can tell whether its findings are gone.
        """
        left = Counter(self.cases.get(_name(case.path, self.path), {}))
        kept: list[Finding] = []
        held: list[Finding] = []
        for finding in case.findings:
            key = _key(finding, case, rules)
            known = left[key] > 0 and finding.rule not in _NEVER
            left[key] -= known
            (held if known else kept).append(finding)
        waiting = {skipped.rule for skipped in case.skipped}
        gone = sum(n for key, n in left.items() if n > 0 and key.rule in ran and key.rule not in waiting)
        return case._replace(findings=tuple(kept), suppressed=(*case.suppressed, *held)), gone

    def lost(self) -> int:
        """How many findings are of cases that are no longer there."""
        folder = self.path.parent
        return sum(found.total() for name, found in self.cases.items() if not (folder / name).exists())


def load(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        ConfigError: there is none, or it is not of this form.
    """
    try:
        return _read(path, path.read_bytes())
    except FileNotFoundError as error:
        raise ConfigError(f"There is no baseline {path}. Write one with: cslint baseline -o {path}") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error


def _read(path: Path, written: bytes) -> Baseline:
    try:
        data = json.loads(written.decode("utf-8-sig"))
        if data["version"] != VERSION:
            raise ConfigError(f"{path} is of version {data['version']}; this cslint reads {VERSION}. Write it again.")
        cases = {str(name): Counter(dict(map(_entry, entries))) for name, entries in data["cases"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{path} is no baseline. Write one with: cslint baseline -o {path}") from error
    return Baseline(path, cases)


def save(path: Path, report: Report) -> int:
    """Write what a report found; entries of cases that it does not speak of stay.

    Returns:
        the number of findings written for the cases of the report.

    Raises:
        ConfigError: the old file is no baseline.
        WriteError: it cannot be written.
    """
    fresh = {
        _name(case.path, path): Counter(
            _key(finding, case, report.rules) for finding in case.findings if finding.rule not in _NEVER
        )
        for case in report.cases
    }

    def merged(before: bytes | None) -> bytes:
        cases = _read(path, before).cases if before is not None else {}
        there = {name: found for name, found in cases.items() if (path.parent / name).exists()}
        return _text(there | fresh).encode()

    atomic_write.update(path, merged)
    return sum(found.total() for found in fresh.values())


def _text(cases: Mapping[str, Counter[Key]]) -> str:
    blocks = [
        f"  {json.dumps(name, ensure_ascii=False)}: [\n" + ",\n".join(_lines(found)) + "\n  ]"
        for name, found in sorted(cases.items())
        if found
    ]
    inside = "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"
    return f'{{\n "version": {VERSION},\n "cases": {inside}\n}}\n'


def _lines(found: Counter[Key]) -> Iterator[str]:
    for key, count in sorted(found.items()):
        entry: dict[str, Any] = {name: value for name, value in key._asdict().items() if value}
        if count > 1:
            entry["count"] = count
        yield f"   {json.dumps(entry, ensure_ascii=False)}"


def _entry(data: Mapping[str, Any]) -> tuple[Key, int]:
    return Key(str(data["rule"]), str(data.get("file", "")), str(data.get("about", ""))), int(data.get("count", 1))


def _key(finding: Finding, case: CaseReport, rules: Mapping[str, RuleInfo]) -> Key:
    from cslint.diagnostics.fingerprint import about

    text = " > ".join(filter(None, (" ".join(part.split()) for part in about(finding, rules))))
    text = normalize("NFC", text.encode("utf-8", "replace").decode())
    if len(text) > _LONGEST:
        text = f"{text[:80]}… {hashlib.sha256(text.encode()).hexdigest()[:8]}"
    path = finding.location.path
    return Key(finding.rule, "" if path == case.path else _relative(path, Path(case.path).parent), text)


def _name(case: str, path: Path) -> str:
    return _relative(case, path.parent)


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(path).resolve().as_posix()
