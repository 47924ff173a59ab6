"""Write what is generated: the table of rules, the JSON Schemas, and the table of phrases, which the tests provide.

``python scripts/update_docs.py`` writes. With ``--check`` it only reports what is out of date, with exit status 1.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
LONGEST = 90  # characters of a phrase in the table; longer ones are combinations of these
OMITTED = ("The phrases of the atlas's templates", "Mixed communities", "Harder wordings")  # for the tests, not to read
PHRASES = """# Phrases

Each row is a test: the wording on the left is read as the requirements on the right. Wordings that resemble these are
understood as well; `cslint contract TEMPLATE` shows what was read from yours. This page is generated from tests.

"About" is an aim, which may be missed by a fifth; "exactly", "at least" and "no more than" are bounds."""
NO_PHRASES = "Numbers in sentences such as these count nothing, and nothing is required:\n"
LEVELS = {"error": "error", "warning": "warning", "note": "note", "must": "error", "should": "warning"}
# in the order of a case study from top to bottom; a family that is not listed comes after them
FAMILIES = ("front-matter", "sections", "words", "items", "placeholders", "links", "images", "geometry")


def rules_table(folder: Path) -> str:
    """Return a Markdown table of the rule pages in a folder, by family and name; ✎ marks those with a fix."""
    rows = []
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        page = yaml.safe_load(front_matter)
        rank = FAMILIES.index(page["family"]) if page["family"] in FAMILIES else len(FAMILIES)
        fix = " ✎" if re.search(r"^`{3,}\w+ fixed", body, re.MULTILINE) else ""
        level = LEVELS[page["level"]] + (", off" if page.get("off") else "")
        link = f"[{path.stem}]({path.name}){fix}"
        rows.append((rank, f"| {page['family']} | {link} | {level} | {page['summary'].rstrip('.')} |"))
    head = ["| family | rule | level | reports |", "| --- | --- | --- | --- |"]
    return "\n".join(head + [row for _, row in sorted(rows, key=lambda row: row[0])])


def fill(text: str, name: str, content: str) -> str:
    """Return ``text`` with ``content`` between its marks ``<!-- name -->`` and ``<!-- /name -->``.

    Raises:
        ValueError: the marks are missing.
    """
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{start} … {end} is missing")
    return f"{before}{start}\n{content}\n{end}{after}"


def json_schemas(folder: Path) -> dict[Path, str]:
    """Return the JSON Schema of every profile below a folder, by its path."""
    from cslint.contract.profile import load
    from cslint.contract.schema_export import json_text

    found = {}
    for path in sorted(folder.glob("*/front-matter.yml")):
        profile = load(path.parent)
        found[path.with_name("front-matter.schema.json")] = json_text(profile.schema, profile.name)
    return found


def phrases() -> str:
    """Return the page of phrases: short instructions of the tests, each with the requirements that are read from it."""
    sys.path.insert(0, str(ROOT))
    from tests.contract.notation import load

    from cslint.contract.instructions import describe, read

    parts = [PHRASES]
    name, kept = "", set()
    examples = {comment: asks for comment, asks in load("instructions.txt") if asks}
    for line in (ROOT / "tests" / "contract" / "instructions.txt").read_text(encoding="utf-8").splitlines():
        comment = line.replace("⏎", "\n")
        if line.startswith("#: ") and line != line.upper():
            name = line[3:]
        elif comment in examples and len(line) <= LONGEST and "\n" not in comment and "cslint" not in line:
            if name in OMITTED or comment in kept:
                continue
            kept.add(comment)
            if f"\n## {name}\n" not in parts:
                parts += [f"\n## {name}\n", "| the template says | cslint reads |\n| --- | --- |"]
            parts.append(f"| {cell(comment)} | {cell('; '.join(map(describe, read(comment))))} |")
    parts += ["\n## Without a requirement\n", NO_PHRASES, "| the template says |\n| --- |"]
    others = [comment for comment, _ in load("no_instructions.txt") if "\n" not in comment and len(comment) <= LONGEST]
    parts += [f"| {cell(comment)} |" for comment in others[:40]]
    return "\n".join(parts) + "\n"


def cell(text: str) -> str:
    """Return text for a cell of a table, without markup of its own."""
    return re.sub(r"([\\`*_\[\]<>|{}])", r"\\\1", text)


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` only compare them."""
    readme = ROOT / "rules" / "README.md"
    made = {readme: fill(readme.read_text(encoding="utf-8"), "rules", rules_table(ROOT / "rules"))}
    made.update(json_schemas(ROOT / "schemas"))
    made[ROOT / "docs" / "phrases.md"] = phrases()
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python scripts/update_docs.py", file=sys.stderr)
        return int(bool(stale))
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
