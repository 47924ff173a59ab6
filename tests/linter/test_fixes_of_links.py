"""Properties of every fix: nothing is broken by it, no target is lost, and a second time changes nothing."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cslint.diagnostics.findings import CaseReport, Level
from cslint.document.files.asset_folder import Status
from cslint.linter import discovery, engine, fixer
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings
from tests.corpus import CORPUS, needs_corpus
from tests.samples import COMPLETE, MAP, picture
from tests.wild import WILD, needs_wild

ROOT = Path(__file__).parents[2]
PASSES = 10  # --fix itself stops there


def check(index: Path, chosen: Settings) -> tuple[CaseReport, set[str]]:
    """Return the report on a case, and the files that its links and fields lead to."""
    context = engine.context_of(discovery.read(index), chosen)
    report = engine.check_case(context, chosen)
    there = {str(reference.found.path) for reference in context.references if reference.found.status is Status.PRESENT}
    return report, there


def fix(index: Path, chosen: Settings, *, unsafe: bool) -> None:
    for _ in range(PASSES):
        report, _ = check(index, chosen)
        outcomes = fixer.outcomes(report.findings, Path, unsafe=unsafe)
        changed = [outcome for outcome in outcomes if outcome.before != outcome.after]
        for outcome in changed:
            outcome.path.write_bytes(outcome.after)
        if not changed:
            return


def faults(report: CaseReport) -> Counter[str]:
    """Count the errors and warnings of a report by rule; what a section lacks is one fault, however it is said."""
    rules = Counter(finding.rule for finding in report.findings if finding.level is not Level.NOTE)
    lacking = [rule for rule in rules if rule == "empty-section" or rule.startswith(("too-few", "item-without"))]
    for rule in lacking:
        del rules[rule]
    return rules + Counter({"lacking": bool(lacking)})


def fixes_hold(index: Path, chosen: Settings, *, unsafe: bool) -> None:
    before, targets = check(index, chosen)
    fix(index, chosen, unsafe=unsafe)
    after, left = check(index, chosen)
    assert faults(after) - faults(before) == Counter()
    assert targets <= left
    once = {path: path.read_bytes() for path in index.parent.rglob("*") if path.is_file()}
    fix(index, chosen, unsafe=unsafe)
    assert {path: path.read_bytes() for path in index.parent.rglob("*") if path.is_file()} == once


CASES = sorted([*ROOT.glob("examples/*/index.md"), *ROOT.glob("examples/*/*/index.md")])


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("index", CASES, ids=[path.parent.name for path in CASES])
def test_fixes_of_the_examples(index: Path, unsafe: bool, tmp_path: Path) -> None:
    shutil.copytree(index.parent, tmp_path / index.parent.name)
    fixes_hold(tmp_path / index.parent.name / "index.md", settings(Request(plugins=False)), unsafe=unsafe)


TEMPLATES = sorted(path for path in (ROOT / "tests" / "templates").glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("template", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_fixes_of_copies_of_templates(template: Path, unsafe: bool, tmp_path: Path) -> None:
    case = tmp_path / "a-case"
    case.mkdir()
    shutil.copy(template, tmp_path / "template.md")
    shutil.copy(template, case / "index.md")
    chosen = settings(Request(template=tmp_path / "template.md", plugins=False))
    fixes_hold(case / "index.md", chosen, unsafe=unsafe)


def test_links_of_the_page_follow_a_heading_that_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text("# T\n\n## Risks & Costs\n\nRisks.\n\n## Plan\n\nPlan.\n", encoding="utf-8")
    index = tmp_path / "pune.md"
    index.write_text(
        '# Buses\n\n[a](#risk--costs) [b](#plan) [c](#Risk--Costs "d")\n\n[e]: #risk--costs\n\n'
        "## Risk & Costs\n\nFew [e].\n\n## Plan\n\nMore.\n",
        encoding="utf-8",
    )
    chosen = settings(Request(template=tmp_path / "template.md", plugins=False))
    fixes_hold(index, chosen, unsafe=True)
    assert index.read_text(encoding="utf-8").startswith(
        '# Buses\n\n[a](#risks--costs) [b](#plan) [c](#risks--costs "d")\n\n[e]: #risks--costs\n\n## Risks & Costs\n'
    )


PARTS = st.sampled_from(
    [
        "![A tram in the rain](./tram (1).jpg)",
        '![A tram in the rain](./tram (1).jpg "Asha Rao")',
        "![A bus at dusk](./bus.jpg “Asha Rao”)",
        "![A bus at dusk](./bus.jpg„Asha Rao“)",
        '![A bus at dusk](./bus.jpg\u00a0"Asha Rao")',
        "![A bus at dusk](./bus.jpg Asha Rao)",
        "![A bus at dusk](./lost bus.jpg)",
        "![A bus at dusk](./lost.jpg ‘Asha’s’)",
        "![A bus at dusk](../other/bus.jpg)",
        "[a](City Council)",
        "[a]({{ site.url }}/b c) and [b]({% link c d.md %})",
        "[a](https://example.org/b c) and [c](www.example.org/d)",
        "[a] (https://example.org/b) or <desk@example.org>",
        "[a](https://example.org/\u200b) [b](../other/index.md) [c](#overview)",
        "![[bus.jpg]] and ![[lost.png]]",
        "##Overview",
        "**Overview**",
        "<h2>Overview</h2>",
        "##\u00a0Outcomes",
        "A bus lane for every street.\n---",
        "• Buses\n• Trams",
        "A cafÃ© in the garage.",
        "<!— a note —>",
        "```\ncode",
        "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main",
        "<title>\n\n## Outcomes",
        "<!-- a\n\n<!-- b -->",
        "[^1]: [Plan](./bus.jpg)",
        "Plain words about trams.",
    ]
)


@pytest.mark.slow
@given(parts=st.lists(PARTS, min_size=1, max_size=6, unique=True), unsafe=st.booleans())
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fixes_of_generated_documents(parts: list[str], unsafe: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    case = tmp_path_factory.mktemp("course") / "pune-ind"
    case.mkdir()
    (case / "index.md").write_text(f"---\n{COMPLETE}---\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")
    (case / "map.geojson").write_text(MAP, encoding="utf-8")
    for name in ("photo.jpg", "bus.jpg", "tram (1).jpg"):
        (case / name).write_bytes(picture("jpeg", "800x600"))
    fixes_hold(case / "index.md", settings(Request(profile="atlas-2023", plugins=False)), unsafe=unsafe)


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixes_of_the_corpus(unsafe: bool, tmp_path: Path) -> None:
    chosen = settings(Request(plugins=False))
    for index in sorted(CORPUS.glob("cases/*/index.md")):
        case = tmp_path / index.parent.name
        shutil.copytree(index.parent, case)
        fixes_hold(case / "index.md", chosen, unsafe=unsafe)
        shutil.rmtree(case)


@needs_wild
@pytest.mark.slow
@pytest.mark.parametrize("community", sorted(path.parent.name for path in WILD.glob("*/copies.json")))
def test_fixes_of_documents_of_other_communities(community: str, tmp_path: Path) -> None:
    place = WILD / community
    for copy in json.loads((place / "copies.json").read_text(encoding="utf-8")):
        chosen = settings(Request(template=place / copy["template"], plugins=False))
        case = tmp_path / copy["id"]
        shutil.copytree(place / copy["id"], case)
        for unsafe in (False, True):
            fixes_hold(case / copy["path"], chosen, unsafe=unsafe)
        shutil.rmtree(case)
