"""A gate that a change cannot talk its way out of: the revision it is to be merged into says what is asked.

Configuration, templates, rule pages and baseline are those of that revision; no plugin is loaded, no comment in a case
study suppresses or softens anything, and a case study that was in review stays in review.
"""

from __future__ import annotations

import json
import os
import posixpath
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from cslint.checks.context import STAGES, stage_of
from cslint.config import loader
from cslint.config.loader import Config
from cslint.contract.profile import Profile, built_in, recognise
from cslint.document.case import Case
from cslint.errors import ConfigError
from cslint.gate.git import Revision
from cslint.linter import discovery
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.linter.task import Task
from cslint.text.source import Source


def base_of(environment: Mapping[str, str]) -> str | None:
    """The revision that a pull or merge request is to be merged into, as GitHub or GitLab gives it; None elsewhere.

    Raises:
        ConfigError: the event file cannot be read.
    """
    event = environment.get("GITHUB_EVENT_PATH")
    if event:
        try:
            told = json.loads(Path(event).read_text(encoding="utf-8"))
            target = ((told.get("pull_request") or {}).get("base") or {}).get("sha")
            request = target or (told.get("merge_group") or {}).get("base_sha")
        except (OSError, ValueError, AttributeError) as error:
            raise ConfigError(f"{event} cannot be read as the event of a workflow: {error}") from error
        return str(request) if request else None
    target = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
    return target or environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or None


def trusted(request: Request) -> Request:
    """The same request with nothing left to say for those who write case studies or install packages."""
    return request._replace(suppress=False, trust_comments=False, plugins=False)


class Gate(Session):
    """A run that goes by another revision than the one that is checked out.

    Args:
        request: what was asked for; paths of a profile or a template are read from the revision.
        revision: the one to go by.
        store: an empty folder for its files.
    """

    def __init__(self, request: Request, revision: Revision, store: Path, *, pages: bool = False) -> None:
        self.revision = revision
        self.store = store.resolve()
        self._written: set[str] = set()
        for name in sorted(revision.files):
            if PurePosixPath(name).name in loader.NAMES:
                self._write_configuration(name)
        super().__init__(self._moved(trusted(request)), pages=pages)

    def config_of(self, path: Path) -> Config:
        """The configuration that held for a case in the revision."""
        folder = self.store / self._name(path.parent)
        if folder not in self._configs:
            nearest = loader.find(folder, self.store)
            self._configs[folder] = self._load(nearest) if nearest else Config()
        return self._configs[folder]

    def place(self, path: Path) -> Path:
        """Where a file of the revision stands in the working tree."""
        return self.revision.top / path.relative_to(self.store) if path.is_relative_to(self.store) else path

    def task(self, path: Path, text: bytes | None = None) -> Task:
        """One case, asked at least what it was asked in the revision."""
        task = super().task(path, text)
        name = self._name(path)
        if name not in self.revision.files:
            return task
        was = Case(path, Source.from_bytes(path, self.revision.read(name)))
        try:
            now = task.case()
        except OSError:
            return task
        stage = max(stage_of(was), stage_of(now), key=STAGES.index)
        profile = task.settings.profile or _fuller(was, now, task.settings.profiles)
        settings = replace(task.settings, stage=task.settings.stage or stage, profile=profile)
        return task._replace(settings=settings)

    def changed(self, paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
        """The cases below paths that have changed, and the changed files by which cases are judged.

        A case that is gone from its file is looked for in its folder, under whatever name it goes on.
        """
        roots = [path.absolute() for path in paths]
        names = self.revision.changed()
        found: dict[Path, None] = {}
        for name in names:
            path = self.revision.top / name
            gone = path.name == discovery.INDEX and not path.exists()
            case = (discovery.case_in(path.parent) if gone else None) or discovery.owner(path)
            if case is not None and any(case.is_relative_to(root) for root in roots):
                found[case] = None
        judges = [n for n in names if n in self._written or PurePosixPath(n).name == loader.NAMES[0]]
        return [Path(os.path.relpath(case)) for case in found], judges

    def _name(self, path: Path) -> str:
        """A path from the root, with slashes."""
        folder = path.parent.resolve() / path.name  # a link is judged by where it stands
        if not folder.is_relative_to(self.revision.top):
            raise ConfigError(f"{path} is not in the repository {self.revision.top}.")
        return folder.relative_to(self.revision.top).as_posix()

    def _moved(self, request: Request) -> Request:
        """The request with the paths of template and profile leading into the store."""
        template, profile = request.template, request.profile
        if template is not None:
            name = self._name(template.absolute())
            self._write_template(name)
            template = self.store / name
        if profile is not None and profile not in {known.name for known in built_in()}:
            name = self._name(Path(profile).absolute())
            self._write_profile(name)
            profile = str(self.store / name)
        return request._replace(template=template, profile=profile)

    def _write_configuration(self, name: str) -> None:
        """Write a configuration and the files that it names."""
        said = _table(name, self.revision.read(name))
        if not said and not name.endswith(loader.NAMES[0]):
            return
        self._write(name)
        folder = posixpath.dirname(name)

        def path(value: object) -> str:
            return posixpath.normpath(posixpath.join(folder, str(value)))

        if "template" in said:
            self._write_template(path(said["template"]))
        if "profile" in said:
            self._write_profile(path(said["profile"]))
        if "baseline" in said:
            self._write(path(said["baseline"]))
        for rules in said.get("rules", []):
            for page in self._below(path(rules)):
                self._write(page)

    def _write_profile(self, name: str) -> None:
        self._write_template(name)
        for file in self._below(name):
            self._write(file)

    def _write_template(self, name: str) -> None:
        """Write a template and the files that it names, by which they are known when they turn up in a case."""
        if not self._write(name):
            return
        from cslint.document.files.asset_folder import Assets
        from cslint.document.files.references import references

        path = self.store / name
        case = Case(path, Source.from_bytes(path, path.read_bytes()))
        for reference in references(case.document, Assets(path.parent)):
            self._write(posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(reference.target))))

    def _below(self, folder: str) -> Iterator[str]:
        return (name for name in self.revision.files if name.startswith(f"{folder}/"))

    def _write(self, name: str) -> bool:
        """Write a file of the revision into the store; False when there is none of that name."""
        if name not in self.revision.files:
            return False
        if name not in self._written:
            path = self.store / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.revision.read(name))
            self._written.add(name)
        return True


def _table(name: str, data: bytes) -> dict[str, Any]:
    """What a configuration file says, before it is judged."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError:
        return {}  # the session says what is wrong when a case needs it
    found = said.get("tool", {}).get("cslint", {}) if name.endswith("pyproject.toml") else said
    return found if isinstance(found, dict) else {}


def _fuller(was: Case, now: Case, profiles: tuple[Profile, ...] | None) -> Profile:
    """The kind of case study that it is, unless the one that it was asks more."""
    known = profiles if profiles is not None else built_in()
    before, after = (recognise(case.document, known).profile for case in (was, now))
    return before if _asks(before) > _asks(after) else after


def _asks(profile: Profile) -> int:
    return sum(1 + len(clause.requirements) for clause in profile.template.clauses)
