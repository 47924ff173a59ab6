"""The maps of real case studies, against what a careful instructor saw in them."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from cslint.diagnostics.findings import Level
from cslint.linter import discovery, engine
from tests.corpus import CORPUS, needs_corpus
from tests.geo.geometry.maps import CHOSEN, RULES

# the words of the labels, and the rules that say the same
ANSWERS = {
    "null-geometry": {"geometry-empty"},
    "empty": {"geometry-empty"},
    "invalid-json": {"geojson-syntax"},
    "not-geojson": {"geojson-structure"},
    "unclosed-ring": {"ring-unclosed", "geometry-type"},
    "line-not-area": {"geometry-type"},
    "self-intersection": {"ring-crossing"},
    "out-of-range": {"coordinate-range"},
    "swapped-axes": {"coordinate-order"},
    "far-from-centroid": {"geometry-far"},
    "outside-country": {"geometry-country"},
    "duplicate-vertices": {"coordinate-duplicate"},
}


def labelled() -> list[dict[str, Any]]:
    files = sorted((CORPUS / "labels").glob("*.yml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]


@needs_corpus
@pytest.mark.parametrize("label", labelled(), ids=lambda label: label["case"])
def test_warnings_and_errors_are_what_the_labels_say_and_nothing_else(label: dict[str, Any]) -> None:
    case = discovery.read(CORPUS / "cases" / label["case"] / "index.md")
    report = engine.check_case(engine.context_of(case, CHOSEN), CHOSEN, str)
    said = {finding.rule for finding in report.findings if finding.level is not Level.NOTE}
    assert said <= set(RULES)
    problems = (label.get("geometry") or {}).get("problems") or []
    grave = [p for p in problems if p["level"] != "nit" and not p.get("doubt") and p["problem"] in ANSWERS]
    for problem in grave:
        assert said & ANSWERS[problem["problem"]], problem
    allowed = {rule for problem in problems for rule in ANSWERS.get(problem["problem"], set())}
    assert said <= allowed
