"""Find the target branch of a pull or merge request, and the commit where the request branched off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cslint.errors import ConfigError
from cslint.gate.git import Revision, commit_of, is_ancestor, parents, revision

_USUAL = ("main", "master")  # default target branches


class Target(NamedTuple):
    """The target branch as given by a caller or a service.

    Attributes:
        name: its commit, or any name of one.
        branch: its name, or "".
        tip_known: whether ``name`` is its tip; GitLab gives only the merge base.
        head: the commit to merge, or "".
        merged_by_service: whether HEAD may be a merge commit of the service.
    """

    name: str
    branch: str = ""
    tip_known: bool = True
    head: str = ""
    merged_by_service: bool = False


class Base(NamedTuple):
    """The revision that decides, and the commits from which differences are taken.

    Attributes:
        revision: revision of configuration, templates, rule pages and baseline.
        starts: what differs from any of these commits belongs to the request.
    """

    revision: Revision
    starts: list[str]


def target_of(environment: Mapping[str, str]) -> Target | None:
    """Return the target branch from the variables of GitHub or GitLab, or None outside a request.

    Args:
        environment: variables of this process.

    Raises:
        ConfigError: the event file cannot be read.
    """
    event = environment.get("GITHUB_EVENT_PATH")
    if event:
        return _of_github(event)
    branch = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "")
    if environment.get("CI_PROJECT_ID") != environment.get(
        "CI_MERGE_REQUEST_PROJECT_ID", environment.get("CI_PROJECT_ID")
    ):
        branch = ""  # branches of a fork are not those of the target project
    tip = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")  # set only for merged results
    if tip:
        return Target(tip, branch)
    parting = environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA")
    return Target(parting, branch, tip_known=False) if parting else None


def _of_github(event: str) -> Target | None:
    try:
        payload = json.loads(Path(event).read_text(encoding="utf-8"))
        pull, group = (_table(payload.get(key)) for key in ("pull_request", "merge_group"))
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{event} cannot be read as the event of a workflow: {error}") from error
    base = _table(pull.get("base"))
    if base.get("sha"):
        head = _table(pull.get("head")).get("sha") or ""
        return Target(str(base["sha"]), str(base.get("ref") or ""), head=str(head), merged_by_service=True)
    return Target(str(group["base_sha"])) if group.get("base_sha") else None


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def base_of(folder: Path, target: Target) -> Base:
    """Return the revision that decides about the working tree.

    Args:
        folder: a folder of the working tree.
        target: the target branch.

    Raises:
        ConfigError: it is not in this clone.
    """
    named = revision(folder, target.name)
    top = named.top
    tip = named if target.tip_known else _tip(named, target.branch)
    first = _merged_into(tip, target) if target.merged_by_service else None
    if first is None:
        return Base(tip, tip.parted_from())
    # GitHub merges into the newest tip, which may be newer than that of the event
    return Base(Revision(top, first) if target.head else tip, [first])


def _tip(parting: Revision, branch: str) -> Revision:
    """Return the tip of the target branch, which GitLab reports only for merged results.

    Raises:
        ConfigError: it is not in this clone.
    """
    if not branch:
        return parting
    for name in (f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"):
        commit = commit_of(parting.top, name)
        if commit is not None and is_ancestor(parting.top, parting.commit, commit):
            return Revision(parting.top, commit)
    raise ConfigError(
        f'The target branch "{branch}" is not in this clone. Fetch it first; for GitLab that is GIT_DEPTH: "0".'
    )


def _merged_into(tip: Revision, target: Target) -> str | None:
    """Return the first parent of HEAD if HEAD is the service's merge of the target branch and the head, else None.

    That parent includes what others have merged since the event, which does not belong to the request. A merge by the
    request's author has a first parent of the author's own and is ignored here.
    """
    top = tip.top
    first, *others = parents(top, "HEAD") or [""]
    if not others or not is_ancestor(top, tip.commit, first) or commit_of(top, "HEAD") == target.head:
        return None
    if target.head:
        return first if target.head in others else None
    names = [target.branch] if target.branch else _USUAL
    branches = [commit_of(top, f"refs/{kind}/{name}") for kind in ("remotes/origin", "heads") for name in names]
    known = [commit for commit in branches if commit]
    return first if not known or any(is_ancestor(top, first, commit) for commit in known) else None
