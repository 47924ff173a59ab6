"""Texts that a checked file may hold to harm who reads the report, and a report that has them everywhere."""

from __future__ import annotations

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

HOSTILE = {
    "quotes": "a \"b\" 'c' `d` <e> & f",
    "line ends": "one\r\ntwo\nthree\rfour\u2028five\u2029six\x85seven\x0beight",
    "percent": "100% %0A %25 %3A %s {0} {{x}}",
    "workflow command": "::error file=x::owned",
    "workflow command after a line end": "x\n::error::owned\r::set-output name=a::b",
    "workflow command anywhere": "Overview ##[error]owned ##vso[task.complete]x ##[add-mask]a",
    "terminal": "\x1b[31mred\x1b]8;;http://example.org\x07 \x9b2J \x07 \x08\x7f",
    "nul and what XML forbids": "a\0b\ufffe\uffff\x0b\x0c\x1f",
    "emoji": "👩‍💻 ❤️ 🇮🇳",
    "right to left": "\u202egnp.exe\u202c \u2067x\u2069 \u200f\u061c",
    "undecodable bytes": "caf\udce9 \ud800",
    "invisible": "\ufeffa\U000e0041\u200bb",
    "markdown": "[x](https://e.org) ![y](http://e.org/z.png) **c** ~~e~~ $d$ # f | g | <https://e.org>",
    "html": "<img src=x onerror=alert(1)> </summary> <!-- --> ]]> &amp; <script>",
    "mentions": "@octocat #12 !34 GH-56 www.example.org http://example.org a@b.org",
    "rich markup": "[bold red]x[/] [link=file:///etc/passwd]y[/link] :smiley:",
    "long": "word" * 1_000,
    "nothing": "",
    "spaces": " \t ",
}


def hostile_report(text: str) -> Report:
    """The text as the name of a file, in the file, in every message, and as the name of a rule."""
    first = text.split("\n", maxsplit=1)[0]
    path = f"cases/{text.replace(chr(0), '') or 'x'}/index.md"
    at = Location(path, 3, 1, 3, len(first) + 1, 0, len(first), first, 1)
    bare = Location(text.replace("\0", "") or "x", 1, 1, 1, 1)
    finding = Finding(
        "filler-text",
        Level.ERROR,
        f"{text} is filler",
        at,
        help=text,
        section=text,
        item=text,
        field=text,
        related=(Related(at, text), Related(bare, text)),
        fix=Fix("safe", text, (Edit(at, text),)),
    )
    own = Finding(text or "x", Level.WARNING, text, bare)
    case = CaseReport(path, text, text, (finding, own), (finding,), (Skipped(text, text),))
    rule = RuleInfo("filler-text", text, text, Level.ERROR, text, text, "https://example.org/" + text)
    return Report((case,), {"filler-text": rule}, "0.1.0")
