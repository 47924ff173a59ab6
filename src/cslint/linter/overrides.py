"""Combine the options of a command line or of Python code with a configuration."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cslint.checks.context import STAGES
from cslint.config.loader import Config
from cslint.contract.profile import Profile, built_in, from_template, load
from cslint.diagnostics.findings import Level
from cslint.errors import ConfigError, RuleError
from cslint.linter.settings import Settings
from cslint.rules import registry
from cslint.rules.pages import LEVELS, Rule, is_sensible
from cslint.util.suggest import suggestion


class Request(NamedTuple):
    """The options of a run, which override the configuration.

    Attributes:
        profile: name of a built-in profile, a folder with one, or a template file.
        template: a course's template.
        stage: the stage of every case.
        select: rules and families instead of the defaults.
        extend_select: rules and families in addition to those.
        ignore: rules and families to leave out.
        notes: whether to include style notes.
        suppress: whether authors' suppressions apply.
        trust_comments: whether instructions in a case count in addition to those of the template.
        plugins: whether installed packages may add rules.
        compare: folders with further cases whose text is compared with that of the cases.
        strict: whether a mistake in a rule page is an error instead of a finding.
    """

    profile: str | None = None
    template: Path | None = None
    stage: str | None = None
    select: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    notes: bool = False
    suppress: bool = True
    trust_comments: bool = True
    plugins: bool = True
    compare: Sequence[Path] = ()
    strict: bool = False


def settings(request: Request, config: Config | None = None, template: Path | None = None) -> Settings:
    """Return the settings of a run.

    Args:
        request: the options of the run.
        config: the configuration.
        template: the template that a pattern of the configuration assigns to a case.

    Raises:
        ConfigError: a profile, stage, rule or option is unknown.
    """
    config = config or Config()
    known, mistakes = registry.load_all(config.rules, plugins=request.plugins)
    if mistakes and request.strict:
        first = mistakes[0]
        raise RuleError(f"{first.path}, line {first.line}: {first.message}")
    stage = request.stage or config.stage
    if stage is not None and stage not in STAGES:
        raise ConfigError(f'"{stage}" is not a stage. Choose from {", ".join(STAGES)}.')
    broken = {mistake.path.stem for mistake in mistakes}  # reported as broken-rule; all other rules run
    levels, options = _overrides(known, config, broken)
    chosen = _names(request.select) or _names(config.select)
    extended = (*_names(config.extend_select), *_names(request.extend_select))
    return Settings(
        rules=known,
        mistakes=mistakes,
        selected=registry.select(
            known,
            chosen=chosen,
            extended=extended,
            ignored=(*_names(config.ignore), *_names(request.ignore)),
            notes=request.notes,
            broken=broken,
        ),
        options=options,
        levels=levels,
        profile=_profile(request, config, template),
        profiles=_profiles(config),
        stage=stage,
        suppress=request.suppress,
        notes=request.notes,
        named=registry.select(known, chosen=(*chosen, *extended), broken=broken) if chosen or extended else frozenset(),
        trust_comments=request.trust_comments and config.trust_comments,
        rule_folders=config.rules,
    )


def _names(values: Sequence[str]) -> list[str]:
    """Return the names of rules and families; each value may contain several, separated by commas."""
    return [name for value in values for name in map(str.strip, value.split(",")) if name]


def _profile(request: Request, config: Config, template: Path | None) -> Profile | None:
    """Return the profile of every case, or None where each case's own is to be recognised."""
    if request.template is not None:
        if not os.path.isfile(request.template):  # noqa: PTH113 - is_file() raises where one may not enter
            why = "is not a regular file" if os.path.lexists(request.template) else "does not exist"
            raise ConfigError(f"The template {request.template} {why}.")
        return from_template(request.template)
    if request.profile is not None:
        return profile(request.profile, Path.cwd())
    if template is not None:
        return from_template(template)
    if config.template is not None:
        return from_template(config.template)
    if config.profile is not None:
        return profile(config.profile, config.folder)
    return None


def _profiles(config: Config) -> tuple[Profile, ...] | None:
    """Return the profiles to recognise from where no pattern decides; None means the built-in ones."""
    templates = dict.fromkeys(group.template for group in config.patterns if group.template)
    return tuple(map(from_template, templates)) or None


def profile(name: str, base: Path) -> Profile:
    """Return a profile by name, by its folder, or by its template file.

    Args:
        name: the name or path.
        base: folder that a path is relative to.

    Raises:
        ConfigError: it does not exist.
    """
    for known in built_in():
        if known.name == name:
            return known
    path = base / name
    if (path / "template.md").is_file():
        return load(path)
    if path.is_file():
        return from_template(path)
    names = [known.name for known in built_in()]
    near = suggestion(name, names)
    raise ConfigError(f'"{name}" is not a profile, a folder or a template file.{near} Choose from {", ".join(names)}.')


def _overrides(
    known: dict[str, Rule], config: Config, broken: Collection[str]
) -> tuple[dict[str, Level], dict[str, dict[str, Any]]]:
    """Return levels and options that the configuration gives by rule."""
    levels: dict[str, Level] = {}
    options: dict[str, dict[str, Any]] = {}
    for name, table in config.rule.items():
        if name not in known and name in broken:
            continue
        if name not in known:
            raise ConfigError(f'{config.path}: [rule.{name}]: "{name}" is not a rule.{suggestion(name, known)}')
        for key, value in table.items():
            if key == "level":
                if value not in LEVELS:
                    raise ConfigError(
                        f"{config.path}: [rule.{name}] level is {value!r}; allowed are error, warning or note."
                    )
                levels[name] = LEVELS[value]
            elif key not in known[name].options:
                near = suggestion(key, ["level", *known[name].options])
                raise ConfigError(f'{config.path}: [rule.{name}] has no option "{key}".{near}')
            elif not _same_kind(value, known[name].options[key]) or not is_sensible(value):
                usual = known[name].options[key]
                raise ConfigError(
                    f"{config.path}: [rule.{name}] {key} is {value!r}; expected a value such as {usual!r}."
                )
            else:
                options.setdefault(name, {})[key] = value
    return levels, options


def _same_kind(value: object, usual: object) -> bool:
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    if isinstance(usual, (int, float)):
        return isinstance(value, (int, float))
    return isinstance(value, type(usual))
