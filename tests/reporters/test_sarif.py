"""SARIF 2.1.0 against its schema, and what code scanning shows of it."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cslint.diagnostics.findings import Edit, Fix, Level, Location, Report
from cslint.reporters import Options
from tests.reporters.hostile import HOSTILE, hostile_report
from tests.reporters.samples import (
    CASE,
    CODE,
    FILLER,
    GEOJSON,
    LINK,
    MAP,
    REPORT,
    RING,
    TEXT,
    place,
    printed,
    report_of,
)

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema as npm's package has it, kept in the user's cache; without npm the tests that need it are skipped."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cslint-tests"
    kept = cache / "sarif-2.1.0-rtm.5.json"
    if not kept.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm to fetch the SARIF schema with")
        cache.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            [npm, "pack", PACKAGE, "--pack-destination", str(cache), "--silent"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            cwd=cache,
            check=False,
        )
        if packed.returncode:
            pytest.skip(f"npm could not fetch the SARIF schema: {packed.stderr.strip()[-200:]}")
        archive = cache / packed.stdout.split()[-1]
        with tarfile.open(archive) as files:
            member = files.extractfile(MEMBER)
            assert member is not None
            text = io.TextIOWrapper(member, encoding="utf-8").read()
        archive.unlink()
        partial = kept.with_suffix(f".{os.getpid()}")  # several workers may fetch at once
        partial.write_text(text, encoding="utf-8")
        partial.replace(kept)
    loaded: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return loaded


def run_of(report: Report, options: Options | None = None) -> dict[str, Any]:
    log = json.loads(printed("sarif", report, options))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def result_of(report: Report, options: Options | None = None) -> dict[str, Any]:
    (result,) = run_of(report, options)["results"]
    found: dict[str, Any] = result
    return found


@pytest.mark.parametrize("report", [Report(), REPORT], ids=["nothing", "findings"])
def test_the_log_is_valid(report: Report, schema: dict[str, Any]) -> None:
    jsonschema.Draft4Validator(schema).validate(json.loads(printed("sarif", report)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_log_is_valid_whatever_it_quotes(text: str, schema: dict[str, Any]) -> None:
    jsonschema.Draft4Validator(schema).validate(json.loads(printed("sarif", hostile_report(text))))


def test_rules_are_described_by_their_pages() -> None:
    driver = run_of(REPORT)["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("cslint", "0.1.0")
    page = "It must have three letters.\n\n## Why\n\nMaps look it up.\n"
    assert driver["rules"][0] == {
        "id": "country-code",
        "name": "country-code",
        "shortDescription": {"text": "The country code is no code of ISO 3166"},
        "fullDescription": {"text": "It must have three letters."},
        "defaultConfiguration": {"level": "error"},
        "help": {"text": page, "markdown": page},
        "helpUri": "https://example.org/rules/country-code",
        "properties": {"tags": ["correctness", "front-matter"]},
    }
    assert [rule["id"] for rule in driver["rules"]] == sorted(REPORT.rules)


def test_every_result_points_at_its_rule() -> None:
    run = run_of(replace(REPORT, rules={}))
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [names[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]


def test_columns_are_counted_in_code_points() -> None:
    assert run_of(REPORT)["columnKind"] == "unicodeCodePoints"
    (place_,) = result_of(report_of(LINK))["locations"]
    assert place_["physicalLocation"] == {
        "artifactLocation": {"uri": CASE, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 23, "startColumn": 41, "endLine": 23, "endColumn": 61},
    }
    assert place_["logicalLocations"] == [{"name": "水位 gauges", "fullyQualifiedName": "Goals > 水位 gauges"}]


def test_the_message_has_the_way_out_on_a_second_line() -> None:
    assert result_of(report_of(CODE))["message"] == {"text": f"{CODE.message}\n{CODE.help}"}


def test_related_places_and_fixes_come_along() -> None:
    result = result_of(report_of(RING))
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": CASE, "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 6, "startColumn": 12, "endLine": 6, "endColumn": 29},
            },
            "message": {"text": "named here"},
        }
    ]
    assert result["fixes"] == [
        {
            "description": {"text": "Close the ring (safe)"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": MAP, "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 1, "startColumn": 74, "endLine": 1, "endColumn": 78},
                            "insertedContent": {"text": "], [0.1, 52.5]]]}"},
                        }
                    ],
                }
            ],
        }
    ]


def test_a_fix_in_two_files_is_a_change_of_each() -> None:
    edits = (Edit(place(TEXT, "NO"), "1"), Edit(place(GEOJSON, "type", MAP), "2"), Edit(place(TEXT, "Draft"), "3"))
    (fix,) = result_of(report_of(replace(CODE, fix=Fix("safe", "All", edits))))["fixes"]
    changes = {change["artifactLocation"]["uri"]: len(change["replacements"]) for change in fix["artifactChanges"]}
    assert changes == {CASE: 2, MAP: 1}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("cases/new york/index.md", "cases/new%20york/index.md"),
        ("cases/são/100%#?.md", "cases/s%C3%A3o/100%25%23%3F.md"),
        ("./cases/x/index.md", "cases/x/index.md"),
        ("a:b.md", "a%3Ab.md"),
    ],
)
def test_addresses_are_relative_and_percent_encoded(path: str, uri: str) -> None:
    odd = replace(LINK, location=replace(LINK.location, path=path))
    artifact = result_of(report_of(odd))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_elsewhere_has_a_whole_address() -> None:
    odd = replace(LINK, location=replace(LINK.location, path="/srv/a b/index.md"))
    artifact = result_of(report_of(odd))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///srv/a%20b/index.md"}


def test_a_place_nowhere_is_the_beginning_of_its_file() -> None:
    (at,) = result_of(report_of(replace(LINK, location=Location("x.png", 0, 0, 0, 0))))["locations"]
    assert at["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_no_text_of_a_case_becomes_a_link() -> None:
    sly = replace(FILLER, message="see [here](https://example.org)", help=None)
    assert result_of(report_of(sly))["message"] == {"text": "see [here] (https://example.org)"}


def test_partial_fingerprints_are_those_of_gitlab() -> None:
    ours = [one["partialFingerprints"]["cslint/v1"] for one in run_of(REPORT)["results"]]
    assert ours == [one["fingerprint"] for one in json.loads(printed("gitlab", REPORT))]


def test_more_findings_than_code_scanning_takes_are_left_out_by_level_and_counted(schema: dict[str, Any]) -> None:
    notes = [replace(CODE, level=Level.NOTE)] * 20_000
    errors = [replace(FILLER, level=Level.ERROR)] * 20_000
    report = report_of(*notes, *errors)
    log = json.loads(printed("sarif", report))
    (run,) = log["runs"]
    levels = [result["level"] for result in run["results"]]
    assert (len(levels), levels.count("error"), levels.count("note")) == (24_999, 20_000, 4_999)
    assert levels == ["note"] * 4_999 + ["error"] * 20_000
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("15,001 more findings are left out, those of the lowest levels")
    run["results"] = run["results"][:1]
    jsonschema.validate(log, schema)


def test_as_many_as_it_takes_are_all_there() -> None:
    run = run_of(report_of(*[CODE] * 24_999))
    assert (len(run["results"]), "invocations" in run) == (24_999, False)
