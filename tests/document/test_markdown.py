"""Markdown with positions: every block and link stands where its span says, and nothing stands outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mistune import BlockParser, InlineParser

from cslint.document import document as document_module
from cslint.document.document import Document
from cslint.document.markdown import blocks as markdown
from cslint.document.markdown import inline
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.inline import Link
from cslint.document.markdown.mistune_positions import PARSER
from cslint.text.source import Source
from tests.corpus import markdown_files, needs_corpus


def document(text: str) -> Document:
    return Document(Source(Path("index.md"), text))


def links(text: str) -> list[tuple[str, str, str]]:
    read = document(text)
    return [(read.source[link.span], link.target, link.text) for link in read.anchors]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see [the plan](https://a.b)", [("[the plan](https://a.b)", "https://a.b", "the plan")]),
        ("a\nb [x\ny](z)", [("[x\ny](z)", "z", "x\ny")]),
        ('![alt](./p.png "cap (x)")', [('![alt](./p.png "cap (x)")', "./p.png", "alt")]),
        ("![a [b] c](<my file.png>)", [("![a [b] c](<my file.png>)", "my file.png", "a [b] c")]),
        ("[![i](s)](t)", [("[![i](s)](t)", "t", ""), ("![i](s)", "s", "i")]),
        ("- x\n  - y [l](m)\n", [("[l](m)", "m", "l")]),
        ("> > [l](m_(n))", [("[l](m_(n))", "m_(n)", "l")]),
        ("<https://a.b/c>", [("<https://a.b/c>", "https://a.b/c", "https://a.b/c")]),
        ("[r]\n\n[r]: /u 't'", [("[r]", "/u", "r")]),
        ('<img src="a&amp;b.png" alt="x">', [('<img src="a&amp;b.png" alt="x">', "a&b.png", "x")]),
        ("<div>\n<a href=x>t</a>\n</div>", [("<a href=x>", "x", "")]),
        ("`[no](link)` \\[no](link)", []),
        ("<!-- [no](link) -->", []),
        ("## [h](k) ##", [("[h](k)", "k", "h")]),
        ("\ttabbed\n\n1.  [a](b)\n\n\t[c](d)", [("[a](b)", "b", "a"), ("[c](d)", "d", "c")]),
    ],
)
def test_links_are_found_where_they_stand(text: str, found: list[tuple[str, str, str]]) -> None:
    assert links(text) == found


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ('![a](b.png "Cap")', "Cap", "Cap"),
        ("![a](b.png 'it is \"so\"')", 'it is "so"', 'it is "so"'),
        ("![a](<b c.png> (Cap))", "Cap", "Cap"),
        ("![a](b.png)", None, None),
    ],
)
def test_a_caption_stands_between_its_quotes(text: str, title: str | None, place: str | None) -> None:
    read = document(text)
    (image,) = read.images
    assert image.title == title
    assert (read.source[image.title_span] if image.title_span else None) == place


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_anything(end: str) -> None:
    text = "# T\n\npara [a](b)\nmore\n\n- one\n- two [c](d)\n".replace("\n", end)
    read = document(text)
    assert [read.source[link.span] for link in read.links] == ["[a](b)", "[c](d)"]
    assert [read.source.position(link.span.start).line for link in read.links] == [3, 7]


def test_a_comment_is_never_content() -> None:
    text = "## A\n<!-- ## B\n\n**bold** [l](m) -->\nreal\n\n- <!-- c --> item\n"
    read = document(text)
    assert [section.title for section in read.walk()] == ["A"]
    assert read.links == ()
    assert read.blocks[1].plain == "real"
    assert read.blocks[2].children[0].children[0].plain == "item"


def test_a_comment_mark_in_code_opens_nothing() -> None:
    read = document("`<!--` a\n\n```\n<!-- b\n```\n\nc\n")
    assert read.comments == ()
    assert read.blocks[-1].plain == "c"


def test_an_unclosed_comment_reaches_to_the_end() -> None:
    read = document("a\n\n<!-- b\n\n## C\n")
    assert not read.comments[0].closed
    assert list(read.walk()) == []


def positions_hold(text: str) -> None:
    """The two properties: a token's span holds its text, and no content lies outside every span."""
    read = document(text)
    covered = [False] * len(text)
    for block in read.blocks:
        for at in range(block.span.start, block.span.end):
            covered[at] = True
        for inner in block.walk():
            assert 0 <= inner.span.start <= inner.span.end <= len(text)
            for link in inner.links:
                _stands(read, inner, link)
            if inner.kind == "paragraph" and inner.raw:
                _starts(read.masked, inner)
    for at, char in enumerate(read.masked):
        assert covered[at] or char.isspace() or char in "#", (at, read.masked[max(0, at - 20) : at + 20])


def _starts(masked: str, block: Block) -> None:
    lines = [line.strip() for line in block.raw.split("\n")]
    there = [line.strip() for line in re.split(r"\r\n|\n|\r", masked[block.span.start : block.span.end])]
    assert len(lines) == len(there)
    pairs = zip(lines, (whole.replace("\0", "\ufffd") for whole in there), strict=True)
    assert all(mine in whole or "\t" in whole for mine, whole in pairs)


def _stands(read: Document, block: Block, link: Link) -> None:
    written = read.source[link.span].replace("\0", "\ufffd")
    if link.form == "html":
        assert written.startswith("<") and written.endswith(">")
    elif link.form == "autolink":
        written = read.masked[link.span.start : link.span.end].replace("\0", "\ufffd")
        assert written in (f"<{link.target}>", f"<{link.target.removeprefix('mailto:')}>")
    else:
        assert written.startswith("![" if link.image else "[")
        assert written.endswith((")", "]"))
        assert read.source[link.text_span].replace("\0", "\ufffd") in written


INLINE = st.sampled_from(
    [
        "word",
        "two words",
        "**bold**",
        "[a](b)",
        '![i](p.png "t")',
        "<http://x.y>",
        "`code [x](y)`",
        "[r][ref]",
        "é",
        "देव",
        "😀",
        "\\*",
        "*",
        "[",
        "](",
        "<!-- c -->",
        "<b>h</b>",
        "&amp;",
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"### {line} ##"),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"{n}. {x}" for n, x in enumerate(lines, 1))),
    LINE.map(lambda line: f"- {line}\n\n  {line}\n  - {line}"),
    LINE.map(lambda line: f"> {line}\n> - {line}"),
    LINE.map(lambda line: f"```\n{line}\n```"),
    LINE.map(lambda line: f"<div>\n{line}\n</div>"),
    st.just("---"),
    st.just("[ref]: http://r.s 'T'"),
    st.just("Title\n-----"),
    st.just("    indented"),
)
MARKDOWN = st.lists(BLOCK, max_size=7).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n\n\n"]).map(lambda gap: gap.join(blocks))
)


@given(MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_positions_hold_in_generated_markdown(text: str) -> None:
    positions_hold(text)


@given(st.text(alphabet="ab[]()!*_`#>-+.1 \t\n\r\"'<&\\:~|", max_size=80))
@settings(max_examples=400, deadline=None)
def test_arbitrary_text_is_read_without_complaint(text: str) -> None:
    read = document(text)
    for block in read.blocks:
        for inner in block.walk():
            assert 0 <= inner.span.start <= inner.span.end <= len(text)
            for link in inner.links:
                assert inner.span.start <= link.span.start <= link.span.end <= len(text)


@given(st.text(alphabet="ab 1.)#>-*_`=~[]:<!\n\t\f", max_size=60), st.integers(0, 60))
@settings(max_examples=500, deadline=None)
def test_a_block_starts_where_the_parser_itself_finds_it(text: str, at: int) -> None:
    ours, its = (parser.compile_sc().search(text, at) for parser in (PARSER.block, BlockParser()))
    assert (ours and (ours.lastgroup, ours.span())) == (its and (its.lastgroup, its.span()))


@given(st.text(alphabet="ab.]!(&amp;#x41;) \t\n\xa0\f", max_size=40).filter(lambda text: text.strip() == text))
@settings(max_examples=500, deadline=None)
def test_text_without_markup_is_what_the_parser_makes_of_it(text: str) -> None:
    assert inline.read(text, {}) == inline._parse(text, {})


@needs_corpus
@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: "-".join(path.parts[-3:]))
def test_positions_hold_in_the_corpus(path: Path) -> None:
    positions_hold(Source.from_bytes(path, path.read_bytes()).text)


KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "break",
}


def by_the_oracle(text: str) -> list[tuple[str, int]]:
    tokens = MarkdownIt("commonmark").parse(text)
    return sorted((KINDS[t.type], t.map[0] + 1) for t in tokens if t.map and t.type in KINDS)


def by_us(source: Source, text: str) -> list[tuple[str, int]]:
    blocks = [inner for block in markdown.parse(source, text) for inner in block.walk()]
    return sorted((b.kind, source.position(b.span.start).line) for b in blocks if b.kind != "definition")


# of the instructions to authors, which nobody checks, the two parsers read the HTML differently
CASES = [path for path in markdown_files() if path.name != "INSTRUCTIONS-TO-AUTHORS.md"]


@needs_corpus
@pytest.mark.parametrize("path", CASES, ids=lambda path: "-".join(path.parts[-3:]))
def test_another_parser_finds_the_same_blocks_on_the_same_lines(path: Path) -> None:
    read = Document(Source.from_bytes(path, path.read_bytes()))
    assert by_us(read.source, read.masked) == by_the_oracle(read.masked.replace("\f", " "))


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\npara\nmore\n\n- a\n- b\n\n  c\n\n> q\n> r\n\n```\nx\n```\n\n---\n\n1. a\n   - b\n2. c\n",
        "Setext\n===\n\n<div>\nx\n</div>\n\n    code\n\n* a\n\n* b\n",
        "- a\n> q\n\n1) x\n2) y\n- z\n",
    ],
)
def test_another_parser_agrees_on_small_documents(text: str) -> None:
    source = Source(Path("x.md"), text)
    assert by_us(source, text) == by_the_oracle(text)


def test_a_text_is_read_to_its_end_or_so_far_as_its_marks_are_those_of_a_case_study(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_module, "MOST_MARKS", 8)
    assert document("# A\n\nb (c)\n").end == 11
    cut = document("# A\n\nb (c)\n\n# D\n\n# E\n")
    assert [section.title for section in cut.sections] == ["A", "D"]
    assert cut.source.text[cut.end :] == "\n# E\n"
    long = document("b" + "(" * 20_000)
    assert long.end == 9


class ThoroughParser(type(PARSER.inline)):  # type: ignore[misc]
    """Looks for emphasis in every text."""

    process_text = InlineParser.process_text


def structure(tokens: list[dict[str, Any]]) -> list[Any]:
    """Kinds, texts and offsets of tokens; texts beside each other are one."""
    found: list[Any] = []
    for token in tokens:
        if token["type"] == "text" and found and isinstance(found[-1], str):
            found[-1] += token["raw"]
        elif token["type"] == "text":
            found.append(token["raw"])
        else:
            place = (token["start"], token.get("end")) if token["type"] in ("link", "image", "inline_html") else None
            found.append(
                (token["type"], token.get("raw"), token.get("attrs"), place, structure(token.get("children", [])))
            )
    return found


MARKUP = [*"*_[`&;", "**", "***", "__", "](u)", "![", r"\*", r"\&", "&amp;", "amp;", "<http://a_b>", "<i>", "a", "b."]


@given(st.lists(st.sampled_from([*MARKUP, " ", "\n"]), max_size=24).map("".join))
def test_emphasis_is_found_as_by_looking_for_it_in_every_text(text: str) -> None:
    assert structure(PARSER.inline(text, {})) == structure(ThoroughParser()(text, {}))


@given(st.text(alphabet="a \n\r\x0b\x1c\u2028", max_size=30))
def test_lines_end_in_line_feeds_and_carriage_returns_and_nothing_else(text: str) -> None:
    ends = [
        at + 1 for at, char in enumerate(text) if char == "\n" or (char == "\r" and not text.startswith("\r\n", at))
    ]
    assert Source(Path("x.md"), text).line_starts == [0, *ends]
