"""Make what is made from other files: the table of rules in rules/README.md, JSON Schemas, what rule pages say.

``python scripts/update_docs.py`` writes. With ``--check`` it only says what is out of date, by exit status 1.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
LEVELS = {"error": "error", "warning": "warning", "note": "note", "must": "error", "should": "warning"}
# in the order of a case study from top to bottom; a family that is not listed comes after them
FAMILIES = ("front-matter", "sections", "words", "items", "placeholders", "links", "images", "geometry")


def rules_table(folder: Path) -> str:
    """A Markdown table of the rule pages in ``folder``, by family and name; ✎ marks those with a fix."""
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
    """``text`` with ``content`` between its marks ``<!-- name -->`` and ``<!-- /name -->``.

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
    """The JSON Schema that belongs beside the schema of every profile below ``folder``, by its path."""
    from cslint.contract.profile import load
    from cslint.contract.schema_export import json_text

    found = {}
    for path in sorted(folder.glob("*/front-matter.yml")):
        profile = load(path.parent)
        found[path.with_name("front-matter.schema.json")] = json_text(profile.schema, profile.name)
    return found


def main(arguments: list[str]) -> int:
    """Write the files anew, or with ``--check`` only compare."""
    readme = ROOT / "rules" / "README.md"
    made = {readme: fill(readme.read_text(encoding="utf-8"), "rules", rules_table(ROOT / "rules"))}
    made.update(json_schemas(ROOT / "schemas"))
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
