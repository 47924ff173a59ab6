"""What the server says of a text: hovers, proposals, outline, hints and fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from lsprotocol.types import CodeActionKind, DocumentSymbol, Position, Range, TextEdit

from cslint.server import actions, completion, diagnostics, hover, outline
from cslint.text.source import Span
from tests.server.samples import EXAMPLES, FINISHED, at, everywhere, mended, opened, texts

TEXT = FINISHED.read_text(encoding="utf-8")
_GOAL = TEXT.index("**Close the digital gap**. ") + len("**Close the digital gap**. ")
SHORT = TEXT[:_GOAL] + "Four words, no more.\n\n" + TEXT[TEXT.index("**Govern with data**") :]  # one goal is short
DRAFT = EXAMPLES / "drafts" / "pune-ind" / "index.md"


def shown(text: str, mark: str, path: Path = FINISHED) -> str:
    """What hovers over a mark; "" for nothing."""
    found = hover.hover(opened(text, path), at(text, mark))
    return str(found.contents.value) if found else ""  # type: ignore[union-attr]


def proposed(text: str, mark: str) -> list[str]:
    """What is proposed behind a mark."""
    return [item.label for item in completion.completion(opened(text), at(text, mark, len(mark)))]


def taken(text: str, mark: str, label: str) -> str:
    """The line of a mark once a proposal behind it is taken."""
    where = at(text, mark, len(mark))
    item = next(item for item in completion.completion(opened(text), where) if item.label == label)
    assert isinstance(item.text_edit, TextEdit)
    return mended(text, [item.text_edit]).splitlines()[where.line]


def test_over_a_heading_stand_what_is_asked_in_the_template_s_words_and_how_far_it_is() -> None:
    lines = shown(SHORT, "Goals and Aspirations").splitlines()
    assert lines[0].startswith("**Goals and Aspirations**: ")
    assert "- ✓ written" in lines
    assert '- ✗ "about 50 words": 2 of 3 items' in lines
    assert lines[-1].startswith("> Set out the goals that matter most to the project, in about 50 words each.")


def test_over_a_section_of_the_author_s_own_stands_that_nobody_asked_for_it() -> None:
    text = TEXT + "\n## My own thoughts\n\nSome.\n"
    assert shown(text, "My own thoughts") == "**The template does not ask for this section.**"


def test_over_a_key_stand_what_it_means_and_what_is_allowed() -> None:
    assert shown(TEXT, "status: ").splitlines() == [
        "**status**",
        "",
        "How finished the case study is.",
        "",
        "Allowed:",
        "",
        "- `Draft`: still being written",
        "- `Review`: ready for the instructor to read",
        "- `Complete`: published; the instructor sets this",
    ]


@pytest.mark.parametrize("mark", ["Pune, a city of software", "---", "2015"])
def test_over_anything_else_stands_nothing(mark: str) -> None:
    assert shown(TEXT, mark) == ""


def test_keys_that_are_not_there_yet_are_proposed_in_their_usual_order() -> None:
    text = TEXT.replace("city: Pune\ncountry_code: IND\n", "c\n", 1)
    assert proposed(text, "\nc")[:3] == ["city", "country_code", "country"]
    assert taken(text, "\nc", "city") == "city: "


@pytest.mark.parametrize(
    ("before", "after", "mark", "label", "line"),
    [
        ("status: Review", "status:", "status:", "Draft", "status: Draft"),
        ("status: Review", "status: Re", "status: Re", "Review", "status: Review"),
        ("country_code: IND", "country_code: I", "country_code: I", "IND", "country_code: IND"),
        ("  - CivicTech", "  - ", "  - InformationSystems\n  - ", "CivicTech", "  - CivicTech"),
        ("tags:\n  - InformationSystems\n  - CivicTech\n  - Mobility", "tags: [Mobility, ", "tags: [Mobility, ",
         "CivicTech", "tags: [Mobility, CivicTech"),
        ("geography: ./pune-ind.geojson", "geography: ", "geography: ", "./pune-ind.geojson",
         "geography: ./pune-ind.geojson"),
        ("](./operations-centre.png", "](", "displays](", "./operations-centre.png", None),
    ],
)  # fmt: skip
def test_values_are_proposed_and_take_the_place_of_what_is_written(
    before: str, after: str, mark: str, label: str, line: str | None
) -> None:
    text = TEXT.replace(before, after, 1)
    assert after in text
    done = taken(text, mark, label)
    assert done == line if line else f"]({label}" in done


def test_of_files_those_of_the_wanted_kind_come_first() -> None:
    text = TEXT.replace("featured_image: ./pune-skyline.jpg", "featured_image: ", 1)
    found = completion.completion(opened(text), at(text, "featured_image: ", len("featured_image: ")))
    ranked = [item.label for item in sorted(found, key=lambda item: str(item.sort_text))]
    assert ranked[-1] == "./pune-ind.geojson"
    assert "./index.md" not in ranked


def test_countries_are_found_by_their_names_as_well() -> None:
    text = TEXT.replace("country_code: IND", "country_code: ", 1)
    found = completion.completion(opened(text), at(text, "country_code: ", len("country_code: ")))
    assert len(found) > 240
    assert next(item.filter_text for item in found if item.label == "PRT") == "PRT Portugal"


def test_headings_that_are_missing_are_proposed() -> None:
    text = TEXT.replace("## Overview", "## ", 1)
    assert proposed(text, "---\n\n## ") == ["Overview"]


def test_the_outline_holds_fields_sections_and_items() -> None:
    front, *sections = outline.symbols(opened(TEXT))
    names = [child.name for child in front.children or ()]
    assert (front.name, names[:2]) == ("front matter", ["title", "description"])
    goals = next(section for section in sections if section.name == "Goals and Aspirations")
    assert [item.name for item in goals.children or ()] == ["Close the digital gap", "Govern with data", "Earn trust"]


@pytest.mark.parametrize("path", [FINISHED, DRAFT, EXAMPLES / "mistakes" / "porto-prt" / "index.md"])
def test_every_name_of_the_outline_stands_inside_what_it_names(path: Path) -> None:
    def check(symbol: DocumentSymbol) -> None:
        whole, name = symbol.range, symbol.selection_range
        assert symbol.name
        assert whole.start <= name.start
        assert name.end <= whole.end
        for child in symbol.children or ():
            check(child)

    for symbol in outline.symbols(opened(path.read_text(encoding="utf-8"), path)):
        check(symbol)


def test_words_stand_beside_headings_and_titles_with_what_is_asked() -> None:
    text = opened(TEXT)
    labels = {hint.position.line: str(hint.label) for hint in outline.hints(text, Span(0, len(TEXT)))}
    overview = labels[at(TEXT, "## Overview").line]
    assert overview.endswith(" words; asked: 100 to 150 words")
    assert labels[at(TEXT, "**Earn trust**").line].endswith(" words; asked: about 50 words each")


def test_all_safe_fixes_are_one_action_and_a_guess_says_so() -> None:
    path = EXAMPLES / "mistakes" / "porto-prt" / "index.md"
    text = opened(path.read_text(encoding="utf-8"), path)
    found = actions.actions(text, everywhere(text.source.text))
    assert [action.kind for action in found].count(actions.FIX_ALL) == 1
    single = [action for action in found if action.kind == CodeActionKind.QuickFix]
    assert {action.is_preferred for action in single} == {True, False}
    assert all(action.is_preferred != action.title.endswith("(a guess)") for action in single)


def test_where_the_cursor_is_not_nothing_is_offered() -> None:
    text = opened(TEXT.replace("country_code: IND", "country_code: IN", 1))
    title = at(text.source.text, "title: ")
    assert [action.kind for action in actions.actions(text, Range(title, title))] in ([], [actions.FIX_ALL])


def test_a_diagnostic_leads_to_the_page_of_its_rule_and_to_the_instruction() -> None:
    found = diagnostics.diagnostics(opened(SHORT))[FINISHED]
    short = next(entry for entry in found if entry.code == "too-few-words")
    assert short.code_description and short.code_description.href.endswith("rules/too-few-words.md")
    (instruction,) = short.related_information or ()
    assert instruction.location.uri == FINISHED.as_uri()
    assert instruction.location.range.start == at(SHORT, "about 50 words")


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "CONTRIBUTING.md"])
def test_what_is_no_case_study_is_left_alone(name: str, tmp_path: Path) -> None:
    assert texts().put(tmp_path / name, "---\ntitle: x\n---\n") is None


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("share", [0, 1, 3, 12, 40, 55, 250, 600, 999])
def test_a_text_that_breaks_off_anywhere_is_answered(share: int, ends: str) -> None:
    cut = TEXT[: len(TEXT) * share // 1000].replace("\n", ends)
    text = opened(cut)
    end = text.places.position(len(cut))
    for place in (Position(0, 0), Position(0, 999), end, Position(end.line + 5, 3)):
        hover.hover(text, place)
        completion.completion(text, place)
        actions.actions(text, Range(place, place))
    assert FINISHED in diagnostics.diagnostics(text)
    assert all(symbol.name for symbol in outline.symbols(text))
    outline.hints(text, Span(0, len(cut)))
