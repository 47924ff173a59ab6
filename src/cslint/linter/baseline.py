"""A baseline: what had been found before, so that only what is new is reported.

A finding is known again by its case, its rule and the text that it is about, whatever line that is on now. The file
is JSON, an entry a line and in order, so that a change to it can be read in a review.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from cslint.diagnostics.findings import INCOMPLETE, CaseReport, Finding, Report, RuleInfo
from cslint.errors import ConfigError
from cslint.util import atomic_write
from cslint.util.read_file import read_file

NAME = "cslint-baseline.json"
VERSION = 1
_LARGEST = 2**28  # bytes of a baseline
_LONGEST = 120  # longest text that is written in full; of longer ones the beginning and a digest are written
_NEVER = INCOMPLETE


class Key(NamedTuple):
    """The identity of a finding within its case: rule, file if it is not the case's own, and text."""

    rule: str
    file: str
    about: str


class Excuse(NamedTuple):
    """A finding that was there before, and how much had been counted; None excuses any number."""

    key: Key
    found: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding with the same key is not worse.

        Args:
            finding: the current finding.
        """
        if self.found is None or finding.amount is None:
            return True
        return finding.amount <= _room(self, finding.amount)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The content of a baseline file.

    Attributes:
        path: the file; the paths in it are relative to its folder.
        cases: number of occurrences of each finding, by the path of the case.
    """

    path: Path
    cases: Mapping[str, Counter[Excuse]]

    def hold_back(
        self,
        case: CaseReport,
        rules: Mapping[str, RuleInfo],
        ran: frozenset[str],
        *,
        name: str | None = None,
        before: CaseReport | None = None,
    ) -> tuple[CaseReport, int]:
        """Return a case's report with known findings suppressed, and the number of known findings that are gone.

        Args:
            case: its report.
            rules: metadata of the rules.
            ran: names of the rules that ran; findings of other rules cannot be known to be gone.
            name: path of the case when the baseline was written; by default that of the report.
            before: report of an earlier version; no finding may be worse than there to be excused.
        """
        left = Counter(self.cases.get(_name(name or case.path, self.path), {}))
        excuses: dict[Key, list[Excuse]] = {}
        for excuse in left:
            excuses.setdefault(excuse.key, []).append(excuse)
        worst = _worst(before, rules) if before is not None else {}
        kept: list[Finding] = []
        held: list[Finding] = []
        for finding in case.findings:
            key = _key(finding, case, rules)
            fitting = [excuse for excuse in excuses.get(key, ()) if left[excuse] > 0 and excuse.covers(finding)]
            if fitting and finding.rule not in _NEVER and (finding.amount or 0) <= worst.get(key, math.inf):
                left[min(fitting, key=partial(_room, amount=finding.amount or 0))] -= 1
                held.append(finding)
            else:
                kept.append(finding)
        waiting = {skipped.rule for skipped in case.skipped}
        gone = sum(n for (key, _), n in left.items() if n > 0 and key.rule in ran and key.rule not in waiting)
        return replace(case, findings=tuple(kept), suppressed=(*case.suppressed, *held)), gone

    def lost(self) -> int:
        """Return the number of findings in cases that no longer exist."""
        return sum(found.total() for name, found in self.cases.items() if not _exists(self.path.parent, name))


def _room(excuse: Excuse, amount: float) -> float:
    """Return the largest amount that is excused, with the sign of the one that there is."""
    return math.inf if excuse.found is None else math.copysign(excuse.found, amount)


def _worst(before: CaseReport, rules: Mapping[str, RuleInfo]) -> dict[Key, float]:
    """Return the largest amount of each finding of an earlier version."""
    worst: dict[Key, float] = {}
    for finding in before.findings:
        if finding.amount is not None:
            key = _key(finding, before, rules)
            worst[key] = max(finding.amount, worst.get(key, finding.amount))
    return worst


def _exists(folder: Path, name: str) -> bool:
    """Return whether there is a file of that name, in either of the forms in which disks keep accents."""
    return any((folder / normalize(form, name)).exists() for form in ("NFC", "NFD"))


def load(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        ConfigError: it does not exist, or has another format.
    """
    try:
        return _read(path, read_file(path, _LARGEST))
    except FileNotFoundError as error:
        raise ConfigError(f"The baseline {path} does not exist. Write one with: cslint baseline -o {path}") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error


def _read(path: Path, written: bytes) -> Baseline:
    try:
        data = json.loads(written.decode("utf-8-sig"))
        if data["version"] != VERSION:
            raise ConfigError(f"{path} is of version {data['version']}; this cslint reads {VERSION}. Write it again.")
        cases: dict[str, Counter[Excuse]] = {}
        for name, entries in data["cases"].items():
            cases.setdefault(normalize("NFC", str(name)), Counter()).update(dict(map(_entry, entries)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{path} is not a baseline. Write one with: cslint baseline -o {path}") from error
    return Baseline(path, cases)


def save(path: Path, report: Report) -> int:
    """Write the findings of a report to a baseline file; entries of other cases are kept.

    Args:
        path: the file.
        report: the report.

    Returns:
        The number of findings written for the cases of the report.

    Raises:
        ConfigError: the old file is not a baseline.
        WriteError: it cannot be written.
    """
    fresh = {
        _name(case.path, path): Counter(
            Excuse(_key(finding, case, report.rules), _found(finding))
            for finding in case.findings
            if finding.rule not in _NEVER
        )
        for case in report.cases
    }

    def merged(before: bytes | None) -> bytes:
        cases = _read(path, before).cases if before is not None else {}
        there = {name: found for name, found in cases.items() if _exists(path.parent, name)}
        return _text(there | fresh).encode()

    atomic_write.update(path, merged)
    return sum(found.total() for found in fresh.values())


def _text(cases: Mapping[str, Counter[Excuse]]) -> str:
    blocks = [
        f"  {json.dumps(name, ensure_ascii=False)}: [\n" + ",\n".join(_lines(found)) + "\n  ]"
        for name, found in sorted(cases.items())
        if found
    ]
    inside = "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"
    return f'{{\n "version": {VERSION},\n "cases": {inside}\n}}\n'


def _lines(found: Counter[Excuse]) -> Iterator[str]:
    for (key, number), count in sorted(found.items(), key=lambda item: (item[0].key, _room(item[0], 1))):
        entry: dict[str, Any] = {name: value for name, value in key._asdict().items() if value}
        if number is not None:
            entry["found"] = number
        if count > 1:
            entry["count"] = count
        yield f"   {json.dumps(entry, ensure_ascii=False)}"


def _entry(data: Mapping[str, Any]) -> tuple[Excuse, int]:
    key = Key(str(data["rule"]), *(normalize("NFC", str(data.get(name, ""))) for name in ("file", "about")))
    found = data.get("found")
    return Excuse(key, None if found is None else int(found)), int(data.get("count", 1))


def _found(finding: Finding) -> int | None:
    return None if finding.amount is None else int(abs(finding.amount))


def _key(finding: Finding, case: CaseReport, rules: Mapping[str, RuleInfo]) -> Key:
    from cslint.diagnostics.fingerprint import about

    text = " > ".join(filter(None, (" ".join(part.split()) for part in about(finding, rules))))
    text = normalize("NFC", text.encode("utf-8", "replace").decode())
    if len(text) > _LONGEST:
        text = f"{text[:80]}… {hashlib.sha256(text.encode()).hexdigest()[:8]}"
    path = finding.location.path
    file = "" if path == case.path else normalize("NFC", _relative(path, Path(case.path).parent))
    return Key(finding.rule, file, text)


def _name(case: str, path: Path) -> str:
    return normalize("NFC", _relative(case, path.parent))


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(path).resolve().as_posix()
