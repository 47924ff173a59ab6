"""Links that Markdown does not read as links."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document import broken_links
from cslint.document.broken_links import StrayLink
from cslint.document.document import Document
from cslint.document.markdown.blocks import Block
from cslint.text.source import Source, Span


def find(text: str) -> list[StrayLink]:
    return list(broken_links.find(Document(Source(Path("index.md"), text))))


STRAYS = [
    ("see [a] (https://example.org) there", "gap", "[a] (https://example.org)", "[a](https://example.org)"),
    ("[a]\n(www.example.org)", "gap", "[a]\n(www.example.org)", "[a](www.example.org)"),
    ("![a] (./a.png)", "gap", "![a] (./a.png)", "![a](./a.png)"),
    ("- **[a] (https://example.org)**", "gap", "[a] (https://example.org)", "[a](https://example.org)"),
    ("(a)[https://example.org]", "swapped", "(a)[https://example.org]", "[a](https://example.org)"),
    ("[a][https://example.org]", "square", "[a][https://example.org]", "[a](https://example.org)"),
    ("[a](https://example.org/b c)", "space", "[a](https://example.org/b c)", "[a](https://example.org/b%20c)"),
    ('![a](./b c.png "d")', "space", '![a](./b c.png "d")', '![a](./b%20c.png "d")'),
    ("![a](./b.png =100x20)", "space", "![a](./b.png =100x20)", None),
    ("[a](City Council)", "space", "[a](City Council)", "[a](City%20Council)"),
    ('![a](./b.png "c "d" e")', "title", '![a](./b.png "c "d" e")', None),
    ("[a](https://example.org and more", "unclosed", "[a](https://example.org and more", None),
    ("b](<https://example.org>).", "unopened", "](<https://example.org>)", None),
    ("b](https://example.org).", "unopened", "](https://example.org)", None),
    ("[a]([b c](https://example.org))", "nested", "[a]([b c](https://example.org))", None),
    ("[a(https://example.org) b", "text", "[a(https://example.org)", "[a](https://example.org)"),
    ("see <https://example.org there", "angle", "<https://example.org", None),
    ("see <https://example.org/a b>", "angle", "<https://example.org/a", None),
    ("![a](./b.png “c”)", "title-quotes", "![a](./b.png “c”)", '![a](./b.png "c")'),
    ("![a](./b.png „c“)", "title-quotes", "![a](./b.png „c“)", '![a](./b.png "c")'),
    ("![a](./b.png ‘c’s d’)", "title-quotes", "![a](./b.png ‘c’s d’)", '![a](./b.png "c’s d")'),
    ("![a](./b.png «c (d)»)", "title-quotes", "![a](./b.png «c (d)»)", '![a](./b.png "c (d)")'),
    ("![a](./b.png„c“)", "title-quotes", "![a](./b.png„c“)", '![a](./b.png "c")'),
    ('![a](./b.png"c")', "title-glued", '![a](./b.png"c")', '![a](./b.png "c")'),
    ('![a](./b.png\u00a0"c")', "title-space", '![a](./b.png\u00a0"c")', '![a](./b.png "c")'),
    (
        '[a](https://example.org/b.pdf\u00a0"c")',
        "title-space",
        '[a](https://example.org/b.pdf\u00a0"c")',
        '[a](https://example.org/b.pdf "c")',
    ),
    ("![a](./b.png Photo: c)", "title-bare", "![a](./b.png Photo: c)", '![a](./b.png "Photo: c")'),
    ("![a](./b (1).png)", "space", "![a](./b (1).png)", "![a](./b%20(1).png)"),
    ('![a](./b (1).png "c")', "space", '![a](./b (1).png "c")', '![a](./b%20(1).png "c")'),
    ("![[b c.png]]", "embed", "![[b c.png]]", None),
    ("![[b.png|a tram]]", "embed", "![[b.png|a tram]]", "![a tram](./b.png)"),
    ("# [a] (https://example.org)", "gap", "[a] (https://example.org)", "[a](https://example.org)"),
    ("> [a] (https://example.org)", "gap", "[a] (https://example.org)", "[a](https://example.org)"),
]


@pytest.mark.parametrize(("text", "what", "quoted", "mended"), STRAYS)
def test_what_was_meant_as_a_link_is_found_whole(text: str, what: str, quoted: str, mended: str | None) -> None:
    (found,) = find(text)
    assert (found.what, text[found.span.start : found.span.end]) == (what, quoted)
    if mended is None:
        assert found.edit is None
        return
    assert found.edit is not None
    span, better = found.edit
    text = text[: span.start] + better + text[span.end :]
    assert mended in text
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org) and [b](<https://example.org/b c>) <https://example.org>",
        '[a](https://example.org "b (c)") [a](https://example.org/b_(c)) ![a](a.png)',
        "[![a](a.png)](https://example.org) [a][b]\n\n[b]: https://example.org",
        "online [PDF] (<https://example.org>)",
        "as said [1] (https://example.org) and [2,3] (https://example.org)",
        "[sic] (see the report) and (a)[1] and f[0](x)",
        "`[a] (https://example.org)` and ``](https://example.org)``",
        "```\n[a] (https://example.org)\n```\n",
        "    [a] (https://example.org)\n",
        "<!-- [a] (https://example.org) -->",
        r"\[a\] (https://example.org) \](https://example.org)",
        "[see (https://example.org) for more]",
        "<a href='https://example.org'>a</a> [x] task",
        "a (https://example.org) b [note] b",
        "[a]({{ site.url }}/b c) [a]({% link b c.md %}) [a]({{< ref b c >}}) [a] ({{ page.form }})",
        "<desk@example.org> and [a](<./b c.png>)",
        "$f[a](b c_1)$",
    ],
)
def test_sound_links_code_comments_and_prose_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_one_place_has_one_fault_and_order_is_kept() -> None:
    text = "[a] (https://example.org/b c)\n\n[d](e f) [g](h i)"
    assert [text[s.span.start : s.span.end] for s in find(text)] == [
        "[a] (https://example.org/b c)",
        "[d](e f)",
        "[g](h i)",
    ]


ALPHABET = st.sampled_from(
    ["[", "]", "(", ")", "](", "] (", "https://a.org", "<", ">", "`", "\\", " ", "\n", '"', "a", "!"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=25).map("".join))
def test_any_brackets_give_places_inside_the_text_that_do_not_overlap(text: str) -> None:
    end = 0
    for stray in find(text):
        assert end <= stray.span.start < stray.span.end <= len(text)
        end = stray.span.end


PIECES = [
    "[",
    "](",
    "[a](",
    "] (",
    "(a)[https://",
    "`",
    "``a`",
    "[a (https://",
    "<https://",
    "]" + " " * 50,
    "[a](b c",
    "\\[",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_paragraph_takes_linear_time(piece: str) -> None:
    text = piece * 20_000
    document = Mock(masked=text, anchors=(), flat=(Block("paragraph", Span(0, len(text)), raw=text),))
    start = time.process_time()
    list(broken_links.find(document))
    assert time.process_time() - start < 2
