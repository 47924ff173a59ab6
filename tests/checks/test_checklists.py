"""Boxes that are not ticked, and comments that the template says to delete."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks.boxes import unticked
from cslint.checks.placeholders import comment_to_delete
from cslint.contract.parts.prose import deletes_comments, deletes_itself, may_stay_unticked, must_be_ticked
from tests.checks.samples import context, found

LIST = "- [ ] I cite every source.\n- [ ] I ran the spelling checker.\n"


def _boxes(folder: Path, instruction: str, copy: str) -> list[str]:
    template = f"## Checklist\n\n{instruction}\n\n{LIST}"
    return found(unticked, context(folder, f"## Checklist\n\n{copy}", template=template))


@pytest.mark.parametrize(
    "instruction",
    [
        "Every box must be ticked before the review.",
        "<!-- All items need to be checked. -->",
        "Tick all of these before you hand in.",
    ],
)
def test_an_open_box_is_due_where_the_template_says_so(instruction: str, tmp_path: Path) -> None:
    copy = LIST.replace("[ ] I cite", "[x] I cite")
    assert _boxes(tmp_path, instruction, copy) == ["due: [ ] I ran the spelling checker."]


def test_an_open_box_is_a_note_where_nothing_is_said(tmp_path: Path) -> None:
    assert _boxes(tmp_path, "Of this report:", LIST) == [
        "open: [ ] I cite every source.",
        "open: [ ] I ran the spelling checker.",
    ]


@pytest.mark.parametrize("instruction", ["Tick what applies.", "Check all that apply."])
def test_where_some_are_to_be_ticked_one_is_enough(instruction: str, tmp_path: Path) -> None:
    assert _boxes(tmp_path, instruction, LIST.replace("[ ] I ran", "[X] I ran")) == []
    assert len(_boxes(tmp_path, instruction, LIST)) == 2


def test_the_author_s_own_boxes_are_not_reported(tmp_path: Path) -> None:
    copy = LIST.replace("[ ]", "[x]") + "- [ ] Buy ink.\n"
    assert _boxes(tmp_path, "Every box must be ticked.", copy) == []


def test_boxes_below_an_open_box_wait_for_it(tmp_path: Path) -> None:
    nested = "- [ ] We store data.\n  - [ ] It is encrypted.\n"
    template = f"## Checklist\n\n{nested}"
    assert found(unticked, context(tmp_path, template, template=template)) == ["open: [ ] We store data."]
    ticked = template.replace("[ ] We", "[x] We")
    assert found(unticked, context(tmp_path, ticked, template=template)) == ["open: [ ] It is encrypted."]


@pytest.mark.parametrize(
    ("text", "itself", "every"),
    [
        ("Please delete this comment before you hand in.", True, False),
        ("TODO: Remove this comment before submitting", True, False),
        ("This comment block should be removed.", True, False),
        ("After you have filled in the fields, please delete these comments.", False, True),
        ("When it is complete, all of these comment blocks should be removed.", False, True),
        ("Do not delete this comment.", False, False),
        ("Remove this section if there is nothing to say.", False, False),
        ("Comment on what should be removed.", False, False),
    ],
)
def test_orders_to_delete_comments(text: str, itself: bool, every: bool) -> None:
    assert (deletes_itself(text), deletes_comments(text)) == (itself, every)


def test_tick_all_that_apply_is_not_tick_all() -> None:
    assert may_stay_unticked("Tick all that apply.")
    assert not must_be_ticked("Tick all that apply.")


COMMENTS = """<!-- When this is complete, please delete these comments. -->

## Plan

<!-- What is built? -->

## Risks

<!-- What may go wrong? -->

<!-- Copyright by the harbour office -->
"""


def test_all_comments_of_written_sections_are_to_be_deleted_where_one_says_so(tmp_path: Path) -> None:
    about = context(tmp_path, COMMENTS.replace("built? -->", "built? -->\n\nTwo quays."), template=COMMENTS)
    (left,) = comment_to_delete(about)
    assert left.values["count"] == 2
    assert about.case.source[left.span].startswith("<!-- When this")
    assert [about.case.source[other.span] for other in left.related] == ["<!-- What is built? -->"]


def test_a_comment_that_says_so_itself_is_to_be_deleted_alone(tmp_path: Path) -> None:
    template = "## Plan\n\n<!-- 5 words. Remove this comment before submitting. -->\n\n## Risks\n\n<!-- 5 words -->\n"
    about = context(tmp_path, template, template=template)
    assert found(comment_to_delete, about) == ["one: <!-- 5 words. Remove this comment before submitting. -->"]
    kept = template.replace("<!-- 5 words. Remove this comment before submitting. -->", "Two quays.")
    assert found(comment_to_delete, context(tmp_path, kept, template=template)) == []
