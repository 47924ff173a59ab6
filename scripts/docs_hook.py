"""Gives mkdocs the pages that are made from files outside ``docs/``: README, rule pages and what they link to.

A hook of mkdocs (``hooks:`` in mkdocs.yml). Nothing is written to ``docs/``.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SOURCES = "https://github.com/cslint/cslint/blob/main/"
LEVELS = {"error": "error", "warning": "warning", "note": "note", "must": "error", "should": "warning"}
# where a file of the repository stands on the site
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "schemas/README.md": "profiles.md",
    "rules/README.md": "rules/index.md",
    "examples/README.md": "examples.md",
    "examples/plugin/README.md": "plugin.md",
}
_LINK = re.compile(r"(?<!\\)(\]\()([^()\s#:]+)((?:#[^()\s]*)?\))")
_FENCE = re.compile(r"^(`{3,})(\w+) (\w[^\n`]*)$", re.M)
_BLOCK = re.compile(r"^(`{3,})[^\n]*\n.*?^\1`*[ \t]*$", re.M | re.S)


TRY = "**[Try it in the browser](try/index.html)**: drop a file. Nothing is installed, and nothing is uploaded."


def web_page() -> Path | None:
    """Return the folder of the page that checks documents in the browser, or None if it has not been built."""
    folder = Path(os.environ.get("CSLINT_PAGE") or ROOT / "build" / "page")
    return folder if (folder / "index.html").is_file() else None


def on_config(config: Any) -> Any:
    """The order of the pages."""
    config["nav"] = [
        *([{"Try it": "try/index.html"}] if web_page() else []),
        {"Start": ["index.md", {"Examples": "examples.md"}]},
        {"Guides": ["editors.md", "templates.md", "ci.md", "cluster.md"]},
        {"Reference": ["configuration.md", "score.md", "profiles.md", "python.md"]},
        {"Rules": ["rules/index.md", *rules_by_family()]},
        {"Contributing": ["contributing.md", "plugin.md", "changelog.md"]},
    ]
    return config


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


def on_files(files: Any, config: Any) -> Any:
    """Add the pages."""
    from mkdocs.structure.files import File

    for source, text in pages().items():
        files.append(File.generated(config, source, content=text))
    if folder := web_page():
        for path in filter(Path.is_file, sorted(folder.rglob("*"))):
            there = f"try/{path.relative_to(folder).as_posix()}"
            files.append(File.generated(config, there, abs_src_path=str(path)))
    return files


def pages() -> dict[str, str]:
    """The Markdown of every page that is made, by its place on the site."""
    made = {to: relinked((ROOT / name).read_text(encoding="utf-8"), name) for name, to in PAGES.items()}
    if web_page():
        heading, body = made["index.md"].split("\n\n", 1)
        made["index.md"] = f"{heading}\n\n{TRY}\n\n{body}"
    for path in rule_paths():
        made[f"rules/{path.name}"] = rule_page(path.stem, path.read_text(encoding="utf-8"))
    return made


def rule_page(name: str, text: str) -> str:
    """A rule's page with its front matter as a heading, and its examples called by what they are."""
    _, head, body = text.split("---\n", 2)
    page = yaml.safe_load(head)
    facts = [page["family"], LEVELS[page["level"]], page["kind"]]
    if not page.get("usual", True):
        facts.append("off unless it is asked for")
    labelled = _FENCE.sub(lambda fence: f"*{fence[3]}*\n\n{fence[1]}{fence[2]}", body)
    return f"# {name}\n\n{page['summary']}.\n\n*{', '.join(facts)}*\n\n{relinked(labelled, f'rules/{name}.md')}"


def relinked(text: str, name: str) -> str:
    """A text whose links to files of the repository lead to their pages, or where there are none to the sources.

    Args:
        text: Markdown; what stands in code is left alone.
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
    """Where a file of the repository stands on the site; None for one that does not."""
    if name in PAGES:
        return PAGES[name]
    if name.startswith("docs/"):
        return name.removeprefix("docs/")
    return name if re.fullmatch(r"rules/[^/]+\.md", name) else None
