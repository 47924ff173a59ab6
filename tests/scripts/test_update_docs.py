"""The generated table of rules: how they are made, and that they are not stale."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.update_docs import ROOT, fill, json_schemas, rules_table

PAGE = """---
summary: {summary}
family: {family}
level: {level}
check: words.too_few
message: "short"
---
One sentence.
"""
FIXED = """
```yaml fixed
tags:
```
"""


def test_rules_stand_by_family_then_name_and_fixable_ones_are_marked(tmp_path: Path) -> None:
    pages = {
        "too-many-words": PAGE.format(summary="Too long.", family="words", level="should"),
        "missing-field": PAGE.format(summary="A field is missing", family="front-matter", level="must"),
        "tags": PAGE.format(summary="Tags", family="front-matter", level="note") + FIXED,
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert rules_table(tmp_path).splitlines() == [
        "| family | rule | level | reports |",
        "| --- | --- | --- | --- |",
        "| front-matter | [missing-field](missing-field.md) | error | A field is missing |",
        "| front-matter | [tags](tags.md) ✎ | note | Tags |",
        "| words | [too-many-words](too-many-words.md) | warning | Too long |",
    ]


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    text = "before\n<!-- rules -->\nold\n<!-- /rules -->\nafter\n"
    assert fill(text, "rules", "new") == "before\n<!-- rules -->\nnew\n<!-- /rules -->\nafter\n"


@pytest.mark.parametrize("text", ["", "<!-- rules -->", "<!-- /rules -->"])
def test_missing_marks_are_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="is missing"):
        fill(text, "rules", "new")


def test_the_table_of_rules_is_that_of_the_pages() -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    assert text == fill(text, "rules", rules_table(ROOT / "rules"))


def test_the_json_schemas_beside_the_profiles_are_those_of_their_fields() -> None:
    made = json_schemas(ROOT / "schemas")
    assert [path.parent.name for path in made] == ["atlas-2023", "atlas-2024", "atlas-stub"]
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"{path} is stale: run python scripts/update_docs.py"
