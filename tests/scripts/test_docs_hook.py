"""The documentation site: pages made from the repository's files, and that it builds without a dead link."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.docs_hook import ROOT, pages, relinked, rule_page, rule_paths


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("README.md", "[a](rules/tags.md)", "[a](rules/tags.md)"),
        ("README.md", "![a](docs/check.svg)", "![a](check.svg)"),
        ("README.md", "[a](schemas/README.md#what)", "[a](profiles.md#what)"),
        ("README.md", "[a](https://example.org) [b](#rules)", "[a](https://example.org) [b](#rules)"),
        ("examples/plugin/README.md", "[a](../../CONTRIBUTING.md)", "[a](contributing.md)"),
        ("examples/plugin/README.md", "[a](src/x.py)",
         "[a](https://github.com/cslint/cslint/blob/main/examples/plugin/src/x.py)"),
        ("rules/tags.md", "[a](year-range.md) [b](../README.md)", "[a](year-range.md) [b](../index.md)"),
        ("README.md", "```md\n[a](docs/x.png)\n```\n", "```md\n[a](docs/x.png)\n```\n"),
    ],
)  # fmt: skip
def test_links_lead_to_pages_of_the_site_or_to_the_sources(name: str, text: str, made: str) -> None:
    assert relinked(text, name) == made


def test_a_rule_page_begins_with_its_facts_and_its_examples_say_what_they_are() -> None:
    head = "---\nsummary: Too short\nfamily: words\nlevel: should\nkind: completeness\n---\n"
    assert rule_page("too-few-words", head + "Body.\n\n```md bad status=Review\nx\n```\n") == (
        "# too-few-words\n\nToo short.\n\n*words, warning, completeness*\n\n"
        "Body.\n\n*bad status=Review*\n\n```md\nx\n```\n"
    )


def test_every_rule_has_a_page() -> None:
    made = pages()
    assert {f"rules/{path.name}" for path in rule_paths()} <= set(made)


def build(site: Path, page: Path) -> subprocess.CompletedProcess[str]:
    """Build the site.

    Args:
        site: the folder to write.
        page: the page that checks documents in the browser.
    """
    pytest.importorskip("mkdocs", reason="the documentation needs mkdocs: pip install 'cslint[docs]'")
    pytest.importorskip("material", reason="the documentation needs mkdocs-material: pip install 'cslint[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CSLINT_PAGE": str(page)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_site_builds_in_strict_mode(tmp_path: Path) -> None:
    built = build(tmp_path / "site", tmp_path / "not built")
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "site" / "rules" / "too-few-words" / "index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "words, warning, completeness" in page
    assert not (tmp_path / "site" / "try").exists()


def test_the_first_link_of_the_site_is_the_page_that_checks_documents(tmp_path: Path) -> None:
    page = tmp_path / "page"
    (page / "pyodide").mkdir(parents=True)
    (page / "index.html").write_text("<title>Check a document</title>", encoding="utf-8")
    (page / "pyodide" / "pyodide.mjs").write_text("export {};", encoding="utf-8")
    built = build(tmp_path / "site", page)
    assert (built.returncode, built.stderr) == (0, "")
    made = tmp_path / "site" / "try"
    assert made.joinpath("index.html").read_bytes() == page.joinpath("index.html").read_bytes()
    assert made.joinpath("pyodide", "pyodide.mjs").is_file()
    start = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    article = start[start.index("<article") :]
    links = re.findall(r'href="([^"#]+)"', article)
    assert links[0] in ("try/", "try/index.html")
    assert re.search(r'href="try/(index\.html)?"[^>]*>\s*(<span[^>]*>)?\s*Try it', start[: start.index("<article")])
