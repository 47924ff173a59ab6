"""The form that other programs read: version 1, to the letter."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cslint.diagnostics.findings import Report
from tests.reporters.samples import CLEAN, CODE, REPORT, WORDS, printed, report_of

POSITION = {"type": "integer", "minimum": 1}
PLACE = {
    "path": {"type": "string"},
    "line": POSITION,
    "column": POSITION,
    "end_line": POSITION,
    "end_column": POSITION,
}


def closed(properties: dict[str, object]) -> dict[str, object]:
    """An object of just these properties, all required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


COUNTS = ("cases", "errors", "warnings", "notes", "suppressed", "fixable")
TEXT_OR_NULL = {"type": ["string", "null"]}
FIX = closed(
    {
        "safety": {"enum": ["safe", "unsafe"]},
        "message": {"type": "string"},
        "edits": {"type": "array", "items": closed({**PLACE, "text": {"type": "string"}})},
    }
)
SCHEMA = closed(
    {
        "version": {"const": 1},
        "diagnostics": {
            "type": "array",
            "items": closed(
                {
                    "rule": {"type": "string"},
                    "level": {"enum": ["error", "warning", "note"]},
                    "message": {"type": "string"},
                    "help": TEXT_OR_NULL,
                    **PLACE,
                    "section": TEXT_OR_NULL,
                    "item": TEXT_OR_NULL,
                    "field": TEXT_OR_NULL,
                    "related": {"type": "array", "items": closed({**PLACE, "message": {"type": "string"}})},
                    "fix": {"oneOf": [{"type": "null"}, FIX]},
                }
            ),
        },
        "summary": closed({name: {"type": "integer", "minimum": 0} for name in COUNTS}),
    }
)


@pytest.mark.parametrize("report", [Report(), Report((CLEAN,)), REPORT], ids=["nothing", "clean", "findings"])
def test_the_object_has_these_members_and_no_others(report: Report) -> None:
    jsonschema.validate(json.loads(printed("json", report)), SCHEMA)


def test_a_diagnostic_says_all_there_is_to_know() -> None:
    one, other = json.loads(printed("json", report_of(CODE, WORDS)))["diagnostics"]
    at = {"path": "cases/fenland/index.md", "line": 4, "column": 15, "end_line": 4, "end_column": 17}
    assert one == {
        "rule": "country-code",
        "level": "error",
        "message": "country_code is read as false; a code has three letters",
        "help": "Write the code of ISO 3166, such as NOR.",
        **at,
        "section": None,
        "item": None,
        "field": "country_code",
        "related": [],
        "fix": {"safety": "unsafe", "message": "Guess Norway", "edits": [{**at, "text": "NOR"}]},
    }
    assert other["related"] == [
        {
            "path": "cases/fenland/index.md",
            "line": 11,
            "column": 6,
            "end_line": 11,
            "end_column": 35,
            "message": "asked here",
        }
    ]


def test_the_summary_counts() -> None:
    assert json.loads(printed("json", REPORT))["summary"] == {
        "cases": 2,
        "errors": 3,
        "warnings": 2,
        "notes": 0,
        "suppressed": 1,
        "fixable": 2,
    }


def test_a_diagnostic_is_a_line_of_ascii() -> None:
    text = printed("json", REPORT)
    assert text.isascii()
    assert text.count("\n") == len(REPORT.findings) + 3
    assert text.endswith('"fixable": 2}}\n')
