"""Find and read the nearest ``cslint.toml``, or ``pyproject.toml`` with ``[tool.cslint]``, upwards of a path."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cslint.errors import ConfigError

NAMES = ("cslint.toml", "pyproject.toml")
MARKDOWN = (".md", ".markdown", ".mdx", ".qmd", ".rmd")  # extensions of files that are read as Markdown


_LARGEST = 2**20  # largest configuration file in bytes


class CasePatterns(NamedTuple):
    """Path patterns relative to the configuration, and the template of the cases that match them.

    Attributes:
        cases: patterns such as ``text/*.md``; ``**`` matches any number of folders.
        template: template of these cases, or None for that of the whole configuration.
    """

    cases: tuple[str, ...]
    template: Path | None = None


class Config(NamedTuple):
    """The settings of a project.

    Attributes:
        path: the configuration file, or None.
        profile: name of a built-in profile, or a folder with one.
        template: a course's template.
        patterns: the files that are cases; without any, the layout decides.
        rules: folders with additional rule pages.
        select: rules and families instead of the defaults.
        extend_select: rules and families in addition to those.
        ignore: rules and families to leave out.
        exclude: path patterns to leave out.
        fail_on: the level from which the exit status is 1.
        stage: the stage of every case.
        baseline: file of earlier findings, which are not reported again.
        trust_comments: whether instructions in comments of a case count in addition to those of the template.
        rule: levels and options by rule.
    """

    path: Path | None = None
    profile: str | None = None
    template: Path | None = None
    patterns: tuple[CasePatterns, ...] = ()
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    stage: str | None = None
    baseline: Path | None = None
    trust_comments: bool = True
    rule: Mapping[str, Mapping[str, Any]] = {}

    @property
    def folder(self) -> Path:
        """The folder that its paths are relative to."""
        return self.path.parent if self.path else Path.cwd()

    @property
    def template_files(self) -> list[Path]:
        """Every template that it names, directly or by its profile."""
        named = [self.template, *(group.template for group in self.patterns)]
        if self.profile is not None and self.path is not None:
            profile = self.folder / self.profile
            named += [profile, profile / "template.md"]
        return [path for path in named if path is not None]


def find(start: Path, stop: Path | None = None) -> Path | None:
    """Return the nearest configuration file upwards of a file or folder, or None.

    Args:
        start: the file or folder.
        stop: the uppermost folder to search.

    Raises:
        ConfigError: a pyproject.toml on the way cannot be read.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if stop is not None and not folder.is_relative_to(stop):
            break
        path = in_folder(folder)
        if path is not None:
            return path
    return None


def in_folder(folder: Path) -> Path | None:
    """Return the configuration file in a folder: cslint.toml, or a pyproject.toml with our table, or None.

    Raises:
        ConfigError: the pyproject.toml cannot be read.
    """
    own, shared = (folder / name for name in NAMES)
    if os.path.lexists(own) and not os.path.isdir(own):  # noqa: PTH112 - is_dir() raises where one may not enter
        return own
    if os.path.isfile(shared) and b"cslint" in _content(shared) and "cslint" in _table(shared).get("tool", {}):  # noqa: PTH113
        return shared
    return None


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it cannot be read, or has an unknown or invalid setting.
    """
    data = _table(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("cslint", {})
    from cslint.config.file_model import validate

    values = validate(path, data)
    base = path.parent
    top = _template(path, "template", values.template) if values.template else None
    tables = [
        CasePatterns(tuple(table.cases), _template(path, "[[template]] file", table.file)) for table in values.templates
    ]
    patterns = [*([CasePatterns(tuple(values.cases))] if values.cases else []), *tables]
    for pattern in (pattern for group in patterns for pattern in group.cases):
        _check_pattern(path, pattern)
    return Config(
        path=path,
        profile=values.profile,
        template=top,
        patterns=tuple(patterns),
        rules=tuple(base / folder for folder in values.rules),
        select=tuple(values.select),
        extend_select=tuple(values.extend_select),
        ignore=tuple(values.ignore),
        exclude=tuple(values.exclude),
        fail_on=values.fail_on,
        stage=values.stage,
        baseline=base / values.baseline if values.baseline else None,
        trust_comments=values.trust_comments,
        rule=values.rule,
    )


def _template(path: Path, key: str, name: str) -> Path:
    """Return the path of a template that a configuration names.

    Args:
        path: the configuration.
        key: the setting, for the message.
        name: its value.

    Raises:
        ConfigError: the file does not exist.
    """
    template = path.parent / name
    if not os.path.isfile(template):  # noqa: PTH113
        raise ConfigError(f'{path}: {key} is "{name}", a file that does not exist next to the configuration.')
    return template


def _check_pattern(path: Path, pattern: str) -> None:
    """Check that a pattern can match a case.

    Args:
        path: the configuration.
        pattern: one of its cases.

    Raises:
        ConfigError: it leads out of the folder, names a folder, or has an extension that cslint does not read.
    """
    wrong = f'{path}: cases = "{pattern}"'
    folder = pattern.rstrip("/")
    if pattern.startswith("/") or ".." in pattern.split("/") or not folder:
        raise ConfigError(f'{wrong}: a pattern is relative to the configuration, such as "text/*.md".')
    if pattern != folder or os.path.isdir(path.parent / folder):  # noqa: PTH112
        raise ConfigError(f'{wrong} names a folder. Write "{folder}/*.md" or "{folder}/*/index.md".')
    ending = os.path.splitext(pattern)[1].casefold()  # noqa: PTH122
    if ending[1:].isalnum() and ending not in MARKDOWN:
        raise ConfigError(f"{wrong}: cslint reads {', '.join(MARKDOWN)}, not {ending}.")


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_content(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} cannot be read: it is not UTF-8.") from error
    except (ValueError, RecursionError) as error:  # a number with too many digits, or brackets nested too deeply
        raise ConfigError(f"{path} is not valid TOML: {_first_line(error)}") from error


def _content(path: Path) -> bytes:
    from cslint.util.read_file import read_file

    try:
        return read_file(path, _LARGEST)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error


def _first_line(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its brackets are nested too deep."
    return str(error).partition(";")[0].partition("\n")[0].rstrip(".") + "."
