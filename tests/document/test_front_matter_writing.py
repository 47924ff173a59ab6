"""What fixes write into front matter is read back as what was meant, in every language."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml

from cslint.document.front_matter.writing import written, written_key

TEXTS = ["Mobility", "NO", "a: b", "it's", '"x"', "a, b", "# x", "true", "é", "@pune", "back\\slash"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_back_as_itself(text: str) -> None:
    assert yaml.safe_load(f"k: {written(text)}") == {"k": text}
    assert yaml.safe_load(f"k: [{written(text)}]") == {"k": [text]}
    assert tomllib.loads(f"k = {written(text, 'toml')}") == {"k": text}
    assert json.loads(written(text, "json")) == text


@pytest.mark.parametrize(
    ("text", "in_yaml", "in_toml", "in_json"),
    [
        ("2016", "2016", "2016", "2016"),
        ("2024-05-31", "2024-05-31", "2024-05-31", '"2024-05-31"'),
        ("[1.5, 2]", "[1.5, 2]", "[1.5, 2]", "[1.5, 2]"),
        ("[Energy, Mobility]", "[Energy, Mobility]", '["Energy", "Mobility"]', '["Energy", "Mobility"]'),
        ("", "", '""', '""'),
    ],
)
def test_numbers_dates_and_lists_are_written_as_each_language_does(
    text: str, in_yaml: str, in_toml: str, in_json: str
) -> None:
    assert (written(text), written(text, "toml"), written(text, "json")) == (in_yaml, in_toml, in_json)


def test_keys_have_quotes_where_they_need_them() -> None:
    assert [written_key("a b", language) for language in ("yaml", "toml", "json")] == ["a b", '"a b"', '"a b"']
    assert written_key("a", "toml") == "a"
