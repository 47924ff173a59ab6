"""A gate that a pull request cannot weaken: its target branch decides what is required.

Configuration, templates, rule pages and baseline are those of that branch; plugins are not loaded, comments in a case
study do not suppress or soften anything, and a case study that was in review stays in review, even if it moves.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from cslint.checks.context import STAGES, stage_of
from cslint.config import loader as config
from cslint.config.loader import Config
from cslint.contract.field_values import meant_by
from cslint.contract.profile import Profile, built_in, recognise
from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report, RuleInfo
from cslint.document.case import Case
from cslint.errors import ConfigError, CslintError, NoCaseError
from cslint.gate.changes import Changes, Comparison, is_markdown, with_parents
from cslint.gate.repair import check_configuration
from cslint.gate.store import Store, name_of
from cslint.gate.target import Base
from cslint.linter import discovery, engine
from cslint.linter.baseline import Baseline
from cslint.linter.discovery import Discovery
from cslint.linter.overrides import Request, settings
from cslint.linter.session import Session
from cslint.linter.task import Task
from cslint.text.source import Source

_WAY = (
    "A maintainer can correct it on the target branch, or merge a pull request that changes nothing else, which passes."
)

_WAY_TO_ADD = "A maintainer can add it there first, in a pull request that changes nothing else, which passes."


class BrokenBaseError(ConfigError):
    """The target branch is invalid; the message says how, and how a maintainer corrects it.

    Attributes:
        reason: the message without the correction.
    """

    def __init__(self, reason: str, way: str = _WAY) -> None:
        super().__init__(f"{reason} {way}")
        self.reason = reason


def trusted(request: Request) -> Request:
    """Return a request that authors of case studies and of installed packages cannot influence."""
    return request._replace(suppress=False, trust_comments=False, plugins=False, strict=True)


class Gate(Session):
    """A session that uses the rules of another revision than the one that is checked out.

    Args:
        request: the options of the run; paths of a profile or a template are read from the revision.
        base: the revision, and the commits from which differences are taken.
        folder: an empty folder for its files.
        pages: whether the report contains the text of the rules' pages.
    """

    def __init__(self, request: Request, base: Base, folder: Path, *, pages: bool = False) -> None:
        self.base = base
        self.revision = base.revision
        self.given = request
        self.store = Store(base.revision, folder)
        self.store.write_configurations()
        self._was: dict[str, str] = {}
        super().__init__(self._in_store(trusted(request)), pages=pages)

    @property
    def short(self) -> str:
        """The abbreviated identifier of the revision's commit."""
        return self.revision.commit[:10]

    # configuration and stage of a case

    def config_of(self, path: Path) -> Config:
        """Return the configuration that applies to a case in the revision."""
        return self._config_for(self._name(path))

    def place(self, path: Path) -> Path:
        """Return the path in the working tree of a file of the revision."""
        folder = self.store.folder
        return self.revision.top / path.relative_to(folder) if path.is_relative_to(folder) else path

    def task(self, path: Path, text: bytes | None = None) -> Task:
        """Return the task for one case, at least as strict as in the revision.

        Args:
            path: the case's file.
            text: its content, or None to read the file.
        """
        return self._strict(super().task(path, text), self._name(path))

    def tasks(self, names: Sequence[str]) -> list[Task]:
        """Return the tasks for cases; one that has moved is also checked by the configuration of its old path.

        Args:
            names: paths from the root.

        Raises:
            BrokenBaseError: a configuration is invalid.
        """
        found = []
        with self._explained():
            for name in names:
                path = Path(os.path.relpath(self.revision.top / name))
                here = self.config_of(path), self.discovery.classify(path).template
                there = self._config_for(was := self._was.get(name, name)), self._template_before(was)
                for chosen, template in {(c.path, t): (c, t) for c, t in (here, there)}.values():
                    self._baseline_of(task := Task(path, self._settings_of(chosen, template), chosen))
                    found.append(self._strict(task, name))
        return found

    def _strict(self, task: Task, name: str) -> Task:
        """Return a task with the latest stage and the most demanding profile of a case, here and in the revision."""
        texts = [self._text(before) for before in dict.fromkeys((self._was.get(name, name), name))]
        before = [Case(task.path, Source.from_bytes(task.path, text)) for text in texts if text is not None]
        if not before:
            return _finished_if_untouched(task)
        try:
            every = [task.case(), *before]
        except OSError:
            return task
        known = task.settings.profiles if task.settings.profiles is not None else built_in()
        found = [recognise(case.document, known).profile for case in every] if not task.settings.profile else []
        profile = task.settings.profile or max(found, key=_asks)
        stage = task.settings.stage or max((_stage(case, profile) for case in every), key=STAGES.index)
        return task._replace(settings=replace(task.settings, stage=stage, profile=profile))

    def _config_for(self, name: str) -> Config:
        folder = posixpath.dirname(name)
        place = self.store.folder / folder
        if place not in self._configs:
            for above in with_parents(folder):
                for file in config.NAMES:
                    reasons = self.store.unreachable.get(posixpath.join(above, file))
                    if reasons:
                        raise ConfigError(" ".join(reasons))
                nearest = config.find(self.store.folder / above, self.store.folder / above)
                if nearest is not None:
                    self._configs[place] = self._load(nearest)
                    break
            else:
                self._configs[place] = Config()
        return self._configs[place]

    def _in_store(self, request: Request) -> Request:
        """Return the request with the paths of template and profile pointing into the store."""
        template, profile = request.template, request.profile
        if template is not None:
            name = self._name(template.absolute())
            self._require(self.store.write_template, "template", name)
            template = self.store.folder / name
        if profile is not None and profile not in {known.name for known in built_in()}:
            name = self._name(Path(profile).absolute())
            self._require(self.store.write_profile, "profile", name)
            profile = str(self.store.folder / name)
        return request._replace(template=template, profile=profile)

    def _require(self, write: Callable[[str], bool], kind: str, name: str) -> None:
        try:
            why = "" if write(name) else "it does not exist"
        except ConfigError as error:
            why = str(error)
        if why:
            raise BrokenBaseError(f"The {kind} {name} is not in {self.short}, which decides: {why}.", _WAY_TO_ADD)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Add to errors about the revision where they are and how a maintainer corrects them."""
        try:
            yield
        except BrokenBaseError:
            raise
        except CslintError as error:
            text = self.store.clean(str(error)).rstrip(".")
            raise BrokenBaseError(f"{text}. The version in {self.short} decides.") from error

    def _name(self, path: Path) -> str:
        return name_of(path, self.revision.top)

    # changes

    def roots(self, paths: Sequence[Path]) -> list[str]:
        """Return paths relative to the root; "." is the whole repository.

        Args:
            paths: paths as given.

        Raises:
            NoCaseError: one exists neither here nor in the revision.
            ConfigError: one is not in the repository.
        """
        found = []
        for path in paths:
            text = str(path)
            if not text.isprintable():
                raise NoCaseError(f"{text!r} is not a path.")
            name = self._name(path)
            there = name == "." or name in self.revision.entries or name in self.revision.folders
            if not there and not (self.revision.top / name).exists():
                raise NoCaseError(
                    f"{path} exists neither here nor in {self.short}. Give folders or files of the repository."
                )
            found.append(name)
        return found

    def changes(self, roots: Sequence[str]) -> Changes:
        """Return the changes of the working tree below some paths.

        A case study that is no longer at its path is searched under other paths.

        Args:
            roots: paths from the root.

        Raises:
            BrokenBaseError: the revision's configuration is invalid.
        """
        names = self.revision.changed(self.base.starts)
        with self._explained():
            return Comparison(self, names, roots).changes()

    @cached_property
    def base_cases(self) -> frozenset[str]:
        """The case studies of the revision that are not excluded there, by path from the root."""
        texts = (name for name in self.revision.files if is_markdown(name) and name not in self.store.judges)
        return frozenset(name for name in texts if self._was_case(name))

    def _was_case(self, name: str) -> bool:
        try:
            return self._layout_before.classify(self.store.folder / name).is_case
        except CslintError:  # an invalid configuration matters only to the case studies that it applies to
            return discovery.is_index(name)

    def would_have_been_case(self, name: str) -> bool:
        """Return whether a new file would be a case study in the revision, so that other new files cannot hide it.

        Args:
            name: path from the root.
        """
        text = (self.revision.top / name).read_bytes()
        return self._layout_before.classify(self.store.folder / name, text).is_case

    @cached_property
    def _layout_before(self) -> Discovery:
        """The layout of the revision, whose Markdown files are in the store."""
        texts = [name for name in self.revision.files if is_markdown(name)]
        for name, data in self.revision.read_all(texts).items():
            path = self.store.folder / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

        def config_of(path: Path) -> Config:
            return self._config_for(path.relative_to(self.store.folder).as_posix())

        return Discovery(config_of, self.profiles_of, template=self.request.template)

    def _template_before(self, name: str) -> Path | None:
        return self._layout_before.classify(self.store.folder / name).template

    def is_excluded(self, name: str) -> bool:
        """Return whether the revision's configuration excludes a path.

        Args:
            name: path from the root.
        """
        chosen = self._config_for(name)
        return discovery.excluded(self.store.folder / name, chosen.exclude, chosen.folder)

    def is_judge(self, name: str) -> bool:
        """Return whether a file decides how case studies are checked, or would under that name.

        Args:
            name: path from the root.
        """
        return name in self.store.judges or PurePosixPath(name).name == config.NAMES[0]

    def profiles(self) -> list[Profile]:
        """Return the profiles that the revision's configurations and the request name."""
        chosen = [settings(self.request, found).profile for found in (Config(), *self._loaded())]
        return [profile for profile in chosen if profile is not None]

    def profiles_for(self, name: str) -> tuple[Profile, ...]:
        """Return the profiles that a case may have.

        Args:
            name: path from the root.
        """
        return tuple(self.profiles_of(self._config_for(name)))

    def _loaded(self) -> list[Config]:
        """Return the valid configurations of the revision."""
        found = []
        for name in sorted(self.store.configurations):
            with suppress(CslintError):
                found.append(self._load(self.store.folder / name))
        return found

    def _text(self, name: str) -> bytes | None:
        return self.revision.read(name) if name in self.revision.files else None

    # reports

    def report(self, paths: Sequence[Path], *, changed: bool, everything: bool) -> Report:
        """Return the findings in the case studies below some paths.

        Args:
            paths: files and folders; none means the current folder.
            changed: whether the working tree differs from the revision.
            everything: whether to check unchanged case studies too.

        Raises:
            BrokenBaseError: the revision's configuration is invalid.
            NoCaseError: a path is wrong, or Markdown files have changed and none is checked.
        """
        roots = self.roots(paths or [Path()])
        changes = self.changes(roots) if changed else Changes()
        self._was = dict(changes.was)
        names = list(changes.cases)
        if everything:
            with self._explained():
                names = list(dict.fromkeys([*names, *self._all(paths or [Path()])]))
        tasks = self.tasks(names)
        report = self.check(tasks) if tasks else Report()
        report = replace(report, cases=(*report.cases, *self.unchecked(changes)))
        if everything and not tasks:
            self._refuse_strays(paths or [Path()])
        if not report.cases and changes.passed_over and (paths or self.discovery.sees_nothing(self.revision.top)):
            files = ", ".join(changes.passed_over[:3]) + (", …" if len(changes.passed_over) > 3 else "")
            raise NoCaseError(
                f"Markdown files have changed, but none of them was checked: {files}. Name them as the configuration "
                "expects, or exclude them there."
            )
        if changes.judges:
            try:
                check_configuration(self.given, self.revision.top)
            except CslintError as error:
                if not report.findings:
                    reason = str(error).rstrip(".")
                    raise ConfigError(f"{reason}. Correct it here before it is merged.") from error
                report = replace(report, remarks=(*report.remarks, str(error)))
        return replace(report, remarks=(*report.remarks, *self._remarks(changes, checked=bool(report.cases))))

    def _refuse_strays(self, paths: Sequence[Path]) -> None:
        """Refuse to pass if there are Markdown files and none is a case study.

        Raises:
            NoCaseError: that is the case.
        """
        found = self.discovery.find([path for path in paths if path.exists()])
        if any(candidate.is_stray for candidate in found):
            raise discovery.nothing_found(paths, found)

    def _all(self, paths: Sequence[Path]) -> list[str]:
        """Return every case study below some paths."""
        found = []
        for path in paths:
            if path.exists():
                with suppress(NoCaseError):
                    found += [self._name(case.path) for case in self.discovery.find([path]) if case.is_case]
        return found

    def _remarks(self, changes: Changes, *, checked: bool) -> Iterator[str]:
        """Yield remarks about the run."""
        if not checked:
            yield f"No case study differs from {self.short}."
        for name, was in changes.was.items():
            if name in changes.cases:
                yield f"{name} was {was} in {self.short}; the requirements of that stage still apply."
        for name in changes.removed:
            yield f"{name} was deleted."
        if changes.passed_over:
            files = ", ".join(changes.passed_over[:3]) + (", …" if len(changes.passed_over) > 3 else "")
            yield f"Changed and not checked: {files}. cslint check --list says why."
        for name in changes.submodules:
            yield f"{name} is a submodule and was not checked."
        if changes.judges:
            first, *others = changes.judges
            many = f"{first} and {len(others)} more are" if others else f"{first} is"
            yield (
                f"{many} changed here; the check used the version in {self.short}. "
                "To accept the change, merge it first, in a pull request of its own."
            )

    def check(self, tasks: Sequence[Task], *, everything: bool = False, anew: frozenset[Path] | None = None) -> Report:
        """Check every case; findings are merged if two configurations apply to it.

        Args:
            tasks: the cases.
            everything: whether to report findings of the baseline too.
            anew: resolved paths of the cases that changed since the last check; None means all.
        """
        report = super().check(tasks, everything=everything, anew=anew)
        merged: dict[str, CaseReport] = {}
        for case in report.cases:
            merged[case.path] = _together(merged[case.path], case) if case.path in merged else case
        return replace(report, cases=tuple(map(self._cleaned, merged.values())))

    def _excuse(
        self, known: Baseline, case: CaseReport, task: Task, rules: Mapping[str, RuleInfo]
    ) -> tuple[CaseReport, int]:
        """Return a report without the findings that are in the baseline and have not become worse since."""
        name = self._name(task.path)
        origin = self._was.get(name, name)
        text = self._text(origin)
        before = self.check_one(task._replace(text=text)) if text is not None else None
        place = str(self.revision.top / origin)
        return known.hold_back(case, rules, task.settings.selected, name=place, before=before)

    def unchecked(self, changes: Changes) -> tuple[CaseReport, ...]:
        """Return a report for each case study that can no longer be checked.

        Args:
            changes: the changes of the working tree.
        """
        reports = []
        for name, why in changes.lost.items():
            with self._explained():
                chosen = settings(self.request, self._config_for(name))
            path = Path(os.path.relpath(self.revision.top / name))
            reports.append(engine.unreadable(path, OSError(why), chosen, self.show))
        return tuple(reports)

    def _cleaned(self, case: CaseReport) -> CaseReport:
        """Return a report without names of temporary folders in its messages."""
        folder = str(self.store.folder)
        if not any(folder in finding.message or folder in (finding.help or "") for finding in case.findings):
            return case
        clean = self.store.clean
        found = (replace(f, message=clean(f.message), help=clean(f.help) if f.help else f.help) for f in case.findings)
        return replace(case, findings=tuple(found))


def _stage(case: Case, profile: Profile) -> str:
    """Return the stage of a case, in any word that its schema or a built-in one knows for it."""
    found = [stage_of(case)]
    for schema in (profile.schema, *(known.schema for known in built_in())):
        field = schema.fields.get("status")
        if field is None or not field.values:
            continue
        for name, entry in case.front_matter.fields.items():
            if name.casefold() in {*map(str.casefold, field.names), "stage"} and entry.value is not None:
                values = entry.value if isinstance(entry.value, list) else [entry.value]
                meant = [meant_by(field, str(value).strip()) or str(value).strip() for value in values]
                found += [word.casefold() for word in meant if word.casefold() in STAGES]
    return max(found, key=STAGES.index)


def _finished_if_untouched(task: Task) -> Task:
    """Return a new case with the stage "review" if it is an unchanged copy of its template, so that it fails."""
    try:
        case = task.case()
    except OSError:
        return task
    known = task.settings.profiles if task.settings.profiles is not None else built_in()
    profile = task.settings.profile or recognise(case.document, known).profile
    if task.settings.stage is not None or case.source.text.split() != profile.template.source.text.split():
        return task
    return task._replace(settings=replace(task.settings, stage="review"))


def _asks(profile: Profile) -> int:
    return sum(1 + len(clause.requirements) for clause in profile.template.clauses)


def _together(first: CaseReport, second: CaseReport) -> CaseReport:
    """Merge two reports on one file: each finding once, with its more severe level."""
    found: dict[tuple[str, Location, str], Finding] = {}
    for finding in (*first.findings, *second.findings):
        key = (finding.rule, finding.location, finding.message)
        if key not in found or finding.level.rank < found[key].level.rank:
            found[key] = finding
    kept = sorted(found.values(), key=lambda finding: finding.sort_key)
    held = tuple(f for f in second.suppressed if f not in first.suppressed)
    levels = [case.fail_on for case in (first, second)]
    return replace(
        first,
        findings=tuple(kept),
        suppressed=(*first.suppressed, *held),
        stage=max(first.stage, second.stage, key=STAGES.index),
        fail_on=max(levels, key=lambda level: Level(level).rank),
    )
