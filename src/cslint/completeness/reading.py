"""Text for instructors next to the findings: the years and figures of a case study, and its sources by host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from cslint.document.document import Document
from cslint.document.markdown.blocks import Block
from cslint.document.sentences import sentences, source_sections

_MOST = 100  # statements of a case
_LONGEST = 240  # characters of a sentence
_YEAR = r"(?<![\w.,$€£¥/-])(?:1[6-9]|20)\d\d(?![\w%]|[.,]\d)"
_TIMES = r"(?:[ \u00a0](?:hundred|thousand|million|billion|trillion)\b)"
_FIGURE = re.compile(
    r"(?<![\w.,])[$€£¥₹][ \u00a0]?\d[\d.,]*\d?(?:[kmb]n?\b)?" + _TIMES + "?"  # an amount of money
    r"|(?<![\w.,/-])(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?(?:[ \u00a0]?(?:%|per[ -]?cent\b)|" + _TIMES + ")"
    r"|(?<![\w.,/-])\d{1,3}(?:,\d{3})++(?:\.\d++)?(?![\w%])"  # a number long enough to be a count
    rf"|{_YEAR}(?:[-–—/](?:\d{{4}}|\d\d)\b)?",
    re.I,
)


class Statement(NamedTuple):
    """A sentence with a year or a figure in it.

    Attributes:
        line: where it begins, counted from 1.
        section: the title of its section, or None for text above the first heading.
        figures: the years and figures as written.
        sentence: the text, cut after 240 characters.
    """

    line: int
    section: str | None
    figures: tuple[str, ...]
    sentence: str


class Host(NamedTuple):
    """The links of a case study to one website.

    Attributes:
        host: its name, without ``www.``.
        years: the years given next to the links or in their addresses, in order.
        undated: the number of links without a year.
        lines: where the links are.
    """

    host: str
    years: tuple[int, ...]
    undated: int
    lines: tuple[int, ...]


def statements(document: Document) -> list[Statement]:
    """Return the sentences of the text, sources aside, that state a year or a figure, at most 100.

    Args:
        document: the case study.
    """
    found: list[Statement] = []
    sections = [section for section in document.walk() if section.heading is not None]
    for sentence in sentences(document):
        span = sentence.span
        text = " ".join(document.source[span].split())
        figures = tuple(dict.fromkeys(match[0] for match in _FIGURE.finditer(text)))
        if not figures:
            continue
        titles = [section.title for section in sections if section.span.start <= span.start < section.span.end]
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        found.append(
            Statement(document.source.position(span.start).line, titles[-1] if titles else None, figures, shown)
        )
        if len(found) == _MOST:
            break
    return found


def hosts(document: Document) -> list[Host]:
    """Return the websites that a case study links to, those with the most links first.

    Args:
        document: the case study.
    """
    years: dict[str, set[int]] = {}
    lines: dict[str, list[int]] = {}
    undated: dict[str, int] = {}
    for host, line, year in _links(document):
        lines.setdefault(host, []).append(line)
        years.setdefault(host, set()).update(year)
        undated[host] = undated.get(host, 0) + (not year)
    order = sorted(lines, key=lambda host: (-len(lines[host]), host))
    return [Host(host, tuple(sorted(years[host])), undated[host], tuple(lines[host])) for host in order]


def _links(document: Document) -> Iterator[tuple[str, int, set[int]]]:
    """Yield the host of each link, its line, and the years said about it."""
    sources = [section.span for section in source_sections(document)]
    for block in document.flat:
        for link in block.links:
            host = _host(link.target)
            if host and not link.image:
                listed = any(span.start <= link.span.start < span.end for span in sources)
                said = {int(year) for year in re.findall(_YEAR, _around(block, link.span.start))} if listed else set()
                dated = said or {int(year) for year in re.findall(r"(?<=/)20\d\d(?=[/-])", link.target)}
                yield host, document.source.position(link.span.start).line, dated


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:  # an address that is malformed is reported as such
        return ""


def _around(block: Block, offset: int) -> str:
    """Return the line of a block with what is at an offset of the file, addresses aside."""
    start = 0
    for line in block.raw.split("\n"):
        if block.place(start) <= offset <= block.place(start + len(line)):
            return re.sub(r"https?://\S+", " ", line)
        start += len(line) + 1
    return ""
