"""Items: every form in which authors write them, alone and mixed, with all that may stand around them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document import items
from cslint.document.document import Document, Section
from cslint.text.source import Source


def section(body: str) -> Section:
    return next(Document(Source(Path("index.md"), f"## Section\n\n{body}\n")).walk())


def found(body: str) -> list[tuple[str, int]]:
    return [(item.title, item.words) for item in items.find(section(body))]


FORMS = {
    "dot outside": "**{t}**. {x}",
    "dot inside": "**{t}.** {x}",
    "colon inside": "**{t}:** {x}",
    "colon outside": "**{t}**: {x}",
    "no mark": "**{t}** {x}",
    "both": "**{t}:**. {x}",
    "numbered inside": "**{n}. {t}**: {x}",
    "linked": "**[{t}](https://example.org)**. {x}",
    "link around": "[**{t}**](https://example.org). {x}",
    "underscores": "__{t}__. {x}",
    "text on the next line": "**{t}**\n{x}",
    "text in the next paragraph": "**{t}**\n\n{x}",
    "two spaces at the end": "**{t}**.  \n{x}",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_bold_lead_in_any_form_is_a_title(form: str) -> None:
    body = "\n\n".join(form.format(t=t, x="One two three four.", n=n) for n, t in enumerate(("Alpha beta", "Gamma"), 1))
    assert found(body) == [("Alpha beta", 4), ("Gamma", 4)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("### Alpha\n\nOne two.\n\n### [Beta](https://b.org)\n\nThree.", [("Alpha", 2), ("Beta", 1)]),
        ("### 1. Alpha\n\nOne.\n\n- two\n\n### 2. Beta\n\nThree.", [("Alpha", 2), ("Beta", 1)]),
        ("- **Alpha:** One two.\n  - sub **bold** three\n- **Beta:** Four.", [("Alpha", 5), ("Beta", 1)]),
        ("1. **Alpha**: One two.\n\n2. **Beta**: Three.", [("Alpha", 2), ("Beta", 1)]),
        ("1. One two\n2. Three", [("", 2), ("", 1)]),
        ("They are:\n\n- one two\n- three", [("", 2), ("", 1)]),
        ("**Alpha**. One. **Beta**. Two three. **Gamma**. Four.", [("Alpha", 1), ("Beta", 2), ("Gamma", 1)]),
        ("**Alpha**. One.\n**Beta**. Two three.\n**Gamma**. Four.", [("Alpha", 1), ("Beta", 2), ("Gamma", 1)]),
        ("**Group**.\n\n- [A](u) one\n- [B](v) two\n\n**Other**.\n\n- [C](w)", [("Group", 4), ("Other", 1)]),
        ("One two three.\n\nFour five.", [("", 3), ("", 2)]),
        ("Once more: one.\n\n**Alpha**. Two.\n\nThree.\n\n![i](p.png)\n\n**Beta**. Four.", [("Alpha", 2), ("Beta", 1)]),
        ("- https://a.org/x\n- <https://b.org/y>", [("", 0), ("", 0)]),
        ("- News\n  - [A](u)\n  - [B](v)\n- Reports\n  - [C](w)\n  - [D](x)", [("A", 1), ("B", 1), ("C", 1), ("D", 1)]),
        ("[1] [Title](u)\n[2] [Other](v)", [("", 2), ("", 2)]),
        ("[1] [Title](u)\n\n[2] [Other](v)", [("", 2), ("", 2)]),
        ("- [Title](u)\n  - a note on it\n- [Other](v)", [("Title", 5), ("Other", 1)]),
        ("", []),
        ("![i](p.png)", []),
    ],
)
def test_other_forms(body: str, expected: list[tuple[str, int]]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("**Alpha**. One **two** three.", "bold inside a sentence is emphasis"),
        ("**Alpha**. One.\n\n- **Beta** two\n- **Gamma** three", "bold leads in an item's own bullets are its parts"),
        ("**Alpha**. One.\n\n***Beta, a person***\n\nTwo.", "another mark is another rank"),
        ("**Alpha**. One.\n\n---\n\nTwo.", "a line across the page divides no items"),
        ("**Alpha**. As said in [1, 3], one.", "citations are no entries"),
        ("**Alpha**. Grown to 20+\n\nby now.", "a paragraph ending in a plus is no list"),
        ("**Alpha**. Key Characteristic 1 was one\n**digital twin** of all.", "a bold word may begin a line"),
        ("**Alpha**. One.\n\n#### A heading below\n\nTwo.", "a heading below an item is within it"),
        ("**Alpha**. One.\n\n> **Beta**. Quoted.", "what is quoted belongs to the item"),
        ("**Alpha**. One.\n\n```\n**Beta**. Code.\n```", "code holds no items"),
    ],
)
def test_traps(body: str, why: str) -> None:
    assert [title for title, _ in found(body)] == ["Alpha"], why


def test_a_section_asked_for_by_name_is_no_item() -> None:
    body = "### Alpha\n\nOne.\n\n### Sources\n\n- two"
    assert [i.title for i in items.find(section(body), inside=lambda child: child.title != "Sources")] == ["Alpha"]


WORD = st.sampled_from(
    ["street", "lane", "bus", "tram", "river", "bridge", "school", "market", "energy", "water", "plan", "data"]
)
TEXT = st.lists(WORD, min_size=3, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
TITLE = st.lists(WORD, min_size=1, max_size=4).map(lambda words: " ".join(words).title())


@dataclass
class Written:
    title: str
    text: str
    more: list[str]

    @property
    def words(self) -> int:
        return len(self.text.split()) + sum(len(part.replace("- ", "").split()) for part in self.more if part[0] != "!")


MORE = st.one_of(
    TEXT,
    st.just("![A bus](./bus.png)"),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda texts: "\n".join(f"- {text}" for text in texts)),
)
WRITTEN = st.builds(Written, TITLE, TEXT, st.lists(MORE, max_size=2))


@given(
    entries=st.lists(
        st.tuples(WRITTEN, st.sampled_from([f for f in FORMS.values() if f[0] == "*"])), min_size=2, max_size=6
    ),
    introduction=st.lists(st.one_of(TEXT, st.just("![A map](./map.png)")), max_size=2),
)
@settings(max_examples=200, deadline=None)
def test_n_items_in_any_mixture_of_forms_are_n_items(
    entries: list[tuple[Written, str]], introduction: list[str]
) -> None:
    parts = list(introduction)
    for number, (entry, form) in enumerate(entries, 1):
        parts.append(form.format(t=entry.title, x=entry.text, n=number))
        parts.extend(entry.more)
    read = found("\n\n".join(parts))
    assert read == [(entry.title, entry.words) for entry, _ in entries]


@given(
    st.lists(WRITTEN, min_size=2, max_size=6),
    st.sampled_from(["- **{t}:** {x}", "{n}. **{t}**: {x}", "* **{t}.** {x}"]),
)
@settings(max_examples=100, deadline=None)
def test_n_entries_with_bold_leads_are_n_items(entries: list[Written], form: str) -> None:
    lines = []
    for number, entry in enumerate(entries, 1):
        lines.append(form.format(t=entry.title, x=entry.text, n=number))
        lines.extend(f"   - {part}" for part in entry.more if part[0] not in "!-")
    read = found("\n".join(lines))
    kept = [sum(len(p.split()) for p in [e.text, *(p for p in e.more if p[0] not in "!-")]) for e in entries]
    assert read == [(entry.title, words) for entry, words in zip(entries, kept, strict=True)]


@given(st.lists(WRITTEN, min_size=2, max_size=6), st.sampled_from(["### ", "#### "]))
@settings(max_examples=100, deadline=None)
def test_n_headings_are_n_items(entries: list[Written], mark: str) -> None:
    parts = []
    for entry in entries:
        parts.extend([mark + entry.title, entry.text, *entry.more])
    read = found("\n\n".join(parts))
    assert read == [(entry.title, entry.words) for entry in entries]
