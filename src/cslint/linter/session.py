"""Run over many cases: find the configuration of each, and report on all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cslint import errors
from cslint.caching.case_cache import CaseCache
from cslint.config import loader as config
from cslint.config.loader import Config
from cslint.contract.profile import Profile, built_in
from cslint.diagnostics.findings import (
    BROKEN_RULE,
    INCOMPLETE,
    CaseReport,
    Finding,
    Level,
    Report,
    RuleInfo,
    pack,
    unpack,
)
from cslint.document.case import Case
from cslint.document.files.shared_text import pack as pack_shared
from cslint.document.files.shared_text import unpack as unpack_shared
from cslint.document.files.sibling_cases import SiblingCases
from cslint.errors import ConfigError
from cslint.linter import discovery, engine
from cslint.linter.discovery import Candidate, Discovery, Kind
from cslint.linter.inputs import Inputs, is_compared
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings
from cslint.linter.task import Task, check_task
from cslint.util.plural import plural

if TYPE_CHECKING:
    from cslint.linter.baseline import Baseline
    from cslint.linter.executors.dask import Cluster

SAY_WHICH = 'Say which files are case studies: cases = ["*/index.md"] in cslint.toml.'
_NONE = Config()
Track = Callable[[Sequence[Task]], Iterable[Task]]

_FEW = 24  # below this number of cases other processes take longer to start than they save


class Session:
    """The options of one run, applied with the configuration nearest to each case."""

    def __init__(
        self,
        request: Request,
        *,
        config: Path | None = None,
        isolated: bool = False,
        exclude: Sequence[str] = (),
        pages: bool = False,
        progress: bool = False,
        baseline: Path | None = None,
        jobs: int | None = None,
        cache: Path | None = None,
    ) -> None:
        """Store the options.

        Args:
            request: the options of the run.
            config: the only configuration to use.
            isolated: whether to ignore all configurations.
            exclude: path patterns to leave out, relative to the current folder.
            pages: whether the report contains the text of the rules' pages.
            progress: whether the report contains the completeness of each case.
            baseline: earlier findings, instead of those of the configuration's baseline.
            jobs: number of processes; by default that of the processors.
            cache: folder of the cache, or None.
        """
        self.request = request
        self.config = config
        self.isolated = isolated
        self.exclude = exclude
        self.pages = pages
        self.progress = progress
        self.baseline = baseline
        self.jobs = jobs
        self.cache = CaseCache(cache) if cache is not None and not progress else None
        self.track: Track = iter  # shows how far a run has come: yields what it is given
        self.cluster: Cluster | None = None  # other machines, where they do the work
        self._inputs = Inputs()
        self._last: dict[Path, CaseReport] = {}
        self._baselines: dict[Path, Baseline] = {}
        self._configs: dict[Path, Config] = {}
        self._settings: dict[tuple[Path | None, Path | None], Settings] = {}
        self._discovery: Discovery | None = None
        self._named = False  # whether the paths of the last call of work() were given by a person
        self.left_out: list[Candidate] = []  # Markdown files found by the last call of work() that are not cases
        self._shown: dict[Path, str] = {}
        self._peers: SiblingCases | None = None

    def anew(self) -> Session:
        """Return the same session with nothing read yet."""
        return Session(
            self.request,
            config=self.config,
            isolated=self.isolated,
            exclude=self.exclude,
            pages=self.pages,
            baseline=self.baseline,
        )

    def work(
        self,
        paths: Sequence[Path],
        standard_input: bytes | None = None,
        stdin_filename: Path | None = None,
        *,
        skip_unowned: bool = False,
    ) -> list[Task]:
        """Return the cases at paths, each with its settings.

        Args:
            paths: folders, Markdown files, or any file of a case.
            standard_input: text of the case if it is read from there.
            stdin_filename: name of that case.
            skip_unowned: whether to skip files that belong to no case; no case is then not an error.

        Raises:
            NoCaseError: there is no case.
            ConfigError: a configuration is wrong.
        """
        if standard_input is not None:
            if stdin_filename is None:
                raise ConfigError(
                    "Give --stdin-filename with -: findings need a name, and images are looked up next to it."
                )
            return [self.task(stdin_filename, standard_input)]
        found = self.candidates(paths, skip_unowned=skip_unowned)
        self.left_out = [candidate for candidate in found if not candidate.is_case]
        kept = [self.task(candidate.path) for candidate in found if candidate.is_case]
        if kept:
            return kept
        if not skip_unowned and not self.may_be_empty(paths, found):
            raise discovery.nothing_found(paths, found)
        unknown = [candidate for candidate in found if candidate.kind is Kind.UNKNOWN]
        if unknown and self.discovery.sees_nothing(repository_of(unknown[0].path)):
            raise errors.NoCaseError(f"not checked: {discovery.reasons(unknown)} {SAY_WHICH}")
        return []

    def may_be_empty(self, paths: Sequence[Path], found: Sequence[Candidate]) -> bool:
        """Return whether no case is not an error, because patterns name future cases and nothing else exists.

        Args:
            paths: the paths as given.
            found: the Markdown files at these paths.
        """
        somebody_named = any(path != Path() for path in paths)
        expects = bool(self.config_of(Path(discovery.INDEX)).patterns)
        return expects and not somebody_named and not any(candidate.is_stray for candidate in found)

    def candidates(self, paths: Sequence[Path], *, skip_unowned: bool = False) -> list[Candidate]:
        """Return the Markdown files at paths, cases and others.

        Args:
            paths: as for ``work``.
            skip_unowned: as for ``work``.

        Raises:
            NoCaseError: a path does not exist, or is a file that cslint does not read and that belongs to no case.
        """
        self._discovery = None  # files may have come or gone since the last call
        self._named = skip_unowned or any(path != Path() for path in paths)
        return self.discovery.changed(paths) if skip_unowned else self.discovery.find(paths)

    @property
    def discovery(self) -> Discovery:
        """The layout that decides which files are cases."""
        if self._discovery is None:
            self._discovery = Discovery(
                self.config_of,
                self.profiles_of,
                place=self.place,
                exclude=self.exclude,
                template=self.request.template,
            )
        return self._discovery

    def profiles_of(self, config: Config) -> Sequence[Profile]:
        """Return the profiles that a file may follow under a configuration."""
        found = self._settings_of(config)
        if found.profile is not None:
            return (found.profile,)
        return built_in() if found.profiles is None else found.profiles

    def task(self, path: Path, text: bytes | None = None) -> Task:
        """Return the task for one case.

        Args:
            path: its Markdown file.
            text: its content, instead of the file's.
        """
        config = self.config_of(path)
        several = any(group.template for group in config.patterns)
        template = self.discovery.classify(path).template if several else None
        return Task(path, self._settings_of(config, template), config, text)

    def _settings_of(self, config: Config, template: Path | None = None) -> Settings:
        key = config.path, template
        if key not in self._settings:
            self._settings[key] = settings(self.request, config, template)
        return self._settings[key]

    def config_of(self, path: Path) -> Config:
        """Return the configuration that applies to a file."""
        if self.isolated:
            return _NONE
        if self.config is not None:
            return self._load(self.config)
        return self._config_in(path.absolute().parent)

    def _config_in(self, folder: Path) -> Config:
        """Return the configuration that applies to the files of a folder."""
        above: list[Path] = []
        for here in (folder, *folder.parents):
            if here in self._configs:
                break
            above.append(here)
            path = config.in_folder(here)
            if path is not None:
                self._configs[here] = self._load(path)
                break
        else:
            self._configs[here] = _NONE
        found = self._configs[here]
        self._configs.update(dict.fromkeys(above, found))
        return found

    def _load(self, path: Path) -> Config:
        if path not in self._configs:
            self._configs[path] = config.load(path)
        return self._configs[path]

    def place(self, path: Path) -> Path:
        """Return the path under which people know a file of the configuration; here it is unchanged."""
        return path

    def show(self, path: Path) -> str:
        """Return a path as findings give it."""
        if path not in self._shown:  # called for each finding, and the disk is slow
            self._shown[path] = discovery.shown(self.place(path))
        return self._shown[path]

    def forget(self) -> None:
        """Read every configuration again after a change."""
        self._configs.clear()
        self._settings.clear()
        self._baselines.clear()
        self._discovery = None
        self._inputs = Inputs()

    def check(self, tasks: Sequence[Task], *, everything: bool = False, anew: frozenset[Path] | None = None) -> Report:
        """Check every case; an unreadable one is a finding, and the others are still checked.

        Args:
            tasks: the cases.
            everything: whether to report findings of the baseline too.
            anew: resolved paths of the cases that changed since the last check; None means all.
        """
        from cslint._version import __version__

        self._peers = SiblingCases([task.path.parent for task in tasks], self.request.compare)
        kept = {} if anew is None else {path: old for path, old in self._last.items() if path.resolve() not in anew}
        found = self._reports(tasks, self._peers, kept)
        reports = tuple(replace(r, fail_on=t.config.fail_on or "error") for r, t in zip(found, tasks, strict=True))
        self._last = {task.path: report for task, report in zip(tasks, reports, strict=True)}
        reports = self._with_mistakes(reports, tasks)
        known = [rule for task in tasks[:1] for rule in task.settings.rules.values()]
        ran = {rule.name: rule.described if self.pages else rule.info for rule in known}
        report = Report(reports, ran, __version__, self._remarks_on(tasks, reports))
        return report if everything else self._hold_back(report, tasks)

    def _with_mistakes(self, reports: tuple[CaseReport, ...], tasks: Sequence[Task]) -> tuple[CaseReport, ...]:
        """Return reports in which each mistake in a rule page is once, in the first that it concerns."""
        seen: set[Finding] = set()
        found = []
        for report, task in zip(reports, tasks, strict=True):
            if not task.settings.mistakes and not any(finding.rule == BROKEN_RULE for finding in report.findings):
                found.append(report)
                continue
            mistakes = engine.of_mistakes(task.settings.mistakes, task.settings, self.show)
            every = sorted((*mistakes, *report.findings), key=lambda finding: finding.sort_key)
            left = [finding for finding in every if finding.rule != BROKEN_RULE or finding not in seen]
            seen.update(finding for finding in left if finding.rule == BROKEN_RULE)
            found.append(replace(report, findings=tuple(left)))
        return tuple(found)

    def _remarks_on(self, tasks: Sequence[Task], reports: Sequence[CaseReport]) -> tuple[str, ...]:
        """Return sentences about what was not checked, or only as a draft."""
        remarks = []
        if unreadable := self.discovery.unreadable:
            named = ", ".join(map(self.show, unreadable[:3])) + (", …" if len(unreadable) > 3 else "")
            remarks.append(f"Not looked at, for they may not be entered: {named}.")
        unknown = [candidate for candidate in self.left_out if candidate.is_stray]
        if not tasks and unknown:
            remarks.append(f"Not checked: {discovery.reasons(unknown)}")
        elif unknown and self._named and any(candidate.kind is Kind.UNKNOWN for candidate in unknown):
            some = plural(len(unknown), "Markdown file is", "Markdown files are")
            remarks.append(f"{some} not checked; cslint check --list says why.")
        pairs = zip(tasks, reports, strict=True)
        drafts = [report for task, report in pairs if report.stage == "draft" and _has_no_stage(task.settings)]
        levels = {finding.level for report in drafts for finding in report.findings}
        if Level.WARNING in levels and Level.ERROR not in levels:
            remarks.append(
                'Checked as a draft, for the template has no status; --stage review, or stage = "review" in '
                "cslint.toml, checks what is finished."
            )
        return tuple(remarks)

    def _reports(
        self, tasks: Sequence[Task], peers: SiblingCases, kept: dict[Path, CaseReport]
    ) -> Iterator[CaseReport]:
        if any(is_compared(task.settings) for task in tasks) and peers.compares_text:
            self._compare_texts(peers)
        keys = {task.path: self._inputs.key(task, peers) for task in tasks} if self.cache else {}
        known = kept | self._cached(keys)
        fresh = self._fresh([task for task in tasks if task.path not in known])
        try:
            for task in self.track(tasks):
                report = known.get(task.path)
                if report is None:
                    report = next(fresh)
                    self._store(task.path, keys.get(task.path, ""), report)
                yield report
            next(fresh, None)  # the other processes end in good order
        finally:  # keep results after an interrupt too
            if self.cache:
                self.cache.flush()

    def _compare_texts(self, peers: SiblingCases) -> None:
        """Find out which text the cases share, once for all processes; the cache knows it where no page has changed.

        Args:
            peers: the cases.
        """
        key, path = self._inputs.text_key(peers), Path("shared") / "text" / "of all cases"
        data = self.cache.lookup(path, key) if self.cache and key else None
        if data is not None:
            with suppress(ValueError, TypeError, AttributeError):  # it is not of this form
                peers.shared_text = unpack_shared(json.loads(data))
                return
        found = peers.shared_text
        if self.cache and key:
            self.cache.store(path, key, json.dumps(pack_shared(found), separators=(",", ":")).encode())

    def _cached(self, keys: Mapping[Path, str]) -> dict[Path, CaseReport]:
        """Return the reports of cases of which nothing has changed since an earlier run."""
        found: dict[Path, CaseReport] = {}
        for path, key in keys.items():
            data = self.cache.lookup(path, key) if self.cache and key else None
            with suppress(ValueError, TypeError, LookupError, RecursionError):  # it is not of this form
                if data is not None:
                    found[path] = unpack(json.loads(data))
        return found

    def _store(self, path: Path, key: str, report: CaseReport) -> None:
        """Cache a report, unless it has an internal error or depends on files outside the case's folder."""
        if self.cache and key and report.lasting and not any(finding.rule in INCOMPLETE for finding in report.findings):
            self.cache.store(path, key, json.dumps(pack(report), separators=(",", ":")).encode())

    def _fresh(self, tasks: Sequence[Task]) -> Iterator[CaseReport]:
        """Return the reports of cases that have to be checked, in order."""
        if self.cluster and self._peers is not None and tasks:
            return self.cluster.reports(self.check_one, self._lost, tasks, self._peers, progress=self.progress)
        processes = self.jobs or (_processors() if len(tasks) >= _FEW else 1)
        if processes == 1 or len(tasks) < 2:
            return map(self.check_one, tasks)
        from cslint.linter.executors import process_pool

        self._warm(tasks)
        return process_pool.reports(self.check_one, self._lost, tasks, processes)

    def _warm(self, tasks: Sequence[Task]) -> None:
        """Load what every case needs once, before other processes begin as copies of this one: check the template."""
        with suppress(Exception):  # errors are reported when it is needed
            import shapely  # noqa: F401 - maps of many positions need it
        for chosen in {id(task.settings): task.settings for task in tasks}.values():
            with suppress(Exception):
                template = (chosen.profile or built_in()[0]).template
                engine.check_case(engine.context_of(Case(template.source.path, template.source), chosen), chosen)
        if self._peers is not None:
            self._peers.look()

    def _lost(self, task: Task) -> CaseReport:
        return engine.failed(task.path, MemoryError("its process died"), task.settings, self.show)

    def _hold_back(self, report: Report, tasks: Sequence[Task]) -> Report:
        """Return the report without what the baselines know, and a remark when one of them can shrink."""
        left, gone = [], 0
        for case, task in zip(report.cases, tasks, strict=True):
            known = self._baseline_of(task)
            if known is None:
                left.append(case)
            else:
                fresh, missed = self._excuse(known, case, task, report.rules)
                left.append(fresh)
                gone += missed
        gone += sum(known.lost() for known in self._baselines.values())
        if not gone:
            return replace(report, cases=tuple(left))
        findings = plural(gone, "finding of the baseline is", "findings of the baseline are")
        remark = f"{findings} gone; write it again to keep it tight."
        return replace(report, cases=tuple(left), remarks=(*report.remarks, remark))

    def _excuse(
        self, known: Baseline, case: CaseReport, task: Task, rules: Mapping[str, RuleInfo]
    ) -> tuple[CaseReport, int]:
        """Return a report without what a baseline knows, and how many findings it knows that are gone."""
        return known.hold_back(case, rules, task.settings.selected)

    def _baseline_of(self, task: Task) -> Baseline | None:
        path = self.baseline or task.config.baseline
        if path is not None and path not in self._baselines:
            from cslint.linter import baseline

            self._baselines[path] = replace(baseline.load(path), path=self.place(path))
        return self._baselines[path] if path else None

    def check_one(self, task: Task) -> CaseReport:
        """Check one case; a fault of ours in one must not cost the others."""
        return check_task(task, self._peers, self.show, progress=self.progress)


def _has_no_stage(settings: Settings) -> bool:
    """Return whether nothing says how finished a case is: the template has no status, and nobody has chosen a stage."""
    if settings.stage is not None or settings.profile is None:
        return False
    fields = settings.profile.schema.fields
    return not any("status" in (name.casefold(), *map(str.casefold, field.names)) for name, field in fields.items())


def repository_of(path: Path) -> Path:
    """Return the root of the git repository that a file is in; the current folder where it is in none."""
    return next((folder for folder in path.absolute().parents if os.path.lexists(folder / ".git")), Path.cwd())


def _processors() -> int:
    """Return the number of processors available to this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
