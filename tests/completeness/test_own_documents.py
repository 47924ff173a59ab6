"""The score of templates that nobody has touched, and of documents that are begun, half done and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.completeness.score import Completeness
from cslint.contract.profile import from_template
from cslint.document.case import Case
from cslint.linter.engine import context_of
from cslint.linter.settings import Settings
from cslint.rules.registry import built_in
from cslint.text.source import Source
from tests.samples import picture
from tests.wild import WILD_TEMPLATES, named, needs_wild

OWN_TEMPLATES = sorted(path for path in Path(__file__).parents[1].glob("templates/*.md") if path.name != "README.md")
DOCUMENTS = Path(__file__).parent / "documents"
UNTOUCHED = 0.05
FINISHED = 0.9


def completeness(template: Path, text: str) -> Completeness:
    path = template.parent / "copy" / "index.md"
    rules = built_in()
    settings = Settings(rules, frozenset(rules), profile=from_template(template))
    return Completeness(context_of(Case(path, Source(path, text)), settings))


@pytest.mark.parametrize("template", OWN_TEMPLATES, ids=lambda path: path.stem)
def test_an_untouched_template_scores_nothing(template: Path) -> None:
    assert completeness(template, template.read_text(encoding="utf-8")).score <= UNTOUCHED


@needs_wild
@pytest.mark.parametrize("template", WILD_TEMPLATES, ids=named)
def test_an_untouched_template_of_another_community_scores_nothing(template: Path) -> None:
    assert completeness(template, template.read_text(encoding="utf-8")).score <= UNTOUCHED


@pytest.mark.parametrize("name", ["adr", "grant", "museum-label"])
def test_the_order_of_scores_is_the_order_of_completeness(name: str, tmp_path: Path) -> None:
    own = next(path for path in OWN_TEMPLATES if path.stem == name)
    template = tmp_path / "template.md"
    template.write_bytes(own.read_bytes())
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "figure.jpg").write_bytes(picture())
    stub, half, complete = (
        completeness(template, (DOCUMENTS / f"{name}-{state}.md").read_text(encoding="utf-8")).score
        for state in ("stub", "half", "complete")
    )
    assert stub < 0.3 < half < 0.8
    assert complete > FINISHED


def test_the_text_of_a_template_that_may_stay_is_not_the_author_s(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text(
        "## Plan\n\n<!-- 20 words -->\n\nAll plans of this harbour are public and kept for ten years after that.\n",
        encoding="utf-8",
    )
    kept = template.read_text(encoding="utf-8") + "\nTwo new quays in March.\n"
    words = next(m for p in completeness(template, kept).sections for m in p.measures if m.kind == "words")
    assert words.actual == 5


def test_a_value_that_the_template_gives_is_not_the_author_s(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text("---\nstage: open\nowner: Your name\n---\n\n## Plan\n", encoding="utf-8")
    untouched = "---\nstage: open\nowner: Your name\n---\n"
    assert completeness(template, untouched).counted_fields == (("owner", False),)
    assert completeness(template, untouched.replace("open", "closed")).counted_fields[0] == ("stage", True)


def test_a_limit_is_not_kept_by_a_section_that_is_not_there(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text("## Plan\n\n## Stories\n\n<!-- Up to four stories. -->\n", encoding="utf-8")
    assert completeness(template, "## Plan\n").score == 0.0


def test_a_section_of_text_that_every_copy_keeps_asks_for_nothing(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    licence = "## Licence\n\nThis plan is in the public domain by CC0.\n"
    template.write_text(f"## Plan\n\n<!-- What is built? -->\n\n{licence}", encoding="utf-8")
    assert completeness(template, f"## Plan\n\nTwo new quays in March.\n\n{licence}").score == 1.0
    assert completeness(template, "## Plan\n\nTwo new quays in March.\n").score == 0.5
    assert completeness(template, f"## Plan\n\n{licence}").score == 0.0
