"""Read rules from their pages, and import the check that each names."""

from __future__ import annotations

import importlib
import math
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cslint.diagnostics.findings import Level, RuleInfo
from cslint.errors import RuleError
from cslint.util.resources import folder
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.violation import Violation

Check = Callable[..., "Iterator[Violation]"]

LEVELS = {
    "error": Level.ERROR,
    "warning": Level.WARNING,
    "note": Level.NOTE,
    "must": Level.ERROR,  # words of older pages
    "should": Level.WARNING,
}
KINDS = ("correctness", "completeness", "style")
_BUILT_IN = "cslint"
_LONGEST = 800  # characters in a message; the text of a page is far shorter
_PAGES = "https://github.com/cslint/cslint/blob/main/rules/"


class PageMistake(NamedTuple):
    """A mistake in a rule page of a course."""

    path: Path
    line: int
    message: str


class Rule(NamedTuple):
    """A rule as described by its page.

    Attributes:
        name: file name of the page without extension.
        summary: one line.
        family: the group it belongs to.
        level: level of its findings, before the stage is considered.
        levels: exceptions to the level, by the message key of a violation.
        kind: correctness, completeness or style.
        check: ``module.function`` in the ``checks`` of ``package``; "" if the engine itself reports it.
        options: default options.
        messages: message templates by the message key of a violation ("" for the only one).
        helps: templates of the help line, by the same keys.
        needs: rules that must have found nothing for this one to run.
        unless: rules whose findings at the same place make those of this rule redundant.
        since: version that introduced it.
        off: whether it runs only if selected.
        house: whether it runs only for profiles that list it.
        folded: message that replaces several findings on a terminal, with ``{count}``; "" if each is shown.
        path: the page.
        package: the Python package that contains ``checks``.
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
        """Whether the page is part of the program."""
        return self.package == _BUILT_IN and self.path.parent == folder("rules")

    @property
    def info(self) -> RuleInfo:
        """Metadata for reporters, without the page's text."""
        url = f"{_PAGES}{self.name}.md" if self.is_shipped else ""
        return RuleInfo(self.name, self.summary, self.family, self.level, self.kind, url=url, folded=self.folded)

    @property
    def described(self) -> RuleInfo:
        """Metadata for reporters, with the page's text."""
        return replace(self.info, body=self.body)

    @property
    def fixable(self) -> bool:
        """Whether the page shows a fixed example."""
        return any(line.startswith("```") and " fixed" in line for line in self.body.splitlines())

    def function(self) -> Check:
        """Return the check, imported on first use.

        Raises:
            RuleError: the function does not exist.
        """
        try:
            return _check(self.package, self.check)
        except (ImportError, AttributeError) as error:
            raise RuleError(f"{self.path}: check {self.check!r} cannot be found ({error})") from error

    def say(self, templates: Mapping[str, str], key: str, values: Mapping[str, object]) -> str | None:
        """Fill in one of the page's templates.

        Line ends in values become LF, whatever the file uses.

        Args:
            templates: ``messages`` or ``helps``.
            key: message key of the violation.
            values: values of the placeholders.

        Returns:
            The text, or None if the page has no template for the key.
        """
        template = templates.get(key, templates.get(""))
        if template is None:
            return None
        text = _plain(template).format_map(values).strip().replace("\r\n", "\n")
        if len(text) > _LONGEST:  # quoted text of a file may have any length
            values = {name: shortened(value) for name, value in values.items()}
            text = _plain(template).format_map(values).strip().replace("\r\n", "\n")
        return text

    def problem_of(self, template: str) -> str:
        """Return why a template cannot be filled in, as half a sentence, or ""."""
        try:
            _plain(template)
        except ValueError as error:
            return str(error)
        return ""


def is_sensible(value: object) -> bool:
    """Return whether the value of an option is not a number, or is a finite number from 0.

    Args:
        value: value of an option.
    """
    return isinstance(value, bool) or not isinstance(value, (int, float)) or (math.isfinite(value) and value >= 0)


def shortened(value: object) -> object:
    """Return a text with the middle of a very long one removed; other values are returned unchanged."""
    if isinstance(value, str) and len(value) > _LONGEST // 2:
        return shorten(value, _LONGEST // 2)
    return value


@cache
def _check(package: str, name: str) -> Check:
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"{package}.checks.{module}"), function)  # type: ignore[no-any-return]


@lru_cache(maxsize=1000)
def _plain(template: str) -> str:
    """Return a template after checking that it uses only ``{name}``: pages are data, and may not access attributes.

    Raises:
        ValueError: it uses more.
    """
    for _, name, form, _ in string.Formatter().parse(template):
        if name is not None and not (name.isidentifier() and "{" not in (form or "")):
            raise ValueError(f"{{{name}}} is not a plain name")
    return template


def load(folder: Path, package: str = _BUILT_IN) -> Iterator[Rule]:
    """Read every page of a folder, in order of name.

    Args:
        folder: folder with pages; its README.md is ignored.
        package: the Python package that contains the checks.

    Raises:
        RuleError: a page is malformed.
    """
    pages = (path for path in sorted(folder.glob("*.md")) if path.name != "README.md")
    return (parse(path, package) for path in pages)


def parse(path: Path, package: str = _BUILT_IN) -> Rule:
    """Read one page.

    Args:
        path: the page.
        package: the Python package that contains the check.

    Raises:
        RuleError: it has no front matter, or a value has the wrong type.
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
    if package != _BUILT_IN:  # third-party pages; our own are validated by the tests
        from cslint.rules.page_schema import validate

        validate(path, data)
    return rule_of(path, data, package)


def rule_of(path: Path, data: Mapping[str, Any], package: str = _BUILT_IN) -> Rule:
    """Return the rule that a page's front matter describes.

    Args:
        path: the page.
        data: its front matter, validated.
        package: the Python package that contains its check.
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
    """Split a page into its front matter, without fences, and the text below."""
    if not text.startswith("---\n") or "\n---\n" not in text:
        return "", text
    head, _, body = text[4:].partition("\n---\n")
    return head, body


def by_need(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules in an order in which each comes after those in its ``needs`` and ``unless``."""
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
