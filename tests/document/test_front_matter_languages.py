"""Front matter in TOML and JSON, and in YAML where PyYAML has no libyaml: the same fields, at their places."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.front_matter import json_loader, toml_loader, yaml_loader
from cslint.document.front_matter.nodes import MAX_DEPTH
from cslint.document.front_matter.parser import Field, FrontMatter, parse
from cslint.text.source import Source

names = st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True) | st.sampled_from(["two words", "é", "a.b"])
texts = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\u00a0\u2007\u202f\u200b\u3000<"
    ),
    max_size=10,
)
scalars = st.booleans() | st.integers(-(10**9), 10**9) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
blocks = st.dictionaries(names, values, min_size=1, max_size=5)


def read(text: str) -> tuple[Source, FrontMatter]:
    source = Source(Path("index.md"), text)
    return source, parse(source)


def data(found: FrontMatter) -> dict[str, object]:
    return {name: field.value for name, field in found.fields.items()}


def leaves(fields: Iterator[Field]) -> Iterator[Field]:
    return (field for field in fields if not field.children and field.value not in ([], {}))


def inline(value: Any) -> str:
    """Write a value as TOML does on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {inline(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def tables(value: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """Write a mapping as TOML does with headers."""
    lines = [f"{json.dumps(name)} = {inline(part)}" for name, part in value.items() if not isinstance(part, dict)]
    for name, part in value.items():
        if isinstance(part, dict):
            header = ".".join(json.dumps(step) for step in (*path, name))
            lines += [
                f"# about {header.encode('ascii', 'ignore').decode()}",
                f"[{header}]",
                tables(part, (*path, name)),
            ]
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(block=blocks)
def test_toml_is_read_with_its_values_and_each_is_where_its_field_says(block: dict[str, Any]) -> None:
    for text in (tables(block), "\n".join(f"{json.dumps(name)} = {inline(part)}" for name, part in block.items())):
        source, found = read(f"+++\n{text}\n+++\n\n## Overview\n")
        assert data(found) == block
        assert (found.syntax, found.faults) == ("toml", ())
        assert source.text[found.body :] == "\n## Overview\n"
        for field in leaves(found.walk()):
            assert tomllib.loads(f"x = {source[field.span]}") == {"x": field.value}


@settings(max_examples=100, deadline=None)
@given(block=blocks, indent=st.none() | st.just(2))
def test_json_is_read_with_its_values_and_each_is_where_its_field_says(
    block: dict[str, Any], indent: int | None
) -> None:
    source, found = read(json.dumps(block, indent=indent, ensure_ascii=indent is None) + "\n\n## Overview\n")
    assert data(found) == block
    assert (found.syntax, found.faults) == ("json", ())
    assert source.text[found.body :] == "\n## Overview\n"
    for field in found.walk():
        assert json.loads(source[field.span]) == field.value


@settings(max_examples=100, deadline=None)
@given(block=blocks)
def test_nested_yaml_is_read_with_its_values_and_each_is_where_its_field_says(block: dict[str, Any]) -> None:
    source, found = read(f"---\n{yaml.safe_dump(block, allow_unicode=True, sort_keys=False)}---\n")
    read_back = [
        field for field in leaves(found.walk()) if "\n" not in source[field.span] and field.raw[:1] not in "“‘«"
    ]
    for field in read_back:
        assert yaml.safe_load(source[field.span]) == field.value
        value: Any = block
        for step in field.path:
            value = value[step]
        assert value == field.value


@settings(max_examples=100, deadline=None)
@given(block=blocks, flow=st.booleans())
def test_the_pure_reader_of_yaml_gives_the_same_tree(block: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(block, allow_unicode=True, default_flow_style=flow)
    with pytest.MonkeyPatch.context() as patch:
        fast = yaml_loader.compose(text)
        patch.setattr(yaml_loader, "Loader", yaml.SafeLoader)
        assert yaml_loader.compose(text) == fast


@pytest.mark.parametrize(
    "text",
    ["a: b\t\n", "a:\tb\n", "a: b \t# c\n", "a: [b,\tc]\n", "a: &x [1, 2]\nb: *x\n", "a: *nothing\n"],
)
def test_the_pure_reader_takes_tabs_and_aliases_as_libyaml_does(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = yaml_loader.compose(text)
    monkeypatch.setattr(yaml_loader, "Loader", yaml.SafeLoader)
    assert yaml_loader.compose(text) == fast


def test_dates_and_lists_of_tables_in_toml_have_places() -> None:
    source, found = read(
        '+++\ndate = 2024-05-01 # day\nat = 2024-05-01 10:00:00\n[[authors]]\nname = "A"\n[[authors]]\nname = "B"\n'
        "[authors.more]\nx.y = 1\n+++\n"
    )
    assert data(found) == {
        "date": datetime.date(2024, 5, 1),
        "at": datetime.datetime(2024, 5, 1, 10, 0),
        "authors": [{"name": "A"}, {"name": "B", "more": {"x": {"y": 1}}}],
    }
    places = {field.path: source[field.span] for field in leaves(found.walk())}
    assert places[("authors", 1, "name")] == '"B"'
    assert places[("authors", 1, "more", "x", "y")] == "1"
    assert [source[comment] for comment in found.comments] == ["# day"]


BROKEN = [
    ("+++\ntitle = Smart\n+++\n", "toml-unquoted", "Smart"),
    ("+++\ntitle: Smart\n+++\n", "toml-colon", "title: Smart"),
    ("+++\na = 1\na = 2\n+++\n", "toml", "\n"),
    ("+++\na = 1\n\n## Overview\n", "no-closing-fence", "a = 1"),
    ("++++\na = 1\n++++\n", "fence-length", "++++"),
    ('{"a": }\n}\n', "json", "}"),
    ('{"a": 1,\n "a": 2}\n', "duplicate-key", '"a"'),
    ("-----\na: 1\n-----\n", "fence-length", "-----"),
    (" ---\na: 1\n---\n", "fence-indent", " "),
    ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\n", "depth", "["),
    ('{"a": ' + "[" * 5000 + "]" * 5000 + "}\n", "depth", "["),
    ("+++\na = " + "9" * 10_000 + "\n+++\n", "toml", "9" * 10_000),
]


@pytest.mark.parametrize(("text", "what", "at"), BROKEN, ids=[f"{b[1]} {b[0]!r:.20}" for b in BROKEN])
def test_a_fault_is_named_at_its_place(text: str, what: str, at: str) -> None:
    source, found = read(text)
    assert [(fault.what, source[fault.span]) for fault in found.faults] == [(what, at)]


def test_a_number_of_ten_thousand_digits_is_text_in_json() -> None:
    assert data(read('{"a": ' + "9" * 10_000 + "}\n")[1]) == {"a": "9" * 10_000}


@pytest.mark.parametrize("text", ["{{< figure >}}\n", "{% raw %}\n", "{: .note}\n", "{}\n\ntext\n", "+ a list\n"])
def test_markdown_that_begins_with_a_brace_is_not_front_matter(text: str) -> None:
    assert [fault.what for fault in read(text)[1].faults] == ["no-front-matter"]


NESTED = [
    ("authors:\n  - name: &Rail Institute\n", "anchor", "&Rail Institute"),
    ("a:\n  - !b c\n", "tag", "!b c"),
    ("a:\n  b: “Smart”\n", "smart-quotes", "“Smart”"),
    ("a:\n  b: x <!-- y -->\n", "html-comment", " <!-- y -->"),
    ("a:\n  - b: Plan #5\n", "comment", "#5"),
    ("a:\n  b: NO\n", "boolean", "NO"),
]


@pytest.mark.parametrize(("lines", "what", "at"), NESTED, ids=[case[1] for case in NESTED])
def test_what_yaml_takes_in_silence_is_reported_at_any_depth(lines: str, what: str, at: str) -> None:
    source, found = read(f"---\n{lines}---\n")
    assert [(fault.what, source[fault.span]) for fault in found.faults] == [(what, at)]


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=40), fence=st.sampled_from(["+++\n", "{"]))
def test_no_text_makes_a_reader_raise(text: str, fence: str) -> None:
    for part in (f"{fence}{text}", f"+++\n{text}\n+++\n", f'{{"a": {text}}}'):
        source, found = read(part)
        for fault in found.faults:
            assert 0 <= fault.span.start <= fault.span.end <= len(source.text)


def test_every_language_reads_to_the_same_depth() -> None:
    deep = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert yaml_loader.compose(f"a: {deep}").error is None
    assert toml_loader.compose(f"a = {deep}").error is None
    assert json_loader.compose(f'{{"a": {deep}}}').error is None
