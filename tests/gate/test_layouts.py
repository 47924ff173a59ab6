"""The gate in repositories that keep their case studies as single files, or have several templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.course import CONFIG, DRAFT, GOOD, OTHER, OVERVIEW, SHORT, TEMPLATE, gate, repository
from tests.git import commit, needs_git

pytestmark = needs_git
FLAT: dict[str, str | bytes] = {
    "cslint.toml": CONFIG + 'cases = ["submissions/*.md"]\n',
    "templates/our.md": TEMPLATE,
    "submissions/ada.md": GOOD,
    "submissions/bo.md": OTHER,
}
LAX = TEMPLATE.replace("10 to 20 words", "1 to 20 words")
SHEETS: dict[str, str | bytes] = {
    "cslint.toml": (
        '[[template]]\nfile = "templates/our.md"\ncases = ["strict/*.md"]\n'
        '[[template]]\nfile = "templates/lax.md"\ncases = ["lax/*.md"]\n'
    ),
    "templates/our.md": TEMPLATE,
    "templates/lax.md": LAX,
    "strict/ada.md": GOOD,
    "lax/bo.md": OTHER,
}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


@pytest.mark.parametrize(
    "name", ["submissions/ada2.md", "drafts/ada.md", "submissions/ada.txt", "submissions/old/ada.md"]
)
def test_a_file_that_leaves_the_patterns_is_still_a_case_study(name: str, work: Path) -> None:
    base = repository(work, FLAT)
    (work / "submissions/ada.md").unlink()
    commit(work, {name: DRAFT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(name, "error")])


def test_one_file_that_is_removed_is_not_taken_for_its_neighbour(work: Path) -> None:
    base = repository(work, FLAT)
    (work / "submissions/ada.md").unlink()
    new = OTHER.replace("Trams by the sea", "Ferries").replace("Bo Lind", "Cy Young").replace("Review", "Draft")
    new = (
        new[: new.index("## Overview")]
        + "## Overview\n\nFerries cross.\n\n## Lessons\n\n**Wait**. Fog is no friend here.\n"
    )
    commit(work, {"submissions/cy.md": new})
    outcome = gate(work, "--base", base)
    assert outcome.status == 0
    assert {level for _, level in outcome.of("too-few-words")} == {"warning"}


def test_the_patterns_of_the_head_do_not_count(work: Path) -> None:
    base = repository(work, FLAT)
    commit(work, {"submissions/cy.md": SHORT, "cslint.toml": CONFIG + 'cases = ["other/*.md"]\n'})
    assert ("submissions/cy.md", "error") in gate(work, "--base", base).of("too-few-words")


def test_an_image_means_the_case_study_that_names_it(work: Path) -> None:
    image = "![A night](./img/night.jpg)\n\n## Lessons"
    files = {
        **FLAT,
        "submissions/ada.md": GOOD.replace("## Lessons", image),
        "submissions/img/night.jpg": b"\xff\xd8\xff",
    }
    base = repository(work, files)
    (work / "submissions/img/night.jpg").unlink()
    commit(work)
    outcome = gate(work, "--base", base)
    assert outcome.of("missing-asset") == [("submissions/ada.md", "error")]


@pytest.mark.parametrize("target", ["lax/ada.md", "elsewhere/ada.md"])
def test_a_case_study_keeps_its_template_when_it_moves(target: str, work: Path) -> None:
    base = repository(work, SHEETS)
    (work / "strict/ada.md").unlink()
    commit(work, {target: SHORT})
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(target, "error")])


def test_each_of_several_templates_is_the_target_branchs(work: Path) -> None:
    base = repository(work, SHEETS)
    shorter = OTHER.replace("A line of trams was laid along the shore for summer visitors.", "A line.")
    commit(work, {"strict/ada.md": SHORT, "lax/bo.md": shorter, "templates/our.md": LAX, "templates/lax.md": TEMPLATE})
    assert gate(work, "--base", base).of("too-few-words") == [("strict/ada.md", "error")]


def test_an_index_elsewhere_does_not_make_a_new_file_no_case_study(work: Path) -> None:
    files = {name: text for name, text in FLAT.items() if name != "cslint.toml"} | {"cslint.toml": CONFIG}
    base = repository(work, files)
    text = SHORT.replace("## Overview", "## Summary").replace("## Lessons", "## Learned")
    commit(work, {"submissions/cy.md": text, "other/index.md": OTHER})
    assert "submissions/cy.md" in gate(work, "--base", base).paths


@pytest.mark.parametrize("words", [OVERVIEW, "Buses run late."])
def test_a_copy_is_a_new_case_study_and_its_origin_stays_what_it_is(words: str, work: Path) -> None:
    base = repository(work, FLAT)
    commit(work, {"submissions/ada-copy.md": DRAFT, "submissions/ada.md": GOOD.replace(OVERVIEW, words)})
    outcome = gate(work, "--base", base)
    assert ("submissions/ada-copy.md", "warning") in outcome.of("too-few-words")
    assert outcome.status == int(words != OVERVIEW)


def test_a_new_index_does_not_hide_other_new_files(work: Path) -> None:
    files = {name: text for name, text in FLAT.items() if name != "cslint.toml"} | {"cslint.toml": CONFIG}
    base = repository(work, files)
    text = DRAFT.replace("Draft", "Review").replace("## Overview", "## Summary").replace("## Lessons", "## Learned")
    text = "\n".join(line for line in text.splitlines() if not line.startswith(("title", "author")))
    commit(work, {"submissions/cy.md": text, "submissions/other/index.md": OTHER})
    assert ("submissions/cy.md", "error") in gate(work, "--base", base).of("missing-section")
