"""The settings of a run, once the command line and the configuration are read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cslint.contract.profile import Profile
from cslint.diagnostics.findings import Level
from cslint.rules.pages import PageMistake, Rule, by_need

MOST_OF_A_KIND = 100  # findings of one rule in one file that are listed; the others are counted


@dataclass(eq=False, repr=False, match_args=False)  # no more of it is needed, and it is made at every start
class Settings:
    """The settings of a run.

    Attributes:
        rules: all known rules, by name.
        selected: names of the rules to report.
        options: options by rule, over those of the page.
        levels: levels by rule, over those of the page; None leaves the rule's own.
        profile: the profile of every case, or None to recognise each case's own.
        profiles: those to recognise from.
        stage: the stage of every case, or None to read each case's status.
        suppress: whether authors' suppressions apply.
        notes: whether notes are shown.
        named: rules selected by name or family, whose notes are shown.
        trust_comments: whether instructions in a case count in addition to those of the template.
        today: the day of the run.
        limit: largest number of findings of one rule in one file to list, or None; the others are counted.
        rule_folders: folders with additional rule pages.
        mistakes: mistakes in those pages.
    """

    rules: Mapping[str, Rule]
    selected: frozenset[str]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    profile: Profile | None = None
    profiles: tuple[Profile, ...] | None = None
    stage: str | None = None
    suppress: bool = True
    notes: bool = False
    named: frozenset[str] = frozenset()
    trust_comments: bool = True
    today: datetime.date = field(default_factory=datetime.date.today)
    limit: int | None = MOST_OF_A_KIND
    rule_folders: tuple[Path, ...] = ()
    mistakes: tuple[PageMistake, ...] = ()

    def cache_key(self) -> tuple[object, ...]:
        """Return plain data that differs where the settings do, the content of files that they name left out."""
        profile = self.profile
        return (
            sorted(self.rules),
            sorted(self.selected),
            sorted((name, sorted(options.items())) for name, options in self.options.items()),
            sorted(self.levels.items()),
            sorted(self.named),
            (profile.name, str(profile.template_path), sorted(profile.weights.items())) if profile else None,
            self.stage,
            self.suppress,
            self.notes,
            self.trust_comments,
            self.today,
            self.limit,
            [str(known.template_path) for known in self.profiles or ()],
        )

    @cached_property
    def order(self) -> list[Rule]:
        """The rules to run: the selected ones after those that they depend on."""
        wanted: dict[str, Rule] = {}
        pending = [self.rules[name] for name in sorted(self.selected) if name in self.rules]
        while pending:
            rule = pending.pop()
            if rule.name not in wanted:
                wanted[rule.name] = rule
                pending.extend(self.rules[name] for name in (*rule.needs, *rule.unless) if name in self.rules)
        return by_need(wanted[name] for name in sorted(wanted))

    @cached_property
    def plan(self) -> list[tuple[Rule, dict[str, Any]]]:
        """The rules to run, in order, each with its options."""
        return [(rule, {**rule.options, **self.options.get(rule.name, {})}) for rule in self.order if rule.check]
