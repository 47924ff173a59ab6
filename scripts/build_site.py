"""Build the documentation site into a folder: ``docs/``, and pages made from README, the rule pages and their kin.

usage: build_site.py FOLDER [--serve]

Zensical builds it from mkdocs.yml, strictly: a dead link is an error. ``--serve`` shows it at http://localhost:8000
instead of only writing it. Nothing is written to ``docs/``.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SOURCES = "https://github.com/cslint/cslint/blob/main/"
LEVELS = {"error": "error", "warning": "warning", "note": "note", "must": "error", "should": "warning"}
# the page of the site that a file of the repository becomes
PAGES = {
    "README.md": "start.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "schemas/README.md": "profiles.md",
    "rules/README.md": "rules/index.md",
    "examples/README.md": "examples.md",
    "examples/plugin/README.md": "plugin.md",
}
NAVIGATION: list[dict[str, Any]] = [
    {"Home": "index.md"},
    {"Learn": ["start.md", "tutorial.md", "examples.md"]},
    {"Guides": ["instructors.md", "maintainers.md", "browser.md", "editors.md", "ci.md", "cluster.md"]},
    {"Template language": ["templates.md", "phrases.md"]},
    {"Reference": ["commands.md", "configuration.md", "score.md", "profiles.md", "python.md", "plugin.md"]},
    {"Rules": ["rules/index.md"]},
    {"Contributing": ["contributing.md", "changelog.md"]},
]
_LINK = re.compile(r"(?<!\\)(\]\()([^()\s#:]+)((?:#[^()\s]*)?\))")
_FENCE = re.compile(r"^(`{3,})(\w+) (\w[^\n`]*)$", re.M)
_BLOCK = re.compile(r"^(`{3,})[^\n]*\n.*?^\1`*[ \t]*$", re.M | re.S)


TRY = '**<a href="try/index.html">Try it in the browser</a>**: drop a file. Nothing is installed or uploaded.'


def web_page() -> Path | None:
    """Return the folder of the page that checks documents in the browser, or None if it has not been built."""
    folder = Path(os.environ.get("CSLINT_PAGE") or ROOT / "build" / "page")
    return folder if (folder / "index.html").is_file() else None


def rule_paths() -> list[Path]:
    """Return the rule pages, by name."""
    return [path for path in sorted((ROOT / "rules").glob("*.md")) if path.name != "README.md"]


def rules_by_family() -> list[dict[str, list[str]]]:
    """Return the addresses of the rule pages of each family."""
    families: dict[str, list[str]] = {}
    for path in rule_paths():
        page = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])
        families.setdefault(page["family"], []).append(f"rules/{path.name}")
    return [{family: families[family]} for family in sorted(families)]


def pages() -> dict[str, str]:
    """Return the Markdown of every page that is made from another file, by its path on the site."""
    made = {to: relinked((ROOT / name).read_text(encoding="utf-8"), name) for name, to in PAGES.items()}
    for path in rule_paths():
        made[f"rules/{path.name}"] = rule_page(path.stem, path.read_text(encoding="utf-8"))
    made["commands.md"] = commands()
    return made


def commands() -> str:
    """Return a page with the help of every command."""
    from typer.main import get_command

    from cslint.cli.app import app

    root = get_command(app)
    parts = ["# Commands\n\nEvery command has a `--help`, which is printed here.\n"]
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        context = command.make_context(f"cslint {name}", [], resilient_parsing=True)
        parts.append(f"## cslint {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def configuration(source: Path) -> dict[str, Any]:
    """Return the configuration of the site: mkdocs.yml with the order of the pages, and absolute paths.

    Args:
        source: the folder with all pages.
    """
    settings: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    rules = [{section: [*entries, *rules_by_family()]} if section == "Rules" else {section: entries}
             for part in NAVIGATION for section, entries in part.items()]  # fmt: skip
    start = [{"Try it": "try/index.html"}] if web_page() else []
    settings |= {"nav": [*start, *rules], "docs_dir": source.name}
    return settings


def build(folder: Path, *, serve: bool = False) -> int:
    """Build the site and return the exit status of its builder.

    Args:
        folder: where the site is written.
        serve: whether to show it until interrupted.
    """
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "pages"
        shutil.copytree(ROOT / "docs", source)
        if page := web_page():
            shutil.copytree(page, source / "try")
            heading, body = (source / "index.md").read_text(encoding="utf-8").split("\n\n", 1)
            (source / "index.md").write_text(f"{heading}\n\n{TRY}\n\n{body}", encoding="utf-8")
        for name, text in pages().items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text, encoding="utf-8")
        shutil.copytree(ROOT / "src" / "cslint", Path(work) / "src" / "cslint")  # for the reference of the library
        file = Path(work) / "mkdocs.yml"
        file.write_text(yaml.safe_dump(configuration(source), sort_keys=False), encoding="utf-8")
        call = [sys.executable, "-m", "zensical", "serve" if serve else "build", "--strict", "-f", str(file)]
        done = subprocess.run(call, cwd=work, check=False)
        if not done.returncode and not serve:
            shutil.copytree(Path(work) / "site", folder, dirs_exist_ok=True)
    return done.returncode


def rule_page(name: str, text: str) -> str:
    """Return a rule's page with its front matter as a heading and a label above each example."""
    _, head, body = text.split("---\n", 2)
    page = yaml.safe_load(head)
    facts = [page["family"], LEVELS[page["level"]], page["kind"]]
    if not page.get("usual", True):
        facts.append("off unless it is asked for")
    labelled = _FENCE.sub(lambda fence: f"*{fence[3]}*\n\n{fence[1]}{fence[2]}", body)
    return f"# {name}\n\n{page['summary']}.\n\n*{', '.join(facts)}*\n\n{relinked(labelled, f'rules/{name}.md')}"


def relinked(text: str, name: str) -> str:
    """Return a text whose links to files of the repository lead to their pages, or else to the sources.

    Args:
        text: Markdown; code is not changed.
        name: the path of its file in the repository.
    """
    parts, at = [], 0
    for block in _BLOCK.finditer(text):
        parts.extend([_relinked(text[at : block.start()], name), block[0]])
        at = block.end()
    return "".join([*parts, _relinked(text[at:], name)])


def _relinked(text: str, name: str) -> str:
    here = posixpath.dirname(place(name) or "")

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2]))
        found = place(target)
        there = posixpath.relpath(found, here or ".") if found else SOURCES + target
        return f"{match[1]}{there}{match[3]}"

    return _LINK.sub(link, text)


def place(name: str) -> str | None:
    """Return the page that a file of the repository becomes, or None."""
    if name in PAGES:
        return PAGES[name]
    if name.startswith("docs/"):
        return name.removeprefix("docs/")
    return name if re.fullmatch(r"rules/[^/]+\.md", name) else None


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(build(Path(sys.argv[1]), serve="--serve" in sys.argv[2:]))
