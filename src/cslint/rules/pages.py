"""Rules are pages: this reads them, and finds the check that each names."""

from __future__ import annotations

import importlib
import math
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cslint.diagnostics.findings import Level, RuleInfo
from cslint.errors import RuleError
from cslint.util.resources import folder

if TYPE_CHECKING:
    from cslint.checks.violation import Violation

Check = Callable[..., "Iterator[Violation]"]

LEVELS = {
    "error": Level.ERROR,
    "warning": Level.WARNING,
    "note": Level.NOTE,
    "must": Level.ERROR,  # the words of older pages
    "should": Level.WARNING,
}
KINDS = ("correctness", "completeness", "style")
_BUILT_IN = "cslint"
_LONGEST = 800  # characters of a message; no page's own text comes near it
_PAGES = "https://github.com/cslint/cslint/blob/main/rules/"


class PageMistake(NamedTuple):
    """What is wrong with a rule page of a course's own."""

    path: Path
    line: int
    message: str


class Rule(NamedTuple):
    """One page.

    Attributes:
        name: the page's file name without ending.
        summary: one line.
        family: the group it belongs to.
        level: how grave its findings are, before the stage is considered.
        levels: the same by the key that a hit names, where one of its messages weighs less or more.
        kind: correctness, completeness or style.
        check: ``module.function`` in the ``checks`` of ``package``; "" when the engine itself reports it.
        options: default options.
        messages: message templates, by the key that a hit names ("" for the only one).
        helps: the same for the line on how to mend it.
        needs: rules that must have found nothing for this one to run.
        unless: rules whose findings at the same place make this one's superfluous.
        since: version it came in.
        off: not run unless selected.
        house: whether only profiles that name it in their data run it.
        folded: the message that stands for several findings on a terminal, with ``{count}``; "" when each is shown.
        path: the page.
        package: the Python package that holds ``checks``.
    """

    name: str
    summary: str
    family: str
    level: Level
    kind: str
    check: str
    path: Path
    options: Mapping[str, Any]
    levels: Mapping[str, Level]
    messages: Mapping[str, str]
    helps: Mapping[str, str]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    since: str = "0.1"
    off: bool = False
    house: bool = False
    folded: str = ""
    package: str = _BUILT_IN

    @property
    def body(self) -> str:
        """The page's Markdown below its front matter."""
        return split(self.path.read_text(encoding="utf-8"))[1]

    @property
    def is_shipped(self) -> bool:
        """Return whether the page comes with the program."""
        return self.package == _BUILT_IN and self.path.parent == folder("rules")

    @property
    def info(self) -> RuleInfo:
        """What reporters may say about it, without its page's text."""
        url = f"{_PAGES}{self.name}.md" if self.is_shipped else ""
        return RuleInfo(self.name, self.summary, self.family, self.level, self.kind, url=url, folded=self.folded)

    @property
    def described(self) -> RuleInfo:
        """The same with its page's text."""
        return self.info._replace(body=self.body)

    @property
    def fixable(self) -> bool:
        """Whether the page shows a fixed example."""
        return any(line.startswith("```") and " fixed" in line for line in self.body.splitlines())

    def function(self) -> Check:
        """Return the check, imported on first use.

        Raises:
            RuleError: there is no such function.
        """
        try:
            return _check(self.package, self.check)
        except (ImportError, AttributeError) as error:
            raise RuleError(f"{self.path}: check {self.check!r} cannot be found ({error})") from error

    def say(self, templates: Mapping[str, str], key: str, values: Mapping[str, object]) -> str | None:
        """Fill in one of the page's templates; None when the page has none for that key.

        What is quoted has the same line ends, whatever those of the file are.
        """
        template = templates.get(key, templates.get(""))
        if template is None:
            return None
        said = _plain(template).format_map(values).strip().replace("\r\n", "\n")
        if len(said) > _LONGEST:  # what a file holds may be of any length
            values = {name: shortened(value) for name, value in values.items()}
            said = _plain(template).format_map(values).strip().replace("\r\n", "\n")
        return said

    def problem_of(self, template: str) -> str:
        """Return why one of the page's templates cannot be filled in, as half a sentence; "" where it can be."""
        try:
            _plain(template)
        except ValueError as error:
            return str(error)
        return ""


def is_sensible(value: object) -> bool:
    """Return whether a value of an option is no number, or a number that can be meant.

    Args:
        value: of an option.
    """
    return isinstance(value, bool) or not isinstance(value, (int, float)) or (math.isfinite(value) and value >= 0)


def shortened(value: object) -> object:
    """Return a text of a file as a sentence can quote it: a very long one without its middle.

    Anything else as it is.
    """
    if isinstance(value, str) and len(value) > _LONGEST // 2:
        return f"{value[: _LONGEST // 4]}…{value[-_LONGEST // 8 :]}"
    return value


@cache
def _check(package: str, name: str) -> Check:
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"{package}.checks.{module}"), function)  # type: ignore[no-any-return]


@lru_cache(maxsize=1000)
def _plain(template: str) -> str:
    """Return a template that fills in ``{name}`` and nothing more: a page is data and may not look inside objects.

    Raises:
        ValueError: it asks for more.
    """
    for _, name, form, _ in string.Formatter().parse(template):
        if name is not None and not (name.isidentifier() and "{" not in (form or "")):
            raise ValueError(f"{{{name}}} is no plain name")
    return template


def load(folder: Path, package: str = _BUILT_IN) -> Iterator[Rule]:
    """Read every page of a folder, in order of name.

    Raises:
        RuleError: a page is malformed.
    """
    pages = (path for path in sorted(folder.glob("*.md")) if path.name != "README.md")
    return (parse(path, package) for path in pages)


def parse(path: Path, package: str = _BUILT_IN) -> Rule:
    """Read one page.

    Raises:
        RuleError: it has no front matter, or a value is of the wrong kind.
    """
    return _rule(path, _head(path, path.read_bytes()), package)


def _head(path: Path, page: bytes) -> dict[str, Any]:
    import yaml

    head, _ = split(page.decode().replace("\r\n", "\n"))
    try:
        data = yaml.load(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: the front matter of this rule page cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{path}: a rule page begins with front matter (---) that says summary, family, level, …")
    return data


def _rule(path: Path, data: dict[str, Any], package: str) -> Rule:
    if package != _BUILT_IN:  # pages from outside; our own are validated by the tests
        from cslint.rules.page_schema import validate

        validate(path, data)
    return rule_of(path, data, package)


def rule_of(path: Path, data: Mapping[str, Any], package: str = _BUILT_IN) -> Rule:
    """Return the rule that a page's front matter describes.

    Args:
        path: the page.
        data: its front matter, validated.
        package: the Python package that holds its check.
    """
    return Rule(
        name=path.stem,
        summary=data["summary"],
        family=data["family"],
        level=LEVELS[data["level"]],
        kind=data["kind"],
        check=data.get("check", ""),
        path=path,
        options=data.get("options") or {},
        levels={key: LEVELS[word] for key, word in (data.get("levels") or {}).items()},
        messages=_texts(data.get("message")),
        helps=_texts(data.get("help")),
        needs=tuple(data.get("needs") or ()),
        unless=tuple(data.get("unless") or ()),
        since=str(data.get("since", "0.1")),
        off=not data.get("usual", True),
        house=data.get("house", False),
        folded=data.get("folded", ""),
        package=package,
    )


def _texts(value: str | dict[str, str] | None) -> dict[str, str]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def split(text: str) -> tuple[str, str]:
    """Return the front matter of a page, without its fences, and the text below."""
    if not text.startswith("---\n") or "\n---\n" not in text:
        return "", text
    head, _, body = text[4:].partition("\n---\n")
    return head, body


def by_need(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules in an order in which each comes after those it needs or yields to."""
    pending = {rule.name: rule for rule in rules}
    ordered: list[Rule] = []
    seen: set[str] = set()

    def visit(rule: Rule) -> None:
        if rule.name in seen:
            return
        seen.add(rule.name)
        for other in (*rule.needs, *rule.unless):
            if other in pending:
                visit(pending[other])
        ordered.append(rule)

    for rule in pending.values():
        visit(rule)
    return ordered
