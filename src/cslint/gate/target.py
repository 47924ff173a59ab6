"""Find the branch that a pull or merge request is to be merged into, and where the request parted from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cslint.errors import ConfigError
from cslint.gate.git import Revision, commit_of, is_ancestor, parents, revision

_USUAL = ("main", "master")  # branches that others merge into, where nobody says which


class Target(NamedTuple):
    """What a caller or a service says of the branch to merge into.

    Attributes:
        name: its commit, or any name of one.
        branch: its name, or "".
        tip_known: whether ``name`` is its tip; GitLab gives only the commit at which the two parted.
        head: the commit that somebody asks to merge, or "".
        merged_by_service: whether HEAD may be a merge that the service made of both.
    """

    name: str
    branch: str = ""
    tip_known: bool = True
    head: str = ""
    merged_by_service: bool = False


class Base(NamedTuple):
    """The revision that decides, and the commits from which a difference is taken.

    Attributes:
        revision: holds configuration, templates, rule pages and baseline.
        starts: what differs from any of them is the request's own.
    """

    revision: Revision
    starts: list[str]


def target_of(environment: Mapping[str, str]) -> Target | None:
    """Return what GitHub or GitLab says of the request that is checked; None where there is none.

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
        branch = ""  # a fork: its branches are not those of the project to merge into
    tip = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")  # only of merged results
    if tip:
        return Target(tip, branch)
    parting = environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA")
    return Target(parting, branch, tip_known=False) if parting else None


def _of_github(event: str) -> Target | None:
    try:
        said = json.loads(Path(event).read_text(encoding="utf-8"))
        pull, group = (_table(said.get(key)) for key in ("pull_request", "merge_group"))
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
    """Return the revision that decides on what is checked out.

    Args:
        folder: a folder of the working tree.
        target: what is known of it.

    Raises:
        ConfigError: it is not in this clone.
    """
    named = revision(folder, target.name)
    top = named.top
    tip = named if target.tip_known else _tip(named, target.branch)
    first = _merged_into(tip, target) if target.merged_by_service else None
    if first is None:
        return Base(tip, tip.parted_from())
    # the commit that GitHub made goes by the newest tip; the event's may be older
    return Base(Revision(top, first) if target.head else tip, [first])


def _tip(parting: Revision, branch: str) -> Revision:
    """Return the tip of the target branch, which GitLab does not say where it has not merged anything.

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
    """Return the first parent of HEAD where HEAD is the merge that the service made of the target branch and the head.

    What others have merged since the event is in that parent, and is not the request's own. A merge that the author of
    the request made has a first parent of the author's own, and is no such merge.
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
