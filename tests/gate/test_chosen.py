"""Which case studies a pull request changes: every one that a changed file belongs to, in either revision."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.course import BASE, CASE, GOOD, OTHER, SHORT, TEMPLATE, gate, repository
from tests.git import commit, needs_git, write

pytestmark = needs_git
DEEP = "cases/buses/a/b/c/d/e/night.jpg"
WITH_IMAGE = GOOD.replace("## Lessons", "![A night](./a/b/c/d/e/night.jpg)\n\n## Lessons")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


@pytest.mark.parametrize("hidden", [False, True], ids=["", "behind a nested index.md"])
def test_an_image_deleted_deep_in_a_case_study_is_noticed(hidden: bool, work: Path) -> None:
    base = repository(work, {**BASE, CASE: WITH_IMAGE, DEEP: b"\xff\xd8\xff\xe0 a night"})
    (work / DEEP).unlink()
    commit(work, {"cases/buses/a/b/index.md": OTHER} if hidden else {})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("missing-asset")) == (1, [(CASE, "error")])


def test_the_file_of_an_image_folder_does_not_take_the_place_of_its_case_study(work: Path) -> None:
    files = {**BASE, CASE: GOOD.replace("## Lessons", "![A night](./images/night.jpg)\n\n## Lessons")}
    base = repository(work, {**files, "cases/buses/images/night.jpg": b"\xff\xd8\xff\xe0 a night"})
    (work / "cases/buses/images/night.jpg").unlink()
    commit(work, {"cases/buses/images/index.md": OTHER.replace("Trams", "Pictures")})
    assert (CASE, "error") in gate(work, "--base", base).of("missing-asset")


@pytest.mark.parametrize(
    "name",
    ["cases/ferries/INDEX.MD", "cases/ferries/index.markdown", "cases/ferries/README.md", "cases/ferries/Index.md"],
)
def test_a_new_case_study_is_checked_under_any_name_for_an_index(name: str, work: Path) -> None:
    base = repository(work)
    commit(work, {name: SHORT})
    outcome = gate(work, "cases", "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(name, "error")])


def test_of_two_new_texts_in_a_folder_none_is_passed_over(work: Path) -> None:
    base = repository(work)
    commit(work, {"cases/ferries/text.md": SHORT, "cases/ferries/notes.md": SHORT})
    outcome = gate(work, "cases", "--base", base)
    assert outcome.status == 1
    assert ("cases/ferries/text.md", "error") in outcome.of("too-few-words")


@pytest.mark.parametrize("path", ["casess", "cases/buses/nothing.md", "/nowhere", "-x"])
def test_a_path_that_does_not_exist_is_a_wrong_call(path: str, work: Path) -> None:
    base = repository(work)
    commit(work, {CASE: SHORT})
    outcome = gate(work, "--base", base, "--", path)
    assert outcome.status == 2
    assert "Traceback" not in outcome.errors
    assert outcome.errors.startswith("cslint: ")


def test_a_path_of_the_action_that_does_not_exist_is_a_wrong_call(work: Path) -> None:
    base = repository(work)
    commit(work, {CASE: SHORT})
    outcome = gate(work, "--base", base, CSLINT_GATE_PATHS="cases\ncasess\n")
    assert (outcome.status, outcome.errors) == (
        2,
        f"cslint: casess exists neither here nor in {base[:10]}. Give folders or files of the repository.\n",
    )


def test_a_path_out_of_the_repository_is_a_wrong_call(work: Path) -> None:
    base = repository(work)
    commit(work, {CASE: SHORT})
    assert gate(work, "..", "--base", base).status == 2


@pytest.mark.parametrize(
    "path", ["cases", "cases/../cases", "./cases/", "{top}/cases", "cases/trams/../buses", "{link}/cases"]
)
def test_a_path_may_be_written_in_any_way(path: str, work: Path, tmp_path: Path) -> None:
    base = repository(work)
    (tmp_path / "link").symlink_to(work, target_is_directory=True)
    commit(work, {CASE: SHORT})
    outcome = gate(work, path.format(top=work, link=tmp_path / "link"), "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])


def test_it_works_in_a_folder_that_is_reached_by_a_link(work: Path, tmp_path: Path) -> None:
    base = repository(work)
    (tmp_path / "link").symlink_to(work, target_is_directory=True)
    commit(work, {CASE: SHORT})
    outcome = gate(tmp_path / "link", "cases", "--base", base, PWD=str(tmp_path / "link"))
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])


def test_a_new_case_study_that_git_does_not_know_yet_is_checked(work: Path) -> None:
    base = repository(work)
    write(work, {"cases/ferries/index.md": SHORT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [("cases/ferries/index.md", "error")])


def test_what_git_ignores_is_not_checked(work: Path) -> None:
    base = repository(work, {**BASE, ".gitignore": "build/\n"})
    write(work, {"build/ferries/index.md": SHORT})
    assert gate(work, "--base", base).status == 0


def test_changed_markdown_of_which_nothing_is_checked_does_not_pass(work: Path) -> None:
    base = repository(work)
    commit(
        work,
        {
            "cases/ferries/chapter.md": "# Ferries\n\nA text without front matter or any heading of the template.\n",
            "cases/ferries/other.md": "More.\n",
        },
    )
    outcome = gate(work, "cases", "--base", base)
    assert outcome.status != 0


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/README.md", ".github/PULL_REQUEST_TEMPLATE.md", "LICENSE"]
)
def test_pages_about_the_repository_itself_pass(name: str, work: Path) -> None:
    base = repository(work)
    commit(work, {name: "# About\n\nA course.\n"})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.findings) == (0, [])


def test_each_case_study_goes_by_the_threshold_of_its_own_configuration(work: Path) -> None:
    strict = 'template = "../../templates/our.md"\nstage = "draft"\nfail-on = "warning"\n'
    files = {
        **BASE,
        "cases/aaa/index.md": OTHER.replace("Trams", "Ants"),
        "cases/strict/cslint.toml": strict,
        "cases/strict/buses/index.md": GOOD,
    }
    base = repository(work, files)
    commit(work, {"cases/aaa/index.md": OTHER, "cases/strict/buses/index.md": SHORT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [("cases/strict/buses/index.md", "warning")])


def test_a_threshold_of_one_case_study_does_not_fail_another(work: Path) -> None:
    lax = 'template = "../../templates/our.md"\nstage = "draft"\n'
    strict = lax + 'fail-on = "warning"\n'
    files = {
        **BASE,
        "cases/strict/cslint.toml": strict,
        "cases/strict/buses/index.md": GOOD,
        "cases/wild/cslint.toml": lax,
        "cases/wild/trams/index.md": OTHER,
    }
    base = repository(work, files)
    shorter = OTHER.replace("A line of trams was laid along the shore for summer visitors.", "A line.")
    commit(
        work,
        {
            "cases/strict/buses/index.md": GOOD + "\n**Listen**. Complaints came before the figures.\n",
            "cases/wild/trams/index.md": shorter,
        },
    )
    outcome = gate(work, "--base", base)
    assert outcome.of("too-few-words") == [("cases/wild/trams/index.md", "warning")]
    assert outcome.status == 0


def test_a_new_case_study_that_is_the_untouched_template_does_not_pass(work: Path) -> None:
    base = repository(work)
    commit(work, {"cases/ferries/index.md": TEMPLATE.replace("\n\n", "\n\n\n")})
    assert gate(work, "--base", base).status == 1
    commit(work, {"cases/ferries/index.md": TEMPLATE.replace("Title of your case", "Ferries")})
    assert gate(work, "--base", base).status == 0
