"""The tree that every reader of front matter makes: values with their places, the same for YAML, TOML and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from cslint.text.source import Fault, Span

MAX_DEPTH = 50


class Node(NamedTuple):
    """A value and its place.

    Attributes:
        span: the value as written, with its quotes or brackets; empty where nothing is written.
        value: the value that was read.
        kind: scalar, list or mapping.
        keys: the keys of a mapping.
        children: the entries of a list, or the values that belong to ``keys``.
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
    """One document read.

    Attributes:
        root: its value, or None when there is nothing or it cannot be read.
        faults: problems that did not keep it from being read.
        error: the problem that did.
        aliased: names of the YAML anchors that an alias repeats, which were meant as anchors.
    """

    root: Node | None
    faults: tuple[Fault, ...] = ()
    error: Fault | None = None
    aliased: frozenset[str] = frozenset()


class RefusedError(Exception):
    """A document that its format allows and cslint does not read.

    Attributes:
        fault: the reason, and its place.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def mapping(span: Span, keys: list[Node], names: list[str], children: list[Node]) -> Node:
    """Return a mapping's node.

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
    """Return a list's node.

    Args:
        span: the list as written.
        children: its entries.
    """
    size = 1 + sum(child.size for child in children)
    return Node(span, [child.value for child in children], "list", children=tuple(children), size=size)
