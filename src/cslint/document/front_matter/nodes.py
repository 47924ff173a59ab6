"""The tree that every reader of front matter builds: values with positions, the same for YAML, TOML and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from cslint.text.source import Fault, Span

MAX_DEPTH = 50


class Node(NamedTuple):
    """A value and its position.

    Attributes:
        span: the value as written, with its quotes or brackets; empty if the value is.
        value: the parsed value.
        kind: scalar, list or mapping.
        keys: the keys of a mapping.
        children: the entries of a list, or the values for ``keys``.
        plain: whether it is a scalar without quotes.
        size: number of nodes in this tree, aliases counted in full.
        mark: the YAML anchor or tag before the value, or None.
    """

    span: Span
    value: object
    kind: Literal["scalar", "list", "mapping"] = "scalar"
    keys: tuple[Node, ...] = ()
    children: tuple[Node, ...] = ()
    plain: bool = False
    size: int = 1
    mark: Fault | None = None

    def scalars(self) -> Iterator[Node]:
        """Yield the scalars of the tree, keys included."""
        stack: list[Any] = [self]
        while stack:
            node = stack.pop()
            if node.kind == "scalar":
                yield node
            else:
                stack.extend(node.children)
                stack.extend(node.keys)


class Composed(NamedTuple):
    """A parsed document.

    Attributes:
        root: its value, or None if it is empty or cannot be parsed.
        faults: problems that did not prevent parsing.
        error: the problem that did, or None.
        aliased: names of the YAML anchors that have an alias, and so were meant as anchors.
    """

    root: Node | None
    faults: tuple[Fault, ...] = ()
    error: Fault | None = None
    aliased: frozenset[str] = frozenset()


class RefusedError(Exception):
    """A document that is valid in its format but that cslint does not read.

    Attributes:
        fault: the reason, with its position.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def mapping(span: Span, keys: list[Node], names: list[str], children: list[Node]) -> Node:
    """Return the node of a mapping.

    Args:
        span: the mapping as written.
        keys: its keys.
        names: the text of each key.
        children: the value of each key.
    """
    value = {name: child.value for name, child in zip(names, children, strict=True)}
    size = 1 + sum(child.size for child in children)
    return Node(span, value, "mapping", tuple(keys), tuple(children), size=size)


def sequence(span: Span, children: list[Node]) -> Node:
    """Return the node of a list.

    Args:
        span: the list as written.
        children: its entries.
    """
    size = 1 + sum(child.size for child in children)
    return Node(span, [child.value for child in children], "list", children=tuple(children), size=size)
