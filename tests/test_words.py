"""What users and engineers read is plain English: wording that readers of a second language stumble over is counted."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST = 0.6  # habits per thousand words
PAGES = ("README.md", "CHANGELOG.md", "docs/**/*.md", "rules/*.md", "schemas/*.md", "schemas/*/*.md", "examples/*.md")
HABITS = {
    "mend": r"\bmend(?:s|ed|ing)?\b",
    "is no": r"\b(?:is|are|was|were|be) (?:no|none)\b(?! (?:longer|more|fewer|less|one|later|earlier|larger)\b)",
    "stands": r"\b(?:stand|stands|stood|standing)\b(?! (?:alone|for|out|text)\b)",
    "lies": r"\b(?:lie|lies|lay) (?:in|at|on|outside|inside|below|above|between|there|here|where|near|far)\b",
    "is asked": r"\b(?:is|are|was|were|been|be) asked\b|\basked (?:here|for)\b",
    "behind": r"\b(?:behind|besides?)\b",
    "take away": r"\bt(?:ake[sn]?|aking|ook)(?: \w+)? (?:away|down)\b|\bh[eo]ld(?:s|ing)? back\b",
    "told": r"\btold\b|\btell(?:s|ing)? of\b",
    "a line a case": r"\b(?:a|one) (?:line|page|finding|row|file|folder|word|case|section|item) an? \w+",
    "anew": r"\b(?:anew|whoever|thereof|wherein|wherefrom)\b",
    "none that": r"\bnone (?:that|of those|there)\b|\bnothing but\b",
    "what is": r"(?:^|[.;:] )What (?:is|are|was|has|a|an|the|must|may|counts)\b",
}


def prose(text: str) -> str:
    """Return the text of a page without its code blocks."""
    return re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.S | re.M)


def strings(source: str) -> Iterator[str]:
    """Return the texts of three words or more in a module, without its docstrings."""
    tree = ast.parse(source)
    remarks = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield from [node.value] if len(node.value.split()) >= 3 else []


def remarks(source: str) -> Iterator[str]:
    """Return the docstrings and the comments of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and "noqa" not in token.string and "type:" not in token.string:
            yield token.string.lstrip("# ")


def texts() -> Iterator[str]:
    """Return everything that users read: pages, messages and help."""
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            yield prose(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "src" / "cslint").rglob("*.py")):
        yield from strings(path.read_text(encoding="utf-8"))


def habits(text: str) -> list[str]:
    """Return the name of each habit in a text, as often as it is there."""
    return [name for name, pattern in HABITS.items() for _ in re.finditer(pattern, text, re.I | re.M)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mend it.", ["mend"]),
        ("Fix it.", []),
        ("This is no date.", ["is no"]),
        ("There are no longer two.", []),
        ("The name stands behind the colon.", ["stands", "behind"]),
        ("What is asked for is told here.", ["is asked", "told", "what is"]),
        ("One line per case study.", []),
        ("A line a case.", ["a line a case"]),
    ],
)
def test_habits_are_recognised(text: str, names: list[str]) -> None:
    assert sorted(habits(text)) == sorted(names)


def test_code_blocks_and_docstrings_do_not_count() -> None:
    assert "mend" not in prose("Text.\n\n```text\nmend\n```\n")
    assert list(strings('"""Mend all of it."""\n\nx = "three words here"\n')) == ["three words here"]


def test_docstrings_and_comments_are_remarks() -> None:
    assert list(remarks('"""Mend it."""\n\nx = 1  # behind y\n')) == ["Mend it.", "behind y"]


def rate(read: list[str]) -> float:
    """Return the number of habits per thousand words."""
    words = sum(len(text.split()) for text in read)
    assert words > 10_000
    return 1000 * sum(len(habits(text)) for text in read) / words


def test_users_read_plain_english() -> None:
    assert rate(list(texts())) <= MOST


def test_engineers_read_plain_english() -> None:
    modules = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src" / "cslint").rglob("*.py"))]
    guide = prose((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert rate([guide, *(remark for module in modules for remark in remarks(module))]) <= MOST
