"""Public functions say what their parameters are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cslint

SOURCE = Path(cslint.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(node: ast.AST) -> Iterator[Function]:
    """Yield public functions, and those of public classes, but not those inside functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function) and not child.name.startswith("_"):
            yield child
        elif isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from functions(child)


def parameters(function: Function) -> list[str]:
    given = function.args
    every = [*given.posonlyargs, *given.args, *filter(None, [given.vararg]), *given.kwonlyargs]
    return [one.arg for one in every if one.arg not in ("self", "cls")]


def test_functions_with_two_or_more_parameters_describe_each() -> None:
    silent = []
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "cli":  # their docstrings are the help of commands, and options have a help of their own
            continue
        for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
            names = parameters(function)
            described = (ast.get_docstring(function) or "").partition("Args:")[2]
            if len(names) > 1 and not all(f"{name}:" in described for name in names):
                silent.append(f"{path.relative_to(SOURCE)}:{function.lineno} {function.name}")
    assert silent == []
