"""Every rule page keeps its promises: its examples are run, and what they print is compared to the letter.

``CSLINT_UPDATE_PAGES=1 pytest tests/test_rule_pages.py`` writes the real output into the pages for review.
"""

from __future__ import annotations

import dataclasses
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from cslint.diagnostics.findings import CaseReport
from cslint.document.files.sibling_cases import SiblingCases
from cslint.document.front_matter import parser
from cslint.linter import discovery, engine, fixer
from cslint.linter.overrides import Request, settings
from cslint.rules import registry
from cslint.rules.page_schema import validate
from cslint.rules.pages import Rule
from cslint.text.source import Source
from tests.samples import COMPLETE, MAP, picture

PAGES = sorted(registry.built_in().values(), key=lambda rule: rule.name)
FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=mark)[ \t]*$", re.S | re.M)
UPDATE = bool(os.environ.get("CSLINT_UPDATE_PAGES"))


@dataclass
class Example:
    """One fenced example of a page with what must come out."""

    language: str
    verdict: str
    text: str
    words: dict[str, list[str]]
    template: str | None
    expected: str | None = None
    output_span: tuple[int, int] = (0, 0)
    fixed: str | None = None
    number: int = 0
    files: list[str] = field(default_factory=list)


def examples(rule: Rule) -> list[Example]:
    found: list[Example] = []
    template = None
    for match in FENCE.finditer(rule.body):
        info = match["info"].split()
        language, verdict = [*info, "", ""][:2]
        if verdict == "template":
            template = match["text"]
        elif verdict in ("bad", "good"):
            words: dict[str, list[str]] = {}
            for word in info[2:]:
                key, _, value = word.partition("=")
                words.setdefault(key, []).append(value)
            found.append(Example(language, verdict, match["text"], words, template, number=len(found)))
        elif language == "text" and found and found[-1].verdict == "bad" and found[-1].expected is None:
            found[-1].expected = match["text"]
            found[-1].output_span = match.span("text")
        elif verdict == "fixed" and found:
            found[-1].fixed = match["text"]
    return found


def lay_out(example: Example, folder: Path) -> tuple[Path, str, int]:
    """Write the example's case; return its Markdown file, the file that the sample became, and its first line there."""
    case = folder / "cases" / (example.words.get("folder") or ["pune-ind"])[0]
    case.mkdir(parents=True, exist_ok=True)
    for spec in example.words.get("file", []):
        name, *rest = unquote(spec).split(":")
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(picture(*rest))
    index = case / "index.md"
    first = 1
    sample = "index.md"
    if example.language == "yaml":
        overlay = yaml.compose(example.text)
        names = {key.value for key, _ in overlay.value} if overlay else set()
        base = "".join(
            part for part in re.split(r"^(?=\S)", COMPLETE, flags=re.M) if part.partition(":")[0] not in names
        )
        index.write_text(f"---\n{base}{example.text}---\n\n## Overview\n", encoding="utf-8")
        first = 2 + base.count("\n")
    elif example.language == "geojson":
        index.write_text(f"---\n{COMPLETE}---\n\n## Overview\n", encoding="utf-8")
        (case / "map.geojson").write_text(example.text, encoding="utf-8")
        sample = "map.geojson"
    else:
        index.write_text(example.text, encoding="utf-8")
    for number in range(int((example.words.get("others") or ["0"])[0])):
        (other := case.parent / f"other-{number + 1}").mkdir()
        body = example.text.split("---\n", 2)[2] if number == 0 else ""
        (other / "index.md").write_text(f"---\ncentroid: [{number * 4 - 40}.0, 151.2]\n---\n{body}", encoding="utf-8")
    if example.language != "geojson" and not (case / "map.geojson").exists():
        (case / "map.geojson").write_text(MAP, encoding="utf-8")
    if not (case / "photo.jpg").exists():
        (case / "photo.jpg").write_bytes(picture("jpeg", "1920x1280"))
    return index, sample, first


def run(rule: Rule, example: Example, folder: Path) -> tuple[CaseReport, str, int]:
    index, sample, first = lay_out(example, folder)
    return check(rule, example, folder, index), sample, first


def check(rule: Rule, example: Example, folder: Path, index: Path) -> CaseReport:
    template = None
    if example.template is not None:
        template = folder / "template.md"
        template.write_text(example.template, encoding="utf-8")
    stage = next(iter(example.words.get("status", ())), None)
    profile = None if template else next(iter(example.words.get("profile", ())), "atlas-2023")
    selected = (rule.name, *(example.words.get("with") or []))
    request = Request(
        profile=profile,
        template=template,
        select=selected,
        stage=stage.casefold() if stage else None,
        plugins=False,
        suppress=True,
    )
    chosen = settings(request)
    case = discovery.read(index)
    context = engine.context_of(case, chosen, peers=SiblingCases([case.folder]))
    return engine.check_case(context, chosen, lambda path: path.name)


def output(report: CaseReport, sample: str, first: int) -> str:
    lines = []
    for finding in report.findings:
        at = finding.location
        own = at.path == sample
        where = f"{at.line - first + 1}:{at.column}" if own else f"{at.path}:{at.line}:{at.column}"
        lines.append(f"{where} {finding.level}: {finding.message}\n")
    return "".join(lines)


def every() -> list[tuple[Rule, Example]]:
    return [(rule, example) for rule in PAGES for example in examples(rule)]


IDS = [f"{rule.name}-{example.number}-{example.verdict}" for rule, example in every()]


@pytest.mark.parametrize(("rule", "example"), every(), ids=IDS)
def test_example_gives_exactly_the_output_shown(rule: Rule, example: Example, tmp_path: Path) -> None:
    report, sample, first = run(rule, example, tmp_path)
    text = output(report, sample, first)
    if example.verdict == "good":
        assert text == ""
        return
    if UPDATE and text != example.expected:
        rewrite(rule, example, text)
        pytest.fail(f"{rule.path.name}: rewritten; review it")
    assert text == example.expected
    assert text, "a bad example must show a finding"


FIXED = [(rule, example) for rule, example in every() if example.fixed is not None]


@pytest.mark.parametrize(("rule", "example"), FIXED, ids=[f"{rule.name}-{example.number}" for rule, example in FIXED])
def test_fixing_an_example_gives_exactly_the_text_shown(rule: Rule, example: Example, tmp_path: Path) -> None:
    report, sample, _ = run(rule, example, tmp_path)
    assert example.fixed is not None
    (path,) = tmp_path.glob(f"cases/{(example.words.get('folder') or ['pune-ind'])[0]}/{sample}")
    before = path.read_text(encoding="utf-8")
    _, edits = fixer.plan(report.findings, unsafe=True)
    assert fixer.apply(before, edits) == before.replace(example.text, example.fixed)
    again, _, _ = run(rule, dataclasses.replace(example, text=example.fixed), tmp_path)
    assert not [finding for finding in again.findings if finding.fix], "what is fixed needs no fixing"


def rewrite(rule: Rule, example: Example, text: str) -> None:
    page = rule.path.read_text(encoding="utf-8")
    body = page.partition("\n---\n")[2]
    start, end = examples(_fresh(rule))[example.number].output_span
    rule.path.write_text(page[: len(page) - len(body)] + body[:start] + text + body[end:], encoding="utf-8")


def _fresh(rule: Rule) -> Rule:
    from cslint.rules.pages import parse

    return parse(rule.path)


@pytest.mark.parametrize("rule", PAGES, ids=lambda rule: rule.name)
def test_page_is_complete(rule: Rule) -> None:
    head = yaml.safe_load(rule.path.read_text(encoding="utf-8")[4:].partition("\n---\n")[0])
    validate(rule.path, head)
    assert parser.parse(Source.from_bytes(rule.path, rule.path.read_bytes())).faults == (), "as we tell others"
    if rule.check:
        assert callable(rule.function())
    known = registry.built_in()
    assert set(rule.needs) | set(rule.unless) <= set(known)
    headings = re.findall(r"^## (.+)$", FENCE.sub("", rule.body), re.M)
    usual = ["Why", "How to fix", "Examples", "Options"]
    assert headings == [name for name in usual if name in headings], "headings in their order, no others"
    assert headings[:3] == usual[:3]
    assert bool(rule.options) == ("Options" in headings)
    verdicts = {example.verdict for example in examples(rule)}
    assert rule.family == "program" or verdicts == {"bad", "good"}, "at least one bad and one good example"


def test_every_check_is_named_by_a_page() -> None:
    import importlib
    import inspect

    used = {rule.check for rule in PAGES if rule.check}
    folder = Path(engine.__file__).parent / "checks"
    for module in sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")):
        loaded = importlib.import_module(f"cslint.checks.{module}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            gives = inspect.signature(function)
            if gives.return_annotation != "Iterator[Hit]" or list(gives.parameters)[:1] != ["subject"]:
                continue
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                assert f"{module}.{name}" in used, f"no page names the check {module}.{name}"
