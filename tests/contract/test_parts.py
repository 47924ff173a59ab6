"""A template is read into parts: what is to be replaced, what is to be filled in, and what stays in every copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.cli.contract_report import outline
from cslint.contract.parts import Left, Part, PartKind, read
from cslint.contract.parts.headings import pattern
from cslint.contract.profile import from_template
from cslint.contract.template import Template
from cslint.document.case import Case
from cslint.document.document import Document
from cslint.linter.engine import check_case, context_of
from cslint.linter.settings import Settings
from cslint.placeholder import slots
from cslint.rules.registry import built_in
from cslint.text.source import Source
from tests.wild import WILD_TEMPLATES, named, needs_wild

OWN_SHAPE = {"missing-section", "renamed-section", "section-order", "heading-level", "missing-field", "unknown-field"}
TEMPLATES = sorted(Path(__file__).parents[1].glob("templates/*.md"))
ANSWER = "Ferries leave every hour from both sides of the harbour"


def _parts(text: str) -> list[Part]:
    return list(read(Document(Source(Path("t.md"), text))))


def _rules(template: str, copy: str, folder: Path) -> list[tuple[str, str]]:
    """The rules that find something in a copy, each with the text that it points at."""
    (folder / "t.md").write_text(template, encoding="utf-8")
    path = folder / "copy.md"
    path.write_text(copy, encoding="utf-8")
    rules = built_in()
    settings = Settings(rules, frozenset(rules), profile=from_template(folder / "t.md"), stage="review")
    report = check_case(context_of(Case(path, Source(path, copy)), settings), settings)
    found = [finding for finding in report.findings if finding.level.value != "note"]
    return [(f.rule, copy[f.location.start : f.location.end]) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Card for [Name of the set]", ["[Name of the set]"]),
        ("- `<module>`: `<day>`", ["<module>", "<day>"]),
        ("{short title, with the {force} that counts}", ["{short title, with the {force} that counts}"]),
        ("{{ name_of_project }}", ["{{ name_of_project }}"]),
        ("Plan for $PROJECT, number NNNN, on YYYY-MM-DD", ["$PROJECT", "NNNN", "YYYY-MM-DD"]),
        ("https://github.com/fjord/plans/issues/0000", ["0000"]),
        ("[More Information Needed]", ["[More Information Needed]"]),
        ("- [ ] done, [x] done, [^1], [RFC 2119], [optional], ![A tram](tram.png)", []),
        ("<details>More</details><br>See <https://www.oslo.kommune.no> and List<String>", []),
        ("## Overview {#overview} {{< tags >}} {% include x %}", []),
    ],
)
def test_slots_are_found_and_notation_is_not(text: str, expected: list[str]) -> None:
    assert [slot.text for slot in slots.find(text)] == expected


@pytest.mark.parametrize(
    ("heading", "copy"),
    [
        ("Summary for $PROJECT", "Summary for Tramline"),
        ("Appendix (optional)", "Appendix"),
        ("Appendix", "Appendix (optional)"),
        ("Contents [if it is longer than a page]", "Contents"),
        ("Author(s)", "Authors"),
        ("Overview", "Overview {#overview}"),
    ],
)
def test_slots_and_marks_of_a_heading_match(heading: str, copy: str) -> None:
    assert pattern(heading).matches(copy)


def test_other_headings_do_not_match_a_slot() -> None:
    assert not pattern("Summary for $PROJECT").matches("Summary")
    assert not pattern("Summary").matches("Motivation")


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("Describe the problem that this solves.", PartKind.INSTRUCTION, Left.ALWAYS),
        ("_A short summary of the change._", PartKind.INSTRUCTION, Left.ALWAYS),
        ("> What does it cost?", PartKind.INSTRUCTION, Left.ALWAYS),
        ("What does it cost?", PartKind.INSTRUCTION, Left.ALONE),
        ("All text in this file is in the public domain by CC0.", PartKind.STANDING, Left.NEVER),
        ("_This plan has been shortened at the client's request._", PartKind.STANDING, Left.NEVER),
        ("<!-- cslint: keep -->\nDescribe nothing.", PartKind.STANDING, Left.NEVER),
        ("<!-- cslint: replace -->\nIt was a dark night.", PartKind.SLOT, Left.ALWAYS),
        ("- [ ] I cite every source.", PartKind.CHECKBOX, Left.NEVER),
        ("- **Homepage:**", PartKind.LABEL, Left.NEVER),
        ("[More Information Needed]", PartKind.SLOT, Left.ALWAYS),
        ("- [Plan](#plan)\n- [Cost](#cost)", PartKind.STANDING, Left.NEVER),
    ],
)
def test_a_block_is_read_as(text: str, kind: PartKind, left: Left) -> None:
    part = next(part for part in _parts(f"## Plan\n\n{text}\n") if part.visible and part.kind is not PartKind.HEADING)
    assert (part.kind, part.left) == (kind, left)


def test_only_the_slot_is_pointed_at(tmp_path: Path) -> None:
    template = "## Plan\n\nWe thank [name of the sponsor] for the tram.\n"
    copy = "## Plan\n\nWe thank [name of the sponsor] for the tram. It runs since May.\n"
    assert _rules(template, copy, tmp_path) == [("template-text", "[name of the sponsor]")]
    assert _rules(template, copy.replace("[name of the sponsor]", "the city of Oslo"), tmp_path) == []


def test_only_the_sentence_that_is_left_is_pointed_at(tmp_path: Path) -> None:
    template = "## Plan\n\nDescribe what is to be built and for whom it is meant.\n"
    copy = f"## Plan\n\n{ANSWER}. Describe what is to be built and for whom it is meant.\n"
    assert _rules(template, copy, tmp_path) == [
        ("template-text", "Describe what is to be built and for whom it is meant.")
    ]


def test_text_of_the_template_next_to_an_instruction_is_one_finding_with_it(tmp_path: Path) -> None:
    left = (
        "Boats differ a lot.\n\n"
        "Describe what is to be built and for whom it is meant.\n\n"
        "In general, we build what the crews ask for.\n\n"
        "Explain who pays for the boats and who mans them.\n"
    )
    copy = f"## Plan\n\n{ANSWER}, and nobody wants to change that in the years to come.\n\n{left}"
    assert _rules(f"## Plan\n\n{left}", copy, tmp_path) == [("template-text", left.strip())]


def test_a_licence_next_to_an_instruction_is_not_part_of_what_is_left(tmp_path: Path) -> None:
    order = "Describe what is to be built and for whom it is meant."
    licence = "All rights are waived under CC0, as for every plan of the harbour."
    copy = f"## Plan\n\n{ANSWER}, and nobody wants to change that.\n\n{order}\n\n{licence}\n"
    assert _rules(f"## Plan\n\n{order}\n\n{licence}\n", copy, tmp_path) == [("template-text", order)]


@pytest.mark.parametrize(
    "line",
    [
        "[Explain what the boat is for. This should be no more than two sentences.]",
        "A 1-2 sentence summary of the boat. Readers look through many of them.",
    ],
)
def test_limits_in_brackets_and_in_a_phrase_that_names_what_to_write_are_read(line: str, tmp_path: Path) -> None:
    template = f"## Boat\n\n{line}\n"
    copy = "## Boat\n\nIt is red. It is fast. It is old. It is loud.\n"
    assert [rule for rule, _ in _rules(template, copy, tmp_path)] == ["too-many-sentences"]
    assert _rules(template, "## Boat\n\nIt is red. It is fast.\n", tmp_path) == []


def test_a_slot_that_names_a_value_asks_for_nothing_else(tmp_path: Path) -> None:
    template = "## Boats\n\n- <name of the boat>: <link to its plan>\n"
    assert _rules(template, "## Boats\n\nThere are no boats in this harbour.\n", tmp_path) == []


def test_a_section_that_is_due_once_a_stage_is_reached_may_stay_empty_before(tmp_path: Path) -> None:
    comment = "<!-- Once the plan is ready to be marked as implemented, list all the boats. -->"
    template = f"---\nstatus: draft\n---\n\n## Plan\n\n<!-- Say what is new. -->\n\n## Boats\n\n{comment}\n"
    copy = f"---\nstatus: proposed\n---\n\n## Plan\n\n{ANSWER}.\n\n## Boats\n"
    assert "empty-section" not in [rule for rule, _ in _rules(template, copy, tmp_path)]
    assert "empty-section" in [rule for rule, _ in _rules(template, copy.replace("proposed", "implemented"), tmp_path)]


HEADINGS = "## Plan\n\n<!-- What is new? -->\n\n## {0}\n\n<!-- What else? -->\n\n## Cost\n\n<!-- How much? -->\n"


@pytest.mark.parametrize(
    ("name", "heading", "rules"),
    [
        ("Options", "## Options Considered", ["renamed-section"]),
        ("Options (Not Chosen)", "## Options", ["renamed-section"]),
        ("Options", "#### Options Considered", ["missing-section"]),  # of another level and with words of its own
        ("Are there any metrics that would be useful", "## Metrics", ["missing-section"]),
        ("Are there any metrics that would be useful", "## Are there any metrics that are useful", ["renamed-section"]),
    ],
)
def test_a_heading_is_a_renamed_one_where_it_is_near_in_words_and_of_that_level(
    name: str, heading: str, rules: list[str], tmp_path: Path
) -> None:
    copy = f"## Plan\n\n{ANSWER}.\n\n{heading}\n\n{ANSWER}.\n\n## Cost\n\n{ANSWER}.\n"
    found = [rule for rule, _ in _rules(HEADINGS.format(name), copy, tmp_path) if rule in OWN_SHAPE]
    assert found == rules


def test_a_table_row_with_a_slot_is_reported_below_text_that_stays(tmp_path: Path) -> None:
    row = "| [Date of the event] | Short description of it |"
    template = f"## Timeline\n\nAll times are in UTC.\n\n| Time | Event |\n| --- | --- |\n{row}\n"
    assert [text for _, text in _rules(template, template, tmp_path)] == [row]
    assert _rules(template, template.replace(row, "| 4 May | The tram stopped |"), tmp_path) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_finds_nothing_wrong_with_its_own_shape(template: Path, tmp_path: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert OWN_SHAPE.isdisjoint(rule for rule, _ in _rules(text, text, tmp_path))


SLOT = st.sampled_from(["[Date of the trip]", "<name of the boat>", "{title of the plan}", "$HARBOUR", "NNNN"])
TITLES = st.lists(st.sampled_from(["Plan", "Cost", "Risks", "Crew", "Sources"]), min_size=1, max_size=4, unique=True)


@given(titles=TITLES, slot=SLOT, mark=st.sampled_from(["", " (Optional)", " [if any]"]))
def test_every_slot_is_reported_and_a_filled_copy_has_no_finding(
    titles: list[str], slot: str, mark: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    template = "".join(f"## {title}{mark}\n\nThe {title.lower()} is set by {slot} in May.\n\n" for title in titles)
    left = _rules(template, template, folder)
    assert len([text for _, text in left if text == slot]) == len(titles)
    assert OWN_SHAPE.isdisjoint(rule for rule, _ in left)
    assert _rules(template, template.replace(slot, "the harbour master"), folder) == []


def test_a_field_is_a_part_with_the_remark_that_it_was_read_from() -> None:
    text = (
        "---\ntitle: Your title\nlink:  # optional\nlead:\n  # the person who answers letters\n  name: Your name\n---\n"
    )
    template = Template(Source(Path("t.md"), text))
    assert [(part.kind, part.name, part.reason, part.optional) for part in template.field_parts] == [
        (PartKind.FIELD, "title", "a key of the front matter", False),
        (PartKind.FIELD, "link", 'the remark next to it says "optional"', True),
        (PartKind.FIELD, "lead", "a key of the front matter", False),
        (PartKind.FIELD, "lead.name", 'the remark above it says "the person who answers letters"', False),
    ]


def test_the_contract_shows_the_remark_of_a_field(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("---\ntitle: Your title\nlink:  # optional\n---\n\n## Plan\n", encoding="utf-8")
    rows = outline(str(path), None)["fields"]
    assert [row["reason"] for row in rows] == ["a key of the front matter", 'the remark next to it says "optional"']


@needs_wild
@pytest.mark.parametrize("template", WILD_TEMPLATES, ids=named)
def test_a_template_of_another_community_finds_nothing_wrong_with_its_own_shape(template: Path, tmp_path: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert OWN_SHAPE.isdisjoint(rule for rule, _ in _rules(text, text, tmp_path))


@needs_wild
@pytest.mark.parametrize("template", WILD_TEMPLATES, ids=named)
def test_every_slot_in_the_text_of_a_template_of_another_community_is_reported(template: Path, tmp_path: Path) -> None:
    text = template.read_text(encoding="utf-8")
    read = Template(Source(template, text))
    reported = " ".join(" ".join(found.split()) for _, found in _rules(text, text, tmp_path))
    slots_left = [part for part in read.parts if part.kind is PartKind.SLOT and part.section]
    assert [part.text for part in slots_left if " ".join(part.text.split()) not in reported] == []
