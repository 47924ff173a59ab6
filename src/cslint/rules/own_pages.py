"""Load rule pages from a course's own folder; a mistake in one page is reported and does not affect the others."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cslint.errors import RuleError
from cslint.rules.page_schema import LEVEL_NAMES, RulePage
from cslint.rules.pages import PageMistake, Rule, is_sensible, rule_of, split
from cslint.util.read_file import read_file

_LARGEST = 2**20  # largest page in bytes


def load(folder: Path) -> tuple[dict[str, Rule], list[PageMistake]]:
    """Read the pages of a folder, which use existing checks.

    Args:
        folder: folder with pages; its README.md is ignored.

    Returns:
        The rules by name, and the mistakes in pages that could not be loaded.

    Raises:
        RuleError: the folder does not exist.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of rule pages")
    rules: dict[str, Rule] = {}
    mistakes: list[PageMistake] = []
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        found = _load(path)
        if isinstance(found, Rule):
            rules[found.name] = found
        else:
            mistakes.extend(found)
    return rules, mistakes


def unknown_needs(rules: Mapping[str, Rule], known: Mapping[str, Rule]) -> Iterator[PageMistake]:
    """Yield a mistake for each rule name in pages that does not exist.

    Args:
        rules: rules of the pages.
        known: all rules.
    """
    for rule in rules.values():
        for name in (*rule.needs, *rule.unless):
            if name not in known:
                key = "needs" if name in rule.needs else "unless"
                yield PageMistake(rule.path, _line(_head(rule.path), key), f'{key}: "{name}" is not a rule.')


def _load(path: Path) -> Rule | list[PageMistake]:
    """Return the rule of a page, or the mistakes in it."""
    import yaml

    try:
        head = _head(path)
        data = yaml.safe_load(head)
    except OSError as error:
        return [PageMistake(path, 1, f"this rule page cannot be read: {error.strerror or error}.")]
    except UnicodeDecodeError:
        return [PageMistake(path, 1, "this rule page cannot be read: it is not UTF-8.")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or type(error).__name__
        return [PageMistake(path, mark.line + 2 if mark else 1, f"the front matter is not valid YAML: {problem}.")]
    if not isinstance(data, dict):
        keys = "summary, family, level, kind, check and message"
        return [PageMistake(path, 1, f"a rule page begins with front matter (---) that says {keys}.")]
    try:
        RulePage.model_validate(data)
    except ValidationError as error:
        sentences = [(fault, _sentence(fault)) for fault in error.errors()]
        meant = {f' Did you mean "{".".join(map(str, fault["loc"]))}"?' for fault in error.errors()}
        misspelt = {near for near in meant if any(sentence.endswith(near) for _, sentence in sentences)}
        return [
            PageMistake(path, _line(head, *fault["loc"]), sentence)
            for fault, sentence in sentences
            if not (fault["type"] == "missing" and f' Did you mean "{fault["loc"][0]}"?' in misspelt)
        ]
    rule = rule_of(path, data)
    return list(_mistakes(rule, head)) or rule


def _head(path: Path) -> str:
    return split(read_file(path, _LARGEST).decode("utf-8-sig").replace("\r\n", "\n"))[0]


def _mistakes(rule: Rule, head: str) -> Iterator[PageMistake]:
    """Yield mistakes that show only in comparison with the page's check."""
    from cslint.util.suggest import suggestion

    try:
        parameters = list(inspect.signature(rule.function()).parameters)[1:]
    except (RuleError, ValueError, TypeError):
        yield PageMistake(rule.path, _line(head, "check"), f'check: "{rule.check}" does not exist.')
        return
    for name, value in rule.options.items():
        line = _line(head, "options", name)
        if name not in parameters:
            known = f" Choose from {', '.join(parameters)}." if parameters else " It has none."
            near = suggestion(name, parameters) or known
            yield PageMistake(rule.path, line, f'options: "{name}" is not an option of {rule.check}.{near}')
        elif not is_sensible(value):
            yield PageMistake(rule.path, line, f"options: {name} is {value!r}, not a number from 0 upwards.")
    for key, texts in (("message", rule.messages), ("help", rule.helps)):
        for text in texts.values():
            if problem := rule.problem_of(text):
                yield PageMistake(rule.path, _line(head, key), f"{key}: {problem}.")


def line_of_placeholder(path: Path, name: str) -> int:
    """Return the line of a placeholder in a page, or 1 if it is not found.

    Args:
        path: the page.
        name: name of the placeholder.
    """
    try:
        lines = _head(path).split("\n")
    except (OSError, UnicodeDecodeError):
        return 1
    return next((number for number, line in enumerate(lines, 2) if f"{{{name}" in line), 1)


def _sentence(fault: Any) -> str:
    """Describe what is wrong with one key."""
    from cslint.util.suggest import suggestion

    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        return f'"{key}" is not a key of a rule page.{suggestion(key, RulePage.model_fields)}'
    if fault["type"] == "missing":
        return f'"{key}" is missing.'
    if fault["type"] == "literal_error":
        allowed = LEVEL_NAMES if key.startswith("level") else fault["ctx"]["expected"].replace("'", "")
        return f'{key}: "{fault["input"]}" is not one of {allowed}.'
    return f"{key}: {fault['msg'].removeprefix('Value error, ')}."


def _line(head: str, *keys: object) -> int:
    """Return the line of the innermost key that can be found in a page, else 1."""
    for key in reversed(keys):
        found = re.search(rf"""(?:^|[{{,])[ \t]*["']?{re.escape(str(key))}["']?[ \t]*:""", head, re.M)
        if found:
            return 2 + head.count("\n", 0, found.start() + 1 if head[found.start()] == "\n" else found.start())
    return 1
