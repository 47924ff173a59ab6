"""Links: written so that they work, leading somewhere, each source named once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import links
from tests.checks.samples import context, found, mended

MALFORMED = [
    ("[a]((https://example.org/))", "brackets-address: (https://example.org/)", "[a](https://example.org/)"),
    ('[a]("https://example.org")', 'quotes-address: "https://example.org"', "[a](https://example.org)"),
    ("[a](www.example.org)", "no-scheme-address: www.example.org", "[a](https://www.example.org)"),
    ("[a](http//example.org)", "scheme-address: http//example.org", "[a](http://example.org)"),
    ("![a](www.example.org/a.png)", "no-scheme-address: www.example.org/a.png", "![a](https://www.example.org/a.png)"),
    (
        '<a href="www.example.org">a</a>',
        "no-scheme-address: www.example.org",
        '<a href="https://www.example.org">a</a>',
    ),
    ("(<https://example.org/1/)a/>)", "unbalanced-address: https://example.org/1/)a/", "(<https://example.org/1/a/>)"),
    ("[a]([b](https://example.org))", "nested-address: [b](https://example.org)", "[a](https://example.org)"),
    ("[a] (https://example.org)", "gap: [a] (https://example.org)", "[a](https://example.org)"),
    ("a](<https://example.org>)", "unopened: ](<https://example.org>)", "a](<https://example.org>)"),
    ("[a][b]\n\n[b]: www.example.org", "no-scheme-address: [a][b]", "[a][b]\n\n[b]: www.example.org"),
]


@pytest.mark.parametrize(("text", "expected", "better"), MALFORMED)
def test_a_link_that_cannot_work_is_told_and_mended(text: str, expected: str, better: str, tmp_path: Path) -> None:
    about = context(tmp_path, text)
    assert found(links.malformed, about) == [expected]
    assert mended(links.malformed, about) == better


def test_what_is_sure_is_mended_without_guessing(tmp_path: Path) -> None:
    about = context(tmp_path, '[a]("https://example.org") [b](www.example.org) [c] (https://example.org)')
    assert mended(links.malformed, about, unsafe=False) == (
        "[a](https://example.org) [b](www.example.org) [c](https://example.org)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org) [b](./audit.pdf) [c](#top) [d](/cases/x) [e](mailto:a@example.org)",
        "[a](https://en.wikipedia.org/wiki/Pune_(city)) <https://example.org>",
        "[a](plan.in) and [b](data.io/x.csv)",
        "[a]() [b](url) [c](https://)",
        "---\nauthor: '[a] (https://example.org)'\n---\n",
    ],
)
def test_sound_links_and_files_with_odd_names_are_not_malformed(text: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"plan.in": b"x", "data.io/x.csv": b"x"}
    assert found(links.malformed, context(tmp_path, text, files)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]()", ["address: [a]()"]),
        ("[a](#)", ["address: [a](#)"]),
        ("[a](URL)", ["address: [a](URL)"]),
        ("[a](https://)", ["address: [a](https://)"]),
        ('<a href="">a</a>', ['address: <a href="">']),
        ("[]()", ["both: []()"]),
        ("[](https://example.org)", ["text: [](https://example.org)"]),
        ("[ ](https://example.org)", ["text: [ ](https://example.org)"]),
        ("[![a](a.png)](https://example.org) [<img src='a.png'>](https://example.org)", []),
        ("[a](https://example.org) <https://example.org> [b](#top) <a href='https://example.org'></a>", []),
        ("![a]()", []),
    ],
)
def test_a_link_needs_text_and_address(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(links.empty, context(tmp_path, text)) == expected


SOURCES = """\
## Overview

[a](https://example.org/a) and [again](https://example.org/a)

## References

### Primary Sources

- [The plan](https://www.example.org/plan/)
- The audit <https://example.org/audit>
- [1] Notes, https://example.org/notes.

### Secondary Sources

- [Plan](http://example.org/plan#page=2) and <https://example.org/plan>
- [Audit](https://example.org/audit?utm_source=x)
- https://example.org/notes
- [New](https://example.org/notes/new)
"""


def test_each_source_is_named_once(tmp_path: Path) -> None:
    about = context(tmp_path, SOURCES)
    assert found(links.duplicate_source, about) == [
        ": http://example.org/plan#page=2",
        ": https://example.org/plan",
        ": https://example.org/audit?utm_source=x",
        ": https://example.org/notes",
    ]
    first = next(links.duplicate_source(about))
    assert first.values["line"] == 9
    assert about.case.source[first.related[0].span] == "https://www.example.org/plan/"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            "- [Audits](https://x.org/a)\n  - [1st](https://x.org/b)\n  - [2nd](https://x.org/b)\n",
            [": https://x.org/b"],
        ),
        ("- [Audits](https://x.org/a)\n  - [1st](https://x.org/b)\n- [Plan](https://x.org/b)\n", [": https://x.org/b"]),
        ("- [Audits](https://x.org/a)\n  - <https://x.org/a>\n", []),
        ("- [Audits](https://x.org/a)\n  - [1st](https://x.org/b), also at <https://x.org/b>\n", []),
    ],
)
def test_entries_below_a_linked_entry_are_sources_of_their_own(
    entries: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(links.duplicate_source, context(tmp_path, f"## Sources\n\n{entries}")) == expected


@pytest.mark.parametrize("heading", ["References", "Sources", "Works Cited", "Bibliography", "Primary sources:"])
def test_lists_of_sources_are_known_by_their_heading(heading: str, tmp_path: Path) -> None:
    text = f"## {heading}\n\n- https://example.org/a\n- https://example.org/a\n"
    assert len(found(links.duplicate_source, context(tmp_path, text))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- <https://example.org/a>", ["https://example.org/a"]),
        ("- https://example.org/a.", ["https://example.org/a"]),
        ("- [https://example.org/a](https://example.org/a)", ["https://example.org/a"]),
        ("- [1] <https://example.org/a>", []),
        ("- Plan: <https://example.org/a>", []),
        ("- [Plan](https://example.org/a)", []),
        ("![a](https://example.org/a.png)", []),
        ("`https://example.org`", []),
    ],
)
def test_an_address_that_stands_alone_is_bare(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(links.bare, context(tmp_path, text)) == [f": {address}" for address in expected]
