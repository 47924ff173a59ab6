"""Read YAML, TOML and JSON front matter with positions, and report the problems that python-frontmatter ignores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from cslint.document.front_matter import fences
from cslint.document.front_matter.fields import Field, FrontMatter, Reader
from cslint.document.front_matter.nodes import Composed
from cslint.document.front_matter.yaml_diagnosis import NO_BREAK
from cslint.document.front_matter.yaml_loader import compose
from cslint.text.source import Fault, Source, Span

__all__ = ["SOFT", "Field", "FrontMatter", "Handler", "parse"]

_LONE_CR = re.compile(r"\r(?!\n)")
_LEAD = re.compile(r"[ \t]*(?:[^\W\d]\w*(?:[ .-]\w+){0,4}[ \t]*:|-(?=\s))")
_SPACES = " \t" + NO_BREAK


class Handler(YAMLHandler):
    """python-frontmatter's YAML handler with the reader of cslint, for TOML and JSON too.

    ``frontmatter.loads(text, handler=Handler())`` gives the same values as a check, and a problem that
    python-frontmatter would ignore is a ``ValueError`` that names its line.
    """

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body of a text whose fences are correct.

        Raises:
            ValueError: the text has no front matter, or a fence is missing, late or mistyped.
        """
        block = fences.find(_LONE_CR.sub("\n", text), self.FM_BOUNDARY)
        if block is None:
            raise ValueError("no front matter")
        if block.faults:
            raise ValueError(block.faults[0].what)
        part = block.inner if block.syntax == "yaml" else block.span
        return text[part.start : part.end], text[block.body :]

    def load(self, fm: str, **kwargs: object) -> dict[str, object]:  # noqa: ARG002 - frontmatter passes no arguments
        """Return the values of a block.

        Args:
            fm: the block.
            kwargs: ignored.

        Raises:
            ValueError: it is not a mapping or cannot be parsed; the message gives the problem and its position.
        """
        fenced = fm.startswith(("+++", "{"))
        source = Source(Path("front matter"), fm if fenced else f"---\n{fm}\n---\n")
        found = parse(source)
        if found.broken:
            fault = next((f for f in found.faults if f.what not in SOFT), found.faults[0])
            line, column = source.position(fault.span.start)
            raise ValueError(f"line {line}, column {column}: {fault.what}")
        return {name: entry.value for name, entry in found.fields.items()}


# faults that leave every field readable
SOFT = frozenset(
    {
        "byte-order-mark",
        "before-fence",
        "fence-length",
        "no-opening-fence",
        "duplicate-key",
        "boolean",
        "number",
        "smart-quotes",
    }
    | {"comment", "html-comment", "anchor", "tag", "no-break-space", "no-break-space-end", "item-indent"}
)


def parse(source: Source) -> FrontMatter:
    """Read the front matter of a source; never fails.

    Returns:
        Fields with positions, and as faults: of the file ``byte-order-mark``; of the fences ``no-front-matter``,
        ``before-fence``, ``no-opening-fence``, ``no-closing-fence``, ``late-closing-fence``, ``fence-characters``; of
        the block ``empty-block``, ``list``, ``scalar``, those of
        :mod:`cslint.document.front_matter.yaml_diagnosis`, and valid YAML that the author did not mean (``SOFT``).
    """
    text = _LONE_CR.sub("\n", source.text)
    faults = [fault for fault in source.faults if fault.what == "byte-order-mark"]
    if not faults and text.startswith("\ufeff"):
        faults.append(Fault("byte-order-mark", Span(0, 1)))
    block = fences.find(text, Handler.FM_BOUNDARY)
    if block is None:
        return FrontMatter(faults=(*faults, Fault("no-front-matter", source.line_span(1))))
    if block.syntax != "yaml":
        return Reader(text, block, [*faults, *block.faults]).read(_composed(text, block))
    readable, spaces = _spaced(text, block.inner)
    composed = compose(readable, block.inner)
    if block.spill is not None and (block.certain or composed.error):
        block = fences.closed_at(block, block.spill, text)
        readable, spaces = _spaced(text, block.inner)
        composed = compose(readable, block.inner)
    faults += [*block.faults, *spaces]
    return Reader(readable, block, faults).read(composed)


def _composed(text: str, block: fences.FrontMatterBlock) -> Composed:
    """Return the values of TOML or JSON, which few documents have: what reads them is loaded here."""
    if block.syntax == "toml":
        from cslint.document.front_matter import toml_loader

        return toml_loader.compose(text, block.inner)
    from cslint.document.front_matter import json_loader

    return json_loader.compose(text, block.inner)


def _spaced(text: str, inner: Span) -> tuple[str, list[Fault]]:
    """Return the text with no-break spaces replaced where YAML requires a space, and a problem for each."""
    faults: list[Fault] = []
    if any(char in text[inner.start : inner.end] for char in NO_BREAK):
        at = inner.start
        for line in text[inner.start : inner.end].splitlines(keepends=True):
            faults.extend(_no_break_spaces(line, at))
            at += len(line)
    chars = list(text) if faults else []
    for fault in faults:
        chars[fault.span.start : fault.span.end] = " " * (fault.span.end - fault.span.start)
    return _without_expressions("".join(chars) or text, inner), faults


def _without_expressions(text: str, inner: Span) -> str:
    """Return the text with the lines that a template language fills in as comments, of the same length."""
    part = text[inner.start : inner.end]
    if "{{" not in part and "{%" not in part:
        return text
    part = fences.EXPRESSION_LINE.sub(lambda line: line[0].replace("{", "#", 1), part)
    return text[: inner.start] + part + text[inner.end :]


def _no_break_spaces(line: str, base: int) -> Iterator[Fault]:
    """Yield no-break spaces in a line's indentation, after its colon or dash, and at its end."""
    body = line.rstrip("\r\n")
    kept = len(body.rstrip(_SPACES))
    lead = len(body) - len(body.lstrip(_SPACES))
    found = _LEAD.match(body, min(lead, kept))
    after = found.end() if found else kept
    value = min(after + len(body[after:]) - len(body[after:].lstrip(_SPACES)), kept)
    places = ((0, min(lead, kept), "indentation"), (after, value, "colon"), (kept, len(body), "end"))
    for start, end, where in places:
        if any(char in NO_BREAK for char in body[start:end]):
            what = "no-break-space-end" if where == "end" else "no-break-space"
            replacement = {"indentation": " " * (end - start), "colon": " ", "end": ""}[where]
            yield Fault(what, Span(base + start, base + end), {"where": where, "replacement": replacement})
