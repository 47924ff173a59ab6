"""Settings: ``cslint.toml`` or ``[tool.cslint]`` in ``pyproject.toml``, the nearest upward of what is checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cslint.errors import ConfigError

NAMES = ("cslint.toml", "pyproject.toml")


class Config(NamedTuple):
    """What a project says.

    Attributes:
        path: the file, or None when there is none.
        profile: name of a built-in profile, or a folder with one.
        template: a course's template.
        rules: folders with further rule pages.
        select: rules and families instead of the usual ones.
        extend_select: rules and families besides them.
        ignore: rules and families left out.
        exclude: patterns of paths left out.
        fail_on: the level from which the exit status is 1.
        stage: the stage of every case.
        baseline: what had been found before and is held back.
        trust_comments: whether instructions that authors left in a case count besides the template's.
        rule: levels and options by rule.
    """

    path: Path | None = None
    profile: str | None = None
    template: Path | None = None
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
        """What its paths are relative to."""
        return self.path.parent if self.path else Path.cwd()


def find(start: Path, stop: Path | None = None) -> Path | None:
    """The configuration that holds for a file or folder: the nearest one upward, and not above ``stop``."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if stop is not None and not folder.is_relative_to(stop):
            break
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name == "cslint.toml" or "cslint" in _table(path).get("tool", {})):
                return path
    return None


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it cannot be read, or says something unknown.
    """
    data = _table(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("cslint", {})
    from cslint.config.file_model import validate

    said = validate(path, data)
    base = path.parent
    template = base / said.template if said.template else None
    if template is not None and not template.is_file():
        raise ConfigError(f"{path}: template = {said.template!r}: there is no such file beside the configuration.")
    return Config(
        path=path,
        profile=said.profile,
        template=template,
        rules=tuple(base / folder for folder in said.rules),
        select=tuple(said.select),
        extend_select=tuple(said.extend_select),
        ignore=tuple(said.ignore),
        exclude=tuple(said.exclude),
        fail_on=said.fail_on,
        stage=said.stage,
        baseline=base / said.baseline if said.baseline else None,
        trust_comments=said.trust_comments,
        rule=said.rule,
    )


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
