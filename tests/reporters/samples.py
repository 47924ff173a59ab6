"""A made-up report, and what builds one: places are found by the words that stand there."""

from __future__ import annotations

import io
from pathlib import Path

from cslint.diagnostics.findings import (
    CaseReport,
    Edit,
    Finding,
    Fix,
    Level,
    Location,
    Related,
    Report,
    RuleInfo,
    Skipped,
)
from cslint.linter.engine import locate
from cslint.reporters import Options, find
from cslint.text.source import Source, Span

CASE = "cases/fenland/index.md"
MAP = "cases/fenland/fenland.geojson"

TEXT = """\
---
title: Fenland water grid
status: Draft
country_code: NO
centroid: [500.5, 0.1]
geography: ./fenland.geojson
---

## Overview

<!-- About 100 to 150 word summary of the case study. -->

The water grid joins eleven drainage boards, three towns and some 400 farms in one network of gauges, pumps and sluices.

## Goals

<!-- Name three goals.
Around 50 words each. -->

**Goal 1**. Lorem ipsum dolor sit amet, consetetur sadipscing elitr.
Sed diam nonumy eirmod tempor.

**水位 gauges**.\tRead them at [the board](htp://example.org/水位).
"""
OVERVIEW = TEXT.split("\n")[12]
GEOJSON = '{"type": "Polygon", "coordinates": [[[0.1, 52.5], [0.2, 52.5], [0.2, 52.6]]]}\n'


def place(text: str, words: str, path: str = CASE, until: str = "") -> Location:
    """Where ``words`` stand in ``text``; with ``until``, the stretch goes on to the end of those."""
    start = text.index(words)
    end = text.index(until, start) + len(until) if until else start + len(words)
    return locate(Source(Path(path), text), Span(start, end))


def rule(name: str, summary: str, family: str, kind: str, body: str = "", url: str = "") -> RuleInfo:
    level = Level.WARNING if kind == "completeness" else Level.ERROR
    return RuleInfo(name, summary, family, level, kind, body, url)


RULES = {
    info.name: info
    for info in (
        rule(
            "country-code",
            "The country code is no code of ISO 3166",
            "front-matter",
            "correctness",
            "It must have three letters.\n\n## Why\n\nMaps look it up.\n",
            "https://example.org/rules/country-code",
        ),
        rule("filler-text", "Filler stands where text should", "placeholders", "completeness"),
        rule("malformed-link", "A link's target is no address", "links", "correctness"),
        rule("ring-unclosed", "A ring does not end where it began", "geometry", "correctness"),
        rule("too-few-words", "A section or an item is shorter than asked", "words", "completeness"),
    )
}

CODE = Finding(
    "country-code",
    Level.ERROR,
    "country_code is read as false; a code has three letters",
    place(TEXT, "NO"),
    help="Write the code of ISO 3166, such as NOR.",
    field="country_code",
    fix=Fix("unsafe", "Guess Norway", (Edit(place(TEXT, "NO"), "NOR"),)),
)
WORDS = Finding(
    "too-few-words",
    Level.WARNING,
    "Overview has 20 words; the template asks for “100 to 150”",
    place(TEXT, OVERVIEW),
    help="Write 65 words more, or as many as it takes to say who does what, where, and for whom.",
    section="Overview",
    related=(Related(place(TEXT, "About 100 to 150 word summary"), "asked here"),),
)
FILLER = Finding(
    "filler-text",
    Level.WARNING,
    "Goal 1 is filler, not text",
    place(TEXT, "Lorem", until="tempor."),
    section="Goals",
    item="Goal 1",
    related=(Related(place(TEXT, "Name three goals", until="words each."), "the instruction"),),
)
LINK = Finding(
    "malformed-link",
    Level.ERROR,
    "htp:// is no scheme; did you mean http://?",
    place(TEXT, "htp://example.org/水位"),
    section="Goals",
    item="水位 gauges",
)
RING = Finding(
    "ring-unclosed",
    Level.ERROR,
    "The ring ends at [0.2, 52.6] but began at [0.1, 52.5]",
    place(GEOJSON, "[0.2, 52.6]", MAP),
    field="geography",
    related=(Related(place(TEXT, "./fenland.geojson"), "named here"),),
    fix=Fix("safe", "Close the ring", (Edit(place(GEOJSON, "]]]}", MAP), "], [0.1, 52.5]]]}"),)),
)

CLEAN = CaseReport("cases/severn/index.md", "atlas-2023", "review", ())
REPORT = Report(
    (
        CaseReport(
            CASE,
            "atlas-2023",
            "draft",
            (CODE, WORDS, FILLER, LINK, RING),
            (Finding("image-alt", Level.ERROR, "No text", place(TEXT, "title")),),
            (Skipped("centroid-place", "country-code"), Skipped("geometry-country", "country-code")),
        ),
        CLEAN,
    ),
    RULES,
    "0.1.0",
)


def report_of(*findings: Finding, path: str = CASE, cases: int = 1) -> Report:
    """A report on one case, or on several of the same findings."""
    return Report(tuple(CaseReport(path, "atlas-2023", "draft", findings) for _ in range(cases)), RULES, "0.1.0")


def printed(name: str, report: Report, options: Options | None = None) -> str:
    """What the reporter of that name prints."""
    stream = io.StringIO()
    find(name)(report, stream, options or Options())
    return stream.getvalue()
