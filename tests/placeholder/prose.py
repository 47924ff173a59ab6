"""Real prose in many languages from packages that ship it: none of it is ours, so none of it is in the repository."""

from __future__ import annotations

import ast
import importlib.util
import re
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

_LITERAL = r'"(?:[^"\\\n]|\\.)*"'
_MESSAGE = re.compile(rf"^msgstr ((?:{_LITERAL}\s*)+)", re.M)
_SAMPLE = re.compile(rf"^\s+(?:specimen_\d+|tester): ((?:{_LITERAL}\s*)+)", re.M)


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"the package {package} is not installed")
    return Path(found.submodule_search_locations[0])


def _joined(literals: str) -> str:
    whole = "".join(part[1:-1] for part in re.findall(_LITERAL, literals))
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], whole)


def _paragraphs(text: str) -> Iterator[str]:
    return (" ".join(part.split()) for part in text.split("\n\n") if len(part.split()) >= 15)


@cache
def messages() -> tuple[tuple[str, str], ...]:
    """(Language, paragraph): the long messages of a content management system in sixty languages."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted((_folder("plone.app.locales") / "locales").glob("*/LC_MESSAGES/*.po")):
        for match in _MESSAGE.finditer(path.read_text("utf-8")):
            for paragraph in _paragraphs(_joined(match[1])):
                found[path.parts[-3], paragraph] = None
    return tuple(found)


@cache
def declaration() -> tuple[tuple[str, str], ...]:
    """(Language, paragraph): the Universal Declaration of Human Rights in seven hundred languages."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted((_folder("gflanguages") / "data" / "languages").glob("*.textproto")):
        for match in _SAMPLE.finditer(path.read_text("utf-8")):
            for paragraph in _paragraphs(_joined(match[1]).replace("\n", "\n\n")):
                found[path.stem, paragraph] = None
    return tuple(found)


@cache
def docstrings() -> tuple[tuple[str, str], ...]:
    """(Language, paragraph): what the standard library says of itself."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("[a-s]*.py")):
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and (doc := ast.get_docstring(node)):
                for paragraph in _paragraphs(doc):
                    found["en", paragraph] = None
    return tuple(found)
