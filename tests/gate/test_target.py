"""The tip of the target branch decides, and only what a request itself changes is held against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gate.course import (
    CASE,
    CONFIG,
    GOOD,
    OTHER,
    SHORT,
    TEMPLATE,
    TRAMS,
    Outcome,
    gate,
    pull_request,
    repository,
)
from tests.git import commit, git, needs_git

pytestmark = needs_git
LONGER = GOOD + "\n**Listen**. Complaints came before the figures.\n"
FERRIES = "cases/ferries/index.md"
STRICT = TEMPLATE.replace("10 to 20 words", "30 to 40 words")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


def merge(folder: Path, *names: str) -> str:
    """Merge commits into what is checked out and return the commit."""
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", *names)
    return git(folder, "rev-parse", "HEAD")


def branch(folder: Path, name: str, start: str) -> None:
    """Begin a branch."""
    git(folder, "checkout", "--quiet", "-b", name, start)


class TestGitHub:
    """The commit that GitHub makes of a pull request and its base."""

    @pytest.mark.parametrize("known", ["head", "ref", ""])
    def test_what_others_have_merged_since_the_event_is_not_held_against_it(self, known: str, work: Path) -> None:
        base = repository(work)
        branch(work, "topic", base)
        head = commit(work, {CASE: LONGER})
        git(work, "checkout", "--quiet", "main")
        commit(work, {FERRIES: SHORT})
        git(work, "checkout", "--quiet", "--detach")
        merge(work, "topic")
        given = {"head": {"head": head}, "ref": {"ref": "main"}}.get(known, {})
        outcome = pull_request(work, base, **given)
        assert (outcome.status, outcome.findings) == (0, [])

    def test_its_own_change_is_still_found(self, work: Path) -> None:
        base = repository(work)
        branch(work, "topic", base)
        head = commit(work, {CASE: SHORT})
        git(work, "checkout", "--quiet", "main")
        commit(work, {FERRIES: SHORT})
        git(work, "checkout", "--quiet", "--detach")
        merge(work, "topic")
        assert pull_request(work, base, head).paths == {CASE}

    def test_it_goes_by_the_branch_as_it_was_merged(self, work: Path) -> None:
        base = repository(work)
        branch(work, "topic", base)
        head = commit(work, {CASE: LONGER})
        git(work, "checkout", "--quiet", "main")
        commit(work, {"templates/our.md": STRICT})
        git(work, "checkout", "--quiet", "--detach")
        merge(work, "topic")
        assert pull_request(work, base, head).of("too-few-words") == [(CASE, "error")]

    @pytest.mark.parametrize("known", [True, False])
    def test_a_merge_that_the_author_made_hides_nothing(self, known: bool, work: Path) -> None:
        base = repository(work)
        branch(work, "side", base)
        commit(work, {"notes.txt": "Notes."})
        branch(work, "topic", base)
        commit(work, {CASE: SHORT})
        head = merge(work, "side")
        outcome = pull_request(work, base, head if known else "")
        assert (outcome.status, outcome.paths) == (1, {CASE})

    def test_nor_does_a_merge_with_a_softer_configuration(self, work: Path) -> None:
        base = repository(work)
        branch(work, "side", base)
        commit(work, {"notes.txt": "Notes."})
        branch(work, "topic", base)
        commit(work, {CASE: SHORT, "cslint.toml": CONFIG + 'ignore = ["words"]\n'})
        head = merge(work, "side")
        assert pull_request(work, base, head).status == 1

    def test_a_merge_of_the_base_into_the_head_holds_no_case_of_others_against_it(self, work: Path) -> None:
        repository(work)
        branch(work, "topic", "main")
        commit(work, {CASE: LONGER})
        git(work, "checkout", "--quiet", "main")
        base = commit(work, {FERRIES: SHORT})
        git(work, "checkout", "--quiet", "topic")
        head = merge(work, "main")
        assert pull_request(work, base, head).findings == []


def test_after_criss_cross_merges_every_difference_counts(work: Path) -> None:
    start = repository(work)
    branch(work, "topic", start)
    first = commit(work, {CASE: LONGER})
    git(work, "checkout", "--quiet", "main")
    second = commit(work, {"templates/our.md": STRICT, TRAMS: OTHER})
    merge(work, first)
    base = git(work, "rev-parse", "HEAD")
    git(work, "checkout", "--quiet", "topic")
    merge(work, second)
    commit(work, {TRAMS: OTHER + "\n**Ask**. Visitors like to be asked.\n"})
    assert len(git(work, "merge-base", "--all", base, "HEAD").split()) == 2
    outcome = gate(work, "--base", base)
    assert outcome.status == 1
    assert (TRAMS, "error") in outcome.of("too-few-words")


class TestGitLab:
    """Merge requests, with and without merged results."""

    @pytest.fixture
    def parted(self, work: Path) -> tuple[Path, str]:
        """A repository in which the target branch grew stricter after the request had parted from it."""
        parting = repository(work)
        commit(work, {"templates/our.md": STRICT, FERRIES: SHORT})
        branch(work, "topic", parting)
        commit(work, {CASE: LONGER})
        return work, parting

    def merge_request(self, folder: Path, parting: str, **variables: str) -> Outcome:
        """Run the gate as GitLab does."""
        return gate(
            folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=parting, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **variables
        )

    def test_the_tip_decides_and_the_difference_begins_at_the_parting(self, parted: tuple[Path, str]) -> None:
        outcome = self.merge_request(*parted)
        assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])

    def test_the_tip_is_that_of_the_remote_branch(self, parted: tuple[Path, str], tmp_path: Path) -> None:
        folder, parting = parted
        git(tmp_path, "clone", "--quiet", f"file://{folder}", "clone")
        clone = tmp_path / "clone"
        assert git(clone, "branch", "--show-current") == "topic"
        assert self.merge_request(clone, parting).of("too-few-words") == [(CASE, "error")]

    def test_a_clone_without_the_target_branch_does_not_pass(self, parted: tuple[Path, str]) -> None:
        folder, parting = parted
        git(folder, "branch", "--quiet", "-D", "main")
        outcome = self.merge_request(folder, parting)
        missing = 'The target branch "main" is not in this clone. Fetch it first; for GitLab that is GIT_DEPTH: "0".'
        assert (outcome.status, outcome.errors) == (2, f"cslint: {missing}\n")

    def test_merged_results_go_by_what_they_were_merged_with(self, parted: tuple[Path, str]) -> None:
        folder, parting = parted
        tip = git(folder, "rev-parse", "main")
        git(folder, "checkout", "--quiet", "--detach", "main")
        merge(folder, "topic")
        outcome = self.merge_request(folder, parting, CI_MERGE_REQUEST_TARGET_BRANCH_SHA=tip)
        assert outcome.of("too-few-words") == [(CASE, "error")]

    def test_a_branch_of_a_fork_does_not_decide(self, work: Path) -> None:
        parting = repository(work)
        commit(work, {"cslint.toml": CONFIG + 'ignore = ["words"]\n'})
        branch(work, "topic", parting)
        commit(work, {CASE: SHORT})
        outcome = self.merge_request(work, parting, CI_PROJECT_ID="2", CI_MERGE_REQUEST_PROJECT_ID="1")
        assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])


@pytest.mark.parametrize(
    "event",
    [
        '{"pull_request": {"base": {"sha": "abc\\u0000def"}}}',
        '{"pull_request": {"base": {"sha": "--output=x"}}}',
        '{"pull_request": {"base": {"sha": "main\\n::error::x"}}}',
        '{"pull_request": {"base": {"sha": ["a"]}}}',
        '{"merge_group": {"base_sha": "\\u0000"}}',
        "[" * 100_000,
        "[]",
        "{",
        "\x00",
    ],
    ids=["NUL", "option", "line end", "list", "NUL in a group", "nesting", "no object", "no JSON", "NUL alone"],
)
def test_an_event_that_names_no_revision_is_one_sentence(event: str, work: Path) -> None:
    repository(work)
    file = work.parent / "event.json"
    file.write_text(event, encoding="utf-8")
    outcome = gate(work, GITHUB_EVENT_PATH=str(file))
    assert outcome.status == 2
    assert outcome.errors.startswith("cslint: ")
    assert outcome.errors.count("\n") == 1
    assert "inside cslint" not in outcome.errors


def test_a_push_is_checked_by_its_own_configuration(work: Path) -> None:
    repository(work)
    commit(work, {CASE: SHORT, "cslint.toml": CONFIG + 'stage = "draft"\n'})
    file = work.parent / "event.json"
    file.write_text(json.dumps({"after": "0" * 40, "pull_request": None}), encoding="utf-8")
    outcome = gate(work, GITHUB_EVENT_PATH=str(file))
    assert outcome.of("too-few-words") == [(CASE, "warning")]
