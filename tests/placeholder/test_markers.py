"""Notes to oneself are found; words, numerals and names that look like them are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.placeholder.todo_markers import todo_markers


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("TODO: add two links", [("TODO", "todo")]),
        ("todo: add two links", [("todo", "todo")]),
        ("- [ ] To do: add two links", [("To do", "todo")]),
        ("The opening date is TBD.", [("TBD", "todo")]),
        ("Funding: TBA (FIXME)", [("TBA", "todo"), ("FIXME", "todo")]),
        ("To be determined.", [("To be determined.", "todo")]),
        ("Coming soon", [("Coming soon", "todo")]),
        ("It cost XXX million euros", [("XXX", "gap")]),
        ("It cost $XX million", [("$XX", "gap")]),
        ("XX% of residents and XXXX buses", [("XX", "gap"), ("XXXX", "gap")]),
        ("In 2020 it had ??? residents", [("???", "gap")]),
        ("Population: ???", [("???", "gap")]),
        ("???", [("???", "todo")]),
        ("The plan [citation needed] was late", [("[citation needed]", "request")]),
        ("[Insert the mayor's name] opened it", [("[Insert the mayor's name]", "request")]),
        ("by <your name>, {insert date} (insert link here)", [
            ("<your name>", "request"), ("{insert date}", "request"), ("(insert link here)", "request"),
        ]),
        ("[TBD]", [("[TBD]", "todo")]),
    ],
)  # fmt: skip
def test_a_note_to_oneself_is_found(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(mark.text, mark.kind) for mark in todo_markers(text)] == marks
    assert all(text[mark.span.start : mark.span.end] == mark.text for mark in todo_markers(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Todo el mundo lo sabe, sobre todo en verano: es de todos.", "Spanish for all"),
        ("Em todo o país, todo ano, de todo modo.", "Portuguese for all"),
        ("TODO EL MUNDO EN BICICLETA", "a Spanish headline"),
        ("POR TODO O BRASIL", "a Portuguese headline"),
        ("The method TODOS and the file TBD_config, my-TBD, todo.txt and a/TODO/b", "names"),
        ("See https://example.org/TODO/XXX and `TODO`", "an address and code"),
        ("[The list](TODO)", "a link's target"),
        ("Super Bowl XXX was played there.", "a Roman thirty"),
        ("The Games of the XXX Olympiad", "a Roman thirty"),
        ("Louis XXX of nowhere, volume XXX of his works, siglo XXX", "a Roman thirty"),
        ("Really??? Who would have thought that!!!", "a question"),
        ("Vraiment ??? Je ne sais pas.", "a question in French"),
        ("It remains to be determined whether the line will be extended.", "a sentence"),
        ("[insert coins](https://example.org) [add-ons] [1] [sic] [add][1]", "links and notes"),
        ("He praised [your plan](https://example.org) in vi's (insert mode).", "a link and a name"),
        ("a <b>bold</b> word, <https://example.org>, <img src='x'>", "tags"),
        ("Size XXL, a 5XX error, the XX century", "other runs of X"),
    ],
)
def test_what_looks_like_one_is_left_alone(text: str, why: str) -> None:
    assert todo_markers(text) == (), why


@given(st.text(alphabet=st.sampled_from("TODOXB?[]<>(){}: .\ninsertyour")))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    marks = todo_markers(text)
    edges = [edge for mark in marks for edge in mark.span]
    assert edges == sorted(edges)
    assert all(mark.text == text[mark.span.start : mark.span.end] for mark in marks)


@pytest.mark.parametrize("unit", ["?", "[", "[insert ", "TODO ", "XXX ", "- ", " ", "<add ", "`", "]("])
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "x"
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            todo_markers(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(80_000) < 16 * seconds(10_000) + 0.02
