"""Front matter: fences, values, their places, and every fault that YAML libraries pass over."""

from __future__ import annotations

import datetime
import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.front_matter.nodes import MAX_DEPTH
from cslint.document.front_matter.parser import SOFT, FrontMatter, Handler, parse
from cslint.document.front_matter.yaml_loader import compose
from cslint.text.source import Source, Span
from tests.corpus import markdown_files, needs_corpus


def source_of(text: str | bytes) -> Source:
    if isinstance(text, bytes):
        return Source.from_bytes(Path("index.md"), text)
    return Source(Path("index.md"), text)


def read(text: str | bytes) -> tuple[Source, FrontMatter]:
    source = source_of(text)
    return source, parse(source)


def block(lines: str) -> str:
    return f"---\n{lines}---\n\n## Overview\n"


def values(found: FrontMatter) -> dict[str, object]:
    return {name: field.value for name, field in found.fields.items()}


def faults(source: Source, found: FrontMatter) -> list[tuple[str, str, str]]:
    """Each fault as (what, line:column, text)."""
    told = []
    for fault in found.faults:
        line, column = source.position(fault.span.start)
        told.append((fault.what, f"{line}:{column}", source[fault.span]))
    return told


def test_every_key_value_and_member_of_a_list_has_its_exact_place() -> None:
    source, found = read("---\ntitle: Café no # x\ntags:\n- a\n- 'b c'\ncity:  \n---\n\n## Overview\n")
    title, tags, city = found.fields.values()
    assert (source[title.key], source[title.span], title.raw) == ("title", "Café no", "Café no")
    assert [source[item] for item in tags.items] == ["a", "'b c'"]
    assert source[tags.span] == "- a\n- 'b c'"
    assert (city.value, city.raw, source.position(city.span.start)) == (None, "", (6, 6))
    assert found.span == Span(0, source.text.index("\n\n## Overview"))
    assert source.text[found.body :] == "\n## Overview\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_change_nothing(end: str) -> None:
    source, found = read(block("title: Smart Pune\ntags:\n- a\n- b\n").replace("\n", end))
    assert values(found) == {"title": "Smart Pune", "tags": ["a", "b"]}
    assert [source[item] for item in found.fields["tags"].items] == ["a", "b"]
    assert source.text[found.body :] == f"{end}## Overview{end}"
    assert found.faults == ()


VALUES = [
    ("2012", 2012),
    ("'2012'", "2012"),
    ("12.5", 12.5),
    ("true", True),
    ("~", None),
    ("", None),
    ("2012-03-04", datetime.date(2012, 3, 4)),
    ("2012-13-45", "2012-13-45"),
    ("[1, b,]", [1, "b"]),
    ("{a: 1, b: [2]}", {"a": 1, "b": [2]}),
    ("a\t", "a"),
    ("|\n  two\n  lines", "two\nlines\n"),
    (">-\n  two\n  lines", "two lines"),
    ('"a # b: c"', "a # b: c"),
    ("It's a plan #2", "It's a plan"),
    ("9" * 5000, "9" * 5000),
    (".nan", None),
    ("!!python/object/apply:os.system [ls]", ["ls"]),
]


@pytest.mark.parametrize(("written", "value"), VALUES, ids=[repr(written)[:30] for written, _ in VALUES])
def test_values_are_what_yaml_reads_and_never_objects(written: str, value: object) -> None:
    _, found = read(block(f"a: {written}\n"))
    if written == ".nan":
        assert str(found.fields["a"].value) == "nan"
    else:
        assert values(found) == {"a": value}
    assert not found.broken


FENCES: list[tuple[str, str | bytes, list[tuple[str, str, str]], dict[str, object]]] = [
    ("a byte order mark is read past", b"\xef\xbb\xbf---\na: 1\n---\n", [("byte-order-mark", "1:1", "")], {"a": 1}),
    ("no front matter", "## Overview\n\ntext\n", [("no-front-matter", "1:1", "## Overview")], {}),
    ("an empty file", "", [("no-front-matter", "1:1", "")], {}),
    ("a fence alone", "---\n", [("no-front-matter", "1:1", "---")], {}),
    ("a rule, prose, a rule", "---\n\nOne.\n\nTwo.\n\n---\n", [("no-front-matter", "1:1", "---")], {}),
    ("nothing between the fences", "---\n---\n", [("empty-block", "1:1", "---\n")], {}),
    ("only a comment between them", "---\n# a\n---\n", [("empty-block", "1:1", "---\n")], {}),
    ("no opening fence", "a: 1\nb: 2\n---\n", [("no-opening-fence", "1:1", "a: 1")], {"a": 1, "b": 2}),
    ("no fence at all", "a: 1\nb: 2\n\n## H\n", [("no-opening-fence", "1:1", "a: 1")], {"a": 1, "b": 2}),
    ("no closing fence", "---\na: 1\n\n## H\n\nNote: more\n", [("no-closing-fence", "2:1", "a: 1")], {"a": 1}),
    ("no end of file after the keys", "---\na: 1", [("no-closing-fence", "2:1", "a: 1")], {"a": 1}),
    ("prose after the keys", "---\na: 1\n\nSome text.\n", [("no-closing-fence", "2:1", "a: 1")], {"a": 1}),
    (
        "a rule in the body became the fence",
        "---\na: 1\n\n## H\n\nNote: of the body\n\n---\n\n## References\n",
        [("late-closing-fence", "2:1", "a: 1")],
        {"a": 1},
    ),
    (
        "a rule in a body that YAML could read as comments",
        "---\na: 1\n\n## H\n\n## I\n\n---\n\n## References\n",
        [("late-closing-fence", "2:1", "a: 1")],
        {"a": 1},
    ),
    ("comments with two hashes", block("a: 1\n\n## more\nb: 2\n\n## end\n"), [], {"a": 1, "b": 2}),
    ("blank lines before", "\n\n---\na: 1\n---\n", [("before-fence", "1:1", "\n\n")], {"a": 1}),
    ("text before", "Hello\n\n---\na: 1\nb: 2\n---\n", [("before-fence", "1:1", "Hello")], {"a": 1, "b": 2}),
    ("a dash of a word processor", "—\na: 1\n---\n", [("fence-characters", "1:1", "—")], {"a": 1}),
    ("a closing fence of en dashes", "---\na: 1\n–––\n\n## H\n", [("fence-characters", "3:1", "–––")], {"a": 1}),
    ("three full stops", "---\na: 1\n...\n\ntext\n", [("fence-characters", "3:1", "...")], {"a": 1}),
    ("spaces behind a fence", "---  \na: 1\n--- \n", [], {"a": 1}),
]


@pytest.mark.parametrize(("text", "told", "found"), [f[1:] for f in FENCES], ids=[f[0] for f in FENCES])
def test_fences(text: str | bytes, told: list[tuple[str, str, str]], found: dict[str, object]) -> None:
    source, front_matter = read(text)
    assert faults(source, front_matter) == told
    assert values(front_matter) == found


@pytest.mark.parametrize("name", ["late-closing-fence", "no-closing-fence"])
def test_the_body_begins_where_markdown_does_when_the_closing_fence_is_missing(name: str) -> None:
    rule = "\n---\n" if name == "late-closing-fence" else ""
    source, found = read(f"---\na: 1\n\n## Overview\n\nSome words.\n{rule}")
    assert [fault.what for fault in found.faults] == [name]
    assert source.text[found.body :].startswith("## Overview")


BROKEN = [
    ("title: Smart City: a plan\n", "colon-in-value", "1:8", "Smart City: a plan"),
    ("title: @pune\n", "reserved-character", "1:8", "@pune"),
    ("title: `x`\n", "reserved-character", "1:8", "`x`"),
    ("title: %x\n", "reserved-character", "1:8", "%x"),
    ("title: *Smart* streets\n", "reserved-character", "1:8", "*Smart* streets"),
    ("title: & more\n", "reserved-character", "1:8", "& more"),
    ("title: - x\n", "reserved-character", "1:8", "- x"),
    ("title: | x\n", "reserved-character", "1:8", "| x"),
    ('title: "Smart\n', "quote-open", "1:8", '"Smart'),
    ("title: 'It's fine'\n", "quote-after", "1:8", "'It's fine'"),
    ('title: "Smart" city\n', "quote-after", "1:8", '"Smart" city'),
    ('title: "C:\\path"\n', "escape", "1:8", '"C:\\path"'),
    ("tags: [a, b\n", "bracket-open", "1:7", "[a, b"),
    ("title: [Draft] Smart\n", "bracket-after", "1:8", "[Draft] Smart"),
    ("title: “a: b”\n", "smart-quotes-broken", "1:8", "“a: b”"),
    ("title:Smart\n", "no-space-after-colon", "1:6", ":"),
    ("title：Smart\n", "wide-colon", "1:6", "："),
    ("title = Smart\n", "equals-sign", "1:6", " = "),
    ("tags:\n\t- a\n", "tab-indent", "2:1", "\t"),
    ("a: b\nstray words here\n", "stray-line", "2:1", "stray words here"),
    ("a: b\n  c: d\n", "indented-key", "2:1", "  "),
    (" a: b\n", "indented-key", "1:1", " "),
    ("a: b\n<!-- c -->\n", "html-comment-line", "2:1", "<!-- c -->"),
    ("a: b <!-- c: d -->\n", "html-comment-cut", "1:5", " <!-- c: d -->"),
    ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", "conflict-marker", "1:1", "<<<<<<< HEAD"),
    ("? [a]\n: b\n", "key", "1:3", "[a]"),
    ("a: &x [*x]\n", "recursion", "1:8", "*x"),
    ("a: *nowhere\n", "reserved-character", "1:4", "*nowhere"),
    ("a: " + "[" * 5000 + "\n", "depth", f"1:{MAX_DEPTH + 3}", "["),
    ("a: " + "[" * 5000 + "]" * 5000 + "\n", "depth", f"1:{MAX_DEPTH + 3}", "["),
]


@pytest.mark.parametrize(("lines", "what", "at", "text"), BROKEN, ids=[f"{b[1]} {b[0]!r:.24}" for b in BROKEN])
def test_a_broken_line_is_explained_at_its_place_and_the_other_fields_are_saved(
    lines: str, what: str, at: str, text: str
) -> None:
    source, found = read(block(f"{lines}status: Draft\n"))
    line, _, column = at.partition(":")
    assert faults(source, found) == [(what, f"{int(line) + 1}:{column}", text)]
    assert found.broken
    assert found.fields["status"].value == "Draft"


def test_each_broken_line_is_a_fault_of_its_own() -> None:
    source, found = read(block('a: x: y\nb: fine\nc: "open\nd: @x\n'))
    assert [(what, at) for what, at, _ in faults(source, found)] == [
        ("colon-in-value", "2:4"),
        ("quote-open", "4:4"),
        ("reserved-character", "5:4"),
    ]
    assert values(found) == {"a": "x: y", "b": "fine", "c": '"open', "d": "@x"}


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ("a: x: y\n", 'a: "x: y"\n'),
        ("a: @x\n", 'a: "@x"\n'),
        ("a: 'It's \"so\"'\n", 'a: "It\'s \\"so\\""\n'),
        ('a: "Smart" x\n', "a: '\"Smart\" x'\n"),
        ("a: “x: y”\n", 'a: "x: y"\n'),
        ("a:x\n", "a: x\n"),
        ("a = x\n", "a: x\n"),
        ("a:\n\t- x\n", "a:\n  - x\n"),
    ],
)
def test_the_replacement_of_a_fault_makes_the_block_readable(lines: str, mended: str) -> None:
    source, found = read(block(lines))
    [fault] = found.faults
    text = source.text[: fault.span.start] + str(fault.values["replacement"]) + source.text[fault.span.end :]
    assert text == block(mended)
    assert read(text)[1].faults == ()


@pytest.mark.parametrize(
    ("lines", "what"), [("- a: 1\n- b: 2\n", "list"), ("only words\n", "scalar"), ("'a: 1'\n", "scalar")]
)
def test_a_list_or_a_text_instead_of_fields_is_a_fault(lines: str, what: str) -> None:
    source, found = read(block(lines))
    assert faults(source, found) == [(what, "2:1", lines.rstrip())]
    assert found.broken
    assert values(found) == ({"a": 1, "b": 2} if what == "list" else {})


SWALLOWED: list[tuple[str, list[tuple[str, str, str]], dict[str, object]]] = [
    ("a: NO\n", [("boolean", "2:4", "NO")], {"a": False}),
    ("a: yes\n", [("boolean", "2:4", "yes")], {"a": True}),
    ("a: 12:30\n", [("number", "2:4", "12:30")], {"a": "12:30"}),
    ("a: 0123\n", [("number", "2:4", "0123")], {"a": 83}),
    ("a: 1_000\n", [("number", "2:4", "1_000")], {"a": 1000}),
    ("a: -5\nb: +5\nc: 0\n", [], {"a": -5, "b": 5, "c": 0}),
    ("a: 1\nb: 2\na: 3\n", [("duplicate-key", "4:1", "a")], {"b": 2, "a": 3}),
    ("a: {b: 1, b: 2}\n", [("duplicate-key", "2:11", "b")], {"a": {"b": 2}}),
    ("a: “Smart”\n", [("smart-quotes", "2:4", "“Smart”")], {"a": "Smart"}),
    ("a: ‘Smart’\n", [("smart-quotes", "2:4", "‘Smart’")], {"a": "Smart"}),
    ("a:\n- “x”\n- y\n", [("smart-quotes", "3:3", "“x”")], {"a": ["x", "y"]}),
    ("a: “One” and “two”\n", [], {"a": "“One” and “two”"}),
    ("a: x <!-- x | y -->\n", [("html-comment", "2:5", " <!-- x | y -->")], {"a": "x"}),
    ("a: 2012 <!-- c -->\n", [("html-comment", "2:8", " <!-- c -->")], {"a": 2012}),
    ("a: Plan #5\n", [("comment", "2:9", "#5")], {"a": "Plan"}),
    ("a: 2012 # or so\n", [("comment", "2:9", "# or so")], {"a": 2012}),
    ("a: 2012 # cslint: ignore[year-range]\n", [], {"a": 2012}),
    ("# a remark\na: 'x # y'\n", [], {"a": "x # y"}),
    ("a: &b c\n", [("anchor", "2:4", "&b c")], {"a": "&b c"}),
    ("a: &b c\nd: *b\n", [], {"a": "c", "d": "c"}),
    ("a: !b c\n", [("tag", "2:4", "!b c")], {"a": "!b c"}),
    ("a:\u00a0b\n", [("no-break-space", "2:3", "\u00a0")], {"a": "b"}),
    ("a:\n\u00a0- b\n", [("no-break-space", "3:1", "\u00a0")], {"a": ["b"]}),
    ("a: b\u00a0\n", [("no-break-space-end", "2:5", "\u00a0")], {"a": "b"}),
    ("a: b\u00a0c\n", [], {"a": "b\u00a0c"}),
    ("a:\n- b\n - c\n", [("item-indent", "4:1", " ")], {"a": ["b", "c"]}),
    ("2012: a\nyes: b\n", [], {"2012": "a", "yes": "b"}),
    ("a: \x07b\n", [("control-character", "2:4", "\x07")], {"a": "\ufffdb"}),
    ("x: &x {a: 1}\n<<: *x\nb: 2\n", [], {"x": {"a": 1}, "b": 2, "a": 1}),
]


@pytest.mark.parametrize(("lines", "told", "found"), SWALLOWED, ids=[repr(entry[0]) for entry in SWALLOWED])
def test_what_yaml_takes_in_silence_is_told(
    lines: str, told: list[tuple[str, str, str]], found: dict[str, object]
) -> None:
    source, front_matter = read(block(lines))
    assert faults(source, front_matter) == told
    assert values(front_matter) == found
    assert not front_matter.broken


def test_comments_have_places_and_a_hash_in_a_value_is_none() -> None:
    source, found = read(block('# one\na: "x # y" # two\nb: |\n  # text\nc: d#e\n'))
    assert [source[span] for span in found.comments] == ["# one", "# two"]


def test_aliases_that_would_explode_are_refused_and_the_rest_is_read() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    _, found = read(block(f"{bomb}title: Smart\n"))
    assert [fault.what for fault in found.faults if fault.what not in SOFT] == ["aliases"]
    assert found.fields["title"].value == "Smart"


def test_python_frontmatter_reads_the_same_with_our_handler() -> None:
    text = "\ufeff---\ntitle: “Smart”\nyear: 12:30\ntags: [a,]\n---\n\nBody.\n"
    post = frontmatter.loads(text, handler=Handler())
    assert (post.metadata, post.content) == ({"title": "Smart", "year": "12:30", "tags": ["a"]}, "Body.")


@pytest.mark.parametrize(
    ("text", "said"),
    [("---\n- a\n---\n", "line 2, column 1: list"), ("---\na: 1\nb: x: y\n---\n", "line 3, column 4: colon-in-value")],
)
def test_our_handler_refuses_what_python_frontmatter_swallows(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        frontmatter.loads(text, handler=Handler())


SCRAPS = [
    *(
        "---\n",
        "---",
        "–––\n",
        "...\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "title: ",
        "tags:\n",
        "- ",
        "  - ",
        " ",
        "\t",
        ": ",
        ":",
    ),
    *(
        "x",
        "Smart City",
        "2012",
        "NO",
        "12:30",
        "'",
        '"',
        "“",
        "”",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " # c",
        "## H\n",
        "**b**",
    ),
    *(
        "<!-- c -->",
        "<!--",
        "*a",
        "&a ",
        "!t ",
        "|\n",
        ">\n",
        "<<: *a",
        "? ",
        "@",
        "%",
        "\u00a0",
        "\ufeff",
        "\x00",
        "\ud800",
    ),
    *("\u2028", "\x85", "😀", "é", "\\", "=", "：", "~", "<<<<<<< a\n"),
]
messy = st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join) | st.text(max_size=60)


def bounded(text: str, found: FrontMatter) -> None:
    """Every place lies in the text, that of a field inside the block."""
    assert 0 <= found.body <= len(text)
    for fault in found.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
    for field in found.fields.values():
        assert found.span is not None
        for span in (field.key, field.span, *field.items):
            assert found.span.start <= span.start <= span.end <= found.span.end


@settings(max_examples=300, deadline=None)
@given(text=messy, fenced=st.booleans())
def test_no_text_makes_it_raise_and_every_place_is_inside_the_block(text: str, fenced: bool) -> None:
    text = f"---\n{text}\n---\nbody" if fenced else text
    bounded(text, parse(source_of(text)))


words = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="<“”‘’«»„\ufeff\u200b\u00a0\u2007\u202f\u3000"
    ),
    max_size=12,
)
scalars = st.none() | st.booleans() | st.integers() | words | st.dates()
keys = st.from_regex(r"[a-z]{1,6}(_[a-z]{1,4})?", fullmatch=True)
metadata = st.dictionaries(
    keys, scalars | st.lists(scalars, max_size=3) | st.dictionaries(keys, scalars, max_size=2), min_size=1, max_size=5
)


@settings(max_examples=150, deadline=None)
@given(data=metadata)
def test_what_python_frontmatter_writes_is_read_back_with_its_values(data: dict[str, Any]) -> None:
    source, found = read(frontmatter.dumps(frontmatter.Post("## Overview", **data)) + "\n")
    assert values(found) == data
    assert found.faults == ()
    assert source.text[found.body :].strip() == "## Overview"


@settings(max_examples=150, deadline=None)
@given(data=metadata)
def test_the_text_at_a_fields_place_reads_as_its_value(data: dict[str, Any]) -> None:
    source, found = read(frontmatter.dumps(frontmatter.Post("", **data)) + "\n")
    for field in found.fields.values():
        assert reread(source, field.span) == field.value
        assert [reread(source, item) for item in field.items] == (field.value if isinstance(field.value, list) else [])


def reread(source: Source, span: Span) -> object:
    """What YAML makes of the text at a place, indented as it stands there."""
    indent = " " * max(source.position(span.start).column - 1, 0)
    root = compose(f"k:\n{indent}{source[span]}").root
    assert root is not None
    assert isinstance(root.value, dict)
    return root.value["k"]


@needs_corpus
@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: "/".join(path.parts[-3:]))
def test_real_files_whole_and_cut_off_at_any_line_are_read_within_bounds(path: Path) -> None:
    text = Source.from_bytes(path, path.read_bytes()).text
    starts = [at for at, char in enumerate(text[:4000]) if char == "\n"]
    for end in [*starts[:40], len(text)]:
        bounded(text[:end], parse(source_of(text[:end])))


HEAVY: dict[str, Callable[[int], str]] = {
    "keys": lambda n: block("k: v\n" * (n // 5)),
    "broken lines": lambda n: block("a: b: c\n" * (n // 8)),
    "open brackets": lambda n: block("a: " + "[" * n + "\n"),
    "lines of open brackets": lambda n: block("- [\n" * (n // 4)),
    "an open quote": lambda n: block('a: "' + "x" * n + "\n"),
    "comments": lambda n: block("k: v # c\n" * (n // 9)),
    "HTML comments": lambda n: block("<!-- a -->\nk: v\n" * (n // 16)),
    "headings that are comments": lambda n: block("title: x\n\n" + "## a\n\nkey: x\n\n" * (n // 14)),
    "blank lines": lambda n: "\n" * n + "---\na: b\n---\n",
    "spaces": lambda n: block("a: b" + " " * n + "c: d: e\n"),
    "dashes": lambda n: "-" * n,
    "no-break spaces": lambda n: block("\u00a0" * n + "\n"),
}


@pytest.mark.parametrize("name", HEAVY)
def test_time_grows_with_the_size_of_the_input_and_no_faster(name: str) -> None:
    def cost(n: int) -> float:
        source = source_of(HEAVY[name](n))
        gc.disable()  # what other tests have left behind is not to be searched here
        try:
            started = time.process_time()
            parse(source)
            return time.process_time() - started
        finally:
            gc.enable()

    small, large = min(cost(5_000) for _ in range(3)), min(cost(40_000) for _ in range(2))
    assert large < 0.05 + 24 * small  # eight times the input; a square would be sixty-four times the time
