"""What a case study was in the target branch goes with it, under whatever name or in whatever folder it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.course import case
from tests.gate.course import BASE, CASE, CONFIG, DRAFT, GOOD, OTHER, OVERVIEW, SHORT, TEMPLATE, TRAMS, gate, repository
from tests.git import commit, git, needs_git, write

pytestmark = needs_git


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


def move(source: str, target: str) -> Callable[[Path], None]:
    """Return a change that moves a file or folder."""

    def change(folder: Path) -> None:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).rename(folder / target)

    return change


def leave_a_link(folder: Path) -> None:
    """Move the folder away and leave a link to it."""
    move("cases/buses", "archive/buses")(folder)
    (folder / "cases/buses").symlink_to("../archive/buses", target_is_directory=True)


def leave_a_link_to_the_file(folder: Path) -> None:
    """Move the file away and leave a link to it."""
    move(CASE, "cases/old/text.md")(folder)
    (folder / CASE).symlink_to("../old/text.md")


def beside_notes(folder: Path) -> None:
    """Name the file otherwise and put notes next to it."""
    move(CASE, "cases/buses/text.md")(folder)
    write(folder, {"cases/buses/notes.md": "---\ntitle: Notes\n---\n\nTo read.\n"})


def take_the_place(folder: Path) -> None:
    """Move the case study and put another text in its place."""
    move(CASE, "cases/coaches/index.md")(folder)
    write(folder, {CASE: OTHER.replace("Trams", "Cable cars").replace("trams", "cable cars").replace("Bo ", "Bea ")})


def case_at(name: str, change: Callable[[Path], None]) -> object:
    """Return a row of the table below: where the case study goes on, and how it gets there."""
    return pytest.param(change, name, id=name)


MOVES = [
    case_at("cases/coaches/index.md", move("cases/buses", "cases/coaches")),
    case_at("CASES/buses/index.md", move("cases/buses", "CASES/buses")),
    case_at("archive/buses/index.md", leave_a_link),
    case_at("cases/old/text.md", leave_a_link_to_the_file),
    case_at("cases/buses/INDEX.MD", move(CASE, "cases/buses/INDEX.MD")),
    case_at("cases/buses/index.markdown", move(CASE, "cases/buses/index.markdown")),
    case_at("cases/buses/README.md", move(CASE, "cases/buses/README.md")),
    case_at("cases/buses/index.txt", move(CASE, "cases/buses/index.txt")),
    case_at("cases/buses/text.md", beside_notes),
    case_at("cases/buses/.index.md", move(CASE, "cases/buses/.index.md")),
    case_at("cases/.old/buses/index.md", move("cases/buses", "cases/.old/buses")),
    case_at("node_modules/buses/index.md", move("cases/buses", "node_modules/buses")),
    case_at("cases/coaches/index.md", take_the_place),
]


@pytest.mark.parametrize(("change", "path"), MOVES)
def test_a_case_study_in_review_stays_in_review_wherever_it_goes_on(
    change: Callable[[Path], None], path: str, work: Path
) -> None:
    base = repository(work)
    change(work)
    target = work / path
    target.write_text(DRAFT, encoding="utf-8")
    commit(work)
    outcome = gate(work, "--base", base)
    assert (path, "error") in outcome.of("too-few-words"), outcome
    assert outcome.status == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DRAFT.replace("Riders knew", "The riders knew"), id="a word changed"),
        pytest.param(GOOD[: GOOD.index("## Lessons")].replace("Review", "Draft"), id="half of it gone"),
        pytest.param(
            "---\ntitle: Buses at night\nauthor: Asha Rao\nstatus: Draft\n---\n\n## Overview\n\nSoon.\n",
            id="all but its title",
        ),
        pytest.param(
            "\n\n".join(["---\ntitle: Late\nstatus: Draft\n---", "## Overview", OVERVIEW, "## Lessons"]),
            id="another title",
        ),
        pytest.param(DRAFT.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(DRAFT.replace("## Overview", "## OVERVIEW").replace("Riders", "RIDERS"), id="capitals"),
    ],
)
def test_it_is_recognised_although_the_text_has_changed(text: str, work: Path) -> None:
    base = repository(work)
    shutil.rmtree(work / "cases/buses")
    commit(work, {"cases/coaches/index.md": text})
    outcome = gate(work, "--base", base)
    assert {
        level
        for _, level in outcome.of("too-few-words")
        + outcome.of("missing-section")
        + outcome.of("too-few-items")
        + outcome.of("empty-section")
    } == {"error"}, outcome
    assert outcome.status == 1


def test_it_is_recognised_by_its_images_when_every_word_has_changed(work: Path) -> None:
    base = repository(work, {**BASE, "cases/buses/night.jpg": b"\xff\xd8\xff\xe0 a picture of the night"})
    move("cases/buses", "cases/coaches")(work)
    commit(
        work,
        {"cases/coaches/index.md": "---\ntitle: Soon\nstatus: Draft\n---\n\n## Overview\n\nNot yet.\n\n## Lessons\n"},
    )
    assert gate(work, "--base", base).status == 1


def test_it_says_which_case_study_it_was(work: Path) -> None:
    base = repository(work)
    move("cases/buses", "cases/coaches")(work)
    commit(work, {"cases/coaches/index.md": DRAFT})
    assert (
        f"cases/coaches/index.md was {CASE} in {base[:10]}; the requirements of that stage still apply."
        in gate(work, "--base", base).errors
    )


def test_a_new_draft_in_the_same_pull_request_is_a_draft_although_a_case_study_is_removed(work: Path) -> None:
    base = repository(work)
    shutil.rmtree(work / "cases/buses")
    new = (
        OTHER.replace("Trams by the sea", "Ferries")
        .replace("Bo Lind", "Cy Young")
        .replace("status: Review", "status: Draft")
    )
    new = (
        new[: new.index("## Overview")]
        + "## Overview\n\nFerries cross.\n\n## Lessons\n\n**Wait**. Fog delays every second crossing.\n"
    )
    commit(work, {"cases/ferries/index.md": new})
    outcome = gate(work, "--base", base)
    assert outcome.status == 0
    assert {level for _, level in outcome.of("too-few-words")} == {"warning"}
    assert f"{CASE} was deleted." in outcome.errors


def test_words_of_the_template_do_not_make_two_case_studies_the_same(work: Path) -> None:
    rules = " ".join(f"Rule {number} of the course applies to every text that a group hands in." for number in range(9))
    template = TEMPLATE.replace("## Lessons", f"## Rules\n\n{rules}\n\n## Lessons")
    before = GOOD.replace("## Lessons", f"## Rules\n\n{rules}\n\n## Lessons")
    base = repository(work, {**BASE, "templates/our.md": template, CASE: before})
    shutil.rmtree(work / "cases/buses")
    new = OTHER.replace("status: Review", "status: Draft").replace(
        "A line of trams was laid along the shore for summer visitors.", "Trams run by the sea."
    )
    new = new.replace("Trams", "Boats").replace("## Lessons", f"## Rules\n\n{rules}\n\n## Lessons")
    commit(work, {"cases/boats/index.md": new})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (0, [("cases/boats/index.md", "warning")])
    assert f"{CASE} was deleted." in outcome.errors


@pytest.mark.parametrize("written", ["In Review", "Published", "submitted", "REVIEW", "Complete", "done", "'Review '"])
def test_every_word_for_review_or_complete_counts_in_the_target_branch(written: str, work: Path) -> None:
    base = repository(work, {**BASE, CASE: GOOD.replace("status: Review", f"status: {written}")})
    commit(work, {CASE: DRAFT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])


@pytest.mark.parametrize("line", ["Status: Review", "STATUS: Review", "'status': Review", "stage: Review"])
def test_the_field_may_be_written_otherwise(line: str, work: Path) -> None:
    base = repository(work, {**BASE, CASE: GOOD.replace("status: Review", line)})
    commit(work, {CASE: DRAFT})
    assert gate(work, "--base", base).status == 1


STRICT = {
    **BASE,
    "cases/strict/cslint.toml": 'template = "../../templates/our.md"\nstage = "review"\n',
    "cases/strict/buses/index.md": GOOD.replace("status: Review", "status: Draft"),
    "cases/lax/cslint.toml": 'template = "../../templates/our.md"\nignore = ["words"]\n',
    "cases/lax/coaches/index.md": OTHER.replace("Trams", "Coaches").replace("trams", "coaches"),
}


@pytest.mark.parametrize("target", ["cases/lax/buses", "cases/buses2", "elsewhere"])
def test_a_case_study_does_not_escape_its_configuration_by_moving(target: str, work: Path) -> None:
    base = repository(work, STRICT)
    move("cases/strict/buses", target)(work)
    commit(work, {f"{target}/index.md": DRAFT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(f"{target}/index.md", "error")])


def test_where_it_moves_to_it_is_judged_by_that_configuration_as_well(work: Path) -> None:
    base = repository(work, STRICT)
    move("cases/lax/coaches", "cases/strict/coaches")(work)
    text = (work / "cases/strict/coaches/index.md").read_text(encoding="utf-8")
    short = text.replace("A line of coaches was laid along the shore for summer visitors.", "A line of coaches.")
    commit(work, {"cases/strict/coaches/index.md": short.replace("status: Review", "status: Draft")})
    outcome = gate(work, "--base", base)
    assert "cases/strict/coaches/index.md was cases/lax/coaches/index.md in" in outcome.errors
    assert (outcome.status, outcome.of("too-few-words")) == (1, [("cases/strict/coaches/index.md", "error")])


def test_a_case_study_does_not_escape_by_moving_out_of_the_paths_that_are_checked(work: Path) -> None:
    base = repository(work)
    move("cases/buses", "other/buses")(work)
    commit(work, {"other/buses/index.md": DRAFT})
    outcome = gate(work, "cases", "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [("other/buses/index.md", "error")])


def test_it_does_not_escape_into_a_folder_that_is_excluded(work: Path) -> None:
    base = repository(work, {**BASE, "cslint.toml": CONFIG + 'exclude = ["cases/old"]\n'})
    move("cases/buses", "cases/old/buses")(work)
    commit(work, {"cases/old/buses/index.md": SHORT})
    assert gate(work, "--base", base).status == 1


def test_two_case_studies_that_change_places_keep_what_they_were(work: Path) -> None:
    base = repository(work, {**BASE, TRAMS: OTHER.replace("status: Review", "status: Draft")})
    commit(work, {TRAMS: DRAFT, CASE: OTHER})
    assert (TRAMS, "error") in gate(work, "--base", base).of("too-few-words")


def test_a_case_study_replaced_by_a_link_out_of_the_repository_does_not_pass(work: Path, tmp_path: Path) -> None:
    base = repository(work)
    (tmp_path / "outside").mkdir()
    (work / "cases/buses").rename(tmp_path / "outside/buses")
    (work / "cases/buses").symlink_to(tmp_path / "outside/buses", target_is_directory=True)
    commit(work)
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("unreadable-file")) == (1, [(CASE, "error")])


def submodule(folder: Path, name: str, source: Path) -> None:
    """Add another repository below a name."""
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "--force", str(source), name)


def test_a_case_study_that_becomes_a_submodule_does_not_pass(work: Path, tmp_path: Path) -> None:
    base = repository(work)
    repository(tmp_path / "other", {"index.md": DRAFT})
    shutil.rmtree(work / "cases/buses")
    commit(work)
    submodule(work, "cases/buses", tmp_path / "other")
    commit(work)
    outcome = gate(work, "--base", base)
    assert outcome.status == 1
    assert outcome.of("unreadable-file") == [(CASE, "error")]


def test_a_submodule_that_is_a_case_study_is_named_as_not_checked(work: Path, tmp_path: Path) -> None:
    base = repository(work)
    repository(tmp_path / "other", {"index.md": DRAFT})
    submodule(work, "cases/ferries", tmp_path / "other")
    commit(work, {CASE: GOOD + "\n**Listen**. Complaints came before the figures.\n"})
    outcome = gate(work, "--base", base)
    assert "cases/ferries is a submodule and was not checked." in outcome.errors


def test_a_new_case_study_in_a_submodule_is_named_as_not_checked(work: Path, tmp_path: Path) -> None:
    repository(work)
    repository(tmp_path / "other", {"ferries/index.md": GOOD})
    submodule(work, "cases/town", tmp_path / "other")
    base = commit(work)
    commit(work / "cases/town", {"barges/index.md": DRAFT})
    commit(work)
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.findings) == (0, [])
    assert "cases/town is a submodule and was not checked." in outcome.errors
    assert "No case study differs" in outcome.errors


def test_a_stub_that_becomes_a_full_case_study_is_judged_as_one(work: Path) -> None:
    stub = "---\ntitle: Buses\n---\n\nSoon.\n"
    base = repository(work, {"cases/pune-ind/index.md": stub, "README.md": "# Cases\n"})
    case(work / "new")
    shutil.rmtree(work / "cases/pune-ind")
    move("new/pune-ind", "cases/pune-ind")(work)
    commit(work)
    outcome = gate(work, "--base", base)
    assert ("cases/pune-ind/index.md", "warning") in outcome.of("missing-section")


def test_a_full_case_study_that_becomes_a_stub_is_still_judged_as_a_full_one(work: Path) -> None:
    case(work / "cases")
    base = repository(work, {"README.md": "# Cases\n"})
    commit(work, {"cases/pune-ind/index.md": "---\ntitle: Buses\n---\n\nSoon.\n"})
    outcome = gate(work, "--base", base)
    assert ("cases/pune-ind/index.md", "warning") in outcome.of("missing-section")
