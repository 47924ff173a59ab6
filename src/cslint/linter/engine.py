"""Runs the rules over cases: hits become findings with words, a level and a place; then suppressions and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from cslint.checks.context import CheckContext, stage_of
from cslint.checks.violation import Violation
from cslint.contract.profile import built_in, recognise
from cslint.contract.requirement import TOLERANCE
from cslint.diagnostics.findings import (
    BROKEN_RULE,
    CaseReport,
    Edit,
    Finding,
    Fix,
    Level,
    Location,
    Related,
    Skipped,
)
from cslint.document.case import Case
from cslint.errors import RuleError
from cslint.linter import suppressions
from cslint.linter.settings import MOST_OF_A_KIND, Settings
from cslint.rules.pages import PageMistake, Rule, shortened
from cslint.text.edits import TextEdit
from cslint.text.source import Source, Span
from cslint.util.resources import shipped
from cslint.util.suggest import suggestion

_TERMINATED = 143  # 128 + SIGTERM
_WINDOW = 400  # characters of a very long line that a finding carries along


def context_of(case: Case, settings: Settings, **more: Any) -> CheckContext:
    """Return a case with its profile and stage.

    Args:
        case: the case.
        settings: rules and options.
        more: further fields of the context.
    """
    if settings.profile is not None:
        profile, because = settings.profile, "it was chosen"
    else:
        known = settings.profiles if settings.profiles is not None else built_in()
        found = recognise(case.document, known)
        profile, because = found.profile, found.because
    stage = settings.stage or stage_of(case)
    little, much = (
        float({**rule.options, **settings.options.get(name, {})}.get("tolerance", TOLERANCE))
        for name in ("too-few-words", "too-many-words")
        if (rule := settings.rules[name])
    )
    return CheckContext(
        case,
        profile,
        stage,
        settings.today,
        because,
        trust_comments=settings.trust_comments,
        tolerance=(little, much),
        **more,
    )


def check_case(
    context: CheckContext,
    settings: Settings,
    show: Callable[[Path], str] = str,
    known: MutableMapping[str, list[Violation]] | None = None,
) -> CaseReport:
    """Check one case.

    Args:
        context: the case.
        settings: rules and options.
        show: function that formats a path for findings.
        known: violations already known, by rule, whose rules do not run; new ones are added.
    """
    return _Run(context, settings, show, {} if known is None else known).report()


class _Run:
    """One case being checked."""

    def __init__(
        self,
        context: CheckContext,
        settings: Settings,
        show: Callable[[Path], str],
        known: MutableMapping[str, list[Violation]],
    ) -> None:
        self.context = context
        self.settings = settings
        self.show = show
        self.known = known
        self.source = context.case.source
        self.found: dict[str, list[Violation]] = {}
        self.skipped: list[Skipped] = []
        self.mistakes: list[PageMistake] = []  # of rule pages, noticed while they were filled in
        self.hidden = 0  # notes that were found and are not shown
        self.broken: dict[str, BaseException] = {}  # what went wrong inside, by rule

    def report(self) -> CaseReport:
        findings: list[tuple[Finding, Violation]] = []
        for rule, options in self.settings.plan:
            hits = self.run(rule, options)
            self.found[rule.name] = hits
            if hits and rule.name in self.settings.selected:
                findings.extend(pair for hit in hits if self.wanted(pair := (self.finding(rule, hit), hit)))
        kept, held = self.suppress(findings)
        kept.extend(of_mistakes(self.mistakes, self.settings, self.show))
        kept.sort(key=lambda finding: finding.sort_key)
        if self.settings.limit is not None:
            kept, held = (limited(found, self.settings.limit) for found in (kept, held))
        return CaseReport(
            path=self.show(self.context.case.path),
            profile=self.context.profile.name,
            stage=self.context.stage,
            findings=tuple(kept),
            suppressed=tuple(held),
            skipped=tuple(self.skipped),
            hidden=self.hidden,
            next_status=self.next_status(),
        )

    def next_status(self) -> str:
        """Return the status by which an author hands in a draft; "" where the document has no such field."""
        if self.context.stage != "draft" or "status" not in self.context.case.front_matter.fields:
            return ""
        field = self.context.profile.schema.fields.get("status")
        known = field.values if field is not None else ()
        return next((value for value in known if value.casefold() == "review"), "")

    def wanted(self, pair: tuple[Finding, Violation]) -> bool:
        """Return whether a finding is shown: a note of a rule that mostly gives more is hidden as other notes are."""
        shown = pair[0].level is not Level.NOTE or self.settings.notes or pair[0].rule in self.settings.named
        self.hidden += not shown
        return shown

    def run(self, rule: Rule, options: Mapping[str, Any]) -> list[Violation]:
        if rule.house and rule.name not in self.settings.named and not self.context.profile.applies(rule.name):
            return []
        blocking = next((name for name in rule.needs if self.found.get(name)), None) if rule.needs else None
        if blocking:
            if rule.name in self.settings.selected:
                self.skipped.append(Skipped(rule.name, blocking))
            return []
        try:
            hits = self.known.get(rule.name)
            if hits is None:
                hits = self.known[rule.name] = list(rule.function()(self.context, **options))
        except RuleError:
            raise
        except (Exception, SystemExit) as error:  # a bug in one check must not cost the others
            if is_end(error):
                raise
            return self.broke(rule, error)
        if not hits or not rule.unless:
            return hits
        others = [(hit.source, hit.span) for name in rule.unless for hit in self.found.get(name, ())]
        return [hit for hit in hits if not any(_same_place(hit, *other) for other in others)]

    def broke(self, rule: Rule, error: BaseException) -> list[Violation]:
        self.broken[rule.name] = error
        return []

    def finding(self, rule: Rule, hit: Violation) -> Finding:
        message, note = self.say(rule, rule.messages, hit), self.say(rule, rule.helps, hit)
        return Finding(
            rule=rule.name,
            level=level_of(rule, self.context.stage, self.settings.levels.get(rule.name), hit.message),
            message=message or rule.summary,
            location=self.locate(hit.source, hit.span),
            help=note,
            section=hit.section,
            item=hit.item,
            field=hit.field,
            related=tuple(Related(self.locate(n.source, n.span), n.message.replace("\r\n", "\n")) for n in hit.related),
            fix=self.fix(hit),
            amount=self.amount(rule, hit),
        )

    def say(self, rule: Rule, texts: Mapping[str, str], hit: Violation) -> str | None:
        """Fill in a text of a rule's page, or return None without a text or if a value for it is missing."""
        try:
            return rule.say(texts, hit.message, hit.values)
        except LookupError as error:
            if rule.is_shipped:
                raise
            from cslint.rules import own_pages

            known = ", ".join(f"{{{name}}}" for name in hit.values)
            line = own_pages.line_of_placeholder(rule.path, name := str(error.args[0]))
            near = suggestion(name, hit.values) or f" It gives {known}."
            problem = f"{{{name}}} is not a placeholder of {rule.check}.{near}"
            self.mistakes.append(PageMistake(rule.path, line, problem))
            return None

    def amount(self, rule: Rule, hit: Violation) -> float | None:
        """Return the amount of a violation: the check's count, or the words of a placeholder."""
        if hit.amount is not None or rule.family != "placeholders":
            return hit.amount
        return len((hit.source or self.source)[hit.span].split())

    def fix(self, hit: Violation) -> Fix | None:
        if hit.fix is None:
            return None
        edits = tuple(self.edit(change) for change in hit.fix.changes)
        return Fix("safe" if hit.fix.safe else "unsafe", str(shortened(hit.fix.message)), edits)

    def edit(self, change: TextEdit) -> Edit:
        return Edit(self.locate(change.source, change.span), change.text)

    def locate(self, source: Source | None, span: Span) -> Location:
        return locate(source or self.source, span, self.show)

    def suppress(self, findings: list[tuple[Finding, Violation]]) -> tuple[list[Finding], list[Finding]]:
        marks = suppressions.find(self.context.case)
        cover = suppressions.SuppressionIndex(marks) if marks else None
        kept: list[Finding] = []
        held: list[Finding] = []
        for finding, hit in findings:
            here = hit.source is None or hit.source is self.source
            covered = cover is not None and cover.suppresses(finding.rule, hit.span, hit.field, here=here)
            (held if covered and self.settings.suppress else kept).append(finding)
        kept.extend(self.useless(marks))
        kept.extend(self.internal())
        return kept, held

    def useless(self, marks: Iterable[suppressions.Suppression]) -> Iterator[Finding]:
        rule = self.settings.rules.get("unused-suppression")
        if rule is None or rule.name not in self.settings.selected:
            return
        ran = {name for name in self.settings.selected if name not in {s.rule for s in self.skipped}}
        for mark in marks:
            unknown = [name for name in mark.rules if name not in self.settings.rules]
            idle = [n for n in mark.rules if n in ran and n in self.settings.rules and n not in mark.used]
            if not mark.rules:
                yield self.finding(rule, Violation(mark.span, {}, "blanket"))
            for name in unknown:
                near = suggestion(name, self.settings.rules)
                yield self.finding(rule, Violation(mark.span, {"name": name, "near": near}, "unknown"))
            for name in idle:
                yield self.finding(rule, Violation(mark.span, {"name": name}, "unused"))

    def internal(self) -> Iterator[Finding]:
        rule = self.settings.rules.get("internal-error")
        if rule is not None and self.broken:  # one finding: where one check breaks down, others that read the same do
            names, error = list(self.broken), next(iter(self.broken.values()))
            others = len(names) - 1
            more = f" and {others} other rule{'s' if others > 1 else ''}" if others else ""
            said = f"{type(error).__name__}: {error}"[:300]
            yield self.finding(
                rule, Violation(Span(0, 0), {"broken": names[0] + more, "error": said, "where": innermost(error)})
            )


def limited(findings: Sequence[Finding], most: int = MOST_OF_A_KIND) -> list[Finding]:
    """Return findings with those of one rule in one file beyond a number replaced by one that counts them.

    Args:
        findings: those of one case, in the order in which they are shown.
        most: how many of a kind are listed.
    """
    kinds: dict[tuple[str, str], list[Finding]] = {}
    listed: list[Finding] = []
    for finding in findings:
        kind = kinds.setdefault((finding.rule, finding.location.path), [])
        kind.append(finding)
        if len(kind) <= most + 1:
            listed.append(finding)
    for kind in kinds.values():
        if len(kind) > most + 1:
            listed[listed.index(kind[most])] = _counting(kind[most:])
    return listed


def _counting(findings: Sequence[Finding]) -> Finding:
    """Return the finding that stands for the rest of its kind."""
    first = findings[0]
    level = min((finding.level for finding in findings), key=lambda level: level.rank)
    message = f"{len(findings):,} more findings of this rule in this file, from here on, are not listed."
    return Finding(first.rule, level, message, first.location)


def of_mistakes(
    mistakes: Iterable[PageMistake], settings: Settings, show: Callable[[Path], str] = str
) -> list[Finding]:
    """Return a finding for each mistake in a rule page, each once.

    Args:
        mistakes: in pages of a course's own.
        settings: of the run.
        show: how a path is written in findings.
    """
    rule = settings.rules[BROKEN_RULE]
    return [
        Finding(
            rule.name,
            rule.level,
            rule.say(rule.messages, "", {"problem": mistake.message}) or rule.summary,
            Location(show(mistake.path), mistake.line, 1, mistake.line, 1),
            rule.say(rule.helps, "", {}),
        )
        for mistake in dict.fromkeys(mistakes)
    ]


def level_of(rule: Rule, stage: str, override: Level | None, message: str = "") -> Level:
    """Return the level of a rule at a stage: incompleteness is a warning in a draft and an error from review on.

    Args:
        rule: the rule.
        stage: stage of the case.
        override: the level in the configuration.
        message: key of the rule's message, which may have a level of its own.
    """
    if override is not None:
        return override
    level = rule.levels.get(message, rule.level)
    if rule.kind == "completeness" and level is not Level.NOTE and message not in rule.levels:
        return Level.WARNING if stage == "draft" else Level.ERROR
    return level


def locate(source: Source, span: Span, show: Callable[[Path], str] = str) -> Location:
    """Return the location of a span with the text of its first line.

    Args:
        source: the file.
        span: the span.
        show: function that formats a path.
    """
    start, end = source.position(span.start), source.position(span.end)
    line = source.line_span(start.line)
    first, column = line.start, 1
    if line.end - line.start > _WINDOW:
        first = max(line.start, min(span.start - 80, line.end - _WINDOW))
        column = first - line.start + 1
    excerpt = source.text[first : min(line.end, first + _WINDOW)]
    name = shipped(source.path)
    return Location(
        name or show(source.path),
        start.line,
        start.column,
        end.line,
        end.column,
        span.start,
        span.end,
        excerpt,
        column,
        shipped=name is not None,
    )


def _same_place(hit: Violation, source: Source | None, span: Span) -> bool:
    if hit.source is not source:
        return False
    return hit.span.start < max(span.end, span.start + 1) and span.start < max(hit.span.end, hit.span.start + 1)


def innermost(error: BaseException) -> str:
    """Return the file and line, within the program, at which an exception arose."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def unreadable(path: Path, error: OSError, settings: Settings, show: Callable[[Path], str] = str) -> CaseReport:
    """Return the report of a case whose file cannot be read.

    Args:
        path: the file.
        error: the error.
        settings: rules and options.
        show: function that formats a path.
    """
    values = {"path": path.name, "reason": error.strerror or str(error)}
    return _nothing_but("unreadable-file", "file", values, path, settings, show)


def is_end(error: BaseException) -> bool:
    """Return whether an exception ends the program from outside, instead of being an error.

    SIGTERM raises ``SystemExit``.
    """
    return isinstance(error, SystemExit) and error.code == _TERMINATED


def failed(path: Path, error: BaseException, settings: Settings, show: Callable[[Path], str] = str) -> CaseReport:
    """Return the report of a case that could not be checked because of an internal error.

    Args:
        path: the file.
        error: the error.
        settings: rules and options.
        show: function that formats a path.
    """
    values = {"error": f"{type(error).__name__}: {error}"[:300], "where": innermost(error)}
    return _nothing_but("internal-error", "case", values, path, settings, show)


def _nothing_but(
    name: str, message: str, values: dict[str, str], path: Path, settings: Settings, show: Callable[[Path], str]
) -> CaseReport:
    rule = settings.rules[name]
    finding = Finding(
        rule.name,
        Level.ERROR,
        rule.say(rule.messages, message, values) or rule.summary,
        Location(show(path), 1, 1, 1, 1),
        rule.say(rule.helps, message, values),
    )
    return CaseReport(show(path), "none", settings.stage or "draft", (finding,))
